"""Seasons: months, quarters and Christmas. Comparisons between months rest on whole calendar years alone."""

import re
from datetime import date

import numpy as np

from unwrapped_desktop.analysis.builder import Measured, percent
from unwrapped_desktop.analysis.listening import Array, Listening
from unwrapped_desktop.analysis.spans import covers, whole_years
from unwrapped_desktop.analysis.stats import descending
from unwrapped_desktop.analysis.words import MONTHS, date_words, day_of, month_words
from unwrapped_desktop.domain.record import Mask

MONTHS_NEEDED = 6
YEARS_NEEDED = 2
MONTH_DAYS = np.array([31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
QUARTERS = np.array([[11, 0, 1], [2, 3, 4], [5, 6, 7], [8, 9, 10]])

ARTISTS = 500
ARTIST_PLAYS = 50
MONTH_PLAYS = 10
PRIOR_PLAYS = 20
"""Plays spread like everybody's that are added to each artist's, so that few plays make no large lift."""

LEAST_LIFT = 1.5

OCTOBER = 9
CHRISTMAS_PLAYS = 20
CHRISTMAS_SHARE_RATIO = 0.05
"""Of the plays of the week up to 24 December: below it there is no Christmas to date."""

WINDOW_DAYS = 7
WINDOW_PLAYS = 5
_CHRISTMAS = re.compile(
    r"\b(?:christmas|xmas|jingle bells?|navidad|natale|no[eë]l|weihnacht\w*|santa claus|rudolph|"
    r"silent night|stille nacht|let it snow|winter wonderland|sleigh ride)\b",
    re.IGNORECASE,
)

TOO_SHORT = "The record is too short to compare months."
TOO_FEW_YEARS = "The record covers too few whole calendar years to tell a season from a phase."
NO_MONTH_ARTIST = "No artist belongs to one month of the year in more than one year."
NO_CHRISTMAS = "Too few Christmas songs were played before a Christmas to say when it began."


def measure(listening: Listening) -> Measured:
    """Measure the course of the year."""
    measured = Measured()
    years = whole_years(listening)
    _state_busiest_month(listening, measured)
    _state_course(listening, years, measured)
    _state_month_artist(listening, years, measured)
    _state_christmas(listening, measured)
    return measured


def _state_busiest_month(listening: Listening, measured: Measured) -> None:
    """State the month with the most plays; of equals the earliest. A month covered in part can only lose by it."""
    heard = listening.months_heard
    if heard.size < MONTHS_NEEDED:
        measured.unavailable("seasons.busiest_month", "month", TOO_SHORT)
        measured.unavailable("seasons.busiest_month_plays", "count", TOO_SHORT)
        return
    counts = listening.monthly_plays
    best = int(np.argmax(counts))
    measured.fact("seasons.busiest_month", month_words(int(heard[0]) + best), "month", int(heard.size))
    measured.fact("seasons.busiest_month_plays", int(counts[best]), "count", int(heard.size))


def _state_course(listening: Listening, years: Array, measured: Measured) -> None:
    """State the month of the year and the three months with the most plays a day, over whole years."""
    if years.size < YEARS_NEEDED:
        for name, unit in (("month_of_year", "text"), ("strongest", "text"), ("strongest_share", "percent")):
            measured.unavailable(f"seasons.{name}", unit, TOO_FEW_YEARS)
        return
    counts = _by_month_of_year(listening, years)
    plays = int(counts.sum())
    measured.fact("seasons.month_of_year", MONTHS[int(np.argmax(counts / MONTH_DAYS))], "text", plays)
    in_quarter = counts[QUARTERS].sum(axis=1)
    best = int(np.argmax(in_quarter / MONTH_DAYS[QUARTERS].sum(axis=1)))
    words = f"{MONTHS[QUARTERS[best, 0]]} to {MONTHS[QUARTERS[best, -1]]}"
    measured.fact("seasons.strongest", words, "text", plays)
    measured.fact("seasons.strongest_share", percent(int(in_quarter[best]), plays), "percent", plays)


def _by_month_of_year(listening: Listening, years: Array) -> Array:
    """Return the plays of whole years by month of the year."""
    by_month: Array = listening.monthly_plays[_months_of_years(listening, years)].sum(axis=0)
    return by_month


def _months_of_years(listening: Listening, years: Array) -> Array:
    """Return the places of the months of years, a row for each year, counted from the first month of the record."""
    places: Array = years[:, np.newaxis] * 12 + np.arange(12) - listening.months[0]
    return places


def _state_month_artist(listening: Listening, years: Array, measured: Measured) -> None:
    """State the artist most bound to a month of the year: how many times their usual share that month gets.

    Lift with shrinkage: (n_am + k p_m) / ((n_a + k) p_m), where n_am are the plays of the artist in the month, n_a all
    of theirs, p_m the month's share of everybody's plays and k `PRIOR_PLAYS` (additive smoothing, Lidstone 1920). Of
    the `ARTISTS` most played artists of whole years, and only of a month in which they were played in two years.
    """
    names = ("month_artist", "artist"), ("month_artist_month", "text"), ("month_artist_lift", "count")
    if years.size < YEARS_NEEDED:
        for name, unit in names:
            measured.unavailable(f"seasons.{name}", unit, TOO_FEW_YEARS)
        return
    artists, table = _plays_by_month(listening, years)
    in_month, in_all = table.sum(axis=0), table.sum(axis=(0, 1))
    counts = _by_month_of_year(listening, years)
    usual = counts[:, np.newaxis] / counts.sum()
    fits = (in_month >= MONTH_PLAYS) & ((table > 0).sum(axis=0) >= YEARS_NEEDED)
    lift = (in_month + PRIOR_PLAYS * usual) / ((in_all + PRIOR_PLAYS) * usual)
    lift = np.where(fits, lift, 0.0)
    if lift.size == 0 or float(lift.max()) < LEAST_LIFT:
        for name, unit in names:
            measured.unavailable(f"seasons.{name}", unit, NO_MONTH_ARTIST)
        return
    month, place = np.unravel_index(int(np.argmax(lift)), lift.shape)
    sample = int(in_all[place])
    measured.fact("seasons.month_artist", listening.artist(int(artists[place])), "artist", sample)
    measured.fact("seasons.month_artist_month", MONTHS[int(month)], "text", sample)
    measured.fact("seasons.month_artist_lift", round(float(lift[month, place]), 1), "count", sample)


def _plays_by_month(listening: Listening, years: Array) -> tuple[Array, np.ndarray]:
    """Return the artists looked at, and their plays by whole year, month of the year and artist."""
    plays = listening.artist_year_plays[np.isin(listening.years, years)].sum(axis=0)
    artists = descending(plays)[:ARTISTS]
    artists = artists[plays[artists] >= ARTIST_PLAYS]
    column = np.full(plays.size, artists.size, dtype=np.int64)  # one column more holds everybody else
    column[artists] = np.arange(artists.size)
    cell = (listening.at.month - listening.months[0]) * (artists.size + 1) + column[listening.plays.artist]
    table = np.bincount(cell, minlength=listening.months.size * (artists.size + 1))
    table = table.reshape(listening.months.size, artists.size + 1)[:, :-1]
    return artists, table[_months_of_years(listening, years)]


def _state_christmas(listening: Listening, measured: Measured) -> None:
    """State when Christmas songs first held half of the share they held on 24 December, in the latest year that can say.

    The date that Last.fm called "Christmas creep"; shares are of the plays of seven days up to a day.
    """
    is_late = listening.months % 12 >= OCTOBER
    where = np.flatnonzero(is_late[listening.at.month - listening.months[0]])
    days, seasonal = listening.at.day[where], _christmas_songs(listening, where)[listening.plays.song[where]]
    for year in listening.years[::-1]:
        first, eve = day_of(date(int(year), 10, 1)), day_of(date(int(year), 12, 24))
        if not covers(listening, np.array([first]), np.array([eve]))[0]:
            continue
        inside = (days >= first) & (days <= eve)
        begun = _christmas_day(days[inside] - first, seasonal[inside], eve - first + 1)
        if begun is not None:
            measured.fact(
                "seasons.christmas_begins", date_words(first + begun), "date", int(seasonal[inside].sum())
            )
            return
    measured.unavailable("seasons.christmas_begins", "date", NO_CHRISTMAS)


def _christmas_songs(listening: Listening, where: Array) -> Mask:
    """Return for each song code whether it is one for Christmas: by its title, or by its artist in our table.

    Only the songs of the plays at `where` are looked at.
    """
    names = listening.record.names
    tagged = listening.known.tagged("seasonal")
    heard = np.flatnonzero(np.bincount(listening.plays.song[where], minlength=len(names.song_titles)))
    seasonal = np.zeros(len(names.song_titles), dtype=bool)
    seasonal[heard] = [_CHRISTMAS.search(names.song_titles[song]) is not None for song in heard]
    seasonal[heard] |= tagged[names.song_artists[heard]]
    return seasonal


def _christmas_day(days: Array, seasonal: Mask, length: int) -> int | None:
    """Return the first day, from 0, with half of the last day's share of seasonal plays; None if too few are."""
    if int(seasonal.sum()) < CHRISTMAS_PLAYS:
        return None
    every, theirs = (
        np.concatenate(([0], np.cumsum(np.bincount(chosen, minlength=length))))
        for chosen in (days, days[seasonal])
    )
    before = np.maximum(np.arange(1, length + 1) - WINDOW_DAYS, 0)
    in_window = every[1:] - every[before]
    share = np.where(in_window >= WINDOW_PLAYS, (theirs[1:] - theirs[before]) / np.maximum(in_window, 1), 0.0)
    return int(np.argmax(share >= share[-1] / 2)) if share[-1] >= CHRISTMAS_SHARE_RATIO else None
