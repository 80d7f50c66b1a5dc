"""Rounds parts so that they still add up. Free of NumPy."""

from collections.abc import Sequence
from math import floor


def apportioned(parts: Sequence[float], total: float, *, decimals: int) -> tuple[float, ...]:
    """Return parts rounded to so many decimals whose sum is the total as rounded: the largest remainders go up.

    Args:
        parts: What adds up to about the total; some may be below 0.
        total: What the rounded parts add up to.
        decimals: How many decimals they keep, 0 or more.
    """
    if not parts:
        return ()
    scale: int = 10**decimals
    # A remainder of binary fractions is dust: 0.29 is 28.999999999999996 hundredths.
    scaled = [round(part * scale, 6) for part in parts]
    units = [floor(value) for value in scaled]
    missing = round(total * scale) - sum(units)
    by_remainder = sorted(range(len(parts)), key=lambda place: units[place] - scaled[place])
    everybody, some = divmod(missing, len(parts))
    for rank, place in enumerate(by_remainder):
        units[place] += everybody + (rank < some)
    return tuple(unit / scale for unit in units)
