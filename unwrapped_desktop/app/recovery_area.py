"""Keeps a way back: copies while all is well; and where the results file cannot be used, the ways on from there."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from unwrapped_desktop.app.area import Area
from unwrapped_desktop.app.jobs import Kept
from unwrapped_desktop.app.messages_on_screen import said
from unwrapped_desktop.app.recovery_jobs import Recovery, copy_today, look_for_ways
from unwrapped_desktop.domain.errors import AppError, DamagedDatabase
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.domain.recovery import KeptCopy, Mended, Recovered, Way, Ways
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.main_window import MainWindow
from unwrapped_desktop.ui.recovery_words import (
    copy_text,
    mended_text,
    mended_title,
    recovered_text,
    recovered_title,
    restore_text,
)
from unwrapped_desktop.workers.job import Job, JobEvent, JobStatus
from unwrapped_desktop.workers.runner import JobRunner

COPY, WAYS = "copy of the day", "ways to recover"


class RecoveryArea(Area):
    """Offers what can be done about a results file that cannot be used. Lives in the GUI thread.

    Signals:
        chosen(object): `Recovery`, what a person has chosen to do.
    """

    chosen = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        runner: JobRunner,
        *,
        paths: AppPaths,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(window, runner, parent)
        self._paths = paths
        self._clock = clock
        self._copy: KeptCopy | None = None
        self._looking: Job | None = None
        window.damage.acted.connect(self._restore)
        window.damage.other_acted.connect(self._repair)
        window.damage.third_acted.connect(self._start_fresh)
        runner.happened.connect(self._look_for_damage)

    def know(self, kept: Kept) -> None:
        """Hear what is kept; as long as there is something, a copy of it is made now and then."""
        super().know(kept)
        may_write = self._desk is not None and self._desk.repository.barred is None
        if kept.listeners and may_write and not self._window.damage.isVisible():
            self._start(COPY, copy_today(self._paths, self._clock))

    def offer(self, error: AppError) -> None:
        """Say what is the matter with the results file, and offer what can be done about it."""
        self._copy = None
        notice = self._window.damage
        notice.offer()
        notice.show_message(translate("Recovery", "Saved verdicts cannot be opened"), said(error))
        self._looking = self._start(WAYS, look_for_ways(self._paths, error.code))

    def tell(self, recovered: Recovered | None, mended: tuple[Mended, ...]) -> None:
        """Say what became of a results file that could not be used, or what was put right in one that could."""
        if recovered is not None:
            self._window.show_status(recovered_title(recovered), recovered_text(recovered))
        for one in mended:
            self._window.show_status(mended_title(one), mended_text(one))

    @Slot(object)
    def _look_for_damage(self, event: JobEvent) -> None:
        """Hear of damage that somebody meets while working."""
        if event.status is JobStatus.FAILED and isinstance(event.error, DamagedDatabase):
            self.offer(event.error)

    def _on_result(self, job: Job, result: object) -> None:
        if isinstance(result, Ways) and job is self._looking:
            self._show(result)

    def _on_failed(self, job: Job, error: AppError) -> None:  # noqa: ARG002 - what is damaged is heard of above
        if job is self._looking:
            self._show(Ways(copy=None, can_repair=True))
        # That a copy could not be made is in the log; it is tried again, and nothing of what is kept hangs on it.

    def _show(self, ways: Ways) -> None:
        self._looking, self._copy = None, ways.copy
        notice = self._window.damage
        offered = [notice.third_button]
        if ways.can_repair:
            offered.insert(0, notice.other_button)
        notice.show_message(notice.title, f"{notice.body} {copy_text(ways.copy)}")
        if ways.copy is not None:
            notice.action_button.setText(restore_text(ways.copy))
            offered.insert(0, notice.action_button)
        notice.offer(*offered)

    @Slot()
    def _restore(self) -> None:
        if self._copy is not None:
            self._choose(Recovery(way=Way.RESTORE, copy=self._copy.path))

    @Slot()
    def _repair(self) -> None:
        self._choose(Recovery(way=Way.REPAIR))

    @Slot()
    def _start_fresh(self) -> None:
        self._choose(Recovery(way=Way.FRESH))

    def _choose(self, recovery: Recovery) -> None:
        self._window.damage.hide()
        self._window.clear_status()
        opened = None if self._desk is None else self._desk.repository
        self.chosen.emit(replace(recovery, opened=opened))
