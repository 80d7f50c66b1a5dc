"""The months of a record and how alike their artists are."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.analysis.listening import Array, Listening

_CELLS_AT_ONCE = 4_000_000
_DECIMALS = 9

Likeness = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Months:
    """The months that hold plays, in order.

    Attributes:
        month: year * 12 + month - 1 of each.
        plays: Plays of each, 1 or more.
        of_play: For each play the index of its month.
    """

    month: Array
    plays: Array
    of_play: Array

    def __len__(self) -> int:
        """Return the number of months with plays."""
        return len(self.month)


def months_of(listening: Listening) -> Months:
    """Return the months that hold plays; none for a record without plays."""
    month = listening.at.month
    if month.size == 0:
        return Months(month=month, plays=month, of_play=month)
    first = int(month.min())
    plays = np.bincount(month - first)
    heard = np.flatnonzero(plays)
    index = np.zeros(plays.size, dtype=np.int64)
    index[heard] = np.arange(heard.size)
    return Months(month=heard + first, plays=plays[heard], of_play=index[month - first])


def likeness_of(listening: Listening, months: Months) -> Likeness:
    """Return how alike each two months are, 0 (no artist in common) to 1 (the same shares).

    The coefficient of Bhattacharyya 1943: the sum over artists of the root of the product of both shares. Each value
    depends on its two months alone, so a month that is added changes nothing between the others. Rounded, for the
    order of additions may differ in the last bits.
    """
    artist, artists = listening.plays.artist.astype(np.int64), len(listening.record.names.artists)
    width = max(_CELLS_AT_ONCE // len(months), 1)
    likeness = np.zeros((len(months), len(months)))
    for start in range(0, artists, width):
        size = min(width, artists - start)
        key, code = months.of_play, artist - start
        if size < artists:
            inside = (code >= 0) & (code < size)
            key, code = key[inside], code[inside]
        counts = np.bincount(key * size + code, minlength=len(months) * size)
        roots = np.sqrt(counts).reshape(len(months), size)
        likeness += roots @ roots.T
    plays = np.sqrt(months.plays)
    rounded: Likeness = np.round(likeness / np.outer(plays, plays), _DECIMALS)
    return rounded
