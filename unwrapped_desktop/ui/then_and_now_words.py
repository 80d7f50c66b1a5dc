"""What the screen of a life says of its eras, years and verdicts. Names of artists are isolated where they are set."""

from collections.abc import Sequence
from enum import StrEnum

from unwrapped_desktop.domain.chapters import Chapter
from unwrapped_desktop.domain.era import ArtistChange, Era
from unwrapped_desktop.domain.kept_verdict import KeptVerdict
from unwrapped_desktop.domain.report import Cell, Report
from unwrapped_desktop.domain.settings import Intensity
from unwrapped_desktop.ui.figures import count_noun, write_count, write_date, write_month, write_percent
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import isolate

SEPARATOR = " · "


class Untold(StrEnum):
    """Why there are no labels."""

    FRIEND = "friend"
    LISTS = "lists"
    NOT_KEPT = "not_kept"
    OTHER_RECORD = "other_record"
    UNREADABLE = "unreadable"


def era_dates(era: Era) -> str:
    """Return from when to when an era goes: `March 2019 to May 2021`."""
    return translate("ThenAndNow", "{first} to {last}").format(
        first=write_month(era.first_month), last=write_month(era.last_month)
    )


def era_number(place: int, total: int) -> str:
    """Return which era of how many it is, from 0: `Era 2 of 5`."""
    return translate("ThenAndNow", "Era {number} of {total}").format(number=place + 1, total=total)


def era_words(era: Era, place: int, total: int) -> str:
    """Return an era in one line, with who defines it: for screen readers, and for the pointer."""
    words = f"{era_number(place, total)}: {era_dates(era)}, {count_noun(era.plays, 'play')}"
    return f"{words}, {isolate(era.artists[0].name)}" if era.artists else words


def era_hints(era: Era) -> str:
    """Return what is to be known of an era's edges, each a sentence; empty where there is nothing."""
    hints = []
    if era.missing_months:
        hints.append(
            translate("ThenAndNow", "The record lacks {months} of it.").format(
                months=count_noun(era.missing_months, "month")
            )
        )
    if not era.is_settled:
        hints.append(
            translate("ThenAndNow", "Where it begins is not settled: another month of listening may move it.")
        )
    return " ".join(hints)


def era_lines(era: Era, chapter: Chapter | None) -> tuple[Cell, ...]:
    """Return an era's dates and figures as lines."""
    lines = [
        Cell(label=translate("ThenAndNow", "from"), value=write_month(era.first_month), unit="text"),
        Cell(label=translate("ThenAndNow", "to"), value=write_month(era.last_month), unit="text"),
        Cell(label=translate("ThenAndNow", "months with plays"), value=era.months, unit="count"),
        Cell(label=translate("ThenAndNow", "plays"), value=era.plays, unit="count"),
    ]
    if chapter is not None:
        lines.append(
            Cell(label=translate("ThenAndNow", "hours"), value=write_count(chapter.hours), unit="text")
        )
    return tuple(lines)


def defining_lines(era: Era) -> tuple[Cell, ...]:
    """Return who defines an era, each with the share of its plays and of all others."""
    return tuple(
        Cell(
            label=artist.name,
            value=write_percent(artist.share_percent)
            if artist.elsewhere_percent is None
            else translate("ThenAndNow", "{here}, elsewhere {elsewhere}").format(
                here=write_percent(artist.share_percent), elsewhere=write_percent(artist.elsewhere_percent)
            ),
            unit="text",
        )
        for artist in era.artists
    )


def change_lines(changes: Sequence[ArtistChange]) -> tuple[Cell, ...]:
    """Return who rose or fell, each with the share before and the share now."""
    return tuple(
        Cell(
            label=change.name,
            value=translate("ThenAndNow", "{before} to {now}").format(
                before=write_percent(change.before_percent), now=write_percent(change.share_percent)
            ),
            unit="text",
        )
        for change in changes
    )


def no_eras(report: Report) -> str:
    """Return why a report has no eras."""
    if report.eras.reason:
        return report.eras.reason
    if report.record.kind != "history":
        return translate("ThenAndNow", "Spotify's lists hold no months. Eras need your export.")
    return translate(
        "ThenAndNow", "This verdict was made before eras were kept with it. Analyze again, and they are told."
    )


def year_lines(chapter: Chapter) -> tuple[Cell, ...]:
    """Return a year's figures as lines."""
    return (
        Cell(label=translate("ThenAndNow", "from"), value=write_month(chapter.first_month), unit="text"),
        Cell(label=translate("ThenAndNow", "to"), value=write_month(chapter.last_month), unit="text"),
        Cell(label=translate("ThenAndNow", "plays"), value=chapter.plays, unit="count"),
        Cell(label=translate("ThenAndNow", "hours"), value=write_count(chapter.hours), unit="text"),
    )


def most_played_lines(chapter: Chapter) -> tuple[Cell, ...]:
    """Return the most played artists of a chapter, each with the share of its plays."""
    return tuple(
        Cell(label=artist.name, value=write_percent(artist.share_percent), unit="text")
        for artist in chapter.artists
    )


def year_facts(chapter: Chapter) -> str:
    """Return a year's plays, who was played most, and whether all of it is known."""
    parts = [count_noun(chapter.plays, "play")]
    if chapter.artists:
        parts.append(isolate(chapter.artists[0].name))
    if not chapter.is_whole:
        parts.append(translate("ThenAndNow", "covered in part"))
    return SEPARATOR.join(parts)


def verdict_dates(verdicts: Sequence[KeptVerdict]) -> tuple[str, ...]:
    """Return when verdicts were made, each with the time where another was made on the same day."""
    days = [verdict.made_at.date() for verdict in verdicts]
    return tuple(
        write_date(verdict.made_at)
        if days.count(verdict.made_at.date()) == 1
        else f"{write_date(verdict.made_at)}, {verdict.made_at:%H:%M}"
        for verdict in verdicts
    )


def verdict_facts(verdict: KeptVerdict) -> str:
    """Return a verdict's plays, its tone, and how much was left out; or that it cannot be read."""
    if verdict.plays is None:
        return translate("ThenAndNow", "It cannot be read.")
    parts = [count_noun(verdict.plays, "play")]
    tone = _tones().get(verdict.intensity)
    if tone is not None:
        parts.append(tone)
    parts.append(
        translate("ThenAndNow", "{things} left out").format(things=count_noun(verdict.left_out, "thing"))
        if verdict.left_out
        else translate("ThenAndNow", "nothing left out")
    )
    return SEPARATOR.join(parts)


def _tones() -> dict[str, str]:
    return {
        Intensity.GENTLE: translate("ThenAndNow", "gentle"),
        Intensity.HONEST: translate("ThenAndNow", "honest"),
        Intensity.BRUTAL: translate("ThenAndNow", "brutal"),
    }
