"""Puts a listener's lists together, with the hash that says whether they are the same and the seed of the wordings."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

import msgspec

from unwrapped_desktop.domain.exclusion import folded
from unwrapped_desktop.domain.forensics import FileReading, SourceKind
from unwrapped_desktop.domain.record import Record
from unwrapped_desktop.domain.top_lists import (
    LastPlay,
    ListedArtist,
    ListedSong,
    SavedSongs,
    Span,
    TopLists,
)


def names_in_common(lists: TopLists, record: Record) -> tuple[int, int]:
    """Return how many artists stand on the year's list, and how many of them in a record, played or not."""
    listed = {folded(artist.name) for artist in lists.artists.get(Span.YEAR, ())}
    return len(listed), len(listed & {folded(name) for name in record.names.artists})


def assemble_lists(
    *,
    source: SourceKind,
    identity: str,
    fetched_at: datetime,
    artists: Mapping[Span, tuple[ListedArtist, ...]],
    songs: Mapping[Span, tuple[ListedSong, ...]],
    last_plays: tuple[LastPlay, ...] = (),
    saved: SavedSongs | None = None,
    readings: tuple[FileReading, ...] = (),
    sample_name: str | None = None,
) -> TopLists:
    """Return the lists of a listener.

    Args:
        source: Where they come from.
        identity: What stays the same of a listener whatever is on the lists: it chooses the wordings, and no more than
            a hash of it is kept. From the lists themselves no such thing can be had, since they change from day to day.
        fetched_at: When they were asked for, aware, UTC.
        artists: The list of artists of each span.
        songs: The list of songs of each span.
        last_plays: The last plays, in any order.
        saved: The library.
        readings: What became of each call.
        sample_name: Name of a sample listener.
    """
    ordered = tuple(sorted(last_plays, key=lambda play: (play.played_at, play.artist, play.title)))
    content = msgspec.json.encode(
        {
            "artists": {span.value: artists[span] for span in Span if span in artists},
            "songs": {span.value: songs[span] for span in Span if span in songs},
            "last_plays": ordered,
            "saved": None if saved is None else [saved.total, saved.is_whole, sorted(saved.kept)],
        }
    )
    return TopLists(
        source=source,
        fetched_at=fetched_at,
        artists=artists,
        songs=songs,
        last_plays=ordered,
        saved=saved,
        readings=readings,
        data_sha256=hashlib.sha256(content).hexdigest(),
        seed=hashlib.sha256(f"lists of {identity}".encode()).hexdigest(),
        sample_name=sample_name,
    )
