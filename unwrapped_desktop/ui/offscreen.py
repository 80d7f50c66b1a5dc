"""Painting without a window: for the command line, on machines with no display too."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QGuiApplication


@contextmanager
def painting_without_window(kind: type[QGuiApplication] = QGuiApplication) -> Iterator[None]:
    """Provide what painting text needs; leaves an application that already runs alone.

    Args:
        kind: Which application; one of `QApplication` can paint windows too.
    """
    if QGuiApplication.instance() is not None:
        yield
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if os.environ.get("LC_ALL") in {"C", "POSIX"}:
        os.environ["LC_ALL"] = "C.UTF-8"  # what Qt would switch to by itself, with a note to the terminal
    # Not sys.argv: where the locale knows no umlauts, a path with some in it ends the process inside Qt.
    application = kind(["unwrapped-desktop"])
    try:
        yield
    finally:
        application.shutdown()
