"""Opens the window: it paints first, and loads the rest after.

qasync runs Qt's loop as asyncio's, so that coroutines may wait on the window and on the network without a thread.
"""

import gc
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from unwrapped_desktop import __version__
from unwrapped_desktop.app.single_instance import Claim, SingleInstance
from unwrapped_desktop.app.stop_signals import StopSignals
from unwrapped_desktop.app.window_state import WindowState
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.messages import message_for
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.theme import Theme, load_fonts

APP_ID = "unwrapped-desktop"
STOP_WAIT_MS = 5_000

log = logging.getLogger(__name__)


def open_window(files: Sequence[str]) -> int:
    """Open the window, or hand the files to the one that is open. Returns the exit code."""
    if not _has_display():
        return _refuse("There is no display. Try: unwrapped-desktop judge --sample", 1)
    # Not sys.argv: where the locale knows no umlauts, a path with some in it ends the process inside Qt.
    application = QApplication([APP_ID])
    signals = StopSignals()
    application.setApplicationName(APP_ID)
    application.setApplicationDisplayName("Unwrapped")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName(APP_ID)
    application.setQuitOnLastWindowClosed(False)
    paths = AppPaths.of_user()
    try:
        paths.ensure()
    except AppError as error:
        return _refuse(message_for(error), error.exit_code)
    instance = SingleInstance(paths.lock_file)
    claim = instance.claim_or_hand_over(files)
    if claim is Claim.HANDED_OVER:
        return 0
    if claim is Claim.REFUSED:
        return _refuse(instance.refusal, 1)
    try:
        return _run(application, paths, instance, signals, tuple(files))
    finally:
        instance.release()
        signals.close()


def _refuse(sentence: str, exit_code: int) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 - there is no window to say it in
    return exit_code


def _has_display() -> bool:
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return named or sys.platform != "linux"


def _run(
    application: QApplication,
    paths: AppPaths,
    instance: SingleInstance,
    signals: StopSignals,
    files: tuple[str, ...],
) -> int:
    theme = Theme()
    state = WindowState(paths)
    state.apply_preferences(theme)
    load_fonts()
    theme.apply(application)
    window = MainWindow(theme)
    state.restore(window)
    window.preferences_changed.connect(state.save_preferences)
    window.show()
    application.processEvents()
    if not paths.database.exists():
        # Nobody is known, so that it is clear which screen comes.
        window.show_screen(Screen.LOGIN)
        application.processEvents()
    instance.listen()
    program = _Program(window, paths, state, instance, signals)
    return program.run(application, files)


class _Program:
    """What runs behind the painted window, from its first paint to its end."""

    def __init__(
        self,
        window: MainWindow,
        paths: AppPaths,
        state: WindowState,
        instance: SingleInstance,
        signals: StopSignals,
    ) -> None:
        # Loaded after the first paint: NumPy and the reading of exports come with these.
        from unwrapped_desktop.app.controller import Controller  # noqa: PLC0415
        from unwrapped_desktop.auth.places import spotify_places  # noqa: PLC0415
        from unwrapped_desktop.bootstrap import SystemClock, system_timezone  # noqa: PLC0415
        from unwrapped_desktop.domain.settings import JudgeSettings  # noqa: PLC0415
        from unwrapped_desktop.logs import close_logs, set_up_logs  # noqa: PLC0415
        from unwrapped_desktop.workers.runner import JobRunner  # noqa: PLC0415

        self._close_logs = close_logs
        log_file = set_up_logs(paths.logs_dir)
        self._window, self._state = window, state
        self._runner = JobRunner(log_place=str(log_file) if log_file else "no log: it cannot be written")
        self._controller = Controller(
            window=window,
            runner=self._runner,
            paths=paths,
            clock=SystemClock(),
            settings=JudgeSettings(timezone=system_timezone()),
            keeps_record=state.keeps_record,
            places=spotify_places(os.environ),
        )
        self._controller.keep_record_changed.connect(state.save_keeps_record)
        signals.received.connect(window.close)
        if signals.was_received:
            QTimer.singleShot(0, window.close)
        instance.opened_again.connect(self._on_opened_again)
        window.closing.connect(instance.stop_listening)
        sys.excepthook = _log_exception

    def run(self, application: QApplication, files: tuple[str, ...]) -> int:
        """Run the event loop until the window is closed and all work has ended."""
        import asyncio  # noqa: PLC0415 - after the first paint

        from qasync import QEventLoop  # noqa: PLC0415

        loop = QEventLoop(application)
        asyncio.set_event_loop(loop)
        finished = asyncio.Event()
        self._controller.finished.connect(finished.set)
        # What has been loaded stays: the collector need not walk it again while a record is read.
        self._controller.ready.connect(gc.freeze)
        QTimer.singleShot(0, self._controller, lambda: self._controller.start(files))
        with loop:
            loop.run_until_complete(finished.wait())
        self._state.save(self._window)
        self._runner.wait(STOP_WAIT_MS)
        self._close_logs()
        return 0

    def _on_opened_again(self, paths: list[str]) -> None:
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        if paths:
            self._controller.judge_files(tuple(paths))


def _log_exception(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log what nothing else caught. Called in whichever thread it happened, so no widget is touched."""
    log.critical("unexpected: %s", "".join(traceback.format_exception(kind, error, trace)))
