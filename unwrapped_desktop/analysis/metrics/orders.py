"""Albums and shuffle: what is played as somebody put it together, and what is left to chance."""

import numpy as np

from unwrapped_desktop.analysis.builder import Measured, percent
from unwrapped_desktop.analysis.listening import Array, Listening
from unwrapped_desktop.analysis.spans import run_bounds, whole_years
from unwrapped_desktop.analysis.stats import count_pairs
from unwrapped_desktop.domain.record import Mask

PAUSE_S = 30 * 60
"""A longer pause ends a run: the 30 minutes of web logs (Catledge & Pitkow 1995)."""

RUN_PLAYS = 4
EXITS = 5
"""A song left for another of its album so often shows which one it is usually left for."""

EXITS_NEEDED = 100
YEAR_PLAYS = 100
YEARS_NEEDED = 2

NO_ALBUMS = "This export does not name albums."
NO_SHUFFLE = "This export does not record shuffle."

ALBUM_FACTS = (
    ("albums.longest_run_plays", "count"),
    ("albums.longest_run_album", "album"),
    ("albums.run_share", "percent"),
    ("albums.albums", "count"),
    ("albums.one_song_share", "percent"),
    ("albums.top_album", "album"),
    ("albums.top_album_plays", "count"),
    ("albums.same_order_share", "percent"),
)
SHUFFLE_FACTS = (
    ("albums.most_shuffled_year", "year"),
    ("albums.most_shuffled_year_share", "percent"),
    ("albums.least_shuffled_year", "year"),
    ("albums.least_shuffled_year_share", "percent"),
)


def measure(listening: Listening) -> Measured:
    """Measure albums where the source names them, and shuffle by year where it records it."""
    measured = Measured()
    if listening.has_albums:
        follows = _follows(listening)
        _state_runs(listening, follows, measured)
        _state_albums(listening, measured)
        _state_order(listening, follows, measured)
    else:
        for name, unit in ALBUM_FACTS:
            measured.unavailable(name, unit, NO_ALBUMS)
    _state_shuffle(listening, measured)
    return measured


def _follows(listening: Listening) -> Mask:
    """Return for all plays but the first whether each is another song of the album of the play before, without a pause."""
    album, song = listening.plays.album, listening.plays.song
    follows: Mask = (
        (album[1:] == album[:-1])
        & (album[1:] >= 0)
        & (song[1:] != song[:-1])
        & (listening.pauses_s <= PAUSE_S)
    )
    return follows


def _state_runs(listening: Listening, follows: Mask, measured: Measured) -> None:
    """State the longest run of plays from one album, each another song than the one before, and the share of runs."""
    plays = len(listening)
    first, last = run_bounds(~follows)
    length = last - first + 1
    longest = int(np.argmax(length))
    count = int(length[longest])
    measured.fact("albums.longest_run_plays", count, "count", plays)
    if count > 1:
        album = listening.album(int(listening.plays.album[first[longest]]))
        is_private = listening.were_private(int(first[longest]), int(last[longest]))
        measured.fact("albums.longest_run_album", album, "album", count, is_private=is_private)
    else:
        reason = "No two songs of one album were played in a row."
        measured.unavailable("albums.longest_run_album", "album", reason)
    in_runs = int(length[length >= RUN_PLAYS].sum())
    measured.fact("albums.run_share", percent(in_runs, plays), "percent", plays)


def _state_albums(listening: Listening, measured: Measured) -> None:
    """State how many albums were played, how many for one song alone, and the most played; of equals the first by name."""
    named = listening.plays.album >= 0
    albums, _, _ = listening.album_songs
    songs = np.bincount(albums)
    played = int(np.sum(songs > 0))
    alone = int(np.sum(songs == 1))
    measured.fact("albums.albums", played, "count", int(named.sum()))
    measured.fact("albums.one_song_share", percent(alone, played), "percent", played)
    plays = np.bincount(listening.plays.album[named])
    top = int(np.argmax(plays))
    measured.fact("albums.top_album", listening.album(top), "album", int(named.sum()))
    measured.fact("albums.top_album_plays", int(plays[top]), "count", int(named.sum()))


def _state_order(listening: Listening, follows: Mask, measured: Measured) -> None:
    """State how often a song is followed by the song of its album that usually follows it.

    An export does not number the songs of an album, so their order is the one most often heard. 100 per cent: always
    in the same order; shuffled albums come near to one in their number of songs.
    """
    name = "albums.same_order_share"
    where = np.flatnonzero(follows)
    before, _, counts = count_pairs(listening.plays.song[where], listening.plays.song[where + 1])
    if before.size == 0:
        measured.unavailable(name, "percent", "Too few songs follow others of their album.")
        return
    first, _ = run_bounds(before[1:] != before[:-1])
    exits, usual = np.add.reduceat(counts, first), np.maximum.reduceat(counts, first)
    often = exits >= EXITS
    sample = int(exits[often].sum())
    if sample < EXITS_NEEDED:
        measured.unavailable(name, "percent", "Too few songs follow others of their album.")
        return
    measured.fact(name, percent(int(usual[often].sum()), sample), "percent", sample)


def _state_shuffle(listening: Listening, measured: Measured) -> None:
    """State the whole years with the largest and the smallest share of shuffled plays."""
    if not listening.has_shuffle:
        for name, unit in SHUFFLE_FACTS:
            measured.unavailable(name, unit, NO_SHUFFLE)
        return
    years = whole_years(listening)
    told, shuffled = _shuffled_by_year(listening, years)
    enough = told >= YEAR_PLAYS
    if enough.sum() < YEARS_NEEDED:
        for name, unit in SHUFFLE_FACTS:
            measured.unavailable(name, unit, "Too few whole calendar years tell what was shuffled.")
        return
    years, told, shuffled = years[enough], told[enough], shuffled[enough]
    for name, place in (
        ("most", int(np.argmax(shuffled / told))),
        ("least", int(np.argmin(shuffled / told))),
    ):
        count = int(told[place])
        measured.fact(f"albums.{name}_shuffled_year", int(years[place]), "year", count)
        measured.fact(
            f"albums.{name}_shuffled_year_share", percent(int(shuffled[place]), count), "percent", count
        )


def _shuffled_by_year(listening: Listening, years: Array) -> tuple[Array, Array]:
    """Return for each year how many plays say whether they were shuffled, and how many were."""
    first, last = int(listening.years[0]), int(listening.years[-1])
    cells = (listening.at.year - first) * 3 + listening.plays.shuffle + 1
    table = np.bincount(cells, minlength=(last - first + 1) * 3).reshape(-1, 3)[years - first]
    return table[:, 1] + table[:, 2], table[:, 2]
