"""Remembers what was read last, for the menu that opens it again. Paths are personal: it can be switched off."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Slot

from unwrapped_desktop.app.area import Area
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.domain.progress import CancelToken, Tell
from unwrapped_desktop.ui.main_window import MainWindow
from unwrapped_desktop.workers.job import Job, Work
from unwrapped_desktop.workers.runner import JobRunner

MOST_FILES = 8
LOOK = "look at recent files"

Chosen = tuple[str, ...]


class FileMemory(Protocol):
    """Keeps what was read last from one run to the next."""

    @property
    def recent_files(self) -> tuple[Chosen, ...]:
        """What was read last, newest first."""

    @property
    def remembers_files(self) -> bool:
        """Whether anything is to be remembered."""

    def save_recent_files(self, files: Sequence[Chosen]) -> None:
        """Remember these and no others."""

    def save_remembers_files(self, remembers: bool) -> None:  # noqa: FBT001 - a state is a value
        """Remember whether anything is to be remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What is no longer where it was."""

    files: frozenset[Chosen]


class RecentDesk(Area):
    """Fills the menu of what was read last."""

    def __init__(
        self, window: MainWindow, runner: JobRunner, memory: FileMemory, parent: QObject | None = None
    ) -> None:
        super().__init__(window, runner, parent)
        self._memory = memory
        menu = window.menus.recent
        menu.aboutToShow.connect(self.show)
        menu.cleared.connect(self.clear)
        menu.remembering_changed.connect(self.set_remembering)
        self.show()

    def remember(self, paths: Chosen) -> None:
        """Put what has just been read at the top of the list."""
        if not paths or not self._memory.remembers_files:
            return
        whole = tuple(str(Path(path).absolute()) for path in paths)
        others = [kept for kept in self._memory.recent_files if kept != whole]
        self._memory.save_recent_files([whole, *others][:MOST_FILES])
        self._fill()

    @Slot()
    def show(self) -> None:
        """Show what is remembered, and look which of it is still there."""
        self._fill()
        files = self._memory.recent_files
        if files:
            self._start(LOOK, _look(files))

    @Slot()
    def clear(self) -> None:
        """Forget the list."""
        self._memory.save_recent_files(())
        self._fill()

    @Slot(bool)
    def set_remembering(self, remembers: bool) -> None:  # noqa: FBT001 - a slot of a checkbox
        """Remember what is opened from now on, or nothing any more; then the list goes too."""
        self._memory.save_remembers_files(remembers)
        if not remembers:
            self._memory.save_recent_files(())
        self._fill()

    def _fill(self) -> None:
        menu = self._window.menus.recent
        menu.show_files(self._memory.recent_files)
        menu.set_remembering(self._memory.remembers_files)

    def _on_result(self, job: Job, result: object) -> None:  # noqa: ARG002 - there is only one kind
        if isinstance(result, Missing):
            self._window.menus.recent.mark_missing(result.files)

    def _on_failed(self, job: Job, error: AppError) -> None:
        """Say nothing: what is not there is said by whoever is asked to read it."""


def _look(files: Sequence[Chosen]) -> Work:
    """Look which files are gone; a drive that sleeps may take its time, so that the window does not wait for it."""

    def work(_tell: Tell, _cancel: CancelToken) -> Missing:
        gone = (paths for paths in files if not all(Path(path).exists() for path in paths))
        return Missing(files=frozenset(gone))

    return work
