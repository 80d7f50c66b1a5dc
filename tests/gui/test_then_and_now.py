"""Then and now in the real program: labels worked out from the kept record, verdicts opened, compared, deleted, undone."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests import example_report, listeners
from tests.gui.conftest import TIMEOUT_MS, Program
from unwrapped_desktop.app.then_and_now_area import CHAPTERS
from unwrapped_desktop.bootstrap import as_sample, build_judge, source_at
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.report import Report, ReportListener
from unwrapped_desktop.domain.report_json import encode_report
from unwrapped_desktop.domain.settings import Intensity, JudgeSettings
from unwrapped_desktop.ui.main_window import Screen
from unwrapped_desktop.ui.views.then_and_now import ThenAndNowView
from unwrapped_desktop.workers.job import JobEvent, JobStatus

Start = Callable[..., Program]


def report_of(program: Program) -> Report:
    report = program.window.results.report
    assert report is not None
    return report


def settled(program: Program) -> None:
    """Wait until no work is left, and everything it brought is up."""

    def is_still() -> bool:
        view = program.window.then_and_now
        return (
            program.runner.running is None
            and not program.runner.waiting
            and view.verdicts.is_whole
            and view.axes.is_whole
        )

    program.qtbot.waitUntil(is_still, timeout=TIMEOUT_MS)


def entered(program: Program) -> ThenAndNowView:
    """Press the button under the verdict."""
    program.window.results.actions_row.then_and_now.click()
    assert program.window.screen_shown() is Screen.THEN_AND_NOW
    return program.window.then_and_now


def rejudged(program: Program) -> None:
    """Let the same be said differently: another verdict, and one more that is kept."""
    program.window.results.tone.differently.click()
    program.until(Screen.RESULTS)


def labels(view: ThenAndNowView) -> list[str]:
    return [row.verdict.label for row in view.verdicts.rows]


def numbers(view: ThenAndNowView) -> list[int | None]:
    return [row.verdict.history_id for row in view.verdicts.rows]


def heard(program: Program) -> list[JobStatus]:
    """Return a list that fills with how the telling of chapters goes."""
    statuses: list[JobStatus] = []

    def hear(event: JobEvent) -> None:
        if event.job.name == CHAPTERS and event.progress is None:
            statuses.append(event.status)

    program.runner.happened.connect(hear)
    return statuses


@pytest.fixture
def judged(start: Start, export_zip: str) -> Program:
    program = start(export_zip)
    program.window.resize(1280, 860)
    program.until(Screen.RESULTS)
    return program


@pytest.fixture
def rejudged_twice(judged: Program) -> Program:
    for _ in range(2):
        rejudged(judged)
    return judged


# ------------------------------------------------------------------------------------------------ chapters
def test_every_year_of_the_record_gets_its_label_or_says_why_not(judged: Program) -> None:
    report = report_of(judged)
    view = entered(judged)
    settled(judged)
    assert report.charts is not None
    years = {str(year.year): year.plays for year in report.charts.years if year.plays}
    assert {row.year: row.chapter.plays for row in view.years.rows if row.chapter is not None} == years
    for row in view.years.rows:
        assert row.chapter is not None
        assert (row.chapter.verdict is None) == (row.chapter.reason is not None)
    assert any(row.has_label for row in view.years.rows)
    assert view.band.eras == report.eras.eras
    row = next(row for row in view.years.rows if row.has_label)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert row.chapter is not None
    assert row.chapter.verdict is not None
    lines = view.years.page.page.buttons
    assert [line.remark.text for line in lines[1:]] == [remark.text for remark in row.chapter.verdict.remarks]
    lines[0].click()
    for receipt in row.chapter.verdict.receipts:
        if receipt.id in row.chapter.verdict.label_receipts:
            assert receipt.title in view.years.page.page.paper.text()


def test_worked_out_once_they_are_there_when_one_comes_back(judged: Program) -> None:
    statuses = heard(judged)
    view = entered(judged)
    settled(judged)
    told = [row.accessibleName() for row in view.years.rows]
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert judged.window.screen_shown() is Screen.RESULTS
    view = entered(judged)
    settled(judged)
    assert [row.accessibleName() for row in view.years.rows] == told
    assert not view.years.status.isVisible()
    assert statuses.count(JobStatus.SUCCEEDED) == 1
    assert statuses.count(JobStatus.RUNNING) == 1


def test_leaving_stops_it_and_coming_back_begins_again(judged: Program) -> None:
    statuses = heard(judged)
    view = entered(judged)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert judged.window.screen_shown() is Screen.RESULTS
    judged.qtbot.waitUntil(lambda: JobStatus.CANCELLED in statuses, timeout=TIMEOUT_MS)
    view = entered(judged)
    settled(judged)
    assert statuses[-1] is JobStatus.SUCCEEDED
    assert all(row.chapter is not None for row in view.years.rows)


def test_it_can_be_stopped_and_gone_on_with(judged: Program) -> None:
    view = entered(judged)
    QTest.mouseClick(view.years.cancel, Qt.MouseButton.LeftButton)
    settled(judged)
    assert view.years.status.text().startswith("Stopped.")
    assert any(row.chapter is None for row in view.years.rows)
    QTest.keyClick(view.years.resume, Qt.Key.Key_Return)
    settled(judged)
    assert all(row.chapter is not None for row in view.years.rows)
    assert view.years.resume.isHidden()


def test_where_the_record_is_not_kept_the_eras_stay_and_a_button_leads_on(
    start: Start, export_zip: str
) -> None:
    program = start(export_zip, keeps_record=False)
    program.until(Screen.RESULTS)
    view = entered(program)
    settled(program)
    assert "not kept on this computer" in view.years.reason.text()
    assert view.band.eras == report_of(program).eras.eras
    assert view.verdicts.rows
    program.controller.set_keeps_record(True)
    view.years.act.click()
    program.until(Screen.RESULTS)
    view = entered(program)
    settled(program)
    assert view.years.reason.isHidden()
    assert any(row.has_label for row in view.years.rows)


def test_a_record_that_is_damaged_says_so(judged: Program) -> None:
    for path in judged.paths.records_dir.glob("*.record"):
        path.write_bytes(b"\x00" * 4_096)
    view = entered(judged)
    settled(judged)
    assert view.years.reason.isVisible()
    assert view.years.act.isVisible()
    assert view.band.isVisible() or view.no_eras.isVisible()


def sample_shown(start: Start, name: str) -> Program:
    program = start()
    program.window.resize(1280, 860)
    program.controller.read_sample(name)
    program.until(Screen.RESULTS)
    return program


def test_a_made_up_listener_has_labels_by_year_in_the_words_of_the_command_line(start: Start) -> None:
    program = sample_shown(start, "loyalist")
    report = report_of(program)
    view = entered(program)
    settled(program)
    told = build_judge(program.clock).chapters(
        source_at(("sample:loyalist",), program.clock),
        as_sample("loyalist", JudgeSettings(timezone="Europe/Berlin")),
        tell=lambda _chapter: None,
        progress=lambda _progress: None,
        cancel=CancelToken(),
    )
    assert tuple(row.chapter for row in view.years.rows) == told.years
    assert any(row.has_label for row in view.years.rows)
    assert view.band.eras == report.eras.eras != ()
    assert view.years.reason.isHidden()
    assert not view.verdicts.isVisible()
    assert not list(program.paths.records_dir.glob("*.record"))


def test_a_made_up_listener_in_another_tone_has_chapters_of_their_own(start: Start) -> None:
    program = sample_shown(start, "night")
    statuses = heard(program)
    view = entered(program)
    settled(program)
    honest = [row.chapter for row in view.years.rows]
    QTest.keyClick(view, Qt.Key.Key_Escape)
    program.window.results.intensity_requested.emit(Intensity.BRUTAL)
    program.until(Screen.RESULTS)
    view = entered(program)
    settled(program)
    brutal = [row.chapter for row in view.years.rows]
    assert [one.plays for one in brutal if one] == [one.plays for one in honest if one]
    assert brutal != honest
    QTest.keyClick(view, Qt.Key.Key_Escape)
    program.window.results.intensity_requested.emit(Intensity.HONEST)
    program.until(Screen.RESULTS)
    view = entered(program)
    settled(program)
    assert [row.chapter for row in view.years.rows] == honest
    assert statuses.count(JobStatus.SUCCEEDED) == 2


def test_of_a_made_up_listener_it_can_be_stopped_and_gone_on_with(start: Start) -> None:
    program = sample_shown(start, "gaps")
    view = entered(program)
    QTest.mouseClick(view.years.cancel, Qt.MouseButton.LeftButton)
    settled(program)
    assert view.years.status.text().startswith("Stopped.")
    assert any(row.chapter is None for row in view.years.rows)
    QTest.keyClick(view.years.resume, Qt.Key.Key_Return)
    settled(program)
    assert all(row.chapter is not None for row in view.years.rows)


def test_whom_lists_alone_are_known_of_has_no_years(start: Start) -> None:
    program = sample_shown(start, "ranked")
    view = entered(program)
    settled(program)
    assert "lists hold no years" in view.years.reason.text()
    QTest.mouseClick(view.years.act, Qt.MouseButton.LeftButton)
    assert program.window.screen_shown() is Screen.LOGIN


def test_of_a_friends_verdict_what_the_file_holds_is_shown(start: Start, tmp_path: Path) -> None:
    report = replace(
        example_report.good_report(),
        listener=ReportListener(name="Ada & <b>", source=SourceKind.EXTENDED_EXPORT),
    )
    path = tmp_path / "ada.unwrapped"
    path.write_bytes(encode_report(report))
    program = start(str(path))
    program.until(Screen.RESULTS)
    view = entered(program)
    settled(program)
    assert "friend" in view.years.reason.text()
    assert not view.verdicts.isVisible()


# ------------------------------------------------------------------------------------------------ earlier verdicts
def test_the_list_holds_all_verdicts_the_latest_on_top(rejudged_twice: Program) -> None:
    view = entered(rejudged_twice)
    settled(rejudged_twice)
    kept = rejudged_twice.controller.kept
    assert numbers(view) == [None, *(entry.history_id for entry in kept.history)]
    assert [row.verdict.is_on_screen for row in view.verdicts.rows] == [True, False, False]
    plays = report_of(rejudged_twice).record.plays
    assert all(row.verdict.plays == plays for row in view.verdicts.rows)


def test_one_is_opened_and_from_it_the_latest(rejudged_twice: Program) -> None:
    program = rejudged_twice
    latest = report_of(program)
    view = entered(program)
    settled(program)
    QTest.mouseClick(view.verdicts.rows[2].open, Qt.MouseButton.LeftButton)
    program.until(Screen.RESULTS)
    assert program.window.results.is_earlier
    assert report_of(program).provenance.wording == 0
    view = entered(program)
    settled(program)
    assert [row.verdict.is_on_screen for row in view.verdicts.rows] == [False, False, True]
    assert any(row.has_label for row in view.years.rows)
    view.verdicts.rows[0].open.setFocus()
    QTest.keyClick(view.verdicts.rows[0].open, Qt.Key.Key_Return)
    program.until(Screen.RESULTS)
    assert report_of(program) == latest


def test_two_are_compared(rejudged_twice: Program) -> None:
    program = rejudged_twice
    view = entered(program)
    settled(program)
    for place in (0, 2):
        view.verdicts.rows[place].tick.setFocus()
        QTest.keyClick(view.verdicts.rows[place].tick, Qt.Key.Key_Space)
    QTest.keyClick(view.verdicts.compare, Qt.Key.Key_Return)
    program.until(Screen.MOVED)
    comparison = program.window.moved.comparison
    assert comparison is not None
    assert comparison.made_after_at == report_of(program).created_at


def test_one_is_deleted_and_undone_and_the_verdicts_page_knows(rejudged_twice: Program) -> None:
    program = rejudged_twice
    repository_before = program.controller.kept.history
    view = entered(program)
    settled(program)
    before = numbers(view)
    QTest.mouseClick(view.verdicts.rows[1].delete, Qt.MouseButton.LeftButton)
    settled(program)
    assert numbers(view) == [before[0], before[2]]
    assert view.verdicts.deleted.isVisible()
    assert [entry.history_id for entry in program.controller.kept.history] == [before[2]]
    assert len(program.window.results.actions_row.earlier_menu.actions()) == 1
    assert program.window.focusWidget() is view.verdicts.deleted.action_button
    QTest.keyClick(view.verdicts.deleted.action_button, Qt.Key.Key_Return)
    settled(program)
    assert numbers(view) == before
    assert view.verdicts.deleted.isHidden()
    assert program.controller.kept.history == repository_before
    assert len(program.window.results.actions_row.earlier_menu.actions()) == 2
    QTest.keyClick(view, Qt.Key.Key_Escape)
    program.window.results.earlier_requested.emit(before[1])
    program.until(Screen.RESULTS)
    assert program.window.results.is_earlier


def test_several_deleted_come_back_one_after_the_other(rejudged_twice: Program) -> None:
    program = rejudged_twice
    view = entered(program)
    settled(program)
    before = numbers(view)
    for _ in range(2):
        view.verdicts.rows[1].delete.click()
        settled(program)
    assert numbers(view) == [None]
    assert view.verdicts.alone.isVisible()
    assert "2 can be brought back" in view.verdicts.deleted.body
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(program)
    assert numbers(view) == [None, before[2]]
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(program)
    assert numbers(view) == before
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(program)
    assert numbers(view) == before


def test_once_the_screen_is_left_what_was_deleted_is_gone(rejudged_twice: Program, start: Start) -> None:
    program = rejudged_twice
    view = entered(program)
    settled(program)
    gone = view.verdicts.rows[1].verdict.history_id
    view.verdicts.rows[1].delete.click()
    settled(program)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    view = entered(program)
    settled(program)
    assert view.verdicts.deleted.isHidden()
    assert gone not in numbers(view)
    assert len(numbers(view)) == 2
    program.quit()
    again = start()
    again.until(Screen.RESULTS)
    assert gone not in [entry.history_id for entry in again.controller.kept.history]
    assert len(again.controller.kept.history) == 1


def test_deleting_does_not_wait_for_the_labels_and_these_are_all_told(rejudged_twice: Program) -> None:
    program = rejudged_twice
    statuses = heard(program)
    view = entered(program)
    program.qtbot.waitUntil(lambda: len(view.verdicts.rows) == 3, timeout=TIMEOUT_MS)
    view.verdicts.rows[2].delete.click()
    settled(program)
    assert len(numbers(view)) == 2
    assert statuses[-1] is JobStatus.SUCCEEDED
    assert all(row.chapter is not None for row in view.years.rows)
    assert view.years.status.isHidden()


def test_an_earlier_verdict_on_another_record_leads_to_the_latest(
    start: Start, tmp_path_factory: pytest.TempPathFactory
) -> None:
    history = listeners.loyalist(3)
    half, whole = (tmp_path_factory.mktemp(name) for name in ("half", "whole"))
    first = str(listeners.write_export(history[: len(history) // 2], half, zipped=True).path)
    program = start(first)
    program.until(Screen.RESULTS)
    program.controller.judge_files((str(listeners.write_export(history, whole, zipped=True).path),))
    program.until(Screen.PAUSE)
    program.until(Screen.RESULTS)
    latest = report_of(program)
    view = entered(program)
    settled(program)
    view.verdicts.rows[1].open.click()
    program.until(Screen.RESULTS)
    assert report_of(program) != latest
    view = entered(program)
    settled(program)
    assert "another has replaced" in view.years.reason.text()
    assert view.band.eras == report_of(program).eras.eras
    view.years.act.click()
    program.until(Screen.RESULTS)
    assert report_of(program) == latest


def test_one_that_cannot_be_read_is_listed_and_can_be_deleted(rejudged_twice: Program) -> None:
    import sqlite3  # noqa: PLC0415 - the one test that spoils the file
    from contextlib import closing  # noqa: PLC0415

    program = rejudged_twice
    history_id = program.controller.kept.history[0].history_id
    with closing(sqlite3.connect(program.paths.database, isolation_level=None)) as connection:
        connection.execute("UPDATE report_history SET document = '{' WHERE id = ?", (history_id,))
    view = entered(program)
    settled(program)
    row = view.verdicts.rows[1]
    assert not row.verdict.is_readable
    assert not row.tick.isEnabled()
    row.delete.click()
    settled(program)
    assert history_id not in numbers(view)
    view.verdicts.undo_requested.emit()
    settled(program)
    assert history_id in numbers(view)
