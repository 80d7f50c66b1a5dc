"""Leaving out what was not the listener: "That was not me"."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np

from unwrapped_desktop.analysis.local_time import DAY_S, Array, local_seconds
from unwrapped_desktop.analysis.words import day_of, fold, shown_title
from unwrapped_desktop.domain.exclusion import Exclusion, ExclusionKind, Exclusions
from unwrapped_desktop.domain.record import PLAY_MIN_MS, Codes, Mask, Record

HOUR_S = 3_600
NOT_THERE = -2
"""A place that no table has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """What one exclusion takes, whatever the others take.

    Attributes:
        exclusion: The exclusion.
        rows: Rows it leaves out.
        plays: Those of them that are plays, of 30 seconds or more.
    """

    exclusion: Exclusion
    rows: int
    plays: int


def apply_exclusions(record: Record, exclusions: Exclusions, zone: ZoneInfo) -> Record:
    """Return the record without the excluded rows, which are counted as set aside.

    `data_sha256` and `seed` stay: they are taken before exclusions.
    """
    if exclusions.is_empty:
        return record
    out = excluded_rows(record, exclusions, zone)
    if not out.any():
        return record
    aside = replace(record.set_aside, excluded=record.set_aside.excluded + int(out.sum()))
    return replace(record, rows=record.rows.where(~out), set_aside=aside)


def excluded_rows(record: Record, exclusions: Exclusions, zone: ZoneInfo) -> Mask:
    """Return for each row whether it is left out; dates and hours are local, by the start of the row."""
    found = _Found(record, zone)
    rows, names = record.rows, record.names
    out: Mask = np.zeros(len(rows), dtype=bool)
    for column, size, kind in (
        (rows.artist, len(names.artists), ExclusionKind.ARTIST),
        (rows.song, len(names.song_titles), ExclusionKind.TRACK),
        (rows.album, len(names.albums), ExclusionKind.ALBUM),
    ):
        codes = [code for item in exclusions if item.kind is kind for code in found.codes(item)]
        if codes:
            out |= _any_of(codes, size)[column]
    for item in exclusions:
        if item.kind in {ExclusionKind.RANGE, ExclusionKind.HOURS, ExclusionKind.PRIVATE}:
            out |= found.rows(item)
    return out


def excluded_by_each(record: Record, exclusions: Exclusions, zone: ZoneInfo) -> tuple[Excluded, ...]:
    """Return what each exclusion takes on its own, in their order; a row that two take counts for both."""
    found = _Found(record, zone)
    is_play = record.rows.played_ms >= PLAY_MIN_MS
    counts = []
    for item in exclusions:
        out = found.rows(item)
        counts.append(Excluded(exclusion=item, rows=int(out.sum()), plays=int((out & is_play).sum())))
    return tuple(counts)


class _Found:
    """The rows of a record that an exclusion means.

    Names are looked up by halving: the tables of a record are ordered by their folded names, and all songs and albums
    of an artist stand together.
    """

    def __init__(self, record: Record, zone: ZoneInfo) -> None:
        self._record = record
        self._zone = zone

    @cached_property
    def _started_at_s(self) -> Array:
        return self._record.rows.started_at_s

    @cached_property
    def _hour_of_day(self) -> Array:
        return local_seconds(self._started_at_s, self._zone) // HOUR_S % 24

    def rows(self, item: Exclusion) -> Mask:
        """Return for each row whether an exclusion takes it."""
        rows = self._record.rows
        taken: Mask
        match item.kind:
            case ExclusionKind.ARTIST:
                taken = np.isin(rows.artist, self.codes(item))
            case ExclusionKind.TRACK:
                taken = np.isin(rows.song, self.codes(item))
            case ExclusionKind.ALBUM:
                taken = np.isin(rows.album, self.codes(item))
            case ExclusionKind.RANGE:
                taken = self._within(item)
            case ExclusionKind.HOURS:
                taken = _any_of(item.hours, 24)[self._hour_of_day]
            case ExclusionKind.PRIVATE:
                taken = rows.private == 1
        return taken

    def _within(self, item: Exclusion) -> Mask:
        within: Mask = np.zeros(len(self._record.rows), dtype=bool)
        if item.first is None or item.last is None:
            return within
        first_s = day_of(item.first) * DAY_S + item.first_hour * HOUR_S
        last_s = day_of(item.last) * DAY_S + (item.last_hour + 1) * HOUR_S
        # Clocks differ by a day at most: only rows near the range need to be asked what theirs said.
        near = np.flatnonzero((self._started_at_s >= first_s - DAY_S) & (self._started_at_s < last_s + DAY_S))
        local_s = local_seconds(self._started_at_s[near], self._zone)
        within[near] = (local_s >= first_s) & (local_s < last_s)
        return within

    def codes(self, item: Exclusion) -> list[int]:
        """Return the codes of the artist, the songs or the albums that an exclusion names; none where there are none.

        A receipt shows a title without "- 2011 Remaster": whatever is shown under a name is meant by it.
        """
        names = self._record.names
        artist = _place(names.artists, item.artist, 0, len(names.artists))
        if artist == NOT_THERE:
            return []
        if item.kind is ExclusionKind.ARTIST:
            return [artist]
        if item.kind is ExclusionKind.TRACK:
            return _places_of(names.song_titles, names.song_artists, artist, item.title)
        return _places_of(names.albums, names.album_artists, artist, item.title)


def _places_of(titles: Sequence[str], owners: Codes, artist: int, title: str) -> list[int]:
    start, end = (int(place) for place in np.searchsorted(owners, (artist, artist + 1)))
    wanted = fold(title)
    return [
        place
        for place in range(start, end)
        if fold(titles[place]) == wanted or fold(shown_title(titles[place])) == wanted
    ]


def _place(names: Sequence[str], name: str, start: int, end: int) -> int:
    wanted = fold(name)
    place = bisect_left(names, wanted, start, end, key=fold)
    return place if place < end and fold(names[place]) == wanted else NOT_THERE


def _any_of(codes: Sequence[int], size: int) -> Mask:
    """Return a table that is true at these codes; its last entry, where -1 points to, is false."""
    table: Mask = np.zeros(size + 1, dtype=bool)
    table[list(codes)] = True
    return table
