"""What the account of a record says: its lines, its gaps, what is worth stopping for, what an export added.

Foreign names are isolated here; dates are those of the time zone that the verdict counts in.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from unwrapped_desktop.domain.addition import Addition, AdditionKind
from unwrapped_desktop.domain.concerns import Concern, ConcernKind, unusable_ratio
from unwrapped_desktop.domain.forensics import FileReading, FileStatus, Gap
from unwrapped_desktop.domain.report import Cell, RecordSummary, Report, summed_gaps
from unwrapped_desktop.ui.figures import (
    count_noun,
    write_count,
    write_date,
    write_month,
    write_percent,
    write_span,
)
from unwrapped_desktop.ui.text import clean, isolate

REASONS = (
    ("malformed", "malformed"),
    ("podcast", "podcasts"),
    ("audiobook", "audiobooks"),
    ("no_metadata", "no title"),
    ("duplicate", "seen twice"),
    ("superseded", "also in the extended files"),
    ("excluded", "left out by you"),
)
"""Why a row was set aside, as the field of `SetAside` and as words, in the order in which reasons are tried."""

_LONGEST_LIST = 6
_LONGEST_FILE_LIST = 2
_LONGEST_NAME = 48
_NUMBERED = re.compile(r"(?P<kind>.*?)(?:_\.\.\.)?_?(?P<number>\d+)\.json")
_LAST_PLAYS = ("earliest of the last plays", "latest of them")
_PRIVACY_PAGE = "Spotify's account privacy page"


def is_of_lists(record: RecordSummary) -> bool:
    """Whether a record is Spotify's ranked lists: it has entries for rows, no files, and no plays but the last."""
    return record.kind == "top_lists"


def span_lines(record: RecordSummary, timezone: str = "UTC") -> list[Cell]:
    """Return the lines that say from when to when, and from how many files."""
    lines = []
    for label, moment in (("first play", record.first_play_at), ("last play", record.last_play_at)):
        if moment is not None:
            written = write_date(local_date(moment, timezone))
            lines.append(Cell(label=label, value=written, unit="date"))
    if is_of_lists(record):
        return [replace(line, label=label) for line, label in zip(lines, _LAST_PLAYS, strict=False)]
    lines.append(Cell(label="files", value=len(record.files), unit="count"))
    refused = sum(reading.status == FileStatus.REFUSED for reading in record.files)
    if refused:
        lines.append(Cell(label="files not read", value=refused, unit="count"))
    return lines


def account_lines(record: RecordSummary) -> list[Cell]:
    """Return the lines that add up: all rows, those that counted, and every reason why one did not."""
    lines = [
        Cell(
            label="entries of lists" if is_of_lists(record) else "rows", value=record.rows_total, unit="count"
        ),
        Cell(label="counted", value=record.rows_used, unit="count"),
    ]
    for field, label in REASONS:
        number = getattr(record.set_aside, field)
        if number:
            lines.append(Cell(label=f"set aside: {label}", value=number, unit="count"))
    return lines


def outcome_lines(record: RecordSummary) -> list[Cell]:
    """Return the lines that follow from the account: plays, rows of no use, what is missing."""
    if is_of_lists(record):
        return [Cell(label="last plays among them", value=record.plays, unit="count")]
    lines = [
        Cell(label="plays of 30 seconds or more", value=record.plays, unit="count"),
        Cell(label="rows of no use", value=round(100 * unusable_ratio(record), 2), unit="percent"),
        Cell(label="months missing", value=summed_gaps(record.gaps), unit="count"),
    ]
    if record.missing_files:
        lines.append(Cell(label="files likely missing", value=len(record.missing_files), unit="count"))
    return lines


def file_line(reading: FileReading) -> Cell:
    """Return what became of a file as one line."""
    if reading.status == FileStatus.REFUSED:
        return Cell(label=reading.name, value="not read", unit="text")
    partly = ", in part" if reading.status == FileStatus.PARTLY else ""
    return Cell(label=reading.name, value=f"{count_noun(reading.rows, 'row')}{partly}", unit="text")


def file_notes(files: Sequence[FileReading], *, longest: int = _LONGEST_LIST) -> list[str]:
    """Return why files were not read whole, one sentence for each of the first, and how many more there are."""
    troubled = [reading for reading in files if reading.status != FileStatus.READ]
    notes = [
        f"{_file_name(file.name)}: {file.reason or 'It was not read whole.'}" for file in troubled[:longest]
    ]
    if len(troubled) > longest:
        notes.append(f"And {count_noun(len(troubled) - longest, 'more file')} in the list of files.")
    return notes


