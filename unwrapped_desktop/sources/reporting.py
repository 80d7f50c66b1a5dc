"""Says how far the reading has come, often enough to be alive and seldom enough to be cheap."""

import time
from collections.abc import Callable

from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage

INTERVAL_S = 0.1


class ReadingReporter:
    """Counts bytes and rows, reports them about ten times a second, and stops the work when asked to.

    Lives in the thread that reads.
    """

    def __init__(self, *, progress: Callable[[Progress], None], cancel: CancelToken) -> None:
        self._progress = progress
        self._cancel = cancel
        self._total_bytes = 0
        self._done_bytes = 0
        self._rows = 0
        self._file_name = ""
        self._reported_at_s = 0.0

    @property
    def cancel(self) -> CancelToken:
        """The token that stops the work."""
        return self._cancel

    def opening(self, name: str) -> None:
        """Say that a place is being looked into."""
        self._cancel.raise_if_cancelled()
        self._progress(Progress(stage=Stage.OPENING, detail=name))

    def begin_reading(self, total_bytes: int) -> None:
        """Say how much there is to read, as far as the files tell."""
        self._total_bytes = total_bytes

    def begin_file(self, name: str) -> None:
        """Say which file is read now."""
        self._file_name = name
        self._report()

    def advance(self, *, read_bytes: int = 0, rows: int = 0) -> None:
        """Add what has been read; reports when the last report is a while ago.

        Raises:
            Cancelled: The work was asked to stop.
        """
        self._cancel.raise_if_cancelled()
        self._done_bytes += read_bytes
        self._rows += rows
        if time.monotonic() - self._reported_at_s >= INTERVAL_S:
            self._report()

    def end_reading(self) -> None:
        """Say that everything has been read."""
        self._total_bytes = self._done_bytes
        self._report()

    def _report(self) -> None:
        self._cancel.raise_if_cancelled()
        self._reported_at_s = time.monotonic()
        self._progress(
            Progress(
                stage=Stage.READING,
                done=self._done_bytes,
                # A zip may hold more than its directory admits.
                total=max(self._total_bytes, self._done_bytes),
                unit="bytes",
                detail=self._file_name,
                rows=self._rows,
            )
        )
