"""The menus of the window: every entry by its name, what it is called, and by which keys it is reached.

Public face of `Menus`:
    signals  listener_requested(object id), keep_record_changed(bool), mode_chosen(str), motion_chosen(bool)
    methods  connect_entries({name: slot}), set_enabled(name, possible), set_listeners(...), set_keeps_record(bool),
             set_record_kept(bool), set_busy(bool), show_preferences(WindowPreferences), keys()
The words are written with their mnemonics (`&`); no two entries of one menu share a letter, no two entries share keys.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from unwrapped_desktop.ui.appearance import WindowPreferences
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.recent_menu import RecentMenu
from unwrapped_desktop.ui.text import button_text, clean, isolate, tooltip_text
from unwrapped_desktop.ui.theme import ThemeMode

_LONGEST_NAME = 48
_Key = QKeySequence.StandardKey
_Role = QAction.MenuRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a menu.

    Attributes:
        name: What it is called in the program.
        title: What it is called on screen, with its mnemonic.
        keys: Standard keys, which bring the platform's own, or the keys themselves; None for no keys.
        other_keys: The keys where the platform has none of its own for the standard key, the first of them.
        is_checkable: Whether it is on or off.
        role: Where the platform wants it.
    """

    name: str
    title: str
    keys: QKeySequence.StandardKey | tuple[QKeySequence.StandardKey, ...] | str | None = None
    other_keys: str = ""
    is_checkable: bool = False
    role: QAction.MenuRole = _Role.NoRole


_LINE = None


def _menus() -> tuple[tuple[str, str, tuple[Entry | None, ...]], ...]:
    """Return the menus from the left: each as (name, title, entries)."""
    return (
        (
            "file",
            translate("Menus", "&File"),
            (
                Entry(name="open", title=translate("Menus", "&Open…"), keys=_Key.Open),
                Entry(name="open_folder", title=translate("Menus", "Open &folder…"), keys="Ctrl+Shift+O"),
                Entry(name="spotify", title=translate("Menus", "Sign &in with Spotify…")),
                _LINE,
                Entry(name="again", title=translate("Menus", "&Analyze again"), keys=_Key.Refresh),
                Entry(name="save_card", title=translate("Menus", "&Save card…"), keys=_Key.Save),
                Entry(
                    name="save_friend", title=translate("Menus", "Save for a fri&end…"), keys="Ctrl+Shift+F"
                ),
                Entry(name="save_page", title=translate("Menus", "Save as &web page…"), keys="Ctrl+Shift+B"),
                Entry(name="save_facts", title=translate("Menus", "Save the fac&ts…"), keys="Ctrl+Shift+D"),
                Entry(name="save_pdf", title=translate("Menus", "Save as P&DF…"), keys="Ctrl+Shift+S"),
                Entry(name="print", title=translate("Menus", "&Print…"), keys=_Key.Print),
                _LINE,
                Entry(
                    name="keep_record",
                    title=translate("Menus", "&Keep the record on this computer"),
                    is_checkable=True,
                ),
                Entry(name="forget_record", title=translate("Menus", "For&get the record…")),
                _LINE,
                Entry(
                    name="quit",
                    title=translate("Menus", "&Quit"),
                    keys=(_Key.Quit, _Key.Close),
                    other_keys="Ctrl+Q",
                    role=_Role.QuitRole,
                ),
            ),
        ),
        (
            "edit",
            translate("Menus", "&Edit"),
            (
                Entry(name="paste", title=translate("Menus", "&Paste a file"), keys=_Key.Paste),
                Entry(name="copy_card", title=translate("Menus", "&Copy card"), keys="Ctrl+Shift+C"),
                Entry(
                    name="copy_card_text", title=translate("Menus", "Copy card te&xt"), keys="Ctrl+Shift+T"
                ),
                Entry(name="copy_alt_text", title=translate("Menus", "Copy &alt text"), keys="Ctrl+Shift+A"),
                _LINE,
                Entry(name="not_me", title=translate("Menus", "That was &not me…"), keys="Ctrl+Shift+N"),
                _LINE,
                Entry(
                    name="settings",
                    title=translate("Menus", "Se&ttings…"),
                    keys=_Key.Preferences,
                    other_keys="Ctrl+,",
                    role=_Role.PreferencesRole,
                ),
            ),
        ),
        (
            "view",
            translate("Menus", "&View"),
            (
                Entry(name="evidence", title=translate("Menus", "&Evidence"), keys="Ctrl+E"),
                Entry(name="then_and_now", title=translate("Menus", "Then and no&w"), keys="Ctrl+T"),
                Entry(
                    name="wrapped",
                    title=translate("Menus", "Second &opinion on Wrapped"),
                    keys="Ctrl+Shift+Y",
                ),
                Entry(name="record", title=translate("Menus", "What was &read"), keys="Ctrl+I"),
                Entry(name="moved", title=translate("Menus", "What mo&ved"), keys="Ctrl+Shift+M"),
                Entry(
                    name="two_listeners", title=translate("Menus", "Com&pare two listeners…"), keys="Ctrl+L"
                ),
                Entry(
                    name="walk_cards",
                    title=translate("Menus", "Wal&k through the cards"),
                    keys="Ctrl+Shift+W",
                ),
                _LINE,
                Entry(name="zoom_in", title=translate("Menus", "&Larger text"), keys=_Key.ZoomIn),
                Entry(name="zoom_out", title=translate("Menus", "&Smaller text"), keys=_Key.ZoomOut),
                Entry(name="zoom_reset", title=translate("Menus", "&Normal text"), keys="Ctrl+0"),
                _LINE,
                Entry(
                    name="mode_system", title=translate("Menus", "&Colours of the system"), is_checkable=True
                ),
                Entry(name="mode_light", title=translate("Menus", "L&ight"), is_checkable=True),
                Entry(name="mode_dark", title=translate("Menus", "&Dark"), is_checkable=True),
                Entry(name="motion", title=translate("Menus", "Reduce &motion"), is_checkable=True),
                _LINE,
                Entry(name="full_screen", title=translate("Menus", "&Full screen"), keys=_Key.FullScreen),
            ),
        ),
        (
            "help",
            translate("Menus", "&Help"),
            (
                Entry(name="keys", title=translate("Menus", "&Keys"), keys=_Key.HelpContents),
                Entry(name="diagnostics", title=translate("Menus", "Copy &diagnostics…")),
                _LINE,
                Entry(name="about", title=translate("Menus", "&About Unwrapped"), role=_Role.AboutRole),
            ),
        ),
    )


