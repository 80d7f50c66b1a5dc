"""An axis before and after: a line between two poles, a ring where the score stood, a dot where it stands."""

from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.domain.comparison import AxisMove
from unwrapped_desktop.domain.report import AxisScore
from unwrapped_desktop.ui.axis_words import pole_titles
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.textflow import TextFlow, leading_side, trailing_side
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import SMALL_PX

_DOT_PX = 7
_LINE_ROOM_PX = 28


class AxisMoveBar(QWidget):
    """One axis, and in words what became of it."""

    def __init__(self, theme: Theme, move: AxisMove, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.move_shown = move
        self.words = words
        low, high = self._pole_titles()
        pattern = translate("AxisBar", "{low} or {high}: {sentence}")
        self.setAccessibleName(pattern.format(low=low, high=high.lower(), sentence=words))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height with the words wrapped."""
        return ceil(self._poles_height(width) + _LINE_ROOM_PX + self._sentence(width).height)

    def sizeHint(self) -> QSize:
        """Return a common size."""
        return QSize(360, self.heightForWidth(360))

    def minimumSizeHint(self) -> QSize:
        """Return the least the axis can be read at."""
        return QSize(160, self.heightForWidth(360))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint poles, line, ring, dot and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width()
        low, high = self._poles(width)
        quiet = self._theme.colour("quiet")
        halves = QPointF(0, 0), QPointF(width / 2, 0)
        for flow, at in zip((low, high), halves[::-1] if self.isRightToLeft() else halves, strict=True):
            flow.draw(painter, at, quiet)
        top = self._poles_height(width)
        self._paint_line(painter, round(top + _LINE_ROOM_PX * 0.42), width)
        words, ink = self._sentence(width), self._theme.colour("ink")
        if self.isRightToLeft():
            words.draw_from_right(painter, QPointF(width, top + _LINE_ROOM_PX), ink)
        else:
            words.draw(painter, QPointF(0, top + _LINE_ROOM_PX), ink)
        painter.end()
        event.accept()

    def _paint_line(self, painter: QPainter, y: int, width: int) -> None:
        before, after = _value(self.move_shown.before), _value(self.move_shown.after)
        pen = QPen(self._theme.colour("ink" if after is not None else "quiet"), 2)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if after is None:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(0, y), QPointF(width, y))
        if before is not None and after is not None:
            painter.setPen(QPen(self._theme.colour("accent"), 4))
            painter.drawLine(QPointF(self._x(before, width), y), QPointF(self._x(after, width), y))
        if before is not None:
            painter.setPen(QPen(self._theme.colour("ink"), 2))
            painter.setBrush(self._theme.colour("paper"))
            painter.drawEllipse(QPointF(self._x(before, width), y), _DOT_PX - 1, _DOT_PX - 1)
        if after is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawEllipse(QPointF(self._x(after, width), y), _DOT_PX, _DOT_PX)

    def _x(self, value: float, width: int) -> float:
        """Return where a score stands, with its mark whole on the widget."""
        along = 1 - value if self.isRightToLeft() else value
        return max(_DOT_PX, min(width - _DOT_PX, width * along))

    def _pole_titles(self) -> tuple[str, str]:
        move = self.move_shown
        score = move.after or move.before
        return pole_titles(score) if score is not None else (move.id, move.id)

    def _poles(self, width: int) -> tuple[TextFlow, TextFlow]:
        font = self._theme.font(Face.TEXT, SMALL_PX)
        line_px = round(font.pixelSize() * 1.4)
        low, high = self._pole_titles()
        half = max(20.0, width / 2)
        return (
            TextFlow(low, font, width=half, line_px=line_px, align=leading_side(self)),
            TextFlow(high, font, width=half, line_px=line_px, align=trailing_side(self)),
        )

    def _poles_height(self, width: int) -> float:
        return max(flow.height for flow in self._poles(width))

    def _sentence(self, width: int) -> TextFlow:
        font = self._theme.font(Face.TEXT, SMALL_PX)
        line_px = round(font.pixelSize() * 1.45)
        return TextFlow(
            self.words,
            font,
            width=max(40, width),
            line_px=line_px,
            align=leading_side(self),
            balanced=True,
        )

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def _value(score: AxisScore | None) -> float | None:
    return None if score is None else score.value
