"""A record made ready for measuring: plays with their local calendar, and what is known about the artists."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.analysis.reference import Reference, ReferenceArtist
from unwrapped_desktop.analysis.stats import count_pairs, group_order
from unwrapped_desktop.analysis.words import is_quotable, month_of_day, shown_title
from unwrapped_desktop.domain.record import PLAY_MIN_MS, Flags, Mask, Record, Rows

DAY_S = 86_400
NIGHT_END = 5
"""Night is from 0:00 to this hour."""

YEAR_DAYS = 365
CENSORED_DAYS = 90
"""In its first days a record cannot tell a new artist from an old one."""

DAYS_REMEMBERED = 16_384
"""For so many days the offset of a time zone is remembered, so that a record judged again need not ask once more."""

SILENCE_DAYS = 180
"""Whoever has not been played for so long before the last play is no longer played."""

Array = npt.NDArray[np.int64]
Column = npt.NDArray[np.signedinteger[Any]]
"""Whole numbers of any width; what is made of several columns must be widened first."""

Pairs = tuple[Array, Array, Array]
"""Pairs of codes that occur, ordered, as two columns, and the plays of each pair."""


class Calendar:
    """When rows began, in the listener's time zone. All columns but the seconds are worked out when first asked for.

    Attributes:
        second: Local seconds since 1970 of the start.
    """

    def __init__(self, rows: Rows, zone: ZoneInfo) -> None:
        self.second: Array = local_seconds(rows.started_at_s, zone)

    def where(self, mask: Mask) -> "Calendar":
        """Return the calendar of the rows for which the mask is true."""
        chosen = Calendar.__new__(Calendar)
        chosen.second = self.second[mask]
        return chosen

    @cached_property
    def day(self) -> Column:
        """Local days since 1970."""
        return (self.second // DAY_S).astype(np.int32)

    @cached_property
    def minute(self) -> Column:
        """Minute of the day, 0 to 1,439."""
        return ((self.second - self.day.astype(np.int64) * DAY_S) // 60).astype(np.int16)

    @cached_property
    def hour(self) -> Column:
        """Hour of the day, 0 to 23."""
        return self.minute // 60

    @cached_property
    def weekday(self) -> Column:
        """0 Monday to 6 Sunday."""
        return ((self.day + 3) % 7).astype(np.int16)  # 1 January 1970 was a Thursday

    @cached_property
    def month(self) -> Column:
        """Calendar month: year * 12 + month - 1."""
        if self.day.size == 0:
            return self.day
        first = int(self.day.min())
        months = months_of_days(np.arange(first, int(self.day.max()) + 1)).astype(np.int32)
        month: Column = months[self.day - first]
        return month

    @cached_property
    def year(self) -> Column:
        """Calendar year."""
        return self.month // 12


class Listening:
    """A record, its plays in local time, and the artists we know.

    Attributes:
        record: The record.
        zone: The listener's time zone.
        plays: Rows of 30 seconds or more, ordered by their end.
        at: Local calendar of the plays.
        rows_at: Local calendar of all rows.
        known: For each artist code what the reference table says, or None.
        targets: For each artist code whether ordinary remarks may be about it.
    """

    def __init__(self, record: Record, zone: ZoneInfo, reference: Reference) -> None:
        self.record = record
        self.zone = zone
        self.reference = reference
        is_play = record.rows.played_ms >= PLAY_MIN_MS
        self.rows_at = Calendar(record.rows, zone)
        self.plays = record.rows.where(is_play)
        self.at = self.rows_at.where(is_play)
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
    def song_days(self) -> Pairs:
        """Each song code and local day on which it was played, ordered by song, then day, and the plays."""
        song, place, plays = count_pairs(self.plays.song, self.day_place)
        return song, place + self.first_day, plays

    @cached_property
    def song_nights(self) -> Pairs:
        """What `song_days` holds, of the plays from 0:00 to 5:00 alone."""
        night = self.at.hour < NIGHT_END
        song, place, plays = count_pairs(self.plays.song[night], self.day_place[night])
        return song, place + self.first_day, plays

    @cached_property
    def artist_days(self) -> Pairs:
        """Each artist code and local day on which they were played, ordered by artist, then day, and the plays."""
        artist, place, plays = count_pairs(self.plays.artist, self.day_place)
        return artist, place + self.first_day, plays

    @cached_property
    def album_songs(self) -> Pairs:
        """Each album code and song code played from it, ordered by album, then song, and the plays."""
        named = self.plays.album >= 0
        return count_pairs(self.plays.album[named], self.plays.song[named])

    @cached_property
    def song_skips(self) -> tuple[Array, Array]:
        """For each song code how many rows say whether they were skipped, and how many of them were."""
        return self._rows_by_song(self.rows.skipped)

    @cached_property
    def song_finishes(self) -> tuple[Array, Array]:
        """For each song code how many rows say whether they were played to the end, and how many of them were."""
        return self._rows_by_song(self.rows.finished)

    def _rows_by_song(self, flag: Flags) -> tuple[Array, Array]:
        songs = len(self.record.names.song_titles)
        _, is_not, is_so = (
            np.bincount(self.rows.song.astype(np.int64) * 3 + flag + 1, minlength=songs * 3)
            .reshape(songs, 3)
            .T
        )
        return is_not + is_so, is_so

    def plays_on_day(self, song: int, day: int) -> Array:
        """Return the positions of a song's plays on a local day, in the order of the record."""
        plays = self.plays_of_song(song)
        on_day: Array = plays[self.at.day[plays] == day]
        return on_day

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
        first = int(self.years[0])
        table = np.bincount(
            (self.at.year - first).astype(np.int64) * artists + self.plays.artist,
            minlength=(int(self.years[-1]) - first + 1) * artists,
        )
        plays: Array = table.reshape(-1, artists)[self.years - first]
        return plays

    @cached_property
    def shown_titles(self) -> list[str]:
        """The titles of the songs as a sentence quotes them."""
        return [shown_title(title) for title in self.record.names.song_titles]

    @cached_property
    def song_targets(self) -> Mask:
        """For each song code whether a sentence may quote it."""
        quotable = np.array([is_quotable(title) for title in self.shown_titles], dtype=bool)
        return quotable & self.targets[self.record.names.song_artists]

    @cached_property
    def first_day(self) -> int:
        """Local day of the first play."""
        return int(self.at.day.min())

    @cached_property
    def last_day(self) -> int:
        """Local day of the last play: "lately" is measured from here."""
        return int(self.at.day.max())

    @cached_property
    def day_place(self) -> Column:
        """For each play the days since the first day of the record."""
        return self.at.day - np.int32(self.first_day)

    @cached_property
    def daily_plays(self) -> Array:
        """Plays of each day from the first to the last."""
        return np.bincount(self.day_place, minlength=self.span_days)

    @cached_property
    def days_heard(self) -> Array:
        """The local days with a play, ascending."""
        return np.flatnonzero(self.daily_plays) + self.first_day

    def days_with(self, mask: Mask) -> int:
        """Return the number of local days with one of the chosen plays."""
        return int(np.count_nonzero(np.bincount(self.day_place[mask])))

    @property
    def span_days(self) -> int:
        """Days from the first play to the last, both counted."""
        return self.last_day - self.first_day + 1

    @cached_property
    def months(self) -> Array:
        """All months from the first play to the last."""
        return np.arange(int(self.at.month.min()), int(self.at.month.max()) + 1)

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
        return _is_told(self.rows.skipped)

    @cached_property
    def has_endings(self) -> bool:
        """Whether the source says what was played to its end, for at least half of the rows."""
        return _is_told(self.rows.finished)

    @cached_property
    def has_shuffle(self) -> bool:
        """Whether the source says what was shuffled, for at least half of the plays."""
        return _is_told(self.plays.shuffle)

    @cached_property
    def has_albums(self) -> bool:
        """Whether the source names albums, for at least half of the plays."""
        return _is_told(self.plays.album)

    def artist(self, code: int) -> str:
        """Return an artist's name as shown."""
        return self.record.names.artists[code]

    def title(self, song: int) -> str:
        """Return a song's title as a sentence quotes it."""
        return self.shown_titles[song]

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
    day -= first
    held = np.flatnonzero(np.bincount(day))
    changes = [_offset_change((first + int(each)) * DAY_S, zone) for each in held]
    at_second, before, after = (np.zeros(int(held[-1]) + 1, dtype=np.int64) for _ in range(3))
    at_second[held], before[held], after[held] = np.array(changes, dtype=np.int64).T
    local: Array = utc_s + before[day]
    late = np.flatnonzero((before != after)[day])
    late = late[utc_s[late] >= at_second[day[late]]]
    local[late] = utc_s[late] + after[day[late]]
    return local


def _is_told(values: Column) -> bool:
    """Whether at least half of some values are 0 or more: -1 stands for what the source does not say."""
    return bool(np.count_nonzero(values >= 0) / max(values.size, 1) >= 0.5)


@lru_cache(maxsize=DAYS_REMEMBERED)
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
