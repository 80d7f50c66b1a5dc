"""What changes a results file: listeners, their current analysis, their reports, and that they have signed in.

With this comes SQLAlchemy; what only asks is in `reading`.
"""

import json
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import cast

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from unwrapped_desktop.domain.analysis_state import (
    INTERRUPTED,
    RUNNING,
    AnalysisState,
    Listener,
    Status,
)
from unwrapped_desktop.domain.errors import AppError, DamagedDatabase, StorageError
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.kept_verdict import DeletedReport
from unwrapped_desktop.domain.listener_name import checked_name, same_name
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.report_json import decode_report, encode_report
from unwrapped_desktop.domain.spotify_sign_in import SignedIn
from unwrapped_desktop.messages import message_for
from unwrapped_desktop.storage.engine import make_engine
from unwrapped_desktop.storage.inspection import BUSY_TIMEOUT_MS
from unwrapped_desktop.storage.orm import AnalysisRow, ListenerRow, ReportHistoryRow, SpotifySignInRow
from unwrapped_desktop.storage.storable import storable
from unwrapped_desktop.storage.transactions import Transactions

INTERRUPTED_MESSAGE = message_for(AppError(INTERRUPTED))

_RUNNING = [status.value for status in RUNNING]


class Changes:
    """Changes to a results file that has been opened and brought up to date.

    Any thread may call it. Each call is one short transaction; they take the write lock first and go one after another,
    also among several programs. All of them raise `StorageError` when the file refuses.
    """

    def __init__(
        self,
        database: Path,
        clock: Clock,
        *,
        busy_timeout_ms: int = BUSY_TIMEOUT_MS,
        backups_dir: Path | None = None,
    ) -> None:
        """Prepare.

        Args:
            database: The file.
            clock: Dates what is stored.
            busy_timeout_ms: How long every call waits for another program's lock.
            backups_dir: Where copies of it lie.
        """
        self._clock = clock
        engine = make_engine(database, busy_timeout_ms=busy_timeout_ms)
        self._transactions = Transactions(engine, backups_dir=backups_dir)
        self._writing = self._transactions.writing

    def close(self) -> None:
        """Close the file's connections; the last one tidies its log away."""
        self._transactions.close()

    def listener(self, name: str, *, gone: Collection[int]) -> Listener:
        """Return the listener of that name, made if new; those who are gone are deleted first, that nobody inherits."""
        with self._writing() as session:
            _delete(session, gone)
            row = session.scalar(select(ListenerRow).where(ListenerRow.name == name))
            if row is None:
                row = ListenerRow(name=name, created_at=self._clock.now())
                session.add(row)
                session.flush()
            return _listener(row)

    def rename(self, listener_id: int, name: str, *, gone: Collection[int]) -> Listener:
        """Give a listener another name; those who are gone are deleted first: their names are free again.

        Raises:
            StorageError: `listener_unknown`; `listener_unnamed`, `listener_name_long`; `listener_name_taken`: somebody else
                is called so, or cannot be told apart.
        """
        name = checked_name(storable(name))
        with self._writing() as session:
            _delete(session, gone)
            row = session.get(ListenerRow, listener_id)
            if row is None:
                raise StorageError("listener_unknown", listener_id=listener_id)
            for other in session.scalars(select(ListenerRow).where(ListenerRow.id != listener_id)):
                if same_name(other.name, name):
                    raise StorageError("listener_name_taken", name=other.name)
            row.name = name
            session.flush()
            return _listener(row)

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
        with self._writing() as session:
            if session.get(ListenerRow, listener_id) is None:
                raise StorageError("listener_unknown", listener_id=listener_id)
            current = _current(session, listener_id)
            if current is not None and _answers(
                current, data_sha256=data_sha256, settings_key=settings_key, again=again
            ):
                return _state(current)
            attempt = AnalysisRow(
                listener_id=listener_id,
                status=Status.PENDING,
                data_sha256=data_sha256,
                settings_key=settings_key,
                source=json.dumps(source),
                begun_at=self._clock.now(),
            )
            if current is not None:
                _carry_report(current, attempt)
                session.delete(current)
                session.flush()
            session.add(attempt)
            session.flush()
            return _state(attempt)

    def start(self, analysis_id: int) -> AnalysisState:
        """PENDING -> PROCESSING with `started_at`.

        Raises:
            StorageError: `superseded_attempt`; `wrong_status`: it has been started before.
        """
        with self._writing() as session:
            row = _attempt(session, analysis_id, expected=Status.PENDING)
            row.status = Status.PROCESSING
            row.started_at = self._clock.now()
            return _state(row)

    def identify(self, analysis_id: int, *, data_sha256: str, again: bool = False) -> AnalysisState:
        """Note which data a PROCESSING attempt judges; it is COMPLETED where the kept report answers it already.

        Raises:
            StorageError: `superseded_attempt`; `wrong_status`: it is not being worked on.
        """
        with self._writing() as session:
            row = _attempt(session, analysis_id, expected=Status.PROCESSING)
            row.data_sha256 = data_sha256
            is_kept = row.report_data_sha256 == data_sha256 and row.report_settings_key == row.settings_key
            if is_kept and not again:
                row.status = Status.COMPLETED
                row.completed_at = self._clock.now()
                row.report_source = row.source
            session.flush()
            return _state(row)

    def complete(self, analysis_id: int, report: Report) -> AnalysisState:
        """PROCESSING -> COMPLETED; the earlier report moves to the history in the same transaction.

        Raises:
            StorageError: `superseded_attempt`; `wrong_status`: it is not being worked on.
        """
        document = encode_report(report).decode()
        with self._writing() as session:
            row = _attempt(session, analysis_id, expected=Status.PROCESSING)
            now = self._clock.now()
            earlier = _history_row(row, archived_at=now)
            if earlier is not None:
                session.add(earlier)
            row.status = Status.COMPLETED
            row.completed_at = now
            row.data_sha256 = report.provenance.data_sha256
            row.report_document = document
            row.report_label = report.verdict.label
            row.report_created_at = report.created_at
            row.report_completed_at = now
            row.report_data_sha256 = row.data_sha256
            row.report_settings_key = row.settings_key
            row.report_source = row.source
            session.flush()
            return _state(row)

    def fail(self, analysis_id: int, *, error_code: str, error_message: str) -> AnalysisState | None:
        """Running -> FAILED; None when another attempt has taken this one's place.

        One that has ended already stays as it is, and is returned.
        """
        with self._writing() as session:
            row = session.get(AnalysisRow, analysis_id)
            if row is None:
                return None
            if row.status in _RUNNING:
                row.status = Status.FAILED
                row.error_code = error_code
                row.error_message = storable(error_message)
                row.completed_at = self._clock.now()
                session.flush()
            return _state(row)

    def mark_interrupted(self) -> int:
        """Turn every running analysis into FAILED/interrupted. Returns how many."""
        with self._writing() as session:
            result = session.execute(
                update(AnalysisRow)
                .where(AnalysisRow.status.in_(_RUNNING))
                .values(
                    status=Status.FAILED,
                    error_code=INTERRUPTED,
                    error_message=INTERRUPTED_MESSAGE,
                    completed_at=self._clock.now(),
                )
            )
            return cast("CursorResult[tuple[()]]", result).rowcount

    def delete_earlier(self, history_id: int) -> DeletedReport:
        """Delete one earlier report, overwrite it in the file, and return it.

        Nobody else remembers it: once the caller has forgotten it, it is gone. Copies of the file go too.

        Raises:
            StorageError: `report_missing`: there is none of that number.
        """
        with self._writing() as session:
            row = session.get(ReportHistoryRow, history_id)
            if row is None:
                raise StorageError("report_missing", history_id=history_id)
            deleted = DeletedReport(
                history_id=row.id,
                listener_id=row.listener_id,
                label=row.label,
                created_at=row.created_at,
                archived_at=row.archived_at,
                document=row.document,
            )
            session.delete(row)
        self._transactions.overwrite_deleted()
        return deleted

    def bring_back(self, deleted: DeletedReport) -> None:
        """Keep an earlier report again that was deleted, byte for byte and under its number; one that is there stays.

        Raises:
            StorageError: `listener_unknown`: its listener has been forgotten.
        """
        with self._writing() as session:
            if session.get(ListenerRow, deleted.listener_id) is None:
                raise StorageError("listener_unknown", listener_id=deleted.listener_id)
            if session.get(ReportHistoryRow, deleted.history_id) is None:
                session.add(
                    ReportHistoryRow(
                        id=deleted.history_id,
                        listener_id=deleted.listener_id,
                        label=deleted.label,
                        created_at=deleted.created_at,
                        archived_at=deleted.archived_at,
                        document=deleted.document,
                    )
                )

    def forget(self, listener_id: int) -> None:
        """Delete a listener with everything kept about them, and overwrite it in the file.

        Copies of the file go too: they hold what is to be forgotten.
        """
        with self._writing() as session:
            session.execute(delete(ListenerRow).where(ListenerRow.id == listener_id))
        self._transactions.overwrite_deleted()

    def forget_spotify(self, listener_id: int) -> int:
        """Delete all of a listener's reports that came from Spotify's Web API, and what it has added to others.

        Returns:
            How many verdicts are gone.
        """
        with self._writing() as session:
            gone = _forget_current(session, listener_id) + _forget_earlier(session, listener_id)
        self._transactions.overwrite_deleted()
        return gone

    def keep_sign_in(self, listener_id: int, sign_in: SignedIn) -> None:
        """Keep that a listener has signed in to Spotify, in the place of what was known before.

        Raises:
            StorageError: `listener_unknown`.
        """
        with self._writing() as session:
            if session.get(ListenerRow, listener_id) is None:
                raise StorageError("listener_unknown", listener_id=listener_id)
            session.merge(
                SpotifySignInRow(
                    listener_id=listener_id,
                    client_id=sign_in.client_id,
                    authorized_at=sign_in.authorized_at,
                    has_ended=int(sign_in.has_ended),
                )
            )

    def mark_sign_in_ended(self, listener_id: int) -> None:
        """Note that Spotify has ended a sign-in."""
        with self._writing() as session:
            row = session.get(SpotifySignInRow, listener_id)
            if row is not None:
                row.has_ended = 1

    def forget_sign_in(self, listener_id: int) -> None:
        """Delete what is known of a sign-in."""
        with self._writing() as session:
            row = session.get(SpotifySignInRow, listener_id)
            if row is not None:
                session.delete(row)


