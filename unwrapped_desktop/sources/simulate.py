"""A small simulator of a listening life: the rows an export would hold, for a listener nobody is.

A listener is a value; the same value and seed give the same rows on every machine. Nothing here reads the clock: every
life ends on a fixed day. A life is lived day by day in local time. A day is a number of sittings, a sitting is a chain
of songs, one after another; which artists are at hand is decided week by week. Rows come out in the format of the
extended streaming history of 2025 and later.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from hashlib import blake2b
from itertools import accumulate, chain
from math import ceil, exp, log
from typing import TypeVar
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

T = TypeVar("T")

Row = dict[str, str | int | bool | None]
"""One object of an extended streaming history."""

LAST_DAY = date(2026, 11, 14)
"""Every simulated life ends here, so that rows do not depend on the day they are made."""

EXTENDED_KEYS = (
    "ts",
    "platform",
    "ms_played",
    "conn_country",
    "ip_addr",
    "master_metadata_track_name",
    "master_metadata_album_artist_name",
    "master_metadata_album_album_name",
    "spotify_track_uri",
    "episode_name",
    "episode_show_name",
    "spotify_episode_uri",
    "audiobook_title",
    "audiobook_uri",
    "audiobook_chapter_uri",
    "audiobook_chapter_title",
    "reason_start",
    "reason_end",
    "shuffle",
    "skipped",
    "offline",
    "offline_timestamp",
    "incognito_mode",
)
"""The keys of a row of 2025 and later, in their order."""

_BASE62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PAIRS = tuple(first + second for second in _BASE62 for first in _BASE62)
"""Two digits to the base of 62, the lower one first."""

_HOUR_S = 3_600
_WEEK_DAYS = 7
_BLOCK = 8_192
_SETTLING_WEEKS = 5

# Exports say "skipped": false throughout these years, whatever happened.
_SKIPS_KNOWN_FROM = int(datetime(2022, 10, 16, tzinfo=UTC).timestamp())
# Until this day the platform is named with model and version, afterwards in one word.
_SHORT_PLATFORM_FROM = int(datetime(2023, 10, 19, tzinfo=UTC).timestamp())
# Exports of these years leave "offline" empty.
_OFFLINE_UNKNOWN = range(
    int(datetime(2023, 1, 1, tzinfo=UTC).timestamp()), int(datetime(2025, 1, 1, tzinfo=UTC).timestamp())
)
_LONG_PLATFORMS = {
    "android": "Android OS 11 API 30 (samsung, SM-A515F)",
    "ios": "iOS 14.4.2 (iPhone12,1)",
    "windows": "Windows 10 (10.0.19042; x64; AppX)",
    "linux": "Linux [x86-64 0]",
    "osx": "OS X 12.6.0 [arm 2]",
}

EVENINGS = (1, 0, 0, 0, 0, 0, 1, 3, 4, 2, 2, 2, 3, 3, 2, 3, 4, 6, 8, 9, 9, 8, 5, 2)
"""Weights of the hours in which an ordinary listener sits down, 0:00 to 23:00."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Album:
    """An album.

    Attributes:
        title: Its title.
        songs: Titles in their order.
        year: Nobody hears it before this year.
    """

    title: str
    songs: tuple[str, ...]
    year: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Artist:
    """An artist, with everything of theirs a listener may come across.

    Attributes:
        name: Name as the export spells it.
        albums: Albums, at least one.
        weight: Multiplies how often chance picks them; 0 for those who are only heard in a `Burst`, `Habit` or `Loop`.
        song_s: Shortest and longest song, seconds.
    """

    name: str
    albums: tuple[Album, ...]
    weight: float = 1.0
    song_s: tuple[int, int] = (150, 275)


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """An artist who takes over for a while: an obsession of weeks or a favourite of a year.

    Attributes:
        artist: Name of an artist of the pool.
        since: First day.
        weeks: Length; the share falls off in the last third.
        share: Share of all songs at the height, 0 to 1, exclusive.
    """

    artist: str
    since: date
    weeks: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """An artist who is not touched for a while, both days inclusive: before a comeback, or after a falling-out."""

    artist: str
    since: date
    until: date = LAST_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """Sittings of their own with one artist: songs for a child, rain at bedtime, the same record each December.

    Attributes:
        artist: Name of an artist of the pool.
        hours: Local hours at which it may begin, one of them chosen each time; halves are allowed.
        chance: Probability per day.
        rows: Fewest and most songs of a sitting.
        since: First day.
        until: Last day.
        months: Months of the year, empty for all.
        private: Whether it is a private session.
        skip_ratio: Probability that a song is left early.
    """

    artist: str
    hours: tuple[float, ...]
    chance: float
    rows: tuple[int, int]
    since: date = date.min
    until: date = LAST_DAY
    months: tuple[int, ...] = ()
    private: bool = False
    skip_ratio: float = 0.0

    def is_due(self, day: date) -> bool:
        """Whether it can happen that day."""
        return self.since <= day <= self.until and (not self.months or day.month in self.months)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """One song many times in one day.

    Attributes:
        artist: Name of an artist of the pool.
        title: Title of one of their songs.
        day: The local day it begins.
        times: How often, each time to its end.
        hour: Local hour it begins.
        pause_s: Silence between two plays, seconds.
    """

    artist: str
    title: str
    day: date
    times: int
    hour: float
    pause_s: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedListener:
    """Everything that is to be known about a listener who does not exist.

    Attributes:
        artists: The pool, roughly the favourites first.
        strangers: Artists met by chance, once each, in this order.
        since: First day of the record.
        until: Last day of the record.
        timezone: IANA zone the hours below are meant in.
        country: Country code of the rows.
        platforms: Devices, the usual one first.
        rows_per_day: Songs begun on a usual day.
        day_spread: Standard deviation of the logarithm of that, day by day.
        silent_ratio: Share of days without a sound.
        weekday_factors: Monday to Sunday, multiplying `rows_per_day`.
        year_factors: Likewise for the years of the record in order, the last one holding on.
        weekday_hours: Weights of 24 hours for the beginning of a sitting, Monday to Friday.
        weekend_hours: The same for Saturday and Sunday.
        sitting_rows: Mean length of a sitting in songs.
        alarm_hour: Local hour of the first song of every weekday, None for people without one.
        alarm_spread_min: Its standard deviation, minutes.
        concentration: Exponent of the fall from one artist of the pool to the next; 0 is no favourites at all.
        song_concentration: Likewise among the songs of an artist.
        core: How many artists of the pool are there from the first day; the others come later.
        arrivals: Weights of the years of the record for the coming of new artists, in order.
        fling_ratio: Share of the newcomers who fade within weeks.
        drift: How much favour moves from year to year, standard deviation of a logarithm.
        stranger_ratios: Share of songs that go to strangers, for the years of the record, the last one holding on.
        sticky_ratio: Probability of another song of the same artist.
        repeat_ratio: Probability of the same song again at once.
        skip_ratio: Probability that a song is left early.
        skip_s: Median of the seconds before it is.
        shuffle_ratio: Share of sittings on shuffle.
        album_ratio: Share of the other sittings that follow an album in its order.
        private_ratio: Share of sittings that are private.
        offline_ratio: Share of sittings without a network.
        bursts: Obsessions and reigns.
        absences: Breaks and endings.
        habits: Sittings of their own.
        loops: Songs played again and again.
        anchors: Artists who are heard in every month.
        refused: (artist, title) of songs that are begun and hardly ever finished.
        refused_ratio: Share of songs that are one of these.
        shows: (show, episode titles) of podcasts.
        podcasts_per_week: Episodes a week.
        audiobooks: (title, chapter titles).
        audiobooks_per_week: Chapters a week.
        missing_months: First and last month, `YYYY-MM`, inclusive, of which nothing was kept.
        no_metadata_ratio: Share of rows that lost their names.
        duplicate_ratio: Share of rows that stand there twice.
        second_uri_ratio: Share of songs that also exist under another URI and album.
        skipped_null_ratio: Share of rows that do not say whether they were skipped.
    """

    artists: tuple[Artist, ...]
    strangers: tuple[Artist, ...] = ()
    since: date
    until: date = LAST_DAY
    timezone: str = "UTC"
    country: str = "GB"
    platforms: tuple[str, ...] = ("android", "windows")
    rows_per_day: float = 12.0
    day_spread: float = 0.6
    silent_ratio: float = 0.08
    weekday_factors: tuple[float, ...] = (1.0,) * 7
    year_factors: tuple[float, ...] = (1.0,)
    weekday_hours: tuple[float, ...] = EVENINGS
    weekend_hours: tuple[float, ...] = EVENINGS
    sitting_rows: float = 7.0
    alarm_hour: float | None = None
    alarm_spread_min: float = 6.0
    concentration: float = 0.9
    song_concentration: float = 0.6
    core: int = 20
    arrivals: tuple[float, ...] = (1.0,)
    fling_ratio: float = 0.4
    drift: float = 0.5
    stranger_ratios: tuple[float, ...] = (0.0,)
    sticky_ratio: float = 0.2
    repeat_ratio: float = 0.01
    skip_ratio: float = 0.2
    skip_s: float = 9.0
    shuffle_ratio: float = 0.4
    album_ratio: float = 0.15
    private_ratio: float = 0.0
    offline_ratio: float = 0.05
    bursts: tuple[Burst, ...] = ()
    absences: tuple[Absence, ...] = ()
    habits: tuple[Habit, ...] = ()
    loops: tuple[Loop, ...] = ()
    anchors: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    refused_ratio: float = 0.01
    shows: tuple[tuple[str, tuple[str, ...]], ...] = ()
    podcasts_per_week: float = 0.0
    audiobooks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    audiobooks_per_week: float = 0.0
    missing_months: tuple[tuple[str, str], ...] = ()
    no_metadata_ratio: float = 0.0
    duplicate_ratio: float = 0.0
    second_uri_ratio: float = 0.0
    skipped_null_ratio: float = 0.0


