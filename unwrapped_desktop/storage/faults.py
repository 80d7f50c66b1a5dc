"""What SQLite says, in the words of `domain.errors`.

Damage and trouble are kept apart: a file is called damaged only when SQLite finds it so. Locked, full, read-only and
failing disks are trouble, and pass.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from unwrapped_desktop.domain.errors import DamagedDatabase, StorageError

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
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_MISSING_PARTS = ("no such table", "no such column", "malformed database schema")


def storage_error(error: Exception, database: Path) -> StorageError:
    """Return what an error of SQLite or the operating system means; ours are returned as they are.

    What SQLAlchemy raises carries SQLite's own error as `orig`.
    """
    if isinstance(error, StorageError):
        return error
    where, what = str(database), str(error)
    if isinstance(error, OSError):
        return StorageError(_os_code(error), path=where, what=error.strerror or what)
    cause = getattr(error, "orig", None) or error
    what = str(cause)
    # The extended code tells the place of the fault, its lowest byte the kind.
    kind = int(getattr(cause, "sqlite_errorcode", -1)) & 0xFF
    if kind in _DAMAGE or any(part in what for part in _MISSING_PARTS):
        return DamagedDatabase("database_damaged", path=where, what=what)
    return StorageError(_CODES.get(kind, "database_refused"), path=where, what=what)


@contextmanager
def translated(database: Path) -> Iterator[None]:
    """Raise whatever SQLite or the operating system says as a `StorageError`."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise storage_error(error, database) from error


def _os_code(error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return "disk_full"
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return "database_readonly"
    return "database_io"
