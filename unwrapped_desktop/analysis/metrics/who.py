"""Who you play: how plays spread over artists."""

from datetime import date

import numpy as np

from unwrapped_desktop.analysis.builder import FindingBuilder, Measured, percent
from unwrapped_desktop.analysis.expectation import usual_effective_share, usual_ten_share, usual_top_share
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.stats import beyond, descending, effective_number, half_up, top_share
from unwrapped_desktop.analysis.words import date_words, day_of, month_words
from unwrapped_desktop.domain.finding import Finding

ALL_PLAYS = "all plays of 30 seconds or more"


def measure(listening: Listening) -> Measured:
    """Measure how plays spread over artists."""
    measured = Measured()
    ranking = descending(listening.artist_plays)
    _state_facts(listening, measured, ranking)
    candidates = (
        _house_artist(listening, ranking),
        _no_favourite(listening, ranking),
        _runner_up(listening, ranking),
        _invited_once(listening, ranking),
        _month_of_one(listening),
        _year_ends(listening),
        _one_song_artist(listening, ranking),
        _real_size(listening),
        _ten_names(listening, ranking),
    )
    measured.findings.extend(finding for finding in candidates if finding is not None)
    return measured


def _state_facts(listening: Listening, measured: Measured, ranking: np.ndarray) -> None:
    plays = len(listening)
    counts = listening.artist_plays
    measured.fact("who.artists", len(ranking), "count", plays)
    measured.fact("who.top_artist", listening.artist(int(ranking[0])), "artist", plays)
    measured.fact("who.top_artist_share", percent(int(counts[ranking[0]]), plays), "percent", plays)
    measured.fact("who.ten_artists_share", percent(top_share(counts, 10), 1), "percent", plays)
    measured.fact("who.effective_artists", round(effective_number(counts), 1), "count", plays)
    measured.fact("who.artists_played_once", int(np.sum(counts == 1)), "count", len(ranking))
    _state_runner_up(listening, measured, ranking)
    _state_songs_of_artists(listening, measured)


def _state_runner_up(listening: Listening, measured: Measured, ranking: np.ndarray) -> None:
    plays, counts = len(listening), listening.artist_plays[ranking]
    if len(ranking) < 2:
        measured.unavailable("who.second_artist", "artist", "There is only one artist.")
    elif counts[0] == counts[1] or (len(ranking) > 2 and counts[1] == counts[2]):
        measured.unavailable(
            "who.second_artist", "artist", "Several artists have as many plays as the second."
        )
    else:
        measured.fact("who.second_artist", listening.artist(int(ranking[1])), "artist", plays)
    if len(ranking) < 200:
        reason = "There are fewer than 200 artists in this record."
        measured.unavailable("who.hundred_artists_share", "percent", reason)
    else:
        share = percent(top_share(listening.artist_plays, 100), 1)
        measured.fact("who.hundred_artists_share", share, "percent", plays)


def _state_songs_of_artists(listening: Listening, measured: Measured) -> None:
    """State whose songs are most, how many songs are usual, and how many artists are known by one song."""
    heard = listening.song_plays > 0
    songs = np.bincount(
        listening.record.names.song_artists[heard], minlength=listening.artist_plays.size
    ).astype(np.int64)
    artists = int(np.sum(songs > 0))
    widest = int(np.lexsort((-listening.artist_plays, -songs))[0])  # the most played of equals
    measured.fact("who.artist_with_most_songs", listening.artist(widest), "artist", artists)
    measured.fact("who.most_songs_of_an_artist", int(songs[widest]), "count", artists)
    measured.fact("who.songs_per_artist", round(int(heard.sum()) / artists, 1), "count", artists)
    measured.fact("who.one_song_artist_share", percent(int(np.sum(songs == 1)), artists), "percent", artists)


def _house_artist(listening: Listening, ranking: np.ndarray) -> Finding | None:
    if len(ranking) < 2 or not listening.targets[ranking[:2]].all():
        return None
    counts, plays = listening.artist_plays, len(listening)
    first, second = int(ranking[0]), int(ranking[1])
    if counts[first] == counts[second]:
        return None  # nobody leads
    share = counts[first] / plays
    builder = FindingBuilder(id="house_artist", title="The most played artist", population=ALL_PLAYS)
    builder.row("artist", listening.artist(first), "artist", slot="artist")
    builder.row("plays", int(counts[first]), slot="plays")
    builder.row("share of all plays", percent(int(counts[first]), plays), "percent", slot="share")
    builder.row("next", listening.artist(second), "artist", slot="second")
    builder.row("plays of the next", int(counts[second]), slot="second_plays")
    builder.total("artists", len(ranking), slot="artists")
    builder.total("plays", plays)
    expected = usual_top_share(plays)
    return builder.finding(beyond(share, expected * 1.3, expected * 1.3 + 0.2))


