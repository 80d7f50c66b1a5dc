"""Leaving out of lists what was not the listener. Places stay what Spotify made them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from unwrapped_desktop.analysis.words import fold, shown_title
from unwrapped_desktop.domain.exclusion import Exclusion, ExclusionKind, Exclusions
from unwrapped_desktop.domain.top_lists import LastPlay, ListedArtist, ListedSong, MonthLists, TopLists

_Entry = TypeVar("_Entry", ListedArtist, ListedSong, LastPlay)


def exclude_from_lists(lists: TopLists, exclusions: Exclusions, zone: ZoneInfo) -> TopLists:
    """Return the lists without the excluded names, songs and plays, which are counted.

    Days and hours leave out last plays alone: a list has no times. A play has the time at which it is told. Nothing in
    the lists is known to come from private sessions.
    """
    if exclusions.is_empty:
        return lists
    kept = replace(
        lists,
        artists={span: _left(artists, exclusions, zone) for span, artists in lists.artists.items()},
        songs={span: _left(songs, exclusions, zone) for span, songs in lists.songs.items()},
        last_plays=_left(lists.last_plays, exclusions, zone),
    )
    return replace(kept, excluded=lists.excluded + lists.entries - kept.entries)


def exclude_from_month(lists: MonthLists, exclusions: Exclusions, zone: ZoneInfo) -> MonthLists:
    """Return the lists of the last four weeks without the excluded names and songs."""
    return replace(
        lists,
        artists=_left(lists.artists, exclusions, zone),
        songs=_left(lists.songs, exclusions, zone),
    )


def _left(entries: Sequence[_Entry], exclusions: Exclusions, zone: ZoneInfo) -> tuple[_Entry, ...]:
    return tuple(entry for entry in entries if not any(_takes(item, entry, zone) for item in exclusions))


def _takes(item: Exclusion, entry: ListedArtist | ListedSong | LastPlay, zone: ZoneInfo) -> bool:
    name = entry.name if isinstance(entry, ListedArtist) else entry.artist
    match item.kind:
        case ExclusionKind.ARTIST:
            return fold(name) == fold(item.artist)
        case ExclusionKind.TRACK | ExclusionKind.ALBUM:
            return fold(name) == fold(item.artist) and _has_title(item, entry)
        case ExclusionKind.RANGE | ExclusionKind.HOURS:
            return isinstance(entry, LastPlay) and _is_within(item, entry.played_at.astimezone(zone))
        case ExclusionKind.PRIVATE:
            return False


def _has_title(item: Exclusion, entry: ListedArtist | ListedSong | LastPlay) -> bool:
    if isinstance(entry, ListedArtist):
        return False
    if item.kind is ExclusionKind.TRACK:
        return _is_shown_as(entry.title, item.title)
    return isinstance(entry, ListedSong) and _is_shown_as(entry.album, item.title)


def _is_shown_as(title: str, name: str) -> bool:
    return fold(name) in {fold(title), fold(shown_title(title))}


def _is_within(item: Exclusion, moment: datetime) -> bool:
    if item.kind is ExclusionKind.HOURS:
        return moment.hour in item.hours
    if item.first is None or item.last is None:
        return False
    return (item.first, item.first_hour) <= (moment.date(), moment.hour) <= (item.last, item.last_hour)
