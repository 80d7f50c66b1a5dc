"""What several kinds of suspects are found by: words in names, runs of plays, nights, and a suspect put together."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.analysis.builder import FindingBuilder, percent
from unwrapped_desktop.analysis.listening import Array, Listening
from unwrapped_desktop.analysis.stats import beyond
from unwrapped_desktop.analysis.suspects.markers import Haystack
from unwrapped_desktop.analysis.words import EPOCH, day_of
from unwrapped_desktop.domain.exclusion import Exclusion
from unwrapped_desktop.domain.record import Mask
from unwrapped_desktop.domain.suspect import Suspect, SuspectKind

HOUR_S = 3_600
PAUSE_MAX_S = 1_800
"""A longer silence ends a run."""

NIGHT_BEGINS, NIGHT_ENDS = 22, 8
WEIGHTY_SHARE = 0.1
"""From this share of all plays on, leaving it out changes a verdict as much as it can."""

NAMES_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """Plays in a row that have something in common, in the order of time.

    Attributes:
        first: Index of the first play of each run.
        length: Plays of each run, 1 or more.
    """

    first: Array
    length: Array

    @property
    def of_play(self) -> Array:
        """For each play the length of its run."""
        return np.repeat(self.length, self.length)


class Clues:
    """A listening with what is worked out of it once, and only when a kind of suspect asks for it.

    Attributes:
        listening: The listening.
    """

    def __init__(self, listening: Listening) -> None:
        self.listening = listening

    @cached_property
    def titles(self) -> Haystack:
        """The titles of all songs, to be searched."""
        return Haystack(self.listening.record.names.song_titles)

    @cached_property
    def names(self) -> Haystack:
        """The names of all artists, to be searched."""
        return Haystack(self.listening.record.names.artists)

    @cached_property
    def night(self) -> Mask:
        """Which plays began at night, from 22:00 to 8:00."""
        hour = self.listening.at.hour
        night: Mask = (hour >= NIGHT_BEGINS) | (hour < NIGHT_ENDS)
        return night

    @cached_property
    def _follows_silence(self) -> Mask:
        """For each play but the first whether a long silence came before it."""
        plays = self.listening.plays
        since_ms = (np.diff(plays.ended_at_s) - PAUSE_MAX_S) * 1000
        follows: Mask = since_ms > plays.played_ms[1:]
        return follows

    def runs(self, value: npt.NDArray[np.generic]) -> Runs:
        """Return the runs of plays with the same value and no long silence between them."""
        is_new = (value[1:] != value[:-1]) | self._follows_silence
        bounds = np.concatenate(([0], np.flatnonzero(is_new) + 1, [value.size]))
        return Runs(first=bounds[:-1], length=bounds[1:] - bounds[:-1])

    def share_by_artist(self, chosen: Mask, is_so: Mask) -> npt.NDArray[np.float64]:
        """Return for each artist code the share of its plays for which something is so, 0 for those not chosen.

        Args:
            chosen: Which plays count; all of an artist's or none.
            is_so: What is asked, for each play.
        """
        so = np.bincount(
            self.listening.plays.artist[chosen & is_so], minlength=self.listening.artist_plays.size
        )
        return so / np.maximum(self.listening.artist_plays, 1)


def suspect_of(
    listening: Listening,
    kind: SuspectKind,
    builder: FindingBuilder,
    *,
    exclusions: list[Exclusion],
    plays: int,
    sureness: float,
) -> Suspect:
    """Return the suspect whose evidence a builder has collected; its title is the receipt's.

    Two lines are added under the rule: how many plays the exclusions leave out, and their share. The strength is half
    for being sure and half for how much of the listening it is.
    """
    share = plays / max(len(listening), 1)
    builder.total("plays", plays)
    builder.total("share of all plays", percent(plays, len(listening)), "percent")
    return Suspect(
        kind=kind,
        title=builder.title,
        exclusions=tuple(exclusions),
        receipt=builder.receipt(),
        plays=plays,
        share_ratio=share,
        strength=sureness * (0.5 + 0.5 * beyond(share, 0.0, WEIGHTY_SHARE)),
    )


def list_artists(builder: FindingBuilder, listening: Listening, codes: Array) -> None:
    """Put the most played artists on the receipt, and how many more there are."""
    for code in codes[:NAMES_SHOWN].tolist():
        builder.row(listening.artist(code), int(listening.artist_plays[code]))
    if codes.size > NAMES_SHOWN:
        others = codes[NAMES_SHOWN:]
        builder.row(f"and {others.size} more", int(listening.artist_plays[others].sum()))


def most_played(counts: Array, chosen: Mask) -> Array:
    """Return the chosen codes with plays, the most played first, ties by code."""
    codes = np.flatnonzero(chosen & (counts > 0))
    return codes[np.argsort(-counts[codes], kind="stable")]


def excluded_artists(listening: Listening, codes: Array, reason: str) -> list[Exclusion]:
    """Return an exclusion for each artist code."""
    return [Exclusion.of_artist(listening.artist(code), reason=reason) for code in codes.tolist()]


def range_of(listening: Listening, plays: Array | slice, *, reason: str) -> Exclusion:
    """Return the range from the hour in which the first of some plays began to the hour in which the last did."""
    hours = listening.at.second[plays] // HOUR_S
    first, last = int(hours.min()), int(hours.max())
    return Exclusion.of_range(
        EPOCH + timedelta(days=first // 24),
        EPOCH + timedelta(days=last // 24),
        first_hour=first % 24,
        last_hour=last % 24,
        reason=reason,
    )


def within(listening: Listening, range_: Exclusion) -> Mask:
    """Return which plays began in a range."""
    none: Mask = np.zeros(len(listening), dtype=bool)
    if range_.first is None or range_.last is None:
        return none
    first_s = (day_of(range_.first) * 24 + range_.first_hour) * HOUR_S
    last_s = (day_of(range_.last) * 24 + range_.last_hour + 1) * HOUR_S
    began: Mask = (listening.at.second >= first_s) & (listening.at.second < last_s)
    return began
