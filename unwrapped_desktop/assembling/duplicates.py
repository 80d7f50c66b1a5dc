"""Finds rows that tell of the same play.

Two rows do when they have the same end and length, and the same URI or the same song (folded artist and title). Chains
count: a row with another's URI and a third's title makes one play of all three. That is a matter of connected
components, so the answer does not depend on the order of rows or files.
"""

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.assembling.canonical import CanonicalTags
from unwrapped_desktop.domain.intake import ABSENT, MusicRows
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.record import Integers, Mask

_LINKS_BETWEEN_LOOKS = 10_000

Places = npt.NDArray[np.intp]


def moments(music: MusicRows) -> Integers:
    """Return one number for end and length of each row; in order of the end, then the length."""
    # A day has fewer than 2^27 milliseconds.
    return (music.ended_at_s << 27) | music.played_ms


def kept_rows(
    music: MusicRows, tags: CanonicalTags, moment: Integers, order: Places, cancel: CancelToken
) -> Mask:
    """Return which rows stay: of each play the one row that knows most.

    Args:
        music: The rows.
        tags: What they played.
        moment: Their `moments`.
        order: The places of the rows, sorted by moment.
        cancel: Stops the work.
    """
    kept = np.ones(len(music), dtype=np.bool_)
    # Rows alone at their moment are the great majority, and can be no duplicates.
    contested = order[has_neighbour(moment[order])]
    if len(contested) == 0:
        return kept
    cancel.raise_if_cancelled()
    rows = music.take(contested)
    _, at = np.unique(moment[contested], return_inverse=True)
    at = np.asarray(at, dtype=np.int64)
    song, uri = tags.song[rows.tag], tags.uri[rows.tag]
    _, group = np.unique(_paired(at, song), return_inverse=True)
    cancel.raise_if_cancelled()
    kept[contested] = _best_of_each(rows, tags, _joined(group, at, uri, cancel), cancel)
    return kept


def has_neighbour(in_order: Integers) -> Mask:
    """Return for each of the ordered numbers whether the one before or after it is the same."""
    same = in_order[1:] == in_order[:-1]
    found = np.zeros(len(in_order), dtype=np.bool_)
    found[:-1] = same
    found[1:] |= same
    return found


def _paired(moment: Integers, codes: npt.NDArray[np.signedinteger]) -> Integers:
    """Return one number for each pair of moment and code."""
    # Song keys are sparse: ranks keep the product within 64 bits.
    distinct, rank = np.unique(codes, return_inverse=True)
    return np.asarray(moment * len(distinct) + rank, dtype=np.int64)


def _joined(
    group: npt.NDArray[np.intp], moment: Integers, uri: npt.NDArray[np.signedinteger], cancel: CancelToken
) -> Integers:
    """Join groups, each one song at one moment, whose rows share a URI at that moment."""
    with_uri = np.flatnonzero(uri != ABSENT)
    if len(with_uri) == 0:
        return group.astype(np.int64)
    _, first, place = np.unique(
        _paired(moment[with_uri], uri[with_uri]), return_index=True, return_inverse=True
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


def _best_of_each(rows: MusicRows, tags: CanonicalTags, play: Integers, cancel: CancelToken) -> Mask:
    kept = np.ones(len(rows), dtype=np.bool_)
    contested = np.flatnonzero(np.bincount(play)[play] > 1)
    if len(contested) == 0:
        return kept
    cancel.raise_if_cancelled()
    rivals = rows.take(contested)
    order = contested[np.lexsort((*_ties(rivals, tags), *_knowledge(rivals, tags), play[contested]))]
    in_order = play[order]
    kept[order[1:][in_order[1:] == in_order[:-1]]] = False
    return kept


def _knowledge(rows: MusicRows, tags: CanonicalTags) -> tuple[npt.NDArray[np.integer], ...]:
    """Return what makes a row the better one, the weightiest last, lower is better."""
    unknown_flags = sum(
        (flags < 0).astype(np.int8)
        for flags in (rows.skipped, rows.finished, rows.shuffle, rows.private, rows.device)
    )
    return (
        np.asarray(unknown_flags, dtype=np.int8),
        (tags.album[rows.tag] == ABSENT).astype(np.int8),
        (tags.uri[rows.tag] == ABSENT).astype(np.int8),
        rows.account,
    )


def _ties(rows: MusicRows, tags: CanonicalTags) -> tuple[npt.NDArray[np.signedinteger], ...]:
    """Return everything a row says: rows that are equal in this are equal in all."""
    tag = rows.tag
    flags = (rows.device, rows.private, rows.shuffle, rows.finished, rows.skipped)
    return (*flags, tags.album[tag], tags.title[tag], tags.artist[tag], tags.uri[tag], tags.song[tag])
