"""The window without eyes and without a mouse: every stop of the Tab key has a name, a place in the order, and a focus that shows."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

import unwrapped_desktop
from tests import example_report as example
from tests import walk
from tests.screens import STATES
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.theme import Theme, ThemeMode

OpenWindow = Callable[[int, int], MainWindow]

WALKED = (
    "login-error",
    "loading",
    "waiting-room-ask",
    "waiting-room-wait",
    "waiting-room-sealing",
    "waiting-room-sealed",
    "spotify-refused",
    "spotify-lost",
    "spotify-signed-in",
    "pause-files",
    "pause-added",
    "results-good",
    "results-kept",
    "results-opened",
    "results-question",
    "results-statement",
    "results-friend",
    "not-me-few",
    "not-me-hard",
    "moved-long",
    "evidence-table",
    "share-options",
)
"""Every screen, in the states that have most to stop at."""

_DOES_THE_SAME = frozenset({"Share", "Read my own file"})
"""Words that stand in two places and do the same in both: in the header and under the page, above it and at its end."""
_PROBED = 8
_MOST_ESCAPES = 2
"""The first may leave what is half written, the second leaves the screen."""


@pytest.mark.parametrize("state", WALKED)
def test_every_stop_is_reached_in_order_and_says_what_it_is(open_window: OpenWindow, state: str) -> None:
    window = open_window(1280, 860)
    STATES[state](window)
    walk.settle()
    found = walk.stops(window)
    missed = [
        widget for widget in walk.focusable(window) if widget not in found and not walk.is_of_a_group(widget)
    ]
    assert not missed, [(type(widget).__name__, widget.accessibleName()) for widget in missed]
    assert all(stop.isVisible() for stop in found)
    back = walk.stops(window, Qt.Key.Key_Backtab)
    assert back == found[::-1]
    wrong = walk.backward_steps(found)
    assert not wrong, [(one.accessibleName(), other.accessibleName()) for one, other in wrong]
    read = walk.named_stops(found)
    for stop, name, role in read:
        assert name.strip(), stop
        assert role in walk.ROLES_OF_STOPS, (name, role)
    said = Counter(
        (name, role, stop.accessibleDescription()) for stop, name, role in read if name not in _DOES_THE_SAME
    )
    assert max(said.values()) == 1, said.most_common(1)
    assert not walk.fields_without_label(window)


@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
@pytest.mark.parametrize(
    "state",
    ["login-error", "waiting-room-sealing", "results-kept", "evidence-table", "not-me-few", "share-options"],
)
def test_the_focus_shows(open_window: OpenWindow, theme: Theme, state: str, mode: ThemeMode) -> None:
    theme.set_mode(mode)
    window = open_window(1280, 860)
    STATES[state](window)
    walk.settle()
    found = walk.stops(window)
    kinds: dict[tuple[type[QWidget], object], QWidget] = {}
    for stop in found:
        kinds.setdefault((type(stop), stop.property("kind")), stop)
    for stop in list(kinds.values())[:_PROBED]:
        elsewhere = next(other for other in found if other is not stop)
        assert walk.shows_focus(window, stop, elsewhere), (type(stop).__name__, stop.accessibleName())


@pytest.mark.parametrize("primary", [True, False])
@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
def test_the_focus_shows_on_a_button_under_the_mouse(
    open_window: OpenWindow, theme: Theme, mode: ThemeMode, primary: bool
) -> None:
    theme.set_mode(mode)
    window = open_window(1280, 860)
    window.show_screen(Screen.LOGIN)
    walk.settle()
    buttons = walk.stops(window)
    button = next(one for one in buttons if one.property("kind") == ("primary" if primary else "secondary"))
    other = next(one for one in buttons if one is not button)
    QTest.mouseMove(button)
    walk.settle()
    assert button.underMouse()
    assert walk.shows_focus(window, button, other)


# ------------------------------------------------------------------------------------------------ keys
def _entries(menu: QMenu) -> list[QAction]:
    found = []
    for action in menu.actions():
        below = action.menu()
        found += _entries(below) if isinstance(below, QMenu) else [action]
    return found


def test_every_key_has_an_entry_in_a_menu(open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    for screen in Screen:
        window.show_screen(screen)
    tops = [action.menu() for action in window.header.menus.actions()]
    listed = {entry for menu in tops if isinstance(menu, QMenu) for entry in _entries(menu)}
    keyed = [action for action in window.findChildren(QAction) if not action.shortcut().isEmpty()]
    assert len(keyed) > 10
    for action in keyed:
        # What belongs to one widget alone is in the menu that opens on it.
        is_of_widget = action.shortcutContext() is Qt.ShortcutContext.WidgetWithChildrenShortcut
        assert action in listed or is_of_widget, action.text()
    assert not window.findChildren(QShortcut)


@pytest.mark.parametrize(
    ("key", "entry"),
    [
        (QKeySequence.StandardKey.Open, "open"),
        (QKeySequence.StandardKey.Save, "save_card"),
        (QKeySequence.StandardKey.Print, "print"),
        (QKeySequence.StandardKey.Paste, "paste"),
        (QKeySequence.StandardKey.Refresh, "again"),
        (QKeySequence.StandardKey.ZoomIn, "zoom_in"),
        (QKeySequence.StandardKey.ZoomOut, "zoom_out"),
        (QKeySequence.StandardKey.FullScreen, "full_screen"),
        (QKeySequence.StandardKey.Quit, "quit"),
        (QKeySequence.StandardKey.Close, "quit"),
        (QKeySequence.StandardKey.HelpContents, "keys"),
    ],
)
def test_keys_are_those_of_the_platform(
    open_window: OpenWindow, key: QKeySequence.StandardKey, entry: str
) -> None:
    action = open_window(1280, 860).menus.actions[entry]
    assert set(QKeySequence.keyBindings(key)) <= set(action.shortcuts())


def test_all_keys_can_be_looked_up(open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    window.menus.actions["keys"].trigger()
    box = window.dialogs.shown
    assert isinstance(box, QMessageBox)
    lines = box.informativeText().splitlines()
    for action in window.menus.actions.values():
        pressed = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        words = action.text().replace("&", "")
        assert (f"{pressed}   {words}" in lines) is bool(pressed), words
    box.close()


def test_full_screen_and_back(open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    for is_full in (True, False):
        window.menus.actions["full_screen"].trigger()
        walk.settle()
        assert window.isFullScreen() is is_full


def test_escape_leads_back_from_wherever_there_is_a_way(open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    window.results.show_report(example.good_report())
    window.evidence.show_report(example.good_report())
    tried = []
    for screen in Screen:
        window.show_screen(screen)
        back = getattr(window.views_made[screen], "back_requested", None)
        if back is None:
            continue
        tried.append(screen)
        heard: list[Screen] = []
        back.connect(lambda screen=screen, heard=heard: heard.append(screen))
        for steps in range(2):  # wherever the keyboard is: at its beginning, and one stop on
            heard.clear()
            window.show_screen(screen)
            walk.settle()
            for _ in range(steps):
                QTest.keyClick(walk.keyboard_at(window), Qt.Key.Key_Tab)
            for _ in range(_MOST_ESCAPES):
                if not heard:
                    QTest.keyClick(walk.keyboard_at(window), Qt.Key.Key_Escape)
            assert heard == [screen]
    assert {Screen.SPOTIFY, Screen.SHARE, Screen.NOT_ME, Screen.MOVED, Screen.EVIDENCE} <= set(tried)


def test_no_dialog_runs_a_loop_of_its_own() -> None:
    """A second event loop inside the first answers some clicks and not others. The program itself runs two, one by one; a drag has no other way."""
    package = Path(unwrapped_desktop.__file__).parent
    callers = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if re.search(r"\.exec_?\(", path.read_text(encoding="utf-8"))
    }
    assert callers <= {"app/program.py", "ui/widgets/card_preview.py"}
