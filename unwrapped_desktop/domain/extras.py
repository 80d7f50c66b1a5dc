"""What account data holds besides plays: the library, and what Spotify itself says of a listener. Free of NumPy.

None of it dates a thing: the library and the marquee are as they stood on the day of the export, while the plays may
span a life.
"""

from dataclasses import dataclass
from enum import StrEnum


class Segment(StrEnum):
    """How warm Spotify takes a listener to be for an artist.

    The terms are those of Spotify for Artists, where the first three split the active listeners of the last 28 days.
    """

    SUPER = "super"
    MODERATE = "moderate"
    LIGHT = "light"
    PREVIOUS = "previous"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class SavedTrack:
    """A track of the library.

    Attributes:
        artist: Name of its artist, never blank.
        title: Its title, never blank.
        uri: Its address at Spotify, empty where the file has none.
    """

    artist: str
    title: str
    uri: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class SavedAlbum:
    """An album of the library.

    Attributes:
        artist: Name of its artist, never blank.
        title: Its title, never blank.
        uri: Its address at Spotify, empty where the file has none.
    """

    artist: str
    title: str
    uri: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class SavedArtist:
    """An artist of the library: one whom the listener follows.

    Attributes:
        name: The name, never blank.
        uri: The address at Spotify, empty where the file has none.
    """

    name: str
    uri: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What a listener has saved, each thing once, in order."""

    tracks: tuple[SavedTrack, ...] = ()
    albums: tuple[SavedAlbum, ...] = ()
    artists: tuple[SavedArtist, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class MarqueeEntry:
    """How Spotify files one artist for this listener.

    Attributes:
        artist: Name of the artist, never blank.
        segment: The pigeonhole, `OTHER` for one this program does not know.
    """

    artist: str
    segment: Segment


@dataclass(frozen=True, slots=True, kw_only=True)
class WrappedYear:
    """What Spotify said of one year.

    Attributes:
        year: The calendar year; it counts from January to some day in November.
        top_artist_uris: Addresses of the top artists, the first one first; Spotify gives no names here.
        top_track_uris: Addresses of the top tracks, the first one first.
        artists: How many different artists it counted, None where the file does not say.
        listened_ms: Milliseconds listened, podcasts included, None where the file does not say.
    """

    year: int
    top_artist_uris: tuple[str, ...] = ()
    top_track_uris: tuple[str, ...] = ()
    artists: int | None = None
    listened_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """What was handed over besides plays.

    Attributes:
        library: What is saved, None without its file.
        marquee: How Spotify files the artists, each once by its folded name, in order; empty without its file.
        wrapped: What Spotify said of each year, the earliest first; empty without its files.
    """

    library: Library | None = None
    marquee: tuple[MarqueeEntry, ...] = ()
    wrapped: tuple[WrappedYear, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the kind was handed over."""
        return self == Extras()
