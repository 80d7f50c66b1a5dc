"""The verdict on paper and as a PDF file.

Pages are those of `print_document`: black on white, A4 or Letter as the page setup or the country asks for. What is
printed is the person's own and whole; a PDF file is passed on sooner or later, so that it leaves out what is not for
sharing, unless everything is chosen.
"""

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLocale, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from unwrapped_desktop import __version__
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.ui.print_document import Edition, document_title, set_pages
from unwrapped_desktop.ui.print_layout import UNITS_PER_INCH, Page, Paper
from unwrapped_desktop.ui.text import bare, safe_file_name

_AUTHOR = "Unwrapped"
_Territory = QLocale.Country
_LETTER = frozenset(
    {
        _Territory.UnitedStates,
        _Territory.Canada,
        _Territory.Mexico,
        _Territory.Philippines,
        _Territory.PuertoRico,
        _Territory.Chile,
        _Territory.Colombia,
        _Territory.CostaRica,
        _Territory.ElSalvador,
        _Territory.Guatemala,
        _Territory.Nicaragua,
        _Territory.Panama,
        _Territory.Venezuela,
    }
)
"""Where paper is Letter; everywhere else it is A4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesWanted:
    """A verdict that is to be set on a paper, to be printed."""

    report: Report
    paper: Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesSet:
    """Pages that are to be printed."""

    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfWanted:
    """A verdict that is to be written as a PDF file.

    Attributes:
        report: The verdict.
        path: Where to.
        edition: Whether what is not for sharing is left out.
        size: The paper.
    """

    report: Report
    path: str
    edition: Edition
    size: QPageSize.PageSizeId


def page_size(locale: QLocale) -> QPageSize.PageSizeId:
    """Return the paper that is usual there."""
    is_letter = locale.territory() in _LETTER
    return QPageSize.PageSizeId.Letter if is_letter else QPageSize.PageSizeId.A4


def suggested_pdf_name(report: Report) -> str:
    """Return a name for the file: the label."""
    return safe_file_name(f"unwrapped {report.verdict.label.lower()}", suffix=".pdf")


def pdf_bytes(report: Report, *, edition: Edition, size: QPageSize.PageSizeId) -> bytes:
    """Return a verdict as a PDF file whose text can be selected and searched for; can be called in any thread.

    Args:
        report: The verdict.
        edition: Whether what is not for sharing is left out.
        size: The paper.
    """
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(UNITS_PER_INCH)
    writer.setTitle(bare(document_title(report)))
    writer.setAuthor(_AUTHOR)
    writer.setCreator(f"Unwrapped {__version__}")
    layout = QPageLayout(QPageSize(size), QPageLayout.Orientation.Portrait, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    writer.setPageLayout(layout)
    pages = set_pages(report, Paper.of(layout), edition)
    painter = QPainter(writer)
    try:
        for number, page in enumerate(pages):
            if number:
                writer.newPage()
            page.draw(painter)
    finally:
        painter.end()
    buffer.close()
    return bytes(store.data())
