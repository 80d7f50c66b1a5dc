"""The screen of two listeners as a widget: what it says, its charts by keyboard, its columns, and what a stranger wrote."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests import example_two_listeners as two
from tests import walk
from tests.screen_cases import LONG_NAME
from tests.screen_two_listeners import CHOICES, STATES
from unwrapped_desktop.domain.friend_file import FriendContents, FriendDetail
from unwrapped_desktop.domain.progress import Progress, Stage
from unwrapped_desktop.domain.two_listeners import HeardFirst, TwoListeners
from unwrapped_desktop.ui.charts.mirrored_bars import MirroredBars, Pair
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.two_listeners_words import (
    alike_figure,
    alike_words,
    coverage_words,
    heard_words,
    names_of,
    pair_words,
    span_of,
    together_text,
)
from unwrapped_desktop.ui.views.two_listeners import TwoListenersView
from unwrapped_desktop.ui.widgets.axis_pair_bar import AxisPairBar
from unwrapped_desktop.ui.widgets.fold import Fold

OpenWindow = Callable[[int, int], MainWindow]
NBSP = "\u00a0"


def settle(view: TwoListenersView | None = None) -> None:
    for _ in range(4):
        QApplication.processEvents()
    while view is not None and not view.is_whole:
        QApplication.processEvents()
    QApplication.processEvents()


def shown(window: MainWindow, together: TwoListeners | None = None) -> TwoListenersView:
    view = window.two_listeners
    view.set_choices(CHOICES)
    window.show_screen(Screen.TWO_LISTENERS)
    if together is not None:
        view.choose("kept:1", "file:1")
        view.show_together(together)
    settle(view)
    return view


def texts(view: QWidget) -> list[str]:
    return [bare(label.text()) for label in view.findChildren(QLabel) if label.isVisible()]


def said(view: QWidget, words: str) -> bool:
    return any(words in text for text in texts(view))


# ------------------------------------------------------------------------------------------------------------ words
@pytest.mark.parametrize(
    ("percent", "figure", "meaning"),
    [
        (0.0, f"0{NBSP}%", "not one listed artist is the same"),
        (0.4, f"<{NBSP}1{NBSP}%", "next to nothing"),
        (9.5, f"10{NBSP}%", "next to nothing"),
        (34.2, f"34{NBSP}%", "a good part"),
        (72.5, f"73{NBSP}%", "most of what one plays"),
        (99.6, f">{NBSP}99{NBSP}%", "most of what one plays"),
        (100.0, f"100{NBSP}%", "the same artists, in the same measure"),
    ],
)
def test_the_large_figure_is_never_a_nothing_or_an_all_that_is_not(
    percent: float, figure: str, meaning: str
) -> None:
    assert alike_figure(percent) == figure
    assert meaning in alike_words(percent)


def heard(left: date, right: date, *, certain: bool = True) -> HeardFirst:
    return HeardFirst(
        name="X", left_on=left, right_on=right, days=abs((left - right).days), is_certain=certain
    )


def with_spaces(words: str) -> str:
    """Return words with plain spaces in place of those that no line ends at."""
    return words.replace("\xa0", " ")


def test_who_heard_it_first_is_named_first_and_what_is_not_certain_says_so() -> None:
    early, late = date(2016, 5, 3), date(2021, 8, 14)
    names = ("Ada", "Ben")
    assert (
        with_spaces(heard_words(heard(early, late), names))
        == "Ada on 3 May 2016, Ben on 14 August 2021: 5 years later."
    )
    assert with_spaces(heard_words(heard(late, early, certain=False), names)) == (
        "Ben on 3 May 2016, Ada on 14 August 2021: 5 years later. As far as the records reach."
    )
    assert with_spaces(heard_words(heard(early, early), names)) == "Both on 3 May 2016."


def test_no_line_ends_within_a_date_or_a_count() -> None:
    words = heard_words(heard(date(2016, 5, 3), date(2021, 8, 14)), ("Ada", "Ben"))
    assert {"3\xa0May\xa02016,", "14\xa0August\xa02021:", "5\xa0years"} <= set(words.split(" "))


def test_namesakes_begin_small_inside_a_sentence() -> None:
    together = two.identical()
    words = heard_words(heard(date(2016, 5, 3), date(2021, 8, 14)), names_of(together))
    assert with_spaces(words) == "The one on 3 May 2016, the other on 14 August 2021: 5 years later."
    assert "(the one)" in coverage_words(together)
    assert "(the other)" in coverage_words(together)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 day"),
        (59, "59 days"),
        (70, "2 months"),
        (729, "23 months"),
        (731, "2 years"),
        (1_929, "5 years"),
    ],
)
def test_a_span_is_said_as_a_person_says_it(days: int, words: str) -> None:
    assert span_of(days) == words


def test_namesakes_are_told_apart() -> None:
    together = two.identical()
    assert names_of(together) == ("The one", "The other")
    assert pair_words(together.axes[0], names_of(together)) == ("Each: stays with the same names.",)
    assert "The one and the other: HELLO, MIRROR" in together_text(together)


def test_the_text_holds_the_whole_joint_verdict_and_no_marks_of_direction() -> None:
    together = two.hard()
    text = together_text(together)
    assert text == bare(text)
    for part in (
        together.verdict.label,
        together.verdict.charge,
        *(one.text for one in together.verdict.remarks),
    ):
        assert bare(part) in text
    assert f"34{NBSP}% alike" in text
    assert "4 of 4 claims checked" in text


# ------------------------------------------------------------------------------------------------------------ states
def test_what_is_to_be_chosen_is_said_in_one_sentence(open_window: OpenWindow) -> None:
    view = shown(open_window(1280, 860))
    for left, right, sentence in (
        ("", "", "Choose two listeners, or drop a friend's file on this window."),
        ("kept:1", "", "One is chosen. Choose the other, or drop a friend's file here."),
        ("kept:1", "kept:1", "Both are the same. Choose somebody else on one side."),
    ):
        view.choose(left, right)
        view.show_nothing()
        assert view.empty.isVisible()
        assert view.empty.text() == sentence
    view.choose("gone", "file:1")
    assert view.chooser.keys == ("", "file:1")


def test_everything_of_the_two_is_shown(open_window: OpenWindow) -> None:
    together = two.together()
    view = shown(open_window(1280, 860), together)
    assert view.joint.headline.text() == "ONE PLAYLIST, TWO DOORS"
    assert [button.remark.text for button in view.joint.page.buttons[1:]] == [
        one.text for one in together.verdict.remarks
    ]
    for words in ("Ada", "Ben & Söhne", "81\u00a0% of all plays (Ada)", "Neighbour 1", "5\xa0years later"):
        assert said(view, words), words
    assert len(view.findChildren(AxisPairBar)) == len(together.axes)
    assert view.empty.isHidden()


@pytest.mark.parametrize(
    ("make", "sentences"),
    [
        (
            two.nothing_in_common,
            (
                "Not one. Somebody has to bring the music, and it should not be both.",
                "No artist of both has a first day in both verdicts.",
                "None in common. Each has to be guilty alone.",
                "Nobody.",
            ),
        ),
        (two.identical, ("Nobody on the one's list is missing from the other's.",)),
        (
            two.older,
            (
                "How alike they are cannot be told",
                "Without the lists of both nothing can be laid side by side.",
            ),
        ),
        (lambda: replace(two.together(), axes=()), ("Neither verdict has scores.",)),
    ],
)
def test_what_is_not_there_says_so_in_a_sentence(
    open_window: OpenWindow, make: Callable[[], TwoListeners], sentences: tuple[str, ...]
) -> None:
    view = shown(open_window(1280, 860), make())
    for sentence in sentences:
        assert said(view, sentence), sentence


def test_an_older_verdict_of_the_own_can_be_made_anew(qtbot: QtBot, open_window: OpenWindow) -> None:
    view = shown(open_window(1280, 860), two.older())
    assert view.again.isHidden()
    view.show_together(two.older(), can_analyze=True)
    assert view.again.isVisible()
    with qtbot.waitSignal(view.again_requested):
        view.again.click()
    view.show_together(two.together(), can_analyze=True)
    assert view.again.isHidden()


def test_reading_is_said_and_stopped_by_button_and_escape(qtbot: QtBot, open_window: OpenWindow) -> None:
    view = shown(open_window(1280, 860), two.together())
    view.begin()
    assert said(view, "Laying them side by side…")
    view.show_progress(Progress(stage=Stage.READING, rows=12_345))
    assert said(view, "Reading: 12,345 rows so far.")
    with qtbot.waitSignal(view.cancel_requested):
        QTest.mouseClick(view.cancel, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.cancel_requested), qtbot.assertNotEmitted(view.back_requested):
        QTest.keyClick(view, Qt.Key.Key_Escape)
    view.show_failure("That did not work", "It is <b>damaged</b>.")
    assert view.failure.isVisible()
    assert view._result.isVisible()
    with qtbot.waitSignal(view.back_requested):
        QTest.keyClick(view, Qt.Key.Key_Escape)


def test_swapping_and_choosing_are_told_and_setting_is_not(qtbot: QtBot, open_window: OpenWindow) -> None:
    view = shown(open_window(1280, 860))
    with qtbot.assertNotEmitted(view.sides_chosen):
        view.choose("kept:1", "file:1")
        view.set_choices(CHOICES[::-1])
    assert view.chooser.keys == ("kept:1", "file:1")
    with qtbot.waitSignal(view.sides_chosen) as caught:
        QTest.keyClick(view.chooser.swap, Qt.Key.Key_Return)
    assert caught.args == ["file:1", "kept:1"]
    with qtbot.waitSignal(view.sides_chosen) as caught:
        QTest.keyClick(view.chooser.left, Qt.Key.Key_Home)
    assert caught.args == ["", "kept:1"]


def test_the_joint_verdict_is_copied(qtbot: QtBot, open_window: OpenWindow) -> None:
    view = shown(open_window(1280, 860), two.together())
    with qtbot.waitSignal(view.copied):
        QTest.keyClick(view.copy, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == together_text(two.together())


# ------------------------------------------------------------------------------------------------------------ receipts
def test_a_receipt_lies_beside_the_page_or_in_it(open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    view = shown(window, two.together())
    joint = view.joint
    assert joint.paper.isVisible()
    assert joint.paper.remark is joint.page.buttons[1].remark
    joint.page.buttons[2].click()
    assert joint.paper.remark is joint.page.buttons[2].remark
    assert "Ostkai" in joint.paper.text()
    window.resize(900, 640)
    settle()
    assert joint.paper.isHidden()
    assert joint.page.paper.isVisible()
    assert joint.page.paper.remark is joint.page.buttons[2].remark
    joint.page.buttons[2].click()
    assert joint.page.paper.isHidden()


def test_two_columns_become_one(open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    view = shown(window, two.together())
    chart = view.findChildren(MirroredBars)[0]
    content = view._content

    def places() -> tuple[QPoint, QPoint]:
        first = next(fold for fold in view.findChildren(Fold) if fold.link.text() == "2 more")
        return chart.mapTo(content, QPoint(0, 0)), first.mapTo(content, QPoint(0, 0))

    left, right = places()
    assert right.x() > left.x() + chart.width()
    window.resize(900, 640)
    settle()
    left, right = places()
    assert right.x() < chart.width()
    assert right.y() > left.y()


@pytest.mark.parametrize(
    "state", ["together-nothing", "together-alike-opened", "together-hard", "together-older"]
)
def test_tab_leads_down_the_page_and_back(open_window: OpenWindow, state: str) -> None:
    window = open_window(1280, 860)
    STATES[state](window)
    settle(window.two_listeners)
    found = walk.stops(window)
    assert not walk.backward_steps(found)
    assert walk.stops(window, Qt.Key.Key_Backtab) == found[::-1]
    assert all(name.strip() for _, name, _ in walk.named_stops(found))


# ------------------------------------------------------------------------------------------------------------ charts
@pytest.fixture
def chart(theme: Theme, qtbot: QtBot) -> Iterator[MirroredBars]:
    made = MirroredBars(theme, "The artists of both")
    qtbot.addWidget(made)
    made.set_pairs(
        [
            Pair(label=name, left=left, right=right, left_text=f"{left} %", right_text=f"{right} %",
                 common_text=f"{min(left, right)} %")
            for name, left, right in (("Ostkai", 5.7, 3.1), (two.RTL_NAME, 0.0, 8.2), (LONG_NAME, 2.0, 2.0))
        ],
        left="Ada",
        right="Ben & <b>",
    )  # fmt: skip
    made.resize(560, made.heightForWidth(560))
    made.show()
    yield made
    made.hide()


def test_the_bars_grow_apart_in_proportion(chart: MirroredBars) -> None:
    columns = chart._columns_at(chart.width())
    bars = [chart._bars_of(pair, columns, 0) for pair in chart._pairs]
    lefts, rights = ([bar.width() for bar in side] for side in zip(*bars, strict=True))
    assert rights[1] == max(*lefts, *rights)
    assert lefts[1] == 0
    assert lefts[0] == pytest.approx(rights[1] * 5.7 / 8.2, abs=1)
    assert lefts[2] == rights[2]
    assert all(left.right() < right.left() for left, right in bars)


@pytest.mark.parametrize("width", [160, 240, 320, 560, 900, 1_400])
@pytest.mark.parametrize("percent", [100, 200])
def test_no_words_of_the_bars_touch_or_leave(
    chart: MirroredBars, theme: Theme, width: int, percent: int
) -> None:
    theme.set_text_percent(percent)
    chart.resize(width, chart.heightForWidth(width))
    rects = [rect for rect in chart.label_rects() if rect.width()]
    for place, rect in enumerate(rects):
        assert rect.left() >= 0
        assert rect.right() <= chart.width() + 1
        assert not any(rect.intersects(other.adjusted(1, 1, -1, -1)) for other in rects[place + 1 :])
    theme.set_text_percent(100)


def test_the_bars_are_walked_over_and_said(chart: MirroredBars) -> None:
    assert "Ostkai: Ada 5.7 %, Ben & <b> 3.1 %; 3.1 % in common" in chart.summary()
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.words() == "Ostkai: Ada 5.7 %, Ben & <b> 3.1 %; 3.1 % in common"
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert chart.accessibleDescription() == chart.words()
    assert "2.0 %" in chart.words()
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.current is None
    row = chart._plan().reach[1].center().toPoint()
    QTest.mouseMove(chart, row)
    settle()
    assert chart.current in {None, 1}
    header, rows = chart.table()
    assert [bare(title) for title in header] == ["Artist", "Ada", "Ben & <b>", "In common"]
    assert rows[0] == ("Ostkai", "5.7 %", "3.1 %", "3.1 %")
    assert not any("\u202e" in field for row in rows for field in row)


def test_a_score_says_where_both_stand(theme: Theme, qtbot: QtBot) -> None:
    words = {}
    for pair in two.AXES:
        bar = AxisPairBar(theme, pair, ("Ada", "Ben"))
        qtbot.addWidget(bar)
        bar.resize(400, bar.heightForWidth(400))
        assert not bar.grab().isNull()
        words[pair.id] = bar.accessibleName()
    assert words["day_night"] == "Day or night: Ada: leans to the day. Ben: plays by night."
    assert words["album_shuffle"] == "Albums or shuffle: Each: in the middle, fairly sure."
    assert "Ada: no ruling." in words["acclaim"]
    assert "Ada: not in this verdict." in words["current_nostalgic"]


# ------------------------------------------------------------------------------------------------------------ strangers
HOSTILE = (
    two.OVERRIDE,
    "\x00\x01\x02",
    "",
    "   ",
    "&&& &amp; <img src=x>",
    "a" * 4_000,
    "\u202e" * 50 + "gnp.exe",
    "line\nbreak\r\nand\ttab",
    "{left} {0} %s %d",
    "\U0001f1ef\U0001f1f5" * 400,
)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("size", [(1280, 860), (640, 480)])
def test_names_that_a_stranger_wrote_are_shown_as_words(
    open_window: OpenWindow, name: str, size: tuple[int, int]
) -> None:
    artists = (name or "no name", f"{name} b", "Nadide Su", "c", "d")
    window = open_window(*size)
    view = shown(window, two.together(left=name, right=f"{name}!", artists=artists))
    assert window.width() == size[0]
    area = view.findChildren(QScrollArea)[0]
    content = area.widget()
    assert content is not None
    assert content.width() <= area.viewport().width()
    for label in view.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert not any(control in label.text() for control in "\u202e\u202d\x00\x01\n\r")
    assert not view.grab().isNull()


def test_thousands_of_artists_and_days_out_of_order_are_borne(open_window: OpenWindow) -> None:
    together = two.together()
    many = tuple(replace(together.shared[0], name=f"Artist {number}") for number in range(5_000))
    wrong = replace(together.heard_first[0], days=-3)
    view = shown(
        open_window(1280, 860), replace(together, shared=many, heard_first=(wrong, *together.heard_first[1:]))
    )
    charts = view.findChildren(MirroredBars)
    assert [chart.marks for chart in charts] == [12]
    assert said(view, "12 of 5,000 artists")
    assert not said(view, "-3")


# ------------------------------------------------------------------------------------------------------------ a friend
def test_what_goes_and_what_stays_is_said_for_each_detail(qtbot: QtBot, open_window: OpenWindow) -> None:
    dialog = open_window(1280, 860).friend_dialog
    dialog.show_offer(
        [
            FriendContents(
                detail=detail,
                lines=12,
                lines_kept_back=1,
                receipts=17,
                artists=0 if detail is FriendDetail.VERDICT else 500,
                songs=100 if detail is FriendDetail.SONGS else 0,
                albums=41 if detail is FriendDetail.SONGS else 0,
                facts=170 if detail is FriendDetail.SONGS else 0,
                scores=9,
                size_bytes=148_200,
            )
            for detail in FriendDetail
        ]
    )
    dialog.open()
    settle()
    assert "12 lines of the page with 17 receipts, and 9 scores" in dialog.goes.text()
    assert "Your 500 most played artists" in dialog.goes.text()
    assert "1 line of the page: what is under it is private." in dialog.stays.text()
    assert "song" not in dialog.goes.text()
    QTest.mouseClick(dialog.with_songs, Qt.MouseButton.LeftButton)
    assert dialog.detail is FriendDetail.SONGS
    assert "Your 500 most played artists" in dialog.goes.text()
    assert "The 100 songs and 41 albums you play most" in dialog.goes.text()
    QTest.mouseClick(dialog.alone, Qt.MouseButton.LeftButton)
    assert "most played artist" not in dialog.goes.text()
    assert "Your artists and your hours" in dialog.stays.text()
    dialog.name.setText("Ada")
    with qtbot.waitSignal(dialog.save_requested) as caught:
        QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert caught.args is not None
    assert (caught.args[0].detail, caught.args[0].name) == (FriendDetail.VERDICT, "Ada")
    assert not dialog.isVisible()
