"""What the account of a record says: its lines, its gaps, what is worth stopping for, what an export added.

Foreign names are isolated here; dates are those of the time zone that the verdict counts in.
"""

import re
from collections.abc import Sequence
from datetime import timedelta

from unwrapped_desktop.domain.addition import Addition, AdditionKind
from unwrapped_desktop.domain.concerns import Concern, ConcernKind, unusable_ratio
from unwrapped_desktop.domain.forensics import FileReading, FileStatus, Gap
from unwrapped_desktop.domain.local_clock import local_date
from unwrapped_desktop.domain.report import Cell, RecordSummary, Report, summed_gaps
from unwrapped_desktop.messages import QT_TRANSLATE_NOOP
from unwrapped_desktop.ui.figures import (
    count_noun,
    month_name,
    write_count,
    write_date,
    write_month,
    write_percent,
    write_span,
)
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import clean, isolate

_LONGEST_LIST = 6
_LONGEST_FILE_LIST = 2
_LONGEST_NAME = 48
_NUMBERED = re.compile(r"(?P<kind>.*?)(?:_\.\.\.)?_?(?P<number>\d+)\.json")


def reasons() -> tuple[tuple[str, str], ...]:
    """Return why a row was set aside, as the field of `SetAside` and as words, in the order they are tried in."""
    return (
        ("malformed", translate("RecordWords", "malformed")),
        ("podcast", translate("RecordWords", "podcasts")),
        ("audiobook", translate("RecordWords", "audiobooks")),
        ("no_metadata", translate("RecordWords", "no title")),
        ("duplicate", translate("RecordWords", "seen twice")),
        ("superseded", translate("RecordWords", "also in the extended files")),
        ("excluded", translate("RecordWords", "left out by you")),
    )


def is_of_lists(record: RecordSummary) -> bool:
    """Whether a record is Spotify's ranked lists: it has entries for rows, no files, and no plays but the last."""
    return record.kind == "top_lists"


def span_lines(record: RecordSummary, timezone: str = "UTC") -> list[Cell]:
    """Return the lines that say from when to when, and from how many files."""
    first, last = _span_labels(record)
    lines = []
    for label, moment in ((first, record.first_play_at), (last, record.last_play_at)):
        if moment is not None:
            written = write_date(local_date(moment, timezone))
            lines.append(Cell(label=label, value=written, unit="date"))
    if is_of_lists(record):
        return lines
    if record.files:  # a friend's file tells none
        lines.append(_count_line(translate("RecordWords", "files"), len(record.files)))
    refused = sum(reading.status == FileStatus.REFUSED for reading in record.files)
    if refused:
        lines.append(_count_line(translate("RecordWords", "files not read"), refused))
    return lines


def _span_labels(record: RecordSummary) -> tuple[str, str]:
    if is_of_lists(record):
        return (
            translate("RecordWords", "earliest of the last plays"),
            translate("RecordWords", "latest of them"),
        )
    return translate("RecordWords", "first play"), translate("RecordWords", "last play")


def _count_line(label: str, number: int) -> Cell:
    return Cell(label=label, value=number, unit="count")


def account_lines(record: RecordSummary) -> list[Cell]:
    """Return the lines that add up: all rows, those that counted, and every reason why one did not."""
    entries = translate("RecordWords", "entries of lists")
    rows = entries if is_of_lists(record) else translate("RecordWords", "rows")
    lines = [
        _count_line(rows, record.rows_total),
        _count_line(translate("RecordWords", "counted"), record.rows_used),
    ]
    for field, words in reasons():
        number = getattr(record.set_aside, field)
        if number:
            label = translate("RecordWords", "set aside: {reason}").format(reason=words)
            lines.append(_count_line(label, number))
    return lines


def outcome_lines(record: RecordSummary) -> list[Cell]:
    """Return the lines that follow from the account: plays, rows of no use, what is missing."""
    if is_of_lists(record):
        return [_count_line(translate("RecordWords", "last plays among them"), record.plays)]
    of_no_use = round(100 * unusable_ratio(record), 2)
    lines = [
        _count_line(translate("RecordWords", "plays of 30 seconds or more"), record.plays),
        Cell(label=translate("RecordWords", "rows of no use"), value=of_no_use, unit="percent"),
        _count_line(translate("RecordWords", "months missing"), summed_gaps(record.gaps)),
    ]
    if record.missing_files:
        lines.append(_count_line(translate("RecordWords", "files likely missing"), len(record.missing_files)))
    return lines


