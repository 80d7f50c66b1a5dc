"""The real window, on no screen: it is opened, painted, and shows a verdict."""

import asyncio

import qasync
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject
from PySide6.QtWidgets import QApplication

from unwrapped_desktop.self_test.material import Material, PartError
from unwrapped_desktop.self_test.qt import is_one_colour
from unwrapped_desktop.ui.language import load_language
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.theme import Theme


def window(material: Material) -> str:
    """Open the window as the program does, and look at its first screens.

    Raises:
        PartError: It is not painted, or there is nothing on it.
    """
    application = material.application
    load_language(application, QLocale())
    theme = Theme()
    theme.apply(application)
    opened = MainWindow(theme, is_furnished=False)
    paints = _Paints(opened)
    try:
        opened.show()
        application.processEvents()
        if not paints.count:
            raise PartError("it is not painted")
        opened.furnish()
        _look_at(application, opened, Screen.LOGIN)
        opened.results.show_report(material.report)
        _look_at(application, opened, Screen.RESULTS)
    finally:
        opened.close()
        opened.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return f"opened, painted, a verdict shown; platform {application.platformName()}"


def _look_at(application: QApplication, opened: MainWindow, screen: Screen) -> None:
    opened.show_screen(screen)
    application.processEvents()
    if is_one_colour(opened.grab().toImage()):
        raise PartError(f"there is nothing on the screen {screen.name}")


class _Paints(QObject):
    """Counts how often a window is asked to paint itself."""

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count, and let everything pass."""
        self.count += event.type() is QEvent.Type.Paint
        return super().eventFilter(watched, event)


def event_loop(material: Material) -> str:
    """Let asyncio run on the loop of Qt.

    Raises:
        PartError: It does not.
    """
    with qasync.QEventLoop(material.application) as loop:
        if loop.run_until_complete(asyncio.sleep(0, result="done")) != "done":
            raise PartError("it has not done what it was given")
    return "Qt and asyncio share it"
