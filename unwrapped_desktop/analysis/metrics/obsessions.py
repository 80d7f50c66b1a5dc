"""Obsessions: songs that took over a day, a week, or the whole record. Songs are joined by artist and title."""

from dataclasses import dataclass

import numpy as np

from unwrapped_desktop.analysis.builder import Measured, percent
from unwrapped_desktop.analysis.listening import Array, Listening
from unwrapped_desktop.analysis.spans import covers, heard_days, run_bounds
from unwrapped_desktop.analysis.words import date_words
from unwrapped_desktop.domain.record import Mask

LOOP_PLAYS = 3
"""A song played so often in a row is a loop."""

OFTEN_PLAYS = 100
WINDOW_DAYS = 7
BASE_DAYS = 90
WINDOW_SHARE_RATIO = 0.2
WINDOW_PLAYS = 10
WINDOW_Z = 3.0

BURN_OUT_STARTS = 10
BURN_OUT_SONGS = 20

NO_SKIPS = "This export does not record skips."
TOO_SHORT = "The record is too short to tell an obsession from a habit."
NO_BURST = "No song took a fifth of a week's plays out of nowhere."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Days:
    """The plays of each song on each day, ordered by song, then day; a pair without plays is not listed.

    Attributes:
        song: Song code of the pair.
        day: Local day of the pair.
        plays: Plays, 1 or more.
    """

    song: Array
    day: Array
    plays: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class _Windows:
    """Seven-day windows in which a song took over, ordered by song, then last day.

    Attributes:
        song: Song code.
        last_day: Last day of the window; the song was played on it.
        plays: Plays of the song in the window.
        all_plays: Plays of everything in the window.
    """

    song: Array
    last_day: Array
    plays: Array
    all_plays: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """A while in which one song took over: its windows that overlap, taken together.

    Attributes:
        song: Song code.
        first_day: First local day of the first window.
        last_day: Last local day of the last.
        plays: Plays of the song from the one to the other.
        all_plays: Plays of everything meanwhile.
    """

    song: int
    first_day: int
    last_day: int
    plays: int
    all_plays: int


def why_no_bursts(listening: Listening) -> str | None:
    """Return why no song took over; None where one did."""
    if not _has_base(listening).any():
        return TOO_SHORT
    return None if _take_overs(listening, _song_days(listening)).song.size else NO_BURST


def bursts(listening: Listening) -> list[Burst]:
    """Return every while in which one song took over, ordered by song, then day."""
    if not _has_base(listening).any():
        return []
    windows = _take_overs(listening, _song_days(listening))
    if windows.song.size == 0:
        return []
    first, last = run_bounds(_are_apart(windows))
    return [
        _burst(listening, int(windows.song[one]), int(windows.last_day[one]), int(windows.last_day[other]))
        for one, other in zip(first.tolist(), last.tolist(), strict=True)
    ]


def _burst(listening: Listening, song: int, first_end: int, last_end: int) -> Burst:
    first_day = max(listening.first_day, first_end - WINDOW_DAYS + 1)
    days = listening.at.day[listening.plays_of_song(song)]
    place = first_day - listening.first_day
    return Burst(
        song=song,
        first_day=first_day,
        last_day=last_end,
        plays=int(((days >= first_day) & (days <= last_end)).sum()),
        all_plays=int(listening.daily_plays[place : last_end - listening.first_day + 1].sum()),
    )


def measure(listening: Listening) -> Measured:
    """Measure how far single songs went."""
    measured = Measured()
    days = _song_days(listening)
    heard = int(heard_days(listening).size)
    _state_loops(listening, heard, measured)
    _state_best_day(listening, days, heard, measured)
    _state_bursts(listening, days, measured)
    measured.fact(
        "obsessions.songs_over_100",
        int(np.sum(listening.song_plays > OFTEN_PLAYS)),
        "count",
        int(np.sum(listening.song_plays > 0)),
    )
    _state_burn_out(listening, measured)
    return measured


