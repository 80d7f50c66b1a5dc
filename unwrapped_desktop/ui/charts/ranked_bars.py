"""`RankedBars`: a ranking in rows: rank, name, a small bar, and the figure at the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import ClassVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.ui.charts.chart import Chart, Table
from unwrapped_desktop.ui.charts.data import Mark
from unwrapped_desktop.ui.charts.drawing import PAD_PX, Label, Plan, TextStyle, fill_partial
from unwrapped_desktop.ui.charts.wording import (
    LONGEST_NAME,
    extremes,
    mark_note,
    mark_words,
    own_words,
    short_name,
)
from unwrapped_desktop.ui.figures import count_noun
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import clean, isolate
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import SMALL_PX, TINY_PX

_LEAST_ROW_PX = 28
_BETWEEN_PX, _GAP_PX = 6, 12
_BAR_PX, _THIN_BAR_PX = 10, 5
_LEAST_BAR_ROOM_PX = 72
_NAME_SHARE, _FIGURE_SHARE = 0.4, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Where the columns of all rows stand, in px.

    Attributes:
        rank_right: Where rank numbers end.
        name: Where names begin, and how much room they have.
        bar: Where bars begin, and how much room they have.
        figure_room: How wide a figure may be.
        right: Where figures end.
        is_narrow: Whether bars lie below the names, for want of room beside them.
        is_stacked: Whether figures lie below the bars too.
    """

    rank_right: float
    name: tuple[float, float]
    bar: tuple[float, float]
    figure_room: float
    right: float
    is_narrow: bool
    is_stacked: bool


