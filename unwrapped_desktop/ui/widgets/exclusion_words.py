"""What is left out, in words: titles of exclusions, and how many plays a change takes or gives back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from unwrapped_desktop.domain.catalogue import Catalogue
from unwrapped_desktop.domain.exclusion import Exclusion, ExclusionKind, Exclusions, folded
from unwrapped_desktop.domain.suspect import Suspect
from unwrapped_desktop.ui.figures import count_noun, write_count, write_date, write_span
from unwrapped_desktop.ui.text import isolate

NAMES_SHOWN = 3
_HOURS_A_DAY = 24
_NAMED = {ExclusionKind.ARTIST, ExclusionKind.TRACK, ExclusionKind.ALBUM}
"""Kinds of which two never take the same play."""


def exclusion_title(item: Exclusion) -> str:
    """Return what an exclusion leaves out, its foreign names isolated."""
    match item.kind:
        case ExclusionKind.ARTIST:
            return isolate(item.artist)
        case ExclusionKind.TRACK:
            return f"“{isolate(item.title)}” by {isolate(item.artist)}"
        case ExclusionKind.ALBUM:
            return f"The album “{isolate(item.title)}” by {isolate(item.artist)}"
        case ExclusionKind.RANGE:
            return _range_title(item)
        case ExclusionKind.HOURS:
            return f"Every day {' and '.join(_hour_runs(item.hours))}"
        case _:
            return "Private sessions"


def names_of(items: Iterable[Exclusion]) -> str:
    """Return the titles of exclusions in one phrase for a sentence, the first few by name."""
    titles = [_within(exclusion_title(item)) for item in items]
    rest = len(titles) - NAMES_SHOWN
    if rest > 1:
        return f"{', '.join(titles[:NAMES_SHOWN])} and {count_noun(rest, 'more', 'more')}"
    if len(titles) < 2:
        return "".join(titles)
    return f"{', '.join(titles[:-1])} and {titles[-1]}"


def _within(title: str) -> str:
    """Return a title as it stands within a sentence; names keep their letters."""
    for first in ("Every day", "Private sessions", "The album"):
        if title.startswith(first):
            return title[:1].lower() + title[1:]
    return title


def _range_title(item: Exclusion) -> str:
    if item.first is None or item.last is None:
        return ""
    first, last = write_date(item.first), write_date(item.last)
    from_hour, to_hour = item.first_hour, item.last_hour + 1
    if from_hour == 0 and to_hour == _HOURS_A_DAY:
        return write_span(item.first, item.last)
    if item.first == item.last:
        return f"{first}, {from_hour}:00 to {to_hour}:00"
    return f"{first}, {from_hour}:00, to {last}, {to_hour}:00"


def _hour_runs(hours: tuple[int, ...]) -> list[str]:
    """Return the hours as stretches, one that passes midnight in one piece: `22:00 to 6:00`."""
    inside = set(hours)
    if len(inside) == _HOURS_A_DAY:
        return ["0:00 to 24:00"]
    runs = []
    for start in sorted(hour for hour in inside if (hour - 1) % _HOURS_A_DAY not in inside):
        length = next(step for step in range(_HOURS_A_DAY) if (start + step) % _HOURS_A_DAY not in inside)
        end = (start + length) % _HOURS_A_DAY or _HOURS_A_DAY
        runs.append(f"{start}:00 to {end}:00")
    return runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What exclusions take together.

    Attributes:
        plays: Plays of those that are known.
        is_exact: Whether that is all of it, and nothing is counted twice.
    """

    plays: int
    is_exact: bool


class PlayCounts:
    """How many plays exclusions take, as far as the window knows."""

    def __init__(
        self,
        *,
        catalogue: Catalogue | None = None,
        suspects: tuple[Suspect, ...] = (),
        counted: Iterable[tuple[Exclusion, int]] = (),
    ) -> None:
        """Know the plays of names in the record, of suspects, and of what was counted already."""
        self._catalogue = catalogue
        self._suspects = suspects
        self._counted = dict(counted)
        singles = (suspect for suspect in suspects if len(suspect.exclusions) == 1)
        self._single = {suspect.exclusions[0]: suspect.plays for suspect in singles}

    def of(self, item: Exclusion) -> int | None:
        """Return how many plays one exclusion takes on its own, None where nobody knows yet."""
        for known in (self._counted, self._single):
            if item in known:
                return known[item]
        return self._listed(item)

    def together(self, items: Iterable[Exclusion]) -> Taken:
        """Return how many plays exclusions take together."""
        left = {item.key: item for item in items}
        plays = 0
        artists = {folded(item.artist) for item in left.values() if item.kind is ExclusionKind.ARTIST}
        # What is by an artist who is left out is taken already.
        for item in tuple(left.values()):
            if item.kind in {ExclusionKind.TRACK, ExclusionKind.ALBUM} and folded(item.artist) in artists:
                del left[item.key]
        kinds = {item.kind for item in left.values()}
        can_overlap = len(left) > 1 and (len(kinds) > 1 or not kinds <= _NAMED)
        for suspect in self._suspects:
            keys = [item.key for item in suspect.exclusions]
            if len(keys) > 1 and all(key in left for key in keys):
                plays += suspect.plays
                for key in keys:
                    del left[key]
        each = [self.of(item) for item in left.values()]
        known = sum(count for count in each if count is not None)
        return Taken(plays=plays + known, is_exact=None not in each and not can_overlap)

    def _listed(self, item: Exclusion) -> int | None:
        if self._catalogue is None:
            return None
        shelves = {
            ExclusionKind.ARTIST: self._catalogue.artist_shelf,
            ExclusionKind.TRACK: self._catalogue.track_shelf,
            ExclusionKind.ALBUM: self._catalogue.album_shelf,
        }
        shelf = shelves.get(item.kind)
        if shelf is None:
            return 0 if item.kind is ExclusionKind.PRIVATE and not self._catalogue.has_private else None
        entry = shelf.entry(item.artist, item.title)
        return 0 if entry is None else entry.plays


def change_words(
    before: Exclusions, now: Exclusions, together: Callable[[Iterable[Exclusion]], Taken], *, plays: int
) -> str:
    """Return what judging again would change, in a sentence or two.

    Args:
        before: What is left out in the verdict on screen.
        now: What is to be left out.
        together: Says what exclusions take.
        plays: Plays that the verdict on screen counts.
    """
    added = [item for item in now if item not in before]
    removed = [item for item in before if item not in now]
    if not added and not removed:
        return "Nothing has changed since the verdict." if len(now) else "Nothing is left out."
    sentences = []
    if added:
        sentences.append(_taken_words("Takes", together(added), f" of {write_count(plays)} plays"))
    if removed:
        sentences.append(_taken_words("Gives back", together(removed), " plays"))
    return " ".join(sentences)


def _taken_words(verb: str, taken: Taken, of_what: str) -> str:
    if taken.is_exact:
        of_what = " play" if of_what == " plays" and taken.plays == 1 else of_what
        return f"{verb} {write_count(taken.plays)}{of_what}."
    if not taken.plays:
        return f"How much it {verb.lower()} is counted when it is judged."
    return f"{verb} about {write_count(taken.plays)}{of_what}; it is counted when it is judged."
