"""All the evidence: every figure by theme, pictures with their tables, looked for, copied, by mouse and by keyboard."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import example_report as example
from tests.example_charts import charted
from tests.gui.ui.conftest import OpenWindow
from tests.screens import real_report
from unwrapped_desktop.domain.charts import RANKS_MOST
from unwrapped_desktop.domain.fact_counts import FACT_COUNTS
from unwrapped_desktop.domain.fact_titles import fact_title
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.ui.evidence_words import as_text, evidence_of
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.views.evidence import EvidenceView
from unwrapped_desktop.ui.widgets.evidence_section import EvidenceSection

real = partial(real_report, "loyalist")


def _shown(qtbot: QtBot, window: MainWindow, report: Report) -> EvidenceView:
    window.results.show_report(report)
    window.show_screen(Screen.RESULTS)
    window.menus.actions["evidence"].trigger()
    assert window.screen_shown() is Screen.EVIDENCE
    qtbot.waitUntil(lambda: window.evidence.is_whole)
    for _ in range(4):
        QApplication.processEvents()
    return window.evidence


def _section(view: EvidenceView, title: str) -> EvidenceSection:
    return next(section for section in view.sections if section.title == title)


def test_every_fact_of_a_report_is_there_or_says_why_not(qtbot: QtBot, open_window: OpenWindow) -> None:
    report = real()
    view = _shown(qtbot, open_window(1280, 860), report)
    lines = "\n".join(section.lines.text() for section in view.sections)
    reasons = "\n".join(reason for part in evidence_of(report) for reason in part.reasons())
    for fact in report.facts:
        assert fact_title(fact.id) in (lines if fact.available else reasons), fact
    assert all(fact.reason in reasons for fact in report.facts if fact.reason is not None)
    assert len(report.facts) == sum(len(part.facts) + len(part.unknown) for part in evidence_of(report))


def test_pictures_have_tables_with_the_same_figures(qtbot: QtBot, open_window: OpenWindow) -> None:
    report = real()
    assert report.charts is not None
    view = _shown(qtbot, open_window(1280, 860), report)
    frames = {frame.picture.title: frame for section in view.sections for frame in section.frames}
    assert len(frames) >= 9
    for frame in frames.values():
        chart = frame.picture.chart
        assert chart.isVisible()
        frame.fold.link.click()
        assert not chart.isVisible()
        assert frame.table.model().rowCount() == len(frame.picture.rows) > 0
        frame.fold.link.click()
        assert chart.isVisible()
    artists = frames["The most played artists"].picture.rows
    assert len(artists) == min(len(report.charts.artists), RANKS_MOST)
    assert artists[0][:2] == (report.charts.artists[0].name, f"{report.charts.artists[0].plays:,}")
    years = frames["Plays by year"].picture.rows
    assert [row[0] for row in years] == [str(year.year) for year in report.charts.years]
    clock = frames["By weekday and hour"].picture
    assert (
        sum(int(figure.replace(",", "")) for row in clock.rows for figure in row[1:]) == report.record.plays
    )


def test_what_is_looked_for_is_left_and_the_rest_comes_back(qtbot: QtBot, open_window: OpenWindow) -> None:
    view = _shown(qtbot, open_window(1280, 860), real())
    QTest.keyClicks(view.search, "busiest")
    shown = [section for section in view.sections if section.isVisible()]
    assert {"The clock", "Seasons"} <= {section.title for section in shown} < {s.title for s in view.sections}
    for section in shown:
        assert all("busiest" in line.casefold() for line in section.lines.text().splitlines())
        assert not any(frame.isVisible() for frame in section.frames)
    QTest.keyClicks(view.search, " zzz")
    assert view.nothing_found.isVisible()
    QTest.keyClick(view.search, Qt.Key.Key_Escape)
    assert view.search.text() == ""
    assert all(section.isVisible() for section in view.sections)
    assert not view.nothing_found.isVisible()


def test_every_figure_has_its_receipt(qtbot: QtBot, open_window: OpenWindow) -> None:
    report = real()
    view = _shown(qtbot, open_window(1280, 860), report)
    facts = {fact_title(fact.id): fact for fact in report.facts if fact.available}
    for section in view.sections:
        if not section.receipt_fold.isVisible():
            continue
        section.receipt_fold.link.setFocus()
        QTest.keyClick(section.receipt_fold.link, Qt.Key.Key_Return)
        assert section.paper.isVisible()
        printed = section.paper.text()
        told = next(part for part in evidence_of(report) if part.title == section.title)
        assert [receipt.title for receipt in told.receipts()] == [fact_title(fact.id) for fact in told.facts]
        for receipt in told.receipts():
            fact = facts[receipt.title]
            assert (receipt.rows[0].value, receipt.rows[1].value) == (fact.value, fact.sample)
            assert receipt.title in printed
            assert receipt.population == FACT_COUNTS[fact.id]
        QTest.keyClick(section.receipt_fold.link, Qt.Key.Key_Return)
        assert not section.paper.isVisible()


def test_the_receipts_are_those_of_what_is_looked_for(qtbot: QtBot, open_window: OpenWindow) -> None:
    view = _shown(qtbot, open_window(1280, 860), real())
    clock = _section(view, "The clock")
    clock.receipt_fold.link.click()
    QTest.keyClicks(view.search, "busiest weekday")
    assert "Busiest weekday" in clock.paper.text()
    assert "Busiest hour" not in clock.paper.text()


def test_a_value_is_found_too(qtbot: QtBot, open_window: OpenWindow) -> None:
    view = _shown(qtbot, open_window(1280, 860), real())
    view.search.setText("abba")
    assert "ABBA" in _section(view, "Artists").lines.text()


def test_figures_are_copied_as_a_spreadsheet_takes_them(qtbot: QtBot, open_window: OpenWindow) -> None:
    view = _shown(qtbot, open_window(1280, 860), real())
    section = _section(view, "Artists")
    QTest.mouseClick(section.copy, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("What\tFigure\tMeasured on\nMost played artist\tABBA\t")
    assert "Copied" in view.status.text()
    frame = section.frames[0]
    frame.fold.link.click()
    frame.table.selectRow(1)
    QTest.keySequence(frame.table, QKeySequence(QKeySequence.StandardKey.Copy))
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == 2
    assert copied[1].split("\t")[0] == frame.picture.rows[1][0]


@pytest.mark.parametrize("name", ["=1+1", "+41", "-5", "@me", "a\tb\nc"])
def test_no_name_becomes_a_formula_or_another_field(name: str) -> None:
    (line,) = as_text(("Name", "Plays"), ((name, "3"),)).splitlines()[1:]
    field, plays = line.split("\t")
    assert plays == "3"
    assert field[0] not in "=+-@"


def test_a_report_without_counts_says_so_and_still_has_its_figures(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window(1280, 860)
    view = _shown(qtbot, window, example.good_report())
    assert view.older.isVisible()
    assert not any(section.frames for section in view.sections)
    assert view.sections
    view = _shown(qtbot, window, charted())
    assert not view.older.isVisible()
    assert sum(len(section.frames) for section in view.sections) == 11


def test_the_keyboard_alone_walks_it(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    view = _shown(qtbot, window, charted())
    chart = _section(view, "Years").frames[0].picture.chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.words().startswith("2014")
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.words().startswith("2015")
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert window.screen_shown() is Screen.RESULTS
    window.results.actions_row.evidence.click()
    assert window.screen_shown() is Screen.EVIDENCE
    assert window.evidence is view


def test_what_stands_there_already_is_left_as_it_is(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    view = _shown(qtbot, window, charted())
    before = list(view.sections)
    view.search.setText("clock")
    assert _shown(qtbot, window, charted()).sections == before
    assert view.search.text() == "clock"
