"""Spotify's lists made ready for measuring: what stands where, and what is known about the names."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

import numpy as np

from unwrapped_desktop.analysis.known import KnownArtists
from unwrapped_desktop.analysis.reference import Reference, ReferenceArtist
from unwrapped_desktop.analysis.words import fold, is_quotable, shown_title
from unwrapped_desktop.domain.record import ArtistNote
from unwrapped_desktop.domain.top_lists import LIST_LENGTH, LastPlay, ListedArtist, ListedSong, Span, TopLists

ARTISTS_OF_THE_YEAR = "Spotify's list of your artists for about a year; it gives an order and no counts"
SONGS_OF_THE_YEAR = "Spotify's list of your songs for about a year; it gives an order and no counts"
YEAR_AND_MONTH_OF_ARTISTS = "Spotify's lists of your artists for about a year and about four weeks"
YEAR_AND_MONTH_OF_SONGS = "Spotify's lists of your songs for about a year and about four weeks"
ALL_ARTIST_LISTS = "Spotify's lists of your artists for about four weeks, six months and a year"
ALL_SONG_LISTS = "Spotify's lists of your songs for about four weeks, six months and a year"
LAST_PLAYS = "the last plays that Spotify tells, fifty at most"

Key = tuple[str, str]

_Named = TypeVar("_Named", str, Key)


class Ranking:
    """A listener's lists.

    Names are joined by NFC and casefold, songs by (artist, title) likewise.

    Attributes:
        lists: The lists.
        reference: The table.
        year: The artists of the year's list, in order.
        month: The artists of the month's list.
        songs_of_year: The songs of the year's list.
        songs_of_month: The songs of the month's list.
        names: Every artist who is on a list, has a song on one, or is among the last plays; in folded order.
        known: What is known of them, by their place in `names`.
    """

    def __init__(self, lists: TopLists, reference: Reference) -> None:
        self.lists = lists
        self.reference = reference
        self.year = lists.artists.get(Span.YEAR, ())
        self.month = lists.artists.get(Span.MONTH, ())
        self.songs_of_year = lists.songs.get(Span.YEAR, ())
        self.songs_of_month = lists.songs.get(Span.MONTH, ())
        by_key = {fold(name): name for name in self._all_names()}
        self._code = {key: code for code, key in enumerate(sorted(by_key))}
        self.names = tuple(by_key[key] for key in self._code)
        self.known = KnownArtists(self.names, self._standing(), reference, self._notes())

    def _all_names(self) -> list[str]:
        """Return every name in an order in which the spelling of the year's list comes last, and so is taken."""
        last = [play.artist for play in self.lists.last_plays]
        of_songs = [song.artist for songs in self.lists.songs.values() for song in songs]
        of_artists = [artist.name for artists in self.lists.artists.values() for artist in artists]
        return [*last, *of_songs, *of_artists, *(artist.name for artist in self.year)]

    def _standing(self) -> np.ndarray:
        """Return how high each name stands, for telling namesakes apart: 51 less its place on the year's list."""
        standing = np.zeros(len(self.names), dtype=np.int64)
        for artist in self.year:
            standing[self.code(artist.name)] = max(LIST_LENGTH + 1 - artist.rank, 1)
        return standing

    def _notes(self) -> tuple[ArtistNote, ...]:
        return tuple(
            ArtistNote(name=artist.name, popularity=artist.popularity, genres=artist.genres)
            for artists in self.lists.artists.values()
            for artist in artists
            if artist.popularity is not None or artist.genres
        )

    def code(self, name: str) -> int:
        """Return the place of an artist in `names`."""
        return self._code[fold(name)]

    def line(self, name: str) -> ReferenceArtist | None:
        """Return what the table says of an artist."""
        return self.known[self.code(name)]

    def popularity(self, name: str) -> int:
        """Return an artist's popularity, 0 to 100; -1 where unknown."""
        return int(self.known.popularity[self.code(name)])

    def may_name(self, name: str) -> bool:
        """Whether ordinary remarks may be about an artist."""
        return is_quotable(name) and bool(self.known.is_target[self.code(name)])

    def may_quote(self, song: ListedSong | LastPlay) -> bool:
        """Whether ordinary remarks may be about a song."""
        return is_quotable(shown_title(song.title)) and self.may_name(song.artist)

    @cached_property
    def year_rank(self) -> dict[str, int]:
        """Place of each artist on the year's list, by folded name."""
        return _artist_places(self.year)

    @cached_property
    def month_rank(self) -> dict[str, int]:
        """Place of each artist on the month's list, by folded name."""
        return _artist_places(self.month)

    @cached_property
    def song_month_rank(self) -> dict[Key, int]:
        """Place of each song on the month's list."""
        return _song_places(self.songs_of_month)

    @cached_property
    def songs_by_artist(self) -> Counter[str]:
        """Songs of each artist on the year's list of songs, by folded name."""
        return Counter(fold(song.artist) for song in self.songs_of_year)

    @cached_property
    def ranks_everywhere(self) -> dict[str, tuple[int, ...]]:
        """Places on the lists of month, six months and year of each artist who is on all three, by folded name."""
        return _everywhere([_artist_places(self.lists.artists.get(span, ())) for span in Span])

    @cached_property
    def song_ranks_everywhere(self) -> dict[Key, tuple[int, ...]]:
        """Places on the lists of month, six months and year of each song that is on all three."""
        return _everywhere([_song_places(self.lists.songs.get(span, ())) for span in Span])


def song_key(song: ListedSong | LastPlay) -> Key:
    """Return what joins the recordings of a song."""
    return fold(song.artist), fold(song.title)


def _artist_places(artists: Sequence[ListedArtist]) -> dict[str, int]:
    """Return the highest place of each artist."""
    return {fold(artist.name): artist.rank for artist in reversed(artists)}


def _song_places(songs: Sequence[ListedSong]) -> dict[Key, int]:
    """Return the highest place of each song: two recordings of one may stand on a list."""
    return {song_key(song): song.rank for song in reversed(songs)}


def _everywhere(lists: Sequence[dict[_Named, int]]) -> dict[_Named, tuple[int, ...]]:
    """Return the places of what is on all lists, in the order of the last."""
    found = [name for name in lists[-1] if all(name in one for one in lists)]
    return {name: tuple(one[name] for one in lists) for name in found}