class RankedBars(Chart):
    """Rows that Up and Down walk over. In a narrow place bars lie below the names."""

    steps: ClassVar[dict[int, int]] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._bars: tuple[Mark, ...] = ()
        self.set_columns(translate("RankedBars", "Name"), translate("RankedBars", "Value"))

    def set_bars(self, bars: Sequence[Mark]) -> None:
        """Show other rows, the first in rank first."""
        self._bars = tuple(bars)
        self._take(len(self._bars))

    def set_columns(self, name: str, value: str, note: str = "", rank: str = "") -> None:
        """Name the columns of the table: `Artist`, `Plays`; `Note` and `Rank` are called so if not named."""
        self._columns = (
            rank or translate("RankedBars", "Rank"),
            name,
            value,
            note or translate("RankedBars", "Note"),
        )

    def table(self) -> Table:
        """Return one row a mark: rank, name, value, and a note where any mark has one."""
        rows = [
            (str(rank), clean(bar.label), own_words(bar.text), mark_note(bar))
            for rank, bar in enumerate(self._bars, start=1)
        ]
        kept = 4 if any(row[3] for row in rows) else 3
        return self._columns[:kept], tuple(row[:kept] for row in rows)

    def _sentences(self) -> str:
        if len(self._bars) == 1:
            return translate("RankedBars", "One row. {row}.").format(row=mark_words(self._bars[0]))
        return translate("RankedBars", "{rows} in order of rank. {extremes}").format(
            rows=count_noun(len(self._bars), "row"), extremes=extremes(self._bars)
        )

    def _words_of(self, index: int, longest: int = LONGEST_NAME) -> str:
        return mark_words(self._bars[index], longest)

    def _anchor(self, index: int) -> QRectF:
        plan = self._plan()
        bar, row = plan.spots[index], plan.reach[index]
        return QRectF(bar.left(), row.top(), bar.width(), row.height())

    def _rank_style(self) -> TextStyle:
        return self._axis_style()

    def _name_style(self) -> TextStyle:
        return self._style(Face.TEXT, SMALL_PX, colour="ink", weight=500)

    def _note_style(self) -> TextStyle:
        return self._style(Face.TEXT, TINY_PX, colour="quiet")

    def _figure_style(self) -> TextStyle:
        return self._style(Face.TEXT, SMALL_PX, colour="ink")

    def _columns_at(self, width: int) -> _Columns:
        rank, name, figure = self._rank_style(), self._name_style(), self._figure_style()
        right = float(width - PAD_PX)
        rank_right = PAD_PX + rank.width(str(len(self._bars)))
        left = round(rank_right + _GAP_PX)
        figures = max(figure.width(own_words(bar.text)) for bar in self._bars)
        is_stacked = figures > (right - left - _GAP_PX) * _FIGURE_SHARE
        figure_left = right + _GAP_PX if is_stacked else right - figures
        wanted = max(name.width(isolate(short_name(bar.label))) for bar in self._bars)
        name_room = min(wanted + 1, width * _NAME_SHARE)
        bar_left = round(left + name_room + _GAP_PX)
        bar_room = figure_left - _GAP_PX - bar_left
        is_narrow = is_stacked or bar_room < self._theme.px(_LEAST_BAR_ROOM_PX)
        if is_narrow:
            name_room = figure_left - _GAP_PX - left
            bar_left, bar_room = left, right - left
        return _Columns(
            rank_right=rank_right,
            name=(left, name_room),
            bar=(bar_left, max(1.0, bar_room)),
            figure_room=right - left if is_stacked else figures,
            right=right,
            is_narrow=is_narrow,
            is_stacked=is_stacked,
        )

    def _make_plan(self, width: int) -> Plan:
        columns = self._columns_at(width)
        rows: list[list[Label]] = []
        spots: list[QRectF] = []
        reach: list[QRectF] = []
        top = float(PAD_PX)
        longest = max((bar.value for bar in self._bars), default=0.0)
        for index, bar in enumerate(self._bars):
            height = self._row_height(bar, columns)
            rows.append(self._row_labels(index, columns, top))
            share = bar.value / longest if longest > 0 and bar.value > 0 else 0.0
            spots.append(self._bar_rect(columns, top, share))
            reach.append(QRectF(0, top, width, height))
            top += height
        return Plan(
            height=round(top + PAD_PX),
            plot=QRectF(0, PAD_PX, width, top - PAD_PX),
            spots=tuple(spots),
            reach=tuple(reach),
            labels=_by_column(rows),
        )

    def _row_height(self, bar: Mark, columns: _Columns) -> int:
        lines = self._name_style().line_px + self._below_name(columns)
        if mark_note(bar):
            lines += self._note_style().line_px
        return max(self._theme.px(_LEAST_ROW_PX), round(lines + 2 * _BETWEEN_PX))

    def _bar_below(self) -> int:
        return self._theme.px(_THIN_BAR_PX) + _BETWEEN_PX

    def _below_name(self, columns: _Columns) -> int:
        """Return the room in px that bar and figure take between a name and its note."""
        bar = self._bar_below() if columns.is_narrow else 0
        return bar + (ceil(self._figure_style().line_px) if columns.is_stacked else 0)

    def _row_labels(self, index: int, columns: _Columns, top: float) -> list[Label]:
        bar = self._bars[index]
        rank, name, note, figure = (
            self._rank_style(),
            self._name_style(),
            self._note_style(),
            self._figure_style(),
        )
        top += _BETWEEN_PX
        baseline = top + name.metrics.ascent()
        shown = name.fitted(isolate(short_name(bar.label)), columns.name[1])
        said = figure.fitted(own_words(bar.text), columns.figure_room)
        labels = [
            rank.right(str(index + 1), columns.rank_right, baseline - rank.metrics.ascent()),
            name.left(shown, columns.name[0], top),
            figure.left(said, columns.name[0], top + name.line_px + self._bar_below())
            if columns.is_stacked
            else figure.right(said, columns.right, baseline - figure.metrics.ascent()),
        ]
        if mark_note(bar):
            under = top + name.line_px + self._below_name(columns)
            room = columns.right - columns.name[0]
            labels.append(note.left(note.fitted(mark_note(bar), room), columns.name[0], under))
        return labels

    def _bar_rect(self, columns: _Columns, top: float, share: float) -> QRectF:
        name = self._name_style()
        left, room = columns.bar
        width = max(1, round(room * share)) if share else 0
        if columns.is_narrow:
            thin = self._theme.px(_THIN_BAR_PX)
            return QRectF(left, round(top + _BETWEEN_PX + name.line_px + 3), width, thin)
        high = self._theme.px(_BAR_PX)
        # The middle of small letters, not of the line, is where a bar seems level with its name.
        middle = top + _BETWEEN_PX + name.metrics.ascent() - name.metrics.capHeight() / 2
        return QRectF(left, round(middle - high / 2), width, high)

    def _draw_marks(self, painter: QPainter, plan: Plan, part: QRectF) -> None:
        current = self.current
        if current is not None:
            painter.fillRect(plan.reach[current].adjusted(2, 0, -2, 0), self._theme.colour("wash"))
        ground = self._theme.colour("paper")
        for index, (bar, rect) in enumerate(zip(self._bars, plan.spots, strict=True)):
            if not rect.width() or not plan.reach[index].intersects(part):
                continue
            colour = self._theme.colour(self._mark_colour(index))
            if bar.is_partial:
                fill_partial(painter, rect, colour, ground)
            else:
                painter.fillRect(rect, colour)


def _by_column(rows: Sequence[Sequence[Label]]) -> tuple[Label, ...]:
    """Return the labels of all rows, column by column: the font then changes four times and not with each label."""
    most = max(len(row) for row in rows)
    return tuple(row[number] for number in range(most) for row in rows if number < len(row))