def _no_favourite(listening: Listening, ranking: np.ndarray) -> Finding | None:
    first = int(ranking[0])
    if len(ranking) < 30 or not listening.targets[first]:
        return None
    counts, plays = listening.artist_plays, len(listening)
    share = counts[first] / plays
    builder = FindingBuilder(id="no_favourite", title="The most played artist", population=ALL_PLAYS)
    builder.row("artist", listening.artist(first), "artist", slot="artist")
    builder.row("plays", int(counts[first]), slot="plays")
    builder.row("share of all plays", percent(int(counts[first]), plays), "percent", slot="share")
    builder.total("artists", len(ranking), slot="artists")
    builder.total("plays", plays)
    expected = usual_top_share(plays)
    return builder.finding(beyond(share, expected * 0.5, expected * 0.15))


def _runner_up(listening: Listening, ranking: np.ndarray) -> Finding | None:
    if len(ranking) < 2 or not listening.targets[ranking[:2]].all():
        return None
    first, second = (int(listening.artist_plays[code]) for code in ranking[:2])
    if second < 100 or first == second or (first - second) / first > 0.03:
        return None
    builder = FindingBuilder(id="runner_up", title="First and second", population=ALL_PLAYS)
    builder.row("first", listening.artist(int(ranking[0])), "artist", slot="artist")
    builder.row("plays", first, slot="plays")
    builder.row("second", listening.artist(int(ranking[1])), "artist", slot="second")
    builder.row("plays", second, slot="second_plays")
    builder.total("between them", first - second, slot="gap")
    return builder.finding(0.6)


def _invited_once(listening: Listening, ranking: np.ndarray) -> Finding | None:
    counts = listening.artist_plays
    once = int(np.sum(counts == 1))
    first = int(ranking[0])
    if len(ranking) < 40 or once * 2 <= len(ranking) or not listening.targets[first]:
        return None
    builder = FindingBuilder(id="invited_once", title="Artists by number of plays", population=ALL_PLAYS)
    builder.row("artists", len(ranking), slot="artists")
    builder.row("played once", once, slot="once_artists")
    builder.row("played once", percent(once, len(ranking)), "percent", slot="once_share")
    builder.total("the most played", listening.artist(first), "artist", slot="artist")
    builder.total("plays", int(counts[first]), slot="plays")
    return builder.finding(0.25 + 0.6 * beyond(once / len(ranking), 0.5, 0.8))


def _month_of_one(listening: Listening) -> Finding | None:
    best: tuple[float, int, int, int, int] | None = None
    for month, positions in listening.plays_by_month():
        inside = listening.plays.artist[positions]
        counts = np.bincount(inside)
        artist = int(np.argmax(counts))
        plays, total = int(counts[artist]), inside.size
        share = plays / total
        if total >= 40 and share > 0.6 and listening.targets[artist] and (best is None or share > best[0]):
            best = (share, month, artist, plays, total)
    if best is None:
        return None
    share, month, artist, plays, total = best
    builder = FindingBuilder(
        id="month_of_one", title=month_words(month), population=f"plays of {month_words(month)}"
    )
    builder.row("month", month_words(month), "month", slot="month")
    builder.row("artist", listening.artist(artist), "artist", slot="artist")
    builder.row("plays", plays, slot="plays")
    builder.row("all others", total - plays, slot="others")
    builder.total("plays in the month", total)
    builder.total("share", percent(plays, total), "percent", slot="share")
    return builder.finding(0.5 + 0.5 * beyond(share, 0.6, 0.95))


