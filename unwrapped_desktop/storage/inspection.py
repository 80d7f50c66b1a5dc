"""The look at a results file before anything is opened for writing, with nothing but the standard library."""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from unwrapped_desktop.domain.errors import DamagedDatabase, StorageError
from unwrapped_desktop.storage.faults import translated

APPLICATION_ID = 0x556E7772
"""`Unwr`: marks a file as ours, in its header."""

HEAD = "0002"
"""The form of the results file that this version works with: the newest revision in `migrations/versions`."""

_TABLES_AT_HEAD = frozenset({"listener", "analysis", "report_history", "spotify_sign_in"})

_NEVER_CHANGES = """
    SELECT 'listener ' || id, created_at FROM listener
    UNION ALL SELECT 'verdict ' || id, label || created_at || archived_at FROM report_history
"""

BUSY_TIMEOUT_MS = 5_000
"""How long a connection waits for another's lock."""

HEADER = b"SQLite format 3\0"
_CHECKED_ALWAYS_BYTES = 32_000_000
_WITHOUT_LOCKS = "win32-none" if os.name == "nt" else "unix-none"
_NO_PLACE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}
"""Kinds of faults with which SQLite says that the index of a log cannot be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What a results file says of itself.

    Attributes:
        revision: The form it is in.
        tables: Names of its tables.
        clean: Whether whoever wrote it last closed it properly.
        is_log_foreign: Whether the log beside it belongs to another file: the file is sound without it alone.
    """

    revision: str
    tables: frozenset[str]
    clean: bool
    is_log_foreign: bool = False


