"""Looking among the downloads: what is called like an export is found, by its name alone."""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

import platformdirs
import pytest

from tests.rights import as_anybody
from unwrapped_desktop.domain.errors import Cancelled
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.sources.opening.downloads import downloads_folder, find_exports

MAY_3 = datetime(2026, 5, 3, 12, tzinfo=UTC)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs links and permissions of POSIX")


def _write(path: Path, size_bytes: int = 10, *, day: int = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size_bytes)
    _date(path, day)
    return path


def _date(path: Path, day: int) -> None:
    moment = MAY_3.timestamp() + day * 86_400
    os.utime(path, (moment, moment))


def _found(folder: Path) -> list[str]:
    return [export.path.name for export in find_exports(folder, CancelToken())]


@pytest.mark.parametrize(
    "name",
    [
        "my_spotify_data.zip",
        "my_spotify_data (1).zip",
        "my_spotify_data(12).zip",
        "my_spotify_data-2.zip",
        "My_Spotify_Data.ZIP",
    ],
)
def test_zips_are_told_by_their_names(tmp_path: Path, name: str) -> None:
    _write(tmp_path / name, 1_234, day=2)
    (export,) = find_exports(tmp_path, CancelToken())
    assert export.path == tmp_path / name
    assert (export.kind, export.size_bytes) == ("zip", 1_234)
    assert export.modified_at == datetime(2026, 5, 5, 12, tzinfo=UTC)
    assert export.modified_at.tzinfo is UTC


@pytest.mark.parametrize(
    "name",
    [
        "my_spotify_data.zip.part",
        "my_spotify_data.zip.crdownload",
        "my_spotify_data.7z",
        "not_my_spotify_data.zip",
        "holiday.zip",
        "Streaming_History_Audio_2021_0.json",
        "inner/my_spotify_data.zip",
    ],
)
def test_other_files_are_left_alone(tmp_path: Path, name: str) -> None:
    _write(tmp_path / name)
    assert _found(tmp_path) == []


def test_the_mark_of_a_download_under_way_is_no_export(tmp_path: Path) -> None:
    _write(tmp_path / "my_spotify_data.zip", 0)
    _write(tmp_path / "my_spotify_data.zip.part", 900)
    assert _found(tmp_path) == []


@pytest.mark.parametrize(
    "name",
    [
        "Streaming_History_Audio_2021_0.json",
        "Streaming_History_Video_2021.json",
        "StreamingHistory_music_0.json",
        "StreamingHistory0.json",
        "streaminghistory0 (1).json",
        "endsong_0.json",
    ],
)
@pytest.mark.parametrize("inside", ["", "Spotify Extended Streaming History/"])
def test_unpacked_folders_are_told_by_what_their_files_are_called(
    tmp_path: Path, name: str, inside: str
) -> None:
    _write(tmp_path / "export" / f"{inside}{name}", 700)
    _write(tmp_path / "export" / f"{inside}YourLibrary.json", 5_000)
    _date(tmp_path / "export", 3)
    (export,) = find_exports(tmp_path, CancelToken())
    assert export.path == tmp_path / "export"
    assert (export.kind, export.size_bytes) == ("folder", 700)
    assert export.modified_at == datetime(2026, 5, 6, 12, tzinfo=UTC)


def test_both_kinds_in_one_folder_are_one_export(tmp_path: Path) -> None:
    _write(tmp_path / "mine/Spotify Account Data/StreamingHistory_music_0.json", 30)
    _write(tmp_path / "mine/Spotify Extended Streaming History/Streaming_History_Audio_2021_0.json", 400)
    (export,) = find_exports(tmp_path, CancelToken())
    assert export.size_bytes == 430


@pytest.mark.parametrize(
    "name", ["a/b/c/endsong_0.json", "a/YourLibrary.json", "a/endsong_0.txt", "a/endsong_0.json/x"]
)
def test_nothing_deeper_and_nothing_else_is_found(tmp_path: Path, name: str) -> None:
    _write(tmp_path / name)
    assert _found(tmp_path) == []


