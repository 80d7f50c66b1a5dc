"""Turns the files, as decoded, into values: blank entries are left out, everything else stands once and in order."""

from collections.abc import Iterable
from itertools import chain

from unwrapped_desktop.domain.extras import (
    Library,
    MarqueeEntry,
    SavedAlbum,
    SavedArtist,
    SavedTrack,
    Segment,
    WrappedYear,
)
from unwrapped_desktop.sources.extras.shapes import (
    ArtistReference,
    LibraryFile,
    MarqueeRow,
    TopArtists,
    TrackReference,
    WrappedFile,
)

_SEGMENTS = {
    "super": Segment.SUPER,
    "moderate": Segment.MODERATE,
    "light": Segment.LIGHT,
    "previously": Segment.PREVIOUS,
}


def library_of(file: LibraryFile) -> Library:
    """Return a library. An entry without an artist or a title, as a local file may be, is left out."""
    tracks = (
        SavedTrack(artist=artist, title=title, uri=row.uri or "")
        for row in file.tracks
        if (artist := _said(row.artist)) and (title := _said(row.title))
    )
    albums = (
        SavedAlbum(artist=artist, title=title, uri=row.uri or "")
        for row in file.albums or ()
        if (artist := _said(row.artist)) and (title := _said(row.title))
    )
    artists = (
        SavedArtist(name=name, uri=row.uri or "") for row in file.artists or () if (name := _said(row.name))
    )
    return Library(
        tracks=tuple(sorted(set(tracks))),
        albums=tuple(sorted(set(albums))),
        artists=tuple(sorted(set(artists))),
    )


def marquee_of(rows: list[MarqueeRow]) -> tuple[MarqueeEntry, ...]:
    """Return how the artists are filed."""
    entries = (
        MarqueeEntry(artist=artist, segment=_segment(row.segment or ""))
        for row in rows
        if (artist := _said(row.artist))
    )
    return tuple(sorted(set(entries)))


def wrapped_of(file: WrappedFile, year: int) -> WrappedYear:
    """Return what a file says of its year."""
    artists = file.top_artists or TopArtists()
    listened_ms = file.metrics.listened_ms if file.metrics else None
    return WrappedYear(
        year=year,
        top_artist_uris=_addresses(chain(artists.uris or (), artists.artists or ())),
        top_track_uris=_addresses((file.top_tracks.tracks if file.top_tracks else None) or ()),
        artists=_whole(artists.count),
        listened_ms=_whole(listened_ms),
    )


def _said(text: str | None) -> str:
    return (text or "").strip()


def _segment(text: str) -> Segment:
    first_word = text.casefold().partition(" ")[0]
    return _SEGMENTS.get(first_word, Segment.OTHER)


def _addresses(references: Iterable[str | ArtistReference | TrackReference]) -> tuple[str, ...]:
    uris = (reference if isinstance(reference, str) else reference.uri for reference in references)
    return tuple(dict.fromkeys(uri for uri in uris if uri))


def _whole(amount: float | None) -> int | None:
    return None if amount is None else round(amount)
