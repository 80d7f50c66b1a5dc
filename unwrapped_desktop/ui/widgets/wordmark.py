"""The wordmark of the window."""

from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.tokens import LEAD_PX
from unwrapped_desktop.ui.wordmark_path import draw_wordmark, wordmark_width


class Wordmark(QLabel):
    """UN/WRAPPED with the slash in the accent colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText("UN/WRAPPED")
        self.setAccessibleName("Unwrapped")
        theme.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        """Return the size of the wordmark."""
        return QSize(ceil(wordmark_width(self._size_px())) + 2, round(self._size_px() * 0.9))

    def minimumSizeHint(self) -> QSize:
        """Return the size of the wordmark."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the wordmark."""
        painter = QPainter(self)
        baseline = (self.height() + self._size_px() * 0.7) / 2
        ink, slash = self._theme.colour("ink"), self._theme.colour("accent")
        draw_wordmark(painter, QPointF(0, baseline), self._size_px(), ink=ink, slash=slash)
        painter.end()
        event.accept()

    def _size_px(self) -> int:
        return self._theme.px(LEAD_PX + 4)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
