import logging
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from unwrapped_desktop.logs import (
    LAST_WORDS_NAME,
    LastWords,
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


def fail_after(error: Exception) -> None:
    raise RuntimeError("Björk again") from error


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
        getattr(log, "bad\n2026-01-01T00:00:00.000+00:00 ERROR forged")
    except AttributeError:
        log.exception("It went\nwrong")
    first, *rest = written(tmp_path)
    assert LINE.match(first)
    assert first.endswith("It went\\nwrong")
    assert rest[0] == f"{BAR}Traceback (most recent call last):"
    assert all(line.startswith(BAR) for line in rest)
    assert rest[-1].endswith("ERROR forged'")


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


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be deleted there")
def test_a_log_that_somebody_deleted_is_made_anew(tmp_path: Path) -> None:
    logs_dir = tmp_path / "logs"
    set_up_logs(logs_dir)
    log.info("before")
    shutil.rmtree(logs_dir)
    log.info("after")
    log.info("and on")
    assert [line.rsplit("] ", 1)[1] for line in written(logs_dir)] == ["after", "and on"]


def test_nobody_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "ottoline"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("USER", "otto")
    set_up_logs(tmp_path / "logs")
    log.warning("read %s of ottoline, on /media/otto/stick, not of Lotto", home / "Music")
    log.warning("client id %s, token %s", "c0ffee" * 5 + "ab", "AQ" + "x" * 60)
    for fail_so in (lambda: dict[str, int]()["Björk"], lambda: int("Björk"), (home / "Björk.zip").read_bytes):
        try:
            fail_so()
        except (KeyError, ValueError, OSError) as error:
            try:
                fail_after(error)
            except RuntimeError:
                log.exception("it went wrong")
    everything = "\n".join(written(tmp_path / "logs"))
    told = everything.replace(
        'lambda: dict[str, int]()["Björk"], lambda: int("Björk"), (home / "Björk.zip")', ""
    )
    assert "read ~" in everything
    assert "on /media/[removed]/stick, not of Lotto" in everything
    assert "client id [removed], token [removed]" in everything
    assert "KeyError: [removed]" in everything
    assert "FileNotFoundError: [Errno 2] No such file or directory" in everything
    assert everything.count("That led to:") == 3
    assert "Björk again" not in everything.replace('raise RuntimeError("Björk again")', "")
    assert "ottoline" not in told


def test_who_has_formatted_a_record_before_leaves_nothing_in_it(tmp_path: Path) -> None:
    first = logging.NullHandler()
    first.setFormatter(logging.Formatter())
    first.handle = lambda record: bool(first.format(record))  # type: ignore[method-assign]
    logging.getLogger().addHandler(first)
    try:
        set_up_logs(tmp_path)
        try:
            fail("a title")
        except ValueError:
            log.exception("it went wrong")
        assert not any("a title" in line for line in written(tmp_path) if "fail(" not in line)
        assert written(tmp_path)[-1] == f"{BAR}ValueError: [removed]"
    finally:
        logging.getLogger().removeHandler(first)


def test_the_last_words_of_a_run_are_told_in_the_next_and_nothing_is_left_where_all_is_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Who runs the tests has the interpreter's last words sent elsewhere, and shall go on to have them.
    for name in ("enable", "disable"):
        monkeypatch.setattr(f"unwrapped_desktop.logs.faulthandler.{name}", lambda *_file: None)
    set_up_logs(tmp_path)
    quiet = LastWords(tmp_path)
    assert quiet.before == ()
    quiet.write_stacks()
    let_go_of_logs()
    assert LAST_WORDS_NAME in {path.name for path in log_files(tmp_path)}
    loud = LastWords(tmp_path)
    loud.log_before()
    loud.close()
    lines = written(tmp_path)
    assert "the run before this one broke off" in lines[0]
    assert any("most recent call first" in line for line in lines)
    assert all(line.startswith(BAR) for line in lines[1:])
