"""A start of the program that is looked at from inside: `python -m tests.integration.start_of_window ACT [FILE]`.

The program's own `main` opens the program's own window; a subclass of it acts as soon as the verdict is there that was
kept, long before anything can answer. Writes what happened to standard output as JSON.
"""

import json
import sys
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFileOpenEvent

from unwrapped_desktop.app import main as program
from unwrapped_desktop.app import program as behind
from unwrapped_desktop.app.program import Program
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.theme import Theme

HEAVY = {"sqlalchemy", "numpy", "asyncio"}

seen: dict[str, Any] = {"screens": [], "labels": [], "loaded": []}
"""What happened; a label for every time that the verdict was brought to the front."""


class Watched(MainWindow):
    """Writes down what is shown, and acts once."""

    def __init__(self, theme: Theme, **how: Any) -> None:
        self.act, self.files = sys.argv[1], tuple(sys.argv[2:])
        self.has_acted = False
        super().__init__(theme, **how)
        if self.act == "opened_with":
            self.act_system_file()

    def show_screen(self, screen: Screen) -> None:
        """Write down the screen; act on the first verdict, close on what the act leads to."""
        super().show_screen(screen)
        seen["screens"].append(screen.value)
        if screen is Screen.RESULTS and self.results.report is not None:
            seen["labels"].append(self.results.report.verdict.label)
        if screen is Screen.RESULTS and not self.has_acted:
            self.has_acted = True
            seen["loaded"] = sorted(HEAVY & set(sys.modules))
            getattr(self, f"act_{self.act}")()
        elif self.is_done(screen):
            self.close()

    def is_done(self, screen: Screen) -> bool:
        """Whether what was asked for is there."""
        if self.act == "reword" and screen is Screen.RESULTS:
            report = self.results.report
            return report is not None and report.provenance.wording == 1
        judged = dict.fromkeys(("file", "system_file", "opened_with"), Screen.PAUSE)
        return screen is {"another": Screen.LOGIN, **judged}.get(self.act)

    def act_wait(self) -> None:
        """Scroll down and read on until all is there."""
        self.results._area.verticalScrollBar().setValue(120)

    def act_reword(self) -> None:
        """Ask for other words."""
        self.results.rewording_requested.emit()

    def act_another(self) -> None:
        """Ask for the way in."""
        self.results.another_file_requested.emit()

    def act_file(self) -> None:
        """Drop a file."""
        self.files_requested.emit(self.files)

    def act_system_file(self) -> None:
        """Be told of files by the system, as macOS does it: of one after the other."""
        for file in self.files:
            application = QCoreApplication.instance()
            assert application is not None
            QCoreApplication.postEvent(application, QFileOpenEvent(file))

    def act_close(self) -> None:
        """Go at once."""
        self.close()


class WatchedProgram(Program):
    """Looks at the window once everything can answer."""

    def _on_ready(self) -> None:
        super()._on_ready()
        window = self._window
        assert isinstance(window, Watched)
        if window.act == "wait":
            seen["scrolled"] = window.results._area.verticalScrollBar().value()
            seen["can_be_judged_again"] = window.menus.actions["again"].isEnabled()
            window.close()


def main() -> int:
    """Open the window and say what happened."""
    for place, name, ours in ((behind, "Program", WatchedProgram), (program, "MainWindow", Watched)):
        setattr(place, name, ours)
    code = program.open_window(())
    sys.stdout.write(json.dumps(seen))
    return code


if __name__ == "__main__":
    sys.exit(main())
