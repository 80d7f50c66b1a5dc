"""Takes what can still be read out of a damaged results file, row by row, into a new one.

Each row is asked for by its number: where a page is lost, the rows of the other pages are still found. A row goes over only
as it can be used, so that the new file is sound: its times are times, and its verdict can be read.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.report_json import decode_report
from unwrapped_desktop.storage.connection import connect
from unwrapped_desktop.storage.inspection import guard

_MOMENTS = frozenset(
    {
        "created_at",
        "archived_at",
        "begun_at",
        "started_at",
        "completed_at",
        "report_created_at",
        "report_completed_at",
        "authorized_at",
    }
)
_PLACES = frozenset({"source", "report_source"})
_DOCUMENTS = frozenset({"document", "report_document"})
_NUMBERS = frozenset({"id", "listener_id"})

_HIGHEST = 1_000_000
"""No number of a row comes near it; a damaged one may be anything."""

_LEAST = 1_000
"""Numbers that are tried where a file tells nothing of its own."""

_UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)

_BY_INDEX = {
    "analysis": "SELECT rowid FROM analysis ORDER BY listener_id",
    "report_history": "SELECT rowid FROM report_history ORDER BY listener_id",
}
"""Questions that an index answers alone: they tell which verdicts there were, also where their rows are lost."""

_TABLES = ("listener", "analysis", "report_history", "spotify_sign_in")

_COUNT_VERDICTS = """
    SELECT (SELECT count(*) FROM analysis WHERE report_document IS NOT NULL) + (SELECT count(*) FROM report_history)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """What was saved.

    Attributes:
        verdicts: How many verdicts are in the new file.
        listeners: Of how many listeners.
        lost: How many verdicts are not; None where that cannot be told.
    """

    verdicts: int
    listeners: int
    lost: int | None


@dataclass(slots=True)
class _Tally:
    """Verdicts that were there and those that came over, by table."""

    there: dict[str, set[int] | None] = field(default_factory=dict)
    saved: dict[str, set[int]] = field(default_factory=dict)

    @property
    def lost(self) -> int | None:
        lost = 0
        for table in _BY_INDEX:
            there = self.there.get(table)
            if there is None:
                return None
            lost += len(there - self.saved.get(table, set()))
        return lost


def salvage(damaged: Path, sound: Path, *, cancel: CancelToken) -> Salvaged:
    """Copy every row that can be read and used.

    Args:
        damaged: A copy of the damaged file; it may be changed.
        sound: An empty results file in the form of this version.
        cancel: Whether to stop.

    Raises:
        sqlite3.Error, OSError: The new file cannot be written.
        Cancelled: As was asked.
    """
    tally = _Tally()
    with closing(_opened_all_the_same(damaged)) as old, closing(_opened_for_writing(sound)) as new:
        new.execute("BEGIN IMMEDIATE")
        for table in _TABLES:
            _copy_table(old, new, table, tally, cancel)
        _give_everybody_a_name(new)
        _keep_numbers(old, new)
        new.execute("COMMIT")
        (verdicts,) = new.execute(_COUNT_VERDICTS).fetchone()
        (listeners,) = new.execute("SELECT count(*) FROM listener").fetchone()
    return Salvaged(verdicts=verdicts, listeners=listeners, lost=tally.lost)


def revision_of(damaged: Path) -> str | None:
    """Return the form that a damaged file says it is in, None where it does not say."""
    with closing(_opened_all_the_same(damaged)) as old, suppress(sqlite3.Error):
        rows = old.execute("SELECT version_num FROM alembic_version").fetchall()
        return str(rows[0][0]) if len(rows) == 1 else None
    return None


