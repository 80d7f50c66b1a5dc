"""An axis between two poles: a line, the interval as a band, the score as a dot, and the ruling in words."""

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from unwrapped_desktop.domain.report import AxisScore
from unwrapped_desktop.ui.axis_words import axis_figures, axis_sentence, pole_titles
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import tooltip_text
from unwrapped_desktop.ui.textflow import TextFlow, leading_side, trailing_side
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import SMALL_PX
from unwrapped_desktop.ui.widgets.buttons import draw_focus_ring

PAD_PX = 6
"""Room for the focus ring; a layout gives it back with margins of its own."""
_BAND_PX = 14
_DOT_PX = 7


class AxisBar(QAbstractButton):
    """One axis. Pressing it (`clicked`) asks for its figures."""

    def __init__(self, theme: Theme, axis: AxisScore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.axis = axis
        self._heights: dict[int, int] = {}
        low, high = pole_titles(axis)
        pattern = translate("AxisBar", "{low} or {high}: {sentence}")
        self.setText(pattern.format(low=low, high=high, sentence=axis_sentence(axis)))
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(axis_figures(axis))
        self.setToolTip(tooltip_text(axis_figures(axis)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height with the sentence wrapped."""
        if (
            width not in self._heights
        ):  # layouts ask a dozen times a width, and each time lines would be broken
            inner = width - 2 * PAD_PX
            parts = (self._poles_height(inner), self._line_room(), self._sentence(inner).height)
            self._heights[width] = ceil(2 * PAD_PX + sum(parts))
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Return a common size."""
        return QSize(360, self.heightForWidth(360))

    def minimumSizeHint(self) -> QSize:
        """Return the least the axis can be read at."""
        return QSize(160, self.heightForWidth(360))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Return as on Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint poles, line, band, dot and sentence."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = self.width() - 2 * PAD_PX
        self._paint_poles(painter, inner)
        y = round(PAD_PX + self._poles_height(inner) + self._line_room() * 0.36)
        self._paint_line(painter, y, inner)
        top = PAD_PX + self._poles_height(inner) + self._line_room()
        colour = "ink" if self.underMouse() or self.axis.value is not None else "quiet"
        words = self._sentence(inner)
        if self.isRightToLeft():
            words.draw_from_right(painter, QPointF(PAD_PX + inner, top), self._theme.colour(colour))
        else:
            words.draw(painter, QPointF(PAD_PX, top), self._theme.colour(colour))
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), self._theme.colour("ink"))
        painter.end()
        event.accept()

    def _paint_poles(self, painter: QPainter, inner: int) -> None:
        colour = self._theme.colour("quiet")
        low, high = self._poles(inner)
        halves = QPointF(PAD_PX, PAD_PX), QPointF(PAD_PX + inner / 2, PAD_PX)
        for flow, at in zip((low, high), halves[::-1] if self.isRightToLeft() else halves, strict=True):
            flow.draw(painter, at, colour)

    def _paint_line(self, painter: QPainter, y: int, inner: int) -> None:
        axis, left = self.axis, float(PAD_PX)
        if self.isRightToLeft():
            # The pole at 0 is where lines begin: the line is painted from there.
            painter.save()
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
            self._paint_score(painter, axis, QPointF(left, y), inner)
            painter.restore()
        else:
            self._paint_score(painter, axis, QPointF(left, y), inner)

    def _paint_score(self, painter: QPainter, axis: AxisScore, at: QPointF, inner: int) -> None:
        left, y = at.x(), at.y()
        if axis.value is None or axis.low is None or axis.high is None:
            pen = QPen(self._theme.colour("quiet"), 2)
            pen.setDashPattern([4, 3])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(left, y), QPointF(left + inner, y))
            return
        painter.setPen(QPen(self._theme.colour("ink"), 2))
        painter.drawLine(QPointF(left, y), QPointF(left + inner, y))
        band = QRectF(left + inner * axis.low, y - _BAND_PX / 2, inner * (axis.high - axis.low), _BAND_PX)
        painter.fillRect(band, self._theme.colour("wash"))
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.drawLine(QPointF(band.left(), y), QPointF(band.right(), y))
        # The dot is kept on the widget, and ends of the band that it covers are left out: they would give it horns.
        dot = max(left + 1, min(left + inner - 1, left + inner * axis.value))
        for x in (band.left(), band.right()):
            if abs(x - dot) > _DOT_PX + 1:
                painter.drawLine(QPointF(x, band.top()), QPointF(x, band.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawEllipse(QPointF(dot, y), _DOT_PX, _DOT_PX)

    def _poles(self, inner: int) -> tuple[TextFlow, TextFlow]:
        font = self._theme.font(Face.TEXT, SMALL_PX)
        line_px = round(font.pixelSize() * 1.4)
        low, high = pole_titles(self.axis)
        begin, end = leading_side(self), trailing_side(self)
        half = max(20.0, inner / 2)
        return (
            TextFlow(low, font, width=half, line_px=line_px, align=begin),
            TextFlow(high, font, width=half, line_px=line_px, align=end),
        )

    def _poles_height(self, inner: int) -> float:
        return max(flow.height for flow in self._poles(inner))

    def _line_room(self) -> int:
        return _BAND_PX + 14

    def _sentence(self, inner: int) -> TextFlow:
        font = self._theme.font(Face.TEXT, SMALL_PX, weight=500 if self.axis.value is not None else 400)
        return TextFlow(
            axis_sentence(self.axis),
            font,
            width=max(40, inner),
            line_px=round(font.pixelSize() * 1.45),
            align=leading_side(self),
            balanced=True,
        )

    def _restyle(self) -> None:
        self._heights.clear()
        self.updateGeometry()
        self.update()
