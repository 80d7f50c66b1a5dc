"""One measurement of a window that stands open with a kept verdict: `python -m tests.benchmarks.open_window NAME`.

As in `windows`, the window is the program's own. Writes what it found to standard output as JSON.
"""

# ruff: noqa: PLC0415

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.processes import BYTES_PER_MB

REST_S = 3.0
"""So long after everything can answer the window is left alone; the line about the day has come by then."""

LIST_ROWS, FRAMES = 10_000, 300
_BYTES_PER_KB = 1024

SCREENS = ("evidence", "two_listeners", "settings", "then_and_now")
"""Entries of the menu that lead to a screen, whatever the verdict."""

BETWEEN_S = 1.5
"""So long a screen is left alone: what is put up behind its first paint, or worked out for it, is not the next one's."""


def at_rest() -> dict[str, Any]:
    """Take the memory of the program with a kept verdict on screen, when nothing has been asked of it."""
    held: dict[str, Any] = {}

    def look(window: Any) -> None:
        held["memory_mb"] = _memory_mb()
        held["loaded"] = sorted({"numpy", "sqlalchemy"} & sys.modules.keys())
        window.close()

    _open_and(look, after_s=REST_S)
    return held


def switching() -> dict[str, Any]:
    """Take how long it takes from the choice of a screen until it is painted: the first time, and again."""
    from PySide6.QtWidgets import QApplication

    from unwrapped_desktop.ui.main_window import Screen

    taken: dict[str, Any] = {"first_ms": [], "again_ms": []}

    def go(window: Any, name: str, to: Screen) -> float:
        began_s = time.perf_counter()
        window.menus.actions[name].trigger()
        while window.screen_shown() is not to:
            QApplication.processEvents()
        window.repaint()
        took_ms = 1e3 * (time.perf_counter() - began_s)
        until_s = time.perf_counter() + BETWEEN_S
        while time.perf_counter() < until_s:
            QApplication.processEvents()
        return took_ms

    def walk(window: Any) -> None:
        for times_ms in taken.values():
            for name in SCREENS:
                times_ms.append(go(window, name, Screen(name)))
                window.show_screen(Screen.RESULTS)
                window.repaint()
        window.close()

    _open_and(walk, after_s=REST_S)
    return taken


def scrolling() -> dict[str, Any]:
    """Take how long each frame takes while a list of ten thousand artists is scrolled from end to end."""
    from PySide6.QtWidgets import QApplication

    from unwrapped_desktop.domain.catalogue import Catalogue, CatalogueEntry
    from unwrapped_desktop.ui.theme import Theme, load_fonts
    from unwrapped_desktop.ui.widgets.names_list import NamesList

    application = QApplication([])
    load_fonts()
    theme = Theme()
    theme.apply(application)
    artists = tuple(
        CatalogueEntry(artist=f"Artist number {place}", plays=LIST_ROWS - place) for place in range(LIST_ROWS)
    )
    catalogue = Catalogue(artists=artists, tracks=(), albums=(), has_private=False)
    names = NamesList(theme)
    names.resize(900, 700)
    names.show()
    application.processEvents()
    shown_s = time.perf_counter()
    names.show_names(catalogue)
    application.processEvents()
    shown_ms = 1e3 * (time.perf_counter() - shown_s)
    bar, frames_ms = names.table.verticalScrollBar(), []
    for frame in range(FRAMES):
        began_s = time.thread_time()
        bar.setValue(bar.maximum() * frame // (FRAMES - 1))
        application.processEvents()
        frames_ms.append(1e3 * (time.thread_time() - began_s))
    return {"frames_ms": frames_ms, "shown_ms": shown_ms}


def _memory_mb() -> float:
    """Return what this process holds; what it shares with others counts in part."""
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        name, _, rest = line.partition(":")
        if name == "Pss":
            return int(rest.split()[0]) * _BYTES_PER_KB / BYTES_PER_MB
    raise RuntimeError("this system does not tell its memory")


def _open_and(act: Callable[[Any], None], *, after_s: float) -> None:
    """Open the program's window, and do something with it once everything has been able to answer for a while."""
    gc.disable()  # as `__main__` does before it opens the window
    from PySide6.QtCore import QTimer

    from unwrapped_desktop.app import main as program
    from unwrapped_desktop.app import program as behind

    class Program(behind.Program):
        def _on_ready(self) -> None:
            super()._on_ready()
            QTimer.singleShot(int(1e3 * after_s), lambda: act(self._window))

    behind.Program = Program  # type: ignore[misc]
    code = program.open_window([])
    if code:
        raise SystemExit(code)


TASKS: dict[str, Callable[[], dict[str, Any]]] = {
    "at_rest": at_rest,
    "switching": switching,
    "scrolling": scrolling,
}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(TASKS[sys.argv[1]]()))
