"""From one form of the results file to the next."""

import errno
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from tests.unit.storage.support import (
    LATER,
    STILL_LATER,
    HandClock,
    ask_sql,
    dump,
    files_of,
    judge,
    later_migrations,
    opened,
    run_sql,
    sha256,
    small_report,
)
from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage import __main__ as command_line
from unwrapped_desktop.storage import inspection, revisions
from unwrapped_desktop.storage.copies import back_up
from unwrapped_desktop.storage.engine import IMMEDIATE, make_engine
from unwrapped_desktop.storage.file_moves import put_in_place, set_aside_damaged
from unwrapped_desktop.storage.inspection import APPLICATION_ID, HEAD, inspect
from unwrapped_desktop.storage.migrate import MIGRATIONS, upgrade
from unwrapped_desktop.storage.orm import Base

GROW = (
    'with op.batch_alter_table("listener") as batch:\n'
    '    batch.add_column(sa.Column("nickname", sa.Text(), nullable=True))\n'
    '    batch.alter_column("created_at", nullable=True)\n'
    "op.execute(\"UPDATE listener SET nickname = 'N' || id\")"
)
BREAK = 'op.create_table("halfway", sa.Column("x", sa.Text()))\nraise RuntimeError("half way")'


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "Zwölf % Räume %(here)s"


@pytest.fixture
def database(home: Path) -> Path:
    """A results file with two reports."""
    with opened(home) as repository:
        you = repository.listener("You").listener_id
        judge(repository, you, "FIRST")
        judge(repository, you, "SECOND")
    return AppPaths.under(home).database


@contextmanager
def migrating(database: Path) -> Iterator[Connection]:
    engine = make_engine(database, foreign_keys=False, create=True)
    try:
        with engine.execution_options(**IMMEDIATE).begin() as connection:
            yield connection
    finally:
        engine.dispose()


def schema(database: Path) -> dict[str, list[str]]:
    """Return every table and index with its parts, order and white space aside."""
    found = {}
    for name, sql in ask_sql(
        database,
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT IN ('alembic_version', 'sqlite_sequence')",
    ):
        parts = re.split(r",\s*\n|\(\s*\n|\n\)", str(sql))
        found[str(name)] = sorted(" ".join(part.replace('"', "").split()) for part in parts if part.strip())
    return found


def backups(home: Path) -> list[str]:
    folder = home / "backups"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_head_is_the_newest_revision() -> None:
    scripts = ScriptDirectory.from_config(revisions.config_for(MIGRATIONS))
    assert scripts.get_heads() == [HEAD]
    assert scripts.get_bases() == ["0001"]


def test_tables_checked_at_opening_are_those_of_the_orm() -> None:
    assert set(Base.metadata.tables) == inspection._TABLES_AT_HEAD


def test_migrations_make_what_the_orm_says(database: Path, tmp_path: Path) -> None:
    created = tmp_path / "created.db"
    engine = make_engine(created, create=True)
    Base.metadata.create_all(engine)
    engine.dispose()
    assert schema(database) == schema(created)
    assert set(schema(database)) == {*Base.metadata.tables, "ix_report_history_listener_id"}


def test_alembic_sees_no_difference(database: Path) -> None:
    with migrating(database) as connection:
        command.check(revisions.config_for(MIGRATIONS, connection))


def test_down_and_up_again(database: Path) -> None:
    before = schema(database)
    with migrating(database) as connection:
        command.downgrade(revisions.config_for(MIGRATIONS, connection), "base")
    assert schema(database) == {}
    with migrating(database) as connection:
        command.upgrade(revisions.config_for(MIGRATIONS, connection), "head")
    assert schema(database) == before
    assert ask_sql(database, "SELECT version_num FROM alembic_version") == [(HEAD,)]


