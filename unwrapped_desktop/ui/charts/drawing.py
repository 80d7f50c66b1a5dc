"""What charts share in painting: `TextStyle` and `Label` for words, `Plan` for places, and the fill of bars."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from unwrapped_desktop.ui.theme import Face, Theme

PAD_PX = 8
"""Room for the focus ring around a chart; a layout gives it back with margins of its own."""
_HOLLOW_FROM_PX = 6
"""A narrower bar has no inside to hatch: it is paled in its place."""
_HATCH_PX = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """One kind of type: its font, what it measures, and the token of its colour. Remembers what it measured."""

    font: QFont
    metrics: QFontMetricsF
    colour: str
    _widths: dict[str, float] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def line_px(self) -> float:
        """Height of a line in px."""
        return self.metrics.height()

    @property
    def apart_px(self) -> float:
        """Distance in px from which two labels of a line no longer read as one."""
        return self.metrics.averageCharWidth() * 2

    @property
    def below_px(self) -> float:
        """Distance in px from an axis to the labels under it, so that they clear the lowest label beside it."""
        return round(self.line_px / 2) + 2

    def width(self, text: str) -> float:
        """Return how wide a text is in px."""
        if text not in self._widths:
            self._widths[text] = self.metrics.horizontalAdvance(text)
        return self._widths[text]

    def fitted(self, text: str, room: float) -> str:
        """Return a text elided to a width in px."""
        if self.width(text) <= room:
            return text
        return self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, room))

    def left(self, text: str, left: float, top: float) -> "Label":
        """Return a label that begins at a place."""
        return Label(text=text, rect=QRectF(left, top, self.width(text), self.line_px), style=self)

    def right(self, text: str, right: float, top: float) -> "Label":
        """Return a label that ends at a place."""
        return self.left(text, right - self.width(text), top)

    def centred(self, text: str, middle: float, top: float, within: tuple[float, float]) -> "Label":
        """Return a label about a place, pushed between two ends where it would stick out."""
        width = self.width(text)
        left = max(within[0], min(within[1] - width, middle - width / 2))
        return self.left(text, left, top)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words in their place.

    Attributes:
        text: Plain text, elided already.
        rect: Its box in the chart, in px.
        style: Its type.
    """

    text: str
    rect: QRectF
    style: TextStyle


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Where everything of a chart stands at one width, in px.

    Attributes:
        height: Height of the chart.
        plot: Where the data is drawn.
        spots: The place of every mark, in order; the words of a mark stand near it.
        reach: Where the pointer finds every mark, in order.
        labels: All words that are always shown.
        rules: Hairlines.
        base: The line that marks stand on, None where they stand on none.
        outline: The curve, None where there is none.
    """

    height: int
    plot: QRectF
    spots: tuple[QRectF, ...]
    reach: tuple[QRectF, ...]
    labels: tuple[Label, ...]
    rules: tuple[QLineF, ...] = ()
    base: QLineF | None = None
    outline: QPolygonF | None = None


def text_style(theme: Theme, face: Face, size_px: int, *, colour: str, weight: int = 400) -> TextStyle:
    """Return a kind of type at the chosen text size."""
    font = theme.font(face, size_px, weight=weight)
    return TextStyle(font=font, metrics=QFontMetricsF(font), colour=colour)


def clear_of_others(labels: Sequence[Label], gap_px: float) -> list[Label]:
    """Return the labels that do not touch: the first and the last before those between, in the order given."""
    kept: list[Label] = []
    for label in [*labels[:1], *labels[:0:-1][:1], *labels[1:-1]]:
        around = label.rect.adjusted(-gap_px, 0, gap_px, 0)
        if not any(around.intersects(other.rect) for other in kept):
            kept.append(label)
    return sorted(kept, key=labels.index)


def are_clear(labels: Sequence[Label], gap_px: float) -> bool:
    """Say whether labels in one line keep a distance from each to the next."""
    return all(left.rect.right() + gap_px <= right.rect.left() for left, right in pairwise(labels))


def draw_labels(painter: QPainter, theme: Theme, labels: Iterable[Label], within: QRectF) -> None:
    """Paint the labels that lie in a part of the chart."""
    current: TextStyle | None = None
    for label in labels:
        if not label.rect.intersects(within):
            continue
        if label.style is not current:
            current = label.style
            painter.setFont(current.font)
            painter.setPen(theme.colour(current.colour))
        baseline = label.rect.top() + label.style.metrics.ascent()
        painter.drawText(QPointF(label.rect.left(), baseline), label.text)


def draw_rules(painter: QPainter, theme: Theme, plan: Plan) -> None:
    """Paint hairlines and the line that marks stand on."""
    painter.setPen(QPen(theme.colour("rule"), 1))
    painter.drawLines(list(plan.rules))
    if plan.base is not None:
        painter.setPen(QPen(theme.colour("leader"), 1))
        painter.drawLine(plan.base)


def hairline(start: tuple[float, float], end: tuple[float, float]) -> QLineF:
    """Return an upright or level line in the middle of its pixels, so that it stays sharp."""
    return QLineF(round(start[0]) + 0.5, round(start[1]) + 0.5, round(end[0]) + 0.5, round(end[1]) + 0.5)


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """Return a colour between two.

    Args:
        one: Colour at share 0.
        other: Colour at share 1.
        share: How much there is of the other, 0 to 1.
    """
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(round(low + (high - low) * share) for low, high in pairs))


def fill_partial(painter: QPainter, rect: QRectF, colour: QColor, ground: QColor) -> None:
    """Paint a bar of which only a part is known: hollow and hatched, or pale where it is too narrow for that."""
    if min(rect.width(), rect.height()) < _HOLLOW_FROM_PX:
        painter.fillRect(rect, mixed(ground, colour, 0.45))
        return
    frame = rect.adjusted(0.75, 0.75, -0.75, -0.75)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(frame)
    painter.setClipRect(frame)
    painter.setPen(QPen(colour, 1))
    painter.drawLines(_hatch(frame))
    painter.restore()


def _hatch(frame: QRectF) -> list[QLineF]:
    """Return slanting lines across a frame, from its lower left to its upper right."""
    width, height = frame.width(), frame.height()
    steps = range(_HATCH_PX, int(width + height), _HATCH_PX)
    lines = []
    for step in steps:
        # Each line is cut to the frame: a tall bar would otherwise be crossed by lines as long as it is high.
        start, end = max(0.0, step - height), min(width, float(step))
        lines.append(
            QLineF(
                frame.left() + start,
                frame.top() + step - start,
                frame.left() + end,
                frame.top() + step - end,
            )
        )
    return lines
