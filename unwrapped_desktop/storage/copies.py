"""Copies of the results file: one before every change of its form, and one a day while something changes.

A copy is written beside its place, read back to the last page, and only then given its name. What a file holds twice in a
row is kept once: trying a change again that has failed pushes no older copy out.

    unwrapped-0002-20261122T100100Z.db     before a change of the form 0002; five are kept
    unwrapped-daily-20261122T100100Z.db    of a day; three are kept
"""

import filecmp
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from unwrapped_desktop.domain.errors import Cancelled, StorageError
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.storage.connection import connect
from unwrapped_desktop.storage.faults import translated
from unwrapped_desktop.storage.file_moves import STAMP, check_space, stamp, sync
from unwrapped_desktop.storage.inspection import check_content

BACKUPS_KEPT = 5
DAILY_KEPT = 3

_DAILY = "daily"
_SPACE_FACTOR = 1.5
_STEPS_BETWEEN_LOOKS = 100_000


def back_up(
    database: Path, *, backups_dir: Path, clock: Clock, revision: str, cancel: CancelToken | None = None
) -> Path:
    """Copy the results file before its form is changed, read the copy back, and keep the newest copies.

    Args:
        database: The file.
        backups_dir: Where the copy goes; made if missing.
        clock: Names the copy.
        revision: The form that the file is in.
        cancel: Whether to stop.

    Returns:
        The copy.

    Raises:
        DamagedDatabase: `database_damaged`: the file does not hold together.
        StorageError: It could not be written; then there is none.
        Cancelled: As was asked.
    """
    with translated(database):
        backups_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        before = next(iter(_named(database, backups_dir, revision)), None)
        backup = backups_dir / f"{database.stem}-{revision}-{stamp(clock)}{database.suffix}"
        unfinished = backup.with_name(backup.name + ".tmp")
        unfinished.unlink(missing_ok=True)
        try:
            _copy(database, unfinished, cancel or CancelToken())
            says_the_same = before is not None and filecmp.cmp(before, unfinished, shallow=False)
            unfinished.replace(backup)
        finally:
            unfinished.unlink(missing_ok=True)
        sync(backups_dir)
        if before is not None and says_the_same and before != backup:
            before.unlink(missing_ok=True)
        _drop_old(database, backups_dir)
    return backup


def copy_of_the_day(database: Path, *, backups_dir: Path, clock: Clock, cancel: CancelToken) -> Path | None:
    """Copy the results file unless there is a copy of today, or nothing in it that is worth one.

    All of it is read on the way, so that damage is found which nobody has met yet.

    Returns:
        The copy; None where none was due.

    Raises:
        DamagedDatabase, StorageError, Cancelled: As `back_up`.
    """
    today = clock.now().astimezone(UTC).date()
    made = {made_at(path).date() for path in _named(database, backups_dir, _DAILY)}
    if today in made or not _holds_something(database):
        return None
    check_space(database, factor=_SPACE_FACTOR)
    return back_up(database, backups_dir=backups_dir, clock=clock, revision=_DAILY, cancel=cancel)


def copies_of(database: Path, backups_dir: Path) -> tuple[Path, ...]:
    """Return all copies, the newest first."""
    found = backups_dir.glob(f"{database.stem}-*{database.suffix}")
    return tuple(sorted(found, key=lambda path: (made_at(path), path.name), reverse=True))


def made_at(copy: Path) -> datetime:
    """Return when a copy was made: as its name says, or the file itself where somebody has named it."""
    return _stamped_at(copy) or datetime.fromtimestamp(copy.stat().st_mtime, UTC)


def _stamped_at(copy: Path) -> datetime | None:
    try:
        return datetime.strptime(copy.stem.rpartition("-")[2], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _copy(database: Path, unfinished: Path, cancel: CancelToken) -> None:
    with closing(connect(database)) as connection:
        check_content(connection, database)
        connection.set_progress_handler(partial(_is_cancelled, cancel), _STEPS_BETWEEN_LOOKS)
        try:
            # As bytes: a path need not be text.
            connection.execute("VACUUM INTO CAST(? AS TEXT)", (os.fsencode(unfinished),))
        except sqlite3.OperationalError:
            cancel.raise_if_cancelled()
            raise
    unfinished.chmod(0o600)
    with closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
        check_content(connection, unfinished)
    sync(unfinished)


def _is_cancelled(cancel: CancelToken) -> bool:
    try:
        cancel.raise_if_cancelled()
    except Cancelled:
        return True
    return False


def _holds_something(database: Path) -> bool:
    try:
        with translated(database), closing(connect(database, read_only=True)) as connection:
            return connection.execute("SELECT 1 FROM listener LIMIT 1").fetchone() is not None
    except StorageError as error:
        if error.code == "database_missing":
            return False
        raise


def _named(database: Path, backups_dir: Path, mark: str) -> tuple[Path, ...]:
    """Return the copies of one kind, the newest first."""
    return tuple(path for path in copies_of(database, backups_dir) if _mark_of(database, path) == mark)


def _drop_old(database: Path, backups_dir: Path) -> None:
    daily = _named(database, backups_dir, _DAILY)
    others = [path for path in copies_of(database, backups_dir) if path not in daily]
    # One that somebody has made themselves is theirs.
    before_changes = [path for path in others if _stamped_at(path) is not None]
    for copy in (*daily[DAILY_KEPT:], *before_changes[BACKUPS_KEPT:]):
        copy.unlink(missing_ok=True)


def _mark_of(database: Path, copy: Path) -> str:
    return copy.stem.removeprefix(f"{database.stem}-").rpartition("-")[0]
