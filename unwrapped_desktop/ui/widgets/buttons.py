"""Buttons: primary, secondary and link, each with a focus that shows and a target of 24 px or more."""

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from unwrapped_desktop.ui.text import bare, button_text
from unwrapped_desktop.ui.textflow import TextFlow
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import CORNER_PX, SMALL_PX

_MIN_TARGET_PX = 26
_LINK_PAD_PX = 2
_RING_IN_PX = 3
"""How far inside a filled button its focus ring lies."""
_WIDTHS_REMEMBERED = 8


def draw_focus_ring(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Paint the ring that says where the keyboard is."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 2))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), CORNER_PX, CORNER_PX)
    painter.restore()


class Button(QPushButton):
    """A push button in the theme's type. `&` in its text is shown, not eaten. Return presses it too."""

    def __init__(
        self, theme: Theme, text: str, *, primary: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setText(button_text(text))
        self.setAccessibleName(bare(text))
        self.setProperty("kind", "primary" if primary else "secondary")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme.changed.connect(self._restyle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Return as on Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button; where it is filled, a ring inside it says that the keyboard is here."""
        super().paintEvent(event)
        is_primary = self.property("kind") == "primary"
        if self.hasFocus() and self.isEnabled() and (is_primary or self.isChecked() or self.underMouse()):
            painter = QPainter(self)
            inside = QRectF(self.rect()).adjusted(_RING_IN_PX, _RING_IN_PX, -_RING_IN_PX, -_RING_IN_PX)
            draw_focus_ring(painter, inside, self._theme.colour("on_accent" if is_primary else "paper"))
            painter.end()

    def _restyle(self) -> None:
        self.setFont(self._theme.font(Face.TEXT, SMALL_PX + 1, weight=600))
        self.updateGeometry()


class LinkButton(QAbstractButton):
    """Underlined words that do something."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        size_px: int = SMALL_PX,
        weight: int = 500,
        colour: str = "ink",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size_px = size_px
        self._weight = weight
        self._colour = colour
        self._flows: dict[tuple[str, float], TextFlow] = {}
        self.setText(text)
        self.setAccessibleName(bare(text))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Say something else. `&` in it is shown and marks no key."""
        super().setText(text)
        self.setShortcut(QKeySequence())

    def sizeHint(self) -> QSize:
        """Return the size of the words with room for the focus ring."""
        flow = self._flow(10_000)
        return QSize(ceil(flow.width) + 2 * _LINK_PAD_PX + 1, max(_MIN_TARGET_PX, ceil(flow.height) + 6))

    def minimumSizeHint(self) -> QSize:
        """Return a size that long words are elided to."""
        return QSize(min(60, self.sizeHint().width()), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Return as on Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words with a line under them; with the focus in reverse, chosen on a wash."""
        painter = QPainter(self)
        active = self.underMouse()
        name = "paper" if self.hasFocus() else "accent" if active or self.isChecked() else self._colour
        colour = self._theme.colour(name)
        flow = self._flow(self.width() - 2 * _LINK_PAD_PX)
        top = (self.height() - flow.height) / 2
        block = QRectF(0, 1, flow.width + 2 * _LINK_PAD_PX, self.height() - 2)
        if self.hasFocus() or self.isChecked():
            painter.fillRect(block, self._theme.colour("ink" if self.hasFocus() else "wash"))
        flow.draw(painter, QPointF(_LINK_PAD_PX, top), colour)
        y = round(top + flow.baseline(0) + 3) + 0.5
        painter.setPen(QPen(colour, 2 if active or self.isChecked() else 1))
        painter.drawLine(QPointF(_LINK_PAD_PX, y), QPointF(_LINK_PAD_PX + flow.width, y))
        painter.end()
        event.accept()

    def _flow(self, width: float) -> TextFlow:
        """Return the words set for a width. Layouts ask for the same few widths again and again."""
        key = (self.text(), width)
        if key not in self._flows:
            if len(self._flows) >= _WIDTHS_REMEMBERED:
                self._flows.clear()
            font = self._theme.font(Face.TEXT, self._size_px, weight=self._weight)
            line_px = round(font.pixelSize() * 1.35)
            self._flows[key] = TextFlow(
                self.text(), font, width=max(10.0, width), line_px=line_px, max_lines=1
            )
        return self._flows[key]

    def _restyle(self) -> None:
        self._flows.clear()
        self.updateGeometry()
        self.update()
