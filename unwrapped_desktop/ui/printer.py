"""Printing: asks for a printer, has the pages set, and paints them one after the other.

Public face of `Printing`:
    signals  pages_wanted(object PagesWanted)   a printer was chosen; pages are to be set, which takes a moment
             said(str, str)                     what became of it: a title and a sentence
             no_printer()                       there is none
    methods  ask(Report), print_pages(PagesSet)
Qt's print support comes with this module, and this module with the first wish to print.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from unwrapped_desktop import __version__
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.print_document import document_title
from unwrapped_desktop.ui.print_layout import UNITS_PER_INCH, Page, Paper
from unwrapped_desktop.ui.printing import PagesSet, PagesWanted
from unwrapped_desktop.ui.text import bare


class Printing(QObject):
    """Prints verdicts from a window.

    Attributes:
        dialog: The dialog opened last.
    """

    pages_wanted = Signal(object)
    said = Signal(str, str)
    no_printer = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._printer: QPrinter | None = None
        self._painter: QPainter | None = None
        self._left: list[Page] = []
        self.dialog: QPrintDialog | None = None

    def ask(self, report: Report) -> None:
        """Ask where a verdict is to be printed; opens a dialog and returns at once. One is printed at a time."""
        if self._printer is not None:
            return
        if not QPrinterInfo.availablePrinterNames():
            self.no_printer.emit()
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(bare(document_title(report)))
        printer.setCreator(f"Unwrapped {__version__}")
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(translate("Print", "Print the verdict"))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        # Kept until the dialog has ended: Qt itself holds no printer.
        self._printer, self.dialog = printer, dialog
        dialog.finished.connect(lambda answer: self._on_answered(answer, report))
        # The dialog's own `open` takes a slot of a kind that Python does not have.
        QDialog.open(dialog)

    def print_pages(self, wanted: PagesSet) -> None:
        """Print pages; one at a time, and the window answers in between. Where there are none, nothing is printed."""
        printer = self._printer
        if printer is None or not wanted.pages:
            self._end()
            return
        painter = QPainter()
        if not painter.begin(printer):
            self._end()
            self._tell_failure()
            return
        painter.scale(printer.logicalDpiX() / UNITS_PER_INCH, printer.logicalDpiY() / UNITS_PER_INCH)
        self._painter = painter
        self._left = _chosen(wanted.pages, printer)
        QTimer.singleShot(0, self._print_next)

    def _on_answered(self, answer: int, report: Report) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
        if answer != QDialog.DialogCode.Accepted or self._printer is None:
            self._printer = None
            return
        self.pages_wanted.emit(PagesWanted(report=report, paper=Paper.of(self._printer.pageLayout())))

    def _print_next(self) -> None:
        if self._printer is None or self._painter is None:
            return
        self._left.pop(0).draw(self._painter)
        if self._left:
            if self._printer.newPage():
                QTimer.singleShot(0, self._print_next)
            else:
                self._end()
                self._tell_failure()
            return
        self._end()
        self.said.emit(
            translate("Print", "Printed."), translate("Print", "All of it: also what a card would leave out.")
        )

    def _end(self) -> None:
        if self._painter is not None:
            self._painter.end()
        self._painter = self._printer = None
        self._left = []

    def _tell_failure(self) -> None:
        self.said.emit(
            translate("Print", "It was not printed."),
            translate(
                "Print",
                "The printer took no page. See whether it is switched on, or save the verdict as a PDF in the File menu.",
            ),
        )


def _chosen(pages: Sequence[Page], printer: QPrinter) -> list[Page]:
    """Return the pages that were chosen in the dialog: all, or those from one to another."""
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage() > 0:
        chosen = pages[printer.fromPage() - 1 : max(printer.fromPage(), printer.toPage())]
        return list(chosen) or list(pages)
    return list(pages)
