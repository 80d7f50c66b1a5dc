"""Moves the results file about: out of the way, into its place, down to the disk. Nothing that holds something is deleted."""

import logging
import os
import shutil
from datetime import UTC
from pathlib import Path

from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.storage.faults import translated

SIDECARS = ("-wal", "-shm", "-journal")
STAMP = "%Y%m%dT%H%M%SZ"
"""How the time stands in names of files, in UTC."""

_SPACE_SPARE_BYTES = 8_000_000
_log = logging.getLogger(__name__)


def stamp(clock: Clock) -> str:
    """Return the time as it stands in names of files: `20261122T100100Z`."""
    return clock.now().astimezone(UTC).strftime(STAMP)


def set_aside_damaged(database: Path, clock: Clock) -> Path | None:
    """Move a file that cannot be used out of the way, with what belongs to it; nothing is ever deleted.

    All connections to it must be closed.

    Returns:
        Where it is now; None when there was nothing to move.

    Raises:
        StorageError: It cannot be moved.
    """
    # The file first: a log that is left without its file is known to be an orphan, and never replayed into a new one.
    return _set_aside(database, ("", *SIDECARS), clock)


def set_log_aside(database: Path, clock: Clock) -> Path | None:
    """Move a log out of the way that belongs to another file; the results file stays.

    Returns:
        What it is called now, without the ending of a log; None when there was none.

    Raises:
        StorageError: It cannot be moved.
    """
    return _set_aside(database, SIDECARS, clock)


def put_in_place(made: Path, database: Path) -> None:
    """Give a finished file its name, unless there is one of that name; `made` is to be removed then.

    Raises:
        OSError: It cannot be moved.
    """
    try:
        os.link(made, database)
    except FileExistsError:
        return
    except OSError:
        # No hard links on this file system.
        if not database.exists():
            made.replace(database)


def remove_with_sidecars(database: Path) -> None:
    """Delete what was half made."""
    for suffix in ("", *SIDECARS):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


def check_space(database: Path, *, factor: float) -> None:
    """See that the disk has room for so many times the results file.

    Raises:
        StorageError: `disk_full`, with the room that is needed.
    """
    with translated(database):
        parts = (database, database.with_name(database.name + "-wal"))
        needed = (
            int(sum(part.stat().st_size for part in parts if part.exists()) * factor) + _SPACE_SPARE_BYTES
        )
        free = shutil.disk_usage(database.absolute().parent).free
    if free < needed:
        raise StorageError("disk_full", path=str(database), needed_mb=-(-needed // 1_000_000))


def sync(path: Path) -> None:
    """Wait until the disk has it. Windows cannot do that for a folder, and need not.

    Raises:
        OSError: The disk refuses.
    """
    if path.is_dir():
        if os.name == "nt":
            return
        descriptor = os.open(path, os.O_RDONLY)
    else:
        descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _set_aside(database: Path, suffixes: tuple[str, ...], clock: Clock) -> Path | None:
    moved: Path | None = None
    target = _free_name(database, clock)
    with translated(database):
        for suffix in suffixes:
            part = database.with_name(database.name + suffix)
            # A link that leads nowhere is in the way as well.
            if part.exists() or part.is_symlink():
                part.rename(target.with_name(target.name + suffix))
                moved = target
    if moved is not None:
        _log.warning("Set %s aside as %s", "the results file" if "" in suffixes else "a log", moved.name)
    return moved


def _free_name(database: Path, clock: Clock) -> Path:
    made_at, number = stamp(clock), 1
    while True:
        extra = "" if number == 1 else f"-{number}"
        target = database.with_name(f"{database.stem}.damaged-{made_at}{extra}{database.suffix}")
        if not any(target.with_name(target.name + suffix).exists() for suffix in ("", *SIDECARS)):
            return target
        number += 1