def _song_days(listening: Listening) -> _Days:
    song, day, plays = listening.song_days
    return _Days(song=song, day=day, plays=plays)


def _state_loops(listening: Listening, heard: int, measured: Measured) -> None:
    """State the longest loop and how many days hold one: plays of one song with no other play between them."""
    song = listening.plays.song
    first, last = run_bounds(song[1:] != song[:-1])
    length = last - first + 1
    longest = int(np.argmax(length))
    measured.fact("obsessions.longest_loop_plays", int(length[longest]), "count", len(listening))
    if length[longest] > 1:
        title, run = listening.title(int(song[first[longest]])), int(length[longest])
        is_private = listening.were_private(int(first[longest]), int(last[longest]))
        measured.fact("obsessions.longest_loop_song", title, "track", run, is_private=is_private)
    else:
        measured.unavailable("obsessions.longest_loop_song", "track", "No song was played twice in a row.")
    looped = np.unique(listening.at.day[first[length >= LOOP_PLAYS]]).size
    measured.fact("obsessions.loop_day_share", percent(looped, heard), "percent", heard)


def _state_best_day(listening: Listening, days: _Days, heard: int, measured: Measured) -> None:
    """State the most plays of one song in one day; of equal days the earliest."""
    equal = np.flatnonzero(days.plays == days.plays.max())
    best = int(equal[np.argmin(days.day[equal])])
    measured.fact("obsessions.song_day_plays", int(days.plays[best]), "count", heard)
    plays = int(days.plays[best])
    measured.fact("obsessions.song_day_song", listening.title(int(days.song[best])), "track", plays)
    measured.fact("obsessions.song_day_date", date_words(int(days.day[best])), "date", plays)


def _state_bursts(listening: Listening, days: _Days, measured: Measured) -> None:
    """State how often a song took over a week, and the week in which one did so most."""
    names = {"song": "track", "from": "date", "to": "date", "plays": "count", "share": "percent"}
    if not _has_base(listening).any():
        measured.unavailable("obsessions.bursts", "count", TOO_SHORT)
        for name, unit in names.items():
            measured.unavailable(f"obsessions.biggest_{name}", unit, TOO_SHORT)
        return
    windows = _take_overs(listening, days)
    measured.fact("obsessions.bursts", _count_bursts(windows), "count", len(listening))
    if windows.song.size == 0:
        for name, unit in names.items():
            measured.unavailable(f"obsessions.biggest_{name}", unit, NO_BURST)
        return
    best = int(np.lexsort((windows.song, windows.last_day, -windows.plays))[0])
    plays, all_plays = int(windows.plays[best]), int(windows.all_plays[best])
    last = int(windows.last_day[best])
    measured.fact("obsessions.biggest_song", listening.title(int(windows.song[best])), "track", plays)
    measured.fact("obsessions.biggest_from", date_words(last - WINDOW_DAYS + 1), "date", plays)
    measured.fact("obsessions.biggest_to", date_words(last), "date", plays)
    measured.fact("obsessions.biggest_plays", plays, "count", all_plays)
    measured.fact("obsessions.biggest_share", percent(plays, all_plays), "percent", all_plays)


def _has_base(listening: Listening) -> Mask:
    """Return for each day of the record whether a window that ends on it has a base before it without missing months."""
    last = np.arange(listening.first_day, listening.last_day + 1)
    return covers(listening, last - (WINDOW_DAYS + BASE_DAYS - 1), last)


