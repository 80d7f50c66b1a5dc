"""How a page sounds read aloud: long sentences beside short ones, and remarks without a figure between those with one."""

from collections.abc import Sequence
from itertools import groupby, pairwise
from math import sqrt

from unwrapped_desktop.critic.candidates import Line

SHORT_WORDS, SHORT_SENTENCES = 5, 2
"""A page has so many sentences of so few words."""

NEIGHBOURS, ALIKE_WORDS = 5, 3
"""So many sentences in a row are never within so many words of each other."""

SPREAD_WORDS = 4.0
"""Standard deviation of the words of a sentence, at least."""

FIGURELESS = 2
"""So many remarks hold no figure at all."""

SAME_SUBJECT = 2
"""No more remarks in a row are about the same kind of thing."""


def discord(lines: Sequence[Line]) -> float:
    """Return how far lines in their order are from sounding well; 0 is what a page should have.

    Two neighbours that begin alike weigh most: a reader stumbles there.
    """
    lengths = [length for line in lines for length in line.lengths]
    short = sum(length <= SHORT_WORDS for length in lengths)
    figureless = sum(not line.has_figure for line in lines)
    return (
        5.0 * clashes(lines)
        + 3.0 * max(0, SHORT_SENTENCES - short)
        + 3.0 * max(0, FIGURELESS - figureless)
        + 1.5 * _alike(lengths)
        + 4.0 * max(0.0, SPREAD_WORDS - _spread(lengths))
        + 1.0 * _runs(lines)
    )


def clashes(lines: Sequence[Line]) -> int:
    """Return how many neighbours begin alike."""
    return sum(before.openings[-1] == after.openings[0] for before, after in pairwise(lines))


def _alike(lengths: Sequence[int]) -> int:
    """Return how many rows of neighbours are all about as long."""
    rows = (lengths[start : start + NEIGHBOURS] for start in range(len(lengths) - NEIGHBOURS + 1))
    return sum(max(row) - min(row) <= ALIKE_WORDS for row in rows)


def _spread(lengths: Sequence[int]) -> float:
    """Return the standard deviation of the lengths."""
    mean = sum(lengths) / max(len(lengths), 1)
    return sqrt(sum((length - mean) ** 2 for length in lengths) / max(len(lengths), 1))


def _runs(lines: Sequence[Line]) -> int:
    """Return how many remarks stand in a row of too many about one kind of thing."""
    runs = (len(list(run)) for _, run in groupby(line.phrase.subject for line in lines))
    return sum(max(0, length - SAME_SUBJECT) for length in runs)
