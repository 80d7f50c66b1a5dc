"""Again and again: songs repeated in a day, in a row, and over the years."""

import numpy as np

from unwrapped_desktop.analysis.builder import ALL_PLAYS, FindingBuilder, Measured, percent
from unwrapped_desktop.analysis.expectation import usual_repeat_share
from unwrapped_desktop.analysis.listening import NIGHT_END, Listening
from unwrapped_desktop.analysis.spans import run_bounds
from unwrapped_desktop.analysis.stats import beyond, descending, half_up
from unwrapped_desktop.analysis.words import date_words, fold, is_quotable
from unwrapped_desktop.domain.finding import Finding


def measure(listening: Listening) -> Measured:
    """Measure repetition of songs; the URIs of one recording are joined by artist and title."""
    measured = Measured()
    _state_facts(listening, measured)
    candidates = (
        _repeats(listening),
        _song_day(listening),
        _loop_run(listening),
        _top_song(listening),
        _rest_of_artist(listening),
        _same_title(listening),
    )
    measured.findings.extend(finding for finding in candidates if finding is not None)
    return measured


def _state_facts(listening: Listening, measured: Measured) -> None:
    plays = len(listening)
    songs = int(np.sum(listening.song_plays > 0))
    top = int(descending(listening.song_plays)[0])
    measured.fact("again.songs", songs, "count", plays)
    measured.fact("again.repeat_share", percent(plays - songs, plays), "percent", plays)
    measured.fact("again.top_song", listening.title(top), "track", plays)
    measured.fact("again.top_song_plays", int(listening.song_plays[top]), "count", plays)


def _repeats(listening: Listening) -> Finding | None:
    plays, songs = len(listening), int(np.sum(listening.song_plays > 0))
    share = (plays - songs) / plays
    builder = FindingBuilder(
        id="repeats",
        title="New songs and old ones",
        population="plays of 30 seconds or more; songs joined by artist and title",
    )
    builder.row("plays", plays, slot="plays")
    builder.row("different songs", songs, slot="songs")
    builder.row("plays of a song already played", plays - songs)
    builder.total("their share", percent(plays - songs, plays), "percent", slot="share")
    expected = usual_repeat_share(plays)
    return builder.finding(beyond(share, expected + 0.4 * (1 - expected), 0.99))


def _song_day(listening: Listening) -> Finding | None:
    """Find the day with the most plays of one song, none of them at night; of equal days the earliest."""
    songs, days, plays = listening.song_days
    often = np.flatnonzero((plays >= 8) & listening.song_targets[songs])
    night_songs, night_days, _ = listening.song_nights
    width = listening.last_day + 1
    nights, asked = night_songs * width + night_days, songs[often] * width + days[often]
    often = often[np.searchsorted(nights, asked, "left") == np.searchsorted(nights, asked, "right")]
    if often.size == 0:
        return None
    best = often[np.lexsort((songs[often], days[often], -plays[often]))[0]]
    day, song = int(days[best]), int(songs[best])
    return _song_day_finding(listening, day, song, listening.plays_on_day(song, day))


def _song_day_finding(listening: Listening, day: int, song: int, where: np.ndarray) -> Finding:
    started, plays = listening.at.second[where], len(where)
    gap = half_up(int(np.diff(started).max()) / 60)
    others = int(where[-1] - where[0] + 1 - plays)
    builder = FindingBuilder(
        id="song_day",
        title=listening.title(song),
        population=f"plays of {date_words(day)}, {listening.zone_name}",
    )
    builder.row("song", listening.title(song), "track", slot="track")
    builder.row("artist", listening.song_artist(song), "artist", slot="artist")
    builder.row("date", date_words(day), "date", slot="date")
    builder.row("plays", plays, slot="plays")
    builder.row("longest gap between two starts, minutes", gap, "minutes", slot="gap")
    builder.total("other plays in between", others, slot="other")
    return builder.finding(0.6 + 0.4 * beyond(plays, 8, 30))


def _loop_run(listening: Listening) -> Finding | None:
    song = listening.plays.song
    first, last = run_bounds(song[1:] != song[:-1])
    long = np.flatnonzero(last - first + 1 >= 6)
    first, last = first[long], last[long]
    for best in np.argsort(first - last, kind="stable"):
        begin, end = int(first[best]), int(last[best])
        by_day = (
            bool((listening.at.hour[begin : end + 1] >= NIGHT_END).all())
            and listening.at.day[begin] == listening.at.day[end]
        )
        if by_day and listening.song_targets[song[begin]]:
            return _loop_finding(listening, int(song[begin]), begin, end)
    return None


