"""The reference table: what we know about artists. Unknown is our gap, never obscurity."""

import csv
import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.analysis.reference.names import artist_keys
from unwrapped_desktop.analysis.words import fold
from unwrapped_desktop.domain.errors import CriticError
from unwrapped_desktop.domain.record import Codes, Integers
from unwrapped_desktop.resources import resource_bytes

BACKGROUND_TAGS = frozenset({"sleep", "noise", "meditation"})

ARTISTS, NAMESAKES = "artists.csv", "namesakes.csv"

_FIELDS = 11
_COMMA, _QUOTE, _NEWLINE = map(ord, ',"\n')


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceArtist:
    """One line of the table.

    Attributes:
        name: Name as the table writes it.
        popularity: Today's worldwide listening, 0 to 100.
        acclaim: Critics' regard over a career, 0 to 100, or None.
        genre: Genre family.
        decade: Main decade, such as 1990.
        region: ISO 3166 country code.
        tags: Marks such as `children`, `noise`, `seasonal`.
        sacred: Counted and receipted, never a target.
        died: Year of death, or None.
        care: No jokes, counted only.
    """

    name: str
    popularity: int
    acclaim: int | None
    genre: str
    decade: int
    region: str
    tags: frozenset[str]
    sacred: bool
    died: int | None
    care: bool

    @property
    def is_background(self) -> bool:
        """Whether it is sound to sleep or work by rather than music."""
        return bool(self.tags & BACKGROUND_TAGS)

    @property
    def is_target(self) -> bool:
        """Whether ordinary remarks may be about it; children's and background sounds have remarks of their own."""
        return not (
            self.sacred
            or self.care
            or self.is_background
            or "children" in self.tags
            or "worship" in self.tags
        )


class _Lines:
    """The lines of a file as they stand there, and what is needed of every one of them.

    Names and numbers are cut out of all lines at once: to split each line in Python takes several times longer, and a
    whole line is of use only for the few hundred artists of a record.

    Attributes:
        names: The name in each line.
        popularity: The popularity in each, 0 to 100.
        file: Name of the file.
    """

    def __init__(self, content: bytes, file: str) -> None:
        """Take a CSV file apart.

        Raises:
            CriticError: A line has more or fewer fields than the header, or its popularity is no number.
        """
        self.file = file
        self._body = content.replace(b"\r\n", b"\n").strip(b"\n").partition(b"\n")[2] + b"\n"
        signs = np.frombuffer(self._body, dtype=np.uint8)
        self._ends = np.flatnonzero(signs == _NEWLINE)[: None if len(self._body) > 1 else 0]
        self._begins = np.concatenate(([0], self._ends[:-1] + 1))[: self._ends.size]
        commas = np.append(np.flatnonzero(signs == _COMMA), [signs.size] * 2)
        first = np.searchsorted(commas, self._begins)
        is_plain = np.diff(np.append(first, commas.size - 2)) == _FIELDS - 1
        is_plain[np.searchsorted(self._ends, np.flatnonzero(signs == _QUOTE))] = False
        name_ends = np.where(is_plain, commas[first], self._begins)
        self.names = self._cut_out_names(signs, name_ends)
        self.popularity = _numbers(signs, name_ends + 1, np.where(is_plain, commas[first + 1], name_ends + 2))
        for index in np.flatnonzero(~is_plain | (self.popularity < 0)).tolist():
            artist = self.artist(index)
            self.names[index], self.popularity[index] = artist.name, artist.popularity

    def __len__(self) -> int:
        """Return how many lines there are."""
        return self._ends.size

    def artist(self, index: int) -> ReferenceArtist:
        """Return what a line says.

        Raises:
            CriticError: It is broken.
        """
        try:
            return _artist_of(self._fields(index))
        except ValueError as error:
            raise _broken(self.file, index, str(error)) from error

    def aliases(self) -> Iterator[tuple[int, str]]:
        """Yield the index of a line and an alias, for every alias: they stand last in a line."""
        last = np.frombuffer(self._body, dtype=np.uint8)[self._ends - 1]
        for index in np.flatnonzero(last != _COMMA).tolist():
            for alias in filter(None, self._fields(index)[-1].split("|")):
                yield index, alias

    def _fields(self, index: int) -> list[str]:
        line = self._body[self._begins[index] : self._ends[index]].decode()
        return next(csv.reader([line]), []) if '"' in line else line.split(",")

    def _cut_out_names(self, signs: npt.NDArray[np.uint8], name_ends: Integers) -> list[str]:
        bounds = np.zeros(signs.size, dtype=np.int8)
        bounds[self._begins] += 1
        bounds[name_ends] -= 1
        bounds[self._ends] += 1  # each name keeps the end of its line
        bounds[self._begins[1:]] -= 1
        kept = signs[np.cumsum(bounds, dtype=np.int8) > 0]
        return kept.tobytes().decode().split("\n")[:-1]