class Menus(QObject):
    """The entries of the menu bar.

    Attributes:
        actions: Every entry by its name, except the listeners.
        listeners: The menu of those whose verdicts are kept.
        recent: The menu of what was read last.
        listener_requested: Somebody was chosen in it; carries the id.
        keep_record_changed: The person chose whether the record is kept.
        mode_chosen: Colours were chosen; carries a value of `ThemeMode`.
        motion_chosen: The person chose whether motion is reduced.
    """

    listener_requested = Signal(object)
    keep_record_changed = Signal(bool)
    mode_chosen = Signal(str)
    motion_chosen = Signal(bool)

    def __init__(self, bar: QMenuBar, parent: QObject) -> None:
        super().__init__(parent)
        self.actions: dict[str, QAction] = {}
        menus = {name: self._build(bar, title, entries) for name, title, entries in _menus()}
        self.listeners = QMenu(translate("Menus", "Lis&tener"), menus["view"])
        menus["view"].insertMenu(self.actions["zoom_in"], self.listeners)
        menus["view"].insertSeparator(self.actions["zoom_in"])
        self.recent = RecentMenu(menus["file"])
        menus["file"].insertMenu(self.actions["spotify"], self.recent)
        self._mode_group = QActionGroup(self)
        for mode in ThemeMode:
            action = self._mode_group.addAction(self.actions[f"mode_{mode}"])
            action.setData(mode.value)
        self._mode_group.triggered.connect(self._choose_mode)
        self.actions["motion"].triggered.connect(self.motion_chosen)
        self._listener_group = QActionGroup(self)
        self._listener_group.triggered.connect(self._choose_listener)
        self._shown_listener: QAction | None = None
        self._is_record_kept = False
        self.actions["keep_record"].triggered.connect(self.keep_record_changed)
        self.set_listeners(())
        self.set_record_kept(kept=False)

    def connect_entries(self, slots: Mapping[str, Callable[..., object] | SignalInstance]) -> None:
        """Say what happens when entries are chosen, by their names."""
        for name, slot in slots.items():
            self.actions[name].triggered.connect(slot)

    def keys(self) -> list[tuple[str, str]]:
        """Return every entry that has keys, without its mnemonic, and its keys as they are called on this computer."""
        native = QKeySequence.SequenceFormat.NativeText
        return [
            (action.text().replace("&", ""), action.shortcut().toString(native))
            for action in self.actions.values()
            if not action.shortcut().isEmpty()
        ]

    def set_enabled(self, name: str, *, possible: bool) -> None:
        """Say whether an entry can do anything."""
        self.actions[name].setEnabled(possible)

    def set_listeners(self, listeners: Sequence[tuple[object, str, bool]]) -> None:
        """Show whose verdicts are kept; nobody has to choose between fewer than two.

        Args:
            listeners: Each as (id, name, whether the verdict on screen is theirs).
        """
        for action in self._listener_group.actions():
            self._listener_group.removeAction(action)
        self.listeners.clear()
        self._shown_listener = None
        for listener_id, name, is_shown in listeners:
            action = QAction(_listener_title(name), self.listeners)
            action.setToolTip(tooltip_text(isolate(name)))
            action.setData(listener_id)
            action.setCheckable(True)
            self._listener_group.addAction(action)
            self.listeners.addAction(action)
            if is_shown:
                self._shown_listener = action
        self._mark_listener()
        self.listeners.menuAction().setVisible(len(listeners) > 1)

    def set_keeps_record(self, keeps: bool) -> None:  # noqa: FBT001 - a state is a value
        """Show whether records are kept; nothing is emitted."""
        self.actions["keep_record"].setChecked(keeps)

    def set_record_kept(self, *, kept: bool) -> None:
        """Say whether there is a record that could be forgotten."""
        self._is_record_kept = kept
        self.set_enabled("forget_record", possible=kept)

    def set_busy(self, *, busy: bool) -> None:
        """Say whether something is being read: until it has been, nobody else is shown and nothing forgotten."""
        self.listeners.menuAction().setEnabled(not busy)
        self.set_enabled("forget_record", possible=self._is_record_kept and not busy)

    def show_preferences(self, preferences: WindowPreferences) -> None:
        """Mark what is chosen."""
        for mode in ThemeMode:
            self.actions[f"mode_{mode}"].setChecked(preferences.mode is mode)
        self.actions["motion"].setChecked(preferences.reduced_motion)

    def _build(self, bar: QMenuBar, title: str, entries: Sequence[Entry | None]) -> QMenu:
        menu = bar.addMenu(title)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            else:
                menu.addAction(self._action(entry))
        return menu

    def _action(self, entry: Entry) -> QAction:
        action = QAction(entry.title, self)
        if isinstance(entry.keys, str):
            action.setShortcut(QKeySequence(entry.keys))
        elif isinstance(entry.keys, tuple):
            first, *more = (QKeySequence.keyBindings(keys) for keys in entry.keys)
            first = first or [QKeySequence(entry.other_keys)]
            action.setShortcuts([key for keys in (first, *more) for key in keys])
        elif entry.keys is not None:
            action.setShortcuts(entry.keys)
        if entry.other_keys and not action.shortcuts():
            action.setShortcut(QKeySequence(entry.other_keys))
        action.setCheckable(entry.is_checkable)
        action.setMenuRole(entry.role)
        self.actions[entry.name] = action
        return action

    def _choose_mode(self, action: QAction) -> None:
        self.mode_chosen.emit(action.data())

    def _choose_listener(self, action: QAction) -> None:
        # Whose verdict is on screen changes when it is there, not when it is asked for.
        self._mark_listener()
        self.listener_requested.emit(action.data())

    def _mark_listener(self) -> None:
        for action in self._listener_group.actions():
            action.setChecked(action is self._shown_listener)


def _listener_title(name: str) -> str:
    whole = clean(name) or translate("Menus", "No name")
    short = whole if len(whole) <= _LONGEST_NAME else whole[: _LONGEST_NAME - 1].rstrip() + "…"
    return button_text(isolate(short))
