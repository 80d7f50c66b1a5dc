"""Tells which rows of account data the extended history covers already."""

from collections.abc import Iterable

import numpy as np

from unwrapped_desktop.domain.intake import Span
from unwrapped_desktop.domain.record import Flags, Integers, Mask

_MINUTE_S = 60


def superseded_rows(ended_at_s: Integers, account: Flags, spans: Iterable[Span]) -> Mask:
    """Return which rows are account data from a time that an extended file covers.

    Args:
        ended_at_s: End of each row.
        account: 1 for rows of account data.
        spans: Earliest and latest row of each extended file. Each file covers its own time only, so that where one is
            missing the account data fills in.
    """
    union = merged(spans)
    if not union:
        return np.zeros(len(ended_at_s), dtype=np.bool_)
    starts, ends = np.array(union, dtype=np.int64).T
    # The last span that begins at or before the row; the end decides whether the row is inside.
    place = np.searchsorted(starts, ended_at_s, side="right") - 1
    inside = (place >= 0) & (ended_at_s <= ends[np.maximum(place, 0)])
    return np.asarray(inside & (account == 1))


def covers(wider: Iterable[Span], narrower: Iterable[Span]) -> bool:
    """Whether the union of some spans holds the union of others."""
    union = merged(wider)
    return all(
        any(start <= earliest and latest <= end for start, end in union)
        for earliest, latest in merged(narrower)
    )


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the union of the spans as spans that do not touch, in order."""
    union: list[Span] = []
    # Account data names the minute only, so a span begins with the minute of its first row.
    for start, end in sorted((earliest // _MINUTE_S * _MINUTE_S, latest) for earliest, latest in spans):
        if union and start <= union[-1][1]:
            union[-1] = union[-1][0], max(union[-1][1], end)
        else:
            union.append((start, end))
    return union
