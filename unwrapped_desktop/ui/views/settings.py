"""The settings: what can be chosen, who is kept here, where everything lies, and what the program is made of.

Whatever is chosen holds at once; there is nothing to apply.

Public face of `SettingsView`:
    signals  back_requested(), mode_chosen(object str), text_percent_chosen(object int), motion_chosen(bool),
             timezone_chosen(str, empty for the system's), intensity_chosen(object Intensity), keep_record_chosen(bool),
             again_requested(), listener_requested(object id), rename_requested(object id, str),
             forget_requested(object KeptListener), spotify_requested(), folder_requested(str path), diagnostics_requested(),
             deletion_confirmed()
    methods  show_preferences(WindowPreferences), set_zones(zones, system), show_judging(JudgingDefaults),
             show_verdict(zone, intensity, differs=...), show_keeps_record(bool), show_listeners(listeners, in_front),
             show_rename_error(id, text), show_places(places), show_sign_in(SignedIn or None), show_about(About),
             say(text), rest()
    parts    sections, colours, text_size, motion, zone, tone, again, keep_record, listeners, spotify, places, deletion,
             open_logs, copy_logs, diagnostics, licences, copy_about
"""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from unwrapped_desktop.domain.about import About
from unwrapped_desktop.domain.report import Cell
from unwrapped_desktop.domain.settings import Intensity, JudgingDefaults
from unwrapped_desktop.domain.spotify_sign_in import SignedIn
from unwrapped_desktop.domain.stored import KeptListener, PlaceKind, StoredPlace
from unwrapped_desktop.ui.appearance import TEXT_PERCENTS, WindowPreferences
from unwrapped_desktop.ui.figures import write_percent
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.settings_words import goes_text, shown_verdict_text, sign_in_state, tone_text
from unwrapped_desktop.ui.text import isolate
from unwrapped_desktop.ui.theme import Theme, ThemeMode
from unwrapped_desktop.ui.widgets.buttons import Button, LinkButton
from unwrapped_desktop.ui.widgets.check import Check
from unwrapped_desktop.ui.widgets.headline import Headline
from unwrapped_desktop.ui.widgets.layouts import FlowRow, column, scroll_area
from unwrapped_desktop.ui.widgets.one_by_one import OneByOne
from unwrapped_desktop.ui.widgets.prose import BODY, SMALL, SMALL_QUIET, Prose
from unwrapped_desktop.ui.widgets.settings_choice import SettingChoice
from unwrapped_desktop.ui.widgets.settings_deletion import DeletionForm
from unwrapped_desktop.ui.widgets.settings_licences import LicencePane
from unwrapped_desktop.ui.widgets.settings_listeners import ListenerList
from unwrapped_desktop.ui.widgets.settings_places import PATH, PlaceList
from unwrapped_desktop.ui.widgets.settings_section import SettingsSection
from unwrapped_desktop.ui.widgets.settings_zone import ZoneField
from unwrapped_desktop.ui.widgets.till_lines import TillLines

_SIDE_PX, _TOP_PX, _LINES_PX = 40, 32, 420
_SHOWN_AT_ONCE = 2


