"""How long a report from elsewhere may be: names are cut where they are shown, sentences are refused that nobody said."""

from dataclasses import replace

import pytest

from tests import example_report as example
from tests.example_charts import charted
from tests.hostile_report import ENDLESS, hostile_report
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.report_check import PAGE_MAX, SENTENCE_MAX, TEXT_MAX, is_sound


def _said(text: str, count: int = 1) -> Report:
    report = example.good_report()
    first = replace(report.verdict.remarks[0], text=text, claims=())
    return replace(report, verdict=replace(report.verdict, remarks=(first,) * count))


def _labelled(text: str) -> Report:
    report = example.good_report()
    return replace(report, verdict=replace(report.verdict, label=text, charge=text))


def _abstaining(text: str) -> Report:
    report = example.abstaining_report()
    return replace(report, axes=tuple(replace(one, reason=text) for one in report.axes))


def test_a_name_may_be_endless_and_not_without_end() -> None:
    assert is_sound(charted(names=(ENDLESS, "Ostkai")))
    assert not is_sound(charted(names=("x" * (TEXT_MAX + 1), "Ostkai")))
    assert is_sound(hostile_report(5))


@pytest.mark.parametrize("make", [_said, _labelled, _abstaining])
def test_a_sentence_has_an_end(make: object) -> None:
    assert is_sound(make("x" * SENTENCE_MAX))  # type: ignore[operator]
    assert not is_sound(make("x" * (SENTENCE_MAX + 1)))  # type: ignore[operator]


def test_a_page_is_read_in_one_go() -> None:
    assert is_sound(_said("x" * SENTENCE_MAX, PAGE_MAX // SENTENCE_MAX))
    assert not is_sound(_said("x" * SENTENCE_MAX, PAGE_MAX // SENTENCE_MAX + 1))
