"""Who stayed: artists that came back, were never away, or were there from the start, and those tried once."""

from datetime import date

import numpy as np

from unwrapped_desktop.analysis.builder import ALL_PLAYS, FindingBuilder, Measured
from unwrapped_desktop.analysis.listening import (
    CENSORED_DAYS,
    SILENCE_DAYS,
    YEAR_DAYS,
    Listening,
    months_of_days,
)
from unwrapped_desktop.analysis.stats import beyond, descending
from unwrapped_desktop.analysis.words import date_words, day_of
from unwrapped_desktop.domain.finding import Finding


def measure(listening: Listening) -> Measured:
    """Measure who stayed over the span of the record."""
    candidates = (
        _came_back(listening),
        _every_month(listening),
        _still_here(listening),
        _long_loyalty(listening),
        _tried_once(listening),
    )
    return Measured(findings=[finding for finding in candidates if finding is not None])


def _came_back(listening: Listening) -> Finding | None:
    """Find the longest silence over a year that ended with five plays or more of the artist within 30 days."""
    best: tuple[int, int, int] | None = None
    for artist in descending(np.where(listening.targets, listening.artist_plays, 0))[:150]:
        days = listening.at.day[listening.plays_of_artist(int(artist))]
        if days.size < 20:
            break
        gaps = np.diff(days)
        at = int(np.argmax(gaps)) if gaps.size else 0
        back = int(np.sum((days[at + 1 :] - days[at + 1]) < 30)) if gaps.size else 0
        if gaps.size and not listening.has_data_between(int(days[at]), int(days[at + 1])):
            continue
        if (
            gaps.size
            and gaps[at] > YEAR_DAYS
            and at >= 5
            and back >= 5
            and (best is None or gaps[at] > best[0])
        ):
            best = (int(gaps[at]), int(artist), int(days[at + 1]))
    if best is None:
        return None
    gap, artist, day = best
    plays = listening.plays_of_artist(artist)
    returned = plays[listening.at.day[plays] >= day]
    song = int(listening.plays.song[returned[0]])
    if not listening.song_targets[song]:
        return None
    builder = FindingBuilder(id="came_back", title=listening.artist(artist), population=ALL_PLAYS)
    builder.row("artist", listening.artist(artist), "artist", slot="artist")
    builder.row("days of silence", gap - 1)
    builder.row("whole years of silence", gap // YEAR_DAYS, slot="years")
    builder.row("the song that ended it", listening.title(song), "track", slot="track")
    builder.row("on", date_words(day), "date", slot="date")
    builder.total("plays of the artist since", int(returned.size), slot="plays")
    return builder.finding(0.6)


def _every_month(listening: Listening) -> Finding | None:
    if listening.months.size < 24:
        return None
    months = listening.months_heard
    for artist in descending(np.where(listening.targets, listening.artist_plays, 0))[:20]:
        heard = int(np.unique(listening.at.month[listening.plays_of_artist(int(artist))]).size)
        if heard == months.size == listening.months.size:
            builder = FindingBuilder(
                id="every_month",
                title=listening.artist(int(artist)),
                population=f"{ALL_PLAYS}, by calendar month, {listening.zone_name}",
            )
            builder.row("artist", listening.artist(int(artist)), "artist", slot="artist")
            builder.row("months of the record", heard, slot="months")
            builder.row("months without a play", 0, slot="missed")
            builder.total("whole years", heard // 12, slot="years")
            builder.total("plays", int(listening.artist_plays[artist]), slot="plays")
            return builder.finding(0.6)
    return None


def _still_here(listening: Listening) -> Finding | None:
    """Count who stayed of the artists met in one year, the earliest with enough of them after the censored days."""
    recent = np.unique(listening.plays.artist[listening.at.day > listening.last_day - SILENCE_DAYS])
    for year in listening.years[:-1]:
        met = (months_of_days(np.maximum(listening.artist_first_day, 0)) // 12 == year) & (
            listening.artist_first_day >= listening.first_day + CENSORED_DAYS
        )
        met &= listening.artist_plays >= 5
        kept = int(np.isin(np.flatnonzero(met), recent).sum())
        if kept >= 5 and listening.last_day - SILENCE_DAYS > day_of(date(int(year), 12, 31)):
            builder = FindingBuilder(
                id="still_here",
                title=f"Artists met in {year}",
                population="artists with five plays or more, met after the record's first 90 days",
            )
            builder.row("year", int(year), "year", slot="year")
            builder.row("artists met", int(met.sum()), slot="met")
            builder.row(f"of these played in the last {SILENCE_DAYS} days", kept, slot="kept")
            return builder.finding(0.45)
    return None


def _long_loyalty(listening: Listening) -> Finding | None:
    fits = (
        listening.targets
        & (listening.artist_last_day > listening.last_day - 90)
        & (listening.artist_last_day - listening.artist_first_day >= 5 * YEAR_DAYS)
    )
    counts = np.where(fits & (listening.artist_first_day >= 0), listening.artist_plays, 0)
    artist = int(np.argmax(counts)) if counts.size else 0
    if counts.size == 0 or counts[artist] < 50:
        return None
    builder = FindingBuilder(id="long_loyalty", title=listening.artist(artist), population=ALL_PLAYS)
    builder.row("artist", listening.artist(artist), "artist", slot="artist")
    builder.row("first play", date_words(int(listening.artist_first_day[artist])), "date", slot="date")
    builder.row("last play", date_words(int(listening.artist_last_day[artist])), "date")
    builder.row(
        "whole years between",
        int(listening.artist_last_day[artist] - listening.artist_first_day[artist]) // YEAR_DAYS,
        slot="years",
    )
    builder.total("plays", int(counts[artist]), slot="plays")
    return builder.finding(0.4)


def _tried_once(listening: Listening) -> Finding | None:
    once = np.flatnonzero((listening.artist_plays == 1) & listening.targets)
    total = int(np.sum(listening.artist_plays == 1))
    if total < 25 or once.size == 0:
        return None
    latest = int(once[np.argmax(listening.artist_first_day[once])])
    builder = FindingBuilder(id="tried_once", title="Artists played once", population=ALL_PLAYS)
    builder.row("artists played once", total, slot="once_artists")
    builder.row("a late one of them", listening.artist(latest), "artist", slot="artist")
    builder.row("its one play", date_words(int(listening.artist_first_day[latest])), "date", slot="date")
    builder.total("artists in all", int(np.sum(listening.artist_plays > 0)))
    return builder.finding(0.15 + 0.35 * beyond(total, 25, 1_500))
