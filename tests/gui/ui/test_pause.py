"""The pause before the verdict: what is said, what is folded, what Return does; and the account it shares with the page."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests import example_report as example
from unwrapped_desktop.domain.addition import Addition, AdditionKind
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.forensics import FileReading, FileStatus, SetAside
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.ui.record_words import timezone_text
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.views.pause import PauseView
from unwrapped_desktop.ui.widgets.prose import Prose
from unwrapped_desktop.ui.widgets.record_section import RecordSection

Show = Callable[..., PauseView]
EXAMPLES = {
    "podcast": (
        "2014-02-03 18:12 UTC, 41:02 played: The Daily <b>Grind</b>",
        "2015-01-01 00:00 UTC, 1:00 played: فيروز",
    ),
    "no_metadata": ("2014-02-03 18:12 UTC, 0:02 played: no title, no artist",),
}


def _moment(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


def _report(**changes: object) -> Report:
    """Return a report without a concern, its record changed."""
    base = example.good_report()
    return replace(base, record=replace(base.record, **{"gaps": (), **changes}))  # type: ignore[arg-type]


def _addition(kind: AdditionKind, **changes: object) -> Addition:
    plain = Addition(kind=kind, plays_before=41_204, plays_after=43_514, new_plays=2_310)
    return replace(plain, **changes)  # type: ignore[arg-type]


def _settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


@pytest.fixture
def show(qtbot: QtBot, theme: Theme) -> Iterator[Show]:
    kept: list[PauseView] = []

    def shown(
        report: Report, addition: Addition | None = None, size: tuple[int, int] = (1280, 805)
    ) -> PauseView:
        view = PauseView(theme)
        kept.append(view)
        view.resize(QSize(*size))
        view.show_report(report, addition)
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        _settle()
        return view

    yield shown
    for view in kept:
        view.close()
        view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    kept.clear()


def _said(root: QWidget) -> str:
    """Return every text that can be seen."""
    return bare("\n".join(part.text() for part in root.findChildren(Prose) if part.isVisible()))


def _figures(section: RecordSection) -> dict[str, str]:
    """Return the lines of the account by their labels."""
    parted = (line.rpartition(": ") for line in section.text.splitlines())
    return {label: value for label, _, value in parted}


def test_a_clean_export_reads_as_a_whole_and_warns_of_nothing(show: Show) -> None:
    view = show(_report())
    assert view.headline.text() == "TWELVE YEARS, ALL READ."
    assert not view.concerns.isVisible()
    assert not view.news.isVisible()
    assert "Hours and weekdays are in Europe/Berlin" in _said(view)


def test_the_numbers_add_up(show: Show) -> None:
    aside = SetAside(
        malformed=1, podcast=20, audiobook=300, no_metadata=4_000, duplicate=50, superseded=6, excluded=7
    )
    view = show(_report(rows_total=100_000 + aside.total, rows_used=100_000, set_aside=aside))
    figures = {name: value.replace(",", "") for name, value in _figures(view.record).items()}
    set_aside = [int(value) for name, value in figures.items() if name.startswith("set aside: ")]
    assert len(set_aside) == 7
    assert int(figures["rows"]) == int(figures["counted"]) + sum(set_aside) == 104_384
    # (1 + 4,000) / 104,384 is 3.83 %.
    assert figures["rows of no use"].startswith("3.8")


@pytest.mark.parametrize(
    ("addition", "headline", "news"),
    [
        (None, "TWELVE YEARS, ALL READ.", ""),
        (_addition(AdditionKind.FIRST, plays_before=0), "TWELVE YEARS, ALL READ.", ""),
        (
            _addition(AdditionKind.NOTHING_NEW, new_plays=0),
            "HEARD IT BEFORE.",
            "Nothing new: every play was there already.",
        ),
        (
            _addition(
                AdditionKind.ADDED, first_new_at=_moment(2026, 5, 3), last_new_at=_moment(2026, 11, 14, 23)
            ),
            "TWELVE YEARS, AND COUNTING.",
            "2,310 new plays, from 3 May to 15 November 2026; 41,204 were there already.",
        ),
        (
            _addition(
                AdditionKind.ADDED,
                new_plays=1,
                plays_before=1,
                first_new_at=_moment(2026, 5, 3),
                last_new_at=_moment(2026, 5, 3),
            ),
            "TWELVE YEARS, AND COUNTING.",
            "1 new play, from 3 May 2026; 1 was there already.",
        ),
        (
            _addition(AdditionKind.UPGRADED, plays_before=12_400, plays_after=184_022),
            "TWELVE YEARS, ALL READ.",
            "Your year has become a life: 12,400 plays before, 184,022 now.",
        ),
    ],
)
def test_what_is_new_is_said(show: Show, addition: Addition | None, headline: str, news: str) -> None:
    view = show(_report(), addition)
    assert view.headline.text() == headline
    assert view.news.text() == news
    assert view.news.isVisible() == bool(news)


@pytest.mark.parametrize("kind", [AdditionKind.ADDED, AdditionKind.UPGRADED])
def test_news_and_account_add_up_when_something_is_left_out(show: Show, kind: AdditionKind) -> None:
    report = _report(plays=43_000)
    view = show(replace(report, exclusions=Exclusions((Exclusion.of_private(),))), _addition(kind))
    # 43,514 plays are there and 43,000 count.
    assert view.news.text().endswith(" You leave out 514 of these.")
    assert "leave out" not in show(report, _addition(kind)).news.text()


def test_where_nothing_is_new_nothing_is_counted(show: Show) -> None:
    report = replace(_report(plays=43_000), exclusions=Exclusions((Exclusion.of_private(),)))
    view = show(report, _addition(AdditionKind.NOTHING_NEW, new_plays=0))
    assert view.news.text() == "Nothing new: every play was there already."


def test_the_span_of_what_is_new_names_both_years_where_they_differ(show: Show) -> None:
    first, last = _moment(2025, 12, 3), _moment(2026, 1, 4)
    view = show(_report(), _addition(AdditionKind.ADDED, first_new_at=first, last_new_at=last))
    assert "from 3 December 2025 to 4 January 2026;" in view.news.text()


@pytest.mark.parametrize(
    ("first", "headline"),
    [
        (_moment(2026, 11, 20, 7), "ONE DAY, ALL READ."),
        (_moment(2026, 10, 10, 7), "41 DAYS, ALL READ."),
        (_moment(2025, 9, 20, 7), "FOURTEEN MONTHS, ALL READ."),
        (_moment(2025, 9, 24, 7), "THIRTEEN MONTHS, ALL READ."),
        (_moment(2025, 11, 21, 7), "TWELVE MONTHS, ALL READ."),
        (_moment(2024, 11, 20, 7), "TWO YEARS, ALL READ."),
        (_moment(2005, 11, 20, 7), "21 YEARS, ALL READ."),
        (None, "ALL READ."),
    ],
)
def test_the_headline_says_how_long_the_record_is(show: Show, first: datetime | None, headline: str) -> None:
    assert show(_report(first_play_at=first)).headline.text() == headline


def test_concerns_come_first_with_what_to_do(show: Show) -> None:
    report = example.failed_files_report()
    names = (
        "Streaming_History_Audio_..._3.json",
        "Streaming_History_Audio_..._4.json",
        "StreamingHistory_music_0.json",
    )
    view = show(replace(report, record=replace(report.record, missing_files=names)))
    said = _said(view)
    assert view.headline.text() == "TWELVE YEARS, NOT ALL THERE."
    assert view.concerns.y() < view.record.y()
    assert "2 files could not be read." in said
    assert "notes & <b>other</b> things.txt: It is not a Spotify history file." in said
    assert "download the export again and add it" in said
    assert "3 files are likely missing." in said
    assert "Not here: Streaming_History_Audio 3 and 4; StreamingHistory_music 0." in said
    assert "2 months are missing." in said
    assert "Nothing from June and July 2019." in said
    # 14 malformed rows in a file of 9,211 are no damage.
    assert "damaged" not in said
    assert "2 months are missing." in view.concerns.accessibleDescription()


def test_damage_unusable_rows_and_a_short_span_are_told(show: Show) -> None:
    files = (
        FileReading(
            name="a.json", rows=500, status=FileStatus.PARTLY, reason="120 of 500 rows are malformed."
        ),
    )
    report = _report(
        first_play_at=_moment(2026, 11, 1),
        files=files,
        rows_total=500,
        rows_used=380,
        set_aside=SetAside(malformed=120),
    )
    said = _said(show(report))
    assert "1 file is damaged." in said
    assert "a.json: 120 of 500 rows are malformed." in said
    assert "24\u00a0% of the rows cannot be used." in said
    assert "120 rows without a title, or malformed" in said
    assert "This is 19 days of listening." in said


def test_intents(qtbot: QtBot, show: Show) -> None:
    view = show(_report())
    with qtbot.waitSignal(view.hear_requested):
        QTest.mouseClick(view.hear, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.another_file_requested):
        QTest.mouseClick(view.add, Qt.MouseButton.LeftButton)


def test_return_hears_it_once_from_the_start_and_from_the_page(show: Show) -> None:
    view = show(_report())
    heard: list[bool] = []
    view.hear_requested.connect(lambda: heard.append(True))
    assert view.focusWidget() is view.hear
    QTest.keyClick(view.hear, Qt.Key.Key_Return)
    assert len(heard) == 1
    QTest.keyClick(view, Qt.Key.Key_Enter)
    QTest.keyClick(view.record, Qt.Key.Key_Return)
    assert len(heard) == 3


def test_return_on_another_button_presses_that_one(qtbot: QtBot, show: Show) -> None:
    view = show(_report(examples=EXAMPLES))
    heard: list[bool] = []
    view.hear_requested.connect(lambda: heard.append(True))
    with qtbot.waitSignal(view.another_file_requested):
        QTest.keyClick(view.add, Qt.Key.Key_Return)
    QTest.keyClick(view.record.examples.link, Qt.Key.Key_Return)
    assert view.record.examples.is_open
    assert not heard


def test_the_keyboard_goes_from_the_big_button_to_the_details(show: Show) -> None:
    view = show(_report(examples=EXAMPLES))
    wanted = [view.hear, view.add, view.record.files.link, view.record.examples.link]
    found: list[QWidget] = []
    widget: QWidget | None = view.hear
    while widget is not None and len(found) < len(wanted):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
        widget = widget.nextInFocusChain()
    assert found == wanted
    assert all(part.accessibleName() and part.height() >= 24 for part in found)


def test_details_are_folded_and_fold_again_for_another_report(show: Show) -> None:
    view = show(_report(examples=EXAMPLES))
    assert "The Daily" not in _said(view)
    view.record.examples.link.click()
    view.record.files.link.click()
    _settle()
    said = _said(view)
    assert "Podcasts: 2 of 3,102 rows" in said
    assert "41:02 played: The Daily <b>Grind</b>" in said
    assert "No title: 1 of 409 rows" in said
    assert view.record.examples.link.text() == view.record.examples.link.accessibleName() == "Hide the rows"
    view.show_report(_report(), None)
    assert not view.record.files.is_open
    assert view.record.examples.isHidden()


def test_examples_are_no_part_of_the_text(show: Show) -> None:
    view = show(_report(examples=EXAMPLES))
    view.record.examples.set_open(True)
    assert "Grind" not in view.record.text
    assert "rows: 171,940" in view.record.text


def test_every_label_is_plain_text(show: Show) -> None:
    view = show(_report(examples=EXAMPLES))
    view.record.examples.set_open(True)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in view.findChildren(QLabel))


@pytest.mark.parametrize("size", [(1280, 805), (900, 585), (640, 480)])
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_wider_than_the_view_and_the_button_is_there_at_once(
    show: Show, theme: Theme, size: tuple[int, int], percent: int
) -> None:
    theme.set_text_percent(percent)
    broken = example.failed_files_report()
    long = FileReading(
        name="name_" * 40 + ".json", rows=0, status=FileStatus.REFUSED, reason="It breaks off."
    )
    record = replace(broken.record, files=(*broken.record.files * 4, long), examples=EXAMPLES)
    view = show(replace(broken, record=record), _addition(AdditionKind.UPGRADED), size)
    view.record.files.set_open(True)
    view.record.examples.set_open(True)
    _settle()
    (area,) = view.findChildren(QScrollArea)
    content = area.widget()
    assert content is not None
    assert content.width() <= area.viewport().width()
    for part in content.findChildren(QWidget):
        if part.isVisible():
            assert part.mapTo(content, QPoint(part.width(), 0)).x() <= content.width() + 1, part
    if percent < 200:
        assert view.hear.mapTo(view, QPoint(0, view.hear.height())).y() <= view.height()


def test_the_section_under_the_verdict_says_what_is_missing(qtbot: QtBot, theme: Theme) -> None:
    section = RecordSection(theme)
    report = example.failed_files_report()
    section.set_record(replace(report.record, missing_files=("endsong_2.json",)), "Europe/Berlin")
    text = bare(section.text)
    assert "months missing: 2" in text
    assert "files likely missing: 1" in text
    assert "Spotify numbers these files from 0. Not here: endsong 2." in text
    assert "Not in these files: June and July 2019." in text
    assert "rows of no use: 0.2" in text
    assert "Hours and weekdays are in Europe/Berlin" in text
    assert "cut off" in text
    section.deleteLater()


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("Europe/Berlin", "Hours and weekdays are in Europe/Berlin, this computer's zone."),
        ("Asia/Tokyo", "Hours and weekdays are in Europe/Berlin."),
    ],
)
def test_the_zone_is_called_this_computers_only_where_it_is(own: str, said: str) -> None:
    assert bare(timezone_text("Europe/Berlin", own)) == said


def test_dates_are_those_of_the_zone(qtbot: QtBot, theme: Theme) -> None:
    section = RecordSection(theme)
    record = _report(first_play_at=_moment(2019, 12, 31, 23, 30)).record
    section.set_record(record, "Europe/Berlin")
    assert "first play: 1 January 2020" in section.text
    section.set_record(record)
    assert "first play: 31 December 2019" in section.text
    section.set_record(record, "Nowhere/At_All")
    assert "first play: 31 December 2019" in section.text
    section.deleteLater()


def test_sixty_files_stay_folded_and_all_their_faults_are_in_the_list(qtbot: QtBot, theme: Theme) -> None:
    section = RecordSection(theme)
    files = tuple(
        FileReading(name=f"file_{number}.json", rows=0, status=FileStatus.REFUSED, reason="It breaks off.")
        for number in range(60)
    )
    section.set_record(_report(files=files).record)
    text = bare(section.text)
    assert text.count("It breaks off.") == 6
    assert "And 54 more files in the list of files." in text
    assert not section.files.is_open
    notes = bare("\n".join(part.text() for part in section.files.findChildren(Prose)))
    assert notes.count("It breaks off.") == 60
    section.deleteLater()
