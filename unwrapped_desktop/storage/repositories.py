"""Listeners, their current analysis and their reports, kept in SQLite."""

import json
import unicodedata
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Self, cast

from sqlalchemy import CursorResult, Engine, delete, select, update
from sqlalchemy.orm import Session

from unwrapped_desktop.domain.analysis_state import (
    INTERRUPTED,
    RUNNING,
    AnalysisState,
    EarlierReport,
    Listener,
    Status,
)
from unwrapped_desktop.domain.errors import AppError, DamagedDatabase, StorageError
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.report_json import decode_report, encode_report
from unwrapped_desktop.messages import message_for
from unwrapped_desktop.storage.orm import AnalysisRow, ListenerRow, ReportHistoryRow
from unwrapped_desktop.storage.sign_ins import SignIns
from unwrapped_desktop.storage.transactions import Transactions

INTERRUPTED_MESSAGE = message_for(AppError(INTERRUPTED))

_RUNNING = [status.value for status in RUNNING]


class SqlReportRepository:
    """The `ReportRepository` of a results file that has been opened and brought up to date.

    Any thread may call it. Each call is one short transaction; those that write take the write lock first and go one
    after another, also among several programs. All of them raise `StorageError` when the file refuses.
    """

    def __init__(self, engine: Engine, clock: Clock, *, backups_dir: Path | None = None) -> None:
        self._clock = clock
        self._transactions = Transactions(engine, backups_dir=backups_dir)
        self._reading = self._transactions.reading
        self._writing = self._transactions.writing
        self._sign_ins = SignIns(self._transactions)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    @property
    def sign_ins(self) -> SignIns:
        """Who has signed in to Spotify."""
        return self._sign_ins

    def close(self) -> None:
        """Close the file's connections; the last one tidies its log away. Call it when the program ends."""
        self._transactions.close()

    def listeners(self) -> tuple[Listener, ...]:
        """Return all listeners, the one judged last first."""
        judged_last_first = (
            select(ListenerRow)
            .outerjoin(AnalysisRow, AnalysisRow.listener_id == ListenerRow.id)
            .order_by(
                AnalysisRow.report_completed_at.desc().nulls_last(),
                ListenerRow.created_at.desc(),
                ListenerRow.id.desc(),
            )
        )
        with self._reading() as session:
            return tuple(_listener(row) for row in session.scalars(judged_last_first))

    def listener(self, name: str) -> Listener:
        """Return the listener of that name, made if new.

        One name is one person however it was typed: accents are composed, and white space is single.

        Raises:
            StorageError: `listener_unnamed`: the name is blank.
        """
        name = " ".join(unicodedata.normalize("NFC", _storable(name)).split())
        if not name:
            raise StorageError("listener_unnamed")
        of_that_name = select(ListenerRow).where(ListenerRow.name == name)
        with self._reading() as session:
            row = session.scalar(of_that_name)
            if row is not None:
                return _listener(row)
        with self._writing() as session:
            row = session.scalar(of_that_name)
            if row is None:
                row = ListenerRow(name=name, created_at=self._clock.now())
                session.add(row)
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
                row.error_message = _storable(error_message)
                row.completed_at = self._clock.now()
                session.flush()
            return _state(row)

    def mark_interrupted(self) -> int:
        """Turn every running analysis into FAILED/interrupted; called once at start. Returns how many.

        With none running nothing is written, so a file that can only be read opens too.
        """
        running = AnalysisRow.status.in_(_RUNNING)
        with self._reading() as session:
            if session.scalar(select(AnalysisRow.id).where(running).limit(1)) is None:
                return 0
        with self._writing() as session:
            result = session.execute(
                update(AnalysisRow)
                .where(running)
                .values(
                    status=Status.FAILED,
                    error_code=INTERRUPTED,
                    error_message=INTERRUPTED_MESSAGE,
                    completed_at=self._clock.now(),
                )
            )
            return cast("CursorResult[tuple[()]]", result).rowcount

    def poll(self, listener_id: int) -> AnalysisState | None:
        """Return the current analysis, None when there never was one."""
        with self._reading() as session:
            row = _current(session, listener_id)
            return None if row is None else _state(row)

    def report(self, listener_id: int) -> Report | None:
        """Return the last completed report, None when there is none.

        Raises:
            StorageError: `report_unreadable`.
        """
        with self._reading() as session:
            document = session.scalar(
                select(AnalysisRow.report_document).where(AnalysisRow.listener_id == listener_id)
            )
        return None if document is None else decode_report(document)

    def history(self, listener_id: int) -> tuple[EarlierReport, ...]:
        """Return the earlier reports, newest first."""
        newest_first = (
            select(ReportHistoryRow)
            .where(ReportHistoryRow.listener_id == listener_id)
            # Not by time: a computer's clock can be set back.
            .order_by(ReportHistoryRow.id.desc())
        )
        with self._reading() as session:
            return tuple(
                EarlierReport(
                    history_id=row.id,
                    listener_id=row.listener_id,
                    label=row.label,
                    created_at=row.created_at,
                    archived_at=row.archived_at,
                )
                for row in session.scalars(newest_first)
            )

    def earlier_report(self, history_id: int) -> Report:
        """Return one earlier report.

        Raises:
            StorageError: `report_missing`: there is none of that number; `report_unreadable`.
        """
        with self._reading() as session:
            document = session.scalar(
                select(ReportHistoryRow.document).where(ReportHistoryRow.id == history_id)
            )
        if document is None:
            raise StorageError("report_missing", history_id=history_id)
        return decode_report(document)

    def forget(self, listener_id: int) -> None:
        """Delete a listener with everything kept about them, and overwrite it in the file.

        Copies made before migrations go too: they hold what is to be forgotten.
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


def _storable(text: str) -> str:
    """Return the text without the half characters that file names can bring along and SQLite refuses."""
    return text.encode(errors="backslashreplace").decode()
