"""A record made ready for measuring: plays with their local calendar, and what is known about the artists."""

from collections.abc import Iterator
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np

from unwrapped_desktop.analysis.known import KnownArtists
from unwrapped_desktop.analysis.local_time import (
    DAY_S,
    Array,
    Calendar,
    Column,
    local_seconds,
    months_of_days,
)
from unwrapped_desktop.analysis.reference import Reference
from unwrapped_desktop.analysis.stats import count_pairs, group_order
from unwrapped_desktop.analysis.words import is_quotable, month_of_day, shown_title
from unwrapped_desktop.domain.record import PLAY_MIN_MS, Flags, Mask, Record, Rows

NIGHT_END = 5
"""Night is from 0:00 to this hour."""

YEAR_DAYS = 365
CENSORED_DAYS = 90
"""In its first days a record cannot tell a new artist from an old one."""

SILENCE_DAYS = 180
"""Whoever has not been played for so long before the last play is no longer played."""

Pairs = tuple[Array, Array, Array]
"""Pairs of codes that occur, ordered, as two columns, and the plays of each pair."""


__all__ = [
    "CENSORED_DAYS",
    "DAY_S",
    "NIGHT_END",
    "SILENCE_DAYS",
    "YEAR_DAYS",
    "Array",
    "Calendar",
    "Listening",
    "Pairs",
    "local_seconds",
    "months_of_days",
]


class Listening:
    """A record, its plays in local time, and the artists we know.

    Attributes:
        record: The record.
        zone: The listener's time zone.
        plays: Rows of 30 seconds or more, ordered by their end.
        at: Local calendar of the plays.
        rows_at: Local calendar of all rows.
        known: What is known of the artists, by artist code.
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
        names = record.names.artists
        self.known = KnownArtists(names, self.artist_plays, reference, record.artist_notes)
        self.targets: Mask = self.known.is_target & np.array(list(map(is_quotable, names)), dtype=bool)

    def part(self, chosen: Mask, record: Record) -> "Listening":
        """Return some rows by themselves; whatever depends on names alone is not worked out anew.

        Args:
            chosen: For each row whether it belongs to the part.
            record: Those rows as a record, with all names of this one.
        """
        part = Listening.__new__(Listening)
        part.record, part.zone, part.reference = record, self.zone, self.reference
        is_play = record.rows.played_ms >= PLAY_MIN_MS
        part.rows_at = self.rows_at.where(chosen)
        part.plays = record.rows.where(is_play)
        part.at = part.rows_at.where(is_play)
        part.known, part.targets = self.known, self.targets
        part.shown_titles, part.song_targets = self.shown_titles, self.song_targets
        return part

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
        artist, day, _ = self.artist_days
        # Of several values for one place the last is kept: backwards it is the first.
        return _placed(artist[::-1], day[::-1], len(self.record.names.artists))

    @cached_property
    def days_known(self) -> Column:
        """For each play the days since the first play of its artist."""
        return self.at.day - self.artist_first_day.astype(np.int32)[self.plays.artist]

    @cached_property
    def artist_last_day(self) -> Array:
        """For each artist code the local day of the last play, -1 without plays."""
        artist, day, _ = self.artist_days
        return _placed(artist, day, len(self.record.names.artists))

    @cached_property
    def song_first_day(self) -> Array:
        """For each song code the local day of the first play, -1 without plays."""
        song, day, _ = self.song_days
        return _placed(song[::-1], day[::-1], len(self.record.names.song_titles))

    @cached_property
    def song_last_day(self) -> Array:
        """For each song code the local day of the last play, -1 without plays."""
        song, day, _ = self.song_days
        return _placed(song, day, len(self.record.names.song_titles))

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
    def monthly_plays(self) -> Array:
        """Plays of each of `months`."""
        return np.bincount(self.at.month - self.months[0], minlength=self.months.size)

    @cached_property
    def plays_by_weekday_and_hour(self) -> Array:
        """Plays by weekday (a row each, Monday first) and hour of the day (a column each)."""
        return np.bincount(self.at.weekday * 24 + self.at.hour, minlength=7 * 24).reshape(7, 24)

    @cached_property
    def started_at_s(self) -> Array:
        """For each play when it began, seconds since 1970 UTC."""
        return self.plays.started_at_s

    @cached_property
    def pauses_s(self) -> Array:
        """For all plays but the first the seconds since the end of the play before, less than 0 where they overlap."""
        pauses: Array = self.started_at_s[1:] - self.plays.ended_at_s[:-1]
        return pauses

    @cached_property
    def follows_its_album(self) -> Mask:
        """For each play whether it follows another song of the same album."""
        album, song = self.plays.album, self.plays.song
        follows = np.zeros(len(self), dtype=bool)
        follows[1:] = (album[1:] == album[:-1]) & (album[1:] >= 0) & (song[1:] != song[:-1])
        return follows

    def were_private(self, first: int, last: int) -> bool:
        """Whether all plays from one position to another were in private sessions, both counted."""
        return bool((self.plays.private[first : last + 1] == 1).all())

    @cached_property
    def months_heard(self) -> Array:
        """The months with a play, ascending."""
        return self.months[self.monthly_plays > 0]

    def plays_by_month(self) -> Iterator[tuple[int, Array]]:
        """Yield each month with a play, ascending, with the positions of its plays in the order of the record."""
        order = group_order(self.at.month - self.months[0])
        ends = np.cumsum(self.monthly_plays[self.monthly_plays > 0])
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

    def may_quote_album(self, code: int) -> bool:
        """Whether a sentence may name an album."""
        owner = self.record.names.album_artists[code]
        return is_quotable(self.album(code)) and bool(self.targets[owner])

    def album(self, code: int) -> str:
        """Return an album's title as a sentence quotes it."""
        return shown_title(self.record.names.albums[code])

    @property
    def zone_name(self) -> str:
        """The time zone's name, for receipts."""
        return self.zone.key


def _placed(places: Array, values: Array, size: int) -> Array:
    """Return a table that holds values at their places and -1 elsewhere."""
    table = np.full(size, -1, dtype=np.int64)
    table[places] = values
    return table


def _is_told(values: Column) -> bool:
    """Whether at least half of some values are 0 or more: -1 stands for what the source does not say."""
    return bool(np.count_nonzero(values >= 0) / max(values.size, 1) >= 0.5)
