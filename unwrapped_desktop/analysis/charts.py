"""Counts in order, for pictures: the same plays that the facts are measured on, so that both say the same."""

from datetime import date, timedelta

import numpy as np

from unwrapped_desktop.analysis.builder import percent
from unwrapped_desktop.analysis.listening import CENSORED_DAYS, Array, Listening
from unwrapped_desktop.analysis.local_time import Column, months_of_days
from unwrapped_desktop.analysis.metrics.obsessions import bursts, why_no_bursts
from unwrapped_desktop.analysis.spans import run_bounds, whole_years
from unwrapped_desktop.domain.charts import (
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
_EPOCH = date(1970, 1, 1)


def measure_charts(listening: Listening) -> Charts:
    """Return what is drawn of a record."""
    names = listening.record.names
    albums = np.bincount(
        listening.plays.album[listening.plays.album >= 0].astype(np.int64), minlength=len(names.albums)
    )
    return Charts(
        clock=_clock(listening),
        years=_years(listening),
        months=_months(listening),
        artists=_ranked(listening, listening.artist_plays, names.artists, None),
        songs=_ranked(listening, listening.song_plays, names.song_titles, names.song_artists),
        albums=_ranked(listening, albums, names.albums, names.album_artists),
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
        )
        for year in range(first, last + 1)
    )


def _months(listening: Listening) -> tuple[MonthCount, ...]:
    heard = listening.months_heard
    first = int(heard[0])
    size = int(heard[-1]) - first + 1
    plays = np.bincount(listening.at.month - first, minlength=size)
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


def _ranked(
    listening: Listening, plays: Array, names: tuple[str, ...], artists: Column | None
) -> tuple[Ranked, ...]:
    """Return the most played; of equal ones the first in the order of the record's tables."""
    best = np.argsort(-plays, kind="stable")[:RANKS_MOST]
    all_artists = listening.record.names.artists
    return tuple(
        Ranked(
            name=names[code],
            artist="" if artists is None else all_artists[int(artists[code])],
            plays=int(plays[code]),
            share_percent=percent(int(plays[code]), len(listening)),
        )
        for code in best.tolist()
        if plays[code] > 0
    )


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
        )
        for one in sorted(found[:_OBSESSIONS_MOST], key=lambda one: (one.first_day, one.last_day, one.song))
    )


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