def _loop_finding(listening: Listening, song: int, begin: int, end: int) -> Finding:
    run = end - begin + 1
    minutes = half_up(int(listening.plays.played_ms[begin : end + 1].sum()) / 60_000)
    builder = FindingBuilder(
        id="loop_run",
        title=listening.title(song),
        population="plays of 30 seconds or more, one after the other",
        shareable=not listening.were_private(begin, end),
    )
    builder.row("song", listening.title(song), "track", slot="track")
    builder.row("artist", listening.song_artist(song), "artist", slot="artist")
    builder.row("date", date_words(int(listening.at.day[begin])), "date", slot="date")
    builder.row("times in a row", run, slot="run")
    builder.total("minutes", minutes, "minutes", slot="minutes")
    return builder.finding(0.5 + 0.5 * beyond(run, 6, 25))


def _top_song(listening: Listening) -> Finding | None:
    ranking = descending(listening.song_plays)
    song = int(ranking[0])
    plays = int(listening.song_plays[song])
    if plays < 20 or not listening.song_targets[song]:
        return None
    where = listening.plays_of_song(song)
    builder = FindingBuilder(
        id="top_song",
        title=listening.title(song),
        population="plays of 30 seconds or more; songs joined by artist and title",
    )
    builder.row("song", listening.title(song), "track", slot="track")
    builder.row("artist", listening.song_artist(song), "artist", slot="artist")
    builder.row("plays", plays, slot="plays")
    builder.row("different days", int(np.unique(listening.at.day[where]).size), slot="days")
    builder.row("first played in", int(listening.at.year[where].min()), "year", slot="year")
    builder.total("plays of the next song", int(listening.song_plays[ranking[1]]) if len(ranking) > 1 else 0)
    second = int(listening.song_plays[ranking[1]]) if len(ranking) > 1 else 1
    return builder.finding(0.15 + 0.6 * beyond(plays / max(second, 1), 1.1, 3.0))


def _rest_of_artist(listening: Listening) -> Finding | None:
    """Find a song whose artist was listened to beyond it: the exact opposite of a one-song artist."""
    names, songs = listening.record.names, listening.song_plays
    for song in descending(songs)[:40]:
        artist = int(names.song_artists[song])
        others = (names.song_artists == artist) & (songs > 0)
        count, rest = int(others.sum()) - 1, int(songs[others].sum()) - int(songs[song])
        is_top = int(songs[others].max()) == songs[song]
        if is_top and count >= 8 and rest > songs[song] >= 15 and listening.song_targets[song]:
            builder = FindingBuilder(
                id="rest_of_artist", title=listening.artist(artist), population=ALL_PLAYS
            )
            builder.row("artist", listening.artist(artist), "artist", slot="artist")
            builder.row("song", listening.title(int(song)), "track", slot="track")
            builder.row("plays of the song", int(songs[song]), slot="plays")
            builder.row("plays of the other songs", rest, slot="rest")
            builder.total("other songs", count, slot="songs")
            return builder.finding(0.4)
    return None


def _same_title(listening: Listening) -> Finding | None:
    names, songs = listening.record.names, listening.song_plays
    by_title: dict[str, list[int]] = {}
    for song in np.flatnonzero(songs > 0).tolist():
        by_title.setdefault(fold(listening.title(song)), []).append(song)
    large = [group for group in by_title.values() if len(group) >= 4]
    if not large:
        return None
    group = min(large, key=lambda group: (-len({int(names.song_artists[song]) for song in group}), group))
    artists = sorted(
        {int(names.song_artists[song]) for song in group}, key=lambda code: -listening.artist_plays[code]
    )
    title = listening.title(max(group, key=lambda song: int(songs[song])))
    heard = sum(int(songs[song]) for song in group)
    if len(artists) < 4 or heard < 10 or not is_quotable(title):
        return None
    builder = FindingBuilder(id="same_title", title=title, population="songs with this title, by artist")
    builder.row("title", title, "track", slot="title")
    for artist in artists[:6]:
        plays = sum(int(songs[song]) for song in group if names.song_artists[song] == artist)
        builder.row(listening.artist(artist), plays)
    builder.total("artists", len(artists), slot="artists")
    builder.total("plays of all of them", heard, slot="plays")
    usual = 3 + int(np.sum(songs > 0)) / 1_500  # a large library shares titles by chance
    return builder.finding(0.9 * beyond(len(artists), usual, usual + 6))
