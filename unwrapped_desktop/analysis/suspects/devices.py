"""Suspects by device: one that turns up for a short time, with artists heard nowhere else."""

from datetime import timedelta

import numpy as np

from unwrapped_desktop.analysis.builder import FindingBuilder, percent
from unwrapped_desktop.analysis.listening import Array
from unwrapped_desktop.analysis.stats import beyond
from unwrapped_desktop.analysis.suspects.clues import (
    Clues,
    excluded_artists,
    list_artists,
    most_played,
    range_of,
    suspect_of,
    within,
)
from unwrapped_desktop.analysis.words import EPOCH, date_words, month_of_day, month_words
from unwrapped_desktop.domain.exclusion import Exclusion, SuggestedReason
from unwrapped_desktop.domain.record import Mask
from unwrapped_desktop.domain.suspect import Suspect, SuspectKind

RARE_SHARE = 0.25
"""A kind of device with more of all plays than this is the listener's own."""

DAYS_APART = 14
"""A longer time without the device ends its stay."""

DAYS_OF_A_STAY = 31
DAYS_AROUND = 30
"""Days of the record before and after a stay that it takes to say "nowhere else"."""

PLAYS_NEEDED = 20
ARTISTS_NEEDED = 4
STRANGE_SHARE = 0.6
ALONE_SHARE = 0.9
"""From this share of the plays in its time on, the time is left out; below it, the artists."""

OWN_SHARE = 0.9
"""An artist is heard nowhere else when this share of its plays is from that stay."""

STAYS_SHOWN = 3

_KINDS = {
    "android": "An Android device",
    "ios": "An iPhone or iPad",
    "windows": "A Windows computer",
    "macos": "A Mac",
    "linux": "A Linux computer",
    "web": "A web browser",
    "speaker": "A speaker",
    "tv": "A television",
    "console": "A games console",
    "car": "A car",
}


def find_devices(clues: Clues, aside: Mask) -> list[Suspect]:
    """Propose leaving out what a device played that came for a short time and had a taste of its own.

    Args:
        clues: The listening.
        aside: Artist codes that are suspects already.
    """
    device = clues.listening.plays.device
    found = []
    for code, kind in enumerate(clues.listening.record.names.device_kinds):
        where = np.flatnonzero(device == code)
        if PLAYS_NEEDED <= where.size <= RARE_SHARE * len(clues.listening):
            stays = (_stay(clues, kind, plays, aside) for plays in _stays(clues, where))
            found += [suspect for suspect in stays if suspect is not None]
    found.sort(key=lambda suspect: (-suspect.strength, suspect.receipt.id))
    return found[:STAYS_SHOWN]


def _stays(clues: Clues, where: Array) -> list[Array]:
    """Return the plays of each stay that is short enough and has enough of the record around it."""
    listening = clues.listening
    ends = np.flatnonzero(np.diff(listening.at.day[where]) > DAYS_APART) + 1
    stays = []
    for plays in np.split(where, ends):
        first, last = int(listening.at.day[plays[0]]), int(listening.at.day[plays[-1]])
        is_short = plays.size >= PLAYS_NEEDED and last - first < DAYS_OF_A_STAY
        if is_short and min(first - listening.first_day, listening.last_day - last) >= DAYS_AROUND:
            stays.append(plays)
    return stays


def _stay(clues: Clues, kind: str, plays: Array, aside: Mask) -> Suspect | None:
    listening = clues.listening
    heard = np.bincount(listening.plays.artist[plays], minlength=listening.artist_plays.size)
    strangers = (heard > 0) & (heard >= OWN_SHARE * listening.artist_plays) & ~aside
    share = int(heard[strangers].sum()) / plays.size
    if share < STRANGE_SHARE or int(strangers.sum()) < ARTISTS_NEEDED:
        return None
    first, last = int(listening.at.day[plays[0]]), int(listening.at.day[plays[-1]])
    days = last - first + 1
    artists = most_played(listening.artist_plays, strangers)
    exclusions, left_out = _left_out(clues, plays, artists)
    builder = FindingBuilder(
        id=f"suspect.device.{kind}.{EPOCH + timedelta(days=first)}",
        title=f"{_KINDS.get(kind, 'Another device')} for {_days(days)} in {month_words(month_of_day(first))}",
        population=f"plays of 30 seconds or more on that kind of device, {listening.zone_name}",
        shareable=False,
    )
    list_artists(builder, listening, artists)
    builder.row("first on", date_words(first), "date")
    builder.row("last on", date_words(last), "date")
    builder.row("plays on it", int(plays.size))
    builder.row("by artists heard nowhere else", percent(int(heard[strangers].sum()), plays.size), "percent")
    sureness = 0.5 * share + 0.5 * beyond(artists.size, ARTISTS_NEEDED - 1, 4 * ARTISTS_NEEDED)
    return suspect_of(
        listening, SuspectKind.DEVICE, builder, exclusions=exclusions, plays=left_out, sureness=sureness
    )


def _left_out(clues: Clues, plays: Array, artists: Array) -> tuple[list[Exclusion], int]:
    """Return the exclusions and how many plays they take: the time if little else was heard in it, else the artists."""
    listening, reason = clues.listening, SuggestedReason.SOMEBODY_ELSE.value
    range_ = range_of(listening, plays, reason=reason)
    in_range = int(within(listening, range_).sum())
    if plays.size >= ALONE_SHARE * in_range:
        return [range_], in_range
    return excluded_artists(listening, artists, reason), int(listening.artist_plays[artists].sum())


def _days(days: int) -> str:
    return "a day" if days == 1 else f"{days} days"
