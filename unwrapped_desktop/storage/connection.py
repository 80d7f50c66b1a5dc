"""One connection to the results file, with nothing but the standard library.

Every connection: foreign keys enforced, write-ahead log (where the file system cannot, a rollback journal with full
syncing), a bounded wait for locks, no trust in functions named by the schema, and deleted content overwritten.
"""

import sqlite3
from pathlib import Path

from unwrapped_desktop.domain.errors import DamagedDatabase
from unwrapped_desktop.storage.inspection import BUSY_TIMEOUT_MS, guard, open_to_read


def connect(
    database: Path,
    *,
    busy_timeout_ms: int = BUSY_TIMEOUT_MS,
    foreign_keys: bool = True,
    full_sync: bool = False,
    read_only: bool = False,
    create: bool = False,
) -> sqlite3.Connection:
    """Return a connection that begins no transaction of its own accord, and may be used by any one thread at a time.

    Args:
        database: The file.
        busy_timeout_ms: How long to wait for another's lock.
        foreign_keys: Whether references are enforced; off only while tables are made anew.
        full_sync: Whether every commit waits for the disk, so that it survives a power failure.
        read_only: Whether to read a file that cannot be written to.
        create: Whether to make the file; else one that is gone is not made anew, empty and with nobody's mark on it.

    Raises:
        DamagedDatabase: `database_missing`.
    """
    if not create:
        check_there(database)
    connection = (
        open_to_read(database, busy_timeout_ms=busy_timeout_ms)
        if read_only
        else sqlite3.connect(
            f"{database.absolute().as_uri()}?mode={'rwc' if create else 'rw'}",
            uri=True,
            timeout=busy_timeout_ms / 1000,
            isolation_level=None,
            check_same_thread=False,
        )
    )
    try:
        guard(connection, foreign_keys=foreign_keys)
        if not read_only:
            _choose_journal(connection, full_sync=full_sync)
    except BaseException:
        connection.close()
        raise
    return connection


def check_there(database: Path) -> None:
    """See that nobody has taken the file away.

    Raises:
        DamagedDatabase: `database_missing`.
    """
    if not database.exists():
        raise DamagedDatabase("database_missing", path=str(database))


def _choose_journal(connection: sqlite3.Connection, *, full_sync: bool) -> None:
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode.lower() != "wal":
        # Network file systems have no shared memory.
        connection.execute("PRAGMA journal_mode = DELETE")
        full_sync = True
    connection.execute(f"PRAGMA synchronous = {'FULL' if full_sync else 'NORMAL'}")
    connection.execute("PRAGMA secure_delete = ON")
