"""How much a results file holds, in numbers alone: for whoever is told what went wrong, and may not know of whom."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.storage.faults import translated
from unwrapped_desktop.storage.inspection import guard, inspect, open_to_read

_BUSY_TIMEOUT_MS = 200
_TABLES = (("listeners", "listener"), ("analyses", "analysis"), ("earlier verdicts", "report_history"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a results file holds.

    Attributes:
        state: How it is, in words, such as `revision 0002, closed properly`; the code of the error where it cannot be read.
        counts: How many there are, each as (of what, how many); empty where that cannot be told.
    """

    state: str
    counts: tuple[tuple[str, int], ...] = ()


def count_held(database: Path) -> Held:
    """Look at a results file without changing it, and count; whatever is wrong with it is the answer.

    Args:
        database: The results file. It need not exist.
    """
    try:
        found = inspect(database, busy_timeout_ms=_BUSY_TIMEOUT_MS)
        if found is None:
            return Held(state="there is none")
        with (
            translated(database),
            closing(open_to_read(database, busy_timeout_ms=_BUSY_TIMEOUT_MS)) as connection,
        ):
            guard(connection, foreign_keys=False)
            counts = tuple(
                (name, int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]))  # noqa: S608 - our own
                for name, table in _TABLES
                if table in found.tables
            )
    except StorageError as error:
        return Held(state=error.code)
    closed = "closed properly" if found.clean else "in use, or not closed properly"
    return Held(state=f"revision {found.revision}, {closed}", counts=counts)
