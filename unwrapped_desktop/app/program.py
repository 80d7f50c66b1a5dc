"""What runs behind the painted window, from its first paint to its end.

    the first screen ... the verdict that was there last, the way in where nobody is known, or reading
    loading ............ NumPy, SQLAlchemy and the rest, in a thread of its own: the window answers meanwhile
    the loop ........... qasync runs Qt's loop as asyncio's; the controller answers what the person asks for

What is asked for before the controller can answer is held, and asked again then.
"""

import gc
import os
import sys
from importlib import import_module
from types import TracebackType
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEventLoop, QThread, QTimer
from PySide6.QtWidgets import QApplication

from unwrapped_desktop.app.held_requests import HeldRequests
from unwrapped_desktop.app.single_instance import SingleInstance
from unwrapped_desktop.app.stop_signals import StopSignals
from unwrapped_desktop.app.window_state import WindowState
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.main_window import MainWindow, Screen

if TYPE_CHECKING:
    from unwrapped_desktop.app.controller import Controller
    from unwrapped_desktop.ui.views.loading import LoadingView
    from unwrapped_desktop.ui.views.login import LoginView
    from unwrapped_desktop.ui.views.results import ResultsView
    from unwrapped_desktop.workers.runner import JobRunner

STOP_WAIT_MS = 5_000

_TURN_S = 0.0005
_PAUSE_MS = 100
_LOADED_BEHIND = (
    "unwrapped_desktop.app.controller",
    "unwrapped_desktop.storage.opening",
    "qasync",
    "unwrapped_desktop.ui.views.evidence",
    "unwrapped_desktop.ui.views.then_and_now",
    "unwrapped_desktop.ui.views.two_listeners",
    "unwrapped_desktop.ui.views.settings",
)
"""What works behind the window, and the screens that take longest to load: a person goes to them at once."""


