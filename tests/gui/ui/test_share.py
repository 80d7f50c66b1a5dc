"""The share screen: one finished card, what else can be had, what it reveals, what stays, and the ways out."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import example_chapters as lives
from tests import example_report as example
from tests import example_two_listeners as two
from tests.screen_share import painting_at_once, settle, shown
from unwrapped_desktop.domain.card import CARD_SIZES, CardChoice, CardKind, CardStyle
from unwrapped_desktop.domain.chapters import Chapters
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.ui.cards.card import LineCard, TwoCard, YearsCard
from unwrapped_desktop.ui.cards.contents import CardSubject, places
from unwrapped_desktop.ui.cards.painted import CardFile, PaintedCard, PaintOrder, Saved, paint
from unwrapped_desktop.ui.cards.words import alt_text, card_text, reveals
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.show_in_folder import FolderShower
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.views.share import ShareView
from unwrapped_desktop.ui.widgets.card_walk import CardWalk

OpenWindow = Callable[[int, int], MainWindow]
KINDS, FORMATS, STYLES = list(CardKind), list(CARD_SIZES), list(CardStyle)
PRIVATE_KEY = "line.4"
"""The line of the model page that tells a time finer than the hour."""


@pytest.fixture
def window(open_window: OpenWindow) -> Iterator[MainWindow]:
    made = open_window(1280, 860)
    yield made
    if "card_walk" in made.share.__dict__:
        made.share.card_walk.close()


def card_of(view: ShareView) -> PaintedCard:
    assert view.painted is not None
    return view.painted


def press_kind(view: ShareView, kind: CardKind) -> None:
    view.options.kinds.button(KINDS.index(kind)).click()


def quoted(view: ShareView) -> str:
    card = card_of(view).order.card
    assert isinstance(card, LineCard)
    return bare(card.quote.text)


def life() -> tuple[Report, Chapters]:
    report = lives.life()
    return report, lives.chapters(report)


# ---------------------------------------------------------------------------------------------------- the first card
def test_it_opens_with_one_finished_card_and_everything_else_folded_away(window: MainWindow) -> None:
    view = shown(window, example.good_report())
    card = card_of(view)
    assert (card.image.width(), card.image.height()) == CARD_SIZES["story"]
    assert view.preview.image.cacheKey() == card.image.cacheKey()
    assert view.reveals.texts == reveals(card.order.card)
    assert view.reveals.isVisible()
    assert not view.options.isVisible()
    assert not view.stays.isVisible()
    assert card.order.card.foot.name == ""
    assert not view.options.name.isChecked()


def test_what_it_reveals_is_seen_beside_the_ways_out_in_a_small_window(open_window: OpenWindow) -> None:
    window = open_window(900, 640)
    view = shown(window, example.good_report())
    settle()
    bottom = view.reveals.mapTo(window, view.reveals.rect().bottomLeft()).y()
    assert bottom <= window.height()
    assert view.copy.isVisible()


def test_a_screen_reader_hears_what_stands_on_the_card(window: MainWindow) -> None:
    view = shown(window, example.good_report())
    order = card_of(view).order
    assert view.preview.accessibleName() == "The card"
    assert view.preview.accessibleDescription() == alt_text(order.card, order.style)
    assert view.reveals.accessibleName() == "What it reveals"


def test_the_old_card_stays_until_the_new_one_is_painted(theme: Theme, qtbot: QtBot) -> None:
    view = ShareView(theme)
    qtbot.addWidget(view)
    orders: list[PaintOrder] = []
    view.painting_requested.connect(orders.append)
    view.show_subject(CardSubject(report=example.good_report()))
    view.show_painted(paint(orders[0]))
    before, said = view.preview.image.cacheKey(), view.reveals.texts
    press_kind(view, CardKind.LABEL)
    assert view.preview.image.cacheKey() == before
    assert view.reveals.texts == said
    QGuiApplication.clipboard().setText("before")
    view.copy.click()
    assert QGuiApplication.clipboard().text() == "before"
    view.show_painted(paint(orders[0]))
    assert view.painted is not None
    assert view.painted.order == orders[0]
    view.show_painted(paint(orders[1]))
    assert view.painted.order == orders[1]
    assert view.preview.image.cacheKey() != before
    assert QGuiApplication.clipboard().mimeData().text() == alt_text(orders[1].card, orders[1].style)


def test_a_card_that_cannot_be_painted_is_said_and_can_be_asked_for_again(theme: Theme, qtbot: QtBot) -> None:
    view = ShareView(theme)
    qtbot.addWidget(view)
    orders: list[PaintOrder] = []
    view.painting_requested.connect(orders.append)
    view.show_subject(CardSubject(report=example.good_report()))
    view.copy_image()
    view.show_unpainted("There is no memory left.")
    assert view.saved.text == "There is no memory left."
    assert view.painted is None
    view.options.style_chosen.emit(CardStyle.INK)
    view.show_painted(paint(orders[-1]))
    assert card_of(view).order.style is CardStyle.INK


# ---------------------------------------------------------------------------------------------------- changing it
@pytest.mark.parametrize("place", range(len(FORMATS)))
def test_every_format_is_a_click_away(window: MainWindow, place: int) -> None:
    view = shown(window, example.good_report())
    view.options_fold.link.click()
    view.options.formats.button(place).click()
    image = card_of(view).image
    assert (image.width(), image.height()) == CARD_SIZES[FORMATS[place]]


def test_colour_line_and_name_are_changed_and_hold_together(window: MainWindow) -> None:
    view = shown(window, example.good_report())
    view.options_fold.link.click()
    view.options.styles.button(STYLES.index(CardStyle.PAPER)).click()
    wanted = view.options.places[2]
    wanted.click()
    view.options.name.click()
    order = card_of(view).order
    assert order.style is CardStyle.PAPER
    assert quoted(view) == wanted.accessibleName()
    assert order.card.foot.name == "Ada"
    assert any("Ada" in sentence for sentence in view.reveals.texts)
    view.options.name.click()
    assert card_of(view).order.card.foot.name == ""
    assert not any("Ada" in sentence for sentence in view.reveals.texts)


def test_by_keyboard_the_format_is_chosen(window: MainWindow) -> None:
    view = shown(window, example.good_report())
    view.options_fold.link.setFocus()
    QTest.keyClick(view.options_fold.link, Qt.Key.Key_Return)
    square = view.options.formats.button(FORMATS.index("square"))
    square.setFocus()
    QTest.keyClick(square, Qt.Key.Key_Return)
    assert card_of(view).order.format_name == "square"


def test_kinds_that_cannot_be_had_are_disabled_and_say_why(window: MainWindow) -> None:
    view = shown(window, example.good_report())
    for kind in (CardKind.LINE, CardKind.LABEL):
        assert view.options.kinds.button(KINDS.index(kind)).isEnabled()
    for kind in (CardKind.YEARS, CardKind.ERA, CardKind.TWO):
        button = view.options.kinds.button(KINDS.index(kind))
        assert not button.isEnabled()
        assert button.accessibleDescription()
        assert any(said.endswith(button.accessibleDescription()) for said in view.options.whys)


@pytest.mark.parametrize("kind", [CardKind.LINE, CardKind.LABEL, CardKind.YEARS, CardKind.ERA])
def test_every_kind_of_a_life_is_a_click_away(window: MainWindow, kind: CardKind) -> None:
    report, chapters = life()
    view = shown(window, report, CardChoice(kind=CardKind.LABEL), chapters=chapters)
    press_kind(view, kind)
    assert view.choice.kind is kind
    assert view.options.kinds.button(KINDS.index(kind)).isChecked()
    assert card_of(view).order.card == card_of(shown(window, report, CardChoice(kind=kind))).order.card


def test_an_era_is_chosen_by_its_dates(window: MainWindow) -> None:
    report, chapters = life()
    view = shown(window, report, CardChoice(kind=CardKind.ERA), chapters=chapters)
    wanted = next(link for link in view.options.places if "January 2016" in link.accessibleName())
    wanted.click()
    assert "January 2016" in card_text(card_of(view).order.card)


def test_whoever_has_no_name_is_told_so(window: MainWindow) -> None:
    report = example.good_report()
    view = shown(window, replace(report, listener=replace(report.listener, name="You")))
    assert not view.options.name.isEnabled()
    assert "no name here" in view.options.name_why.text()


def test_with_another_verdict_no_name_is_asked_for_and_format_and_colour_stay(window: MainWindow) -> None:
    view = shown(window, example.good_report())
    view.options.name.click()
    view.options.format_chosen.emit("wide")
    view.options.style_chosen.emit(CardStyle.INK)
    window.share_report(example.long_names_report())
    assert not view.choice.with_name
    assert (view.choice.format_name, view.choice.style) == ("wide", CardStyle.INK)


def test_a_friends_name_is_called_theirs_and_is_off(window: MainWindow) -> None:
    view = shown(window, example.good_report(), is_friends=True)
    assert view.options.name.accessibleName() == "Put their name on it"
    assert not any("Ada" in sentence for sentence in view.reveals.texts)
    view.options.name.click()
    assert any("Ada" in sentence for sentence in view.reveals.texts)


# ---------------------------------------------------------------------------------------------------- what stays
def test_what_stays_is_listed_with_its_why_and_offered_for_no_card(window: MainWindow) -> None:
    view = shown(window, example.good_report())
    view.stays_fold.link.click()
    assert set(view.stays.links) == {PRIVATE_KEY}
    assert view.stays.links[PRIVATE_KEY].text() == "Let it out"
    report = example.good_report()
    assert 3 not in places(CardSubject(report=report), CardKind.LINE, allowed=frozenset())
    assert all("7:42" not in link.accessibleName() for link in view.options.places)


def test_one_line_is_let_out_and_said_and_kept_here_after_all(window: MainWindow) -> None:
    view = shown(window, example.good_report())
    before = quoted(view)
    view.stays_fold.link.click()
    view.stays.links[PRIVATE_KEY].click()
    assert view.choice.allowed == {PRIVATE_KEY}
    assert "7:42" in quoted(view)
    assert any("was let out" in sentence for sentence in view.reveals.texts)
    assert view.stays.links[PRIVATE_KEY].text() == "Keep it here after all"
    assert "Your first play" in view.stays.links[PRIVATE_KEY].accessibleName()
    view.stays.links[PRIVATE_KEY].click()
    assert view.choice.allowed == frozenset()
    assert quoted(view) == before
    assert not any("was let out" in sentence for sentence in view.reveals.texts)


def test_letting_one_thing_out_lets_nothing_else_out(window: MainWindow) -> None:
    report = example.unshareable_report()
    view = shown(window, report)
    keys = [key for key in view.stays.links if key.startswith("line.")]
    assert len(keys) == len(report.verdict.remarks)
    view.stays.links[keys[1]].click()
    assert [link.accessibleName() for link in view.options.places] == [quoted(view)]
    assert view.stays.links[keys[0]].text() == "Let it out"


def test_what_was_let_out_stays_again_with_another_verdict(window: MainWindow) -> None:
    report = example.good_report()
    view = shown(window, report)
    view.stays.links[PRIVATE_KEY].click()
    window.share_report(report)
    assert view.choice.allowed == {PRIVATE_KEY}
    window.share_report(example.long_names_report())
    assert view.choice.allowed == frozenset()
    window.share_report(report)
    assert view.choice.allowed == frozenset()
    assert view.stays.links[PRIVATE_KEY].text() == "Let it out"


def test_under_a_receipt_a_line_that_stays_says_why_and_leads_to_it(qtbot: QtBot, window: MainWindow) -> None:
    painting_at_once(window.share)
    window.results.show_report(example.good_report())
    window.show_screen(Screen.RESULTS)
    results = window.results
    results.page.buttons[4].click()
    assert not results.paper.post_button.isVisible()
    assert "It tells a time finer than the hour." in results.paper._kept.text()
    assert results.paper.stays.isVisible()
    results.paper.stays.click()
    assert window.screen_shown() is Screen.SHARE
    link = window.share.stays.links[PRIVATE_KEY]
    assert link.isVisible()
    qtbot.waitUntil(link.hasFocus)
    assert "7:42" not in quoted(window.share)


def test_in_a_small_window_the_way_to_what_stays_lies_in_the_text(open_window: OpenWindow) -> None:
    window = open_window(900, 640)
    painting_at_once(window.share)
    window.results.show_report(example.good_report())
    window.show_screen(Screen.RESULTS)
    results = window.results
    results.page.buttons[4].click()
    assert results.paper is results.page.paper
    assert results.paper.stays.isVisible()
    results.page.buttons[1].click()
    assert not results.paper.stays.isVisible()
    assert results.paper.post_button.isVisible()


# ---------------------------------------------------------------------------------------------------- ways out
def test_the_picture_and_its_description_are_copied(qtbot: QtBot, window: MainWindow) -> None:
    view = shown(window, example.good_report())
    with qtbot.waitSignal(view.card_copied):
        view.copy.click()
    data = QGuiApplication.clipboard().mimeData()
    order = card_of(view).order
    assert data.hasImage()
    assert data.text() == alt_text(order.card, order.style)
    assert QImage.fromData(data.data("image/png")).width() == 1080
    assert "Copied" in view.saved.text
    assert not view.saved.link.isVisible()


def test_the_words_are_copied_alone(window: MainWindow) -> None:
    view = shown(window, example.good_report())
    order = card_of(view).order
    for link, words in (
        (view.copy_words, card_text(order.card)),
        (view.copy_alt, alt_text(order.card, order.style)),
    ):
        QTest.keyClick(link, Qt.Key.Key_Return)
        data = QGuiApplication.clipboard().mimeData()
        assert data.text() == words
        assert not data.hasImage()


@pytest.mark.parametrize("name", ["copy_card", "copy_card_text", "copy_alt_text"])
def test_from_the_verdict_the_menu_copies_too(window: MainWindow, name: str) -> None:
    painting_at_once(window.share)
    window.results.show_report(example.good_report())
    window.show_screen(Screen.RESULTS)
    QGuiApplication.clipboard().clear()
    window.menus.actions[name].trigger()
    order = card_of(window.share).order
    words = card_text(order.card) if name == "copy_card_text" else alt_text(order.card, order.style)
    assert QGuiApplication.clipboard().text() == words
    assert QGuiApplication.clipboard().mimeData().hasImage() is (name == "copy_card")


def test_cards_are_offered_in_the_menus_where_there_is_one(window: MainWindow) -> None:
    names = ("save_card", "copy_card", "copy_card_text", "copy_alt_text", "walk_cards")
    assert not any(window.menus.actions[name].isEnabled() for name in names)
    shown(window, example.good_report())
    for screen, is_offered in ((Screen.SHARE, True), (Screen.RESULTS, True), (Screen.EVIDENCE, False)):
        window.show_screen(screen)
        assert all(window.menus.actions[name].isEnabled() is is_offered for name in names), screen


def test_a_card_is_dragged_out_as_a_picture_and_a_file(window: MainWindow) -> None:
    view = shown(window, example.good_report())
    data = view.preview.drag_data()
    path = Path(data.urls()[0].toLocalFile())
    assert path.name == "unwrapped-loyal-to-the-intro-line-story.png"
    assert path.read_bytes() == card_of(view).png
    assert data.hasImage()


def test_a_place_is_asked_for_and_what_became_of_it_is_said(qtbot: QtBot, window: MainWindow) -> None:
    view = shown(window, example.good_report())
    shown_files: list[str] = []
    view.show_requested.connect(shown_files.append)
    with qtbot.waitSignal(view.place_requested) as asked:
        view.save.click()
    assert asked.args is not None
    assert asked.args[0] == "unwrapped-loyal-to-the-intro-line-story.png"
    with qtbot.waitSignal(view.saving_requested) as wanted:
        view.save_to("/somewhere/card.png")
    assert wanted.args == [CardFile(path="/somewhere/card.png", png=card_of(view).png)]
    view.show_saved(Saved(paths=("/somewhere/card.png",), wanted=1))
    assert bare(view.saved.text) == "Saved as card.png."
    view.saved.link.click()
    assert shown_files == ["/somewhere/card.png"]
    view.show_saved(Saved(paths=(), wanted=1, name="card.png", reason="No space left on device"))
    assert bare(view.saved.text) == (
        "card.png was not saved: No space left on device. Choose another folder."
    )
    assert not view.saved.link.isVisible()


# ---------------------------------------------------------------------------------------------------- chapters
def test_the_years_are_waited_for_and_the_old_card_stays_meanwhile(qtbot: QtBot, window: MainWindow) -> None:
    report, chapters = life()
    view = shown(window, report)
    view.set_can_tell(True)
    before = card_of(view)
    with qtbot.waitSignal(view.chapters_requested):
        press_kind(view, CardKind.YEARS)
    assert view.wait.isVisible()
    assert not view.wait.skip.isVisible()
    assert card_of(view) is before
    assert view.options.kinds.button(KINDS.index(CardKind.YEARS)).isChecked()
    view.show_told(7, 19)
    assert "7 of 19" in view.wait.status.text()
    view.set_chapters(chapters)
    assert not view.wait.isVisible()
    assert isinstance(card_of(view).order.card, YearsCard)


def test_nobody_has_to_wait_for_the_years(qtbot: QtBot, window: MainWindow) -> None:
    report, _ = life()
    view = shown(window, report)
    view.set_can_tell(True)
    before = card_of(view)
    press_kind(view, CardKind.YEARS)
    with qtbot.waitSignal(view.chapters_unwanted):
        view.wait.cancel.click()
    assert not view.wait.isVisible()
    assert card_of(view) is before
    assert view.options.kinds.button(KINDS.index(CardKind.LINE)).isChecked()
    press_kind(view, CardKind.YEARS)
    with qtbot.waitSignal(view.chapters_unwanted):
        press_kind(view, CardKind.LABEL)
    assert view.choice.kind is CardKind.LABEL


def test_an_era_is_on_screen_at_once_and_gains_its_label(window: MainWindow) -> None:
    report, chapters = life()
    view = shown(window, report)
    view.set_can_tell(True)
    press_kind(view, CardKind.ERA)
    before = card_of(view).order.card
    assert view.choice.kind is CardKind.ERA
    assert view.wait.isVisible()
    view.set_chapters(chapters)
    after = card_of(view).order.card
    assert after != before
    assert any(label in card_text(after) for label in lives.LABELS)


def test_without_a_record_it_is_said_and_the_years_are_disabled(window: MainWindow) -> None:
    report, _ = life()
    view = shown(window, report)
    view.set_can_tell(True)
    press_kind(view, CardKind.YEARS)
    view.show_untold("The record is not kept here.")
    assert view.saved.text == "The record is not kept here."
    button = view.options.kinds.button(KINDS.index(CardKind.YEARS))
    assert not button.isEnabled()
    assert button.accessibleDescription() == "The record is not kept here."
    assert view.choice.kind is CardKind.LINE


# ---------------------------------------------------------------------------------------------------- ways in and back
def test_the_years_and_an_era_are_shared_from_then_and_now(window: MainWindow) -> None:
    report, chapters = life()
    painting_at_once(window.share)
    window.share.subject_changed.connect(lambda: window.share.set_chapters(chapters))
    window.results.show_report(report)
    window.show_screen(Screen.RESULTS)
    window.menus.actions["then_and_now"].trigger()
    view = window.then_and_now
    assert not view.share_years.isVisible()
    view.show_chapters(chapters)
    view.share_years.click()
    assert window.screen_shown() is Screen.SHARE
    assert isinstance(card_of(window.share).order.card, YearsCard)
    assert window.share.back.text() == "Back to then and now"
    window.share.back.click()
    assert window.screen_shown() is Screen.THEN_AND_NOW
    view.band.setValue(view.band.minimum() + 2)
    view.share_era.click()
    assert window.share.choice.kind is CardKind.ERA
    assert window.share.choice.place == 2
    QTest.keyClick(window.share, Qt.Key.Key_Escape)
    assert window.screen_shown() is Screen.THEN_AND_NOW


def test_two_listeners_have_a_card_of_their_own(window: MainWindow) -> None:
    view = shown(window, example.good_report(), CardChoice(kind=CardKind.TWO), both=two.together())
    card = card_of(view).order.card
    assert isinstance(card, TwoCard)
    assert card.names == ("", "")
    assert view.options.name.accessibleName() == "Put both names on it"
    view.options.name.click()
    card = card_of(view).order.card
    assert isinstance(card, TwoCard)
    assert card.names == ("Ada", "Ben & Söhne")
    view.back.click()
    assert window.screen_shown() is Screen.TWO_LISTENERS


# ---------------------------------------------------------------------------------------------------- the set
def walking(window: MainWindow) -> CardWalk:
    report, chapters = life()
    view = shown(window, report, chapters=chapters)
    view.walk_link.click()
    return view.card_walk


def test_a_set_is_walked_with_every_key(window: MainWindow) -> None:
    walk = walking(window)
    last = len(walk.orders) - 1
    assert 5 <= last <= 7
    assert walk.isVisible()
    assert walk.isFullScreen()
    assert walk.counter.text() == f"1 of {last + 1}"
    steps = (
        (Qt.Key.Key_Right, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_PageDown, 3), (Qt.Key.Key_Space, 4),
        (Qt.Key.Key_Left, 3), (Qt.Key.Key_Up, 2), (Qt.Key.Key_PageUp, 1), (Qt.Key.Key_End, last),
        (Qt.Key.Key_Right, last), (Qt.Key.Key_Home, 0), (Qt.Key.Key_Left, 0),
    )  # fmt: skip
    for key, place in steps:
        QTest.keyClick(walk.stage, key)
        assert walk.place == place, key
        assert walk.counter.text() == f"{place + 1} of {last + 1}"
    QTest.keyClick(walk.stage, Qt.Key.Key_Right)
    QTest.keyClick(walk.stage, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert walk.place == 0
    QTest.keyClick(walk.copy, Qt.Key.Key_Right)
    assert walk.place == 1
    QTest.keyClick(walk.stage, Qt.Key.Key_Escape)
    assert not walk.isVisible()
    assert window.screen_shown() is Screen.SHARE


def test_a_set_is_walked_with_the_mouse(window: MainWindow) -> None:
    walk = walking(window)
    settle()
    middle = QPoint(walk.stage.width() // 2, walk.stage.height() // 2)
    QTest.mouseClick(walk.stage, Qt.MouseButton.LeftButton, pos=middle)
    assert walk.place == 1
    QTest.mouseClick(walk.stage, Qt.MouseButton.LeftButton, pos=QPoint(10, middle.y()))
    assert walk.place == 0
    for turned, place in ((-60, 0), (-60, 1), (-240, 3), (120, 2)):
        wheel = QWheelEvent(
            QPointF(middle), QPointF(walk.stage.mapToGlobal(middle)), QPoint(), QPoint(0, turned),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(walk, wheel)
        assert walk.place == place


def test_in_a_mirrored_window_the_arrows_are_mirrored(window: MainWindow) -> None:
    walk = walking(window)
    walk.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QTest.keyClick(walk.stage, Qt.Key.Key_Left)
    assert walk.place == 1
    QTest.keyClick(walk.stage, Qt.Key.Key_Right)
    assert walk.place == 0


def test_every_card_of_the_set_is_another_and_is_described(window: MainWindow) -> None:
    walk = walking(window)
    seen = []
    for place, order in enumerate(walk.orders):
        walk.go_to(place)
        assert walk.stage.accessibleName() == f"Card {place + 1} of {len(walk.orders)}"
        assert walk.stage.accessibleDescription() == alt_text(order.card, order.style)
        assert walk.current is not None
        seen.append(walk.current.png)
    assert len(set(seen)) == len(seen)


def test_the_card_in_front_is_copied_and_saved_from_the_walk(qtbot: QtBot, window: MainWindow) -> None:
    walk = walking(window)
    walk.go_to(2)
    QTest.keyClick(walk.stage, Qt.Key.Key_C)
    assert walk.current is not None
    data = QGuiApplication.clipboard().mimeData()
    assert bytes(data.data("image/png").data()) == walk.current.png
    assert "Copied" in walk.said.text
    with qtbot.waitSignal(window.share.saving_requested) as wanted:
        QTest.keyClick(walk.stage, Qt.Key.Key_S)
        dialog = window.dialogs.shown
        assert dialog is not None
        assert dialog.parentWidget() is walk
        window.share.save_to("/somewhere/third.png")
        dialog.close()
    assert wanted.args == [CardFile(path="/somewhere/third.png", png=walk.current.png)]


def test_a_card_that_is_not_painted_yet_leaves_an_empty_place(theme: Theme, qtbot: QtBot) -> None:
    report, chapters = life()
    view = ShareView(theme)
    qtbot.addWidget(view)
    view.show_subject(CardSubject(report=report, chapters=chapters))
    view.walk()
    walk = view.card_walk
    assert walk.stage.image.isNull()
    with qtbot.assertNotEmitted(walk.copy_requested):
        QTest.keyClick(walk.stage, Qt.Key.Key_C)
    view.show_painted(paint(walk.orders[0]))
    assert walk.current is not None
    assert not walk.stage.image.isNull()
    with qtbot.waitSignal(view.set_left):
        walk.leave.click()
    assert walk.orders == ()


def test_a_set_waits_for_the_years_or_goes_without(qtbot: QtBot, window: MainWindow) -> None:
    report, chapters = life()
    view = shown(window, report)
    view.set_can_tell(True)
    with qtbot.waitSignal(view.chapters_requested):
        window.menus.actions["walk_cards"].trigger()
    assert view.wait.skip.isVisible()
    with qtbot.waitSignal(view.chapters_unwanted):
        view.wait.skip.click()
    walk = view.card_walk
    assert walk.isVisible()
    assert not any(isinstance(order.card, YearsCard) for order in walk.orders)
    walk.close()
    view.walk()
    view.set_chapters(chapters)
    assert walk.isVisible()
    assert any(isinstance(order.card, YearsCard) for order in walk.orders)


@pytest.mark.parametrize(
    ("saved", "words"),
    [
        (Saved(paths=("/a/Pictures/1.png", "/a/Pictures/2.png"), wanted=2), "2 cards saved in Pictures."),
        (Saved(paths=("/a/Pictures/1.png",), wanted=2), "Stopped. 1 of 2 cards are in Pictures."),
        (
            Saved(paths=("/a/Pictures/1.png",), wanted=2, name="2.png", reason="Disk quota exceeded"),
            "2.png was not saved: Disk quota exceeded. Choose another folder. 1 of 2 cards are in Pictures.",
        ),
        (Saved(paths=(), wanted=0), "Stopped."),
    ],
)
def test_what_became_of_a_set_is_said_where_it_was_asked_for(
    window: MainWindow, saved: Saved, words: str
) -> None:
    walk = walking(window)
    walk.show_saving(1, 2)
    assert walk.cancel.isVisible()
    assert not walk.save_all.isVisible()
    window.share.show_saved(saved)
    assert bare(walk.said.text) == words
    assert walk.said.link.isVisible() is bool(saved.paths)
    assert walk.save_all.isVisible()
    assert not walk.cancel.isVisible()


# ---------------------------------------------------------------------------------------------------- the folder
@pytest.mark.parametrize(
    ("platform", "program", "option"),
    [("win32", "explorer.exe", "/select,"), ("darwin", "/usr/bin/open", "-R")],
)
def test_a_file_is_marked_in_its_folder(
    qapp: QApplication, tmp_path: Path, platform: str, program: str, option: str
) -> None:
    path = tmp_path / "a b & $(c).png"
    started: list[tuple[str, list[str]]] = []
    opened: list[str] = []

    def start(name: str, arguments: object) -> bool:
        assert isinstance(arguments, list)
        started.append((name, arguments))
        return len(started) == 1

    shower = FolderShower(opened.append, start=start, platform=platform)
    shower.show(str(path))
    assert started == [(program, [option, str(path)])]
    assert opened == []
    shower.show(str(path))
    assert opened == [tmp_path.as_uri()]


def test_where_nobody_can_mark_a_file_its_folder_is_opened(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unwrapped_desktop.ui.show_in_folder.HAS_DBUS", False)
    opened: list[str] = []
    FolderShower(opened.append, platform="linux").show(str(tmp_path / "card.png"))
    assert opened == [tmp_path.as_uri()]
