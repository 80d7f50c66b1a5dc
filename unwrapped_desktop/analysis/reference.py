"""The reference table: what we know about artists. Unknown is our gap, never obscurity."""

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from unwrapped_desktop.analysis.words import fold
from unwrapped_desktop.domain.errors import CriticError
from unwrapped_desktop.resources import resource_bytes

STAR_POPULARITY = 80
RARE_POPULARITY = 20
ACCLAIMED = 80
WORRYING = 50

KANA_VOICING = "\u3099\u309a"
VIRAMA = 9
"""Combining class of the sign that joins Indic consonants."""

_NOT_PLAIN = re.compile("[^a-z0-9]+")

BACKGROUND_TAGS = frozenset({"sleep", "noise", "meditation"})


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The table, looked up by name.

    Attributes:
        version: Changes with every change of the table.
        artists: Its lines.
        by_name: Folded names and aliases, each of one artist.
        by_key: Looser forms of them, those left out that several artists share.
    """

    version: str
    artists: tuple[ReferenceArtist, ...]
    by_name: Mapping[str, int]
    by_key: Mapping[str, int]

    def find(self, names: Iterable[str]) -> list[ReferenceArtist | None]:
        """Return what is known about each name, None where nothing is."""
        return [None if index is None else self.artists[index] for index in map(self._index, names)]

    def _index(self, name: str) -> int | None:
        exact = self.by_name.get(fold(name))
        return self.by_key.get(artist_key(name)) if exact is None else exact


def artist_key(name: str) -> str:
    """Return the form under which names are the same artist.

    NFKD without accents, casefolded, "&" and "+" as "and", without a leading "the" and without punctuation, as long as
    something remains: "Beyoncé" and "BEYONCE", "The Beatles" and "Beatles". Vowel signs of Indic scripts and voicing
    marks of kana are letters of their own and stay.
    """
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    words = _plain_words(decomposed) if decomposed.isascii() else _words(decomposed)
    if len(words) > 1 and words[0] == "the" and words[1] != "the":
        words = words[1:]
    return " ".join(words) or decomposed.strip()


def _plain_words(text: str) -> list[str]:
    """Return what `_words` does of text in ASCII, which has no accents, many times faster."""
    return _NOT_PLAIN.sub(" ", text.replace("&", " and ").replace("+", " and ")).split()


def _words(text: str) -> list[str]:
    plain = "".join(letter for letter in text if not _is_accent(letter))
    plain = plain.replace("&", " and ").replace("+", " and ")
    return "".join(letter if _is_letter(letter) else " " for letter in plain).split()


def _is_accent(letter: str) -> bool:
    return (
        unicodedata.combining(letter) != 0
        and letter not in KANA_VOICING
        and unicodedata.combining(letter) != VIRAMA
    )


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


@lru_cache(maxsize=1)
def load_reference() -> Reference:
    """Return the shipped table.

    Raises:
        CriticError: It is missing or broken.
    """
    content = resource_bytes("reference", "artists.csv")
    return parse_reference(content.decode("utf-8"), version=hashlib.sha256(content).hexdigest()[:12])


def parse_reference(text: str, *, version: str) -> Reference:
    """Return the table that a CSV text holds.

    Raises:
        CriticError: A line is broken or a name stands twice.
    """
    artists: list[ReferenceArtist] = []
    by_name: dict[str, int] = {}
    by_key: dict[str, set[int]] = {}
    for line, fields in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        try:
            artist = _parse_line(fields)
        except (KeyError, ValueError, AttributeError, TypeError) as error:
            raise CriticError("reference_broken", line=line, what=str(error)) from error
        for name in (artist.name, *filter(None, fields["aliases"].split("|"))):
            if by_name.setdefault(fold(name), len(artists)) != len(artists):
                raise CriticError("reference_twice", line=line, name=name)
            by_key.setdefault(artist_key(name), set()).add(len(artists))
        artists.append(artist)
    alone = {key: next(iter(indices)) for key, indices in by_key.items() if len(indices) == 1}
    return Reference(version=version, artists=tuple(artists), by_name=by_name, by_key=alone)


def _parse_line(fields: Mapping[str, str]) -> ReferenceArtist:
    return ReferenceArtist(
        name=fields["artist"],
        popularity=int(fields["popularity"]),
        acclaim=int(fields["acclaim"]) if fields["acclaim"] else None,
        genre=fields["genre"],
        decade=int(fields["decade"]),
        region=fields["region"],
        tags=frozenset(fields["tags"].split()),
        sacred=fields["sacred"] == "1",
        died=int(fields["died"]) if fields["died"] else None,
        care=fields["care"] == "1",
    )
