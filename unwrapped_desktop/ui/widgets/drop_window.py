"""A window that takes files wherever they are dropped on it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QMainWindow, QWidget

from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.window_parts import DropVeil


class DropWindow(QMainWindow):
    """A main window under a veil while files hang above it.

    Attributes:
        files_requested: Files were dropped; carries their paths as `tuple[str, ...]`.
        dropping_changed: Files have begun to hang above the window, or no longer do.
    """

    files_requested = Signal(object)
    dropping_changed = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._veil = DropVeil(theme, self)

    def let_files_through(self) -> None:
        """Let fields pass on what is dropped on them: a file would otherwise become the words of its path."""
        for field in self.findChildren(QLineEdit):
            field.setAcceptDrops(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the veil over the whole window."""
        super().resizeEvent(event)
        self._veil.setGeometry(self.rect())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files, and show it."""
        if _dropped_paths(event):
            event.acceptProposedAction()
            self._set_dropping(dropping=True)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Go on welcoming files."""
        if _dropped_paths(event):
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the welcome back."""
        self._set_dropping(dropping=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the dropped files to be judged."""
        self._set_dropping(dropping=False)
        paths = _dropped_paths(event)
        if paths:
            event.acceptProposedAction()
            self.files_requested.emit(paths)

    def _set_dropping(self, *, dropping: bool) -> None:
        self._veil.setVisible(dropping)
        self._veil.raise_()
        self.dropping_changed.emit(dropping)


def _dropped_paths(event: QDropEvent) -> tuple[str, ...]:
    """Return what was dropped; whether it is of use is for the reader to say."""
    urls = event.mimeData().urls()
    return tuple(url.toLocalFile() for url in urls if url.isLocalFile())
