"""Listeners of whom Spotify's lists alone are known: what a sign-in would tell of the thirty kinds of lives.

`VARIETIES` says how much is told: names alone as client ids of 2026 get it, popularity and genres as older ones do, a full
sign-in with library and last plays, or hardly anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from zlib import crc32

from tests.listeners import KINDS
from unwrapped_desktop.domain.top_lists import ListedArtist, SavedSongs, Span, TopLists
from unwrapped_desktop.sources.ranked import lists_of_life
from unwrapped_desktop.sources.simulate import Row

GENRES = ("indie rock", "dance pop", "hip hop", "metal", "techno", "folk", "sertanejo", "k-pop")


@dataclass(frozen=True, kw_only=True)
class Variety:
    """How much is told of a listener.

    Attributes:
        is_described: Whether popularity and genres are told.
        years: First and last year of release; None where none is told.
        has_last_plays: Whether the last plays are told.
        saved_in: One song in so many is saved; 0 where the library is not told.
        spans: Which lists are told.
    """

    is_described: bool = False
    years: tuple[int, int] | None = (1962, 2026)
    has_last_plays: bool = True
    saved_in: int = 0
    spans: tuple[Span, ...] = tuple(Span)


VARIETIES: Mapping[str, Variety] = {
    "names": Variety(),
    "described": Variety(is_described=True, years=(2024, 2026)),
    "full": Variety(is_described=True, saved_in=9),
    "saver": Variety(saved_in=2, years=(1991, 2019)),
    "bare": Variety(years=None, has_last_plays=False),
    "two_lists": Variety(spans=(Span.MONTH, Span.YEAR), years=(2003, 2026)),
}


def number(text: str, low: int, high: int) -> int:
    """A number that goes with a text, from low to high."""
    return low + crc32(text.encode()) % (high - low + 1)


@lru_cache(maxsize=64)
def told(kind: str, seed: int, variety: str) -> TopLists:
    """What Spotify would tell of a generated listener."""
    rows = [row for row in KINDS[kind](seed) if row["master_metadata_track_name"]]
    chosen = VARIETIES[variety]

    def released(artist: str, album: str) -> int | None:
        if chosen.years is None:
            return None
        low, high = chosen.years
        # An album of its artist's time: within ten years.
        begun = number(artist, low, high)
        return min(begun + number(album, 0, 10), high)

    def described(rank: int, name: str) -> ListedArtist:
        if not chosen.is_described:
            return ListedArtist(rank=rank, name=name)
        genres = () if number(name, 0, 3) == 0 else (GENRES[number(name, 0, len(GENRES) - 1)],)
        return ListedArtist(rank=rank, name=name, popularity=number(name, 5, 95), genres=genres)

    lists = lists_of_life(
        rows,
        identity=f"{kind} {seed} {variety}",
        fetched_at=last_end(rows) + timedelta(hours=12),
        released=released,
        described=described,
        saved=library(rows, chosen.saved_in),
    )
    return replace(
        lists,
        artists={span: lists.artists[span] for span in chosen.spans},
        songs={span: lists.songs[span] for span in chosen.spans},
        last_plays=lists.last_plays if chosen.has_last_plays else (),
    )


def last_end(rows: list[Row]) -> datetime:
    """When the last row ended."""
    return max(datetime.fromisoformat(str(row["ts"])) for row in rows)


def library(rows: list[Row], one_in: int) -> SavedSongs | None:
    """A library that holds one song in so many."""
    if not one_in:
        return None
    songs = {
        (str(row["master_metadata_album_artist_name"]), str(row["master_metadata_track_name"]))
        for row in rows
    }
    kept = frozenset(song for song in songs if crc32("/".join(song).encode()) % one_in == 0)
    return SavedSongs(total=len(kept), kept=kept, is_whole=True)
