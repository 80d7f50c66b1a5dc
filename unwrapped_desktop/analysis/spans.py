"""Stretches of a record: runs of plays or days that hang together, and the years and months it really covers."""

from datetime import date

import numpy as np

from unwrapped_desktop.analysis.listening import Array, Listening
from unwrapped_desktop.analysis.words import day_of
from unwrapped_desktop.domain.record import Mask

EDGE_DAYS = 7
"""A year is still whole if the record begins or ends this many days inside it."""


def run_bounds(breaks: Mask) -> tuple[Array, Array]:
    """Return the first and the last index of each run; `breaks` says for all items but the first whether one begins."""
    begins = np.ones(breaks.size + 1, dtype=bool)
    begins[1:] = breaks
    first = np.flatnonzero(begins)
    last = np.empty_like(first)
    last[:-1] = first[1:] - 1
    last[-1] = breaks.size
    return first, last


def heard_days(listening: Listening) -> Array:
    """Return the local days with a play, ascending."""
    return listening.days_heard


def whole_years(listening: Listening) -> Array:
    """Return the calendar years that the record covers from end to end, ascending.

    Every month holds a play, and the record reaches into the first and the last week. A year it covers in part would
    lose every comparison between years for that alone.
    """
    years, counts = np.unique(listening.months_heard // 12, return_counts=True)
    full = [
        int(year)
        for year in years[counts == 12]
        if listening.first_day < day_of(date(int(year), 1, 1)) + EDGE_DAYS
        and listening.last_day > day_of(date(int(year), 12, 31)) - EDGE_DAYS
    ]
    return np.array(full, dtype=np.int64)


def covers(listening: Listening, first_day: Array, last_day: Array) -> Mask:
    """Return for each span of days whether it lies in the record and all its calendar months hold plays.

    `Listening.has_data_between` for many spans at once.
    """
    months = listening.months
    heard = np.concatenate(([0], np.cumsum(np.isin(months, listening.months_heard))))
    first = np.clip(months_of(first_day) - months[0], 0, months.size)
    last = np.clip(months_of(last_day) - months[0], -1, months.size - 1)
    inside = (first_day >= listening.first_day) & (last_day <= listening.last_day)
    covered: Mask = inside & (heard[last + 1] - heard[first] == last - first + 1)
    return covered


def months_of(days: Array) -> Array:
    """Return the months (year * 12 + month - 1) of days since 1970."""
    months: Array = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return months
