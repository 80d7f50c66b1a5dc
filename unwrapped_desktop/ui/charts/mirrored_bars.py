"""`MirroredBars`: what two have in common in rows: the one's bar grows to the left, the other's to the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.ui.charts.chart import Chart, Table
from unwrapped_desktop.ui.charts.drawing import PAD_PX, Label, Plan, TextStyle
from unwrapped_desktop.ui.charts.wording import LONGEST_NAME, own_words, short_name
from unwrapped_desktop.ui.figures import count_noun
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import clean, isolate
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import SMALL_PX

_LEAST_ROW_PX = 28
_BETWEEN_PX, _GAP_PX = 6, 12
_BAR_PX, _THIN_BAR_PX = 10, 6
_LEAST_BAR_ROOM_PX = 64
_NAME_SHARE = 0.36
_LONGEST_OWNER = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One row.

    Attributes:
        label: What it is of; may be a name that somebody else wrote.
        left: The length of the bar to the left, finite, in the unit that all bars of a chart share.
        right: The length of the one to the right.
        left_text: The left value in words: `4.1 %`.
        right_text: The right value.
        common_text: What the two have in common, in words.
    """

    label: str
    left: float
    right: float
    left_text: str
    right_text: str
    common_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Where the columns of all rows stand, in px.

    Attributes:
        name: Where the column of names begins, and how wide it is.
        left_end: Where bars to the left begin to grow.
        right_end: Where bars to the right do.
        bar_room: How long a bar may become.
        is_narrow: Whether names lie above the bars, for want of room between them.
    """

    name: tuple[float, float]
    left_end: float
    right_end: float
    bar_room: float
    is_narrow: bool


class MirroredBars(Chart):
    """Rows that Up and Down walk over, the names between the bars. In a narrow place they lie above them."""

    steps: ClassVar[dict[int, int]] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._pairs: tuple[Pair, ...] = ()
        self._owners = ("", "")

    def set_pairs(self, pairs: Sequence[Pair], *, left: str, right: str) -> None:
        """Show other rows.

        Args:
            pairs: The rows, the weightiest first.
            left: Whose the bars to the left are.
            right: Whose those to the right are.
        """
        self._pairs = tuple(pairs)
        self._owners = (short_name(left, _LONGEST_OWNER), short_name(right, _LONGEST_OWNER))
        self._take(len(self._pairs))

    def table(self) -> Table:
        """Return one row a pair: the name, both values, and what is common."""
        left, right = self._owners
        header = (
            translate("MirroredBars", "Artist"),
            isolate(left),
            isolate(right),
            translate("MirroredBars", "In common"),
        )
        rows = tuple(
            (
                clean(pair.label),
                own_words(pair.left_text),
                own_words(pair.right_text),
                own_words(pair.common_text),
            )
            for pair in self._pairs
        )
        return header, rows

    def _sentences(self) -> str:
        rows = count_noun(len(self._pairs), "row")
        first = self._words_of(0)
        return translate("MirroredBars", "{rows}, the weightiest first. {first}.").format(
            rows=rows, first=first
        )

    def _words_of(self, index: int, longest: int = LONGEST_NAME) -> str:
        pair, (left, right) = self._pairs[index], self._owners
        return translate(
            "MirroredBars", "{name}: {left} {left_value}, {right} {right_value}; {common} in common"
        ).format(
            name=isolate(short_name(pair.label, longest)),
            left=isolate(left),
            left_value=own_words(pair.left_text),
            right=isolate(right),
            right_value=own_words(pair.right_text),
            common=own_words(pair.common_text),
        )

    def _name_style(self) -> TextStyle:
        return self._style(Face.TEXT, SMALL_PX, colour="ink", weight=500)

    def _figure_style(self) -> TextStyle:
        return self._style(Face.TEXT, SMALL_PX, colour="ink")

    def _owner_style(self) -> TextStyle:
        return self._style(Face.TEXT, SMALL_PX, colour="quiet", weight=600)

    def _columns_at(self, width: int) -> _Columns:
        name, figure = self._name_style(), self._figure_style()
        texts = [text for pair in self._pairs for text in (pair.left_text, pair.right_text)]
        figures = max(figure.width(own_words(text)) for text in texts)
        wanted = max(name.width(isolate(short_name(pair.label))) for pair in self._pairs)
        name_room = round(min(wanted + 1, width * _NAME_SHARE))
        room = (width - 2 * PAD_PX - name_room) / 2 - figures - 2 * _GAP_PX
        middle = width / 2
        if room >= self._theme.px(_LEAST_BAR_ROOM_PX):
            left_end = round(middle - name_room / 2 - _GAP_PX)
            right_end = round(middle + name_room / 2 + _GAP_PX)
            return _Columns(
                name=(middle - name_room / 2, name_room),
                left_end=left_end,
                right_end=right_end,
                bar_room=room,
                is_narrow=False,
            )
        return _Columns(
            name=(PAD_PX, width - 2 * PAD_PX),
            left_end=round(middle) - 1,
            right_end=round(middle) + 1,
            bar_room=max(1.0, width / 2 - PAD_PX - figures - _GAP_PX - 1),
            is_narrow=True,
        )

    def _make_plan(self, width: int) -> Plan:
        columns = self._columns_at(width)
        labels = list(self._owner_labels(columns, width))
        spots: list[QRectF] = []
        reach: list[QRectF] = []
        top = PAD_PX + self._owner_style().line_px + _BETWEEN_PX
        plot_top, height = top, self._row_height(columns)
        for index, pair in enumerate(self._pairs):
            left, right = self._bars_of(pair, columns, top)
            spots.append(left.united(right))
            reach.append(QRectF(0, top, width, height))
            labels += self._row_labels(index, columns, top)
            top += height
        return Plan(
            height=round(top + PAD_PX),
            plot=QRectF(0, plot_top, width, top - plot_top),
            spots=tuple(spots),
            reach=tuple(reach),
            labels=tuple(labels),
        )

    def _owner_labels(self, columns: _Columns, width: int) -> tuple[Label, Label]:
        """Return whose the bars are, above the ends from which they grow."""
        style, (left, right) = self._owner_style(), self._owners
        gap = _GAP_PX / 2 if columns.is_narrow else 0
        room = columns.left_end - PAD_PX - gap
        return (
            style.right(style.fitted(isolate(left), room), columns.left_end - gap, PAD_PX),
            style.left(
                style.fitted(isolate(right), width - PAD_PX - columns.right_end - gap),
                columns.right_end + gap,
                PAD_PX,
            ),
        )

    def _row_height(self, columns: _Columns) -> int:
        lines = self._name_style().line_px
        if columns.is_narrow:
            lines += self._figure_style().line_px
        return max(self._theme.px(_LEAST_ROW_PX), round(lines + 2 * _BETWEEN_PX))

    def _bar_line(self, columns: _Columns, top: float) -> float:
        """Return where the line of text begins that a row's bars are level with."""
        return top + _BETWEEN_PX + (self._name_style().line_px if columns.is_narrow else 0)

    def _row_labels(self, index: int, columns: _Columns, top: float) -> list[Label]:
        pair, name, figure = self._pairs[index], self._name_style(), self._figure_style()
        left, right = self._bars_of(pair, columns, top)
        shown = name.fitted(isolate(short_name(pair.label)), columns.name[1])
        middle = columns.name[0] + columns.name[1] / 2
        ends = (columns.name[0], columns.name[0] + columns.name[1])
        line = self._bar_line(columns, top)
        # In a place that is far too narrow a figure gives way; what it says stands in the table too.
        room = columns.left_end - columns.bar_room - _GAP_PX / 2
        left_said, right_said = (
            figure.fitted(own_words(text), max(room, 1.0)) for text in (pair.left_text, pair.right_text)
        )
        return [
            name.centred(shown, middle, top + _BETWEEN_PX, ends),
            figure.right(left_said, left.left() - _GAP_PX / 2, line),
            figure.left(right_said, right.right() + _GAP_PX / 2, line),
        ]

    def _bars_of(self, pair: Pair, columns: _Columns, top: float) -> tuple[QRectF, QRectF]:
        longest = max(max(one.left, one.right) for one in self._pairs)
        style = self._figure_style()
        high = self._theme.px(_THIN_BAR_PX if columns.is_narrow else _BAR_PX)
        # The middle of small letters, not of the line, is where a bar seems level with its figure.
        middle = self._bar_line(columns, top) + style.metrics.ascent() - style.metrics.capHeight() / 2
        widths = [
            max(1, round(columns.bar_room * value / longest)) if value > 0 and longest > 0 else 0
            for value in (pair.left, pair.right)
        ]
        upper = round(middle - high / 2)
        return (
            QRectF(columns.left_end - widths[0], upper, widths[0], high),
            QRectF(columns.right_end, upper, widths[1], high),
        )

    def _draw_marks(self, painter: QPainter, plan: Plan, part: QRectF) -> None:
        current, columns = self.current, self._columns_at(round(plan.plot.width()))
        if current is not None:
            painter.fillRect(plan.reach[current].adjusted(2, 0, -2, 0), self._theme.colour("wash"))
        for index, pair in enumerate(self._pairs):
            row = plan.reach[index]
            if not row.intersects(part):
                continue
            left, right = self._bars_of(pair, columns, row.top())
            painter.fillRect(left, self._theme.colour(self._mark_colour(index)))
            painter.fillRect(right, self._theme.colour("ink" if index == current else "second"))
