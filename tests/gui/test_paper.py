"""The verdict on paper: what is in the PDF file, what the printer gets, and what is said where there is none."""

import getpass
import re
import socket
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QLocale, QMarginsF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox

from tests import example_report as example
from tests.gui.conftest import TIMEOUT_MS, Program
from tests.pdf_text import pdf_pages, squashed
from unwrapped_desktop.app import print_jobs
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.report import Receipt, Report, ReportListener
from unwrapped_desktop.ui.figures import write_cell
from unwrapped_desktop.ui.main_window import Screen
from unwrapped_desktop.ui.print_document import Edition, private_lines, set_pages
from unwrapped_desktop.ui.print_layout import UNITS_PER_POINT, Paper
from unwrapped_desktop.ui.printing import page_size, pdf_bytes, suggested_pdf_name
from unwrapped_desktop.ui.receipt_layout import population_line
from unwrapped_desktop.ui.text import bare

Start = Callable[..., Program]
A4, LETTER = QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter
MADE: dict[str, Callable[[], Report]] = {
    "good": example.good_report,
    "long": example.long_names_report,
    "right to left": example.rtl_report,
    "damaged files": example.failed_files_report,
    "short": example.short_report,
    "sealed": example.statement_report,
    "lately": example.lately_report,
    "made up": example.sample_report,
}


def _words(report: Report, edition: Edition, size: QPageSize.PageSizeId = A4) -> list[str]:
    """Return the text of each page; letters are compared by what they are, not by the shape they have in a word."""
    pages = pdf_pages(pdf_bytes(report, edition=edition, size=size))
    return [unicodedata.normalize("NFKC", page) for page in pages]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", squashed(bare(text)))


def _private(report: Report, *names: str) -> Report:
    receipts = tuple(replace(one, shareable=one.id not in names) for one in report.receipts)
    return replace(report, receipts=receipts)


def _receipt_words(receipt: Receipt) -> str:
    cells = [f"{cell.label}{write_cell(cell)}" for cell in (*receipt.rows, *receipt.totals)]
    return _plain("".join([receipt.title, *cells, population_line(receipt)]))


@pytest.mark.parametrize(("name", "size"), [*((name, A4) for name in MADE), ("good", LETTER)])
def test_all_of_a_verdict_is_printed_and_can_be_searched_for(
    qapp: QApplication, name: str, size: QPageSize.PageSizeId
) -> None:
    report = MADE[name]()
    pages = _words(report, Edition.WHOLE, size)
    whole = "".join(pages)
    verdict = report.verdict
    said = [*verdict.remarks]
    for beside in (report.statement, report.lately):
        said += beside.remarks if beside is not None else ()
    for remark in said:
        # A closing quotation mark has two codes in Inter, and titles without italics stand in such marks.
        assert _plain(remark.text) in re.sub("[“”\u02ee]", "", whole), remark.text
    assert _plain(f"{verdict.label}{verdict.charge}1") in whole
    assert _plain(f"{verdict.claims_checked} of {verdict.claims_total} claims checked.") in whole
    assert _plain(report.provenance.engine_version) in whole
    for number, page in enumerate(pages, start=1):
        assert _plain(f"Page {number} of {len(pages)}") in page
        assert "\ufffd" not in page


