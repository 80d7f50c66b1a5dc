"""Two listeners side by side, and what a friend is given, with the real program: by mouse, by keyboard, by dropping."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget

from tests import example_report as example
from tests.example_charts import charted
from tests.gui.conftest import TIMEOUT_MS, Program
from unwrapped_desktop.domain.friend_file import FriendDetail
from unwrapped_desktop.domain.report import Report, ReportListener
from unwrapped_desktop.domain.report_json import encode_report
from unwrapped_desktop.sharing.friend_file import friend_file
from unwrapped_desktop.sources.report_file import read_friend_report
from unwrapped_desktop.ui.main_window import Screen
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.views.two_listeners import TwoListenersView
from unwrapped_desktop.ui.widgets.friend_dialog import FriendDialog
from unwrapped_desktop.ui.widgets.layouts import FlowRow

Start = Callable[..., Program]


@pytest.fixture
def judged(start: Start, export_zip: str) -> Program:
    program = start(export_zip)
    program.window.resize(1280, 860)
    program.until(Screen.RESULTS)
    return program


@pytest.fixture
def friends_file(tmp_path: Path) -> Path:
    path = tmp_path / "ada & söhne.unwrapped"
    path.write_bytes(friend_file(charted(), detail=FriendDetail.ARTISTS, name="Ada"))
    return path


def view_of(program: Program) -> TwoListenersView:
    return program.window.two_listeners


def opened(program: Program) -> TwoListenersView:
    program.window.menus.actions["two_listeners"].trigger()
    program.until(Screen.TWO_LISTENERS)
    return view_of(program)


def until_together(program: Program) -> None:
    view = view_of(program)
    program.qtbot.waitUntil(
        lambda: view.two is not None and view._result.isVisible() and program.runner.running is None,
        timeout=TIMEOUT_MS,
    )


def until_idle(program: Program) -> None:
    program.qtbot.waitUntil(
        lambda: program.runner.running is None and not program.runner.waiting, timeout=TIMEOUT_MS
    )


def place_of(view: TwoListenersView, words: str) -> int:
    field = view.chooser.right
    return next(place for place in range(field.count()) if words in bare(field.itemText(place)))


def pick(view: TwoListenersView, words: str) -> None:
    """Choose somebody on the right as a mouse does."""
    place = place_of(view, words)
    view.chooser.right.setCurrentIndex(place)
    view.chooser.right.activated.emit(place)


def drop(program: Program, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copying, left, plain = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(program.window, QDragEnterEvent(QPoint(200, 200), copying, data, left, plain))
    QApplication.sendEvent(program.window, QDropEvent(QPointF(200, 200), copying, data, left, plain))


def tab_to(program: Program, wanted: QWidget) -> None:
    """Press Tab until the keyboard is where it is wanted."""
    for _ in range(120):
        focused = QApplication.focusWidget()
        if focused is wanted:
            return
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {wanted}")


def dialog_of(program: Program) -> FriendDialog:
    program.qtbot.waitUntil(program.window.friend_dialog.isVisible, timeout=TIMEOUT_MS)
    return program.window.friend_dialog


def file_dialog(program: Program) -> QFileDialog:
    dialog = program.window.dialogs.shown
    assert isinstance(dialog, QFileDialog)
    return dialog


def saved(path: Path) -> Report:
    report = read_friend_report([path])
    assert report is not None
    return report


# ---------------------------------------------------------------------------------------------------- side by side
def test_the_verdict_on_screen_is_one_of_the_two_and_the_other_is_chosen(judged: Program) -> None:
    view = opened(judged)
    assert view.chooser.keys == ("kept:1", "")
    assert view._result.isHidden()
    assert view.empty.text() == "One is chosen. Choose the other, or drop a friend's file here."
    pick(view, "night")
    until_together(judged)
    two = view.two
    assert two is not None
    report = judged.controller.kept.report
    assert report is not None
    assert two.left.label == report.verdict.label
    assert view.joint.headline.text() == two.verdict.label
    assert view.versus.figure.text().rstrip(" %\u00a0")
    assert len(judged.controller.kept.listeners) == 1
    assert view.joint.paper.isVisible()
    view.chooser.swap.click()
    until_together(judged)
    judged.qtbot.waitUntil(lambda: view.two is not None and view.two.right.label == two.left.label)
    assert view.two is not None
    assert view.two.verdict.label == two.verdict.label
    assert view.two.alike_percent == two.alike_percent


def test_by_keyboard_alone_two_are_compared_opened_and_copied(judged: Program) -> None:
    window = judged.window
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    judged.until(Screen.TWO_LISTENERS)
    view = view_of(judged)
    tab_to(judged, view.chooser.right)
    for _ in range(place_of(view, "night")):
        QTest.keyClick(view.chooser.right, Qt.Key.Key_Down)
    until_idle(judged)
    until_together(judged)
    first = view.joint.page.buttons[1]
    tab_to(judged, first)
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert view.joint.page.opened is first.remark
    assert view.joint.paper.remark is first.remark
    tab_to(judged, view.copy)
    QTest.keyClick(view.copy, Qt.Key.Key_Return)
    copied = QGuiApplication.clipboard().text()
    assert view.two is not None
    assert view.two.verdict.label in copied
    assert all(remark.text in copied for remark in view.two.verdict.remarks)
    assert view.status.text() == "Copied. Paste it where the two of you talk."
    QTest.keyClick(view.copy, Qt.Key.Key_Escape)
    assert window.screen_shown() is Screen.RESULTS


def test_a_friends_file_dropped_on_the_screen_becomes_the_other_one(
    judged: Program, friends_file: Path
) -> None:
    view = opened(judged)
    drop(judged, friends_file)
    until_together(judged)
    assert judged.window.screen_shown() is Screen.TWO_LISTENERS
    assert view.chooser.keys == ("kept:1", "file:1")
    assert view.two is not None
    assert view.two.right.name == "Ada"
    drop(judged, friends_file)
    until_idle(judged)
    assert view.chooser.keys == ("kept:1", "file:1")
    assert len(judged.controller.kept.listeners) == 1


def test_anything_else_that_is_dropped_there_is_judged_as_ever(
    judged: Program, export_zip: str, tmp_path: Path
) -> None:
    opened(judged)
    drop(judged, Path(export_zip))
    judged.until(Screen.RESULTS)
    view = opened(judged)
    other = tmp_path / "package.json"
    other.write_bytes(b'{"name": "something else"}')
    drop(judged, other)
    judged.until(Screen.RESULTS)
    assert judged.window.results.failure.isVisible()
    assert view.failure.isHidden()


def test_a_friends_file_dropped_elsewhere_opens_as_a_verdict(judged: Program, friends_file: Path) -> None:
    drop(judged, friends_file)
    judged.until(Screen.RESULTS)
    results = judged.window.results
    judged.qtbot.waitUntil(lambda: results.is_friends, timeout=TIMEOUT_MS)
    assert results.report == saved(friends_file)
    assert not judged.window.menus.actions["save_friend"].isEnabled()


def test_a_friends_verdict_leads_to_a_comparison_with_the_own_one(
    judged: Program, friends_file: Path
) -> None:
    drop(judged, friends_file)
    results = judged.window.results
    judged.qtbot.waitUntil(lambda: results.is_friends, timeout=TIMEOUT_MS)
    assert results._lines.compare.isVisible()
    results._lines.compare.link.click()
    judged.until(Screen.TWO_LISTENERS)
    until_together(judged)
    assert view_of(judged).chooser.keys == ("kept:1", "file:1")
    view_of(judged).back.click()
    assert judged.window.screen_shown() is Screen.RESULTS
    assert results.is_friends


def test_whoever_has_no_verdict_of_their_own_is_not_offered_one(start: Start, friends_file: Path) -> None:
    program = start(str(friends_file))
    program.until(Screen.RESULTS)
    assert program.window.results.is_friends
    assert program.window.results._lines.compare.isHidden()


def test_without_any_verdict_two_others_can_be_compared(start: Start, friends_file: Path) -> None:
    program = start()
    program.until(Screen.LOGIN)
    view = opened(program)
    assert view.chooser.keys == ("", "")
    assert view.empty.text() == "Choose two listeners, or drop a friend's file on this window."
    assert not view.save.isEnabled()
    drop(program, friends_file)
    until_idle(program)
    assert view.chooser.keys == ("", "file:1")
    place = place_of(view, "night")
    view.chooser.left.setCurrentIndex(place)
    view.chooser.left.activated.emit(place)
    until_together(program)
    view.back.click()
    assert program.window.screen_shown() is Screen.LOGIN
    assert program.controller.kept.listeners == ()


def test_a_file_chosen_in_the_dialog_is_read_and_a_broken_one_explained_in_place(
    judged: Program, friends_file: Path, tmp_path: Path
) -> None:
    view = opened(judged)
    view.chooser.open_file.click()
    file_dialog(judged).fileSelected.emit(str(friends_file))
    until_together(judged)
    before = view.two
    broken = tmp_path / "ben.unwrapped"
    broken.write_bytes(b'{"schema": "unwrapped-report/1"')
    view.chooser.open_file.click()
    file_dialog(judged).fileSelected.emit(str(broken))
    judged.qtbot.waitUntil(view.failure.isVisible, timeout=TIMEOUT_MS)
    assert view.failure.title == "The friend's file was not opened"
    assert "ben.unwrapped is no verdict" in view.failure.body
    assert view.two is before
    assert view._result.isVisible()
    assert view.chooser.keys == ("kept:1", "file:1")
    view.failure.close_button.click()
    assert view.failure.isHidden()
    text = tmp_path / "holiday.txt"
    text.write_text("no verdict")
    view.chooser.open_file.click()
    file_dialog(judged).fileSelected.emit(str(text))
    judged.qtbot.waitUntil(view.failure.isVisible, timeout=TIMEOUT_MS)
    assert "holiday.txt is no verdict" in view.failure.body


def test_an_older_verdict_without_lists_says_what_would_help(judged: Program, tmp_path: Path) -> None:
    path = tmp_path / "old.unwrapped"
    path.write_bytes(encode_report(replace(example.good_report(), listener=_named("Old & <b>"))))
    view = opened(judged)
    drop(judged, path)
    until_together(judged)
    assert view.two is not None
    assert view.two.alike_percent is None
    assert view.versus.coverage.text() == view.two.reason
    assert view.versus.figure.isHidden()
    assert view.again.isHidden()
    assert view.two.axes


def _named(name: str) -> ReportListener:
    return replace(example.good_report().listener, name=name)


def test_the_own_older_verdict_can_be_made_anew_from_here(judged: Program, friends_file: Path) -> None:
    report = judged.controller.kept.report
    assert report is not None
    older = replace(judged.controller.kept, report=replace(report, charts=None))
    for area in judged.controller._areas:
        area.know(older)
    view = opened(judged)
    two = view.two
    assert two is None
    drop(judged, friends_file)
    until_together(judged)
    assert view.two is not None
    view.show_together(replace(view.two, alike_percent=None, reason="Older."), can_analyze=True)
    assert view.again.isVisible()
    view.again.click()
    judged.until(Screen.RESULTS)
    again = judged.controller.kept.report
    assert again is not None
    assert again.created_at == report.created_at or again != report


def test_the_same_on_both_sides_is_said_and_nothing_is_worked_out(judged: Program) -> None:
    view = opened(judged)
    pick(view, "kept here")
    until_idle(judged)
    assert view.chooser.keys == ("kept:1", "kept:1")
    assert view.two is None
    assert view.empty.text() == "Both are the same. Choose somebody else on one side."


def test_reading_is_stopped_by_escape_and_what_was_there_comes_back(
    judged: Program, friends_file: Path
) -> None:
    view = opened(judged)
    drop(judged, friends_file)
    until_together(judged)
    before = view.two
    pick(view, "night")
    assert view._working.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    until_idle(judged)
    assert judged.window.screen_shown() is Screen.TWO_LISTENERS
    assert view.two is before
    assert view._result.isVisible()
    assert view.chooser.keys == ("kept:1", "file:1")


def test_a_reader_who_comes_back_keeps_the_place_until_something_has_changed(
    judged: Program, friends_file: Path
) -> None:
    view = opened(judged)
    drop(judged, friends_file)
    until_together(judged)
    first = view.two
    judged.qtbot.waitUntil(lambda: view.is_whole, timeout=TIMEOUT_MS)
    view._area.verticalScrollBar().setValue(200)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert opened(judged) is view
    assert view.two is first
    assert view._area.verticalScrollBar().value() == 200
    QTest.keyClick(view, Qt.Key.Key_Escape)
    judged.window.results.tone.too_kind.click()
    judged.until(Screen.RESULTS)
    opened(judged)
    judged.qtbot.waitUntil(lambda: view.two is not None and view.two is not first, timeout=TIMEOUT_MS)
    assert view.chooser.keys == ("kept:1", "file:1")


def test_another_choice_replaces_the_one_that_is_being_read(judged: Program, friends_file: Path) -> None:
    view = opened(judged)
    pick(view, "night")
    pick(view, "parent" if _has(view, "parent") else "made up")
    drop(judged, friends_file)
    until_idle(judged)
    until_together(judged)
    assert view.two is not None
    assert view.two.right.name == "Ada"
    assert view.failure.isHidden()


def _has(view: TwoListenersView, words: str) -> bool:
    field = view.chooser.right
    return any(words in bare(field.itemText(place)) for place in range(field.count()))


# ---------------------------------------------------------------------------------------------------- for a friend
def test_a_verdict_is_saved_for_a_friend_who_can_open_and_compare_it(
    judged: Program, start: Start, tmp_path: Path
) -> None:
    judged.window.menus.actions["save_friend"].trigger()
    dialog = dialog_of(judged)
    assert dialog.detail is FriendDetail.ARTISTS
    assert dialog.with_artists.isChecked()
    assert "most played artist" in dialog.goes.text()
    assert "Private sessions" in dialog.stays.text()
    dialog.save.click()
    place = file_dialog(judged)
    assert place.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert not place.testOption(QFileDialog.Option.DontConfirmOverwrite)
    assert place.selectedFiles()[0].endswith(".unwrapped")
    path = tmp_path / "mine.unwrapped"
    place.fileSelected.emit(str(path))
    judged.qtbot.waitUntil(path.exists, timeout=TIMEOUT_MS)
    until_idle(judged)
    assert judged.window.status.isVisible()
    assert "Saved as" in judged.window.status.title
    report = saved(path)
    assert report.listener.name == "A friend"
    assert judged.controller.kept.report is not None
    assert report.verdict.label == judged.label
    view = opened(judged)
    drop(judged, path)
    until_together(judged)
    assert view.two is not None
    assert view.two.alike_percent == pytest.approx(100, abs=0.5)


def test_by_keyboard_alone_the_verdict_alone_goes_out_under_a_name(judged: Program, tmp_path: Path) -> None:
    window = judged.window
    window.activateWindow()
    QTest.keyClick(
        window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    dialog = dialog_of(judged)
    dialog.activateWindow()
    tab_to(judged, dialog.with_artists)
    QTest.keyClick(dialog.with_artists, Qt.Key.Key_Right)
    assert dialog.with_songs.hasFocus()
    assert "you play most, with plays" in dialog.goes.text()
    QTest.keyClick(dialog.with_songs, Qt.Key.Key_Right)
    assert dialog.alone.hasFocus()
    assert dialog.detail is FriendDetail.VERDICT
    assert "most played artist" not in dialog.goes.text()
    tab_to(judged, dialog.name)
    QTest.keyClicks(dialog.name, "Ben & Co")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    place = file_dialog(judged)
    assert not dialog.isVisible()
    field = place.findChild(QLineEdit)
    assert field is not None
    path = tmp_path / "for you.unwrapped"
    place.setDirectory(str(tmp_path))
    place.selectFile(path.name)
    QTest.keyClick(field, Qt.Key.Key_Return)
    judged.qtbot.waitUntil(path.exists, timeout=TIMEOUT_MS)
    until_idle(judged)
    report = saved(path)
    assert report.listener.name == "Ben & Co"
    assert report.charts is None


def test_the_arrows_reach_a_choice_that_stands_in_the_row_below(judged: Program) -> None:
    judged.window.menus.actions["save_friend"].trigger()
    dialog = dialog_of(judged)
    dialog.activateWindow()
    for button in (dialog.with_artists, dialog.with_songs, dialog.alone):
        button.setText(f"{button.text()}, and a language that needs more room")
    row = dialog.alone.parentWidget()
    assert isinstance(row, FlowRow)
    row.relayout()
    assert dialog.with_artists.y() < dialog.with_songs.y() < dialog.alone.y()
    dialog.with_artists.setFocus()
    for wanted in (dialog.with_songs, dialog.alone, dialog.alone):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Right)
        assert wanted.hasFocus()
        assert wanted.isChecked()
    QTest.keyClick(dialog.alone, Qt.Key.Key_Up)
    assert dialog.with_songs.isChecked()
    assert dialog.detail is FriendDetail.SONGS


def test_a_verdict_that_came_alone_says_what_stayed_behind(
    judged: Program, start: Start, tmp_path: Path
) -> None:
    report = judged.controller.kept.report
    assert report is not None
    path = tmp_path / "alone.unwrapped"
    path.write_bytes(friend_file(report, detail=FriendDetail.VERDICT))
    drop(judged, path)
    results = judged.window.results
    judged.qtbot.waitUntil(lambda: results.is_friends, timeout=TIMEOUT_MS)
    record = results.below.record.text
    assert "UTC" not in record
    assert "files" not in record
    judged.window.menus.actions["evidence"].trigger()
    evidence = judged.window.evidence
    judged.qtbot.waitUntil(lambda: evidence.is_whole, timeout=TIMEOUT_MS)
    assert evidence.older.isVisible()
    words = evidence.older.findChildren(QLabel)[0].text()
    assert words == "This verdict came alone: its figures stayed with whoever it is about."


def test_giving_nothing_away_writes_nothing(judged: Program, tmp_path: Path) -> None:
    view = opened(judged)
    view.save.click()
    dialog = dialog_of(judged)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert list(tmp_path.glob("*.unwrapped")) == []
    view.save.click()
    dialog = dialog_of(judged)
    dialog.leave.click()
    assert not dialog.isVisible()
    assert judged.window.screen_shown() is Screen.TWO_LISTENERS


def test_a_place_that_cannot_be_written_is_said(judged: Program, tmp_path: Path) -> None:
    judged.window.menus.actions["save_friend"].trigger()
    dialog_of(judged).save.click()
    file_dialog(judged).fileSelected.emit(str(tmp_path / "gone" / "mine.unwrapped"))
    judged.qtbot.waitUntil(judged.window.status.isVisible, timeout=TIMEOUT_MS)
    assert "was not saved" in judged.window.status.title
