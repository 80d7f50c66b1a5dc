"""`ClockChart`: seven weekdays by 24 hours, each cell the darker the more was played."""

from collections.abc import Sequence
from math import sqrt
from typing import ClassVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.messages import QT_TRANSLATE_NOOP
from unwrapped_desktop.ui.charts.chart import Chart, Table
from unwrapped_desktop.ui.charts.drawing import PAD_PX, Label, Plan, are_clear, mixed
from unwrapped_desktop.ui.charts.wording import LONGEST_NAME
from unwrapped_desktop.ui.figures import count_noun, write_count
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme

# fmt: off
_WEEKDAYS = (
    QT_TRANSLATE_NOOP("Weekdays", "Monday"), QT_TRANSLATE_NOOP("Weekdays", "Tuesday"),
    QT_TRANSLATE_NOOP("Weekdays", "Wednesday"), QT_TRANSLATE_NOOP("Weekdays", "Thursday"),
    QT_TRANSLATE_NOOP("Weekdays", "Friday"), QT_TRANSLATE_NOOP("Weekdays", "Saturday"),
    QT_TRANSLATE_NOOP("Weekdays", "Sunday"),
)
_SHORT_WEEKDAYS = (
    QT_TRANSLATE_NOOP("ShortWeekdays", "Mon"), QT_TRANSLATE_NOOP("ShortWeekdays", "Tue"),
    QT_TRANSLATE_NOOP("ShortWeekdays", "Wed"), QT_TRANSLATE_NOOP("ShortWeekdays", "Thu"),
    QT_TRANSLATE_NOOP("ShortWeekdays", "Fri"), QT_TRANSLATE_NOOP("ShortWeekdays", "Sat"),
    QT_TRANSLATE_NOOP("ShortWeekdays", "Sun"),
)
# fmt: on
_DAYS, _HOURS = 7, 24
_WIDEST_CELL_PX, _TALLEST_CELL_PX, _LEAST_CELL_PX = 48, 28, 20
_GUTTER_PX, _BELOW_PX = 8, 5
_ROOMY_CELL_PX = 10
_LEAST_SHARE = 0.12
"""One play among thousands still differs from none."""


