"""Reads Spotify's exports, from the paths a person hands over to a record with its forensics.

opening ─> importing: decoding ─> (assembling)
"""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from unwrapped_desktop.assembling.examine import examine
from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.intake import Intake
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.domain.progress import CancelToken, Tell
from unwrapped_desktop.domain.record import ExaminedSource
from unwrapped_desktop.domain.text import printable
from unwrapped_desktop.sources.decoding.columns import TimeWindow
from unwrapped_desktop.sources.importing import read_files
from unwrapped_desktop.sources.limits import Limits
from unwrapped_desktop.sources.opening.nothing_found import explain_nothing_found
from unwrapped_desktop.sources.opening.search import search_paths
from unwrapped_desktop.sources.opening.streams import Budget
from unwrapped_desktop.sources.reporting import ReadingReporter

# No row is older than Spotify; a computer whose clock is two days behind is still believed.
_EARLIEST = datetime(2006, 1, 1, tzinfo=UTC)
_FUTURE_ALLOWED = timedelta(days=2)
_PROGRAM_MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""No clock that goes right shows an earlier time."""


class ExportSource:
    """Extended streaming history and account data, as zips, folders and files in any mix."""

    def __init__(self, paths: Sequence[Path], *, clock: Clock, limits: Limits | None = None) -> None:
        # Absolute, so that the same files are found when the program is started from somewhere else.
        self._paths = tuple(dict.fromkeys(path.absolute() for path in paths))
        self._clock = clock
        self._limits = limits or Limits()

    @property
    def location(self) -> tuple[str, ...]:
        """The paths it reads from."""
        return tuple(str(path) for path in self._paths)

    def fetch(self, progress: Tell, cancel: CancelToken) -> ExaminedSource:
        """Read the record. Raises as `read` and `examine` do."""
        return examine(self.read(progress, cancel), progress=progress, cancel=cancel)

    def read(self, progress: Tell, cancel: CancelToken) -> Intake:
        """Read everything there is.

        Raises:
            SourceError: Nothing usable could be read; `clock_behind`: the computer's clock goes so wrong that every row
                would be one of the future.
            Cancelled: The token was set.
        """
        window = self._window()
        reporter = ReadingReporter(progress=progress, cancel=cancel)
        with ExitStack() as stack:
            budget = Budget(limits=self._limits, reporter=reporter)
            findings = search_paths(self._paths, stack=stack, budget=budget, reporter=reporter)
            if not findings.files:
                raise explain_nothing_found(findings, self._shown())
            return read_files(
                findings,
                window=window,
                limits=self._limits,
                reporter=reporter,
                paths=self._paths,
            )

    def _window(self) -> TimeWindow:
        """Return the times that rows can have by the clock of this computer.

        Raises:
            SourceError: `clock_behind`.
        """
        now = self._clock.now()
        if now < _PROGRAM_MADE:
            raise SourceError("clock_behind", date=now.date().isoformat())
        return TimeWindow(
            earliest_s=int(_EARLIEST.timestamp()), latest_s=int((now + _FUTURE_ALLOWED).timestamp())
        )

    def _shown(self) -> str:
        return ", ".join(printable(path.name or str(path)) for path in self._paths)
