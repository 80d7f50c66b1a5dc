"""Case 50: what an export says of a person's address, devices and places is dropped at the door.

Every field that is not wanted holds a canary. After a kept judgement no file of the program's own folder may hold one,
nor may the report, the logs, or anything a person is told.
"""

import logging
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.unit.sources.rows import (
    FixedClock,
    Row,
    account,
    extended,
    fetch,
    plays,
    podcast,
    write,
    write_zip,
)
from unwrapped_desktop.__main__ import main
from unwrapped_desktop.bootstrap import build_kept_judgement, source_at
from unwrapped_desktop.domain.analysis_state import Status
from unwrapped_desktop.domain.errors import AppError, SourceError
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.report_json import encode_report
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.logs import close_logs, set_up_logs
from unwrapped_desktop.messages import message_for
from unwrapped_desktop.paths import HOME_VARIABLE, AppPaths

PRIVATE: Row = {
    "ip_addr": "203.0.113.219",
    "ip_addr_decrypted": "2001:db8:ca4a::219",
    "username": "canary-username",
    "user_agent": "CanaryAgent/1.0",
    "user_agent_decrypted": "CanaryAgent%2F2.0",
    "platform": "Android OS 9 API 28 (canary, CANARY-PHONE)",
    "city": "Canaryville",
    "region": "Canaryshire",
    "metro_code": "canary-metro",
    "latitude": 61.2345678,
    "longitude": -47.8765432,
    "offline_timestamp": 1_611_222_333_444,
    "reason_start": "canary-reason",
    "email": "canary@example.org",
    "device_id": "canary-device",
    "something_new": {"canary-key": ["canary-value", {"canary-deep": "canary-deeper"}]},
}

CANARIES = ("canary", "203.0.113.219", "2001:db8", "61.2345678", "47.8765432", "1611222333444")
"""Compared in lower case."""

PRIVATE_FILES = (
    "Userdata",
    "Identity",
    "Identifiers",
    "Payments",
    "Inferences",
    "SearchQueries",
    "UserAddress",
)

NAME = "Streaming_History_Audio_2021_0.json"
ARTIST = "Artist 1"
SETTINGS = JudgeSettings(timezone="Europe/Berlin")


def found_in(data: bytes) -> list[str]:
    """The canaries in some bytes, however the text is written."""
    lowered = data.lower()
    encodings = ("utf-8", "utf-16-le", "utf-16-be")
    return [canary for canary in CANARIES if any(canary.encode(how) in lowered for how in encodings)]


def private(row: Row) -> Row:
    return {**row, **PRIVATE}


