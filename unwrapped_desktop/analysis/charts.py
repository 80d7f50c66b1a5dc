"""Counts in order, for pictures: the same plays that the facts are measured on, so that both say the same."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from unwrapped_desktop.analysis.builder import percent
from unwrapped_desktop.analysis.listening import CENSORED_DAYS, Array, Listening
from unwrapped_desktop.analysis.local_time import Column, months_of_days
from unwrapped_desktop.analysis.metrics.obsessions import bursts, why_no_bursts
from unwrapped_desktop.analysis.spans import run_bounds, whole_years
from unwrapped_desktop.analysis.what_stays import whys_of_artists
from unwrapped_desktop.domain.charts import (
    ARTISTS_MOST,
    CURVE_STEPS,
    HOURS,
    RANKS_MOST,
    WEEKDAYS,
    Charts,
    MonthCount,
    Obsession,
    Ranked,
    Step,
    Streak,
    YearCount,
)

_STREAKS_MOST = 20
_OBSESSIONS_MOST = 60
_HOUR_MS = 3_600_000
_NEVER = np.iinfo(np.int64).max
_EPOCH = date(1970, 1, 1)


def measure_charts(listening: Listening) -> Charts:
    """Return what is drawn of a record."""
    return Charts(
        clock=_clock(listening),
        years=_years(listening),
        months=_months(listening),
        artists=ranked_artists(listening, ARTISTS_MOST),
        songs=_songs(listening),
        albums=_albums(listening),
        concentration=_concentration(listening),
        obsessions=_obsessions(listening),
        obsessions_reason=why_no_bursts(listening),
        streaks=_streaks(listening),
    )


def _clock(listening: Listening) -> tuple[tuple[int, ...], ...]:
    place = listening.at.weekday.astype(np.int64) * HOURS + listening.at.hour
    plays = np.bincount(place, minlength=WEEKDAYS * HOURS).reshape(WEEKDAYS, HOURS)
    return tuple(tuple(int(count) for count in day) for day in plays)


def _years(listening: Listening) -> tuple[YearCount, ...]:
    first, last = int(listening.years[0]), int(listening.years[-1])
    place = (listening.at.year - first).astype(np.int64)
    plays = np.bincount(place, minlength=last - first + 1)
    played_ms = np.bincount(place, weights=listening.plays.played_ms, minlength=last - first + 1)
    open_plays = np.bincount(place[listening.plays.private != 1], minlength=last - first + 1)
    artists = dict(
        zip(
            listening.years.tolist(),
            np.count_nonzero(listening.artist_year_plays, axis=1).tolist(),
            strict=True,
        )
    )
    whole = set(whole_years(listening).tolist())
    return tuple(
        YearCount(
            year=year,
            plays=int(plays[year - first]),
            hours=round(float(played_ms[year - first]) / _HOUR_MS, 1),
            artists=artists.get(year, 0),
            is_whole=year in whole,
            is_private=bool(plays[year - first]) and not open_plays[year - first],
        )
        for year in range(first, last + 1)
    )


def _months(listening: Listening) -> tuple[MonthCount, ...]:
    heard = listening.months_heard
    first = int(heard[0])
    size = int(heard[-1]) - first + 1
    plays = np.bincount(listening.at.month - first, minlength=size)
    open_plays = np.bincount((listening.at.month - first)[listening.plays.private != 1], minlength=size)
    days = listening.artist_first_day
    new = np.bincount(months_of_days(days[days >= 0]) - first, minlength=size)
    told, skipped = _skips_by_month(listening, first, size)
    # In its first days a record cannot tell a new artist from an old one.
    known_from = int(months_of_days(np.array([listening.first_day + CENSORED_DAYS]))[0]) + 1
    return tuple(
        MonthCount(
            month=f"{month // 12:04d}-{month % 12 + 1:02d}",
            plays=int(plays[month - first]),
            new_artists=int(new[month - first]) if month >= known_from else None,
            told=int(told[month - first]),
            skipped=int(skipped[month - first]),
            is_private=not open_plays[month - first],
        )
        for month in heard.tolist()
    )


def _skips_by_month(listening: Listening, first: int, size: int) -> tuple[Array, Array]:
    """Return for each month how many rows say whether they were skipped, and how many of them were."""
    skipped, month = listening.rows.skipped, listening.rows_at.month - first
    # Rows under 30 seconds can lie before the first play and after the last.
    inside = (month >= 0) & (month < size)
    told = np.bincount(month[inside & (skipped >= 0)], minlength=size)
    were = np.bincount(month[inside & (skipped == 1)], minlength=size)
    return told, were


def ranked_artists(listening: Listening, most: int) -> tuple[Ranked, ...]:
    """Return the most played artists, at most so many."""
    names, whys = listening.record.names.artists, whys_of_artists(listening.known)
    private = _private(listening, listening.plays.artist, len(names))
    first = _FirstDays(listening, listening.plays.artist, len(names))
    return tuple(
        Ranked(
            name=names[code],
            artist="",
            plays=plays,
            share_percent=percent(plays, len(listening)),
            first_on=first.get(code),
            is_private=int(private[code]) == plays,
            why=whys.get(code),
        )
        for code, plays in _most_played(listening.artist_plays, most)
    )


def _songs(listening: Listening) -> tuple[Ranked, ...]:
    names, whys = listening.record.names, whys_of_artists(listening.known)
    private = _private(listening, listening.plays.song, len(names.song_titles))
    first = _FirstDays(listening, listening.plays.song, len(names.song_titles))
    return tuple(
        Ranked(
            name=names.song_titles[code],
            artist=names.artists[int(names.song_artists[code])],
            plays=plays,
            share_percent=percent(plays, len(listening)),
            first_on=first.get(code),
            is_private=int(private[code]) == plays,
            why=whys.get(int(names.song_artists[code])),
        )
        for code, plays in _most_played(listening.song_plays, RANKS_MOST)
    )


def _albums(listening: Listening) -> tuple[Ranked, ...]:
    names, codes, whys = listening.record.names, listening.plays.album, whys_of_artists(listening.known)
    played = np.bincount(codes[codes >= 0].astype(np.int64), minlength=len(names.albums))
    private = _private(listening, codes, len(names.albums))
    return tuple(
        Ranked(
            name=names.albums[code],
            artist=names.artists[int(names.album_artists[code])],
            plays=plays,
            share_percent=percent(plays, len(listening)),
            is_private=int(private[code]) == plays,
            why=whys.get(int(names.album_artists[code])),
        )
        for code, plays in _most_played(played, RANKS_MOST)
    )


def _most_played(plays: Array, most: int) -> Iterator[tuple[int, int]]:
    """Yield code and plays of the most played; of equal ones the first in the order of the record's tables."""
    for code in np.argsort(-plays, kind="stable")[:most].tolist():
        if plays[code] > 0:
            yield code, int(plays[code])


