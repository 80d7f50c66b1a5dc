"""What an export added to the record that is kept. Free of NumPy."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AdditionKind(StrEnum):
    """What became of the record that is kept."""

    FIRST = "first"
    """There was none before."""

    NOTHING_NEW = "nothing_new"
    """Every play was there already."""

    ADDED = "added"
    """New plays have come to those that were there."""

    UPGRADED = "upgraded"
    """Account data was there, a year of it; now there is extended history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What an export added.

    Attributes:
        kind: What became of the record.
        plays_before: Plays of the record before, 0 for the first.
        plays_after: Plays of the record now.
        first_new_at: End of the earliest play that was not there before; None when nothing is new.
        last_new_at: End of the latest one.
        new_plays: Plays now of which nothing was known before.
        was_unreadable: A record was kept and cannot be read; it lies beside the new one.
    """

    kind: AdditionKind
    plays_before: int
    plays_after: int
    new_plays: int
    first_new_at: datetime | None = None
    last_new_at: datetime | None = None
    was_unreadable: bool = False
