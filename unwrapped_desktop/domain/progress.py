"""How far a piece of work has come, and how it is asked to stop."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import Event

from unwrapped_desktop.domain.errors import Cancelled


class Stage(StrEnum):
    """The real steps of an analysis, in their order."""

    OPENING = "opening"
    READING = "reading"
    COUNTING = "counting"
    MEASURING = "measuring"
    WRITING = "writing"
    CHECKING = "checking"
    SAVING = "saving"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One true statement about running work.

    Attributes:
        stage: The step under way.
        done: Units of this step finished, 0 or more.
        total: Units this step has, or None while that is unknown.
        unit: What is counted: `bytes`, `rows`, `metrics`, `chapters`, `claims`; empty when nothing is.
        detail: A foreign or technical name such as a file's, empty when there is none.
        rows: Rows read so far over the whole analysis.
    """

    stage: Stage
    done: int = 0
    total: int | None = None
    unit: str = ""
    detail: str = ""
    rows: int = 0


Tell = Callable[[Progress], None]
"""Takes progress; called in the thread that does the work, as often as that thread likes."""


def ignore_progress(_progress: Progress) -> None:
    """Take progress and do nothing with it."""


class CancelToken:
    """A request to stop that any thread may make and the working thread looks at."""

    __slots__ = ("_event",)

    def __init__(self) -> None:
        self._event = Event()

    def cancel(self) -> None:
        """Ask the work to stop. Safe from any thread, and more than once."""
        self._event.set()

    def raise_if_cancelled(self) -> None:
        """Stop here if somebody asked to.

        Raises:
            Cancelled: The work was asked to stop.
        """
        if self._event.is_set():
            raise Cancelled
