"""The few sentences that the controller puts together itself."""

from collections.abc import Iterable
from itertools import count

from unwrapped_desktop.analysis.comparison_words import headlines
from unwrapped_desktop.domain.comparison import Comparison
from unwrapped_desktop.ui.figures import write_size


def record_text(size_bytes: int | None) -> str | None:
    """Return how large the kept record is, None when none is kept."""
    return None if size_bytes is None else f"{write_size(size_bytes)} on this computer"


def moved_text(comparison: Comparison | None) -> str | None:
    """Return the first thing that has moved since the verdict before, None when nothing has."""
    if comparison is None or comparison.is_empty:
        return None
    return f"Since the verdict before: {headlines(comparison, limit=1)[0]}"


def next_name(known: Iterable[str]) -> str:
    """Return a name that no listener has yet."""
    taken = set(known)
    return next(name for number in count(2) if (name := f"Listener {number}") not in taken)
