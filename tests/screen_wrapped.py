"""States of the second opinion, to be drawn and to be gone through by tests."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from tests.listeners import KINDS, NOW, write_export
from tests.reviews import artist_uri, review_file, spotify_view, write_library, write_review
from tests.screen_cases import LONG_NAME
from unwrapped_desktop.bootstrap import build_judge, source_at
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.report import Report, WrappedOpinion
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.domain.wrapped import CountedName, ListedName, ReviewedList, ReviewedYear, WeeksName
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.views.wrapped import WrappedView

Prepare = Callable[[MainWindow], None]
HARD = (
    LONG_NAME,
    "\u0641\u0631\u0642\u0629 \u0627\u0644\u0639\u0628\u0651\u0627\u0631\u0629 & <b>Friends</b>",
    "\u6771\u5cb8 \U0001f1ef\U0001f1f5 & \u05de\u05d6\u05e8\u05d7",
    "!!!",
    "\u0646\u0627\u062f\u062f \u0633\u0648 (Live, 1 + 1 = 2)",
)


class _StillClock:
    """It is always the same time, so that the pictures are the same tomorrow."""

    def now(self) -> object:
        return NOW


@cache
def reviewed_report(
    *, years: tuple[int, ...] = (2024, 2025), follows: int = 5, songs: int = 5, kind: str = "loyalist"
) -> Report:
    """Return the report that the program really makes of a listener whose account data came with reviews.

    Args:
        years: Which reviews came.
        follows: How many of the artists on the lists the library explains.
        songs: Places on the lists of songs.
        kind: Which listener.
    """
    rows = KINDS[kind](9_001)
    with TemporaryDirectory() as place:
        folder = Path(place)
        written = write_export(rows, folder, "extended_2026")
        names: list[str] = []
        for year in years:
            content, artists = spotify_view(rows, year, last=f"{year}-11-12", songs=songs)
            write_review(folder, year, content)
            names += artists[:follows]
        write_library(folder, dict.fromkeys(names))
        clock = _StillClock()
        return build_judge(clock).report(  # type: ignore[arg-type]
            source_at([written.path], clock),  # type: ignore[arg-type]
            JudgeSettings(timezone="Europe/Berlin"),
            progress=ignore_progress,
            cancel=CancelToken(),
        )


@cache
def uncovered_report() -> Report:
    """Return a report with a review of a year before the record."""
    rows = KINDS["loyalist"](9_001)
    with TemporaryDirectory() as place:
        folder = Path(place)
        written = write_export(rows, folder, "extended_2026")
        uris = list(dict.fromkeys(str(row["spotify_track_uri"]) for row in rows))[:3]
        artists = [str(rows[0]["master_metadata_album_artist_name"]), "Nobody here", "Nor here"]
        content = review_file(
            songs=[*uris, "spotify:track:0"],
            artists=[artist_uri(name) for name in artists],
            listened_ms=41_000 * 60_000,
            count=812,
        )
        write_review(folder, 2015, content)
        write_library(folder, artists[:1])
        clock = _StillClock()
        return build_judge(clock).report(  # type: ignore[arg-type]
            source_at([written.path], clock),  # type: ignore[arg-type]
            JudgeSettings(timezone="Europe/Berlin"),
            progress=ignore_progress,
            cancel=CancelToken(),
        )


def hard_report(names: Sequence[str] = HARD) -> Report:
    """Return a report whose names are hard to set: right to left, far too long, without letters."""
    report = reviewed_report()
    assert report.wrapped is not None
    years = tuple(_hard_year(year, names) for year in report.wrapped.years)
    opinion = WrappedOpinion(years=years, remarks=report.wrapped.remarks, receipts=report.wrapped.receipts)
    return replace(report, wrapped=opinion)


def _hard_year(year: ReviewedYear, names: Sequence[str]) -> ReviewedYear:
    first = year.songs.listed[0]
    left_out = replace(first, place=3, state="left_out", name="", artist="", then=None, year=None)
    listed = (*year.songs.listed[:2], left_out, *year.songs.listed[3:])
    counted = tuple(one if one.place != 3 else replace(one, place=None) for one in year.songs.counted)
    return replace(
        year,
        songs=_hard_list(replace(year.songs, listed=listed, counted=counted), names),
        artists=_hard_list(year.artists, names),
        weeks_artists=_hard_weeks(year.weeks_artists, names),
        weeks_songs=_hard_weeks(year.weeks_songs, names),
        weeks=None if year.weeks is None else replace(year.weeks, last=date(year.year, 12, 9)),
    )


def _hard_list(part: ReviewedList, hard: Sequence[str]) -> ReviewedList:
    names = dict(zip((one.name for one in part.counted), [*hard] * 4, strict=False))

    def listed(one: ListedName) -> ListedName:
        return replace(one, name=names.get(one.name, one.name), artist=hard[0] if one.artist else "")

    def counted(one: CountedName) -> CountedName:
        return replace(one, name=names[one.name], artist=hard[1] if one.artist else "")

    return replace(part, listed=tuple(map(listed, part.listed)), counted=tuple(map(counted, part.counted)))


def _hard_weeks(found: Sequence[WeeksName], names: Sequence[str]) -> tuple[WeeksName, ...]:
    return tuple(replace(one, name=names[place % len(names)]) for place, one in enumerate(found))


def settle() -> None:
    """Let everything be laid out."""
    for _ in range(8):
        QApplication.processEvents()


def shown(window: MainWindow, report: Report) -> WrappedView:
    """Bring the second opinion on a report to the front."""
    window.set_header(report.listener.name)
    window.results.show_report(report)
    window.show_screen(Screen.RESULTS)
    window.menus.actions["wrapped"].trigger()
    settle()
    return whole(window.wrapped)


def whole(view: WrappedView) -> WrappedView:
    """Return a screen when every part of it is up."""
    for _ in range(100):
        if view.page is None or view.page.is_whole:
            break
        QApplication.processEvents()
    settle()
    return view


def _state(
    make: Callable[[], Report],
    *,
    place: int = 0,
    opened: bool = False,
    table: bool = False,
    scrolled: str = "",
    receipts: bool = False,
    walked: bool = False,
) -> Prepare:
    def prepare(window: MainWindow) -> None:
        view = shown(window, make())
        if place:
            view.years.step(place)
            whole(view)
        page = view.page
        assert page is not None
        if opened:
            page.page.buttons[0].click()
        if table:
            page.frames[0].fold.set_open(True)
        if receipts:
            page.receipts.set_open(True)
        if walked:
            chart = page.frames[0].picture.chart
            chart.setFocus()
            for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
                QTest.keyClick(chart, key)
        settle()
        parts = {"songs": page.frames[:1], "artists": page.frames[1:], "weeks": page.weeks[:1]}
        target = page.receipts if receipts else next(iter(parts.get(scrolled, ())), None)
        if target is not None:
            area = view.findChildren(QScrollArea)[0]
            content = area.widget()
            assert content is not None
            area.verticalScrollBar().setValue(target.mapTo(content, QPoint(0, 0)).y() - 90)

    return prepare


def _link(window: MainWindow) -> None:
    report = reviewed_report()
    window.set_header(report.listener.name)
    window.results.show_report(report)
    window.show_screen(Screen.RESULTS)
    settle()
    part = window.results.below.wrapped
    settle()
    top = part.mapTo(window.results._content, QPoint(0, 0)).y()
    window.results._area.verticalScrollBar().setValue(top - 60)


STATES: dict[str, Prepare] = {
    "wrapped": _state(reviewed_report),
    "wrapped-earlier": _state(reviewed_report, place=1),
    "wrapped-opened": _state(reviewed_report, opened=True),
    "wrapped-songs": _state(reviewed_report, scrolled="songs"),
    "wrapped-walked": _state(partial(reviewed_report, songs=20), walked=True, scrolled="songs"),
    "wrapped-table": _state(reviewed_report, table=True, scrolled="songs"),
    "wrapped-weeks": _state(reviewed_report, scrolled="weeks"),
    "wrapped-receipts": _state(reviewed_report, receipts=True),
    "wrapped-many": _state(lambda: reviewed_report(songs=20), scrolled="songs"),
    "wrapped-unresolved": _state(lambda: reviewed_report(years=(2025,), follows=0), scrolled="artists"),
    "wrapped-some-unresolved": _state(lambda: reviewed_report(years=(2025,), follows=3), scrolled="artists"),
    "wrapped-not-covered": _state(uncovered_report),
    "wrapped-hard": _state(hard_report, scrolled="songs"),
    "wrapped-hard-weeks": _state(hard_report, scrolled="weeks"),
    "results-wrapped": _link,
}