class Draws:
    """Random numbers, all made from the uniform numbers of one seeded generator.

    They are drawn in blocks because a call of the generator costs more than the number, and nothing but `random` is
    used because NumPy keeps that stream stable from version to version.

    Attributes:
        unit: Returns a number from 0 up to, but not including, 1. A life asks for hundreds of thousands: it is no
            method, so that a number costs no call of Python.
    """

    __slots__ = ("_generator", "unit")

    def __init__(self, seed: int) -> None:
        self._generator = np.random.default_rng(seed)
        self.unit: Callable[[], float] = chain.from_iterable(_blocks(self._generator)).__next__

    def units(self, count: int) -> npt.NDArray[np.float64]:
        """Return that many numbers from 0 up to 1."""
        return self._generator.random(count)

    def chance(self, ratio: float) -> bool:
        """Return True with that probability."""
        return ratio > 0.0 and self.unit() < ratio

    def between(self, low: float, high: float) -> float:
        """Return a number from `low` to `high`."""
        return low + (high - low) * self.unit()

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both possible."""
        return low + int(self.unit() * (high - low + 1))

    def normal(self) -> float:
        """Return a number of mean 0 and standard deviation 1, bell-shaped, never beyond 3."""
        return 2.0 * (self.unit() + self.unit() + self.unit() - 1.5)

    def pick(self, items: Sequence[T]) -> T:
        """Return one of the items."""
        return items[int(self.unit() * len(items))]

    def index(self, sums: Sequence[float]) -> int:
        """Return an index by running sums of weights."""
        return min(bisect_left(sums, self.unit() * sums[-1]), len(sums) - 1)

    def shuffled(self, items: Iterable[T]) -> list[T]:
        """Return the items in another order."""
        listed = list(items)
        return [listed[place] for place in np.argsort(self.units(len(listed)), kind="stable").tolist()]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Song:
    """A recording as the rows name it."""

    artist: str
    title: str
    albums: tuple[str, ...]
    uris: tuple[str, ...]
    length_ms: int
    year: int
    refused: bool


class _Shelf:
    """The songs of one artist and how they are chosen."""

    __slots__ = ("_concentration", "_sums", "albums", "artist", "songs")

    def __init__(self, artist: Artist, listener: SimulatedListener, draws: Draws) -> None:
        self.artist = artist
        self.albums = tuple(tuple(_songs_of(artist, album, listener)) for album in artist.albums)
        # Which songs are the favourites has nothing to do with their place on the album.
        self.songs = tuple(draws.shuffled(song for album in self.albums for song in album))
        self._concentration = listener.song_concentration
        self._sums: dict[int, tuple[tuple[_Song, ...], list[float]]] = {}

    def choose(self, year: int, draws: Draws) -> _Song | None:
        """Return a song that exists in that year, None when there is none yet."""
        if year not in self._sums:
            heard = tuple(song for song in self.songs if song.year <= year)
            weights = ((rank + 1) ** -self._concentration for rank in range(len(heard)))
            self._sums[year] = heard, list(accumulate(weights))
        heard, sums = self._sums[year]
        return heard[draws.index(sums)] if heard else None

    def album(self, year: int, draws: Draws) -> tuple[_Song, ...]:
        """Return an album that exists in that year; empty when there is none yet."""
        out = [songs for songs in self.albums if songs[0].year <= year]
        return draws.pick(out) if out else ()

    def song(self, title: str) -> _Song:
        """Return the song of that title."""
        return next(song for song in self.songs if song.title == title)


def simulate(listener: SimulatedListener, seed: int) -> list[Row]:
    """Live a life and return its rows, ordered by `ts`."""
    return _Life(listener, seed).rows()


def export_files(rows: Sequence[Row], rows_per_file: int = 5_000) -> list[tuple[str, list[Row]]]:
    """Deal rows, ordered by `ts`, to files named as Spotify names them."""
    files = []
    for number, first in enumerate(range(0, len(rows), rows_per_file)):
        part = list(rows[first : first + rows_per_file])
        years = sorted({str(part[0]["ts"])[:4], str(part[-1]["ts"])[:4]})
        files.append((f"Streaming_History_Audio_{'-'.join(years)}_{number}.json", part))
    return files


def _blocks(generator: np.random.Generator) -> Iterator[list[float]]:
    while True:
        yield generator.random(_BLOCK).tolist()


def spotify_uri(kind: str, *parts: str) -> str:
    """Return a URI of that kind (`track`, `episode`, `show`), always the same for the same parts."""
    number = int.from_bytes(blake2b("\x1f".join(parts).encode(), digest_size=17).digest())
    pairs = []
    for _ in range(11):
        number, place = divmod(number, len(_PAIRS))
        pairs.append(_PAIRS[place])
    return f"spotify:{kind}:{''.join(pairs)}"


class _Life:
    """One run of the simulation."""

    def __init__(self, listener: SimulatedListener, seed: int) -> None:
        self._listener = listener
        self._draws = Draws(seed)
        self._rows: list[Row] = []
        self._zone = ZoneInfo(listener.timezone)
        self._shelves: dict[str, _Shelf] = {}
        self._by_name = {artist.name: artist for artist in (*listener.artists, *listener.strangers)}
        self._tastes = _Tastes(listener, self._draws)
        self._strangers = iter(listener.strangers)
        self._weekday_sums = list(accumulate(listener.weekday_hours))
        self._weekend_sums = list(accumulate(listener.weekend_hours))
        self._now_s = 0
        self._year = listener.since.year
        self._table: tuple[list[str], list[float]] = ([], [])
        self._reason = "clickrow"
        self._session: dict[str, str | bool] = {}

    def rows(self) -> list[Row]:
        """Live from the first day to the last."""
        listener = self._listener
        for number in range((listener.until - listener.since).days + 1):
            day = listener.since + timedelta(days=number)
            if number % _WEEK_DAYS == 0:
                self._table = self._tastes.of_week(number // _WEEK_DAYS)
            if not _is_missing(day.isoformat()[:7], listener.missing_months):
                self._live(day)
        return self._damaged()

    def _live(self, day: date) -> None:
        """Live one day: plan its sittings, then have them one after another."""
        midnight_s = int(datetime.combine(day, time(), self._zone).timestamp())
        self._year = day.year
        plans = [*self._special_plans(day)]
        if not self._draws.chance(self._listener.silent_ratio):
            plans += self._usual_plans(day)
        for hour, sitting in sorted(plans, key=lambda plan: plan[0]):
            # Whoever still listens begins the next sitting a little later.
            self._now_s = max(self._now_s + self._draws.whole(40, 600), midnight_s + int(hour * _HOUR_S))
            sitting()

    def _usual_plans(self, day: date) -> Iterator[tuple[float, Callable[[], None]]]:
        listener, draws = self._listener, self._draws
        is_weekend = day.weekday() >= 5
        years = (day - listener.since).days // 365
        usual = (
            listener.rows_per_day
            * listener.weekday_factors[day.weekday()]
            * _held(listener.year_factors, years)
        )
        left = round(usual * exp(listener.day_spread * draws.normal() - listener.day_spread**2 / 2))
        sums = self._weekend_sums if is_weekend else self._weekday_sums
        alarm = None if is_weekend else listener.alarm_hour
        while left > 0:
            rows = min(left, 1 + int(-log(1.0 - draws.unit()) * (listener.sitting_rows - 1)))
            left -= rows
            hour = draws.index(sums) + draws.unit()
            if alarm is not None:
                hour, alarm = alarm + draws.normal() * listener.alarm_spread_min / 60, None
            yield hour, partial(self._sit, rows)

    def _special_plans(self, day: date) -> Iterator[tuple[float, Callable[[], None]]]:
        listener, draws = self._listener, self._draws
        for habit in listener.habits:
            if habit.is_due(day) and draws.chance(habit.chance):
                yield draws.pick(habit.hours) + draws.normal() * 0.15, partial(self._indulge, habit)
        for loop in listener.loops:
            if loop.day == day:
                yield loop.hour, partial(self._loop, loop)
        for artist in listener.anchors:
            if day == _anchor_day(day, listener):
                yield 20 + draws.unit(), partial(self._visit, artist)
        if draws.chance(listener.podcasts_per_week / 7):
            yield draws.between(7, 21), self._podcast
        if draws.chance(listener.audiobooks_per_week / 7):
            yield draws.between(20, 22), self._audiobook

    def _sit(self, rows: int) -> None:
        """Have an ordinary sitting of about that many songs."""
        draws, listener = self._draws, self._listener
        shuffled = draws.chance(listener.shuffle_ratio)
        self._open(shuffle=shuffled, private=draws.chance(listener.private_ratio))
        if not shuffled and draws.chance(listener.album_ratio) and (shelf := self._someone()):
            for track in shelf.album(self._year, draws):
                self._hear(track, skip_ratio=listener.skip_ratio / 4)
            return
        song: _Song | None = None
        for _ in range(rows):
            if song is None or not draws.chance(listener.repeat_ratio):
                song = self._choose(song)
            if song is not None:
                self._hear(song, skip_ratio=listener.skip_ratio)
        if song is not None and draws.chance(0.25):
            ended = draws.pick(("endplay", "endplay", "logout", "unexpected-exit-while-paused"))
            self._add(song, int(song.length_ms * draws.between(0.05, 0.9)), ended)

    def _indulge(self, habit: Habit) -> None:
        self._open(shuffle=False, private=habit.private)
        shelf = self._shelf(habit.artist)
        for _ in range(self._draws.whole(*habit.rows)):
            song = shelf.choose(self._year, self._draws)
            if song is not None:
                self._hear(song, skip_ratio=habit.skip_ratio)

    def _loop(self, loop: Loop) -> None:
        self._open(shuffle=False, private=False)
        song = self._shelf(loop.artist).song(loop.title)
        for _ in range(loop.times):
            self._add(song, song.length_ms, "trackdone")
            self._now_s += loop.pause_s

    def _visit(self, artist: str) -> None:
        self._open(shuffle=False, private=False)
        song = self._shelf(artist).choose(self._year, self._draws)
        if song is not None:
            self._add(song, song.length_ms, "trackdone")

    def _choose(self, previous: _Song | None) -> _Song | None:
        """Return the next song: a refused one, a stranger's, the same artist's, or a favourite's."""
        listener, draws = self._listener, self._draws
        if listener.refused and draws.chance(listener.refused_ratio):
            artist, title = draws.pick(listener.refused)
            return self._shelf(artist).song(title)
        ratio = _held(listener.stranger_ratios, self._year - listener.since.year)
        if draws.chance(ratio) and (stranger := next(self._strangers, None)):
            return self._shelf(stranger.name).choose(self._year, draws)
        if previous is not None and draws.chance(listener.sticky_ratio):
            return self._shelf(previous.artist).choose(self._year, draws)
        shelf = self._someone()
        return shelf.choose(self._year, draws) if shelf else None

    def _someone(self) -> _Shelf | None:
        names, sums = self._table
        return self._shelf(names[self._draws.index(sums)]) if names else None

    def _hear(self, song: _Song, *, skip_ratio: float) -> None:
        """Play a song to its end, or leave it early."""
        draws = self._draws
        if not draws.chance(0.96 if song.refused else skip_ratio):
            self._add(song, song.length_ms, "trackdone")
            return
        if draws.chance(0.12):
            played_ms = int(draws.between(30_000, song.length_ms * 0.8))
        else:
            played_ms = min(29_500, int(1_000 * self._listener.skip_s * exp(0.8 * draws.normal())))
        self._add(song, played_ms, "backbtn" if draws.chance(0.04) else "fwdbtn")

    def _open(self, *, shuffle: bool, private: bool) -> None:
        listener, draws = self._listener, self._draws
        rank = 0 if draws.chance(0.7) else draws.whole(0, len(listener.platforms) - 1)
        self._session = {
            "platform": listener.platforms[rank],
            "shuffle": shuffle,
            "private": private,
            "offline": draws.chance(listener.offline_ratio),
        }
        self._reason = draws.pick(("clickrow", "clickrow", "playbtn", "appload"))

    def _add(self, song: _Song, played_ms: int, ended: str) -> None:
        """Let time pass and write the row of a song."""
        row = self._row(played_ms, ended)
        place = self._draws.whole(0, len(song.uris) - 1) if len(song.uris) > 1 else 0
        row["master_metadata_track_name"] = song.title
        row["master_metadata_album_artist_name"] = song.artist
        row["master_metadata_album_album_name"] = song.albums[place]
        row["spotify_track_uri"] = song.uris[place]

    def _row(self, played_ms: int, ended: str) -> Row:
        started_s = self._now_s
        # Whole seconds, rounded up: the start worked out from a row never lies before the end of the row above.
        ended_s = started_s + ceil(played_ms / 1_000)
        self._now_s = ended_s
        session = self._session
        platform = str(session["platform"])
        left_early = ended in {"fwdbtn", "backbtn"}
        row: Row = {
            "ts": f"{datetime.fromtimestamp(ended_s, UTC).isoformat()[:19]}Z",
            "platform": platform
            if ended_s >= _SHORT_PLATFORM_FROM
            else _LONG_PLATFORMS.get(platform, platform),
            "ms_played": played_ms,
            "conn_country": self._listener.country,
            "ip_addr": None,
            "master_metadata_track_name": None,
            "master_metadata_album_artist_name": None,
            "master_metadata_album_album_name": None,
            "spotify_track_uri": None,
            "episode_name": None,
            "episode_show_name": None,
            "spotify_episode_uri": None,
            "audiobook_title": None,
            "audiobook_uri": None,
            "audiobook_chapter_uri": None,
            "audiobook_chapter_title": None,
            "reason_start": self._reason,
            "reason_end": ended,
            "shuffle": session["shuffle"],
            "skipped": left_early and ended_s >= _SKIPS_KNOWN_FROM,
            "offline": None if ended_s in _OFFLINE_UNKNOWN else session["offline"],
            "offline_timestamp": started_s,
            "incognito_mode": session["private"],
        }
        self._reason = ended if left_early or ended == "trackdone" else "appload"
        self._rows.append(row)
        return row

    def _podcast(self) -> None:
        self._open(shuffle=False, private=False)
        show, episodes = self._draws.pick(self._listener.shows)
        title = self._draws.pick(episodes)
        row = self._row(self._draws.whole(400_000, 3_000_000), "endplay")
        row["episode_name"] = title
        row["episode_show_name"] = show
        row["spotify_episode_uri"] = spotify_uri("episode", show, title)

    def _audiobook(self) -> None:
        self._open(shuffle=False, private=False)
        book, chapters = self._draws.pick(self._listener.audiobooks)
        title = self._draws.pick(chapters)
        row = self._row(self._draws.whole(300_000, 2_000_000), "endplay")
        row["audiobook_title"] = book
        row["audiobook_uri"] = spotify_uri("show", book)
        row["audiobook_chapter_uri"] = spotify_uri("episode", book, title)
        row["audiobook_chapter_title"] = title

    def _shelf(self, name: str) -> _Shelf:
        if name not in self._shelves:
            self._shelves[name] = _Shelf(self._by_name[name], self._listener, self._draws)
        return self._shelves[name]

    def _damaged(self) -> list[Row]:
        """Return the rows with the flaws real files have."""
        listener = self._listener
        # A month is missing by local time and by UTC, so that no late evening leaks into it.
        rows = [row for row in self._rows if not _is_missing(str(row["ts"])[:7], listener.missing_months)]
        flaws = self._draws.units(3 * len(rows)).reshape(3, len(rows)).tolist()
        kept: list[Row] = []
        for row, nameless, doubled, silent in zip(rows, *flaws, strict=True):
            if silent < listener.skipped_null_ratio:
                row["skipped"] = None
            if nameless < listener.no_metadata_ratio:
                row.update(dict.fromkeys(EXTENDED_KEYS[5:16]))
            kept.append(row)
            if doubled < listener.duplicate_ratio:
                kept.append(dict(row))
        return kept


