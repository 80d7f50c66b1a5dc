"""A window that takes files wherever they are dropped on it."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QMainWindow, QWidget

from unwrapped_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from unwrapped_desktop.ui.widgets.drop_veil import DropVeil


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
        self._theme = theme

    @cached_property
    def veil(self) -> "DropVeil":
        """What lies over the window while files hang above it; made when they first do."""
        from unwrapped_desktop.ui.widgets.drop_veil import DropVeil  # noqa: PLC0415 - the window is painted without it

        return DropVeil(self._theme, self)

    def let_files_through(self) -> None:
        """Let fields pass on what is dropped on them: a file would otherwise become the words of its path."""
        for field in self.findChildren(QLineEdit):
            field.setAcceptDrops(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the veil over the whole window."""
        super().resizeEvent(event)
        if self._has_veil:
            self.veil.setGeometry(self.rect())

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

    @property
    def _has_veil(self) -> bool:
        return "veil" in self.__dict__

    def _set_dropping(self, *, dropping: bool) -> None:
        if dropping or self._has_veil:
            self.veil.setGeometry(self.rect())
            self.veil.setVisible(dropping)
            self.veil.raise_()
        self.dropping_changed.emit(dropping)


def _dropped_paths(event: QDropEvent) -> tuple[str, ...]:
    """Return what was dropped; whether it is of use is for the reader to say."""
    from unwrapped_desktop.ui.pasting import local_paths  # noqa: PLC0415 - the window is painted without it

    return local_paths(event.mimeData())
