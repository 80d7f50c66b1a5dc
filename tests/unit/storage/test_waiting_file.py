"""The file of a wait: it comes back as it was, it is private, and no damage keeps the program from going on."""

import errno
import logging
import os
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest

from tests.rights import as_anybody
from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.domain.statement import Answer, Statement
from unwrapped_desktop.domain.waiting import Waiting
from unwrapped_desktop.messages import message_for
from unwrapped_desktop.storage.waiting_file import WaitingFile

BEGUN = datetime(2026, 5, 3, 21, 30, 1, 250_000, tzinfo=UTC)
PLAIN = Waiting(begun_at=BEGUN)
STATEMENT = Statement(
    sealed_at=BEGUN + timedelta(days=1),
    most_played_artist=Answer(value='夜に駆ける "quoted" \\ 🎧', sure_percent=95),
    taste_stopped=Answer(value="2009", sure_percent=50),
)
WHOLE = Waiting(
    begun_at=BEGUN.astimezone(timezone(timedelta(hours=2))),
    asked_for_account_data=True,
    asked_for_history=True,
    has_confirmed=True,
    looks_in_downloads=True,
    statement=STATEMENT,
)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs permissions of POSIX")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Zuhause mit Lücke" / "waiting.json"


def names(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir())


@pytest.mark.parametrize("waiting", [PLAIN, WHOLE], ids=["plain", "whole"])
def test_what_is_saved_comes_back(path: Path, waiting: Waiting) -> None:
    WaitingFile(path).save(waiting)
    assert WaitingFile(path).load() == waiting
    assert names(path) == ["waiting.json"]


def test_it_is_plain_json(path: Path) -> None:
    WaitingFile(path).save(WHOLE)
    document = msgspec.json.decode(path.read_bytes())
    assert document["schema"] == "unwrapped-waiting/1"
    assert document["waiting"]["statement"]["taste_stopped"] == {"value": "2009", "sure_percent": 50}


def test_nothing_is_kept_where_nothing_was(path: Path) -> None:
    file = WaitingFile(path)
    assert file.load() is None
    file.forget()
    assert not path.parent.exists()


def test_the_later_one_takes_the_place_of_the_earlier(path: Path) -> None:
    file = WaitingFile(path)
    file.save(WHOLE)
    file.save(PLAIN)
    assert file.load() == PLAIN
    assert names(path) == ["waiting.json"]


@POSIX
def test_only_the_owner_can_read_it(path: Path) -> None:
    path.parent.mkdir(mode=0o755)
    path.write_bytes(b"{}")
    path.chmod(0o644)
    WaitingFile(path).save(PLAIN)
    assert path.stat().st_mode & 0o777 == 0o600
    inner = path.parent / "new folder" / "waiting.json"
    WaitingFile(inner).save(PLAIN)
    assert inner.parent.stat().st_mode & 0o777 == 0o700


