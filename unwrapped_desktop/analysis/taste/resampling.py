"""How sure a figure is: the record is taken apart by days or months, since what is played together hangs together."""

from functools import cached_property

import numpy as np

from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.local_time import Array, Column
from unwrapped_desktop.analysis.stats import Numbers
from unwrapped_desktop.domain.record import Mask

GROUPS = 20
STUDENT_90 = 1.729
"""Two-sided 90 % point of Student's t with 19 degrees of freedom."""

FEW_MONTHS = 12
"""A shorter record is resampled by days: few months drawn anew are always the same months."""

BOOTSTRAP_ROUNDS, BOOTSTRAP_SEED = 400, 20_260_211


class DayGroups:
    """A record dealt into twenty groups, day by day in turn; by the order of plays where there are fewer days.

    Each group is left out once (the delete-a-group jackknife, Kott 2001): how far a figure moves says how sure it is,
    with days that resemble each other counted as the few witnesses they are.
    """

    def __init__(self, listening: Listening) -> None:
        self._listening = listening
        self._by_day = listening.days_heard.size >= GROUPS

    @cached_property
    def of_plays(self) -> Column:
        """The group of each play."""
        return self._dealt(self._listening.at.day)

    @cached_property
    def of_rows(self) -> Column:
        """The group of each row."""
        return self._dealt(self._listening.rows_at.day)

    def _dealt(self, days: Column) -> Column:
        if self._by_day:
            return (days % GROUPS).astype(np.int32)
        return (np.arange(days.size) * GROUPS // max(days.size, 1)).astype(np.int32)

    def shares(self, chosen: Mask, of: Mask, groups: Column) -> Numbers:
        """Return the share that the chosen have among others, each group left out once.

        Args:
            chosen: Which plays or rows are counted; only those that are also in `of`.
            of: Among which.
            groups: The group of each.
        """
        among = np.bincount(groups[of], minlength=GROUPS)
        found = np.bincount(groups[of & chosen], minlength=GROUPS)
        left = among.sum() - among
        shares: Numbers = (found.sum() - found)[left > 0] / left[left > 0]
        return shares

    def artist_counts(self) -> Array:
        """Return plays by group left out (a row each) and artist code (a column each)."""
        plays = self._listening.artist_plays
        keys = self.of_plays.astype(np.int64) * plays.size + self._listening.plays.artist
        of_group = np.bincount(keys, minlength=GROUPS * plays.size).reshape(GROUPS, plays.size)
        counts: Array = plays - of_group
        return counts


def jackknife_margin(without: Numbers) -> float:
    """Return the half width of a 90 % interval from a figure with each group left out once."""
    count = without.size
    if count < 2:
        return 0.0
    error = np.sqrt((count - 1) / count * np.sum((without - without.mean()) ** 2))
    return float(STUDENT_90 * error)


def bootstrap_sums(listening: Listening, by_play: Numbers) -> Numbers:
    """Return sums over records drawn anew (Efron 1979), always the same draws: rounds by columns.

    Whole months are drawn, or days where there are few months.

    Args:
        listening: The record.
        by_play: What is summed: a row for each play, a column for each sum.
    """
    units = listening.at.month - int(listening.at.month.min())
    if int(units.max()) < FEW_MONTHS:
        units = listening.day_place
    sums = np.stack([np.bincount(units, weights=column) for column in by_play.T], axis=1)
    sums = sums[np.bincount(units) > 0]
    random = np.random.default_rng(BOOTSTRAP_SEED)
    drawn = random.integers(0, len(sums), (BOOTSTRAP_ROUNDS, len(sums)))
    return np.asarray(sums[drawn].sum(axis=1))
