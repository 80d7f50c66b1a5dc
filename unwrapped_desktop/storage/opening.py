"""Opening the results file: made if missing, checked, brought up to date."""

import os
from collections.abc import Callable
from pathlib import Path

from unwrapped_desktop.domain.errors import DamagedDatabase, StorageError
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.domain.recovery import Mended
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage.inspection import BUSY_TIMEOUT_MS, HEAD, Inspection, check_tables, inspect
from unwrapped_desktop.storage.record_folder import has_records, set_strangers_aside
from unwrapped_desktop.storage.recovery import finish_recovery, has_copies, rebuild_indexes
from unwrapped_desktop.storage.results_file import ResultsFile


def open_repository(
    paths: AppPaths,
    clock: Clock,
    *,
    busy_timeout_ms: int = BUSY_TIMEOUT_MS,
    anew: bool = False,
    tell: Callable[[Mended], object] | None = None,
    barred: StorageError | None = None,
) -> ResultsFile:
    """Open the results file, made if missing, checked, and brought up to date. Takes disk time: not for the GUI thread.

    What can be put right without a loss is: a log of another file is set aside, and damaged indexes are made anew. A file
    that can be read but not written is opened all the same: saved reports stay readable, and whatever would write says why
    it cannot be.

    Args:
        paths: Where it lies.
        clock: Dates what is stored.
        busy_timeout_ms: How long every call waits for another program's lock.
        anew: Whether a new file is begun although there are copies of one that is gone.
        tell: Hears what was put right.
        barred: Why nothing may be written, whatever the permissions say; None where it may.

    Raises:
        NewerDatabase: A later version of the program wrote it. It is untouched.
        DamagedDatabase: It is not, or no longer, a sound results file, and untouched; `database_missing`: it is gone, and
            there are copies of it. `recovery` has the ways on from there.
        StorageError: `data_dir_unwritable`, `database_locked`, `database_readonly`, `disk_full`, `database_io`,
            `migration_failed`.
    """
    database, said = paths.database, tell or _unheard
    # Not `exists`, which raises in a folder that lets nobody in.
    if os.access(database, os.F_OK) and (barred is not None or not _is_writable(database)):
        _check_readable(database, busy_timeout_ms=busy_timeout_ms)
        barred = barred or StorageError("database_readonly", path=str(database))
        return ResultsFile(database, clock, busy_timeout_ms=busy_timeout_ms, barred=barred)
    paths.ensure()
    if barred is not None:
        raise barred
    found = _found(paths, clock, busy_timeout_ms=busy_timeout_ms, anew=anew, tell=said)
    if found is None or found.revision != HEAD or found.is_log_foreign:
        from unwrapped_desktop.storage.migrate import upgrade  # noqa: PLC0415 - most starts have nothing to bring up to date

        upgrade(database, backups_dir=paths.backups_dir, clock=clock, busy_timeout_ms=busy_timeout_ms)
    else:
        check_tables(found, database)
    if found is not None and found.is_log_foreign:
        said(Mended.LOG)
    repository = ResultsFile(database, clock, busy_timeout_ms=busy_timeout_ms, backups_dir=paths.backups_dir)
    if has_records(paths.records_dir):
        set_strangers_aside(paths.records_dir, repository.highest_listener_id())
    if repository.has_lost_marks:
        said(Mended.MARKS)
    return repository


def _found(
    paths: AppPaths, clock: Clock, *, busy_timeout_ms: int, anew: bool, tell: Callable[[Mended], object]
) -> Inspection | None:
    """Look at the results file, after whatever was interrupted has been brought to its end."""
    database = paths.database
    finish_recovery(database, clock)
    try:
        found = inspect(database, busy_timeout_ms=busy_timeout_ms)
    except DamagedDatabase as error:
        if error.code != "database_damaged" or rebuild_indexes(database, clock) is None:
            raise
        tell(Mended.INDEXES)
        found = inspect(database, busy_timeout_ms=busy_timeout_ms)
    if found is None and not anew and has_copies(paths):
        raise DamagedDatabase("database_missing", path=str(database))
    return found


def _unheard(_mended: Mended) -> None:
    """Tell nobody."""


def _check_readable(database: Path, *, busy_timeout_ms: int) -> None:
    found = inspect(database, busy_timeout_ms=busy_timeout_ms)
    if found is None or found.revision != HEAD or found.is_log_foreign:
        # Whether it is older or newer cannot matter: neither can be changed here.
        raise StorageError("database_readonly", path=str(database))


def _is_writable(database: Path) -> bool:
    return os.access(database, os.W_OK) and os.access(database.parent, os.W_OK)
