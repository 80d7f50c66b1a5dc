"""A second opinion from a stranger's file is shown only where it holds together."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.example_report import good_report
from tests.screen_wrapped import reviewed_report
from unwrapped_desktop.domain.report import Report, WrappedOpinion
from unwrapped_desktop.domain.report_check import is_sound
from unwrapped_desktop.domain.wrapped import LISTED_MOST, YEARS_MOST, ReviewedYear


def with_year(**changes: Any) -> Report:
    report = reviewed_report()
    assert report.wrapped is not None
    (first, *others) = report.wrapped.years
    years = (replace(first, **changes), *others)
    return replace(report, wrapped=replace(report.wrapped, years=years))


def year() -> ReviewedYear:
    report = reviewed_report()
    assert report.wrapped is not None
    return report.wrapped.years[0]


def opinion() -> WrappedOpinion:
    report = reviewed_report()
    assert report.wrapped is not None
    return report.wrapped


def test_what_the_program_makes_is_sound() -> None:
    assert is_sound(reviewed_report())
    assert is_sound(with_year())


def test_two_reviews_of_one_year_and_years_out_of_order_are_not() -> None:
    first, second = opinion().years
    for years in ((first, first), (second, first), (), (first,) * (YEARS_MOST + 1)):
        assert not is_sound(replace(reviewed_report(), wrapped=replace(opinion(), years=years)))


@pytest.mark.parametrize("part", ["songs", "artists"])
def test_lists_that_are_endless_or_out_of_order_are_not(part: str) -> None:
    whole = getattr(year(), part)
    spoiled = [
        replace(whole, listed=whole.listed[::-1]),
        replace(whole, length=len(whole.listed) - 1),
        replace(whole, unknown=whole.length + 1),
        replace(whole, counted=whole.counted * LISTED_MOST),
        replace(whole, length=10**9),
    ]
    for each in spoiled:
        assert not is_sound(with_year(**{part: each}))


def test_a_year_that_ends_before_it_begins_is_not() -> None:
    then = year().then
    assert then is not None
    assert not is_sound(with_year(then=replace(then, last=date(2001, 1, 1))))


def test_nothing_compared_without_a_reason_is_not() -> None:
    assert not is_sound(with_year(then=None))
    assert is_sound(with_year(then=None, whole=None, reason="The record does not hold all of it."))


def test_a_line_on_a_receipt_that_is_not_there_is_not() -> None:
    assert not is_sound(replace(reviewed_report(), wrapped=replace(opinion(), receipts=())))
    assert not is_sound(replace(good_report(), wrapped=replace(opinion(), receipts=opinion().receipts[:1])))


def test_endless_names_are_not() -> None:
    found = year().weeks_songs
    assert not is_sound(with_year(weeks_songs=(replace(found[0], name="x" * 20_001),)))
    assert not is_sound(with_year(weeks_songs=found * 9))
