"""The year and the life: what account data alone would have said, against the extended history that took its place."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from unwrapped_desktop.analysis.builder import FindingBuilder, Measured, percent
from unwrapped_desktop.analysis.listening import DAY_S, Array, Listening, local_seconds
from unwrapped_desktop.analysis.stats import beyond, descending
from unwrapped_desktop.analysis.words import date_words, month_of_day
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.record import Mask
from unwrapped_desktop.domain.report import Value

MINUTE_S = 60
YEAR_LASTS_DAYS = (300, 400)
"""Account data that lasts shorter or longer is not called a year."""

YEAR_PLAYS = 100
REST_PLAYS = 500
REST_DAYS = 365
YEAR_SHARE_MAX = 0.6
"""A year that holds more of the plays is nearly the whole life: there is little to hide."""

CLEAR_LEAD = 1.25
STRIKING_RANK = 3
"""Where the first and the second have changed places, nothing was hidden."""

FAVOURITE_PLAYS = 20
TOP_ARTISTS = 5
TOP_TWENTY = 20
HIDDEN_PLAYS = 50
GLANCES = 3
"""So few plays in a year are as good as none, beside a hundred or more in the life."""

REGULAR_PLAYS = 20
REGULARS = 20

ONE_KIND = "Only one kind of history was handed over."
NOT_A_YEAR = "The account data handed over does not last about a year."
FEW_PLAYS = "The year of the account data holds too few plays."

FACTS = (
    ("year_plays", "count"),
    ("year_share", "percent"),
    ("artists_outside_year", "count"),
    ("artists_outside_year_share", "percent"),
    ("songs_outside_year", "count"),
    ("songs_outside_year_share", "percent"),
    ("top_artists_outside_year", "count"),
    ("fullest_year", "year"),
    ("fullest_year_plays", "count"),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Year:
    """The time of the account data within the record.

    Attributes:
        first_day: Local day on which its first row ended.
        last_day: Local day on which its last row ended.
        plays: Number of plays in it.
        artists: Plays in it by artist code.
        songs: Plays in it by song code.
        month_artists: Plays by artist code in all calendar months it touches: what a month's name promises.
    """

    first_day: int
    last_day: int
    plays: int
    artists: Array
    songs: Array
    month_artists: Array


def measure(listening: Listening) -> Measured:
    """Measure what a year of account data would have kept from the life."""
    measured = Measured()
    year = _year(listening)
    if isinstance(year, str):
        for name, unit in FACTS:
            measured.unavailable(f"life.{name}", unit, year)
        return measured
    _state_facts(listening, year, measured)
    if not _leaves_a_life(listening, year):
        return measured
    favourite = _year_favourite(listening, year)
    named = set() if favourite is None else {favourite.value("artist"), favourite.value("favourite")}
    candidates = (favourite, _year_hidden(listening, year, named), _year_absent(listening, year))
    measured.findings.extend(finding for finding in candidates if finding is not None)
    return measured


def _year(listening: Listening) -> _Year | str:
    """Return the year, or the reason why there is none."""
    bounds = listening.record.year_s
    if bounds is None:
        return ONE_KIND
    first_day, last_day = (int(day) for day in local_seconds(np.array(bounds), listening.zone) // DAY_S)
    shortest, longest = YEAR_LASTS_DAYS
    if not shortest <= last_day - first_day + 1 <= longest:
        return NOT_A_YEAR
    # Account data names the minute only: its last row may have ended up to the end of that minute.
    ended = listening.plays.ended_at_s
    within = (ended >= bounds[0]) & (ended < bounds[1] + MINUTE_S)
    if np.sum(within) < YEAR_PLAYS:
        return FEW_PLAYS
    months = (listening.at.month >= month_of_day(first_day)) & (listening.at.month <= month_of_day(last_day))
    return _Year(
        first_day=first_day,
        last_day=last_day,
        plays=int(np.sum(within)),
        artists=_counted(listening.plays.artist, within, listening.artist_plays.size),
        songs=_counted(listening.plays.song, within, listening.song_plays.size),
        month_artists=_counted(listening.plays.artist, months | within, listening.artist_plays.size),
    )


def _counted(codes: np.ndarray, mask: Mask, items: int) -> Array:
    return np.bincount(codes[mask], minlength=items).astype(np.int64)


def _state_facts(listening: Listening, year: _Year, measured: Measured) -> None:
    plays = len(listening)
    measured.fact("life.year_plays", year.plays, "count", plays)
    measured.fact("life.year_share", percent(year.plays, plays), "percent", plays)
    for name, life, within in (
        ("artists", listening.artist_plays, year.artists),
        ("songs", listening.song_plays, year.songs),
    ):
        every, outside = int(np.sum(life > 0)), int(np.sum((life > 0) & (within == 0)))
        measured.fact(f"life.{name}_outside_year", outside, "count", every)
        measured.fact(f"life.{name}_outside_year_share", percent(outside, every), "percent", every)
    top = descending(listening.artist_plays)[:TOP_TWENTY]
    measured.fact("life.top_artists_outside_year", int(np.sum(year.artists[top] == 0)), "count", top.size)
    by_year = listening.artist_year_plays.sum(axis=1)
    fullest = int(np.argmax(by_year))
    measured.fact("life.fullest_year", int(listening.years[fullest]), "year", plays)
    measured.fact("life.fullest_year_plays", int(by_year[fullest]), "count", plays)


def _leaves_a_life(listening: Listening, year: _Year) -> bool:
    """Whether the record holds far more than the year, and the year is whole."""
    rest = len(listening) - year.plays
    return (
        rest >= REST_PLAYS
        and year.plays <= YEAR_SHARE_MAX * len(listening)
        and listening.span_days - (year.last_day - year.first_day + 1) >= REST_DAYS
        and listening.has_data_between(year.first_day, year.last_day)
    )


def _rank(counts: Array, item: int) -> int:
    """Return the place of an item by plays; equals share the better place."""
    return int(np.sum(counts > counts[item])) + 1


def _builder(listening: Listening, year: _Year, name: str, title: str) -> FindingBuilder:
    builder = FindingBuilder(
        id=name,
        title=title,
        population=f"plays of 30 seconds or more; the year is the time of the account data, {listening.zone_name}",
    )
    builder.row("the year begins", date_words(year.first_day), "date", slot="from")
    builder.row("the year ends", date_words(year.last_day), "date", slot="to")
    return builder


def _year_favourite(listening: Listening, year: _Year) -> Finding | None:
    """Find that somebody else leads the year than the life, each by a clear lead over the other."""
    life = listening.artist_plays
    new, old = int(np.argmax(year.artists)), int(np.argmax(life))
    leads = (
        np.sum(year.artists == year.artists[new]) == 1
        and np.sum(life == life[old]) == 1
        and year.artists[new] >= max(CLEAR_LEAD * year.artists[old], FAVOURITE_PLAYS)
        and life[old] >= CLEAR_LEAD * life[new]
        and (year.artists[old] > 0 or year.month_artists[old] == 0)
    )
    if new == old or not leads or not (listening.targets[new] and listening.targets[old]):
        return None
    life_rank = _rank(life, new)
    year_rank = _rank(year.artists, old) if year.artists[old] else None
    if life_rank < STRIKING_RANK and year_rank is not None and year_rank < STRIKING_RANK:
        return None
    builder = _builder(listening, year, "year_favourite", "The favourite of the year, and of the life")
    builder.row("most played in the year", listening.artist(new), "artist", slot="artist")
    builder.row("plays in the year", int(year.artists[new]), slot="year_plays")
    builder.row("plays in the whole record", int(life[new]), slot="life_plays")
    builder.row("rank in the whole record", life_rank, slot="life_rank")
    builder.total("most played in the whole record", listening.artist(old), "artist", slot="favourite")
    builder.total("plays in the whole record", int(life[old]), slot="favourite_plays")
    builder.total("plays in the year", int(year.artists[old]), slot="favourite_year_plays")
    if year_rank is not None:
        builder.total("rank in the year", year_rank, slot="favourite_rank")
    fall = 1.0 if year_rank is None else beyond(year_rank, 2, 15)
    return builder.finding(0.5 + 0.3 * fall + 0.2 * beyond(life_rank, 2, 12))


def _year_hidden(listening: Listening, year: _Year, named: Collection[Value]) -> Finding | None:
    """Find the highest of the life's five whom the year hardly knows; `named` are spoken of already."""
    life = listening.artist_plays
    for artist in descending(life)[:TOP_ARTISTS]:
        plays, glances = int(life[artist]), int(year.artists[artist])
        hidden = glances == 0 or (glances <= GLANCES and plays >= 2 * HIDDEN_PLAYS)
        fits = hidden and plays >= HIDDEN_PLAYS and glances == year.month_artists[artist]
        if fits and listening.targets[artist] and listening.artist(artist) not in named:
            return _hidden(listening, year, int(artist))
    return None


