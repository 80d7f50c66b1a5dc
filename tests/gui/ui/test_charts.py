"""The charts: their scales, their words, the walk over their marks, and that nothing they write touches."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from unwrapped_desktop.ui.charts.bar_chart import BarChart
from unwrapped_desktop.ui.charts.chart import Chart
from unwrapped_desktop.ui.charts.clock_chart import ClockChart
from unwrapped_desktop.ui.charts.data import Mark, Point, Span
from unwrapped_desktop.ui.charts.line_chart import LineChart
from unwrapped_desktop.ui.charts.ranked_bars import RankedBars
from unwrapped_desktop.ui.charts.scale import date_ticks, nice_ticks, tick_labels, year_starts
from unwrapped_desktop.ui.charts.timeline_chart import TimelineChart
from unwrapped_desktop.ui.text import clean
from unwrapped_desktop.ui.theme import Theme, ThemeMode
from unwrapped_desktop.ui.tokens import DARK, LIGHT

HOSTILE = (
    "فيروز \u202eabc",
    "🦊👩‍👩‍👧‍👦" * 30,
    "W" * 10_000,
    "<b>x</b> & y",
    "",
    "two\nlines\tand\x00more",
    "Low",
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FIRST, LAST = date(2010, 5, 1), date(2026, 6, 9)

Maker = Callable[[Theme], Chart]


def _marks(labels: list[str]) -> list[Mark]:
    return [
        Mark(label=label, value=9450 - 37 * index, text=f"{9450 - 37 * index:,} plays")
        for index, label in enumerate(labels)
    ]


def _bars(theme: Theme, labels: list[str]) -> BarChart:
    chart = BarChart(theme, "Plays a year")
    chart.set_bars(_marks(labels))
    return chart


def _years(theme: Theme) -> Chart:
    return _bars(theme, [str(year) for year in range(2006, 2026)])


def _months(theme: Theme) -> Chart:
    return _bars(theme, [f"{MONTHS[number % 12]} {2006 + number // 12}" for number in range(4, 244)])


def _three(theme: Theme) -> Chart:
    return _bars(theme, ["2024", "2025", "2026"])


def _named_bars(theme: Theme) -> Chart:
    return _bars(theme, list(HOSTILE))


def _clock(theme: Theme) -> Chart:
    chart = ClockChart(theme, "Clock of plays")
    chart.set_plays([[(day + 1) * hour for hour in range(24)] for day in range(7)])
    return chart


def _line(theme: Theme) -> Chart:
    chart = LineChart(theme, "Concentration")
    points = [Point(x=n / 20, y=(n / 20) ** 0.4, text=f"the first {n * 10} artists") for n in range(21)]
    across = [(0.0, "0 artists"), (0.25, "50"), (0.5, "100"), (0.75, "150"), (1.0, "200 artists")]
    chart.set_points(points, across, [(0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %")], with_diagonal=True)
    return chart


def _spans(labels: tuple[str, ...], count: int) -> list[Span]:
    return [
        Span(
            label=labels[number % len(labels)],
            first=FIRST + timedelta(days=211 * number % 5800),
            last=FIRST + timedelta(days=211 * number % 5800 + 7 + 53 * number % 400),
            value=number,
            text=f"{number} plays",
        )
        for number in range(count)
    ]


def _timeline(theme: Theme) -> Chart:
    chart = TimelineChart(theme, "Phases")
    chart.set_spans(_spans(HOSTILE, 30), FIRST, LAST)
    return chart


def _ranked(theme: Theme) -> Chart:
    chart = RankedBars(theme, "Artists")
    notes = [
        Mark(label=m.label, value=m.value, text=m.text, note="since 3 May") for m in _marks(list(HOSTILE))
    ]
    chart.set_bars([*_marks([str(number) for number in range(20)]), *notes])
    return chart


MAKERS: list[Maker] = [_years, _months, _three, _named_bars, _clock, _line, _timeline, _ranked]


@pytest.fixture
def show(qtbot: QtBot) -> Callable[..., Chart]:
    def shown(chart: Chart, width: int = 640) -> Chart:
        qtbot.addWidget(chart)
        chart.resize(width, chart.heightForWidth(width))
        with qtbot.waitExposed(chart):
            chart.show()
        return chart

    return shown


def _spoken(chart: Chart) -> str:
    interface = QAccessible.queryAccessibleInterface(chart)
    assert interface is not None
    return interface.text(QAccessible.Text.Description)


def _point_at(chart: Chart, rect: QRectF) -> None:
    QTest.mouseMove(chart, QPoint(-1, -1))
    QTest.mouseMove(chart, rect.center().toPoint())
    QApplication.processEvents()


def _image(chart: Chart) -> QImage:
    return chart.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def _colours(image: QImage) -> set[str]:
    spots = ((x, y) for y in range(0, image.height(), 2) for x in range(0, image.width(), 2))
    return {image.pixelColor(x, y).name().upper() for x, y in spots}


# Scales


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9), st.integers(3, 12))
def test_ticks_cover_the_range_from_zero_in_nice_steps(one: float, other: float, most: int) -> None:
    low, high = sorted((one, other))
    ticks = nice_ticks(low, high, most)
    assert 2 <= len(ticks) <= most
    assert 0 in ticks
    slack = 1e-9 * (ticks[-1] - ticks[0])
    assert ticks[0] <= low + slack
    assert ticks[-1] >= high - slack
    step = ticks[1] - ticks[0]
    assert f"{step:.6e}"[:8] in {"1.000000", "2.000000", "5.000000"}
    assert all(abs(right - left - step) < slack for left, right in pairwise(ticks))


@given(st.floats(1e-6, 1e12))
def test_five_ticks_at_most_are_three_at_least(high: float) -> None:
    assert 3 <= len(nice_ticks(0, high, 5)) <= 5


def test_ticks_of_nothing_of_counts_and_of_no_number() -> None:
    assert nice_ticks(0, 0, 5) == (0, 1)
    assert nice_ticks(0, 1, 5, least_step=1) == (0, 1)
    assert nice_ticks(0, 9450, 5) == (0, 5000, 10000)
    assert nice_ticks(0, 0.3, 5) == (0, 0.1, 0.2, 0.3)
    with pytest.raises(ValueError, match="finite"):
        nice_ticks(0, float("nan"), 5)


def test_tick_labels_part_thousands_and_share_decimals() -> None:
    assert tick_labels((0, 2000, 4000)) == ("0", "2,000", "4,000")
    assert tick_labels(nice_ticks(0, 0.3, 5)) == ("0.0", "0.1", "0.2", "0.3")
    assert tick_labels((-10, 0, 10)) == ("\u221210", "0", "10")


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 12_000), st.integers(1, 12))
def test_date_ticks_lie_in_their_span(first: date, days: int, most: int) -> None:
    last = first + timedelta(days=days)
    ticks = date_ticks(first, last, most)
    assert 1 <= len(ticks) <= most
    assert all(first <= day <= last for day, _ in ticks)
    assert [day for day, _ in ticks] == sorted({day for day, _ in ticks})
    assert str(ticks[0][0].year) in ticks[0][1]


def test_date_ticks_name_years_and_months() -> None:
    assert [name for _, name in date_ticks(date(2010, 5, 3), date(2014, 2, 1), 6)] == [
        "2011",
        "2012",
        "2013",
        "2014",
    ]
    assert [name for _, name in date_ticks(date(2020, 10, 1), date(2021, 2, 9), 6)] == [
        "Oct 2020",
        "Nov",
        "Dec",
        "2021",
        "Feb",
    ]
    assert date_ticks(date(2020, 10, 5), date(2020, 10, 9), 6) == ((date(2020, 10, 5), "5 October 2020"),)
    with pytest.raises(ValueError, match="ends before"):
        date_ticks(date(2021, 1, 1), date(2020, 1, 1), 3)


def test_only_months_have_years_that_begin() -> None:
    assert year_starts(["Nov 2019", "Dec 2019", "Jan 2020"]) == [(0, "2019"), (2, "2020")]
    assert year_starts(["2019-12", "2020-01", "2020-02"]) == [(0, "2019"), (1, "2020")]
    assert year_starts(["2019", "2020"]) == []
    assert year_starts(["Nov 2019", "The Lantern"]) == []


# Words


def test_tables_say_the_same_data(theme: Theme) -> None:
    bars = BarChart(theme, "Years")
    bars.set_columns("Year", "Plays")
    bars.set_bars([Mark(label="2025", value=9450, text="9,450 plays")])
    assert bars.table() == (("Year", "Plays"), (("2025", "9,450 plays"),))
    bars.set_bars([*_marks(["2025"]), Mark(label="2026", value=3, text="3 plays", is_partial=True)])
    assert bars.table() == (
        ("Year", "Plays", "Note"),
        (("2025", "9,450 plays", ""), ("2026", "3 plays", "not all of it")),
    )
    header, rows = _clock(theme).table()
    assert header[:3] == ("Weekday", "0:00", "1:00")
    assert len(rows) == 7
    assert rows[6] == ("Sunday", *(str(7 * hour) for hour in range(24)))
    assert _line(theme).table()[1][20] == ("100\u00a0%", "100\u00a0%", "the first 200 artists")
    timeline = TimelineChart(theme, "Phases")
    late = Span(label="B", first=date(2021, 5, 3), last=date(2021, 6, 9), value=61, text="61 plays")
    early = Span(label="A", first=date(2020, 5, 3), last=date(2020, 6, 9), value=1, text="1 play")
    timeline.set_spans([late, early], FIRST, LAST)
    assert timeline.table()[1] == (
        ("A", "3 May 2020", "9 June 2020", "1 play"),
        ("B", "3 May 2021", "9 June 2021", "61 plays"),
    )


def test_a_table_keeps_all_of_a_name(theme: Theme) -> None:
    ranked = RankedBars(theme, "Artists")
    ranked.set_bars(_marks(list(HOSTILE)))
    header, rows = ranked.table()
    assert header == ("Rank", "Name", "Value")
    assert [row[1] for row in rows] == [clean(name) for name in HOSTILE]
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5", "6", "7"]


def test_summaries_name_the_ends_and_the_extremes(theme: Theme) -> None:
    chart = BarChart(theme, "Years")
    partial = Mark(label="2026", value=3, text="3 plays", is_partial=True)
    chart.set_bars([*_marks(["2023", "2024", "2025"]), partial])
    assert chart.summary() == (
        "4 bars, from 2023 to 2026. Highest: 2023 with 9,450 plays. Lowest: 2025 with 9,376 plays."
    )
    assert chart.accessibleName() == "Years"
    assert _spoken(chart) == chart.summary()
    assert _clock(theme).summary() == (
        "7,728 plays by weekday and hour. Highest: Sunday, 23:00 to 24:00: 161 plays. "
        "7 hours of the week have none."
    )
    assert "30 stretches, from 1 May 2010 to" in _timeline(theme).summary()
    assert _line(theme).summary().endswith("From: the first 0 artists. To: the first 200 artists.")
    assert "27 rows" in _ranked(theme).summary()


@pytest.mark.parametrize("make", MAKERS)
def test_summaries_are_bearable(theme: Theme, make: Maker) -> None:
    assert 20 < len(make(theme).summary()) < 800


# Pointer and keyboard


@pytest.mark.parametrize("make", MAKERS)
def test_the_pointer_reads_a_mark_within_the_chart(
    show: Callable[..., Chart], theme: Theme, make: Maker
) -> None:
    chart = show(make(theme))
    assert chart.words() == ""
    assert chart.words_rect().isEmpty()
    for index in {0, chart.marks // 2, chart.marks - 1}:
        _point_at(chart, chart.mark_rects()[index])
        assert chart.current == index
        assert chart.words()
        assert _spoken(chart) == chart.words()
        assert QRectF(chart.rect()).contains(chart.words_rect())
        assert LIGHT.ink in _colours(_image(chart))


def test_words_name_the_value_and_the_note(show: Callable[..., Chart], theme: Theme) -> None:
    bars = BarChart(theme, "Years")
    bars.set_bars([Mark(label="2019", value=9450, text="9,450 plays", note="whole year")])
    chart = show(bars)
    _point_at(chart, chart.mark_rects()[0])
    assert chart.words() == "2019: 9,450 plays, whole year"
    span = Span(label="The Lantern", first=date(2021, 5, 3), last=date(2021, 6, 9), value=61, text="61 plays")
    timeline = TimelineChart(theme, "Phases")
    timeline.set_spans([span], FIRST, LAST)
    QTest.keyClick(show(timeline), Qt.Key.Key_Home)
    assert timeline.words() == "The Lantern: 3 May to 9 June 2021, 61 plays"


@pytest.mark.parametrize("make", MAKERS)
def test_the_keyboard_walks_and_is_told(show: Callable[..., Chart], theme: Theme, make: Maker) -> None:
    chart = show(make(theme), 420)
    assert chart.focusPolicy() == Qt.FocusPolicy.StrongFocus
    chart.activateWindow()
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    is_list = isinstance(chart, RankedBars)
    on, back = (Qt.Key.Key_Down, Qt.Key.Key_Up) if is_list else (Qt.Key.Key_Right, Qt.Key.Key_Left)
    heard = [_spoken(chart)]
    places = []
    for key in (on, on, back, back, back):
        QTest.keyClick(chart, key)
        places.append(chart.current)
        heard.append(_spoken(chart))
        assert heard[-1] == chart.words()
        assert QRectF(chart.rect()).contains(chart.words_rect())
    assert places == [0, 1, 0, 0, 0]
    assert heard[0] == chart.summary()
    assert heard[2] != heard[1] == heard[3]
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert chart.current == (23 if isinstance(chart, ClockChart) else chart.marks - 1)
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.current == 0
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.words() == ""
    assert _spoken(chart) == chart.summary()


def test_a_clock_is_walked_in_both_directions(show: Callable[..., Chart], theme: Theme) -> None:
    chart = show(_clock(theme))
    for key, place in (
        (Qt.Key.Key_Right, 0),
        (Qt.Key.Key_Down, 24),
        (Qt.Key.Key_Left, 24),
        (Qt.Key.Key_Right, 25),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_End, 23),
        (Qt.Key.Key_Right, 23),
    ):
        QTest.keyClick(chart, key)
        assert chart.current == place
    assert chart.words() == "Monday, 23:00 to 24:00: 23 plays"


def test_the_cursor_goes_with_the_focus_and_the_pointer_with_itself(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    rows = QVBoxLayout(window)
    charts = [_years(theme), _three(theme)]
    for chart in charts:
        rows.addWidget(chart)
    with qtbot.waitExposed(window):
        window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    charts[0].setFocus()
    QTest.keyClick(charts[0], Qt.Key.Key_End)
    assert charts[0].current == 19
    QTest.keyClick(charts[0], Qt.Key.Key_Tab)
    assert charts[1].hasFocus()
    assert charts[0].current is None


def test_walking_scrolls_the_page(qtbot: QtBot, theme: Theme) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    chart = _ranked(theme)
    area.setWidget(chart)
    area.resize(400, 150)
    with qtbot.waitExposed(area):
        area.show()
    QTest.keyClick(chart, Qt.Key.Key_End)
    middle = chart.mapTo(area.viewport(), chart.mark_rects()[-1].center().toPoint())
    assert area.viewport().rect().contains(middle)


# Painting


@pytest.mark.parametrize("width", [200, 640, 1200])
@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("make", MAKERS)
def test_labels_stand_within_and_touch_nobody(theme: Theme, make: Maker, percent: int, width: int) -> None:
    theme.set_text_percent(percent)
    chart = make(theme)
    chart.resize(width, chart.heightForWidth(width))
    rects = chart.label_rects()
    assert rects
    inside = QRectF(chart.rect())
    assert all(inside.contains(rect) for rect in rects if not rect.isEmpty())
    assert not any(one.intersects(other) for one, other in combinations(rects, 2))
    assert all(inside.contains(rect) for rect in chart.mark_rects())


@pytest.mark.parametrize("make", MAKERS)
def test_names_do_not_widen_a_chart(theme: Theme, make: Maker) -> None:
    chart = make(theme)
    assert chart.minimumSizeHint().width() == 160
    assert chart.sizeHint().width() == 480
    assert 80 < chart.heightForWidth(480) < 2000
    assert chart.hasHeightForWidth()


def test_rows_are_big_enough_to_aim_at_and_bars_no_wider_than_they_should(theme: Theme) -> None:
    ranked = _ranked(theme)
    ranked.resize(420, ranked.heightForWidth(420))
    tops = [rect.top() for rect in ranked.mark_rects()]
    assert min(below - above for above, below in pairwise(tops)) >= 24
    for make in (_three, _months):
        bars = make(theme)
        for width in (200, 1200):
            bars.resize(width, bars.heightForWidth(width))
            assert all(1 <= rect.width() <= 44 for rect in bars.mark_rects())


def test_a_long_name_gives_way_to_its_value(show: Callable[..., Chart], theme: Theme) -> None:
    theme.set_text_percent(200)
    images = []
    for text in ("1 play", "7 plays"):
        ranked = RankedBars(theme, "Artists")
        ranked.set_bars([Mark(label="W" * 10_000, value=1, text=text)] * 5)
        chart = show(ranked, 200)
        _point_at(chart, chart.mark_rects()[2])
        slip = chart.words_rect().toRect()
        assert chart.rect().contains(slip)
        images.append(chart.grab(slip).toImage())
    assert images[0] != images[1]


def test_spans_are_seen_and_share_no_place(theme: Theme) -> None:
    chart = _timeline(theme)
    for width in (200, 640, 1200):
        chart.resize(width, chart.heightForWidth(width))
        spots = chart.mark_rects()
        assert all(rect.width() >= 4 for rect in spots)
        assert not any(one.intersects(other) for one, other in combinations(spots, 2))
        assert not any(label.intersects(spot) for label in chart.label_rects() for spot in spots)


@pytest.mark.parametrize(("mode", "tokens"), [(ThemeMode.LIGHT, LIGHT), (ThemeMode.DARK, DARK)])
@pytest.mark.parametrize("make", MAKERS)
def test_both_themes_paint(
    show: Callable[..., Chart], theme: Theme, make: Maker, mode: ThemeMode, tokens: type[object]
) -> None:
    chart = show(make(theme))
    theme.set_mode(mode)
    colours = _colours(_image(chart))
    assert len(colours) > 2
    assert getattr(tokens, "accent") in colours  # noqa: B009 - both are of one class


def test_a_partial_bar_looks_different(show: Callable[..., Chart], theme: Theme) -> None:
    for kind in (BarChart, RankedBars):
        for count in (3, 240):
            images = []
            for is_partial in (False, True):
                chart = kind(theme, "Years")
                marks = [
                    Mark(label=str(n), value=5, text="5", note="so far", is_partial=is_partial)
                    for n in range(count)
                ]
                chart.set_bars(marks)
                images.append(_image(show(chart)))
            assert images[0].size() == images[1].size()
            assert images[0] != images[1]


def test_no_plays_are_an_empty_cell_and_few_are_not(show: Callable[..., Chart], theme: Theme) -> None:
    clock = ClockChart(theme, "Clock")
    plays = [[0] * 24 for _ in range(7)]
    plays[0][1], plays[0][2] = 1, 100_000
    clock.set_plays(plays)
    chart = show(clock)
    image = _image(chart)
    middles = [rect.center().toPoint() for rect in chart.mark_rects()[:3]]
    empty, few, most = (image.pixelColor(middle).name().upper() for middle in middles)
    assert len({empty, few, most}) == 3
    assert most == LIGHT.accent


def test_without_data_a_chart_hides(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    rows = QVBoxLayout(window)
    bars, clock = BarChart(theme, "Years"), ClockChart(theme, "Clock")
    rows.addWidget(bars)
    rows.addWidget(clock)
    with qtbot.waitExposed(window):
        window.show()
    assert not bars.isVisible()
    bars.set_bars(_marks(["2025"]))
    clock.set_plays([[1] * 24] * 7)
    assert bars.isVisible()
    assert clock.isVisible()
    bars.set_bars([])
    clock.set_plays([[0] * 24] * 7)
    for chart in (bars, clock):
        assert not chart.isVisible()
        assert chart.marks == 0
        assert chart.summary() == ""
        assert chart.table()[1] == ()
        assert chart.label_rects() == chart.mark_rects() == ()
        assert chart.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_chart_without_a_parent_opens_no_window(qtbot: QtBot, theme: Theme) -> None:
    chart = _years(theme)
    qtbot.addWidget(chart)
    assert not chart.isVisible()
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(chart)
    window.show()
    assert chart.isVisible()


def test_new_data_forgets_where_the_cursor_was(show: Callable[..., Chart], theme: Theme) -> None:
    chart = show(_years(theme))
    assert isinstance(chart, BarChart)
    QTest.keyClick(chart, Qt.Key.Key_End)
    chart.set_bars(_marks(["2025"]))
    assert chart.current is None
    assert _spoken(chart) == "One bar. 2025: 9,450 plays."


def test_what_is_no_clock_or_no_time_is_refused(theme: Theme) -> None:
    with pytest.raises(ValueError, match="7 days"):
        ClockChart(theme, "Clock").set_plays([[1] * 24] * 6)
    with pytest.raises(ValueError, match="ends before"):
        TimelineChart(theme, "Phases").set_spans([], LAST, FIRST)


def test_odd_values_are_painted(show: Callable[..., Chart], theme: Theme) -> None:
    values = [0, -3.5, 0.0001, 2e9]
    for kind in (BarChart, RankedBars):
        chart = kind(theme, "Odd")
        chart.set_bars([Mark(label=f"{value}", value=value, text=f"{value}") for value in values])
        assert not _image(show(chart, 200)).isNull()
    day = Span(label="A day", first=LAST, last=LAST, value=0, text="none")
    before = Span(label="Before", first=date(1990, 1, 1), last=date(1991, 1, 1), value=0, text="none")
    timeline = TimelineChart(theme, "Phases")
    timeline.set_spans([day, before], LAST, LAST)
    assert not _image(show(timeline, 200)).isNull()
    line = LineChart(theme, "One point")
    line.set_points([Point(x=0.5, y=2, text="half")], [], [])
    assert not _image(show(line, 200)).isNull()