def inspect(database: Path, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Inspection | None:
    """Look at a results file without changing it.

    The content is checked when its last writer did not close it, and always while it is small.

    Returns:
        What it is; None when there is no file.

    Raises:
        DamagedDatabase: `database_empty`, `database_not_sqlite`, `database_foreign`, `database_incomplete`,
            `database_damaged`. The file is as it was; `set_aside_damaged` makes room for a new one.
        StorageError: It cannot be read.
    """
    with translated(database):
        if not database.exists():
            return None
        _check_header(database)
    try:
        found = _look(database, busy_timeout_ms=busy_timeout_ms)
    except DamagedDatabase:
        # A file that was put here while a log of another one lay beside it: replayed into it, the log would ruin it.
        alone = _look_without_log(database, busy_timeout_ms=busy_timeout_ms) if _has_log(database) else None
        if alone is None:
            raise
        return alone
    if _has_log(database) and not _goes_on_from(database, busy_timeout_ms=busy_timeout_ms):
        return _look_without_log(database, busy_timeout_ms=busy_timeout_ms) or found
    return found


def _look(database: Path, *, busy_timeout_ms: int, is_log_foreign: bool = False) -> Inspection:
    with translated(database):
        clean = not any(_size(beside(database, suffix)) for suffix in ("-wal", "-journal"))
        with closing(
            open_to_read(database, busy_timeout_ms=busy_timeout_ms, with_log=not is_log_foreign)
        ) as connection:
            guard(connection, foreign_keys=True)
            (application_id,) = connection.execute("PRAGMA application_id").fetchone()
            if application_id != APPLICATION_ID:
                raise DamagedDatabase("database_foreign", path=str(database))
            if not clean or _size(database) <= _CHECKED_ALWAYS_BYTES:
                check_content(connection, database)
            tables = frozenset(
                name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            )
            revisions = (
                connection.execute("SELECT version_num FROM alembic_version").fetchall()
                if "alembic_version" in tables
                else []
            )
    if len(revisions) != 1:
        raise DamagedDatabase("database_incomplete", path=str(database))
    return Inspection(
        revision=str(revisions[0][0]), tables=tables, clean=clean, is_log_foreign=is_log_foreign
    )


def _look_without_log(database: Path, *, busy_timeout_ms: int) -> Inspection | None:
    try:
        return _look(database, busy_timeout_ms=busy_timeout_ms, is_log_foreign=True)
    except DamagedDatabase:
        return None


def _goes_on_from(database: Path, *, busy_timeout_ms: int) -> bool:
    """Whether the log goes on from what its file holds: numbers only grow, and what is earlier never changes.

    Where a log holds all there is, another file's makes a sound whole too: somebody else's.
    """
    try:
        with (
            translated(database),
            closing(open_to_read(database, busy_timeout_ms=busy_timeout_ms, with_log=False)) as alone,
            closing(open_to_read(database, busy_timeout_ms=busy_timeout_ms)) as together,
        ):
            before, after = (dict(one.execute(_NEVER_CHANGES).fetchall()) for one in (alone, together))
            old, new = (
                dict(one.execute("SELECT name, seq FROM sqlite_sequence")) for one in (alone, together)
            )
    except DamagedDatabase:
        return True  # without the log there is nothing whole
    return all(after.get(what, said) == said for what, said in before.items()) and all(
        new.get(table, 0) >= number for table, number in old.items()
    )


def check_content(connection: sqlite3.Connection, database: Path) -> None:
    """Read every page, and hold indexes and references against the tables.

    Raises:
        DamagedDatabase: `database_damaged`: they do not fit together.
    """
    complaints = [str(line) for (line,) in connection.execute("PRAGMA integrity_check(5)")]
    if complaints == ["ok"]:
        complaints = [
            f"dangling reference in {row[0]}" for row in connection.execute("PRAGMA foreign_key_check")
        ]
    else:
        complaints = complaints or ["no answer"]
    if complaints:
        raise DamagedDatabase("database_damaged", path=str(database), what="; ".join(complaints[:5]))


def check_tables(found: Inspection, database: Path) -> None:
    """See that a file in the form of this version has all tables of it.

    Raises:
        DamagedDatabase: `database_incomplete`.
    """
    if not found.tables >= _TABLES_AT_HEAD:
        raise DamagedDatabase("database_incomplete", path=str(database))


def _check_header(database: Path) -> None:
    if not database.is_file():
        raise StorageError("database_io", path=str(database), what="not a file")
    with database.open("rb") as file:
        header = file.read(len(HEADER))
    if not header:
        raise DamagedDatabase("database_empty", path=str(database))
    if header != HEADER:
        raise DamagedDatabase("database_not_sqlite", path=str(database))


def open_to_read(database: Path, *, busy_timeout_ms: int, with_log: bool = True) -> sqlite3.Connection:
    """Open without leaving a trace.

    A log with content has to be read too, unless it is another file's; without one, `immutable` keeps SQLite from making an
    empty one. A journal of an unfinished change can only be taken back by writing. The index of a log lies beside it; where
    it cannot be made, because the disk is full or nobody may write there, it is kept in memory.
    """
    mode = "mode=ro"
    if not with_log:
        mode = "mode=ro&immutable=1"
    elif _size(beside(database, "-journal")):
        mode = "mode=rw"
    elif not _has_log(database):
        mode = "mode=ro&immutable=1"
    connection = _connected(database, mode, busy_timeout_ms=busy_timeout_ms)
    if mode == "mode=ro" and not _has_place_for_index(connection):
        connection.close()
        # Whoever writes has made the index: there is nobody whom a lock could keep away.
        connection = _connected(database, f"mode=ro&vfs={_WITHOUT_LOCKS}", busy_timeout_ms=busy_timeout_ms)
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    return connection


def _connected(database: Path, mode: str, *, busy_timeout_ms: int) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{database.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=busy_timeout_ms / 1000,
        isolation_level=None,
        check_same_thread=False,
    )


def _has_place_for_index(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    except sqlite3.Error as error:
        # Anything else is heard by whoever asks.
        return getattr(error, "sqlite_errorcode", 0) & 0xFF not in _NO_PLACE
    return True


def guard(connection: sqlite3.Connection, *, foreign_keys: bool) -> None:
    """Let a connection enforce references, and trust neither the schema nor the sizes in the file."""
    connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")


def beside(database: Path, suffix: str) -> Path:
    """Return the log or journal of a file; where the file is a link, they lie beside what it leads to."""
    return Path(os.path.realpath(database) + suffix)


def _has_log(database: Path) -> bool:
    return _size(beside(database, "-wal")) > 0


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
