"""States of the list of every name at the end of the evidence, to be drawn."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QScrollArea

from tests import screen_cases as cases
from tests.example_charts import charted
from unwrapped_desktop.domain.catalogue import Catalogue, CatalogueEntry
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.widgets.names_list import NameKind

Prepare = Callable[[MainWindow], None]

_ARTISTS = (
    "Kuru & the Ferries",
    "Kuru Yaprak",
    "Ostkai",
    "Nadide Su",
    *(f"Neighbour {n}" for n in range(1, 61)),
)
_SONGS = (
    "Salt on the Line",
    "Tram to the End - 2011 Remaster",
    "Ask Again (feat. Nobody)",
    "Winter Timetable",
)
_HARD_SONGS = (
    f"{cases.LONG_NAME} (Live at the Municipal Baths) - 2011 Remaster",
    "\u0643\u064a\u0641\u0643 \u0625\u0646\u062a",
    "\u7121\u7f6a\u30e2\u30e9\u30c8\u30ea\u30a2\u30e0 & <b>more</b>",
    "!!!",
)


def _catalogue(artists: tuple[str, ...] = _ARTISTS, songs: tuple[str, ...] = _SONGS) -> Catalogue:
    """Return a record of these artists, each played less than the one before, with as many songs each."""
    played = [CatalogueEntry(artist=name, plays=21_804 // (place + 1)) for place, name in enumerate(artists)]
    titled = tuple(
        CatalogueEntry(artist=one.artist, title=title, plays=max(1, one.plays // (3 + place)))
        for one in played
        for place, title in enumerate(songs)
    )
    return Catalogue(artists=tuple(played), tracks=titled, albums=titled[::3], has_private=False)


def _hard() -> Catalogue:
    return _catalogue((*cases.HARD_NAMES.values(), *_ARTISTS[4:]), _HARD_SONGS)


def _state(
    make: Callable[[], Catalogue | None] | None,
    kind: NameKind = NameKind.ARTISTS,
    words: str = "",
) -> Prepare:
    """Show the end of the evidence; the names are folded away where none are made."""

    def prepare(window: MainWindow) -> None:
        report = charted()
        window.set_header(report.listener.name)
        window.results.show_report(report)
        window.evidence.show_report(report)
        window.show_screen(Screen.EVIDENCE)
        while not window.evidence.is_whole:
            QApplication.processEvents()
        names = window.evidence.names
        names.show()
        if make is not None:
            names.show_names(make())
            names.choose(kind)
            names.search.setText(words)
        for _ in range(8):
            QApplication.processEvents()
        bar = window.evidence.findChildren(QScrollArea)[0].verticalScrollBar()
        bar.setValue(bar.maximum())

    return prepare


STATES: dict[str, Prepare] = {
    "evidence-names-folded": _state(None),
    "evidence-names-artists": _state(_catalogue),
    "evidence-names-songs": _state(_catalogue, NameKind.SONGS),
    "evidence-names-hard": _state(_hard),
    "evidence-names-hard-songs": _state(_hard, NameKind.SONGS),
    "evidence-names-narrowed": _state(_catalogue, NameKind.ALBUMS, "tram"),
    "evidence-names-nothing": _state(_catalogue, words="zzz"),
    "evidence-names-unreadable": _state(lambda: None),
}
