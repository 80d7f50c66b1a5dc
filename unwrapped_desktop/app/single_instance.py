"""One window at a time: a second start hands its files to the first and leaves.

The lock file is the truth, since two writers could damage the results file; the local socket only carries the message.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QThread, Signal, Slot

from unwrapped_desktop.domain.errors import StorageError, means_full_disk

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

MESSAGE_MAX_BYTES = 4 * 1024 * 1024
PATIENCE, PATIENCE_STEP_MS = 15, 200
"""How often, and how long apart, a start asks for the lock of an instance that is ending."""

SOCKET_PATH_MAX_BYTES = 100
"""A little less than systems allow."""

CONNECT_MS, WRITE_MS = 500, 1_000
_LOCK_BYTES = 4_096
"""What a file takes in which a line stands."""


class Claim(Enum):
    """What became of a start."""

    CLAIMED = auto()
    HANDED_OVER = auto()
    BARRED = auto()
    """Nobody has the lock, and it cannot be made: the disk is full, or nobody may write there."""
    REFUSED = auto()


class SingleInstance(QObject):
    """Holds the lock of a data folder and listens for later starts.

    Attributes:
        refusal: Why this start cannot go on, once it cannot.

    Signals:
        opened_again(object): A later start wants the window; carries its list of paths.
    """

    opened_again = Signal(object)

    def __init__(self, lock_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.refusal = ""
        self._lock = QLockFile(str(lock_file))
        self._lock.setStaleLockTime(0)
        self._lock_file = lock_file
        self._is_held = False
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Become the one instance, if it is not; False when that cannot be. Later starts are heard from `listen` on."""
        self._is_held = self._is_held or self._lock.tryLock(0)
        return self._is_held

    def bar(self) -> StorageError | None:
        """Return why nothing may be written; None for the one instance, which this becomes if it can."""
        if self.claim():
            return None
        if self._lock.error() is QLockFile.LockError.LockFailedError and self._can_write():
            return StorageError("database_locked", path=str(self._lock_file.parent))
        return self._why_no_lock()

    def _why_no_lock(self) -> StorageError:
        """Return why no lock can be made: Qt does not say it, but whoever writes beside it hears it."""
        beside, folder = self._lock_file.with_suffix(".new"), str(self._lock_file.parent)
        try:
            beside.write_bytes(bytes(_LOCK_BYTES))
        except OSError as error:
            if means_full_disk(error):
                return StorageError("disk_full", path=folder, needed_mb=1)
            return StorageError("data_dir_unwritable", path=folder, reason=error.strerror or str(error))
        finally:
            with suppress(OSError):
                beside.unlink()
        return StorageError("database_io", path=folder, what="no lock")

    def _can_write(self) -> bool:
        return os.access(self._lock_file.parent, os.W_OK | os.X_OK)

    def listen(self) -> None:
        """Hear later starts, as the one instance; one that came earlier is still asking. Called once the window is painted."""
        if not self._is_held or self._server is not None:
            return
        import logging  # noqa: PLC0415 - the window is painted without it

        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - as above

        name = server_name(self._lock_file)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        # We hold the lock, so a socket of that name is left over from a crash.
        QLocalServer.removeServer(name)
        if not self._server.listen(name):
            logging.getLogger(__name__).warning(
                "later starts cannot be heard: %s", self._server.errorString()
            )

    def hand_over(self, paths: Sequence[str]) -> bool:
        """Give the files to the instance that runs; False when it does not answer."""
        import json  # noqa: PLC0415 - only a later start needs it

        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - as above

        socket = QLocalSocket()
        socket.connectToServer(server_name(self._lock_file))
        if not socket.waitForConnected(CONNECT_MS):
            return False
        absolute = [str(Path(path).absolute()) for path in paths]
        socket.write(json.dumps({"version": 1, "paths": absolute}).encode())
        while socket.bytesToWrite():
            if not socket.waitForBytesWritten(WRITE_MS):
                return False
        socket.disconnectFromServer()
        return True

    def claim_or_hand_over(self, paths: Sequence[str]) -> Claim:
        """Become the one instance, or give the files to the one there is; waits a little for one that is just ending."""
        for _attempt in range(PATIENCE):
            if self.claim():
                return Claim.CLAIMED
            if self._lock.error() is not QLockFile.LockError.LockFailedError:
                return Claim.BARRED
            if self.hand_over(paths):
                return Claim.HANDED_OVER
            if not self._can_write():  # a crash has left its lock where nobody can take it away
                return Claim.BARRED
            QThread.msleep(PATIENCE_STEP_MS)
        self.refusal = "Unwrapped is open already, but does not answer. Close it and start again."
        return Claim.REFUSED

    def stop_listening(self) -> None:
        """Hear no later starts: this instance is ending, and they shall wait for its lock."""
        if self._server is not None:
            self._server.close()

    def release(self) -> None:
        """Give up the lock and stop listening."""
        self.stop_listening()
        self._lock.unlock()
        self._is_held = False

    @Slot()
    def _on_connection(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.setParent(self)
            socket.setReadBufferSize(MESSAGE_MAX_BYTES)
            socket.disconnected.connect(self._on_disconnected)
            if socket.state() == socket.LocalSocketState.UnconnectedState:
                self._read(socket)

    @Slot()
    def _on_disconnected(self) -> None:
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - it is loaded by now

        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read(socket)

    def _read(self, socket: "QLocalSocket") -> None:
        message = parse_message(bytes(socket.readAll().data()))
        socket.deleteLater()
        if message is not None:
            self.opened_again.emit(message)


def parse_message(content: bytes) -> list[str] | None:
    """Return the paths of a later start's message, None when it is not one."""
    import json  # noqa: PLC0415 - the window is painted without it

    try:
        message = json.loads(content)
        paths = message["paths"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return paths if isinstance(paths, list) and all(isinstance(path, str) for path in paths) else None


def server_name(lock_file: Path) -> str:
    """Return the socket's name: another for each user and each data folder."""
    import getpass  # noqa: PLC0415 - the window is painted without them
    import hashlib  # noqa: PLC0415

    whose = f"{getpass.getuser()}/{lock_file.absolute()}"
    name = f"unwrapped-{hashlib.sha256(os.fsencode(whose)).hexdigest()[:16]}"
    # By itself Qt puts the socket where TMPDIR points, which may differ from start to start.
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    fits = len(os.fsencode(runtime / name)) < SOCKET_PATH_MAX_BYTES
    return str(runtime / name) if runtime.is_absolute() and runtime.is_dir() and fits else name
