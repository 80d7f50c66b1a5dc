"""What is known of the artists of one record, in columns: from the reference table, and from the source itself."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.analysis.reference import Reference, ReferenceArtist, family_of
from unwrapped_desktop.analysis.words import fold
from unwrapped_desktop.domain.record import ArtistNote, Integers, Mask

Words = npt.NDArray[np.str_]

MIN_COVERAGE = 0.2
"""Below this share of recognised plays nothing is said about fame, regard, decades or kinds of music."""

STAR_POPULARITY, RARE_POPULARITY = 80, 20
"""From the one on a name is at home in stadiums; up to the other it is known to us to be little played."""

TENFOLD_POPULARITY = 22.5
"""So many points of popularity stand for ten times the listeners (see docs/reference-table.md)."""

COMPANY_WEIGHT = 2.0
"""A country, or a family, that every other play shares outweighs a hundred times as many listeners."""

SPOTIFY_POPULARITY_AT = ((33, 10.0), (93, 100.0))
"""Two places at which Spotify's popularity and ours stand for about as many listeners; a line through them joins the
scales. Hand-set: some ten thousand listeners a month, and a hundred million."""


class KnownArtists:
    """What is known of each artist of a record, by artist code; None for a stranger.

    Attributes:
        told_popularity: Popularity as the source itself gives it, on our scale; -1 where it gives none.
        told_family: Genre family that the source's own genres come to; empty where it gives none.
    """

    def __init__(
        self,
        names: Sequence[str],
        plays: Integers,
        reference: Reference,
        notes: Sequence[ArtistNote] = (),
    ) -> None:
        """Look the names up.

        Args:
            names: Names of the artists of a record, by artist code.
            plays: Plays of each of them.
            reference: The table.
            notes: What the source says of artists.
        """
        bearers = reference.bearers(names)
        self._lines = [likely[0] if likely else None for likely in bearers]
        self.told_popularity = np.full(len(names), -1, dtype=np.int64)
        told_family = [""] * len(names)
        noted = {fold(note.name): note for note in notes}
        for code, name in enumerate(names) if noted else ():
            note = noted.get(fold(name))
            if note is not None:
                told_family[code] = family_of(note.genres) or ""
                if note.popularity is not None:
                    self.told_popularity[code] = _on_our_scale(note.popularity)
        self.told_family: Words = np.array(told_family, dtype=np.str_)
        self._tell_namesakes_apart(bearers, plays)

    def __getitem__(self, code: int) -> ReferenceArtist | None:
        """Return what the table says of an artist code."""
        return self._lines[code]

    def __iter__(self) -> Iterator[ReferenceArtist | None]:
        """Yield what the table says of each artist code."""
        return iter(self._lines)

    def __len__(self) -> int:
        """Return how many artists there are, known or not."""
        return len(self._lines)

    @cached_property
    def in_table(self) -> Mask:
        """Whether the table knows an artist."""
        return np.array([line is not None for line in self._lines], dtype=bool)

    @cached_property
    def popularity(self) -> Integers:
        """Today's worldwide listening, 0 to 100: what the source says before what the table says; -1 where unknown."""
        return np.where(
            self.told_popularity >= 0, self.told_popularity, self._numbers(lambda line: line.popularity)
        )

    @cached_property
    def acclaim(self) -> Integers:
        """Critics' regard, 0 to 100; -1 where unknown."""
        return self._numbers(lambda line: -1 if line.acclaim is None else line.acclaim)

    @cached_property
    def decade(self) -> Integers:
        """Main decade, such as 1990; -1 where unknown."""
        return self._numbers(lambda line: line.decade)

    @cached_property
    def family(self) -> Words:
        """Genre family: what the table says, else what the source's genres come to; empty where unknown."""
        in_table = self._words(lambda line: line.genre)
        return np.where(in_table == "", self.told_family, in_table)

    @cached_property
    def region(self) -> Words:
        """Home country as its ISO 3166 code; empty where unknown."""
        return self._words(lambda line: line.region)

    @cached_property
    def is_sacred(self) -> Mask:
        """Whether an artist is counted and never spoken of."""
        return np.array([line is not None and line.sacred for line in self._lines], dtype=bool)

    @cached_property
    def is_target(self) -> Mask:
        """Whether ordinary remarks may be about an artist, as far as the table says."""
        return np.array([line is None or line.is_target for line in self._lines], dtype=bool)

    def tagged(self, *tags: str) -> Mask:
        """Return for each artist code whether the table marks it with one of the tags."""
        wanted = frozenset(tags)
        return np.array(
            [line is not None and not wanted.isdisjoint(line.tags) for line in self._lines], dtype=bool
        )

    def _numbers(self, of: Callable[[ReferenceArtist], int]) -> Integers:
        return np.array([-1 if line is None else of(line) for line in self._lines], dtype=np.int64)

    def _words(self, of: Callable[[ReferenceArtist], str]) -> Words:
        return np.array(["" if line is None else of(line) for line in self._lines], dtype=np.str_)

    def _tell_namesakes_apart(self, bearers: Sequence[tuple[ReferenceArtist, ...]], plays: Integers) -> None:
        """Take of several bearers of a name the one who goes with the rest of the record.

        Each speaks for itself by its listeners, in powers of ten, and by the shares of the other known plays that are
        of its country and of its genre family, `COMPANY_WEIGHT` each.
        """
        unsure = [code for code, likely in enumerate(bearers) if len(likely) > 1]
        if not unsure:
            return
        countries, families = Counter[str](), Counter[str]()
        for code, likely in enumerate(bearers):
            if len(likely) == 1:
                countries[likely[0].region] += int(plays[code])
                families[likely[0].genre] += int(plays[code])
        company = max(countries.total(), 1)

        def standing(artist: ReferenceArtist) -> float:
            alike = countries[artist.region] + families[artist.genre]
            return artist.popularity / TENFOLD_POPULARITY + COMPANY_WEIGHT * alike / company

        for code in unsure:
            self._lines[code] = max(bearers[code], key=standing)


def _on_our_scale(popularity: int) -> int:
    """Return Spotify's popularity, 0 to 100, on the scale of the table."""
    (low, ours_low), (high, ours_high) = SPOTIFY_POPULARITY_AT
    placed = ours_low + (popularity - low) * (ours_high - ours_low) / (high - low)
    return round(min(max(placed, 0.0), 100.0))
