"""The menus of the window: every entry by its name, what it is called, and by which keys it is reached.

Public face of `Menus`:
    signals  listener_requested(object id), keep_record_changed(bool), mode_chosen(str), motion_chosen(bool)
    methods  connect_entries({name: slot}), set_enabled(name, possible), set_listeners(...), set_keeps_record(bool),
             set_record_kept(bool), set_busy(bool), show_preferences(WindowPreferences)
The words are written with their mnemonics (`&`); no two entries of one menu share a letter, no two entries share keys.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from unwrapped_desktop.ui.appearance import WindowPreferences
from unwrapped_desktop.ui.text import button_text, clean, isolate
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
        keys: A standard key, which brings the platform's own, or the keys themselves; None for no keys.
        is_checkable: Whether it is on or off.
        role: Where the platform wants it.
    """

    name: str
    title: str
    keys: QKeySequence.StandardKey | str | None = None
    is_checkable: bool = False
    role: QAction.MenuRole = _Role.NoRole


_LINE = None
_MENUS: tuple[tuple[str, str, tuple[Entry | None, ...]], ...] = (
    (
        "file",
        "&File",
        (
            Entry(name="open", title="&Open…", keys=_Key.Open),
            Entry(name="open_folder", title="Open &folder…", keys="Ctrl+Shift+O"),
            Entry(name="spotify", title="Sign &in with Spotify…"),
            _LINE,
            Entry(name="again", title="&Analyze again", keys=_Key.Refresh),
            Entry(name="save_card", title="&Save card…", keys=_Key.Save),
            _LINE,
            Entry(name="keep_record", title="&Keep the record on this computer", is_checkable=True),
            Entry(name="forget_record", title="Fo&rget the record…"),
            _LINE,
            Entry(name="quit", title="&Quit", keys=_Key.Quit, role=_Role.QuitRole),
        ),
    ),
    (
        "edit",
        "&Edit",
        (
            Entry(name="copy_card", title="&Copy card", keys="Ctrl+Shift+C"),
            _LINE,
            Entry(name="not_me", title="That was &not me…", keys="Ctrl+Shift+N"),
        ),
    ),
    (
        "view",
        "&View",
        (
            Entry(name="evidence", title="&Evidence", keys="Ctrl+E"),
            Entry(name="record", title="What was &read", keys="Ctrl+I"),
            Entry(name="moved", title="What mo&ved", keys="Ctrl+Shift+M"),
            _LINE,
            Entry(name="zoom_in", title="&Larger text", keys=_Key.ZoomIn),
            Entry(name="zoom_out", title="&Smaller text", keys=_Key.ZoomOut),
            Entry(name="zoom_reset", title="&Normal text", keys="Ctrl+0"),
            _LINE,
            Entry(name="mode_system", title="&Colours of the system", is_checkable=True),
            Entry(name="mode_light", title="L&ight", is_checkable=True),
            Entry(name="mode_dark", title="&Dark", is_checkable=True),
            Entry(name="motion", title="Reduce &motion", is_checkable=True),
            _LINE,
            Entry(name="full_screen", title="&Full screen", keys=_Key.FullScreen),
        ),
    ),
    ("help", "&Help", (Entry(name="about", title="&About Unwrapped", role=_Role.AboutRole),)),
)


class Menus(QObject):
    """The entries of the menu bar.

    Attributes:
        actions: Every entry by its name, except the listeners.
        listeners: The menu of those whose verdicts are kept.
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
        menus = {name: self._build(bar, title, entries) for name, title, entries in _MENUS}
        self.listeners = QMenu("Lis&tener", menus["view"])
        menus["view"].insertMenu(self.actions["zoom_in"], self.listeners)
        menus["view"].insertSeparator(self.actions["zoom_in"])
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
        elif entry.keys is not None:
            action.setShortcuts(entry.keys)
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
    whole = clean(name) or "No name"
    short = whole if len(whole) <= _LONGEST_NAME else whole[: _LONGEST_NAME - 1].rstrip() + "…"
    return button_text(isolate(short))
