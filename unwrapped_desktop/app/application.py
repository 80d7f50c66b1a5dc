"""Qt's application, which asks to end where Qt would simply end."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """The one application of a process.

    Signals:
        quit_requested(): The session ends, or the system's own menu says so. Work is to end first, in its order.
    """

    quit_requested = Signal()

    def event(self, event: QEvent) -> bool:
        """Ask for the end instead of ending."""
        if event.type() is QEvent.Type.Quit:
            event.ignore()
            self.quit_requested.emit()
            return True
        return super().event(event)
