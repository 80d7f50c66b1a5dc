import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from unwrapped_desktop.logs import (
    LineFormatter,
    close_logs,
    let_go_of_logs,
    log_files,
    set_up_logs,
    without_secrets,
)

LINE = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 [A-Z]+ \S+ \[[^\]]*\] ")
BAR = "    | "
CANARY = "BQD-canary_0123456789.~abcdef"

log = logging.getLogger("unwrapped_desktop.test")


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    root, own = logging.getLogger(), logging.getLogger("unwrapped_desktop")
    before = root.level, own.level, list(root.handlers)
    yield
    close_logs()
    root.setLevel(before[0])
    own.setLevel(before[1])
    assert root.handlers == before[2]


def fail(text: str) -> None:
    raise ValueError(text)


def written(logs_dir: Path) -> list[str]:
    (path,) = logs_dir.iterdir()
    return path.read_text(encoding="utf-8").splitlines()


def test_records_reach_the_file_and_nothing_else(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = set_up_logs(tmp_path / "a" / "logs")
    log.info("read %s", "Spotify Ünwrapped.zip")
    log.debug("details")
    assert path is not None
    (line,) = written(tmp_path / "a" / "logs")
    assert LINE.match(line)
    assert line.endswith("INFO unwrapped_desktop.test [MainThread] read Spotify Ünwrapped.zip")
    assert capfd.readouterr() == ("", "")
    if os.name != "nt":
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_console_when_asked(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    set_up_logs(tmp_path, console=True, level=logging.DEBUG)
    log.debug("details")
    out, err = capfd.readouterr()
    assert out == ""
    assert err.endswith("details\n")


def test_setting_up_twice_writes_once(tmp_path: Path) -> None:
    set_up_logs(tmp_path)
    set_up_logs(tmp_path)
    log.warning("once")
    assert len(written(tmp_path)) == 1


def test_setting_up_elsewhere_moves(tmp_path: Path) -> None:
    set_up_logs(tmp_path / "a")
    log.warning("first")
    set_up_logs(tmp_path / "b")
    log.warning("second")
    assert len(written(tmp_path / "a")) == 1
    assert written(tmp_path / "b")[0].endswith("second")


def test_one_record_never_looks_like_two(tmp_path: Path) -> None:
    set_up_logs(tmp_path)
    forged = "x\n2026-01-01T00:00:00.000+00:00 ERROR unwrapped_desktop [MainThread] forged\r\x1b[31m\u2028\u202e\x00\x85 é🎷"
    log.warning("title: %s", forged)
    (line,) = written(tmp_path)
    assert "x\\n2026-01-01" in line
    assert line.endswith("forged\\r\\x1b[31m\\u2028\\u202e\\x00\\x85 é🎷")


def test_half_a_character_of_a_file_name_is_written_as_an_escape() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, "read %s", ("a\udce4",), None)
    assert LineFormatter("%(message)s").format(record) == "read a\\udce4"


def test_a_traceback_stands_behind_a_bar(tmp_path: Path) -> None:
    set_up_logs(tmp_path)
    try:
        fail("bad\n2026-01-01T00:00:00.000+00:00 ERROR forged")
    except ValueError:
        log.exception("It went\nwrong")
    first, *rest = written(tmp_path)
    assert LINE.match(first)
    assert first.endswith("It went\\nwrong")
    assert rest[0] == f"{BAR}Traceback (most recent call last):"
    assert all(line.startswith(BAR) for line in rest)
    assert rest[-1].endswith("ERROR forged")


def test_a_stack_stands_behind_a_bar(tmp_path: Path) -> None:
    set_up_logs(tmp_path)
    log.warning("here", stack_info=True)
    first, *rest = written(tmp_path)
    assert first.endswith("here")
    assert rest
    assert all(line.startswith(BAR) for line in rest)


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer {}",
        "{{'Authorization': 'Bearer {}'}}",
        '{{"access_token": "{}", "expires_in": 3600}}',
        "refresh_token={}&grant_type=refresh_token",
        "GET http://127.0.0.1:5000/callback?code={}&state=abc",
        "/callback?error=x&state={} HTTP/1.1",
        "code_verifier={}",
        "client_secret: {}",
        "api_key='{}'",
        "password={}",
        "Cookie: {}",
    ],
)
def test_what_opens_an_account_is_not_logged(tmp_path: Path, text: str) -> None:
    set_up_logs(tmp_path)
    log.warning(text.format(CANARY))
    log.warning("%s", text.format(CANARY))
    try:
        fail(text.format(CANARY))
    except ValueError:
        log.exception("failed")
    everything = "\n".join(written(tmp_path))
    assert "canary" not in everything
    assert everything.count("[removed]") >= 3


def test_ordinary_words_stay() -> None:
    for text in (
        "not_spotify(code='x')",
        "state=processing code=not_spotify",
        "A basic question about the bearer of news",
        "analysis 7: error_code=interrupted",
        "https://example.org/?q=code",
    ):
        assert without_secrets(text) == text


def test_other_packages_are_heard_from_warnings_upwards(tmp_path: Path) -> None:
    set_up_logs(tmp_path, level=logging.DEBUG)
    other = logging.getLogger("some.client")
    other.debug("headers")
    other.info("body")
    other.warning("trouble")
    (line,) = written(tmp_path)
    assert line.endswith("trouble")


def test_a_folder_that_cannot_be_made_stops_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert set_up_logs(tmp_path / "file" / "logs") is None
    log.warning("unheard")
    assert capfd.readouterr() == ("", "")


def test_a_log_that_cannot_be_opened_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "unwrapped-desktop.log").mkdir()
    assert set_up_logs(tmp_path) is None
    log.warning("unheard")


def test_a_disk_that_fills_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    set_up_logs(tmp_path)
    handler = logging.getLogger().handlers[-1]
    assert isinstance(handler, logging.FileHandler)

    def full(_text: str) -> int:
        raise OSError(28, "No space left on device")

    class FullStream:
        write = staticmethod(full)
        flush = close = staticmethod(lambda: None)
        tell = staticmethod(lambda: 0)
        seek = staticmethod(lambda *_arguments: 0)

    stream = handler.stream
    monkeypatch.setattr(handler, "stream", FullStream())
    log.warning("unheard")
    monkeypatch.setattr(handler, "stream", stream)
    log.warning("heard")
    assert capfd.readouterr() == ("", "")
    assert len(written(tmp_path)) == 1


def test_the_file_rotates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unwrapped_desktop.logs._BYTES_MAX", 1000)
    set_up_logs(tmp_path)
    for number in range(100):
        log.warning("line %03d", number)
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["unwrapped-desktop.log", *(f"unwrapped-desktop.log.{number}" for number in (1, 2, 3))]
    assert all(path.stat().st_size <= 1000 for path in tmp_path.iterdir())
    assert "line 099" in (tmp_path / "unwrapped-desktop.log").read_text(encoding="utf-8")


def test_a_log_that_was_let_go_can_be_deleted_and_is_made_anew_when_wanted(tmp_path: Path) -> None:
    logs_dir = tmp_path / "logs"
    path = set_up_logs(logs_dir)
    assert path is not None
    log.info("before")
    Path(f"{path}.1").write_text("older", encoding="utf-8")
    let_go_of_logs()
    for file in log_files(logs_dir):
        file.unlink()
    logs_dir.rmdir()
    assert not logs_dir.exists()
    log.info("after")
    assert log_files(logs_dir) == [path]
    assert written(logs_dir)[0].endswith("after")
