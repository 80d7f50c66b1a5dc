"""Habits: what opens the day, the year and the evening's end, who follows whom, whose an hour or a weekend is."""

from datetime import date

import numpy as np

from unwrapped_desktop.analysis.builder import ALL_PLAYS, FindingBuilder, Measured, percent
from unwrapped_desktop.analysis.listening import DAY_S, NIGHT_END, YEAR_DAYS, Array, Listening
from unwrapped_desktop.analysis.stats import beyond, descending, half_up
from unwrapped_desktop.analysis.words import date_words, day_of, time_words
from unwrapped_desktop.domain.finding import Finding

NEXT_S = 1800
"""A play that begins later than that after the one before is not led to by it."""

LONG_MINUTES, HOUR_MINUTES = 9, 60
MORNINGS_NEEDED, NEIGHBOURS_NEEDED, CROWD_NEEDED = 8, 12, 25
HOUR_PLAYS, ALBUM_PLAYS, ALBUM_SONGS, WEEKEND_PLAYS = 40, 60, 5, 40
SATURDAY = 5
OPENING_DAYS = 7
"""A year whose first play comes later was not opened, but joined."""


def measure(listening: Listening) -> Measured:
    """Measure small habits."""
    measured = Measured()
    candidates = (
        _year_opener(listening),
        *_ends_of_days(listening),
        _neighbours(listening),
        _long_song(listening),
        _crowd_day(listening),
        _hour_artist(listening),
        _top_album(listening),
        _song_wait(listening),
        _weekend_artist(listening),
    )
    measured.findings.extend(finding for finding in candidates if finding is not None)
    return measured


def _is_sayable(listening: Listening, song: int) -> bool:
    return bool(listening.song_targets[song])


def _year_opener(listening: Listening) -> Finding | None:
    """Find the first play of the last calendar year that the record saw begin."""
    for year in reversed(listening.years[1:].tolist()):
        days = listening.at.day
        first = int(np.argmax(listening.at.year == year))
        day, song = int(days[first]), int(listening.plays.song[first])
        since = day_of(date(year, 1, 1))
        if day - since >= OPENING_DAYS or not listening.has_data_between(since - 1, since):
            continue
        if not _is_sayable(listening, song):
            continue
        before = int(np.count_nonzero(listening.plays.song[:first] == song))
        builder = FindingBuilder(
            id="year_opener", title=f"How {year} began", population=f"{ALL_PLAYS}, {listening.zone_name}"
        )
        builder.row("year", year, "year", slot="year")
        builder.row("the first song", listening.title(song), "track", slot="track")
        builder.row("artist", listening.song_artist(song), "artist", slot="artist")
        builder.row("on", date_words(day), "date", slot="date")
        builder.row("plays of it before", before, slot="before")
        builder.total("plays of it in all", int(listening.song_plays[song]), slot="plays")
        return builder.finding(0.4 + (0.15 if before == 0 else 0.0))
    return None


def _ends_of_days(listening: Listening) -> tuple[Finding | None, Finding | None]:
    """Find the songs that most often are the first and the last of a day; a day begins at 5:00."""
    day = (listening.at.second - NIGHT_END * 3600) // DAY_S
    changes = np.flatnonzero(np.diff(day) != 0)
    firsts, lasts = np.concatenate(([0], changes + 1)), np.concatenate((changes, [day.size - 1]))
    return (
        _end_of_days(listening, firsts, "day_opener", "The first song of the day", "days it opened"),
        _end_of_days(listening, lasts, "day_closer", "The last song of the day", "days it closed"),
    )


def _end_of_days(listening: Listening, places: Array, name: str, title: str, label: str) -> Finding | None:
    counts = np.bincount(listening.plays.song[places], minlength=listening.song_plays.size)
    song = int(np.argmax(np.where(listening.song_targets, counts, 0)))
    times = int(counts[song])
    if times < MORNINGS_NEEDED or not _is_sayable(listening, song):
        return None
    builder = FindingBuilder(
        id=name, title=title, population=f"{ALL_PLAYS}; a day begins at 5:00, {listening.zone_name}"
    )
    builder.row("song", listening.title(song), "track", slot="track")
    builder.row("artist", listening.song_artist(song), "artist", slot="artist")
    builder.row(label, times, slot="days")
    builder.row("plays of it in all", int(listening.song_plays[song]), slot="plays")
    builder.total("days with a play", places.size, slot="all")
    return builder.finding(0.25 + 0.5 * beyond(times / places.size, 0.02, 0.15))


