"""Everybody whose verdicts are kept, and what can be done with each: show, rename in place, forget."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.domain.stored import KeptListener
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.settings_words import kept_text
from unwrapped_desktop.ui.text import clean, isolate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.tokens import SMALL_PX
from unwrapped_desktop.ui.widgets.buttons import Button, LinkButton
from unwrapped_desktop.ui.widgets.fields import Labelled
from unwrapped_desktop.ui.widgets.layouts import FlowRow, Rule, clear, column
from unwrapped_desktop.ui.widgets.name_field import NameField
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, STRONG, Prose, TextRole
from unwrapped_desktop.ui.widgets.settings_section import follow_width

_WRONG = TextRole(size_px=SMALL_PX, colour="accent", leading=1.5)
_FIELD_PX = 420


class ListenerEntry(QWidget):
    """One listener.

    Attributes:
        show_requested: Their verdict is to be shown.
        renamed: Another name was written; carries it.
        forget_requested: They are to be forgotten.
        kept: What is kept of them.
        name_field: Where the new name is written.
        error: What is wrong with it.
    """

    show_requested = Signal()
    renamed = Signal(str)
    forget_requested = Signal()

    def __init__(
        self, theme: Theme, kept: KeptListener, *, is_in_front: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.kept = kept
        name = kept.listener.name
        self.show_button = LinkButton(theme, translate("SettingsView", "Show"))
        self.rename = LinkButton(theme, translate("SettingsView", "Rename"))
        self.forget = LinkButton(theme, translate("SettingsView", "Forget"))
        for link in (self.show_button, self.rename, self.forget):
            link.setAccessibleName(f"{link.text()}: {clean(name)}")
        self.name_field = NameField(theme, name=translate("SettingsView", "New name"))
        self.error = Prose(theme, "", _WRONG)
        self.save = Button(theme, translate("SettingsView", "Save the name"), primary=True)
        self.cancel = Button(theme, translate("SettingsView", "Cancel"))
        self._reading = self._make_reading(name, is_in_front=is_in_front)
        self._writing = self._make_writing()
        layout = column(gap=10)
        self._rule = Rule(theme)
        layout.addWidget(self._rule)
        layout.addWidget(self._reading)
        layout.addWidget(self._writing)
        self.setLayout(layout)
        follow_width(self)
        self._writing.hide()
        self._connect()
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def is_renaming(self) -> bool:
        """Whether a name is being written."""
        return not self._writing.isHidden()

    @property
    def stops(self) -> list[QWidget]:
        """What the Tab key comes to, from the top down; what is hidden it passes over."""
        return [self.show_button, self.rename, self.forget, self.name_field, self.save, self.cancel]

    def set_first(self) -> None:
        """Stand at the top, where no line parts this listener from another."""
        self._rule.hide()

    def begin_renaming(self) -> None:
        """Put a field in the place of the name."""
        self.name_field.setText(self.kept.listener.name)
        self.show_error("")
        self._reading.hide()
        self._writing.show()
        self.name_field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name_field.selectAll()

    def end_renaming(self) -> None:
        """Show the name again."""
        had_focus = any(part.hasFocus() for part in (self.name_field, self.save, self.cancel))
        self._writing.hide()
        self._reading.show()
        if had_focus:
            self.rename.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, text: str) -> None:
        """Say what is wrong with what was written, and put the keyboard back there."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.name_field.setAccessibleDescription(text)
        if text:
            self.name_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_reading(self, name: str, *, is_in_front: bool) -> QWidget:
        part = QWidget()
        state = kept_text(self.kept)
        if is_in_front:
            on_screen = translate("SettingsView", "on screen")
            state = f"{state} · {on_screen}"
            self.show_button.setParent(self)
            self.show_button.hide()
        links = [self.rename, self.forget] if is_in_front else [self.show_button, self.rename, self.forget]
        words = column(gap=2)
        words.addWidget(Prose(self._theme, isolate(name), STRONG))
        words.addWidget(Prose(self._theme, state, SMALL_QUIET))
        words.addSpacing(4)
        words.addWidget(FlowRow(self._theme, links, gap=18))
        part.setLayout(words)
        follow_width(part)
        return part

    def _make_writing(self) -> QWidget:
        part = QWidget()
        lines = column(gap=8)
        name = isolate(self.kept.listener.name)
        label = translate("SettingsView", "New name for {name}").format(name=name)
        self._labelled = Labelled(self._theme, label, self.name_field)
        lines.addWidget(self._labelled)
        lines.addWidget(self.error)
        lines.addWidget(FlowRow(self._theme, [self.save, self.cancel]))
        part.setLayout(lines)
        follow_width(part)
        return part

    def _connect(self) -> None:
        self.show_button.clicked.connect(self.show_requested)
        self.rename.clicked.connect(self.begin_renaming)
        self.forget.clicked.connect(self.forget_requested)
        self.name_field.returnPressed.connect(self._save)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.end_renaming)

    def _save(self) -> None:
        if self.name_field.text() == self.kept.listener.name:
            self.end_renaming()
        else:
            self.renamed.emit(self.name_field.text())

    def _fit(self) -> None:
        self._labelled.setMaximumWidth(self._theme.px(_FIELD_PX))


