"""What SQLite says, in the words of `domain.errors`.

Damage and trouble are kept apart: a file is called damaged only when SQLite finds it so. Locked, full, read-only and
failing disks are trouble, and pass.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from unwrapped_desktop.domain.errors import DamagedDatabase, StorageError, means_full_disk

_CODES = {
    sqlite3.SQLITE_BUSY: "database_locked",
    sqlite3.SQLITE_LOCKED: "database_locked",
    sqlite3.SQLITE_PROTOCOL: "database_locked",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "database_readonly",
    sqlite3.SQLITE_PERM: "database_readonly",
    sqlite3.SQLITE_IOERR: "database_io",
    sqlite3.SQLITE_CANTOPEN: "database_io",
    sqlite3.SQLITE_NOMEM: "database_io",
}
_NO_ROOM = {sqlite3.SQLITE_IOERR_SHMSIZE}
"""Faults that have a name of their own among those of the disk: the index of a log found no room."""

_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_DAMAGED_PARTS = (
    "no such table",
    "no such column",
    "malformed database schema",
    "Could not decode to UTF-8",
)


def storage_error(error: Exception, database: Path, *, size_bytes: int = 0) -> StorageError:
    """Return what an error of SQLite or the operating system means; ours are returned as they are.

    What SQLite holds as text and is none is damage.

    What SQLAlchemy raises carries SQLite's own error as `orig`.

    Args:
        error: What was raised.
        database: The file it is about.
        size_bytes: How much was to be written, 0 where that is not known.
    """
    if isinstance(error, StorageError):
        return error
    where, what = str(database), str(error)
    if isinstance(error, OSError):
        return _of_system(error, where, size_bytes=size_bytes)
    cause = getattr(error, "orig", None) or error
    what = str(cause)
    # The extended code tells the place of the fault, its lowest byte the kind.
    code = int(getattr(cause, "sqlite_errorcode", -1))
    if code in _NO_ROOM:
        return StorageError("disk_full", path=where, what=what)
    kind = code & 0xFF
    is_no_text = isinstance(cause, UnicodeDecodeError)
    if kind in _DAMAGE or is_no_text or any(part in what for part in _DAMAGED_PARTS):
        return DamagedDatabase("database_damaged", path=where, what=what)
    return StorageError(_CODES.get(kind, "database_refused"), path=where, what=what)


@contextmanager
def translated(database: Path, *, size_bytes: int = 0) -> Iterator[None]:
    """Raise whatever SQLite or the operating system says as a `StorageError`; the arguments are those of `storage_error`."""
    try:
        yield
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:  # a name in a damaged schema may be no text
        raise storage_error(error, database, size_bytes=size_bytes) from error


def _of_system(error: OSError, where: str, *, size_bytes: int) -> StorageError:
    code, what = _os_code(error), error.strerror or str(error)
    if code == "disk_full" and size_bytes:
        return StorageError("disk_full", path=where, what=what, needed_mb=-(-size_bytes // 1_000_000))
    return StorageError(code, path=where, what=what)


def _os_code(error: OSError) -> str:
    if means_full_disk(error):
        return "disk_full"
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return "database_readonly"
    return "database_io"
