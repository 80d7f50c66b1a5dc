"""A thin bar that says how far work has come."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme

_HEIGHT_PX = 8


class ProgressLine(QWidget):
    """A bar from 0 to 1 that never runs backwards."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ratio = 0.0
        self.setFixedHeight(_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("ProgressLine", "Progress"))
        theme.changed.connect(self.update)

    @property
    def ratio(self) -> float:
        """How far the bar is, 0 to 1."""
        return self._ratio

    def reset(self) -> None:
        """Begin at nothing."""
        self._ratio = 0.0
        self._tell()

    def advance_to(self, ratio: float) -> None:
        """Move the bar forward; a smaller ratio leaves it where it is."""
        self._ratio = max(self._ratio, min(1.0, ratio))
        self._tell()

    def sizeHint(self) -> QSize:
        """Return a common size."""
        return QSize(400, _HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track as a line and the bar upon it."""
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = self.height() / 2
        painter.fillRect(QRectF(0, middle - 0.5, self.width(), 1), self._theme.colour("quiet"))
        done = self.width() * self._ratio
        left = self.width() - done if self.isRightToLeft() else 0.0
        painter.fillRect(QRectF(left, 0, done, self.height()), self._theme.colour("accent"))
        painter.end()
        event.accept()

    def _tell(self) -> None:
        self.setAccessibleDescription(
            translate("ProgressLine", "{percent} per cent").format(percent=f"{self._ratio * 100:.0f}")
        )
        self.update()