@pytest.mark.parametrize("name", ["good", "damaged files", "lately"])
def test_a_receipt_lies_on_one_page_and_in_one_piece(qapp: QApplication, name: str) -> None:
    report = MADE[name]()
    pages = _words(report, Edition.WHOLE)
    named = {one for remark in report.verdict.remarks for one in remark.receipts}
    receipts = [one for one in report.receipts if one.id in named | {*report.verdict.label_receipts}]
    assert len(receipts) > 8
    for receipt in receipts:
        assert sum(page.count(_receipt_words(receipt)) for page in pages) == 1, receipt.title


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("size", [A4, QPageSize.PageSizeId.A5])
def test_pages_are_black_on_white_and_keep_their_margins(
    qapp: QApplication, name: str, size: QPageSize.PageSizeId
) -> None:
    paper = Paper.of(QPageLayout(QPageSize(size), QPageLayout.Orientation.Portrait, QMarginsF()))
    for page in set_pages(MADE[name](), paper):
        picture = QImage(
            round(paper.width / UNITS_PER_POINT),
            round(paper.height / UNITS_PER_POINT),
            QImage.Format.Format_RGB32,
        )
        picture.fill(0xFFFFFFFF)
        painter = QPainter(picture)
        painter.scale(1 / UNITS_PER_POINT, 1 / UNITS_PER_POINT)
        page.draw(painter)
        painter.end()
        shades = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), -1, 4)[..., :3]
        assert np.array_equal(shades.min(axis=2), shades.max(axis=2))
        left, right = (round(side / UNITS_PER_POINT) for side in (paper.area.left(), paper.area.right()))
        bottom = round(paper.area.bottom() / UNITS_PER_POINT)
        for free in (shades[:, : left - 2], shades[:, right + 2 :], shades[bottom + 1 :]):
            assert free.min() == 255
        assert np.count_nonzero(shades < 255) > 500


def test_what_is_passed_on_leaves_out_what_stays_private(qapp: QApplication) -> None:
    report = _private(example.good_report(), "morning", "label")
    assert private_lines(report) == 1
    open_words = "".join(_words(report, Edition.FOR_OTHERS))
    whole_words = "".join(_words(report, Edition.WHOLE))
    for words in ("Your first play of a weekday comes at", "middle of all days", "Ten most started songs"):
        assert _plain(words) in whole_words
        assert _plain(words) not in open_words
    # The charge stays with its proof, and the next remark is the first.
    assert _plain("rarely finished.There are 1,904") not in open_words
    assert _plain("What proves it is private, and has stayed behind.There are 1,904") in open_words
    assert _plain("is Ostkai.1") in open_words
    assert (
        _plain("Left out of these pages: 1 line that stay private.") in open_words
        or _plain("1 line") in open_words
    )


def test_no_place_and_no_sum_is_passed_on(qapp: QApplication) -> None:
    report = example.good_report()
    zone = "Europe/Vaduz"
    report = replace(
        report,
        provenance=replace(
            report.provenance, timezone=zone, data_sha256="5ec4e7" * 10 + "abcd", seed="f00dfeed"
        ),
        receipts=tuple(replace(one, population=f"{one.population}, {zone}") for one in report.receipts),
    )
    whole_words = "".join(_words(report, Edition.WHOLE))
    open_words = "".join(_words(report, Edition.FOR_OTHERS))
    for words in ("Vaduz", "5ec4e7", "f00dfeed"):
        assert words in whole_words
        assert words not in open_words


def test_what_somebody_sealed_and_what_files_are_called_is_not_passed_on(qapp: QApplication) -> None:
    sealed = example.statement_report()
    assert private_lines(sealed) == private_lines(example.good_report()) + 2
    assert _plain("What you said") not in "".join(_words(sealed, Edition.FOR_OTHERS))
    files = example.failed_files_report()
    assert "notes&<b>other</b>things.txt" in "".join(_words(files, Edition.WHOLE))
    assert "notes&" not in "".join(_words(files, Edition.FOR_OTHERS))


def test_the_file_says_what_it_is_and_nothing_about_the_computer(qapp: QApplication) -> None:
    report = replace(
        example.rtl_report(), listener=ReportListener(name="فيروز", source=SourceKind.EXTENDED_EXPORT)
    )
    data = pdf_bytes(report, edition=Edition.WHOLE, size=A4)
    title = re.search(rb"/Title \((.*?)(?<!\\)\)\n", data, re.DOTALL)
    assert title is not None
    assert "THE LIGHT NEXT DOOR: the verdict on فيروز".encode("utf-16-be")[:40] in title[1].replace(
        b"\\", b""
    )
    assert "Unwrapped".encode("utf-16-be") in data
    for own in (socket.gethostname(), getpass.getuser(), str(Path.home())):
        if len(own) > 4:  # shorter ones may stand in any file
            assert own.encode() not in data
            assert own.encode("utf-16-be") not in data


