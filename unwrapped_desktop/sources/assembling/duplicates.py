"""Finds rows that tell of the same play.

Two rows do when they have the same end and length, and the same URI or the same song (folded artist and title). Chains
count: a row with another's URI and a third's title makes one play of all three. That is a matter of connected
components, so the answer does not depend on the order of rows or files.
"""

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.record import Integers, Mask
from unwrapped_desktop.sources.assembling.canonical import CanonicalRows
from unwrapped_desktop.sources.decoding.interning import ABSENT

_LINKS_BETWEEN_LOOKS = 10_000


def kept_rows(rows: CanonicalRows, cancel: CancelToken) -> Mask:
    """Return which rows stay: of each play the one row that knows most."""
    if len(rows) == 0:
        return np.zeros(0, dtype=np.bool_)
    moment = _moments(rows)
    cancel.raise_if_cancelled()
    _, group = np.unique(_paired(moment, rows.song), return_inverse=True)
    cancel.raise_if_cancelled()
    return _best_of_each(rows, _joined(group, moment, rows, cancel), cancel)


def _moments(rows: CanonicalRows) -> Integers:
    """Return a number for each distinct pair of end and length."""
    # A day has fewer than 2^27 milliseconds.
    _, moment = np.unique((rows.columns.ended_at_s << 27) | rows.columns.played_ms, return_inverse=True)
    return np.asarray(moment, dtype=np.int64)


def _paired(moment: Integers, codes: npt.NDArray[np.signedinteger]) -> Integers:
    """Return one number for each pair of moment and code."""
    # Song keys are sparse: ranks keep the product within 64 bits.
    distinct, rank = np.unique(codes, return_inverse=True)
    return np.asarray(moment * len(distinct) + rank, dtype=np.int64)


def _joined(group: Integers, moment: Integers, rows: CanonicalRows, cancel: CancelToken) -> Integers:
    """Join groups, each one song at one moment, whose rows share a URI at that moment."""
    with_uri = np.flatnonzero(rows.columns.uri != ABSENT)
    if len(with_uri) == 0:
        return group
    _, first, place = np.unique(
        _paired(moment[with_uri], rows.columns.uri[with_uri]), return_index=True, return_inverse=True
    )
    groups = group[with_uri]
    partner = groups[first][place]
    differs = groups != partner
    links = np.unique(np.stack((groups[differs], partner[differs]), axis=1), axis=0)
    return _components(int(group.max()) + 1, links, cancel)[group]


def _components(count: int, links: npt.NDArray[np.integer], cancel: CancelToken) -> Integers:
    """Return the component of each of `count` nodes, named by one of its nodes (union-find with path halving)."""
    parent = list(range(count)) if len(links) else []
    for number, (left, right) in enumerate(links.tolist()):
        if number % _LINKS_BETWEEN_LOOKS == 0:
            cancel.raise_if_cancelled()
        left_root, right_root = _root(parent, left), _root(parent, right)
        parent[max(left_root, right_root)] = min(left_root, right_root)
    if not parent:
        return np.arange(count, dtype=np.int64)
    touched = np.unique(links)
    roots = np.arange(count, dtype=np.int64)
    roots[touched] = [_root(parent, node) for node in touched.tolist()]
    return roots


def _root(parent: list[int], node: int) -> int:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


def _best_of_each(rows: CanonicalRows, play: Integers, cancel: CancelToken) -> Mask:
    kept = np.ones(len(rows), dtype=np.bool_)
    contested = np.flatnonzero(np.bincount(play)[play] > 1)
    if len(contested) == 0:
        return kept
    cancel.raise_if_cancelled()
    order = contested[
        np.lexsort((*_ties(rows.take(contested)), *_knowledge(rows, contested), play[contested]))
    ]
    in_order = play[order]
    kept[order[1:][in_order[1:] == in_order[:-1]]] = False
    return kept


def _knowledge(rows: CanonicalRows, places: npt.NDArray[np.intp]) -> tuple[npt.NDArray[np.integer], ...]:
    """Return what makes a row the better one, the weightiest last, lower is better."""
    columns = rows.columns.take(places)
    unknown_flags = sum(
        (flags < 0).astype(np.int8)
        for flags in (columns.skipped, columns.finished, columns.shuffle, columns.private)
    )
    return (
        np.asarray(unknown_flags, dtype=np.int8),
        (columns.album == ABSENT).astype(np.int8),
        (columns.uri == ABSENT).astype(np.int8),
        columns.account,
    )


def _ties(rows: CanonicalRows) -> tuple[npt.NDArray[np.signedinteger], ...]:
    """Return everything a row says: rows that are equal in this are equal in all."""
    columns = rows.columns
    flags = (columns.private, columns.shuffle, columns.finished, columns.skipped)
    return (*flags, columns.album, columns.title, columns.artist, columns.uri, rows.song)
