"""Windows that read from the right, and windows with text twice as large: everything is there, whole, and beside nothing else's place."""

from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget

from tests import example_report as example
from tests import walk
from tests.screens import STATES
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.check import Check
from unwrapped_desktop.ui.widgets.floating_paper import FloatingPaper
from unwrapped_desktop.ui.widgets.headline import Headline
from unwrapped_desktop.ui.widgets.prose import Prose
from unwrapped_desktop.ui.widgets.remark_page import RemarkButton
from unwrapped_desktop.ui.widgets.till_lines import TillLines

OpenWindow = Callable[[int, int], MainWindow]
LOOKED_AT = (
    "login-error",
    "loading-late",
    "waiting-room-hard",
    "waiting-room-sealing",
    "spotify-refused",
    "spotify-signed-in",
    "pause-files",
    "results-long",
    "results-rtl",
    "results-opened-long",
    "results-question",
    "results-moved-long",
    "results-end",
    "not-me-hard",
    "moved-long",
    "evidence-hard",
    "share-options",
)


@pytest.fixture
def from_right(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _check_nothing_is_cut(window: MainWindow) -> None:
    central = window.centralWidget()
    assert central is not None
    for area in window.findChildren(QScrollArea):
        content = area.widget()
        if content is not None and content.isVisible():
            assert content.width() <= area.viewport().width()
    for widget in central.findChildren(QWidget):
        if not widget.isVisible() or widget.width() == 0:
            continue
        parent = widget.parentWidget()
        assert parent is not None
        if isinstance(widget, Prose | TillLines | Headline | Check):
            assert widget.height() >= widget.heightForWidth(widget.width()) - 1, widget.accessibleName()
        if isinstance(widget, QPushButton):
            words = QFontMetrics(widget.font()).horizontalAdvance(widget.text().replace("&&", "&"))
            assert words <= widget.width(), widget.text()
        if isinstance(widget, Prose | QPushButton | LinkButton | Headline | Check):
            inside = parent.rect().adjusted(-1, -1, 1, 1)
            assert inside.contains(widget.geometry()), (type(parent).__name__, widget.accessibleName())
    _check_nothing_overlaps(central)


def _check_nothing_overlaps(central: QWidget) -> None:
    kinds = (Prose, QPushButton, LinkButton, Headline, TillLines, Check)
    by_parent: dict[QWidget, list[QWidget]] = {}
    for widget in central.findChildren(QWidget):
        if isinstance(widget, kinds) and widget.isVisible() and not isinstance(widget, RemarkButton):
            parent = widget.parentWidget()
            assert parent is not None
            by_parent.setdefault(parent, []).append(widget)
    for parts in by_parent.values():
        for one, other in combinations(parts, 2):
            shared = one.geometry().intersected(other.geometry())
            assert shared.width() <= 1 or shared.height() <= 1, (
                one.accessibleName() or type(one).__name__,
                other.accessibleName() or type(other).__name__,
            )


@pytest.mark.parametrize("state", LOOKED_AT)
def test_text_twice_as_large_is_whole(open_window: OpenWindow, theme: Theme, state: str) -> None:
    theme.set_text_percent(200)
    for size in ((1280, 860), (900, 640)):
        window = open_window(*size)
        STATES[state](window)
        walk.settle()
        assert (window.width(), window.height()) == size
        _check_nothing_is_cut(window)


@pytest.mark.usefixtures("from_right")
@pytest.mark.parametrize("state", LOOKED_AT)
def test_a_window_that_reads_from_the_right_is_whole(
    open_window: OpenWindow, theme: Theme, state: str
) -> None:
    for size, percent in (((1280, 860), 100), ((900, 640), 200)):
        theme.set_text_percent(percent)
        window = open_window(*size)
        STATES[state](window)
        walk.settle()
        assert (window.width(), window.height()) == size
        _check_nothing_is_cut(window)


def _inked(widget: QWidget, colour: str) -> QRect:
    """Return the least rectangle around everything of a widget that has a colour."""
    picture = widget.grab().toImage()
    wanted = QColor(colour).rgb()
    found = [
        QPoint(x, y)
        for y in range(picture.height())
        for x in range(picture.width())
        if picture.pixel(x, y) == wanted
    ]
    assert found
    lefts, tops = [at.x() for at in found], [at.y() for at in found]
    return QRect(QPoint(min(lefts), min(tops)), QPoint(max(lefts), max(tops)))


def _verdict(open_window: OpenWindow) -> MainWindow:
    window = open_window(1280, 860)
    window.results.show_report(example.known_report())
    window.show_screen(Screen.RESULTS)
    walk.settle()
    return window


@pytest.mark.usefixtures("from_right")
def test_page_and_receipt_change_places(open_window: OpenWindow, theme: Theme) -> None:
    results = _verdict(open_window).results
    paper = results.findChildren(FloatingPaper)[0]
    assert paper.isVisible()
    assert paper.geometry().right() < results.page.geometry().left()
    ink = _inked(results.headline, theme.tokens.ink)
    assert ink.right() >= results.headline.width() - 3
    button = results.page.buttons[0]
    assert button.geometry().right() >= results.page.width() - 30
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.mask().boundingRect().center())
    assert results.page.opened is button.remark


@pytest.mark.usefixtures("from_right")
def test_a_score_is_read_from_the_right(open_window: OpenWindow, theme: Theme) -> None:
    results = _verdict(open_window).results
    for bar in (*results.below.behaviour.bars, *results.below.mission.bars):
        assert bar.axis.value is not None
        dot = _inked(bar, theme.tokens.accent).center().x() / bar.width()
        assert dot == pytest.approx(1 - bar.axis.value, abs=0.1)


def test_a_score_is_read_from_the_left_elsewhere(open_window: OpenWindow, theme: Theme) -> None:
    results = _verdict(open_window).results
    for bar in (*results.below.behaviour.bars, *results.below.mission.bars):
        assert bar.axis.value is not None
        dot = _inked(bar, theme.tokens.accent).center().x() / bar.width()
        assert dot == pytest.approx(bar.axis.value, abs=0.1)


@pytest.mark.usefixtures("from_right")
def test_time_runs_to_the_left(open_window: OpenWindow) -> None:
    strip = _verdict(open_window).results.below.record.strip
    assert strip.text_at(strip.width() - 2) == "February 2014"
    assert strip.text_at(2) == "November 2026"


@pytest.mark.usefixtures("from_right")
def test_a_box_is_ticked_at_its_right(open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    STATES["waiting-room-ask"](window)
    walk.settle()
    check = window.waiting_room.asked_for_history
    QTest.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(check.width() - 6, check.height() // 2))
    assert check.isChecked()
    QTest.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(2, check.height() // 2))
    assert check.isChecked()