def gap_text(gap: Gap) -> str:
    """Return a gap in words: `June 2019`, `June and July 2019`, `November 2019 to February 2020`."""
    first, last = write_month(gap.first_month), write_month(gap.last_month)
    if first == last:
        return first
    first_name, first_year = first.split(" ")
    if first_year != last.split(" ")[1]:
        return f"{first} to {last}"
    return f"{first_name} {'and' if summed_gaps((gap,)) == 2 else 'to'} {last}"


def gaps_text(gaps: Sequence[Gap], *, longest: int = _LONGEST_LIST) -> str:
    """Return gaps in words, the first of them where there are many."""
    return _listed([gap_text(gap) for gap in gaps], longest=longest, separator="; ")


def missing_files_text(names: Sequence[str]) -> str:
    """Return which files the numbering misses: `Streaming_History_Audio 3 and 4; endsong 0`."""
    numbers: dict[str, list[str]] = {}
    for name in names:
        found = _NUMBERED.fullmatch(name)
        kind, number = (found["kind"], found["number"]) if found else (name, "")
        numbers.setdefault(kind, []).append(number)
    return "; ".join(f"{isolate(kind)} {_listed(found)}".rstrip() for kind, found in numbers.items())


def missing_files_note(names: Sequence[str]) -> str:
    """Return the sentence about files that the numbering misses."""
    return f"Spotify numbers these files from 0. Not here: {missing_files_text(names)}."


def concern_words(concern: Concern) -> tuple[str, str]:
    """Return what is the matter, and what it means and what to do about it."""
    title = _TITLES[concern.kind](concern)
    return title, _BODIES[concern.kind](concern)


def addition_text(addition: Addition | None, report: Report) -> str:
    """Return what an export added to the record that was there; empty where there was none.

    Args:
        addition: What it added.
        report: The verdict that came of it.
    """
    if addition is None:
        return ""
    if addition.was_unreadable:
        return "The record kept before is damaged and could not be read. It lies beside this one."
    if addition.kind is AdditionKind.FIRST:
        return ""
    if addition.kind is AdditionKind.NOTHING_NEW:
        return "Nothing new: every play was there already."
    return _news(addition, report.provenance.timezone) + _left_out(addition, report)


def _news(addition: Addition, timezone: str) -> str:
    before = write_count(addition.plays_before)
    if addition.kind is AdditionKind.UPGRADED and addition.plays_after > addition.plays_before:
        now = write_count(addition.plays_after)
        return f"Your year has become a life: {before} plays before, {now} now."
    verb = "was" if addition.plays_before == 1 else "were"
    new = count_noun(addition.new_plays, "new play")
    return f"{new}{_new_span(addition, timezone)}; {before} {verb} there already."


def timezone_text(timezone: str, own_timezone: str) -> str:
    """Return whose clock the verdict goes by.

    Args:
        timezone: IANA zone of the report.
        own_timezone: Zone of this computer; it is only named where it is the same.
    """
    own = ", this computer's zone" if timezone == own_timezone else ""
    return f"Hours and weekdays are in {isolate(timezone)}{own}."


def _left_out(addition: Addition, report: Report) -> str:
    """Return how many of the plays do not count, so that the news and the account below it add up."""
    plays = addition.plays_after - report.record.plays
    return (
        "" if report.exclusions.is_empty or plays <= 0 else f" You leave out {write_count(plays)} of these."
    )


def _new_span(addition: Addition, timezone: str) -> str:
    if addition.first_new_at is None or addition.last_new_at is None:
        return ""
    span = (local_date(moment, timezone) for moment in (addition.first_new_at, addition.last_new_at))
    return f", from {write_span(*span)}"


def local_date(moment: datetime, timezone: str) -> date:
    """Return the date there; in UTC where this computer does not know the zone."""
    try:
        return moment.astimezone(ZoneInfo(timezone)).date()
    except (KeyError, ValueError, OSError):
        return moment.astimezone(UTC).date()


def _listed(parts: Sequence[str], *, longest: int = _LONGEST_LIST, separator: str = ", ") -> str:
    if len(parts) > longest:
        return f"{separator.join(parts[:longest])} and {write_count(len(parts) - longest)} more"
    if len(parts) < 2:
        return "".join(parts)
    # Where a part has an "and" of its own, the last one is joined as all the others.
    if separator != ", ":
        return separator.join(parts)
    return f"{separator.join(parts[:-1])} and {parts[-1]}"


def _file_name(name: str) -> str:
    """Return a file's name for a sentence: of a very long one the beginning and the end, which tell files apart."""
    shown = clean(name)
    if len(shown) > _LONGEST_NAME:
        shown = f"{shown[: _LONGEST_NAME // 2]}…{shown[-_LONGEST_NAME // 2 + 1 :]}"
    return isolate(shown)


