"""Finds things by the names another file gives them among the names of a record: folded, as a record joins them.

A record keeps no addresses of tracks, so that a track is found by its artist and title (`words.fold`).
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from operator import attrgetter

import numpy as np

from unwrapped_desktop.analysis.listening import Array, Listening
from unwrapped_desktop.analysis.words import fold
from unwrapped_desktop.domain.extras import SavedAlbum, SavedTrack
from unwrapped_desktop.domain.record import Codes, Mask


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """Saved things against the names of a record.

    Attributes:
        codes: Codes of those that the record names, each once, ascending; rows of them remain.
        strangers: How many others there are, which the record does not name.
    """

    codes: Array
    strangers: int

    def __len__(self) -> int:
        """Return how many things are compared."""
        return len(self.codes) + self.strangers

    def never(self, plays: Array) -> int:
        """Return how many have no play."""
        return self.strangers + int(np.sum(plays[self.codes] == 0))


class Shelf:
    """The names of a record, found by their folded form."""

    def __init__(self, listening: Listening) -> None:
        self._names = listening.record.names
        rows = listening.rows
        self._artist_rows = np.bincount(rows.artist, minlength=len(self._names.artists))
        self._song_rows = np.bincount(rows.song, minlength=len(self._names.song_titles))
        self._album_rows = np.bincount(rows.album[rows.album >= 0], minlength=len(self._names.albums))

    @cached_property
    def _code_of_artist(self) -> dict[str, int]:
        return {name: code for code, name in enumerate(folded(self._names.artists))}

    def artist(self, name: str) -> int | None:
        """Return the code of an artist, None for one whom the record does not name."""
        return self._code_of_artist.get(fold(name))

    def artists(self, names: Sequence[str]) -> Matches:
        """Match artists by name."""
        return _remaining(_codes_of(list(set(folded(names))), self._code_of_artist), self._artist_rows)

    def songs(self, saved: Sequence[SavedTrack]) -> Matches:
        """Match tracks."""
        return self._matches(saved, self._names.song_titles, self._names.song_artists, self._song_rows)

    def albums(self, saved: Sequence[SavedAlbum]) -> Matches:
        """Match albums."""
        return self._matches(saved, self._names.albums, self._names.album_artists, self._album_rows)

    def _matches(
        self,
        saved: Sequence[SavedTrack] | Sequence[SavedAlbum],
        titles: Sequence[str],
        owners: Codes,
        rows: Array,
    ) -> Matches:
        artist_numbers, title_numbers = _numbered(saved, "artist"), _numbered(saved, "title")
        width = len(title_numbers.number_of)
        # Pairs are numbers, not tuples: the collector of garbage would walk over tens of thousands of those.
        pairs = np.unique(artist_numbers.numbers * width + title_numbers.numbers)
        codes = _codes_of(list(artist_numbers.number_of), self._code_of_artist)
        artists = codes[pairs // max(width, 1)]
        places = self._places(artists, pairs % max(width, 1), title_numbers.number_of, titles, owners)
        # Of an artist who is left out altogether nothing is compared, not even what the record does not name. The last
        # entry of the table is where -1, a stranger, points to.
        remains = np.append(self._artist_rows > 0, True)[artists]
        return _remaining(places[remains], rows)

    def _places(
        self, artists: Array, wanted: Array, number_of: dict[str, int], titles: Sequence[str], owners: Codes
    ) -> Array:
        """Return the codes of titles by their artists, -1 for those that the record does not name.

        Args:
            artists: Artist code of each title sought, -1 for a stranger.
            wanted: Number of each title sought.
            number_of: The numbers, by folded title.
            titles: All titles of the record, by code.
            owners: Artist code of each.
        """
        is_wanted: Mask = np.zeros(len(self._artist_rows) + 1, dtype=bool)
        is_wanted[artists] = True
        candidates = np.flatnonzero(is_wanted[:-1][owners])
        numbers = _codes_of(folded([titles[code] for code in candidates.tolist()]), number_of)
        candidates, numbers = candidates[numbers >= 0], numbers[numbers >= 0]
        keys = owners[candidates].astype(np.int64) * len(number_of) + numbers
        order = np.argsort(keys)
        sought = np.where(artists < 0, -1, artists * len(number_of) + wanted)
        slots = np.searchsorted(keys[order], sought)
        # One past the last stands what nothing seeks.
        found: Array = np.append(candidates[order], -1)[slots]
        return np.where(np.append(keys[order], -2)[slots] == sought, found, -1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbered:
    """Names as numbers.

    Attributes:
        number_of: The number of each folded name, from 0, in order of first appearance.
        numbers: The number of each item's name.
    """

    number_of: dict[str, int]
    numbers: Array


def _numbered(saved: Sequence[SavedTrack] | Sequence[SavedAlbum], field: str) -> _Numbered:
    names = folded(list(map(attrgetter(field), saved)))
    number_of = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return _Numbered(number_of=number_of, numbers=_codes_of(names, number_of))


def _codes_of(names: Sequence[str], code_of: dict[str, int]) -> Array:
    """Return the code of each name, -1 for a stranger."""
    return np.fromiter(map(code_of.get, names, repeat(-1)), dtype=np.int64, count=len(names))


def _remaining(codes: Array, rows: Array) -> Matches:
    """Return the matches of which rows remain, and the strangers, whose code is -1."""
    named = np.unique(codes[codes >= 0])
    return Matches(codes=named[rows[named] > 0], strangers=int(np.sum(codes < 0)))


def folded(texts: Sequence[str]) -> list[str]:
    """Return the folded form of each text, as `fold` does one by one, many times faster.

    A line end is composed with nothing and folded to nothing, so that joined lines fold as they do alone.
    """
    lines = unicodedata.normalize("NFC", "\n".join(texts)).casefold().split("\n")
    return list(map(str.strip, lines)) if len(lines) == len(texts) else list(map(fold, texts))
