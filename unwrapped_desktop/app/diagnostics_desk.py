"""Tells what is known of the program and this run when somebody asks for it, whatever the worker thread is busy with."""

import threading

from PySide6.QtCore import QLocale, QObject, Qt, Signal, Slot, qVersion
from PySide6.QtGui import QGuiApplication, QScreen

from unwrapped_desktop.app.area import Area
from unwrapped_desktop.app.run_notes import RunNotes
from unwrapped_desktop.domain.diagnostics import Section
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.ui.main_window import MainWindow
from unwrapped_desktop.workers.job import JobEvent
from unwrapped_desktop.workers.runner import JobRunner


class DiagnosticsDesk(Area):
    """Shows the diagnostics. Lives in the GUI thread; gathers them in a thread of their own.

    What stands in the worker's line may be the very thing that does not answer.
    """

    _gathered = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        runner: JobRunner,
        *,
        paths: AppPaths,
        notes: RunNotes,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(window, runner, parent)
        self._paths = paths
        self._notes = notes
        runner.happened.connect(self._note)
        window.diagnostics_requested.connect(self.show)
        self._gathered.connect(self._show, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def show(self) -> None:
        """Gather everything, and show it when it is there."""
        known = (_screen_of(self._window), *self._notes.sections())
        threading.Thread(target=self._gather, args=known, name="diagnostics", daemon=True).start()

    def _gather(self, *known: Section) -> None:
        from unwrapped_desktop.diagnosing import diagnose_program  # noqa: PLC0415 - most never ask

        text = diagnose_program(self._paths, *known).as_text()
        try:
            self._gathered.emit(text)
        except RuntimeError:
            return  # the window has been closed meanwhile, and nobody waits any more

    @Slot(str)
    def _show(self, text: str) -> None:
        self._window.diagnostics_dialog.show_text(text)

    @Slot(object)
    def _note(self, event: JobEvent) -> None:
        if event.times is not None:
            self._notes.note_work(event.times)
        if event.error is not None:
            self._notes.note_failure(event.job.name, event.error.code)


def _screen_of(window: MainWindow) -> Section:
    """Return on what the window is shown."""
    chosen = window.preferences()
    screens = [("screen", _size_of(screen)) for screen in QGuiApplication.screens()]
    return Section(
        title="Window",
        lines=(
            ("Qt", f"{qVersion()}, {QGuiApplication.platformName()}"),
            ("window", f"{window.width()} x {window.height()}, on {window.screen_shown()}"),
            *screens,
            ("colours", f"{chosen.mode}, the system's are {QGuiApplication.styleHints().colorScheme().name}"),
            ("text", f"{chosen.text_percent} %, motion {'reduced' if chosen.reduced_motion else 'as usual'}"),
            ("language", f"{QLocale().name()}, the system's is {QLocale.system().name()}"),
        ),
    )


def _size_of(screen: QScreen) -> str:
    size = screen.size()
    return f"{size.width()} x {size.height()}, {screen.devicePixelRatio():g} x, {screen.logicalDotsPerInch():.0f} dpi"
