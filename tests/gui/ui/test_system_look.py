"""The desktop's wishes are followed at once: dark or light, more contrast; a choice of one's own comes first."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import example_report as example
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.theme import SystemLook, Theme, ThemeMode
from unwrapped_desktop.ui.tokens import DARK, DARK_HIGH_CONTRAST, LIGHT, LIGHT_HIGH_CONTRAST, Tokens


class Desktop(SystemLook):
    """A desktop that asks for what a test says."""

    def __init__(self) -> None:
        super().__init__()
        self.dark = self.contrast = self.still = False
        self.followed: list[ThemeMode] = []

    @property
    def is_dark(self) -> bool:
        return self.dark

    @property
    def has_high_contrast(self) -> bool:
        return self.contrast

    @property
    def reduces_motion(self) -> bool:
        return self.still

    def follow(self, mode: ThemeMode) -> None:
        self.followed.append(mode)

    def ask(self, *, dark: bool | None = None, contrast: bool | None = None) -> None:
        self.dark = self.dark if dark is None else dark
        self.contrast = self.contrast if contrast is None else contrast
        self.changed.emit()


@pytest.fixture
def desktop(qapp: QApplication) -> Desktop:
    return Desktop()


@pytest.fixture
def theme(qapp: QApplication, desktop: Desktop) -> Iterator[Theme]:
    made = Theme(reduced_motion=True, system=desktop)
    made.apply(qapp)
    yield made
    made.set_mode(ThemeMode.LIGHT)


def _paper(window: MainWindow) -> str:
    """Return the colour that the middle of an empty part of the page really has."""
    return window.grab().toImage().pixelColor(window.width() // 2, window.height() - 4).name().upper()


def test_the_window_follows_the_desktop_while_it_is_open(
    qapp: QApplication, theme: Theme, desktop: Desktop, open_window: Callable[[int, int], MainWindow]
) -> None:
    window = open_window(1280, 860)
    window.results.show_report(example.good_report())
    window.show_screen(Screen.RESULTS)
    assert _paper(window) == LIGHT.paper
    desktop.ask(dark=True)
    qapp.processEvents()
    assert _paper(window) == DARK.paper
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.paper
    desktop.ask(contrast=True)
    qapp.processEvents()
    assert _paper(window) == DARK_HIGH_CONTRAST.paper
    desktop.ask(dark=False, contrast=False)
    qapp.processEvents()
    assert _paper(window) == LIGHT.paper


@pytest.mark.parametrize(
    ("mode", "wish", "tokens"),
    [
        (ThemeMode.LIGHT, (True, False), LIGHT),
        (ThemeMode.DARK, (False, False), DARK),
        (ThemeMode.LIGHT, (True, True), LIGHT_HIGH_CONTRAST),
        (ThemeMode.DARK, (False, True), DARK_HIGH_CONTRAST),
        (ThemeMode.SYSTEM, (True, True), DARK_HIGH_CONTRAST),
    ],
)
def test_a_choice_of_ones_own_comes_first_and_contrast_always(
    theme: Theme, desktop: Desktop, mode: ThemeMode, wish: tuple[bool, bool], tokens: Tokens
) -> None:
    theme.set_mode(mode)
    dark, contrast = wish
    desktop.ask(dark=dark, contrast=contrast)
    assert theme.tokens is tokens
    assert theme.is_dark is (tokens in {DARK, DARK_HIGH_CONTRAST})
    assert desktop.followed[-1] is mode


def test_nothing_is_painted_anew_where_nothing_changes(qtbot: QtBot, theme: Theme, desktop: Desktop) -> None:
    theme.set_mode(ThemeMode.LIGHT)
    with qtbot.assertNotEmitted(theme.changed):
        desktop.ask(dark=True)


def test_a_desktop_that_wants_no_motion_gets_none(qapp: QApplication, desktop: Desktop) -> None:
    theme = Theme(system=desktop)
    assert not theme.reduced_motion
    desktop.still = True
    assert theme.reduced_motion


def test_what_qt_says_of_the_desktop_is_heard(qtbot: QtBot, qapp: QApplication) -> None:
    look = SystemLook()
    hints = qapp.styleHints()
    with qtbot.waitSignal(look.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    # The offscreen platform has no scheme and no wish for contrast.
    assert not look.is_dark
    assert not look.has_high_contrast
