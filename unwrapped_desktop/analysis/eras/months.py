"""The months of a record and how alike their artists are."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.analysis.listening import Array, Listening

_CELLS_AT_ONCE = 2_000_000
_DECIMALS = 9

Likeness = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Months:
    """The months that hold plays, in order.

    Attributes:
        month: year * 12 + month - 1 of each.
        plays: Plays of each, 1 or more.
        by_artist: Plays of each artist code in each, one row a month.
    """

    month: Array
    plays: Array
    by_artist: npt.NDArray[np.int32]

    def __len__(self) -> int:
        """Return the number of months with plays."""
        return len(self.month)


def months_of(listening: Listening) -> Months:
    """Return the months that hold plays; none for a record without plays."""
    month = listening.at.month
    artists = len(listening.record.names.artists)
    if month.size == 0:
        return Months(month=month, plays=month, by_artist=np.zeros((0, artists), dtype=np.int32))
    first = int(month.min())
    plays = np.bincount(month - first)
    heard = np.flatnonzero(plays)
    # Where the row of each month begins among the cells of the table.
    row = np.zeros(plays.size, dtype=np.int64)
    row[heard] = np.arange(heard.size) * artists
    cell = row[month - first]
    cell += listening.plays.artist
    by_artist = np.bincount(cell, minlength=heard.size * artists).astype(np.int32)
    return Months(month=heard + first, plays=plays[heard], by_artist=by_artist.reshape(heard.size, artists))


def likeness_of(months: Months) -> Likeness:
    """Return how alike each two months are, 0 (no artist in common) to 1 (the same shares).

    The coefficient of Bhattacharyya 1943: the sum over artists of the root of the product of both shares. Each value
    depends on its two months alone, so a month that is added changes nothing between the others. Rounded, for the
    order of additions may differ in the last bits.
    """
    width = max(_CELLS_AT_ONCE // len(months), 1)
    likeness = np.zeros((len(months), len(months)))
    for start in range(0, months.by_artist.shape[1], width):
        roots = np.sqrt(months.by_artist[:, start : start + width], dtype=np.float64)
        likeness += roots @ roots.T
    plays = np.sqrt(months.plays)
    rounded: Likeness = np.round(likeness / np.outer(plays, plays), _DECIMALS)
    return rounded