def test_nothing_is_done_at_the_head(database: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("unwrapped_desktop.storage.revisions")
    monkeypatch.setitem(sys.modules, "unwrapped_desktop.storage.revisions", None)
    before = files_of(home)
    upgrade(database, backups_dir=home / "backups", clock=HandClock())
    assert files_of(home) == before
    assert backups(home) == []


def test_alembic_is_not_loaded_when_nothing_is_due(home: Path, database: Path) -> None:
    code = (
        "import sys\n"
        "from tests.unit.storage.support import *\n"
        "with opened(Path(sys.argv[1])) as repository: assert repository.report(1) is not None\n"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in {'alembic', 'mako', 'PySide6', 'keyring'}))"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, str(home)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_a_later_migration_keeps_a_sound_copy_first(database: Path, home: Path, tmp_path: Path) -> None:
    before = dump(database)
    migrations = later_migrations(tmp_path, GROW)
    upgrade(database, backups_dir=home / "backups", clock=HandClock(), migrations=migrations, head=LATER)

    assert ask_sql(database, "SELECT name, nickname FROM listener") == [("You", "N1")]
    assert ask_sql(database, "SELECT version_num FROM alembic_version") == [(LATER,)]
    assert ask_sql(database, "PRAGMA application_id") == [(APPLICATION_ID,)]
    # What refers to the table that was made anew is still there.
    assert ask_sql(database, "SELECT report_label FROM analysis") == [("SECOND",)]
    assert ask_sql(database, "SELECT label FROM report_history") == [("FIRST",)]

    (name,) = backups(home)
    assert name == f"unwrapped-{HEAD}-20261122T100100Z.db"
    backup = home / "backups" / name
    assert dump(backup) == before
    found = inspect(backup)
    assert found is not None
    assert found.revision == HEAD
    assert backup.stat().st_mode & 0o077 == 0 or sys.platform == "win32"

    backup.replace(database)
    with opened(home) as repository:
        assert repository.report(1) == small_report("SECOND")


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="file names are text there")
def test_a_folder_whose_name_is_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A log that pytest keeps of a test has to be text.
    monkeypatch.setattr(logging.getLogger("unwrapped_desktop.storage.file_moves"), "disabled", True)
    monkeypatch.setattr(logging.getLogger("unwrapped_desktop.storage.migrate"), "disabled", True)
    home = tmp_path / "Zw\udcf6lf"
    with opened(home) as repository:
        judge(repository, repository.listener("You").listener_id)
    database = AppPaths.under(home).database
    migrations = later_migrations(tmp_path, GROW)
    upgrade(database, backups_dir=home / "backups", clock=HandClock(), migrations=migrations, head=LATER)
    assert len(backups(home)) == 1
    database.write_bytes(b"")
    assert set_aside_damaged(database, HandClock()) is not None


def test_several_steps_happen_as_one(database: Path, home: Path, tmp_path: Path) -> None:
    before = dump(database)
    migrations = later_migrations(tmp_path, GROW, "raise RuntimeError('the second')")
    with pytest.raises(StorageError) as caught:
        upgrade(
            database, backups_dir=home / "backups", clock=HandClock(), migrations=migrations, head=STILL_LATER
        )
    assert caught.value.code == "migration_failed"
    assert dump(database) == before


@pytest.mark.parametrize(
    "body",
    [
        BREAK,
        "op.execute('INSERT INTO nowhere VALUES (1)')",
        "op.execute('DELETE FROM listener')",
        "op.execute(\"UPDATE analysis SET status = 'asleep'\")",
    ],
    ids=["raises", "wrong SQL", "dangling references", "breaks a rule"],
)
def test_a_migration_that_fails_leaves_the_file_as_it_was(
    database: Path, home: Path, tmp_path: Path, body: str
) -> None:
    before, content = sha256(database), dump(database)
    migrations = later_migrations(tmp_path, f"{GROW}\n{body}")
    with pytest.raises(StorageError) as caught:
        upgrade(database, backups_dir=home / "backups", clock=HandClock(), migrations=migrations, head=LATER)
    assert caught.value.code == "migration_failed"
    assert caught.value.__cause__ is not None
    assert dump(database) == content
    assert sha256(database) == before
    assert len(backups(home)) == 1
    with opened(home) as repository:
        assert repository.report(1) == small_report("SECOND")


def test_a_change_that_fails_again_and_again_pushes_no_older_copy_out(
    database: Path, home: Path, tmp_path: Path
) -> None:
    folder, clock = home / "backups", HandClock()
    older = [
        back_up(database, backups_dir=folder, clock=clock, revision=f"000{number}") for number in range(2)
    ]
    migrations = later_migrations(tmp_path, "raise RuntimeError")
    for _attempt in range(7):
        with pytest.raises(StorageError, match="migration_failed"):
            upgrade(database, backups_dir=folder, clock=clock, migrations=migrations, head=LATER)
    # What is the same is kept once, under its newest date.
    assert backups(home) == [*(path.name for path in older), f"unwrapped-{HEAD}-20261122T100900Z.db"]


def test_five_copies_are_kept(database: Path, home: Path, tmp_path: Path) -> None:
    migrations = later_migrations(tmp_path, "raise RuntimeError")
    clock = HandClock()
    for attempt in range(7):
        run_sql(database, f"UPDATE listener SET name = 'Name {attempt}'")  # noqa: S608 - a number
        with pytest.raises(StorageError, match="migration_failed"):
            upgrade(database, backups_dir=home / "backups", clock=clock, migrations=migrations, head=LATER)
    assert backups(home) == [f"unwrapped-{HEAD}-20261122T100{minute}00Z.db" for minute in range(3, 8)]


