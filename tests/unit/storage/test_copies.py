"""The copy of the day: one a day, when there is something to keep, and never one that is not sound."""

import errno
import os
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.unit.storage.damages import PAGE, empty_index, fill, overwrite
from tests.unit.storage.support import HandClock, ask_sql, dump, judge, opened, run_sql
from unwrapped_desktop.domain.errors import Cancelled, DamagedDatabase, StorageError
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.storage.copies import back_up, copies_of, copy_of_the_day, made_at
from unwrapped_desktop.storage.inspection import HEAD, inspect


class Days(HandClock):
    """A clock that is moved by days."""

    def after(self, days: int) -> "Days":
        self.time += timedelta(days=days)
        return self


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "Zwölf % Räume #? %20 'x'"


@pytest.fixture
def database(home: Path) -> Path:
    return fill(home, verdicts=4)


def copy(database: Path, clock: HandClock, cancel: CancelToken | None = None) -> Path | None:
    return copy_of_the_day(
        database, backups_dir=database.parent / "backups", clock=clock, cancel=cancel or CancelToken()
    )


def names(database: Path) -> list[str]:
    return [path.name for path in copies_of(database, database.parent / "backups")]


def change(database: Path, name: str) -> None:
    run_sql(database, f"UPDATE listener SET name = '{name}' WHERE id = 1")  # noqa: S608 - a name of our own


def test_it_is_a_results_file_that_holds_the_same(database: Path) -> None:
    clock = Days()
    made = copy(database, clock)
    assert made is not None
    assert made.name == "unwrapped-daily-20261122T100200Z.db"
    assert dump(made) == dump(database)
    assert made_at(made) == clock.time
    found = inspect(made)
    assert found is not None
    assert (found.revision, found.clean) == (HEAD, True)
    if os.name != "nt":
        assert made.stat().st_mode & 0o777 == 0o600


def test_what_is_in_the_log_only_is_in_the_copy(home: Path, database: Path) -> None:
    with opened(home) as repository:
        judge(repository, 1, "JUST NOW")
        assert (home / "unwrapped.db-wal").stat().st_size > 0
        made = copy(database, Days())
    assert made is not None
    assert ask_sql(made, "SELECT report_label FROM analysis WHERE listener_id = 1") == [("JUST NOW",)]


def test_one_a_day_and_three_are_kept(database: Path) -> None:
    clock = Days()
    for day in range(5):
        change(database, f"Name {day}")
        assert copy(database, clock) is not None
        change(database, f"Name {day}, later")
        assert copy(database, clock) is None
        clock.after(1)
    assert [name[16:24] for name in names(database)] == ["20261126", "20261125", "20261124"]
    assert ask_sql(copies_of(database, database.parent / "backups")[-1], "SELECT name FROM listener") == [
        ("Name 2",),
        ("Ottoline",),
    ]


def test_while_nothing_changes_the_copy_only_grows_younger(database: Path) -> None:
    clock = Days()
    change(database, "Somebody")
    copy(database, clock)
    for _day in range(6):
        copy(database, clock.after(1))
    assert [name[16:24] for name in names(database)] == ["20261128"]


def test_it_pushes_no_copy_out_that_was_made_before_a_change_of_form(database: Path) -> None:
    clock = Days()
    backups = database.parent / "backups"
    for number in range(5):
        change(database, f"Name {number}")
        back_up(database, backups_dir=backups, clock=clock, revision=HEAD)
    before = names(database)
    for day in range(5):
        change(database, f"Day {day}")
        copy(database, clock.after(1))
    assert [name for name in names(database) if "daily" not in name] == before


def test_where_nobody_is_kept_there_is_nothing_to_copy(home: Path, tmp_path: Path) -> None:
    with opened(home):
        pass
    assert copy(home / "unwrapped.db", Days()) is None
    assert copy(tmp_path / "not there" / "unwrapped.db", Days()) is None
    assert not (home / "backups").exists()
    assert not (tmp_path / "not there").exists()


def test_whoever_is_forgotten_is_in_no_copy(home: Path, database: Path) -> None:
    copy(database, Days())
    with opened(home) as repository:
        repository.forget(2)
    assert names(database) == []
    made = copy(database, Days())
    assert made is not None
    assert b"Ottoline" not in made.read_bytes()


@pytest.mark.parametrize("harm", ["a page", "an index"])
def test_damage_that_nobody_has_met_is_found_and_copied_nowhere(database: Path, harm: str) -> None:
    before = copy(database, Days())
    assert before is not None
    content = before.read_bytes()
    if harm == "an index":
        empty_index(database)
    else:
        overwrite(database, database.stat().st_size - PAGE, b"\xa5" * PAGE)
    with pytest.raises(DamagedDatabase, match="database_damaged"):
        copy(database, Days().after(1))
    assert names(database) == [before.name]
    assert before.read_bytes() == content


def test_without_room_there_is_none(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "unwrapped_desktop.storage.file_moves.shutil.disk_usage", lambda _path: SimpleNamespace(free=1000)
    )
    with pytest.raises(StorageError) as caught:
        copy(database, Days())
    assert caught.value.code == "disk_full"
    assert names(database) == []


def test_one_that_cannot_be_finished_leaves_the_one_before(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    clock = Days()
    first = copy(database, clock)
    assert first is not None
    change(database, "Somebody else")
    with monkeypatch.context() as disk:
        disk.setattr("unwrapped_desktop.storage.copies.sync", full)
        with pytest.raises(StorageError, match="disk_full"):
            copy(database, clock.after(1))
    assert [path.name for path in (database.parent / "backups").iterdir()] == [first.name]
    assert copy(database, clock) is not None


def test_it_can_be_stopped(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unwrapped_desktop.storage.copies._STEPS_BETWEEN_LOOKS", 1)
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        copy(database, Days(), cancel)
    assert list((database.parent / "backups").iterdir()) == []


def test_a_copy_that_somebody_has_named_is_as_old_as_its_file(database: Path) -> None:
    backups = database.parent / "backups"
    backups.mkdir()
    mine = backups / "unwrapped-mine.db"
    mine.write_bytes(database.read_bytes())
    os.utime(mine, (1_790_000_000, 1_790_000_000))
    assert made_at(mine).timestamp() == 1_790_000_000
    copy(database, Days())
    assert mine in copies_of(database, backups)