def _delete(session: Session, listener_ids: Collection[int]) -> None:
    session.execute(delete(ListenerRow).where(ListenerRow.id.in_(listener_ids)))


def _answers(row: AnalysisRow, *, data_sha256: str | None, settings_key: str, again: bool) -> bool:
    if row.settings_key != settings_key:
        return False
    if row.status in _RUNNING:
        return row.data_sha256 is None or data_sha256 is None or row.data_sha256 == data_sha256
    return row.status == Status.COMPLETED and not again and row.data_sha256 == data_sha256


def _current(session: Session, listener_id: int) -> AnalysisRow | None:
    return session.scalar(select(AnalysisRow).where(AnalysisRow.listener_id == listener_id))


def _attempt(session: Session, analysis_id: int, *, expected: Status) -> AnalysisRow:
    row = session.get(AnalysisRow, analysis_id)
    if row is None:
        raise StorageError("superseded_attempt", analysis_id=analysis_id)
    if row.status != expected:
        raise StorageError("wrong_status", analysis_id=analysis_id, status=row.status)
    return row


def _carry_report(old: AnalysisRow, new: AnalysisRow) -> None:
    new.report_document = old.report_document
    new.report_label = old.report_label
    new.report_created_at = old.report_created_at
    new.report_completed_at = old.report_completed_at
    new.report_data_sha256 = old.report_data_sha256
    new.report_settings_key = old.report_settings_key
    new.report_source = old.report_source


