"""What the record and its eras say of themselves, in the words of the window."""

from unwrapped_desktop.domain.concerns import unusable_ratio
from unwrapped_desktop.domain.era import ArtistChange, Era, EraArtist
from unwrapped_desktop.domain.figures import write_count, write_percent
from unwrapped_desktop.domain.forensics import Gap
from unwrapped_desktop.domain.local_clock import local_date
from unwrapped_desktop.domain.receipt import Cell
from unwrapped_desktop.domain.report import RecordSummary, summed_gaps
from unwrapped_desktop.sharing.page.figures import MONTHS, amount, write_date, write_month

_REASONS = (
    ("malformed", "malformed"),
    ("podcast", "podcasts"),
    ("audiobook", "audiobooks"),
    ("no_metadata", "no title"),
    ("duplicate", "seen twice"),
    ("superseded", "also in the extended files"),
    ("excluded", "left out by you"),
)
"""Why a row was set aside: the field of `SetAside`, and what a person reads."""

_GAPS_NAMED = 6


def defining_line(artist: EraArtist) -> Cell:
    """Return who defines an era, with the share of its plays and of all others."""
    here = write_percent(artist.share_percent)
    elsewhere = artist.elsewhere_percent
    value = here if elsewhere is None else f"{here}, elsewhere {write_percent(elsewhere)}"
    return Cell(label=artist.name, value=value, unit="text")


def change_line(change: ArtistChange) -> Cell:
    """Return who rose or fell, with the share before and the share now."""
    before, now = write_percent(change.before_percent), write_percent(change.share_percent)
    return Cell(label=change.name, value=f"{before} to {now}", unit="text")


def era_hints(era: Era) -> tuple[str, ...]:
    """Return what is to be known of an era's edges, each a sentence."""
    hints = []
    if era.missing_months:
        hints.append(f"The record lacks {amount(era.missing_months, 'month')} of it.")
    if not era.is_settled:
        hints.append("Where it begins is not settled: another month of listening may move it.")
    return tuple(hints)


def record_lines(record: RecordSummary, timezone: str) -> tuple[list[Cell], list[Cell], list[Cell]]:
    """Return the account: from when to when; all rows, and why some did not count; what follows from that."""
    return _span_lines(record, timezone), _account_lines(record), _outcome_lines(record)


def _span_lines(record: RecordSummary, timezone: str) -> list[Cell]:
    first, last = "first play", "last play"
    if record.kind == "top_lists":
        first, last = "earliest of the last plays", "latest of them"
    return [
        Cell(label=label, value=write_date(local_date(moment, timezone)), unit="date")
        for label, moment in ((first, record.first_play_at), (last, record.last_play_at))
        if moment is not None
    ]


def _account_lines(record: RecordSummary) -> list[Cell]:
    rows = "entries of lists" if record.kind == "top_lists" else "rows"
    lines = [
        Cell(label=rows, value=record.rows_total, unit="count"),
        Cell(label="counted", value=record.rows_used, unit="count"),
    ]
    for field, words in _REASONS:
        number = getattr(record.set_aside, field)
        if number:
            lines.append(Cell(label=f"set aside: {words}", value=number, unit="count"))
    return lines


def _outcome_lines(record: RecordSummary) -> list[Cell]:
    if record.kind == "top_lists":
        return [Cell(label="last plays among them", value=record.plays, unit="count")]
    return [
        Cell(label="plays of 30 seconds or more", value=record.plays, unit="count"),
        Cell(label="rows of no use", value=round(100 * unusable_ratio(record), 2), unit="percent"),
        Cell(label="months missing", value=summed_gaps(record.gaps), unit="count"),
    ]


def gaps_text(gaps: tuple[Gap, ...]) -> str:
    """Return which months are missing, the first of them by name: `June and July 2019; March 2021`."""
    named = "; ".join(_gap_text(gap) for gap in gaps[:_GAPS_NAMED])
    more = len(gaps) - _GAPS_NAMED
    return f"{named} and {write_count(more)} more" if more > 0 else named


def _gap_text(gap: Gap) -> str:
    first, last = gap.first_month, gap.last_month
    if first == last:
        return write_month(first)
    if first[:4] != last[:4]:
        return f"{write_month(first)} to {write_month(last)}"
    joined = "and" if summed_gaps((gap,)) == 2 else "to"
    return f"{MONTHS[int(first[5:]) - 1]} {joined} {write_month(last)}"