def _numbers(signs: npt.NDArray[np.uint8], begins: Integers, ends: Integers) -> Codes:
    """Return the numbers of one to three digits that stand in those places, -1 where none does."""
    numbers = np.zeros(begins.size, dtype=np.int32)
    is_number = (begins < ends) & (ends <= begins + 3)
    for power in range(3):
        place = np.maximum(ends - 1 - power, 0)
        is_there = place >= begins
        digit = signs[place].astype(np.int32) - ord("0")
        is_number &= ~is_there | ((digit >= 0) & (digit <= 9))
        numbers += np.where(is_there, digit * 10**power, 0)
    return np.where(is_number, numbers, -1).astype(np.int32)


def _artist_of(fields: list[str]) -> ReferenceArtist:
    """Return what the fields of a line say.

    Raises:
        ValueError: A number is none, or there are more or fewer fields.
    """
    name, popularity, acclaim, genre, decade, region, tags, sacred, died, care, _ = fields
    return ReferenceArtist(
        name=name,
        popularity=int(popularity),
        acclaim=int(acclaim) if acclaim else None,
        genre=genre,
        decade=int(decade),
        region=region,
        tags=frozenset(tags.split()),
        sacred=sacred == "1",
        died=int(died) if died else None,
        care=care == "1",
    )


def _broken(file: str, index: int, what: str) -> CriticError:
    return CriticError("reference_broken", file=file, line=index + 2, what=what)


