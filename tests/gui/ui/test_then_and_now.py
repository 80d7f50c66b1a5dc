"""The screen of a life: eras, labels by year, scores over time and kept verdicts, by mouse and by keyboard."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests import example_chapters as lives
from tests import example_report as example
from tests.gui.ui.conftest import OpenWindow
from tests.screen_then_and_now import settle, shown
from unwrapped_desktop.domain.era import Era
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.ui.charts.interval_chart import IntervalChart, Score
from unwrapped_desktop.ui.figures import write_month
from unwrapped_desktop.ui.main_window import Screen
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.then_and_now_words import Untold, verdict_dates
from unwrapped_desktop.ui.views.then_and_now import ThenAndNowView
from unwrapped_desktop.ui.widgets.era_band import EraBand
from unwrapped_desktop.ui.widgets.verdict_list import SHOWN_AT_FIRST
from unwrapped_desktop.ui.widgets.year_row import YearRow


def at(open_window: OpenWindow, report: Report | None = None) -> ThenAndNowView:
    view = shown(open_window(1280, 860), report or lives.life())
    settle(view)
    return view


def told(open_window: OpenWindow, report: Report | None = None) -> ThenAndNowView:
    """Return the screen of a life with all of its chapters, and as many verdicts as make a list."""
    report = report or lives.life()
    view = at(open_window, report)
    view.show_chapters(lives.chapters(report))
    view.show_verdicts(lives.kept(4))
    settle(view)
    return view


def facts(view: ThenAndNowView) -> str:
    return bare("\n".join(block.text() for block in view.era.blocks))


def tabbed(view: ThenAndNowView) -> QWidget:
    """Press the Tab key; return where it leads."""
    focused = view.window().focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Tab)
    reached = view.window().focusWidget()
    assert reached is not None
    return reached


def row_of(view: ThenAndNowView, year: str) -> YearRow:
    return next(row for row in view.years.rows if row.year == year)


# ------------------------------------------------------------------------------------------------ eras
def assert_open(view: ThenAndNowView, place: int) -> None:
    era = view.band.eras[place]
    assert view.band.chosen == place
    assert f"ERA {place + 1} OF {len(view.band.eras)}" in view.era.eyebrow.text()
    assert f"{era.plays:,}" in view.era.eyebrow.text()
    assert write_month(era.first_month) in facts(view)
    for artist in era.artists:
        assert artist.name in facts(view)


def test_the_keyboard_walks_from_era_to_era(open_window: OpenWindow) -> None:
    view = told(open_window)
    band, last = view.band, len(view.band.eras) - 1
    band.setFocus()
    assert_open(view, last)
    QTest.keyClick(band, Qt.Key.Key_Right)
    assert_open(view, last)
    for place in reversed(range(last)):
        QTest.keyClick(band, Qt.Key.Key_Left)
        assert_open(view, place)
    QTest.keyClick(band, Qt.Key.Key_Left)
    assert_open(view, 0)
    QTest.keyClick(band, Qt.Key.Key_End)
    assert_open(view, last)
    QTest.keyClick(band, Qt.Key.Key_Home)
    assert_open(view, 0)
    QTest.keyClick(band, Qt.Key.Key_Right)
    assert_open(view, 1)
    QTest.keyClick(band, Qt.Key.Key_Escape)
    window = view.window()
    assert window.screen_shown() is Screen.RESULTS  # type: ignore[attr-defined]


def test_the_mouse_opens_the_era_it_presses(open_window: OpenWindow) -> None:
    view = told(open_window)
    for place, rect in enumerate(view.band.era_rects()):
        QTest.mouseClick(view.band, Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
        assert_open(view, place)


def test_a_wheel_over_the_band_moves_the_page(open_window: OpenWindow) -> None:
    view = told(open_window)
    before = view.band.chosen
    middle = view.band.rect().center()
    QTest.wheelEvent(view.window().windowHandle(), view.band.mapTo(view.window(), middle), QPoint(0, -240))
    QApplication.processEvents()
    assert view.band.chosen == before


def test_screen_readers_hear_name_role_and_value_of_the_band(open_window: OpenWindow) -> None:
    view = told(open_window)
    interface = QAccessible.queryAccessibleInterface(view.band)
    assert interface.role() == QAccessible.Role.Slider
    assert interface.text(QAccessible.Text.Name) == "Eras"
    view.band.setValue(3)
    described = interface.text(QAccessible.Text.Description)
    assert described.startswith("Era 3 of 6: January 2016 to November 2018, 3,562 plays")
    assert lives.NAMES[2] in described
    value = interface.valueInterface()
    assert (value.minimumValue(), value.currentValue(), value.maximumValue()) == (1, 3, 6)


def test_an_opened_era_has_its_label_and_lines_with_their_receipts(open_window: OpenWindow) -> None:
    report = lives.life()
    view = told(open_window, report)
    view.band.setValue(3)
    verdict = lives.chapters(report).eras[2].verdict
    assert verdict is not None
    assert view.era.headline.text() == verdict.label
    page = view.era.page
    assert [button.remark.text for button in page.buttons] == [
        verdict.charge,
        *(remark.text for remark in verdict.remarks),
    ]
    page.buttons[1].setFocus()
    QTest.keyClick(page.buttons[1], Qt.Key.Key_Return)
    settle(view)
    assert page.paper.isVisible()
    assert f"{lives.NAMES[0]} Song" in page.paper.text()
    assert not page.paper.post_button.isVisible()
    QTest.mouseClick(page.buttons[1], Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert page.paper.isHidden()


def test_who_rose_and_fell_stands_there_and_whether_it_is_settled(open_window: OpenWindow) -> None:
    view = told(open_window)
    view.band.setValue(1)
    assert "not settled" not in view.era.note.text()
    assert len(view.era.blocks) == 2
    view.band.setValue(4)
    assert "2 months" in view.era.note.text()
    assert "6 % to 7.5 %" in "\n".join(block.text() for block in view.era.blocks)
    view.band.setValue(6)
    assert "not settled" in view.era.note.text()


def test_an_era_without_a_label_says_why_and_shows_its_dates(open_window: OpenWindow) -> None:
    view = told(open_window)
    view.band.setValue(2)
    assert view.era.headline.text() == "SEPTEMBER 2015 TO DECEMBER 2015"
    assert "too short" in view.era.note.text()
    assert not view.era.page.isVisible()


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (lives.eraless(), "One year is a chapter. Eras need 12 months"),
        (example.good_report(), "made before eras were kept"),
        (
            replace(
                example.good_report(), record=replace(example.good_report().record, kind="top_lists", gaps=())
            ),
            "hold no months",
        ),
    ],
)
def test_where_there_are_no_eras_a_sentence_says_why(
    open_window: OpenWindow, report: Report, words: str
) -> None:
    view = at(open_window, report)
    assert words in view.no_eras.text()
    assert view.no_eras.isVisible()
    assert not view.band.isVisible()
    assert not view.era.isVisible()


def test_a_life_of_one_era_says_that_nothing_has_changed(open_window: OpenWindow) -> None:
    view = told(open_window, lives.single())
    assert view.one_era.isVisible()
    assert_open(view, 0)
    assert "elsewhere" not in facts(view)


@settings(deadline=None, max_examples=40)
@given(lengths=st.lists(st.integers(3, 90), min_size=1, max_size=9), width=st.integers(200, 1600))
def test_eras_are_as_long_as_their_months_are_many(lengths: list[int], width: int) -> None:
    band = EraBand(Theme())
    spans, month = [], 2008 * 12
    for length in lengths:
        spans.append((_month(month), _month(month + length - 1)))
        month += length
    band.set_eras(lives.eras(spans=tuple(spans)).eras, example.good_report().record)
    band.resize(width, band.sizeHint().height())
    rects = band.era_rects()
    pitch = sum(rect.width() for rect in rects) / sum(lengths)
    for place, (rect, length) in enumerate(zip(rects, lengths, strict=True)):
        assert rect.width() == pytest.approx(pitch * length)
        assert band.era_at(rect.center().x()) == place
    for left, right in pairwise(rects):
        assert left.right() == pytest.approx(right.left())
    assert band.era_at(-50) == 0
    assert band.era_at(width + 50) == len(lengths) - 1
    band.deleteLater()


def _month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02d}"


# ------------------------------------------------------------------------------------------------ labels by year
def test_years_wait_in_their_places_and_come_one_after_the_other(open_window: OpenWindow) -> None:
    report = lives.life()
    view = at(open_window, report)
    chapters = lives.chapters(report)
    view.show_telling()
    assert [row.year for row in view.years.rows] == [year.title for year in chapters.years]
    assert not any(row.isEnabled() for row in view.years.rows)
    order = [*reversed(chapters.years[3:]), *chapters.years[:3]]
    for number, chapter in enumerate(order, start=1):
        view.add_chapter(chapter)
        assert f"{number} of {len(chapters.years) + len(chapters.eras)}" in view.years.status.text()
        assert row_of(view, chapter.title).isEnabled()
        assert sum(row.isEnabled() for row in view.years.rows) == number
    assert [row.year for row in view.years.rows] == [year.title for year in chapters.years]
    view.show_chapters(chapters)
    assert not view.years.status.isVisible()
    assert not view.years.cancel.isVisible()


def test_an_era_gets_its_label_when_it_comes(open_window: OpenWindow) -> None:
    report = lives.life()
    view = at(open_window, report)
    view.show_telling()
    assert view.era.headline.text() == "NOVEMBER 2024 TO NOVEMBER 2026"
    last = lives.chapters(report).eras[-1]
    assert last.verdict is not None
    view.add_chapter(last)
    assert view.era.headline.text() == last.verdict.label


def test_the_years_of_an_older_report_come_in_order_too(open_window: OpenWindow) -> None:
    view = at(open_window, example.good_report())
    view.show_telling()
    for number in (2019, 2015, 2021, 2016):
        view.add_chapter(lives.year(number))
    assert [row.year for row in view.years.rows] == ["2015", "2016", "2019", "2021"]
    assert "4 so far" in view.years.status.text()


def test_a_pressed_year_opens_and_closes_and_is_alone(open_window: OpenWindow) -> None:
    view = told(open_window)
    first, second = row_of(view, "2019"), row_of(view, "2022")
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    settle(view)
    assert first.isChecked()
    page = view.years.page
    assert page.isVisible()
    assert first.geometry().bottom() < page.geometry().top() < row_of(view, "2020").geometry().top()
    assert page.page.buttons[0].remark.text == lives.verdict("").charge
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    settle(view)
    assert [row.year for row in view.years.rows if row.isChecked()] == ["2022"]
    assert page.geometry().top() > second.geometry().top()
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert not any(row.isChecked() for row in view.years.rows)
    assert page.isHidden()


def test_the_keyboard_opens_a_year_and_a_receipt(open_window: OpenWindow) -> None:
    view = told(open_window)
    row_of(view, "2014").setFocus()
    QTest.keyClick(row_of(view, "2014"), Qt.Key.Key_Down)
    assert view.window().focusWidget() is row_of(view, "2015")
    QTest.keyClick(row_of(view, "2015"), Qt.Key.Key_End)
    assert view.window().focusWidget() is row_of(view, "2026")
    QTest.keyClick(row_of(view, "2026"), Qt.Key.Key_Up)
    assert view.window().focusWidget() is row_of(view, "2025")
    QTest.keyClick(row_of(view, "2025"), Qt.Key.Key_Return)
    settle(view)
    assert view.years.page.isVisible()
    page = view.years.page.page
    assert tabbed(view) is page.buttons[0]
    assert tabbed(view) is page.buttons[1]
    QTest.keyClick(page.buttons[1], Qt.Key.Key_Return)
    settle(view)
    assert page.paper.isVisible()
    assert f"{lives.NAMES[0]} Song" in page.paper.text()
    assert tabbed(view) is page.paper
    assert tabbed(view) is page.buttons[2]
    assert tabbed(view) is page.buttons[3]
    assert tabbed(view) is row_of(view, "2026")


def test_the_keyboard_is_led_down_the_page(open_window: OpenWindow) -> None:
    view = told(open_window)
    settle(view)
    view.back.setFocus()
    assert tabbed(view) is view.band
    for button in view.era.page.buttons:
        assert tabbed(view) is button
    assert tabbed(view) is view.share_era
    for row in view.years.rows:
        assert tabbed(view) is row
    assert tabbed(view) is view.share_years
    for frame in view.axes.frames:
        assert tabbed(view) is frame.picture.chart
        assert tabbed(view) is frame.fold.link
    for listed_row in view.verdicts.rows:
        for stop in (listed_row.tick, listed_row.open, listed_row.delete):
            if not stop.isHidden():
                assert tabbed(view) is stop
    assert tabbed(view) is view.verdict_fold.link


def test_a_thin_year_says_why_it_has_no_label(open_window: OpenWindow) -> None:
    view = told(open_window)
    row = row_of(view, str(lives.THIN_YEAR))
    assert "too few for a label" in row.accessibleName()
    row.click()
    assert not view.years.page.note.isVisible()  # once is enough
    assert not view.years.page.page.isVisible()
    assert view.years.page.blocks


def test_a_year_is_named_with_its_label_and_its_most_played(open_window: OpenWindow) -> None:
    view = told(open_window)
    name = row_of(view, "2014").accessibleName()
    chapter = lives.year(2014)
    assert chapter.verdict is not None
    assert name.startswith(f"2014: {chapter.verdict.label}. {chapter.plays:,} plays")
    assert chapter.artists[0].name in name
    assert "covered in part" in name


def test_stopped_it_says_how_many_there_are_and_offers_the_rest(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    report = lives.life()
    view = at(open_window, report)
    view.show_telling()
    for chapter in lives.chapters(report).years[:5]:
        view.add_chapter(chapter)
    with qtbot.waitSignal(view.years.cancel_requested):
        QTest.mouseClick(view.years.cancel, Qt.MouseButton.LeftButton)
    view.show_stopped()
    assert view.years.status.text() == "Stopped. 5 of 13 years have their label."
    assert row_of(view, "2015").isEnabled()
    with qtbot.waitSignal(view.years.tell_requested):
        QTest.keyClick(view.years.resume, Qt.Key.Key_Return)


@pytest.mark.parametrize("untold", list(Untold))
def test_without_labels_one_sentence_and_one_way_out(
    qtbot: QtBot, open_window: OpenWindow, untold: Untold
) -> None:
    view = at(open_window)
    view.show_untold(untold)
    assert view.years.reason.isVisible()
    assert view.years.reason.text()
    assert not view.years.rows
    assert_open(view, 5)
    with qtbot.waitSignal(view.years.acted) as caught:
        QTest.mouseClick(view.years.act, Qt.MouseButton.LeftButton)
    assert caught.args == [untold]


# ------------------------------------------------------------------------------------------------ scores over time
def test_scores_break_where_there_is_no_ruling_and_say_so_in_the_table(open_window: OpenWindow) -> None:
    view = told(open_window)
    frames = {frame.picture.title: frame for frame in view.axes.frames}
    assert set(frames) == {
        "Restless or loyal",
        "Finishes things or skips",
        "Day or night",
        "Underground or charts",
    }
    assert "Critics approve or critics worry" in view.axes.lacking.text()
    charts = frames["Underground or charts"]
    chart = charts.picture.chart
    assert isinstance(chart, IntervalChart)
    unruled = {2015, 2017, 2020, 2025}
    years = range(lives.FIRST_YEAR, lives.LAST_YEAR + 1)
    assert chart.marks == len(set(years) - unruled)
    assert [len(run) for run in chart.runs()] == [1, 1, 2, 4, 1]
    charts.fold.link.click()
    assert not chart.isVisible()
    rows = {row[0]: row[1:] for row in charts.picture.rows}
    assert [int(year) for year in rows] == list(years)
    assert all(rows[str(year)] == ("no ruling", "", "") for year in unruled)
    assert rows["2014"] == ("0.45", "0.37", "0.51")


def test_a_score_is_read_by_keyboard(open_window: OpenWindow) -> None:
    view = told(open_window)
    chart = view.axes.frames[0].picture.chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.words() == "2014: 0.65, 9 times in 10 between 0.57 and 0.71"
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert chart.words().startswith("2026: 0.45")


def test_scores_of_verdicts_are_drawn_from_two_on(open_window: OpenWindow) -> None:
    view = at(open_window)
    view.show_verdicts(lives.kept(1))
    settle(view)
    assert view.verdict_fold.isHidden()
    view.show_verdicts(lives.kept(7))
    settle(view)
    assert view.verdict_fold.isVisible()
    view.verdict_fold.link.click()
    when = [row[0] for row in view.verdict_axes.frames[0].picture.rows]
    readable = [verdict for verdict in reversed(lives.kept(7)) if verdict.is_readable]
    assert when == list(verdict_dates(readable))


@settings(deadline=None, max_examples=40)
@given(known=st.lists(st.booleans(), min_size=1, max_size=40))
def test_every_score_is_a_mark_and_lines_join_neighbours_alone(known: list[bool]) -> None:
    scores = [
        Score(label=str(place), value=0.5 if is_known else None, low=0.4, high=0.6)
        for place, is_known in enumerate(known)
    ]
    chart = IntervalChart(Theme(), "Any")
    chart.set_scores(scores, ("Low", "High"))
    places = [place for place, is_known in enumerate(known) if is_known]
    assert chart.marks == len(places)
    assert [mark for run in chart.runs() for mark in run] == list(range(len(places)))
    ends = {run[-1] for run in chart.runs()}
    for mark, (one, other) in enumerate(pairwise(places)):
        assert (mark in ends) == (other - one > 1)
    assert [row[0] for row in chart.table()[1]] == [score.label for score in scores]
    chart.deleteLater()


# ------------------------------------------------------------------------------------------------ earlier verdicts
def listed(open_window: OpenWindow, count: int, *, on_screen: int = 0) -> ThenAndNowView:
    view = at(open_window)
    view.show_verdicts(lives.kept(count, on_screen=on_screen))
    settle(view)
    return view


def test_the_list_says_when_which_and_on_what(open_window: OpenWindow) -> None:
    view = listed(open_window, 6)
    rows = view.verdicts.rows
    verdicts = lives.kept(6)
    assert [row.verdict for row in rows] == list(verdicts)
    assert rows[0].when == "22 November 2026, 09:30"
    assert rows[1].when == "22 November 2026, 08:05"
    assert rows[2].when == "20 September 2026"
    assert rows[0].open.isHidden()
    assert rows[0].delete.isHidden()
    assert not rows[4].tick.isEnabled()
    assert rows[4].open.isHidden()
    assert rows[4].delete.isVisible()
    assert not view.verdicts.alone.isVisible()


def test_the_verdict_on_screen_can_be_neither_opened_nor_deleted(open_window: OpenWindow) -> None:
    view = listed(open_window, 3, on_screen=1)
    rows = view.verdicts.rows
    assert [row.open.isHidden() for row in rows] == [False, True, False]
    assert [row.delete.isHidden() for row in rows] == [True, True, False]


def test_a_single_verdict_says_that_it_is_alone(open_window: OpenWindow) -> None:
    view = listed(open_window, 1)
    assert view.verdicts.alone.isVisible()
    assert not view.verdicts.compare.isVisible()


def test_two_are_ticked_and_compared_the_older_first(qtbot: QtBot, open_window: OpenWindow) -> None:
    view = listed(open_window, 4)
    rows, compare = view.verdicts.rows, view.verdicts.compare
    assert not compare.isEnabled()
    QTest.mouseClick(rows[0].tick, Qt.MouseButton.LeftButton, pos=QPoint(10, 14))
    assert not compare.isEnabled()
    rows[2].tick.setFocus()
    QTest.keyClick(rows[2].tick, Qt.Key.Key_Space)
    assert compare.isEnabled()
    rows[3].tick.click()
    assert not compare.isEnabled()
    assert "Only two" in view.verdicts.hint.text()
    rows[3].tick.click()
    with qtbot.waitSignal(view.verdicts.compare_requested) as caught:
        QTest.keyClick(compare, Qt.Key.Key_Return)
    assert caught.args == [98, None]


def test_opening_and_deleting_carry_the_number(qtbot: QtBot, open_window: OpenWindow) -> None:
    view = listed(open_window, 4, on_screen=3)
    rows = view.verdicts.rows
    with qtbot.waitSignal(view.verdicts.open_requested) as caught:
        QTest.mouseClick(rows[1].open, Qt.MouseButton.LeftButton)
    assert caught.args == [99]
    with qtbot.waitSignal(view.verdicts.open_requested) as caught:
        QTest.keyClick(rows[0].open, Qt.Key.Key_Return)
    assert caught.args == [None]
    with qtbot.waitSignal(view.verdicts.delete_requested) as caught:
        QTest.keyClick(rows[2].delete, Qt.Key.Key_Return)
    assert caught.args == [98]


def test_what_was_deleted_is_named_and_undone_by_button_and_by_keys(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    view = listed(open_window, 3)
    view.show_deleted(datetime(2026, 5, 3, 12, tzinfo=UTC))
    assert view.verdicts.deleted.title == "Deleted the verdict of 3 May 2026."
    undo = view.verdicts.deleted.action_button
    assert view.window().focusWidget() is undo
    with qtbot.waitSignal(view.verdicts.undo_requested):
        QTest.keyClick(undo, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.verdicts.undo_requested):
        QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    view.show_deleted(None)
    assert view.verdicts.deleted.isHidden()
    with qtbot.assertNotEmitted(view.verdicts.undo_requested):
        QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_many_verdicts_are_shown_when_they_are_asked_for(open_window: OpenWindow) -> None:
    view = listed(open_window, 40)
    assert len(view.verdicts.rows) == SHOWN_AT_FIRST
    view.verdicts.rows[3].tick.click()
    assert view.verdicts.more.text() == "Show all 40"
    view.verdicts.more.click()
    settle(view)
    assert len(view.verdicts.rows) == 40
    assert [row.verdict.history_id for row in view.verdicts.rows if row.tick.isChecked()] == [97]
    assert view.verdicts.more.isHidden()


# ------------------------------------------------------------------------------------------------ the screen
def test_it_tells_when_it_appears_and_when_it_is_left(qtbot: QtBot, open_window: OpenWindow) -> None:
    view = told(open_window)
    window = view.window()
    with qtbot.waitSignal(view.left):
        QTest.keyClick(view, Qt.Key.Key_Escape)
    with qtbot.waitSignal(view.appeared):
        window.results.actions_row.then_and_now.click()  # type: ignore[attr-defined]
    with qtbot.waitSignal(view.left):
        QTest.mouseClick(view.back, Qt.MouseButton.LeftButton)


def test_what_stands_there_already_is_left_as_it_is(open_window: OpenWindow) -> None:
    view = told(open_window)
    view.band.setValue(2)
    row_of(view, "2019").click()
    view.show_report(lives.life())
    assert view.band.value() == 2
    assert row_of(view, "2019").isChecked()
    view.show_report(lives.single())
    assert view.band.value() == 1
    assert not any(row.isEnabled() for row in view.years.rows)


def test_no_name_stands_in_the_headline_face(open_window: OpenWindow) -> None:
    report = lives.life(lives.HARD_NAMES)
    view = at(open_window, report)
    for place, era in enumerate(report.eras.eras):
        view.band.setValue(place + 1)
        assert not any(artist.name.upper() in view.era.headline.text().upper() for artist in era.artists)


def test_an_era_keeps_its_artists_to_itself(open_window: OpenWindow) -> None:
    """A right-to-left name does not turn the words around it."""
    view = at(open_window, lives.life(lives.HARD_NAMES))
    era: Era = view.band.eras[1]
    view.band.setValue(2)
    assert f"\u2068{era.artists[0].name}\u2069" in view.band.text()