def test_no_room_for_a_copy(
    database: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(home)
    monkeypatch.setattr(
        "unwrapped_desktop.storage.file_moves.shutil.disk_usage", lambda _path: SimpleNamespace(free=1000)
    )
    migrations = later_migrations(tmp_path, GROW)
    with pytest.raises(StorageError) as caught:
        upgrade(database, backups_dir=home / "backups", clock=HandClock(), migrations=migrations, head=LATER)
    assert caught.value.code == "disk_full"
    assert isinstance(caught.value.details["needed_mb"], int)
    assert caught.value.details["needed_mb"] >= 1
    assert files_of(home) == before
    assert backups(home) == []


def test_a_copy_that_cannot_be_finished_is_no_copy(
    database: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = files_of(home)
    monkeypatch.setattr("unwrapped_desktop.storage.copies.sync", full)
    migrations = later_migrations(tmp_path, GROW)
    with pytest.raises(StorageError) as caught:
        upgrade(database, backups_dir=home / "backups", clock=HandClock(), migrations=migrations, head=LATER)
    assert caught.value.code == "disk_full"
    assert files_of(home) == before
    assert backups(home) == []


def test_a_new_file_appears_whole_or_not_at_all(home: Path, tmp_path: Path) -> None:
    home.mkdir()
    migrations = later_migrations(tmp_path, BREAK)
    with pytest.raises(StorageError, match="migration_failed"):
        upgrade(
            home / "unwrapped.db",
            backups_dir=home / "backups",
            clock=HandClock(),
            migrations=migrations,
            head=LATER,
        )
    assert list(home.iterdir()) == []
    with opened(home) as repository:
        assert repository.listeners() == ()


@pytest.mark.parametrize("links", [True, False])
def test_another_program_was_faster(
    database: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    """The file that was made meanwhile is kept."""

    def no_link(_source: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    if not links:
        monkeypatch.setattr("unwrapped_desktop.storage.file_moves.os.link", no_link)
    building = tmp_path / "building"
    building.write_bytes(b"new")
    before = sha256(database)
    put_in_place(building, database)
    assert sha256(database) == before
    other = tmp_path / "unwrapped.db"
    put_in_place(building, other)
    assert other.read_bytes() == b"new"


def test_locked_while_migrating(database: Path, home: Path, tmp_path: Path) -> None:
    migrations = later_migrations(tmp_path, GROW)
    before = dump(database)
    with migrating(database), pytest.raises(StorageError) as caught:
        upgrade(
            database,
            backups_dir=home / "backups",
            clock=HandClock(),
            migrations=migrations,
            head=LATER,
            busy_timeout_ms=20,
        )
    assert caught.value.code == "database_locked"
    assert dump(database) == before


# The developer's command line


def test_there_is_nothing_to_draft(tmp_path: Path) -> None:
    migrations = later_migrations(tmp_path)
    before = files_of(migrations / "versions")
    assert revisions.draft("nothing", migrations) is None
    assert files_of(migrations / "versions") == before


def test_a_draft_brings_the_tables_in_line_with_the_orm(tmp_path: Path) -> None:
    migrations = later_migrations(
        tmp_path,
        'op.drop_table("report_history")\n'
        'with op.batch_alter_table("listener") as batch:\n    batch.drop_column("created_at")',
    )
    path = revisions.draft('Bring it back — "quickly", 100%', migrations)
    assert path is not None
    assert path.parent == migrations / "versions"
    assert path.name.startswith(f"{STILL_LATER}_bring_it_back")
    text = path.read_text(encoding="utf-8")
    assert "UtcDateTime" not in text
    assert f'revision = "{STILL_LATER}"' in text
    database = tmp_path / "x.db"
    with migrating(database) as connection:
        config = revisions.config_for(migrations, connection)
        command.upgrade(config, "head")
        command.check(config)


def test_the_command_line_applies(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.mkdir()
    database = home / "mine.db"
    assert command_line.main(["apply", str(database)]) == 0
    assert capsys.readouterr().out == f"{database} is at {HEAD}.\n"
    found = inspect(database)
    assert found is not None
    assert found.revision == HEAD
    run_sql(database, "UPDATE alembic_version SET version_num = '9999'")
    assert command_line.main(["apply", str(database)]) == 1
    assert "later version" in capsys.readouterr().err


def test_the_command_line_applies_to_the_users_file(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UNWRAPPED_HOME", str(home))
    assert command_line.main(["apply"]) == 0
    assert inspect(home / "unwrapped.db") is not None


def test_the_command_line_checks_and_changes_nothing(
    database: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_of(home)
    assert command_line.main(["check", str(database)]) == 0
    assert capsys.readouterr().out == f"{database} is sound, at {HEAD}.\n"
    assert files_of(home) == before
    database.write_bytes(b"")
    assert command_line.main(["check", str(database)]) == 1
    assert "is empty" in capsys.readouterr().err
    monkeypatch.setenv("UNWRAPPED_HOME", str(home / "nowhere"))
    assert command_line.main(["check"]) == 0
    assert "There is no" in capsys.readouterr().out
    assert not (home / "nowhere").exists()


def test_the_command_line_drafts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command_line, "MIGRATIONS", later_migrations(tmp_path))
    assert command_line.main(["draft", "nothing"]) == 0
    assert "nothing to draft" in capsys.readouterr().out
    monkeypatch.setattr(
        command_line, "MIGRATIONS", later_migrations(tmp_path / "b", 'op.drop_table("report_history")')
    )
    assert command_line.main(["draft", "back"]) == 0
    assert f"{STILL_LATER}_back.py" in capsys.readouterr().out
