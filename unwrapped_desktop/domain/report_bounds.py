"""The bounds of a report's smaller parts: moments, months, scores and lists as they can be, whoever wrote them."""

import re
from collections.abc import Iterable
from datetime import datetime
from math import isfinite

from unwrapped_desktop.domain.era import Era
from unwrapped_desktop.domain.report import AxisScore, Fact, RecordSummary, Report

FIRST_YEAR, LAST_YEAR = 1970, 9000
"""Nothing was ever streamed before; after it, calendars run out while they are counted in."""

GAPS_MAX, ERAS_MAX, NAMES_MAX = 1_200, 100, 200
"""Far more than any report of ours has."""

COUNT_MAX = 2**53
"""Larger figures are no longer told apart when they are drawn."""

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def is_within_bounds(report: Report) -> bool:
    """Whether every moment, month, score and list of a report is one that can be counted with and drawn."""
    record = report.record
    moments = (report.created_at, record.first_play_at, record.last_play_at)
    return (
        all(moment is None or _is_moment(moment) for moment in moments)
        and _is_record(record)
        and len(report.eras.eras) <= ERAS_MAX
        and all(_is_era(era) for era in report.eras.eras)
        and all(_is_axis(axis) for axis in report.axes)
        and all(_is_fact(fact) for fact in report.facts)
    )


def bounded_texts(report: Report) -> Iterable[str]:
    """Return what is written in these parts, for whoever asks how long it is."""
    made = report.provenance
    yield from (made.app_version, made.engine_version, made.reference_version, made.seed, made.timezone)
    for fact in report.facts:
        yield from (fact.id, str(fact.value), fact.reason or "")
    for axis in report.axes:
        yield from (axis.id, axis.reason or "", axis.computed or "")
        yield from (pull.name for pull in axis.pulls)
        yield axis.measure.what if axis.measure is not None else ""
    for era in report.eras.eras:
        yield era.title
        yield from (one.name for one in era.artists)
        yield from (one.name for one in (*era.risen, *era.fallen))
    yield from (page.name for page in report.spotify_pages)
    yield from (file.name for file in report.record.files)


def _is_moment(moment: datetime) -> bool:
    return moment.tzinfo is not None and FIRST_YEAR <= moment.year <= LAST_YEAR


def _is_record(record: RecordSummary) -> bool:
    first, last = record.first_play_at, record.last_play_at
    counts = (
        record.rows_total,
        record.rows_used,
        record.plays,
        record.played_ms,
        record.artists,
        record.tracks,
        record.set_aside.total,
    )
    return (
        all(_is_count(count) for count in counts)
        and (first is None or last is None or first <= last)
        and len(record.gaps) <= GAPS_MAX
        and all(_are_months(gap.first_month, gap.last_month) for gap in record.gaps)
    )


def _is_count(count: int) -> bool:
    return 0 <= count <= COUNT_MAX


def _are_months(first: str, last: str) -> bool:
    are_written_so = all(_MONTH.fullmatch(month) for month in (first, last))
    return are_written_so and f"{FIRST_YEAR}" <= first[:4] and first <= last and last[:4] <= f"{LAST_YEAR}"


def _is_era(era: Era) -> bool:
    names = len(era.artists) + len(era.risen) + len(era.fallen)
    counts = (era.plays, era.months, era.missing_months)
    return (
        _are_months(era.first_month, era.last_month)
        and names <= NAMES_MAX
        and all(_is_count(count) for count in counts)
    )


def _is_axis(axis: AxisScore) -> bool:
    """Whether a score lies between its poles, and its interval about it the right way round."""
    ends = (axis.low, axis.value, axis.high)
    known = [end for end in ends if end is not None]
    return (
        all(0 <= end <= 1 for end in known)
        and known == sorted(known)
        and 0 <= axis.coverage_ratio <= 1
        and _is_count(axis.sample)
        and len(axis.pulls) <= NAMES_MAX
    )


def _is_fact(fact: Fact) -> bool:
    is_figure = isinstance(fact.value, int | float)
    return _is_count(fact.sample) and (not is_figure or _is_figure(fact.value))


def _is_figure(value: object) -> bool:
    return isinstance(value, int | float) and isfinite(value) and abs(value) <= COUNT_MAX
