"""The verdicts that are kept of a listener, as a list shows them, and one that was deleted and can be brought back."""

from dataclasses import dataclass
from datetime import datetime

from unwrapped_desktop.domain.report import AxisScore


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptVerdict:
    """One verdict of a listener, without the report itself.

    Attributes:
        history_id: Its number among the earlier verdicts; None for the current one.
        made_at: When it was made, aware, in the time zone it was made for; in UTC where it cannot be read.
        label: The label it gave.
        plays: Plays it judged; None where it cannot be read.
        intensity: The critic's voice, a value of `Intensity`; empty where it cannot be read.
        left_out: How many things were left out of it.
        axes: Its scores; empty where it cannot be read.
        is_on_screen: Whether it is the verdict on screen.
    """

    history_id: int | None
    made_at: datetime
    label: str
    plays: int | None
    intensity: str = ""
    left_out: int = 0
    axes: tuple[AxisScore, ...] = ()
    is_on_screen: bool = False

    @property
    def is_current(self) -> bool:
        """Whether it is the listener's latest verdict."""
        return self.history_id is None

    @property
    def is_readable(self) -> bool:
        """Whether the verdict can be opened and compared."""
        return self.plays is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletedReport:
    """An earlier report that was deleted: all it takes to bring it back as it was.

    Attributes:
        history_id: Its number, which it will have again.
        listener_id: Whose it was.
        label: The label it gave.
        created_at: When it was made, aware, UTC.
        archived_at: When a newer one took its place, aware, UTC.
        document: The report as it was stored.
    """

    history_id: int
    listener_id: int
    label: str
    created_at: datetime
    archived_at: datetime
    document: str
