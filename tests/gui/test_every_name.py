"""Every name of the kept record under the evidence: by mouse and by keyboard, on the real program."""

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests import listeners
from tests.gui.conftest import Program
from unwrapped_desktop.ui.main_window import Screen
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.widgets.names_list import NameKind, NamesList

Start = Callable[..., Program]


@pytest.fixture
def names(start: Start, export_zip: str) -> NamesList:
    """The names of a listener, read from the kept record."""
    program = start(export_zip)
    program.until(Screen.RESULTS)
    window = program.window
    window.menus.actions["evidence"].trigger()
    program.qtbot.waitUntil(lambda: window.screen_shown() is Screen.EVIDENCE and window.evidence.is_whole)
    names = window.evidence.names
    assert names.isVisible()
    names.open.setFocus()
    QTest.keyClick(names.open, Qt.Key.Key_Return)
    program.qtbot.waitUntil(names.table.isVisible)
    return names


def fields(names: NamesList) -> list[list[str]]:
    model = names.table.model()
    return [
        [bare(str(model.index(row, column).data())) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def played() -> Counter[str]:
    rows = listeners.loyalist(3)
    return Counter(
        str(row["master_metadata_album_artist_name"]) for row in rows if int(str(row["ms_played"])) >= 30_000
    )


def test_every_artist_is_there_with_its_plays(names: NamesList) -> None:
    told = {name: int(plays.replace(",", "")) for name, plays, _share in fields(names)}
    assert {name: count for name, count in told.items() if count} == dict(played())
    counts = list(told.values())
    assert counts == sorted(counts, reverse=True)


def test_typing_narrows_and_clearing_brings_all_back(names: NamesList) -> None:
    everyone = fields(names)
    wanted = everyone[3][0]
    names.search.setText(wanted.upper())
    assert wanted in [name for name, *_ in fields(names)]
    assert all(wanted.casefold() in name.casefold() for name, *_ in fields(names))
    names.search.setText("no such name at all")
    assert not names.table.isVisible()
    assert "No name" in names.count.text()
    names.search.clear()
    assert fields(names) == everyone


def test_songs_and_albums_name_their_artists(names: NamesList) -> None:
    artists = {name for name, *_ in fields(names)}
    for kind in (NameKind.SONGS, NameKind.ALBUMS):
        QTest.keyClick(names.kinds.buttons[names.kinds.current], Qt.Key.Key_Right)
        assert names.kinds.current == list(NameKind).index(kind)
        listed = fields(names)
        assert len(listed) > 1
        assert {artist for _title, artist, *_ in listed} <= artists


def test_chosen_rows_are_copied_as_a_spreadsheet_takes_them(names: NamesList) -> None:
    names.table.selectRow(0)
    assert QGuiApplication.clipboard() is not None
    header, first, *rest = names.table.text().splitlines()
    assert header.split("\t") == ["Artist", "Plays", "Of all plays"]
    assert first.split("\t")[0] == fields(names)[0][0]
    assert rest == []


def test_another_verdict_has_other_names(start: Start, export_zip: str) -> None:
    program = start(export_zip)
    program.until(Screen.RESULTS)
    window = program.window
    window.login.sample_requested.emit("night")
    program.qtbot.waitUntil(
        lambda: window.results.report is not None and window.results.report != program.controller.kept.report,
        timeout=30_000,
    )
    window.menus.actions["evidence"].trigger()
    program.qtbot.waitUntil(lambda: window.screen_shown() is Screen.EVIDENCE and window.evidence.is_whole)
    assert window.evidence.names.isHidden()
