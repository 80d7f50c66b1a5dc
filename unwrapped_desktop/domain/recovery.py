"""The ways on from a results file that cannot be used, and what became of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Way(StrEnum):
    """What a person can do about a results file that cannot be used. On all of them the file is kept aside."""

    RESTORE = "restore"
    REPAIR = "repair"
    FRESH = "fresh"


class Mended(StrEnum):
    """What was put right while the results file was opened, without a question: nothing was at stake."""

    LOG = "log"
    INDEXES = "indexes"
    MARKS = "marks"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCopy:
    """A copy of the results file that can take its place.

    Attributes:
        path: Where it is.
        made_at: When it was made, aware.
        verdicts: How many verdicts it holds.
        listeners: Of how many listeners.
    """

    path: str
    made_at: datetime
    verdicts: int
    listeners: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The ways that are open. To start fresh always is.

    Attributes:
        copy: The newest copy that is sound, None where there is none.
        can_repair: Whether there is anything to repair.
    """

    copy: KeptCopy | None
    can_repair: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """What became of it.

    Attributes:
        way: What was done.
        aside: Where the file that could not be used is now; empty where there was none.
        verdicts: How many verdicts there are now.
        listeners: Of how many listeners.
        lost: How many verdicts could not be saved; None where that cannot be told.
    """

    way: Way
    aside: str = ""
    verdicts: int = 0
    listeners: int = 0
    lost: int | None = 0
