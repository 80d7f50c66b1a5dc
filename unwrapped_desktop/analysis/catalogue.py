"""Lists the names of a record with their plays, for a person to find them while typing."""

import numpy as np

from unwrapped_desktop.domain.catalogue import Catalogue, CatalogueEntry
from unwrapped_desktop.domain.record import PLAY_MIN_MS, Codes, Mask, Record


def catalogue_of(record: Record) -> Catalogue:
    """Return every artist, song and album of a record; those never played for 30 seconds have 0 plays."""
    names, rows = record.names, record.rows
    plays = rows.where(rows.played_ms >= PLAY_MIN_MS)
    is_open = plays.private != 1
    artists = zip(names.artists, *_counts(plays.artist, is_open, len(names.artists)), strict=True)
    return Catalogue(
        artists=tuple(
            CatalogueEntry(artist=artist, plays=count, is_private=count > 0 and not in_the_open)
            for artist, count, in_the_open in artists
        ),
        tracks=_titled(names.artists, names.song_titles, names.song_artists, plays.song, is_open),
        albums=_titled(names.artists, names.albums, names.album_artists, plays.album, is_open),
        has_private=bool((rows.private == 1).any()),
    )


def _titled(
    artists: tuple[str, ...], titles: tuple[str, ...], artist_of: Codes, played: Codes, is_open: Mask
) -> tuple[CatalogueEntry, ...]:
    counts = _counts(played, is_open, len(titles))
    return tuple(
        CatalogueEntry(
            artist=artists[artist], title=title, plays=count, is_private=count > 0 and not in_the_open
        )
        for title, artist, count, in_the_open in zip(titles, artist_of.tolist(), *counts, strict=True)
    )


def _counts(played: Codes, is_open: Mask, names: int) -> tuple[list[int], list[int]]:
    """Return for each name its plays, and those outside private sessions; a play without a name has the code -1."""
    named = played >= 0
    every, in_the_open = (np.bincount(played[mask], minlength=names) for mask in (named, named & is_open))
    return every.tolist(), in_the_open.tolist()