def _private(listening: Listening, codes: Column, size: int) -> Array:
    """Return for each code how many of its plays were in private sessions."""
    counts = (listening.plays.private == 1) & (codes >= 0)
    return np.bincount(codes[counts].astype(np.int64), minlength=size)


class _FirstDays:
    """The local day of the first play of each code outside private sessions: what a friend may know."""

    def __init__(self, listening: Listening, codes: Column, size: int) -> None:
        public = listening.plays.private != 1
        self._days = np.full(size, _NEVER, dtype=np.int64)
        np.minimum.at(self._days, codes[public], listening.at.day[public])

    def get(self, code: int) -> date | None:
        """Return the day, None where every play was private."""
        day = int(self._days[code])
        return None if day == _NEVER else _date(day)


def _concentration(listening: Listening) -> tuple[Step, ...]:
    plays = np.sort(listening.artist_plays[listening.artist_plays > 0])[::-1]
    until = np.cumsum(plays)
    numbers = np.unique(np.round(np.linspace(1, plays.size, min(CURVE_STEPS, plays.size))).astype(np.int64))
    return tuple(
        Step(artists=number, share_percent=percent(int(until[number - 1]), len(listening)))
        for number in numbers.tolist()
    )


def _obsessions(listening: Listening) -> tuple[Obsession, ...]:
    names = listening.record.names
    found = sorted(bursts(listening), key=lambda one: (-one.plays, one.first_day, one.song))
    return tuple(
        Obsession(
            song=names.song_titles[one.song],
            artist=names.artists[int(names.song_artists[one.song])],
            first=_date(one.first_day),
            last=_date(one.last_day),
            plays=one.plays,
            share_percent=percent(one.plays, one.all_plays),
            is_private=_was_private(listening, one.song, one.first_day, one.last_day),
        )
        for one in sorted(found[:_OBSESSIONS_MOST], key=lambda one: (one.first_day, one.last_day, one.song))
    )


def _was_private(listening: Listening, song: int, first_day: int, last_day: int) -> bool:
    plays = listening.plays_of_song(song)
    day = listening.at.day[plays]
    return bool((listening.plays.private[plays[(day >= first_day) & (day <= last_day)]] == 1).all())


def _streaks(listening: Listening) -> tuple[Streak, ...]:
    days = listening.days_heard
    first, last = run_bounds(np.diff(days) != 1)
    length = last - first + 1
    longest = np.argsort(-length, kind="stable")[:_STREAKS_MOST]
    return tuple(
        Streak(
            first=_date(int(days[first[place]])),
            last=_date(int(days[last[place]])),
            days=int(length[place]),
        )
        for place in longest.tolist()
    )


def _date(day: int) -> date:
    return _EPOCH + timedelta(days=day)
