"""The clock: which hours plays begin in, and how regular that is. Local time of the listener's zone."""

import numpy as np

from unwrapped_desktop.analysis.builder import Measured, percent
from unwrapped_desktop.analysis.listening import Array, Listening
from unwrapped_desktop.analysis.stats import effective_number, half_up
from unwrapped_desktop.analysis.words import time_words

SATURDAY = 5
SIDE_PLAYS = 50
"""Weekdays and weekends are compared if each holds so many plays."""

RAYLEIGH_Z = 3.0
"""n R^2 above this rejects that hours are spread evenly, at 5 % (Rayleigh's test, Mardia 1972)."""

LEAST_CONCENTRATION = 0.05
NO_MIDDLE = "Plays are spread too evenly round the clock to have a middle."
ONE_SIDED = "Too few plays on weekdays or on weekends to compare them."


def measure(listening: Listening) -> Measured:
    """Measure the hours of the day, by the start of each play."""
    measured = Measured()
    by_hour = listening.plays_by_weekday_and_hour
    _state_middle(listening, measured)
    _state_regularity(by_hour.sum(axis=0), measured)
    _state_weekend(by_hour, measured)
    return measured


def _state_middle(listening: Listening, measured: Measured) -> None:
    """State the circular mean of the starts, to the nearest hour, and how closely they keep to it.

    Mardia 1972: each start is an angle; the direction of the mean vector is the mean time, its length 0 (spread all
    round the clock) to 1 (always the same minute). Unlike an ordinary mean it knows that 23:00 and 1:00 meet at 0:00.
    """
    plays = len(listening)
    minutes = np.bincount(listening.at.minute, minlength=1_440)
    angle = (np.arange(1_440) + 0.5) * (2 * np.pi / 1_440)
    x, y = float(minutes @ np.cos(angle)) / plays, float(minutes @ np.sin(angle)) / plays
    length = min(float(np.hypot(x, y)), 1.0)
    measured.fact("clock.concentration", percent(length, 1), "percent", plays)
    if length < LEAST_CONCENTRATION or plays * length * length < RAYLEIGH_Z:
        measured.unavailable("clock.mean_hour", "time", NO_MIDDLE)
        return
    hour = half_up(float(np.arctan2(y, x)) / (2 * np.pi) * 24) % 24
    measured.fact("clock.mean_hour", time_words(hour * 60), "time", plays)


def _state_regularity(by_hour: Array, measured: Measured) -> None:
    """State how far the hours are from being equal, and the emptiest of them.

    Regularity is 100 less the evenness of Pielou 1966: the entropy of the hours as a share of that of 24 equal ones.
    """
    plays = int(by_hour.sum())
    evenness = float(np.log(effective_number(by_hour)) / np.log(24))
    measured.fact("clock.regularity", percent(min(max(1 - evenness, 0.0), 1.0), 1), "percent", plays)
    measured.fact("clock.hours_for_half", _hours_for_half(by_hour), "count", plays)


def _hours_for_half(by_hour: Array) -> int:
    """Return how few hours of the day hold half of all plays, 1 to 12."""
    held = np.cumsum(np.sort(by_hour)[::-1])
    return int(np.searchsorted(held * 2, held[-1])) + 1


def _state_weekend(by_hour: Array, measured: Measured) -> None:
    """State the share of the weekend and the busiest hour of either part of the week."""
    week, weekend = by_hour[:SATURDAY].sum(axis=0), by_hour[SATURDAY:].sum(axis=0)
    week_plays, weekend_plays = int(week.sum()), int(weekend.sum())
    plays = week_plays + weekend_plays
    measured.fact("clock.weekend_share", percent(weekend_plays, plays), "percent", plays)
    if min(week_plays, weekend_plays) < SIDE_PLAYS:
        measured.unavailable("clock.weekday_hour", "time", ONE_SIDED)
        measured.unavailable("clock.weekend_hour", "time", ONE_SIDED)
        return
    measured.fact("clock.weekday_hour", time_words(int(np.argmax(week)) * 60), "time", week_plays)
    measured.fact("clock.weekend_hour", time_words(int(np.argmax(weekend)) * 60), "time", weekend_plays)