def _opened_all_the_same(damaged: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(damaged, isolation_level=None)
    connection.text_factory = lambda content: content.decode("utf-8", "replace")
    with suppress(sqlite3.Error):
        guard(connection, foreign_keys=False)
        # Lets a schema be read of which a part makes no sense.
        connection.execute("PRAGMA writable_schema = ON")
    return connection


def _opened_for_writing(sound: Path) -> sqlite3.Connection:
    return connect(sound, foreign_keys=False, full_sync=True)


def _copy_table(
    old: sqlite3.Connection, new: sqlite3.Connection, table: str, tally: _Tally, cancel: CancelToken
) -> None:
    known = _columns(old, table)
    columns = [column for column in _columns(new, table) if column in known]
    if table in _BY_INDEX:
        tally.there[table] = _numbers_by_index(old, table)
    if not columns:
        return
    listed = ", ".join(columns)
    places = ", ".join("?" * len(columns))
    saved = tally.saved.setdefault(table, set())
    for number, row in _rows(old, table, listed, cancel):
        if not all(_is_usable(column, value) for column, value in zip(columns, row, strict=True)):
            continue
        # One that breaks a rule of its table is damaged, whatever it says.
        with suppress(sqlite3.IntegrityError):
            new.execute(f"INSERT INTO {table} ({listed}) VALUES ({places})", row)  # noqa: S608 - names of our own
            saved.add(number)


def _rows(
    old: sqlite3.Connection, table: str, listed: str, cancel: CancelToken
) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Yield number and values of every row that can be read."""
    for number in range(1, _highest(old, table) + 1):
        cancel.raise_if_cancelled()
        with suppress(*_UNREADABLE):
            row = old.execute(f"SELECT {listed} FROM {table} WHERE rowid = ?", (number,)).fetchone()  # noqa: S608 - as above
            if row is not None:
                yield number, row


def _highest(old: sqlite3.Connection, table: str) -> int:
    """Return the highest number that a row of a table may have."""
    found = [0]
    for question in (
        f"SELECT max(rowid) FROM {table}",  # noqa: S608 - as above
        f"SELECT max(seq) FROM sqlite_sequence WHERE name = '{table}'",  # noqa: S608 - as above
        f"SELECT max(listener_id) FROM {table}",  # noqa: S608 - as above
        "SELECT max(seq) FROM sqlite_sequence",
    ):
        with suppress(*_UNREADABLE):
            (number,) = old.execute(question).fetchone()
            found.append(number if isinstance(number, int) else 0)
    return min(max(*found, _LEAST), _HIGHEST)


def _numbers_by_index(old: sqlite3.Connection, table: str) -> set[int] | None:
    try:
        return {number for (number,) in old.execute(_BY_INDEX[table])}
    except _UNREADABLE:
        return None


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    with suppress(*_UNREADABLE):
        return [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")]
    return []


def _is_usable(column: str, value: object) -> bool:
    if value is None:
        return True  # whether it may be missing, the table says
    try:
        if column in _MOMENTS:
            datetime.fromisoformat(str(value))
        elif column in _PLACES:
            return isinstance(json.loads(str(value)), list)
        elif column in _DOCUMENTS:
            decode_report(str(value))
        elif column in _NUMBERS:
            return isinstance(value, int) and 1 <= value <= _HIGHEST
    except (ValueError, RecursionError, AppError):
        return False
    return True


def _give_everybody_a_name(new: sqlite3.Connection) -> None:
    """Verdicts whose listener is lost get one back, called as the verdict says where that name is free."""
    orphans = new.execute(
        "SELECT listener_id, document, created_at FROM report_history"
        " UNION ALL SELECT listener_id, report_document, begun_at FROM analysis"
    ).fetchall()
    for listener_id, document, moment in orphans:
        if new.execute("SELECT 1 FROM listener WHERE id = ?", (listener_id,)).fetchone() is None:
            name = decode_report(document).listener.name if document is not None else ""
            taken = new.execute("SELECT 1 FROM listener WHERE name = ?", (name,)).fetchone()
            new.execute(
                "INSERT INTO listener (id, name, created_at) VALUES (?, ?, ?)",
                (listener_id, name if name and not taken else f"Listener {listener_id}", moment),
            )
    new.execute("DELETE FROM spotify_sign_in WHERE listener_id NOT IN (SELECT id FROM listener)")


def _keep_numbers(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    """Let no number be given twice: records and sign-ins are kept under the numbers of listeners."""
    with suppress(*_UNREADABLE):
        for name, seq in old.execute("SELECT name, seq FROM sqlite_sequence").fetchall():
            if name in _TABLES and isinstance(seq, int) and seq <= _HIGHEST:
                new.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (seq, name))