def rows() -> list[Any]:
    """Rows of every fate, each with every canary."""
    odd = [
        extended(9_000, ms_played=-1),
        extended(9_001, ts="yesterday"),
        extended(9_002, None, None),
        extended(9_003, shuffle="yes"),
        podcast(9_004),
        plays()[0],
    ]
    return [private(row) for row in [*plays(150), *odd, *plays(20, start=20_000, kind=account)]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The program's own folder, with logs that keep everything."""
    folder = tmp_path / "home"
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    paths = AppPaths.of_user()
    paths.ensure()
    set_up_logs(paths.logs_dir, level=logging.DEBUG)
    yield folder
    close_logs()


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files, which must be as empty afterwards as before."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def export(folder: Path) -> Path:
    members: dict[str, object] = {f"MyData/{name}.json": {"value": "canary-file"} for name in PRIVATE_FILES}
    return write_zip(folder / "my_spotify_data.zip", {**members, f"MyData/{NAME}": rows()})


def leaks(folder: Path) -> dict[str, list[str]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    found = {str(path.relative_to(folder)): found_in(path.read_bytes()) for path in files}
    return {name: canaries for name, canaries in found.items() if canaries}


def test_50_a_kept_judgement_keeps_nothing_private(
    tmp_path: Path, home: Path, scratch: Path, caplog: pytest.LogCaptureFixture
) -> None:
    source = source_at([export(tmp_path)], FixedClock())
    judgement, repository = build_kept_judgement(AppPaths.of_user(), FixedClock())
    listener = repository.listener("You")
    with caplog.at_level(logging.DEBUG):
        state = judgement.judge(listener, source, SETTINGS, progress=ignore_progress, cancel=CancelToken())
        report = judgement.get(listener)
    assert state.status is Status.COMPLETED
    assert report is not None
    assert found_in(encode_report(report)) == []
    assert found_in(caplog.text.encode()) == []
    # While the database is open a part of it lies in a file beside it.
    assert leaks(home) == {}
    repository.close()
    close_logs()
    assert leaks(home) == {}
    assert list(scratch.iterdir()) == []
    stored = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert ARTIST.encode() in stored, "what is stored cannot be searched: the canaries prove nothing"


def test_50_a_judgement_that_fails_keeps_nothing_private(
    tmp_path: Path, home: Path, scratch: Path, caplog: pytest.LogCaptureFixture
) -> None:
    few = write(tmp_path / "few" / NAME, rows()[:50])
    malformed = write(tmp_path / "malformed" / NAME, [private(extended(ms_played=-1))] * 150)
    broken = write(tmp_path / "broken" / NAME, rows())
    broken.write_bytes(broken.read_bytes()[:-20])
    judgement, repository = build_kept_judgement(AppPaths.of_user(), FixedClock())
    listener = repository.listener("You")
    with caplog.at_level(logging.DEBUG):
        for path in (few, malformed, broken):
            with pytest.raises(AppError) as caught:
                judgement.judge(
                    listener,
                    source_at([path], FixedClock()),
                    SETTINGS,
                    progress=ignore_progress,
                    cancel=CancelToken(),
                )
            assert found_in(f"{caught.value} {message_for(caught.value)}".encode()) == []
    repository.close()
    close_logs()
    assert found_in(caplog.text.encode()) == []
    assert leaks(home) == {}
    assert list(scratch.iterdir()) == []


def test_50_what_was_read_holds_nothing_private(tmp_path: Path) -> None:
    examined = fetch(export(tmp_path))
    record = examined.record
    texts = [*record.names.artists, *record.names.song_titles, *record.names.albums, record.data_sha256]
    told = [str(record.files), str(examined.examples), str(examined.missing_files), repr(examined)]
    assert found_in(" ".join([*texts, *told]).encode()) == []
    assert set(examined.examples) == {"malformed", "no_metadata", "podcast", "duplicate"}


def test_50_the_command_line_tells_nothing_private(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(export(tmp_path))
    report = tmp_path / "report.json"
    assert main(["judge", path, "--json", str(report)]) == 0
    assert main(["diagnose", path]) == 0
    told = capsys.readouterr()
    assert ARTIST in told.out
    assert found_in((told.out + told.err).encode() + report.read_bytes()) == []
    assert leaks(home) == {}


def test_50_private_fields_do_not_change_the_record(tmp_path: Path) -> None:
    plain = fetch(write(tmp_path / "plain" / NAME, plays()))
    changed = [{**row, **PRIVATE, "platform": row["platform"]} for row in plays()]
    assert fetch(write(tmp_path / "private" / NAME, changed)).record.data_sha256 == plain.record.data_sha256


def test_50_a_refusal_names_nothing_private(tmp_path: Path) -> None:
    private_file = write(tmp_path / "Userdata.json", {"username": "canary"})
    with pytest.raises(SourceError) as caught:
        fetch(private_file)
    assert found_in(f"{caught.value} {message_for(caught.value)}".encode()) == []
    assert found_in(b"a CANARY") == ["canary"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs permissions of POSIX")
def test_50_only_the_owner_can_read_what_is_kept(tmp_path: Path, home: Path) -> None:
    _, repository = build_kept_judgement(AppPaths.of_user(), FixedClock())
    repository.close()
    assert home.stat().st_mode & 0o077 == 0
