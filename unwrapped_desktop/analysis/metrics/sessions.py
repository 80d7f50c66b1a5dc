"""Sessions and streaks: plays without a long pause, days without a silent one."""

import numpy as np

from unwrapped_desktop.analysis.builder import Measured, percent
from unwrapped_desktop.analysis.listening import Array, Listening
from unwrapped_desktop.analysis.spans import heard_days, months_of, run_bounds
from unwrapped_desktop.analysis.words import date_words, month_of_day

SESSION_GAP_S = 30 * 60
"""A longer pause ends a session: the 30 minutes of web logs (Catledge & Pitkow 1995)."""

OTHER_GAP_S = 20 * 60
"""The same with another gap, to show how much hangs on the choice."""

SHARED_PLAYS = 4
"""A session of fewer plays tells nothing about how many artists share one."""

SESSIONS_NEEDED = 10
STREAK_DAYS = 7

TOO_FEW_SESSIONS = "Too few sessions to speak of a usual one."


def measure(listening: Listening) -> Measured:
    """Measure how plays hang together in time."""
    measured = Measured()
    started_s, pauses_s = listening.started_at_s, listening.pauses_s
    first, last = run_bounds(pauses_s > SESSION_GAP_S)
    measured.fact("sessions.sessions", int(first.size), "count", len(listening))
    others = int(np.sum(pauses_s > OTHER_GAP_S)) + 1
    measured.fact("sessions.sessions_at_20_minutes", others, "count", len(listening))
    # Plays that overlap may have begun before the one that is listed first.
    length_s = listening.plays.ended_at_s[last] - np.minimum.reduceat(started_s, first)
    _state_sessions(listening, first, last, length_s, measured)
    days = heard_days(listening)
    _state_usual_session(days, last - first + 1, length_s, measured)
    _state_one_artist(listening, first, last, measured)
    _state_streaks(listening, days, measured)
    return measured


def _state_sessions(
    listening: Listening, first: Array, last: Array, length_s: Array, measured: Measured
) -> None:
    """State the longest session and the day it began on; of equals the earliest."""
    longest, sessions = int(np.argmax(length_s)), int(first.size)
    begin, end = int(first[longest]), int(last[longest])
    is_private = listening.were_private(begin, end)
    hours = round(int(length_s[longest]) / 3_600, 1)
    measured.fact("sessions.longest_hours", hours, "count", sessions, is_private=is_private)
    day = date_words(int(listening.at.day[begin]))
    measured.fact("sessions.longest_date", day, "date", sessions, is_private=is_private)


def _state_usual_session(heard: Array, plays: Array, length_s: Array, measured: Measured) -> None:
    """State length and plays of the middle session, and how many there are on a day with plays."""
    sessions, days = int(plays.size), int(heard.size)
    if sessions < SESSIONS_NEEDED:
        measured.unavailable("sessions.median_minutes", "minutes", TOO_FEW_SESSIONS)
        measured.unavailable("sessions.median_plays", "count", TOO_FEW_SESSIONS)
        measured.unavailable("sessions.per_day", "count", TOO_FEW_SESSIONS)
        return
    measured.fact("sessions.median_minutes", round(float(np.median(length_s)) / 60, 1), "minutes", sessions)
    measured.fact("sessions.median_plays", round(float(np.median(plays)), 1), "count", sessions)
    measured.fact("sessions.per_day", round(sessions / days, 1), "count", days)


def _state_one_artist(listening: Listening, first: Array, last: Array, measured: Measured) -> None:
    """State how many sessions of `SHARED_PLAYS` plays or more belong to one artist alone."""
    artist = listening.plays.artist
    changes = np.concatenate(([0], np.cumsum(artist[1:] != artist[:-1])))
    long_enough = last - first + 1 >= SHARED_PLAYS
    alone = (changes[last] == changes[first]) & long_enough
    sessions = int(long_enough.sum())
    if sessions < SESSIONS_NEEDED:
        measured.unavailable("sessions.one_artist_share", "percent", TOO_FEW_SESSIONS)
        return
    measured.fact("sessions.one_artist_share", percent(int(alone.sum()), sessions), "percent", sessions)


def _state_streaks(listening: Listening, days: Array, measured: Measured) -> None:
    """State runs of days with a play, and of days without one; `days` are those with one."""
    first, last = run_bounds(np.diff(days) != 1)
    measured.fact("streaks.weeks_or_longer", int(np.sum(last - first + 1 >= STREAK_DAYS)), "count", days.size)
    measured.fact(
        "streaks.longest_from", date_words(int(days[first[np.argmax(last - first)]])), "date", days.size
    )
    covered = _covered_days(listening)
    measured.fact("streaks.active_day_share", percent(days.size, covered), "percent", covered)
    _state_dry_spell(days, covered, measured)
    _state_artist_streak(listening, days.size, measured)


def _covered_days(listening: Listening) -> int:
    """Return the days from the first play to the last, without months that are missing from the record."""
    days = np.arange(listening.first_day, listening.last_day + 1)
    return int(np.isin(months_of(days), listening.months_heard).sum())


def _state_dry_spell(days: Array, covered: int, measured: Measured) -> None:
    """State the longest silence between two plays; one that spans a month without data may be none and is left out."""
    silent = np.diff(days) - 1
    for place in np.argsort(-silent, kind="stable"):
        begin, end = int(days[place]), int(days[place + 1])
        if silent[place] > 0 and month_of_day(end) - month_of_day(begin) <= 1:
            measured.fact("streaks.dry_spell_days", int(silent[place]), "count", covered)
            measured.fact("streaks.dry_spell_from", date_words(begin + 1), "date", covered)
            return
    measured.fact("streaks.dry_spell_days", 0, "count", covered)
    measured.unavailable("streaks.dry_spell_from", "date", "No day of the record passed without a play.")


def _state_artist_streak(listening: Listening, heard: int, measured: Measured) -> None:
    """State the most days in a row with a play of one artist; of equal streaks the earliest."""
    artists, on_days, _ = listening.artist_days
    keys = artists * (listening.span_days + 1) + on_days - listening.first_day
    first, last = run_bounds(np.diff(keys) != 1)
    length = last - first + 1
    equal = np.flatnonzero(length == length.max())
    best = int(equal[np.argmin(keys[first[equal]] % (listening.span_days + 1))])
    days = int(length[best])
    if days < 2:
        reason = "No artist was played on two days in a row."
        measured.unavailable("streaks.artist_streak_days", "count", reason)
        measured.unavailable("streaks.artist_streak_artist", "artist", reason)
        return
    artist = listening.artist(int(keys[first[best]] // (listening.span_days + 1)))
    measured.fact("streaks.artist_streak_days", days, "count", heard)
    measured.fact("streaks.artist_streak_artist", artist, "artist", days)
