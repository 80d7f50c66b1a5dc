"""How long each stage of a piece of work takes, told from the progress that it reports."""

import time
from collections.abc import Callable

from unwrapped_desktop.domain.diagnostics import WorkTimes
from unwrapped_desktop.domain.progress import Stage


class StageTimes:
    """Counts the time of one piece of work, from the moment it is made."""

    def __init__(self, name: str, now: Callable[[], float] = time.monotonic) -> None:
        """Begin to count.

        Args:
            name: What the work is for.
            now: Tells the time in seconds, from any beginning, and never goes back.
        """
        self._name = name
        self._now = now
        self._began_s = self._changed_s = now()
        self._stage: Stage | None = None
        self._spent_s: dict[Stage, float] = {}

    def reach(self, stage: Stage) -> None:
        """Note that the work is at a stage. What came before the first of them belongs to it."""
        if stage is not self._stage:
            self._close(self._stage or stage)
            self._stage = stage
            self._spent_s.setdefault(stage, 0.0)

    def end(self, ended: str) -> WorkTimes:
        """Return how long all of it took.

        Args:
            ended: How it ended, in a word.
        """
        if self._stage is not None:
            self._close(self._stage)
        return WorkTimes(
            name=self._name,
            ended=ended,
            took_s=self._now() - self._began_s,
            stages=tuple((stage.value, spent_s) for stage, spent_s in self._spent_s.items()),
        )

    def _close(self, stage: Stage) -> None:
        now_s = self._now()
        self._spent_s[stage] = self._spent_s.get(stage, 0.0) + now_s - self._changed_s
        self._changed_s = now_s
