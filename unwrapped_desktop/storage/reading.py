"""What is asked of a results file without changing it, with nothing but the standard library.

A window that stands open with a saved verdict needs no more than this, and does without the memory of SQLAlchemy, which
comes with the first change. Each question is one short connection: nothing is held open, and no lock is kept.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from unwrapped_desktop.domain.analysis_state import RUNNING, AnalysisState, EarlierReport, Listener, Status
from unwrapped_desktop.domain.errors import DamagedDatabase, StorageError
from unwrapped_desktop.domain.listener_name import called
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.report_json import decode_report
from unwrapped_desktop.domain.spotify_sign_in import SignedIn
from unwrapped_desktop.domain.stored import ListenerSummary
from unwrapped_desktop.storage.connection import connect
from unwrapped_desktop.storage.faults import storage_error, translated
from unwrapped_desktop.storage.inspection import BUSY_TIMEOUT_MS

_LISTENERS = """
    SELECT listener.id, listener.name, listener.created_at
    FROM listener LEFT JOIN analysis ON analysis.listener_id = listener.id
    ORDER BY analysis.report_completed_at DESC NULLS LAST, listener.created_at DESC, listener.id DESC
"""
"""The one judged last first."""

_STATE = """
    SELECT id, listener_id, status, data_sha256, settings_key, source, error_code, error_message,
           begun_at, started_at, completed_at, coalesce(report_source, '[]')
    FROM analysis WHERE listener_id = ?
"""
# Documents come as bytes: one that is no text any more is unreadable, and hides nothing else.
_REPORT = """
    SELECT CAST(analysis.report_document AS BLOB), listener.name
    FROM analysis JOIN listener ON listener.id = analysis.listener_id
    WHERE analysis.listener_id = ?
"""
# Not by time: a computer's clock can be set back.
_HISTORY = """
    SELECT id, listener_id, label, created_at, archived_at FROM report_history WHERE listener_id = ? ORDER BY id DESC
"""
_EARLIER = """
    SELECT CAST(report_history.document AS BLOB), listener.name
    FROM report_history JOIN listener ON listener.id = report_history.listener_id
    WHERE report_history.id = ?
"""
_KEPT = """
    SELECT listener.id, analysis.report_created_at,
           (SELECT count(*) FROM report_history WHERE report_history.listener_id = listener.id)
    FROM listener LEFT JOIN analysis ON analysis.listener_id = listener.id