class _Tastes:
    """Which artists are at hand in which week, and how much."""

    def __init__(self, listener: SimulatedListener, draws: Draws) -> None:
        self._listener = listener
        self._names = [artist.name for artist in listener.artists]
        self._place = {name: place for place, name in enumerate(self._names)}
        count = len(self._names)
        weights = np.array([artist.weight for artist in listener.artists], dtype=np.float64)
        self._weights = weights * (np.arange(count) + 1.0) ** -listener.concentration
        years = listener.until.year - listener.since.year + 1
        spread = 2.0 * (draws.units(3 * years * count).reshape(3, years, count).sum(axis=0) - 1.5)
        self._favour = np.exp(listener.drift * spread)
        self._come_week = self._arrivals(draws)
        fades = (draws.units(count) < listener.fling_ratio) & (self._come_week > 0)
        self._half_life_weeks = np.where(fades, 2.0 + 6.0 * draws.units(count), np.inf)
        self._release = np.array([min(album.year for album in artist.albums) for artist in listener.artists])

    def _arrivals(self, draws: Draws) -> npt.NDArray[np.int64]:
        """Return the week each artist comes: 0 for the core, later for the others."""
        listener = self._listener
        count = len(self._names)
        sums = np.cumsum(listener.arrivals)
        chosen = np.searchsorted(sums / sums[-1], draws.units(count))
        weeks = (listener.until - listener.since).days / _WEEK_DAYS
        come = ((chosen + draws.units(count)) * weeks / len(listener.arrivals)).astype(np.int64)
        come[: listener.core] = 0
        return come

    def of_week(self, week: int) -> tuple[list[str], list[float]]:
        """Return the artists of a week with running sums of their weights."""
        listener = self._listener
        day = listener.since + timedelta(weeks=week)
        age = week - self._come_week
        weights = self._weights * self._favour[day.year - listener.since.year]
        weights *= (age >= 0) & (self._release <= day.year)
        weights *= np.exp2(-np.maximum(age, 0) / self._half_life_weeks)
        # What is new is played more than what will stay.
        weights *= np.where((age >= 0) & (age < _SETTLING_WEEKS) & (self._come_week > 0), 4.0, 1.0)
        for absence in listener.absences:
            if absence.since <= day <= absence.until:
                weights[self._place[absence.artist]] = 0.0
        total = float(weights.sum()) or 1.0
        for burst in listener.bursts:
            share = burst.share * _burst_height(burst, day)
            if share > 0.0:
                weights[self._place[burst.artist]] += total * share / (1.0 - share)
        at_hand = np.flatnonzero(weights)
        return [self._names[place] for place in at_hand.tolist()], np.cumsum(weights[at_hand]).tolist()


