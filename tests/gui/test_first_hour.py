"""What a person does with the window, from the first start to the next day."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest

from tests.gui.conftest import TIMEOUT_MS, Program
from unwrapped_desktop.domain.analysis_state import Status
from unwrapped_desktop.domain.card import CARD_SIZES, CardChoice
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.ui.cards.contents import CardSubject, make_card
from unwrapped_desktop.ui.cards.picture import card_png
from unwrapped_desktop.ui.main_window import Screen
from unwrapped_desktop.ui.views.login import SampleLink
from unwrapped_desktop.workers.job import JobEvent

Start = Callable[..., Program]


def drop(program: Program, *paths: str) -> None:
    """Drop files on the window as the window system does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    middle = program.window.rect().center()
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    program.window.dragEnterEvent(QDragEnterEvent(middle, Qt.DropAction.CopyAction, data, buttons, keys))
    program.window.dropEvent(QDropEvent(middle.toPointF(), Qt.DropAction.CopyAction, data, buttons, keys))


def sample_links(program: Program) -> list[SampleLink]:
    return program.window.login.findChildren(SampleLink)


def kept_report_label(program: Program) -> str:
    report = program.controller.kept.report
    assert report is not None
    return report.verdict.label


def test_a_first_start_shows_the_way_in_with_five_samples(start: Start) -> None:
    program = start()
    assert program.window.screen_shown() is Screen.LOGIN
    assert len(sample_links(program)) == 5
    assert not program.window.login.error.isVisible()


def test_a_dropped_export_becomes_a_verdict_that_the_next_start_shows(start: Start, export_zip: str) -> None:
    program = start()
    drop(program, export_zip)
    assert program.window.screen_shown() is Screen.LOADING
    program.until(Screen.RESULTS)
    report = program.window.results.report
    assert report is not None
    assert len(report.verdict.remarks) >= 8
    program.quit()

    Path(export_zip).touch()  # the file itself is not read again
    later = start()
    later.until(Screen.RESULTS)
    assert later.window.results.report == report


def test_a_sample_is_labelled_and_not_kept(start: Start) -> None:
    program = start()
    sample_links(program)[3].link.click()
    program.until(Screen.RESULTS)
    report = program.window.results.report
    assert report is not None
    assert report.listener.source is SourceKind.SAMPLE
    assert program.window.results.sample.isVisible()
    assert not program.window.results.again.isEnabled()
    program.quit()
    assert start().window.screen_shown() is Screen.LOGIN


def test_a_remark_opens_its_receipt_by_mouse_and_by_keyboard(start: Start, export_zip: str) -> None:
    program = start(export_zip)
    program.until(Screen.RESULTS)
    results = program.window.results
    buttons = results.page.buttons
    report = results.report
    assert report is not None
    last = buttons[-1]
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Return)
    opened = results.page.opened
    assert opened == report.verdict.remarks[-1]
    shown = results.paper.accessibleDescription()
    receipt = report.receipt(opened.receipts[0])
    for cell in receipt.rows:
        assert cell.label in shown


def test_analyze_again_makes_a_new_verdict_and_keeps_the_old(start: Start, export_zip: str) -> None:
    program = start(export_zip)
    program.until(Screen.RESULTS)
    first = program.window.results.report
    program.clock.moment = program.clock.moment.replace(hour=15)
    program.window.results.again.click()
    program.qtbot.waitUntil(lambda: len(program.controller.kept.history) == 1, timeout=TIMEOUT_MS)
    program.until(Screen.RESULTS)
    second = program.window.results.report
    assert first is not None
    assert second is not None
    assert second.created_at > first.created_at
    program.controller.read_earlier(program.controller.kept.history[0].history_id)
    program.qtbot.waitUntil(lambda: program.window.results.report == first, timeout=TIMEOUT_MS)
    assert program.window.results.earlier_notice.isVisible()
    program.controller.show_kept()
    assert program.window.results.report == second


def test_the_same_file_dropped_twice_is_the_verdict_that_is_there(start: Start, export_zip: str) -> None:
    program = start(export_zip)
    program.until(Screen.RESULTS)
    first = program.window.results.report
    drop(program, export_zip)
    program.until(Screen.RESULTS)
    state = program.controller.kept.state
    assert state is not None
    assert state.status is Status.COMPLETED
    assert program.window.results.report == first
    assert program.controller.kept.history == ()


