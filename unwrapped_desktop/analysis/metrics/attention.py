"""Attention: how soon songs are left, which ones, and at what hour. Over all rows, the short ones too."""

import numpy as np

from unwrapped_desktop.analysis.builder import Measured, percent
from unwrapped_desktop.analysis.listening import Array, Listening
from unwrapped_desktop.analysis.stats import descending
from unwrapped_desktop.analysis.words import time_words
from unwrapped_desktop.domain.record import PLAY_MIN_MS

INSTANT_MS = 5_000
FAVOURITES = 50
FAVOURITE_PLAYS = 20
"""Favourites are the most played songs, as long as they have this many plays."""

FAVOURITES_NEEDED = 10
SONG_STARTS = 20
HOUR_STARTS = 100
HOURS_NEEDED = 6

NO_SKIPS = "This export does not record skips."
NO_ENDINGS = "This export does not record how songs end."

SKIP_FACTS = (
    ("attention.skipped_in_5_seconds_share", "percent"),
    ("attention.skipped_in_30_seconds_share", "percent"),
    ("attention.favourite_skip_share", "percent"),
    ("attention.other_skip_share", "percent"),
    ("attention.hypocrisy_points", "percent"),
    ("attention.most_skipped_song", "track"),
    ("attention.most_skipped_share", "percent"),
    ("attention.skippiest_hour", "time"),
    ("attention.skippiest_hour_share", "percent"),
)


def measure(listening: Listening) -> Measured:
    """Measure how long songs keep their listener."""
    measured = Measured()
    _state_short_starts(listening, measured)
    _state_abandoned(listening, measured)
    if not listening.has_skips:
        for name, unit in SKIP_FACTS:
            measured.unavailable(name, unit, NO_SKIPS)
        return measured
    _state_speed(listening, measured)
    starts, skips = listening.song_skips
    _state_favourites(listening, starts, skips, measured)
    _state_most_skipped(listening, starts, skips, measured)
    _state_hour(listening, measured)
    return measured


def _state_short_starts(listening: Listening, measured: Measured) -> None:
    """State how many starts did not become a play, and how much of all time they took."""
    played_ms = listening.rows.played_ms.astype(np.int64)
    short = played_ms < PLAY_MIN_MS
    starts, all_ms = len(listening.rows), int(played_ms.sum())
    measured.fact("attention.short_start_share", percent(int(short.sum()), starts), "percent", starts)
    measured.fact(
        "attention.short_start_time_share", percent(int(played_ms[short].sum()), all_ms), "percent", starts
    )


def _state_abandoned(listening: Listening, measured: Measured) -> None:
    """State how many starts were neither skipped nor played to their end: stopped, closed, or cut off."""
    if not (listening.has_skips and listening.has_endings):
        reason = NO_ENDINGS if listening.has_skips else NO_SKIPS
        measured.unavailable("attention.abandoned_share", "percent", reason)
        return
    rows = listening.rows
    told = (rows.skipped >= 0) & (rows.finished >= 0)
    starts = int(told.sum())
    if starts == 0:
        measured.unavailable("attention.abandoned_share", "percent", NO_ENDINGS)
        return
    left = int(np.sum((rows.skipped == 0) & (rows.finished == 0)))
    measured.fact("attention.abandoned_share", percent(left, starts), "percent", starts)


def _state_speed(listening: Listening, measured: Measured) -> None:
    """State the share of starts skipped at once, as the skip types of Brost et al. 2019."""
    rows = listening.rows
    starts, skipped_ms = int(np.sum(rows.skipped >= 0)), rows.played_ms[rows.skipped == 1]
    for name, limit_ms in (("5", INSTANT_MS), ("30", PLAY_MIN_MS)):
        quick = int(np.sum(skipped_ms < limit_ms))
        measured.fact(f"attention.skipped_in_{name}_seconds_share", percent(quick, starts), "percent", starts)


def _state_favourites(listening: Listening, starts: Array, skips: Array, measured: Measured) -> None:
    """State the skip share of the most played songs, of all others, and the first less the second in points."""
    ranking = descending(listening.song_plays)[:FAVOURITES]
    favourites = ranking[listening.song_plays[ranking] >= FAVOURITE_PLAYS]
    theirs = int(starts[favourites].sum())
    others = int(starts.sum()) - theirs
    names = ("attention.favourite_skip_share", "attention.other_skip_share", "attention.hypocrisy_points")
    if favourites.size < FAVOURITES_NEEDED or min(theirs, others) < HOUR_STARTS:
        for name in names:
            measured.unavailable(
                name, "percent", "Too few songs are played often enough to be called favourites."
            )
        return
    skipped = int(skips[favourites].sum())
    shares = percent(skipped, theirs), percent(int(skips.sum()) - skipped, others)
    measured.fact(names[0], shares[0], "percent", theirs)
    measured.fact(names[1], shares[1], "percent", others)
    measured.fact(names[2], round(shares[0] - shares[1], 4), "percent", theirs + others)


def _state_most_skipped(listening: Listening, starts: Array, skips: Array, measured: Measured) -> None:
    """State the song most likely to be skipped, by the lower end of the interval of its share (Wilson 1927)."""
    enough = np.flatnonzero((starts >= SONG_STARTS) & (skips > 0))
    if enough.size == 0:
        reason = f"No song that was started {SONG_STARTS} times was ever skipped."
        measured.unavailable("attention.most_skipped_song", "track", reason)
        measured.unavailable("attention.most_skipped_share", "percent", reason)
        return
    song = int(enough[np.argmax(_lower_ends(skips[enough], starts[enough]))])
    count = int(starts[song])
    measured.fact("attention.most_skipped_song", listening.title(song), "track", count)
    measured.fact("attention.most_skipped_share", percent(int(skips[song]), count), "percent", count)


def _lower_ends(successes: Array, trials: Array) -> np.ndarray:
    """Return the lower ends of the 90 % Wilson score intervals of many shares at once (Wilson 1927)."""
    z = 1.645
    share = successes / trials
    half = z * np.sqrt(share * (1 - share) / trials + z * z / (4.0 * trials * trials))
    lower: np.ndarray = (share + z * z / (2 * trials) - half) / (1 + z * z / trials)
    return lower


def _state_hour(listening: Listening, measured: Measured) -> None:
    """State the hour at which the largest share of starts is skipped, of the hours with `HOUR_STARTS` or more."""
    cells = listening.rows_at.hour * 3 + listening.rows.skipped + 1
    _, unskipped, skips = np.bincount(cells, minlength=24 * 3).reshape(24, 3).T
    starts = unskipped + skips
    enough = starts >= HOUR_STARTS
    if enough.sum() < HOURS_NEEDED:
        reason = "Too few hours of the day hold enough starts to compare them."
        measured.unavailable("attention.skippiest_hour", "time", reason)
        measured.unavailable("attention.skippiest_hour_share", "percent", reason)
        return
    best = int(np.argmax(np.where(enough, skips / np.maximum(starts, 1), -1.0)))
    count = int(starts[best])
    measured.fact("attention.skippiest_hour", time_words(best * 60), "time", count)
    measured.fact("attention.skippiest_hour_share", percent(int(skips[best]), count), "percent", count)
