"""What was played on today's date in earlier years: the day on which one artist was played most."""

from datetime import date, timedelta

import numpy as np

from unwrapped_desktop.analysis.builder import FindingBuilder
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.words import EPOCH, date_words, day_of
from unwrapped_desktop.domain.on_this_day import OnThisDay

PLAYS_NEEDED = 3
"""Fewer plays of one artist make no day."""

ARTISTS_SHOWN = 3


def find_on_this_day(listening: Listening, today: date) -> OnThisDay | None:
    """Return the strongest of the same days in earlier years; None where there is none worth a word.

    What was played in private sessions stays private, and of artists who are never spoken of nothing is said.

    Args:
        listening: The record, after exclusions.
        today: The date, in the listener's zone.
    """
    if not len(listening):
        return None
    first_year = (EPOCH + timedelta(days=int(listening.at.day.min()))).year
    days = (_same_day(today, year) for year in range(first_year, today.year))
    found = (_of(listening, day_of(day), today) for day in days if day is not None)
    return max((one for one in found if one is not None), key=lambda one: (one.plays, one.year), default=None)


def _same_day(today: date, year: int) -> date | None:
    """Return the date of that year; None where it has no 29 February."""
    try:
        return today.replace(year=year)
    except ValueError:
        return None


def _of(listening: Listening, day: int, today: date) -> OnThisDay | None:
    plays = listening.plays
    is_that_day = (listening.at.day == day) & (plays.private != 1)
    artists = plays.artist[is_that_day]
    if not artists.size:
        return None
    counts = np.bincount(artists, minlength=len(listening.targets))
    spoken = np.where(listening.targets, counts, 0)
    first = int(spoken.argmax())
    if spoken[first] < PLAYS_NEEDED:
        return None
    names = listening.record.names.artists
    words = date_words(day)
    builder = FindingBuilder(
        id="on_this_day",
        title=words,
        population="plays of 30 seconds or more on that day, private sessions aside",
    )
    order = [int(code) for code in np.lexsort((np.arange(len(spoken)), -spoken))[:ARTISTS_SHOWN]]
    for code in order:
        if spoken[code]:
            builder.row(names[code], int(spoken[code]))
    builder.total("plays that day", len(artists))
    year = int(words.split()[-1])
    return OnThisDay(
        year=year,
        artist=names[first],
        plays=int(spoken[first]),
        years_ago=today.year - year,
        receipt=builder.receipt(),
    )
