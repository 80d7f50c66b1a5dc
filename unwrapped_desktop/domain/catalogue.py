"""The names of a record, to be found while somebody types. Free of NumPy, so that the window starts at once.

Names are searched as one long text per kind, which takes about a millisecond for a hundred thousand of them. Building
that text takes longer: a catalogue is made where the record is read, not where the window is drawn.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from unwrapped_desktop.domain.exclusion import folded

MOST_FOUND = 50
_PART = "\n"
"""Stands before and after each name; no name holds it once it is made searchable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """An artist, a song or an album of the record.

    Attributes:
        artist: Name of the artist.
        title: Title of the song or the album; empty for an artist.
        plays: Its plays of 30 seconds or more, before anything is left out.
        is_private: Whether there are such plays, and every one of them was in a private session.
    """

    artist: str
    title: str = ""
    plays: int
    is_private: bool = False

    @property
    def name(self) -> str:
        """What it is called: the title, or the artist's name."""
        return self.title or self.artist

    @property
    def key(self) -> tuple[str, str]:
        """Artist and title as they are compared."""
        return folded(self.artist), folded(self.title)


class Shelf:
    """Entries of one kind, the most played first."""

    __slots__ = ("_by_artist", "_by_key", "_ends", "_names", "_text", "entries")

    def __init__(self, entries: Iterable[CatalogueEntry]) -> None:
        """Sort entries and make their names searchable.

        Args:
            entries: In any order; equals in plays are ordered by artist and title.
        """
        self.entries = tuple(sorted(entries, key=lambda entry: (-entry.plays, entry.artist, entry.title)))
        self._names = [searchable(entry.name) for entry in self.entries]
        self._text = _PART + _PART.join(self._names) + _PART
        self._ends = list(accumulate(len(name) + 1 for name in self._names))
        self._by_key: dict[tuple[str, str], CatalogueEntry] = {}
        self._by_artist: dict[str, list[int]] = {}
        for place, entry in enumerate(self.entries):
            key = entry.key
            self._by_key.setdefault(key, entry)
            self._by_artist.setdefault(key[0], []).append(place)

    def entry(self, artist: str, title: str = "") -> CatalogueEntry | None:
        """Return the entry that an exclusion of these names means, None when the record has none."""
        return self._by_key.get((folded(artist), folded(title)))

    def has_artist(self, artist: str) -> bool:
        """Say whether anything here is by an artist of this name."""
        return folded(artist) in self._by_artist

    def find(self, typed: str, *, artist: str = "", limit: int = MOST_FOUND) -> tuple[CatalogueEntry, ...]:
        """Return entries whose name holds what was typed, whatever its case and accents.

        Names that begin with it come first, then those with a word that does, then the others; the most played first
        within each.

        Args:
            typed: A part of the name; an empty one finds the most played.
            artist: Only entries of this artist, where the shelf has any; an unknown or empty one is passed over.
            limit: The most entries to return.
        """
        wanted = searchable(typed)
        own = self._by_artist.get(folded(artist)) if artist else None
        if own is not None:
            return tuple(self.entries[place] for place in self._ranked(own, wanted)[:limit])
        if not wanted:
            return self.entries[:limit]
        found: dict[int, CatalogueEntry] = {}
        for part in (_PART + wanted, " " + wanted, wanted):
            for place in self._places(part):
                if len(found) >= limit:
                    return tuple(found.values())
                found.setdefault(place, self.entries[place])
        return tuple(found.values())

    def _places(self, part: str) -> Iterator[int]:
        """Return the places of the entries whose name holds a text, in order, each once."""
        at = self._text.find(part)
        while at >= 0:
            place = bisect_right(self._ends, at)
            yield place
            at = self._text.find(part, self._ends[place])

    def _ranked(self, places: Iterable[int], wanted: str) -> list[int]:
        """Return those of the places whose name holds a text, the best first."""
        ranks: tuple[list[int], ...] = ([], [], [])
        for place in places:
            name = self._names[place]
            if wanted in name:
                ranks[0 if name.startswith(wanted) else 1 if f" {wanted}" in name else 2].append(place)
        return [place for rank in ranks for place in rank]

    def __len__(self) -> int:
        return len(self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """What a kept record holds, to complete names and to say what an exclusion takes.

    Attributes:
        artists: Its artists; sorted by plays.
        tracks: Its songs, with their artists; sorted by plays.
        albums: Its albums, with their artists; sorted by plays.
        has_private: Whether any row comes from a private session.
    """

    artists: tuple[CatalogueEntry, ...]
    tracks: tuple[CatalogueEntry, ...]
    albums: tuple[CatalogueEntry, ...]
    has_private: bool
    artist_shelf: Shelf = field(init=False, repr=False, compare=False)
    track_shelf: Shelf = field(init=False, repr=False, compare=False)
    album_shelf: Shelf = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for kind in ("artist", "track", "album"):
            shelf = Shelf(getattr(self, f"{kind}s"))
            object.__setattr__(self, f"{kind}_shelf", shelf)
            object.__setattr__(self, f"{kind}s", shelf.entries)


def searchable(name: str) -> str:
    """Return a name as it is searched: without accents and case, on one line."""
    if not name.isascii():
        parts = unicodedata.normalize("NFKD", name)
        name = "".join(part for part in parts if not unicodedata.combining(part))
    return " ".join(name.casefold().split())
