"""The veil over the window while files hang above it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.headline import Headline
from unwrapped_desktop.ui.widgets.layouts import column
from unwrapped_desktop.ui.widgets.prose import LEAD, Prose


class DropVeil(QWidget):
    """Lies over the whole window while files hang above it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = column(margins=(72, 72, 72, 72), gap=16)
        layout.addStretch(1)
        layout.addWidget(Headline(theme, translate("DropVeil", "LET GO")))
        what = translate("DropVeil", "The .zip, the folder, or any file in it. It is read on this computer.")
        layout.addWidget(Prose(theme, what, LEAD))
        layout.addStretch(1)
        self.setLayout(layout)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the wash and a dashed frame."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("wash"))
        pen = QPen(self._theme.colour("accent"), 3)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.drawRect(self.rect().adjusted(24, 24, -25, -25))
        painter.end()
        event.accept()
