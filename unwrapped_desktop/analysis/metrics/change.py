"""How it changed: obsessions, favourites by year, new artists, and artists left behind."""

from datetime import timedelta
from itertools import pairwise

import numpy as np

from unwrapped_desktop.analysis.builder import ALL_PLAYS, FindingBuilder, Measured, percent
from unwrapped_desktop.analysis.listening import (
    CENSORED_DAYS,
    SILENCE_DAYS,
    YEAR_DAYS,
    Listening,
    months_of_days,
)
from unwrapped_desktop.analysis.stats import beyond, descending, half_up
from unwrapped_desktop.analysis.words import EPOCH, date_words, month_of_day, month_words
from unwrapped_desktop.domain.finding import Finding

SHORT_BELOW_PLAYS = 500
"""A shorter record gets a shorter page and is told why."""


def measure(listening: Listening) -> Measured:
    """Measure change over the span of the record."""
    measured = Measured()
    _state_facts(listening, measured)
    candidates = (
        _short_record(listening),
        _obsession(listening),
        _reign(listening),
        _moving_out(listening),
        _closed_in(listening),
        _open_door(listening),
        _flings(listening),
        _abandoned(listening),
        _first_song(listening),
    )
    measured.findings.extend(finding for finding in candidates if finding is not None)
    return measured


def _state_facts(listening: Listening, measured: Measured) -> None:
    measured.fact("change.span_days", listening.span_days, "count", len(listening))
    since = listening.last_day - YEAR_DAYS
    if listening.span_days < YEAR_DAYS + CENSORED_DAYS:
        measured.unavailable(
            "change.new_artist_share", "percent", "The record is too short to tell new artists from old ones."
        )
        return
    lately = listening.at.day > since
    new = listening.artist_first_day[listening.plays.artist[lately]] > since
    measured.fact(
        "change.new_artist_share", percent(int(new.sum()), int(lately.sum())), "percent", int(lately.sum())
    )


def _short_record(listening: Listening) -> Finding | None:
    if len(listening) >= SHORT_BELOW_PLAYS:
        return None
    builder = FindingBuilder(id="short_record", title="The size of this record", population=ALL_PLAYS)
    builder.row("plays", len(listening), slot="plays")
    builder.row("days from the first to the last", listening.span_days, slot="days")
    builder.total("plays for a full page", SHORT_BELOW_PLAYS, slot="full")
    return builder.finding(1.0)


def _obsession(listening: Listening) -> Finding | None:
    """Find an artist who came from nowhere, stayed ten days to 200, and has been silent since."""
    earliest, latest = listening.first_day + CENSORED_DAYS, listening.last_day - SILENCE_DAYS
    length = listening.artist_last_day - listening.artist_first_day + 1
    fits = (
        (listening.artist_first_day >= earliest)
        & (listening.artist_last_day < latest)
        & (listening.artist_last_day >= 0)
        & (length <= 200)
        & (length >= 10)
    )
    counts = np.where(fits & listening.targets & (listening.artist_plays >= 40), listening.artist_plays, 0)
    artist = int(np.argmax(counts)) if counts.size else 0
    if (
        counts.size == 0
        or counts[artist] == 0
        or _died_before(listening, artist, int(listening.artist_first_day[artist]))
    ):
        return None
    plays, weeks = int(counts[artist]), max(half_up(int(length[artist]) / 7), 1)
    builder = FindingBuilder(id="obsession", title=listening.artist(artist), population=ALL_PLAYS)
    builder.row("artist", listening.artist(artist), "artist", slot="artist")
    builder.row(
        "first play in",
        month_words(month_of_day(int(listening.artist_first_day[artist]))),
        "month",
        slot="from",
    )
    builder.row(
        "last play in", month_words(month_of_day(int(listening.artist_last_day[artist]))), "month", slot="to"
    )
    builder.row("plays", plays, slot="plays")
    builder.row("weeks, rounded", weeks, slot="weeks")
    builder.total("plays before", 0)
    builder.total(f"plays in the last {SILENCE_DAYS} days of the record", 0, slot="after")
    return builder.finding(0.5 + 0.5 * beyond(plays / weeks, 8, 60))


def _died_before(listening: Listening, artist: int, day: int) -> bool:
    """Whether a burst may be mourning: it begins in the year of the artist's death or the year after."""
    known = listening.known[artist]
    return known is not None and known.died is not None and 0 <= month_of_day(day) // 12 - known.died <= 1


