"""Places that are no files, and files that do not hold still (case 49)."""

import os
import socket
import sys
from pathlib import Path

import pytest

from tests.rights import as_anybody
from tests.unit.sources.refusals import NAME, SOUND_NAME, limited, refusal, statuses
from tests.unit.sources.rows import FixedClock, counts, fetch, plays, write, write_zip
from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.forensics import FileStatus
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage
from unwrapped_desktop.domain.record import ExaminedSource
from unwrapped_desktop.sources import open_source
from unwrapped_desktop.sources.limits import Limits

HAS_PIPES = hasattr(os, "mkfifo")
IS_LINUX = sys.platform == "linux"


# ------------------------------------------------------------------------------------------------ nothing there
def test_49_a_missing_path(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.zip") == "file_missing"
    assert refusal(tmp_path / "gone" / NAME) == "file_missing"


def test_49_a_missing_path_beside_a_good_one(tmp_path: Path) -> None:
    examined = fetch(write(tmp_path / NAME, plays()), tmp_path / "gone.zip")
    assert statuses(examined) == {NAME: FileStatus.READ, "gone.zip": FileStatus.REFUSED}


@pytest.mark.parametrize("name", ["x" * 5_000, "a\0b", "endsong_0.json/below.json"])
def test_49_paths_that_cannot_be(tmp_path: Path, name: str) -> None:
    write(tmp_path / SOUND_NAME, plays())
    assert refusal(tmp_path / name) in {"file_missing", "file_unreadable"}


# ------------------------------------------------------------------------------------------------ no file
@pytest.mark.skipif(not HAS_PIPES, reason="this system has no named pipes")
def test_49_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAME)
    assert refusal(tmp_path / NAME) == "not_a_file"
    assert refusal(tmp_path) == "not_a_file"
    os.mkfifo(tmp_path / "it.zip")
    assert refusal(tmp_path / "it.zip") == "not_a_file"
    write(tmp_path / SOUND_NAME, plays())
    assert statuses(fetch(tmp_path)) == {
        SOUND_NAME: FileStatus.READ,
        NAME: FileStatus.REFUSED,
        "it.zip": FileStatus.REFUSED,
    }


@pytest.mark.skipif(not HAS_PIPES, reason="this system has no devices among its files")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty", "/dev/stdin"])
def test_49_a_device_does_not_hang(tmp_path: Path, device: str) -> None:
    (tmp_path / NAME).symlink_to(device)
    # Standard input may be a file where tests run.
    assert refusal(Path(device)) in {
        "not_a_file",
        "file_unreadable",
        "file_missing",
        "file_locked",
        "empty_file",
    }
    assert refusal(tmp_path) in {"linked_outside", "not_a_file"}


@pytest.mark.skipif(
    not hasattr(socket, "AF_UNIX") or not HAS_PIPES, reason="this system has no sockets among its files"
)
def test_49_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The path of a socket must be short.
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(NAME)
        assert refusal(tmp_path / NAME) in {"not_a_file", "file_unreadable"}
        assert refusal(tmp_path) in {"not_a_file", "file_unreadable"}


@pytest.mark.parametrize("name", [NAME, "my_spotify_data.zip", "StreamingHistory_music_0.json"])
def test_49_a_folder_with_the_name_of_a_file_is_a_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert refusal(tmp_path / name) == "nothing_inside"
    assert refusal(tmp_path) == "nothing_inside"
    write(tmp_path / name / SOUND_NAME, plays())
    assert len(fetch(tmp_path / name).record.rows) == 120
    assert len(fetch(tmp_path).record.rows) == 120