def test_fonts_come_along(qapp: QApplication) -> None:
    data = pdf_bytes(example.good_report(), edition=Edition.WHOLE, size=A4)
    for family in (b"BebasNeue-Regular", b"Inter-Regular", b"Inter-Italic", b"JetBrainsMono-Regular"):
        assert re.search(rb"/FontName /[A-Z]{6}\+" + family, data), family


@pytest.mark.parametrize(
    ("territory", "size"),
    [
        (QLocale.Country.UnitedStates, LETTER),
        (QLocale.Country.Canada, LETTER),
        (QLocale.Country.Mexico, LETTER),
        (QLocale.Country.UnitedKingdom, A4),
        (QLocale.Country.Japan, A4),
    ],
)
def test_the_paper_is_that_of_the_country(territory: QLocale.Country, size: QPageSize.PageSizeId) -> None:
    assert page_size(QLocale(QLocale.Language.English, territory)) == size


# ------------------------------------------------------------------------------------------------ in the window
@pytest.fixture
def judged(start: Start) -> Program:
    """The program with a verdict on screen, one line of which is private."""
    program = start()
    program.until(Screen.LOGIN)
    program.window.results.show_report(example.good_report())
    program.window.show_screen(Screen.RESULTS)
    return program


def _save(program: Program, path: Path, *, with_everything: bool) -> None:
    program.window.menus.actions["save_pdf"].trigger()
    dialog = program.window.dialogs.shown
    assert isinstance(dialog, QFileDialog)
    filters = dialog.nameFilters()
    assert len(filters) == 2
    assert "without what stays private" in filters[0]
    dialog.selectNameFilter(filters[1 if with_everything else 0])
    dialog.fileSelected.emit(str(path))
    dialog.close()
    program.qtbot.waitUntil(path.exists, timeout=TIMEOUT_MS)
    program.qtbot.waitUntil(program.window.status.isVisible, timeout=TIMEOUT_MS)


def test_a_pdf_is_saved_from_the_menu(judged: Program, tmp_path: Path) -> None:
    report = example.good_report()
    private = private_lines(report)
    assert private == 1
    for with_everything, words in ((False, "left out as private: 1 line."), (True, "It holds everything")):
        path = tmp_path / f"verdict {with_everything}.pdf"
        judged.window.clear_status()
        _save(judged, path, with_everything=with_everything)
        assert bare(judged.window.status.title).startswith(f"Saved as verdict {with_everything}.pdf.")
        assert words in judged.window.status.title
        text = "".join(pdf_pages(path.read_bytes()))
        assert _plain(report.verdict.label) in text
        shown = sum(
            _plain(remark.text) in re.sub("[“”\u02ee]", "", text) for remark in report.verdict.remarks
        )
        assert shown == len(report.verdict.remarks) - (0 if with_everything else private)


def test_where_it_cannot_be_saved_it_is_said(judged: Program, tmp_path: Path) -> None:
    judged.window.dialogs.pdf_place_chosen.emit(str(tmp_path / "gone" / "verdict.pdf"), False)
    judged.qtbot.waitUntil(judged.window.status.isVisible, timeout=TIMEOUT_MS)
    assert "verdict.pdf was not saved" in bare(judged.window.status.title)


def test_the_name_of_the_file_is_the_label(qapp: QApplication) -> None:
    assert suggested_pdf_name(example.good_report()) == "unwrapped-loyal-to-the-intro.pdf"