class Reference:
    """The table, looked up by name.

    A few hundred of its thousands of lines are of use to one record, so that a line is made into an artist only when it
    is asked for.

    Attributes:
        version: Changes with every change of the table.
        popularity: 0 to 100, of every artist with a name of its own, in the order of the table.
    """

    def __init__(self, artists: bytes, namesakes: bytes = b"", *, version: str) -> None:
        """Take the table apart as far as every artist needs it.

        Args:
            artists: CSV file of the artists with names of their own.
            namesakes: CSV file of those that share the name of one of them.
            version: Of the table.

        Raises:
            CriticError: A line is broken, a name stands twice, or a namesake has no bearer among the artists.
        """
        self.version = version
        self._own, self._sharing = _Lines(artists, ARTISTS), _Lines(namesakes, NAMESAKES)
        self.popularity = self._own.popularity
        self._made: dict[int, ReferenceArtist] = {}
        self._by_name = _by_name(self._own)
        self._sharers = self._sharers_of_names()

    def __len__(self) -> int:
        """Return how many artists have a name of their own in the table."""
        return self.popularity.size

    @cached_property
    def artists(self) -> tuple[ReferenceArtist, ...]:
        """Every artist, in the order of the table; those who share a name come last."""
        return tuple(map(self._artist, range(len(self._own) + len(self._sharing))))

    def find(self, names: Iterable[str]) -> list[ReferenceArtist | None]:
        """Return what is known about each name, None where nothing is.

        Of several bearers of a name the one spelt just so is taken, else the one who has it in the table.
        """
        asked = list(names)
        return [
            None if index is None else self._artist(self._bearers(name, index)[0])
            for name, index in zip(asked, self._indices(asked), strict=True)
        ]

    def bearers(self, name: str) -> tuple[ReferenceArtist, ...]:
        """Return all that a name may stand for, the likeliest first: one alone where only one is spelt just so."""
        (index,) = self._indices([name])
        return () if index is None else tuple(map(self._artist, self._bearers(name, index)))

    @cached_property
    def shared_names(self) -> frozenset[str]:
        """The folded names that several artists bear."""
        return frozenset(map(fold, self._sharing.names))

    def _artist(self, index: int) -> ReferenceArtist:
        if index not in self._made:
            beyond = index - len(self)
            self._made[index] = self._own.artist(index) if beyond < 0 else self._sharing.artist(beyond)
        return self._made[index]

    def _indices(self, names: Sequence[str]) -> list[int | None]:
        found = [self._by_name.get(fold(name)) for name in names]
        missed = [place for place, index in enumerate(found) if index is None]
        for place, key in zip(missed, artist_keys([names[place] for place in missed]), strict=True):
            found[place] = self._by_key.get(key)
        return found

    def _bearers(self, name: str, index: int) -> tuple[int, ...]:
        everyone = (index, *self._sharers.get(index, ()))
        if len(everyone) == 1:
            return everyone
        spelt_so = [one for one in everyone if _nfc(self._artist(one).name) == _nfc(name)]
        return everyone if len(spelt_so) != 1 else (spelt_so[0],)

    @cached_property
    def _by_key(self) -> dict[str, int]:
        """Looser forms of names and aliases, those left out that several artists share."""
        owners: dict[str, int] = {}
        shared: set[str] = set()
        for key, index in zip(artist_keys(list(self._by_name)), self._by_name.values(), strict=True):
            if owners.setdefault(key, index) != index:
                shared.add(key)
        return {key: index for key, index in owners.items() if key not in shared}

    def _sharers_of_names(self) -> dict[int, tuple[int, ...]]:
        """Return for the index of each artist with a shared name those of the others who bear it."""
        sharers: dict[int, tuple[int, ...]] = {}
        for place, name in enumerate(self._sharing.names):
            owner = self._by_name.get(fold(name))
            if owner is None:
                raise _broken(NAMESAKES, place, f"nobody else is called {name}")
            sharers[owner] = (*sharers.get(owner, ()), len(self) + place)
        return sharers


@lru_cache(maxsize=1)
def load_reference() -> Reference:
    """Return the shipped table.

    Raises:
        CriticError: It is missing or broken.
    """
    artists, namesakes = (resource_bytes("reference", name) for name in (ARTISTS, NAMESAKES))
    version = hashlib.sha256(artists + namesakes).hexdigest()[:12]
    return Reference(artists, namesakes, version=version)


def parse_reference(artists: str, namesakes: str = "", *, version: str) -> Reference:
    """Return the table that two CSV texts hold, a header line first, once every line of them can be read.

    Raises:
        CriticError: A line is broken, a name stands twice, or a namesake has no bearer among the artists.
    """
    reference = Reference(artists.encode(), namesakes.encode(), version=version)
    len(reference.artists)  # makes every one of them
    return reference


def _by_name(lines: _Lines) -> dict[str, int]:
    """Return the index of the artist that each folded name or alias belongs to."""
    names, owners = list(lines.names), list(range(len(lines.names)))
    for index, alias in lines.aliases():
        names.append(alias)
        owners.append(index)
    folded = _nfc("\n".join(names)).casefold().split("\n") if names else []
    by_name = dict(zip(folded, owners, strict=True))
    if len(by_name) < len(names):
        raise _first_double(folded, owners)
    return by_name


def _first_double(folded: Sequence[str], owners: Sequence[int]) -> CriticError:
    """Return which name stands twice; the later line is named, and a name of its own lies before any alias."""
    first: dict[str, int] = {}
    for name, owner in zip(folded, owners, strict=True):
        if name in first:
            return CriticError("reference_twice", line=max(owner, first[name]) + 2, name=name)
        first[name] = owner
    return CriticError("reference_twice", line=1, name="")


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
