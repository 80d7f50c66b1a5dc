"""A window that does as it is told: `python -m tests.integration.driven_window [FILE...]`.

The program's own `main` opens the program's own window. Once it can answer, it reads one order a line from standard input,
and answers each with one line of JSON: what stands in the window after it.

    look               nothing but look
    press NOTICE       press the button of a notice, such as `unopened`
    try again          press the button of a failure on the page of a verdict
    hear               press "hear the verdict"
    read PATH          drop a file
    close              close the window
"""

import json
import sys
from typing import Any

from PySide6.QtCore import QSocketNotifier

from unwrapped_desktop.__main__ import speak_utf8
from unwrapped_desktop.app import main as program
from unwrapped_desktop.app import program as behind
from unwrapped_desktop.app.program import Program
from unwrapped_desktop.ui.main_window import MainWindow, Screen


class Driven(Program):
    """Takes orders."""

    _orders: QSocketNotifier | None = None

    def _on_ready(self) -> None:
        super()._on_ready()
        if self._orders is None:
            self._orders = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
            self._orders.activated.connect(self._obey)

    def _obey(self) -> None:
        order, _, what = sys.stdin.readline().rstrip("\n").partition(" ")
        match order:
            case "look":
                pass
            case "press":
                getattr(self._window, what).action_button.click()
            case "try":
                self._window.results.failure.action_button.click()
            case "hear":
                self._window.pause.hear.click()
            case "read":
                self._window.files_requested.emit((what,))
            case "close":
                self._window.close()
            case _:
                raise SystemExit(f"no such order: {order}")
        print(json.dumps(seen(self._window, is_idle=self._is_idle())), flush=True)  # noqa: T201 - to be read
        if order == "close" and self._orders is not None:
            self._orders.setEnabled(False)

    def _is_idle(self) -> bool:
        runner = self._runner
        return runner is not None and runner.running is None and not runner.waiting


def seen(window: MainWindow, *, is_idle: bool) -> dict[str, Any]:
    """Return what stands in the window."""
    made = window.views_made
    report = window.results.report if Screen.RESULTS in made else None
    notices = {name: getattr(window, name) for name in ("status", "fault", "damage", "unopened", "question")}
    if Screen.RESULTS in made:
        notices["failure"] = window.results.failure
    if Screen.LOGIN in made:
        notices["way in"] = window.login.error
    return {
        "screen": window.screen_shown().value,
        "label": None if report is None else report.verdict.label,
        "notices": {
            name: f"{notice.title} {notice.body}" for name, notice in notices.items() if notice.isVisible()
        },
        "is_idle": is_idle,
    }


def main() -> int:
    """Open the window."""
    speak_utf8()
    behind.Program = Driven  # type: ignore[misc]
    return program.open_window(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
