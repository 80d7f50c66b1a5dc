"""Holds both sides: what the views ask for becomes jobs, what jobs bring becomes a screen.

Where the program starts, and where it returns to:

    nobody known ............... the way in
    an analysis is running ..... reading
    a report is kept ........... the verdict, and above it why a later attempt failed, if one did
    no report, a failure ....... the way in, with the reason
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from unwrapped_desktop.app.jobs import (
    Kept,
    Opened,
    judge_and_keep,
    judge_sample,
    open_results,
    read_earlier,
    read_kept,
)
from unwrapped_desktop.bootstrap import sample_choices
from unwrapped_desktop.domain.analysis_state import CANCELLED, Status
from unwrapped_desktop.domain.errors import AppError, DamagedDatabase
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.messages import message_for
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.ui.figures import write_date
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.workers.job import Job, JobEvent, JobStatus, Work
from unwrapped_desktop.workers.runner import JobRunner

OPEN, JUDGE, SAMPLE, EARLIER, REFRESH = "open", "judge", "sample", "earlier", "refresh"
READING = frozenset({JUDGE, SAMPLE})
"""Jobs that a person waits for on the reading screen."""

FAILED_TITLE = "No verdict"
INTERRUPTED_TITLE = "The last attempt failed"
WAITING_TITLE = "Another file waits its turn."
STORAGE_TITLE = "Saved verdicts cannot be opened"


class Controller(QObject):
    """Wires the window to the work. Lives in the GUI thread.

    Signals:
        ready(): The first screen with content is up.
        finished(): The window has closed and all work has ended.
    """

    ready = Signal()
    finished = Signal()

    def __init__(
        self,
        *,
        window: MainWindow,
        runner: JobRunner,
        paths: AppPaths,
        clock: Clock,
        settings: JudgeSettings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._runner = runner
        self._paths = paths
        self._clock = clock
        self._settings = settings
        self._opened: Opened | None = None
        self._kept = Kept()
        self._shown_job: Job | None = None
        self._connect()

    def start(self, files: tuple[str, ...] = ()) -> None:
        """Open the results file behind the painted window, then judge files given at the start."""
        self._window.login.set_samples(sample_choices())
        self._run(OPEN, open_results(self._paths, self._clock))
        if files:
            self.judge_files(files)

    @property
    def kept(self) -> Kept:
        """What is kept of the listener."""
        return self._kept

    def _connect(self) -> None:
        window, results = self._window, self._window.results
        self._runner.happened.connect(self._on_job)
        self._runner.stopped.connect(self._on_stopped)
        window.files_requested.connect(self.judge_files)
        window.closing.connect(self.close)
        window.analyze_again_requested.connect(self.analyze_again)
        window.login.sample_requested.connect(self.read_sample)
        window.login.saved_verdict_requested.connect(self.show_kept)
        window.loading.cancel_requested.connect(self.cancel)
        results.analyze_again_requested.connect(self.analyze_again)
        results.retry_requested.connect(self.try_again)
        results.another_file_requested.connect(self.show_way_in)
        results.earlier_requested.connect(self.read_earlier)
        results.latest_requested.connect(self.show_kept)
        window.damage.acted.connect(self._set_damaged_aside)
        window.waiting.acted.connect(self.withdraw)

    @Slot(object)
    def judge_files(self, paths: tuple[str, ...], *, again: bool = False) -> None:
        """Judge an export and keep the report; a second wish waits for the first."""
        location = tuple(paths)

        def work_when_open() -> Work:
            # Asked for before the results file was open: by the time this runs, it is.
            return judge_and_keep(self._require_opened(), location, self._settings, self._clock, again=again)

        self._read(JUDGE, _later(work_when_open))

    @Slot(str)
    def read_sample(self, name: str) -> None:
        """Judge a made-up listener; nothing is kept."""
        self._read(SAMPLE, judge_sample(name, self._settings, self._clock))

    @Slot()
    def analyze_again(self) -> None:
        """Judge the same files anew and keep the earlier verdict."""
        self._judge_last_source(again=True)

    @Slot()
    def try_again(self) -> None:
        """Begin the failed analysis again."""
        self._judge_last_source(again=False)

    def _judge_last_source(self, *, again: bool) -> None:
        state = self._kept.state
        if state is not None:
            self.judge_files(state.source, again=again)

    @Slot(object)
    def read_earlier(self, history_id: int) -> None:
        """Read an earlier verdict."""
        if self._opened is not None:
            self._run(EARLIER, read_earlier(self._opened, history_id))

    @Slot()
    def show_kept(self) -> None:
        """Go back to where a start would lead."""
        self._route()

    @Slot()
    def show_way_in(self) -> None:
        """Go to the two doors."""
        self._window.login.clear_error()
        self._window.login.set_saved_verdict(self._kept.report is not None)
        self._window.show_screen(Screen.LOGIN)

    @Slot()
    def cancel(self) -> None:
        """Stop what the reading screen shows."""
        if self._shown_job is not None:
            self._window.loading.show_cancelling()
            self._runner.cancel(self._shown_job)

    @Slot()
    def withdraw(self) -> None:
        """Take back the wish made last that still waits."""
        waiting = [job for job in self._runner.waiting if job.name in READING]
        if waiting:
            self._runner.cancel(waiting[-1])
        self._window.waiting.setVisible(len(waiting) > 1)

    @Slot()
    def close(self) -> None:
        """Cancel all work; `finished` follows when it has answered."""
        self._runner.stop()

    @Slot()
    def _on_stopped(self) -> None:
        if self._opened is not None:
            self._opened.repository.close()
        self.finished.emit()

    @Slot()
    def _set_damaged_aside(self) -> None:
        self._window.damage.hide()
        self._run(OPEN, open_results(self._paths, self._clock, set_aside=True))

    def _require_opened(self) -> Opened:
        if self._opened is None:
            raise AppError("results_not_open")
        return self._opened

    def _run(self, name: str, work: Work) -> Job:
        job = Job(name=name, work=work)
        self._runner.start(job)
        return job

    def _read(self, name: str, work: Work) -> None:
        self._window.login.clear_error()
        self._window.results.clear_failure()
        job = Job(name=name, work=work)
        if self._shown_job is None:
            self._show_reading(job)
        else:
            self._window.waiting.show_message(WAITING_TITLE, "It is read as soon as this one is done.")
        self._runner.start(job)

    def _show_reading(self, job: Job) -> None:
        self._shown_job = job
        self._window.loading.begin()
        self._window.show_screen(Screen.LOADING)

    @Slot(object)
    def _on_job(self, event: JobEvent) -> None:
        if event.status is JobStatus.RUNNING:
            self._on_running(event)
        elif event.status is JobStatus.WAITING:
            if event.job is self._shown_job:
                self._window.loading.show_waiting()
        else:
            self._on_ended(event)

    def _on_running(self, event: JobEvent) -> None:
        if event.job.name in READING and event.job is not self._shown_job:
            self._window.waiting.setVisible(bool(self._runner.waiting))
            self._show_reading(event.job)
        if event.job is self._shown_job and event.progress is not None:
            self._window.loading.show_progress(event.progress)

    def _on_ended(self, event: JobEvent) -> None:
        if event.job is self._shown_job:
            self._shown_job = None
        if event.status is JobStatus.SUCCEEDED:
            self._on_succeeded(event)
        elif event.status is JobStatus.CANCELLED:
            self._on_cancelled(event)
        elif event.error is not None:
            self._on_failed(event, event.error)

    def _on_succeeded(self, event: JobEvent) -> None:
        result = event.result
        if isinstance(result, Opened):
            self._opened, self._kept = result, result.kept
            if self._shown_job is None:
                self._route()
            self.ready.emit()
        elif isinstance(result, Kept):
            self._kept = result
            if self._shown_job is None and event.job.name == JUDGE:
                self._route()
        elif isinstance(result, Report) and self._shown_job is None:
            self._show_report(result, is_earlier=event.job.name == EARLIER)

    def _on_cancelled(self, event: JobEvent) -> None:
        if self._shown_job is not None:
            return  # a waiting one was withdrawn; the one on screen goes on
        if event.job.name == JUDGE:
            self._refresh()
        self._return()

    def _on_failed(self, event: JobEvent, error: AppError) -> None:
        if event.job.name == OPEN:
            self._on_store_failed(error)
            return
        if event.job.name == JUDGE:
            self._refresh()
        if self._shown_job is None:
            self._return(message_for(error))

    def _on_store_failed(self, error: AppError) -> None:
        if isinstance(error, DamagedDatabase):
            self._window.damage.show_message(STORAGE_TITLE, message_for(error))
        else:
            self._window.show_status(STORAGE_TITLE, message_for(error))
        self.ready.emit()

    def _refresh(self) -> None:
        """Read what is kept anew: an attempt that failed has changed it."""
        if self._opened is not None:
            self._run(REFRESH, read_kept(self._opened))

    def _return(self, failure: str = "") -> None:
        """Go back to the verdict, or to the way in, and say why there is no new one."""
        report = self._kept.report
        if report is None:
            self.show_way_in()
            if failure:
                self._window.login.show_error(FAILED_TITLE, failure)
            return
        self._show_report(report)
        if failure:
            self._window.results.show_failure(INTERRUPTED_TITLE, failure)

    def _route(self) -> None:
        """Show the screen that what is kept leads to."""
        state = self._kept.state
        failed = state is not None and state.status is Status.FAILED and state.error_code != CANCELLED
        self._return(state.error_message or "" if state is not None and failed else "")

    def _show_report(self, report: Report, *, is_earlier: bool = False) -> None:
        is_kept = report is self._kept.report
        earlier = [(item.history_id, item.label, write_date(item.created_at)) for item in self._kept.history]
        self._window.results.show_report(
            report, earlier=earlier if is_kept or is_earlier else (), is_earlier=is_earlier
        )
        self._window.results.set_reanalysable(is_kept)
        self._window.set_header(report.listener.name)
        self._window.show_screen(Screen.RESULTS)


def _later(make: Callable[[], Work]) -> Work:
    """Return work that is put together when it begins, in the worker thread."""

    def work(*given: object) -> object:
        return make()(*given)  # type: ignore[arg-type] # handed through as they came

    return work
