"""Lays two verdicts of a listener side by side, and says why the scores moved as soon as that has been worked out."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Slot

from unwrapped_desktop.app.area import Area
from unwrapped_desktop.app.messages_on_screen import said
from unwrapped_desktop.app.moved_jobs import Compared, VerdictPair, read_comparison, work_out_why
from unwrapped_desktop.domain.comparison import Comparison
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.domain.why_moved import WhyMoved
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.main_window import MainWindow
from unwrapped_desktop.ui.screen import Screen
from unwrapped_desktop.workers.job import Job
from unwrapped_desktop.workers.runner import JobRunner

if TYPE_CHECKING:  # it is made when it is first wanted
    from PySide6.QtWidgets import QWidget

    from unwrapped_desktop.ui.views.moved import MovedView

COMPARE, WHY = "compare", "why"


class MovedArea(Area):
    """What moved between two verdicts, and why. Lives in the GUI thread."""

    def __init__(self, window: MainWindow, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(window, runner, parent)
        self._comparing: Job | None = None
        self._explaining: Job | None = None
        self._asked_on = Screen.OPENING
        window.view_made.connect(self._connect_view)
        for screen, view in window.views_made.items():
            self._connect_view(screen, view)

    def compare(self, older_id: int | None, newer_id: int | None) -> None:
        """Show what moved between two verdicts of the listener in front, whichever of them is named first.

        Args:
            older_id: Number of one of them among the earlier verdicts; None for the current one.
            newer_id: Likewise of the other one.
        """
        pair = self._pair(older_id, newer_id)
        if self._desk is None or pair is None:
            return
        self._stop()
        self._asked_on = self._window.screen_shown()
        self._comparing = self._start(COMPARE, read_comparison(self._desk, pair))

    def show_since_before(self) -> None:
        """Show at once what moved since the verdict before that says something else."""
        comparison, pair = self._kept.comparison, self._pair(self._kept.compared_id, None)
        if comparison is not None and pair is not None:
            self._stop()
            self._show(comparison, pair, back_to=Screen.RESULTS)

    def _pair(self, one: int | None, other: int | None) -> VerdictPair | None:
        """Return two verdicts in the order in which they were made; the current one is the last."""
        if self._kept.listener is None:
            return None
        made = [item.history_id for item in reversed(self._kept.history)]
        older, newer = sorted(
            (one, other), key=lambda place: made.index(place) if place in made else len(made)
        )
        return VerdictPair(listener=self._kept.listener, older_id=older, newer_id=newer)

    def _show(self, comparison: Comparison, pair: VerdictPair, *, back_to: Screen) -> None:
        view = self._window.moved
        view.set_way_back(back_to)
        view.show_comparison(comparison)
        self._window.show_screen(Screen.MOVED)
        if self._desk is not None and any(move.difference for move in comparison.axes):
            view.show_working()
            self._explaining = self._start(WHY, work_out_why(self._desk, pair))

    @Slot()
    def _stop(self) -> None:
        """Stop what is worked out for a pair that nobody looks at any more."""
        jobs = [job for job in (self._comparing, self._explaining) if job is not None]
        self._comparing = self._explaining = None
        for job in jobs:
            self._runner.cancel(job)

    @Slot(object, object)
    def _connect_view(self, screen: Screen, view: "QWidget") -> None:
        if screen is Screen.MOVED:
            cast("MovedView", view).left.connect(self._stop)

    def _on_result(self, job: Job, result: object) -> None:
        if job is self._comparing and isinstance(result, Compared):
            self._comparing = None
            if self._window.screen_shown() is self._asked_on:  # nobody is torn from another screen
                was_list = self._asked_on is Screen.THEN_AND_NOW
                back_to = Screen.THEN_AND_NOW if was_list else Screen.RESULTS
                self._show(result.comparison, result.pair, back_to=back_to)
        elif job is self._explaining and isinstance(result, WhyMoved):
            self._explaining = None
            self._window.moved.show_why(result)

    def _on_failed(self, job: Job, error: AppError) -> None:
        if job is self._explaining:
            self._explaining = None
            self._window.moved.show_why(WhyMoved(reason=said(error)))
        else:
            super()._on_failed(job, error)

    def _failure_title(self, job: Job) -> str:  # noqa: ARG002 - only the reading of verdicts is told above the screens
        return translate("MovedArea", "These verdicts cannot be compared")
