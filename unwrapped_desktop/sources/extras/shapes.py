"""The shapes of the three files, reduced to the fields that are wanted.

Whatever is not named here is skipped by the decoder and never becomes a value. A field without a default has to be
there, though it may be null: that the wanted fields are there is all that tells these files from any other JSON, and it
keeps a hostile file of countless empty objects from filling the memory.
"""

from typing import Annotated

import msgspec

Text = str | None
Amount = Annotated[float, msgspec.Meta(ge=0, le=10**12)]


class TrackRow(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A saved track; its `album` is not wanted."""

    artist: Text
    title: Text = msgspec.field(name="track")
    uri: Text = None


class AlbumRow(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A saved album."""

    artist: Text
    title: Text = msgspec.field(name="album")
    uri: Text = None


class ArtistRow(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A followed artist."""

    name: Text
    uri: Text = None


class LibraryFile(msgspec.Struct, frozen=True, kw_only=True):
    """`YourLibrary.json`.

    An object of lists: `tracks`, `albums`, `shows`, `episodes`, `bannedTracks`, `artists`, `bannedArtists`, `other`.
    No entry has a date.
    """

    tracks: list[TrackRow]
    albums: list[AlbumRow] | None = None
    artists: list[ArtistRow] | None = None


class MarqueeRow(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """An entry of `Marquee.json`, which is a list of these.

    The segments met so far are "Super Listeners", "Moderate listeners", "Light listeners" and "Previously Active
    Listeners"; their capitals are not to be relied on.
    """

    artist: Text = msgspec.field(name="artistName")
    segment: Text


class ArtistReference(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A top artist of 2024."""

    uri: str = msgspec.field(name="artistUri")


class TrackReference(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A top track of 2025; its `count` and `msPlayed` are not wanted."""

    uri: str = msgspec.field(name="trackUri")


class TopArtists(msgspec.Struct, frozen=True, kw_only=True):
    """The artists of a year: `topArtists` of objects in 2024, `topArtistUris` in 2025."""

    artists: list[ArtistReference | str] | None = msgspec.field(name="topArtists", default=None)
    uris: list[str] | None = msgspec.field(name="topArtistUris", default=None)
    count: Amount | None = msgspec.field(name="numUniqueArtists", default=None)


class TopTracks(msgspec.Struct, frozen=True, kw_only=True):
    """The tracks of a year: a list of addresses in 2024, of objects in 2025."""

    tracks: list[TrackReference | str] | None = msgspec.field(name="topTracks", default=None)


class YearlyMetrics(msgspec.Struct, frozen=True, kw_only=True):
    """The listening of a year."""

    listened_ms: Amount | None = msgspec.field(name="totalMsListened", default=None)


class WrappedFile(msgspec.Struct, frozen=True, kw_only=True):
    """`Wrapped2024.json` and its like.

    An object of sections that change from year to year; these three were there in 2024 and 2025. Artists and tracks
    are given by address alone.
    """

    top_artists: TopArtists | None = msgspec.field(name="topArtists", default=None)
    top_tracks: TopTracks | None = msgspec.field(name="topTracks", default=None)
    metrics: YearlyMetrics | None = msgspec.field(name="yearlyMetrics", default=None)
