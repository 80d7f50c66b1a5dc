"""Brings the results file into the form that this version of the program works with.

A new file is built beside its place by the same migrations and appears there whole. Before an existing file is changed
it is copied, and the copy is read back; then all steps happen in one transaction, or none.

For developers, after a change of `orm`:

    python -m unwrapped_desktop.storage draft NAME           write a revision that follows the change
    python -m unwrapped_desktop.storage apply [DATABASE]     bring a file up to date; the user's own by default

A draft is a draft: CHECK constraints and data are not compared, and `HEAD` in `inspection` has to name it.
Alembic is imported only when there is something to migrate: it costs a third of a second.
"""

import logging
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC
from pathlib import Path

from sqlalchemy import Connection

from unwrapped_desktop.domain.errors import NewerDatabase, StorageError
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.storage.engine import IMMEDIATE, make_engine, set_aside_damaged, translated_sql
from unwrapped_desktop.storage.faults import storage_error, translated
from unwrapped_desktop.storage.inspection import (
    APPLICATION_ID,
    BUSY_TIMEOUT_MS,
    HEAD,
    Inspection,
    check_content,
    check_tables,
    inspect,
)

MIGRATIONS = Path(__file__).parent / "migrations"

BACKUPS_KEPT = 5

_SPACE_FACTOR = 2.5
_SPACE_SPARE_BYTES = 8_000_000

_log = logging.getLogger(__name__)


def upgrade(
    database: Path,
    *,
    backups_dir: Path,
    clock: Clock,
    busy_timeout_ms: int = BUSY_TIMEOUT_MS,
    migrations: Path = MIGRATIONS,
    head: str = HEAD,
) -> Inspection:
    """Make the results file if there is none, and bring it up to date if it is older.

    Args:
        database: The file. Its folder exists.
        backups_dir: Where the copy goes that is made before an existing file is changed; made if missing.
        clock: Names the copy.
        busy_timeout_ms: How long to wait for another program's lock.
        migrations: Folder of the revisions.
        head: The newest of them.

    Returns:
        What the file was like before, or is like if it is new.

    Raises:
        NewerDatabase: `database_newer`: a later version of the program wrote it. It is untouched.
        DamagedDatabase: It is not, or no longer, a sound results file. It is untouched.
        StorageError: `migration_failed`, `disk_full`, or what SQLite says. The file holds what it held.
    """
    found = inspect(database, busy_timeout_ms=busy_timeout_ms)
    if found is None:
        _create(database, clock=clock, migrations=migrations, head=head)
        found = inspect(database, busy_timeout_ms=busy_timeout_ms)
        if found is None:
            raise StorageError("database_io", path=str(database), what="vanished")
    if found.revision == head:
        check_tables(found, database)
        return found
    from unwrapped_desktop.storage import revisions  # noqa: PLC0415 - loads Alembic

    if found.revision not in revisions.known_revisions(migrations):
        raise NewerDatabase("database_newer", path=str(database), revision=found.revision)
    _check_space(database)
    backup = back_up(database, backups_dir=backups_dir, clock=clock, revision=found.revision)
    _log.info("Changing the results file from %s to %s; a copy is %s", found.revision, head, backup)
    _migrate(database, migrations=migrations, head=head, busy_timeout_ms=busy_timeout_ms)
    return found


def back_up(database: Path, *, backups_dir: Path, clock: Clock, revision: str) -> Path:
    """Copy the results file, read the copy back, and keep the newest copies.

    Returns:
        The copy.

    Raises:
        StorageError: It could not be written or is not sound; then there is none.
    """
    stamp = clock.now().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    backup = backups_dir / f"{database.stem}-{revision}-{stamp}{database.suffix}"
    unfinished = backup.with_name(backup.name + ".tmp")
    with translated(database):
        backups_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        try:
            with closing(sqlite3.connect(database, isolation_level=None)) as connection:
                # As bytes: a path need not be text.
                connection.execute("VACUUM INTO CAST(? AS TEXT)", (os.fsencode(unfinished),))
            unfinished.chmod(0o600)
            with closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
                check_content(connection, unfinished)
            _sync(unfinished)
            unfinished.replace(backup)
        finally:
            unfinished.unlink(missing_ok=True)
        _sync(backups_dir)
        _drop_old_backups(backups_dir, database)
    return backup


def _create(database: Path, *, clock: Clock, migrations: Path, head: str) -> None:
    if not database.exists():
        # A log that has outlived its file would be replayed into the new one.
        set_aside_damaged(database, clock)
    building = database.with_name(f"{database.name}.new-{os.getpid()}")
    with translated(database):
        _remove_with_sidecars(building)
        try:
            _migrate(building, migrations=migrations, head=head, busy_timeout_ms=BUSY_TIMEOUT_MS)
            building.chmod(0o600)
            _sync(building)
            _publish(building, database)
        finally:
            _remove_with_sidecars(building)
        _sync(database.parent)


def _publish(building: Path, database: Path) -> None:
    """Give the file its name unless another program was faster; theirs is as good, and may hold something already."""
    try:
        os.link(building, database)
    except FileExistsError:
        return
    except OSError:
        # No hard links on this file system.
        if not database.exists():
            building.replace(database)


def _migrate(database: Path, *, migrations: Path, head: str, busy_timeout_ms: int) -> None:
    from unwrapped_desktop.storage import revisions  # noqa: PLC0415 - loads Alembic

    # Making a table anew drops the old one, and that would take along what refers to it.
    engine = make_engine(database, busy_timeout_ms=busy_timeout_ms, foreign_keys=False, full_sync=True)
    try:
        with translated_sql(database), engine.execution_options(**IMMEDIATE).begin() as connection:
            try:
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                revisions.apply(connection, migrations, head)
                _check_references(connection)
            except Exception as error:
                _log.exception("Could not bring the results file to %s", head)
                raise _migration_error(error, database, head) from error
    finally:
        engine.dispose()


def _migration_error(error: Exception, database: Path, head: str) -> StorageError:
    """Tell trouble that passes, such as a full disk, from a step that does not fit this file."""
    known = storage_error(error, database)
    if known.code in {"database_refused", "database_damaged"}:
        return StorageError("migration_failed", path=str(database), revision=head, what=str(error))
    return known


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        tables = ", ".join(sorted({str(row[0]) for row in broken}))
        raise LookupError(f"dangling references in {tables}")


def _check_space(database: Path) -> None:
    with translated(database):
        parts = (database, database.with_name(database.name + "-wal"))
        needed = int(sum(part.stat().st_size for part in parts if part.exists()) * _SPACE_FACTOR)
        needed += _SPACE_SPARE_BYTES
        free = shutil.disk_usage(database.absolute().parent).free
    if free < needed:
        raise StorageError("disk_full", path=str(database), needed_mb=-(-needed // 1_000_000))


def _drop_old_backups(backups_dir: Path, database: Path) -> None:
    backups = sorted(
        backups_dir.glob(f"{database.stem}-*{database.suffix}"), key=lambda path: path.stem.rsplit("-", 1)[-1]
    )
    for backup in backups[:-BACKUPS_KEPT]:
        backup.unlink(missing_ok=True)


def _remove_with_sidecars(database: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Wait until the disk has it. Windows cannot do that for a folder, and need not."""
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
