"""A record made ready for measuring: plays with their local calendar, and what is known about the artists."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.analysis.reference import Reference, ReferenceArtist
from unwrapped_desktop.analysis.stats import group_order
from unwrapped_desktop.analysis.words import is_quotable, month_of_day, shown_title
from unwrapped_desktop.domain.record import PLAY_MIN_MS, Mask, Record, Rows

DAY_S = 86_400
YEAR_DAYS = 365
CENSORED_DAYS = 90
"""In its first days a record cannot tell a new artist from an old one."""

SILENCE_DAYS = 180
"""Whoever has not been played for so long before the last play is no longer played."""

Array = npt.NDArray[np.int64]


class Calendar:
    """When rows began, in the listener's time zone.

    Attributes:
        second: Local seconds since 1970 of the start.
        day: Local days since 1970.
        minute: Minute of the day, 0 to 1,439.
        hour: Hour of the day, 0 to 23.
        weekday: 0 Monday to 6 Sunday.
        month: year * 12 + month - 1.
        year: Calendar year.
    """

    def __init__(self, rows: Rows, zone: ZoneInfo) -> None:
        self.second: Array = local_seconds(rows.started_at_s, zone)
        self.day: Array = self.second // DAY_S
        self.minute: Array = self.second % DAY_S // 60
        self.hour: Array = self.minute // 60
        self.weekday: Array = (self.day + 3) % 7  # 1 January 1970 was a Thursday
        self.month: Array = months_of_days(self.day)
        self.year: Array = self.month // 12


class Listening:
    """A record, its plays in local time, and the artists we know.

    Attributes:
        record: The record.
        zone: The listener's time zone.
        plays: Rows of 30 seconds or more, ordered by their end.
        at: Local calendar of the plays.
        known: For each artist code what the reference table says, or None.
        targets: For each artist code whether ordinary remarks may be about it.
    """

    def __init__(self, record: Record, zone: ZoneInfo, reference: Reference) -> None:
        self.record = record
        self.zone = zone
        self.reference = reference
        self.plays = record.rows.where(record.rows.played_ms >= PLAY_MIN_MS)
        self.at = Calendar(self.plays, zone)
        self.known: list[ReferenceArtist | None] = reference.find(record.names.artists)
        self.targets: Mask = np.array(
            [
                (known is None or known.is_target) and is_quotable(name)
                for known, name in zip(self.known, record.names.artists, strict=True)
            ],
            dtype=bool,
        )

    @property
    def rows(self) -> Rows:
        """All used rows, short ones too."""
        return self.record.rows

    def __len__(self) -> int:
        """Return the number of plays."""
        return len(self.plays)

    @cached_property
    def rows_at(self) -> Calendar:
        """Local calendar of all rows."""
        return Calendar(self.rows, self.zone)

    @cached_property
    def artist_plays(self) -> Array:
        """Plays of each artist code."""
        return np.bincount(self.plays.artist, minlength=len(self.record.names.artists)).astype(np.int64)

    @cached_property
    def song_plays(self) -> Array:
        """Plays of each song code."""
        return np.bincount(self.plays.song, minlength=len(self.record.names.song_titles)).astype(np.int64)

    @cached_property
    def artist_order(self) -> Array:
        """Positions of the plays, one artist after the other, each artist's in the order of the record."""
        return group_order(self.plays.artist)

    @cached_property
    def artist_starts(self) -> Array:
        """Where each artist's plays begin in `artist_order`; one entry more than artists, the last its length."""
        return np.concatenate(([0], np.cumsum(self.artist_plays)))

    @cached_property
    def song_order(self) -> Array:
        """Positions of the plays, one song after the other, each song's in the order of the record."""
        return group_order(self.plays.song)

    @cached_property
    def song_starts(self) -> Array:
        """Where each song's plays begin in `song_order`; one entry more than songs, the last its length."""
        return np.concatenate(([0], np.cumsum(self.song_plays)))

    def plays_of_artist(self, code: int) -> Array:
        """Return the positions of an artist's plays, in the order of the record."""
        return self.artist_order[self.artist_starts[code] : self.artist_starts[code + 1]]

    def plays_of_song(self, code: int) -> Array:
        """Return the positions of a song's plays, in the order of the record."""
        return self.song_order[self.song_starts[code] : self.song_starts[code + 1]]

    @cached_property
    def artist_first_day(self) -> Array:
        """For each artist code the local day of the first play, -1 without plays."""
        return self._day_of_each(np.minimum, self.artist_order, self.artist_starts)

    @cached_property
    def artist_last_day(self) -> Array:
        """For each artist code the local day of the last play, -1 without plays."""
        return self._day_of_each(np.maximum, self.artist_order, self.artist_starts)

    @cached_property
    def song_first_day(self) -> Array:
        """For each song code the local day of the first play, -1 without plays."""
        return self._day_of_each(np.minimum, self.song_order, self.song_starts)

    @cached_property
    def song_last_day(self) -> Array:
        """For each song code the local day of the last play, -1 without plays."""
        return self._day_of_each(np.maximum, self.song_order, self.song_starts)

    def _day_of_each(self, pick: np.ufunc, order: Array, starts: Array) -> Array:
        days = np.full(starts.size - 1, -1, dtype=np.int64)
        heard = np.flatnonzero(starts[1:] > starts[:-1])
        if heard.size:
            days[heard] = pick.reduceat(self.at.day[order], starts[heard])
        return days

    @cached_property
    def years(self) -> Array:
        """The calendar years with a play, ascending."""
        return np.unique(self.months_heard // 12)

    @cached_property
    def artist_year_plays(self) -> Array:
        """Plays by year (a row for each of `years`) and artist code (a column)."""
        artists = len(self.record.names.artists)
        first = self.years[0]
        table = np.bincount(
            (self.at.year - first) * artists + self.plays.artist,
            minlength=int(self.years[-1] - first + 1) * artists,
        )
        plays: Array = table.reshape(-1, artists)[self.years - first]
        return plays

    @cached_property
    def song_targets(self) -> Mask:
        """For each song code whether a sentence may quote it."""
        quotable = np.array(
            [is_quotable(shown_title(title)) for title in self.record.names.song_titles], dtype=bool
        )
        return quotable & self.targets[self.record.names.song_artists]

    @cached_property
    def first_day(self) -> int:
        """Local day of the first play."""
        return int(self.at.day.min())

    @cached_property
    def last_day(self) -> int:
        """Local day of the last play: "lately" is measured from here."""
        return int(self.at.day.max())

    @property
    def span_days(self) -> int:
        """Days from the first play to the last, both counted."""
        return self.last_day - self.first_day + 1

    @cached_property
    def months(self) -> Array:
        """All months from the first play to the last."""
        return np.arange(self.at.month.min(), self.at.month.max() + 1)

    @cached_property
    def months_heard(self) -> Array:
        """The months with a play, ascending."""
        first = int(self.at.month.min())
        return np.flatnonzero(np.bincount(self.at.month - first)) + first

    def plays_by_month(self) -> Iterator[tuple[int, Array]]:
        """Yield each month with a play, ascending, with the positions of its plays in the order of the record."""
        order = np.argsort(self.at.month, kind="stable")
        ends = np.cumsum(
            np.bincount(self.at.month - self.months_heard[0])[self.months_heard - self.months_heard[0]]
        )
        for month, end, begin in zip(self.months_heard, ends, (0, *ends[:-1]), strict=True):
            yield int(month), order[begin:end]

    @cached_property
    def _month_set(self) -> frozenset[int]:
        return frozenset(self.months_heard.tolist())

    def has_data_between(self, first_day: int, last_day: int) -> bool:
        """Whether every calendar month from one day to another holds a play of something.

        Months missing from the record are no silence: nothing can be said of them.
        """
        months = range(month_of_day(first_day), month_of_day(last_day) + 1)
        return all(month in self._month_set for month in months)

    def have_data_between(self, first_days: Array, last_days: Array) -> Mask:
        """Return for each pair of days what `has_data_between` says of it."""
        missing = np.ones(self.months.size, dtype=bool)
        missing[self.months_heard - self.months[0]] = False
        before = np.concatenate(([0], np.cumsum(missing)))
        low, high = (months_of_days(days) - self.months[0] for days in (first_days, last_days))
        inside = (low >= 0) & (high < self.months.size)
        low, high = np.where(inside, low, 0), np.where(inside, high, 0)
        complete: Mask = inside & (before[high + 1] == before[low])
        return complete

    @cached_property
    def whole_years(self) -> Array:
        """The calendar years of which every month holds a play, ascending."""
        months = np.bincount(self.months_heard // 12 - self.years[0])
        whole: Array = self.years[months[self.years - self.years[0]] == 12]
        return whole

    @cached_property
    def has_skips(self) -> bool:
        """Whether the source says what was skipped, for at least half of the rows."""
        return bool(np.mean(self.rows.skipped >= 0) >= 0.5)

    @cached_property
    def has_endings(self) -> bool:
        """Whether the source says what was played to its end, for at least half of the rows."""
        return bool(np.mean(self.rows.finished >= 0) >= 0.5)

    @cached_property
    def has_shuffle(self) -> bool:
        """Whether the source says what was shuffled, for at least half of the plays."""
        return bool(np.mean(self.plays.shuffle >= 0) >= 0.5)

    @cached_property
    def has_albums(self) -> bool:
        """Whether the source names albums, for at least half of the plays."""
        return bool(np.mean(self.plays.album >= 0) >= 0.5)

    def artist(self, code: int) -> str:
        """Return an artist's name as shown."""
        return self.record.names.artists[code]

    def title(self, song: int) -> str:
        """Return a song's title as a sentence quotes it."""
        return shown_title(self.record.names.song_titles[song])

    def song_artist(self, song: int) -> str:
        """Return the name of the artist of a song."""
        return self.artist(int(self.record.names.song_artists[song]))

    def album(self, code: int) -> str:
        """Return an album's title as a sentence quotes it."""
        return shown_title(self.record.names.albums[code])

    @property
    def zone_name(self) -> str:
        """The time zone's name, for receipts."""
        return self.zone.key


def months_of_days(days: Array) -> Array:
    """Return the month (year * 12 + month - 1) of each day since 1970."""
    months: Array = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return months


def local_seconds(utc_s: npt.NDArray[np.int64], zone: ZoneInfo) -> Array:
    """Return UTC seconds as seconds of the local clock since 1970.

    The zone's offset is asked at both ends of each UTC day with rows; between different ends the change is sought.
    """
    if utc_s.size == 0:
        return utc_s.astype(np.int64)
    day = utc_s // DAY_S
    first = int(day.min())
    held = np.flatnonzero(np.bincount(day - first)) + first
    changes = [_offset_change(int(each) * DAY_S, zone) for each in held]
    place = np.zeros(int(held[-1]) - first + 1, dtype=np.int64)
    place[held - first] = np.arange(held.size)
    at_second, before, after = np.array(changes, dtype=np.int64).T
    where = place[day - first]
    local: Array = utc_s + np.where(utc_s < at_second[where], before[where], after[where])
    return local


def _offset_change(day_s: int, zone: ZoneInfo) -> tuple[int, int, int]:
    """Return the second within a UTC day at which the offset changes, and the offsets before it and from it on."""
    low, high = day_s, day_s + DAY_S - 1
    before, after = _offset_s(low, zone), _offset_s(high, zone)
    if before == after:
        return low, before, after
    while high - low > 1:
        middle = (low + high) // 2
        if _offset_s(middle, zone) == before:
            low = middle
        else:
            high = middle
    return high, before, after


def _offset_s(utc_s: int, zone: ZoneInfo) -> int:
    offset = datetime.fromtimestamp(utc_s, tz=UTC).astimezone(zone).utcoffset()
    return 0 if offset is None else int(offset.total_seconds())
