"""Small statistics with their sources."""

from typing import Any

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]


def effective_number(counts: Counts) -> float:
    """Return how many equally played items would have the same diversity: e to the Shannon entropy.

    Shannon 1948; as the "true diversity" of order 1: Hill 1973, Jost 2006. 1 to the number of items with plays; 0 for
    no plays.
    """
    played = counts[counts > 0]
    if played.size == 0:
        return 0.0
    shares = played / played.sum()
    return float(np.exp(-np.sum(shares * np.log(shares))))


def simpson_number(counts: Counts) -> float:
    """Return the effective number of items by Simpson's concentration: one over the sum of squared shares.

    Simpson 1949; the diversity of order 2 of Hill 1973. 1 to the number of items with plays; 0 for no plays.
    """
    total = int(counts.sum())
    return float(1 / np.sum((counts / total) ** 2)) if total else 0.0


def repeat_chance(counts: Counts) -> float:
    """Return the chance that two different plays, drawn at random, are of the same item, 0 to 1.

    The unbiased estimate of Simpson 1949. 0 for fewer than two plays.
    """
    total = int(counts.sum())
    if total < 2:
        return 0.0
    return float(np.sum(counts * (counts - 1)) / (total * (total - 1)))


def gini(counts: Counts) -> float:
    """Return how unequally plays are spread over the items with plays: 0 equally, towards 1 all on one (Gini 1912)."""
    played = np.sort(counts[counts > 0])
    if played.size == 0:
        return 0.0
    ranks = 2 * np.arange(1, played.size + 1) - played.size - 1
    return float(np.sum(ranks * played) / (played.size * played.sum()))


def evenness(counts: Counts) -> float | None:
    """Return the Shannon entropy against the largest possible one, 0 to 1 (Pielou 1966); None for fewer than two items."""
    items = int(np.sum(counts > 0))
    return min(float(np.log(effective_number(counts)) / np.log(items)), 1.0) if items > 1 else None


def items_for_share(counts: Counts, share_ratio: float = 0.5) -> int:
    """Return how few items hold at least a share of all plays; 0 for no plays.

    For half of all plays it is the count that goes with the N50 length of genome assemblies (Lander et al. 2001).
    """
    held = np.cumsum(np.sort(counts)[::-1])
    if held.size == 0 or held[-1] == 0:
        return 0
    return int(np.searchsorted(held, share_ratio * held[-1])) + 1


def top_share(counts: Counts, items: int) -> float:
    """Return the share of all plays that the `items` most played items hold, 0 to 1."""
    total = int(counts.sum())
    if total == 0:
        return 0.0
    return float(np.sort(counts)[::-1][:items].sum() / total)


def wilson_interval(successes: float, trials: float, z: float = 1.645) -> tuple[float, float]:
    """Return the Wilson score interval of a share (Wilson 1927); 90 % by default. (0, 1) for no trials."""
    if trials <= 0:
        return 0.0, 1.0
    share = successes / trials
    denominator = 1 + z * z / trials
    middle = (share + z * z / (2 * trials)) / denominator
    half = z * np.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials)) / denominator
    return float(max(0.0, middle - half)), float(min(1.0, middle + half))


def position(value: float, middle: float, spread: float) -> float:
    """Return where a value lies between two poles, 0 to 1, with 0.5 at `middle`: a logistic curve.

    `spread` is the distance from the middle at which the position reaches 0.73.
    """
    return float(1 / (1 + np.exp(-(value - middle) / spread)))


def beyond(value: float, expected: float, extreme: float) -> float:
    """Return how far a value has gone from the expected one towards the extreme one, 0 to 1.

    Works in both directions: `extreme` may be smaller than `expected`.
    """
    if extreme == expected:
        return 0.0
    return float(np.clip((value - expected) / (extreme - expected), 0.0, 1.0))


def descending(counts: Counts) -> npt.NDArray[np.int64]:
    """Return the indices of the items with plays, the most played first, ties by index."""
    order = np.argsort(-counts, kind="stable")
    return order[counts[order] > 0]


