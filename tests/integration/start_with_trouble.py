"""A run of the program in which something goes wrong: `python -m tests.integration.start_with_trouble TROUBLE`.

The program's own `main` opens the program's own window; the trouble comes when everything can answer, if it does not come
with the first verdict. Writes what the window said to standard output as JSON, a line each time.
"""

import asyncio
import ctypes
import json
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QPoint, QTimer, qWarning
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from unwrapped_desktop.app import main as program
from unwrapped_desktop.app import program as behind
from unwrapped_desktop.app.program import Program
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, Tell
from unwrapped_desktop.ui.views.results import ResultsView
from unwrapped_desktop.workers.job import Job

CANARY = "Canary Birdsong"
"""What an exception quotes, and no log may hold."""

FOR_EVER_S = 3_600
_PAUSE_MS = 700


class UnforeseenError(Exception):
    """Nothing in the program has reckoned with it."""


class Clearing:
    """Fails while it is cleared away."""

    def __del__(self) -> None:
        raise UnforeseenError(CANARY)


class Painting(QWidget):
    """Fails whenever it is painted."""

    def paintEvent(self, event: QPaintEvent) -> None:
        event.accept()
        raise UnforeseenError(CANARY)


def fail() -> None:
    raise UnforeseenError(CANARY)


async def fail_later() -> None:
    fail()


class Troubled(Program):
    """The program, and what happens to it."""

    def _on_ready(self) -> None:
        super()._on_ready()
        QTimer.singleShot(_PAUSE_MS, self._begin)

    def _begin(self) -> None:
        assert self._runner is not None
        if self._runner.running is not None:  # what a start with a verdict looks up
            QTimer.singleShot(50, self._begin)
            return
        # A fault must not keep the test from ending.
        if sys.argv[1] not in ALONE:
            QTimer.singleShot(_PAUSE_MS, self._look)
        TROUBLES[sys.argv[1]](self)

    def _look(self) -> None:
        window = self._window
        tell(
            fault=window.fault.title if window.fault.isVisible() else "",
            screen=window.screen_shown().value,
            login=f"{window.login.error.title} {window.login.error.body}".strip(),
            place=window.geometry().getRect(),
            is_seen=any(
                screen.geometry().intersects(window.geometry()) for screen in QGuiApplication.screens()
            ),
            scale=window.devicePixelRatioF(),
            verdict=window.results.report is not None,
            notes=[line for section in self._notes.sections() for line in section.lines],
        )
        if sys.argv[1] in WAITING:
            return
        tell(closing_s=time.monotonic())
        QApplication.quit() if sys.argv[1].startswith("quit") else window.close()

    def fail_in_slot(self) -> None:
        for _time in range(3):
            QTimer.singleShot(0, fail)

    def fail_in_paint(self) -> None:
        self._painting = Painting(self._window)
        self._painting.resize(50, 50)
        self._painting.show()
        QTimer.singleShot(100, self._painting.update)
        QTimer.singleShot(300, self._painting.hide)

    def fail_in_thread(self) -> None:
        threading.Thread(target=fail).start()

    def fail_in_task(self) -> None:
        self._task = asyncio.get_event_loop().create_task(fail_later())
        self._task.add_done_callback(lambda _done: setattr(self, "_task", None))

    def fail_in_clearing(self) -> None:
        Clearing()

    def warn_in_qt(self) -> None:
        for _time in range(3):
            qWarning(f'The file "/somewhere/{CANARY}.png" is odd')

    def fail_in_work(self) -> None:
        def work(_tell: Tell, _cancel: CancelToken) -> object:
            raise UnforeseenError(CANARY)

        self._start("earlier", work)

    def stand_still(self) -> None:
        stand_for(0.6)

    def work_for_ever(self) -> None:
        def work(report: Tell, _cancel: CancelToken) -> object:
            report(Progress(stage=Stage.OPENING))
            time.sleep(FOR_EVER_S)
            return None

        self._start("disconnect", work)

    def save_for_the_session(self) -> None:
        self._window.resize(777, 555)
        self._application.commitDataRequest.emit(None)
        tell(saved=(self._paths.data_dir / "window.ini").read_text("utf-8"))

    def move_away(self) -> None:
        second = QGuiApplication.screens()[-1]
        self._window.resize(700, 500)
        self._window.move(second.geometry().topLeft() + QPoint(40, 40))

    def be_put_away(self) -> None:
        self._window.showMinimized()
        tell(minimised=self._window.isMinimized())
        self._until_raised()

    def _until_raised(self) -> None:
        if self._window.isMinimized():
            QTimer.singleShot(50, self._until_raised)
            return
        tell(raised=self._window.isVisible())
        self._window.close()

    def crash(self) -> None:
        ctypes.string_at(0)

    def do_nothing(self) -> None:
        """Only look."""

    def _start(self, name: str, work: Any) -> None:
        assert self._runner is not None
        self._runner.start(Job(name=name, work=work))


def stand_for(seconds: float) -> None:
    """Let the window stand still."""
    time.sleep(seconds)


def tell(**what: Any) -> None:
    """Write something to standard output at once: the end may come at any time."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def spoil_drawing() -> None:
    """Let no verdict be drawn."""

    def show_report(_self: ResultsView, _report: object, **_how: object) -> None:
        raise UnforeseenError(CANARY)

    ResultsView.show_report = show_report  # type: ignore[method-assign,assignment]


TROUBLES: Mapping[str, Callable[[Troubled], None]] = {
    "none": Troubled.do_nothing,
    "drawing": Troubled.do_nothing,
    "slot": Troubled.fail_in_slot,
    "paint": Troubled.fail_in_paint,
    "thread": Troubled.fail_in_thread,
    "task": Troubled.fail_in_task,
    "clearing": Troubled.fail_in_clearing,
    "qt": Troubled.warn_in_qt,
    "work": Troubled.fail_in_work,
    "still": Troubled.stand_still,
    "hanging": Troubled.work_for_ever,
    "hanging-signal": Troubled.work_for_ever,
    "quit": Troubled.do_nothing,
    "quit-hanging": Troubled.work_for_ever,
    "session": Troubled.save_for_the_session,
    "minimised": Troubled.be_put_away,
    "moved": Troubled.move_away,
    "crash": Troubled.crash,
    "start": Troubled.do_nothing,
}
WAITING = {"hanging-signal"}
"""What waits to be ended from outside."""

ALONE = {"minimised"}
"""What looks on and ends by itself."""


def main() -> int:
    """Open the window, and let the trouble come."""
    behind.Program = Troubled  # type: ignore[misc]
    if sys.argv[1] == "drawing":
        spoil_drawing()
    if sys.argv[1] == "start":
        setattr(program, "load_fonts", fail)  # noqa: B010 - it is the name that is looked up there
    return program.open_window(())


if __name__ == "__main__":
    sys.exit(main())
