"""Opening the results file: made if missing, checked, brought up to date."""

import os
from pathlib import Path

from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage.inspection import BUSY_TIMEOUT_MS, HEAD, check_tables, inspect
from unwrapped_desktop.storage.results_file import ResultsFile


def open_repository(paths: AppPaths, clock: Clock, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> ResultsFile:
    """Open the results file, made if missing, checked, and brought up to date. Takes disk time: not for the GUI thread.

    A file that can be read but not written is opened all the same: saved reports stay readable, and whatever would
    write raises `database_readonly`.

    Args:
        paths: Where it lies.
        clock: Dates what is stored.
        busy_timeout_ms: How long every call waits for another program's lock.

    Raises:
        NewerDatabase: A later version of the program wrote it. It is untouched.
        DamagedDatabase: It is not, or no longer, a sound results file. It is untouched; after
            `set_aside_damaged(paths.database, clock)` opening makes a new one.
        StorageError: `data_dir_unwritable`, `database_locked`, `database_readonly`, `disk_full`, `database_io`,
            `migration_failed`.
    """
    database = paths.database
    if database.exists() and not _is_writable(database):
        _check_readable(database, busy_timeout_ms=busy_timeout_ms)
        return ResultsFile(database, clock, busy_timeout_ms=busy_timeout_ms, read_only=True)
    paths.ensure()
    found = inspect(database, busy_timeout_ms=busy_timeout_ms)
    if found is None or found.revision != HEAD:
        from unwrapped_desktop.storage.migrate import upgrade  # noqa: PLC0415 - most starts have nothing to bring up to date

        upgrade(database, backups_dir=paths.backups_dir, clock=clock, busy_timeout_ms=busy_timeout_ms)
    else:
        check_tables(found, database)
    return ResultsFile(database, clock, busy_timeout_ms=busy_timeout_ms, backups_dir=paths.backups_dir)


def _check_readable(database: Path, *, busy_timeout_ms: int) -> None:
    found = inspect(database, busy_timeout_ms=busy_timeout_ms)
    if found is None or found.revision != HEAD:
        # Whether it is older or newer cannot matter: neither can be changed here.
        raise StorageError("database_readonly", path=str(database))


def _is_writable(database: Path) -> bool:
    return os.access(database, os.W_OK) and os.access(database.parent, os.W_OK)
