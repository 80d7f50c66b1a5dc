"""Hears of whatever nothing else has caught, wherever it happens: it is logged once, said once, and the program goes on.

in a slot, an event, a callback ... `sys.excepthook`
in a thread ....................... `threading.excepthook`
while something is cleared away ... `sys.unraisablehook`
in a task of the loop ............. the loop's own handler, see `watch`
in Qt, as a warning ............... Qt's message handler
in the interpreter itself ......... a file of last words, told in the log at the next start
"""

import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from unwrapped_desktop.app.code_places import file_in_package
from unwrapped_desktop.app.run_notes import RunNotes

if TYPE_CHECKING:
    import asyncio
    import logging

    from unwrapped_desktop.logs import LastWords

_HARMLESS = "This plugin does not support "
"""So Qt says what a platform without a window manager cannot do."""


class Faults(QObject):
    """The hooks of one run. Made and taken away in the GUI thread; called in any.

    The log is opened with the first thing there is to say: the window is painted without it.

    Signals:
        happened(): Something new has happened; emitted in the thread in which it did.
    """

    happened = Signal()

    def __init__(self, logs_dir: Path, notes: RunNotes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._logs_dir = logs_dir
        self._notes = notes
        self._log_file: Path | None = None
        self._is_log_open = False
        self.last_words: LastWords | None = None

    def install(self) -> None:
        """Hear of everything from now on."""
        sys.excepthook = self._on_exception
        sys.unraisablehook = self._on_unraisable
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(self._on_qt_message)

    def uninstall(self) -> None:
        """Leave it to Python and Qt again, and close the log."""
        sys.excepthook = sys.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)
        if self.last_words is not None:
            self.last_words.close()
        if self._is_log_open:
            from unwrapped_desktop.logs import close_logs  # noqa: PLC0415 - it has been loaded

            close_logs()
            self._is_log_open = False

    def open_log(self) -> Path | None:
        """Open the log, and tell in it how the run before ended if that was not in good order.

        Returns:
            The log; None where it cannot be written.
        """
        if not self._is_log_open:
            from unwrapped_desktop.logs import LastWords, set_up_logs  # noqa: PLC0415 - the window is painted before

            self._is_log_open = True
            self._log_file = set_up_logs(self._logs_dir)
            self.last_words = LastWords(self._logs_dir)
            self.last_words.log_before()
        return self._log_file

    def watch(self, loop: "asyncio.AbstractEventLoop") -> None:
        """Hear of what goes wrong in the tasks and callbacks of a loop."""
        loop.set_exception_handler(self._on_loop_exception)

    def report(self, error: BaseException) -> None:
        """Log something that was caught because the program goes on after it, and say that it happened."""
        place = _place_of(error)
        if self._notes.note_fault(place):
            self._log().critical("unexpected: %s", place, exc_info=error)
            self.happened.emit()

    def _log(self) -> "logging.Logger":
        import logging  # noqa: PLC0415 - only when it comes to that

        self.open_log()
        return logging.getLogger(__name__)

    def _on_exception(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.report(kind() if error is None else error)

    def _on_unraisable(self, found: "sys.UnraisableHookArgs") -> None:
        if found.exc_value is not None:
            self.report(found.exc_value)

    def _on_thread_exception(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None and found.exc_type is not SystemExit:
            self.report(found.exc_value)

    def _on_loop_exception(self, _loop: "asyncio.AbstractEventLoop", context: Mapping[str, object]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            self.report(error)
        elif self._notes.note_fault(f"loop: {context.get('message')}"):
            # Nothing else of the context is told: it quotes what a task was at work on.
            self._log().error("loop: %s", context.get("message"))

    def _on_qt_message(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg} or text.startswith(_HARMLESS):
            return
        told = _without_quotes(text)
        if self._notes.note_fault(f"Qt: {told}"):
            log = self._log()
            tell = log.warning if kind is QtMsgType.QtWarningMsg else log.critical
            tell("Qt: %s", told)


def _place_of(error: BaseException) -> str:
    """Return what happened and where, as one that happens again would be told."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    kind = type(error).__name__
    if trace is None:
        return kind
    code = trace.tb_frame.f_code
    return f"{kind} in {file_in_package(code.co_filename)}:{trace.tb_lineno} {code.co_qualname}"


def _without_quotes(text: str) -> str:
    """Return what Qt says without what it quotes: that can be a file of the person's."""
    import re  # noqa: PLC0415 - as above

    return re.sub(r"\"[^\"]*\"|'[^']*'|\S*[/\\]\S*", "…", text)
