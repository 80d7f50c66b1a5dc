"""Which of our genre families the genres come to that Spotify gives an artist."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from unwrapped_desktop.analysis.words import fold
from unwrapped_desktop.resources import resource_bytes


def family_of(genres: Iterable[str]) -> str | None:
    """Return the family that most of an artist's genres belong to, the first named of equals; None for none known."""
    counts = Counter(family for genre in genres if (family := _family(genre)) is not None)
    return max(counts, key=lambda family: counts[family]) if counts else None


def _family(genre: str) -> str | None:
    """Return the family of one genre: of the whole name, else of the longest end of it, else of the longest beginning.

    The end of a genre's name says what it is, and what stands before says which: "deep german hip hop".
    """
    families, words = _families(), fold(genre).replace("-", " ").split()
    ends = (" ".join(words[start:]) for start in range(len(words)))
    beginnings = (" ".join(words[:stop]) for stop in range(len(words) - 1, 0, -1))
    return next((families[name] for name in (*ends, *beginnings) if name in families), None)


@lru_cache(maxsize=1)
def _families() -> Mapping[str, str]:
    lines = csv.DictReader(resource_bytes("reference", "genres.csv").decode("utf-8").splitlines())
    return MappingProxyType({line["genre"].replace("-", " "): line["family"] for line in lines})
