"""What the use cases need from the outside world, as Protocols. Adapters implement them; tests have fakes."""

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from unwrapped_desktop.domain.analysis_state import AnalysisState, EarlierReport, Listener
from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.domain.kept_verdict import DeletedReport
from unwrapped_desktop.domain.progress import CancelToken, Tell
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.spotify_sign_in import SignedIn
from unwrapped_desktop.domain.stored import Forgotten, ListenerSummary
from unwrapped_desktop.domain.top_lists import TopLists

if TYPE_CHECKING:  # with them comes NumPy, which a window at rest does without
    from unwrapped_desktop.domain.intake import Intake
    from unwrapped_desktop.domain.kept_record import KeptRecord
    from unwrapped_desktop.domain.record import ExaminedSource

SPOTIFY_LOCATION = "spotify:"
"""What stands for a sign-in where the path of an export would stand."""


class Clock(Protocol):
    """Tells the time, so that tests can."""

    def now(self) -> datetime:
        """Return the current time, aware, UTC."""
        ...


class Source(Protocol):
    """Something that a listener can be judged by."""

    @property
    def location(self) -> tuple[str, ...]:
        """Where it reads from, in a form that `open_source` turns back into the same source."""
        ...

    def fetch(self, progress: Tell, cancel: CancelToken) -> "ExaminedSource | TopLists":
        """Read everything and make the record of it, or the lists.

        Raises:
            SourceError: Nothing usable could be read.
            NotEnoughData: It could, but it is too little.
            Cancelled: The token was set.
        """
        ...


class RecordSource(Source, Protocol):
    """A source of plays, which can be joined with what is kept."""

    def read(self, progress: Tell, cancel: CancelToken) -> "Intake":
        """Read everything there is.

        Raises:
            SourceError: Nothing usable could be read.
            Cancelled: The token was set.
        """
        ...

    def fetch(self, progress: Tell, cancel: CancelToken) -> "ExaminedSource":
        """Read everything and make the record of it. Raises as that of `Source` does."""
        ...


class SignInLedger(Protocol):
    """Knows who has signed in to Spotify, without the secret."""

    def find(self, listener_id: int) -> SignedIn | None:
        """Return what is known of a listener's sign-in, None where there is none."""
        ...

    def keep(self, listener_id: int, sign_in: SignedIn) -> None:
        """Keep it in the place of what was known before."""
        ...

    def mark_ended(self, listener_id: int) -> None:
        """Note that Spotify has ended it."""
        ...

    def forget(self, listener_id: int) -> None:
        """Delete what is known of it."""
        ...


class RecordStore(Protocol):
    """Keeps one record per listener, beside the reports."""

    def load(self, listener_id: int) -> "KeptRecord | None":
        """Return a listener's record, None when none is kept.

        Raises:
            StorageError: `record_unreadable`: it is damaged; `record_newer`: a later version of the program wrote it.
        """
        ...

    def fingerprint(self, listener_id: int) -> str | None:
        """Return `data_sha256` of a listener's record, None when none is kept, or it cannot be read."""
        ...

    def save(self, listener_id: int, record: "KeptRecord") -> None:
        """Keep a record in the place of the one before.

        Raises:
            StorageError: It cannot be written; the one before stays.
        """
        ...

    def set_aside(self, listener_id: int) -> None:
        """Move a record that cannot be read out of the way, without deleting it."""
        ...

    def forget(self, listener_id: int) -> None:
        """Delete a listener's record."""
        ...

    def size_bytes(self, listener_id: int) -> int | None:
        """Return how much is kept of a listener on disk, None when nothing is."""
        ...


