"""The quiet lines under the verdict's headline: what moved, and what was left out."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests import example_report as example
from tests.screen_cases import HARD, left_out_report
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.views.results import ResultsView

OpenWindow = Callable[[int, int], MainWindow]
WIDE, NARROW = (1280, 860), (900, 640)
MOVED = "Compared with the verdict before: 3 things moved."


def _settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def _show(window: MainWindow, report: Report) -> ResultsView:
    window.results.show_report(report)
    window.show_screen(Screen.RESULTS)
    _settle()
    return window.results


def test_what_was_left_out_is_said_under_the_headline(qtbot: QtBot, open_window: OpenWindow) -> None:
    results = _show(open_window(*WIDE), left_out_report(example.good_report()))
    assert results.left_out.isVisible()
    names = "Kuru Yaprak, 1 to 26 December 2023 and every day 1:00 to 5:00"
    assert bare(results.left_out.text) == f"Left out: {names}."
    results.set_reanalysable(True)
    with qtbot.waitSignal(results.not_me_requested):
        QTest.mouseClick(results.left_out.link, Qt.MouseButton.LeftButton)
    results.set_reanalysable(False)
    assert not results.left_out.link.isVisible()
    assert results.left_out.isVisible()
    results.show_report(left_out_report(example.good_report(), Exclusions((Exclusion.of_private(),)), rows=1))
    assert results.left_out.text == "Left out: private sessions."
    nothing = left_out_report(example.good_report(), Exclusions((Exclusion.of_artist("Nobody"),)), rows=0)
    results.show_report(nothing)
    assert bare(results.left_out.text) == "Left out: Nobody. Nothing of it is in this record."
    results.show_report(left_out_report(example.good_report(), HARD))
    assert results.left_out.text == f"Left out: {len(HARD)} things."
    results.show_report(example.good_report())
    assert not results.left_out.isVisible()


def test_the_receipt_has_room_for_what_can_be_done_with_it(open_window: OpenWindow) -> None:
    results = _show(open_window(*WIDE), left_out_report(example.good_report()))
    paper = results._paper
    assert paper.isVisible()
    for possible in (True, False):
        results.set_reanalysable(possible)
        _settle()
        assert paper.not_me.isVisible() is possible
        assert paper.height() == paper.heightForWidth(paper.width())


def test_what_moved_is_said_until_another_report_comes(qtbot: QtBot, open_window: OpenWindow) -> None:
    results = _show(open_window(*WIDE), example.good_report())
    assert not results.moved.isVisible()
    with qtbot.waitSignal(results.offers_changed):
        results.set_moved(MOVED)
    assert results.has_moved
    assert results.moved.isVisible()
    with qtbot.waitSignal(results.moved_requested):
        QTest.keyClick(results.moved.link, Qt.Key.Key_Return)
    results.set_moved(None)
    assert not results.moved.isVisible()
    results.set_moved(MOVED)
    results.show_report(example.good_report())
    assert results.has_moved  # it is the report that stands there
    results.show_report(example.rtl_report())
    assert not results.has_moved


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", [1280, 640])
def test_a_quiet_line_keeps_its_words_and_its_link_apart(
    open_window: OpenWindow, theme: Theme, width: int, percent: int
) -> None:
    theme.set_text_percent(percent)
    results = _show(open_window(width, 640), left_out_report(example.good_report()))
    results.set_reanalysable(True)
    results.set_moved(MOVED)
    _settle()
    for line in (results.moved, results.left_out):
        words, link = (part.geometry() for part in line.findChildren(QWidget)[:2])
        assert not words.intersects(link)
        assert line.rect().contains(words)
        assert line.rect().contains(link)
        assert link.width() == line.link.sizeHint().width()


def test_the_first_joke_is_seen_below_the_quiet_lines(open_window: OpenWindow) -> None:
    window = open_window(*NARROW)
    results = _show(window, left_out_report(example.good_report()))
    results.set_moved(MOVED)
    _settle()
    rect = results.page.remark_rect(results.page.buttons[1].remark)
    assert results.page.mapTo(window, rect.bottomLeft()).y() <= window.height()