def test_a_bad_file_says_what_to_do_and_the_window_goes_on(
    start: Start, export_zip: str, tmp_path: Path
) -> None:
    bad = tmp_path / "holiday.zip"
    bad.write_bytes(b"PK\x03\x04 no zip at all")
    program = start()
    drop(program, str(bad))
    program.until(Screen.LOGIN)
    assert program.window.login.error.isVisible()
    assert "holiday.zip" in program.window.login.error.body
    drop(program, export_zip)
    program.until(Screen.RESULTS)
    assert program.label


def test_a_failure_leaves_the_saved_verdict_untouched(start: Start, export_zip: str, tmp_path: Path) -> None:
    program = start(export_zip)
    program.until(Screen.RESULTS)
    good = program.window.results.report
    drop(program, str(tmp_path / "not there.zip"))
    program.until(Screen.RESULTS)
    assert program.window.results.report == good
    assert program.window.results.failure.isVisible()
    program.quit()
    later = start()
    later.until(Screen.RESULTS)
    assert later.window.results.report == good
    assert later.window.results.failure.isVisible()


def test_try_again_after_a_failure_succeeds_once_the_file_is_back(
    start: Start, export_zip: str, tmp_path: Path
) -> None:
    moved = tmp_path / "later.zip"
    program = start()
    drop(program, str(moved))
    program.until(Screen.LOGIN)
    moved.write_bytes(Path(export_zip).read_bytes())
    program.qtbot.waitUntil(lambda: program.controller.kept.state is not None, timeout=TIMEOUT_MS)
    program.controller.try_again()
    program.until(Screen.RESULTS)
    assert program.label


def test_cancel_goes_back_and_keeps_nothing(start: Start, long_zip: str) -> None:
    program = start()
    drop(program, long_zip)
    program.qtbot.waitUntil(lambda: program.runner.running is not None, timeout=TIMEOUT_MS)
    QTest.keyClick(program.window.loading, Qt.Key.Key_Escape)
    program.until(Screen.LOGIN)
    assert program.controller.kept.report is None
    assert not program.window.login.error.isVisible()


def test_a_second_file_waits_for_the_first(start: Start, long_zip: str, other_zip: str) -> None:
    program = start()
    drop(program, long_zip)
    drop(program, other_zip)
    assert len(program.runner.waiting) == 1
    assert program.window.waiting.isVisible()
    program.qtbot.waitUntil(program.window.question.isVisible, timeout=TIMEOUT_MS)
    program.until(Screen.RESULTS)
    assert not program.window.waiting.isVisible()


def test_a_waiting_file_can_be_withdrawn(start: Start, long_zip: str, other_zip: str) -> None:
    program = start()
    drop(program, long_zip)
    drop(program, other_zip)
    program.window.waiting.action_button.click()
    assert program.runner.waiting == ()
    assert program.window.screen_shown() is Screen.LOADING
    program.until(Screen.RESULTS)
    assert program.controller.kept.history == ()
    assert not program.window.waiting.isVisible()


def test_quitting_during_work_ends_cleanly(start: Start, long_zip: str) -> None:
    program = start()
    told: list[JobEvent] = []
    program.runner.happened.connect(told.append)
    drop(program, long_zip)
    program.qtbot.waitUntil(lambda: any(event.progress for event in told), timeout=TIMEOUT_MS)
    program.quit()
    later = start()
    state = later.controller.kept.state
    assert state is not None
    assert state.status is Status.FAILED
    assert later.window.screen_shown() is Screen.LOGIN


@pytest.mark.parametrize("name", list(CARD_SIZES))
def test_a_card_has_its_exact_size(start: Start, name: str) -> None:
    program = start()
    sample_links(program)[0].link.click()
    program.until(Screen.RESULTS)
    report = program.window.results.report
    assert report is not None
    choice = CardChoice(format_name=name)
    png = card_png(make_card(CardSubject(report=report), choice), name, choice.style)
    image = QImage.fromData(png)
    assert (image.width(), image.height()) == CARD_SIZES[name]
    assert not image.hasAlphaChannel()
    assert len(png) < 2_000_000


