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


def count_pairs(first: Counts, second: npt.NDArray[np.integer[Any]]) -> tuple[Counts, Counts, Counts]:
    """Return each pair of values that occurs, ordered, as two columns, and how often it does.

    One combined key a row: many times faster than `np.unique` over an axis. Both columns hold values of 0 or more.
    """
    width = int(second.max(initial=0)) + 1
    keys, counts = np.unique(first.astype(np.int64) * width + second, return_counts=True)
    return keys // width, keys % width, counts


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
