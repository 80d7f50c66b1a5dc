"""The field for a time zone: chosen from a list, or found by any part of its name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.settings_words import system_zone_text, zone_text
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import SMALL_PX
from unwrapped_desktop.ui.widgets.fields import ChoiceField, Labelled
from unwrapped_desktop.ui.widgets.layouts import column
from unwrapped_desktop.ui.widgets.prose import Prose, TextRole
from unwrapped_desktop.ui.widgets.settings_section import follow_width

_WRONG = TextRole(size_px=SMALL_PX, colour="accent", leading=1.5)
_ROWS_SHOWN = 12


class _Field(ChoiceField):
    """Tells when it is left, and keeps Return to itself."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what was typed on Return; what was there before comes back on Escape."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was typed."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class ZoneField(QWidget):
    """A list of time zones under the system's own.

    Attributes:
        chosen: A zone was chosen; carries its IANA name, empty for the system's.
        field: The field.
        error: Says that there is no such zone.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        name = translate("SettingsView", "Time zone of hours and weekdays")
        self.field = _Field(theme, [], name=name, editable=True)
        self.error = Prose(theme, "", _WRONG)
        self.error.hide()
        self._system = ""
        self._zone = ""
        self._zones: tuple[str, ...] = ()
        self._completer = QCompleter(self.field.model(), self)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setMaxVisibleItems(_ROWS_SHOWN)
        self.field.setCompleter(self._completer)
        layout = column(gap=6)
        layout.addWidget(Labelled(theme, name, self.field))
        layout.addWidget(self.error)
        self.setLayout(layout)
        follow_width(self)
        self.field.activated.connect(self._take)
        self.field.left.connect(self._take)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def zone(self) -> str:
        """What is chosen; empty for the system's."""
        return self._zone

    def set_zones(self, zones: Sequence[str], system: str) -> None:
        """Offer zones.

        Args:
            zones: Their IANA names.
            system: The system's own.
        """
        if tuple(zones) == self._zones and system == self._system:
            return
        self._zones, self._system = tuple(zones), system
        self.field.clear()
        self.field.addItems([system_zone_text(system), *(zone_text(zone) for zone in zones)])
        self.show_zone(self._zone)

    def show_zone(self, zone: str) -> None:
        """Show what is chosen; nothing is emitted."""
        self._zone = zone
        self.error.hide()
        self.field.setCurrentText(zone_text(zone) if zone else system_zone_text(self._system))

    def leave(self) -> bool:
        """Put back what is chosen where something else was typed; False where nothing was."""
        shown = self.field.currentText()
        self.show_zone(self._zone)
        return shown != self.field.currentText()

    def _take(self) -> None:
        typed = self.field.currentText().strip()
        zone = self._found(typed)
        if zone is None:
            self.error.setText(
                translate("SettingsView", "There is no time zone called {name}.").format(name=typed)
            )
            self.error.setVisible(bool(typed))
            if not typed:
                self.show_zone(self._zone)
            return
        is_new = zone != self._zone
        self.show_zone(zone)
        if is_new:
            self.chosen.emit(zone)

    def _found(self, typed: str) -> str | None:
        """Return the zone of that name, however it is written; the system's own is empty, None where there is none."""
        wanted = typed.replace("_", " ").casefold()
        if wanted == system_zone_text(self._system).casefold():
            return ""
        exact = [zone for zone in self._zones if zone_text(zone).casefold() == wanted]
        ending = [zone for zone in self._zones if zone_text(zone).casefold().endswith(f"/{wanted}")]
        found = exact or ending
        return found[0] if len(found) == 1 else None

    def _restyle(self) -> None:
        popup = self._completer.popup()
        if popup is not None:
            popup.setFont(self._theme.font(Face.TEXT, SMALL_PX + 1))