def file_line(reading: FileReading) -> Cell:
    """Return what became of a file as one line."""
    told = count_noun(reading.rows, "row")
    if reading.status == FileStatus.REFUSED:
        told = translate("RecordWords", "not read")
    elif reading.status == FileStatus.PARTLY:
        told = translate("RecordWords", "{rows}, in part").format(rows=told)
    return Cell(label=reading.name, value=told, unit="text")


def file_notes(files: Sequence[FileReading], *, longest: int = _LONGEST_LIST) -> list[str]:
    """Return why files were not read whole, one sentence for each of the first, and how many more there are."""
    troubled = [reading for reading in files if reading.status != FileStatus.READ]
    notes = [_file_note(file) for file in troubled[:longest]]
    if len(troubled) > longest:
        more = count_noun(len(troubled) - longest, "more file")
        notes.append(translate("RecordWords", "And {files} in the list of files.").format(files=more))
    return notes


def _file_note(file: FileReading) -> str:
    reason = file.reason or translate("RecordWords", "It was not read whole.")
    return translate("RecordWords", "{file}: {reason}").format(file=_file_name(file.name), reason=reason)


def gap_text(gap: Gap) -> str:
    """Return a gap in words: `June 2019`, `June and July 2019`, `November 2019 to February 2020`."""
    if gap.first_month == gap.last_month:
        return write_month(gap.first_month)
    (first_year, first), (year, last) = (
        map(int, month.split("-")) for month in (gap.first_month, gap.last_month)
    )
    if first_year != year:
        return translate("RecordWords", "{first} to {last}").format(
            first=write_month(gap.first_month), last=write_month(gap.last_month)
        )
    if summed_gaps((gap,)) == 2:
        pattern = translate("RecordWords", "{first_month} and {last_month} {year}")
    else:
        pattern = translate("RecordWords", "{first_month} to {last_month} {year}")
    return pattern.format(first_month=month_name(first), last_month=month_name(last), year=year)


def gaps_text(gaps: Sequence[Gap], *, longest: int = _LONGEST_LIST) -> str:
    """Return gaps in words, the first of them where there are many."""
    # A gap may have an "and" of its own, so that the last one is joined as all the others.
    named = translate("RecordWords", "; ").join(gap_text(gap) for gap in gaps[:longest])
    return _with_more(named, len(gaps) - longest)


def missing_files_text(names: Sequence[str]) -> str:
    """Return which files the numbering misses: `Streaming_History_Audio 3 and 4; endsong 0`."""
    numbers: dict[str, list[str]] = {}
    for name in names:
        found = _NUMBERED.fullmatch(name)
        kind, number = (found["kind"], found["number"]) if found else (name, "")
        numbers.setdefault(kind, []).append(number)
    kinds = [f"{isolate(kind)} {_listed(found)}".rstrip() for kind, found in numbers.items()]
    return translate("RecordWords", "; ").join(kinds)


def missing_files_note(names: Sequence[str]) -> str:
    """Return the sentence about files that the numbering misses."""
    return translate("RecordWords", "Spotify numbers these files from 0. Not here: {files}.").format(
        files=missing_files_text(names)
    )


def concern_words(concern: Concern) -> tuple[str, str]:
    """Return what is the matter, and what it means and what to do about it."""
    return _concern_title(concern), _concern_body(concern)


def addition_text(addition: Addition | None, report: Report) -> str:
    """Return what an export added to the record that was there; empty where there was none.

    Args:
        addition: What it added.
        report: The verdict that came of it.
    """
    if addition is None:
        return ""
    if addition.was_unreadable:
        return translate(
            "RecordWords",
            "The record kept before is damaged and could not be read. It lies beside this one.",
        )
    if addition.kind is AdditionKind.FIRST:
        return ""
    if addition.kind is AdditionKind.NOTHING_NEW:
        return translate("RecordWords", "Nothing new: every play was there already.")
    told = (_news(addition, report.provenance.timezone), _left_out(addition, report))
    return " ".join(filter(None, told))


