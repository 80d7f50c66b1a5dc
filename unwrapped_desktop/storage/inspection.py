"""The look at a results file before anything is opened for writing, with nothing but the standard library."""

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

BUSY_TIMEOUT_MS = 5_000
"""How long a connection waits for another's lock."""

_HEADER = b"SQLite format 3\0"
_CHECKED_ALWAYS_BYTES = 32_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What a results file says of itself.

    Attributes:
        revision: The form it is in.
        tables: Names of its tables.
        clean: Whether whoever wrote it last closed it properly.
    """

    revision: str
    tables: frozenset[str]
    clean: bool


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
        clean = not any(_size(sidecar) for sidecar in _sidecars(database))
        with closing(open_to_read(database, busy_timeout_ms=busy_timeout_ms)) as connection:
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
    return Inspection(revision=str(revisions[0][0]), tables=tables, clean=clean)


def check_content(connection: sqlite3.Connection, database: Path) -> None:
    """Read every page.

    Raises:
        DamagedDatabase: `database_damaged`: they do not fit together.
    """
    complaints = [str(line) for (line,) in connection.execute("PRAGMA quick_check(5)")]
    if complaints != ["ok"]:
        raise DamagedDatabase("database_damaged", path=str(database), what="; ".join(complaints))


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
        header = file.read(len(_HEADER))
    if not header:
        raise DamagedDatabase("database_empty", path=str(database))
    if header != _HEADER:
        raise DamagedDatabase("database_not_sqlite", path=str(database))


def open_to_read(database: Path, *, busy_timeout_ms: int) -> sqlite3.Connection:
    """Open without leaving a trace.

    A log with content has to be read too; without one, `immutable` keeps SQLite from making an empty one. A journal of
    an unfinished change can only be taken back by writing.
    """
    mode = "mode=ro"
    if _size(database.with_name(database.name + "-journal")):
        mode = "mode=rw"
    elif not _size(database.with_name(database.name + "-wal")):
        mode = "mode=ro&immutable=1"
    return sqlite3.connect(
        f"{database.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=busy_timeout_ms / 1000,
        isolation_level=None,
        check_same_thread=False,
    )


def guard(connection: sqlite3.Connection, *, foreign_keys: bool) -> None:
    """Let a connection enforce references, and trust neither the schema nor the sizes in the file."""
    connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")


def _sidecars(database: Path) -> list[Path]:
    return [database.with_name(database.name + suffix) for suffix in ("-wal", "-journal")]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
