"""Share cards: exact sizes, RGB, stable bytes, nothing clipped, nothing that must stay at home."""

import struct
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from tests import example_report as example
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.ui.card_choice import card_receipt, default_remark, is_shareable
from unwrapped_desktop.ui.figures import write_cell
from unwrapped_desktop.ui.receipt_layout import ReceiptLayout, ReceiptStyle
from unwrapped_desktop.ui.share_card import (
    CARD_FORMATS,
    CARD_STYLES,
    CardStyle,
    card_png,
    card_text,
    paint_card,
)
from unwrapped_desktop.ui.theme import Face, Theme, make_font
from unwrapped_desktop.ui.tokens import contrast_ratio

FORMATS = pytest.mark.parametrize("name", list(CARD_FORMATS))
REPORTS = pytest.mark.parametrize(
    "make",
    [
        example.good_report,
        example.sample_report,
        example.long_names_report,
        example.rtl_report,
        example.cjk_report,
        example.short_report,
        example.unshareable_report,
    ],
)
ROOT = Path(__file__).resolve().parents[3]


def _png_header(png: bytes) -> tuple[int, int, int, int]:
    width, height, depth, colour_type = struct.unpack(">IIBB", png[16:26])
    return width, height, depth, colour_type


@FORMATS
@REPORTS
def test_cards_are_exact_rgb_pictures(theme: Theme, name: str, make: Callable[[], Report]) -> None:
    png = card_png(make(), name)
    size = CARD_FORMATS[name]
    assert _png_header(png) == (size.width, size.height, 8, 2)
    assert len(png) < 2_000_000
    assert b"tEXt" not in png


@FORMATS
@pytest.mark.parametrize("style", CARD_STYLES)
def test_cards_are_the_same_bytes_every_time(theme: Theme, name: str, style: CardStyle) -> None:
    report = example.good_report()
    assert card_png(report, name, style=style) == card_png(report, name, style=style)


@FORMATS
@REPORTS
def test_the_margins_stay_free(theme: Theme, name: str, make: Callable[[], Report]) -> None:
    image = paint_card(make(), name)
    size = CARD_FORMATS[name]
    ground = image.pixel(0, 0)
    free = [
        (0, 0, size.width, size.top - 1),
        (0, size.height - size.bottom + 4, size.width, size.bottom - 4),
        # Letters of some scripts reach a little over the place they start at.
        (0, 0, size.side - 6, size.height),
        (size.width - size.side + 6, 0, size.side - 6, size.height),
    ]
    for left, top, width, height in free:
        assert _is_flat(image.copy(left, top, width, height), ground)


def _is_flat(image: QImage, ground: int) -> bool:
    expected = QImage(image.size(), QImage.Format.Format_RGB32)
    expected.fill(ground)
    return image == expected


def test_a_story_keeps_the_room_that_the_app_takes() -> None:
    story = CARD_FORMATS["story"]
    assert story.top >= 250
    assert story.bottom >= 280


def test_the_best_shareable_remark_is_quoted() -> None:
    report = example.good_report()
    assert default_remark(report) == 2
    assert report.verdict.remarks[2].text in card_text(report)


def test_exact_hours_and_long_titles_stay_at_home() -> None:
    report = example.good_report()
    assert not is_shareable(report, report.verdict.remarks[3])
    long = example.long_names_report()
    assert not is_shareable(long, long.verdict.remarks[0])


def test_an_exact_hour_stays_at_home_even_if_its_receipt_forgot_to_say_so() -> None:
    report = example.good_report()
    open_all = replace(report, receipts=tuple(replace(r, shareable=True) for r in report.receipts))
    assert not is_shareable(open_all, report.verdict.remarks[3])


def test_a_remark_that_must_stay_is_refused(theme: Theme) -> None:
    with pytest.raises(ValueError, match="may not go on a card"):
        paint_card(example.good_report(), "story", remark_index=3)


def test_nothing_shareable_leaves_label_and_charge(theme: Theme) -> None:
    report = example.unshareable_report()
    assert default_remark(report) is None
    assert report.verdict.charge in card_text(report)
    assert not paint_card(report, "square").isNull()


def test_the_receipt_on_a_card_holds_three_to_five_lines_and_the_quoted_ones() -> None:
    report = example.good_report()
    for remark in report.verdict.remarks:
        shown = card_receipt(report, remark)
        assert shown is not None
        assert 1 <= len(shown.rows) + len(shown.totals) <= 5
    quoted = card_receipt(report, report.verdict.remarks[2])
    assert quoted is not None
    assert {cell.label for cell in quoted.rows} >= {"started", "finished"}


def test_a_figure_stands_beside_its_label_where_both_fit(theme: Theme) -> None:
    style = ReceiptStyle(
        title=make_font(Face.TEXT, 20),
        text=make_font(Face.MONO, 20),
        note=make_font(Face.MONO, 16),
        ink=QColor("black"),
        quiet=QColor("black"),
        leader=QColor("black"),
    )

    def height(name: str) -> float:
        one = example.receipt("one", "", [example.cell("artist", name, "artist")])
        return ReceiptLayout((one,), width=400, style=style, with_population=False).height

    assert height("Long Name of an Artist") == height("Feist")
    assert height("Much Longer Name of an Artist") > height("Feist")


def test_minutes_are_said_once() -> None:
    assert write_cell(example.cell("longest gap, minutes", 3, "minutes")) == "3"
    assert write_cell(example.cell("give or take", 3, "minutes")) == "3\u00a0min"


def test_samples_are_marked(theme: Theme) -> None:
    known, sample = example.known_report(), example.sample_report()
    assert paint_card(known, "story") != paint_card(sample, "story")


@pytest.mark.parametrize(
    ("text", "ground"), [("#FFF7EC", "#BF2D17"), ("#161412", "#F5F0E6"), ("#F4ECDD", "#141210")]
)
def test_card_colours_have_enough_contrast(text: str, ground: str) -> None:
    assert contrast_ratio(text, ground) >= 4.5


def test_a_card_needs_no_window() -> None:
    """The command line paints cards with a QGuiApplication alone."""
    code = (
        "from PySide6.QtGui import QGuiApplication\n"
        "app = QGuiApplication([])\n"
        "from tests.example_report import good_report\n"
        "from unwrapped_desktop.ui.share_card import card_png\n"
        "import hashlib; print(hashlib.sha256(card_png(good_report(), 'square')).hexdigest())\n"
    )
    command = [sys.executable, "-c", code]
    runs = [
        subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)  # noqa: S603
        for _ in range(2)
    ]
    assert runs[0].stdout == runs[1].stdout
    assert len(runs[0].stdout.strip()) == 64
