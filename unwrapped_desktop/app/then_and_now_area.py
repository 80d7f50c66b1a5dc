"""The screen of a life: chapters told one after the other, and the verdicts that are kept, which can be deleted and undone."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal, Slot

from unwrapped_desktop.app.area import Area
from unwrapped_desktop.app.chapter_teller import ChapterTeller, Told
from unwrapped_desktop.app.jobs import Desk, Kept
from unwrapped_desktop.app.messages_on_screen import said
from unwrapped_desktop.app.then_and_now_jobs import (
    BroughtBack,
    Deleted,
    KeptVerdicts,
    bring_back,
    delete_verdict,
    read_verdicts,
)
from unwrapped_desktop.domain.chapters import Chapter
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.domain.kept_verdict import DeletedReport, KeptVerdict
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.then_and_now_words import Untold
from unwrapped_desktop.workers.job import Job, Work
from unwrapped_desktop.workers.runner import JobRunner

if TYPE_CHECKING:  # it is made when it is first wanted
    from unwrapped_desktop.ui.views.then_and_now import ThenAndNowView

CHAPTERS, VERDICTS, DELETE, BRING_BACK = "chapters", "verdicts", "delete verdict", "bring verdict back"


class ThenAndNowArea(Area):
    """What stands behind the screen of a life.

    Chapters are worked out while the screen is in front and no longer. A deleted verdict can be brought back until the
    screen is left.

    Attributes:
        kept_changed: A verdict was deleted or brought back; carries what is kept now.
        compare_requested: Two verdicts are to be compared; carries the ids of the older and the newer, None for the
            current one.
    """

    kept_changed = Signal(object)
    compare_requested = Signal(object, object)
    _chapter_told = Signal(object, object)

    def __init__(
        self, window: MainWindow, runner: JobRunner, *, teller: ChapterTeller, parent: QObject | None = None
    ) -> None:
        """Make the area.

        Args:
            window: The window.
            runner: Does the work.
            teller: Tells chapters.
            parent: Owner.
        """
        super().__init__(window, runner, parent)
        self._teller = teller
        self._view: ThenAndNowView | None = None
        self._telling: Job | None = None
        self._is_stopped = False
        self._verdicts: tuple[KeptVerdict, ...] = ()
        self._deleted: list[tuple[DeletedReport, KeptVerdict]] = []
        self._chapter_told.connect(self._take_chapter)
        window.view_made.connect(self._meet)
        for screen, view in window.views_made.items():
            self._meet(screen, view)

    def open(self, desk: Desk) -> None:
        """Work with an opened results file from now on."""
        super().open(desk)
        self._begin()

    def know(self, kept: Kept) -> None:
        """Hear what is kept of the listener in front."""
        has_moved = (kept.listener, kept.report, kept.history) != (
            self._kept.listener,
            self._kept.report,
            self._kept.history,
        )
        super().know(kept)
        if has_moved:
            self._begin()

    @Slot(object, object)
    def _meet(self, screen: Screen, view: object) -> None:
        """Listen to the screen as soon as there is one."""
        if screen is not Screen.THEN_AND_NOW:
            return
        self._view = view = cast("ThenAndNowView", view)
        view.appeared.connect(self._appear)
        view.left.connect(self._leave)
        view.years.cancel_requested.connect(self._cancel)
        view.years.tell_requested.connect(self._go_on)
        view.years.acted.connect(self._lead_on)
        view.verdicts.open_requested.connect(self._open_verdict)
        view.verdicts.compare_requested.connect(self._compare)
        view.verdicts.delete_requested.connect(self._delete)
        view.verdicts.undo_requested.connect(self._undo)
        if view.isVisible():
            self._begin()

    # ---------------------------------------------------------------- what the person does
    @Slot()
    def _appear(self) -> None:
        self._is_stopped = False
        self._begin()

    @Slot()
    def _leave(self) -> None:
        """Stop working, and forget for good what was deleted."""
        self._stop_telling()
        self._deleted.clear()
        if self._view is not None:
            self._view.show_deleted(None)

    @Slot()
    def _cancel(self) -> None:
        self._is_stopped = True
        self._stop_telling()
        if self._view is not None:
            self._view.show_stopped()

    @Slot()
    def _go_on(self) -> None:
        self._is_stopped = False
        self._tell()

    @Slot(object)
    def _lead_on(self, untold: Untold) -> None:
        """Lead to what the labels would need."""
        results = self._window.results
        if untold is Untold.NOT_KEPT:
            results.analyze_again_requested.emit()
        elif untold is Untold.OTHER_RECORD:
            results.latest_requested.emit()
        else:
            results.another_file_requested.emit()

    @Slot(object)
    def _open_verdict(self, history_id: int | None) -> None:
        self._halt()
        if history_id is None:
            self._window.results.latest_requested.emit()
        else:
            self._window.results.earlier_requested.emit(history_id)

    @Slot(object, object)
    def _compare(self, older: int | None, newer: int | None) -> None:
        self._halt()
        self.compare_requested.emit(older, newer)

    @Slot(object)
    def _delete(self, history_id: int) -> None:
        if self._desk is not None and self._kept.listener is not None:
            self._do_first(DELETE, delete_verdict(self._desk, self._kept.listener, history_id))

    @Slot()
    def _undo(self) -> None:
        if self._deleted and self._desk is not None and self._kept.listener is not None:
            deleted, _ = self._deleted[-1]
            self._do_first(BRING_BACK, bring_back(self._desk, self._kept.listener, deleted))

    # ---------------------------------------------------------------- work
    def _begin(self) -> None:
        """Show what can be told of the report on screen, and begin to work out the rest."""
        view, report = self._view, None if self._view is None else self._view.report
        if view is None or report is None or not view.isVisible():
            return
        if self._is_own and self._desk is not None and self._kept.listener is not None:
            self._start(VERDICTS, read_verdicts(self._desk, self._kept, report))
        if view.is_friends:
            view.show_untold(Untold.FRIEND)
        elif report.record.kind != "history":
            view.show_untold(Untold.LISTS)
        elif self._telling is None and not self._is_stopped:
            self._tell()

    @property
    def _is_own(self) -> bool:
        """Whether the report on screen is the listener's, and no friend's and nobody made up."""
        view = self._view
        return view is not None and (view.is_earlier or view.report == self._kept.report)

    def _tell(self) -> None:
        """Show the chapters that were worked out before, or work them out."""
        view, report = self._view, None if self._view is None else self._view.report
        if view is None or report is None:
            return
        chapters = self._teller.known(report)
        if chapters is not None:
            view.show_chapters(chapters)
            return

        def tell(chapter: Chapter) -> None:
            self._chapter_told.emit(report, chapter)  # from the worker thread: the signal crosses over

        work = self._teller.work(
            report, desk=self._desk, kept=self._kept, is_earlier=view.is_earlier, tell=tell
        )
        if work is not None:
            view.show_telling()
            self._telling = self._start(CHAPTERS, work)

    def _stop_telling(self) -> None:
        job, self._telling = self._telling, None
        if job is not None:
            self._runner.cancel(job)

    def _halt(self) -> None:
        """Let nobody wait for chapters who wants something else; the rest is offered in case they stay."""
        if self._telling is not None:
            self._cancel()

    def _do_first(self, name: str, work: Work) -> None:
        """Do something before the chapters that are being worked out, and go on with these after it."""
        was_telling = self._telling is not None
        self._stop_telling()
        self._start(name, work)
        if was_telling:
            self._tell()

    @Slot(object, object)
    def _take_chapter(self, report: Report, chapter: Chapter) -> None:
        if self._telling is not None and self._view is not None and self._view.report is report:
            self._view.add_chapter(chapter)

    # ---------------------------------------------------------------- what jobs bring
    def _on_result(self, job: Job, result: object) -> None:
        match result:
            case Told() as told:
                self._on_told(job, told)
            case KeptVerdicts() as read if read.listener == self._kept.listener and self._is_own:
                self._show_verdicts(read.verdicts)
            case Deleted() as gone:
                self._on_deleted(gone)
            case BroughtBack() as back:
                self._on_brought_back(back)

    def _on_told(self, job: Job, told: Told) -> None:
        if job is not self._telling:
            return
        self._telling = None
        view = self._view
        if view is None or view.report is not told.report:
            return
        if told.chapters is not None:
            view.show_chapters(told.chapters)
        elif told.fault is not None:
            view.show_untold(Untold.UNREADABLE, said(told.fault))
        else:
            view.show_untold(Untold.OTHER_RECORD if view.is_earlier else Untold.NOT_KEPT)

    def _on_deleted(self, gone: Deleted) -> None:
        verdict = next((one for one in self._verdicts if one.history_id == gone.deleted.history_id), None)
        if verdict is not None and self._view is not None and self._view.isVisible():
            self._deleted.append((gone.deleted, verdict))
            self._show_verdicts(tuple(one for one in self._verdicts if one is not verdict))
            self._show_last_deleted()
        self.kept_changed.emit(gone.kept)

    def _on_brought_back(self, back: BroughtBack) -> None:
        self._deleted = [pair for pair in self._deleted if pair[0] != back.deleted]
        self._show_last_deleted()
        self.kept_changed.emit(back.kept)

    def _show_verdicts(self, verdicts: tuple[KeptVerdict, ...]) -> None:
        self._verdicts = verdicts
        if self._view is not None:
            self._view.show_verdicts(verdicts)

    def _show_last_deleted(self) -> None:
        if self._view is not None:
            made_at = self._deleted[-1][1].made_at if self._deleted else None
            self._view.show_deleted(made_at, len(self._deleted))

    def _on_failed(self, job: Job, error: AppError) -> None:
        """Say on the screen why there are no more chapters; everything else above it."""
        if job is self._telling and self._view is not None:
            self._telling = None
            self._is_stopped = True
            self._view.show_stopped(said(error))
            return
        super()._on_failed(job, error)

    def _failure_title(self, job: Job) -> str:
        if job.name == DELETE:
            return translate("ThenAndNow", "The verdict was not deleted")
        if job.name == BRING_BACK:
            return translate("ThenAndNow", "The verdict was not brought back")
        return translate("ThenAndNow", "The saved verdicts cannot be read")