def test_without_a_verdict_nothing_is_printed(start: Start) -> None:
    program = start()
    program.until(Screen.LOGIN)
    for name in ("print", "save_pdf"):
        assert not program.window.menus.actions[name].isEnabled()
    program.controller.read_sample("night")
    program.until(Screen.RESULTS)
    assert program.window.menus.actions["print"].isEnabled()


def test_without_a_printer_a_pdf_is_offered(judged: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    window = judged.window
    window.menus.actions["print"].trigger()
    box = window.dialogs.shown
    assert isinstance(box, QMessageBox)
    assert box.text() == "No printer was found."
    next(button for button in box.buttons() if button.text() == "Save as PDF…").click()
    judged.qtbot.waitUntil(lambda: isinstance(window.dialogs.shown, QFileDialog), timeout=TIMEOUT_MS)
    dialog = window.dialogs.shown
    assert isinstance(dialog, QFileDialog)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.close()


def _printer(program: Program, monkeypatch: pytest.MonkeyPatch, path: Path) -> tuple[QPrintDialog, QPrinter]:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["Upstairs"]))
    program.window.menus.actions["print"].trigger()
    dialog = program.window.printing.dialog
    assert dialog is not None
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return dialog, printer


def test_a_printer_gets_every_page_with_everything(
    judged: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "printed.pdf"
    dialog, printer = _printer(judged, monkeypatch, path)
    assert printer.docName().startswith(judged.label)
    dialog.finished.emit(QDialog.DialogCode.Accepted)
    judged.qtbot.waitUntil(judged.window.status.isVisible, timeout=TIMEOUT_MS)
    assert judged.window.status.title == "Printed."
    report = judged.window.results.report
    assert report is not None
    pages = pdf_pages(path.read_bytes())
    text = re.sub("[“”\u02ee]", "", "".join(pages))
    assert all(_plain(remark.text) in text for remark in report.verdict.remarks)
    assert f"Page{len(pages)}of{len(pages)}" in pages[-1]


def test_some_pages_can_be_printed_alone_and_none_after_a_change_of_mind(
    judged: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "one page.pdf"
    dialog, _ = _printer(judged, monkeypatch, path)
    dialog.finished.emit(QDialog.DialogCode.Rejected)
    judged.qtbot.wait(50)
    assert not path.exists()
    assert judged.window.printing.dialog is None
    dialog, printer = _printer(judged, monkeypatch, path)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    dialog.finished.emit(QDialog.DialogCode.Accepted)
    judged.qtbot.waitUntil(judged.window.status.isVisible, timeout=TIMEOUT_MS)
    pages = pdf_pages(path.read_bytes())
    assert len(pages) == 1
    assert "Page2of" in pages[0]


def test_where_pages_cannot_be_set_it_is_said_and_can_be_tried_again(
    judged: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "printed.pdf"
    dialog, _ = _printer(judged, monkeypatch, path)
    with monkeypatch.context() as broken:
        broken.setattr(print_jobs, "set_pages", _fail)
        dialog.finished.emit(QDialog.DialogCode.Accepted)
        judged.qtbot.waitUntil(judged.window.status.isVisible, timeout=TIMEOUT_MS)
    assert judged.window.status.title == "It was not printed."
    judged.window.clear_status()
    dialog, _ = _printer(judged, monkeypatch, path)
    dialog.finished.emit(QDialog.DialogCode.Accepted)
    judged.qtbot.waitUntil(judged.window.status.isVisible, timeout=TIMEOUT_MS)
    assert judged.window.status.title == "Printed."


def _fail(*_arguments: object) -> None:
    raise OSError("no pages today")


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_told(
    judged: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dialog, _ = _printer(judged, monkeypatch, tmp_path / "gone" / "printed.pdf")
    dialog.finished.emit(QDialog.DialogCode.Accepted)
    judged.qtbot.waitUntil(judged.window.status.isVisible, timeout=TIMEOUT_MS)
    assert judged.window.status.title == "It was not printed."
    assert "as a PDF" in judged.window.status.body
