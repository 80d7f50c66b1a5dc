"""The results file as the program sees it: questions are answered at once, changes load what they need when first wanted."""

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Self

from unwrapped_desktop.domain.analysis_state import AnalysisState, EarlierReport, Listener
from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.domain.kept_verdict import DeletedReport
from unwrapped_desktop.domain.listener_name import normal_name
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.stored import Forgotten, ListenerSummary
from unwrapped_desktop.storage.forgotten_file import ForgottenFile
from unwrapped_desktop.storage.inspection import BUSY_TIMEOUT_MS
from unwrapped_desktop.storage.reading import Reading
from unwrapped_desktop.storage.sign_ins import SignIns
from unwrapped_desktop.storage.storable import storable

if TYPE_CHECKING:
    from unwrapped_desktop.storage.changing import Changes


class ResultsFile:
    """The `ReportRepository` of a results file that has been opened and brought up to date.

    Any thread may call it. Each call is one question or one short transaction; those that write take the write lock first
    and go one after another, also among several programs. All of them raise `StorageError` when the file refuses.

    A report keeps its bytes for good. Whose it is stands in the listener's row: every report that is returned bears the
    name which that row has now, whatever it was called when the report was made.
    """

    def __init__(
        self,
        database: Path,
        clock: Clock,
        *,
        busy_timeout_ms: int = BUSY_TIMEOUT_MS,
        barred: StorageError | None = None,
        backups_dir: Path | None = None,
    ) -> None:
        """Prepare; nothing is opened yet.

        Args:
            database: The file.
            clock: Dates what is stored.
            busy_timeout_ms: How long every call waits for another program's lock.
            barred: Why the file cannot be written to, which every change raises; None where it can.
            backups_dir: Where copies of it lie.
        """
        self._database = database
        self._clock = clock
        self._busy_timeout_ms = busy_timeout_ms
        self._barred = barred
        self._backups_dir = backups_dir
        self._reading = Reading(database, busy_timeout_ms=busy_timeout_ms, read_only=barred is not None)
        self._forgotten = ForgottenFile(database)
        self._sign_ins = SignIns(self._reading, self._changing)
        self._changes: Changes | None = None
        self._one_maker = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    @property
    def barred(self) -> StorageError | None:
        """Why nothing can be changed, though what is kept can be read; None where all is well."""
        return self._barred

    @property
    def sign_ins(self) -> SignIns:
        """Who has signed in to Spotify."""
        return self._sign_ins

    def close(self) -> None:
        """Close the file's connections for good; the last one tidies its log away. Call it when the program ends."""
        with self._one_maker:
            if self._changes is not None:
                self._changes.close()
            self._reading.close()

    # ---------------------------------------------------------------- questions
    def listeners(self) -> tuple[Listener, ...]:
        """Return all listeners, the one judged last first; those who are to be forgotten are not among them."""
        gone = self._gone()
        return tuple(one for one in self._reading.listeners() if one.listener_id not in gone)

    def summaries(self) -> tuple[ListenerSummary, ...]:
        """Return how many verdicts are kept of each listener, and since when; in the order of `listeners`."""
        return self._reading.summaries(self.listeners())

    def highest_listener_id(self) -> int:
        """Return the highest number that a listener has ever had here, 0 where there never was one."""
        return self._reading.highest_listener_id()

    def poll(self, listener_id: int) -> AnalysisState | None:
        """Return the current analysis, None when there never was one."""
        return self._reading.poll(listener_id)

    def report(self, listener_id: int) -> Report | None:
        """Return the last completed report, None when there is none.

        Raises:
            StorageError: `report_unreadable`.
        """
        return self._reading.report(listener_id)

    def history(self, listener_id: int) -> tuple[EarlierReport, ...]:
        """Return the earlier reports, newest first."""
        return self._reading.history(listener_id)

    def earlier_report(self, history_id: int) -> Report:
        """Return one earlier report.

        Raises:
            StorageError: `report_missing`: there is none of that number; `report_unreadable`.
        """
        return self._reading.earlier_report(history_id)

    # ---------------------------------------------------------------- listeners
    def listener(self, name: str) -> Listener:
        """Return the listener of that name, made if new.

        One name is one person however it was typed: accents are composed, and white space is single. Of a listener who is
        to be forgotten and bore that name, what is left is deleted now: nobody inherits it.

        Raises:
            StorageError: `listener_unnamed`: the name is blank.
        """
        name = normal_name(storable(name))
        known = next((one for one in self.listeners() if one.name == name), None)
        return known or self._changing().listener(name, gone=self._gone())

    def rename(self, listener_id: int, name: str) -> Listener:
        """Give a listener another name. The reports keep their bytes, and are returned with the new name from now on.

        Raises:
            StorageError: `listener_unknown`; `listener_unnamed`, `listener_name_long`; `listener_name_taken`: somebody else
                is called so, or cannot be told apart.
        """
        return self._changing().rename(listener_id, name, gone=self._gone())

    @property
    def forgotten(self) -> tuple[Forgotten, ...]:
        """Who is to be forgotten. Asks neither file nor disk."""
        return self._forgotten.marks

    @property
    def has_lost_marks(self) -> bool:
        """Whether it could not be read who was to be forgotten."""
        return self._forgotten.is_damaged

    def mark_forgotten(self, mark: Forgotten) -> None:
        """Let a listener vanish from every list; what is kept stays until `forget`, and survives `take_back`."""
        self._check_writable()
        self._forgotten.add(mark)

    def take_back(self, listener_id: int) -> Listener | None:
        """Let a listener be who was to be forgotten; None where nothing is left to bring back."""
        self._check_writable()
        found = next((one for one in self._reading.listeners() if one.listener_id == listener_id), None)
        self._forgotten.remove(listener_id)
        return found

    def unmark(self, listener_id: int) -> None:
        """Take the mark away of a listener of whom nothing is left."""
        self._forgotten.remove(listener_id)

    def forget(self, listener_id: int) -> None:
        """Delete a listener with everything kept about them, and overwrite it in the file.

        Copies of the file go too: they hold what is to be forgotten.
        """
        self._changing().forget(listener_id)

    # ---------------------------------------------------------------- analyses
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

        A new attempt has a new id, and takes the place of the one before it, running or not.

        Raises:
            StorageError: `listener_unknown`.
        """
        return self._changing().begin(
            listener_id, data_sha256=data_sha256, settings_key=settings_key, source=source, again=again
        )

    def start(self, analysis_id: int) -> AnalysisState:
        """PENDING -> PROCESSING with `started_at`.

        Raises:
            StorageError: `superseded_attempt`; `wrong_status`: it has been started before.
        """
        return self._changing().start(analysis_id)

    def identify(self, analysis_id: int, *, data_sha256: str, again: bool = False) -> AnalysisState:
        """Note which data a PROCESSING attempt judges; it is COMPLETED where the kept report answers it already.

        Raises:
            StorageError: `superseded_attempt`; `wrong_status`: it is not being worked on.
        """
        return self._changing().identify(analysis_id, data_sha256=data_sha256, again=again)

    def complete(self, analysis_id: int, report: Report) -> AnalysisState:
        """PROCESSING -> COMPLETED; the earlier report moves to the history in the same transaction.

        Raises:
            StorageError: `superseded_attempt`; `wrong_status`: it is not being worked on.
        """
        return self._changing().complete(analysis_id, report)

    def fail(self, analysis_id: int, *, error_code: str, error_message: str) -> AnalysisState | None:
        """Running -> FAILED; None when another attempt has taken this one's place.

        One that has ended already stays as it is, and is returned.
        """
        return self._changing().fail(analysis_id, error_code=error_code, error_message=error_message)

    def mark_interrupted(self) -> int:
        """Turn every running analysis into FAILED/interrupted; called once at start. Returns how many.

        With none running nothing is written.
        """
        return self._changing().mark_interrupted() if self._reading.is_any_running() else 0

    # ---------------------------------------------------------------- reports
    def delete_earlier(self, history_id: int) -> DeletedReport:
        """Delete one earlier report, overwrite it in the file, and return it.

        Nobody else remembers it: once the caller has forgotten it, it is gone. Copies of the file go too.

        Raises:
            StorageError: `report_missing`: there is none of that number.
        """
        return self._changing().delete_earlier(history_id)

    def bring_back(self, deleted: DeletedReport) -> None:
        """Keep an earlier report again that was deleted, byte for byte and under its number; one that is there stays.

        Raises:
            StorageError: `listener_unknown`: its listener has been forgotten.
        """
        self._changing().bring_back(deleted)

    def forget_spotify(self, listener_id: int) -> int:
        """Delete all of a listener's reports that came from Spotify's Web API, and what it has added to others.

        Returns:
            How many verdicts are gone.
        """
        return self._changing().forget_spotify(listener_id)

    def _gone(self) -> frozenset[int]:
        return frozenset(mark.listener_id for mark in self._forgotten.marks)

    def _check_writable(self) -> None:
        self._reading.check_open()
        if self._barred is not None:
            raise self._barred.with_traceback(None)

    def _changing(self) -> "Changes":
        with self._one_maker:
            self._check_writable()
            if self._changes is None:
                from unwrapped_desktop.storage.changing import Changes  # noqa: PLC0415 - SQLAlchemy: 30 MB, 0.3 s

                self._changes = Changes(
                    self._database,
                    self._clock,
                    busy_timeout_ms=self._busy_timeout_ms,
                    backups_dir=self._backups_dir,
                )
            return self._changes
