"""The second opinion in the running program: an export with reviews is dropped, judged, kept, and judged again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests import listeners
from tests.gui.conftest import Program
from tests.reviews import spotify_view, write_library, write_review
from unwrapped_desktop.domain.exclusion import Exclusion
from unwrapped_desktop.ui.main_window import Screen

Start = Callable[..., Program]


@pytest.fixture(scope="module")
def reviewed_export(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a folder with a history, two reviews of it, and a library that explains their artists."""
    folder = tmp_path_factory.mktemp("reviewed")
    rows = listeners.loyalist(3)
    written = listeners.write_export(rows, folder)
    names: list[str] = []
    for year in (2024, 2025):
        content, artists = spotify_view(rows, year, last=f"{year}-11-12")
        write_review(folder, year, content)
        names += artists
    write_library(folder, dict.fromkeys(names))
    return str(written.path)


def test_from_the_file_to_the_second_opinion_and_back(start: Start, reviewed_export: str) -> None:
    program = start(reviewed_export)
    program.until(Screen.RESULTS)
    window = program.window
    report = window.results.report
    assert report is not None
    assert report.wrapped is not None
    assert [year.year for year in report.wrapped.years] == [2024, 2025]
    assert all(year.reason is None for year in report.wrapped.years)
    window.menus.actions["wrapped"].trigger()
    assert window.screen_shown() is Screen.WRAPPED
    QTest.keyClick(window.wrapped, Qt.Key.Key_Right)
    assert window.wrapped.headline.text() == "2024, COUNTED AGAIN"
    QTest.keyClick(window.wrapped, Qt.Key.Key_Escape)
    assert window.screen_shown() is Screen.RESULTS


def test_it_is_there_after_a_new_start_and_follows_what_is_left_out(
    start: Start, reviewed_export: str
) -> None:
    program = start(reviewed_export)
    program.until(Screen.RESULTS)
    first = program.window.results.report
    assert first is not None
    program.quit()
    again = start()
    again.until(Screen.RESULTS)
    kept = again.window.results.report
    assert kept is not None
    assert kept.wrapped == first.wrapped
    assert first.wrapped is not None
    name = first.wrapped.years[-1].artists.listed[0].name
    again.window.results.exclusion_requested.emit(Exclusion.of_artist(name))
    again.until(Screen.RESULTS)
    after = again.window.results.report
    assert after is not None
    assert after.wrapped is not None
    assert after.wrapped.years[-1].artists.listed[0].state == "left_out"
    again.window.menus.actions["wrapped"].trigger()
    page = again.window.wrapped.page
    assert page is not None
    again.qtbot.waitUntil(lambda: page.is_whole)
    assert "left out by you" in [row[0] for row in page.frames[1].picture.rows]


def test_a_damaged_review_stops_nothing(start: Start, tmp_path: Path) -> None:
    written = listeners.write_export(listeners.loyalist(3), tmp_path / "export")
    write_review(tmp_path / "export", 2025, ["no", "review"])
    program = start(str(written.path))
    program.until(Screen.RESULTS)
    report = program.window.results.report
    assert report is not None
    assert report.wrapped is None
    assert not program.window.menus.actions["wrapped"].isEnabled()
