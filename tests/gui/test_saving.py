"""A verdict saved as a web page, and its facts as a file, with the real program: what goes, what stays, and what is said."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QWidget

from tests.example_charts import charted
from tests.gui.conftest import TIMEOUT_MS, Program
from unwrapped_desktop.domain.friend_file import FriendDetail
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.saved_file import FACTS_KINDS, FileKind
from unwrapped_desktop.sharing.facts_file import facts_csv, facts_json, facts_zip
from unwrapped_desktop.sharing.for_others import for_others, what_stays
from unwrapped_desktop.sharing.friend_file import friend_file
from unwrapped_desktop.sharing.page import verdict_page
from unwrapped_desktop.ui.main_window import Screen
from unwrapped_desktop.ui.show_in_folder import FolderShower
from unwrapped_desktop.ui.widgets.saving_dialog import SavingDialog

Start = Callable[..., Program]

MAKERS = {
    FileKind.PAGE: verdict_page,
    FileKind.SPREADSHEET: facts_csv,
    FileKind.DOCUMENT: facts_json,
    FileKind.PACKAGE: facts_zip,
}
_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def judged(start: Start, export_zip: str) -> Program:
    program = start(export_zip)
    program.window.resize(1280, 860)
    program.until(Screen.RESULTS)
    return program


@pytest.fixture
def parent(start: Start) -> Program:
    """Return the program with a made-up listener who has children, and hears rain at night."""
    program = start()
    program.window.resize(1280, 860)
    program.controller.read_sample("parent")
    program.until(Screen.RESULTS)
    return program


def report_of(program: Program) -> Report:
    report = program.window.results.report
    assert report is not None
    return report


def made(report: Report, kind: FileKind, *, name: str = "", allowed: frozenset[str] = frozenset()) -> bytes:
    return MAKERS[kind](for_others(report, detail=FriendDetail.SONGS, name=name, allowed=allowed))


def until_idle(program: Program) -> None:
    program.qtbot.waitUntil(
        lambda: program.runner.running is None and not program.runner.waiting, timeout=TIMEOUT_MS
    )


def offered(program: Program, entry: str) -> SavingDialog:
    """Choose an entry of the menu, and wait until what would go has been counted."""
    program.window.menus.actions[entry].trigger()
    dialog = program.window.saving_dialog
    program.qtbot.waitUntil(dialog.isVisible, timeout=TIMEOUT_MS)
    until_idle(program)
    return dialog


def tick(program: Program, dialog: SavingDialog, key: str) -> None:
    """Tick the box of one thing with the keyboard, and wait until it has been counted."""
    for one in dialog.checks.lists.values():
        while not one.more.isHidden() and key not in dialog.checks.checks:
            one.more.click()
    check = dialog.checks.checks[key]
    check.setFocus()
    QTest.keyClick(check, Qt.Key.Key_Space)
    assert check.isChecked()
    until_idle(program)


def file_dialog(program: Program) -> QFileDialog:
    dialog = program.window.dialogs.shown
    assert isinstance(dialog, QFileDialog)
    return dialog


def saved(program: Program, dialog: SavingDialog, path: Path) -> bytes:
    """Press Save, choose a place, and return what was written there."""
    dialog.save.click()
    file_dialog(program).fileSelected.emit(str(path))
    program.qtbot.waitUntil(program.window.saved.isVisible, timeout=TIMEOUT_MS)
    until_idle(program)
    return path.read_bytes()


# ---------------------------------------------------------------------------------------------------- the web page
def test_a_verdict_is_saved_as_a_web_page_and_opened_and_shown_in_its_folder(
    judged: Program, tmp_path: Path
) -> None:
    window, report = judged.window, report_of(judged)
    opened: list[str] = []
    shown: list[str] = []
    window.set_opener(opened.append)

    def start_program(_program: str, arguments: Sequence[str]) -> bool:
        shown.append(arguments[-1])
        return True

    # A system whose way to show a file can be watched.
    window.folders = FolderShower(opened.append, start=start_program, platform="win32")
    dialog = offered(judged, "save_page")
    assert f"{len(report.verdict.remarks)} lines of the page" in dialog.goes.text()
    assert "your files and their names" in dialog.stays.text()
    assert not dialog.name.text()
    assert not any(check.isChecked() for check in dialog.checks.checks.values())
    dialog.save.click()
    place = file_dialog(judged)
    assert place.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert not place.testOption(QFileDialog.Option.DontConfirmOverwrite)
    assert place.selectedFiles()[0].endswith(".html")
    path = tmp_path / "mein Urteil & more.html"
    place.fileSelected.emit(str(path))
    judged.qtbot.waitUntil(window.saved.isVisible, timeout=TIMEOUT_MS)
    assert path.read_bytes() == made(report, FileKind.PAGE)
    assert "mein Urteil & more.html" in window.saved.title
    window.saved.other_button.click()
    (address,) = opened
    assert address.startswith("file:///")
    assert address.endswith("/mein%20Urteil%20&%20more.html")
    window.saved.action_button.click()
    assert [Path(one) for one in shown] == [path]
    window.saved.close_button.click()
    assert window.saved.isHidden()


def test_one_thing_is_let_out_and_only_that(parent: Program, tmp_path: Path) -> None:
    report = report_of(parent)
    lines = [one for one in what_stays(report, detail=FriendDetail.SONGS) if one.key.startswith("line.")]
    assert len(lines) >= 2
    let_out, kept = lines[0], lines[1]
    dialog = offered(parent, "save_page")
    without = len(report.verdict.remarks) - len(lines)
    assert f"{without} lines of the page" in dialog.goes.text()
    tick(parent, dialog, let_out.key)
    assert f"{without + 1} lines of the page" in dialog.goes.text()
    assert "Let out by you: 1 thing." in dialog.goes.text()
    page = saved(parent, dialog, tmp_path / "page.html")
    assert page == made(report, FileKind.PAGE, allowed=frozenset({let_out.key}))
    assert kept.key not in dialog.checks.allowed
    # The next time everything stays again.
    dialog = offered(parent, "save_page")
    assert not dialog.checks.allowed
    assert saved(parent, dialog, tmp_path / "page.html") == made(report, FileKind.PAGE)


def test_a_tick_taken_back_stays_here(parent: Program, tmp_path: Path) -> None:
    report = report_of(parent)
    dialog = offered(parent, "save_page")
    before = dialog.goes.text()
    key = next(iter(dialog.checks.checks))
    tick(parent, dialog, key)
    assert dialog.goes.text() != before
    dialog.checks.checks[key].click()
    assert not dialog.save.isEnabled()
    until_idle(parent)
    assert dialog.goes.text() == before
    assert saved(parent, dialog, tmp_path / "page.html") == made(report, FileKind.PAGE)


def test_a_name_goes_in_only_if_it_is_typed(judged: Program, tmp_path: Path) -> None:
    report = report_of(judged)
    dialog = offered(judged, "save_page")
    dialog.name.setFocus()
    QTest.keyClicks(dialog.name, "Ben & <b>Co")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    place = file_dialog(judged)
    assert not dialog.isVisible()
    assert "Ben" in place.selectedFiles()[0]
    path = tmp_path / "named.html"
    place.fileSelected.emit(str(path))
    judged.qtbot.waitUntil(judged.window.saved.isVisible, timeout=TIMEOUT_MS)
    assert path.read_bytes() == made(report, FileKind.PAGE, name="Ben & <b>Co")
    assert b"<b>Co" not in path.read_bytes()
    assert not offered(judged, "save_page").name.text()


def test_an_earlier_verdict_is_saved_as_it_was(judged: Program, tmp_path: Path) -> None:
    judged.window.results.tone.differently.click()
    judged.until(Screen.RESULTS)
    judged.window.results.earlier_requested.emit(judged.controller.kept.history[0].history_id)
    judged.until(Screen.RESULTS)
    assert judged.window.results.is_earlier
    report = report_of(judged)
    assert saved(judged, offered(judged, "save_page"), tmp_path / "then.html") == made(report, FileKind.PAGE)


def test_where_nothing_may_go_one_line_can_be_let_out(judged: Program, tmp_path: Path) -> None:
    report = charted()
    report = replace(report, receipts=tuple(replace(receipt, shareable=False) for receipt in report.receipts))
    judged.window.results.show_report(report)
    judged.window.show_screen(Screen.RESULTS)
    dialog = offered(judged, "save_page")
    assert "nothing is left to give away" in dialog.goes.text()
    assert not dialog.save.isEnabled()
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible()
    tick(judged, dialog, "line.1")
    assert "1 line of the page" in dialog.goes.text()
    page = saved(judged, dialog, tmp_path / "one.html")
    assert page == made(report, FileKind.PAGE, allowed=frozenset({"line.1"}))


# ---------------------------------------------------------------------------------------------------- the facts
@pytest.mark.parametrize(("presses", "kind"), list(enumerate(FACTS_KINDS)))
def test_facts_are_saved_as_the_kind_that_is_chosen_by_keyboard(
    parent: Program, tmp_path: Path, presses: int, kind: FileKind
) -> None:
    window, report = parent.window, report_of(parent)
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_D, _CTRL_SHIFT)
    dialog = window.saving_dialog
    parent.qtbot.waitUntil(dialog.isVisible, timeout=TIMEOUT_MS)
    until_idle(parent)
    dialog.activateWindow()
    for _ in range(presses):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Right)
    assert dialog.kind is kind
    facts = len(for_others(report, detail=FriendDetail.SONGS).facts)
    assert f"{facts} facts" in dialog.goes.text()
    assert dialog.name.isVisible() == (kind is not FileKind.SPREADSHEET)
    path = tmp_path / f"facts{kind.suffix}"
    dialog.save.click()
    assert file_dialog(parent).selectedFiles()[0].endswith(kind.suffix)
    file_dialog(parent).fileSelected.emit(str(path))
    parent.qtbot.waitUntil(window.saved.isVisible, timeout=TIMEOUT_MS)
    assert path.read_bytes() == made(report, kind)
    assert window.saved.other_button.isHidden()


def test_a_fact_let_out_is_in_the_table_and_a_line_has_no_place_there(
    parent: Program, tmp_path: Path
) -> None:
    report = report_of(parent)
    key = "fact.attention.most_skipped_song"
    assert key in {one.key for one in what_stays(report, detail=FriendDetail.SONGS)}
    dialog = offered(parent, "save_facts")
    shown = {one for one, check in dialog.checks.checks.items() if check.isVisibleTo(dialog)}
    assert shown
    assert all(one.startswith("fact.") for one in shown)
    tick(parent, dialog, key)
    table = saved(parent, dialog, tmp_path / "facts.csv")
    assert table == made(report, FileKind.SPREADSHEET, allowed=frozenset({key}))
    assert b"attention.most_skipped_song" in table
    assert b"attention.most_skipped_song" not in made(report, FileKind.SPREADSHEET)


def test_what_was_ticked_for_another_kind_of_file_does_not_go(parent: Program, tmp_path: Path) -> None:
    report = report_of(parent)
    dialog = offered(parent, "save_facts")
    dialog.kinds[FileKind.PACKAGE].click()
    line = next(
        one.key for one in what_stays(report, detail=FriendDetail.SONGS) if one.key.startswith("line.")
    )
    tick(parent, dialog, line)
    assert dialog.checks.allowed == {line}
    dialog.kinds[FileKind.SPREADSHEET].click()
    until_idle(parent)
    assert not dialog.checks.allowed
    assert "Let out by you" not in dialog.goes.text()
    assert saved(parent, dialog, tmp_path / "facts.csv") == made(report, FileKind.SPREADSHEET)


# ---------------------------------------------------------------------------------------------------- not saved
def test_who_leaves_writes_nothing(judged: Program, tmp_path: Path) -> None:
    dialog = offered(judged, "save_facts")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dialog = offered(judged, "save_page")
    dialog.leave.click()
    assert not dialog.isVisible()
    dialog = offered(judged, "save_page")
    dialog.save.click()
    file_dialog(judged).reject()
    until_idle(judged)
    assert judged.window.saved.isHidden()
    assert list(tmp_path.glob("*.*ml")) == []


def test_a_place_that_cannot_be_written_is_said(judged: Program, tmp_path: Path) -> None:
    dialog = offered(judged, "save_page")
    dialog.save.click()
    file_dialog(judged).fileSelected.emit(str(tmp_path / "gone" / "page.html"))
    judged.qtbot.waitUntil(judged.window.status.isVisible, timeout=TIMEOUT_MS)
    assert "was not saved" in judged.window.status.title
    assert judged.window.saved.isHidden()
    assert not (tmp_path / "gone").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there a process has no limit for files")
def test_where_the_disk_is_full_the_file_that_was_there_stays_whole(judged: Program, tmp_path: Path) -> None:
    import resource  # noqa: PLC0415 - not there on every system

    path = tmp_path / "page.html"
    path.write_text("what was there")
    dialog = offered(judged, "save_page")
    dialog.save.click()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        file_dialog(judged).fileSelected.emit(str(path))
        judged.qtbot.waitUntil(judged.window.status.isVisible, timeout=TIMEOUT_MS)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "was not saved" in judged.window.status.title
    assert path.read_text() == "what was there"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["page.html"]


def test_nothing_is_overwritten_without_being_asked(judged: Program, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("what was there")
    dialog = offered(judged, "save_page")
    dialog.save.click()
    place = file_dialog(judged)
    place.setDirectory(str(tmp_path))
    place.selectFile(path.name)
    field = place.findChild(QLineEdit)
    assert field is not None
    asked: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        box.button(QMessageBox.StandardButton.No).click()

    QTimer.singleShot(0, answer)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert len(asked) == 1
    assert "page.html" in asked[0]
    place.reject()
    until_idle(judged)
    assert path.read_text() == "what was there"


def test_a_friends_verdict_is_the_friends(judged: Program, tmp_path: Path) -> None:
    path = tmp_path / "ada.unwrapped"
    path.write_bytes(friend_file(charted(), detail=FriendDetail.ARTISTS, name="Ada"))
    judged.controller.judge_files((str(path),))
    judged.qtbot.waitUntil(lambda: judged.window.results.is_friends, timeout=TIMEOUT_MS)
    until_idle(judged)
    for entry in ("save_page", "save_facts"):
        judged.window.clear_status()
        judged.window.menus.actions[entry].trigger()
        assert judged.window.status.isVisible()
        assert "not yours to give away" in judged.window.status.title
        assert judged.runner.running is None


# ---------------------------------------------------------------------------------------------------- what takes long
class Slow:
    """Makes a page when it is let go."""

    def __init__(self) -> None:
        self.begun, self.let_go = Event(), Event()

    def __call__(self, _report: Report) -> bytes:
        self.begun.set()
        assert self.let_go.wait(TIMEOUT_MS / 1_000)
        return b"made"


def test_writing_that_takes_long_says_so_and_can_be_stopped(
    judged: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, path = judged.window, tmp_path / "page.html"
    dialog = offered(judged, "save_page")
    slow = Slow()
    monkeypatch.setattr("unwrapped_desktop.sharing.page.verdict_page", slow)
    dialog.save.click()
    file_dialog(judged).fileSelected.emit(str(path))
    judged.qtbot.waitUntil(window.saving.isVisible, timeout=TIMEOUT_MS)
    assert slow.begun.is_set()
    window.saving.action_button.click()
    slow.let_go.set()
    judged.qtbot.waitUntil(window.status.isVisible, timeout=TIMEOUT_MS)
    assert window.status.title == "Stopped."
    assert window.saving.isHidden()
    assert window.saved.isHidden()
    assert not path.exists()


def test_counting_that_takes_long_says_so_and_can_be_left(
    judged: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow()
    monkeypatch.setattr("unwrapped_desktop.sharing.page.verdict_page", slow)
    judged.window.menus.actions["save_page"].trigger()
    dialog = judged.window.saving_dialog
    judged.qtbot.waitUntil(dialog.isVisible, timeout=TIMEOUT_MS)
    assert dialog.goes.text() == "Counting what would go…"
    assert not dialog.save.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    slow.let_go.set()
    until_idle(judged)
    assert not dialog.isVisible()


def test_a_count_that_comes_late_finds_what_was_typed(
    judged: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow()
    monkeypatch.setattr("unwrapped_desktop.sharing.page.verdict_page", slow)
    judged.window.menus.actions["save_page"].trigger()
    dialog = judged.window.saving_dialog
    judged.qtbot.waitUntil(dialog.isVisible, timeout=TIMEOUT_MS)
    QTest.keyClicks(dialog.name, "Ada")
    slow.let_go.set()
    judged.qtbot.waitUntil(dialog.save.isEnabled, timeout=TIMEOUT_MS)
    assert dialog.name.text() == "Ada"
    assert saved(judged, dialog, tmp_path / "page.html") == b"made"


def test_the_tab_key_leads_down_the_dialog(parent: Program) -> None:
    dialog = offered(parent, "save_facts")
    dialog.kinds[FileKind.PACKAGE].click()
    dialog.activateWindow()
    package = dialog.kinds[FileKind.PACKAGE]
    package.setFocus()
    shelves = list(dialog.checks.lists.values())
    shelves[1].more.click()
    parent.qtbot.waitUntil(lambda: all(check.isVisible() for check in shelves[1].checks.values()))
    package.setFocus()
    wanted: list[QWidget] = [package, dialog.name]
    for shelf in shelves:
        wanted += [*shelf.checks.values(), *([] if shelf.more.isHidden() else [shelf.more])]
    wanted += [dialog.save, dialog.leave]
    reached: list[QWidget | None] = []
    for _ in wanted:
        focused = QApplication.focusWidget()
        reached.append(focused)
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert reached == wanted