def _favourites_by_year(listening: Listening) -> list[tuple[int, int, int]]:
    """Return (year, artist, plays) for each calendar year with 100 plays or more."""
    favourites = []
    for year, counts in zip(listening.years, listening.artist_year_plays, strict=True):
        if counts.sum() >= 100:
            artist = int(np.argmax(counts))
            favourites.append((int(year), artist, int(counts[artist])))
    return favourites


def _reign(listening: Listening) -> Finding | None:
    favourites = _favourites_by_year(listening)
    best: tuple[int, tuple[int, int, int], tuple[int, int, int]] | None = None
    for earlier, later in pairwise(favourites):
        changed = earlier[1] != later[1] and later[0] == earlier[0] + 1 and min(earlier[2], later[2]) >= 20
        weight = min(earlier[2], later[2])
        if (
            changed
            and listening.targets[earlier[1]]
            and listening.targets[later[1]]
            and (best is None or weight > best[0])
        ):
            best = (weight, earlier, later)
    if best is None:
        return None
    _, earlier, later = best
    builder = FindingBuilder(id="reign", title="The most played artist of two years", population=ALL_PLAYS)
    builder.row("year", earlier[0], "year", slot="year")
    builder.row("most played", listening.artist(earlier[1]), "artist", slot="artist")
    builder.row("plays that year", earlier[2], slot="plays")
    builder.row("year", later[0], "year", slot="later_year")
    builder.row("most played", listening.artist(later[1]), "artist", slot="later_artist")
    builder.row("plays that year", later[2], slot="later_plays")
    return builder.finding(0.3)


def _moving_out(listening: Listening) -> Finding | None:
    """Find an artist with three falling months and none after, the last at least half a year before the end."""
    fits = (
        listening.targets
        & (listening.artist_plays >= 40)
        & (listening.artist_last_day < listening.last_day - SILENCE_DAYS)
    )
    candidates = np.flatnonzero(fits & (listening.artist_last_day >= 0))
    best: tuple[int, int, int, tuple[int, int, int]] | None = None
    for artist in candidates[np.argsort(-listening.artist_plays[candidates], kind="stable")][:60]:
        months = listening.at.month[listening.plays_of_artist(int(artist))]
        final = int(months.max())
        first, second, third = (int(np.sum(months == final - back)) for back in (2, 1, 0))
        if (
            first >= 15
            and first > 1.5 * second
            and second > 1.5 * third
            and (best is None or first > best[0])
        ):
            best = (first, int(artist), final, (first, second, third))
    if best is None:
        return None
    _, artist, final, counts = best
    builder = FindingBuilder(id="moving_out", title=listening.artist(artist), population=ALL_PLAYS)
    builder.row("artist", listening.artist(artist), "artist", slot="artist")
    for name, back, count in zip(("first", "second", "third"), (2, 1, 0), counts, strict=True):
        builder.row("month", month_words(final - back), "month", slot=f"{name}_month")
        builder.row(f"plays in {month_words(final - back)}", count, slot=name)
    builder.total("plays since", 0, slot="after")
    return builder.finding(0.55)


def _closed_in(listening: Listening) -> Finding | None:
    """Find the earliest year after which 85 % of plays went to artists already met."""
    if listening.span_days < 3 * YEAR_DAYS:
        return None
    years, table = listening.years, listening.artist_year_plays
    met_in = months_of_days(listening.artist_first_day) // 12
    for place, year in enumerate(years[:-2]):
        later = table[place + 1 :].sum(axis=0)
        plays, known = int(later.sum()), int(later[met_in <= year].sum())
        covered = year > years[0] or listening.months[0] % 12 <= 8
        if plays >= 500 and known >= 0.85 * plays and covered:
            builder = FindingBuilder(
                id="closed_in", title=f"Since the end of {year}", population=f"plays after {year}"
            )
            builder.row("year", int(year), "year", slot="year")
            builder.row("plays since", plays, slot="plays")
            builder.row("of artists met by then", known)
            builder.total("their share", percent(known, plays), "percent", slot="share")
            return builder.finding(0.4 + 0.5 * beyond(known / plays, 0.85, 0.97))
    return None


