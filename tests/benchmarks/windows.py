"""One measurement of a window, in a process of its own: `python -m tests.benchmarks.windows NAME ARGUMENT...`.

The window is the program's own, opened by the program's own `main`; a subclass of it looks on. Writes what it found to
standard output as JSON. Imports come late: what is measured is how soon something is painted.
"""

# ruff: noqa: PLC0415

import gc
import json
import sys
import time
from collections.abc import Callable
from typing import Any

BEAT_MS = 10


def empty() -> dict[str, Any]:
    """Stamp the first paint of the least window that PySide6 can open."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    stamps: dict[str, Any] = {}

    class Window(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            if "first" not in stamps and not event.region().isEmpty():
                stamps["first"] = time.monotonic_ns()
                QTimer.singleShot(0, application.quit)

    application = QApplication([])
    window = Window()
    window.resize(1080, 760)
    window.show()
    application.exec()
    return stamps


def ours() -> dict[str, Any]:
    """Stamp the first paint of the program's window, and the paint of the saved verdict."""
    gc.disable()  # as `__main__` does before it opens the window
    from PySide6.QtCore import QEvent, QTimer
    from PySide6.QtGui import QPaintEvent

    from unwrapped_desktop.app import main as program
    from unwrapped_desktop.ui.main_window import MainWindow, Screen

    stamps: dict[str, Any] = {}

    class Window(MainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            if "first" not in stamps and not event.region().isEmpty():
                stamps["first"] = time.monotonic_ns()

        def event(self, event: QEvent) -> bool:
            done = super().event(event)
            # All that was to be painted has been, and is with the window system.
            if event.type() is QEvent.Type.UpdateRequest and "verdict" not in stamps and self.shows_verdict():
                stamps["verdict"] = time.monotonic_ns()
                QTimer.singleShot(0, self.close)
            return done

        def shows_verdict(self) -> bool:
            return "first" in stamps and self.screen_shown() is Screen.RESULTS

    _open(program, Window, [])
    return stamps


def starting() -> dict[str, Any]:
    """Take the gaps of a heartbeat from the first paint until everything can answer, with a verdict that is kept."""
    gc.disable()  # as `__main__` does before it opens the window
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtGui import QPaintEvent

    from unwrapped_desktop.app import main as program
    from unwrapped_desktop.app import program as behind
    from unwrapped_desktop.ui.main_window import MainWindow

    gaps: list[float] = []
    stamps = {"last_s": 0.0, "first_s": 0.0}

    def beat() -> None:
        now_s = time.perf_counter()
        gaps.append(1e3 * (now_s - stamps["last_s"]))
        stamps["last_s"] = now_s

    class Window(MainWindow):
        timer: QTimer | None = None

        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            if self.timer is None and not event.region().isEmpty():
                stamps["first_s"] = stamps["last_s"] = time.perf_counter()
                self.timer = QTimer(self)
                self.timer.setTimerType(Qt.TimerType.PreciseTimer)
                self.timer.timeout.connect(beat)
                self.timer.start(BEAT_MS)

    class Program(behind.Program):
        def _on_ready(self) -> None:
            super()._on_ready()
            stamps["ready_s"] = time.perf_counter()
            QTimer.singleShot(300, self._window.close)

    behind.Program = Program  # type: ignore[misc]
    _open(program, Window, [])
    return {"gaps_ms": gaps, "ready_ms": 1e3 * (stamps["ready_s"] - stamps["first_s"])}


def heartbeat(path: str, idle_s: str) -> dict[str, Any]:
    """Take the gaps of a heartbeat in the GUI thread while an export is read, judged and shown, and when idle."""
    from PySide6.QtCore import Qt, QTimer

    from unwrapped_desktop.app import main as program
    from unwrapped_desktop.ui.main_window import MainWindow, Screen
    from unwrapped_desktop.ui.theme import Theme

    gaps: dict[str, list[float]] = {"reading_ms": [], "showing_ms": [], "idle_ms": []}

    class Window(MainWindow):
        def __init__(self, theme: Theme, **how: Any) -> None:
            self._kind, self._beat_s = "", 0.0
            super().__init__(theme, **how)
            _close_on_failure(self)
            self.view_made.connect(self.time_reports)
            self._timer = QTimer(self)
            self._timer.setTimerType(Qt.TimerType.PreciseTimer)
            self._timer.timeout.connect(self.beat)

        def time_reports(self, screen: Screen, view: Any) -> None:
            if screen in {Screen.PAUSE, Screen.RESULTS}:
                view.show_report = self.timed(view.show_report)

        def timed(self, show_report: Callable[..., None]) -> Callable[..., None]:
            def put_up(*report: Any, **how: Any) -> None:
                self._begin("showing_ms")
                show_report(*report, **how)

            return put_up

        def show_screen(self, screen: Screen) -> None:
            if screen is Screen.LOADING:
                self._timer.start(BEAT_MS)
                self._begin("reading_ms")
            elif screen is Screen.PAUSE:
                QTimer.singleShot(200, self.pause.hear_requested.emit)
            elif screen is Screen.RESULTS:
                QTimer.singleShot(500, lambda: self._begin("idle_ms"))
                QTimer.singleShot(500 + int(1e3 * float(idle_s)), self.close)
            super().show_screen(screen)

        def _begin(self, kind: str) -> None:
            if self._kind:
                self.beat()
            self._kind, self._beat_s = kind, time.perf_counter()

        def beat(self) -> None:
            now_s = time.perf_counter()
            gaps[self._kind].append(1e3 * (now_s - self._beat_s))
            self._beat_s = now_s

    _open(program, Window, [path])
    return gaps


def cancelling(path: str, *places: str) -> dict[str, Any]:
    """Cancel at several places of the reading, each a share of its bytes, and time the way back to the way in."""
    from PySide6.QtCore import QTimer

    from unwrapped_desktop.app import main as program
    from unwrapped_desktop.domain.progress import Progress, Stage
    from unwrapped_desktop.ui.main_window import MainWindow, Screen
    from unwrapped_desktop.ui.theme import Theme

    found: dict[str, list[float]] = {"latency_ms": [], "place": []}

    class Window(MainWindow):
        def __init__(self, theme: Theme, **how: Any) -> None:
            self._left = [float(place) for place in places]
            self._asked_s: float | None = None
            super().__init__(theme, **how)
            _close_on_failure(self)
            self._show_progress = self.loading.show_progress
            self.loading.show_progress = self.watch  # type: ignore[method-assign]

        def watch(self, progress: Progress) -> None:
            self._show_progress(progress)
            done = (
                progress.done / progress.total if progress.stage is Stage.READING and progress.total else 0.0
            )
            later = progress.stage not in {Stage.OPENING, Stage.READING}
            if self._asked_s is None and self._left and (later or done >= self._left[0]):
                found["place"].append(done)
                self._asked_s = time.perf_counter()
                self.loading.cancel_requested.emit()

        def show_screen(self, screen: Screen) -> None:
            super().show_screen(screen)
            if screen is Screen.PAUSE or (screen is Screen.LOGIN and self._asked_s is not None):
                if screen is Screen.LOGIN and self._asked_s is not None:
                    found["latency_ms"].append(1e3 * (time.perf_counter() - self._asked_s))
                self._asked_s = None
                self._left.pop(0)
                QTimer.singleShot(0, self.read_again if self._left else self.close)

        def read_again(self) -> None:
            self.files_requested.emit((path,))

    _open(program, Window, [path])
    return found


_failures: list[str] = []


def _close_on_failure(window: Any) -> None:
    """Do not wait for a verdict that cannot come."""
    from PySide6.QtCore import QTimer

    def close(_title: str, body: str, **_how: Any) -> None:
        _failures.append(body)
        QTimer.singleShot(0, window.close)

    window.login.show_error = close


def _open(program: Any, window: type[Any], files: list[str]) -> None:
    program.MainWindow = window
    code = program.open_window(files)
    if code or _failures:
        raise SystemExit(_failures[0] if _failures else code)


TASKS: dict[str, Callable[..., dict[str, Any]]] = {
    "empty": empty,
    "ours": ours,
    "starting": starting,
    "heartbeat": heartbeat,
    "cancelling": cancelling,
}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(TASKS[sys.argv[1]](*sys.argv[2:])))
