"""Shows a file where the system shows files, marked among the others; never through a shell."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QObject, QProcess, QUrl, Slot

try:  # a wheel without it, or a system without the library it needs: the folder is opened instead
    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher
except ImportError:
    HAS_DBUS = False
else:
    HAS_DBUS = True

_SERVICE, _PLACE = "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1"
_COMMANDS: Mapping[str, tuple[str, str]] = {
    "win32": ("explorer.exe", "/select,"),
    "darwin": ("/usr/bin/open", "-R"),
}
"""What shows a file on other systems, and what it is told before the file's name."""

Start = Callable[[str, Sequence[str]], bool]
OpenUrl = Callable[[str], object]


def start_program(program: str, arguments: Sequence[str]) -> bool:
    """Start a program that outlives this one; return whether it was there."""
    started: bool = QProcess.startDetached(program, list(arguments))[0]
    return started


class FolderShower(QObject):
    """Asks the system to show files. Lives in the GUI thread."""

    def __init__(
        self,
        open_url: OpenUrl,
        *,
        start: Start = start_program,
        platform: str = sys.platform,
        parent: QObject | None = None,
    ) -> None:
        """Make one.

        Args:
            open_url: Opens a folder by its address, where the system cannot mark a file in it.
            start: Starts a program.
            platform: Which system it is, as `sys.platform` says.
            parent: Owner.
        """
        super().__init__(parent)
        self._open_url = open_url
        self._start = start
        self._platform = platform
        self._asked: dict[QObject, str] = {}

    def show(self, path: str) -> None:
        """Show a file in its folder."""
        command = _COMMANDS.get(self._platform)
        if command is not None:
            program, option = command
            if not self._start(program, [option, QDir.toNativeSeparators(path)]):
                self._open_folder(path)
        elif not self._ask_file_manager(path):
            self._open_folder(path)

    def _ask_file_manager(self, path: str) -> bool:
        """Ask whoever shows files on this desktop; return whether there is a way to ask."""
        if not HAS_DBUS:
            return False
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return False
        message = QDBusMessage.createMethodCall(_SERVICE, _PLACE, _SERVICE, "ShowItems")
        message.setArguments([[_address(path)], ""])
        watcher = QDBusPendingCallWatcher(bus.asyncCall(message), self)
        self._asked[watcher] = path
        watcher.finished.connect(self._take_answer)
        return True

    @Slot(object)
    def _take_answer(self, watcher: "QDBusPendingCallWatcher") -> None:
        path = self._asked.pop(watcher)
        if watcher.isError():
            self._open_folder(path)
        watcher.deleteLater()

    def _open_folder(self, path: str) -> None:
        self._open_url(_address(str(Path(path).parent)))


def _address(path: str) -> str:
    return QUrl.fromLocalFile(path).toString(QUrl.ComponentFormattingOption.FullyEncoded)
