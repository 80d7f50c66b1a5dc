"""What was read last can be opened again, what is on the clipboard can be pasted, and what is remembered is the person's choice."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests import example_report
from tests.gui.conftest import TIMEOUT_MS, Program
from unwrapped_desktop.app.window_state import WindowState
from unwrapped_desktop.domain.report_json import encode_report
from unwrapped_desktop.ui.main_window import Screen
from unwrapped_desktop.ui.pasting import pasted_paths
from unwrapped_desktop.ui.recent_menu import short_path
from unwrapped_desktop.ui.text import bare

Start = Callable[..., Program]


def _kept(program: Program) -> list[list[str]]:
    return [list(paths) for paths in WindowState(program.paths).recent_files]


def _titles(program: Program) -> list[str]:
    return [bare(action.text()) for action in program.window.menus.recent.entries]


def _remember(program: Program, *files: tuple[str, ...]) -> None:
    WindowState(program.paths).save_recent_files(files)


def _open_menu(program: Program) -> None:
    program.window.menus.recent.aboutToShow.emit()
    program.qtbot.waitUntil(lambda: program.runner.running is None, timeout=TIMEOUT_MS)


def test_what_was_judged_is_on_the_list_and_is_judged_again(start: Start, export_zip: str) -> None:
    program = start(export_zip)
    program.until(Screen.RESULTS)
    assert _kept(program) == [[export_zip]]
    program.controller.show_way_in()
    _open_menu(program)
    (entry,) = program.window.menus.recent.entries
    assert bare(entry.text()).startswith("&1 ")
    assert entry.text().endswith("\u2069")
    assert Path(export_zip).name in bare(entry.text())
    with program.qtbot.waitSignal(program.window.files_requested) as caught:
        entry.trigger()
    assert caught.args == [(export_zip,)]
    program.until(Screen.RESULTS)
    assert _kept(program) == [[export_zip]]


def test_a_friends_verdict_is_on_the_list_and_what_failed_is_not(start: Start, tmp_path: Path) -> None:
    friend = tmp_path / "Ada's verdict.json"
    friend.write_bytes(encode_report(example_report.good_report()))
    broken = tmp_path / "holiday.zip"
    broken.write_bytes(b"photos")
    program = start()
    program.until(Screen.LOGIN)
    program.controller.judge_files((str(broken),))
    program.qtbot.waitUntil(program.window.login.error.isVisible, timeout=TIMEOUT_MS)
    program.controller.judge_files((str(friend),))
    program.until(Screen.RESULTS)
    assert _kept(program) == [[str(friend)]]


def test_the_list_holds_eight_newest_first_and_none_twice(start: Start, tmp_path: Path) -> None:
    program = start()
    program.until(Screen.LOGIN)
    recent = program.controller.recent
    for number in (*range(10), 4):
        recent.remember((str(tmp_path / f"export {number}.zip"),))
    names = [Path(paths[0]).stem for paths in _kept(program)]
    assert names == [f"export {number}" for number in (4, 9, 8, 7, 6, 5, 3, 2)]
    titles = _titles(program)
    assert [title[:3] for title in titles] == [f"&{number} " for number in range(1, 9)]


def test_what_is_gone_says_so_and_cannot_be_chosen(start: Start, tmp_path: Path) -> None:
    there, gone = tmp_path / "there & still.zip", tmp_path / "gone.zip"
    there.touch()
    program = start()
    program.until(Screen.LOGIN)
    _remember(program, (str(gone),), (str(there), str(there)))
    _open_menu(program)
    first, second = program.window.menus.recent.entries
    assert not first.isEnabled()
    assert bare(first.text()).endswith("gone.zip (not there)")
    assert second.isEnabled()
    assert "there && still.zip and 1 other" in bare(second.text())


def test_the_list_can_be_cleared(start: Start, tmp_path: Path) -> None:
    program = start()
    program.until(Screen.LOGIN)
    menu = program.window.menus.recent
    assert [action.text() for action in menu.actions()][:1] == ["Nothing yet"]
    assert not menu.clear_list.isEnabled()
    _remember(program, (str(tmp_path / "a.zip"),))
    _open_menu(program)
    menu.clear_list.trigger()
    assert not menu.entries
    assert _kept(program) == []
    program.quit()
    written = program.paths.data_dir / "window.ini"
    assert not written.exists() or "a.zip" not in written.read_text()


def test_nothing_is_remembered_against_a_persons_will(start: Start, export_zip: str) -> None:
    program = start(export_zip)
    program.until(Screen.RESULTS)
    assert program.window.menus.recent.remembering.isChecked()
    program.window.menus.recent.remembering.trigger()
    assert _kept(program) == []
    program.controller.judge_files((export_zip,))
    program.until(Screen.RESULTS)
    assert _kept(program) == []
    program.quit()
    again = start()
    again.until(Screen.RESULTS)
    assert not again.window.menus.recent.remembering.isChecked()


@pytest.mark.parametrize(
    "damaged", ["no json", json.dumps({"a": 1}), json.dumps([1, [], [3], ["ok.zip"]]), "[[["]
)
def test_a_damaged_list_is_as_if_it_were_not_there(start: Start, damaged: str) -> None:
    program = start()
    state = WindowState(program.paths)
    state._settings.setValue("recent_files", damaged)
    program.controller.recent.show()
    assert _kept(program) == ([["ok.zip"]] if "ok.zip" in damaged else [])


def test_long_and_foreign_paths_stay_short_and_whole_in_their_names() -> None:
    deep = (
        "/srv/music/" + "/".join(f"folder number {number}" for number in range(12)) + "/my_spotify_data.zip"
    )
    assert short_path(deep).endswith("my_spotify_data.zip")
    assert len(short_path(deep)) <= 52
    assert short_path(str(Path.home() / "Downloads" / "a.zip")) == str(Path("~", "Downloads", "a.zip"))
    endless = "/x/" + "n" * 300 + ".zip"
    assert len(short_path(endless)) <= 52
    assert short_path(endless).endswith(".zip")
    assert short_path("/x/\u202eevil\nname.zip") == "/x/evil name.zip"


# ------------------------------------------------------------------------------------------------ pasting
def _data(*, urls: tuple[str, ...] = (), text: str = "") -> QMimeData:
    data = QMimeData()
    if urls:
        data.setUrls([QUrl(url) for url in urls])
    if text:
        data.setText(text)
    return data


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("/music/ada/my data.zip", ("/music/ada/my data.zip",)),
        ("  '/music/ada/my data.zip'\n", ("/music/ada/my data.zip",)),
        ('"/a.json"\n"/b.json"', ("/a.json", "/b.json")),
        ("file:///music/ada/my%20data.zip", ("/music/ada/my data.zip",)),
        ("~/a.zip", (str(Path.home() / "a.zip"),)),
        ("hello", ()),
        ("/a.zip and more\nhello", ()),
        ("https://open.spotify.com/artist/1", ()),
        ("~nobody-of-that-name/a.zip", ()),
        ("", ()),
    ],
)
def test_text_is_a_file_only_where_all_of_it_is_a_path(text: str, paths: tuple[str, ...]) -> None:
    assert pasted_paths(_data(text=text)) == paths


def test_files_of_other_computers_are_none_of_ours() -> None:
    copied = _data(urls=("file:///a.zip", "https://example.org/b.zip"))
    assert pasted_paths(copied) == ("/a.zip",)


def test_a_copied_file_is_judged_as_if_it_had_been_dropped(start: Start, export_zip: str) -> None:
    program = start()
    program.until(Screen.LOGIN)
    QGuiApplication.clipboard().setMimeData(_data(urls=(QUrl.fromLocalFile(export_zip).toString(),)))
    program.window.activateWindow()
    program.qtbot.waitActive(program.window)
    QTest.keySequence(program.window, QKeySequence(QKeySequence.StandardKey.Paste))
    program.until(Screen.RESULTS)
    assert program.label


def test_where_there_is_no_file_it_is_said(start: Start) -> None:
    program = start()
    program.until(Screen.LOGIN)
    QGuiApplication.clipboard().setMimeData(_data(text="hello"))
    with program.qtbot.assertNotEmitted(program.window.files_requested):
        program.window.menus.actions["paste"].trigger()
    assert program.window.status.isVisible()
    assert program.window.status.title == "There is no file on the clipboard."


def test_a_field_keeps_what_is_pasted_into_it(start: Start, export_zip: str) -> None:
    program = start()
    program.until(Screen.LOGIN)
    window = program.window
    window.spotify.show_guide()
    window.show_screen(Screen.SPOTIFY)
    window.activateWindow()
    program.qtbot.waitActive(window)
    field: QLineEdit = window.spotify.client_id
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    program.qtbot.waitUntil(field.hasFocus)
    QGuiApplication.clipboard().setText("/not/a/client.zip")
    with program.qtbot.assertNotEmitted(window.files_requested):
        QTest.keySequence(field, QKeySequence(QKeySequence.StandardKey.Paste))
    assert field.text() == "/not/a/client.zip"