def _news(addition: Addition, timezone: str) -> str:
    before = write_count(addition.plays_before)
    if addition.kind is AdditionKind.UPGRADED and addition.plays_after > addition.plays_before:
        return translate(
            "RecordWords", "Your year has become a life: {before} plays before, {now} now."
        ).format(before=before, now=write_count(addition.plays_after))
    if addition.plays_before == 1:
        pattern = translate("RecordWords", "{new_plays}; {before} was there already.")
    else:
        pattern = translate("RecordWords", "{new_plays}; {before} were there already.")
    return pattern.format(new_plays=_new_plays(addition, timezone), before=before)


def _new_plays(addition: Addition, timezone: str) -> str:
    plays = count_noun(addition.new_plays, "new play")
    if addition.first_new_at is None or addition.last_new_at is None:
        return plays
    span = (local_date(moment, timezone) for moment in (addition.first_new_at, addition.last_new_at))
    return translate("RecordWords", "{new_plays}, from {span}").format(
        new_plays=plays, span=write_span(*span)
    )


def timezone_text(timezone: str, own_timezone: str) -> str:
    """Return whose clock the verdict goes by.

    Args:
        timezone: IANA zone of the report.
        own_timezone: Zone of this computer; it is only named where it is the same.
    """
    if timezone == own_timezone:
        pattern = translate("RecordWords", "Hours and weekdays are in {zone}, this computer's zone.")
    else:
        pattern = translate("RecordWords", "Hours and weekdays are in {zone}.")
    return pattern.format(zone=isolate(timezone))


def _left_out(addition: Addition, report: Report) -> str:
    """Return how many of the plays do not count, so that the news and the account below it add up."""
    plays = addition.plays_after - report.record.plays
    if report.exclusions.is_empty or plays <= 0:
        return ""
    return translate("RecordWords", "You leave out {plays} of these.").format(plays=write_count(plays))


def _listed(parts: Sequence[str]) -> str:
    if len(parts) > _LONGEST_LIST:
        first = translate("RecordWords", ", ").join(parts[:_LONGEST_LIST])
        return _with_more(first, len(parts) - _LONGEST_LIST)
    if len(parts) < 2:
        return "".join(parts)
    return translate("RecordWords", "{first} and {last}").format(
        first=translate("RecordWords", ", ").join(parts[:-1]), last=parts[-1]
    )


def _with_more(named: str, more: int) -> str:
    """Return a list with how many there are besides; as it is where there are none."""
    if more <= 0:
        return named
    return translate("RecordWords", "{first} and {count} more").format(first=named, count=write_count(more))


def _file_name(name: str) -> str:
    """Return a file's name for a sentence: of a very long one the beginning and the end, which tell files apart."""
    shown = clean(name)
    if len(shown) > _LONGEST_NAME:
        shown = f"{shown[: _LONGEST_NAME // 2]}…{shown[-_LONGEST_NAME // 2 + 1 :]}"
    return isolate(shown)


def _concern_title(concern: Concern) -> str:
    match concern.kind:
        case ConcernKind.FILES_REFUSED:
            files = count_noun(concern.count, "file")
            return translate("RecordWords", "{files} could not be read.").format(files=files)
        case ConcernKind.FILES_MISSING:
            files = count_noun(concern.count, "file is", "files are")
            return translate("RecordWords", "{files_are} likely missing.").format(files_are=files)
        case ConcernKind.MONTHS_MISSING:
            months = count_noun(concern.count, "month is", "months are")
            return translate("RecordWords", "{months_are} missing.").format(months_are=months)
        case ConcernKind.FILES_PARTLY:
            files = count_noun(concern.count, "file is", "files are")
            return translate("RecordWords", "{files_are} damaged.").format(files_are=files)
        case ConcernKind.UNUSABLE_ROWS:
            share = write_percent(100 * (concern.share_ratio or 0.0))
            return translate("RecordWords", "{share} of the rows cannot be used.").format(share=share)
        case ConcernKind.SHORT_SPAN:
            days = count_noun(max(1, concern.count), "day")
            return translate("RecordWords", "This is {days} of listening.").format(days=days)


