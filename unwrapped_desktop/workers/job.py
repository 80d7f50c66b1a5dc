"""One piece of work, and the worker object that does it in its own thread."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal, Slot

from unwrapped_desktop.domain.diagnostics import WorkTimes
from unwrapped_desktop.domain.errors import AppError, Cancelled
from unwrapped_desktop.domain.progress import CancelToken, Progress, Tell
from unwrapped_desktop.workers.stage_times import StageTimes

PROGRESS_INTERVAL_S = 1 / 30

log = logging.getLogger(__name__)

Work = Callable[[Tell, CancelToken], object]
"""Does the work in the worker thread: told how to report progress and when to stop; returns a frozen value."""


class JobStatus(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class Job:
    """Work to be done once.

    Attributes:
        name: What it is for, such as `judge`; for whoever receives its signals.
        work: The work itself; touches no widget.
        cancel: Its request to stop.
    """

    name: str
    work: Work
    cancel: CancelToken = field(default_factory=CancelToken)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEvent:
    """Something that happened to a job.

    Attributes:
        job: The job.
        status: Where it stands now.
        result: What it returned, once it has succeeded.
        error: Why it failed, once it has.
        progress: How far it is, while it runs.
        times: How long it took, once it has ended, if it has told of its stages.
    """

    job: Job
    status: JobStatus
    result: object = None
    error: AppError | None = None
    progress: Progress | None = None
    times: WorkTimes | None = None


class JobWorker(QObject):
    """Does jobs in the thread it lives in. It has no parent, since it is moved to that thread."""

    happened = Signal(object)
    """A `JobEvent`: progress at most 30 times a second, and how the job ended, always last and always once."""

    def __init__(self, log_place: str) -> None:
        super().__init__()
        self._log_place = log_place
        self._told_at_s = 0.0

    @Slot(object)
    def do(self, job: Job) -> None:
        """Do a job and tell how it ended."""
        self._told_at_s = 0.0
        times = StageTimes(job.name)

        def tell(progress: Progress) -> None:
            times.reach(progress.stage)
            now = time.monotonic()
            if now - self._told_at_s >= PROGRESS_INTERVAL_S:
                self._told_at_s = now
                self.happened.emit(JobEvent(job=job, status=JobStatus.RUNNING, progress=progress))

        event = _outcome(job, tell, self._log_place)
        took = times.end(event.status.value)
        if took.stages:
            log.info("%s", took.as_line())
            event = replace(event, times=took)
        self.happened.emit(event)


def _outcome(job: Job, tell: Tell, log_place: str) -> JobEvent:
    try:
        job.cancel.raise_if_cancelled()
        return JobEvent(job=job, status=JobStatus.SUCCEEDED, result=job.work(tell, job.cancel))
    except Cancelled:
        return JobEvent(job=job, status=JobStatus.CANCELLED)
    except AppError as error:
        log.info("job %s failed: %s", job.name, error.code)  # the details may name a person's files
        return JobEvent(job=job, status=JobStatus.FAILED, error=error)
    except Exception as error:
        # Whatever else happens must reach the person as a message, not end the thread.
        log.exception("job %s failed unexpectedly", job.name)
        wrapped = AppError("unexpected", log=log_place)
        wrapped.__cause__ = error
        return JobEvent(job=job, status=JobStatus.FAILED, error=wrapped)
