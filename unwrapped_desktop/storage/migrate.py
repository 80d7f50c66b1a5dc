"""Brings the results file into the form that this version of the program works with.

A new file is built beside its place by the same migrations and appears there whole. Before an existing file is changed
it is copied, and the copy is read back; then all steps happen in one transaction, or none.

For developers, after a change of `orm`:

    python -m unwrapped_desktop.storage draft NAME           write a revision that follows the change
    python -m unwrapped_desktop.storage apply [DATABASE]     bring a file up to date; the user's own by default
    python -m unwrapped_desktop.storage check [DATABASE]     look at one, and change nothing

A draft is a draft: CHECK constraints and data are not compared, and `HEAD` in `inspection` has to name it.
Alembic is imported only when there is something to migrate: it costs a third of a second.
"""

import logging
import os
from pathlib import Path

from sqlalchemy import Connection

from unwrapped_desktop.domain.errors import NewerDatabase, StorageError
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.storage.copies import back_up
from unwrapped_desktop.storage.engine import IMMEDIATE, make_engine, translated_sql
from unwrapped_desktop.storage.faults import storage_error, translated
from unwrapped_desktop.storage.file_moves import (
    check_space,
    put_in_place,
    remove_with_sidecars,
    set_aside_damaged,
    set_log_aside,
    sync,
)
from unwrapped_desktop.storage.finishing import write_out
from unwrapped_desktop.storage.inspection import (
    APPLICATION_ID,
    BUSY_TIMEOUT_MS,
    HEAD,
    Inspection,
    check_tables,
    inspect,
)

MIGRATIONS = Path(__file__).parent / "migrations"

_SPACE_FACTOR = 2.5

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
    if found.revision != head:
        from unwrapped_desktop.storage import revisions  # noqa: PLC0415 - loads Alembic

        if found.revision not in revisions.known_revisions(migrations):
            raise NewerDatabase("database_newer", path=str(database), revision=found.revision)
    if found.is_log_foreign:
        set_log_aside(database, clock)
    if found.revision == head:
        check_tables(found, database)
        return found
    check_space(database, factor=_SPACE_FACTOR)
    backup = back_up(database, backups_dir=backups_dir, clock=clock, revision=found.revision)
    _log.info("Changing the results file from %s to %s; a copy is %s", found.revision, head, backup)
    _migrate(database, migrations=migrations, head=head, busy_timeout_ms=busy_timeout_ms)
    return found


def _create(database: Path, *, clock: Clock, migrations: Path, head: str) -> None:
    if not database.exists():
        # A log that has outlived its file would be replayed into the new one.
        set_aside_damaged(database, clock)
    building = database.with_name(f"{database.name}.new-{os.getpid()}")
    with translated(database):
        try:
            make_empty(building, migrations=migrations, head=head)
            put_in_place(building, database)
        finally:
            remove_with_sidecars(building)
        sync(database.parent)


def make_empty(database: Path, *, migrations: Path = MIGRATIONS, head: str = HEAD) -> None:
    """Make a results file that holds nothing, in the place of whatever was half made there.

    Raises:
        StorageError: `migration_failed`, `disk_full`, or what SQLite says.
    """
    with translated(database):
        remove_with_sidecars(database)
        _migrate(database, migrations=migrations, head=head, busy_timeout_ms=BUSY_TIMEOUT_MS, create=True)
        write_out(database)
        database.chmod(0o600)
        sync(database)


def _migrate(
    database: Path, *, migrations: Path, head: str, busy_timeout_ms: int, create: bool = False
) -> None:
    from unwrapped_desktop.storage import revisions  # noqa: PLC0415 - loads Alembic

    # Making a table anew drops the old one, and that would take along what refers to it.
    engine = make_engine(
        database, busy_timeout_ms=busy_timeout_ms, foreign_keys=False, full_sync=True, create=create
    )
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
