"""How a record is sorted by decade, genre family and country, and what may be said of that. Free of NumPy."""

from dataclasses import dataclass
from enum import StrEnum


class ShelfKind(StrEnum):
    """By what the artists are sorted."""

    DECADE = "decade"
    FAMILY = "family"
    COUNTRY = "country"


class Scope(StrEnum):
    """How far a sentence about shelves may reach.

    Attributes:
        NOTHING: Too few plays are of artists whose shelf is known.
        OF_THE_KNOWN: "Of the artists we know, ..."
        OF_ALL: "Most of your plays ...": it would hold whatever the other artists are.
    """

    NOTHING = "nothing"
    OF_THE_KNOWN = "of_the_known"
    OF_ALL = "of_all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """One decade, family or country.

    Attributes:
        name: As a person reads it: `1990s`, `hip-hop`, `Brazil`.
        plays: Plays of its artists.
        artists: Its artists with a play.
    """

    name: str
    plays: int
    artists: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """A record sorted one way.

    Attributes:
        kind: By what.
        shelves: Those with a play, the fullest first.
        known_plays: Plays of artists whose shelf is known.
        coverage_ratio: Their share of all plays, 0 to 1.
        effective: Over how many shelves the known plays are spread in effect: e to their entropy; 0 without any.
        main: The one that leads, None where none may be named.
        reason: Why none may be named; None where one may.
        scope: How far a sentence may reach.
        may_say_never: Whether it may be said that a shelf is empty.
    """

    kind: ShelfKind
    shelves: tuple[Shelf, ...]
    known_plays: int
    coverage_ratio: float
    effective: float
    main: Shelf | None
    reason: str | None
    scope: Scope
    may_say_never: bool

    def share_percent(self, shelf: Shelf) -> float:
        """Return a shelf's share of the known plays, in percent, not rounded."""
        return 100 * shelf.plays / max(self.known_plays, 1)
