"""The waiting room: what is said at each stage, what the boxes tell, and what is found among the downloads."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from unwrapped_desktop.domain.statement import Statement
from unwrapped_desktop.domain.waiting import FoundExport, Waiting, WaitingStage
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.theme import Theme, ThemeMode
from unwrapped_desktop.ui.views.waiting_room import WaitingRoomView
from unwrapped_desktop.ui.widgets.check import Check
from unwrapped_desktop.ui.widgets.prose import Prose

Show = Callable[..., WaitingRoomView]

BEGUN = datetime(2026, 5, 3, 12, tzinfo=UTC)
NOW = BEGUN + timedelta(days=4)
ASK = Waiting(begun_at=BEGUN)
CONFIRM = replace(ASK, asked_for_account_data=True, asked_for_history=True)
WAIT = replace(CONFIRM, has_confirmed=True)
LOOKING = replace(WAIT, looks_in_downloads=True)
FOUND = (
    FoundExport(path=Path("/d/my_spotify_data (1).zip"), kind="zip", modified_at=NOW, size_bytes=14_200_000),
    FoundExport(path=Path("/d/<b>\u202eA & B"), kind="folder", modified_at=BEGUN, size_bytes=61_000),
)


def _settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


@pytest.fixture
def show(qtbot: QtBot, theme: Theme) -> Iterator[Show]:
    kept: list[WaitingRoomView] = []

    def shown(
        waiting: Waiting = ASK, now: datetime = NOW, size: tuple[int, int] = (1280, 805)
    ) -> WaitingRoomView:
        view = WaitingRoomView(theme)
        kept.append(view)
        view.resize(QSize(*size))
        view.show_waiting(waiting, now)
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        view.first_stop.setFocus(Qt.FocusReason.OtherFocusReason)
        _settle()
        return view

    yield shown
    for view in kept:
        view.close()
        view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    kept.clear()


def _said(root: QWidget) -> str:
    """Return every text that can be seen."""
    return bare("\n".join(part.text() for part in root.findChildren(Prose) if part.isVisible()))


def _changes(view: WaitingRoomView) -> list[Waiting]:
    heard: list[Waiting] = []
    view.changed.connect(heard.append)
    return heard


@pytest.mark.parametrize(
    ("waiting", "stage", "headline", "first"),
    [
        (ASK, WaitingStage.ASK, "ASK FOR IT", "privacy_page"),
        (CONFIRM, WaitingStage.CONFIRM, "NOW CONFIRM IT", "confirmed"),
        (WAIT, WaitingStage.WAIT, "GO AND LIVE A LITTLE", "choose_file"),
    ],
)
def test_each_stage_says_what_is_next_and_begins_there(
    show: Show, waiting: Waiting, stage: WaitingStage, headline: str, first: str
) -> None:
    view = show(waiting)
    assert view.stage is stage
    assert view.headline.text() == headline
    assert view.focusWidget() is getattr(view, first)
    primary = [name for name in ("privacy_page", "choose_file") if _kind(view, name) == "primary"]
    assert primary == ([first] if first != "confirmed" else [])


def _kind(view: WaitingRoomView, name: str) -> str:
    return str(getattr(view, name).property("kind"))


def test_what_people_miss_is_said_and_nothing_is_promised(show: Show) -> None:
    said = _said(show(ASK))
    assert "Confirm the link in Spotify's first mail" in said
    assert "This is the step that people miss." in said
    assert "spam" in said
    assert "it expires" in said
    assert "days, sometimes weeks" in said
    assert "30" not in said
    assert "days, sometimes weeks" in _said(show(WAIT))


@pytest.mark.parametrize(
    ("now", "text"),
    [
        (BEGUN, "Waiting since today, 3 May 2026."),
        (BEGUN + timedelta(days=1), "Waiting since 3 May 2026, day 1."),
        (NOW, "Waiting since 3 May 2026, day 4."),
        (BEGUN + timedelta(days=400), "Waiting since 3 May 2026, day 400."),
        (BEGUN - timedelta(days=2), "Waiting since today, 3 May 2026."),
    ],
)
def test_the_days_are_counted_once_something_was_asked_for(show: Show, now: datetime, text: str) -> None:
    view = show(CONFIRM, now)
    assert view.since.text() == text
    assert view.since.isVisible()
    view.show_waiting(ASK, now)
    assert not view.since.isVisible()


def test_intents(qtbot: QtBot, show: Show) -> None:
    view = show(LOOKING)
    view.show_found(())
    _settle()
    for signal, button in (
        (view.privacy_page_requested, view.privacy_page),
        (view.choose_file_requested, view.choose_file),
        (view.reminder_requested, view.reminder),
        (view.look_requested, view.found.look_again),
        (view.leave_requested, view.leave),
    ):
        with qtbot.waitSignal(signal):
            QTest.keyClick(button, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.leave_requested):
        QTest.keyClick(view, Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("box", "field"),
    [
        ("asked_for_account_data", "asked_for_account_data"),
        ("asked_for_history", "asked_for_history"),
        ("confirmed", "has_confirmed"),
        ("look", "looks_in_downloads"),
    ],
)
@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, None])
def test_every_box_tells_what_has_changed_and_keeps_the_rest(
    show: Show, box: str, field: str, key: Qt.Key | None
) -> None:
    waiting = replace(ASK, statement=Statement(sealed_at=BEGUN))
    view = show(waiting)
    heard = _changes(view)
    check: Check = getattr(view, box)
    for ticked in (True, False):
        check.setFocus()
        if key is None:
            QTest.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(6, 14))
        else:
            QTest.keyClick(check, key)
        assert check.isChecked() is ticked
        assert heard[-1] == replace(waiting, **{field: ticked})  # type: ignore[arg-type]
        assert view.focusWidget() is check
    assert len(heard) == 2


def test_the_page_follows_the_boxes_at_once(show: Show) -> None:
    view = show(ASK)
    view.asked_for_history.click()
    assert view.headline.text() == "NOW CONFIRM IT"
    view.confirmed.click()
    assert view.headline.text() == "GO AND LIVE A LITTLE"
    view.asked_for_history.click()
    assert view.headline.text() == "ASK FOR IT"


def test_showing_a_wait_tells_nothing(show: Show) -> None:
    view = show(ASK)
    heard = _changes(view)
    asked: list[bool] = []
    view.look_requested.connect(lambda: asked.append(True))
    view.show_waiting(LOOKING, NOW)
    view.show_waiting(ASK, NOW)
    assert not heard
    assert not asked


def test_boxes_tell_nothing_before_there_is_a_wait(qtbot: QtBot, theme: Theme) -> None:
    view = WaitingRoomView(theme)
    qtbot.addWidget(view)
    heard = _changes(view)
    view.confirmed.click()
    assert not heard
    assert view.stage is WaitingStage.ASK


def test_looking_is_asked_for_when_it_is_allowed_and_not_when_it_is_forbidden(show: Show) -> None:
    view = show(WAIT)
    order: list[str] = []
    view.changed.connect(lambda _waiting: order.append("changed"))
    view.look_requested.connect(lambda: order.append("look"))
    assert not view.found.isVisible()
    view.look.click()
    # The permission is kept before anybody looks.
    assert order == ["changed", "look"]
    view.show_found(FOUND)
    _settle()
    assert view.found.isVisible()
    view.look.click()
    assert order == ["changed", "look", "changed"]
    assert not view.found.rows
    # A search that comes home late shows nothing.
    view.show_found(FOUND)
    _settle()
    assert not view.found.isVisible()


def test_what_is_looked_at_is_said_before_it_is_allowed(show: Show) -> None:
    said = _said(show(ASK))
    assert "names, dates and sizes" in said
    assert "Nothing is opened until you say so." in said


def test_finds_are_listed_and_each_can_be_read(qtbot: QtBot, show: Show) -> None:
    view = show(LOOKING)
    view.show_found(FOUND)
    _settle()
    said = _said(view).replace("\u00a0", " ")
    assert "my_spotify_data (1).zip\nZip of 7 May 2026, 14.2 MB" in said
    assert "Folder of 3 May 2026, 61 kB" in said
    assert "\u202e" not in said
    for line, export in zip(view.found.rows, FOUND, strict=True):
        with qtbot.waitSignal(view.export_chosen) as caught:
            QTest.keyClick(line.read, Qt.Key.Key_Return)
        assert caught.args == [str(export.path)]
    assert view.found.rows[0].read.accessibleName() == "Read it: my_spotify_data (1).zip"


def test_nobody_has_looked_or_nothing_is_there(show: Show) -> None:
    view = show(LOOKING)
    _settle()
    assert "Nothing there" not in _said(view)
    assert not view.found.look_again.isVisible()
    view.show_found(())
    _settle()
    assert "Nothing there that is called like an export." in _said(view)
    assert view.found.look_again.isVisible()
    view.show_found(FOUND)
    view.show_found(FOUND[:1])
    _settle()
    assert len(view.found.rows) == 1
    assert "Nothing there" not in _said(view)


def test_a_path_of_any_bytes_can_be_chosen(qtbot: QtBot, show: Show) -> None:
    path = Path("/d/my_spotify_data \udcff.zip")
    view = show(LOOKING)
    view.show_found([replace(FOUND[0], path=path)])
    _settle()
    view.grab()
    with qtbot.waitSignal(view.export_chosen) as caught:
        view.found.rows[0].read.click()
    assert caught.args == [str(path)]


def test_something_small_is_said_and_taken_back(show: Show) -> None:
    view = show(ASK)
    assert not view.said.isVisible()
    view.say("The calendar file is saved.")
    assert view.said.isVisible()
    view.say("")
    assert not view.said.isVisible()


def test_the_statement_lies_folded_under_the_steps(show: Show, theme: Theme) -> None:
    view = show(ASK)
    view.set_statement_part(Prose(theme, "the first"))
    view.set_statement_part(Prose(theme, "What do you play most?"))
    _settle()
    assert view.statement_fold is not None
    assert view.statement_fold.link.text() == "Seal a statement while you wait"
    assert "What do you play most?" not in _said(view)
    assert view.statement_fold.mapTo(view, QPoint(0, 0)).y() > view.look.mapTo(view, QPoint(0, 0)).y()
    view.statement_fold.link.click()
    _settle()
    assert "What do you play most?" in _said(view)
    assert "the first" not in _said(view)
    folds = [
        button
        for button in view.findChildren(QAbstractButton)
        if button.text() == "Seal a statement while you wait" and button.isVisible()
    ]
    assert len(folds) == 1


def test_the_keyboard_goes_down_the_page(show: Show, theme: Theme) -> None:
    view = show(LOOKING)
    view.show_found(FOUND[:1])
    view.set_statement_part(Prose(theme, "What do you play most?"))
    _settle()
    assert view.statement_fold is not None
    wanted: list[QWidget] = [
        view.privacy_page,
        view.asked_for_account_data,
        view.asked_for_history,
        view.confirmed,
        view.choose_file,
        view.reminder,
        view.look,
        view.found.rows[0].read,
        view.found.look_again,
        view.statement_fold.link,
    ]
    view.privacy_page.setFocus()
    reached = [view.focusWidget()]
    for _ in wanted[1:]:
        QTest.keyClick(view.focusWidget(), Qt.Key.Key_Tab)
        reached.append(view.focusWidget())
    assert reached == wanted
    assert all(part.accessibleName() and part.height() >= 24 for part in wanted)


def test_every_label_is_plain_text(show: Show) -> None:
    view = show(LOOKING)
    view.show_found(FOUND)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in view.findChildren(QLabel))


@pytest.mark.parametrize("size", [(1280, 805), (900, 585), (640, 480)])
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_wider_than_the_view(
    show: Show, theme: Theme, size: tuple[int, int], percent: int
) -> None:
    theme.set_text_percent(percent)
    view = show(LOOKING, size=size)
    long = replace(FOUND[0], path=Path("/d/" + "my_spotify_data_" * 14 + ".zip"))
    view.show_found((*FOUND, long))
    view.set_statement_part(Prose(theme, "What do you play most?"))
    _settle()
    (area,) = view.findChildren(QScrollArea)
    content = area.widget()
    assert content is not None
    assert content.width() <= area.viewport().width()
    for part in content.findChildren(QWidget):
        if part.isVisible():
            assert part.mapTo(content, QPoint(part.width(), 0)).x() <= content.width() + 1, part
            if isinstance(part, Prose):
                assert part.height() >= part.heightForWidth(part.width()), part.text()


# ----------------------------------------------------------------------------------------------- the box
def test_the_words_of_a_box_are_shown_as_they_are_and_wrap(qtbot: QtBot, theme: Theme) -> None:
    check = Check(theme, "Rhythm & <b>blues</b>")
    qtbot.addWidget(check)
    assert check.accessibleName() == "Rhythm & <b>blues</b>"
    assert check.heightForWidth(400) < check.heightForWidth(100)
    theme.set_text_percent(200)
    assert check.sizeHint().height() > 28


def test_box_and_words_can_be_pressed_and_the_paper_beside_them_cannot(qtbot: QtBot, theme: Theme) -> None:
    check = Check(theme, "Yes")
    qtbot.addWidget(check)
    check.resize(600, 28)
    check.show()
    for x, pressed in ((1, True), (40, True), (500, False)):
        before = check.isChecked()
        QTest.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(x, 26))
        assert (check.isChecked() != before) is pressed


@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
def test_a_box_shows_its_tick_its_focus_and_that_it_is_off(show: Show, theme: Theme, mode: ThemeMode) -> None:
    theme.set_mode(mode)
    view = show(ASK)
    check = view.look
    view.leave.setFocus()
    pictures = [check.grab().toImage()]
    check.setFocus()
    pictures.append(check.grab().toImage())
    check.setChecked(True)
    pictures.append(check.grab().toImage())
    view.leave.setFocus()
    pictures.append(check.grab().toImage())
    check.setEnabled(False)
    pictures.append(check.grab().toImage())
    assert all(one != other for number, one in enumerate(pictures) for other in pictures[number + 1 :])