class ClockChart(Chart):
    """Plays by weekday and hour. Arrow keys move in both directions, Home and End along a day."""

    steps: ClassVar[dict[int, int]] = {
        Qt.Key.Key_Left: -1,
        Qt.Key.Key_Right: 1,
        Qt.Key.Key_Up: -_HOURS,
        Qt.Key.Key_Down: _HOURS,
    }

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._plays: tuple[int, ...] = ()

    def set_plays(self, plays: Sequence[Sequence[int]]) -> None:
        """Show other plays: 7 rows, Monday to Sunday, of 24 hours. No rows, or no play in any, hides the chart.

        Raises:
            ValueError: There are rows, and they are not 7 by 24.
        """
        if plays and (len(plays) != _DAYS or any(len(day) != _HOURS for day in plays)):
            raise ValueError("A clock has 7 days of 24 hours.")
        self._plays = tuple(count for day in plays for count in day)
        self._take(len(self._plays) if any(self._plays) else 0)

    def table(self) -> Table:
        """Return one row a weekday with the plays of each hour."""
        header = (translate("ClockChart", "Weekday"), *(f"{hour}:00" for hour in range(_HOURS)))
        if not self._count:
            return header, ()
        rows = []
        for number, day in enumerate(_WEEKDAYS):
            hours = self._plays[number * _HOURS : (number + 1) * _HOURS]
            rows.append((translate("Weekdays", day), *(write_count(count) for count in hours)))
        return header, tuple(rows)

    def _sentences(self) -> str:
        highest = self._words_of(self._plays.index(max(self._plays)))
        return translate("ClockChart", "{plays} by weekday and hour. Highest: {highest}. {lowest}.").format(
            plays=count_noun(sum(self._plays), "play"), highest=highest, lowest=self._lowest()
        )

    def _lowest(self) -> str:
        empty = self._plays.count(0)
        if empty == 1:
            return translate("ClockChart", "One hour of the week has none")
        if empty:
            hours = count_noun(empty, "hour")
            return translate("ClockChart", "{hours} of the week have none").format(hours=hours)
        lowest = self._words_of(self._plays.index(min(self._plays)))
        return translate("ClockChart", "Lowest: {lowest}").format(lowest=lowest)

    def _words_of(self, index: int, _longest: int = LONGEST_NAME) -> str:
        day, hour = divmod(index, _HOURS)
        count = self._plays[index]
        return translate("ClockChart", "{weekday}, {hour}:00 to {next_hour}:00: {plays}").format(
            weekday=translate("Weekdays", _WEEKDAYS[day]),
            hour=hour,
            next_hour=hour + 1,
            plays=count_noun(count, "play") if count else translate("ClockChart", "no plays"),
        )

    def _reached(self, key: int, at: int | None) -> int | None:
        if at is None or (key not in self.steps and key not in {Qt.Key.Key_Home, Qt.Key.Key_End}):
            return super()._reached(key, at)
        day, hour = divmod(at, _HOURS)
        if key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            return day * _HOURS + (0 if key == Qt.Key.Key_Home else _HOURS - 1)
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            return day * _HOURS + max(0, min(_HOURS - 1, hour + self.steps[key]))
        moved = at + self.steps[key]
        return moved if 0 <= moved < self._count else at

    def _make_plan(self, width: int) -> Plan:
        style = self._axis_style()
        names = [translate("ShortWeekdays", day) for day in _SHORT_WEEKDAYS]
        left = round(PAD_PX + max(map(style.width, names)) + _GUTTER_PX)
        wide = max(1.0, min((width - PAD_PX - left) / _HOURS, float(self._theme.px(_WIDEST_CELL_PX))))
        tall = max(self._theme.px(_LEAST_CELL_PX), min(round(wide), self._theme.px(_TALLEST_CELL_PX)))
        plot = QRectF(left, PAD_PX, wide * _HOURS, tall * _DAYS)
        gap = 2 if wide >= _ROOMY_CELL_PX else 1
        slots = [_slot(plot, wide, tall, index) for index in range(_DAYS * _HOURS)]
        days = [
            style.left(name, PAD_PX, PAD_PX + number * tall + (tall - gap - style.line_px) / 2)
            for number, name in enumerate(names)
        ]
        return Plan(
            height=round(plot.bottom() + _BELOW_PX + style.line_px + PAD_PX),
            plot=plot,
            spots=tuple(slot.adjusted(0, 0, -gap, -gap) for slot in slots),
            reach=tuple(slots),
            labels=(*days, *self._hours(plot, wide - gap, wide)),
        )

    def _hours(self, plot: QRectF, cell: float, wide: float) -> list[Label]:
        """Return the hours under their cells: all where there is room, else every sixth, else noon only."""
        style = self._axis_style()
        top = plot.bottom() + _BELOW_PX
        labels: list[Label] = []
        for stride in (1, 6, 12):
            labels = [
                style.centred(
                    str(hour), plot.left() + hour * wide + cell / 2, top, (PAD_PX, plot.right() + PAD_PX)
                )
                for hour in range(0, _HOURS, stride)
            ]
            if are_clear(labels, style.apart_px / 2):
                return labels
        return labels[:1]

    def _draw_marks(self, painter: QPainter, plan: Plan, part: QRectF) -> None:
        raised, accent = self._theme.colour("raised"), self._theme.colour("accent")
        most = max(self._plays)
        painter.setPen(QPen(self._theme.colour("rule"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for count, rect in zip(self._plays, plan.spots, strict=True):
            if not rect.intersects(part):
                continue
            if count > 0:
                painter.fillRect(rect, mixed(raised, accent, max(_LEAST_SHARE, sqrt(count / most))))
            else:
                painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
        if self.current is not None:
            painter.setPen(QPen(self._theme.colour("ink"), 2))
            painter.drawRect(plan.spots[self.current])


def _slot(plot: QRectF, wide: float, tall: float, index: int) -> QRectF:
    """Return a cell with the gap behind it, on whole pixels."""
    day, hour = divmod(index, _HOURS)
    left, right = round(plot.left() + hour * wide), round(plot.left() + (hour + 1) * wide)
    return QRectF(QPointF(left, plot.top() + day * tall), QPointF(right, plot.top() + (day + 1) * tall))