def test_a_damaged_results_file_is_kept_aside(start: Start, export_zip: str) -> None:
    program = start(export_zip)
    program.until(Screen.RESULTS)
    program.quit()
    program.paths.database.write_bytes(b"")
    later = start()
    assert later.window.damage.isVisible()
    later.window.damage.third_button.click()
    later.until(Screen.LOGIN)
    later.qtbot.waitUntil(lambda: not later.window.damage.isVisible(), timeout=TIMEOUT_MS)
    drop(later, export_zip)
    later.until(Screen.RESULTS)
    assert kept_report_label(later)
    assert list(later.paths.data_dir.glob("*damaged*"))


def test_dragging_over_the_window_shows_that_files_are_welcome(start: Start, export_zip: str) -> None:
    program = start()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(export_zip)])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, buttons, keys)
    program.window.dragEnterEvent(event)
    assert event.isAccepted()


def test_try_again_stands_beside_the_reason_on_the_way_in(
    start: Start, export_zip: str, tmp_path: Path
) -> None:
    moved = tmp_path / "soon.zip"
    program = start()
    drop(program, str(moved))
    program.until(Screen.LOGIN)
    program.quit()
    moved.write_bytes(Path(export_zip).read_bytes())
    later = start()
    assert "soon.zip" in later.window.login.error.body
    later.window.login.error.action_button.click()
    later.until(Screen.RESULTS)
    assert later.label


def test_analyze_again_reads_what_the_verdict_was_read_from(
    start: Start, export_zip: str, long_zip: str, other_zip: str
) -> None:
    program = start(export_zip)
    program.until(Screen.RESULTS)
    first = program.window.results.report
    drop(program, long_zip)
    program.controller.cancel()
    program.until(Screen.RESULTS)
    program.window.results.again.click()
    program.qtbot.waitUntil(lambda: len(program.controller.kept.history) == 1, timeout=TIMEOUT_MS)
    program.until(Screen.RESULTS)
    second = program.window.results.report
    assert first is not None
    assert second is not None
    assert second.provenance.data_sha256 == first.provenance.data_sha256


def test_a_failure_is_told_though_another_file_follows(
    start: Start, export_zip: str, long_zip: str, tmp_path: Path
) -> None:
    program = start()
    drop(program, long_zip)
    drop(program, str(tmp_path / "nowhere.zip"))
    drop(program, export_zip)
    assert len(program.runner.waiting) == 2
    program.qtbot.waitUntil(program.window.question.isVisible, timeout=TIMEOUT_MS)
    program.until(Screen.RESULTS)
    assert "nowhere.zip" in program.window.status.body


def test_a_saved_verdict_that_cannot_be_read_can_be_made_again(start: Start, export_zip: str) -> None:
    program = start(export_zip)
    program.until(Screen.RESULTS)
    program.quit()
    with closing(sqlite3.connect(program.paths.database)) as connection, connection:
        connection.execute("UPDATE analysis SET report_document = '{}'")
    later = start()
    assert later.window.screen_shown() is Screen.LOGIN
    assert later.window.login.error.isVisible()
    later.window.login.error.action_button.click()
    later.until(Screen.RESULTS)
    assert later.label == program.label


def test_analyze_again_is_off_where_it_means_nothing(start: Start) -> None:
    program = start()
    sample_links(program)[0].link.click()
    program.until(Screen.RESULTS)
    again = next(
        action
        for action in program.window.findChildren(QAction)
        if action.text().replace("&", "") == "Analyze again"
    )
    assert not again.isEnabled()
    assert not program.window.results.again.isEnabled()


def test_files_dropped_while_the_results_are_damaged_are_read_afterwards(
    start: Start, export_zip: str
) -> None:
    first = start(export_zip)
    first.until(Screen.RESULTS)
    first.quit()
    first.paths.database.write_bytes(b"not a database at all")
    later = start()
    drop(later, export_zip)
    later.window.damage.third_button.click()
    later.until(Screen.RESULTS)
    assert later.label == first.label
