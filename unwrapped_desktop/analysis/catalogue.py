"""Lists the names of a record with their plays, for a person to find them while typing."""

import numpy as np

from unwrapped_desktop.domain.catalogue import Catalogue, CatalogueEntry
from unwrapped_desktop.domain.record import PLAY_MIN_MS, Codes, Record


def catalogue_of(record: Record) -> Catalogue:
    """Return every artist, song and album of a record; those never played for 30 seconds have 0 plays."""
    names, rows = record.names, record.rows
    plays = rows.where(rows.played_ms >= PLAY_MIN_MS)
    artists = zip(names.artists, _counts(plays.artist, len(names.artists)), strict=True)
    return Catalogue(
        artists=tuple(CatalogueEntry(artist=artist, plays=count) for artist, count in artists),
        tracks=_titled(names.artists, names.song_titles, names.song_artists, plays.song),
        albums=_titled(names.artists, names.albums, names.album_artists, plays.album[plays.album >= 0]),
        has_private=bool((rows.private == 1).any()),
    )


def _titled(
    artists: tuple[str, ...], titles: tuple[str, ...], artist_of: Codes, played: Codes
) -> tuple[CatalogueEntry, ...]:
    counts = _counts(played, len(titles))
    return tuple(
        CatalogueEntry(artist=artists[artist], title=title, plays=count)
        for title, artist, count in zip(titles, artist_of.tolist(), counts, strict=True)
    )


def _counts(played: Codes, names: int) -> list[int]:
    counts: list[int] = np.bincount(played, minlength=names).tolist()
    return counts
