"""Cards with the real program: painted, copied and written by the worker thread, by mouse and by keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.gui.conftest import TIMEOUT_MS, Program
from unwrapped_desktop.domain.card import CARD_SIZES, CardKind, CardStyle
from unwrapped_desktop.ui.cards.card import EraCard, TwoCard, YearsCard
from unwrapped_desktop.ui.cards.card_set import card_file_name
from unwrapped_desktop.ui.cards.words import alt_text, card_text
from unwrapped_desktop.ui.main_window import Screen
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.views.share import ShareView
from unwrapped_desktop.ui.widgets.card_walk import CardWalk

Start = Callable[..., Program]
KINDS = list(CardKind)
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def judged(start: Start, export_zip: str) -> Program:
    program = start(export_zip)
    program.window.resize(1280, 860)
    program.until(Screen.RESULTS)
    return program


def until_idle(program: Program) -> None:
    program.qtbot.waitUntil(
        lambda: program.runner.running is None and not program.runner.waiting, timeout=TIMEOUT_MS
    )


def opened(program: Program) -> ShareView:
    program.window.header.share.click()
    assert program.window.screen_shown() is Screen.SHARE
    until_painted(program)
    return program.window.share


def until_painted(program: Program) -> None:
    """Wait until the card on screen is the one that is wanted."""
    view = program.window.share
    program.qtbot.waitUntil(
        lambda: view.painted is not None and view._wanted is None and not view.is_waiting,
        timeout=TIMEOUT_MS,
    )
    until_idle(program)


def press_kind(view: ShareView, kind: CardKind) -> None:
    view.options.kinds.button(KINDS.index(kind)).click()


def choose_path(program: Program, path: Path) -> None:
    """Choose a path in the dialog that is open, as the system's would tell it."""
    dialog = program.window.dialogs.shown
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()


def walked(program: Program) -> CardWalk:
    """Walk through the set, and wait until every card of it is painted."""
    view = program.window.share
    view.walk_link.click()
    program.qtbot.waitUntil(lambda: not view.is_waiting, timeout=TIMEOUT_MS)
    walk = view.card_walk
    program.qtbot.waitUntil(lambda: len(walk._painted) == len(walk.orders) > 0, timeout=TIMEOUT_MS)
    return walk


def until_said(program: Program, walk: CardWalk, words: str) -> None:
    program.qtbot.waitUntil(lambda: words in bare(walk.said.text), timeout=TIMEOUT_MS)
    until_idle(program)


# ---------------------------------------------------------------------------------------------------- one card
def test_a_card_is_copied_by_click_and_by_key(judged: Program) -> None:
    view = opened(judged)
    assert view.painted is not None
    order = view.painted.order
    view.copy.click()
    assert QGuiApplication.clipboard().text() == alt_text(order.card, order.style)
    assert QGuiApplication.clipboard().image().size() == view.painted.image.size()
    window = judged.window
    window.activateWindow()
    for key, words, has_picture in (
        (Qt.Key.Key_T, card_text(order.card), False),
        (Qt.Key.Key_A, alt_text(order.card, order.style), False),
        (Qt.Key.Key_C, alt_text(order.card, order.style), True),
    ):
        QTest.keyClick(window, key, CTRL_SHIFT)
        data = QGuiApplication.clipboard().mimeData()
        assert data.text() == words
        assert data.hasImage() is has_picture


def test_from_the_verdict_the_card_is_copied_as_soon_as_it_is_painted(judged: Program) -> None:
    judged.window.activateWindow()
    QGuiApplication.clipboard().setText("before")
    QTest.keyClick(judged.window, Qt.Key.Key_C, CTRL_SHIFT)
    assert judged.window.screen_shown() is Screen.SHARE
    judged.qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() != "before", timeout=TIMEOUT_MS)
    assert judged.window.share.painted is not None
    assert QGuiApplication.clipboard().image().size() == judged.window.share.painted.image.size()


def test_many_changes_end_at_the_last_one(judged: Program) -> None:
    view = opened(judged)
    for name in (*CARD_SIZES, "square"):
        view.options.formats.button(list(CARD_SIZES).index(name)).click()
        for place in range(len(CardStyle)):
            view.options.styles.button(place).click()
    until_painted(judged)
    assert view.painted is not None
    assert view.painted.order.format_name == "square"
    assert view.painted.order.style is list(CardStyle)[-1]
    assert (view.preview.image.width(), view.preview.image.height()) == CARD_SIZES["square"]


