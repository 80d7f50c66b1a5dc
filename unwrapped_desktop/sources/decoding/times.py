"""Reads the times of rows, a whole column at once."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.domain.record import Integers, Mask

# Position of each digit of YYYY-MM-DDTHH:MM:SS; the separators lie between.
_DIGITS = (0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18)
_MINUTE_DIGITS = _DIGITS[:12]
_WIDTH_OF_MINUTES = len("YYYY-MM-DD HH:MM")
_WIDTH_OF_SECONDS = len("YYYY-MM-DDTHH:MM:SSZ")

_OTHER_SPELLINGS = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ]((?:[01]\d|2[0-3]):[0-5]\d)(:[0-5]\d)?(?:\.\d+)?(?: ?(UTC|Z)|([+-]\d{2}:?\d{2}))?",
    re.ASCII,
)


def parse_times(texts: Sequence[str]) -> tuple[Integers, Mask]:
    """Return seconds since 1970 UTC, and which texts are times at all.

    Takes `YYYY-MM-DDTHH:MM:SSZ` (extended history), `YYYY-MM-DD HH:MM` (account data), and their neighbours: a space
    for the T, seconds or none, fractions, `UTC`, an offset. Without a zone a time is UTC. Fractions are dropped.
    """
    seconds = np.zeros(len(texts), dtype=np.int64)
    valid = np.zeros(len(texts), dtype=np.bool_)
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    for width in (_WIDTH_OF_SECONDS, _WIDTH_OF_MINUTES):
        places = np.flatnonzero(lengths == width)
        if len(places):
            chosen = texts if len(places) == len(texts) else [texts[place] for place in places.tolist()]
            seconds[places], valid[places] = _parse_column(chosen, width)
    for place in np.flatnonzero(~valid).tolist():
        moment = _parse_one(texts[place])
        if moment is not None:
            seconds[place], valid[place] = moment, True
    return seconds, valid


def _parse_column(texts: Sequence[str], width: int) -> tuple[Integers, Mask]:
    """Parse texts of one width; whatever is spelled in another way is left to `_parse_one`."""
    characters = np.frombuffer("".join(texts).encode("ascii", "replace"), dtype=np.uint8).reshape(
        len(texts), width
    )
    has_seconds = width == _WIDTH_OF_SECONDS
    digits = characters[:, _DIGITS if has_seconds else _MINUTE_DIGITS].astype(np.int64) - ord("0")
    valid = np.all((digits >= 0) & (digits <= 9), axis=1)
    valid &= (characters[:, 4] == ord("-")) & (characters[:, 7] == ord("-")) & (characters[:, 13] == ord(":"))
    valid &= (characters[:, 10] == ord("T")) | (characters[:, 10] == ord(" "))
    if has_seconds:
        valid &= (characters[:, 16] == ord(":")) & (characters[:, 19] == ord("Z"))
    digits[~valid] = 0
    return _seconds_of(digits, valid)


def _seconds_of(digits: npt.NDArray[np.int64], valid: Mask) -> tuple[Integers, Mask]:
    def pair(column: int) -> Integers:
        return np.asarray(digits[:, column] * 10 + digits[:, column + 1])

    year, month, day, hour, minute = pair(0) * 100 + pair(2), pair(4), pair(6), pair(8), pair(10)
    second = pair(12) if digits.shape[1] > len(_MINUTE_DIGITS) else np.zeros_like(minute)
    valid = valid & (month >= 1) & (month <= 12) & (hour <= 23) & (minute <= 59) & (second <= 59)
    months = (year - 1970) * 12 + month - 1
    first_day, next_first_day = _first_days(months), _first_days(months + 1)
    valid &= (day >= 1) & (day <= next_first_day - first_day)
    return (first_day + day - 1) * 86_400 + hour * 3_600 + minute * 60 + second, valid


def _first_days(months: Integers) -> Integers:
    """Return the day, since 1970, on which each month since 1970 begins."""
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def _parse_one(text: str) -> int | None:
    match = _OTHER_SPELLINGS.fullmatch(text.strip())
    if match is None:
        return None
    day, minutes, seconds, _, offset = match.groups()
    try:
        moment = datetime.fromisoformat(f"{day}T{minutes}{seconds or ':00'}{offset or '+00:00'}")
        return (moment.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)
    except (ValueError, OverflowError):
        return None
