"""Every form of the results file that was ever given out: what is in `tests/fixtures/results` never changes."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command

from tests.unit.storage.support import SHA_A, SHA_B, ask_sql, dump, opened, small_report
from tests.unit.storage.test_migrations import migrating, schema
from unwrapped_desktop.domain.analysis_state import Status
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage import revisions
from unwrapped_desktop.storage.inspection import HEAD, inspect
from unwrapped_desktop.storage.migrate import MIGRATIONS

RELEASED = sorted((Path(__file__).parents[2] / "fixtures" / "results").glob("*.sql"))
TABLES = ("listener", "analysis", "report_history")

every_form = pytest.mark.parametrize("form", RELEASED, ids=lambda form: form.stem)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "Zwölf % Räume"
    folder.mkdir()
    return folder


def write(form: Path, home: Path) -> Path:
    """Make a results file of a form, as a program of that time has left it."""
    database = AppPaths.under(home).database
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(form.read_text(encoding="utf-8"))
    return database


def move(database: Path, revision: str) -> None:
    """Take a results file up or down to a form."""
    with migrating(database) as connection:
        config = revisions.config_for(MIGRATIONS, connection)
        (now,) = ask_revision(database)
        (command.upgrade if revision > now else command.downgrade)(config, revision)


def ask_revision(database: Path) -> list[str]:
    return [str(row[0]) for row in ask_sql(database, "SELECT version_num FROM alembic_version")]


def rows(database: Path) -> dict[str, list[tuple[object, ...]]]:
    return {table: ask_sql(database, f"SELECT * FROM {table} ORDER BY id") for table in TABLES}  # noqa: S608 - names of our own


def test_there_is_a_file_of_every_form() -> None:
    assert {form.stem for form in RELEASED} == revisions.known_revisions(MIGRATIONS)


@every_form
def test_it_opens_with_everything_in_it(form: Path, home: Path) -> None:
    database = write(form, home)
    before, content = rows(database), dump(database)
    with opened(home) as repository:
        names = {one.listener_id: one.name for one in repository.listeners()}
        assert names[1] == "You"
        assert (
            names[2]
            == 'Zoë "O\'Hara"; <b>--</b> %_\\ \u0645\u0631\u062d\u0628\u0627 \U0001f469\u200d\U0001f3a4'
        )
        assert names[3] == "Nobody yet"
        assert repository.report(1) == small_report("THIRD")
        earlier = [repository.earlier_report(one.history_id).verdict.label for one in repository.history(1)]
        assert earlier == ["SECOND", "FIRST"]
        failed = repository.poll(2)
        assert failed is not None
        assert (failed.status, failed.error_code, failed.source) == (
            Status.FAILED,
            "cancelled",
            ("spotify:",),
        )
        report = repository.report(2)
        assert report is not None
        assert (report.verdict.label, report.provenance.data_sha256) == ("LATE BLOOMER", SHA_B)
        assert report.listener.name == names[2]
        signed_in = repository.sign_ins.find(2)
        assert (signed_in is not None) == (form.stem >= "0002")
        assert repository.poll(3) is None
        # And it can be worked with.
        state = repository.begin(1, data_sha256=SHA_A, settings_key="other", source=(), again=True)
        assert state.analysis_id == 6
    found = inspect(database)
    assert found is not None
    assert found.revision == HEAD
    assert rows(database)["listener"] == before["listener"]
    assert rows(database)["report_history"] == before["report_history"]
    copies = list((home / "backups").glob("*.db"))
    assert len(copies) == (form.stem != HEAD)
    assert all(dump(copy) == content for copy in copies)


@every_form
def test_its_tables_are_then_those_of_a_new_file(form: Path, home: Path, tmp_path: Path) -> None:
    database = write(form, home)
    with opened(home):
        pass
    with opened(tmp_path / "new"):
        pass
    assert schema(database) == schema(tmp_path / "new" / "unwrapped.db")
    with migrating(database) as connection:
        command.check(revisions.config_for(MIGRATIONS, connection))


@every_form
def test_up_and_down_every_step_nothing_of_it_is_lost(form: Path, home: Path) -> None:
    database = write(form, home)
    content, before = dump(database), rows(database)
    steps = [other.stem for other in RELEASED]
    # Up to the newest, down to the oldest, and back to where it was.
    here = steps.index(form.stem)
    path = [*steps[here + 1 :], *reversed(steps[:-1]), *steps[1 : here + 1]]
    for revision in path:
        move(database, revision)
        assert ask_revision(database) == [revision]
        assert rows(database) == before
        assert ask_sql(database, "PRAGMA integrity_check") == [("ok",)]
        assert ask_sql(database, "PRAGMA foreign_key_check") == []
    if form.stem == steps[0]:
        assert dump(database) == content
