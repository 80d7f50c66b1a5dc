"""The verdict on paper and as a PDF file: pages are set and files written in the worker thread."""

from PySide6.QtCore import QObject, Slot

from unwrapped_desktop.app.area import Area
from unwrapped_desktop.app.messages_on_screen import said
from unwrapped_desktop.app.print_jobs import PdfWritten, set_for_printer, write_pdf
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.main_window import MainWindow
from unwrapped_desktop.ui.printing import PagesSet, PagesWanted, PdfWanted
from unwrapped_desktop.workers.job import Job
from unwrapped_desktop.workers.runner import JobRunner

PAGES, PDF = "pages", "pdf"


class PrintDesk(Area):
    """Answers the wish to print, and the wish for a PDF file."""

    def __init__(self, window: MainWindow, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(window, runner, parent)
        window.pages_wanted.connect(self._set_pages)
        window.pdf_wanted.connect(self._write_pdf)

    @Slot(object)
    def _set_pages(self, wanted: PagesWanted) -> None:
        self._start(PAGES, set_for_printer(wanted))

    @Slot(object)
    def _write_pdf(self, wanted: PdfWanted) -> None:
        self._start(PDF, write_pdf(wanted))

    def _on_result(self, job: Job, result: object) -> None:  # noqa: ARG002 - the results tell themselves apart
        match result:
            case PagesSet() as pages:
                self._window.print_pages(pages)
            case PdfWritten() as written:
                self._window.show_status(written.text)
            case _:
                pass

    def _on_failed(self, job: Job, error: AppError) -> None:
        if job.name == PAGES:
            self._window.print_pages(PagesSet(pages=()))
        title = {
            PAGES: translate("Print", "It was not printed."),
            PDF: translate("Print", "It was not saved."),
        }
        self._window.show_status(title[job.name], said(error))
