"""Runs jobs one after the other on one worker thread."""

from collections import deque

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from unwrapped_desktop.workers.job import Job, JobEvent, JobStatus, JobWorker


class JobRunner(QObject):
    """Lives in the GUI thread; its signals arrive there.

    Signals:
        happened(object): A `JobEvent`, for every change of every job.
        stopped(): The worker thread has ended, after `stop`.
    """

    happened = Signal(object)
    stopped = Signal()
    _handed_over = Signal(object)

    def __init__(self, parent: QObject | None = None, *, log_place: str = "the log") -> None:
        """Start the worker thread; `log_place` says where a person finds the details of the unexpected."""
        super().__init__(parent)
        self._waiting: deque[Job] = deque()
        self._running: Job | None = None
        self._is_stopping = False
        self._thread = QThread(self)
        self._thread.setObjectName("worker")
        self._worker = JobWorker(log_place)
        self._worker.moveToThread(self._thread)
        self._handed_over.connect(self._worker.do, Qt.ConnectionType.QueuedConnection)
        self._worker.happened.connect(self._on_happened, Qt.ConnectionType.QueuedConnection)
        self._thread.finished.connect(self._on_thread_finished)
        self._thread.start()

    @property
    def running(self) -> Job | None:
        """The job at work, None when there is none."""
        return self._running

    @property
    def waiting(self) -> tuple[Job, ...]:
        """Jobs in line, the next one first."""
        return tuple(self._waiting)

    def start(self, job: Job) -> None:
        """Do a job now, or after those before it. Ignored once `stop` was called."""
        if self._is_stopping:
            return
        self._waiting.append(job)
        self._go_on()
        if job in self._waiting:
            self.happened.emit(JobEvent(job=job, status=JobStatus.WAITING))

    def cancel(self, job: Job) -> None:
        """Ask a running job to stop, or withdraw a waiting one."""
        job.cancel.cancel()
        if job in self._waiting:
            self._waiting.remove(job)
            self.happened.emit(JobEvent(job=job, status=JobStatus.CANCELLED))

    def stop(self) -> None:
        """Cancel everything and end the thread; `stopped` follows when the running job has answered."""
        if self._is_stopping:
            return
        self._is_stopping = True
        self._waiting.clear()
        if self._running is not None:
            self._running.cancel.cancel()
        self._thread.quit()

    def wait(self, timeout_ms: int) -> bool:
        """Wait for the thread to end after `stop`; False when it has not within the time."""
        return self._thread.wait(timeout_ms)

    def _go_on(self) -> None:
        """Begin the next job unless one runs."""
        if self._running is not None or not self._waiting:
            return
        self._running = self._waiting.popleft()
        self.happened.emit(JobEvent(job=self._running, status=JobStatus.RUNNING))
        self._handed_over.emit(self._running)

    @Slot(object)
    def _on_happened(self, event: JobEvent) -> None:
        if event.status is JobStatus.RUNNING:
            self.happened.emit(event)
            return
        # What waits next may need what this one brought, so it is told before the next one begins.
        self._running = None
        self.happened.emit(event)
        self._go_on()

    @Slot()
    def _on_thread_finished(self) -> None:
        self._running = None
        self.stopped.emit()
