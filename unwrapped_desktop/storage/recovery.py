"""What can be done about a results file that cannot be used: a copy takes its place, or what is left of it, or a new one.

    build ....... beside its place, `unwrapped.db.new-recovered`; killed here, nothing has happened
    finish ...... checked to the last page and on the disk, it is called `unwrapped.db.recovered`
    aside ....... the file that cannot be used moves, with its logs, to `unwrapped.damaged-*`; it is never deleted
    place ....... the finished file takes its place; killed before, the next start does it

Records of listeners whom the file in its place has never known are set aside when it is opened.
"""

import logging
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from unwrapped_desktop.domain.errors import DamagedDatabase, NewerDatabase, StorageError
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.recovery import KeptCopy, Recovered, Way, Ways
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage.copies import copies_of, made_at
from unwrapped_desktop.storage.faults import translated
from unwrapped_desktop.storage.file_moves import (
    SIDECARS,
    check_space,
    put_in_place,
    remove_with_sidecars,
    set_aside_damaged,
    sync,
)
from unwrapped_desktop.storage.finishing import write_out
from unwrapped_desktop.storage.inspection import (
    HEAD,
    HEADER,
    beside,
    check_content,
    check_tables,
    inspect,
    open_to_read,
)

if TYPE_CHECKING:
    from unwrapped_desktop.storage.salvage import Salvaged

_REPAIRABLE = frozenset({"database_damaged", "database_incomplete", "database_not_sqlite"})
_SPACE_FACTOR = 2.5
_BUSY_TIMEOUT_MS = 1_000
_PAGE_BYTES = 4096
_LONGEST_LOSS_BYTES = 100_000_000

_COUNT = """
    SELECT (SELECT count(*) FROM analysis WHERE report_document IS NOT NULL) + (SELECT count(*) FROM report_history),
           (SELECT count(*) FROM listener)
"""

_log = logging.getLogger(__name__)


def find_ways(paths: AppPaths, code: str) -> Ways:
    """Return what can be done about a results file.

    Args:
        paths: Where it lies.
        code: What is the matter with it, as the error says.
    """
    return Ways(copy=newest_sound_copy(paths), can_repair=code in _REPAIRABLE)


def newest_sound_copy(paths: AppPaths) -> KeptCopy | None:
    """Return the newest copy that can take the place of the results file, None where there is none. Reads all of it."""
    for copy in copies_of(paths.database, paths.backups_dir):
        with suppress(StorageError):
            return _looked_at(copy)
    return None


def has_copies(paths: AppPaths) -> bool:
    """Whether there are copies of the results file, sound or not."""
    return bool(copies_of(paths.database, paths.backups_dir))


def start_fresh(paths: AppPaths, clock: Clock) -> Recovered:
    """Move the results file aside; opening makes a new one.

    Raises:
        StorageError: It cannot be moved.
    """
    return Recovered(way=Way.FRESH, aside=_shown(set_aside_damaged(paths.database, clock)))


def restore(paths: AppPaths, clock: Clock, copy: Path) -> Recovered:
    """Let a copy take the place of the results file.

    Raises:
        DamagedDatabase: The copy is not sound; nothing has changed.
        StorageError: There is no room, or nothing can be written; likewise.
    """
    database = paths.database
    found = _looked_at(copy)
    building = _building(database)
    with translated(database):
        check_space(copy, factor=1)
        remove_with_sidecars(building)
        try:
            shutil.copyfile(copy, building)
            _finish(building, database)
        finally:
            remove_with_sidecars(building)
    aside = set_aside_damaged(database, clock)
    finish_recovery(database, clock)
    return Recovered(way=Way.RESTORE, aside=_shown(aside), verdicts=found.verdicts, listeners=found.listeners)


def repair(paths: AppPaths, clock: Clock, cancel: CancelToken) -> Recovered:
    """Make a sound results file of what can still be read: with new indexes, or else row by row.

    Raises:
        DamagedDatabase: `repair_found_nothing`: there is nothing left to be read. The file is as it was.
        NewerDatabase: `database_newer`: a later version of the program wrote it.
        StorageError: There is no room, or nothing can be written.
        Cancelled: As was asked.
    """
    database = paths.database
    # Where the pages fit together, it is what stands in them that makes no sense.
    rebuilt = None if _holds_together(database) else rebuild_indexes(database, clock)
    if rebuilt is not None:
        return rebuilt
    building, working = _building(database), _working(database)
    with translated(database):
        check_space(database, factor=_SPACE_FACTOR)
        try:
            saved = _salvaged(database, building, working, cancel)
            if not saved.listeners:
                raise DamagedDatabase("repair_found_nothing", path=str(database))
            _finish(building, database)
        finally:
            remove_with_sidecars(working)
            remove_with_sidecars(building)
    aside = set_aside_damaged(database, clock)
    finish_recovery(database, clock)
    return Recovered(
        way=Way.REPAIR,
        aside=_shown(aside),
        verdicts=saved.verdicts,
        listeners=saved.listeners,
        lost=saved.lost,
    )


def _salvaged(database: Path, building: Path, working: Path, cancel: CancelToken) -> "Salvaged":
    """Build a file of what can be read: with the log beside it, or without one that belongs to another file."""
    from unwrapped_desktop.storage.migrate import make_empty  # noqa: PLC0415 - with it comes SQLAlchemy
    from unwrapped_desktop.storage.salvage import salvage  # noqa: PLC0415 - few ever need it

    def attempt(*, with_log: bool) -> "Salvaged":
        _take_copy(database, working, with_log=with_log)
        _make_readable(working)
        _refuse_newer(working, database)
        make_empty(building)
        return salvage(working, building, cancel=cancel)

    without = attempt(with_log=False)
    if not beside(database, "-wal").exists():
        return without
    # What saves more is right; and where it is as much, the log knows what was last.
    with_log = attempt(with_log=True)
    if (with_log.verdicts, with_log.listeners) >= (without.verdicts, without.listeners):
        return with_log
    return attempt(with_log=False)