def count_pairs(
    first: npt.NDArray[np.integer[Any]], second: npt.NDArray[np.integer[Any]]
) -> tuple[Counts, Counts, Counts]:
    """Return each pair of values that occurs, ordered, as two columns, and how often it does.

    One combined key a row, in 32 bits where they suffice: many times faster than `np.unique` over an axis. Both columns
    hold values of 0 or more.
    """
    width = int(second.max(initial=0)) + 1
    key_bound = (int(first.max(initial=0)) + 1) * width
    kind: type[np.signedinteger[Any]] = np.int32 if key_bound <= np.iinfo(np.int32).max else np.int64
    keys: npt.NDArray[np.signedinteger[Any]] = first.astype(kind)
    keys *= width
    keys += second.astype(kind, copy=False)
    keys.sort()
    is_new = np.ones(keys.size, dtype=bool)
    is_new[1:] = keys[1:] != keys[:-1]
    begins = np.flatnonzero(is_new)
    held = keys[begins].astype(np.int64)
    return held // width, held % width, np.diff(begins, append=keys.size)


def jaccard(first: Counts, second: Counts) -> float:
    """Return the share of two sets that both hold, 0 to 1 (Jaccard 1901); 0 for two empty sets. No value twice."""
    shared = np.intersect1d(first, second, assume_unique=True).size
    either = first.size + second.size - shared
    return shared / either if either else 0.0


def rank_biased_overlap(first: Counts, second: Counts, persistence: float = 0.9) -> float:
    """Return how alike two rankings are, 0 to 1, the top weighing most; 0 for an empty ranking.

    The extrapolated form at the depth of the shorter ranking (Webber, Moffat & Zobel 2010, equation 23). Each item
    stands at most once in a ranking; `persistence` is their p.
    """
    depth = min(first.size, second.size)
    if depth == 0:
        return 0.0
    _, at_first, at_second = np.intersect1d(
        first[:depth], second[:depth], assume_unique=True, return_indices=True
    )
    shared = np.cumsum(np.bincount(np.maximum(at_first, at_second), minlength=depth))
    depths = np.arange(1, depth + 1)
    agreement, weights = shared / depths, persistence**depths
    return float(agreement[-1] * weights[-1] + (1 - persistence) / persistence * np.sum(agreement * weights))


def survival_median(durations: Counts, ended: npt.NDArray[np.bool_]) -> int | None:
    """Return the duration at which half are gone: the first at which the survival estimate is one half or less.

    The product-limit estimate of Kaplan & Meier 1958. `ended` is false where the end was not seen; such durations
    count as under observation up to their end. None where the estimate stays above one half.
    """
    times, where = np.unique(durations, return_inverse=True)
    left = np.bincount(where, minlength=times.size)
    ends = np.bincount(where[ended], minlength=times.size)
    at_risk = left[::-1].cumsum()[::-1]
    gone = np.flatnonzero(np.cumprod(1 - ends / at_risk) <= 0.5 + 1e-12)
    return int(times[gone[0]]) if gone.size else None


def heaps_exponent(is_first: npt.NDArray[np.bool_], points: int = 64) -> float:
    """Return how fast new items turn up: the exponent of "items grow as plays to the power of", 0 to 1.

    Heaps 1978; for music Tria et al. 2014. The slope of least squares of ln(items) on ln(plays), read off at up to
    `points` numbers of plays evenly spaced in ln(plays) between 10 and all. `is_first` says of each play, in order,
    whether it is the first of its item; at least 20 plays.
    """
    items = np.cumsum(is_first)
    plays = np.unique(np.geomspace(10, is_first.size, points).round().astype(np.int64))
    x, y = np.log(plays), np.log(items[plays - 1])
    deviation = x - x.mean()
    return float(np.sum(deviation * (y - y.mean())) / np.sum(deviation**2))


def group_order(codes: npt.NDArray[np.integer[Any]]) -> Counts:
    """Return the positions of codes (0 or more) in ascending order of code, equal codes in the order they stand in.

    A stable sort by the lower and then by the higher 16 bits: NumPy sorts so short numbers by their digits, many times
    faster than it compares longer ones.
    """
    order = np.argsort(codes.astype(np.uint16), kind="stable")
    if codes.size and int(codes.max()) > np.iinfo(np.uint16).max:
        higher = (codes >> 16).astype(np.uint16)
        order = order[np.argsort(higher[order], kind="stable")]
    return order


def half_up(value: float) -> int:
    """Round half up, as people do on paper."""
    return int(np.floor(value + 0.5))
