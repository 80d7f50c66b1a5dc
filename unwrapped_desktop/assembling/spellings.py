"""Orders the strings of an import, as spelled and as folded, so that codes no longer depend on the order of reading."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.analysis.words import fold
from unwrapped_desktop.domain.intake import ABSENT
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.record import Codes, Integers

_SORTED_AT_ONCE = 20_000
"""Sorting holds the interpreter; this many take about ten milliseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spellings:
    """Strings in the order of their code points, each with the rank of its folded form.

    Attributes:
        texts: The strings.
        folded_ranks: For each string, the rank of its folded form among all folded forms.
        folded_count: How many folded forms there are.
    """

    texts: list[str]
    folded_ranks: Codes
    folded_count: int

    def folded(self, spellings: Codes) -> Codes:
        """Return the folded form of each spelling, `ABSENT` where there is none."""
        return _mapped(spellings, self.folded_ranks)


def ordered(
    strings: Sequence[str], codes: Codes, cancel: CancelToken, *, folding: Callable[[str], str] = fold
) -> tuple[Spellings, Codes]:
    """Return the strings in order, and the codes changed to ranks in that order; `ABSENT` stays.

    Args:
        strings: Distinct strings by code.
        codes: A column of codes.
        cancel: Stops the work.
        folding: Gives the form under which strings are the same.
    """
    texts, ranks = _ranked(strings, cancel)
    folded_texts = []
    for start in range(0, len(texts), _SORTED_AT_ONCE):
        cancel.raise_if_cancelled()
        folded_texts += [folding(text) for text in texts[start : start + _SORTED_AT_ONCE]]
    distinct = list(dict.fromkeys(folded_texts))
    _, rank_of_distinct = _ranked(distinct, cancel)
    rank_of = dict(zip(distinct, rank_of_distinct.tolist(), strict=True))
    folded_ranks = np.fromiter(map(rank_of.__getitem__, folded_texts), dtype=np.int32, count=len(texts))
    return Spellings(texts=texts, folded_ranks=folded_ranks, folded_count=len(distinct)), _mapped(
        codes, ranks
    )


def ranked(strings: Sequence[str], codes: Codes, cancel: CancelToken) -> Codes:
    """Return the codes of distinct strings changed to their ranks in the order of code points; `ABSENT` stays."""
    _, ranks = _ranked(strings, cancel)
    return _mapped(codes, ranks)


def _ranked(strings: Sequence[str], cancel: CancelToken) -> tuple[list[str], Codes]:
    """Return distinct strings in the order of code points, and the rank of each."""
    in_order = sorted_in_steps(strings, cancel)
    rank_of = {text: rank for rank, text in enumerate(in_order)}
    return in_order, np.fromiter(map(rank_of.__getitem__, strings), dtype=np.int32, count=len(strings))


def sorted_in_steps(texts: Sequence[str], cancel: CancelToken) -> list[str]:
    """Sort as `sorted` does, letting other threads run between steps.

    Each merge is a sort of two sorted runs, which takes one comparison a string.
    """
    runs = [sorted(texts[start : start + _SORTED_AT_ONCE]) for start in range(0, len(texts), _SORTED_AT_ONCE)]
    while len(runs) > 1:
        cancel.raise_if_cancelled()
        merged = [sorted(left + right) for left, right in zip(runs[::2], runs[1::2], strict=False)]
        runs = merged + runs[len(merged) * 2 :]
    return runs[0] if runs else []


def _mapped(codes: Codes, targets: Codes) -> Codes:
    """Return the target of each code; `ABSENT` stays."""
    # The extra last element is where -1 points to.
    return np.append(targets, np.int32(ABSENT))[codes]


def commonest(
    keys: Integers, choices: npt.NDArray[np.signedinteger], weights: Integers
) -> tuple[Integers, Integers]:
    """Return each key once, ascending, with the choice that weighs most, the lowest of equally heavy ones.

    Args:
        keys: What is to be described, 0 or more.
        choices: The description that each entry gives, 0 or more, below 2^31.
        weights: How many rows stand behind each entry, 1 or more.
    """
    pairs, place = np.unique((keys.astype(np.int64) << 31) | choices, return_inverse=True)
    if len(pairs) == 0:
        return pairs, pairs
    counts = np.zeros(len(pairs), dtype=np.int64)
    np.add.at(counts, place, weights)
    # The pairs stand in order, so that each key is one run, and within it the lowest choice comes first.
    distinct, starts, lengths = np.unique(pairs >> 31, return_index=True, return_counts=True)
    most = np.repeat(np.maximum.reduceat(counts, starts), lengths)
    best = np.flatnonzero(counts == most)
    first_best = best[np.searchsorted(best, starts)]
    return distinct, pairs[first_best] & ((1 << 31) - 1)
