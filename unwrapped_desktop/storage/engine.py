"""Connections to the results file, and the look at it before anything is opened for writing.

Every connection: foreign keys enforced, write-ahead log (where the file system cannot, a rollback journal with full
syncing), a bounded wait for locks, no trust in functions named by the schema, and deleted content overwritten.

SQLAlchemy emits BEGIN itself: Python's driver would begin only before the first INSERT, so that reading and changing
tables would stand outside the transaction. `IMMEDIATE` asks for it to take the write lock at once.
"""

import logging
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event

from unwrapped_desktop.domain.errors import DamagedDatabase, StorageError
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.storage.faults import translated

APPLICATION_ID = 0x556E7772
"""`Unwr`: marks a file as ours, in its header."""

BUSY_TIMEOUT_MS = 5_000
"""How long a connection waits for another's lock."""

BEGIN_MODE = "begin_mode"
IMMEDIATE = {BEGIN_MODE: "IMMEDIATE"}
"""Execution options of transactions that write."""

_HEADER = b"SQLite format 3\0"
_SIDECARS = ("-wal", "-shm", "-journal")
_CHECKED_ALWAYS_BYTES = 32_000_000

_log = logging.getLogger(__name__)


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


def make_engine(
    database: Path,
    *,
    busy_timeout_ms: int = BUSY_TIMEOUT_MS,
    foreign_keys: bool = True,
    full_sync: bool = False,
    read_only: bool = False,
) -> Engine:
    """Return an engine for the results file; nothing is opened yet. Engines are shared by threads, and disposed of.

    Args:
        database: The file.
        busy_timeout_ms: How long to wait for another's lock.
        foreign_keys: Whether references are enforced; off only while tables are made anew.
        full_sync: Whether every commit waits for the disk, so that it survives a power failure.
        read_only: Whether to read a file that cannot be written to.
    """

    def connect() -> sqlite3.Connection:
        connection = (
            _open_to_read(database, busy_timeout_ms=busy_timeout_ms)
            if read_only
            else sqlite3.connect(
                database, timeout=busy_timeout_ms / 1000, isolation_level=None, check_same_thread=False
            )
        )
        try:
            _guard(connection, foreign_keys=foreign_keys)
            if not read_only:
                _choose_journal(connection, full_sync=full_sync)
        except BaseException:
            connection.close()
            raise
        return connection

    # The URL is only a name here, and never parsed: a path may hold any character.
    engine = create_engine(URL.create("sqlite+pysqlite", database=str(database)), creator=connect)
    event.listen(engine, "begin", _begin)
    return engine


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
        with closing(_open_to_read(database, busy_timeout_ms=busy_timeout_ms)) as connection:
            _guard(connection, foreign_keys=True)
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


def set_aside_damaged(database: Path, clock: Clock) -> Path | None:
    """Move a file that cannot be used out of the way, with what belongs to it; nothing is ever deleted.

    All connections to it must be closed.

    Returns:
        Where it is now; None when there was nothing to move.

    Raises:
        StorageError: It cannot be moved.
    """
    moved: Path | None = None
    target = _free_name(database, clock)
    # The file first: a log that is left without its file is known to be an orphan, and never replayed into a new one.
    with translated(database):
        for suffix in ("", *_SIDECARS):
            part = database.with_name(database.name + suffix)
            if part.exists():
                part.rename(target.with_name(target.name + suffix))
                moved = target
    if moved is not None:
        _log.warning("Set the results file aside as %s", moved)
    return moved


def _free_name(database: Path, clock: Clock) -> Path:
    stamp = clock.now().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    number = 1
    while True:
        extra = "" if number == 1 else f"-{number}"
        target = database.with_name(f"{database.stem}.damaged-{stamp}{extra}{database.suffix}")
        if not any(target.with_name(target.name + suffix).exists() for suffix in ("", *_SIDECARS)):
            return target
        number += 1


def _check_header(database: Path) -> None:
    if not database.is_file():
        raise StorageError("database_io", path=str(database), what="not a file")
    with database.open("rb") as file:
        header = file.read(len(_HEADER))
    if not header:
        raise DamagedDatabase("database_empty", path=str(database))
    if header != _HEADER:
        raise DamagedDatabase("database_not_sqlite", path=str(database))


def _open_to_read(database: Path, *, busy_timeout_ms: int) -> sqlite3.Connection:
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


def _guard(connection: sqlite3.Connection, *, foreign_keys: bool) -> None:
    connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")


def _choose_journal(connection: sqlite3.Connection, *, full_sync: bool) -> None:
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode.lower() != "wal":
        # Network file systems have no shared memory.
        connection.execute("PRAGMA journal_mode = DELETE")
        full_sync = True
    connection.execute(f"PRAGMA synchronous = {'FULL' if full_sync else 'NORMAL'}")
    connection.execute("PRAGMA secure_delete = ON")


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get(BEGIN_MODE, "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


def _sidecars(database: Path) -> list[Path]:
    return [database.with_name(database.name + suffix) for suffix in ("-wal", "-journal")]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
