"""Connections to the results file, as SQLAlchemy uses them.

SQLAlchemy emits BEGIN itself: Python's driver would begin only before the first INSERT, so that reading and changing
tables would stand outside the transaction. `IMMEDIATE` asks for it to take the write lock at once.
"""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.storage.connection import connect
from unwrapped_desktop.storage.faults import storage_error, translated
from unwrapped_desktop.storage.inspection import BUSY_TIMEOUT_MS

BEGIN_MODE = "begin_mode"
IMMEDIATE = {BEGIN_MODE: "IMMEDIATE"}
"""Execution options of transactions that write."""

_SIDECARS = ("-wal", "-shm", "-journal")

_log = logging.getLogger(__name__)


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

    def connect_here() -> sqlite3.Connection:
        return connect(
            database,
            busy_timeout_ms=busy_timeout_ms,
            foreign_keys=foreign_keys,
            full_sync=full_sync,
            read_only=read_only,
        )

    # The URL is only a name here, and never parsed: a path may hold any character.
    engine = create_engine(URL.create("sqlite+pysqlite", database=str(database)), creator=connect_here)
    event.listen(engine, "begin", _begin)
    return engine


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


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get(BEGIN_MODE, "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


@contextmanager
def translated_sql(database: Path) -> Iterator[None]:
    """Raise whatever SQLAlchemy says as a `StorageError`, and what lies below it too."""
    with translated(database):
        try:
            yield
        except PoolTimeout as error:
            raise StorageError("database_locked", path=str(database), what=str(error)) from error
        except DBAPIError as error:
            raise storage_error(error, database) from error
