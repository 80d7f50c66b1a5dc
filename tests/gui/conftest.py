"""The real window with real threads and a real database, in a home of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from tests import listeners
from unwrapped_desktop.app.controller import Controller
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.theme import Theme, load_fonts
from unwrapped_desktop.workers.runner import JobRunner

TIMEOUT_MS = 30_000


class SettableClock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment


@dataclass
class Program:
    """One run of the program."""

    window: MainWindow
    runner: JobRunner
    controller: Controller
    paths: AppPaths
    clock: SettableClock
    qtbot: QtBot
    ended: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.controller.finished.connect(lambda: self.ended.append(True))

    def until(self, screen: Screen) -> None:
        """Wait until a screen is shown and no work is left. On the way to the verdict, ask to hear it."""

        def is_there() -> bool:
            shown = self.window.screen_shown()
            if shown is Screen.PAUSE and screen is Screen.RESULTS:
                self.window.pause.hear.click()
            return shown is screen and self.runner.running is None

        self.qtbot.waitUntil(is_there, timeout=TIMEOUT_MS)

    def quit(self) -> None:
        """Close the window and wait for all work to end."""
        if shiboken6.isValid(self.window):
            self.window.close()
        self.qtbot.waitUntil(lambda: bool(self.ended), timeout=TIMEOUT_MS)
        assert self.runner.wait(TIMEOUT_MS)

    @property
    def label(self) -> str:
        """The label on screen."""
        report = self.window.results.report
        return report.verdict.label if report is not None else ""


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Return a function that starts the program; a second call is a later start on the same data."""
    programs: list[Program] = []
    load_fonts()

    def start_program(*files: str, wait: bool = True, **more: Any) -> Program:
        theme = Theme()
        theme.set_reduced_motion(True)
        window = MainWindow(theme)
        qtbot.addWidget(window)
        runner, clock, paths = JobRunner(), SettableClock(), AppPaths.under(tmp_path / "Zuhause mit Lücke")
        settings = JudgeSettings(timezone="Europe/Berlin")
        controller = Controller(
            window=window, runner=runner, paths=paths, clock=clock, settings=settings, **more
        )
        program = Program(window, runner, controller, paths, clock, qtbot)
        programs.append(program)
        window.show()
        if wait:
            with qtbot.waitSignal(controller.ready, timeout=TIMEOUT_MS):
                controller.start(files)
        else:
            controller.start(files)
        return program

    yield start_program
    for program in programs:
        program.quit()


@pytest.fixture(scope="session")
def export_zip(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the path of a zip as Spotify sends it."""
    folder = tmp_path_factory.mktemp("Ablage öffentlich")
    return str(listeners.write_export(listeners.loyalist(3), folder, zipped=True).path)


@pytest.fixture(scope="session")
def other_zip(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the path of another person's zip."""
    folder = tmp_path_factory.mktemp("other")
    return str(listeners.write_export(listeners.night_worker(5), folder, "extended_2021", zipped=True).path)


@pytest.fixture(scope="session")
def long_zip(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the path of a zip that takes a moment to read."""
    folder = tmp_path_factory.mktemp("long")
    rows = listeners.long_life(7, rows_per_day=40)
    return str(listeners.write_export(rows, folder, zipped=True, rows_per_file=15_000, indent=2).path)
