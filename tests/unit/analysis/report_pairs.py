"""Pairs of reports made by hand, alike but for what a test is about."""

from dataclasses import replace
from typing import Any

from tests import example_report
from unwrapped_desktop.analysis.comparison import compare_reports
from unwrapped_desktop.domain.comparison import (
    Comparison,
    FactMove,
)
from unwrapped_desktop.domain.report import AxisScore, Fact, Report, Value

BASE = example_report.known_report()


def fact(fact_id: str, value: Value | None, unit: str = "count", reason: str | None = None) -> Fact:
    available = value is not None
    return Fact(id=fact_id, value=value, unit=unit, sample=100, available=available, reason=reason)


def with_facts(*facts: Fact) -> Report:
    return replace(BASE, facts=facts)


def moved(before: Fact, after: Fact) -> FactMove:
    (move,) = compare_reports(with_facts(before), with_facts(after)).facts
    return move


def axis(value: float | None, low: float | None = None, high: float | None = None, **other: Any) -> AxisScore:
    return AxisScore(
        id=other.pop("id", "mainstream"),
        value=value,
        low=low,
        high=high,
        coverage_ratio=0.8,
        sample=1_000,
        **other,
    )


def axis_pair(before: AxisScore, after: AxisScore) -> Comparison:
    return compare_reports(replace(BASE, axes=(before,)), replace(BASE, axes=(after,)))
