"""What is left out, in words: titles of exclusions, and how many plays a change takes or gives back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from unwrapped_desktop.domain.catalogue import Catalogue
from unwrapped_desktop.domain.exclusion import (
    Exclusion,
    ExclusionKind,
    Exclusions,
    SuggestedReason,
    folded,
)
from unwrapped_desktop.domain.suspect import Suspect
from unwrapped_desktop.ui.figures import count_noun, write_count, write_date, write_span
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import isolate

NAMES_SHOWN = 3
_HOURS_A_DAY = 24
_NAMED = {ExclusionKind.ARTIST, ExclusionKind.TRACK, ExclusionKind.ALBUM}
"""Kinds of which two never take the same play."""


def exclusion_title(item: Exclusion) -> str:
    """Return what an exclusion leaves out, its foreign names isolated."""
    match item.kind:
        case ExclusionKind.ALBUM:
            return translate("ExclusionWords", "The album “{title}” by {artist}").format(
                title=isolate(item.title), artist=isolate(item.artist)
            )
        case ExclusionKind.HOURS:
            return translate("ExclusionWords", "Every day {hours}").format(hours=_hours_words(item.hours))
        case ExclusionKind.PRIVATE:
            return translate("ExclusionWords", "Private sessions")
        case _:
            return title_within(item)


def title_within(item: Exclusion) -> str:
    """Return what an exclusion leaves out as it is said within a sentence, its foreign names isolated."""
    match item.kind:
        case ExclusionKind.ARTIST:
            return isolate(item.artist)
        case ExclusionKind.TRACK:
            return translate("ExclusionWords", "“{title}” by {artist}").format(
                title=isolate(item.title), artist=isolate(item.artist)
            )
        case ExclusionKind.ALBUM:
            return translate("ExclusionWords", "the album “{title}” by {artist}").format(
                title=isolate(item.title), artist=isolate(item.artist)
            )
        case ExclusionKind.RANGE:
            return _range_title(item)
        case ExclusionKind.HOURS:
            return translate("ExclusionWords", "every day {hours}").format(hours=_hours_words(item.hours))
        case ExclusionKind.PRIVATE:
            return translate("ExclusionWords", "private sessions")


def names_of(items: Iterable[Exclusion]) -> str:
    """Return the titles of exclusions in one phrase for a sentence, the first few by name."""
    titles = [title_within(item) for item in items]
    rest = len(titles) - NAMES_SHOWN
    if rest > 1:
        return _listed([*titles[:NAMES_SHOWN], count_noun(rest, "more", "more")])
    return _listed(titles)


def reason_words(reason: str) -> str:
    """Return why something is left out: a suggested reason in the language of the person, any other as it is."""
    return _suggested().get(reason, reason)


def reason_meant(words: str) -> str:
    """Return the reason that is kept for these words: a suggested one as it is in every language, any other as it is."""
    return next((reason for reason, said in _suggested().items() if said == words), words)


def _suggested() -> dict[str, str]:
    return {
        SuggestedReason.CHILD.value: translate("ExclusionWords", "My child's"),
        SuggestedReason.BACKGROUND.value: translate("ExclusionWords", "Sleep or background"),
        SuggestedReason.PARTY.value: translate("ExclusionWords", "A party"),
        SuggestedReason.SEASON.value: translate("ExclusionWords", "Only in season"),
        SuggestedReason.SOMEBODY_ELSE.value: translate("ExclusionWords", "Somebody else"),
        SuggestedReason.OTHER.value: translate("ExclusionWords", "Other"),
    }


def _listed(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return translate("ExclusionWords", "{first} and {last}").format(
        first=translate("ExclusionWords", ", ").join(parts[:-1]), last=parts[-1]
    )


def _range_title(item: Exclusion) -> str:
    if item.first is None or item.last is None:
        return ""
    from_hour, to_hour = item.first_hour, item.last_hour + 1
    if from_hour == 0 and to_hour == _HOURS_A_DAY:
        return write_span(item.first, item.last)
    pattern = (
        translate("ExclusionWords", "{first}, {from_hour} to {to_hour}")
        if item.first == item.last
        else translate("ExclusionWords", "{first}, {from_hour}, to {last}, {to_hour}")
    )
    return pattern.format(
        first=write_date(item.first),
        from_hour=_o_clock(from_hour),
        last=write_date(item.last),
        to_hour=_o_clock(to_hour),
    )


def _hours_words(hours: tuple[int, ...]) -> str:
    """Return the hours as stretches, one that passes midnight in one piece: `22:00 to 6:00`."""
    inside = set(hours)
    if len(inside) == _HOURS_A_DAY:
        return _stretch(0, _HOURS_A_DAY)
    stretches = []
    for start in sorted(hour for hour in inside if (hour - 1) % _HOURS_A_DAY not in inside):
        length = next(step for step in range(_HOURS_A_DAY) if (start + step) % _HOURS_A_DAY not in inside)
        stretches.append(_stretch(start, (start + length) % _HOURS_A_DAY or _HOURS_A_DAY))
    return _each_named(stretches)


def _each_named(stretches: Sequence[str]) -> str:
    """Return stretches with a word between any two, since each holds a word itself."""
    said = stretches[0] if stretches else ""
    for stretch in stretches[1:]:
        said = translate("ExclusionWords", "{first} and {last}").format(first=said, last=stretch)
    return said


def _stretch(from_hour: int, to_hour: int) -> str:
    return translate("ExclusionWords", "{from_hour} to {to_hour}").format(
        from_hour=_o_clock(from_hour), to_hour=_o_clock(to_hour)
    )


def _o_clock(hour: int) -> str:
    return f"{hour}:00"


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
        return (
            translate("ExclusionWords", "Nothing has changed since the verdict.")
            if len(now)
            else translate("ExclusionWords", "Nothing is left out.")
        )
    sentences = []
    if added:
        sentences.append(_taken_words(together(added), plays))
    if removed:
        sentences.append(_given_back_words(together(removed)))
    return " ".join(sentences)


def _taken_words(taken: Taken, plays: int) -> str:
    if not taken.is_exact and not taken.plays:
        return translate("ExclusionWords", "How much it takes is counted when it is judged.")
    pattern = (
        translate("ExclusionWords", "Takes {taken} of {plays}.")
        if taken.is_exact
        else translate("ExclusionWords", "Takes about {taken} of {plays}; it is counted when it is judged.")
    )
    return pattern.format(taken=write_count(taken.plays), plays=count_noun(plays, "play"))


def _given_back_words(taken: Taken) -> str:
    if not taken.is_exact and not taken.plays:
        return translate("ExclusionWords", "How much it gives back is counted when it is judged.")
    pattern = (
        translate("ExclusionWords", "Gives back {plays}.")
        if taken.is_exact
        else translate("ExclusionWords", "Gives back about {plays}; it is counted when it is judged.")
    )
    return pattern.format(plays=count_noun(taken.plays, "play"))
