"""An earlier verdict is deleted for good, or brought back as if nothing had been."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.storage.support import ask_sql, judge, opened, small_report
from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage.results_file import ResultsFile

LABELS = ("FIRST", "SECOND", "THIRD", "FOURTH")
ROWS = "SELECT id, listener_id, label, created_at, archived_at, document FROM report_history ORDER BY id"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "Zwölf % Räume #?"


@pytest.fixture
def database(home: Path) -> Path:
    return AppPaths.under(home).database


@pytest.fixture
def repository(home: Path) -> Iterator[ResultsFile]:
    with opened(home) as repository:
        yield repository


@pytest.fixture
def you(repository: ResultsFile) -> int:
    """A listener with a current verdict and three earlier ones."""
    listener_id = repository.listener("You").listener_id
    for label in LABELS:
        judge(repository, listener_id, label)
    return listener_id


def labels(repository: ResultsFile, listener_id: int) -> list[str]:
    return [entry.label for entry in repository.history(listener_id)]


def test_one_is_deleted_and_the_others_stay(repository: ResultsFile, you: int, database: Path) -> None:
    third, second, first = repository.history(you)
    repository.delete_earlier(second.history_id)
    assert labels(repository, you) == ["THIRD", "FIRST"]
    assert repository.earlier_report(third.history_id) == small_report("THIRD")
    assert repository.earlier_report(first.history_id) == small_report("FIRST")
    assert repository.report(you) == small_report("FOURTH")
    with pytest.raises(StorageError) as caught:
        repository.earlier_report(second.history_id)
    assert caught.value.code == "report_missing"
    everything = b"".join(path.read_bytes() for path in database.parent.glob("unwrapped.db*"))
    assert b"SECOND" not in everything
    assert b"THIRD" in everything


@pytest.mark.parametrize("place", [0, 1, 2])
def test_brought_back_it_is_as_it_was(repository: ResultsFile, you: int, database: Path, place: int) -> None:
    before = ask_sql(database, ROWS)
    listed = repository.history(you)
    deleted = repository.delete_earlier(listed[place].history_id)
    assert ask_sql(database, ROWS) != before
    repository.bring_back(deleted)
    assert ask_sql(database, ROWS) == before
    assert repository.history(you) == listed


def test_brought_back_twice_it_is_there_once(repository: ResultsFile, you: int, database: Path) -> None:
    before = ask_sql(database, ROWS)
    deleted = repository.delete_earlier(repository.history(you)[0].history_id)
    repository.bring_back(deleted)
    repository.bring_back(deleted)
    assert ask_sql(database, ROWS) == before


def test_its_number_is_given_to_no_other(repository: ResultsFile, you: int) -> None:
    deleted = repository.delete_earlier(repository.history(you)[0].history_id)
    judge(repository, you, "FIFTH")
    assert deleted.history_id not in {entry.history_id for entry in repository.history(you)}
    repository.bring_back(deleted)
    assert labels(repository, you) == ["FOURTH", "THIRD", "SECOND", "FIRST"]


def test_one_that_cannot_be_read_is_deleted_and_brought_back_too(
    repository: ResultsFile, you: int, database: Path
) -> None:
    history_id = repository.history(you)[1].history_id
    with repository._changing()._writing() as session:
        session.connection().exec_driver_sql(
            "UPDATE report_history SET document = 'no report \u2068' WHERE id = ?", (history_id,)
        )
    before = ask_sql(database, ROWS)
    repository.bring_back(repository.delete_earlier(history_id))
    assert ask_sql(database, ROWS) == before


def test_there_must_be_one_to_delete(repository: ResultsFile, you: int) -> None:
    history_id = repository.history(you)[0].history_id
    repository.delete_earlier(history_id)
    with pytest.raises(StorageError) as caught:
        repository.delete_earlier(history_id)
    assert caught.value.code == "report_missing"
    assert labels(repository, you) == ["SECOND", "FIRST"]


def test_to_somebody_forgotten_nothing_comes_back(repository: ResultsFile, you: int, database: Path) -> None:
    deleted = repository.delete_earlier(repository.history(you)[0].history_id)
    repository.forget(you)
    with pytest.raises(StorageError) as caught:
        repository.bring_back(deleted)
    assert caught.value.code == "listener_unknown"
    assert ask_sql(database, ROWS) == []
