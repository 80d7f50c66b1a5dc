"""Findings about the very subject: an artist, a kind of music or a decade of which the critic has lines of its own."""

from collections.abc import Iterator

import numpy as np

from unwrapped_desktop.analysis.builder import ALL_PLAYS, FindingBuilder, percent
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.stats import beyond, descending
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.lore import Lore
from unwrapped_desktop.domain.record import Mask
from unwrapped_desktop.domain.shelves import ShelfKind, Shelves

PLAYS_NEEDED, RANKS = 15, 40
"""An artist played less, or standing lower, is no subject."""

KNOWN_PLAYS = f"{ALL_PLAYS} of artists in our table"


def find_lore(listening: Listening, shelves: tuple[Shelves, ...], lore: Lore) -> tuple[Finding, ...]:
    """Return what may be said of the very artist, kind of music and decade; at most one of each."""
    found = (_artist(listening, lore), *_of_shelves(listening, shelves, lore))
    return tuple(finding for finding in found if finding is not None)


def _artist(listening: Listening, lore: Lore) -> Finding | None:
    """Return a finding about the most played artist with lines of their own, the favourite only if there is no other."""
    ranking = [int(code) for code in descending(listening.artist_plays)[:RANKS]]
    able = [
        (rank, code)
        for rank, code in enumerate(ranking, start=1)
        if (known := listening.known[code]) is not None
        and known.name in lore.artists
        and listening.targets[code]
        and listening.artist_plays[code] >= PLAYS_NEEDED
    ]
    chosen = next((one for one in able if one[0] > 1), able[0] if able else None)
    if chosen is None:
        return None
    rank, artist = chosen
    song = _top_song(listening, artist)
    plays = int(listening.artist_plays[artist])
    where = listening.plays_of_artist(artist)
    builder = FindingBuilder(id="lore_artist", title=listening.artist(artist), population=ALL_PLAYS)
    builder.row("artist", listening.artist(artist), "artist", slot="artist")
    builder.row("plays", plays, slot="plays")
    builder.row("share of all plays", percent(plays, len(listening)), "percent", slot="share")
    builder.row("place among the artists", rank, slot="rank")
    builder.row("different songs", int(np.unique(listening.plays.song[where]).size), slot="songs")
    builder.row("different days", int(np.unique(listening.at.day[where]).size), slot="days")
    builder.row("first played in", int(listening.at.year[where].min()), "year", slot="year")
    if song is not None:
        builder.row("the most played song", listening.shown_titles[song], "track", slot="track")
        builder.row("its plays", int(listening.song_plays[song]), slot="track_plays")
    builder.total("artists in all", int(np.sum(listening.artist_plays > 0)), slot="artists")
    known = listening.known[artist]
    surprise = 0.55 + 0.35 * beyond(plays / len(listening), 0.005, 0.08)
    return builder.finding(surprise, about="" if known is None else known.name)


def _top_song(listening: Listening, artist: int) -> int | None:
    """Return the most played song of an artist that a sentence may quote."""
    own = (listening.record.names.song_artists == artist) & listening.song_targets
    plays = np.where(own, listening.song_plays, 0)
    return int(np.argmax(plays)) if plays.any() else None


def _of_shelves(listening: Listening, shelves: tuple[Shelves, ...], lore: Lore) -> Iterator[Finding | None]:
    for sorted_by in shelves:
        main = sorted_by.main
        if main is None:
            continue
        if sorted_by.kind is ShelfKind.FAMILY and main.name in lore.families:
            yield _shelf(listening, sorted_by, "lore_genre", listening.known.family == main.name)
        if sorted_by.kind is ShelfKind.DECADE and main.name in lore.decades:
            decade = int(main.name.removesuffix("s"))
            yield _shelf(listening, sorted_by, "lore_decade", listening.known.decade == decade)


def _shelf(listening: Listening, shelves: Shelves, name: str, is_on_it: Mask) -> Finding | None:
    """Return a finding about the shelf that leads, by its most played artist who may be named."""
    main = shelves.main
    counts = np.where(is_on_it & listening.targets, listening.artist_plays, 0)
    artist = int(np.argmax(counts))
    if main is None or counts[artist] == 0:
        return None
    share = percent(main.plays, shelves.known_plays)
    builder = FindingBuilder(id=name, title=main.name, population=KNOWN_PLAYS)
    if shelves.kind is ShelfKind.DECADE:
        builder.row("main decade", main.name, "decade", slot="decade")
    builder.row("plays", main.plays, slot="plays")
    builder.row("artists", main.artists, slot="artists")
    builder.row("the most played of them", listening.artist(artist), "artist", slot="artist")
    builder.row("plays of theirs", int(counts[artist]), slot="artist_plays")
    builder.total("share of the plays we recognise", share, "percent", slot="share")
    builder.total("all other plays we recognise", shelves.known_plays - main.plays, slot="others")
    builder.total("year of the last play", int(listening.at.year.max()), "year", slot="year")
    return builder.finding(0.45 + 0.45 * beyond(share, 35, 90), about=main.name)
