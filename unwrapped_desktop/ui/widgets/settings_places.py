"""Where everything lies on this computer, how large it is, and the way to it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.domain.stored import StoredPlace
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.settings_words import place_title, size_text
from unwrapped_desktop.ui.text import isolate
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import SMALL_PX
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.layouts import Rule, clear, column, row
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, STRONG, Prose, TextRole
from unwrapped_desktop.ui.widgets.settings_section import follow_width

PATH = TextRole(face=Face.MONO, size_px=SMALL_PX - 1, colour="quiet", leading=1.5)


class PlaceEntry(QWidget):
    """One place.

    Attributes:
        place: Where it is.
        show_in_folder: Opens the folder in which it lies; hidden while nothing is there.
    """

    def __init__(self, theme: Theme, place: StoredPlace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = place_title(place.kind)
        self.show_in_folder = LinkButton(theme, translate("SettingsView", "Show in folder"))
        self.show_in_folder.setAccessibleName(f"{self.show_in_folder.text()}: {title}")
        self._path = Prose(theme, "", PATH)
        self._size = Prose(theme, "", SMALL_QUIET)
        layout = column(gap=2)
        layout.addWidget(Rule(theme))
        layout.addSpacing(8)
        layout.addWidget(Prose(theme, title, STRONG))
        layout.addWidget(self._path)
        layout.addSpacing(2)
        line = row(gap=18)
        line.addWidget(self._size, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.show_in_folder, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        layout.addLayout(line)
        self.setLayout(layout)
        follow_width(self)
        self.show_place(place)

    def show_place(self, place: StoredPlace) -> None:
        """Show how large it is now."""
        self.place = place
        self._path.setText(isolate(place.path))
        self._size.setText(size_text(place.size_bytes))
        self.show_in_folder.setVisible(place.size_bytes is not None)


class PlaceList(QWidget):
    """Places under each other.

    Attributes:
        folder_requested: A folder is to be opened; carries its path.
        entries: The places.
    """

    folder_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.entries: list[PlaceEntry] = []
        self._column = column(gap=10)
        self.setLayout(self._column)
        follow_width(self)

    @property
    def stops(self) -> list[QWidget]:
        """What the Tab key comes to, from the top down."""
        return [entry.show_in_folder for entry in self.entries]

    def show_places(self, places: Sequence[StoredPlace]) -> None:
        """Show other places; those of the same kind are told their size, and keep the keyboard."""
        if [place.kind for place in places] == [entry.place.kind for entry in self.entries]:
            for entry, place in zip(self.entries, places, strict=True):
                entry.show_place(place)
            return
        clear(self._column)
        self.entries = [self._entry(place) for place in places]
        for entry in self.entries:
            self._column.addWidget(entry)

    def _entry(self, place: StoredPlace) -> PlaceEntry:
        entry = PlaceEntry(self._theme, place)
        entry.show_in_folder.clicked.connect(lambda: self._ask_for(entry.place))
        return entry

    def _ask_for(self, place: StoredPlace) -> None:
        path = Path(place.path)
        self.folder_requested.emit(str(path if path.is_dir() else path.parent))
