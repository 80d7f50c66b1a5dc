"""Where eras begin: change points in the monthly mix of artists that stay where they are when months are added.

The record is gone through as if its months came in one by one. Each month asks whether the latest three to six months
differ from the era so far; the best answer is provisional until it is six months old, and final from then on. What was
decided early never hears of what came later: only a tenth era, which must replace an older boundary, can undo it.
Sequential detection after Page 1954, with the kernel distance of Harchaoui and Cappé 2007.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np

from unwrapped_desktop.analysis.eras.months import Likeness, Months
from unwrapped_desktop.domain.era import ERA_MIN_MONTHS, ERAS_MOST, SETTLED_MONTHS

HALF_WEIGHT_PLAYS = 40
"""A month of this many plays weighs half as much as one of very many."""

CHANGE_MIN_RATIO = 0.22
"""The least difference between two eras: 0 the same mix, 1 no artist in common."""

EVIDENCE_MIN = 0.6
"""The least evidence for the first boundary.

The clearest six months of a generated life without a change reach 0.2 where only moods vary, and 0.4 (one in ten 0.54)
where one infatuation of up to four months follows the other.
"""

EVIDENCE_GROWTH = 0.05
"""Each boundary found asks for so much more of the next: chapters are to be few."""

_LAG_MIN = 2
_REPLACING_FACTOR = 1.6
_LONG_ERA_MONTHS = 36
_DECIMALS = 9

_Stretch = tuple[int, int]
_Sums = list[list[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """The beginning of an era.

    Attributes:
        start: Index of its first month among the months with plays.
        change_ratio: How far its first months differ from the era before, 0 to 1.
        evidence: How clear that is: the change times the root of the months it rests on.
        is_settled: Whether it stays when months are added.
    """

    start: int
    change_ratio: float
    evidence: float
    is_settled: bool = False


class _Blocks:
    """Mean likeness of any two stretches of months in constant time, by sums over rectangles (Crow 1984).

    Months with few plays weigh little. Within a stretch, a month is compared with neither itself nor its neighbours:
    the first would reward months with few artists (the unbiased estimate of Gretton et al. 2012), the second would
    make an era of every infatuation of a few weeks.
    """

    def __init__(self, months: Months, likeness: Likeness) -> None:
        weight = months.plays / (months.plays + HALF_WEIGHT_PLAYS)
        apart = np.abs(months.month[:, None] - months.month) >= _LAG_MIN
        pairs = np.outer(weight, weight)
        self._weight: list[float] = [0.0, *weight.cumsum().tolist()]
        self._likeness, self._pairs = _sums(pairs * likeness), _sums(pairs)
        self._likeness_apart, self._pairs_apart = _sums(pairs * likeness * apart), _sums(pairs * apart)

    def change_ratio(self, first: int, middle: int, end: int) -> float:
        """Return how far the months from `middle` differ from those before: 0 the same mix, 1 nothing in common.

        One less the cosine of the two mean mixes, the likeness between the stretches over that within them. It may
        be just below 0, and is 0 where the months are too few to say.
        """
        old, new = (first, middle), (middle, end)
        before = _mean(self._likeness_apart, self._pairs_apart, old, old)
        after = _mean(self._likeness_apart, self._pairs_apart, new, new)
        if before <= 0 or after <= 0:
            return 0.0
        between = _mean(self._likeness, self._pairs, old, new)
        return round(1 - between / sqrt(before * after), _DECIMALS)

    def months_compared(self, first: int, middle: int, end: int) -> float:
        """Return half the harmonic mean of both stretches' months by weight: what the comparison rests on."""
        before = self._weight[middle] - self._weight[first]
        after = self._weight[end] - self._weight[middle]
        return before * after / (before + after)


def _sums(values: Likeness) -> _Sums:
    sums = np.zeros((values.shape[0] + 1, values.shape[1] + 1))
    sums[1:, 1:] = values.cumsum(axis=0).cumsum(axis=1)
    # Numbers are taken from them one by one, and a list gives one in a third of the time.
    listed: _Sums = sums.tolist()
    return listed


