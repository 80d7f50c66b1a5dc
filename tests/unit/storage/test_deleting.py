"""Where everything lies, how large it is, and how all of it goes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unwrapped_desktop.domain.stored import PlaceKind
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage.deleting import delete_files, delete_stored, remove_if_empty, stored_places

OURS = {
    "unwrapped.db": PlaceKind.RESULTS,
    "unwrapped.db-wal": PlaceKind.RESULTS,
    "unwrapped.db-shm": PlaceKind.RESULTS,
    "unwrapped.db-journal": PlaceKind.RESULTS,
    "unwrapped.db.new-17": PlaceKind.RESULTS,
    "unwrapped.db.new-17-wal": PlaceKind.RESULTS,
    "records/listener-1.record": PlaceKind.RECORDS,
    "records/listener-12.new": PlaceKind.RECORDS,
    "records/listener-3.damaged-1": PlaceKind.RECORDS,
    "backups/unwrapped-0001-20260101T000000Z.db": PlaceKind.BACKUPS,
    "backups/unwrapped-0001-20260101T000000Z.db.tmp": PlaceKind.BACKUPS,
    "unwrapped.damaged-20260101T000000Z.db": PlaceKind.DAMAGED,
    "unwrapped.damaged-20260101T000000Z-2.db-wal": PlaceKind.DAMAGED,
    "records.damaged-1/listener-1.record": PlaceKind.DAMAGED,
    "waiting.json": PlaceKind.WAITING,
    "waiting.json.new": PlaceKind.WAITING,
    "waiting.json.damaged": PlaceKind.WAITING,
    "window.ini": PlaceKind.WINDOW,
    "window.ini.lock": PlaceKind.WINDOW,
}
NOT_OURS = (
    "holiday.jpg",
    "records/notes.txt",
    "backups/other.db",
    "unwrapped notes.db",
    "unwrapped.lock",
    "records.damaged-1/mine.txt",
)


def written(home: Path, names: dict[str, int]) -> None:
    for name, size in names.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(b"x" * size)


def files_in(home: Path) -> set[str]:
    return {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", [*OURS, "forgotten.json", "forgotten.json.new"])
def test_each_file_of_ours_goes(tmp_path: Path, name: str) -> None:
    written(tmp_path, {name: 3})
    assert delete_stored(AppPaths.under(tmp_path)) == ()
    assert files_in(tmp_path) == set()


def test_what_is_not_ours_stays_and_so_does_its_folder(tmp_path: Path) -> None:
    written(tmp_path, dict.fromkeys((*OURS, *NOT_OURS), 5))
    assert delete_stored(AppPaths.under(tmp_path)) == ()
    assert files_in(tmp_path) == set(NOT_OURS)


def test_empty_folders_of_ours_go(tmp_path: Path) -> None:
    written(tmp_path, dict.fromkeys(OURS, 5))
    delete_stored(AppPaths.under(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_there_on_the_first_day(tmp_path: Path) -> None:
    paths = AppPaths.under(tmp_path / "not made yet")
    assert {place.size_bytes for place in stored_places(paths)} == {None}
    assert delete_stored(paths) == ()
    assert not paths.data_dir.exists()


@given(sizes=st.lists(st.integers(0, 5_000), min_size=len(OURS), max_size=len(OURS)))
def test_every_byte_of_ours_is_counted_once(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int]
) -> None:
    home = tmp_path_factory.mktemp("counted")
    named = dict(zip(OURS, sizes, strict=True))
    written(home, {**named, **dict.fromkeys(NOT_OURS, 100_000)})
    places = {place.kind: place for place in stored_places(AppPaths.under(home))}
    for kind, place in places.items():
        assert place.size_bytes == sum(size for name, size in named.items() if OURS[name] is kind)


def test_what_stays_is_named_and_keeps_nothing_else(tmp_path: Path) -> None:
    written(tmp_path, dict.fromkeys(OURS, 5))
    (tmp_path / "records" / "listener-8.record").mkdir()
    (left,) = delete_stored(AppPaths.under(tmp_path))
    assert left.path == str(tmp_path / "records" / "listener-8.record")
    assert left.reason
    assert files_in(tmp_path) == set()


def test_a_link_goes_with_what_it_leads_to(tmp_path: Path) -> None:
    elsewhere, home = tmp_path / "elsewhere", tmp_path / "home"
    elsewhere.mkdir()
    home.mkdir()
    (elsewhere / "big.db").write_bytes(b"verdicts")
    (home / "unwrapped.db").symlink_to(elsewhere / "big.db")
    assert delete_stored(AppPaths.under(home)) == ()
    assert list(elsewhere.iterdir()) == []
    assert list(home.iterdir()) == []


def test_a_folder_elsewhere_is_emptied_of_ours_alone(tmp_path: Path) -> None:
    elsewhere, home = tmp_path / "elsewhere", tmp_path / "home"
    written(elsewhere, {"listener-1.record": 5, "mine.txt": 5})
    home.mkdir()
    (home / "records").symlink_to(elsewhere)
    assert delete_stored(AppPaths.under(home)) == ()
    assert files_in(elsewhere) == {"mine.txt"}


def test_what_is_gone_already_is_no_trouble(tmp_path: Path) -> None:
    assert delete_files([tmp_path / "never"]) == ()
    remove_if_empty(tmp_path / "never")
    assert tmp_path.exists()