def _neighbours(listening: Listening) -> Finding | None:
    """Find which artist most often comes right after which other."""
    artist = listening.plays.artist.astype(np.int64)
    led = (artist[1:] != artist[:-1]) & (listening.pauses_s < NEXT_S)
    led &= listening.targets[artist[1:]] & listening.targets[artist[:-1]]
    keys = artist[:-1][led] * listening.artist_plays.size + artist[1:][led]
    if keys.size == 0:
        return None
    pairs, counts = np.unique(keys, return_counts=True)
    best = int(np.argmax(counts))
    times = int(counts[best])
    first, second = divmod(int(pairs[best]), listening.artist_plays.size)
    leads = int(np.count_nonzero((artist[:-1] == first) & led))
    if times < NEIGHBOURS_NEEDED:
        return None
    builder = FindingBuilder(
        id="neighbours",
        title=f"Who comes after {listening.artist(first)}",
        population=f"{ALL_PLAYS} that begin within 30 minutes of the one before, by another artist",
    )
    builder.row("first", listening.artist(first), "artist", slot="artist")
    builder.row("next", listening.artist(second), "artist", slot="second")
    builder.row("times", times, slot="times")
    builder.total("times anybody came right after", leads, slot="leads")
    builder.total("share", percent(times, leads), "percent", slot="share")
    return builder.finding(0.35 + 0.4 * beyond(times / leads, 0.05, 0.4))


def _long_song(listening: Listening) -> Finding | None:
    """Find the longest song that was heard through."""
    rows = listening.plays
    minutes = rows.played_ms // 60_000
    fits = (minutes >= LONG_MINUTES) & (minutes < HOUR_MINUTES) & listening.song_targets[rows.song]
    if listening.has_endings:
        fits &= rows.finished == 1
    if not fits.any():
        return None
    place = int(np.argmax(np.where(fits, rows.played_ms, 0)))
    song = int(rows.song[place])
    times = int(np.count_nonzero(fits & (rows.song == song)))
    builder = FindingBuilder(
        id="long_song",
        title="The longest song",
        population=f"{ALL_PLAYS}, under an hour, played to the end where that is told",
    )
    builder.row("song", listening.title(song), "track", slot="track")
    builder.row("artist", listening.song_artist(song), "artist", slot="artist")
    builder.row("minutes", int(minutes[place]), "minutes", slot="minutes")
    builder.row("heard as long as that", date_words(int(listening.at.day[place])), "date", slot="date")
    builder.total("plays of nine minutes or more", times, slot="times")
    return builder.finding(0.3 + 0.4 * beyond(float(minutes[place]), LONG_MINUTES, 30))


def _crowd_day(listening: Listening) -> Finding | None:
    """Find the day with the most different artists."""
    _, day_of_pair, _ = listening.artist_days
    counts = np.bincount(day_of_pair - listening.first_day, minlength=listening.span_days)
    usual, best = half_up(float(np.median(counts[counts > 0]))), int(np.argmax(counts))
    artists = int(counts[best])
    if artists < CROWD_NEEDED or artists < 3 * usual or usual < 2:
        return None
    day = date_words(best + listening.first_day)
    builder = FindingBuilder(id="crowd_day", title=day, population=f"{ALL_PLAYS}, {listening.zone_name}")
    builder.row("date", day, "date", slot="date")
    builder.row("artists", artists, slot="artists")
    builder.row("plays", int(listening.daily_plays[best]), slot="plays")
    builder.total("artists on a usual day (median)", usual, slot="usual")
    return builder.finding(0.3 + 0.4 * beyond(artists / usual, 3, 10))


def _hour_artist(listening: Listening) -> Finding | None:
    """Find the hour of the day that most belongs to an artist who is not the favourite."""
    artists, favourite = listening.artist_plays.size, int(descending(listening.artist_plays)[0])
    by_hour = np.bincount(
        listening.at.hour.astype(np.int64) * artists + listening.plays.artist, minlength=24 * artists
    ).reshape(24, artists)
    leaders = by_hour.argmax(axis=1)
    plays, totals = by_hour[np.arange(24), leaders], by_hour.sum(axis=1)
    fits = (leaders != favourite) & (plays >= HOUR_PLAYS) & listening.targets[leaders]
    if not fits.any() or not listening.targets[favourite]:
        return None
    shares = np.where(fits, plays / np.maximum(totals, 1), 0.0)
    hour = int(np.argmax(shares))
    builder = FindingBuilder(
        id="hour_artist",
        title=f"The hour from {time_words(hour * 60)}",
        population=f"{ALL_PLAYS}, by the hour they began, {listening.zone_name}",
    )
    builder.row("from", time_words(hour * 60), "time", slot="time")
    builder.row("most played in that hour", listening.artist(int(leaders[hour])), "artist", slot="artist")
    builder.row("plays", int(plays[hour]), slot="plays")
    builder.row("share of the hour", percent(int(plays[hour]), int(totals[hour])), "percent", slot="share")
    builder.total("the most played of all", listening.artist(favourite), "artist", slot="favourite")
    return builder.finding(0.3 + 0.5 * beyond(float(shares[hour]), 0.08, 0.4))


