"""Scales without Qt: `nice_ticks`, `tick_labels`, `date_ticks`, and the choice of names under a row of bars."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import ceil, floor, isfinite, log10

from unwrapped_desktop.ui.figures import short_month_name, write_date
from unwrapped_desktop.ui.language import translate

_MANTISSAS = (1, 2, 5)
_MONTHS_OF_YEAR = 12
_MONTH_STEPS = (1, 3, 6, *(_MONTHS_OF_YEAR * years for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)))
_STRIDES = tuple(step * 10**power for power in range(6) for step in _MANTISSAS)
_SMALLEST = 1e-12
"""Below this a range counts as none: its steps would be lost in the rounding of floats."""
_YEAR = re.compile(r"^(\d{4})-\d\d$|(?:^|\D)(\d{4})$|^(\d{4})\D")


def nice_ticks(low: float, high: float, most: int, *, least_step: float = 0) -> tuple[float, ...]:
    """Return evenly spaced ticks that cover zero, `low` and `high`, in steps of 1, 2 or 5 times a power of ten.

    Args:
        low: Lowest value.
        high: Highest value.
        most: Most ticks there may be, 3 at least.
        least_step: No step is smaller than this: 1 for what is counted.
    """
    if not (isfinite(low) and isfinite(high)):
        raise ValueError("A scale needs finite ends.")
    most = max(3, most)
    bottom, top = min(0.0, low), max(0.0, high)
    if top - bottom < _SMALLEST:
        return (0.0, 1.0)
    power = floor(log10((top - bottom) / most)) - 1
    while True:
        for mantissa in _MANTISSAS:
            step = _times(mantissa, power)
            first, last = floor(bottom / step), ceil(top / step)
            if last - first < most and step >= least_step:
                return tuple(_times(mantissa * number, power) for number in range(first, last + 1))
        power += 1


def tick_labels(ticks: Sequence[float]) -> tuple[str, ...]:
    """Return ticks as they are written: `0`, `2,000`, `4,000`, all with the same number of decimals."""
    step = min((right - left for left, right in pairwise(ticks)), default=1.0)
    decimals = max(0, -floor(log10(step) + 1e-9)) if step > 0 else 0
    return tuple(f"{tick:,.{decimals}f}".replace("-", "\u2212") for tick in ticks)


def date_ticks(first: date, last: date, most: int) -> tuple[tuple[date, str], ...]:
    """Return first days of months or years within a span, with their names, and at most so many.

    A January is named by its year, another month by its short name, and the first tick always has a year. Within a
    single month the first day itself is the tick.
    """
    if last < first:
        raise ValueError("A span of dates ends before it begins.")
    begin = first.year * _MONTHS_OF_YEAR + first.month - 1 + (first.day > 1)
    end = last.year * _MONTHS_OF_YEAR + last.month - 1
    if end < begin:
        return ((first, write_date(first)),)
    for step in _MONTH_STEPS:
        numbers = range(-(-begin // step) * step, end + 1, step)
        if numbers and len(numbers) <= max(1, most):
            return tuple((_first_day(number), _month_label(number, numbers[0])) for number in numbers)
    return ((_first_day(begin), _month_label(begin, begin)),)


def every_stride(labels: Sequence[str], stride: int) -> list[int]:
    """Return every so many indices; of a row of years those that are round: 2010, 2015, 2020."""
    start = 0
    if stride > 1 and all(label.isdecimal() and label.isascii() and len(label) == 4 for label in labels):
        start = next((index for index, label in enumerate(labels) if int(label) % stride == 0), 0)
    return list(range(start, len(labels), stride))


def strides(count: int) -> tuple[int, ...]:
    """Return the strides, 1, 2, 5, 10 and on, with which a row of so many is worth thinning."""
    return (*(stride for stride in _STRIDES if stride < max(2, count)), max(2, count))


def year_starts(labels: Sequence[str]) -> list[tuple[int, str]]:
    """Return the first index of every year with the year, where labels are months (`May 2019`, `2019 May`, `2019-05`).

    Empty where some label has no year, or where no year has two labels: then the labels are no months.
    """
    found: list[tuple[int, str]] = []
    for index, label in enumerate(labels):
        match = _YEAR.search(label)
        if match is None:
            return []
        year = match[1] or match[2] or match[3]
        if not found or found[-1][1] != year:
            found.append((index, year))
    return found if len(found) < len(labels) else []


def _times(number: int, power: int) -> float:
    # Dividing by a whole power of ten is exact where multiplying by 0.1 is not.
    return float(number * 10**power) if power >= 0 else number / 10**-power


def _first_day(number: int) -> date:
    return date(number // _MONTHS_OF_YEAR, number % _MONTHS_OF_YEAR + 1, 1)


def _month_label(number: int, first: int) -> str:
    year, month = divmod(number, _MONTHS_OF_YEAR)
    if month == 0:
        return str(year)
    name = short_month_name(month + 1)
    if number != first:
        return name
    return translate("Figures", "{month} {year}").format(month=name, year=year)
