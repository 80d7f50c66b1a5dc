"""What about a record matters enough to stop for before the verdict. Free of NumPy.

Podcasts, audiobooks, duplicates, account data beside extended history and a few malformed rows are how every export is:
they are counted, and nobody is stopped for them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from unwrapped_desktop.domain.forensics import FileReading, FileStatus, Gap
from unwrapped_desktop.domain.report import RecordSummary, summed_gaps

BUSY_MONTH_ROWS = 30
"""From a row a day on, a month without any is more likely a missing file than a quiet month."""

LONG_GAP_MONTHS = 6
"""A hole of half a year is worth a question, however little somebody listens."""

PARTLY_RATIO = 0.01
"""Up to one malformed row in a hundred of a file is dirt; more is damage."""

UNUSABLE_RATIO = 0.1
"""About one row in twenty has no title in real exports; twice that is not ordinary any more."""

SHORT_SPAN_DAYS = 90
"""Account data alone covers a year: less than a quarter of it is seldom all there is."""


class ConcernKind(StrEnum):
    """What may be wrong, the gravest first."""

    FILES_REFUSED = "files_refused"
    FILES_MISSING = "files_missing"
    MONTHS_MISSING = "months_missing"
    FILES_PARTLY = "files_partly"
    UNUSABLE_ROWS = "unusable_rows"
    SHORT_SPAN = "short_span"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """One thing that a person should know before the verdict.

    Attributes:
        kind: What it is.
        count: How many files, months, rows or days it is about, as the kind says; above 0, for a span from 0.
        files: The files that were refused, or read in part.
        names: Names of the files that are likely missing.
        gaps: The months without data.
        share_ratio: Share of rows that cannot be used, 0 to 1; None for every other kind.
    """

    kind: ConcernKind
    count: int
    files: tuple[FileReading, ...] = ()
    names: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    share_ratio: float | None = None


def concerns(record: RecordSummary) -> tuple[Concern, ...]:
    """Return what is worth stopping for, the gravest first; empty for an ordinary export."""
    return tuple(_found(record))


def unusable_rows(record: RecordSummary) -> int:
    """Return how many rows say nothing that could be counted: malformed, or without a title."""
    return record.set_aside.malformed + record.set_aside.no_metadata


def unusable_ratio(record: RecordSummary) -> float:
    """Return the share of rows that say nothing, 0 to 1; 0 for a record without rows."""
    return unusable_rows(record) / max(1, record.rows_total)


def _found(record: RecordSummary) -> Iterator[Concern]:
    refused = _with_status(record, FileStatus.REFUSED)
    if refused:
        yield Concern(kind=ConcernKind.FILES_REFUSED, count=len(refused), files=refused)
    missing = record.missing_files
    if missing:
        yield Concern(kind=ConcernKind.FILES_MISSING, count=len(missing), names=missing)
    gaps = _telling_gaps(record)
    if gaps:
        yield Concern(kind=ConcernKind.MONTHS_MISSING, count=summed_gaps(gaps), gaps=gaps)
    partly = _with_status(record, FileStatus.PARTLY)
    if _is_damaged(record, partly):
        yield Concern(kind=ConcernKind.FILES_PARTLY, count=len(partly), files=partly)
    share_ratio = unusable_ratio(record)
    if share_ratio > UNUSABLE_RATIO:
        unusable = unusable_rows(record)
        yield Concern(kind=ConcernKind.UNUSABLE_ROWS, count=unusable, share_ratio=share_ratio)
    span_days = _span_days(record)
    if span_days is not None and span_days < SHORT_SPAN_DAYS:
        yield Concern(kind=ConcernKind.SHORT_SPAN, count=span_days)


def _with_status(record: RecordSummary, status: FileStatus) -> tuple[FileReading, ...]:
    return tuple(reading for reading in record.files if reading.status == status)


def _telling_gaps(record: RecordSummary) -> tuple[Gap, ...]:
    """Return the gaps that are no mere quiet months: all of them where months are busy, else the long ones."""
    if _rows_a_month(record) >= BUSY_MONTH_ROWS:
        return record.gaps
    return tuple(gap for gap in record.gaps if summed_gaps((gap,)) >= LONG_GAP_MONTHS)


def _rows_a_month(record: RecordSummary) -> float:
    """Return how many rows a month with data has on average."""
    first, last = record.first_play_at, record.last_play_at
    if first is None or last is None:
        return 0.0
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return record.rows_used / max(1, months - summed_gaps(record.gaps))


def _is_damaged(record: RecordSummary, partly: tuple[FileReading, ...]) -> bool:
    rows = sum(reading.rows for reading in partly)
    return record.set_aside.malformed > PARTLY_RATIO * rows if partly else False


def _span_days(record: RecordSummary) -> int | None:
    """Return the days from the first play to the last; None where a record has no times."""
    if record.first_play_at is None or record.last_play_at is None:
        return None
    return (record.last_play_at - record.first_play_at).days