def test_it_looks_no_deeper_than_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path / "a/b/c/d/endsong_0.json")
    looked_at: list[Path] = []
    scandir = os.scandir

    def watched(folder: Any) -> Any:
        looked_at.append(Path(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", watched)
    find_exports(tmp_path, CancelToken())
    assert looked_at == [tmp_path, tmp_path / "a", tmp_path / "a/b"]


def test_nothing_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path / "my_spotify_data.zip")
    _write(tmp_path / "unpacked/endsong_0.json")
    opened: list[str] = []
    armed = True

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if armed and event == "open":
            opened.append(str(arguments[0]))

    sys.addaudithook(hear)  # it cannot be taken away again, only silenced
    assert len(_found(tmp_path)) == 2
    armed = False
    assert opened == []


def test_the_newest_come_first_and_twenty_are_enough(tmp_path: Path) -> None:
    for number in range(25):
        _write(tmp_path / f"my_spotify_data ({number}).zip", day=-number)
    _write(tmp_path / "unpacked/endsong_0.json")
    _date(tmp_path / "unpacked", 1)
    names = _found(tmp_path)
    assert names == ["unpacked", *(f"my_spotify_data ({number}).zip" for number in range(19))]


def test_equally_new_ones_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for number in (10, 2, 1):
        _write(tmp_path / f"my_spotify_data ({number}).zip")
    assert _found(tmp_path) == [f"my_spotify_data ({number}).zip" for number in (1, 2, 10)]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert find_exports(tmp_path / "nowhere", CancelToken()) == ()
    assert find_exports(_write(tmp_path / "a file"), CancelToken()) == ()


@POSIX
def test_links_are_not_followed(tmp_path: Path) -> None:
    downloads, elsewhere = tmp_path / "downloads", tmp_path / "elsewhere"
    downloads.mkdir()
    _write(elsewhere / "real.zip")
    _write(elsewhere / "unpacked/endsong_0.json")
    (downloads / "my_spotify_data.zip").symlink_to(elsewhere / "real.zip")
    (downloads / "unpacked").symlink_to(elsewhere / "unpacked")
    (downloads / "links").mkdir()
    (downloads / "links/endsong_0.json").symlink_to(elsewhere / "unpacked/endsong_0.json")
    (downloads / "links/inner").symlink_to(elsewhere / "unpacked")
    (downloads / "circle").mkdir()
    (downloads / "circle/back").symlink_to(downloads)
    (downloads / "my_spotify_data (1).zip").symlink_to("nowhere")
    assert _found(downloads) == []
    # The folder of downloads itself may well be a link to another disk.
    (tmp_path / "link").symlink_to(elsewhere)
    assert _found(tmp_path / "link") == ["unpacked"]


@POSIX
def test_what_only_looks_like_a_file_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "my_spotify_data.zip")
    (tmp_path / "my_spotify_data (1).zip").mkdir()
    assert _found(tmp_path) == []


@POSIX
def test_what_cannot_be_read_is_skipped(tmp_path: Path) -> None:
    _write(tmp_path / "my_spotify_data.zip")
    _write(tmp_path / "closed/endsong_0.json")
    _write(tmp_path / "half/endsong_0.json")
    _write(tmp_path / "half/closed/endsong_1.json")
    for folder in ("closed", "half/closed"):
        (tmp_path / folder).chmod(0)
    try:
        with as_anybody():
            assert sorted(_found(tmp_path)) == ["half", "my_spotify_data.zip"]
    finally:
        for folder in ("closed", "half/closed"):
            (tmp_path / folder).chmod(0o700)


def test_a_folder_that_refuses_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a/closed/endsong_0.json", "a/endsong_1.json", "closed/endsong_0.json", "z/endsong_0.json"):
        _write(tmp_path / name)
    scandir = os.scandir

    def refusing(folder: Any) -> Any:
        if Path(folder).name == "closed":
            raise PermissionError(13, "denied", str(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    assert sorted(_found(tmp_path)) == ["a", "z"]


def test_entries_that_vanish_are_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = _write(tmp_path / "my_spotify_data.zip")
    gone = _write(tmp_path / "my_spotify_data (1).zip")
    scandir = os.scandir

    def vanishing(folder: Any) -> Any:
        with scandir(folder) as entries:
            listed = list(entries)
        gone.unlink(missing_ok=True)
        return _Listing(listed)

    monkeypatch.setattr(os, "scandir", vanishing)
    assert _found(tmp_path) == [kept.name]


class _Listing(list[Any]):
    """Entries as `os.scandir` returns them."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return


@pytest.mark.parametrize("seconds", [4e11, -4e11, 1e300, float("nan")])
def test_a_date_that_no_calendar_has_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    odd = _Entry(_write(tmp_path / "my_spotify_data.zip"), seconds)
    sound = _Entry(_write(tmp_path / "my_spotify_data (1).zip"), MAY_3.timestamp())
    monkeypatch.setattr(os, "scandir", lambda _folder: _Listing([odd, sound]))
    assert _found(tmp_path) == ["my_spotify_data (1).zip"]


class _Entry:
    """An entry of a folder whose date is made up."""

    def __init__(self, path: Path, seconds: float) -> None:
        self.path, self.name = str(path), path.name
        self._seconds = seconds

    def is_file(self, *, follow_symlinks: bool) -> bool:
        return not follow_symlinks

    def stat(self, *, follow_symlinks: bool) -> SimpleNamespace:
        assert not follow_symlinks
        return SimpleNamespace(st_size=10, st_mtime=self._seconds)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
def test_a_name_of_any_bytes_is_found(tmp_path: Path) -> None:
    name = os.fsdecode(b"my_spotify_data \xff.zip")
    _write(tmp_path / name)
    assert _found(tmp_path) == [name]


def test_it_stops_when_asked(tmp_path: Path) -> None:
    _write(tmp_path / "my_spotify_data.zip")
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        find_exports(tmp_path, cancel)


@pytest.mark.parametrize("make", [True, False])
def test_the_folder_of_downloads_is_the_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, make: bool
) -> None:
    folder = tmp_path / "Transferências"
    if make:
        folder.mkdir()
    monkeypatch.setattr(platformdirs, "user_downloads_path", lambda: folder)
    assert downloads_folder() == (folder if make else None)
    assert folder.exists() == make


def test_the_home_folder_is_no_folder_of_downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platformdirs, "user_downloads_path", lambda: tmp_path)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert downloads_folder() is None


def test_without_a_home_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> Callable[[], Path]:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(platformdirs, "user_downloads_path", fail)
    assert downloads_folder() is None
