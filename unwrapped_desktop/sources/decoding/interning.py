"""Keeps each string of an export once, while it is read."""

from collections.abc import Iterable

import numpy as np

from unwrapped_desktop.domain.record import Codes

ABSENT = -1
"""Code of a string that is not there: null, empty, or white space only."""


class _CodeOf(dict[str | None, int]):
    """Code of each string met so far, spelled as it was met; asking for a new one gives it a code."""

    __slots__ = ("strings",)

    def __init__(self) -> None:
        super().__init__({None: ABSENT})
        self.strings: list[str] = []

    def __missing__(self, text: str) -> int:
        stripped = text.strip()
        if not stripped:
            code = ABSENT
        elif stripped != text:
            code = self[stripped]
        else:
            code = len(self.strings)
            self.strings.append(text)
        self[text] = code
        return code


class Interner:
    """A table of strings without white space around them, in the order they were met."""

    def __init__(self) -> None:
        self._codes = _CodeOf()

    def codes(self, texts: Iterable[str | None], count: int) -> Codes:
        """Return the code of each text, `ABSENT` for those that say nothing."""
        # A dictionary's own `__getitem__` keeps this loop in C.
        return np.fromiter(map(self._codes.__getitem__, texts), dtype=np.int32, count=count)

    @property
    def strings(self) -> list[str]:
        """The strings by code."""
        return self._codes.strings


class Interners:
    """The tables of all files of one import."""

    def __init__(self) -> None:
        self.artists = Interner()
        self.titles = Interner()
        self.albums = Interner()
        self.uris = Interner()
