"""What nothing has reckoned with is logged once, said once, and survived; and whatever hangs, the program ends in time."""

# ruff: noqa: S603

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.integration.conftest import Open
from tests.integration.processes import (
    TIMEOUT_S,
    Home,
    Window,
    analysis,
    ask,
    is_sound,
    quiet,
    run_command,
    self_tested,
)
from tests.integration.start_with_trouble import CANARY
from unwrapped_desktop.app.ending import LIMIT_S

pytestmark = pytest.mark.skipif(os.name == "nt", reason="ends processes by signals of POSIX")

PATIENCE_S = 8
"""Two seconds are promised; a machine that is shared by many may take its time."""

_COMMAND = (sys.executable, "-m", "tests.integration.start_with_trouble")
_OF_SHIBOKEN = re.compile(r"Error calling Python override of \w+::\w+\(\): ")
"""So it announces what the hook is about to hear."""
_RECORD = re.compile(r"^\d{4}-\d\d-\d\dT\S+ ([A-Z]+) ")


class Run:
    """A run with trouble in it, to its end."""

    def __init__(self, home: Home, trouble: str, *, stop_by: int | None = None) -> None:
        self._home = home
        process = subprocess.Popen(
            [*_COMMAND, trouble],
            cwd=home.folder,
            env=home.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        try:
            if stop_by is not None:
                assert process.stdout is not None
                self._first = process.stdout.readline()
                self.closing_s = time.monotonic()
                process.send_signal(stop_by)
            out, err = process.communicate(timeout=TIMEOUT_S)
        finally:
            process.kill()
        self.took_s = time.monotonic()
        self.code, self.err = process.returncode, _OF_SHIBOKEN.sub("", quiet(err))
        self.told: dict[str, Any] = {}
        for line in (getattr(self, "_first", b"") + out).splitlines():
            self.told |= json.loads(line)
        self.took_s -= self.told.get("closing_s", getattr(self, "closing_s", self.took_s))

    @property
    def records(self) -> list[str]:
        """What the log holds above what is usual."""
        found = [_RECORD.match(line) for line in self._home.log.splitlines()]
        return [match.string for match in found if match is not None and match[1] != "INFO"]


@pytest.fixture(scope="module")
def kept_home(tmp_path_factory: pytest.TempPathFactory, export: Path) -> Home:
    """Return a home in which the window has kept a verdict, to be copied."""
    home = Home(folder=tmp_path_factory.mktemp("Zuhause mit Lücke"))
    window = Window(home, export)
    try:
        window.until_status("completed")
        window.end()
    finally:
        window.clean_up()
    return home


@pytest.fixture
def kept(home: Home, kept_home: Home) -> str:
    """Return the document of a verdict that is kept."""
    shutil.copytree(kept_home.folder, home.folder, dirs_exist_ok=True)
    row = analysis(home)
    assert row is not None
    return str(row["report_document"])


def test_a_run_without_trouble_says_nothing(home: Home) -> None:
    run_of = Run(home, "none")
    assert (run_of.code, run_of.err, run_of.records) == (0, "", [])
    assert run_of.told["fault"] == ""
    assert sorted(path.name for path in (home.data / "logs").iterdir()) == ["unwrapped-desktop.log"]


@pytest.mark.parametrize("trouble", ["slot", "paint", "thread", "task", "clearing"])
def test_what_nothing_caught_is_logged_once_and_said_and_the_program_goes_on(
    home: Home, trouble: str
) -> None:
    run_of = Run(home, trouble)
    assert (run_of.code, run_of.err) == (0, "")
    assert "The program goes on" in run_of.told["fault"]
    (record,) = run_of.records
    assert "CRITICAL" in record
    assert "UnforeseenError" in record
    # With the way there, and without what it quotes.
    assert home.log.count("Traceback (most recent call last):") == 1
    assert "start_with_trouble.py" in home.log
    assert CANARY not in home.log
    assert str(home.folder) not in home.log.replace("~", "")


def test_work_that_fails_unexpectedly_is_a_message_and_one_record(home: Home) -> None:
    run_of = Run(home, "work")
    assert (run_of.code, run_of.err) == (0, "")
    assert run_of.told["fault"] == ""  # it has a message of its own
    (record,) = run_of.records
    assert "failed unexpectedly" in record
    assert CANARY not in home.log
    assert ["failed", "earlier: unexpected"] in run_of.told["notes"]


def test_what_qt_warns_of_is_logged_once_without_files(home: Home) -> None:
    run_of = Run(home, "qt")
    assert (run_of.code, run_of.err) == (0, "")
    (record,) = run_of.records
    assert "Qt: The file … is odd" in record
    assert CANARY not in home.log


def test_a_start_that_fails_is_one_sentence_and_a_log(home: Home) -> None:
    run_of = Run(home, "start")
    assert run_of.code == 1
    assert run_of.err.count("\n") == 1
    assert "could not be started" in run_of.err
    assert len(run_of.records) == 1


def test_a_verdict_that_cannot_be_drawn_keeps_nothing_else_from_working(home: Home, kept: str) -> None:
    run_of = Run(home, "drawing")
    assert (run_of.code, run_of.err) == (0, "")
    assert run_of.told["screen"] == "login"
    assert run_of.told["login"].startswith("This verdict cannot be shown")
    assert not run_of.told["verdict"]
    assert "The program goes on" in run_of.told["fault"]
    assert len(run_of.records) == 1
    row = analysis(home)
    assert row is not None
    assert row["report_document"] == kept
    # Drawn by a version that can, it is there.
    assert Run(home, "none").told["screen"] == "results"


def test_where_the_window_stands_still_is_noted(home: Home) -> None:
    run_of = Run(home, "still")
    assert (run_of.code, run_of.err, run_of.records) == (0, "", [])
    assert "start_with_trouble.py:" in home.log
    assert re.search(r"the window stood still for \d+ ms: start_with_trouble\.py:\d+ stand_for < ", home.log)
    assert any(name == "stood still" and "stand_for" in line for name, line in run_of.told["notes"])


def test_the_last_words_of_a_crash_are_in_the_log_at_the_next_start(home: Home) -> None:
    crashed = Run(home, "crash")
    assert crashed.code < 0
    assert Run(home, "none").code == 0
    assert "the run before this one broke off" in home.log
    assert "Segmentation fault" in home.log
    assert "start_with_trouble.py" in home.log
    assert str(home.user) not in home.log
    assert Run(home, "none").code == 0
    assert home.log.count("broke off") == 1


def test_a_computer_that_sleeps_is_no_window_that_stands_still(home: Home, open_window: Open) -> None:
    window = open_window()
    window.until_ready()
    time.sleep(2)
    window.process.send_signal(signal.SIGSTOP)
    time.sleep(4)
    window.process.send_signal(signal.SIGCONT)
    time.sleep(1)
    window.end()
    assert [int(ms) for ms in re.findall(r"stood still for (\d+) ms", home.log) if int(ms) > 3_500] == []


@pytest.mark.parametrize("scale", [1, 2])
def test_a_window_that_was_on_a_screen_that_has_gone_is_seen_at_the_next_start(
    home: Home, scale: int
) -> None:
    both = Run(_on_screens(home, 2), "moved")
    assert (both.code, both.err, both.records) == (0, "", [])
    assert both.told["place"][0] >= 1_600
    assert Run(_on_screens(home, 2), "none").told["place"][0] >= 1_600
    one = Run(_on_screens(home, 1, scale=scale), "none")
    assert (one.code, one.err, one.records) == (0, "", [])
    assert one.told["scale"] == scale
    assert one.told["is_seen"]
    assert one.told["place"][0] < 1_600


def _on_screens(home: Home, count: int, *, scale: int = 1) -> Home:
    """Return the same home with so many screens beside each other."""
    file = home.folder / f"screens-{count}.json"
    screens = [
        {"name": f"screen {number}", "x": number * 1_600, "y": 0, "width": 1_600, "height": 1_000}
        | {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        for number in range(count)
    ]
    file.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    platform = f"offscreen:configfile={file.name}"
    return Home(folder=home.folder, more={"QT_QPA_PLATFORM": platform, "QT_SCALE_FACTOR": str(scale)})


# ---------------------------------------------------------------- ends
def test_two_seconds_are_what_is_left() -> None:
    assert LIMIT_S < 2


@pytest.mark.parametrize("trouble", ["hanging", "quit-hanging"])
def test_closed_while_work_does_not_answer_it_is_gone_in_time(home: Home, kept: str, trouble: str) -> None:
    run_of = Run(home, trouble)
    assert (run_of.code, run_of.err) == (0, "")
    assert run_of.took_s < PATIENCE_S
    (record,) = run_of.records
    assert "the program ends although this has not: disconnect" in record
    _is_as_if_nothing_had_been(home, kept)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_told_to_end_while_work_does_not_answer_it_is_gone_in_time(home: Home, kept: str, how: int) -> None:
    run_of = Run(home, "hanging-signal", stop_by=how)
    assert (run_of.code, run_of.err) == (0, "")
    assert run_of.took_s < PATIENCE_S
    assert len(run_of.records) == 1
    _is_as_if_nothing_had_been(home, kept)


def test_when_qt_is_to_quit_work_ends_in_its_order(home: Home, kept: str) -> None:
    run_of = Run(home, "quit")
    assert (run_of.code, run_of.err, run_of.records) == (0, "", [])
    assert sorted(path.name for path in home.data.iterdir() if path.is_file()) == [
        "unwrapped.db",
        "window.ini",
    ]


def test_when_the_session_ends_the_window_is_remembered_at_once(home: Home) -> None:
    run_of = Run(home, "session")
    assert (run_of.code, run_of.err, run_of.records) == (0, "", [])
    assert "geometry" in run_of.told["saved"]


@pytest.mark.parametrize("moment_s", [0.0, 0.3, 0.6, 0.9, 1.3, 1.8, 2.4])
def test_told_to_end_at_any_moment_of_a_judgement_it_is_gone_in_time(
    home: Home, open_window: Open, large_export: Any, moment_s: float
) -> None:
    window: Window = open_window(large_export)
    window.until_status("pending", "processing", "completed")
    time.sleep(moment_s)
    begun_s = time.monotonic()
    window.process.send_signal(signal.SIGTERM)
    assert window.process.wait(TIMEOUT_S) == 0
    assert time.monotonic() - begun_s < PATIENCE_S
    assert window.said() == ""
    assert is_sound(home.database)
    later = open_window()
    later.until_ready()
    later.until(lambda: _status(home) in {"failed", "completed"}, what="an end")
    later.end()


def _status(home: Home) -> str:
    row = analysis(home)
    return "" if row is None else str(row["status"])


def _is_as_if_nothing_had_been(home: Home, kept: str) -> None:
    assert is_sound(home.database)
    assert ask(home.database, "SELECT report_document FROM analysis") == [{"report_document": kept}]
    assert run_command(self_tested("program", "data folder"), home).code == 0
    again = Run(home, "none")
    assert (again.code, again.told["screen"]) == (0, "results")
