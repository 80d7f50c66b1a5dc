"""Qt's application, which asks to end where Qt would simply end, and hears of files that macOS opens."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """The one application of a process.

    Signals:
        quit_requested(): The session ends, or the system's own menu says so. Work is to end first, in its order.
        files_opened(): The system has files for the program; `take_opened_files` returns them.
    """

    quit_requested = Signal()
    files_opened = Signal()

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(arguments)
        self._opened: list[str] = []
        # macOS tells of files one by one; those that were chosen together belong together.
        self._telling = QTimer(self, singleShot=True, interval=0)
        self._telling.timeout.connect(self.files_opened)

    def event(self, event: QEvent) -> bool:
        """Ask for the end instead of ending, and keep the files that the system opens."""
        if event.type() is QEvent.Type.Quit:
            event.ignore()
            self.quit_requested.emit()
            return True
        if event.type() is QEvent.Type.FileOpen:
            self._keep(cast("QFileOpenEvent", event).file())
            return True
        return super().event(event)

    def take_opened_files(self) -> tuple[str, ...]:
        """Return the paths of the files that came since this was asked last."""
        opened, self._opened = self._opened, []
        return tuple(opened)

    def _keep(self, path: str) -> None:
        if path:  # an address of the web has none
            self._opened.append(path)
            self._telling.start()
