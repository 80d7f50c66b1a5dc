"""The words of the web page are those of the window: figures, dates, scores, the account, lines with their titles."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import example_report as example
from tests import page_cases
from unwrapped_desktop.domain.forensics import Gap, SetAside
from unwrapped_desktop.domain.report import AxisScore, Measure, Report
from unwrapped_desktop.domain.text import one_line
from unwrapped_desktop.sharing.page import figures, record_words, score_words
from unwrapped_desktop.sharing.page.text import can_slant, is_named_after_title, runs_of
from unwrapped_desktop.ui import axis_words, receipt_layout, text, then_and_now_words
from unwrapped_desktop.ui import figures as window_figures
from unwrapped_desktop.ui import record_words as window_record

AXES = (
    "mainstream",
    "acclaim",
    "explorer_loyalist",
    "grazer_obsessive",
    "day_night",
    "finisher_skipper",
    "album_shuffle",
    "current_nostalgic",
    "broad_narrow",
    "made_up",
)
SHARES = st.floats(0, 1)
MONTHS = st.dates(date(2006, 1, 1), date(2030, 12, 31)).map(lambda day: f"{day:%Y-%m}")
REPORTS = tuple(name for name in page_cases.LISTENERS if not name.startswith("sample-"))


@given(days=st.tuples(st.dates(date(2006, 1, 1)), st.dates(date(2006, 1, 1))).map(sorted))
def test_dates(days: list[date]) -> None:
    first, last = days
    assert figures.write_date(first) == window_figures.write_date(first)
    assert figures.write_span(first, last) == window_figures.write_span(first, last)


@given(number=st.integers(0, 10**7))
def test_counted_nouns(number: int) -> None:
    assert figures.amount(number, "play") == window_figures.count_noun(number, "play")


@given(gaps=st.lists(st.tuples(MONTHS, MONTHS).map(sorted), min_size=1, max_size=9))
def test_gaps(gaps: list[list[str]]) -> None:
    made = tuple(Gap(first_month=first, last_month=last) for first, last in gaps)
    assert record_words.gaps_text(made) == window_record.gaps_text(made)


@st.composite
def _axes(draw: st.DrawFn) -> AxisScore:
    low, value, high = sorted(draw(st.tuples(SHARES, SHARES, SHARES)))
    is_ruling = draw(st.booleans())
    measure = Measure(
        what="artists",
        value=9.87,
        low=1,
        high=12,
        expected=44.4,
        unit=draw(st.sampled_from(("count", "percent"))),
    )
    return AxisScore(
        id=draw(st.sampled_from(AXES)),
        value=value if is_ruling else None,
        low=low if is_ruling else None,
        high=high if is_ruling else None,
        coverage_ratio=draw(SHARES),
        sample=draw(st.integers(0, 10**6)),
        reason=None if is_ruling else draw(st.sampled_from((None, "Too little.", "No ruling. Too little."))),
        measure=draw(st.sampled_from((None, measure))),
    )


@given(axis=_axes(), with_sample=st.booleans())
def test_scores(axis: AxisScore, with_sample: bool) -> None:
    assert score_words.is_mission_axis(axis) == axis_words.is_mission_axis(axis)
    assert score_words.pole_titles(axis) == axis_words.pole_titles(axis)
    assert score_words.axis_sentence(axis) == axis_words.axis_sentence(axis)
    assert axis_words.axis_figures(axis).startswith(score_words.axis_figures(axis))
    assert score_words.axis_receipt(axis, with_sample=with_sample) == axis_words.axis_receipt(
        axis, with_sample=with_sample
    )


@given(counts=st.lists(st.integers(0, 9), min_size=7, max_size=7), is_of_lists=st.booleans())
def test_the_account(counts: list[int], is_of_lists: bool) -> None:
    record = replace(
        example.good_report().record,
        kind="top_lists" if is_of_lists else "history",
        set_aside=SetAside(*())
        if not any(counts)
        else SetAside(**dict(zip(SetAside.__slots__, counts, strict=True))),
        files=(),
        last_play_at=datetime(2026, 11, 20, 23, 30, tzinfo=UTC),
    )
    zone = "Asia/Tokyo"
    assert record_words.record_lines(record, zone) == (
        window_record.span_lines(record, zone),
        window_record.account_lines(record),
        window_record.outcome_lines(record),
    )


def test_eras() -> None:
    for era in page_cases.hard_report().eras.eras:
        assert tuple(map(record_words.defining_line, era.artists)) == then_and_now_words.defining_lines(era)
        assert tuple(map(record_words.change_line, era.risen)) == then_and_now_words.change_lines(era.risen)
        assert " ".join(record_words.era_hints(era)) == then_and_now_words.era_hints(era)


@pytest.mark.parametrize("name", REPORTS)
def test_receipts_and_lines(name: str) -> None:
    report = page_cases.LISTENERS[name]()
    for receipt in report.receipts:
        assert figures.counted_line(receipt) == receipt_layout.population_line(receipt)
        assert is_named_after_title(receipt) == receipt_layout.is_named_after_title(receipt)
    _lines_are_dressed_alike(report)


def _lines_are_dressed_alike(report: Report) -> None:
    by_id = {receipt.id: receipt for receipt in report.receipts}
    for remark in report.verdict.remarks:
        runs = runs_of(remark, by_id, {})
        quoted = "".join(f"“{run.text}”" if run.kind == "quoted" else run.text for run in runs)
        shown = text.display_remark(remark, by_id)
        assert one_line(quoted) == one_line(text.bare(shown.text))
        slanted = [one_line(text.bare(shown.text[start:end])) for start, end in shown.italics]
        assert [one_line(run.text) for run in runs if run.kind == "title"] == slanted


@given(title=st.text(max_size=12))
def test_italics(title: str) -> None:
    assert can_slant(title) == text.can_slant(title)