def _songs_of(artist: Artist, album: Album, listener: SimulatedListener) -> Iterator[_Song]:
    """Yield the songs of an album; lengths and URIs come from the names alone."""
    for title in album.songs:
        digest = blake2b(f"{artist.name}\x1f{title}".encode(), digest_size=8).digest()
        low_s, high_s = artist.song_s
        twin = int.from_bytes(digest[4:]) < listener.second_uri_ratio * 2**32
        yield _Song(
            artist=artist.name,
            title=title,
            albums=(album.title, f"{album.title} (Deluxe Edition)") if twin else (album.title,),
            uris=tuple(
                spotify_uri("track", artist.name, title, str(number)) for number in range(2 if twin else 1)
            ),
            length_ms=low_s * 1_000 + int.from_bytes(digest[:4]) % ((high_s - low_s) * 1_000 + 1),
            year=album.year,
            refused=(artist.name, title) in listener.refused,
        )


def _burst_height(burst: Burst, day: date) -> float:
    """Return how high a burst stands, 0 outside and 1 at its height."""
    part = (day - burst.since).days / (_WEEK_DAYS * burst.weeks)
    if not 0.0 <= part < 1.0:
        return 0.0
    return 1.0 if part < 2 / 3 else 1.0 - 2.0 * (part - 2 / 3)


def _anchor_day(day: date, listener: SimulatedListener) -> date:
    """Return the day of this month on which the artists of every month are heard."""
    wanted = day.replace(day=1 + (day.month * 7 + day.year) % 27)
    return max(listener.since, min(listener.until, wanted))


def _is_missing(month: str, months: Iterable[tuple[str, str]]) -> bool:
    return any(first <= month <= last for first, last in months)


def _held(values: Sequence[float], place: int) -> float:
    """Return the value at a place, the last one beyond the end."""
    return values[min(place, len(values) - 1)]
