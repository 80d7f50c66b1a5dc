"""Listening that may not be the listener's own: what the program proposes to leave out, with its evidence."""

from dataclasses import dataclass
from enum import StrEnum

from unwrapped_desktop.domain.exclusion import Exclusion
from unwrapped_desktop.domain.receipt import Receipt


class SuspectKind(StrEnum):
    """What may have been listening instead."""

    SLEEP = "sleep"
    CHILDREN = "children"
    LOOP = "loop"
    SEASON = "season"
    DEVICE = "device"
    PARTY = "party"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """Something to leave out, proposed; nothing is left out until the listener says so.

    Attributes:
        kind: What it may have been.
        title: What it is, in a few plain words.
        exclusions: What to leave out to be rid of it, one or several, each with its reason; they are meant together.
        receipt: The evidence.
        plays: Plays that these exclusions leave out.
        share_ratio: Those plays as a share of all plays, 0 to 1.
        strength: How sure it is and how much it matters, 0 to 1: the order in which suspects are shown.
    """

    kind: SuspectKind
    title: str
    exclusions: tuple[Exclusion, ...]
    receipt: Receipt
    plays: int
    share_ratio: float
    strength: float