class ListenerList(QWidget):
    """Listeners under each other.

    Attributes:
        show_requested: Somebody's verdict is to be shown; carries the id.
        rename_requested: Somebody is to have another name; carries id and name.
        forget_requested: Somebody is to be forgotten; carries the `KeptListener`.
        entries: The listeners.
        nobody: Says that there is none, or that it cannot be told.
    """

    show_requested = Signal(object)
    rename_requested = Signal(object, str)
    forget_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[tuple[KeptListener, ...], int | None] | None = None
        self.entries: list[ListenerEntry] = []
        self.nobody = Prose(theme, "", SMALL_QUIET)
        self._column = column(gap=12)
        whole = column()
        whole.addWidget(self.nobody)
        whole.addLayout(self._column)
        self.setLayout(whole)
        follow_width(self)

    def show_listeners(self, listeners: Sequence[KeptListener] | None, in_front: int | None) -> None:
        """Show who is known; what is shown already stays as it is, with a name that is being written.

        Args:
            listeners: Everybody; None where it cannot be told.
            in_front: The id of whose verdict is on screen.
        """
        self.nobody.setText(
            translate("SettingsView", "Saved verdicts cannot be opened, so nobody can be listed.")
            if listeners is None
            else translate("SettingsView", "Nobody is known yet. Hand over a file, and you are.")
        )
        self.nobody.setVisible(not listeners)
        known = tuple(listeners or ())
        if (known, in_front) == self._shown:
            return
        self._shown = (known, in_front)
        place = self._place_of_focus()
        if place is not None:
            # What goes must not pass the keyboard on to wherever: the page would jump there.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        clear(self._column)
        self.entries = [self._entry(kept, in_front) for kept in known]
        for entry in self.entries:
            self._column.addWidget(entry)
        if self.entries:
            self.entries[0].set_first()
        if place is not None and self.entries:
            entry = self.entries[min(place, len(self.entries) - 1)]
            entry.rename.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def stops(self) -> list[QWidget]:
        """What the Tab key comes to, from the top down."""
        return [stop for entry in self.entries for stop in entry.stops]

    def entry(self, listener_id: int) -> ListenerEntry | None:
        """Return the entry of a listener, None where there is none."""
        return next((entry for entry in self.entries if entry.kept.listener.listener_id == listener_id), None)

    def cancel_renaming(self) -> bool:
        """Leave the name that is being written; False where none is."""
        writing = [entry for entry in self.entries if entry.is_renaming]
        for entry in writing:
            entry.end_renaming()
        return bool(writing)

    def _place_of_focus(self) -> int | None:
        """Return which of the entries has the keyboard, None where none has."""
        for place, entry in enumerate(self.entries):
            if any(widget.hasFocus() for widget in entry.findChildren(QWidget)):
                return place
        return None

    def _entry(self, kept: KeptListener, in_front: int | None) -> ListenerEntry:
        listener_id = kept.listener.listener_id
        entry = ListenerEntry(self._theme, kept, is_in_front=listener_id == in_front)
        entry.show_requested.connect(lambda: self.show_requested.emit(listener_id))
        entry.renamed.connect(lambda name: self.rename_requested.emit(listener_id, name))
        entry.forget_requested.connect(lambda: self.forget_requested.emit(kept))
        return entry