def _concern_body(concern: Concern) -> str:
    match concern.kind:
        case ConcernKind.FILES_REFUSED:
            return _refused_body(concern)
        case ConcernKind.FILES_MISSING:
            return translate(
                "RecordWords",
                "{note} Look in the download for them and add them. If they are not in it, ask again on Spotify's account "
                "privacy page.",
            ).format(note=missing_files_note(concern.names))
        case ConcernKind.MONTHS_MISSING:
            return translate(
                "RecordWords",
                "Nothing from {months}. If you played music then, a file is missing: add it. If you did not, all is well.",
            ).format(months=gaps_text(concern.gaps))
        case ConcernKind.FILES_PARTLY:
            return translate(
                "RecordWords",
                "{notes} What could be read was counted. If you can, download the export again and add it.",
            ).format(notes=_first_notes(concern))
        case ConcernKind.UNUSABLE_ROWS:
            return translate(
                "RecordWords",
                "{rows} without a title, or malformed, and not counted. Spotify does send such rows. A new export may have "
                "fewer.",
            ).format(rows=count_noun(concern.count, "row"))
        case ConcernKind.SHORT_SPAN:
            return translate(
                "RecordWords",
                "So little makes a first impression, not a verdict on a life. If you have more files, add them. Extended "
                "streaming history reaches back to your first play: ask for it on Spotify's account privacy page.",
            )


def _refused_body(concern: Concern) -> str:
    if concern.count == 1:
        pattern = translate(
            "RecordWords",
            "{notes} If it belongs to your history, download the export again and add it. All else was read.",
        )
    else:
        pattern = translate(
            "RecordWords",
            "{notes} If they belong to your history, download the export again and add it. All else was read.",
        )
    return pattern.format(notes=_first_notes(concern))


def _first_notes(concern: Concern) -> str:
    return " ".join(file_notes(concern.files, longest=_LONGEST_FILE_LIST))


# fmt: off
_NUMBER_WORDS = (
    QT_TRANSLATE_NOOP("NumberWords", "one"), QT_TRANSLATE_NOOP("NumberWords", "two"),
    QT_TRANSLATE_NOOP("NumberWords", "three"), QT_TRANSLATE_NOOP("NumberWords", "four"),
    QT_TRANSLATE_NOOP("NumberWords", "five"), QT_TRANSLATE_NOOP("NumberWords", "six"),
    QT_TRANSLATE_NOOP("NumberWords", "seven"), QT_TRANSLATE_NOOP("NumberWords", "eight"),
    QT_TRANSLATE_NOOP("NumberWords", "nine"), QT_TRANSLATE_NOOP("NumberWords", "ten"),
    QT_TRANSLATE_NOOP("NumberWords", "eleven"), QT_TRANSLATE_NOOP("NumberWords", "twelve"),
    QT_TRANSLATE_NOOP("NumberWords", "thirteen"), QT_TRANSLATE_NOOP("NumberWords", "fourteen"),
    QT_TRANSLATE_NOOP("NumberWords", "fifteen"), QT_TRANSLATE_NOOP("NumberWords", "sixteen"),
    QT_TRANSLATE_NOOP("NumberWords", "seventeen"), QT_TRANSLATE_NOOP("NumberWords", "eighteen"),
    QT_TRANSLATE_NOOP("NumberWords", "nineteen"), QT_TRANSLATE_NOOP("NumberWords", "twenty"),
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
        return translate("RecordWords", "HEARD IT BEFORE.")
    length = _length(record).upper()
    if any(concern.kind in _INCOMPLETE for concern in found):
        if not length:
            return translate("RecordWords", "NOT ALL THERE.")
        return translate("RecordWords", "{length}, NOT ALL THERE.").format(length=length)
    if not length:
        return translate("RecordWords", "ALL READ.")
    if addition is not None and addition.kind is AdditionKind.ADDED:
        return translate("RecordWords", "{length}, AND COUNTING.").format(length=length)
    return translate("RecordWords", "{length}, ALL READ.").format(length=length)


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
        return count_noun(max(1, days), "day", written=_in_words(max(1, days)))
    if months < _YEARS_FROM_MONTHS:
        return count_noun(months, "month", written=_in_words(months))
    return count_noun(months // 12, "year", written=_in_words(months // 12))


def _in_words(number: int) -> str:
    """Return a number from 1 in a word, a larger one than there is a word for in figures."""
    if number > len(_NUMBER_WORDS):
        return write_count(number)
    return translate("NumberWords", _NUMBER_WORDS[number - 1])
