"""Opening: what is made, what is refused, and that nothing which is refused is touched."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.unit.storage.support import (
    HandClock,
    ask_sql,
    dump,
    files_of,
    judge,
    opened,
    run_sql,
    sha256,
    small_report,
)
from unwrapped_desktop.domain.errors import DamagedDatabase, NewerDatabase, StorageError
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage.engine import make_engine
from unwrapped_desktop.storage.file_moves import set_aside_damaged
from unwrapped_desktop.storage.inspection import APPLICATION_ID, HEAD, inspect


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "Zwölf % Räume #? %20 'x'"


@pytest.fixture
def database(home: Path) -> Path:
    return AppPaths.under(home).database


@pytest.fixture
def filled(home: Path, database: Path) -> Path:
    """A results file with a report, closed properly."""
    with opened(home) as repository:
        judge(repository, repository.listener("You").listener_id)
    return database


@pytest.fixture
def unclean(home: Path, database: Path, tmp_path: Path) -> Path:
    """A results file whose program was killed: the report is in the log only."""
    with opened(home) as repository:
        judge(repository, repository.listener("You").listener_id)
        for path in home.iterdir():
            shutil.copy(path, tmp_path / path.name)
    shutil.rmtree(home)
    home.mkdir()
    for name in ("unwrapped.db", "unwrapped.db-wal"):
        shutil.move(tmp_path / name, home / name)
    assert (home / "unwrapped.db-wal").stat().st_size > 0
    return database


@pytest.fixture
def pragmas(filled: Path) -> Iterator[sqlite3.Connection]:
    engine = make_engine(filled, busy_timeout_ms=1234)
    with closing(engine.raw_connection()) as connection:
        raw = connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        yield raw
    engine.dispose()


def test_a_new_file_is_ours_and_private(home: Path, database: Path) -> None:
    with opened(home) as repository:
        assert repository.listeners() == ()
        assert repository.mark_interrupted() == 0
    assert [path.name for path in home.iterdir()] == ["unwrapped.db"]
    assert ask_sql(database, "PRAGMA application_id") == [(APPLICATION_ID,)]
    if os.name != "nt":
        assert home.stat().st_mode & 0o777 == 0o700
        assert database.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1),
        ("journal_mode", "wal"),
        ("synchronous", 1),
        ("busy_timeout", 1234),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("secure_delete", 1),
    ],
)
def test_every_connection_is_guarded(pragmas: sqlite3.Connection, pragma: str, value: object) -> None:
    assert pragmas.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_without_a_log_every_commit_waits_for_the_disk(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class NoSharedMemory(sqlite3.Connection):
        def execute(self, sql: str, /, *parameters: object) -> sqlite3.Cursor:
            sql = sql.replace("journal_mode = WAL", "journal_mode")
            return super().execute(sql, *parameters)  # type: ignore[arg-type]

    run_sql(filled, "PRAGMA journal_mode = DELETE")
    connect = sqlite3.connect
    monkeypatch.setattr(
        "unwrapped_desktop.storage.engine.sqlite3.connect",
        lambda *places, **options: connect(*places, factory=NoSharedMemory, **options),
    )
    engine = make_engine(filled)
    with engine.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    engine.dispose()


def test_tables_are_changed_inside_the_transaction(filled: Path) -> None:
    engine = make_engine(filled)
    before = dump(filled)
    with pytest.raises(ZeroDivisionError), engine.begin() as connection:  # noqa: PT012
        connection.exec_driver_sql("CREATE TABLE other (x)")
        connection.exec_driver_sql("ALTER TABLE listener ADD COLUMN y")
        raise ZeroDivisionError
    engine.dispose()
    assert dump(filled) == before


def test_looking_changes_nothing(filled: Path, home: Path) -> None:
    before = files_of(home)
    found = inspect(filled)
    assert found is not None
    assert (found.revision, found.clean) == (HEAD, True)
    assert {"listener", "analysis", "report_history"} <= found.tables
    assert files_of(home) == before


def test_looking_at_what_is_not_there(tmp_path: Path) -> None:
    assert inspect(tmp_path / "unwrapped.db") is None
    assert list(tmp_path.iterdir()) == []


def test_after_an_unclean_end_everything_committed_is_there(unclean: Path, home: Path) -> None:
    found = inspect(unclean)
    assert found is not None
    assert not found.clean
    with opened(home) as repository:
        assert repository.report(1) == small_report()


def test_a_change_that_was_cut_off_is_taken_back(filled: Path, home: Path, tmp_path: Path) -> None:
    """Where there is no log, an unfinished change lies in the file, and its undoing in the journal."""
    with closing(sqlite3.connect(filled, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        before = dump(filled)
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE analysis SET report_document = hex(randomblob(200000))")
        connection.execute("UPDATE listener SET name = 'Half a change'")
        connection.execute("UPDATE analysis SET report_label = hex(randomblob(200000))")
        cut_off = tmp_path / "cut off"
        shutil.copytree(home, cut_off)
    assert (cut_off / "unwrapped.db-journal").stat().st_size > 0
    assert sha256(cut_off / "unwrapped.db") != sha256(filled)
    with opened(cut_off) as repository:
        assert repository.report(1) == small_report()
    assert dump(cut_off / "unwrapped.db") == before


# Files that are not ours or no longer sound


def zero_bytes(database: Path) -> None:
    database.write_bytes(b"")


def not_a_database(database: Path) -> None:
    database.write_bytes(b"PK\x03\x04 a zip, really" * 400)


def broken_header(database: Path) -> None:
    with database.open("r+b") as file:
        file.write(b"SQLite format 4\0")


def only_a_header(database: Path) -> None:
    database.write_bytes(database.read_bytes()[:100])


def truncated(database: Path) -> None:
    database.write_bytes(database.read_bytes()[:-5000])


def overwritten_pages(database: Path) -> None:
    content = bytearray(database.read_bytes())
    content[4096 : 4096 * 4] = b"\xa5" * (4096 * 3)
    database.write_bytes(content)


def bit_flips(database: Path) -> None:
    content = bytearray(database.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096] ^= 0x0F
    database.write_bytes(content)


def another_programs(database: Path) -> None:
    run_sql(database, "PRAGMA application_id = 1234")


def nobodys(database: Path) -> None:
    run_sql(database, "PRAGMA application_id = 0")


def no_revision(database: Path) -> None:
    run_sql(database, "DROP TABLE alembic_version")


def two_revisions(database: Path) -> None:
    run_sql(database, "INSERT INTO alembic_version VALUES ('0000')")


def no_reports(database: Path) -> None:
    run_sql(database, "DROP TABLE analysis")


DAMAGES = {
    zero_bytes: "database_empty",
    not_a_database: "database_not_sqlite",
    broken_header: "database_not_sqlite",
    only_a_header: "database_damaged",
    truncated: "database_damaged",
    overwritten_pages: "database_damaged",
    bit_flips: "database_damaged",
    another_programs: "database_foreign",
    nobodys: "database_foreign",
    no_revision: "database_incomplete",
    two_revisions: "database_incomplete",
    no_reports: "database_incomplete",
}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_file_is_refused_untouched_and_can_be_set_aside(filled: Path, home: Path, damage) -> None:  # type: ignore[no-untyped-def]
    damage(filled)
    before = files_of(home)
    for _attempt in range(2):
        with pytest.raises(DamagedDatabase) as caught, opened(home):
            pass
        assert caught.value.code == DAMAGES[damage]
        assert caught.value.details["path"] == str(filled)
    assert files_of(home) == before

    kept = set_aside_damaged(filled, HandClock())
    assert kept is not None
    assert kept.name == "unwrapped.damaged-20261122T100100Z.db"
    assert sha256(kept) == before["unwrapped.db"]
    with opened(home) as repository:
        assert repository.listeners() == ()
    assert sha256(kept) == before["unwrapped.db"]


def test_damage_in_the_log_of_an_unclean_end_loses_the_log_only(unclean: Path, home: Path) -> None:
    log = home / "unwrapped.db-wal"
    content = bytearray(log.read_bytes())
    content[40:60] = b"\xff" * 20
    log.write_bytes(content)
    with opened(home) as repository:
        assert repository.listeners() == ()


def test_damage_that_an_unclean_end_left_is_found_in_large_files_too(
    unclean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unwrapped_desktop.storage.inspection._CHECKED_ALWAYS_BYTES", 0)
    content = bytearray(unclean.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096] ^= 0x0F
    unclean.write_bytes(content)
    with pytest.raises(DamagedDatabase):
        inspect(unclean)


def test_setting_aside_takes_the_log_along_and_never_overwrites(home: Path) -> None:
    home.mkdir()
    database = home / "unwrapped.db"
    kept = []
    for content in (b"one", b"two"):
        for suffix in ("", "-wal", "-shm", "-journal"):
            (home / f"unwrapped.db{suffix}").write_bytes(content)
        kept.append(set_aside_damaged(database, HandClock()))
    assert [path.name for path in kept if path] == [
        "unwrapped.damaged-20261122T100100Z.db",
        "unwrapped.damaged-20261122T100100Z-2.db",
    ]
    assert len(list(home.iterdir())) == 8
    assert (home / "unwrapped.damaged-20261122T100100Z.db-wal").read_bytes() == b"one"
    assert set_aside_damaged(database, HandClock()) is None


def test_a_log_without_its_file_is_not_replayed_into_a_new_one(unclean: Path, home: Path) -> None:
    unclean.unlink()
    with opened(home) as repository:
        assert repository.listeners() == ()
    assert len(list(home.glob("unwrapped.damaged-*.db-wal"))) == 1


def test_a_folder_in_its_place_is_no_damage(home: Path, database: Path) -> None:
    database.mkdir(parents=True)
    with pytest.raises(StorageError) as caught, opened(home):
        pass
    assert not isinstance(caught.value, DamagedDatabase)
    assert caught.value.code == "database_io"


# Files of a later version


@pytest.mark.parametrize("state", ["filled", "unclean"])
def test_a_newer_file_is_left_byte_for_byte(
    home: Path, state: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    database: Path = request.getfixturevalue(state)
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        if state == "unclean":
            for path in list(home.iterdir()):
                shutil.copy(path, tmp_path / path.name)
    if state == "unclean":
        for name in ("unwrapped.db", "unwrapped.db-wal"):
            shutil.copy(tmp_path / name, home / name)
    before = files_of(home)
    for _attempt in range(2):
        with pytest.raises(NewerDatabase) as caught, opened(home):
            pass
        assert (caught.value.code, caught.value.details["revision"]) == ("database_newer", "9999")
    after = files_of(home)
    after.pop("unwrapped.db-shm", None)
    assert after == before
    assert not (home / "backups").exists()


def test_a_file_that_cannot_be_written_and_is_of_another_version(
    filled: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_sql(filled, "UPDATE alembic_version SET version_num = '0000'")
    before = files_of(home)
    monkeypatch.setattr("unwrapped_desktop.storage.opening._is_writable", lambda _database: False)
    with pytest.raises(StorageError) as caught, opened(home):
        pass
    assert caught.value.code == "database_readonly"
    assert files_of(home) == before


def test_locked_while_opening(filled: Path, home: Path) -> None:
    other = sqlite3.connect(filled, isolation_level=None)
    try:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("UPDATE listener SET name = 'Other'")
        with opened(home, busy_timeout_ms=20) as repository, pytest.raises(StorageError) as caught:
            repository.listeners()
        assert caught.value.code == "database_locked"
    finally:
        other.close()
