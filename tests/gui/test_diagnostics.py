"""What is told about a run when somebody asks: everything about the program, nothing about the person."""

import logging
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import TIMEOUT_MS, Program
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, Tell
from unwrapped_desktop.logs import FILE_NAME, close_logs, set_up_logs
from unwrapped_desktop.ui.main_window import Screen
from unwrapped_desktop.ui.widgets.diagnostics_dialog import DiagnosticsDialog
from unwrapped_desktop.workers.job import Job

PERSON = "ottoline"
ARTIST = "Canary Birdsong and the Mineworkers"
LISTENER = "Wilhelmina Kanarienvogel"
TOKEN = "BQDcanary0123456789abcdefghijklmnopqrstuvwxyzABCDEF"  # noqa: S105 - it is none
CLIENT_ID = "c0ffee0123456789c0ffee0123456789"
FILE = "canary_spotify_data.zip"

log = logging.getLogger("unwrapped_desktop.test")


@pytest.fixture
def log_in(tmp_path: Path) -> Iterator[Path]:
    """Write the log where the program of this test has its logs."""
    logs_dir = tmp_path / "Zuhause mit Lücke" / "logs"
    root, own = logging.getLogger(), logging.getLogger("unwrapped_desktop")
    before = root.level, own.level
    set_up_logs(logs_dir)
    yield logs_dir
    close_logs()
    root.setLevel(before[0])
    own.setLevel(before[1])


def shown(qtbot: QtBot, program: Program) -> DiagnosticsDialog:
    """Ask for the diagnostics in the menu."""
    program.window.menus.actions["diagnostics"].trigger()
    dialog = program.window.diagnostics_dialog
    qtbot.waitUntil(dialog.isVisible, timeout=TIMEOUT_MS)
    return dialog


def test_it_tells_of_the_program_and_of_nobody(  # noqa: PLR0917 - fixtures
    start: Callable[..., Program],
    qtbot: QtBot,
    export_zip: str,
    log_in: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = tmp_path / PERSON
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USER", PERSON)
    _plant(log_in, home)
    program = start(export_zip)
    program.until(Screen.RESULTS)
    assert program.controller.kept.report is not None
    _rename(program, LISTENER)
    program.runner.start(Job(name="earlier", work=_failing))
    qtbot.waitUntil(program.window.status.isVisible, timeout=TIMEOUT_MS)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("something else")

    dialog = shown(qtbot, program)
    text = dialog.text.toPlainText()
    assert clipboard.text() == "something else"  # it is shown before anything is copied
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert clipboard.text() == text

    for told in (
        "Unwrapped  ",
        "revision 0002",
        "screen ",
        "size of results",
        "room on the disk",
        "stand-stills",
    ):
        assert told in text
    assert re.search(r"listeners +1\n", text)
    assert re.search(r"work +judge succeeded after \d+\.\d\d s: .*reading \d+\.\d\d s.*saving \d", text)
    assert re.search(r"failed +earlier: unexpected", text)
    assert "KeyError: [removed]" in text
    marks = [PERSON, ARTIST, LISTENER, TOKEN, CLIENT_ID, FILE, "canary", str(tmp_path), Path(export_zip).name]
    names = [
        row.label
        for receipt in program.controller.kept.report.receipts
        for row in receipt.rows
        if len(row.label) > 5 and not row.label.islower()
    ]
    assert [mark for mark in marks if mark.casefold() in text.casefold()] == []
    assert [name for name in names if name in text and name not in _WORDS] == []
    dialog.reject()


def test_it_is_told_while_the_worker_does_not_answer(start: Callable[..., Program], qtbot: QtBot) -> None:
    program = start()
    answer = threading.Event()

    def hang(_tell: Tell, _cancel: CancelToken) -> object:
        return answer.wait()

    program.runner.start(Job(name="hanging", work=hang))
    try:
        dialog = shown(qtbot, program)
        assert "Versions" in dialog.text.toPlainText()
        dialog.reject()
    finally:
        answer.set()


def test_the_settings_and_the_notice_of_a_fault_lead_there(
    start: Callable[..., Program], qtbot: QtBot
) -> None:
    program = start()
    window = program.window
    window.menus.actions["settings"].trigger()
    qtbot.waitUntil(lambda: window.screen_shown() is Screen.SETTINGS, timeout=TIMEOUT_MS)
    window.settings.diagnostics.click()
    dialog = window.diagnostics_dialog
    qtbot.waitUntil(dialog.isVisible, timeout=TIMEOUT_MS)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    window.show_fault()
    assert window.fault.isVisible()
    window.fault.action_button.click()
    qtbot.waitUntil(dialog.isVisible, timeout=TIMEOUT_MS)
    dialog.leave.click()
    window.fault.close_button.click()
    assert not window.fault.isVisible()
    qtbot.waitUntil(lambda: window.settings.has_about and program.runner.running is None, timeout=TIMEOUT_MS)


def test_closed_while_it_is_gathered_nothing_is_raised(start: Callable[..., Program], qtbot: QtBot) -> None:
    program = start()
    program.window.menus.actions["diagnostics"].trigger()
    program.quit()
    for thread in threading.enumerate():
        if thread.name == "diagnostics":
            thread.join(10)
            assert not thread.is_alive()


_WORDS = frozenset({"Unwrapped", "Python", "Window", "System", "Versions"})


def _plant(logs_dir: Path, home: Path) -> None:
    """Let everything be logged that must not be told."""
    log.warning("read %s", home / "Music" / "x")
    log.warning("asked with client id %s and Bearer %s", CLIENT_ID, TOKEN)
    log.warning("a token: %s", TOKEN)
    for fail in (_no_name, _no_file, _no_number):
        try:
            fail(home)
        except (KeyError, OSError, ValueError):
            log.exception("something went wrong")
    with (logs_dir / FILE_NAME).open("a", encoding="utf-8") as file:
        file.write(f"an older version wrote {home}/x and access_token={TOKEN} of {PERSON}\n")


def _no_name(_home: Path) -> None:
    raise KeyError(ARTIST)


def _no_file(home: Path) -> None:
    (home / "Downloads" / FILE).read_bytes()


def _no_number(_home: Path) -> None:
    int(f"the number of {ARTIST}")


def _failing(tell: Tell, _cancel: CancelToken) -> object:
    tell(Progress(stage=Stage.OPENING))
    raise LookupError(ARTIST)


def _rename(program: Program, name: str) -> None:
    window = program.window
    window.menus.actions["settings"].trigger()
    program.qtbot.waitUntil(lambda: program.runner.running is None, timeout=TIMEOUT_MS)
    listener = program.controller.kept.listener
    assert listener is not None
    window.settings.rename_requested.emit(listener.listener_id, name)

    def has_name() -> bool:
        kept = program.controller.kept.listener
        return kept is not None and kept.name == name

    program.qtbot.waitUntil(has_name, timeout=TIMEOUT_MS)