def _history_row(row: AnalysisRow, *, archived_at: datetime) -> ReportHistoryRow | None:
    document, label, created_at = row.report_document, row.report_label, row.report_created_at
    if document is None or label is None or created_at is None:
        return None
    return ReportHistoryRow(
        listener_id=row.listener_id,
        label=label,
        created_at=created_at,
        archived_at=archived_at,
        document=document,
    )


def _forget_current(session: Session, listener_id: int) -> int:
    row = _current(session, listener_id)
    if row is None or row.report_document is None:
        return 0
    left = _without_spotify(row.report_document)
    if left is not None:
        row.report_document = left
        return 0
    # A failed attempt has its own story; a completed one is its report.
    if row.status == Status.COMPLETED:
        session.delete(row)
    else:
        _carry_report(AnalysisRow(), row)
    return 1


def _forget_earlier(session: Session, listener_id: int) -> int:
    gone = 0
    for row in session.scalars(select(ReportHistoryRow).where(ReportHistoryRow.listener_id == listener_id)):
        left = _without_spotify(row.document)
        if left is None:
            session.delete(row)
            gone += 1
        else:
            row.document = left
    return gone


def _without_spotify(document: str) -> str | None:
    """Return a report without what the Web API has told; None where nothing is left, or it cannot be read."""
    try:
        report = decode_report(document)
    except StorageError:
        return None
    if report.listener.source is SourceKind.WEB_API:
        return None
    return document if report.lately is None else encode_report(replace(report, lately=None)).decode()


def _listener(row: ListenerRow) -> Listener:
    return Listener(listener_id=row.id, name=row.name, created_at=row.created_at)


def _state(row: AnalysisRow) -> AnalysisState:
    try:
        status = Status(row.status)
        source = _places(row.source)
        report_source = _places(row.report_source or "[]")
    except (ValueError, TypeError) as error:
        raise DamagedDatabase("database_damaged", what=str(error)) from error
    return AnalysisState(
        analysis_id=row.id,
        listener_id=row.listener_id,
        status=status,
        data_sha256=row.data_sha256,
        settings_key=row.settings_key,
        source=source,
        error_code=row.error_code,
        error_message=row.error_message,
        begun_at=row.begun_at,
        started_at=row.started_at,
        completed_at=row.completed_at,
        report_source=report_source,
    )


def _places(source: str) -> tuple[str, ...]:
    return tuple(str(place) for place in json.loads(source))
