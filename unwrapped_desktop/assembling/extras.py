"""Joins the extras of several exports into one, whatever order they were read in.

No file says when it was written, and a file's own date is lost with the first copy, so that the newest cannot be told:

- Libraries are united: it counts as saved what was saved in any of the exports.
- Of several marquees the one with the most artists is kept, and it is kept whole: an artist stays in it after the
  listening has ended ("Previously Active Listeners"), so that it grows. A mixture would be of no day.
- Of several reviews of one year the one that says most is kept.

Where that leaves a tie, the one that sorts last is kept.
"""

from collections.abc import Iterable, Sequence

from unwrapped_desktop.domain.extras import (
    Extras,
    Library,
    MarqueeEntry,
    SavedAlbum,
    SavedArtist,
    SavedTrack,
    WrappedYear,
)

Marquee = tuple[MarqueeEntry, ...]


def joined(
    *, libraries: Sequence[Library], marquees: Iterable[Marquee], wrapped: Iterable[WrappedYear]
) -> Extras:
    """Return the extras of all exports together."""
    return Extras(
        library=_united(libraries) if libraries else None,
        marquee=max(marquees, key=lambda marquee: (len(marquee), marquee), default=()),
        wrapped=_one_a_year(wrapped),
    )


def _united(libraries: Sequence[Library]) -> Library:
    tracks: set[SavedTrack] = set()
    albums: set[SavedAlbum] = set()
    artists: set[SavedArtist] = set()
    for library in libraries:
        tracks.update(library.tracks)
        albums.update(library.albums)
        artists.update(library.artists)
    return Library(tracks=tuple(sorted(tracks)), albums=tuple(sorted(albums)), artists=tuple(sorted(artists)))


def _one_a_year(wrapped: Iterable[WrappedYear]) -> tuple[WrappedYear, ...]:
    fullest = {review.year: review for review in sorted(wrapped, key=_fullness)}
    return tuple(fullest[year] for year in sorted(fullest))


def _fullness(review: WrappedYear) -> tuple[object, ...]:
    artists = -1 if review.artists is None else review.artists
    listened_ms = -1 if review.listened_ms is None else review.listened_ms
    known = len(review.top_artist_uris) + len(review.top_track_uris) + (artists >= 0) + (listened_ms >= 0)
    return known, listened_ms, artists, review.top_artist_uris, review.top_track_uris
