"""Foreign strings: isolated, plain, on one line, and mapped back to the remark's own text."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import example_report as example
from unwrapped_desktop.domain.report import Claim
from unwrapped_desktop.ui.text import (
    FSI,
    PDI,
    bare,
    button_text,
    can_slant,
    clean,
    display_remark,
    isolate,
    safe_file_name,
    tooltip_text,
)


@given(st.text())
def test_a_cleaned_name_is_one_line_without_direction_controls(name: str) -> None:
    cleaned = clean(name)
    assert not set(cleaned) & set("\n\r\t\x00\u2028\u202e\u2066\u2068\u2069\u200f")


@given(st.text())
def test_an_isolated_name_closes_what_it_opens(name: str) -> None:
    shown = isolate(name)
    assert shown.startswith(FSI)
    assert shown.endswith(PDI)
    assert shown.count(FSI) == shown.count(PDI) == 1


@given(st.text(max_size=400))
def test_a_file_name_is_taken_by_every_file_system(name: str) -> None:
    made = safe_file_name(name, suffix=".png")
    assert made.endswith(".png")
    assert len(made.encode()) <= 255
    assert not set(made) & set('<>:"/\\|?*\n ')
    assert made.split(".")[0].upper() not in {"CON", "NUL", "COM1", ""}


@pytest.mark.parametrize("name", ["CON", "nul.txt", "...", "", "COM1", "  "])
def test_reserved_names_are_replaced(name: str) -> None:
    assert safe_file_name(name, suffix=".png") == "unwrapped.png"


def test_buttons_and_tool_tips_show_what_they_are_given() -> None:
    assert button_text("R&B") == "R&&B"
    assert tooltip_text("<b>x</b>") == "<p>&lt;b&gt;x&lt;/b&gt;</p>"


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Kuru Yaprak", True), ("Группа крови", True), ("いきのこり", False), ("نسم", False), ("1999", True)],
)
def test_only_scripts_with_italics_are_slanted(title: str, *, expected: bool) -> None:
    assert can_slant(title) is expected


def test_a_remark_is_shown_with_isolated_names_and_slanted_titles() -> None:
    report = example.good_report()
    receipts = {receipt.id: receipt for receipt in report.receipts}
    remark = next(r for r in report.verdict.remarks if r.text.startswith("Low Bridge"))
    shown = display_remark(remark, receipts)
    assert bare(shown.text) == remark.text
    slanted = [shown.text[a:b] for a, b in shown.italics]
    assert [bare(text) for text in slanted] == ["Low Bridge", "Tidewater"]


def test_titles_in_other_scripts_are_quoted() -> None:
    report = example.cjk_report()
    receipts = {receipt.id: receipt for receipt in report.receipts}
    shown = display_remark(report.verdict.remarks[0], receipts)
    assert shown.italics == ()
    assert bare(shown.text).startswith("“いきのこり●ぼくら” has started")


@pytest.mark.parametrize(
    "make", [example.good_report, example.rtl_report, example.cjk_report, example.long_names_report]
)
def test_every_character_is_found_again(make: object) -> None:
    report = make()  # type: ignore[operator]
    receipts = {receipt.id: receipt for receipt in report.receipts}
    for remark in report.verdict.remarks:
        shown = display_remark(remark, receipts)
        found = "".join(shown.text[shown.place(index)] for index in range(len(remark.text)))
        assert found == remark.text
        assert len(shown.positions) == len(remark.text) + 1


def test_claims_outside_the_text_are_left_alone() -> None:
    report = example.good_report()
    broken = Claim(start=90, end=10_000, kind="name", receipt="intro", part="rows", index=0, field="value")
    remark = replace(report.verdict.remarks[0], claims=(broken,))
    shown = display_remark(remark, {receipt.id: receipt for receipt in report.receipts})
    assert shown.text == remark.text


@pytest.mark.parametrize("make", [example.good_report, example.rtl_report, example.long_names_report])
def test_example_claims_are_true(make: object) -> None:
    """The examples are what a critic would write: each quoted name or figure stands in its cell."""
    report = make()  # type: ignore[operator]
    for remark in report.verdict.remarks:
        for claim in remark.claims:
            receipt = report.receipt(claim.receipt)
            cell = (receipt.rows if claim.part == "rows" else receipt.totals)[claim.index]
            quoted = remark.text[claim.start : claim.end]
            if claim.kind == "name":
                assert quoted == (cell.value if claim.field == "value" else cell.label)
            elif quoted.replace(",", "").isdigit():
                assert int(quoted.replace(",", "")) == cell.value


def test_a_name_is_not_broken_at_its_hyphen() -> None:
    report = example.named_report("Ostkai", "A-Punk")
    receipts = {receipt.id: receipt for receipt in report.receipts}
    shown = display_remark(report.verdict.remarks[0], receipts)
    assert "A-\u2060Punk" in shown.text
    assert "A-Punk" in bare(shown.text)
    assert shown.text[shown.place(2)] == "P"
