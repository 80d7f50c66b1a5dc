"""The web page of a verdict in a browser: how wide it is, what it asks for, what it looks like, what it prints."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests import page_cases
from tests.browser import Browser, chromium
from tests.example_charts import charted
from tests.example_report import good_report
from tests.pdf_text import pdf_pages, squashed
from unwrapped_desktop.domain.figures import write_cell
from unwrapped_desktop.domain.palette import DARK, LIGHT
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.sharing.page import verdict_page

PROGRAM = chromium()
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium is installed")

NAMES = ("model", "hard", "hardened", "sample-ranked", "abstaining", "short")
WIDE_AS_THE_WINDOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
STICKING_OUT = """
[...document.querySelectorAll('body *')]
    .filter(one => !one.closest('svg, .scroll, .unseen, dt') && one.getClientRects().length)
    .filter(one => { const at = one.getBoundingClientRect(); return at.right > innerWidth + .5 || at.left < -.5; })
    .map(one => one.outerHTML.slice(0, 90))
"""
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a browser that all tests here share."""
    assert PROGRAM is not None
    with Browser(PROGRAM) as opened:
        yield opened


def _written(folder: Path, report: Report) -> Path:
    page = folder / "verdict.html"
    page.write_bytes(verdict_page(report))
    return page


@pytest.mark.parametrize("name", NAMES)
def test_fits_every_window_whatever_the_names(browser: Browser, tmp_path: Path, name: str) -> None:
    page = _written(tmp_path, page_cases.LISTENERS[name]())
    for width in (320, 390, 700, 1000, 1280):
        browser.open(page, width=width)
        browser.evaluate(OPEN_ALL)
        assert browser.evaluate(WIDE_AS_THE_WINDOW) == 0, width
        assert browser.evaluate(STICKING_OUT) == [], width


def test_asks_for_nothing_and_complains_of_nothing(browser: Browser, tmp_path: Path) -> None:
    page = _written(tmp_path, charted(good_report()))
    browser.open(page, width=1280)
    browser.evaluate(OPEN_ALL)
    browser.picture()
    assert browser.requests[0] == page.as_uri()
    assert [
        address[:16] for address in browser.requests[1:] if not address.startswith("data:font/woff2;")
    ] == []
    assert browser.complaints == []
    faces = browser.evaluate("[...document.fonts].map(face => face.status)")
    assert faces == ["loaded"] * 6


def test_no_script_runs_on_it(browser: Browser, tmp_path: Path) -> None:
    page = _written(tmp_path, good_report())
    page.write_bytes(page.read_bytes().replace(b"</main>", b"<script>document.title = 'ran'</script></main>"))
    browser.open(page, width=390)
    assert browser.evaluate("document.title") != "ran"
    assert any("Content Security Policy" in complaint for complaint in browser.complaints)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_looks_like_something_in_the_colours_asked_for(
    browser: Browser, tmp_path: Path, width: int, dark: bool
) -> None:
    browser.open(_written(tmp_path, charted(good_report())), width=width, dark=dark)
    picture = QImage.fromData(browser.picture())
    assert picture.width() == width
    assert picture.height() > 3_000
    tokens = DARK if dark else LIGHT
    assert picture.pixelColor(2, picture.height() // 2).name().upper() == tokens.paper
    seen = {picture.pixelColor(x, y).name().upper() for y in range(0, 1_200, 2) for x in range(0, width, 2)}
    assert {tokens.ink, tokens.accent, tokens.receipt, tokens.rule} <= seen


def test_a_number_leads_to_its_receipt_which_opens(browser: Browser, tmp_path: Path) -> None:
    page = _written(tmp_path, good_report())
    browser.open(page, width=390, anchor="receipt-5-row-1")
    assert browser.evaluate("document.getElementById('receipt-5').open")
    assert browser.evaluate("document.getElementById('receipt-4').open") is False
    line = browser.evaluate(
        "(({top, bottom}) => top >= 0 && bottom <= innerHeight)(document.getElementById('receipt-5-row-1').getBoundingClientRect())"
    )
    assert line


def test_receipts_lie_beside_the_page_where_there_is_room(browser: Browser, tmp_path: Path) -> None:
    page = _written(tmp_path, good_report())
    places = "['.said', '.slips'].map(one => (({left, top, bottom, right}) => ({left, top, bottom, right}))(document.querySelector(one).getBoundingClientRect()))"
    browser.open(page, width=1280)
    said, slips = browser.evaluate(places)
    assert slips["left"] > said["right"]
    assert abs(slips["top"] - said["top"]) < 12
    browser.open(page, width=390)
    said, slips = browser.evaluate(places)
    assert slips["top"] > said["bottom"]
    assert slips["left"] == said["left"]


@pytest.mark.parametrize("letter", [False, True], ids=["a4", "letter"])
def test_prints_every_receipt_and_no_blank_page(browser: Browser, tmp_path: Path, letter: bool) -> None:
    report = charted(good_report())
    browser.open(_written(tmp_path, report), width=1280)
    printed = browser.printed(letter=letter)
    pages = pdf_pages(printed)
    assert (
        len(pages) == len(re.findall(rb"/Type /Page\b", printed)) > 1
    )  # a page without any text is none of the former
    assert all(len(page) > 20 for page in pages)
    text = "".join(pages)
    assert squashed(report.verdict.label) in text
    for remark in report.verdict.remarks:
        assert squashed(remark.text)[:24] in text
        for name in remark.receipts:
            for cell in (*report.receipt(name).rows, *report.receipt(name).totals):
                assert squashed(write_cell(cell)) in text
    assert "https:" not in text
