"""From the Web API's answers to lists. Places are those of the answer: an entry that could not be read leaves a gap."""

import re
from collections.abc import Iterable
from datetime import UTC
from typing import Any

import msgspec

from unwrapped_desktop.domain.top_lists import LastPlay, ListedArtist, ListedSong
from unwrapped_desktop.sources.web_api.shapes import Artist, Page, Played, Saved, Track, entries_of

_YEAR = re.compile(r"(\d{4})(?:-\d{2}){0,2}")
_ID = re.compile(r"[0-9A-Za-z]{22}")
_YEARS = range(1860, 2_200)
"""No recording is older than the first one."""


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
    """Return the last plays, those without a time zone left out."""
    return tuple(
        LastPlay(
            played_at=played.played_at.astimezone(UTC),
            title=played.track.name,
            artist=played.track.artists[0].name,
        )
        for played in entries_of(page, Played)
        if played.played_at.tzinfo is not None
    )


def saved_of(pages: Iterable[Page]) -> frozenset[tuple[str, str]]:
    """Return the (artist, title) of the saved songs on some pages."""
    found = (saved.track for page in pages for saved in entries_of(page, Saved))
    return frozenset((track.artists[0].name, track.name) for track in found)


def _ranked(page: Page, kind: type[Any]) -> Iterable[tuple[int, Any]]:
    for rank, item in enumerate(page.items, start=1):
        try:
            yield rank, msgspec.convert(item, kind)
        except msgspec.ValidationError:
            continue


def _id_of(entry: Artist | Track) -> str:
    """Return where an entry stands at Spotify; empty where what is told is no such place."""
    return entry.id if entry.id and _ID.fullmatch(entry.id) else ""


def _year_of(release_date: str | None) -> int | None:
    """Return the year of a date of year, month or day; None where there is none to be believed (Spotify has 0000)."""
    match = _YEAR.fullmatch(release_date or "")
    year = int(match[1]) if match else 0
    return year if year in _YEARS else None
