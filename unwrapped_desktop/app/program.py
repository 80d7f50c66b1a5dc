"""What runs behind the painted window, from its first paint to its end.

    the first screen ... the verdict that was there last, the way in where nobody is known, or reading
    loading ............ NumPy, SQLAlchemy and the rest, in a thread of its own: the window answers meanwhile
    the loop ........... qasync runs Qt's loop as asyncio's; the controller answers what the person asks for

What is asked for before the controller can answer is held, and asked again then.
"""

import gc
import os
import sys
import threading
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal

from unwrapped_desktop.app.application import Application
from unwrapped_desktop.app.ending import Ending
from unwrapped_desktop.app.faults import Faults
from unwrapped_desktop.app.held_requests import HeldRequests
from unwrapped_desktop.app.run_notes import RunNotes
from unwrapped_desktop.app.single_instance import SingleInstance
from unwrapped_desktop.app.stop_signals import StopSignals
from unwrapped_desktop.app.window_state import WindowState
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.main_window import MainWindow, Screen

if TYPE_CHECKING:
    from unwrapped_desktop.app.controller import Controller
    from unwrapped_desktop.app.watchdog import Watchdog
    from unwrapped_desktop.domain.errors import StorageError
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
        application: Application,
        window: MainWindow,
        paths: AppPaths,
        state: WindowState,
        instance: SingleInstance,
        signals: StopSignals,
        faults: Faults,
        notes: RunNotes,
        files: tuple[str, ...],
    ) -> None:
        self._application = application
        self._window = window
        self._paths = paths
        self._state = state
        self._instance = instance
        self._files = files
        self._signals = signals
        self._faults = faults
        self._notes = notes
        self._runner: JobRunner | None = None
        self._watchdog: Watchdog | None = None
        self._ending = Ending(self._at_work, faults.uninstall)
        self._for_window = HeldRequests()
        self._for_verdict = HeldRequests()

    def run(self) -> int:
        """Run until the window is closed and all work has ended; returns the exit code."""
        window = self._window
        self._signals.received.connect(window.close)
        if self._signals.was_received:
            return 0
        self._instance.opened_again.connect(self._on_opened_again)
        window.closing.connect(self._on_closing)
        self._application.quit_requested.connect(window.close)
        self._application.commitDataRequest.connect(self._save_window)
        # It may have happened while something was painted: it is said when that is done.
        self._faults.happened.connect(window.show_fault, Qt.ConnectionType.QueuedConnection)
        window.furnish()
        self._hold_requests()
        self._application.processEvents()
        # With a file that was double-clicked macOS starts the program, and tells of the file only then.
        self._files += self._application.take_opened_files()
        self._application.files_opened.connect(self._on_files_opened)
        self._show_first_screen()
        if window.isVisible():
            self._instance.listen()
            if self._load():
                self._work()
        self._ending.call_off()
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
        elif not os.access(self._paths.database, os.F_OK):  # also where a folder lets nobody in
            window.show_screen(Screen.LOGIN)
        else:
            try:
                self._show_last_verdict()
            except Exception as error:  # noqa: BLE001 - whatever it is, the way in is open, and says the rest
                self._faults.report(error)
                window.forget_verdict()
                window.show_screen(Screen.LOGIN)
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
        self._window.closing.connect(waiting.quit)
        # Python's threads take turns; the window's needs many short ones, and shall not wait long for each.
        usual_s = sys.getswitchinterval()
        sys.setswitchinterval(_TURN_S)
        # First the window has its turn with what stands below the verdict.
        QTimer.singleShot(_PAUSE_MS, loading.begin)
        waiting.exec()
        sys.setswitchinterval(usual_s)
        return self._window.isVisible()

    def _work(self) -> None:
        """Answer what the person asks for, until the window is closed and all work has ended."""
        from unwrapped_desktop.workers.runner import JobRunner  # noqa: PLC0415 - it has been loaded by now

        log_file = self._faults.open_log()
        no_log = translate("Program", "no log: it cannot be written")
        self._runner = runner = JobRunner(log_place=str(log_file) if log_file else no_log)
        try:
            self._answer(runner)
        finally:
            runner.stop()
            runner.wait(STOP_WAIT_MS)

    def _answer(self, runner: "JobRunner") -> None:
        import asyncio  # noqa: PLC0415 - they have been loaded by now

        from qasync import QEventLoop as AsyncioLoop  # noqa: PLC0415

        loop = AsyncioLoop(self._application)
        asyncio.set_event_loop(loop)
        self._faults.watch(loop)
        finished = asyncio.Event()
        controller = self._controller(runner)
        controller.finished.connect(finished.set)
        controller.start(self._files)
        self._window.view_made.disconnect(self._hold_requests_of)
        self._for_window.ask_again()
        with loop:
            loop.run_until_complete(finished.wait())

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
            notes=self._notes,
            barred=self._bar,
        )
        controller.keep_record_changed.connect(self._state.save_keeps_record)
        controller.judging_changed.connect(self._state.save_judging)
        controller.everything_deleted.connect(self._state.forget)
        controller.ready.connect(self._on_ready)
        return controller

    def _bar(self) -> "StorageError | None":
        """Return why nothing may be written. Where it may from now on, later starts are heard."""
        barred = self._instance.bar()
        self._instance.listen()
        return barred

    def _on_ready(self) -> None:
        self._for_verdict.ask_again()
        self._watch_window()
        # What has been loaded stays: the collector need not walk it again while a record is read.
        gc.freeze()
        gc.enable()

    def _watch_window(self) -> None:
        """Note from now on where the window stands still; while the program starts, it does so for good reasons."""
        from unwrapped_desktop.app.watchdog import Watchdog  # noqa: PLC0415 - the window is painted without it

        if self._watchdog is None and self._faults.last_words is not None:
            self._watchdog = Watchdog(self._notes, self._faults.last_words.write_stacks)
            self._watchdog.begin()

    def _on_closing(self) -> None:
        """Leave in good order what is at once; the rest has its time, and no more."""
        self._ending.begin()
        self._instance.stop_listening()
        self._save_window()
        if self._watchdog is not None:
            self._watchdog.end()

    def _save_window(self) -> None:
        self._state.save(self._window)

    def _at_work(self) -> str:
        """Return the work that is under way, in a word; empty where there is none."""
        job = None if self._runner is None else self._runner.running
        return "" if job is None else job.name

    def _on_files_opened(self) -> None:
        if paths := self._application.take_opened_files():
            self._on_opened_again(list(paths))

    def _on_opened_again(self, paths: list[str]) -> None:
        window = self._window
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()
        if paths:
            window.files_requested.emit(tuple(paths))


class _Loading(QObject):
    """Imports what works behind the window, in a thread that keeps nothing from ending.

    Signals:
        finished(): All of it is there; where something could not be imported, who needs it finds out.
    """

    finished = Signal()

    def begin(self) -> None:
        """Import."""
        threading.Thread(target=self._load, name="loading", daemon=True).start()

    def _load(self) -> None:
        try:
            for name in _LOADED_BEHIND:
                import_module(name)
        finally:
            with suppress(RuntimeError):  # the window has been closed meanwhile, and nobody waits
                self.finished.emit()
