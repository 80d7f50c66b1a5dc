"""The share screen's other side: cards are painted and written, chapters are told, in the worker thread."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal, Slot

from unwrapped_desktop.app.area import Area
from unwrapped_desktop.app.chapter_teller import ChapterTeller, Told
from unwrapped_desktop.app.messages_on_screen import said
from unwrapped_desktop.domain.chapters import Chapter
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.domain.progress import Progress
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.workers.job import Job, Work
from unwrapped_desktop.workers.runner import JobRunner

if TYPE_CHECKING:  # they are made when they are first wanted
    from unwrapped_desktop.ui.cards.painted import CardFile, PaintOrder, SetFiles
    from unwrapped_desktop.ui.views.share import ShareView

PAINT, PAINT_SET, SAVE, SAVE_SET, CHAPTERS = "paint", "paint set", "save card", "save set", "card chapters"


class ShareArea(Area):
    """Cards. Lives in the GUI thread.

    One card is painted at a time for the screen, and the set behind it. Whoever changes a card while chapters are told
    does not wait for these: they are begun anew after it.
    """

    _chapter_told = Signal(object)

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
        self._view: ShareView | None = None
        self._painting: Job | None = None
        self._of_set: list[Job] = []
        self._saving: Job | None = None
        self._telling: Job | None = None
        self._told = 0
        self._chapter_told.connect(self._take_chapter)
        window.view_made.connect(self._meet)
        for screen, view in window.views_made.items():
            self._meet(screen, view)

    @Slot(object, object)
    def _meet(self, screen: Screen, view: object) -> None:
        """Listen to the screen as soon as there is one."""
        if screen is not Screen.SHARE:
            return
        self._view = view = cast("ShareView", view)
        view.subject_changed.connect(self._say_what_is_known)
        view.painting_requested.connect(self._paint)
        view.set_requested.connect(self._paint_set)
        view.set_left.connect(self._leave_set)
        view.saving_requested.connect(self._save)
        view.set_saving_requested.connect(self._save_set)
        view.saving_unwanted.connect(self._stop_saving)
        view.chapters_requested.connect(self._tell)
        view.chapters_unwanted.connect(self._stop_telling)

    # ---------------------------------------------------------------- cards
    @Slot(object)
    def _paint(self, order: "PaintOrder") -> None:
        from unwrapped_desktop.app.share_jobs import paint_card  # noqa: PLC0415 - most never share

        if self._painting is not None:
            self._runner.cancel(self._painting)
        was_telling = self._telling is not None
        self._stop_telling()
        self._painting = self._start(PAINT, paint_card(order))
        if was_telling:
            self._tell()

    @Slot(object)
    def _paint_set(self, orders: "tuple[PaintOrder, ...]") -> None:
        from unwrapped_desktop.app.share_jobs import paint_card  # noqa: PLC0415 - as above

        self._of_set = [self._start(PAINT_SET, paint_card(order)) for order in orders]

    @Slot()
    def _leave_set(self) -> None:
        """Paint and write no more of the set."""
        for job in self._of_set:
            self._runner.cancel(job)
        self._of_set = []
        self._stop_saving()

    @Slot(object)
    def _save(self, wanted: "CardFile") -> None:
        from unwrapped_desktop.app.share_jobs import save_card  # noqa: PLC0415 - as above

        self._start(SAVE, save_card(wanted))

    @Slot(object)
    def _save_set(self, wanted: "SetFiles") -> None:
        from unwrapped_desktop.app.share_jobs import save_set  # noqa: PLC0415 - as above

        self._saving = self._start(SAVE_SET, save_set(wanted))

    @Slot()
    def _stop_saving(self) -> None:
        """Write no more cards; those that are written stay, and are told of."""
        if self._saving is not None:
            self._runner.cancel(self._saving)

    # ---------------------------------------------------------------- chapters
    @Slot()
    def _say_what_is_known(self) -> None:
        """Give the screen the chapters that were told before, or say whether they could be."""
        report, view = self._report, self._view
        if report is None or view is None:
            return
        chapters = self._teller.known(report)
        if chapters is not None:
            view.set_chapters(chapters)
        elif self._work(report) is not None:
            view.set_can_tell(True)

    @property
    def _report(self) -> Report | None:
        view = self._view
        return None if view is None or view.subject is None else view.subject.report

    def _work(self, report: Report) -> Work | None:
        """Return what tells the chapters of a report, None where nothing can."""
        results = self._window.results if Screen.RESULTS in self._window.views_made else None
        is_on_screen = results is not None and results.report == report
        if results is not None and is_on_screen and results.is_friends:
            return None

        def tell(_chapter: Chapter) -> None:
            self._chapter_told.emit(report)  # from the worker thread: the signal crosses over

        return self._teller.work(
            report,
            desk=self._desk,
            kept=self._kept,
            is_earlier=results is not None and is_on_screen and results.is_earlier,
            tell=tell,
        )

    @Slot()
    def _tell(self) -> None:
        report = self._report
        work = None if report is None else self._work(report)
        if work is None:
            self._give_up(translate("ShareArea", "The years cannot be told: the record is not kept here."))
            return
        self._told = 0
        self._telling = self._start(CHAPTERS, work)

    @Slot()
    def _stop_telling(self) -> None:
        job, self._telling = self._telling, None
        if job is not None:
            self._runner.cancel(job)

    @Slot(object)
    def _take_chapter(self, report: Report) -> None:
        if self._telling is not None and self._view is not None and self._report is report:
            self._told += 1
            self._view.show_told(self._told, _chapters_to_come(report))

    def _give_up(self, reason: str) -> None:
        if self._view is not None:
            self._view.show_untold(reason)

    # ---------------------------------------------------------------- what jobs bring
    def _on_result(self, job: Job, result: object) -> None:
        view = self._view
        if view is None:
            return
        if isinstance(result, Told):
            self._on_told(job, result)
            return
        from unwrapped_desktop.ui.cards.painted import PaintedCard, Saved  # noqa: PLC0415 - one of them was made

        if isinstance(result, PaintedCard):
            if job is self._painting:
                self._painting = None
            view.show_painted(result)
        elif isinstance(result, Saved):
            if job is self._saving:
                self._saving = None
            view.show_saved(result)

    def _on_told(self, job: Job, told: Told) -> None:
        if job is not self._telling:
            return
        self._telling = None
        if told.chapters is not None and self._view is not None and self._report is told.report:
            self._view.set_chapters(told.chapters)
        elif told.fault is not None:
            self._give_up(said(told.fault))
        else:
            self._give_up(translate("ShareArea", "The years cannot be told: the record is not kept here."))

    def _on_progress(self, job: Job, progress: Progress) -> None:
        if job is self._saving and self._view is not None and progress.total:
            self._view.show_saving(progress.done, progress.total)

    def _on_cancelled(self, job: Job) -> None:
        """Say that a set is not saved, where not one of its cards was begun."""
        if job is self._saving and self._view is not None:
            from unwrapped_desktop.ui.cards.painted import Saved  # noqa: PLC0415 - as above

            self._saving = None
            self._view.show_saved(Saved(paths=(), wanted=0))

    def _on_failed(self, job: Job, error: AppError) -> None:
        """Say on the screen what failed there."""
        view = self._view
        if view is not None and job is self._painting:
            self._painting = None
            view.show_unpainted(said(error))
        elif view is not None and job is self._telling:
            self._telling = None
            self._give_up(said(error))
        else:
            super()._on_failed(job, error)

    def _failure_title(self, job: Job) -> str:
        if job.name in {SAVE, SAVE_SET}:
            return translate("ShareArea", "The card was not saved")
        return translate("ShareArea", "The card was not painted")


def _chapters_to_come(report: Report) -> int:
    """Return how many chapters a report's record has, eras among them; 0 where that is not known."""
    years = [] if report.charts is None else [year for year in report.charts.years if year.plays]
    return len(years) + len(report.eras.eras) if years else 0
