"""The window around the screens: what is dropped on it, its menus, dialogs, notices and questions, the ways back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from tests import example_report as example
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.theme import Theme, ThemeMode

OpenWindow = Callable[[int, int], MainWindow]
LISTENERS = [(1, "Ada & Söhne", True), (2, "\u0641\u064a\u0631\u0648\u0632", False), (3, "", False)]


def _settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def _at_verdict(window: MainWindow) -> MainWindow:
    window.results.show_report(example.good_report())
    window.set_reanalysable(True)
    window.show_screen(Screen.RESULTS)
    return window


def _menus(window: MainWindow) -> list[QMenu]:
    tops = [action.menu() for action in window.header.menus.actions()]
    return [menu for menu in tops if isinstance(menu, QMenu)]


def _is_offered(window: MainWindow, name: str) -> bool:
    return window.menus.actions[name].isEnabled()


def _answer(window: MainWindow, words: str) -> None:
    box = window.dialogs.shown
    assert isinstance(box, QMessageBox)
    next(button for button in box.buttons() if button.text() == words).click()


def _drag_data(paths: list[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_files_may_be_dropped_anywhere(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window(1280, 860)
    paths = [tmp_path / "my_spotify_data.zip", tmp_path / "ünï & <b>.json"]
    data = _drag_data(paths)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    assert window.veil.isVisible()
    drop = QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, data, buttons, keys)
    with qtbot.waitSignal(window.files_requested) as caught:
        QApplication.sendEvent(window, drop)
    assert caught.args == [tuple(str(path) for path in paths)]
    assert not window.veil.isVisible()


@pytest.mark.parametrize("screen", list(Screen))
def test_no_screen_keeps_a_dropped_file_to_itself(open_window: OpenWindow, screen: Screen) -> None:
    window = _at_verdict(open_window(1280, 860))
    for other in Screen:
        window.show_screen(other)
    window.show_screen(screen)
    assert window.acceptDrops()
    assert window.screen_shown() is screen
    front = window.findChildren(QLineEdit)
    assert front
    assert not any(field.acceptDrops() for field in front)


def test_text_is_not_a_file(open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    data = QMimeData()
    data.setText("hello")
    enter = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, enter)
    assert not window.veil.isVisible()


def test_dialogs_are_opened_not_executed(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    window.ask_for_files()
    dialog = window.dialogs.shown
    assert isinstance(dialog, QFileDialog)
    with qtbot.waitSignal(window.files_requested) as caught:
        dialog.filesSelected.emit(["/a.zip"])
    assert caught.args == [("/a.zip",)]
    dialog.close()


def test_zoom_and_colours_are_told(qtbot: QtBot, open_window: OpenWindow, theme: Theme) -> None:
    window = open_window(1280, 860)
    with qtbot.waitSignal(window.preferences_changed) as caught:
        window.menus.actions["zoom_in"].trigger()
    assert caught.args is not None
    assert caught.args[0].text_percent == 125
    window.menus.actions["zoom_reset"].trigger()
    assert theme.text_percent == 100
    with qtbot.waitSignal(window.preferences_changed):
        window.menus.actions["mode_dark"].trigger()
    assert theme.mode is ThemeMode.DARK


def test_geometry_is_kept_and_damage_is_ignored(open_window: OpenWindow) -> None:
    window = open_window(1000, 700)
    kept = window.save_geometry()
    assert not window.restore_geometry(b"nonsense")
    assert not window.restore_geometry(b"")
    assert isinstance(kept, bytes)
    assert window.width() == 1000


def test_closing_is_told(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(1000, 700)
    with qtbot.waitSignal(window.closing):
        window.close()


def test_the_header_keeps_its_height_at_any_size(theme: Theme, open_window: OpenWindow) -> None:
    window = open_window(640, 480)
    theme.set_text_percent(200)
    window.set_header("The Reverend Ottoline Featherstonehaugh")
    window.results.show_report(example.good_report())
    window.show_screen(Screen.RESULTS)
    _settle()
    header = window.header
    assert header.height() <= header.share.height() + 24
    assert header.wordmark.width() >= header.wordmark.sizeHint().width()


def _mnemonics(menu: QMenu) -> list[str]:
    shown = [action for action in menu.actions() if not action.isSeparator()]
    return [QKeySequence.mnemonic(action.text()).toString() for action in shown]


def test_every_entry_has_a_letter_and_every_key_one_entry(open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    shown = {action for menu in _menus(window) for action in menu.actions()}
    assert set(window.menus.actions.values()) <= shown
    for menu in _menus(window):
        letters = _mnemonics(menu)
        assert all(letters)
        assert len(letters) == len(set(letters))
    keys = [key.toString() for action in window.menus.actions.values() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    assert not set(keys) & {letter for menu in _menus(window) for letter in _mnemonics(menu)}


def test_without_a_verdict_nothing_is_offered_about_one(open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    for name in ("again", "save_card", "copy_card", "not_me", "record", "moved", "forget_record"):
        assert not _is_offered(window, name), name
    assert _is_offered(window, "open")
    assert _is_offered(window, "keep_record")


def test_what_can_be_done_with_a_verdict_of_ones_own(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = _at_verdict(open_window(1280, 860))
    assert _is_offered(window, "not_me")
    assert not _is_offered(window, "moved")
    window.results.set_moved("Compared with the verdict before: 3 things moved.")
    assert _is_offered(window, "moved")
    with qtbot.waitSignal(window.results.not_me_requested):
        window.menus.actions["not_me"].trigger()
    with qtbot.waitSignal(window.results.moved_requested):
        window.menus.actions["moved"].trigger()
    window.set_reanalysable(False)
    assert not _is_offered(window, "not_me")
    assert not window.results.not_me.isEnabled()
    window.results.show_report(example.sample_report())
    assert not _is_offered(window, "moved")


def test_what_was_read_is_found_again_from_the_menu(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = _at_verdict(open_window(900, 640))
    window.share_report(example.good_report())
    window.menus.actions["record"].trigger()
    results = window.results
    qtbot.waitUntil(results.below.record.every_file.hasFocus)
    assert window.screen_shown() is Screen.RESULTS
    top = results.below.record.mapTo(window, QPoint(0, 0)).y()
    assert window.header.height() <= top < window.height() // 2


def test_only_several_listeners_are_a_choice(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    menu = window.menus.listeners
    window.set_listeners(LISTENERS[:1])
    assert not menu.menuAction().isVisible()
    window.set_listeners(LISTENERS)
    assert menu.menuAction().isVisible()
    assert [action.isChecked() for action in menu.actions()] == [True, False, False]
    assert "Ada && Söhne" in menu.actions()[0].text()
    assert menu.actions()[2].text().strip("\u2068\u2069") == "No name"
    with qtbot.waitSignal(window.listener_requested) as caught:
        menu.actions()[1].trigger()
    assert caught.args == [2]
    assert [action.isChecked() for action in menu.actions()] == [True, False, False]
    window.show_screen(Screen.LOADING)
    assert not menu.menuAction().isEnabled()


def test_keeping_the_record_is_told_only_when_a_person_changes_it(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window(1280, 860)
    with qtbot.assertNotEmitted(window.keep_record_changed):
        window.set_keeps_record(True)
    assert window.menus.actions["keep_record"].isChecked()
    with qtbot.waitSignal(window.keep_record_changed) as caught:
        window.menus.actions["keep_record"].trigger()
    assert caught.args == [False]


def test_the_record_is_forgotten_after_a_question(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    window.set_record_kept("24.1 MB on this computer")
    window.menus.actions["forget_record"].trigger()
    box = window.dialogs.shown
    assert isinstance(box, QMessageBox)
    assert "24.1 MB on this computer" in box.informativeText()
    assert "The verdicts stay." in box.informativeText()
    assert box.defaultButton().text() == "Keep it"
    assert box.textFormat() is Qt.TextFormat.PlainText
    with qtbot.assertNotEmitted(window.forget_record_requested):
        _answer(window, "Keep it")
    window.menus.actions["forget_record"].trigger()
    with qtbot.waitSignal(window.forget_record_requested):
        _answer(window, "Forget it")
    window.set_record_kept(None)
    assert not _is_offered(window, "forget_record")


def test_whose_record_is_forgotten_is_named_where_there_are_several(open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    window.set_record_kept("24.1 MB on this computer")
    for listeners, asked in (
        ([(1, "Ada", True)], "Forget the record?"),
        ([(1, "Ada", False), (2, "Ben", True)], "Forget the record of “Ben”?"),
    ):
        window.set_listeners(listeners)
        window.menus.actions["forget_record"].trigger()
        box = window.dialogs.shown
        assert isinstance(box, QMessageBox)
        assert bare(box.text()) == asked
        _answer(window, "Keep it")


def test_nothing_is_forgotten_while_something_is_read(open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    window.show_screen(Screen.LOADING)
    window.set_record_kept("24.1 MB on this computer")
    assert not _is_offered(window, "forget_record")
    window.show_screen(Screen.LOGIN)
    assert _is_offered(window, "forget_record")


def test_whose_export_it_is_has_two_answers_or_none(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    question = window.question
    for signal, button in (
        (window.add_requested, question.action_button),
        (window.separate_requested, question.other_button),
        (question.dismissed, question.close_button),
    ):
        window.ask_listener("Is this the same listener?", "12 % of its plays are in the record that is kept.")
        _settle()
        assert question.isVisible()
        assert question.title == "Is this the same listener?"
        assert question.body.startswith(
            "12 % of its plays are in the record that is kept. Added, it is part of "
        )
        assert "Kept apart, it becomes another listener" in question.body
        with qtbot.waitSignal(signal):
            button.click()
        assert not question.isVisible()


def test_the_answers_stand_under_each_other_where_room_is_short(
    theme: Theme, open_window: OpenWindow
) -> None:
    theme.set_text_percent(200)
    window = open_window(640, 480)
    window.ask_listener("Is this the same listener?", "")
    _settle()
    first, second = window.question.action_button.geometry(), window.question.other_button.geometry()
    assert not first.intersects(second)
    assert second.top() > first.bottom()
    answers = window.question.other_button.parentWidget()
    assert answers is not None
    assert answers.rect().contains(second)


@pytest.mark.parametrize("screen", [Screen.SHARE, Screen.NOT_ME, Screen.MOVED])
def test_escape_leads_back_to_the_verdict(open_window: OpenWindow, screen: Screen) -> None:
    window = _at_verdict(open_window(1280, 860))
    window.show_screen(screen)
    _settle()
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert window.screen_shown() is Screen.RESULTS


def test_escape_at_the_pause_asks_for_the_verdict(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    window.pause.show_report(example.good_report(), None)
    window.show_screen(Screen.PAUSE)
    _settle()
    assert window.pause.hear.hasFocus()
    with qtbot.waitSignal(window.pause.hear_requested):
        QTest.keyClick(window.pause.hear, Qt.Key.Key_Escape)


@pytest.mark.parametrize("screen", [Screen.NOT_ME, Screen.MOVED])
def test_escape_leads_back_from_a_notice_above_a_screen(open_window: OpenWindow, screen: Screen) -> None:
    window = _at_verdict(open_window(1280, 860))
    window.show_screen(screen)
    window.show_status("Another file waits its turn.")
    window.status.close_button.setFocus()
    QTest.keyClick(window.status.close_button, Qt.Key.Key_Escape)
    assert window.screen_shown() is Screen.RESULTS


@pytest.mark.parametrize("screen", [Screen.LOGIN, Screen.RESULTS])
def test_where_there_is_no_way_back_escape_does_nothing(open_window: OpenWindow, screen: Screen) -> None:
    window = _at_verdict(open_window(1280, 860))
    window.show_screen(screen)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.screen_shown() is screen
