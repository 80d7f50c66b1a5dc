"""Finishes a results file that has been built beside its place: whole by itself, before it is moved without its log."""

from contextlib import closing
from pathlib import Path

from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.storage.connection import connect
from unwrapped_desktop.storage.faults import translated
from unwrapped_desktop.storage.inspection import HEAD, check_tables, inspect


def write_out(database: Path) -> None:
    """Bring what the log still holds into the file, and read all of it back.

    SQLite does the first by itself when the last connection closes, but where it cannot, it keeps quiet about it.

    Raises:
        DamagedDatabase: It is not sound.
        StorageError: `disk_full`, or what else keeps it from being written to its end.
    """
    with translated(database), closing(connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    found = inspect(database)
    if found is None or not found.clean:
        raise StorageError("database_io", path=str(database), what="not written to its end")
    if found.revision == HEAD:
        check_tables(found, database)