def _year_ends(listening: Listening) -> Finding | None:
    best: tuple[float, int, int, int, int] | None = None
    for year, counts in zip(listening.years, listening.artist_year_plays, strict=True):
        plays = int(counts.sum())
        if plays < 200 or not _covers_year(listening, int(year)):
            continue
        artist = int(np.argmax(counts))
        share = counts[artist] / plays
        if share >= 0.25 and listening.targets[artist] and (best is None or share > best[0]):
            best = (float(share), int(year), artist, int(counts[artist]), plays)
    if best is None:
        return None
    share, year, artist, plays, total = best
    first, last = _year_days(year)
    end = first + max(half_up((last - first + 1) * (1 - share)), 1) - 1
    builder = FindingBuilder(
        id="year_ends", title=f"{year} without its favourite", population=f"plays of {year}"
    )
    builder.row("year", year, "year", slot="year")
    builder.row("artist", listening.artist(artist), "artist", slot="artist")
    builder.row("plays", plays, slot="plays")
    builder.row("share of the year", percent(plays, total), "percent", slot="share")
    builder.total("plays in the year", total)
    builder.total("days of the year left to the others", end - first + 1)
    builder.total("the year would end on", date_words(end), "date", slot="date")
    return builder.finding(0.4 + 0.6 * beyond(share, 0.25, 0.6))


def _covers_year(listening: Listening, year: int) -> bool:
    """Whether every month of a year holds a play of something."""
    return listening.has_data_between(*_year_days(year))


def _year_days(year: int) -> tuple[int, int]:
    first = day_of(date(year, 1, 1))
    last = day_of(date(year, 12, 31))
    return first, last


def _one_song_artist(listening: Listening, ranking: np.ndarray) -> Finding | None:
    counts, songs = listening.artist_plays, listening.song_plays
    song_artists = listening.record.names.song_artists
    top_plays = np.zeros_like(counts)
    np.maximum.at(top_plays, song_artists.astype(np.int64), songs)
    fits = listening.targets & (counts >= 30) & (top_plays < counts) & (top_plays >= 0.9 * counts)
    for artist in ranking[fits[ranking]]:
        plays = int(counts[artist])
        own = np.flatnonzero((song_artists == artist) & (songs > 0))
        song = int(own[np.argmax(songs[own])])
        top = int(songs[song])
        if listening.song_targets[song]:
            return _one_song_finding(listening, int(artist), song, top, plays)
    return None


def _one_song_finding(listening: Listening, artist: int, song: int, top: int, plays: int) -> Finding:
    builder = FindingBuilder(id="one_song_artist", title=listening.artist(artist), population=ALL_PLAYS)
    builder.row("artist", listening.artist(artist), "artist", slot="artist")
    builder.row("song", listening.title(song), "track", slot="track")
    builder.row("plays of the song", top, slot="track_plays")
    builder.row("plays of all other songs", plays - top, slot="other_plays")
    builder.total("plays of the artist", plays)
    return builder.finding(0.5 + 0.4 * beyond(plays, 30, 200))


def _real_size(listening: Listening) -> Finding | None:
    artists = int(np.sum(listening.artist_plays > 0))
    effective = effective_number(listening.artist_plays)
    if artists < 60:
        return None
    builder = FindingBuilder(
        id="real_size", title="Artists listed, and artists that matter", population=ALL_PLAYS
    )
    builder.row("artists", artists, slot="artists")
    builder.row("artists that matter", half_up(effective), slot="effective")
    builder.total("artists that matter: e to the Shannon entropy of plays", round(effective, 1))
    expected = usual_effective_share(artists)
    return builder.finding(beyond(effective / artists, expected * 0.6, expected * 0.12))


def _ten_names(listening: Listening, ranking: np.ndarray) -> Finding | None:
    if len(ranking) < 30:
        return None
    plays = len(listening)
    share = top_share(listening.artist_plays, 10)
    builder = FindingBuilder(
        id="ten_names",
        title="The ten most played artists",
        population=ALL_PLAYS,
        shareable=bool(listening.targets[ranking[:10]].all()),  # no children's or sacred music on a card
    )
    for code in ranking[:10]:
        builder.row(listening.artist(int(code)), int(listening.artist_plays[code]))
    builder.total("artists in the list", 10, slot="ten")
    builder.total("share of all plays", percent(share, 1), "percent", slot="share")
    builder.total("all other artists", len(ranking) - 10, slot="rest")
    expected = usual_ten_share(plays)
    return builder.finding(beyond(share, expected * 1.15, min(expected * 1.15 + 0.35, 0.98)))