def _hidden(listening: Listening, year: _Year, artist: int) -> Finding:
    plays, last = int(listening.artist_plays[artist]), int(listening.artist_last_day[artist])
    builder = _builder(listening, year, "year_hidden", listening.artist(artist))
    builder.row("artist", listening.artist(artist), "artist", slot="artist")
    builder.row("rank in the whole record", _rank(listening.artist_plays, artist), slot="rank")
    builder.row("plays in the whole record", plays, slot="plays")
    builder.row("plays in the year", int(year.artists[artist]), slot="year_plays")
    # Months missing since might hold a later play.
    if last < year.first_day and listening.has_data_between(last, year.first_day):
        builder.total("last play", date_words(last), "date", slot="date")
    return builder.finding(0.4 + 0.4 * beyond(plays / len(listening), 0.01, 0.08))


def _year_absent(listening: Listening, year: _Year) -> Finding | None:
    """Find that half or more of the life's regular artists have no play in the year."""
    regular = listening.artist_plays >= REGULAR_PLAYS
    absent = regular & (year.artists == 0)
    regulars, missing = int(regular.sum()), int(absent.sum())
    if regulars < REGULARS or missing * 2 < regulars:
        return None
    builder = _builder(listening, year, "year_absent", "The life's regulars in the year")
    builder.row(f"artists with {REGULAR_PLAYS} plays or more in the whole record", regulars, slot="regulars")
    builder.row("of these without a play in the year", missing, slot="absent")
    builder.row("of these with one", regulars - missing)
    builder.total("share without", percent(missing, regulars), "percent", slot="share")
    builder.total("their plays in the whole record", int(listening.artist_plays[absent].sum()), slot="plays")
    return builder.finding(0.25 + 0.5 * beyond(missing / regulars, 0.5, 0.9))
