"""Lets the terminal and the session end the program in good order: SIGINT, SIGTERM and SIGHUP become a Qt signal.

Python runs its handlers only between two steps of Python code, and Qt's loop may take none for long. So the C handler
writes to a socket, and Qt watches its other end.
"""

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


class StopSignals(QObject):
    """Watches for requests to end the program.

    Attributes:
        was_received: Whether one came already, perhaps before anybody listened.

    Signals:
        received(): One came.
    """

    received = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.was_received = False
        self._reader, self._writer = socket.socketpair()
        self._reader.settimeout(0)
        self._writer.settimeout(0)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_activated)
        for name in NAMES:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), _leave_it_to_the_socket)
        signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)

    def close(self) -> None:
        """Stop watching; the signals have their usual effect again."""
        signal.set_wakeup_fd(-1)
        for name in NAMES:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.SIG_DFL)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()

    @Slot()
    def _on_activated(self) -> None:
        self._reader.recv(64)
        self.was_received = True
        self.received.emit()


def _leave_it_to_the_socket(_number: int, _frame: object) -> None:
    """Do nothing here: the wake-up socket has been written to."""
