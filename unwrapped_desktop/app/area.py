"""What the parts of the program have in common that work beside the judging: each has screens and jobs of its own."""

from weakref import WeakSet

from PySide6.QtCore import QObject, Slot

from unwrapped_desktop.app.jobs import Desk, Kept
from unwrapped_desktop.app.messages_on_screen import said
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.domain.progress import Progress
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.main_window import MainWindow
from unwrapped_desktop.workers.job import Job, JobEvent, JobStatus, Work
from unwrapped_desktop.workers.runner import JobRunner


class Area(QObject):
    """A part of the program. Lives in the GUI thread.

    It is told what is kept, starts jobs of its own, and hears of these alone; what their results mean is said by
    `_on_result`, `_on_progress` and `_on_failed`.
    """

    def __init__(self, window: MainWindow, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._runner = runner
        self._desk: Desk | None = None
        self._kept = Kept()
        self._jobs: WeakSet[Job] = WeakSet()
        runner.happened.connect(self._on_job)

    def open(self, desk: Desk) -> None:
        """Work with an opened results file from now on."""
        self._desk = desk

    def know(self, kept: Kept) -> None:
        """Hear what is kept of the listener in front."""
        self._kept = kept

    def owns(self, job: Job) -> bool:
        """Whether a job is this area's, and nobody else's business."""
        return job in self._jobs

    def _start(self, name: str, work: Work) -> Job:
        job = Job(name=name, work=work)
        self._jobs.add(job)
        self._runner.start(job)
        return job

    @Slot(object)
    def _on_job(self, event: JobEvent) -> None:
        if event.job not in self._jobs:
            return
        if event.status is JobStatus.SUCCEEDED:
            self._on_result(event.job, event.result)
        elif event.status is JobStatus.FAILED and event.error is not None:
            self._on_failed(event.job, event.error)
        elif event.status is JobStatus.CANCELLED:
            self._on_cancelled(event.job)
        elif event.status is JobStatus.RUNNING and event.progress is not None:
            self._on_progress(event.job, event.progress)

    def _on_result(self, job: Job, result: object) -> None:
        """Take what a job brought."""

    def _on_progress(self, job: Job, progress: Progress) -> None:
        """Hear how far a job is."""

    def _on_cancelled(self, job: Job) -> None:
        """Hear that a job was stopped."""

    def _on_failed(self, job: Job, error: AppError) -> None:
        """Say why a job has failed; above every screen, where the area knows no better place."""
        self._window.show_status(self._failure_title(job), said(error))

    def _failure_title(self, job: Job) -> str:  # noqa: ARG002 - for those who have several
        return translate("Area", "That did not work")
