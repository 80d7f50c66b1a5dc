"""The few sentences that the controller puts together itself."""

from collections.abc import Iterable
from datetime import datetime
from itertools import count

from unwrapped_desktop.analysis.comparison_words import headlines
from unwrapped_desktop.domain.comparison import Comparison
from unwrapped_desktop.domain.exclusion import Exclusions
from unwrapped_desktop.domain.spotify_sign_in import SignedIn
from unwrapped_desktop.ui.figures import write_date, write_size
from unwrapped_desktop.ui.widgets.exclusion_words import names_of


def record_text(size_bytes: int | None) -> str | None:
    """Return how large the kept record is, None when none is kept."""
    return None if size_bytes is None else f"{write_size(size_bytes)} on this computer"


def moved_text(comparison: Comparison | None) -> str | None:
    """Return the first thing that has moved since the verdict before, None when nothing has."""
    if comparison is None or comparison.is_empty:
        return None
    return f"Since the verdict before: {headlines(comparison, limit=1)[0]}"


def left_out_text(before: Exclusions, now: Exclusions) -> str:
    """Return what has been left out, and what was put back."""
    added = [item for item in now if item not in before]
    removed = [item for item in before if item not in now]
    parts = []
    if added:
        parts.append(f"Left out: {names_of(added)}.")
    if removed:
        parts.append(f"Put back: {names_of(removed)}.")
    return " ".join(parts)


def sign_in_text(signed_in: SignedIn | None, now: datetime) -> tuple[str, str]:
    """Return what there is to say of a sign-in, as a title and a sentence; both empty where there is nothing."""
    if signed_in is None:
        return "", ""
    ends = write_date(signed_in.ends_at.astimezone().date())
    if not signed_in.is_lasting:
        return (
            "This sign-in holds until the program is closed.",
            "There is no keychain on this computer that would keep it, and nothing else does.",
        )
    if signed_in.has_ended:
        return "Spotify has ended the sign-in.", "Sign in again to read its lists. Your verdicts stay."
    if signed_in.ends_soon(now):
        return (
            f"Sign in again before {ends}.",
            "Spotify ends every sign-in after six months. Your verdicts stay.",
        )
    return "", ""


def next_name(known: Iterable[str]) -> str:
    """Return a name that no listener has yet."""
    taken = set(known)
    return next(name for number in count(2) if (name := f"Listener {number}") not in taken)
