"""A box to tick, with words that wrap beside it."""

from math import ceil

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from unwrapped_desktop.ui.text import bare, button_text
from unwrapped_desktop.ui.textflow import TextFlow, leading_side
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import CORNER_PX, SMALL_PX

_MIN_TARGET_PX = 28
_BOX_PX, _GAP_PX = 18, 10
_PAD_PX = 5
"""Room above and below the words."""
_AIR_PX = 4
"""Room beside the words while they stand in reverse."""
_WIDTHS_REMEMBERED = 8


class Check(QCheckBox):
    """A box to tick. The words belong to it: pressing them ticks it too, and so does Return."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = text
        self._flows: dict[int, TextFlow] = {}
        self.setText(button_text(text))
        self.setAccessibleName(bare(text))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)

    def set_words(self, text: str) -> None:
        """Say something else beside the box."""
        self._words = text
        self.setText(button_text(text))
        self.setAccessibleName(bare(text))
        self._restyle()

    def words_left(self) -> int:
        """Return how far from the box's side the words begin, in pixels."""
        return self._theme.px(_BOX_PX) + _GAP_PX

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped words."""
        return max(_MIN_TARGET_PX, ceil(self._flow(width).height) + 2 * _PAD_PX)

    def sizeHint(self) -> QSize:
        """Return the size of the words in one line."""
        flow = self._flow(10_000)
        return QSize(ceil(flow.width) + self.words_left() + _AIR_PX + 1, self.heightForWidth(10_000))

    def minimumSizeHint(self) -> QSize:
        """Return room for the box and a few letters."""
        return QSize(60, _MIN_TARGET_PX)

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Say that box and words can be pressed, and the empty paper beside them cannot."""
        block = self._as_seen(self._words_block())
        reach = pos.x() >= block.left() if self.isRightToLeft() else pos.x() < block.right()
        return self.rect().contains(pos) and reach

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick on Return as on Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box and the words; with the focus, the words in reverse."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_box(painter)
        colour = "ink" if self.isEnabled() else "quiet"
        if self.hasFocus():
            painter.fillRect(self._as_seen(self._words_block()), self._theme.colour("ink"))
            colour = "paper"
        words = self._flow(self.width())
        if self.isRightToLeft():
            at = QPointF(self.width() - self.words_left(), _PAD_PX)
            words.draw_from_right(painter, at, self._theme.colour(colour))
        else:
            words.draw(painter, QPointF(self.words_left(), _PAD_PX), self._theme.colour(colour))
        painter.end()
        event.accept()

    def _draw_box(self, painter: QPainter) -> None:
        """Paint the box beside the first line."""
        side = self._theme.px(_BOX_PX)
        top = _PAD_PX + (self._line_px() - side) / 2
        box = self._as_seen(QRectF(1, top + 1, side - 2, side - 2))
        frame = "accent" if self.underMouse() or (self.isChecked() and not self.hasFocus()) else "ink"
        painter.setPen(QPen(self._theme.colour(frame if self.isEnabled() else "quiet"), 2))
        painter.setBrush(self._theme.colour("accent" if self.isChecked() else "raised"))
        painter.drawRoundedRect(box, CORNER_PX, CORNER_PX)
        if not self.isChecked():
            return
        pen = QPen(self._theme.colour("on_accent"), 2 * self._theme.scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        tick = ((0.24, 0.52), (0.43, 0.70), (0.76, 0.32))
        painter.drawPolyline([box.topLeft() + QPointF(x * box.width(), y * box.height()) for x, y in tick])

    def _words_block(self) -> QRectF:
        """Return what the words cover, with a little air around them."""
        flow = self._flow(self.width())
        left, top = self.words_left() - _AIR_PX, _PAD_PX - 2
        return QRectF(left, top, flow.width + 2 * _AIR_PX, flow.height + 4)

    def _as_seen(self, rect: QRectF) -> QRectF:
        """Return a place counted from where lines begin as it is seen."""
        if not self.isRightToLeft():
            return rect
        return QRectF(self.width() - rect.right(), rect.top(), rect.width(), rect.height())

    def _line_px(self) -> int:
        return round(self._theme.px(SMALL_PX) * 1.4)

    def _flow(self, width: int) -> TextFlow:
        """Return the words set for a width. Layouts ask for the same few widths again and again."""
        if width not in self._flows:
            if len(self._flows) >= _WIDTHS_REMEMBERED:
                self._flows.clear()
            self._flows[width] = self._broken(width)
        return self._flows[width]

    def _broken(self, width: int) -> TextFlow:
        font = self._theme.font(Face.TEXT, SMALL_PX, weight=500)
        room = max(24, width - self.words_left() - _AIR_PX)
        return TextFlow(self._words, font, width=room, line_px=self._line_px(), align=leading_side(self))

    def _restyle(self) -> None:
        self._flows.clear()
        self.updateGeometry()
        self.update()