"""
_RUNNING = "SELECT 1 FROM analysis WHERE status IN (?, ?) LIMIT 1"
_SIGN_IN = "SELECT client_id, authorized_at, has_ended FROM spotify_sign_in WHERE listener_id = ?"


_CANNOT_WRITE = frozenset({"database_io", "database_readonly", "disk_full"})


class Reading:
    """Questions to a results file that has been opened and brought up to date. Any thread may ask.

    All of them raise `StorageError` when the file refuses.
    """

    def __init__(
        self, database: Path, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS, read_only: bool = False
    ) -> None:
        self._database = database
        self._busy_timeout_ms = busy_timeout_ms
        self._read_only = read_only
        self._is_closed = False

    def close(self) -> None:
        """Answer nobody from now on: a new connection would make a new file in the place of one that was deleted.

        Whoever else has read the file may have left a log beside it; the last to leave tidies it away.
        """
        if self._is_closed:
            return
        log = self._database.with_name(self._database.name + "-wal")
        if not self._read_only and self._database.exists() and log.exists():
            with suppress(StorageError), self._connected():
                pass
        self._is_closed = True

    def check_open(self) -> None:
        """Refuse whoever comes after `close`.

        Raises:
            StorageError: `database_closed`.
        """
        if self._is_closed:
            raise StorageError("database_closed")

    def listeners(self) -> tuple[Listener, ...]:
        """Return all listeners, the one judged last first; those who are to be forgotten among them."""
        return tuple(
            Listener(listener_id=listener_id, name=name, created_at=_moment(created_at))
            for listener_id, name, created_at in self._rows(_LISTENERS)
        )

    def summaries(self, listeners: Sequence[Listener]) -> tuple[ListenerSummary, ...]:
        """Return how many verdicts are kept of each of these, and when the last of them was made."""
        kept = {listener_id: (at, earlier) for listener_id, at, earlier in self._rows(_KEPT)}
        found = []
        for listener in listeners:
            made_at, earlier = kept.get(listener.listener_id, (None, 0))
            found.append(
                ListenerSummary(
                    listener=listener,
                    verdicts=earlier + (made_at is not None),
                    last_at=None if made_at is None else _moment(made_at),
                )
            )
        return tuple(found)

    def poll(self, listener_id: int) -> AnalysisState | None:
        """Return the current analysis of a listener, None when there never was one."""
        row = self._row(_STATE, listener_id)
        return None if row is None else _state(row)

    def report(self, listener_id: int) -> Report | None:
        """Return the last completed report of a listener, None when there is none.

        Raises:
            StorageError: `report_unreadable`.
        """
        row = self._row(_REPORT, listener_id)
        return None if row is None or row[0] is None else called(decode_report(row[0]), row[1])

    def history(self, listener_id: int) -> tuple[EarlierReport, ...]:
        """Return the earlier reports of a listener, newest first."""
        return tuple(
            EarlierReport(
                history_id=history_id,
                listener_id=whose,
                label=label,
                created_at=_moment(created_at),
                archived_at=_moment(archived_at),
            )
            for history_id, whose, label, created_at, archived_at in self._rows(_HISTORY, listener_id)
        )

    def earlier_report(self, history_id: int) -> Report:
        """Return one earlier report.

        Raises:
            StorageError: `report_missing`: there is none of that number; `report_unreadable`.
        """
        row = self._row(_EARLIER, history_id)
        if row is None:
            raise StorageError("report_missing", history_id=history_id)
        return called(decode_report(row[0]), row[1])

    def sign_in(self, listener_id: int) -> SignedIn | None:
        """Return what is known of a listener's sign-in to Spotify, None where there is none."""
        row = self._row(_SIGN_IN, listener_id)
        if row is None:
            return None
        client_id, authorized_at, has_ended = row
        return SignedIn(client_id=client_id, authorized_at=_moment(authorized_at), has_ended=bool(has_ended))

    def is_any_running(self) -> bool:
        """Whether an analysis says that it is under way."""
        return self._row(_RUNNING, *(status.value for status in RUNNING)) is not None

    def highest_listener_id(self) -> int:
        """Return the highest number that a listener has ever had here, 0 where there never was one."""
        row = self._row("SELECT seq FROM sqlite_sequence WHERE name = 'listener'")
        return 0 if row is None else int(row[0])

    def _row(self, question: str, *values: object) -> tuple[Any, ...] | None:
        rows = self._rows(question, *values)
        return rows[0] if rows else None

    def _rows(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        with self._connected() as connection:
            return connection.execute(question, values).fetchall()

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        self.check_open()
        with translated(self._database), closing(self._connect()) as connection:
            yield connection

    def _connect(self) -> sqlite3.Connection:
        """Connect; a question is answered without writing where writing is out of the question, as on a full disk."""
        try:
            return connect(self._database, busy_timeout_ms=self._busy_timeout_ms, read_only=self._read_only)
        except sqlite3.OperationalError as error:
            if self._read_only or storage_error(error, self._database).code not in _CANNOT_WRITE:
                raise
        return connect(self._database, busy_timeout_ms=self._busy_timeout_ms, read_only=True)


def _state(row: tuple[Any, ...]) -> AnalysisState:
    (
        analysis_id,
        listener_id,
        status,
        data_sha256,
        settings_key,
        source,
        code,
        message,
        *times,
        report_source,
    ) = row
    begun_at, started_at, completed_at = times
    try:
        return AnalysisState(
            analysis_id=analysis_id,
            listener_id=listener_id,
            status=Status(status),
            data_sha256=data_sha256,
            settings_key=settings_key,
            source=_places(source),
            error_code=code,
            error_message=message,
            begun_at=_moment(begun_at),
            started_at=None if started_at is None else _moment(started_at),
            completed_at=None if completed_at is None else _moment(completed_at),
            report_source=_places(report_source),
        )
    except (ValueError, TypeError) as error:
        raise DamagedDatabase("database_damaged", what=str(error)) from error


def _moment(stored: str) -> datetime:
    """Return a point in time as it was given, in UTC; in the file it bears no zone."""
    try:
        return datetime.fromisoformat(stored).replace(tzinfo=UTC)
    except (ValueError, TypeError) as error:
        raise DamagedDatabase("database_damaged", what=str(error)) from error


def _places(source: str) -> tuple[str, ...]:
    return tuple(str(place) for place in json.loads(source))
