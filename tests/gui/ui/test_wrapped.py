"""The second opinion on screen: reached by link, menu and keys, gone through year by year, by mouse and by keyboard alone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests import example_report as example
from tests.gui.ui.conftest import OpenWindow
from tests.screen_wrapped import hard_report, reviewed_report, settle, shown, uncovered_report, whole
from unwrapped_desktop.ui.charts.ranked_bars import RankedBars
from unwrapped_desktop.ui.charts.twin_lists import Twin, TwinLists
from unwrapped_desktop.ui.figures import NBSP, write_cell
from unwrapped_desktop.ui.main_window import Screen
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.views.wrapped import WrappedView
from unwrapped_desktop.ui.widgets.prose import Prose
from unwrapped_desktop.ui.widgets.reviewed_page import ReviewedPage


def page_of(view: WrappedView) -> ReviewedPage:
    assert view.page is not None
    return view.page


def said(widget: QWidget) -> str:
    """Everything that stands there in words."""
    return "\n".join(bare(prose.text()) for prose in widget.findChildren(Prose) if prose.isVisible())


# ------------------------------------------------------------------------------------------ the way there


def test_a_link_below_the_verdict_leads_there_and_back(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    window.results.show_report(reviewed_report())
    window.show_screen(Screen.RESULTS)
    below = window.results.below
    assert below.wrapped.link.text() == "Spotify's review of 2025, counted again"
    assert "181 plays came after it" in below.wrapped.about.text()
    QTest.mouseClick(below.wrapped.link, Qt.MouseButton.LeftButton)
    assert window.screen_shown() is Screen.WRAPPED
    QTest.mouseClick(window.wrapped.back, Qt.MouseButton.LeftButton)
    assert window.screen_shown() is Screen.RESULTS
    QTest.keyClick(below.wrapped.link, Qt.Key.Key_Return)
    assert window.screen_shown() is Screen.WRAPPED
    QTest.keyClick(window.wrapped, Qt.Key.Key_Escape)
    assert window.screen_shown() is Screen.RESULTS


def test_nothing_leads_there_where_no_review_came(open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    window.results.show_report(reviewed_report())
    window.show_screen(Screen.RESULTS)
    assert window.menus.actions["wrapped"].isEnabled()
    window.results.show_report(example.good_report())
    window.show_screen(Screen.RESULTS)
    assert not window.menus.actions["wrapped"].isEnabled()
    assert not window.results.below.wrapped.isVisible()
    window.show_screen(Screen.LOGIN)
    assert not window.menus.actions["wrapped"].isEnabled()


def test_an_uncovered_year_says_so_below_the_verdict(open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    window.results.show_report(uncovered_report())
    window.show_screen(Screen.RESULTS)
    about = window.results.below.wrapped.about.text()
    assert about == "The record does not hold all of 2015, so nothing is compared."


# ------------------------------------------------------------------------------------------ the years


def test_the_latest_year_comes_first_and_another_is_chosen_by_mouse(open_window: OpenWindow) -> None:
    view = shown(open_window(1280, 860), reviewed_report())
    assert [button.text() for button in view.years.buttons] == ["2025", "2024"]
    assert view.headline.text() == "2025, COUNTED AGAIN"
    before = page_of(view)
    QTest.mouseClick(view.years.buttons[1], Qt.MouseButton.LeftButton)
    settle()
    assert view.headline.text() == "2024, COUNTED AGAIN"
    assert page_of(view) is not before
    assert view.years.buttons[1].isChecked()
    assert not view.years.buttons[0].isChecked()


def test_years_are_chosen_by_arrow_keys_and_the_ends_hold(open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    view = shown(window, reviewed_report())
    QTest.keyClick(view, Qt.Key.Key_Right)
    settle()
    assert view.headline.text() == "2024, COUNTED AGAIN"
    assert window.focusWidget() is view.years.buttons[1]
    QTest.keyClick(view.years.buttons[1], Qt.Key.Key_Right)
    assert view.headline.text() == "2024, COUNTED AGAIN"
    QTest.keyClick(view.years.buttons[1], Qt.Key.Key_Left)
    settle()
    assert view.headline.text() == "2025, COUNTED AGAIN"
    QTest.keyClick(view.years.buttons[0], Qt.Key.Key_Up)
    assert view.headline.text() == "2025, COUNTED AGAIN"


def test_one_review_is_no_choice(open_window: OpenWindow) -> None:
    view = shown(open_window(1280, 860), uncovered_report())
    assert not view.years.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.headline.text() == "2015, NOT COUNTED"


def test_a_report_that_is_shown_already_keeps_its_year(open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    view = shown(window, reviewed_report())
    view.years.step(1)
    view.show_report(reviewed_report())
    assert view.headline.text() == "2024, COUNTED AGAIN"
    view.show_report(uncovered_report())
    assert view.headline.text() == "2015, NOT COUNTED"


# ------------------------------------------------------------------------------------------ what stands there


def test_the_assumption_is_said_aloud(open_window: OpenWindow) -> None:
    view = shown(open_window(1280, 860), reviewed_report())
    assert "Which day it stops is told nowhere: 15 November is assumed here." in view.lead.text()


def test_every_figure_of_the_report_is_on_the_page(open_window: OpenWindow) -> None:
    report = reviewed_report()
    assert report.wrapped is not None
    view = shown(open_window(1280, 860), report)
    year = report.wrapped.years[-1]
    page, words = page_of(view), said(page_of(view))
    for tally in (year.whole, year.weeks):
        assert tally is not None
        assert f"{tally.plays:,} plays" in words
    assert year.whole is not None
    assert year.then is not None
    for minutes in (year.whole.minutes, year.then.minutes, year.spotify_minutes):
        assert f"{minutes:,} minutes" in words
    for frame, part in zip(page.frames, (year.songs, year.artists), strict=True):
        rows = {row[0]: row for row in frame.picture.rows}
        for one in part.counted:
            row = rows[one.name]
            assert row[3:] == (str(one.year.rank), str(one.year.rank_by_time), f"{one.year.plays:,}")
        for listed in part.listed:
            assert rows[listed.name][1] == str(listed.place)
    for lines, found in zip(page.weeks, (year.weeks_artists, year.weeks_songs), strict=True):
        for name in found:
            assert name.name in lines.text()
            assert f"{name.plays:,} play" in lines.text()


def test_lines_open_their_receipts_and_go_on_no_card(open_window: OpenWindow) -> None:
    view = shown(open_window(1280, 860), reviewed_report())
    page = page_of(view).page
    assert len(page.buttons) >= 2
    QTest.mouseClick(page.buttons[0], Qt.MouseButton.LeftButton, pos=_inside(page.buttons[0]))
    assert page.paper.isVisible()
    assert "15 November" in page.paper.text()
    assert not page.paper._post.isVisible()
    QTest.keyClick(page.buttons[0], Qt.Key.Key_Down)
    QTest.keyClick(page.buttons[1], Qt.Key.Key_Return)
    assert page.opened is page.buttons[1].remark


def _inside(button: QWidget) -> QPoint:
    """A point of a button that covers lines of a text."""
    rect = button.mask().boundingRect() if not button.mask().isEmpty() else button.rect()
    return next(
        point
        for x in range(rect.left() + 4, rect.right(), 12)
        for y in range(rect.top() + 4, rect.bottom(), 6)
        if button.mask().contains(point := QPoint(x, y))
    )


def test_pictures_are_tables_too(open_window: OpenWindow) -> None:
    view = shown(open_window(1280, 860), reviewed_report())
    for frame in page_of(view).frames:
        QTest.keyClick(frame.fold.link, Qt.Key.Key_Space)
        assert not frame.picture.chart.isVisible()
        assert frame.table.isVisible()
        assert frame.table.model().rowCount() == len(frame.picture.rows)
        assert "Whole year" in frame.table.text()


def test_every_receipt_of_the_year_is_there_for_whoever_asks(open_window: OpenWindow) -> None:
    report = reviewed_report()
    assert report.wrapped is not None
    view = shown(open_window(1280, 860), report)
    page = page_of(view)
    QTest.keyClick(page.receipts.link, Qt.Key.Key_Return)
    settle()
    assert page.figures.isVisible()
    text = page.figures.text().replace(NBSP, " ")
    for receipt in report.wrapped.receipts_of(report.wrapped.years[-1]):
        assert receipt.title.upper() in text
        assert receipt.population in said(page)
        for cell in (*receipt.rows, *receipt.totals):
            assert f"{cell.label}\t{write_cell(cell)}".replace(NBSP, " ") in text


def test_addresses_that_nothing_explains_are_counted_and_not_guessed(open_window: OpenWindow) -> None:
    view = shown(open_window(1280, 860), reviewed_report(years=(2025,), follows=0))
    songs, artists = page_of(view).frames
    assert isinstance(songs.picture.chart, TwinLists)
    assert isinstance(artists.picture.chart, RankedBars)
    assert "5 artists as addresses, and your files explain none of them" in said(page_of(view))
    view = shown(open_window(1280, 860), reviewed_report(years=(2025,), follows=3))
    words = said(page_of(view))
    assert "2 of 5 artists are addresses that your files do not explain" in words
    chart = page_of(view).frames[1].picture.chart
    assert isinstance(chart, TwinLists)
    assert [row[0] for row in chart.table()[1]].count("not explained") == 2


def test_a_year_that_is_not_covered_shows_the_review_alone(open_window: OpenWindow) -> None:
    view = shown(open_window(900, 640), uncovered_report())
    words = said(page_of(view))
    assert "The record does not hold all of 2015, so nothing is compared." in words
    assert "41,000 minutes" in words
    assert "812 artists" in words
    assert page_of(view).frames == ()
    assert not page_of(view).page.isVisible()


# ------------------------------------------------------------------------------------------ the keyboard alone


def test_the_keyboard_reaches_everything_in_order(open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    view = shown(window, reviewed_report())
    view.years.buttons[0].setFocus()
    page = page_of(view)
    charts = [frame.picture.chart for frame in page.frames]
    folds = [frame.fold.link for frame in page.frames]
    expected = [view.back, *page.page.buttons, charts[0], folds[0], charts[1], folds[1], page.receipts.link]
    reached = []
    for _ in expected:
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        reached.append(window.focusWidget())
    assert reached == expected


def test_by_keyboard_from_the_verdict_to_a_song_and_back(open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    window.results.show_report(reviewed_report())
    window.show_screen(Screen.RESULTS)
    window.results.below.wrapped.link.setFocus()
    QTest.keyClick(window.results.below.wrapped.link, Qt.Key.Key_Space)
    view = whole(window.wrapped)
    chart = page_of(view).frames[1].picture.chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.words() == "Phoenix: number 1 on the list, number 1 of the year with 510 plays"
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.words() == "Phoenix: number 1 of the year with 510 plays, number 1 on the list"
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert window.screen_shown() is Screen.WRAPPED
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert window.screen_shown() is Screen.RESULTS


# ------------------------------------------------------------------------------------------ the two lists


def twins() -> tuple[tuple[Twin, ...], tuple[Twin, ...]]:
    left = (
        Twin(rank=1, name="Lamp", text="number 1 on the list", partner=1),
        Twin(rank=2, name="not explained", text="an address", is_name=False),
        Twin(rank=3, name="Kar", text="number 3 on the list", sign="↓ 14"),
    )
    right = (
        Twin(rank=1, name="Harbour", text="number 1 of the year", note="183 plays"),
        Twin(rank=2, name="Lamp", text="number 2 of the year", note="181 plays", partner=0),
    )
    return left, right


@pytest.fixture
def chart(theme: Theme, qtbot: QtBot) -> TwinLists:
    made = TwinLists(theme, "Songs")
    made.set_lists(("Theirs", "Ours"), *twins())
    qtbot.addWidget(made)
    made.resize(700, made.heightForWidth(700))
    made.show()
    return made


def test_up_and_down_walk_over_both_lists_and_sideways_to_the_same_name(chart: TwinLists) -> None:
    for key, expected in (
        (Qt.Key.Key_Down, "Lamp: number 1 on the list"),
        (Qt.Key.Key_Right, "Lamp: number 2 of the year"),
        (Qt.Key.Key_Right, "Lamp: number 2 of the year"),
        (Qt.Key.Key_Up, "Harbour: number 1 of the year"),
        (Qt.Key.Key_Left, "Lamp: number 1 on the list"),
        (Qt.Key.Key_End, "Lamp: number 2 of the year"),
        (Qt.Key.Key_Left, "Lamp: number 1 on the list"),
        (Qt.Key.Key_Down, "not explained: an address"),
        (Qt.Key.Key_Down, "Kar: number 3 on the list"),
        (Qt.Key.Key_Right, "Lamp: number 2 of the year"),
    ):
        QTest.keyClick(chart, key)
        assert chart.words() == expected


def test_the_pointer_finds_every_row(chart: TwinLists, qtbot: QtBot) -> None:
    qtbot.waitExposed(chart)
    for index, rect in enumerate(chart._plan().reach):
        QTest.mouseMove(chart, rect.center().toPoint())
        QApplication.processEvents()
        assert chart.current == index


def test_two_lists_in_words(chart: TwinLists) -> None:
    assert chart.summary() == "Theirs: Lamp first. Ours: Harbour first. On both: 1 of 3 and 2."
    header, rows = chart.table()
    assert header == ("Name", "List", "Place", "More")
    assert rows[0] == ("Lamp", "Theirs", "1", "number 1 on the list")
    assert len(rows) == 5


@pytest.mark.parametrize("width", [240, 420, 700, 1100])
@pytest.mark.parametrize("percent", [100, 200])
def test_words_of_the_two_lists_never_touch(
    theme: Theme, open_window: OpenWindow, width: int, percent: int
) -> None:
    theme.set_text_percent(percent)
    view = shown(open_window(1280, 860), hard_report())
    for frame in page_of(view).frames:
        chart = frame.picture.chart
        chart.resize(width, chart.heightForWidth(width))
        rects = chart.label_rects()
        for place, rect in enumerate(rects):
            assert rect.left() >= 0
            assert rect.right() <= width
            assert rect.bottom() <= chart.height()
            assert not any(rect.adjusted(1, 1, -1, -1).intersects(other) for other in rects[place + 1 :])
