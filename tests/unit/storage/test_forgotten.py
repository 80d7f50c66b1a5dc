"""Listeners who are to be forgotten: gone for every eye, whole until it is done."""

from pathlib import Path

import pytest

from tests.unit.storage.support import ask_sql, judge, opened
from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.domain.stored import Forgotten
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage.forgotten_file import ForgottenFile, marks_beside
from unwrapped_desktop.storage.last_report import last_report


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return AppPaths.under(tmp_path).database


def mark(listener_id: int, *, has_sign_in: bool = False) -> Forgotten:
    return Forgotten(listener_id=listener_id, has_sign_in=has_sign_in)


def test_whoever_is_marked_is_in_no_list_and_comes_back_whole(tmp_path: Path, database: Path) -> None:
    with opened(tmp_path) as results:
        ada, you = results.listener("Ada"), results.listener("You")
        judge(results, ada.listener_id, "KEPT")
        results.mark_forgotten(mark(ada.listener_id))
        assert results.listeners() == (you,)
        assert [summary.listener for summary in results.summaries()] == [you]
    before = ask_sql(database, "SELECT * FROM analysis")
    with opened(tmp_path) as results:
        assert [found.listener_id for found in results.forgotten] == [ada.listener_id]
        assert results.listeners() == (you,)
        assert last_report(database) is None
        assert results.take_back(ada.listener_id) == ada
        assert results.listeners()[0] == ada
    assert ask_sql(database, "SELECT * FROM analysis") == before
    assert not marks_beside(database).exists()
    found = last_report(database)
    assert found is not None
    assert found.verdict.label == "KEPT"


def test_a_name_of_somebody_forgotten_is_free_and_nobody_inherits(tmp_path: Path) -> None:
    with opened(tmp_path) as results:
        old = results.listener("You")
        judge(results, old.listener_id)
        results.mark_forgotten(mark(old.listener_id))
        new = results.listener("You")
        assert new.listener_id != old.listener_id
        assert results.report(new.listener_id) is None
        assert results.take_back(old.listener_id) is None
        assert results.listeners() == (new,)


def test_a_forgotten_name_can_be_given_to_another(tmp_path: Path) -> None:
    with opened(tmp_path) as results:
        ada, you = results.listener("Ada"), results.listener("You")
        results.mark_forgotten(mark(ada.listener_id))
        assert results.rename(you.listener_id, "Ada").name == "Ada"


def test_marks_outlive_the_program(database: Path) -> None:
    database.parent.mkdir(parents=True, exist_ok=True)
    first = ForgottenFile(database)
    first.add(mark(3, has_sign_in=True))
    first.add(mark(5))
    first.add(mark(3))
    assert ForgottenFile(database).marks == (mark(5), mark(3))
    first.remove(5)
    assert ForgottenFile(database).marks == (mark(3),)
    first.remove(3)
    assert not marks_beside(database).exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no JSON",
        b"[]",
        b'{"schema":"unwrapped-forgotten/9","listeners":[]}',
        b'{"schema":"unwrapped-forgotten/1","listeners":[{"listener_id":1,"has_sign_in":"\xff"}]}',
        b'{"schema":"unwrapped-forgotten/1","listeners":' + b"[" * 100_000,
        b'{"schema":"unwrapped-forgotten/1","listeners":[]}' + b" " * 1_000_000,
    ],
    ids=["empty", "no JSON", "a list", "later", "no text", "deep", "large"],
)
def test_marks_that_make_no_sense_are_none_and_kept_aside(database: Path, content: bytes) -> None:
    database.parent.mkdir(parents=True, exist_ok=True)
    marks_beside(database).write_bytes(content)
    marks = ForgottenFile(database)
    assert marks.marks == ()
    assert marks.is_damaged
    marks.add(mark(1))
    assert marks_beside(database).with_name("forgotten.json.damaged").read_bytes() == content
    later = ForgottenFile(database)
    assert (later.marks, later.is_damaged) == ((mark(1),), False)


def test_a_mark_that_cannot_be_written_marks_nobody(tmp_path: Path) -> None:
    database = tmp_path / "missing" / "unwrapped.db"
    marks = ForgottenFile(database)
    with pytest.raises(StorageError):
        marks.add(mark(1))
    assert marks.marks == ()


def test_a_closed_results_file_is_not_made_again(tmp_path: Path, database: Path) -> None:
    with opened(tmp_path) as results:
        you = results.listener("You")
    database.unlink()
    for ask in (results.listeners, lambda: results.rename(you.listener_id, "Ada")):
        with pytest.raises(StorageError) as caught:
            ask()
        assert caught.value.code == "database_closed"
    assert not database.exists()
