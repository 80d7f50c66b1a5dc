"""The look at the verdict that was there last, before anything else is loaded."""

import hashlib
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.unit.storage.support import judge, opened, run_sql
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage.last_report import last_report


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return AppPaths.under(tmp_path).database


def _digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.db*"))}


def test_it_is_the_verdict_of_whoever_was_judged_last(tmp_path: Path, database: Path) -> None:
    with opened(tmp_path) as repository:
        ada, bert = repository.listener("Ada"), repository.listener("Bert")
        judge(repository, bert.listener_id, "FIRST")
        judge(repository, ada.listener_id, "SECOND")
        judge(repository, bert.listener_id, "THIRD")
        repository.listener("Cleo, never judged")
        assert repository.listeners()[0] == bert
        kept = repository.report(bert.listener_id)
        # The log of an open file is read too.
        assert last_report(database) == kept
    before = _digests(database.parent)
    found = last_report(database)
    assert found == kept
    assert found is not None
    assert found.verdict.label == "THIRD"
    assert _digests(database.parent) == before


def test_a_later_attempt_that_failed_leaves_the_verdict(tmp_path: Path, database: Path) -> None:
    with opened(tmp_path) as repository:
        you = repository.listener("You")
        judge(repository, you.listener_id, "STILL HERE")
        repository.begin(you.listener_id, data_sha256=None, settings_key="k", source=("/x",), again=True)
    found = last_report(database)
    assert found is not None
    assert found.verdict.label == "STILL HERE"


def test_nobody_judged_has_none(tmp_path: Path, database: Path) -> None:
    assert last_report(database) is None
    assert not database.exists()
    with opened(tmp_path) as repository:
        assert last_report(database) is None
        repository.listener("You")
    assert last_report(database) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE alembic_version SET version_num = '9999'",
        "DROP TABLE alembic_version",
        "PRAGMA application_id = 7",
        "UPDATE analysis SET report_document = '{'",
        "UPDATE analysis SET report_document = x'ff00'",
    ],
)
def test_what_is_not_as_it_should_be_is_left_alone(tmp_path: Path, database: Path, statement: str) -> None:
    with opened(tmp_path) as repository:
        judge(repository, repository.listener("You").listener_id)
    run_sql(database, statement)
    before = _digests(database.parent)
    assert last_report(database) is None
    assert _digests(database.parent) == before


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + 600 * b"\xa5"])
def test_a_file_that_is_none_is_left_alone(database: Path, content: bytes) -> None:
    database.write_bytes(content)
    assert last_report(database) is None
    assert database.read_bytes() == content


def test_a_file_that_is_locked_is_not_waited_for(tmp_path: Path, database: Path) -> None:
    with opened(tmp_path) as repository:
        judge(repository, repository.listener("You").listener_id)
    run_sql(database, "PRAGMA journal_mode = DELETE")
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        other.execute("UPDATE listener SET name = 'Somebody'")
        assert last_report(database) is None


def test_it_needs_none_of_what_takes_long_to_load() -> None:
    look = (
        "import sys, unwrapped_desktop.storage.last_report as _; "
        "print(sorted({'sqlalchemy', 'alembic', 'numpy', 'asyncio', 'PySide6'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", look]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ourselves
    assert ended.stdout == "[]\n"
