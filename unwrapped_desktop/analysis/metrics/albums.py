"""Albums: unbroken runs, and single songs that carry one. Only where the source names albums."""

import numpy as np

from unwrapped_desktop.analysis.builder import FindingBuilder, Measured, percent
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.spans import run_bounds
from unwrapped_desktop.analysis.stats import beyond, half_up
from unwrapped_desktop.analysis.words import date_words
from unwrapped_desktop.domain.finding import Finding

NO_ALBUMS = "This export does not name albums."


def measure(listening: Listening) -> Measured:
    """Measure how albums are treated."""
    measured = Measured()
    if not listening.has_albums:
        measured.unavailable("albums.same_album_share", "percent", NO_ALBUMS)
        return measured
    follows = int(listening.follows_its_album.sum())
    measured.fact(
        "albums.same_album_share", percent(follows, len(listening) - 1), "percent", len(listening) - 1
    )
    candidates = (*_album_runs(listening), _album_one_song(listening), _one_hit(listening))
    measured.findings.extend(finding for finding in candidates if finding is not None)
    return measured


def _album_runs(listening: Listening) -> tuple[Finding | None, Finding | None]:
    album = listening.plays.album
    first, last = run_bounds(album[1:] != album[:-1])
    long = np.flatnonzero(last - first + 1 >= 6)
    first, last = first[long], last[long]
    for best in np.argsort(first - last, kind="stable")[:200]:
        begin, end = int(first[best]), int(last[best])
        code = int(album[begin])
        songs = int(np.unique(listening.plays.song[begin : end + 1]).size)
        whole = songs == end - begin + 1 and listening.at.second[end] - listening.at.second[begin] < 3 * 3600
        if code >= 0 and songs >= 6 and whole and listening.may_quote_album(code):
            return _in_order(listening, code, begin, end), _sat_through(listening, code, begin, end)
    return None, None


def _run_builder(listening: Listening, name: str, album: int, begin: int, end: int) -> FindingBuilder:
    minutes = half_up(int(listening.plays.played_ms[begin : end + 1].sum()) / 60_000)
    artist = int(listening.record.names.album_artists[album])
    builder = FindingBuilder(
        id=name,
        title=listening.album(album),
        population="plays of 30 seconds or more, one after the other",
        shareable=not listening.were_private(begin, end),
    )
    builder.row("album", listening.album(album), "album", slot="album")
    builder.row("artist", listening.artist(artist), "artist", slot="artist")
    builder.row("date", date_words(int(listening.at.day[begin])), "date", slot="date")
    builder.row("different songs without a break", end - begin + 1, slot="tracks")
    builder.row("minutes", minutes, "minutes", slot="minutes")
    return builder


def _in_order(listening: Listening, album: int, begin: int, end: int) -> Finding | None:
    tracks = end - begin + 1
    if tracks < 8:
        return None
    return _run_builder(listening, "in_order", album, begin, end).finding(0.25 + 0.4 * beyond(tracks, 8, 20))


def _sat_through(listening: Listening, album: int, begin: int, end: int) -> Finding | None:
    rows = listening.rows
    inside = (rows.ended_at_s >= listening.plays.ended_at_s[begin]) & (
        rows.ended_at_s <= listening.plays.ended_at_s[end]
    )
    if not listening.has_skips or bool((rows.skipped[inside] == 1).any()):
        return None
    builder = _run_builder(listening, "sat_through", album, begin, end)
    builder.total("skipped in between", 0, slot="skipped")
    return builder.finding(0.5)


def _album_one_song(listening: Listening) -> Finding | None:
    """Find the song played most of those that carry an album, among the 300 most played albums."""
    albums, songs, plays = listening.album_songs
    first, last = run_bounds(albums[1:] != albums[:-1])
    of_album, tops = np.add.reduceat(plays, first), np.maximum.reduceat(plays, first)
    ranking = np.argsort(-of_album, kind="stable")[:300]
    fits = (last - first >= 2) & (tops >= 20) & ((of_album - tops) * 4 <= tops)
    best: tuple[int, Finding] | None = None
    for place in ranking[fits[ranking]].tolist():
        code, top, inside = int(albums[first[place]]), int(tops[place]), slice(first[place], last[place] + 1)
        song = int(songs[inside][np.argmax(plays[inside])])
        if not (listening.may_quote_album(code) and listening.song_targets[song]):
            continue
        if best is None or top > best[0]:
            others, rest = int(last[place] - first[place]), int(of_album[place]) - top
            best = (
                top,
                _album_one_song_finding(listening, code, song=song, top=top, others=others, rest=rest),
            )
    return None if best is None else best[1]


def _album_one_song_finding(
    listening: Listening, album: int, *, song: int, top: int, others: int, rest: int
) -> Finding:
    builder = FindingBuilder(
        id="album_one_song",
        title=listening.album(album),
        population="plays of 30 seconds or more of this album",
    )
    builder.row("album", listening.album(album), "album", slot="album")
    builder.row("artist", listening.song_artist(song), "artist", slot="artist")
    builder.row("song", listening.title(song), "track", slot="track")
    builder.row("plays of the song", top, slot="plays")
    builder.row("other songs tried", others, slot="others")
    builder.row("plays of all those together", rest, slot="other_plays")
    return builder.finding(0.5 + 0.4 * beyond(top, 20, 150))


def _one_hit(listening: Listening) -> Finding | None:
    names, songs = listening.record.names, listening.song_plays
    played = np.bincount(names.song_artists[songs > 0], minlength=len(names.artists))
    alone = np.flatnonzero((played == 1) & (listening.artist_plays >= 5))
    if alone.size < 20:
        return None
    top = int(alone[np.argmax(listening.artist_plays[alone])])
    song = int(np.flatnonzero((names.song_artists == top) & (songs > 0))[0])
    if not listening.song_targets[song]:
        return None
    builder = FindingBuilder(
        id="one_hit", title="One song and no other", population="artists with five plays or more"
    )
    builder.row("artists known by one song alone", int(alone.size), slot="artists")
    builder.row("the most played of them", listening.artist(top), "artist", slot="artist")
    builder.row("the song", listening.title(song), "track", slot="track")
    builder.row("its plays", int(songs[song]), slot="plays")
    return builder.finding(0.25 + 0.4 * beyond(alone.size, 20, 200))
