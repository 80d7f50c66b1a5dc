"""What a person saves, on a disk that is full: it is said, with the room it takes; the old file stays; with room it is saved."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.gui.conftest import TIMEOUT_MS, Program
from tests.integration.disks import SmallDisk
from tests.rights import as_anybody
from unwrapped_desktop.ui.main_window import Screen

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs mount namespaces")

Start = Callable[..., Program]
OLD = b"what was there"


@pytest.fixture
def anybody() -> Iterator[None]:
    """Let permissions count for the program that is started after this."""
    with as_anybody():
        yield


@pytest.fixture
def judged(start: Start, export_zip: str) -> Program:
    program = start(export_zip)
    program.window.resize(1280, 860)
    program.until(Screen.RESULTS)
    return program


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    small = SmallDisk(tmp_path / "kleine Platte", 8_000)
    yield small
    small.close()


def until(program: Program, look: Callable[[], object]) -> None:
    program.qtbot.waitUntil(
        lambda: program.runner.running is None and not program.runner.waiting and bool(look()),
        timeout=TIMEOUT_MS,
    )


def choose(program: Program, path: Path) -> None:
    """Choose a path in the dialog that is open."""
    until(program, lambda: isinstance(program.window.dialogs.shown, QFileDialog))
    dialog = program.window.dialogs.shown
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()


def save_card(program: Program, path: Path) -> str:
    window = program.window
    if window.screen_shown() is not Screen.SHARE:
        window.header.share.click()
    view = window.share
    until(program, lambda: view.painted is not None and view._wanted is None and not view.is_waiting)
    before = view.saved.text
    view.save.click()
    choose(program, path)
    until(program, lambda: view.saved.text and view.saved.text != before)
    return view.saved.text


def save_set(program: Program, path: Path) -> str:
    window = program.window
    if window.screen_shown() is not Screen.SHARE:
        window.header.share.click()
        until(program, lambda: window.share.painted is not None and not window.share.is_waiting)
        window.share.walk_link.click()
        until(program, lambda: not window.share.is_waiting)
    walk = window.share.card_walk
    until(program, lambda: len(walk._painted) == len(walk.orders) > 0)
    before = walk.said.text
    walk.save_all.click()
    choose(program, path.parent)
    until(program, lambda: walk.said.text != before and "Saving" not in walk.said.text)
    return walk.said.text


def save_friend(program: Program, path: Path) -> str:
    program.window.menus.actions["save_friend"].trigger()
    until(program, program.window.friend_dialog.isVisible)
    program.window.friend_dialog.save.click()
    return _chosen(program, path)


def save_page(program: Program, path: Path) -> str:
    return _saved(program, path, entry="save_page")


def save_facts(program: Program, path: Path) -> str:
    return _saved(program, path, entry="save_facts")


def _saved(program: Program, path: Path, *, entry: str) -> str:
    program.window.menus.actions[entry].trigger()
    until(program, program.window.saving_dialog.isVisible)
    program.window.saving_dialog.save.click()
    return _chosen(program, path)


def _chosen(program: Program, path: Path) -> str:
    window = program.window
    window.clear_status()
    window.saved.hide()
    choose(program, path)
    until(program, lambda: window.status.isVisible() or window.saved.isVisible())
    return window.status.title if window.status.isVisible() else window.saved.title


def save_pdf(program: Program, path: Path) -> str:
    program.window.clear_status()
    program.window.dialogs.pdf_place_chosen.emit(str(path), True)
    until(program, program.window.status.isVisible)
    return program.window.status.title


def save_reminder(program: Program, path: Path) -> str:
    if program.window.screen_shown() is not Screen.WAITING:
        program.controller.open_waiting_room()
    program.window.waiting_room.reminder.click()
    program.window.dialogs.calendar_place_chosen.emit(str(path))
    return program.window.waiting_room.said.text()


SAVED: dict[str, Callable[[Program, Path], str]] = {
    "card.png": save_card,
    "mine.unwrapped": save_friend,
    "page.html": save_page,
    "facts.csv": save_facts,
    "verdict.pdf": save_pdf,
    "reminder.ics": save_reminder,
}


@pytest.mark.parametrize("name", SAVED)
def test_what_finds_no_room_is_said_and_the_old_file_stays(
    judged: Program, disk: SmallDisk, name: str
) -> None:
    save, path = SAVED[name], disk.seen / name
    path.write_bytes(OLD)
    disk.fill()
    said = save(judged, path)
    assert "was not saved: the disk is full, and it takes" in said
    assert "Choose another folder." in said
    assert path.read_bytes() == OLD
    assert {one.name for one in disk.seen.iterdir()} == {name, "ballast"}

    disk.make_room()
    assert "not saved" not in save(judged, path)
    assert path.read_bytes() != OLD


@pytest.mark.parametrize("name", SAVED)
def test_where_nobody_may_write_it_is_said_and_the_old_file_stays(
    anybody: None, judged: Program, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "nur lesen"
    folder.mkdir()
    path = folder / name
    path.write_bytes(OLD)
    folder.chmod(0o555)
    try:
        said = SAVED[name](judged, path)
        assert "was not saved: Permission denied. Choose another folder." in said
        assert [one.read_bytes() for one in folder.iterdir()] == [OLD]
    finally:
        folder.chmod(0o755)
    assert "not saved" not in SAVED[name](judged, path)


def test_of_a_set_there_are_whole_cards_alone(judged: Program, disk: SmallDisk) -> None:
    disk.fill(leave_kb=300)
    said = save_set(judged, disk.seen / "any")
    assert "was not saved: the disk is full, and it takes" in said
    cards = list(disk.seen.glob("*.png"))
    assert all(card.read_bytes().endswith(b"IEND\xaeB`\x82") for card in cards)
    disk.make_room()
    assert "not saved" not in save_set(judged, disk.seen / "any")
    assert len(list(disk.seen.glob("*.png"))) > len(cards)