def _block(sums: _Sums, rows: _Stretch, columns: _Stretch) -> float:
    (top, bottom), (left, right) = rows, columns
    return sums[bottom][right] - sums[top][right] - sums[bottom][left] + sums[top][left]


def _mean(values: _Sums, weights: _Sums, rows: _Stretch, columns: _Stretch) -> float:
    weight = _block(weights, rows, columns)
    return _block(values, rows, columns) / weight if weight > 1e-9 else 0.0


def find_boundaries(months: Months, likeness: Likeness) -> list[Boundary]:
    """Return where eras begin, the first era aside: at most eight, in order; the last may not be settled."""
    blocks = _Blocks(months, likeness)
    settled: list[Boundary] = []
    open_one: Boundary | None = None
    for end in range(1, len(months) + 1):
        today = int(months.month[end - 1])
        # Months without data have made it old: it is taken as it was last seen.
        if open_one is not None and _age(months, open_one.start, today) > SETTLED_MONTHS:
            settled.append(open_one)
        open_one = _latest_change(blocks, months, settled, end)
        while open_one is not None and _age(months, open_one.start, today) == SETTLED_MONTHS:
            settled.append(open_one)
            open_one = _latest_change(blocks, months, settled, end)
    shown = _clearest(settled)
    if open_one is not None and len(shown) < ERAS_MOST - 1:
        shown.append(open_one)
    # The latest month may be half over: what is just six months old could still move.
    last = int(months.month[-1])
    return [
        replace(boundary, is_settled=_age(months, boundary.start, last) > SETTLED_MONTHS)
        for boundary in shown
    ]


def _age(months: Months, start: int, today: int) -> int:
    return today - int(months.month[start]) + 1


def _latest_change(blocks: _Blocks, months: Months, settled: Sequence[Boundary], end: int) -> Boundary | None:
    """Return the likeliest beginning of a new era in the last six months up to `end`, None without clear evidence."""
    first = settled[-1].start if settled else 0
    today = int(months.month[end - 1])
    best, best_rank = None, 0.0
    for start in range(max(end - SETTLED_MONTHS, first + ERA_MIN_MONTHS), end - ERA_MIN_MONTHS + 1):
        if _age(months, start, today) > SETTLED_MONTHS:
            continue
        change = blocks.change_ratio(first, start, end)
        compared = blocks.months_compared(first, start, end)
        # Between evidence (power 1/2) and summed distance (power 1), of which the one puts the middle of a slow change
        # too late and the other too early.
        rank = round(change * compared**0.75, _DECIMALS)
        if rank > best_rank:
            best_rank = rank
            best = Boundary(
                start=start,
                change_ratio=change,
                evidence=round(change * compared**0.5, _DECIMALS),
            )
    return best if best is not None and _is_clear(best, len(settled)) else None


def _is_clear(boundary: Boundary, found: int) -> bool:
    needed = EVIDENCE_MIN * (1 + EVIDENCE_GROWTH * min(found, ERAS_MOST - 1))
    return boundary.change_ratio >= CHANGE_MIN_RATIO and boundary.evidence >= needed


def _clearest(settled: Sequence[Boundary]) -> list[Boundary]:
    """Return at most eight boundaries: a further one takes the place of the weakest only if it is clearly stronger."""
    shown: list[Boundary] = []
    for boundary in settled:
        shown.append(boundary)
        if len(shown) < ERAS_MOST:
            continue
        strengths = _strengths(shown)
        weakest = int(np.argmin(strengths[:-1]))
        replaces = strengths[-1] > _REPLACING_FACTOR * strengths[weakest]
        del shown[weakest if replaces else -1]
    return shown


def _strengths(boundaries: Sequence[Boundary]) -> list[float]:
    """Return for each boundary its change times the root of the length of the era it ends."""
    starts = [0, *(boundary.start for boundary in boundaries)]
    return [
        boundary.change_ratio * min(boundary.start - before, _LONG_ERA_MONTHS) ** 0.5
        for boundary, before in zip(boundaries, starts, strict=False)
    ]
