"""`TwinLists`: two lists of the same kind side by side, with a line from each name on one to itself on the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.ui.charts.chart import Chart, Table
from unwrapped_desktop.ui.charts.drawing import PAD_PX, Label, Plan, TextStyle
from unwrapped_desktop.ui.charts.wording import LONGEST_NAME, own_words, short_name
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import clean, isolate
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import SMALL_PX

_AIR_PX = 7
_GAP_PX, _LEAST_GAP_PX, _GAP_SHARE = 12, 10, 0.02
_LEAST_BETWEEN_PX, _MOST_BETWEEN_PX, _BETWEEN_SHARE = 36, 150, 0.13
_DOT_PX = 4
_BELOW_TITLES_PX = 10
_EDGE_PX = 4
"""Room for the focus ring at both sides: words begin nearly flush with those around the chart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """One row of one of the lists.

    Attributes:
        rank: Its place there.
        name: A name that somebody else wrote, or words of the program where nobody knows it.
        note: Smaller words under it; names in them are isolated.
        sign: A few words at the right end of the row, such as `to 4`; may be empty.
        text: The row in words, its name aside: `number 1 on the list, number 4 of the year`.
        partner: The row of the other list that is the same name, by its index there; None where there is none.
        is_name: Whether `name` is a name.
    """

    rank: int
    name: str
    note: str = ""
    sign: str = ""
    text: str
    partner: int | None = None
    is_name: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """Where the words of one list stand, in px: its left end, where names begin, its right end, and the gap between."""

    left: float
    name: float
    right: float
    gap: float