def test_the_card_is_saved_and_shown_in_its_folder(
    judged: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unwrapped_desktop.ui.show_in_folder.HAS_DBUS", False)
    monkeypatch.setattr("unwrapped_desktop.ui.show_in_folder._COMMANDS", {})
    addresses: list[str] = []
    judged.window.set_opener(addresses.append)
    view = opened(judged)
    QTest.keyClick(judged.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = judged.window.dialogs.shown
    assert isinstance(dialog, QFileDialog)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    assert view.painted is not None
    order = view.painted.order
    assert Path(dialog.selectedFiles()[0]).name == card_file_name(order.card, order.format_name)
    path = tmp_path / "Für später & mehr.png"
    choose_path(judged, path)
    judged.qtbot.waitUntil(lambda: bool(view.saved.text), timeout=TIMEOUT_MS)
    assert bare(view.saved.text) == f"Saved as {path.name}."
    assert path.read_bytes() == view.painted.png
    assert QImage(str(path)).size() == view.painted.image.size()
    view.saved.link.click()
    assert [QUrl(address).toLocalFile() for address in addresses] == [str(tmp_path)]


def test_a_place_that_cannot_be_written_is_said(judged: Program, tmp_path: Path) -> None:
    view = opened(judged)
    view.save.click()
    choose_path(judged, tmp_path / "gone" / "card.png")
    judged.qtbot.waitUntil(lambda: bool(view.saved.text), timeout=TIMEOUT_MS)
    assert "card.png was not saved" in bare(view.saved.text)
    assert not view.saved.link.isVisible()
    assert list(tmp_path.rglob("*.png")) == []


def test_the_picture_that_is_dragged_out_is_the_one_on_screen(judged: Program) -> None:
    view = opened(judged)
    press_kind(view, CardKind.LABEL)
    until_painted(judged)
    data = view.preview.drag_data()
    assert view.painted is not None
    assert Path(data.urls()[0].toLocalFile()).read_bytes() == view.painted.png
    assert data.hasImage()


def test_a_line_is_posted_from_under_its_receipt(judged: Program) -> None:
    results = judged.window.results
    for button in results.page.buttons[1:]:
        button.click()
        if results.paper.post_button.isVisible():
            break
    else:
        pytest.fail("no line may be posted")
    results.paper.post_button.click()
    until_painted(judged)
    view = judged.window.share
    assert view.painted is not None
    assert button.remark.text in bare(card_text(view.painted.order.card))


# ---------------------------------------------------------------------------------------------------- chapters
def test_the_years_are_told_when_they_are_asked_for_and_once(judged: Program) -> None:
    view = opened(judged)
    told: list[str] = []
    judged.runner.happened.connect(lambda event: told.append(event.job.name))
    press_kind(view, CardKind.YEARS)
    assert view.wait.isVisible()
    until_painted(judged)
    assert view.painted is not None
    assert isinstance(view.painted.order.card, YearsCard)
    assert "card chapters" in told
    told.clear()
    press_kind(view, CardKind.LINE)
    until_painted(judged)
    press_kind(view, CardKind.YEARS)
    until_painted(judged)
    view.back.click()
    judged.window.menus.actions["then_and_now"].trigger()
    then_and_now = judged.window.then_and_now
    judged.qtbot.waitUntil(then_and_now.share_years.isVisible, timeout=TIMEOUT_MS)
    then_and_now.share_years.click()
    until_painted(judged)
    assert isinstance(view.painted.order.card, YearsCard)
    assert not {"card chapters", "chapters"} & set(told)
    view.back.click()
    assert judged.window.screen_shown() is Screen.THEN_AND_NOW


def test_nobody_has_to_wait_and_a_change_does_not_wait_either(judged: Program) -> None:
    view = opened(judged)
    before = view.painted
    press_kind(view, CardKind.YEARS)
    view.wait.cancel.click()
    until_idle(judged)
    assert view.painted is before
    assert view.choice.kind is CardKind.LINE
    press_kind(view, CardKind.YEARS)
    view.options.styles.button(list(CardStyle).index(CardStyle.INK)).click()
    until_painted(judged)
    assert view.painted is not None
    assert isinstance(view.painted.order.card, YearsCard)
    assert view.painted.order.style is CardStyle.INK


def test_an_era_is_shared_and_gains_its_label(judged: Program) -> None:
    view = opened(judged)
    press_kind(view, CardKind.ERA)
    until_painted(judged)
    assert view.painted is not None
    card = view.painted.order.card
    assert isinstance(card, EraCard)
    assert card.label
    assert not card.artist


def test_a_made_up_listener_has_years_too(start: Start) -> None:
    program = start()
    program.controller.read_sample("night")
    program.until(Screen.RESULTS)
    view = opened(program)
    press_kind(view, CardKind.YEARS)
    until_painted(program)
    assert view.painted is not None
    assert isinstance(view.painted.order.card, YearsCard)


# ---------------------------------------------------------------------------------------------------- the set
def test_a_set_is_walked_and_saved_beside_what_is_there(
    judged: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unwrapped_desktop.ui.show_in_folder.HAS_DBUS", False)
    monkeypatch.setattr("unwrapped_desktop.ui.show_in_folder._COMMANDS", {})
    addresses: list[str] = []
    judged.window.set_opener(addresses.append)
    opened(judged)
    walk = walked(judged)
    assert 6 <= len(walk.orders) <= 8
    assert any(isinstance(order.card, YearsCard) for order in walk.orders)
    folder = tmp_path / "Bilder & mehr"
    folder.mkdir()
    first = walk.orders[0]
    taken = folder / card_file_name(first.card, first.format_name)
    taken.write_bytes(b"mine")
    walk.save_all.click()
    dialog = judged.window.dialogs.shown
    assert isinstance(dialog, QFileDialog)
    assert dialog.parentWidget() is walk
    choose_path(judged, folder)
    until_said(judged, walk, f"{len(walk.orders)} cards saved in {folder.name}.")
    assert taken.read_bytes() == b"mine"
    written = set(folder.iterdir()) - {taken}
    assert {path.read_bytes() for path in written} == {painted.png for painted in walk._painted.values()}
    walk.said.link.click()
    assert [QUrl(address).toLocalFile() for address in addresses] == [str(folder)]
    before = {path: path.read_bytes() for path in folder.iterdir()}
    walk.save_all.click()
    choose_path(judged, folder)
    judged.qtbot.waitUntil(
        lambda: len(list(folder.iterdir())) == len(before) + len(walk.orders), timeout=TIMEOUT_MS
    )
    until_idle(judged)
    assert all(path.read_bytes() == data for path, data in before.items())
    walk.close()
    assert judged.window.screen_shown() is Screen.SHARE


def test_saving_a_set_can_be_stopped(judged: Program, tmp_path: Path) -> None:
    opened(judged)
    walk = walked(judged)
    walk.save_all.click()
    choose_path(judged, tmp_path)
    assert walk.cancel.isVisible()
    walk.cancel.click()
    until_said(judged, walk, "Stopped.")
    assert len(list(tmp_path.glob("*.png"))) < len(walk.orders)
    assert walk.save_all.isVisible()
    walk.close()


def test_a_disk_that_takes_no_set_is_said(judged: Program, tmp_path: Path) -> None:
    opened(judged)
    walk = walked(judged)
    walk.save_all.click()
    choose_path(judged, tmp_path / "gone")
    until_said(judged, walk, "was not saved: No such file or directory. Choose another folder.")
    walk.close()


def test_a_set_goes_without_the_years_for_whoever_does_not_wait(judged: Program) -> None:
    view = opened(judged)
    view.walk_link.click()
    assert view.wait.isVisible()
    QTest.keyClick(view.wait.skip, Qt.Key.Key_Return)
    walk = view.card_walk
    assert walk.isVisible()
    assert not any(isinstance(order.card, YearsCard) for order in walk.orders)
    walk.close()
    until_idle(judged)
    assert walk.orders == ()


def test_one_card_of_the_set_is_saved_by_key(judged: Program, tmp_path: Path) -> None:
    opened(judged)
    walk = walked(judged)
    walk.go_to(2)
    assert walk.current is not None
    png = walk.current.png
    QTest.keyClick(walk.stage, Qt.Key.Key_S)
    choose_path(judged, tmp_path / "third.png")
    until_said(judged, walk, "Saved as third.png.")
    assert (tmp_path / "third.png").read_bytes() == png
    walk.close()


# ---------------------------------------------------------------------------------------------------- the two
def test_two_listeners_are_shared_without_their_names(judged: Program) -> None:
    judged.window.menus.actions["two_listeners"].trigger()
    judged.until(Screen.TWO_LISTENERS)
    screen = judged.window.two_listeners
    field = screen.chooser.right
    place = next(place for place in range(field.count()) if "night" in bare(field.itemText(place)))
    field.setCurrentIndex(place)
    field.activated.emit(place)
    judged.qtbot.waitUntil(lambda: screen.two is not None and screen.share.isVisible(), timeout=TIMEOUT_MS)
    until_idle(judged)
    screen.share.click()
    assert judged.window.screen_shown() is Screen.SHARE
    until_painted(judged)
    view = judged.window.share
    assert view.painted is not None
    card = view.painted.order.card
    assert isinstance(card, TwoCard)
    assert card.names == ("", "")
    walk = walked(judged)
    assert all(isinstance(order.card, TwoCard) for order in walk.orders)
    walk.close()
    view.back.click()
    assert judged.window.screen_shown() is Screen.TWO_LISTENERS