class ReportRepository(Protocol):
    """Keeps one current analysis per listener, its report, and the earlier reports. Every call is one transaction."""

    @property
    def barred(self) -> StorageError | None:
        """Why nothing can be changed, which every change raises; None where all is well."""
        ...

    @property
    def sign_ins(self) -> SignInLedger:
        """Who has signed in to Spotify."""
        ...

    def listeners(self) -> tuple[Listener, ...]:
        """Return all listeners, the one judged last first."""
        ...

    def listener(self, name: str) -> Listener:
        """Return the listener of that name, made if new."""
        ...

    def rename(self, listener_id: int, name: str) -> Listener:
        """Give a listener another name; their reports are returned with it from now on.

        Raises:
            StorageError: The name cannot be had.
        """
        ...

    def summaries(self) -> tuple[ListenerSummary, ...]:
        """Return how many verdicts are kept of each listener, in the order of `listeners`."""
        ...

    def highest_listener_id(self) -> int:
        """Return the highest number that a listener has ever had here, 0 where there never was one."""
        ...

    @property
    def forgotten(self) -> tuple[Forgotten, ...]:
        """Who is to be forgotten, and is in no list any more."""
        ...

    def mark_forgotten(self, mark: Forgotten) -> None:
        """Let a listener vanish from every list; what is kept stays until `forget`."""
        ...

    def take_back(self, listener_id: int) -> Listener | None:
        """Let a listener be who was to be forgotten; None where nothing is left to bring back."""
        ...

    def unmark(self, listener_id: int) -> None:
        """Take the mark away of a listener of whom nothing is left."""
        ...

    def begin(
        self,
        listener_id: int,
        *,
        data_sha256: str | None,
        settings_key: str,
        source: tuple[str, ...],
        again: bool = False,
    ) -> AnalysisState:
        """Begin an analysis, or return the one that already answers the request.

        A running one of the same settings and data (data not yet known counts as the same) is returned as it is. A
        completed one of the same settings and data is returned unless `again`. Everything else starts a new attempt as
        PENDING; the last good report stays.
        """
        ...

    def start(self, analysis_id: int) -> AnalysisState:
        """PENDING -> PROCESSING with `started_at`."""
        ...

    def identify(self, analysis_id: int, *, data_sha256: str, again: bool = False) -> AnalysisState:
        """Note which data a PROCESSING attempt judges, now that it has been read.

        Where the kept report is already that of the same data and settings, and unless `again`, the attempt is COMPLETED
        with it; otherwise it stays PROCESSING.
        """
        ...

    def complete(self, analysis_id: int, report: Report) -> AnalysisState:
        """PROCESSING -> COMPLETED; the earlier report moves to the history in the same transaction.

        Raises:
            StorageError: Another attempt has taken this one's place (`superseded_attempt`), or it could not be written.
        """
        ...

    def fail(self, analysis_id: int, *, error_code: str, error_message: str) -> AnalysisState | None:
        """Running -> FAILED; None when another attempt has taken this one's place."""
        ...

    def mark_interrupted(self) -> int:
        """Turn every running analysis into FAILED/interrupted; called once at start. Returns how many."""
        ...

    def poll(self, listener_id: int) -> AnalysisState | None:
        """Return the current analysis, None when there never was one."""
        ...

    def report(self, listener_id: int) -> Report | None:
        """Return the last completed report, None when there is none."""
        ...

    def history(self, listener_id: int) -> tuple[EarlierReport, ...]:
        """Return the earlier reports, newest first."""
        ...

    def earlier_report(self, history_id: int) -> Report:
        """Return one earlier report.

        Raises:
            StorageError: There is none of that number.
        """
        ...

    def delete_earlier(self, history_id: int) -> DeletedReport:
        """Delete one earlier report, and return it, to be brought back while somebody remembers it.

        Raises:
            StorageError: There is none of that number.
        """
        ...

    def bring_back(self, deleted: DeletedReport) -> None:
        """Keep an earlier report again that was deleted, byte for byte and under its number; one that is there stays.

        Raises:
            StorageError: Its listener is no longer kept.
        """
        ...

    def close(self) -> None:
        """Let go of the results file. Called once, when the program ends."""
        ...

    def forget(self, listener_id: int) -> None:
        """Delete a listener with everything kept about them."""
        ...

    def forget_spotify(self, listener_id: int) -> int:
        """Delete a listener's reports that came from Spotify's Web API, and what it has added to others.

        Returns:
            How many verdicts are gone.
        """
        ...
