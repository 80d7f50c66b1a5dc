"""A field for a name of the record, with a short list of names that fit what was typed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from unwrapped_desktop.domain.catalogue import CatalogueEntry
from unwrapped_desktop.ui.figures import count_noun
from unwrapped_desktop.ui.text import clean, isolate
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import SMALL_PX

Find = Callable[[str], Sequence[CatalogueEntry]]
_ROWS_SHOWN = 8
_NAME_ROLE = Qt.ItemDataRole.UserRole


class _EntryModel(QAbstractListModel):
    """The few entries that fit; never the whole record."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[CatalogueEntry, ...] = ()

    def set_entries(self, entries: Sequence[CatalogueEntry]) -> None:
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        """Return how many entries there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return an entry as it is read, or its name as it is typed."""
        if not 0 <= index.row() < len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            by = f" · {isolate(entry.artist)}" if entry.title else ""
            return f"{isolate(entry.name)}{by} · {count_noun(entry.plays, 'play')}"
        return clean(entry.name) if role == _NAME_ROLE else None


class NameField(QLineEdit):
    """One line for a name. Without a way to find names it is a plain field.

    Attributes:
        entry_chosen: Emitted with the entry that was taken from the list.
    """

    entry_chosen = Signal(object)

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._find: Find | None = None
        self._chosen: CatalogueEntry | None = None
        self._model = _EntryModel(self)
        # Not the field's own child: a field that is told to forget its completer deletes it then.
        self._completer = QCompleter(self._model, self._model)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCompletionRole(_NAME_ROLE)
        self._completer.setMaxVisibleItems(_ROWS_SHOWN)
        self._completer.activated[QModelIndex].connect(self._choose)  # type: ignore[index]
        self.setAccessibleName(name)
        self.textEdited.connect(self._look_up)
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def entries(self) -> tuple[CatalogueEntry, ...]:
        """The entries in the list."""
        return self._model.entries

    @property
    def chosen(self) -> CatalogueEntry | None:
        """The entry taken from the list, None once another text stands in the field."""
        entry = self._chosen
        return entry if entry is not None and self.text() == clean(entry.name) else None

    def set_find(self, find: Find | None) -> None:
        """Choose how names are found; None leaves a plain field."""
        self._find, self._chosen = find, None
        self._model.set_entries(())
        self.setCompleter(self._completer if find is not None else None)  # type: ignore[arg-type]

    def set_entry(self, entry: CatalogueEntry) -> None:
        """Show an entry as if it had been taken from the list."""
        self._chosen = entry
        self.setText(clean(entry.name))

    def event(self, event: QEvent) -> bool:
        """Leave "undo" to the page where the field has nothing to undo itself."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoes = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redoes = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undoes or redoes:
                event.ignore()
                return False
        return super().event(event)

    def _look_up(self, typed: str) -> None:
        self._chosen = None
        if self._find is not None:
            self._model.set_entries(self._find(typed) if typed.strip() else ())

    def _choose(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._model.entries):
            entry = self._model.entries[index.row()]
            self.set_entry(entry)
            self.entry_chosen.emit(entry)

    def _restyle(self) -> None:
        font = self._theme.font(Face.TEXT, SMALL_PX + 1)
        self.setFont(font)
        popup = self._completer.popup()
        if popup is not None:
            popup.setFont(font)
