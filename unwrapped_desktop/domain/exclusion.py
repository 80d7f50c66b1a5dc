"""What a listener leaves out of the judgement: the "That was not me" of the window."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Self

HOURS_OF_DAY = range(24)
REASON_MAX_CHARACTERS = 200

Key = tuple[str, ...]


class ExclusionKind(StrEnum):
    """By what something is left out."""

    ARTIST = "artist"
    TRACK = "track"
    ALBUM = "album"
    RANGE = "range"
    HOURS = "hours"
    PRIVATE = "private"


class SuggestedReason(StrEnum):
    """Why it was not the listener: what is offered; a reason may be any text."""

    CHILD = "My child's"
    BACKGROUND = "Sleep or background"
    PARTY = "A party"
    SEASON = "Only in season"
    SOMEBODY_ELSE = "Somebody else"
    OTHER = "Other"


_FIELDS = {
    ExclusionKind.ARTIST: {"artist"},
    ExclusionKind.TRACK: {"artist", "title"},
    ExclusionKind.ALBUM: {"artist", "title"},
    ExclusionKind.RANGE: {"first", "last", "first_hour", "last_hour"},
    ExclusionKind.HOURS: {"hours"},
    ExclusionKind.PRIVATE: set[str](),
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exclusion:
    """One thing left out, and why. Two are equal when they leave out the same, whatever the reason.

    Attributes:
        kind: By what it is left out; the fields of other kinds keep their defaults.
        artist: Name of the artist, or of the artist of the song or album; compared folded (NFC, casefold).
        title: Title of the song or album; compared folded.
        first: First local date of a range.
        last: Its last local date, left out too.
        first_hour: Hour of the first date at which the range begins, 0 to 23.
        last_hour: Last hour of the last date that is still in the range, 0 to 23.
        hours: Local hours of the day, 0 to 23; ascending, each once.
        reason: Why, as the listener says it; may be empty.

    Raises:
        ValueError: A field is missing, out of its range, or of another kind; the message names it.
    """

    kind: ExclusionKind
    artist: str = ""
    title: str = ""
    first: date | None = None
    last: date | None = None
    first_hour: int = 0
    last_hour: int = 23
    hours: tuple[int, ...] = ()
    reason: str = ""

    def __post_init__(self) -> None:
        for name in ("artist", "title", "reason"):
            object.__setattr__(self, name, _plain(name, getattr(self, name)))
        object.__setattr__(self, "hours", tuple(sorted(set(self.hours))))
        self._check_fields()
        self._check_hours()
        if len(self.reason) > REASON_MAX_CHARACTERS:
            raise ValueError(f"reason: longer than {REASON_MAX_CHARACTERS} characters")

    def _check_fields(self) -> None:
        own = _FIELDS[self.kind]
        for spec in fields(self):
            value = getattr(self, spec.name)
            if spec.name in {"kind", "reason"}:
                continue
            if spec.name not in own and value != spec.default:
                raise ValueError(f"{spec.name}: not a part of the kind {self.kind}")
            if spec.name in own and (value in ("", ()) or value is None):
                raise ValueError(f"{spec.name}: needed for the kind {self.kind}")

    def _check_hours(self) -> None:
        for hour in (*self.hours, self.first_hour, self.last_hour):
            if hour not in HOURS_OF_DAY:
                raise ValueError(f"hours: {hour} is not an hour of the day")
        if self.first is None or self.last is None:
            return
        if (self.first, self.first_hour) > (self.last, self.last_hour):
            raise ValueError("first: comes after last")

    @classmethod
    def of_artist(cls, artist: str, *, reason: str = "") -> Self:
        """Leave out everything by an artist."""
        return cls(kind=ExclusionKind.ARTIST, artist=artist, reason=reason)

    @classmethod
    def of_track(cls, artist: str, title: str, *, reason: str = "") -> Self:
        """Leave out a song."""
        return cls(kind=ExclusionKind.TRACK, artist=artist, title=title, reason=reason)

    @classmethod
    def of_album(cls, artist: str, title: str, *, reason: str = "") -> Self:
        """Leave out an album."""
        return cls(kind=ExclusionKind.ALBUM, artist=artist, title=title, reason=reason)

    @classmethod
    def of_range(
        cls, first: date, last: date, *, first_hour: int = 0, last_hour: int = 23, reason: str = ""
    ) -> Self:
        """Leave out a range of dates, both with it, from an hour of the first to an hour of the last."""
        return cls(
            kind=ExclusionKind.RANGE,
            first=first,
            last=last,
            first_hour=first_hour,
            last_hour=last_hour,
            reason=reason,
        )

    @classmethod
    def of_hours(cls, hours: Iterable[int], *, reason: str = "") -> Self:
        """Leave out hours of every day."""
        return cls(kind=ExclusionKind.HOURS, hours=tuple(hours), reason=reason)

    @classmethod
    def of_private(cls, *, reason: str = "") -> Self:
        """Leave out private sessions."""
        return cls(kind=ExclusionKind.PRIVATE, reason=reason)

    @property
    def key(self) -> Key:
        """What it leaves out, as texts that compare: without the reason, names folded."""
        match self.kind:
            case ExclusionKind.RANGE:
                ends = (f"{self.first}T{self.first_hour:02d}", f"{self.last}T{self.last_hour:02d}")
                return (self.kind.value, *ends)
            case ExclusionKind.HOURS:
                return (self.kind.value, *(f"{hour:02d}" for hour in self.hours))
            case _:
                return (self.kind.value, folded(self.artist), folded(self.title))

    def __eq__(self, other: object) -> bool:
        return self.key == other.key if isinstance(other, Exclusion) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.key)


@dataclass(frozen=True, slots=True, eq=False)
class Exclusions:
    """All that is left out: in the order it was added, each thing once, with the reason given last.

    Two are equal when they leave out the same things, whatever the order and the reasons.

    Attributes:
        items: The exclusions.
    """

    items: tuple[Exclusion, ...] = ()

    def __post_init__(self) -> None:
        once = {item.key: item for item in self.items}
        object.__setattr__(self, "items", tuple(once.values()))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left out."""
        return not self.items

    @property
    def key(self) -> tuple[Key, ...]:
        """What is left out, in an order of its own and without reasons: the same things have the same key."""
        return tuple(sorted(item.key for item in self.items))

    def add(self, *added: Exclusion) -> "Exclusions":
        """Return these with others; one that is here already takes the new reason and keeps its place."""
        return Exclusions((*self.items, *added))

    def remove(self, *removed: Exclusion) -> "Exclusions":
        """Return these without others; one that is not here is passed over."""
        return Exclusions(tuple(item for item in self.items if item not in removed))

    def __iter__(self) -> Iterator[Exclusion]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __contains__(self, item: object) -> bool:
        return item in self.items

    def __eq__(self, other: object) -> bool:
        return self.key == other.key if isinstance(other, Exclusions) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.key)


def folded(name: str) -> str:
    """Return the form under which names are the same: NFC, casefolded, without white space around it."""
    return unicodedata.normalize("NFC", name).strip().casefold()


def _plain(name: str, text: str) -> str:
    """Return a text without white space around it, if it can be kept."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"{name}: holds half a character") from error
    return text.strip()
