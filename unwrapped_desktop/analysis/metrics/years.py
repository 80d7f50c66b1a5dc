"""Years: the calendar years a record covers from end to end, set against each other. Part years are named and left out."""

from datetime import date

import numpy as np

from unwrapped_desktop.analysis.builder import Measured, percent
from unwrapped_desktop.analysis.listening import Array, Listening
from unwrapped_desktop.analysis.spans import whole_years
from unwrapped_desktop.analysis.words import day_of

YEARS_TO_COMPARE = 2
YEARS_FOR_THE_ODD_ONE = 3
CENSORED_DAYS = 90
"""In its first days a record cannot tell a new artist from an old one."""

YEAR_PLAYS = 100
"""A year of fewer plays is not set against the others: few plays always look odd."""

TOO_FEW_YEARS = "The record covers too few whole calendar years to compare them."
NOBODY_NEW = "No artist was new in any of these years."


def measure(listening: Listening) -> Measured:
    """Measure whole calendar years."""
    measured = Measured()
    years = whole_years(listening)
    _state_coverage(listening, years, measured)
    table = _plays_by_artist(listening, years)
    _state_best_and_least(listening, years, table.sum(axis=1), measured)
    _state_new_artists(listening, years, measured)
    _state_favourites(years, table, measured)
    _state_odd_year(years, table, measured)
    return measured


def _plays_by_artist(listening: Listening, years: Array) -> np.ndarray:
    """Return the plays by whole year (rows) and artist code (columns)."""
    return listening.artist_year_plays[np.isin(listening.years, years)]


def _state_coverage(listening: Listening, years: Array, measured: Measured) -> None:
    heard = listening.years
    measured.fact("years.whole", int(years.size), "count", int(heard.size))
    part = [str(year) for year in heard[~np.isin(heard, years)]]
    if part:
        measured.fact("years.covered_in_part", _listed(part), "text", int(heard.size))
    else:
        measured.unavailable(
            "years.covered_in_part", "text", "The record covers each of its years as a whole."
        )


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _state_best_and_least(listening: Listening, years: Array, plays: Array, measured: Measured) -> None:
    if years.size < YEARS_TO_COMPARE:
        for name, unit in (
            ("most_plays_year", "year"),
            ("most_plays", "count"),
            ("most_hours", "count"),
            ("fewest_plays_year", "year"),
            ("fewest_plays", "count"),
        ):
            measured.unavailable(f"years.{name}", unit, TOO_FEW_YEARS)
        return
    best, least, sample = int(np.argmax(plays)), int(np.argmin(plays)), int(plays.sum())
    played_ms = np.bincount(listening.at.year - listening.years[0], weights=listening.plays.played_ms)[
        years - listening.years[0]
    ]
    measured.fact("years.most_plays_year", int(years[best]), "year", sample)
    measured.fact("years.most_plays", int(plays[best]), "count", sample)
    measured.fact("years.most_hours", round(float(played_ms.max()) / 3_600_000, 1), "count", sample)
    measured.fact("years.fewest_plays_year", int(years[least]), "year", sample)
    measured.fact("years.fewest_plays", int(plays[least]), "count", sample)


def _state_new_artists(listening: Listening, years: Array, measured: Measured) -> None:
    """State the whole year with the most artists first heard in it; at the start of a record all of them are new."""
    begun = np.array([day_of(date(int(year), 1, 1)) for year in years], dtype=np.int64)
    later = years[begun - listening.first_day >= CENSORED_DAYS]
    first = listening.artist_first_day[listening.artist_plays > 0]
    first_year = first.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    new = (first_year[:, np.newaxis] == later).sum(axis=0)
    if later.size < YEARS_TO_COMPARE or not new.any():
        reason = TOO_FEW_YEARS if later.size < YEARS_TO_COMPARE else NOBODY_NEW
        measured.unavailable("years.most_new_artists_year", "year", reason)
        measured.unavailable("years.most_new_artists", "count", reason)
        return
    best, sample = int(np.argmax(new)), int(new.sum())
    measured.fact("years.most_new_artists_year", int(later[best]), "year", sample)
    measured.fact("years.most_new_artists", int(new[best]), "count", sample)


def _state_favourites(years: Array, table: np.ndarray, measured: Measured) -> None:
    """State how many artists led a whole year; of equals the one first in the alphabet leads."""
    if years.size < YEARS_TO_COMPARE:
        measured.unavailable("years.different_favourites", "count", TOO_FEW_YEARS)
        return
    favourites = int(np.unique(table.argmax(axis=1)).size)
    measured.fact("years.different_favourites", favourites, "count", int(years.size))


def _state_odd_year(years: Array, table: np.ndarray, measured: Measured) -> None:
    """State the year whose artists differ most from those of the other whole years, and how far: 0 to 100 per cent."""
    enough = table.sum(axis=1) >= YEAR_PLAYS
    years, table = years[enough], table[enough]
    if years.size < YEARS_FOR_THE_ODD_ONE:
        measured.unavailable("years.odd_one", "year", TOO_FEW_YEARS)
        measured.unavailable("years.odd_one_difference", "percent", TOO_FEW_YEARS)
        return
    shares = table / table.sum(axis=1, keepdims=True)
    others = (shares.sum(axis=0) - shares) / (years.size - 1)
    distances = [divergence(one, rest) for one, rest in zip(shares, others, strict=True)]
    odd, sample = int(np.argmax(distances)), int(table.sum())
    measured.fact("years.odd_one", int(years[odd]), "year", sample)
    measured.fact("years.odd_one_difference", percent(distances[odd], 1), "percent", sample)


def divergence(first: np.ndarray, second: np.ndarray) -> float:
    """Return the Jensen-Shannon divergence of two distributions over the same items, in bits (Lin 1991).

    0 for the same shares, 1 for nothing in common. Both sum to 1.
    """
    middle = (first + second) / 2
    total = 0.0
    for share in (first, second):
        held = share > 0
        total += float(np.sum(share[held] * np.log2(share[held] / middle[held]))) / 2
    return min(max(total, 0.0), 1.0)