def _document(**changes: object) -> bytes:
    return msgspec.json.encode({"schema": "unwrapped-waiting/1", "waiting": changes})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 400,
        b"\xff\xfe{}",
        b'{"schema":"unwrapped-waiting/1","waiting":{"begun_at":"2026-05-03T',
        b"[" * 100_000,
        b"null",
        _document(),
        _document(begun_at="2026-05-03T21:30:00"),
        _document(begun_at="2026-05-03T21:30:00Z", has_confirmed="yes"),
        _document(
            begun_at="2026-05-03T21:30:00Z",
            statement={
                "sealed_at": "2026-05-03T21:30:00Z",
                "skipped_share": {"value": "CANARY", "sure_percent": 50},
            },
        ),
        msgspec.json.encode({"schema": "unwrapped-waiting/2", "waiting": {"begun_at": BEGUN}}),
        _document(begun_at="2026-05-03T21:30:00Z", padding="x" * 1_000_001),
    ],
)
def test_a_damaged_file_is_moved_aside(path: Path, content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    file = WaitingFile(path)
    with caplog.at_level(logging.DEBUG):
        assert file.load() is None
    assert names(path) == ["waiting.json.damaged"]
    assert path.with_name("waiting.json.damaged").read_bytes() == content
    # By its code alone: what stands in the file may be a person's own words.
    assert [record.getMessage() for record in caplog.records] == ["waiting_damaged"]
    assert file.load() is None
    file.save(PLAIN)
    assert file.load() == PLAIN


def test_what_is_unknown_in_it_is_passed_over(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(_document(begun_at="2026-05-03T21:30:01.25Z", colour="red"))
    assert WaitingFile(path).load() == PLAIN


@pytest.mark.parametrize(
    ("number", "code"), [(errno.EACCES, "database_readonly"), (errno.EIO, "database_io")]
)
@pytest.mark.parametrize("steps", [("open", "load"), ("unlink", "forget")])
def test_what_the_disk_refuses_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str, steps: tuple[str, str]
) -> None:
    file = WaitingFile(path)
    file.save(PLAIN)
    method, call = steps

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(Path, method, fail)
        with pytest.raises(StorageError) as caught:
            getattr(file, call)()
    assert caught.value.code == code
    assert str(path) in message_for(caught.value)
    assert file.load() == PLAIN


@POSIX
def test_permissions_are_told(path: Path) -> None:
    file = WaitingFile(path)
    file.save(PLAIN)
    path.chmod(0)
    with as_anybody(), pytest.raises(StorageError, match="database_readonly"):
        file.load()
    path.chmod(0o600)
    path.parent.chmod(0o500)
    try:
        for change in (file.forget, lambda: file.save(WHOLE)):
            with as_anybody(), pytest.raises(StorageError, match="database_readonly"):
                change()
        assert file.load() == PLAIN
    finally:
        path.parent.chmod(0o700)


def test_a_file_that_cannot_be_moved_aside_stops_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path.parent.mkdir()
    path.write_bytes(b"{")

    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(Path, "replace", refuse)
    assert WaitingFile(path).load() is None
    assert [record.getMessage() for record in caplog.records] == ["waiting_damaged", "waiting_not_set_aside"]


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk_full"), (errno.EROFS, "database_readonly"), (errno.EIO, "database_io")],
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_the_one_before_stays_when_saving_fails(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str, step: str
) -> None:
    file = WaitingFile(path)
    file.save(PLAIN)

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(os if step == "fsync" else Path, step, fail)
        with pytest.raises(StorageError) as caught:
            file.save(WHOLE)
    assert caught.value.code == code
    assert str(path) in message_for(caught.value)
    assert names(path) == ["waiting.json"]
    assert file.load() == PLAIN


def test_the_content_is_on_the_disk_before_it_takes_its_place(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = []
    fsync, replace = os.fsync, Path.replace

    def watched_fsync(number: int) -> None:
        steps.append("fsync")
        fsync(number)

    def watched_replace(path: Path, place: Path) -> Path:
        steps.append("replace")
        return replace(path, place)

    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(Path, "replace", watched_replace)
    WaitingFile(path).save(WHOLE)
    assert steps == ["fsync", "replace"]


def test_a_half_written_one_is_in_nobodys_way(path: Path) -> None:
    path.parent.mkdir()
    path.with_name("waiting.json.new").write_bytes(b"{")
    file = WaitingFile(path)
    assert file.load() is None
    file.save(PLAIN)
    assert names(path) == ["waiting.json"]


def test_forgetting_leaves_nothing(path: Path) -> None:
    file = WaitingFile(path)
    file.save(WHOLE)
    path.with_name("waiting.json.new").write_bytes(b"{")
    path.with_name("waiting.json.damaged").write_bytes(b"{")
    (path.parent / "other.json").write_bytes(b"{")
    file.forget()
    assert file.load() is None
    assert names(path) == ["other.json"]


def test_a_folder_in_its_place_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StorageError):
        WaitingFile(path).load()
