"""What Spotify itself tells of a listener who signs in: ranked lists, without a single count. Free of NumPy."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from unwrapped_desktop.domain.forensics import FileReading, SourceKind

LIST_LENGTH = 50
"""Names on a full list."""

NAMES_NEEDED = 10
"""With fewer artists on the list of the year nobody is judged."""


class Span(StrEnum):
    """The times of which Spotify makes lists. It calls the last one long; it is about a year, not a life."""

    MONTH = "short_term"
    HALF_YEAR = "medium_term"
    YEAR = "long_term"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedArtist:
    """An artist on a list.

    Attributes:
        rank: Place on the list, from 1. A place stays what it was when others are left out.
        name: Name.
        popularity: Popularity as Spotify gives it, 0 to 100; None where it gives none.
        genres: Genres as Spotify names them; empty where it names none.
        spotify_id: Of their page at Spotify, 22 letters and digits; empty where none is told.
    """

    rank: int
    name: str
    popularity: int | None = None
    genres: tuple[str, ...] = ()
    spotify_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSong:
    """A song on a list.

    Attributes:
        rank: Place on the list, from 1.
        title: Title.
        artist: Its first artist.
        album: Album, empty where none is named.
        released: Year in which the album came out, None where none is told.
        spotify_id: Of its page at Spotify, 22 letters and digits; empty where none is told.
    """

    rank: int
    title: str
    artist: str
    album: str = ""
    released: int | None = None
    spotify_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastPlay:
    """One of the last plays.

    Attributes:
        played_at: When, aware, UTC.
        title: Title of the song.
        artist: Its first artist.
    """

    played_at: datetime
    title: str
    artist: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSongs:
    """What of the library was asked for.

    Attributes:
        total: Songs saved in all.
        kept: (artist, title) of those saved songs that were read; all of them where `is_whole`.
        is_whole: Whether all saved songs were read. Otherwise nobody knows what is not saved.
    """

    total: int
    kept: frozenset[tuple[str, str]]
    is_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLists:
    """What Spotify lists for about the last four weeks: all of it that is kept beside a record.

    Attributes:
        read_at: When it was asked for, aware, UTC.
        artists: The artists, in order.
        songs: The songs, in order.
    """

    read_at: datetime
    artists: tuple[ListedArtist, ...]
    songs: tuple[ListedSong, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopLists:
    """A listener of whom the lists alone are known.

    Attributes:
        source: Where they come from.
        fetched_at: When they were asked for, aware, UTC.
        artists: The list of artists of each span that was told.
        songs: The list of songs of each span that was told.
        last_plays: The last plays, the earliest first; at most fifty.
        saved: The library, None where it was not told.
        data_sha256: Hash of all of it, before exclusions, hexadecimal.
        seed: What chooses the wordings, hexadecimal.
        readings: What became of each call, as of each file of an export.
        excluded: Entries the listener has left out.
        sample_name: Name of the sample listener, None for a real one.
    """

    source: SourceKind
    fetched_at: datetime
    artists: Mapping[Span, tuple[ListedArtist, ...]]
    songs: Mapping[Span, tuple[ListedSong, ...]]
    last_plays: tuple[LastPlay, ...] = ()
    saved: SavedSongs | None = None
    data_sha256: str
    seed: str
    readings: tuple[FileReading, ...] = ()
    excluded: int = 0
    sample_name: str | None = None

    @property
    def entries(self) -> int:
        """Names, songs and plays in all, those on several lists as often as they are listed."""
        lists = (*self.artists.values(), *self.songs.values(), self.last_plays)
        return sum(map(len, lists))

    @property
    def month(self) -> MonthLists:
        """The lists of the last four weeks, as they are kept beside a record: no more than is needed there."""
        return MonthLists(
            read_at=self.fetched_at,
            artists=tuple(
                replace(artist, popularity=None, genres=()) for artist in self.artists.get(Span.MONTH, ())
            ),
            songs=self.songs.get(Span.MONTH, ()),
        )
