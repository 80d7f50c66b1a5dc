"""The clipboard: what stays here is not copied with the rest, and each such thing can be copied by itself, if one says so."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests import example_report as example
from tests import example_two_listeners as two
from tests.gui.ui.conftest import OpenWindow
from tests.screens import real_report
from unwrapped_desktop.domain.catalogue import Catalogue, CatalogueEntry
from unwrapped_desktop.domain.receipt import Receipt
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.why import Why
from unwrapped_desktop.ui.main_window import Screen
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.two_listeners_words import together_text
from unwrapped_desktop.ui.views.evidence import EvidenceView
from unwrapped_desktop.ui.widgets.evidence_section import EvidenceSection
from unwrapped_desktop.ui.widgets.names_list import NamesList
from unwrapped_desktop.ui.widgets.receipt import ReceiptPaper

BEFORE = "what was there before"


@pytest.fixture(autouse=True)
def _filled_clipboard(qapp: QApplication) -> Iterator[None]:
    QGuiApplication.clipboard().setText(BEFORE)
    yield
    QGuiApplication.clipboard().clear()


def copied() -> str:
    return QGuiApplication.clipboard().text()


def copy(widget: QWidget) -> None:
    QTest.keySequence(widget, QKeySequence(QKeySequence.StandardKey.Copy))


# ------------------------------------------------------------------------------------------------------------ receipts
@pytest.fixture
def paper(theme: Theme, qtbot: QtBot) -> ReceiptPaper:
    paper = ReceiptPaper(theme)
    qtbot.addWidget(paper)
    paper.resize(420, 700)
    paper.show()
    paper.activateWindow()
    paper.setFocus()
    return paper


def receipts(*shareable: bool) -> list[Receipt]:
    return [
        example.receipt(
            f"r{number}",
            f"Receipt {number}",
            [example.cell(f"Artist {number}", 40 + number)],
            None,
            "plays of 30 seconds or more, Europe/Vaduz",
            shareable=goes,
        )
        for number, goes in enumerate(shareable)
    ]


def test_a_receipt_that_stays_is_copied_in_two_steps(paper: ReceiptPaper) -> None:
    paper.show_receipts(None, receipts(False), can_post=False)
    assert not paper.kept_back.isVisible()
    copy(paper)
    assert copied() == BEFORE
    assert paper.kept_back.text() == "Not copied: Receipt 0. It rests on something private."
    (link,) = paper.kept_back.links
    assert link.isVisible()
    assert link.hasFocus()
    assert paper.heightForWidth(paper.width()) > paper.kept_back.y() + paper.kept_back.height()
    QTest.keyClick(link, Qt.Key.Key_Space)
    assert copied().splitlines()[:2] == ["Receipt 0", "Artist 0: 40"]
    assert not paper.kept_back.isVisible()
    assert paper.hasFocus()


def test_its_neighbours_are_copied_at_once(paper: ReceiptPaper) -> None:
    paper.show_receipts(None, receipts(True, False, True, False), can_post=False)
    copy(paper)
    assert "Receipt 0" in copied()
    assert "Receipt 2" in copied()
    assert "Receipt 1" not in copied()
    assert "Receipt 3" not in copied()
    assert "2 things" in paper.kept_back.text()
    QTest.mouseClick(paper.kept_back.links[1], Qt.MouseButton.LeftButton)
    assert "Receipt 3" in copied()
    assert "Receipt 1" not in copied()


def test_another_receipt_takes_the_offer_away(paper: ReceiptPaper) -> None:
    paper.show_receipts(None, receipts(False), can_post=False)
    copy(paper)
    assert paper.kept_back.isVisible()
    paper.show_receipts(None, receipts(True), can_post=False)
    assert not paper.kept_back.isVisible()
    copy(paper)
    assert copied().startswith("Receipt 0")
    assert not paper.kept_back.isVisible()


def test_no_place_is_copied(paper: ReceiptPaper) -> None:
    paper.show_receipts(None, receipts(True), can_post=False)
    assert "Europe/Vaduz" in paper.text()
    copy(paper)
    assert copied().endswith("counted: plays of 30 seconds or more")


# ------------------------------------------------------------------------------------------------------------ evidence
def with_secrets() -> Report:
    """Return a real report of which the first artist, one month, and three facts stay."""
    report = real_report("loyalist")
    charts = report.charts
    assert charts is not None
    first, *others = charts.artists
    month, *months = charts.months
    names = {"who.second_artist", "who.top_artist"}
    return replace(
        report,
        charts=replace(
            charts,
            artists=(replace(first, is_private=True), *others),
            months=(replace(month, is_private=True), *months),
        ),
        facts=tuple(replace(one, why=Why.PRIVATE) if one.id in names else one for one in report.facts),
    )


def evidence(qtbot: QtBot, open_window: OpenWindow, report: Report) -> EvidenceView:
    window = open_window(1280, 860)
    window.results.show_report(report)
    window.show_screen(Screen.RESULTS)
    window.menus.actions["evidence"].trigger()
    qtbot.waitUntil(lambda: window.evidence.is_whole)
    return window.evidence


def section(view: EvidenceView, title: str) -> EvidenceSection:
    return next(section for section in view.sections if section.title == title)


def test_figures_that_stay_are_offered_one_by_one(qtbot: QtBot, open_window: OpenWindow) -> None:
    view = evidence(qtbot, open_window, with_secrets())
    artists = section(view, "Artists")
    QTest.mouseClick(artists.copy, Qt.MouseButton.LeftButton)
    assert "Most played artist" not in copied().replace("Plays of the most played artist", "")
    assert "Plays of the most played artist" in copied()
    assert view.status.text() == "Copied, without 2 things that stay here."
    assert len(artists.kept_back.links) == 2
    assert artists.kept_back.links[0].accessibleDescription() == "Most played artist"
    QTest.mouseClick(artists.kept_back.links[0], Qt.MouseButton.LeftButton)
    assert [line.split("\t")[0] for line in copied().splitlines()] == ["What", "Most played artist"]
    assert view.status.text() == "Copied, this one thing."


def test_figures_of_which_none_stays_are_copied_as_ever(qtbot: QtBot, open_window: OpenWindow) -> None:
    view = evidence(qtbot, open_window, with_secrets())
    years = section(view, "Years")
    QTest.mouseClick(years.copy, Qt.MouseButton.LeftButton)
    assert view.status.text() == "Copied, as a spreadsheet takes it."
    assert not years.kept_back.isVisible()
    assert copied().startswith("What\tFigure\tMeasured on")


def test_a_table_leaves_its_private_rows_out_and_offers_them(qtbot: QtBot, open_window: OpenWindow) -> None:
    view = evidence(qtbot, open_window, with_secrets())
    frame = next(f for f in section(view, "Artists").frames if f.picture.title == "The most played artists")
    frame.fold.link.click()
    private, public = frame.picture.rows[0][0], frame.picture.rows[1][0]
    copy(frame.table)
    assert f"\n{public}\t" in copied()
    assert private not in copied()
    assert len(frame.kept_back.links) == 1
    QTest.mouseClick(frame.kept_back.links[0], Qt.MouseButton.LeftButton)
    assert [line.split("\t")[0] for line in copied().splitlines()] == ["Name", private]
    assert not frame.kept_back.isVisible()


def test_one_private_row_that_was_chosen_is_asked_for_once_more(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    view = evidence(qtbot, open_window, with_secrets())
    frame = next(f for f in section(view, "Seasons").frames if f.picture.title == "Plays by month")
    frame.fold.link.click()
    frame.table.selectRow(0)
    copy(frame.table)
    assert copied() == BEFORE
    assert frame.kept_back.text().startswith(f"Not copied: {frame.picture.rows[0][0]}.")
    frame.table.clearSelection()
    frame.table.selectRow(1)
    copy(frame.table)
    assert len(copied().splitlines()) == 2
    assert not frame.kept_back.isVisible()


def test_receipts_of_figures_that_stay_are_kept_too(qtbot: QtBot, open_window: OpenWindow) -> None:
    view = evidence(qtbot, open_window, with_secrets())
    artists = section(view, "Artists")
    artists.receipt_fold.link.click()
    artists.paper.copy_text()
    assert "Plays of the most played artist" in copied()
    assert "Most played artist" not in copied().splitlines()
    assert len(artists.paper.kept_back.links) == 2


def test_a_long_list_of_what_stays_is_cut_short(theme: Theme, qtbot: QtBot) -> None:
    names = NamesList(theme)
    qtbot.addWidget(names)
    entries = [
        CatalogueEntry(artist=f"Artist {place}", plays=100 - place, is_private=place % 2 == 0)
        for place in range(40)
    ]
    names.show()
    names.show_names(Catalogue(artists=tuple(entries), tracks=(), albums=(), has_private=True))
    copy(names.table)
    assert [line.split("\t")[0] for line in copied().splitlines()[1:]] == [
        f"Artist {place}" for place in range(1, 40, 2)
    ]
    assert "20 things" in names.kept_back.text()
    assert len(names.kept_back.links) == 6
    assert names.kept_back.text().endswith("The others can be chosen and copied one by one.")


# ------------------------------------------------------------------------------------------------------- two listeners
def test_a_line_about_two_that_stays_is_not_copied() -> None:
    together = two.together()
    line = together.verdict.remarks[0]
    assert line.text in together_text(together)
    hidden = tuple(
        replace(one, shareable=False) if one.id in line.receipts else one for one in together.receipts
    )
    text = together_text(replace(together, receipts=hidden))
    assert line.text not in text
    assert together.verdict.charge in text
