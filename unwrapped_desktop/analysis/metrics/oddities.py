"""Odd things: children's songs, rain, Christmas out of season, live and altered versions."""

import re
from collections.abc import Callable
from datetime import date

import numpy as np

from unwrapped_desktop.analysis.builder import ALL_PLAYS, FindingBuilder, Measured, percent
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.stats import beyond
from unwrapped_desktop.analysis.versions import LIVE, REMASTER, SPED_UP
from unwrapped_desktop.analysis.words import date_words, day_of, is_quotable, month_of_day, month_words
from unwrapped_desktop.domain.finding import Finding

_CHRISTMAS = re.compile(
    r"\b(christmas|xmas|jingle bells?|navidad|natale?|noël|weihnacht\w*)\b", re.IGNORECASE
)


def measure(listening: Listening) -> Measured:
    """Measure what stands out for being odd."""
    measured = Measured()
    titles = listening.record.names.song_titles
    live = _matching(listening, lambda title: LIVE.search(title) is not None)
    measured.fact(
        "odd.live_share",
        percent(int(listening.song_plays[live].sum()), len(listening)),
        "percent",
        len(listening),
    )
    candidates = (
        _childrens(listening),
        _rain(listening),
        _christmas(listening),
        _live_album(listening, live),
        _sped_up(listening, _matching(listening, lambda title: SPED_UP.search(title) is not None)),
        _remasters(listening, titles),
    )
    measured.findings.extend(finding for finding in candidates if finding is not None)
    return measured


def _matching(listening: Listening, test: Callable[[str], bool]) -> np.ndarray:
    titles = listening.record.names.song_titles
    matching = np.zeros(len(titles), dtype=bool)
    matching[[song for song in np.flatnonzero(listening.song_plays).tolist() if test(titles[song])]] = True
    return matching


def _childrens(listening: Listening) -> Finding | None:
    counts = np.where(listening.known.tagged("children"), listening.artist_plays, 0)
    artist = int(np.argmax(counts)) if counts.size else 0
    if counts.size == 0 or counts[artist] < 20 or not is_quotable(listening.artist(artist)):
        return None
    where = listening.plays.artist == artist
    edge = (listening.at.hour[where] < 8) | (listening.at.hour[where] >= 17)
    builder = FindingBuilder(
        id="childrens",
        title=listening.artist(artist),
        population=f"plays of 30 seconds or more, {listening.zone_name}",
        shareable=False,
    )
    builder.row("artist", listening.artist(artist), "artist", slot="artist")
    builder.row("plays", int(counts[artist]), slot="plays")
    builder.row(
        "arrived in", month_words(month_of_day(int(listening.at.day[where].min()))), "month", slot="month"
    )
    builder.total(
        "before 8:00 or after 17:00", percent(int(edge.sum()), int(counts[artist])), "percent", slot="share"
    )
    return builder.finding(0.5 + 0.4 * beyond(int(counts[artist]), 20, 300))


