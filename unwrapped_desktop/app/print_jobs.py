"""What the worker thread does for paper: sets pages, writes PDF files."""

from dataclasses import dataclass

from unwrapped_desktop.domain.progress import CancelToken, Tell
from unwrapped_desktop.ui.figures import count_noun
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.print_document import Edition, private_lines, set_pages
from unwrapped_desktop.ui.printing import PagesSet, PagesWanted, PdfWanted, pdf_bytes
from unwrapped_desktop.ui.saving import save_file
from unwrapped_desktop.workers.job import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfWritten:
    """What became of a PDF file, in words."""

    text: str


def set_for_printer(wanted: PagesWanted) -> Work:
    """Set the pages of a verdict; all of it, for what is printed is the person's own."""

    def work(_tell: Tell, _cancel: CancelToken) -> PagesSet:
        return PagesSet(pages=set_pages(wanted.report, wanted.paper))

    return work


def write_pdf(wanted: PdfWanted) -> Work:
    """Write a verdict as a PDF file, whole or not at all, and say what it holds."""

    def work(_tell: Tell, _cancel: CancelToken) -> PdfWritten:
        data = pdf_bytes(wanted.report, edition=wanted.edition, size=wanted.size)
        return PdfWritten(text=save_file(wanted.path, data, more=_contents(wanted)))

    return work


def _contents(wanted: PdfWanted) -> str:
    kept_back = private_lines(wanted.report)
    if not kept_back:
        return ""
    if wanted.edition is Edition.WHOLE:
        return translate(
            "Print", "It holds everything, also what others would not be given: {lines}."
        ).format(lines=count_noun(kept_back, "line"))
    return translate("Print", "It can be passed on; left out as private: {lines}.").format(
        lines=count_noun(kept_back, "line")
    )