def _open_door(listening: Listening) -> Finding | None:
    if listening.span_days < YEAR_DAYS + CENSORED_DAYS:
        return None
    since = listening.last_day - YEAR_DAYS
    lately = listening.plays.artist[listening.at.day > since]
    new = listening.artist_first_day[lately] > since
    artists, plays = int(np.unique(lately[new]).size), int(new.sum())
    if lately.size < 200:
        return None
    builder = FindingBuilder(
        id="open_door",
        title="Artists met in the last year of the record",
        population="plays of the record's last 365 days",
    )
    builder.row("artists met", artists, slot="artists")
    builder.row("plays of theirs", plays)
    builder.total("plays of that year", int(lately.size), slot="plays")
    builder.total("share", percent(plays, int(lately.size)), "percent", slot="share")
    return builder.finding(beyond(plays / lately.size, 0.35, 0.8))


def _flings(listening: Listening) -> Finding | None:
    """Count artists with ten plays in their first fortnight and none in the last half year."""
    fits = (listening.artist_first_day >= listening.first_day + CENSORED_DAYS) & (
        listening.artist_last_day < listening.last_day - SILENCE_DAYS
    )
    fits &= (listening.artist_last_day >= 0) & (listening.artist_plays >= 10)
    early = np.bincount(listening.plays.artist[listening.days_known < 14], minlength=fits.size)
    flings = np.flatnonzero(fits & (early >= 10))
    if flings.size < 5:
        return None
    top = int(flings[np.argmax(listening.artist_plays[flings])])
    if not listening.targets[top]:
        return None
    builder = FindingBuilder(
        id="flings",
        title="Ten plays in a fortnight, then silence",
        population="artists met after the record's first 90 days",
    )
    builder.row("artists", int(flings.size), slot="artists")
    builder.row("the most played of them", listening.artist(top), "artist", slot="artist")
    builder.row("plays", int(listening.artist_plays[top]), slot="plays")
    builder.row(
        "began in", month_words(month_of_day(int(listening.artist_first_day[top]))), "month", slot="month"
    )
    builder.total(f"plays in the last {SILENCE_DAYS} days of the record", 0, slot="after")
    return builder.finding(0.35 + 0.5 * beyond(flings.size, 5, 40))


def _abandoned(listening: Listening) -> Finding | None:
    gone = (
        (listening.artist_last_day >= 0)
        & (listening.artist_last_day < listening.last_day - YEAR_DAYS)
        & listening.targets
    )
    ten = np.zeros_like(gone)
    for counts in listening.artist_year_plays:
        ten[descending(counts)[:10]] = True
    counts = np.where(gone & ten, listening.artist_plays, 0)
    artist = int(np.argmax(counts)) if counts.size else 0
    if counts.size == 0 or counts[artist] < 25:
        return None
    months = _whole_months(int(listening.artist_last_day[artist]), listening.last_day)
    builder = FindingBuilder(id="abandoned", title=listening.artist(artist), population=ALL_PLAYS)
    builder.row("artist", listening.artist(artist), "artist", slot="artist")
    builder.row("plays in all", int(counts[artist]), slot="plays")
    builder.row("last play", date_words(int(listening.artist_last_day[artist])), "date", slot="date")
    builder.total("whole months from then to the end of the record", months, slot="months")
    builder.total("plays since", 0, slot="after")
    return builder.finding(0.35 + 0.5 * beyond(int(counts[artist]) / len(listening), 0.005, 0.05))


def _whole_months(first_day: int, last_day: int) -> int:
    """Return how many whole months lie between two days."""
    first, last = EPOCH + timedelta(days=first_day), EPOCH + timedelta(days=last_day)
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def _first_song(listening: Listening) -> Finding | None:
    earliest = np.flatnonzero(listening.at.second == listening.at.second.min())
    song = int(listening.plays.song[earliest[np.argmin(listening.plays.ended_at_s[earliest])]])
    if not listening.song_targets[song] or len(listening) < 500:
        return None
    since = int(listening.song_plays[song]) - 1
    builder = FindingBuilder(
        id="first_song",
        title="The first song of the record",
        population=f"{ALL_PLAYS}, {listening.zone_name}",
    )
    builder.row("song", listening.title(song), "track", slot="track")
    builder.row("artist", listening.song_artist(song), "artist", slot="artist")
    builder.row("date", date_words(listening.first_day), "date", slot="date")
    builder.total("plays of it since", since, slot="plays")
    return builder.finding(0.3 if since <= 2 or since >= 50 else 0.1)
