"""What is noted of a run, to be told when somebody asks for it. Any thread may note, and ask."""

import time
from collections import Counter, deque

from unwrapped_desktop.domain.diagnostics import Section, StandStill, WorkTimes

_KEPT = 10


class RunNotes:
    """The last things that happened in this run, and how often the rest did. Nothing in it names a person or a file."""

    def __init__(self) -> None:
        self._began_s = time.monotonic()
        self._works: deque[WorkTimes] = deque(maxlen=_KEPT)
        self._failures: deque[str] = deque(maxlen=_KEPT)
        self._stand_stills: deque[StandStill] = deque(maxlen=_KEPT)
        self._still_count, self._still_longest_s = 0, 0.0
        self._faults: Counter[str] = Counter()

    def note_work(self, times: WorkTimes) -> None:
        """Note how long a piece of work took."""
        self._works.append(times)

    def note_failure(self, name: str, code: str) -> None:
        """Note that a piece of work has failed, and why, as the code of the error."""
        self._failures.append(f"{name}: {code}")

    def note_stand_still(self, still: StandStill) -> None:
        """Note that the window answered nobody for a while."""
        self._stand_stills.append(still)
        self._still_count += 1
        self._still_longest_s = max(self._still_longest_s, still.took_s)

    def note_fault(self, place: str) -> bool:
        """Note that something happened which nothing had reckoned with.

        Args:
            place: What it was and where; the same again is the same fault.

        Returns:
            Whether it is new.
        """
        self._faults[place] += 1
        return self._faults[place] == 1

    def sections(self) -> tuple[Section, ...]:
        """Return all of it, by subject."""
        stills = f"{self._still_count}, the longest {self._still_longest_s * 1000:.0f} ms"
        return (
            Section(
                title="This run",
                lines=(
                    ("has lasted", f"{time.monotonic() - self._began_s:.0f} s"),
                    *(("work", times.as_line()) for times in tuple(self._works)),
                    *(("failed", failure) for failure in tuple(self._failures)),
                    ("stand-stills", stills if self._still_count else "none"),
                    *(("stood still", still.as_line()) for still in tuple(self._stand_stills)),
                    *(("fault", f"{count} x {place}") for place, count in tuple(self._faults.items())),
                ),
            ),
        )
