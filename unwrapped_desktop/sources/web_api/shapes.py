"""What of the Web API's answers is read: both the shape of before February 2026 and the one since.

Fields that are not needed are not looked at; those that are have their types checked. An entry that is not what it should
be is left out and counted, never guessed.
"""

from datetime import datetime
from typing import Annotated, Any, TypeVar

import msgspec

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=2_000)]
Popularity = Annotated[int, msgspec.Meta(ge=0, le=100)]


class _Told(msgspec.Struct):
    """Something told in words. Half of a sign is none: whatever holds one could neither be kept nor shown."""

    def __post_init__(self) -> None:
        """Refuse what is no text; `msgspec` makes a failure to be of this shape out of it."""
        msgspec.json.encode(self)


class Profile(_Told):
    """Who has signed in; `account_id` since May 2026."""

    id: str = ""
    account_id: str = ""
    display_name: str | None = None


class Artist(_Told):
    """An artist; popularity and genres from older client ids alone."""

    name: Name
    id: str | None = None
    popularity: Popularity | None = None
    genres: list[str] | None = None


class Album(_Told):
    """An album, of which a local file has none."""

    name: str | None = None
    release_date: str | None = None


class Track(_Told):
    """A track with its artists, the first one first; a local file has no id."""

    name: Name
    artists: Annotated[list[Artist], msgspec.Meta(min_length=1)]
    id: str | None = None
    album: Album | None = None


class Played(msgspec.Struct):
    """One of the last plays."""

    track: Track
    played_at: datetime


class Saved(msgspec.Struct):
    """A saved song."""

    track: Track


class Page(msgspec.Struct):
    """A page of entries, each still to be looked at."""

    items: list[Any]
    total: Annotated[int, msgspec.Meta(ge=0, le=100_000_000)] | None = None


_T = TypeVar("_T")


def shaped(found: Any, kind: type[_T]) -> _T | None:
    """Return what was found as what it should be, None where it is not."""
    try:
        return msgspec.convert(found, kind)
    except (msgspec.ValidationError, ValueError, OverflowError, RecursionError):
        return None


def entries_of(page: Page, kind: type[_T]) -> list[_T]:
    """Return the entries of a page that are what they should be."""
    return [one for item in page.items if (one := shaped(item, kind)) is not None]