# ------------------------------------------------------------------------------------------------ closed
@pytest.mark.parametrize("name", [NAME, "it.zip", "no suffix"])
def test_49_a_file_of_no_bytes(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert refusal(tmp_path / name) == "empty_file"
    write(tmp_path / SOUND_NAME, plays())
    assert len(fetch(tmp_path).record.rows) == 120


@pytest.mark.skipif(not IS_LINUX, reason="needs a file that cannot be read, even by root")
def test_49_a_file_that_fails_while_it_is_read(tmp_path: Path) -> None:
    assert refusal(Path("/proc/self/mem")) == "file_unreadable"
    examined = fetch(write(tmp_path / NAME, plays()), Path("/proc/self/mem"))
    assert statuses(examined) == {NAME: FileStatus.READ, "mem": FileStatus.REFUSED}


def test_49_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write(tmp_path / NAME, plays())
    path.chmod(0)
    with as_anybody():
        assert refusal(path) == "file_locked"


def test_49_a_folder_that_may_not_be_looked_into(tmp_path: Path) -> None:
    write(tmp_path / SOUND_NAME, plays())
    write(tmp_path / "closed" / NAME, plays())
    (tmp_path / "closed").chmod(0)
    try:
        with as_anybody():
            assert statuses(fetch(tmp_path)) == {SOUND_NAME: FileStatus.READ, "closed": FileStatus.REFUSED}
    finally:
        (tmp_path / "closed").chmod(0o700)


def failing(monkeypatch: pytest.MonkeyPatch, name: str, error: OSError) -> None:
    """Let the system refuse to open one file: what permissions and network places do, even to root."""
    really_open = os.open

    def refuse(path: str, flags: int, *arguments: int, **options: int) -> int:
        if str(path).endswith(name):
            raise error
        return really_open(path, flags, *arguments, **options)

    monkeypatch.setattr(os, "open", refuse)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PermissionError(13, "Permission denied"), "file_locked"),
        (OSError(5, "Input/output error"), "file_unreadable"),
        (OSError(112, "Host is down"), "file_unreadable"),
        (OSError(116, "Stale file handle"), "file_unreadable"),
        (TimeoutError(110, "Connection timed out"), "file_unreadable"),
        (OSError(24, "Too many open files"), "file_unreadable"),
        (FileNotFoundError(2, "No such file or directory"), "file_missing"),
    ],
)
def test_49_a_file_that_the_system_refuses_to_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str
) -> None:
    write(tmp_path / NAME, plays())
    failing(monkeypatch, NAME, error)
    assert refusal(tmp_path / NAME) == code
    assert refusal(tmp_path) == code
    write(tmp_path / SOUND_NAME, plays(150))
    assert statuses(fetch(tmp_path)) == {SOUND_NAME: FileStatus.READ, NAME: FileStatus.REFUSED}


# ------------------------------------------------------------------------------------------------ in motion
def fetch_while(path: Path, change: str, target: Path) -> ExaminedSource:
    """Read, and at the first word of reading do something to a file."""

    def disturb(progress: Progress) -> None:
        if progress.stage is not Stage.READING or not target.is_file():
            return
        if change == "vanishes":
            target.unlink()
        elif change == "shrinks":
            os.truncate(target, min(target.stat().st_size, 500_000))
        elif change == "empties":
            os.truncate(target, 0)
        elif change == "grows":
            with target.open("ab") as file:
                file.write(b" ,")
        elif change == "becomes a folder":
            target.unlink()
            target.mkdir()
        elif change == "becomes a pipe":
            target.unlink()
            os.mkfifo(target)

    return open_source([path], FixedClock()).fetch(disturb, CancelToken())


CHANGES = [
    "vanishes",
    "shrinks",
    "empties",
    "grows",
    "becomes a folder",
    *(["becomes a pipe"] if HAS_PIPES else []),
]


@pytest.mark.skipif(os.name == "nt", reason="an open file can be neither removed nor cut on this system")
@pytest.mark.parametrize("change", CHANGES)
def test_49_a_file_that_changes_while_another_is_read(tmp_path: Path, change: str) -> None:
    write(tmp_path / SOUND_NAME, plays(150))
    examined = fetch_while(tmp_path, change, write(tmp_path / NAME, plays(4_000, start=9_000)))
    assert statuses(examined) == {SOUND_NAME: FileStatus.READ, NAME: FileStatus.REFUSED}
    assert examined.record.rows_total == len(examined.record.rows) == 150


