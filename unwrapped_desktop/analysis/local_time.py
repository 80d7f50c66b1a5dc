"""Local time: what the listener's clock and calendar said when rows began."""

from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.domain.record import Mask, Rows

DAY_S = 86_400
DAYS_REMEMBERED = 16_384
"""For so many days the offset of a time zone is remembered, so that a record judged again need not ask once more."""

Array = npt.NDArray[np.int64]
Column = npt.NDArray[np.signedinteger[Any]]
"""Whole numbers of any width; what is made of several columns must be widened first."""


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
