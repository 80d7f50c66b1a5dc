"""Where the window stands still: it is made to, and looked at."""

import logging
import re
import time
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from unwrapped_desktop.app import watchdog
from unwrapped_desktop.app.run_notes import RunNotes
from unwrapped_desktop.app.watchdog import Watchdog


@pytest.fixture
def watch(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> Iterator[Callable[[], tuple[Watchdog, RunNotes, list[str]]]]:
    """Return a function that begins to watch; returns what watches, its notes, and what was written down."""
    caplog.set_level(logging.INFO, "unwrapped_desktop")
    dogs: list[Watchdog] = []

    def begin() -> tuple[Watchdog, RunNotes, list[str]]:
        notes, written = RunNotes(), list[str]()
        dog = Watchdog(notes, lambda: written.append("stacks"))
        dogs.append(dog)
        dog.begin()
        qtbot.wait(200)
        return dog, notes, written

    yield begin
    for dog in dogs:
        dog.end()
        dog._thread.join(10)
        assert not dog._thread.is_alive()


def noted(notes: RunNotes) -> list[str]:
    """Return the stand-stills that were noted."""
    return [line for section in notes.sections() for name, line in section.lines if name == "stood still"]


def hold_up(seconds: float) -> None:
    """Let the thread answer nobody."""
    time.sleep(seconds)


def test_a_stand_still_is_noted_with_its_place_and_logged_once(
    qtbot: QtBot, watch: Callable[[], tuple[Watchdog, RunNotes, list[str]]], caplog: pytest.LogCaptureFixture
) -> None:
    _, notes, written = watch()
    for time_ in range(2):
        hold_up(0.6)
        qtbot.waitUntil(lambda count=time_ + 1: _held_up(notes) >= count, timeout=30_000)  # type: ignore[misc]
    lines = [line for line in noted(notes) if "hold_up" in line]
    took_ms = [int(re.match(r"(\d+) ms", line)[1]) for line in lines]  # type: ignore[index]
    assert all(ms >= 500 for ms in took_ms)
    assert all("test_watchdog.py:" in line for line in lines)
    logged = [record.message for record in caplog.records if ": test_watchdog.py" in record.message]
    assert len([line for line in logged if "hold_up" in line.split(" < ")[0]]) == 1
    assert all(record.levelno == logging.INFO for record in caplog.records)
    assert written == []


def test_one_that_lasts_is_told_while_it_lasts(
    qtbot: QtBot,
    watch: Callable[[], tuple[Watchdog, RunNotes, list[str]]],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watchdog, "STUCK_S", 0.5)
    _, notes, written = watch()
    hold_up(2.0)
    assert written == ["stacks"]  # before the window answers again
    assert any("has stood still" in record.message for record in caplog.records)
    qtbot.waitUntil(lambda: _held_up(notes) == 1, timeout=30_000)


def test_a_window_that_answers_is_left_alone(
    qtbot: QtBot, watch: Callable[[], tuple[Watchdog, RunNotes, list[str]]]
) -> None:
    _, notes, written = watch()
    for _turn in range(10):
        hold_up(0.02)
        qtbot.wait(30)
    assert not [line for line in noted(notes) if "hold_up" in line]
    assert written == []


def test_it_takes_next_to_no_time_of_the_processor(
    qtbot: QtBot, watch: Callable[[], tuple[Watchdog, RunNotes, list[str]]]
) -> None:
    dog, _, _ = watch()
    begun_s = time.thread_time()
    for _beat in range(1_000):
        dog._beat()
    # A beat comes sixteen times a second: less than a thousandth of the processor's time, with a hundredfold to spare.
    assert time.thread_time() - begun_s < 0.1


@pytest.mark.parametrize(
    ("worked_s", "is_noted"),
    [pytest.param(0.0, False, id="asleep"), pytest.param(3.9, True, id="at work")],
)
@pytest.mark.usefixtures("qapp")
def test_a_sleeping_computer_is_told_from_a_busy_program(worked_s: float, is_noted: bool) -> None:
    """By the clock it is the same: neither the beat comes nor the look."""
    notes = RunNotes()
    dog = Watchdog(notes, lambda: None)
    now_s, used_s = 1_000.0, 10.0
    dog._looked_s = dog._beat_s = now_s
    dog._used_s = used_s
    for _look in range(3):
        now_s += 0.06
        dog._beat_s = now_s
        dog._look(now_s, used_s)
    now_s, used_s = now_s + 4, used_s + worked_s
    dog._look(now_s, used_s)
    for _look in range(3):
        now_s += 0.06
        dog._beat_s = now_s
        dog._look(now_s, used_s)
    assert bool(noted(notes)) is is_noted


def _held_up(notes: RunNotes) -> int:
    return len([line for line in noted(notes) if "hold_up" in line])
