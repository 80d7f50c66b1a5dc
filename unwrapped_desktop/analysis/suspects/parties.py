"""Suspects by night: a party, with music never heard before or after."""

from datetime import timedelta

import numpy as np

from unwrapped_desktop.analysis.builder import FindingBuilder
from unwrapped_desktop.analysis.listening import Array, Listening
from unwrapped_desktop.analysis.stats import beyond
from unwrapped_desktop.analysis.suspects.clues import Clues, range_of, suspect_of, within
from unwrapped_desktop.analysis.words import EPOCH, date_words
from unwrapped_desktop.domain.exclusion import SuggestedReason
from unwrapped_desktop.domain.record import Mask
from unwrapped_desktop.domain.suspect import Suspect, SuspectKind

NOON = 12
EVENING_BEGINS, EVENING_ENDS = 17, 6
STRANGERS_NEEDED = 12
TIMES_THE_USUAL = 3
USUAL_QUANTILE = 0.95
STRANGE_SHARE = 0.6
NIGHTS_NEEDED = 60
DAYS_AROUND = 30
"""Days of the record before and after a night that it takes to say "never before or after"."""

PARTIES_SHOWN = 3


def find_parties(clues: Clues, aside: Mask) -> list[Suspect]:
    """Propose leaving out nights with many artists who were never heard before or after.

    A night reaches from noon to noon. It stands out when it has several times as many such artists as nearly all other
    nights of this listener: people who hear strangers every day have no party every day.

    Args:
        clues: The listening.
        aside: Artist codes that are suspects already.
    """
    listening = clues.listening
    night = listening.at.day - (listening.at.hour < NOON)
    begin = int(night.min())
    heard = np.flatnonzero(np.bincount(night - begin))
    if heard.size < NIGHTS_NEEDED:
        return []
    counts = np.bincount(_alone_in(listening, night, aside) - begin, minlength=heard[-1] + 1)[heard]
    needed = max(STRANGERS_NEEDED, TIMES_THE_USUAL * float(np.quantile(counts, USUAL_QUANTILE)))
    stands_out = (counts >= needed) & (heard >= DAYS_AROUND) & (heard[-1] - heard >= DAYS_AROUND)
    order = np.argsort(-np.where(stands_out, counts, 0), kind="stable")[
        : min(PARTIES_SHOWN, int(stands_out.sum()))
    ]
    found = (_party(listening, night, begin + int(heard[place]), aside) for place in order)
    return [suspect for suspect in found if suspect is not None]


def _alone_in(listening: Listening, night: Array, aside: Mask) -> Array:
    """Return for each artist who was heard in one night alone which night that was."""
    size, artist = listening.artist_plays.size, listening.plays.artist
    first, last = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    # Of several values for one place the last is kept: the latest night, and backwards the earliest.
    last[artist] = night
    first[artist[::-1]] = night[::-1]
    alone: Array = first[(listening.artist_plays > 0) & (first == last) & ~aside]
    return alone


def _party(listening: Listening, night: Array, chosen: int, aside: Mask) -> Suspect | None:
    where = np.flatnonzero(night == chosen)
    heard = np.bincount(listening.plays.artist[where], minlength=listening.artist_plays.size)
    strangers = (heard > 0) & (heard == listening.artist_plays) & ~aside
    theirs = where[strangers[listening.plays.artist[where]]]
    hour = listening.at.hour[theirs]
    theirs = theirs[(hour >= EVENING_BEGINS) | (hour < EVENING_ENDS)]
    artists = int(np.unique(listening.plays.artist[theirs]).size)
    if artists < STRANGERS_NEEDED:
        return None
    range_ = range_of(listening, theirs, reason=SuggestedReason.PARTY.value)
    plays = int(within(listening, range_).sum())
    share = theirs.size / plays
    if share < STRANGE_SHARE:
        return None
    builder = FindingBuilder(
        id=f"suspect.party.{EPOCH + timedelta(days=chosen)}",
        title=f"A party on {date_words(chosen)}",
        population=f"plays of 30 seconds or more in those hours, {listening.zone_name}",
    )
    builder.row("artists never heard before or after", artists)
    builder.row("plays of them", int(theirs.size))
    builder.row("plays of others", plays - int(theirs.size))
    builder.row("from", f"{range_.first_hour}:00", "time")
    builder.row("to", f"{(range_.last_hour + 1) % 24}:00", "time")
    sureness = 0.5 * share + 0.5 * beyond(artists, STRANGERS_NEEDED // 2, 3 * STRANGERS_NEEDED)
    return suspect_of(
        listening, SuspectKind.PARTY, builder, exclusions=[range_], plays=plays, sureness=sureness
    )