@pytest.mark.skipif(os.name == "nt", reason="an open file can be neither removed nor cut on this system")
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", [NAME, "it.zip"])
def test_49_a_file_that_changes_while_it_is_read_counts_whole_or_not_at_all(
    tmp_path: Path, name: str, change: str
) -> None:
    rows = plays(9_000)
    path = write(tmp_path / NAME, rows) if name == NAME else write_zip(tmp_path / name, {NAME: rows})
    try:
        outcome: int | str = len(fetch_while(path, change, path).record.rows)
    except SourceError as error:
        outcome = error.code
    assert outcome in {
        *(9_000, "cut_off", "broken_json", "several_documents", "damaged_file", "damaged_zip"),
        *("file_missing", "empty_file", "not_a_file", "file_unreadable"),
    }


# ------------------------------------------------------------------------------------------------ links and folders
def test_49_links_inside_and_out(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside" / "endsong_7.json", plays(start=5_000))
    folder = tmp_path / "export"
    write(folder / "real" / "data.json", plays(130))
    (folder / SOUND_NAME).symlink_to(folder / "real" / "data.json")
    (folder / NAME).symlink_to(outside)
    (folder / "endsong_2.json").symlink_to(folder / "gone.json")
    (folder / "linked").symlink_to(outside.parent, target_is_directory=True)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    examined = fetch(folder)
    assert len(examined.record.rows) == 130
    assert statuses(examined) == {
        SOUND_NAME: FileStatus.READ,
        NAME: FileStatus.REFUSED,
        "endsong_2.json": FileStatus.REFUSED,
    }


def test_49_a_link_that_leads_to_itself(tmp_path: Path) -> None:
    (tmp_path / NAME).symlink_to(tmp_path / NAME)
    assert refusal(tmp_path) == "file_unreadable"
    assert refusal(tmp_path / NAME) == "file_unreadable"


def test_49_a_folder_far_too_large(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number}.txt").touch()
    write(tmp_path / "a" / NAME, plays())
    with pytest.raises(SourceError, match="folder_too_large"):
        limited(Limits(folder_entries=10), tmp_path)


def test_49_a_folder_far_too_deep_is_left_alone_below(tmp_path: Path) -> None:
    write(tmp_path / SOUND_NAME, plays())
    write(tmp_path.joinpath(*"abcdefghij", NAME), plays(start=9_000))
    assert len(limited(Limits(folder_depth=5), tmp_path).record.rows) == 120
    assert len(fetch(tmp_path).record.rows) == 240


@pytest.mark.skipif(not IS_LINUX, reason="this system allows no such names")
@pytest.mark.parametrize(
    "name", [b"endsong_\xff.json", b"endsong_\x1b[31m.json", "endsong_\u202e0.json".encode()]
)
def test_49_names_that_are_no_text_are_shown_safely(tmp_path: Path, name: bytes) -> None:
    write(tmp_path / "plain", plays()).rename(tmp_path / os.fsdecode(name))
    (file,) = fetch(tmp_path).record.files
    assert file.name.isprintable()
    assert file.name.encode()
    write(tmp_path / "plain", []).rename(tmp_path / os.fsdecode(name))
    assert refusal(tmp_path / os.fsdecode(name)) == "no_rows"


def test_49_a_member_with_a_number_of_thousands_of_digits(tmp_path: Path) -> None:
    names = [f"endsong_{'9' * 5_000}.json", SOUND_NAME]
    examined = fetch(write_zip(tmp_path / "it.zip", dict.fromkeys(names, plays())))
    assert counts(examined) == {"duplicate": 120}


def test_49_where_the_program_was_started_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / NAME, plays())
    monkeypatch.chdir(tmp_path)
    location = open_source([Path(NAME)], FixedClock()).location
    monkeypatch.chdir("/")
    assert len(fetch(*location).record.rows) == 120
