import dataclasses
import errno
import os
from pathlib import Path

import pytest

from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.paths import APP_NAME, AppPaths


def test_everything_lies_under_one_folder_when_asked(tmp_path: Path) -> None:
    paths = AppPaths.of_user({"UNWRAPPED_HOME": str(tmp_path / "Mein Ordner")})
    home = tmp_path / "Mein Ordner"
    assert paths == AppPaths.under(home)
    assert paths.data_dir == home
    assert paths.database == home / "unwrapped.db"
    assert paths.backups_dir == home / "backups"
    assert paths.lock_file == home / "unwrapped.lock"
    assert paths.logs_dir == home / "logs"


def test_the_environment_of_the_process_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNWRAPPED_HOME", str(tmp_path))
    assert AppPaths.of_user() == AppPaths.under(tmp_path)


def test_a_relative_home_and_a_tilde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert AppPaths.of_user({"UNWRAPPED_HOME": "here"}).data_dir == tmp_path / "here"
    assert AppPaths.of_user({"UNWRAPPED_HOME": "~/there"}).data_dir == tmp_path / "there"


@pytest.mark.parametrize("environ", [{}, {"UNWRAPPED_HOME": ""}, {"UNWRAPPED_HOME": "  "}])
def test_otherwise_the_system_says_where(environ: dict[str, str]) -> None:
    paths = AppPaths.of_user(environ)
    for folder in (paths.data_dir, paths.logs_dir):
        assert folder.is_absolute()
        assert list(folder.parts).count(APP_NAME) == 1


def test_naming_places_makes_nothing(tmp_path: Path) -> None:
    AppPaths.under(tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_places_do_not_change(tmp_path: Path) -> None:
    paths = AppPaths.under(tmp_path)
    with pytest.raises(dataclasses.FrozenInstanceError):
        paths.data_dir = tmp_path / "x"  # type: ignore[misc]


def test_the_data_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    paths = AppPaths(data_dir=tmp_path / "a" / "b", logs_dir=tmp_path / "logs")
    paths.ensure()
    paths.ensure()
    assert paths.data_dir.is_dir()
    assert not paths.logs_dir.exists()
    if os.name != "nt":
        assert paths.data_dir.stat().st_mode & 0o777 == 0o700


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    for home in (tmp_path / "x", tmp_path / "x" / "y"):
        with pytest.raises(StorageError) as caught:
            AppPaths.under(home).ensure()
        assert caught.value.code == "data_dir_unwritable"
        assert caught.value.details["path"] == str(home)


def test_a_folder_that_cannot_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_arguments: False)
    with pytest.raises(StorageError, match="data_dir_unwritable"):
        AppPaths.under(tmp_path).ensure()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EROFS, "data_dir_unwritable"),
        (errno.EACCES, "data_dir_unwritable"),
        (errno.ENOSPC, "disk_full"),
    ],
)
def test_a_disk_that_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(StorageError) as caught:
        AppPaths.under(tmp_path / "x").ensure()
    assert caught.value.code == code
