"""What can be said of any record whatever, with no name in it: for records of which nothing else can be said."""

import numpy as np

from unwrapped_desktop.analysis.builder import ALL_PLAYS, FindingBuilder, Measured
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.stats import half_up
from unwrapped_desktop.analysis.words import date_words
from unwrapped_desktop.domain.finding import Finding

ORDINARY = 0.1
"""None of this surprises: it is said where a page would be too short without it."""

PAUSE_S = 30 * 60
"""A longer pause ends a sitting."""


def measure(listening: Listening) -> Measured:
    """Measure the plainest things."""
    found = (_span(listening), _sittings(listening), _width(listening), _fullest_day(listening))
    return Measured(findings=[finding for finding in found if finding is not None])


def _span(listening: Listening) -> Finding | None:
    days = int(listening.days_heard.size)
    if days < 2:
        return None
    builder = FindingBuilder(
        id="record_span",
        title="From the first play to the last",
        population=f"{ALL_PLAYS}, {listening.zone_name}",
    )
    builder.row("first play", date_words(listening.first_day), "date", slot="from")
    builder.row("last play", date_words(listening.last_day), "date", slot="to")
    builder.row("days with a play", days, slot="days")
    builder.total("plays", len(listening), slot="plays")
    return builder.finding(ORDINARY)


def _sittings(listening: Listening) -> Finding | None:
    starts = np.concatenate(([0], np.flatnonzero(listening.pauses_s > PAUSE_S) + 1))
    lengths = np.diff(np.append(starts, len(listening)))
    longest = int(np.argmax(lengths))
    if starts.size < 2 or lengths[longest] < 2:
        return None
    builder = FindingBuilder(
        id="sittings",
        title="Sittings",
        population=f"{ALL_PLAYS}, more than 30 minutes of silence between sittings, {listening.zone_name}",
        shareable=not listening.were_private(
            int(starts[longest]), int(starts[longest] + lengths[longest]) - 1
        ),
    )
    builder.row("sittings", int(starts.size), slot="sittings")
    builder.row("plays in the longest", int(lengths[longest]), slot="longest")
    builder.row("which began on", date_words(int(listening.at.day[starts[longest]])), "date", slot="date")
    builder.total("plays", len(listening), slot="plays")
    return builder.finding(ORDINARY)


def _width(listening: Listening) -> Finding:
    builder = FindingBuilder(
        id="record_width",
        title="How much there is",
        population=f"{ALL_PLAYS}; songs joined by artist and title",
    )
    builder.row("different artists", int(np.count_nonzero(listening.artist_plays)), slot="artists")
    builder.row("different songs", int(np.count_nonzero(listening.song_plays)), slot="songs")
    builder.total("plays", len(listening), slot="plays")
    return builder.finding(ORDINARY)


def _fullest_day(listening: Listening) -> Finding | None:
    counts = listening.daily_plays
    best = int(np.argmax(counts))
    if counts[best] < 2:
        return None
    builder = FindingBuilder(
        id="fullest_day", title="The fullest day", population=f"{ALL_PLAYS}, {listening.zone_name}"
    )
    builder.row("date", date_words(best + listening.first_day), "date", slot="date")
    builder.row("plays", int(counts[best]), slot="plays")
    builder.total(
        "plays on a usual day (median)", half_up(float(np.median(counts[counts > 0]))), slot="usual"
    )
    return builder.finding(ORDINARY)