def _take_overs(listening: Listening, days: _Days) -> _Windows:
    """Return the windows in which one song took over.

    The song holds at least a fifth of all plays of the seven days, at least `WINDOW_PLAYS`, and lies more than three
    standard deviations above its own rate in the `BASE_DAYS` days before, for counts as of Poisson 1837: the variance
    is the mean, here at least one play. A rule in the spirit of the bursts of Kleinberg 2002, and easier to check by
    hand.
    """
    place = days.day - listening.first_day
    total = np.concatenate(([0], np.cumsum(listening.daily_plays)))
    all_plays = (total[1:] - total[np.maximum(np.arange(1, total.size) - WINDOW_DAYS, 0)])[place]
    until = np.concatenate(([0], np.cumsum(days.plays)))
    # A window holds at most seven pairs: what even these could not reach need not be looked up.
    most = until[1:] - until[np.maximum(np.arange(1, until.size) - WINDOW_DAYS, 0)]
    needed = np.maximum(WINDOW_SHARE_RATIO * all_plays, WINDOW_PLAYS)
    chosen = np.flatnonzero((most >= needed) & _has_base(listening)[place])
    keys = days.song * (listening.span_days + WINDOW_DAYS + BASE_DAYS) + place
    begin = np.searchsorted(keys, keys[chosen] - (WINDOW_DAYS - 1))
    before = np.searchsorted(keys, keys[chosen] - (WINDOW_DAYS + BASE_DAYS - 1))
    plays = until[chosen + 1] - until[begin]
    expected = (until[begin] - until[before]) * (WINDOW_DAYS / BASE_DAYS)
    z = (plays - expected) / np.sqrt(np.maximum(expected, 1.0))
    fits = (plays >= needed[chosen]) & (z > WINDOW_Z)
    kept = chosen[fits]
    return _Windows(
        song=days.song[kept], last_day=days.day[kept], plays=plays[fits], all_plays=all_plays[kept]
    )


def _count_bursts(windows: _Windows) -> int:
    """Return how many obsessions there were: windows of one song that overlap are one."""
    if windows.song.size == 0:
        return 0
    return int(_are_apart(windows).sum()) + 1


def _are_apart(windows: _Windows) -> Mask:
    """Return for all windows but the first whether they are another obsession than the one before."""
    apart: Mask = (np.diff(windows.song) != 0) | (np.diff(windows.last_day) >= WINDOW_DAYS)
    return apart


def _state_burn_out(listening: Listening, measured: Measured) -> None:
    """State after how many starts half of the songs had been skipped for the first time."""
    name = "obsessions.starts_before_first_skip"
    if not listening.has_skips:
        measured.unavailable(name, "count", NO_SKIPS)
        return
    before, was_skipped = _starts_before_first_skip(listening)
    if before.size < BURN_OUT_SONGS:
        measured.unavailable(name, "count", "Too few songs were started often enough to tell when they tire.")
        return
    middle = _median_survival(before, was_skipped)
    if middle is None:
        measured.unavailable(name, "count", "More than half of the songs were never skipped.")
    else:
        measured.fact(name, middle, "count", int(before.size))


def _starts_before_first_skip(listening: Listening) -> tuple[Array, Mask]:
    """Return for each song with `BURN_OUT_STARTS` starts or more those before its first skip, and whether it had one."""
    told = listening.rows.skipped >= 0
    song, skipped = listening.rows.song[told], listening.rows.skipped[told] == 1
    songs = len(listening.record.names.song_titles)
    first = np.full(songs, song.size, dtype=np.int64)
    # Of several values for one place the last is kept: backwards it is the first.
    places = np.flatnonzero(skipped)[::-1]
    first[song[places]] = places
    before = np.bincount(song[np.arange(song.size) < first[song]], minlength=songs)
    enough = np.bincount(song, minlength=songs) >= BURN_OUT_STARTS
    return before[enough], (first < song.size)[enough]


def _median_survival(before: Array, was_skipped: Mask) -> int | None:
    """Return the median number of starts before the first skip, None if less than half of the songs came to one.

    The product-limit estimate of Kaplan & Meier 1958: a song that was never skipped counts for as long as it was
    watched, and not as one that would never have been.
    """
    length = int(before.max()) + 2
    skips = np.bincount(before[was_skipped], minlength=length)
    unskipped = np.bincount(before[~was_skipped], minlength=length)
    left = np.cumsum(skips) + np.cumsum(unskipped)
    at_risk = before.size - (left - skips)
    survival = np.cumprod(1.0 - skips / np.maximum(at_risk, 1))
    reached = np.flatnonzero(survival <= 0.5)
    return int(reached[0]) if reached.size else None
