"""From the Web API's answers to lists. Places are those of the answer: an entry that could not be read leaves a gap."""

import re
from collections.abc import Iterable
from datetime import UTC
from typing import TypeVar

from unwrapped_desktop.domain.top_lists import LastPlay, ListedArtist, ListedSong
from unwrapped_desktop.sources.web_api.shapes import Artist, Page, Played, Saved, Track, entries_of, shaped

_Entry = TypeVar("_Entry", Artist, Track)

_YEAR = re.compile(r"(\d{4})(?:-\d{2}){0,2}")
_ID = re.compile(r"[0-9A-Za-z]{22}")
_YEARS = range(1860, 2_200)
"""No recording is older than the first one."""

_PLAYED = range(2006, 9_999)
"""Years in which something can have been played at Spotify; at either end of all years there is no other zone."""


def artists_of(page: Page) -> tuple[ListedArtist, ...]:
    """Return the artists of a page."""
    return tuple(
        ListedArtist(
            rank=rank,
            name=artist.name,
            popularity=artist.popularity,
            genres=tuple(artist.genres or ()),
            spotify_id=_id_of(artist),
        )
        for rank, artist in _ranked(page, Artist)
    )


def songs_of(page: Page) -> tuple[ListedSong, ...]:
    """Return the songs of a page."""
    return tuple(
        ListedSong(
            rank=rank,
            title=track.name,
            artist=track.artists[0].name,
            album=(track.album.name or "") if track.album else "",
            released=_year_of(track.album.release_date) if track.album else None,
            spotify_id=_id_of(track),
        )
        for rank, track in _ranked(page, Track)
    )


def last_plays_of(page: Page) -> tuple[LastPlay, ...]:
    """Return the last plays, those left out whose time cannot be told: without a zone, or before all years."""
    return tuple(
        LastPlay(
            played_at=played.played_at.astimezone(UTC),
            title=played.track.name,
            artist=played.track.artists[0].name,
        )
        for played in entries_of(page, Played)
        if played.played_at.tzinfo is not None and played.played_at.year in _PLAYED
    )


def saved_of(pages: Iterable[Page]) -> frozenset[tuple[str, str]]:
    """Return the (artist, title) of the saved songs on some pages."""
    found = (saved.track for page in pages for saved in entries_of(page, Saved))
    return frozenset((track.artists[0].name, track.name) for track in found)


def _ranked(page: Page, kind: type[_Entry]) -> Iterable[tuple[int, _Entry]]:
    """Yield the entries of a page with their places; of two that are the same, the higher stays."""
    seen = set[object]()
    for rank, item in enumerate(page.items, start=1):
        entry = shaped(item, kind)
        if entry is not None and _key_of(entry) not in seen:
            seen.add(_key_of(entry))
            yield rank, entry


def _key_of(entry: Artist | Track) -> object:
    """Return what tells an entry from others."""
    artists = [artist.name for artist in entry.artists] if isinstance(entry, Track) else []
    return (entry.id, entry.name, *artists)


def _id_of(entry: Artist | Track) -> str:
    """Return where an entry stands at Spotify; empty where what is told is no such place."""
    return entry.id if entry.id and _ID.fullmatch(entry.id) else ""


def _year_of(release_date: str | None) -> int | None:
    """Return the year of a date of year, month or day; None where there is none to be believed (Spotify has 0000)."""
    match = _YEAR.fullmatch(release_date or "")
    year = int(match[1]) if match else 0
    return year if year in _YEARS else None
