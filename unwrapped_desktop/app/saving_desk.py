"""Saves a verdict as a web page, or its facts: says beforehand what goes, asks where to, and writes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from unwrapped_desktop.app.area import Area
from unwrapped_desktop.app.messages_on_screen import said
from unwrapped_desktop.app.saving_jobs import (
    Counted,
    Offered,
    Written,
    count_contents,
    offer_verdict,
    write_verdict,
)
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.saved_file import FACTS_KINDS, PAGE_KINDS, FileKind
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.saving import not_saved
from unwrapped_desktop.ui.text import safe_file_name
from unwrapped_desktop.workers.job import Job
from unwrapped_desktop.workers.runner import JobRunner

if TYPE_CHECKING:  # they are made when they are first wanted
    from unwrapped_desktop.ui.dialogs import Place
    from unwrapped_desktop.ui.widgets.saving_dialog import SavingDialog, SavingWish

OFFER, COUNT, WRITE = "offer to save", "count what goes", "write a verdict"

_PATIENCE_MS = 500
"""What takes longer says so, and can be stopped."""


class SavingDesk(Area):
    """Answers the wish for a web page, and the wish for the facts. Lives in the GUI thread."""

    def __init__(self, window: MainWindow, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(window, runner, parent)
        self._dialog: SavingDialog | None = None
        self._report: Report | None = None
        self._kinds: tuple[FileKind, ...] = PAGE_KINDS
        self._wish: SavingWish | None = None
        self._counting: Job | None = None
        self._writing: Job | None = None
        self._patience = QTimer(self)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._say_what_takes_long)
        window.page_file_requested.connect(self.offer_page)
        window.facts_file_requested.connect(self.offer_facts)

    # ---------------------------------------------------------------- what a person asks for
    @Slot()
    def offer_page(self) -> None:
        """Say what a web page of the verdict on screen would hold."""
        self._offer(PAGE_KINDS)

    @Slot()
    def offer_facts(self) -> None:
        """Say what a file of the facts of the verdict on screen would hold."""
        self._offer(FACTS_KINDS)

    def _offer(self, kinds: tuple[FileKind, ...]) -> None:
        if Screen.RESULTS not in self._window.views_made or self._window.results.report is None:
            return
        if self._window.results.is_friends:
            self._window.show_status(
                translate("SavingDesk", "This verdict is not yours to give away"),
                translate(
                    "SavingDesk", "It came in a file from somebody else. Pass that file on, if they agree."
                ),
            )
            return
        self._stop_counting()
        self._report, self._kinds = self._window.results.report, kinds
        self._counting = self._start(OFFER, offer_verdict(self._report, kinds))
        self._patience.start()

    @Slot(object)
    def _count(self, allowed: frozenset[str]) -> None:
        """Count anew what would go; nobody waits for the count before."""
        self._stop_counting()
        if self._report is not None:
            self._counting = self._start(COUNT, count_contents(self._report, self._kinds, allowed))

    @Slot()
    def _stop_counting(self) -> None:
        job, self._counting = self._counting, None
        if job is not None:
            self._runner.cancel(job)

    @Slot(object)
    def _ask_where(self, wish: "SavingWish") -> None:
        if self._report is not None:
            self._wish = wish
            self._window.dialogs.ask_where(_place(self._report, wish), self._write)

    @Slot(str)
    def _write(self, path: str) -> None:
        report, wish = self._report, self._wish
        if report is None or wish is None:
            return
        self._window.saved.hide()
        self._window.clear_status()
        work = write_verdict(report, path, kind=wish.kind, name=wish.name, allowed=wish.allowed)
        self._writing = self._start(WRITE, work)
        self._patience.start()

    @Slot()
    def _stop_writing(self) -> None:
        if self._writing is not None:
            self._runner.cancel(self._writing)

    @Slot()
    def _say_what_takes_long(self) -> None:
        if self._writing is not None:
            self._window.saving.show_message(translate("SavingDesk", "Writing the file…"), "")
        elif self._counting is not None and self._counting.name == OFFER:
            self._made_dialog().begin(self._kinds)
            self._made_dialog().open()

    # ---------------------------------------------------------------- what jobs bring
    def _on_result(self, job: Job, result: object) -> None:
        match result:
            case Offered() if job is self._counting:
                self._patience.stop()
                self._counting = None
                dialog = self._made_dialog()
                if not dialog.isVisible():
                    dialog.begin(self._kinds)
                dialog.show_things(result.things)
                self._show_counted(result.counted)
                dialog.open()
            case Counted() if job is self._counting:
                self._counting = None
                self._show_counted(result)
            case Written():
                self._end_writing()
                self._say(result)

    def _show_counted(self, counted: Counted) -> None:
        if counted.fault is None:
            self._made_dialog().show_contents(counted.contents)
        else:
            self._made_dialog().show_nothing(said(counted.fault))

    def _say(self, written: Written) -> None:
        if written.reason:
            self._window.show_status(not_saved(written.path, written.reason))
            return
        is_page = written.kind is FileKind.PAGE
        body = (
            translate("SavingDesk", "Open it once yourself: others see what you see there.")
            if is_page
            else ""
        )
        self._window.show_saved(written.path, body, can_open=is_page)

    def _on_cancelled(self, job: Job) -> None:
        if job is self._writing:
            self._end_writing()
            self._window.show_status(
                translate("SavingDesk", "Stopped."), translate("SavingDesk", "Nothing was written.")
            )

    def _on_failed(self, job: Job, error: AppError) -> None:
        if job is self._writing:
            self._end_writing()
        elif job is self._counting:
            self._stop_counting()
            self._patience.stop()
            if self._dialog is not None:
                self._dialog.reject()
        super()._on_failed(job, error)

    def _failure_title(self, job: Job) -> str:  # noqa: ARG002 - one title serves all
        return translate("SavingDesk", "Nothing was saved")

    def _end_writing(self) -> None:
        self._patience.stop()
        self._writing = None
        self._window.saving.hide()

    def _made_dialog(self) -> "SavingDialog":
        if self._dialog is None:
            self._dialog = self._window.saving_dialog
            self._dialog.count_requested.connect(self._count)
            self._dialog.save_requested.connect(self._ask_where)
            self._dialog.rejected.connect(self._stop_counting)
            self._window.saving.acted.connect(self._stop_writing)
        return self._dialog


def _place(report: Report, wish: "SavingWish") -> "Place":
    """Return what place is asked for, with a name for the file."""
    from unwrapped_desktop.ui.dialogs import Place  # noqa: PLC0415 - the window is painted without dialogs

    is_page = wish.kind is FileKind.PAGE
    words = ("unwrapped", "" if is_page else "facts", wish.name, report.verdict.label.lower())
    return Place(
        title=translate("SavingDesk", "Save as web page")
        if is_page
        else translate("SavingDesk", "Save the facts"),
        kinds=_shown_files(wish.kind),
        suffix=wish.kind.value,
        file_name=safe_file_name(" ".join(filter(None, words)), suffix=wish.kind.suffix),
    )


def _shown_files(kind: FileKind) -> str:
    """Return which files are shown where a place is asked for."""
    files = {
        FileKind.PAGE: translate("SavingDesk", "Web pages (*.html)"),
        FileKind.SPREADSHEET: translate("SavingDesk", "Spreadsheets (*.csv)"),
        FileKind.DOCUMENT: translate("SavingDesk", "JSON documents (*.json)"),
        FileKind.PACKAGE: translate("SavingDesk", "Zipped tables (*.zip)"),
    }
    return files[kind]
