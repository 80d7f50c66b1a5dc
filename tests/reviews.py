"""Yearly reviews as Spotify might have written them for a record, right or wrong, and the files they come in."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from unwrapped_desktop.domain.extras import Extras, Library, SavedArtist, SavedTrack, WrappedYear
from unwrapped_desktop.domain.record import Record

Song = tuple[str, str]
"""Artist and title."""

Row = Mapping[str, Any]
"""A row of an extended history."""


def artist_uri(name: str) -> str:
    """An address of an artist, always the same for the same name."""
    return f"spotify:artist:{name}"


def track_uri(song: Song) -> str:
    """The address that the rows of `tests.unit.sources.rows` bear."""
    return f"spotify:track:{song[0]}/{song[1]}"


def review(
    year: int,
    *,
    songs: Iterable[Song] = (),
    artists: Iterable[str] = (),
    listened_ms: int | None = None,
    count: int | None = None,
) -> WrappedYear:
    """A review with these names at the top."""
    return WrappedYear(
        year=year,
        top_artist_uris=tuple(map(artist_uri, artists)),
        top_track_uris=tuple(map(track_uri, songs)),
        artists=count,
        listened_ms=listened_ms,
    )


def reviewed(
    record: Record,
    *reviews: WrappedYear,
    followed: Iterable[str] = (),
    saved: Iterable[Song] = (),
) -> Record:
    """A record with reviews beside it, and a library that explains some addresses.

    Every address of a song in the record is one that its rows bear, as in an extended history.
    """
    library = Library(
        artists=tuple(SavedArtist(name=name, uri=artist_uri(name)) for name in followed),
        tracks=tuple(
            SavedTrack(artist=artist, title=title, uri=track_uri((artist, title))) for artist, title in saved
        ),
    )
    names = record.names
    songs = {
        track_uri((names.artists[artist], title)): code
        for code, (artist, title) in enumerate(zip(names.song_artists, names.song_titles, strict=True))
    }
    listed = {uri for one in reviews for uri in one.top_track_uris}
    return replace(
        record,
        extras=Extras(library=library, wrapped=tuple(sorted(reviews, key=lambda one: one.year))),
        reviewed_songs={uri: code for uri, code in songs.items() if uri in listed},
    )


def review_file(
    *,
    songs: Sequence[str] = (),
    artists: Sequence[str] = (),
    listened_ms: int | None = None,
    count: int | None = None,
) -> Mapping[str, Any]:
    """What `Wrapped2025.json` holds of these addresses: artists as plain addresses, tracks as objects."""
    return {
        "topArtists": {"numUniqueArtists": count, "topArtistUris": list(artists)},
        "topTracks": {"topTracks": [{"trackUri": uri, "count": 9, "msPlayed": 9_000} for uri in songs]},
        "yearlyMetrics": {"totalMsListened": listened_ms},
        "party": {"numSongsPlayed": 3},
    }


def write_review(folder: Path, year: int, content: object) -> Path:
    """Write a review into a folder of account data."""
    place = folder / "Spotify Account Data"
    place.mkdir(parents=True, exist_ok=True)
    path = place / f"Wrapped{year}.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def spotify_view(
    rows: Iterable[Row], year: int, *, last: str, songs: int = 5, artists: int = 5
) -> tuple[Mapping[str, Any], Sequence[str]]:
    """What Spotify might say of the raw rows of a year, to some day, and the artists it would name, most played first.

    Artists are given by invented addresses (`artist_uri`).
    """
    counted = [
        row
        for row in rows
        if row.get("spotify_track_uri")
        and row["ms_played"] >= 30_000
        and f"{year}-01-01" <= row["ts"][:10] <= last
        and not row.get("incognito_mode")
    ]
    by_track = Counter(row["spotify_track_uri"] for row in counted)
    by_artist = Counter(row["master_metadata_album_artist_name"] for row in counted)
    top = [name for name, _ in by_artist.most_common(artists)]
    content = review_file(
        songs=[uri for uri, _ in by_track.most_common(songs)],
        artists=[artist_uri(name) for name in top],
        listened_ms=sum(row["ms_played"] for row in counted),
        count=len(by_artist),
    )
    return content, top


def write_library(folder: Path, followed: Iterable[str]) -> None:
    """Write a library that follows these artists into a folder of account data."""
    place = folder / "Spotify Account Data"
    place.mkdir(parents=True, exist_ok=True)
    artists = [{"name": name, "uri": artist_uri(name)} for name in followed]
    content = {"tracks": [], "albums": [], "artists": artists}
    (place / "YourLibrary.json").write_text(json.dumps(content), encoding="utf-8")
