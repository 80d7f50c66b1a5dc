"""The verdict on screen: remarks as buttons, receipts beside the page or in it, axes, the account of the record."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests import example_report as example
from unwrapped_desktop.domain.report import AxisScore, Remark, Report
from unwrapped_desktop.ui.axis_words import axis_sentence
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.views.results import ResultsView
from unwrapped_desktop.ui.widgets.axis_bar import AxisBar
from unwrapped_desktop.ui.widgets.receipt import ReceiptPaper
from unwrapped_desktop.ui.widgets.remark_page import RemarkButton

OpenWindow = Callable[[int, int], MainWindow]
WIDE, NARROW = (1280, 860), (900, 640)


def _show(window: MainWindow, report: Report) -> ResultsView:
    window.results.show_report(report, earlier=[(7, "LAST TO LEAVE", "1 Jan 2026")])
    window.show_screen(Screen.RESULTS)
    for _ in range(4):
        QApplication.processEvents()
    return window.results


def _click(button: RemarkButton) -> None:
    rect = button.mask().boundingRect()
    spot = next(
        QPoint(x, y)
        for y in range(rect.top() + 4, rect.bottom(), 5)
        for x in range(rect.left() + 2, rect.right(), 5)
        if button.mask().contains(QPoint(x, y))
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)


def test_the_strongest_receipt_is_open_at_first(open_window: OpenWindow) -> None:
    results = _show(open_window(*WIDE), example.good_report())
    assert results.page.opened is not None
    assert results.page.opened.text.startswith("Kuru Yaprak")
    assert results.paper.isVisible()
    assert "started: 61" in results.paper.text()


def test_a_click_on_a_remark_opens_its_receipt(qtbot: QtBot, open_window: OpenWindow) -> None:
    results = _show(open_window(*WIDE), example.good_report())
    button = results.page.buttons[6]
    with qtbot.waitSignal(results.page.remark_opened) as caught:
        _click(button)
    assert caught.args is not None
    assert isinstance(caught.args[0], Remark)
    assert caught.args[0] is button.remark
    assert "saved: 212" in results.paper.text()
    assert button.isChecked()
    assert sum(other.isChecked() for other in results.page.buttons) == 1


def test_remarks_do_not_overlap(open_window: OpenWindow) -> None:
    results = _show(open_window(*WIDE), example.good_report())
    buttons = results.page.buttons
    assert len(buttons) == 11
    for number, one in enumerate(buttons):
        here = one.mask().translated(one.pos())
        assert not here.isEmpty()
        for other in buttons[number + 1 :]:
            there = other.mask().translated(other.pos())
            # Whole pixels around a boundary inside a line may be shared by both.
            assert here.intersected(there).boundingRect().width() <= 2


def test_the_keyboard_reads_the_page(qtbot: QtBot, open_window: OpenWindow) -> None:
    results = _show(open_window(*WIDE), example.good_report())
    buttons = results.page.buttons
    results.focus_first_remark()
    assert buttons[0].hasFocus()
    QTest.keyClick(buttons[0], Qt.Key.Key_Down)
    assert buttons[1].hasFocus()
    QTest.keyClick(buttons[1], Qt.Key.Key_Return)
    assert results.page.opened is buttons[1].remark
    QTest.keyClick(buttons[1], Qt.Key.Key_Up)
    QTest.keyClick(buttons[0], Qt.Key.Key_Space)
    assert results.page.opened is buttons[0].remark
    QTest.keyClick(buttons[0], Qt.Key.Key_Up)
    assert buttons[0].hasFocus()


def test_tab_goes_from_an_open_remark_to_its_receipt(qtbot: QtBot, open_window: OpenWindow) -> None:
    results = _show(open_window(*WIDE), example.good_report())
    button = results.page.buttons[2]
    button.click()
    assert button.nextInFocusChain() is results.paper
    narrow = _show(open_window(*NARROW), example.good_report())
    button = narrow.page.buttons[2]
    button.click()
    assert button.nextInFocusChain() is narrow.page.paper


def test_every_remark_says_what_it_is(open_window: OpenWindow) -> None:
    report = example.good_report()
    results = _show(open_window(*WIDE), report)
    said = [button.accessibleName() for button in results.page.buttons]
    assert said == [report.verdict.charge, *(remark.text for remark in report.verdict.remarks)]


def test_in_a_narrow_window_the_receipt_opens_under_its_line(qtbot: QtBot, open_window: OpenWindow) -> None:
    results = _show(open_window(*NARROW), example.good_report())
    page = results.page
    assert page.opened is None
    before = page.height()
    _click(page.buttons[3])
    qtbot.waitUntil(lambda: page.height() > before)
    paper = page.paper
    assert paper.isVisible()
    remark, following = page.buttons[3], page.buttons[4]
    assert paper.geometry().top() >= page.remark_rect(remark.remark).bottom() - 2
    assert following.geometry().bottom() > paper.geometry().top()
    assert not paper.geometry().intersects(page.remark_rect(page.buttons[5].remark))
    _click(page.buttons[3])
    qtbot.waitUntil(lambda: page.height() == before)
    assert page.opened is None


def test_widening_the_window_moves_the_receipt(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(*NARROW)
    results = _show(window, example.good_report())
    results.page.buttons[1].click()
    assert results.page.paper.isVisible()
    window.resize(1280, 860)
    qtbot.waitUntil(lambda: results.is_wide)
    assert not results.page.paper.isVisible()
    assert results.paper.isVisible()
    assert "artists: 1,904" in results.paper.text()


@pytest.mark.parametrize("make", [example.good_report, example.sample_report, example.long_names_report])
def test_the_first_joke_is_seen_without_scrolling(
    open_window: OpenWindow, make: Callable[[], Report]
) -> None:
    window = open_window(*NARROW)
    results = _show(window, make())
    rect = results.page.remark_rect(results.page.buttons[1].remark)
    bottom = results.page.mapTo(window, rect.bottomLeft()).y()
    assert bottom <= window.height()


def test_post_this_line_asks_to_share_it(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(*WIDE)
    results = _show(window, example.good_report())
    results.page.buttons[6].click()
    with qtbot.waitSignal(results.share_requested) as caught:
        results.paper.post_button.click()
    assert caught.args == [results.page.buttons[6].remark]
    assert window.screen_shown() is Screen.SHARE
    assert window.share.choice.place == 5


def test_a_line_that_must_stay_offers_no_button(open_window: OpenWindow) -> None:
    results = _show(open_window(*WIDE), example.good_report())
    results.page.buttons[4].click()
    assert not results.paper.post_button.isVisible()


def test_axes_speak_in_words_and_open_their_figures(qtbot: QtBot, open_window: OpenWindow) -> None:
    results = _show(open_window(*WIDE), example.known_report())
    bars = results.findChildren(AxisBar)
    assert [bar.axis.id for bar in bars][-2:] == ["mainstream", "acclaim"]
    charts = next(bar for bar in bars if bar.axis.id == "mainstream")
    assert charts.accessibleName() == "Underground or Charts: Leans to the charts, fairly sure"
    QTest.keyClick(charts, Qt.Key.Key_Return)
    assert "score: 0.71" in results.paper.text()
    assert not results.paper.post_button.isVisible()


def test_an_abstaining_axis_gives_its_reason(open_window: OpenWindow) -> None:
    results = _show(open_window(*NARROW), example.abstaining_report())
    said = [bar.accessibleName() for bar in results.findChildren(AxisBar)]
    assert any("No ruling. We recognise 4 % of your plays. That is our gap." in text for text in said)
    assert any("No ruling. This export does not record skips." in text for text in said)


@pytest.mark.parametrize(
    ("axis_id", "value", "words"),
    [
        ("explorer_loyalist", 0.99, "Stays with the same names"),
        ("explorer_loyalist", 0.3, "Leans to new names"),
        ("grazer_obsessive", 0.1, "One bite of each song, then on"),
        ("day_night", 0.52, "In the middle"),
        ("finisher_skipper", 0.7, "Leans to skipping"),
        ("album_shuffle", 0.05, "Far from shuffle"),
        ("current_nostalgic", 0.9, "Mostly looks back"),
        ("broad_narrow", 0.95, "Down to a few names"),
        ("mainstream", 0.97, "At home in the charts, quite sure"),
        ("acclaim", 0.6, "Leans to what worries critics, quite sure"),
    ],
)
def test_every_axis_reads_as_a_sentence(axis_id: str, value: float, words: str) -> None:
    axis = AxisScore(
        id=axis_id, value=value, low=value - 0.01, high=value + 0.01, coverage_ratio=1.0, sample=900
    )
    assert axis_sentence(axis) == words


def test_an_emoji_in_a_name_moves_no_place(open_window: OpenWindow) -> None:
    """Qt counts an emoji as two; the places of what follows it must too."""
    results = _show(
        open_window(*WIDE), example.named_report("\U0001f9e8 Family Plan", "\U0001f9e8\U0001f9e8")
    )
    for paragraph in results.page._flow.paragraphs:
        units = paragraph._layout.text().encode("utf-16-le")
        for entry in paragraph.entries:
            number = units[2 * entry.number_start : 2 * entry.number_end].decode("utf-16-le")
            assert number == str(entry.index + 1)


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_keyboard_goes_down_the_page(open_window: OpenWindow, size: tuple[int, int]) -> None:
    results = _show(open_window(*size), example.sample_report())
    results.page.open_remark(results.page.buttons[1].remark)
    wanted = [
        results.sample.action_button,
        *results.page.buttons[:2],
        results.paper,
        results.paper.post_button,
        *results.page.buttons[2:],
        *results.tone.links,
        results.share,
        results.actions_row.evidence,
        results.actions_row.then_and_now,
        results.again,
        results.not_me,
        results.another,
        results.earlier,
        *results.below.behaviour.bars,
        *results.below.mission.bars,
        results.below.record.every_file,
    ]
    found: list[QWidget] = []
    widget: QWidget | None = results.sample.action_button
    while widget is not None and len(found) < len(wanted):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
        widget = widget.nextInFocusChain()
    assert found == wanted


def test_the_record_is_accounted_for(open_window: OpenWindow) -> None:
    results = _show(open_window(*WIDE), example.failed_files_report())
    text = results.below.record.text
    for expected in ("rows: 171,954", "counted: 168,017", "podcasts: 3,102", "months missing: 2", "cut off"):
        assert expected in text
    assert "notes & <b>other</b> things.txt" in text
    assert results.claims.text() == "33 of 33 claims checked"


def test_a_sample_says_so(open_window: OpenWindow) -> None:
    results = _show(open_window(*WIDE), example.sample_report())
    assert results.sample.isVisible()
    assert results.sample.title == "A made-up listener. Yours will be true."
    results.show_report(example.good_report())
    assert not results.sample.isVisible()


def test_a_failure_keeps_the_last_good_verdict(qtbot: QtBot, open_window: OpenWindow) -> None:
    results = _show(open_window(*WIDE), example.good_report())
    results.show_failure("The last attempt failed.", "It broke off. This verdict was kept.")
    assert results.failure.isVisible()
    assert results.page.buttons
    with qtbot.waitSignal(results.retry_requested):
        results.failure.action_button.click()
    with qtbot.waitSignal(results.failure.dismissed):
        results.failure.close_button.click()
    assert not results.failure.isVisible()


def test_intents(qtbot: QtBot, open_window: OpenWindow) -> None:
    results = _show(open_window(*WIDE), example.good_report())
    for signal, button in (
        (results.analyze_again_requested, results.again),
        (results.not_me_requested, results.not_me),
        (results.another_file_requested, results.another),
    ):
        with qtbot.waitSignal(signal):
            button.click()
    with qtbot.waitSignal(results.earlier_requested) as caught:
        results.actions_row.earlier_menu.actions()[0].trigger()
    assert caught.args == [7]


def test_the_receipt_can_be_copied(theme: Theme, qtbot: QtBot) -> None:
    paper = ReceiptPaper(theme)
    qtbot.addWidget(paper)
    report = example.good_report()
    paper.show_receipts(report.verdict.remarks[2], [report.receipt("intro")], can_post=True)
    paper.copy_text()
    copied = QGuiApplication.clipboard().text()
    assert copied.splitlines()[0] == "Kuru Yaprak"
    assert "finished: 2" in copied
    assert paper.accessibleDescription() == copied


def test_several_receipts_lie_on_one_strip(theme: Theme, qtbot: QtBot) -> None:
    paper = ReceiptPaper(theme)
    qtbot.addWidget(paper)
    report = example.good_report()
    both = [report.receipt("intro"), report.receipt("skips")]
    paper.show_receipts(report.verdict.remarks[2], both[:1], can_post=True)
    one = paper.heightForWidth(400)
    paper.show_receipts(report.verdict.remarks[2], both, can_post=True)
    assert paper.heightForWidth(400) > one + 100
    assert "How soon a song is skipped" in paper.text()


def test_a_receipt_prints_itself_in_a_quarter_second(theme: Theme, qtbot: QtBot) -> None:
    theme.set_reduced_motion(False)
    paper = ReceiptPaper(theme)
    qtbot.addWidget(paper)
    paper.resize(400, 500)
    paper.show()
    report = example.good_report()
    paper.show_receipts(report.verdict.remarks[2], [report.receipt("intro")], can_post=True)
    assert paper._printed < 1
    qtbot.waitUntil(lambda: paper._printed == 1, timeout=1000)


@pytest.mark.parametrize(
    "make", [example.long_names_report, example.rtl_report, example.cjk_report, example.good_report]
)
@pytest.mark.parametrize("percent", [100, 200])
def test_lines_of_a_receipt_never_overlap(
    theme: Theme, qtbot: QtBot, make: Callable[[], Report], percent: int
) -> None:
    theme.set_text_percent(percent)
    paper = ReceiptPaper(theme)
    qtbot.addWidget(paper)
    report = make()
    paper.show_receipts(report.verdict.remarks[0], report.receipts, can_post=True)
    layout = paper._laid_out(380)
    for above, below in zip(layout.blocks, layout.blocks[1:], strict=False):
        assert above.top + above.height <= below.top + 0.01


def test_the_paper_stays_in_view_while_scrolling(open_window: OpenWindow) -> None:
    window = open_window(1280, 640)
    results = _show(window, example.failed_files_report())
    bar = results._area.verticalScrollBar()
    bar.setValue(bar.maximum())
    paper = results.paper
    visible = QRect(QPoint(0, bar.value()), results._area.viewport().size())
    assert visible.intersects(paper.geometry())