class SettingsView(QWidget):
    """One page of sections under each other, with a row of their names at its top."""

    back_requested = Signal()
    mode_chosen = Signal(object)
    text_percent_chosen = Signal(object)
    motion_chosen = Signal(bool)
    timezone_chosen = Signal(str)
    intensity_chosen = Signal(object)
    keep_record_chosen = Signal(bool)
    again_requested = Signal()
    listener_requested = Signal(object)
    rename_requested = Signal(object, str)
    forget_requested = Signal(object)
    spotify_requested = Signal()
    folder_requested = Signal(str)
    diagnostics_requested = Signal()
    deletion_confirmed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._listeners: Sequence[KeptListener] | None = ()
        self._places: tuple[StoredPlace, ...] = ()
        self._about: About | None = None
        self.back = LinkButton(theme, translate("SettingsView", "Back"))
        self.status = Prose(theme, "", SMALL_QUIET)
        self.status.hide()
        self.sections = (
            self._make_appearance(),
            self._make_judging(),
            self._make_listeners(),
            self._make_spotify(),
            self._make_stored(),
            self._make_logs(),
            self._make_about(),
        )
        self.links = tuple(LinkButton(theme, section.title) for section in self.sections)
        self._later = OneByOne(self)
        self._build()
        self._connect()

    def show_preferences(self, preferences: WindowPreferences) -> None:
        """Mark what is chosen about the window."""
        self.colours.show_value(preferences.mode.value)
        nearest = min(TEXT_PERCENTS, key=lambda percent: abs(percent - preferences.text_percent))
        self.text_size.show_value(nearest)
        self.motion.setChecked(preferences.reduced_motion)

    def set_zones(self, zones: Sequence[str], system: str) -> None:
        """Offer time zones.

        Args:
            zones: Their IANA names.
            system: The system's own.
        """
        self.zone.set_zones(zones, system)

    def show_judging(self, judging: JudgingDefaults) -> None:
        """Mark what is chosen for judgements to come."""
        self.zone.show_zone(judging.timezone)
        self.tone.show_value(judging.intensity)

    def show_verdict(self, zone: str, intensity: str, *, differs: bool) -> None:
        """Say with which choices the verdict on screen was made.

        Args:
            zone: IANA name; empty where there is no verdict of the listener's own.
            intensity: The critic's voice.
            differs: Whether another judgement would be made with other choices, and can be made.
        """
        self.of_verdict.setText(shown_verdict_text(zone, intensity) if zone else "")
        self.of_verdict.setVisible(bool(zone))
        self.again.setVisible(bool(zone) and differs)

    def show_keeps_record(self, keeps: bool) -> None:  # noqa: FBT001 - a state is a value
        """Show whether records are kept; nothing is emitted."""
        self.keep_record.setChecked(keeps)

    def show_listeners(self, listeners: Sequence[KeptListener] | None, in_front: int | None) -> None:
        """Show who is known.

        Args:
            listeners: Everybody; None where it cannot be told.
            in_front: The id of whose verdict is on screen.
        """
        self._listeners = listeners
        self.listeners.show_listeners(listeners, in_front)
        self._order_tabs()
        self._tell_what_goes()

    def show_rename_error(self, listener_id: int, text: str) -> None:
        """Say under a name that it cannot be had."""
        entry = self.listeners.entry(listener_id)
        if entry is not None:
            entry.show_error(text)

    def show_places(self, places: Sequence[StoredPlace]) -> None:
        """Show where everything lies."""
        self._places = tuple(places)
        # What does not exist for most need not be read about.
        self.places.show_places(
            [place for place in places if place.size_bytes is not None or place.kind is not PlaceKind.DAMAGED]
        )
        self._order_tabs()
        for place in places:
            if place.kind is PlaceKind.LOGS:
                self.log_path.setText(isolate(place.path))
                self.open_logs.setEnabled(place.size_bytes is not None)
        self._tell_what_goes()

    def show_sign_in(self, signed_in: SignedIn | None) -> None:
        """Say how it stands with Spotify."""
        self.sign_in_state.setText(sign_in_state(signed_in))
        text = (
            translate("SettingsView", "Sign in with Spotify…")
            if signed_in is None
            else translate("SettingsView", "Show the sign-in…")
        )
        self.spotify.setText(text)
        self.spotify.setAccessibleName(text)
        self.spotify.updateGeometry()

    def show_about(self, about: About) -> None:
        """Show what the program is made of."""
        self._about = about
        self.versions.set_lines(
            [Cell(label=name, value=version, unit="text") for name, version in about.versions]
        )
        self.licences.show_licences(about.licences)
        self.copy_about.setEnabled(True)

    @property
    def has_about(self) -> bool:
        """Whether it has been told what the program is made of."""
        return self._about is not None

    def say(self, text: str) -> None:
        """Say at the top that something small was done, or was not."""
        self.status.setText(text)
        self.status.setVisible(bool(text))

    def rest(self) -> None:
        """Be as when one comes in: nothing half written, at the top."""
        self.say("")
        self.listeners.cancel_renaming()
        self.deletion.close_question()
        self._area.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Escape; first it leaves what is half written."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.zone.leave() or self.listeners.cancel_renaming():
            return
        elif self.deletion.is_open:
            self.deletion.close_question()
        else:
            self.back_requested.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the margins."""
        super().resizeEvent(event)
        self._fit()

    def _make_appearance(self) -> SettingsSection:
        theme = self._theme
        section = SettingsSection(theme, translate("SettingsView", "Appearance"))
        self.colours = SettingChoice(
            theme,
            translate("SettingsView", "Colours"),
            (
                (ThemeMode.SYSTEM.value, translate("SettingsView", "The system's")),
                (ThemeMode.LIGHT.value, translate("SettingsView", "Light")),
                (ThemeMode.DARK.value, translate("SettingsView", "Dark")),
            ),
        )
        self.text_size = SettingChoice(
            theme,
            translate("SettingsView", "Text size"),
            [(percent, write_percent(percent)) for percent in TEXT_PERCENTS],
        )
        self.motion = Check(theme, translate("SettingsView", "Reduce motion: nothing slides in"))
        for part in (self.colours, self.text_size, self.motion):
            section.add(part)
        return section

    def _make_judging(self) -> SettingsSection:
        theme = self._theme
        section = SettingsSection(
            theme,
            translate("SettingsView", "Judging"),
            translate(
                "SettingsView",
                "These hold from the next judgement on. Verdicts that are there stay as they are.",
            ),
        )
        self.zone = ZoneField(theme)
        self.tone = SettingChoice(
            theme,
            translate("SettingsView", "Tone of a first verdict"),
            [(intensity, tone_text(intensity)) for intensity in Intensity],
            translate("SettingsView", "Later verdicts keep the tone of the one before."),
        )
        self.keep_record = Check(theme, translate("SettingsView", "Keep the record on this computer"))
        self.of_verdict = Prose(theme, "", SMALL)
        self.again = Button(theme, translate("SettingsView", "Analyze again with these"))
        self.of_verdict.hide()
        self.again.hide()
        for part in (self.zone, self.tone, self.keep_record, self.of_verdict, self.again):
            section.add(part)
        return section

    def _make_listeners(self) -> SettingsSection:
        section = SettingsSection(self._theme, translate("SettingsView", "Listeners"))
        self.listeners = ListenerList(self._theme)
        section.add(self.listeners)
        return section

    def _make_spotify(self) -> SettingsSection:
        section = SettingsSection(self._theme, translate("SettingsView", "Spotify"))
        self.sign_in_state = Prose(self._theme, "", SMALL)
        self.spotify = Button(self._theme, "")
        section.add(self.sign_in_state)
        section.add(self.spotify)
        return section

    def _make_stored(self) -> SettingsSection:
        section = SettingsSection(
            self._theme,
            translate("SettingsView", "Stored data"),
            translate("SettingsView", "All of it is on this computer, and nowhere else."),
        )
        self.places = PlaceList(self._theme)
        self.deletion = DeletionForm(self._theme)
        section.add(self.places)
        section.add_space(8)
        section.add(self.deletion)
        return section

    def _make_logs(self) -> SettingsSection:
        theme = self._theme
        section = SettingsSection(
            theme,
            translate("SettingsView", "Logs"),
            translate(
                "SettingsView",
                "What went wrong, for whoever has to find out why. Keys, sign-ins and names are never written there.",
            ),
        )
        self.log_path = Prose(theme, "", PATH)
        self.open_logs = Button(theme, translate("SettingsView", "Open the folder"))
        self.copy_logs = Button(theme, translate("SettingsView", "Copy the path"))
        section.add(self.log_path)
        self.diagnostics = Button(theme, translate("SettingsView", "Copy diagnostics…"))
        section.add(FlowRow(theme, [self.open_logs, self.copy_logs, self.diagnostics]))
        return section

    def _make_about(self) -> SettingsSection:
        theme = self._theme
        section = SettingsSection(theme, translate("SettingsView", "About"))
        self.versions = TillLines(theme, translate("SettingsView", "Versions"))
        self.copy_about = Button(theme, translate("SettingsView", "Copy as text"))
        self.copy_about.setEnabled(False)
        self.licences = LicencePane(theme)
        section.add(self.versions)
        section.add(self.copy_about)
        section.add_space(8)
        section.add(
            Prose(
                theme,
                translate("SettingsView", "What the program is made of, and on what terms:"),
                SMALL_QUIET,
            )
        )
        section.add(self.licences)
        return section

    def _build(self) -> None:
        content = QWidget()
        self._whole = column(gap=0)
        title = translate("SettingsView", "SETTINGS")
        self._whole.addWidget(Headline(self._theme, title, max_px=84, max_lines=1))
        self._whole.addSpacing(16)
        lead = translate("SettingsView", "What you choose here holds at once. Nothing has to be saved.")
        self._whole.addWidget(Prose(self._theme, lead, BODY))
        self._whole.addSpacing(12)
        self._whole.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._whole.addSpacing(8)
        self._whole.addWidget(self.status)
        self._whole.addSpacing(8)
        self._whole.addWidget(FlowRow(self._theme, self.links, gap=18))
        self._whole.addSpacing(24)
        for section in self.sections:
            self._whole.addWidget(section)
        # What lies below the window's edge comes after the first paint, one section a turn.
        for section in self.sections[_SHOWN_AT_ONCE:]:
            section.hide()
        self._whole.addStretch(1)
        content.setLayout(self._whole)
        self._content = content
        self._area = scroll_area(content)
        outer = column()
        outer.addWidget(self._area)
        self.setLayout(outer)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_requested)
        for link, section in zip(self.links, self.sections, strict=True):
            link.clicked.connect(lambda _checked=False, section=section: self._go_to(section))
        self.colours.chosen.connect(self.mode_chosen)
        self.text_size.chosen.connect(self.text_percent_chosen)
        self.motion.clicked.connect(self.motion_chosen)
        self.zone.chosen.connect(self.timezone_chosen)
        self.tone.chosen.connect(self.intensity_chosen)
        self.again.clicked.connect(self.again_requested)
        self.keep_record.clicked.connect(self.keep_record_chosen)
        self.listeners.show_requested.connect(self.listener_requested)
        self.listeners.rename_requested.connect(self.rename_requested)
        self.listeners.forget_requested.connect(self.forget_requested)
        self.spotify.clicked.connect(self.spotify_requested)
        self.places.folder_requested.connect(self.folder_requested)
        self.deletion.confirmed.connect(self.deletion_confirmed)
        self.open_logs.clicked.connect(self._open_logs)
        self.copy_logs.clicked.connect(self._copy_logs)
        self.diagnostics.clicked.connect(self.diagnostics_requested)
        self.copy_about.clicked.connect(self._copy_about)
        self._theme.changed.connect(self._stay)

    def showEvent(self, event: QShowEvent) -> None:
        """Put up the sections that are not there yet."""
        super().showEvent(event)
        self._later.begin([section.show for section in self.sections if section.isHidden()])

    def _go_to(self, section: SettingsSection) -> None:
        """Bring a section to the top, and the keyboard to the first thing in it."""
        for one in self.sections:
            one.show()
        top = section.mapTo(self._content, QPoint(0, 0)).y()
        self._area.verticalScrollBar().setValue(top - 12)
        for widget in section.findChildren(QWidget):
            can_focus = widget.isEnabled() and widget.isVisibleTo(section)
            if can_focus and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        # With nothing to press in it, the keyboard goes on from there.
        section.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stay(self) -> None:
        """Keep what was pressed in sight while all text changes its size."""
        self._fit()
        QTimer.singleShot(0, self, self._reveal_focus)

    def _reveal_focus(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QWidget) and self._content.isAncestorOf(focused):
            self._area.ensureWidgetVisible(focused, 0, 60)

    def _order_tabs(self) -> None:
        """Lead the keyboard down the page: what is made anew would come after all else."""
        chain: list[QWidget] = [self.again, *self.listeners.stops, self.spotify, *self.places.stops]
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)

    def _tell_what_goes(self) -> None:
        self.deletion.goes.setText(goes_text(self._places, self._listeners))

    def _logs(self) -> str:
        return next((place.path for place in self._places if place.kind is PlaceKind.LOGS), "")

    def _open_logs(self) -> None:
        self.folder_requested.emit(self._logs())

    def _copy_logs(self) -> None:
        QGuiApplication.clipboard().setText(self._logs())
        self.copy_logs.setText(translate("SettingsView", "Copied"))
        QTimer.singleShot(2_000, self, self._name_copies)

    def _copy_about(self) -> None:
        if self._about is not None:
            QGuiApplication.clipboard().setText(self._about.as_text())
            self.copy_about.setText(translate("SettingsView", "Copied"))
            QTimer.singleShot(2_000, self, self._name_copies)

    def _name_copies(self) -> None:
        self.copy_logs.setText(translate("SettingsView", "Copy the path"))
        self.copy_about.setText(translate("SettingsView", "Copy as text"))

    def _fit(self) -> None:
        side = _SIDE_PX if self.width() >= 900 else 28
        self._whole.setContentsMargins(side, _TOP_PX, side, 48)
        self.versions.setMaximumWidth(self._theme.px(_LINES_PX))
