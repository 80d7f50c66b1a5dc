"""Every artist, song and album of a record with its plays, to be walked through and narrowed by typing."""

from collections.abc import Sequence
from enum import StrEnum
from typing import overload

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.domain.catalogue import Catalogue, CatalogueEntry, Shelf
from unwrapped_desktop.sharing.staying import Why
from unwrapped_desktop.ui.figures import write_count
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.choice_row import ChoiceRow
from unwrapped_desktop.ui.widgets.figure_table import FigureTable
from unwrapped_desktop.ui.widgets.kept_back import KeptBack
from unwrapped_desktop.ui.widgets.layouts import Rule, column
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, TITLE, Prose
from unwrapped_desktop.ui.widgets.text_field import TextField

_WIDTH_PX = 860
_FIELD_PX = 420


class NameKind(StrEnum):
    """What is listed."""

    ARTISTS = "artists"
    SONGS = "songs"
    ALBUMS = "albums"


class NamesList(QWidget):
    """The names, at first behind a link: they are read from the kept record when somebody wants them.

    Attributes:
        requested: The names are wanted.
        open: The link that asks for them.
        kinds: What can be listed; the arrow keys choose, as in a row of tabs.
        search: Narrows the list.
        table: The list.
    """

    requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._catalogue: Catalogue | None = None
        self._kind = NameKind.ARTISTS
        self.open = LinkButton(theme, translate("NamesList", "Every name in the record"))
        self.kinds = ChoiceRow(theme, translate("NamesList", "What is listed"))
        self.kinds.set_choices([_title(kind) for kind in NameKind], 0)
        self.search = TextField(
            theme,
            name=translate("NamesList", "Look for a name"),
            hint=translate("NamesList", "Look for a name"),
            longest=200,
        )
        self.table = FigureTable(theme, translate("NamesList", "Names with their plays"))
        self.kept_back = KeptBack(theme)
        self.table.kept_back.connect(self.kept_back.offer)
        self.kept_back.copied.connect(lambda: self.kept_back.offer(()))
        self.count = Prose(theme, "", SMALL_QUIET)
        self._found = QWidget()
        self._build()
        self.open.clicked.connect(self._ask)
        self.search.textChanged.connect(self._show)
        self.kinds.chosen.connect(self._choose_place)
        self.forget()
        self._restyle()
        theme.changed.connect(self._restyle)

    def forget(self) -> None:
        """Let go of the names: another verdict is shown."""
        self._catalogue = None
        self._kind = NameKind.ARTISTS
        self.search.clear()
        self.table.show_table((), ())
        self._found.hide()
        self.open.setEnabled(True)
        self.open.show()

    def show_names(self, catalogue: Catalogue | None) -> None:
        """Show the names of a record; None where it cannot be read."""
        self._catalogue = catalogue
        self.open.hide()
        self._found.show()
        for part in (self.kinds, self.search, self.table):
            part.setVisible(catalogue is not None)
        self.choose(NameKind.ARTISTS)
        if catalogue is not None:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, kind: NameKind) -> None:
        """List artists, songs or albums."""
        self._kind = kind
        self.kinds.choose(list(NameKind).index(kind))
        self._show()

    def _choose_place(self, place: int) -> None:
        self._kind = list(NameKind)[place]
        self._show()

    def _ask(self) -> None:
        self.open.setEnabled(False)
        self.requested.emit()

    def _show(self) -> None:
        if self._catalogue is None:
            self.count.setText(
                translate(
                    "NamesList",
                    "The names are in the record, and the record is not kept here or cannot be read.",
                )
            )
            return
        shelf, total = self._shelf(self._catalogue)
        found = shelf.find(self.search.text(), limit=len(shelf)) if len(shelf) else ()
        names = 1 if self._kind is NameKind.ARTISTS else 2
        self.kept_back.offer(())
        self.table.show_table(
            _header(self._kind), _Entries(found, total), names=names, stays=lambda place: _why(found[place])
        )
        self.table.setAccessibleName(_title(self._kind))
        self.table.setVisible(bool(found))
        self.count.setText(_counted(len(found), len(shelf)))

    def _shelf(self, catalogue: Catalogue) -> tuple[Shelf, int]:
        """Return what is listed, and all plays of the record."""
        total = sum(entry.plays for entry in catalogue.artists)
        match self._kind:
            case NameKind.SONGS:
                return catalogue.track_shelf, total
            case NameKind.ALBUMS:
                return catalogue.album_shelf, total
            case _:
                return catalogue.artist_shelf, total

    def _build(self) -> None:
        found = column(gap=10)
        found.addWidget(self.kinds, 0, Qt.AlignmentFlag.AlignLeft)
        found.addWidget(self.search)
        found.addWidget(self.count)
        found.addWidget(self.table)
        found.addWidget(self.kept_back)
        self._found.setLayout(found)
        layout = column(gap=12)
        layout.addWidget(Rule(self._theme))
        layout.addSpacing(12)
        layout.addWidget(Prose(self._theme, translate("NamesList", "EVERY NAME"), TITLE))
        layout.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._found)
        layout.addSpacing(28)
        self.setLayout(layout)

    def _restyle(self) -> None:
        self.table.setMaximumWidth(self._theme.px(_WIDTH_PX))
        self.search.setMaximumWidth(self._theme.px(_FIELD_PX))


class _Entries(Sequence[Sequence[str]]):
    """The entries as rows, each written when it comes into sight."""

    def __init__(self, entries: Sequence[CatalogueEntry], total: int) -> None:
        self._entries = entries
        self._total = total

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, place: int) -> Sequence[str]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Sequence[str]]: ...
    def __getitem__(self, place: int | slice) -> Sequence[str] | Sequence[Sequence[str]]:
        if isinstance(place, slice):
            return _Entries(self._entries[place], self._total)
        entry = self._entries[place]
        whose = (entry.artist,) if entry.title else ()
        share = f"{100 * entry.plays / self._total:.2f} %" if self._total else ""
        return (entry.name, *whose, write_count(entry.plays), share)


def _why(entry: CatalogueEntry) -> Why | None:
    """Return why a name stays on this computer, None where it may be copied."""
    return Why.PRIVATE if entry.is_private else None


def _title(kind: NameKind) -> str:
    match kind:
        case NameKind.SONGS:
            return translate("NamesList", "Songs")
        case NameKind.ALBUMS:
            return translate("NamesList", "Albums")
        case _:
            return translate("NamesList", "Artists")


def _header(kind: NameKind) -> tuple[str, ...]:
    figures = (translate("NamesList", "Plays"), translate("NamesList", "Of all plays"))
    artist = translate("NamesList", "Artist")
    match kind:
        case NameKind.SONGS:
            return (translate("NamesList", "Song"), artist, *figures)
        case NameKind.ALBUMS:
            return (translate("NamesList", "Album"), artist, *figures)
        case _:
            return (artist, *figures)


def _counted(found: int, total: int) -> str:
    if not found:
        return translate("NamesList", "No name here holds these words.")
    if found == total:
        return translate(
            "NamesList", "{total} names, the most played first. What you left out is counted too."
        ).format(total=write_count(total))
    return translate("NamesList", "{found} of {total} names.").format(
        found=write_count(found), total=write_count(total)
    )
