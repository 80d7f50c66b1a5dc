"""Fixtures of the widget tests: a theme without motion, and the main window shown at a size."""

import gc
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from unwrapped_desktop.ui.main_window import MainWindow
from unwrapped_desktop.ui.theme import Theme, ThemeMode

OpenWindow = Callable[[int, int], MainWindow]


@pytest.fixture(scope="module", autouse=True)
def what_is_there_stays() -> Iterator[None]:
    """Collect what is made here alone: other tests keep whole populations, and each collection would walk them again."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(mode=ThemeMode.LIGHT, reduced_motion=True)
    made.apply(qapp)
    yield made
    gc.collect()
    gc.freeze()  # What is left is kept for tests to come, such as reports: the next collection need not walk it.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def open_window(qtbot: QtBot, theme: Theme) -> Iterator[OpenWindow]:
    # Windows are kept and deleted here. qtbot keeps weak references only, and a window that Python's garbage collector
    # takes away at a moment of its choosing takes it from under Qt's feet.
    kept: list[MainWindow] = []

    def opened(width: int, height: int) -> MainWindow:
        window = MainWindow(theme)
        kept.append(window)
        window.resize(QSize(width, height))
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        return window

    yield opened
    for window in kept:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    kept.clear()
