"""Lets the terminal and the session end the program in good order: SIGINT, SIGTERM and SIGHUP become a Qt signal.

Python runs its handlers only between two steps of Python code, and Qt's loop may take none for long. So the C handler
writes to a pipe, and Qt watches its other end.
"""

import os
import signal
from collections.abc import Callable
from typing import NamedTuple

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
        self._pipe = _socket_pair() if os.name == "nt" else _pipe()
        self._notifier = QSocketNotifier(self._pipe.reader, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_activated)
        for name in NAMES:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), _leave_it_to_the_pipe)
        signal.set_wakeup_fd(self._pipe.writer, warn_on_full_buffer=False)

    def close(self) -> None:
        """Stop watching; the signals have their usual effect again."""
        signal.set_wakeup_fd(-1)
        for name in NAMES:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.SIG_DFL)
        self._notifier.setEnabled(False)
        self._pipe.close()

    @Slot()
    def _on_activated(self) -> None:
        self._pipe.read()
        self.was_received = True
        self.received.emit()


class _Pipe(NamedTuple):
    """Two ends that do not wait, and how to read from the one and close both."""

    reader: int
    writer: int
    read: Callable[[], object]
    close: Callable[[], None]


def _pipe() -> _Pipe:
    reader, writer = os.pipe()
    for end in (reader, writer):
        os.set_blocking(end, False)

    def close() -> None:
        os.close(reader)
        os.close(writer)

    return _Pipe(reader, writer, lambda: os.read(reader, 64), close)


def _socket_pair() -> _Pipe:
    """Return the same where only sockets wake anybody up: on Windows."""
    import socket  # noqa: PLC0415 - elsewhere the window is painted without it

    reader, writer = socket.socketpair()
    reader.settimeout(0)
    writer.settimeout(0)

    def close() -> None:
        reader.close()
        writer.close()

    return _Pipe(reader.fileno(), writer.fileno(), lambda: reader.recv(64), close)


def _leave_it_to_the_pipe(_number: int, _frame: object) -> None:
    """Do nothing here: the pipe has been written to."""