def _top_album(listening: Listening) -> Finding | None:
    """Find the most played album."""
    if not listening.has_albums:
        return None
    named = listening.plays.album >= 0
    counts = np.bincount(listening.plays.album[named], minlength=len(listening.record.names.albums))
    if counts.size == 0:
        return None
    album = int(np.argmax(counts))
    owner = int(listening.record.names.album_artists[album])
    album_of_pair, _, _ = listening.album_songs
    songs = int(np.count_nonzero(album_of_pair == album))
    plays = int(counts[album])
    if plays < ALBUM_PLAYS or songs < ALBUM_SONGS or not listening.may_quote_album(album):
        return None
    days = int(np.unique(listening.at.day[listening.plays.album == album]).size)
    builder = FindingBuilder(id="top_album", title=listening.album(album), population=ALL_PLAYS)
    builder.row("album", listening.album(album), "album", slot="album")
    builder.row("artist", listening.artist(owner), "artist", slot="artist")
    builder.row("plays", plays, slot="plays")
    builder.row("different songs", songs, slot="songs")
    builder.row("different days", days, slot="days")
    builder.total("share of all plays", percent(plays, len(listening)), "percent", slot="share")
    return builder.finding(0.25 + 0.5 * beyond(plays / len(listening), 0.01, 0.1))


def _song_wait(listening: Listening) -> Finding | None:
    """Find the song with the longest time between two plays."""
    song, day, _ = listening.song_days
    if song.size < 2:
        return None
    waits = np.where(song[1:] == song[:-1], np.diff(day), 0)
    waits = np.where(listening.song_targets[song[:-1]], waits, 0)
    for place in np.argsort(-waits, kind="stable")[:50].tolist():
        begin, end = int(day[place]), int(day[place + 1])
        if waits[place] < YEAR_DAYS:
            return None
        if not listening.has_data_between(begin, end):
            continue
        code = int(song[place])
        builder = FindingBuilder(
            id="song_wait",
            title="The longest time between two plays of a song",
            population=f"{ALL_PLAYS}; songs joined by artist and title, {listening.zone_name}",
        )
        builder.row("song", listening.title(code), "track", slot="track")
        builder.row("artist", listening.song_artist(code), "artist", slot="artist")
        builder.row("played on", date_words(begin), "date", slot="from")
        builder.row("and next on", date_words(end), "date", slot="to")
        builder.total("days between", int(waits[place]), slot="days")
        return builder.finding(0.3 + 0.45 * beyond(float(waits[place]), YEAR_DAYS, 8 * YEAR_DAYS))
    return None


def _weekend_artist(listening: Listening) -> Finding | None:
    """Find the artist who is most one for Saturdays and Sundays."""
    weekend = listening.at.weekday >= SATURDAY
    counts = np.bincount(listening.plays.artist[weekend], minlength=listening.artist_plays.size)
    fits = (listening.artist_plays >= WEEKEND_PLAYS) & listening.targets
    shares = np.where(fits, counts / np.maximum(listening.artist_plays, 1), 0.0)
    artist = int(np.argmax(shares))
    if shares[artist] < 0.55:
        return None
    plays, at_weekend = int(listening.artist_plays[artist]), int(counts[artist])
    builder = FindingBuilder(
        id="weekend_artist",
        title=listening.artist(artist),
        population=f"{ALL_PLAYS}, by weekday, {listening.zone_name}",
    )
    builder.row("artist", listening.artist(artist), "artist", slot="artist")
    builder.row("plays on Saturdays and Sundays", at_weekend, slot="weekend")
    builder.row("plays on the other days", plays - at_weekend, slot="weekdays")
    builder.total("plays", plays, slot="plays")
    builder.total("share at weekends", percent(at_weekend, plays), "percent", slot="share")
    return builder.finding(0.35 + 0.4 * beyond(float(shares[artist]), 0.5, 0.9))
