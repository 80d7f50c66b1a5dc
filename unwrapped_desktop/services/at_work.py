"""The attempts under way in this process."""

from threading import Lock


class AtWork:
    """The attempts under way in this process; safe to ask from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._ids: set[int] = set()

    def enter(self, analysis_id: int) -> bool:
        """Note that work on an attempt begins; False when it is under way already."""
        with self._lock:
            is_new = analysis_id not in self._ids
            self._ids.add(analysis_id)
            return is_new

    def leave(self, analysis_id: int) -> None:
        """Note that work on an attempt has ended."""
        with self._lock:
            self._ids.discard(analysis_id)

    def holds(self, analysis_id: int) -> bool:
        """Whether an attempt is under way."""
        with self._lock:
            return analysis_id in self._ids
