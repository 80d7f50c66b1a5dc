"""Connections to the results file, as SQLAlchemy uses them.

SQLAlchemy emits BEGIN itself: Python's driver would begin only before the first INSERT, so that reading and changing
tables would stand outside the transaction. `IMMEDIATE` asks for it to take the write lock at once.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.storage.connection import connect
from unwrapped_desktop.storage.faults import storage_error, translated
from unwrapped_desktop.storage.inspection import BUSY_TIMEOUT_MS

BEGIN_MODE = "begin_mode"
IMMEDIATE = {BEGIN_MODE: "IMMEDIATE"}
"""Execution options of transactions that write."""


def make_engine(
    database: Path,
    *,
    busy_timeout_ms: int = BUSY_TIMEOUT_MS,
    foreign_keys: bool = True,
    full_sync: bool = False,
    create: bool = False,
) -> Engine:
    """Return an engine for the results file; nothing is opened yet. Engines are shared by threads, and disposed of.

    Args:
        database: The file.
        busy_timeout_ms: How long to wait for another's lock.
        foreign_keys: Whether references are enforced; off only while tables are made anew.
        full_sync: Whether every commit waits for the disk, so that it survives a power failure.
        create: Whether to make the file.
    """

    def connect_here() -> sqlite3.Connection:
        return connect(
            database,
            busy_timeout_ms=busy_timeout_ms,
            foreign_keys=foreign_keys,
            full_sync=full_sync,
            create=create,
        )

    # The URL is only a name here, and never parsed: a path may hold any character.
    engine = create_engine(URL.create("sqlite+pysqlite", database=str(database)), creator=connect_here)
    event.listen(engine, "begin", _begin)
    return engine


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