def rebuild_indexes(database: Path, clock: Clock) -> Recovered | None:
    """Make the indexes of a results file anew, on a copy; where nothing else was damaged, the copy takes its place.

    Returns:
        What there is now; None where more is damaged: then nothing has changed.

    Raises:
        NewerDatabase: `database_newer`: a later version of the program wrote it.
        StorageError: There is no room, or nothing can be written.
    """
    building = _building(database)
    with translated(database):
        check_space(database, factor=_SPACE_FACTOR)
        try:
            _take_copy(database, building, with_log=True)
            if not _is_sound_with_new_indexes(building):
                return None
            _refuse_newer(building, database)
            verdicts, listeners = _count(building)
            _finish(building, database)
        finally:
            remove_with_sidecars(building)
    _log.warning("The indexes of the results file were damaged; they are made anew")
    aside = set_aside_damaged(database, clock)
    finish_recovery(database, clock)
    return Recovered(way=Way.REPAIR, aside=_shown(aside), verdicts=verdicts, listeners=listeners)


def finish_recovery(database: Path, clock: Clock) -> None:
    """Let a finished file take its place where none is; one that came too early is made again when it is asked for.

    What was half made goes: it holds verdicts that somebody may want forgotten.

    Raises:
        StorageError: It cannot be moved.
    """
    finished = _finished(database)
    with translated(database):
        for unfinished in (_building(database), _working(database)):
            remove_with_sidecars(unfinished)
        if not finished.exists():
            return
        if not database.exists():
            # A log may have stayed when its file was moved: it would be replayed into the new one.
            set_aside_damaged(database, clock)
            put_in_place(finished, database)
        finished.unlink(missing_ok=True)
        sync(database.parent)


def _looked_at(copy: Path) -> KeptCopy:
    found = inspect(copy, busy_timeout_ms=_BUSY_TIMEOUT_MS)
    if found is None:
        raise DamagedDatabase("database_missing", path=str(copy))
    if found.revision > HEAD:
        raise NewerDatabase("database_newer", path=str(copy), revision=found.revision)
    if found.revision == HEAD:
        check_tables(found, copy)
    verdicts, listeners = _count(copy)
    return KeptCopy(path=str(copy), made_at=made_at(copy), verdicts=verdicts, listeners=listeners)


def _count(database: Path) -> tuple[int, int]:
    with (
        translated(database),
        closing(open_to_read(database, busy_timeout_ms=_BUSY_TIMEOUT_MS)) as connection,
    ):
        verdicts, listeners = connection.execute(_COUNT).fetchone()
    return int(verdicts), int(listeners)


def _holds_together(database: Path) -> bool:
    try:
        return inspect(database, busy_timeout_ms=_BUSY_TIMEOUT_MS) is not None
    except DamagedDatabase:
        return False


def _take_copy(database: Path, copy: Path, *, with_log: bool) -> None:
    """Copy a file as it is, with what has not been written into it yet: what opens a file may change it."""
    remove_with_sidecars(copy)
    shutil.copyfile(database, copy)
    for suffix in SIDECARS:
        log = beside(database, suffix)
        # The index of a log is made anew from it.
        if suffix != "-shm" and (with_log or suffix != "-wal") and log.exists():
            shutil.copyfile(log, copy.with_name(copy.name + suffix))


def _make_readable(copy: Path) -> None:
    """Give a file the beginning of a database, and the length that it says it has: what is lost reads as nothing."""
    with copy.open("r+b") as file:
        start = file.read(32)
        if start[: len(HEADER)] != HEADER:
            file.seek(0)
            file.write(HEADER)
        page_bytes = int.from_bytes(start[16:18], "big")
        length = page_bytes * int.from_bytes(start[28:32], "big")
        if page_bytes == _PAGE_BYTES and 0 < length - copy.stat().st_size < _LONGEST_LOSS_BYTES:
            file.truncate(length)


def _is_sound_with_new_indexes(copy: Path) -> bool:
    try:
        with translated(copy), closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute("REINDEX")
            check_content(connection, copy)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return inspect(copy) is not None
    except DamagedDatabase:
        return False
    except StorageError as error:
        if error.code != "database_refused":  # two rows that an index of unique values does not take
            raise
        return False


def _refuse_newer(copy: Path, database: Path) -> None:
    from unwrapped_desktop.storage.salvage import revision_of  # noqa: PLC0415 - few ever need it

    revision = revision_of(copy)
    if revision is not None and revision.isdigit() and revision > HEAD:
        raise NewerDatabase("database_newer", path=str(database), revision=revision)


def _finish(building: Path, database: Path) -> None:
    """Check a file that has been built, and call it finished.

    Raises:
        DamagedDatabase: It is not sound.
        OSError: The disk refuses.
    """
    write_out(building)
    building.chmod(0o600)
    sync(building)
    building.replace(_finished(database))
    sync(database.parent)


def _building(database: Path) -> Path:
    return database.with_name(f"{database.name}.new-recovered")


def _working(database: Path) -> Path:
    return database.with_name(f"{database.name}.new-damaged")


def _finished(database: Path) -> Path:
    return database.with_name(f"{database.name}.recovered")


def _shown(aside: Path | None) -> str:
    return "" if aside is None else str(aside)
