"""The reference table: what we know about artists. Unknown is our gap, never obscurity."""

import csv
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.analysis.reference.names import artist_keys
from unwrapped_desktop.analysis.words import fold
from unwrapped_desktop.domain.errors import CriticError
from unwrapped_desktop.domain.record import Codes, Integers
from unwrapped_desktop.resources import resource_bytes

BACKGROUND_TAGS = frozenset({"sleep", "noise", "meditation"})

ARTISTS, NAMESAKES = "artists.csv", "namesakes.csv"

_UNUSUAL = re.compile(r"^(?:the .*|(?![a-z0-9]+(?: [a-z0-9]+)*$).*)$", re.MULTILINE)
"""A folded name that may have another key than itself."""

_FIELDS, _REGION = 11, 5
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
        popularity: The popularity in each line, 0 to 100.
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
        self._commas, self._first, self._is_plain = commas, first, is_plain
        is_plain[np.searchsorted(self._ends, np.flatnonzero(signs == _QUOTE))] = False
        name_ends = np.where(is_plain, commas[first], self._begins)
        self._name_ends = name_ends
        self.popularity = _numbers(signs, name_ends + 1, np.where(is_plain, commas[first + 1], name_ends + 2))
        for index in np.flatnonzero(~is_plain | (self.popularity < 0)).tolist():
            self.popularity[index] = self.artist(index).popularity

    def __len__(self) -> int:
        """Return how many lines there are."""
        return self._ends.size

    @cached_property
    def names(self) -> list[str]:
        """The name in each line."""
        names = self._cut_out(self._begins, self._name_ends)
        for index in np.flatnonzero(~self._is_plain).tolist():
            names[index] = self._fields(index)[0]
        return names

    def artist(self, index: int) -> ReferenceArtist:
        """Return what a line says.

        Raises:
            CriticError: It is broken.
        """
        try:
            return _artist_of(self._fields(index))
        except ValueError as error:
            raise _broken(self.file, index, str(error)) from error

    def aliases(self) -> tuple[list[int], list[str]]:
        """Return the index of a line and an alias, as two columns, for every alias: they stand last in a line."""
        last = np.frombuffer(self._body, dtype=np.uint8)[self._ends - 1]
        plain = np.flatnonzero(self._is_plain & (last != _COMMA))
        texts = dict(
            zip(plain.tolist(), self._cut_out(self._last_commas()[plain] + 1, self._ends[plain]), strict=True)
        )
        for index in np.flatnonzero(~self._is_plain).tolist():
            texts[index] = self._fields(index)[-1]
        owners: list[int] = []
        aliases: list[str] = []
        for index, text in texts.items():
            several = [alias for alias in text.split("|") if alias]
            aliases += several
            owners += [index] * len(several)
        return owners, aliases

    def regions(self) -> npt.NDArray[np.str_]:
        """Return the country of each line."""
        places = self._commas[self._first + _REGION - 1] + 1
        signs = np.frombuffer(self._body, dtype=np.uint8)
        pairs = np.stack([signs[places % signs.size], signs[(places + 1) % signs.size]], axis=1)
        countries = np.ascontiguousarray(pairs).view("S2").ravel().astype("U2")
        for index in np.flatnonzero(~self._is_plain).tolist():
            countries[index] = self._fields(index)[_REGION]
        return countries

    def _fields(self, index: int) -> list[str]:
        line = self._body[self._begins[index] : self._ends[index]].decode()
        return next(csv.reader([line]), []) if '"' in line else line.split(",")

    def _last_commas(self) -> Integers:
        """Return where the last comma of each plain line stands, anything for the others."""
        places: Integers = self._commas[np.minimum(self._first + _FIELDS - 2, self._commas.size - 1)]
        return places

    def _cut_out(self, begins: Integers, ends: Integers) -> list[str]:
        """Return the text between pairs of places, which lie in ascending order and none inside another."""
        body = self._body
        pieces = [body[begin:end] for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
        return b"\n".join(pieces).decode().split("\n") if pieces else []


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
    is asked for; and names are folded when the first of them is looked up.

    Attributes:
        version: Changes with every change of the table.
        popularity: 0 to 100, of every artist with a name of its own, in the order of the table.
    """

    def __init__(self, artists: bytes, namesakes: bytes = b"", *, version: str) -> None:
        """Take the table apart as far as every artist needs it.

        Args:
            artists: CSV file of the artists with names of their own.
            namesakes: CSV file of those whose name, or a spelling of it, is that of one of them.
            version: Of the table.

        Raises:
            CriticError: A line is broken. That a name stands twice is found when the first name is looked up.
        """
        self.version = version
        self._own, self._sharing = _Lines(artists, ARTISTS), _Lines(namesakes, NAMESAKES)
        self.popularity = self._own.popularity
        self._made: dict[int, ReferenceArtist] = {}

    def __len__(self) -> int:
        """Return how many artists have a name of their own in the table."""
        return self.popularity.size

    @cached_property
    def artists(self) -> tuple[ReferenceArtist, ...]:
        """Every artist, in the order of the table; those who share a name come last."""
        return tuple(map(self._artist, range(len(self._own) + len(self._sharing))))

    @cached_property
    def popularity_by_region(self) -> Mapping[str, Codes]:
        """The popularity of all artists of each country, ascending."""
        regions = np.concatenate([self._own.regions(), self._sharing.regions()])
        popularity = np.concatenate([self._own.popularity, self._sharing.popularity])
        order = np.lexsort([popularity, regions])
        names, begins = np.unique(regions[order], return_index=True)
        parts = np.split(popularity[order], begins[1:])
        return MappingProxyType(dict(zip(names.tolist(), parts, strict=True)))

    def find(self, names: Iterable[str]) -> list[ReferenceArtist | None]:
        """Return what is known about each name, None where nothing is; of several bearers the likeliest."""
        return [bearers[0] if bearers else None for bearers in self.bearers(names)]

    def bearers(self, names: Iterable[str]) -> list[tuple[ReferenceArtist, ...]]:
        """Return all that each name may stand for, the best known first.

        A name means whoever is spelt just so, whatever the case; else whoever differs in accents, "the", "&" or
        punctuation alone. Where that leaves several, as it does for "Anna", all of them are returned.
        """
        asked = list(names)
        found = [self._spelt_so(name) for name in asked]
        missed = [place for place, indices in enumerate(found) if not indices]
        for place, key in zip(missed, artist_keys([asked[place] for place in missed]), strict=True):
            found[place] = self._spelt_alike(key)
        return [tuple(map(self._artist, indices)) for indices in found]

    def _artist(self, index: int) -> ReferenceArtist:
        if index not in self._made:
            beyond = index - len(self)
            self._made[index] = self._own.artist(index) if beyond < 0 else self._sharing.artist(beyond)
        return self._made[index]

    def _spelt_so(self, name: str) -> tuple[int, ...]:
        """Return who is called so, whatever the case; one alone where only one has the very case."""
        folded = fold(name)
        several = self._shared.get(folded)
        if several is None:
            index = self._by_name.get(folded)
            return () if index is None else (index,)
        exact = [index for index in several if _nfc(self._artist(index).name) == _nfc(name)]
        return (exact[0],) if len(exact) == 1 else several

    def _spelt_alike(self, key: str) -> tuple[int, ...]:
        """Return whose name has that key; nobody where several with names of their own claim it."""
        plain = self._by_name.get(key)
        found = tuple(dict.fromkeys((*(() if plain is None else (plain,)), *self._by_key.get(key, ()))))
        return () if sum(index < len(self) for index in found) > 1 else found

    @cached_property
    def _by_name(self) -> Mapping[str, int]:
        """The index that goes with each folded name or alias of the artists with names of their own."""
        return _owners(self._own)

    @cached_property
    def _shared(self) -> Mapping[str, tuple[int, ...]]:
        """Who bears a namesake's folded name or alias: the artist whose own it is, if any, then the namesakes."""
        owners, aliases = self._sharing.aliases()
        names = [*self._sharing.names, *aliases]
        shared: dict[str, tuple[int, ...]] = {}
        for place, name in zip((*range(len(self._sharing)), *owners), names, strict=True):
            folded = fold(name)
            own = self._by_name.get(folded)
            others = shared.get(folded, () if own is None else (own,))
            shared[folded] = (*others, len(self) + place)
        return shared

    @cached_property
    def _by_key(self) -> Mapping[str, tuple[int, ...]]:
        """Who goes with the key of a name that is not its own key: most names are."""
        unusual = _UNUSUAL.findall("\n".join(self._by_name))
        by_key: dict[str, tuple[int, ...]] = {}
        for key, name in zip(artist_keys(unusual), unusual, strict=True):
            by_key[key] = (*by_key.get(key, ()), self._by_name[name])
        for key, indices in zip(artist_keys(list(self._shared)), self._shared.values(), strict=True):
            by_key[key] = (*by_key.get(key, ()), *indices)
        return by_key


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
        CriticError: A line is broken, or a name stands twice among the artists.
    """
    reference = Reference(artists.encode(), namesakes.encode(), version=version)
    reference.find(artist.name for artist in reference.artists)
    return reference


def _owners(lines: _Lines) -> dict[str, int]:
    """Return the index of the artist that each folded name or alias belongs to; they are NFC as they stand."""
    owners, aliases = lines.aliases()
    names = [*lines.names, *aliases]
    owners = [*range(len(lines)), *owners]
    folded = "\n".join(names).casefold().split("\n") if names else []
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
