"""Finds whole months without data."""

import numpy as np

from unwrapped_desktop.domain.forensics import Gap
from unwrapped_desktop.domain.record import Integers


def gaps_between(ended_at_s: Integers) -> tuple[Gap, ...]:
    """Return the months, UTC, in which no row ends, between the first row and the last."""
    months = np.unique(ended_at_s.astype("datetime64[s]").astype("datetime64[M]"))
    is_jump = np.diff(months) > np.timedelta64(1, "M")
    one = np.timedelta64(1, "M")
    return tuple(
        Gap(first_month=str(before + one), last_month=str(after - one))
        for before, after in zip(months[:-1][is_jump], months[1:][is_jump], strict=True)
    )
