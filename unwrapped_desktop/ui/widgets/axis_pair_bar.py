"""A score of two: a line between two poles, the one's ring and the other's dot, each with its interval."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.domain.report import AxisScore
from unwrapped_desktop.domain.two_listeners import AxisPair
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.textflow import TextFlow
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import SMALL_PX
from unwrapped_desktop.ui.two_listeners_words import pair_titles, pair_words

_RING_PX, _DOT_PX = 8, 4.5
_INTERVAL_PX, _END_PX = 9, 3
"""How far the intervals stand off the line, above and below it, and how long the marks of their ends are."""
_LINE_ROOM_PX = 34
_WIDTHS_REMEMBERED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Flows:
    """The words of a score set for one width."""

    sentences: tuple[TextFlow, ...]
    poles: tuple[TextFlow, TextFlow]


class AxisPairBar(QWidget):
    """One score of both, and in words where they lean."""

    def __init__(
        self, theme: Theme, pair: AxisPair, names: tuple[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._flows: dict[int, _Flows] = {}
        self.pair = pair
        self.words = pair_words(pair, names)
        low, high = pair_titles(pair)
        pattern = translate("AxisBar", "{low} or {high}: {sentence}")
        self.setAccessibleName(
            pattern.format(low=low, high=high.lower(), sentence=bare(" ".join(self.words)))
        )
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height with the words wrapped."""
        flows = self._flows_at(width)
        words = sum(flow.height for flow in flows.sentences)
        return ceil(words + max(flow.height for flow in flows.poles) + _LINE_ROOM_PX)

    def sizeHint(self) -> QSize:
        """Return a common size."""
        return QSize(360, self.heightForWidth(360))

    def minimumSizeHint(self) -> QSize:
        """Return the least the score can be read at."""
        return QSize(160, self.heightForWidth(360))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, the poles, and between them line, intervals, ring and dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, top = self.width(), 0.0
        flows = self._flows_at(width)
        for flow in flows.sentences:
            flow.draw(painter, QPointF(0, top), self._theme.colour("ink"))
            top += flow.height
        # Beside a neighbour with more to say, the lines of both are level.
        top += max(0, self.height() - self.heightForWidth(width))
        self._paint_line(painter, round(top + _LINE_ROOM_PX / 2), width)
        top += _LINE_ROOM_PX
        low, high = flows.poles
        quiet = self._theme.colour("quiet")
        low.draw(painter, QPointF(0, top), quiet)
        high.draw(painter, QPointF(width / 2, top), quiet)
        painter.end()
        event.accept()

    def _paint_line(self, painter: QPainter, y: int, width: int) -> None:
        left, right = self.pair.left, self.pair.right
        is_known = any(score is not None and score.value is not None for score in (left, right))
        pen = QPen(self._theme.colour("ink" if is_known else "quiet"), 2)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if not is_known:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(0, y), QPointF(width, y))
        self._paint_interval(painter, left, y - _INTERVAL_PX, "accent")
        self._paint_interval(painter, right, y + _INTERVAL_PX, "second")
        if left is not None and left.value is not None:
            painter.setPen(QPen(self._theme.colour("accent"), 2.5))
            painter.setBrush(self._theme.colour("paper"))
            painter.drawEllipse(QPointF(self._x(left.value), y), _RING_PX - 1, _RING_PX - 1)
        if right is not None and right.value is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("second"))
            painter.drawEllipse(QPointF(self._x(right.value), y), _DOT_PX, _DOT_PX)

    def _paint_interval(self, painter: QPainter, score: AxisScore | None, y: int, colour: str) -> None:
        """Paint from where to where a score may lie, beside the line, its ends bent towards it."""
        if score is None or score.low is None or score.high is None:
            return
        first, last = self._x(score.low), self._x(score.high)
        if last - first < 2 * _RING_PX:
            return  # it would stand on its mark like a chimney
        painter.setPen(QPen(self._theme.colour(colour), 2))
        painter.drawLine(QPointF(first, y), QPointF(last, y))
        towards = _END_PX if colour == "accent" else -_END_PX
        for x in (first, last):
            painter.drawLine(QPointF(x, y), QPointF(x, y + towards))

    def _x(self, value: float) -> float:
        """Return where a score stands, with its mark whole on the widget."""
        return max(_RING_PX, min(self.width() - _RING_PX, self.width() * value))

    def _poles(self, width: int) -> tuple[TextFlow, TextFlow]:
        font = self._theme.font(Face.TEXT, SMALL_PX)
        line_px = round(font.pixelSize() * 1.4)
        low, high = pair_titles(self.pair)
        half = max(20.0, width / 2)
        return (
            TextFlow(low, font, width=half, line_px=line_px),
            TextFlow(high, font, width=half, line_px=line_px, align=Qt.AlignmentFlag.AlignRight),
        )

    def _flows_at(self, width: int) -> _Flows:
        """Return the words set for a width. Layouts ask for the same few widths again and again."""
        if width not in self._flows:
            if len(self._flows) >= _WIDTHS_REMEMBERED:
                self._flows.clear()
            self._flows[width] = _Flows(sentences=self._sentences(width), poles=self._poles(width))
        return self._flows[width]

    def _sentences(self, width: int) -> tuple[TextFlow, ...]:
        font = self._theme.font(Face.TEXT, SMALL_PX, weight=500)
        line_px = round(font.pixelSize() * 1.45)
        return tuple(
            TextFlow(words, font, width=max(40, width), line_px=line_px, balanced=True)
            for words in self.words
        )

    def _restyle(self) -> None:
        self._flows.clear()
        self.updateGeometry()
        self.update()
