"""The time between asking Spotify for an export and having it. Free of disk, clock and Qt."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal

from unwrapped_desktop.domain.statement import Statement


class WaitingStage(StrEnum):
    """What is to be done next."""

    ASK = "ask"
    CONFIRM = "confirm"
    WAIT = "wait"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How far somebody has come who has no export yet.

    Attributes:
        begun_at: Since when they wait, aware.
        asked_for_account_data: Whether they have asked for the last year or so.
        asked_for_history: Whether they have asked for the extended streaming history.
        has_confirmed: Whether the link in Spotify's first mail is confirmed.
        looks_in_downloads: Whether the program may look for an export among the downloads.
        statement: What they said of their own listening in the meantime, None when they have not.

    Raises:
        ValueError: The time has no zone.
    """

    begun_at: datetime
    asked_for_account_data: bool = False
    asked_for_history: bool = False
    has_confirmed: bool = False
    looks_in_downloads: bool = False
    statement: Statement | None = None

    def __post_init__(self) -> None:
        if self.begun_at.utcoffset() is None:
            raise ValueError("the time at which the wait began has no zone")

    def days(self, now: datetime) -> int:
        """Return how many midnights have passed in the zone of `now`: 0 on the first day, and never fewer."""
        return max(0, (now.date() - self.begun_at.astimezone(now.tzinfo).date()).days)

    def stage(self, now: datetime) -> WaitingStage:
        """Return what is to be done next.

        Args:
            now: The time. No stage is left because time passes: how long Spotify takes is anybody's guess.
        """
        del now
        if not (self.asked_for_account_data or self.asked_for_history):
            return WaitingStage.ASK
        return WaitingStage.WAIT if self.has_confirmed else WaitingStage.CONFIRM


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundExport:
    """Something that is called like an export. What is in it, nobody has looked at.

    Attributes:
        path: Where it lies.
        kind: Whether it is packed.
        modified_at: When it was written last, in UTC.
        size_bytes: Its size; of a folder, that of the files of listening history in it.
    """

    path: Path
    kind: Literal["zip", "folder"]
    modified_at: datetime
    size_bytes: int
