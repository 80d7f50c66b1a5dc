"""The desktop changes while something is open: dark, another scale, a screen that goes."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tests import example_report as example
from tests.gui.ui.test_system_look import Desktop
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.theme import Theme, ThemeMode
from unwrapped_desktop.ui.tokens import DARK, LIGHT

OPENING: dict[str, Callable[[MainWindow], QDialog]] = {
    "diagnostics": lambda window: _shown(
        window, window.diagnostics_dialog.show_text, "Versions\n  Unwrapped  1"
    ),
    "keys": lambda window: _asked(window, "keys"),
    "about": lambda window: _asked(window, "about"),
    "forgetting": lambda window: _asked(window, "forget_record"),
}


@pytest.fixture
def desktop(qapp: QApplication) -> Desktop:
    return Desktop()


@pytest.fixture
def theme(qapp: QApplication, desktop: Desktop) -> Iterator[Theme]:
    made = Theme(reduced_motion=True, system=desktop)
    made.apply(qapp)
    yield made
    made.set_text_percent(100)
    made.set_mode(ThemeMode.LIGHT)


@pytest.mark.parametrize("name", OPENING)
def test_a_dialog_follows_dark_and_scale_and_text_size_and_still_answers(  # noqa: PLR0917 - fixtures
    qtbot: QtBot,
    qapp: QApplication,
    theme: Theme,
    desktop: Desktop,
    open_window: Callable[[int, int], MainWindow],
    name: str,
) -> None:
    window = open_window(900, 640)
    window.results.show_report(example.good_report())
    window.show_screen(Screen.RESULTS)
    dialog = OPENING[name](window)
    qtbot.waitUntil(dialog.isVisible)
    assert _paper(dialog) == LIGHT.paper
    desktop.ask(dark=True)
    qapp.processEvents()
    assert _paper(dialog) == DARK.paper
    for widget in (window, dialog):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.DevicePixelRatioChange))
        QApplication.sendEvent(widget, QEvent(QEvent.Type.ScreenChangeInternal))
    theme.set_text_percent(200)
    qapp.processEvents()
    dialog.repaint()
    window.repaint()
    assert dialog.isVisible()
    if name == "diagnostics":
        assert dialog.width() <= window.width()
        assert dialog.height() <= window.height()
    desktop.ask(dark=False)
    qapp.processEvents()
    assert _paper(dialog) == LIGHT.paper
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert window.isEnabled()
    assert window.screen_shown() is Screen.RESULTS


class GoneScreen:
    """A screen that lies elsewhere."""

    @staticmethod
    def geometry() -> QRect:
        return QRect(30_000, 30_000, 100, 100)


def test_a_window_whose_screen_has_gone_stays_where_it_can_be_seen(
    open_window: Callable[[int, int], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(900, 640)
    before, kept = window.geometry(), window.save_geometry()
    monkeypatch.setattr(QGuiApplication, "screens", staticmethod(lambda: [GoneScreen()]))
    assert not window.restore_geometry(kept)
    assert window.geometry() == before


def _paper(dialog: QDialog) -> str:
    """Return the colour that the edge of a dialog really has."""
    return dialog.grab().toImage().pixelColor(3, 3).name().upper()


def _shown(window: MainWindow, show: Callable[[str], None], text: str) -> QDialog:
    show(text)
    return window.diagnostics_dialog


def _asked(window: MainWindow, entry: str) -> QDialog:
    window.set_record_kept("24 MB")
    window.menus.actions[entry].trigger()
    shown = window.dialogs.shown
    assert isinstance(shown, QMessageBox)
    return shown
