"""What the pictures of a record are drawn from: counts in order, worked out once. Free of NumPy, as the window is."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import msgspec

from unwrapped_desktop.domain.why import Why

HOURS, WEEKDAYS = 24, 7
RANKS_MOST = 100
"""A list of songs or albums has at most this many."""

ARTISTS_MOST = 500
"""A list of artists has at most this many: enough to lay two listeners side by side."""

CURVE_STEPS = 100
"""A curve is told in at most this many steps."""

Count = Annotated[int, msgspec.Meta(ge=0)]
Month = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
Day = Annotated[tuple[Count, ...], msgspec.Meta(min_length=HOURS, max_length=HOURS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCount:
    """One calendar year.

    Attributes:
        year: Which.
        plays: Plays that began in it.
        hours: How long they took together, one decimal.
        artists: Artists with a play in it.
        is_whole: Whether the record covers it from end to end.
        is_private: Whether every one of its plays was in a private session: nobody else is told of such a year.
    """

    year: int
    plays: Count
    hours: Annotated[float, msgspec.Meta(ge=0)]
    artists: Count
    is_whole: bool
    is_private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCount:
    """One calendar month with data; a month that is missing from the record is not listed.

    Attributes:
        month: `YYYY-MM`.
        plays: Plays that began in it.
        new_artists: Artists whose first play lies in it; None in the record's first months, where nearly all are new.
        told: Rows that say whether they were skipped.
        skipped: How many of them were.
        is_private: Whether every one of its plays was in a private session: nobody else is told of such a month.
    """

    month: Month
    plays: Count
    new_artists: Count | None
    told: Count
    skipped: Count
    is_private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One place on a list of what was played most.

    Attributes:
        name: The artist, or the title.
        artist: Whose it is; empty for artists.
        plays: Plays, 1 or more.
        share_percent: Of all plays, four decimals.
        first_on: Local day of the first play outside private sessions; None where there is none, for albums, and in older
            reports.
        is_private: Whether every one of the plays was in a private session: such a name is shown to nobody else.
        why: Why it is shown to nobody else although it was played in the open: music of children, of faith or for sleep.
    """

    name: str
    artist: str
    plays: Annotated[int, msgspec.Meta(ge=1)]
    share_percent: Annotated[float, msgspec.Meta(ge=0, le=100)]
    first_on: date | None = None
    is_private: bool = False
    why: Why | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A point of the curve of concentration: so many artists, the most played first, hold so much.

    Attributes:
        artists: How many.
        share_percent: Of all plays, four decimals.
    """

    artists: Annotated[int, msgspec.Meta(ge=1)]
    share_percent: Annotated[float, msgspec.Meta(ge=0, le=100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Obsession:
    """A song that took over for a while.

    Attributes:
        song: Title.
        artist: Whose it is.
        first: First local day of the weeks in which it did.
        last: Last of them.
        plays: Plays of the song from the one to the other.
        share_percent: Of all plays meanwhile, four decimals.
        is_private: Whether all of these were in private sessions: nobody else is told of such weeks.
    """

    song: str
    artist: str
    first: date
    last: date
    plays: Annotated[int, msgspec.Meta(ge=1)]
    share_percent: Annotated[float, msgspec.Meta(ge=0, le=100)]
    is_private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Streak:
    """A run of days with a play.

    Attributes:
        first: First local day.
        last: Last.
        days: How many.
    """

    first: date
    last: date
    days: Annotated[int, msgspec.Meta(ge=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Charts:
    """What is drawn of a record. Plays are those of 30 seconds or more, by the local time at which they began.

    Attributes:
        clock: Plays by weekday (Monday first) and hour (0 to 23).
        years: Calendar years, ascending; years without plays between them too.
        months: Calendar months with data, ascending.
        artists: The most played artists, most first, at most `ARTISTS_MOST`.
        songs: The most played songs, at most `RANKS_MOST`, as albums are.
        albums: The most played albums.
        concentration: The curve from the most played artist to all of them.
        obsessions: Songs that took over, in the order of their days.
        obsessions_reason: Why there are none; None where there are some.
        streaks: The longest runs of days, longest first.
    """

    clock: Annotated[tuple[Day, ...], msgspec.Meta(min_length=WEEKDAYS, max_length=WEEKDAYS)]
    years: tuple[YearCount, ...]
    months: tuple[MonthCount, ...]
    artists: tuple[Ranked, ...]
    songs: tuple[Ranked, ...]
    albums: tuple[Ranked, ...]
    concentration: tuple[Step, ...]
    obsessions: tuple[Obsession, ...]
    obsessions_reason: str | None = None
    streaks: tuple[Streak, ...] = ()