def _refused_body(concern: Concern) -> str:
    notes = " ".join(file_notes(concern.files, longest=_LONGEST_FILE_LIST))
    them = "it belongs" if concern.count == 1 else "they belong"
    return f"{notes} If {them} to your history, download the export again and add it. All else was read."


def _missing_body(concern: Concern) -> str:
    note = missing_files_note(concern.names)
    return f"{note} Look in the download for them and add them. If they are not in it, ask again on {_PRIVACY_PAGE}."


def _months_body(concern: Concern) -> str:
    return (
        f"Nothing from {gaps_text(concern.gaps)}. If you played music then, a file is missing: add it. "
        "If you did not, all is well."
    )


def _partly_body(concern: Concern) -> str:
    notes = " ".join(file_notes(concern.files, longest=_LONGEST_FILE_LIST))
    return f"{notes} What could be read was counted. If you can, download the export again and add it."


def _unusable_body(concern: Concern) -> str:
    return (
        f"{count_noun(concern.count, 'row')} without a title, or malformed, and not counted. Spotify does send such "
        "rows. A new export may have fewer."
    )


def _short_body(_concern: Concern) -> str:
    return (
        "So little makes a first impression, not a verdict on a life. If you have more files, add them. "
        f"Extended streaming history reaches back to your first play: ask for it on {_PRIVACY_PAGE}."
    )


_TITLES = {
    ConcernKind.FILES_REFUSED: lambda concern: f"{count_noun(concern.count, 'file')} could not be read.",
    ConcernKind.FILES_MISSING: lambda concern: (
        f"{count_noun(concern.count, 'file is', 'files are')} likely missing."
    ),
    ConcernKind.MONTHS_MISSING: lambda concern: (
        f"{count_noun(concern.count, 'month is', 'months are')} missing."
    ),
    ConcernKind.FILES_PARTLY: lambda concern: f"{count_noun(concern.count, 'file is', 'files are')} damaged.",
    ConcernKind.UNUSABLE_ROWS: lambda concern: (
        f"{write_percent(100 * (concern.share_ratio or 0.0))} of the rows cannot be used."
    ),
    ConcernKind.SHORT_SPAN: lambda concern: (
        f"This is {count_noun(max(1, concern.count), 'day')} of listening."
    ),
}
_BODIES = {
    ConcernKind.FILES_REFUSED: _refused_body,
    ConcernKind.FILES_MISSING: _missing_body,
    ConcernKind.MONTHS_MISSING: _months_body,
    ConcernKind.FILES_PARTLY: _partly_body,
    ConcernKind.UNUSABLE_ROWS: _unusable_body,
    ConcernKind.SHORT_SPAN: _short_body,
}


# fmt: off
_NUMBER_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)
# fmt: on
_MONTHS_FROM_DAYS, _YEARS_FROM_MONTHS = 60, 24
_INCOMPLETE = {
    ConcernKind.FILES_REFUSED,
    ConcernKind.FILES_MISSING,
    ConcernKind.MONTHS_MISSING,
    ConcernKind.FILES_PARTLY,
}


def pause_headline(record: RecordSummary, found: Sequence[Concern], addition: Addition | None) -> str:
    """Return the headline of the pause: how long the record is, and whether all of it is here, or grows, or was known."""
    if addition is not None and addition.kind is AdditionKind.NOTHING_NEW:
        return "HEARD IT BEFORE."
    length = _length(record)
    ending = "all read."
    if any(concern.kind in _INCOMPLETE for concern in found):
        ending = "not all there."
    elif addition is not None and addition.kind is AdditionKind.ADDED and length:
        ending = "and counting."
    return f"{length}, {ending}".upper() if length else ending.upper()


def _length(record: RecordSummary) -> str:
    """Return how long a record is: `twelve years`, `14 months`, `41 days`; empty where it has no times."""
    first, last = record.first_play_at, record.last_play_at
    if first is None or last is None:
        return ""
    days = (last - first).days
    # A year of account data is a day short of one, and nobody would call it eleven months.
    end = last + timedelta(days=2)
    months = (end.year - first.year) * 12 + end.month - first.month - (end.day < first.day)
    if days < _MONTHS_FROM_DAYS:
        return _worded(max(1, days), "day")
    if months < _YEARS_FROM_MONTHS:
        return _worded(months, "month")
    return _worded(months // 12, "year")


def _worded(number: int, noun: str) -> str:
    if number <= len(_NUMBER_WORDS):
        return f"{_NUMBER_WORDS[number - 1]} {noun}{'' if number == 1 else 's'}"
    return count_noun(number, noun)
