"""The few sentences that the controller puts together itself, and the names it offers."""

from collections.abc import Iterable
from datetime import datetime
from itertools import count

from unwrapped_desktop.analysis.comparison_words import headlines
from unwrapped_desktop.domain.comparison import Comparison
from unwrapped_desktop.domain.exclusion import Exclusions
from unwrapped_desktop.domain.spotify_sign_in import SignedIn
from unwrapped_desktop.ui.figures import write_date, write_size
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.widgets.exclusion_words import names_of


def record_text(size_bytes: int | None) -> str | None:
    """Return how large the kept record is, None when none is kept."""
    if size_bytes is None:
        return None
    return translate("Wording", "{size} on this computer").format(size=write_size(size_bytes))


def moved_text(comparison: Comparison | None) -> str | None:
    """Return the first thing that has moved since the verdict before, None when nothing has."""
    if comparison is None or comparison.is_empty:
        return None
    first = headlines(comparison, limit=1)[0]
    return translate("Wording", "Since the verdict before: {what}").format(what=first)


def left_out_text(before: Exclusions, now: Exclusions) -> str:
    """Return what has been left out, and what was put back."""
    added = [item for item in now if item not in before]
    removed = [item for item in before if item not in now]
    parts = []
    if added:
        parts.append(translate("Wording", "Left out: {names}.").format(names=names_of(added)))
    if removed:
        parts.append(translate("Wording", "Put back: {names}.").format(names=names_of(removed)))
    return " ".join(parts)


def sign_in_text(signed_in: SignedIn | None, now: datetime) -> tuple[str, str]:
    """Return what there is to say of a sign-in, as a title and a sentence; both empty where there is nothing."""
    if signed_in is None:
        return "", ""
    ends = write_date(signed_in.ends_at.astimezone().date())
    if not signed_in.is_lasting:
        return (
            translate("Wording", "This sign-in holds until the program is closed."),
            translate(
                "Wording", "There is no keychain on this computer that would keep it, and nothing else does."
            ),
        )
    if signed_in.has_ended:
        return (
            translate("Wording", "Spotify has ended the sign-in."),
            translate("Wording", "Sign in again to read its lists. Your verdicts stay."),
        )
    if signed_in.ends_soon(now):
        return (
            translate("Wording", "Sign in again before {date}.").format(date=ends),
            translate("Wording", "Spotify ends every sign-in after six months. Your verdicts stay."),
        )
    return "", ""


def samples_in_words(samples: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return made-up listeners, each as (id, title, description), as they are called in the language of the person."""
    return [
        (sample_id, translate("Samples", title), translate("Samples", description))
        for sample_id, title, description in samples
    ]


def next_name(known: Iterable[str]) -> str:
    """Return a name that no listener has yet."""
    taken = set(known)
    name = translate("Wording", "Listener {number}")
    return next(whole for number in count(2) if (whole := name.format(number=number)) not in taken)
