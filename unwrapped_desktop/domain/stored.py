"""What the program keeps on this computer, as the settings tell it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from unwrapped_desktop.domain.analysis_state import Listener


class PlaceKind(StrEnum):
    """The places in which the program keeps something."""

    RESULTS = "results"
    RECORDS = "records"
    BACKUPS = "backups"
    DAMAGED = "damaged"
    WAITING = "waiting"
    WINDOW = "window"
    LOGS = "logs"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPlace:
    """One place on the disk.

    Attributes:
        kind: What is kept there.
        path: The file or folder; the first of several that belong together.
        size_bytes: How much it is, with all that belongs to it; None where nothing is.
    """

    kind: PlaceKind
    path: str
    size_bytes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undeleted:
    """Something that could not be deleted.

    Attributes:
        path: Where it is.
        reason: What the system says.
    """

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenerSummary:
    """What is kept of a listener, in figures.

    Attributes:
        listener: Who it is.
        verdicts: How many verdicts are kept, the earlier ones with them.
        last_at: When the last of them was made; None where there is none.
    """

    listener: Listener
    verdicts: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptListener:
    """A listener with all that is kept of them, in figures.

    Attributes:
        listener: Who it is.
        verdicts: How many verdicts are kept.
        last_at: When the last of them was made; None where there is none.
        record_bytes: How large the kept record is; None where none is.
        is_signed_in: Whether there is a sign-in to Spotify.
    """

    listener: Listener
    verdicts: int
    last_at: datetime | None
    record_bytes: int | None
    is_signed_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """A listener who is to be forgotten, and can be brought back until it is done.

    Attributes:
        listener_id: Who it is.
        has_sign_in: Whether the keychain is to be asked to let a sign-in go.
    """

    listener_id: int
    has_sign_in: bool
