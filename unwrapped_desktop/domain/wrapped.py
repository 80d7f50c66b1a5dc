"""Spotify's yearly review beside the full count of the same calendar year. Free of NumPy.

A review counts from 1 January to some day in November, plays of 30 seconds and more outside private sessions. Which day
is told nowhere: one is assumed (`assumed_last_day`), and every figure that rests on it says so.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

import msgspec

WRAPPED_END_MONTH, WRAPPED_END_DAY = 11, 15
"""The last day that a review is taken to count: mid-November (Spotify newsroom, "Wrapped methodology explained", 2025)."""

ADDRESSES_MOST = 100
"""So many addresses of a list are looked up; a list of Spotify's has far fewer, and a hostile file far more."""

LISTED_MOST = 20
"""So many places of a list are told."""

WEEKS_NAMES = 5
"""So many names are told of the weeks that a review leaves out."""

YEARS_MOST = 40
"""There is no review of more years: Spotify began in 2006."""

Count = Annotated[int, msgspec.Meta(ge=0)]
Rank = Annotated[int, msgspec.Meta(ge=1)]
Year = Annotated[int, msgspec.Meta(ge=1, le=9999)]


def assumed_last_day(year: int) -> date:
    """Return the last day that the review of a year is taken to count."""
    return date(year, WRAPPED_END_MONTH, WRAPPED_END_DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an artist or a song stands in one count.

    Attributes:
        plays: Plays of 30 seconds or more, 1 or more.
        minutes: What they took together, rounded half up.
        rank: Place by plays, 1 for the first; those with as many plays share one.
        rank_by_time: Place by the time played.
    """

    plays: Annotated[int, msgspec.Meta(ge=1)]
    minutes: Count
    rank: Rank
    rank_by_time: Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedName:
    """One place on a list of the review.

    Attributes:
        place: Which, from 1.
        state: `named`: the address is explained; `left_out`: it is, by what the listener has left out of the verdict;
            `unknown`: neither the record nor the library explains it.
        name: The artist, or the title; empty where it is unknown or left out.
        artist: Whose song it is; empty for artists.
        then: Where it stands up to the assumed last day, outside private sessions; None without a play.
        year: Where it stands in the whole year; None without a play, and where nothing is compared.
    """

    place: Rank
    state: Literal["named", "left_out", "unknown"]
    name: str = ""
    artist: str = ""
    then: Standing | None = None
    year: Standing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedName:
    """One of the most played of the whole year.

    Attributes:
        name: The artist, or the title.
        artist: Whose song it is; empty for artists.
        year: Where it stands in the whole year.
        then: Where it stands up to the assumed last day, outside private sessions; None without a play.
        place: Its place on the list of the review; None where it is not seen there.
    """

    name: str
    artist: str = ""
    year: Standing
    then: Standing | None = None
    place: Rank | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedList:
    """A list of the review beside the count.

    Attributes:
        listed: The list, in order; at most `LISTED_MOST` places.
        length: Places that it has in all, as far as they were looked up.
        unknown: How many of them nothing here explains.
        left_out: How many of them the listener has left out.
        counted: The most played of the whole year, the most played first.
    """

    listed: tuple[ListedName, ...] = ()
    length: Count = 0
    unknown: Count = 0
    left_out: Count = 0
    counted: tuple[CountedName, ...] = ()

    @property
    def missing(self) -> tuple[CountedName, ...]:
        """Who is among the most played of the year, as many as the list has places for them, and not on it.

        Nobody where the list has a place that nothing explains: it might be theirs. Whoever is left out keeps a place.
        """
        return tuple(one for one in self.counted[: self.places] if one.place is None)

    @property
    def places(self) -> int:
        """How many of the most played the list has a place for, as far as can be told: none with an unknown one."""
        return 0 if self.unknown else self.length - self.left_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A stretch of days, counted.

    Attributes:
        first: First local day.
        last: Last local day.
        plays: Plays of 30 seconds or more.
        minutes: What they took together, rounded half up.
        artists: Artists with one of them.
        songs: Songs with one of them.
    """

    first: date
    last: date
    plays: Count
    minutes: Count
    artists: Count
    songs: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeksName:
    """Who was played most in the weeks that a review leaves out.

    Attributes:
        name: The artist, or the title.
        artist: Whose song it is; empty for artists.
        plays: Plays in these weeks, 1 or more.
        then: Where it stood up to the assumed last day; None without a play.
        year: Where it stands in the whole year.
    """

    name: str
    artist: str = ""
    plays: Annotated[int, msgspec.Meta(ge=1)]
    then: Standing | None = None
    year: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedYear:
    """The review of one year beside the record.

    Attributes:
        year: Which.
        reason: Why nothing is compared; None where it is.
        spotify_minutes: Minutes listened by the review, podcasts included; None where it does not say.
        spotify_artists: Different artists by the review; None where it does not say.
        artists: Its list of artists.
        songs: Its list of songs.
        then: The count up to the assumed last day, outside private sessions; None where nothing is compared.
        private_plays: Plays in private sessions up to that day.
        weeks: The days after it, to the end of the year or of the record; None without such days.
        whole: The whole year, as far as the record goes; None where nothing is compared.
        weeks_artists: Who was played most in the weeks, at most `WEEKS_NAMES`.
        weeks_songs: Likewise songs.
        reached_from: The first day on which the record has as many minutes of this year as the review, short rows and
            private sessions included; None where that is not told, or podcasts were set aside.
        reached_to: The last such day, counted without them; None where the year does not get so far.
        receipts: Ids of the receipts that prove it.
    """

    year: Year
    reason: str | None = None
    spotify_minutes: Count | None = None
    spotify_artists: Count | None = None
    artists: ReviewedList
    songs: ReviewedList
    then: Tally | None = None
    private_plays: Count = 0
    weeks: Tally | None = None
    whole: Tally | None = None
    weeks_artists: tuple[WeeksName, ...] = ()
    weeks_songs: tuple[WeeksName, ...] = ()
    reached_from: date | None = None
    reached_to: date | None = None
    receipts: tuple[str, ...] = ()