class Program:
    """One run of the window."""

    def __init__(
        self,
        *,
        application: QApplication,
        window: MainWindow,
        paths: AppPaths,
        state: WindowState,
        instance: SingleInstance,
        signals: StopSignals,
        files: tuple[str, ...],
    ) -> None:
        self._application = application
        self._window = window
        self._paths = paths
        self._state = state
        self._instance = instance
        self._files = files
        self._signals = signals
        self._for_window = HeldRequests()
        self._for_verdict = HeldRequests()

    def run(self) -> int:
        """Run until the window is closed and all work has ended; returns the exit code."""
        window = self._window
        self._signals.received.connect(window.close)
        if self._signals.was_received:
            return 0
        self._instance.opened_again.connect(self._on_opened_again)
        window.closing.connect(self._instance.stop_listening)
        window.furnish()
        self._hold_requests()
        self._application.processEvents()
        self._show_first_screen()
        self._instance.listen()
        if self._load():
            self._work()
        self._state.save(window)
        return 0

    def _hold_requests(self) -> None:
        window = self._window
        window.view_made.connect(self._hold_requests_of)
        self._for_window.hold(window.files_requested, window.keep_record_changed, window.settings_requested)
        self._for_verdict.hold(
            window.analyze_again_requested, window.spotify_requested, window.pages_wanted, window.pdf_wanted
        )

    def _hold_requests_of(self, screen: Screen, view: object) -> None:
        if screen is Screen.LOGIN:
            self._for_verdict.hold(cast("LoginView", view).waiting_requested)
        elif screen is Screen.LOADING:
            self._for_window.hold(cast("LoadingView", view).cancel_requested)
        elif screen is Screen.RESULTS:
            results = cast("ResultsView", view)
            self._for_verdict.hold(
                results.analyze_again_requested,
                results.another_file_requested,
                results.not_me_requested,
                results.exclusion_requested,
                results.intensity_requested,
                results.rewording_requested,
            )

    def _show_first_screen(self) -> None:
        """Show what can be told before anything else is loaded."""
        window = self._window
        if self._files:
            window.loading.begin()
            window.show_screen(Screen.LOADING)
        elif not self._paths.database.exists():
            window.show_screen(Screen.LOGIN)
        else:
            self._show_last_verdict()
        self._application.processEvents()

    def _show_last_verdict(self) -> None:
        """Show the verdict that is kept; where there is none, the controller will know what to show."""
        from unwrapped_desktop.storage.last_report import last_report  # noqa: PLC0415 - the window is painted before

        report = last_report(self._paths.database)
        if report is None:
            return
        window = self._window
        # Step by step, and whoever drags the window meanwhile is heard between them.
        self._application.processEvents()
        results = window.results
        self._application.processEvents()
        results.show_report(report)
        window.set_reanalysable(True)
        window.set_header(report.listener.name)
        window.show_screen(Screen.RESULTS)

    def _load(self) -> bool:
        """Load what works behind the window, and answer the person meanwhile; False when the window was closed."""
        loading, waiting = _Loading(), QEventLoop()
        loading.finished.connect(waiting.quit)
        # Python's threads take turns; the window's needs many short ones, and shall not wait long for each.
        usual_s = sys.getswitchinterval()
        sys.setswitchinterval(_TURN_S)
        # First the window has its turn with what stands below the verdict.
        QTimer.singleShot(_PAUSE_MS, loading.start)
        waiting.exec()
        loading.wait()
        sys.setswitchinterval(usual_s)
        return self._window.isVisible()

    def _work(self) -> None:
        """Answer what the person asks for, until the window is closed and all work has ended."""
        import asyncio  # noqa: PLC0415 - they have been loaded by now

        from qasync import QEventLoop as AsyncioLoop  # noqa: PLC0415

        from unwrapped_desktop.logs import close_logs, set_up_logs  # noqa: PLC0415
        from unwrapped_desktop.workers.runner import JobRunner  # noqa: PLC0415

        log_file = set_up_logs(self._paths.logs_dir)
        sys.excepthook = _log_exception
        no_log = translate("Program", "no log: it cannot be written")
        runner = JobRunner(log_place=str(log_file) if log_file else no_log)
        loop = AsyncioLoop(self._application)
        asyncio.set_event_loop(loop)
        finished = asyncio.Event()
        controller = self._controller(runner)
        controller.finished.connect(finished.set)
        controller.start(self._files)
        self._window.view_made.disconnect(self._hold_requests_of)
        self._for_window.ask_again()
        with loop:
            loop.run_until_complete(finished.wait())
        runner.wait(STOP_WAIT_MS)
        close_logs()

    def _controller(self, runner: "JobRunner") -> "Controller":
        from unwrapped_desktop.app.controller import Controller  # noqa: PLC0415 - it has been loaded by now
        from unwrapped_desktop.auth.places import spotify_places  # noqa: PLC0415
        from unwrapped_desktop.bootstrap import SystemClock, system_timezone  # noqa: PLC0415
        from unwrapped_desktop.domain.settings import JudgeSettings  # noqa: PLC0415

        controller = Controller(
            window=self._window,
            runner=runner,
            paths=self._paths,
            clock=SystemClock(),
            settings=JudgeSettings(timezone=system_timezone()),
            keeps_record=self._state.keeps_record,
            judging=self._state.judging,
            places=spotify_places(os.environ),
        )
        controller.keep_record_changed.connect(self._state.save_keeps_record)
        controller.judging_changed.connect(self._state.save_judging)
        controller.everything_deleted.connect(self._state.forget)
        controller.ready.connect(self._on_ready)
        return controller

    def _on_ready(self) -> None:
        self._for_verdict.ask_again()
        # What has been loaded stays: the collector need not walk it again while a record is read.
        gc.freeze()
        gc.enable()

    def _on_opened_again(self, paths: list[str]) -> None:
        window = self._window
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()
        if paths:
            window.files_requested.emit(tuple(paths))


class _Loading(QThread):
    """Imports what works behind the window."""

    def run(self) -> None:
        for name in _LOADED_BEHIND:
            import_module(name)


def _log_exception(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log what nothing else caught. Called in whichever thread it happened, so no widget is touched."""
    import logging  # noqa: PLC0415 - only when it comes to that
    import traceback  # noqa: PLC0415

    logging.getLogger(__name__).critical(
        "unexpected: %s", "".join(traceback.format_exception(kind, error, trace))
    )
