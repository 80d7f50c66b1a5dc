"""What a person does with a verdict that is there: another tone, other words, one thing left out of one receipt, undone."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests import example_report
from tests.gui.conftest import Program
from unwrapped_desktop.domain.exclusion import Exclusion
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.report import Report, ReportListener
from unwrapped_desktop.domain.report_json import encode_report
from unwrapped_desktop.domain.settings import Intensity
from unwrapped_desktop.ui.main_window import Screen
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.widgets.remark_page import RemarkButton

Start = Callable[..., Program]


def report_of(program: Program) -> Report:
    report = program.window.results.report
    assert report is not None
    return report


@pytest.fixture
def judged(start: Start, export_zip: str) -> Program:
    """The program with a verdict on screen, in a window that has room for a receipt beside it."""
    program = start(export_zip)
    program.window.resize(1280, 860)
    program.until(Screen.RESULTS)
    return program


# ------------------------------------------------------------------------------------------------ tone and words
def test_too_kind_is_said_harder_and_stays_so(judged: Program, start: Start) -> None:
    before = report_of(judged)
    assert before.provenance.intensity == Intensity.HONEST
    judged.window.results.tone.too_kind.click()
    judged.until(Screen.RESULTS)
    after = report_of(judged)
    assert after.provenance.intensity == Intensity.BRUTAL
    assert after.facts == before.facts
    assert after.verdict.label == before.verdict.label
    assert after.verdict.remarks != before.verdict.remarks
    assert judged.window.results.tone.too_kind.isHidden()
    judged.quit()
    again = start()
    again.until(Screen.RESULTS)
    again.window.results.analyze_again_requested.emit()
    again.until(Screen.RESULTS)
    assert report_of(again).provenance.intensity == Intensity.BRUTAL


def test_too_much_is_said_softer_until_it_cannot_be(judged: Program) -> None:
    judged.window.results.tone.too_much.click()
    judged.until(Screen.RESULTS)
    assert report_of(judged).provenance.intensity == Intensity.GENTLE
    assert judged.window.results.tone.too_much.isHidden()
    assert not judged.window.results.tone.too_kind.isHidden()


def test_about_right_asks_no_more(judged: Program) -> None:
    before, tone = report_of(judged), judged.window.results.tone
    tone.about_right.click()
    assert [link.isHidden() for link in tone.links] == [True, True, True, False]
    assert report_of(judged) is before


def test_said_differently_is_another_page_about_the_same(judged: Program) -> None:
    before = report_of(judged)
    texts = {remark.text for remark in before.verdict.remarks}
    for turn in (1, 2):
        judged.window.results.tone.differently.click()
        judged.until(Screen.RESULTS)
        after = report_of(judged)
        assert after.provenance.wording == turn
        assert after.facts == before.facts
        again = {remark.text for remark in after.verdict.remarks}
        assert len(again & texts) <= len(texts) / 2
        texts = again


def test_a_made_up_listener_can_be_told_in_another_tone_too(start: Start) -> None:
    program = start()
    program.controller.read_sample("night")
    program.until(Screen.RESULTS)
    name = report_of(program).listener.name
    program.window.results.tone.too_kind.click()
    program.until(Screen.RESULTS)
    assert (report_of(program).listener.name, report_of(program).provenance.intensity) == (name, "brutal")
    program.window.results.tone.differently.click()
    program.until(Screen.RESULTS)
    assert report_of(program).provenance.intensity == Intensity.BRUTAL
    assert report_of(program).provenance.wording == 1
    assert program.controller.kept.report is None


# ------------------------------------------------------------------------------------------------ that was not me
def opened_with_an_artist(program: Program) -> RemarkButton:
    """Open the first remark whose receipt names somebody who can be left out."""
    results = program.window.results
    for button in results.page.buttons:
        button.click()
        if any(item.artist and not item.title for item in results.paper.not_me.offered):
            return button
    raise AssertionError("no receipt names an artist")


def test_one_thing_of_a_receipt_is_left_out_at_once_and_undone(judged: Program) -> None:
    before = report_of(judged)
    opened_with_an_artist(judged)
    link = judged.window.results.paper.not_me
    assert link.isVisible()
    link.click()
    assert link.menu is not None
    place = next(
        number for number, item in enumerate(link.offered) if item.artist and not item.title
    )  # fmt: skip
    artist = link.offered[place].artist
    link.menu.actions()[place].trigger()
    judged.until(Screen.RESULTS)
    after = report_of(judged)
    assert after.exclusions.items == (Exclusion.of_artist(artist),)
    assert artist not in str(after.verdict)
    assert after.record.set_aside.excluded > 0
    notice = judged.window.left_out
    assert notice.isVisible()
    assert artist in notice.title
    notice.other_button.click()
    assert judged.window.screen_shown() is Screen.MOVED
    judged.window.moved.back_requested.emit()
    notice.action_button.click()
    judged.until(Screen.RESULTS)
    assert report_of(judged).exclusions.is_empty
    assert report_of(judged).verdict == before.verdict


def test_a_song_is_left_out_with_the_name_it_has_on_the_receipt(judged: Program) -> None:
    results = judged.window.results
    for button in results.page.buttons:
        button.click()
        songs = [item for item in results.paper.not_me.offered if item.title]
        if songs:
            break
    else:
        pytest.fail("no receipt names a song")
    results.exclusion_requested.emit(songs[0])
    judged.until(Screen.RESULTS)
    assert report_of(judged).record.set_aside.excluded > 0


def test_what_was_made_up_cannot_be_left_out_of(start: Start) -> None:
    program = start()
    program.window.resize(1280, 860)
    program.controller.read_sample("night")
    program.until(Screen.RESULTS)
    for button in program.window.results.page.buttons:
        button.click()
        assert program.window.results.paper.not_me.isHidden()


# ------------------------------------------------------------------------------------------------ a friend's file
def test_a_friends_file_opens_without_data_of_ones_own_and_invites(start: Start, tmp_path: Path) -> None:
    report = replace(
        example_report.good_report(),
        listener=ReportListener(name="Ada & <b>", source=SourceKind.EXTENDED_EXPORT),
    )
    path = tmp_path / "ada.unwrapped"
    path.write_bytes(encode_report(report))
    program = start(str(path))
    program.until(Screen.RESULTS)
    results = program.window.results
    assert report_of(program) == report
    assert results.friend.isVisible()
    assert "Ada & <b>" in results.friend.title
    assert "Ada & <b>" in results.below.invitation.title
    assert results.tone.isHidden()
    assert not results.again.isEnabled()
    assert program.controller.kept.listeners == ()
    results.below.invitation.action_button.click()
    assert program.window.screen_shown() is Screen.LOGIN


def test_a_file_that_was_changed_on_its_way_is_explained(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "ada.unwrapped"
    path.write_bytes(b"{}")
    program = start(str(path))
    program.until(Screen.LOGIN)
    assert "ada.unwrapped is no verdict" in program.window.login.error.body
    assert program.controller.kept.listeners == ()


# ------------------------------------------------------------------------------------------------ the next day
def test_opened_again_it_says_what_was_played_on_this_day(judged: Program, start: Start) -> None:
    report = report_of(judged)
    last = report.record.last_play_at
    assert last is not None
    judged.quit()
    again = start(wait=False)
    again.clock.moment = last.replace(year=last.year + 1, day=last.day, hour=12)
    again.until(Screen.RESULTS)
    line = again.window.results.on_this_day
    again.qtbot.waitUntil(lambda: bool(line.text))
    told = re.fullmatch(r"On this day in (\d{4}), (a year|\d+ years) ago: (\d+) plays of (.+)\.", line.text)
    assert told is not None
    paper = again.window.results._lines.day_paper
    assert paper.isHidden()
    line.link.click()
    assert paper.isVisible()
    for part in (f"{last.day} ", told[1], told[3], bare(told[4]), "plays that day"):
        assert part in paper.text()
    line.link.click()
    assert paper.isHidden()
