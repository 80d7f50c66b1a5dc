"""That was not me: what is proposed, what is named, what is left out, and when it is judged again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests import example_report as example
from unwrapped_desktop.domain.catalogue import Catalogue, CatalogueEntry
from unwrapped_desktop.domain.exclusion import Exclusion, ExclusionKind, Exclusions
from unwrapped_desktop.domain.receipt import Cell, Receipt
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.suspect import Suspect, SuspectKind
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.views.not_me import NotMeView

PINKFONG = Exclusion.of_artist("Pinkfong", reason="My child's")
RAFFI = Exclusion.of_artist("Raffi", reason="My child's")
CHRISTMAS = Exclusion.of_artist("Mariah Carey", reason="Only in season")


def _entry(artist: str, title: str = "", plays: int = 1) -> CatalogueEntry:
    return CatalogueEntry(artist=artist, title=title, plays=plays)


CATALOGUE = Catalogue(
    artists=(
        _entry("Pinkfong", plays=1162),
        _entry("Raffi", plays=751),
        _entry("John Coltrane", plays=547),
        _entry("Beyoncé", plays=20),
        _entry("R&B <b>All Stars</b>", plays=4),
    ),
    tracks=(
        _entry("Pinkfong", "Baby Shark", 702),
        _entry("Raffi", "Intro", 3),
        _entry("John Coltrane", "Intro", 2),
    ),
    albums=(_entry("Pinkfong", "Animal Songs", 900),),
    has_private=False,
)


def _suspect(title: str, exclusions: tuple[Exclusion, ...], plays: int) -> Suspect:
    receipt = Receipt(
        id="suspect",
        title=title,
        rows=tuple(Cell(label=item.artist, value=plays, unit="count") for item in exclusions),
        totals=(Cell(label="plays", value=plays, unit="count"),),
        population="plays of 30 seconds or more",
    )
    return Suspect(
        kind=SuspectKind.CHILDREN,
        title=title,
        exclusions=exclusions,
        receipt=receipt,
        plays=plays,
        share_ratio=plays / 6206,
        strength=0.9,
    )


def _report(*, exclusions: Exclusions | None = None) -> Report:
    report = example.good_report()
    record = replace(
        report.record,
        plays=6206,
        first_play_at=datetime(2020, 1, 1, tzinfo=UTC),
        last_play_at=datetime(2026, 11, 14, tzinfo=UTC),
    )
    suspects = (
        _suspect("Children's music", (PINKFONG, RAFFI), 1913),
        _suspect("Christmas songs", (CHRISTMAS,), 387),
    )
    return replace(report, record=record, suspects=suspects, exclusions=exclusions or Exclusions())


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> Iterator[NotMeView]:
    made = NotMeView(theme)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.show_report(_report(), CATALOGUE)
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()


def _leave_out(view: NotMeView, kind: ExclusionKind, *, artist: str = "", title: str = "") -> None:
    view.form.choose_kind(kind)
    view.form.artist.setText(artist)
    view.form.title.setText(title)
    view.form.add.click()


def test_nothing_is_left_out_until_the_listener_says_so(view: NotMeView) -> None:
    assert view.exclusions().is_empty
    assert not view.judge.isEnabled()
    assert not any(row.is_left_out for row in view.suspects)
    assert view.left_out.nothing.isVisible()


def test_a_suspect_is_left_out_and_put_back(view: NotMeView) -> None:
    children = view.suspects[0]
    assert "1,913 plays, 31\u00a0% of all." in bare(children.words.text())
    assert "Pinkfong and Raffi" in bare(children.words.text())
    children.toggle.click()
    assert view.exclusions() == Exclusions((PINKFONG, RAFFI))
    assert [item.reason for item in view.exclusions()] == ["My child's", "My child's"]
    assert view.judge.isEnabled()
    assert view.change.text() == "Takes 1,913 of 6,206 plays."
    children.toggle.click()
    assert view.exclusions().is_empty
    assert not view.judge.isEnabled()


def test_the_evidence_is_a_receipt_that_folds(view: NotMeView) -> None:
    row = view.suspects[0]
    row.evidence.click()
    assert row.paper is not None
    assert row.paper.isVisible()
    assert "Pinkfong: 1,913" in row.paper.text()
    assert row.evidence.text() == "Hide the receipt"
    row.evidence.click()
    assert not row.paper.isVisible()


def test_judging_again_asks_for_what_is_left_out(qtbot: QtBot, view: NotMeView) -> None:
    view.suspects[1].toggle.click()
    with qtbot.waitSignal(view.judge_requested) as caught:
        QTest.keyClick(view.judge, Qt.Key.Key_Return)
    assert caught.args == [Exclusions((CHRISTMAS,))]


def test_what_was_not_judged_yet_is_there_again(view: NotMeView) -> None:
    view.suspects[0].toggle.click()
    view.back.click()
    view.show_report(_report(), CATALOGUE)
    assert view.exclusions() == Exclusions((PINKFONG, RAFFI))
    assert view.suspects[0].is_left_out
    assert view.judge.isEnabled()
    view.undo_link.click()
    assert view.exclusions().is_empty


def test_another_verdict_begins_anew(view: NotMeView) -> None:
    view.suspects[0].toggle.click()
    view.show_report(_report(exclusions=Exclusions((CHRISTMAS,))), CATALOGUE)
    assert view.exclusions() == Exclusions((CHRISTMAS,))
    assert not view.judge.isEnabled()
    assert not view.undo.isEnabled()


def test_the_keyboard_is_seen_on_a_kind_that_is_chosen(view: NotMeView, theme: Theme) -> None:
    chosen = view.form.kinds.checkedButton()
    assert chosen is not None
    chosen.setFocus()
    QApplication.processEvents()
    edge = chosen.grab().toImage().pixelColor(chosen.width() // 2, 1)
    assert edge == theme.colour("accent")


def test_what_is_in_force_is_no_change(view: NotMeView) -> None:
    view.show_report(_report(exclusions=Exclusions((RAFFI,))), CATALOGUE)
    assert not view.judge.isEnabled()
    assert view.change.text() == "Nothing has changed since the verdict."
    view.left_out.rows[RAFFI.key].remove.click()
    assert view.judge.isEnabled()
    assert view.change.text() == "Gives back 751 plays."
    _leave_out(view, ExclusionKind.ARTIST, artist="raffi")
    assert not view.judge.isEnabled()


@pytest.mark.parametrize("typed", ["John Coltrane", " john coltrane ", "JOHN COLTRANE"])
def test_an_artist_is_named(view: NotMeView, typed: str) -> None:
    view.form.reason.setCurrentText("A party")
    _leave_out(view, ExclusionKind.ARTIST, artist=typed)
    (item,) = view.exclusions()
    assert (item, item.artist, item.reason) == (
        Exclusion.of_artist("John Coltrane"),
        "John Coltrane",
        "A party",
    )
    assert view.change.text() == "Takes 547 of 6,206 plays."
    assert view.form.artist.text() == ""


def test_accents_may_be_left_away(view: NotMeView) -> None:
    _leave_out(view, ExclusionKind.ARTIST, artist="Beyonce")
    assert view.exclusions() == Exclusions((Exclusion.of_artist("Beyoncé"),))


def test_a_song_of_one_artist_needs_no_artist(view: NotMeView) -> None:
    _leave_out(view, ExclusionKind.TRACK, title="baby shark")
    assert view.exclusions() == Exclusions((Exclusion.of_track("Pinkfong", "Baby Shark"),))


def test_an_album_is_named(view: NotMeView) -> None:
    _leave_out(view, ExclusionKind.ALBUM, title="Animal Songs", artist="Pinkfong")
    assert view.exclusions() == Exclusions((Exclusion.of_album("Pinkfong", "Animal Songs"),))


@pytest.mark.parametrize(
    ("kind", "artist", "title", "words"),
    [
        (ExclusionKind.ARTIST, "", "", "Name an artist first."),
        (ExclusionKind.ARTIST, "   ", "", "Name an artist first."),
        (ExclusionKind.TRACK, "", "", "Name a song first."),
        (ExclusionKind.ALBUM, "Raffi", "", "Name an album first."),
        (ExclusionKind.ARTIST, "Nobody", "", "“Nobody” is not in the record."),
        (ExclusionKind.TRACK, "", "Nothing", "“Nothing” is not in the record."),
        (ExclusionKind.TRACK, "Raffi", "Baby Shark", "The record has no “Baby Shark” by Raffi."),
        (ExclusionKind.TRACK, "", "Intro", "More than one artist has a “Intro”. Say whose it is."),
        (ExclusionKind.PRIVATE, "", "", "There are no private sessions in this record."),
    ],
)
def test_what_is_missing_is_said(
    view: NotMeView, kind: ExclusionKind, artist: str, title: str, words: str
) -> None:
    _leave_out(view, kind, artist=artist, title=title)
    assert view.exclusions().is_empty
    assert bare(view.form.error.text()).startswith(words)
    assert view.form.error.isVisible()
    _leave_out(view, ExclusionKind.ARTIST, artist="Raffi")
    assert not view.form.error.isVisible()


def test_a_thing_is_left_out_once(view: NotMeView) -> None:
    _leave_out(view, ExclusionKind.ARTIST, artist="Raffi")
    _leave_out(view, ExclusionKind.ARTIST, artist="RAFFI")
    assert len(view.exclusions()) == 1
    assert view.form.error.text() == "That is left out already."


def test_dates_begin_at_the_last_play_and_may_have_hours(view: NotMeView) -> None:
    form = view.form
    form.choose_kind(ExclusionKind.RANGE)
    assert form.first.day == date(2026, 11, 14)
    form.first.setDate(QDate(2026, 11, 13))
    assert not form.first_hour.isVisible()
    form.with_hours.click()
    form.first_hour.setCurrentText("20:00")
    form.last_hour.setCurrentText("4:00")
    form.add.click()
    wanted = Exclusion.of_range(date(2026, 11, 13), date(2026, 11, 14), first_hour=20, last_hour=3)
    assert view.exclusions() == Exclusions((wanted,))
    shown = view.left_out.rows[wanted.key].title.text()
    assert shown == "13 November 2026, 20:00, to 14 November 2026, 4:00"
    assert "counted when it is judged" in view.change.text()


def test_a_range_does_not_end_before_it_begins(view: NotMeView) -> None:
    form = view.form
    form.choose_kind(ExclusionKind.RANGE)
    form.last.setDate(QDate(2026, 11, 1))
    form.add.click()
    assert form.error.text() == "The range ends before it begins."
    form.last.setDate(QDate(2026, 11, 14))
    form.with_hours.click()
    form.first_hour.setCurrentText("20:00")
    form.last_hour.setCurrentText("8:00")
    form.add.click()
    assert form.error.text() == "The range ends before it begins: look at the hours."
    form.with_hours.click()
    form.first.setDate(QDate(2019, 1, 1))
    form.last.setDate(QDate(2019, 2, 1))
    form.add.click()
    assert form.error.text() == (
        "Nothing was played then: the record runs from 1 January 2020 to 14 November 2026."
    )
    assert view.exclusions().is_empty


def test_hours_may_pass_midnight(view: NotMeView) -> None:
    form = view.form
    form.choose_kind(ExclusionKind.HOURS)
    form.from_hour.setCurrentText("22:00")
    form.to_hour.setCurrentText("2:00")
    form.add.click()
    wanted = Exclusion.of_hours([22, 23, 0, 1])
    assert view.exclusions() == Exclusions((wanted,))
    assert view.left_out.rows[wanted.key].title.text() == "Every day 22:00 to 2:00"
    form.to_hour.setCurrentText("22:00")
    form.add.click()
    assert form.error.text().startswith("From and until are the same hour.")


def test_without_a_record_any_name_is_taken(view: NotMeView) -> None:
    view.show_report(_report())
    assert "The file will be needed again." in view.form.no_record.text()
    assert view.form.no_record.isVisible()
    _leave_out(view, ExclusionKind.TRACK, title="Intro")
    assert view.form.error.text() == "Say whose it is: name the artist too."
    _leave_out(view, ExclusionKind.TRACK, title="Intro", artist="Whoever")
    _leave_out(view, ExclusionKind.PRIVATE)
    assert view.exclusions() == Exclusions((Exclusion.of_track("Whoever", "Intro"), Exclusion.of_private()))
    view.show_report(_report(), CATALOGUE)
    assert not view.form.no_record.isVisible()


def test_undo_and_redo_go_through_every_step(view: NotMeView) -> None:
    assert not view.undo_link.isVisible()
    view.suspects[0].toggle.click()
    _leave_out(view, ExclusionKind.ARTIST, artist="Beyoncé")
    view.left_out.rows[RAFFI.key].remove.click()
    steps = [view.exclusions()]
    view.setFocus()
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        steps.append(view.exclusions())
    assert [len(step) for step in steps] == [2, 3, 2, 0]
    assert not view.undo.isEnabled()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(view, Qt.Key.Key_Z, both)
    assert view.exclusions() == steps[2]
    assert view.suspects[0].is_left_out
    view.redo_link.click()
    view.redo_link.click()
    assert view.exclusions() == steps[0]
    assert not view.redo_link.isVisible()


def test_undo_works_from_an_empty_field(view: NotMeView) -> None:
    _leave_out(view, ExclusionKind.ARTIST, artist="Raffi")
    view.form.artist.setFocus()
    QTest.keyClick(view.form.artist, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert view.exclusions().is_empty


def test_all_is_put_back_at_once(view: NotMeView) -> None:
    view.suspects[0].toggle.click()
    view.left_out.remove_all.click()
    assert view.exclusions().is_empty
    assert not view.suspects[0].is_left_out


def test_names_complete_while_typing(qtbot: QtBot, view: NotMeView) -> None:
    form = view.form
    form.choose_kind(ExclusionKind.TRACK)
    form.title.setFocus()
    QTest.keyClicks(form.title, "intr")
    assert [entry.artist for entry in form.title.entries] == ["Raffi", "John Coltrane"]
    popup = form.title.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert (form.title.text(), form.artist.text()) == ("Intro", "John Coltrane")
    form.add.click()
    assert view.exclusions() == Exclusions((Exclusion.of_track("John Coltrane", "Intro"),))


def test_a_large_record_lists_fifty_names_at_most(view: NotMeView) -> None:
    many = tuple(_entry(f"Artist {number}", plays=number) for number in range(20_000))
    view.show_report(_report(), Catalogue(artists=many, tracks=(), albums=(), has_private=True))
    QTest.keyClicks(view.form.artist, "artist")
    assert len(view.form.artist.entries) == 50
    assert view.form.artist.entries[0].name == "Artist 19999"


@dataclass(frozen=True)
class _Count:
    exclusion: Exclusion
    plays: int


def test_counts_are_shown_where_they_come(view: NotMeView) -> None:
    hours = Exclusion.of_hours([3])
    view.show_report(_report(exclusions=Exclusions((hours,))), CATALOGUE)
    assert not view.left_out.rows[hours.key].note.isVisible()
    view.show_counts([_Count(hours, 41)])
    assert view.left_out.rows[hours.key].note.text() == "41 plays"


def test_what_may_overlap_is_said_to_be_about(view: NotMeView) -> None:
    _leave_out(view, ExclusionKind.TRACK, title="Baby Shark")
    _leave_out(view, ExclusionKind.ALBUM, title="Animal Songs")
    assert view.change.text() == "Takes about 1,602 of 6,206 plays; it is counted when it is judged."
    _leave_out(view, ExclusionKind.ARTIST, artist="Pinkfong")
    assert view.change.text() == "Takes 1,162 of 6,206 plays."


def test_a_long_list_is_shown_in_two_steps(view: NotMeView) -> None:
    items = tuple(Exclusion.of_artist(f"Artist {number}") for number in range(45))
    view.show_report(_report(exclusions=Exclusions(items)), CATALOGUE)
    assert len(view.left_out.rows) == 20
    assert view.left_out.more.text() == "Show all 45"
    view.left_out.more.click()
    assert len(view.left_out.rows) == 45
    assert not view.left_out.more.isVisible()


def test_back_by_button_and_escape(qtbot: QtBot, view: NotMeView) -> None:
    with qtbot.waitSignal(view.back_requested):
        view.back.click()
    with qtbot.waitSignal(view.back_requested):
        QTest.keyClick(view.form.artist, Qt.Key.Key_Escape)


def test_foreign_names_are_plain_text(view: NotMeView) -> None:
    _leave_out(view, ExclusionKind.ARTIST, artist="R&B <b>All Stars</b>")
    (row,) = view.left_out.rows.values()
    assert bare(row.title.text()) == "R&B <b>All Stars</b>"
    assert row.remove.accessibleName() == "Put back R&B <b>All Stars</b>"
    for label in view.findChildren(QLabel):
        if not label.objectName().startswith("qt_"):
            assert label.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("size", [(1280, 800), (900, 580), (640, 420)])
@pytest.mark.parametrize("kind", list(ExclusionKind))
def test_all_fits_its_width(
    view: NotMeView, theme: Theme, kind: ExclusionKind, size: tuple[int, int], percent: int
) -> None:
    theme.set_text_percent(percent)
    view.form.choose_kind(kind)
    view.suspects[0].evidence.click()
    view.suspects[0].toggle.click()
    view.resize(*size)
    for _ in range(4):
        QApplication.processEvents()
    assert view.width() == size[0]
    content = view._area.widget()
    assert content is not None
    assert content.width() <= view._area.viewport().width()
    for part in content.findChildren(QWidget):
        parent = part.parentWidget()
        if part.isVisible() and parent is not None and not isinstance(part, QLabel):
            assert part.geometry().right() <= parent.width(), part


def test_every_stop_of_the_keyboard_has_a_name_and_size(view: NotMeView) -> None:
    view.suspects[0].toggle.click()
    QApplication.processEvents()
    found = [
        widget
        for widget in view.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
    ]
    assert len(found) > 10
    for widget in found:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name), widget
        parent = widget.parentWidget()
        frame = parent if isinstance(parent, QComboBox) else widget
        assert frame.width() >= 24, widget
        assert frame.height() >= 24, widget


def test_the_keyboard_goes_down_the_page(view: NotMeView) -> None:
    view.suspects[0].toggle.click()
    QApplication.processEvents()
    view.back.setFocus()
    seen: list[QWidget] = [view.back]
    for _ in range(40):
        QTest.keyClick(seen[-1], Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused)
    first = seen.index(view.suspects[0].toggle)
    order = [
        view.suspects[0].toggle,
        view.suspects[0].evidence,
        view.form.artist,
        view.form.reason,
        view.form.add,
        view.left_out.rows[PINKFONG.key].remove,
        view.judge,
        view.undo_link,
    ]
    places = [seen.index(widget, first) for widget in order]
    assert places == sorted(places)