class TwinLists(Chart):
    """Rows that Up and Down walk over, one list after the other; Left and Right lead to the same name over there."""

    steps: ClassVar[dict[int, int]] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._titles = ("", "")
        self._lists: tuple[tuple[Twin, ...], tuple[Twin, ...]] = ((), ())

    def set_lists(self, titles: tuple[str, str], left: Sequence[Twin], right: Sequence[Twin]) -> None:
        """Show other lists under their titles, each with at least one row."""
        self._titles = titles
        self._lists = tuple(left), tuple(right)
        self._take(len(left) + len(right))

    def table(self) -> Table:
        """Return a row for each row of both lists: which list, rank, name, and the rest in words."""
        rows = tuple(
            (clean(twin.name), title, str(twin.rank), own_words(twin.text))
            for title, twins in zip(self._titles, self._lists, strict=True)
            for twin in twins
        )
        header = (
            translate("TwinLists", "Name"),
            translate("TwinLists", "List"),
            translate("TwinLists", "Place"),
            translate("TwinLists", "More"),
        )
        return header, rows

    def _twin(self, index: int) -> Twin:
        left, right = self._lists
        return left[index] if index < len(left) else right[index - len(left)]

    def _partner(self, index: int) -> int | None:
        """Return the row of the same name on the other list, by its index among all rows."""
        left, _ = self._lists
        partner = self._twin(index).partner
        if partner is None:
            return None
        return partner + len(left) if index < len(left) else partner

    def _reached(self, key: int, at: int | None) -> int | None:
        left, right = self._lists
        if key not in {Qt.Key.Key_Left, Qt.Key.Key_Right} or not (left and right):
            return super()._reached(key, at)
        if at is None:
            return 0 if key == Qt.Key.Key_Left else len(left)
        is_left = at < len(left)
        if is_left == (key == Qt.Key.Key_Left):
            return at
        partner = self._partner(at)
        if partner is not None:
            return partner
        return len(left) + min(at, len(right) - 1) if is_left else min(at - len(left), len(left) - 1)

    def _sentences(self) -> str:
        left, right = self._lists
        both = sum(twin.partner is not None for twin in left)
        first = translate("TwinLists", "{list}: {name} first.")
        told = [
            first.format(list=title, name=isolate(short_name(twins[0].name)))
            for title, twins in zip(self._titles, self._lists, strict=True)
            if twins and twins[0].is_name
        ]
        common = translate("TwinLists", "On both: {both} of {left} and {right}.").format(
            both=both, left=len(left), right=len(right)
        )
        return " ".join([*told, common])

    def _words_of(self, index: int, longest: int = LONGEST_NAME) -> str:
        twin = self._twin(index)
        return translate("TwinLists", "{name}: {words}").format(
            name=isolate(short_name(twin.name, longest)), words=own_words(twin.text)
        )

    def _anchor(self, index: int) -> QRectF:
        return self._plan().reach[index]

    def _title_style(self) -> TextStyle:
        return self._style(Face.TEXT, SMALL_PX, colour="quiet", weight=600)

    def _name_style(self, twin: Twin) -> TextStyle:
        if not twin.is_name:
            return self._style(Face.TEXT, SMALL_PX, colour="quiet")
        return self._style(Face.TEXT, SMALL_PX, colour="ink", weight=500)

    def _note_style(self) -> TextStyle:
        return self._axis_style()

    def _make_plan(self, width: int) -> Plan:
        titles = self._title_style()
        sides = self._sides(width)
        top = PAD_PX + titles.line_px + _BELOW_TITLES_PX
        row_px, dot = self._row_px(), self._theme.px(_DOT_PX)
        labels: list[Label] = []
        spots: list[QRectF] = []
        reach: list[QRectF] = []
        for place, (side, twins, title) in enumerate(zip(sides, self._lists, self._titles, strict=True)):
            labels.append(titles.left(titles.fitted(title, side.right - side.left), side.left, PAD_PX))
            for number, twin in enumerate(twins):
                at = top + number * row_px
                labels += self._row_labels(twin, side, at)
                edge = side.right + side.gap if place == 0 else side.left - side.gap
                middle = self._name_middle(at)
                spots.append(QRectF(edge - dot, middle - dot, 2 * dot, 2 * dot))
                reach.append(QRectF(side.left - 4, at, side.right - side.left + 8, row_px))
        rows = max(map(len, self._lists))
        height = round(top + rows * row_px + PAD_PX)
        return Plan(
            height=height,
            plot=QRectF(0, top, width, rows * row_px),
            spots=tuple(spots),
            reach=tuple(reach),
            labels=tuple(sorted(labels, key=lambda label: label.style.colour)),
        )

    def _sides(self, width: int) -> tuple[_Side, _Side]:
        gap = max(_LEAST_GAP_PX, min(self._theme.px(_GAP_PX), width * _GAP_SHARE))
        between = max(_LEAST_BETWEEN_PX, min(_MOST_BETWEEN_PX, width * _BETWEEN_SHARE)) + 2 * gap
        room = (width - 2 * _EDGE_PX - between) / 2
        number = self._note_style()
        ranks = max(number.width(str(twin.rank)) for twins in self._lists for twin in twins) + gap
        first, second = float(_EDGE_PX), _EDGE_PX + room + between
        return (
            _Side(left=first, name=first + ranks, right=first + room, gap=gap),
            _Side(left=second, name=second + ranks, right=second + room, gap=gap),
        )

    def _row_px(self) -> float:
        name = self._style(Face.TEXT, SMALL_PX, colour="ink", weight=500)
        has_notes = any(twin.note for twins in self._lists for twin in twins)
        return round(name.line_px + (self._note_style().line_px if has_notes else 0) + 2 * _AIR_PX)

    def _name_middle(self, top: float) -> float:
        metrics = self._style(Face.TEXT, SMALL_PX, colour="ink", weight=500).metrics
        return round(top + _AIR_PX + metrics.ascent() - metrics.capHeight() / 2)

    def _row_labels(self, twin: Twin, side: _Side, top: float) -> list[Label]:
        name, note = self._name_style(twin), self._note_style()
        top += _AIR_PX
        baseline = top + name.metrics.ascent()
        small_top = baseline - note.metrics.ascent()
        sign = note.right(own_words(twin.sign), side.right, small_top) if twin.sign else None
        room = (sign.rect.left() - side.gap if sign else side.right) - side.name
        shown = isolate(short_name(twin.name)) if twin.is_name else twin.name
        labels = [
            note.right(str(twin.rank), side.name - side.gap, small_top),
            name.left(name.fitted(shown, room), side.name, top),
        ]
        if sign is not None:
            labels.append(sign)
        if twin.note:
            fitted = note.fitted(own_words(twin.note), side.right - side.name)
            labels.append(note.left(fitted, side.name, top + name.line_px))
        return labels

    def _draw_marks(self, painter: QPainter, plan: Plan, part: QRectF) -> None:
        current = self.current
        left, _ = self._lists
        partner = None if current is None else self._partner(current)
        for index in (current, partner):
            if index is not None:
                painter.fillRect(plan.reach[index], self._theme.colour("wash"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, twin in enumerate(left):
            if twin.partner is not None:
                is_current = current is not None and index in {current, partner}
                self._draw_line(painter, plan, index, len(left) + twin.partner, is_current=is_current)
        for index, spot in enumerate(plan.spots):
            if spot.intersects(part):
                self._draw_dot(painter, spot, index)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _draw_line(self, painter: QPainter, plan: Plan, one: int, other: int, *, is_current: bool) -> None:
        start, end = plan.spots[one].center(), plan.spots[other].center()
        middle = (start.x() + end.x()) / 2
        path = QPainterPath(start)
        path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colour("ink" if is_current else "accent"), 3 if is_current else 2))
        painter.drawPath(path)

    def _draw_dot(self, painter: QPainter, spot: QRectF, index: int) -> None:
        """Paint a full dot where a line ends, and a hollow one where a name stands on one list alone."""
        twin = self._twin(index)
        is_current = self.current is not None and index in {self.current, self._partner(self.current)}
        if twin.partner is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("ink" if is_current else "accent"))
            painter.drawEllipse(spot)
        elif twin.is_name:
            painter.setPen(QPen(self._theme.colour("ink" if is_current else "quiet"), 1.5))
            painter.setBrush(self._theme.colour("paper"))
            painter.drawEllipse(spot.adjusted(0.75, 0.75, -0.75, -0.75))