def _rain(listening: Listening) -> Finding | None:
    background = listening.known.tagged("noise") | listening.known.tagged("sleep")
    counts = np.where(listening.known.tagged("noise"), listening.artist_plays, 0)
    artist = int(np.argmax(counts)) if counts.size else 0
    music = np.where(background | listening.known.tagged("children"), 0, listening.artist_plays)
    if (
        counts.size == 0
        or counts[artist] < 50
        or not is_quotable(listening.artist(artist))
        or music.max() == 0
        or not listening.targets[int(np.argmax(music))]
    ):
        return None
    where = listening.plays.artist == artist
    years, plays = np.unique(listening.at.year[where], return_counts=True)
    second = int(np.argmax(music))
    builder = FindingBuilder(id="rain", title=listening.artist(artist), population=ALL_PLAYS, shareable=False)
    builder.row("artist", listening.artist(artist), "artist", slot="artist")
    builder.row("plays", int(counts[artist]), slot="plays")
    builder.row("whole hours", int(listening.plays.played_ms[where].sum()) // 3_600_000, slot="hours")
    builder.row("most in", int(years[np.argmax(plays)]), "year", slot="year")
    builder.total(
        "the most played artist, children's aside, that is music",
        listening.artist(second),
        "artist",
        slot="second",
    )
    builder.total("plays", int(music[second]), slot="second_plays")
    return builder.finding(0.5 + 0.4 * beyond(int(counts[artist]), 50, 600))


def _christmas(listening: Listening) -> Finding | None:
    songs = _matching(listening, lambda title: _CHRISTMAS.search(title) is not None) & listening.song_targets
    where = np.flatnonzero(songs[listening.plays.song])
    month = listening.at.month[where] % 12
    where = where[(month >= 1) & (month <= 9)]
    if where.size == 0:
        return None
    days = listening.at.day[where]
    distance = np.array([min(_days_since_christmas(int(day)), _days_to_christmas(int(day))) for day in days])
    play = int(where[np.argmax(distance)])
    day, song = int(listening.at.day[play]), int(listening.plays.song[play])
    builder = FindingBuilder(
        id="christmas",
        title=listening.title(song),
        population=f"the play furthest from 25 December, {listening.zone_name}",
    )
    builder.row("song", listening.title(song), "track", slot="track")
    builder.row("artist", listening.song_artist(song), "artist", slot="artist")
    builder.row("played on", date_words(day), "date", slot="date")
    builder.row("days since 25 December", _days_since_christmas(day), slot="late")
    builder.row("days until 25 December", _days_to_christmas(day), slot="early")
    return builder.finding(0.55 + 0.4 * beyond(float(distance.max()), 40, 180))


def _days_since_christmas(day: int) -> int:
    return day - day_of(date(month_of_day(day) // 12 - 1, 12, 25))


def _days_to_christmas(day: int) -> int:
    return day_of(date(month_of_day(day) // 12, 12, 25)) - day


def _top_of(listening: Listening, songs: np.ndarray) -> int | None:
    counts = np.where(songs, listening.song_plays, 0)
    song = int(np.argmax(counts))
    return song if counts[song] > 0 and listening.song_targets[song] else None


def _live_album(listening: Listening, live: np.ndarray) -> Finding | None:
    plays = int(listening.song_plays[live].sum())
    song = _top_of(listening, live)
    if song is None or plays < 0.08 * len(listening) or plays < 20:
        return None
    builder = FindingBuilder(id="live_album", title="Live versions", population="titles marked as live")
    builder.row("plays", plays, slot="plays")
    builder.row("the most played of them", listening.title(song), "track", slot="track")
    builder.row("its plays", int(listening.song_plays[song]), slot="track_plays")
    builder.total("share of all plays", percent(plays, len(listening)), "percent", slot="share")
    return builder.finding(0.4 + 0.5 * beyond(plays / len(listening), 0.08, 0.4))


def _sped_up(listening: Listening, altered: np.ndarray) -> Finding | None:
    plays = int(listening.song_plays[altered].sum())
    song = _top_of(listening, altered)
    if song is None or plays < 20:
        return None
    builder = FindingBuilder(
        id="sped_up", title="Altered versions", population="titles marked sped up, slowed or nightcore"
    )
    builder.row("plays", plays, slot="plays")
    builder.row("the most played of them", listening.title(song), "track", slot="track")
    builder.row("its plays", int(listening.song_plays[song]), slot="track_plays")
    return builder.finding(0.45 + 0.4 * beyond(plays / len(listening), 0.01, 0.2))


def _remasters(listening: Listening, titles: tuple[str, ...]) -> Finding | None:
    plays_by_year: dict[int, int] = {}
    plays = 0
    for song in np.flatnonzero(listening.song_plays > 0):
        match = REMASTER.search(titles[song])
        if match is None:
            continue
        count = int(listening.song_plays[song])
        plays += count
        year = match.group(1) or match.group(2)
        if year:
            plays_by_year[int(year)] = plays_by_year.get(int(year), 0) + count
    if plays < 0.08 * len(listening) or plays < 20 or not plays_by_year:
        return None
    year = max(plays_by_year, key=lambda value: (plays_by_year[value], value))
    builder = FindingBuilder(id="remasters", title="Remasters", population="titles marked as remasters")
    builder.row("plays", plays, slot="plays")
    builder.row("year most often named in them", year, "year", slot="year")
    builder.row("plays of that year's", plays_by_year[year], slot="year_plays")
    builder.total("share of all plays", percent(plays, len(listening)), "percent", slot="share")
    return builder.finding(0.4 + 0.4 * beyond(plays / len(listening), 0.08, 0.4))
