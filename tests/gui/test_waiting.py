"""The first hours of somebody without an export: the waiting room, the seal, the file at last, and what follows from it."""

import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from tests.gui.conftest import TIMEOUT_MS, Program
from unwrapped_desktop import bootstrap
from unwrapped_desktop.domain.exclusion import ExclusionKind
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.statement import Answer, Statement
from unwrapped_desktop.domain.waiting import FoundExport, WaitingStage
from unwrapped_desktop.sources.opening import downloads
from unwrapped_desktop.ui.main_window import PRIVACY_PAGE, Screen

Start = Callable[..., Program]


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of downloads, with something in it that is no export."""
    folder = tmp_path / "Heruntergeladenes"
    folder.mkdir()
    (folder / "holiday.zip").write_bytes(b"PK")
    monkeypatch.setattr(downloads, "downloads_folder", lambda: folder)
    return folder


def settled(program: Program) -> None:
    program.qtbot.waitUntil(
        lambda: program.runner.running is None and not program.runner.waiting, timeout=TIMEOUT_MS
    )


def report_of(program: Program) -> Report:
    report = program.window.results.report
    assert report is not None
    return report


def sealed(program: Program) -> Statement:
    return Statement(
        sealed_at=program.clock.now(),
        most_played_artist=Answer(value="Gillian Welch", sure_percent=75),
        charts_or_obscure=Answer(value="obscure", sure_percent=50),
        after_midnight=Answer(value="hardly ever", sure_percent=95),
    )


def test_the_first_hours_from_nothing_to_the_next_day(start: Start, inbox: Path, export_zip: str) -> None:
    """No file, waiting, sealed, closed; file found, reading, pause, verdict, receipt, line posted, song excluded, undone,
    closed, opened the next day.
    """  # fmt: skip
    opened: list[str] = []
    program = start()
    program.window.set_opener(opened.append)
    program.until(Screen.LOGIN)
    program.window.login.wait.click()
    assert program.window.screen_shown() is Screen.WAITING
    program.clock.moment += timedelta(days=1)  # it is tomorrow when they have asked
    room = program.window.waiting_room
    room.privacy_page.click()
    assert opened == [PRIVACY_PAGE]
    room.asked_for_account_data.click()
    room.asked_for_history.click()
    assert room.stage is WaitingStage.CONFIRM
    room.confirmed.click()
    program.window.statement_form.sealed.emit(sealed(program))
    settled(program)
    program.quit()

    program = start(wait=False)
    program.clock.moment += timedelta(days=5)
    program.until(Screen.WAITING)
    room = program.window.waiting_room
    assert room.stage is WaitingStage.WAIT
    assert "day 4" in room.since.text()
    assert program.controller.kept.waiting is not None
    assert program.controller.kept.waiting.statement is not None
    shutil.copy(export_zip, inbox / "my_spotify_data (1).zip")
    room.look.click()
    program.qtbot.waitUntil(lambda: len(room.found.rows) == 1, timeout=TIMEOUT_MS)
    room.found.rows[0].read.click()
    program.until(Screen.PAUSE)
    program.window.pause.hear.click()
    assert program.window.screen_shown() is Screen.RESULTS
    report = report_of(program)
    assert report.statement is not None
    assert report.statement.judged >= 2
    program.qtbot.waitUntil(program.window.results.below.statement.isVisible)
    assert not program.paths.waiting_file.exists()

    results = program.window.results
    program.window.resize(1280, 860)
    for button in results.page.buttons:
        button.click()
        songs = [item for item in results.paper.not_me.offered if item.kind is ExclusionKind.TRACK]
        if songs and results.paper.post_button.isVisible():
            break
    else:
        pytest.fail("no line about a song may be posted")
    results.paper.post_button.click()
    assert program.window.screen_shown() is Screen.SHARE
    QGuiApplication.clipboard().clear()
    with program.qtbot.waitSignal(program.window.share.card_copied, timeout=TIMEOUT_MS):
        program.window.share.copy.click()
    assert not QGuiApplication.clipboard().image().isNull()
    program.window.share.back_requested.emit()

    results.exclusion_requested.emit(songs[0])
    program.until(Screen.RESULTS)
    assert report_of(program).record.set_aside.excluded > 0
    assert report_of(program).statement is not None
    program.window.left_out.action_button.click()
    program.until(Screen.RESULTS)
    assert report_of(program) == report
    last = report.record.last_play_at
    assert last is not None
    program.quit()

    program = start(wait=False)
    program.clock.moment = last.replace(year=last.year + 1, hour=12)
    program.until(Screen.RESULTS)
    assert report_of(program) == report
    line = program.window.results.on_this_day
    program.qtbot.waitUntil(lambda: bool(line.text), timeout=TIMEOUT_MS)
    assert re.match(r"On this day in \d{4}, ", line.text)


def test_six_clicks_lead_from_a_file_to_a_copied_card(start: Start, export_zip: str) -> None:
    program = start()
    program.until(Screen.LOGIN)
    clicks = 2  # "Choose file…", and the file in the system's dialog
    program.window.files_requested.emit((export_zip,))
    program.until(Screen.PAUSE)
    program.window.pause.hear.click()
    program.window.header.share.click()
    QGuiApplication.clipboard().clear()
    with program.qtbot.waitSignal(program.window.share.card_copied, timeout=TIMEOUT_MS):
        program.window.share.copy.click()
    clicks += 3
    assert clicks <= 6
    assert not QGuiApplication.clipboard().image().isNull()


def test_a_statement_is_sealed_once(start: Start) -> None:
    program = start()
    program.window.login.wait.click()
    first = sealed(program)
    program.window.statement_form.sealed.emit(first)
    program.window.statement_form.sealed.emit(
        Statement(sealed_at=program.clock.now(), taste_stopped=Answer(value="never", sure_percent=95))
    )
    settled(program)
    assert program.controller.kept.waiting is not None
    assert program.controller.kept.waiting.statement == first


def test_a_statement_sealed_beside_a_verdict_is_opened_by_the_same_file_and_not_lost(
    start: Start, export_zip: str
) -> None:
    program = start(export_zip)
    program.until(Screen.RESULTS)
    before = report_of(program)
    program.controller.open_waiting_room()
    program.window.statement_form.sealed.emit(sealed(program))
    settled(program)
    program.window.results.analyze_again_requested.emit()
    program.until(Screen.RESULTS)
    assert report_of(program).statement is None  # the record is the one that was known when it was sealed
    assert program.paths.waiting_file.exists()
    program.controller.judge_files((export_zip,))
    program.until(Screen.PAUSE)
    program.window.pause.hear.click()
    after = report_of(program)
    assert after.verdict == before.verdict
    assert after.statement is not None
    assert not program.paths.waiting_file.exists()


def test_somebody_elses_file_opens_no_statement(start: Start, export_zip: str, other_zip: str) -> None:
    program = start(export_zip)
    program.until(Screen.RESULTS)
    program.controller.open_waiting_room()
    program.window.statement_form.sealed.emit(sealed(program))
    settled(program)
    program.controller.judge_files((other_zip,))
    settled(program)
    assert program.window.question.isVisible()
    program.window.question.other_button.click()
    settled(program)
    program.window.pause.hear.click()
    assert report_of(program).listener.name == "Listener 2"
    assert report_of(program).statement is None
    assert program.paths.waiting_file.exists()


def test_whoever_does_not_want_to_wait_goes_back_and_finds_the_room_again(start: Start) -> None:
    program = start()
    program.window.login.wait.click()
    program.window.waiting_room.asked_for_history.click()
    program.window.waiting_room.leave.click()
    assert program.window.screen_shown() is Screen.LOGIN
    assert program.window.login.wait.text() == "Back to the waiting room"
    program.window.login.wait.click()
    assert program.window.waiting_room.stage is WaitingStage.CONFIRM
    settled(program)
    program.quit()
    again = start()
    again.until(Screen.WAITING)


def test_a_file_that_cannot_be_read_ends_no_wait(start: Start, tmp_path: Path) -> None:
    program = start()
    program.window.login.wait.click()
    settled(program)
    broken = tmp_path / "my_spotify_data.zip"
    broken.write_bytes(b"no zip at all")
    program.controller.judge_files((str(broken),))
    program.until(Screen.LOGIN)
    assert program.window.login.error.isVisible()
    assert program.paths.waiting_file.exists()
    program.window.login.wait.click()
    assert program.window.screen_shown() is Screen.WAITING


def test_downloads_are_looked_at_when_that_was_asked_for_and_only_then(
    start: Start, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []

    def look(cancel: CancelToken) -> tuple[FoundExport, ...]:
        looked.append(cancel)
        return bootstrap.exports_in_downloads(cancel)

    monkeypatch.setattr("unwrapped_desktop.app.jobs.exports_in_downloads", look)
    program = start()
    program.window.login.wait.click()
    settled(program)
    assert looked == []
    program.window.waiting_room.look.click()
    settled(program)
    assert len(looked) == 1
    program.quit()
    again = start()
    again.until(Screen.WAITING)
    settled(again)
    assert len(looked) == 2
    again.window.waiting_room.look.click()
    settled(again)
    again.quit()
    last = start()
    last.until(Screen.WAITING)
    settled(last)
    assert len(looked) == 2


def test_the_reminder_is_written_where_it_was_asked_for(start: Start, tmp_path: Path) -> None:
    program = start()
    program.window.login.wait.click()
    program.window.waiting_room.reminder.click()
    place = tmp_path / "spotify-download.ics"
    program.window.dialogs.calendar_place_chosen.emit(str(place))
    assert place.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert "Saved as" in program.window.waiting_room.said.text()
    program.window.dialogs.calendar_place_chosen.emit(str(tmp_path / "nowhere" / "x.ics"))
    assert "was not saved" in program.window.waiting_room.said.text()
