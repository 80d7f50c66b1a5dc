"""Suspects by what is heard: sounds to sleep by, and children's music."""

import numpy as np

from unwrapped_desktop.analysis.builder import FindingBuilder, percent
from unwrapped_desktop.analysis.stats import beyond
from unwrapped_desktop.analysis.suspects.clues import (
    Clues,
    excluded_artists,
    list_artists,
    most_played,
    suspect_of,
)
from unwrapped_desktop.analysis.suspects.markers import CHILDREN, SLEEP, Markers
from unwrapped_desktop.analysis.words import date_words
from unwrapped_desktop.domain.exclusion import SuggestedReason
from unwrapped_desktop.domain.record import Mask
from unwrapped_desktop.domain.suspect import Suspect, SuspectKind

PLAYS_NEEDED_TO_SLEEP = 20
PLAYS_NEEDED_OF_CHILDREN = 20
PLAYS_NEEDED_OF_A_STRANGER = 10
"""Artists that the reference table does not know need more than a handful of plays."""

DAYS_NEEDED = 3
MARKED_SHARE = 0.6
"""Share of an unknown artist's plays whose titles must say what they are for."""

NIGHT_SHARE = 0.5
RUN_LENGTH = 3
RUN_SHARE = 0.5
SKIPPED_SHARE = 0.2


def find_sleep(clues: Clues, sleepy: Mask) -> list[Suspect]:
    """Propose leaving out sounds to sleep by."""
    listening = clues.listening
    artists = most_played(listening.artist_plays, sleepy)
    plays = int(listening.artist_plays[artists].sum())
    if plays < PLAYS_NEEDED_TO_SLEEP:
        return []
    where = sleepy[listening.plays.artist]
    if np.unique(listening.at.day[where]).size < DAYS_NEEDED:
        return []
    runs = clues.runs(where)
    longest = int(np.argmax(np.where(where[runs.first], runs.length, 0)))
    run = slice(int(runs.first[longest]), int(runs.first[longest] + runs.length[longest]))
    night = int((where & clues.night).sum())
    builder = FindingBuilder(
        id="suspect.sleep",
        title="Rain, noise and other sounds to sleep by",
        population=f"plays of 30 seconds or more, {listening.zone_name}",
        shareable=False,
    )
    list_artists(builder, listening, artists)
    builder.row("between 22:00 and 8:00", percent(night, plays), "percent")
    builder.row("most in a row", int(runs.length[longest]))
    builder.row("minutes of that", int(listening.plays.played_ms[run].sum()) // 60_000, "minutes")
    builder.row("that was on", date_words(int(listening.at.day[run.start])), "date")
    sureness = 0.7 + 0.3 * max(night / plays, beyond(int(runs.length[longest]), 2, 8))
    exclusions = excluded_artists(listening, artists, SuggestedReason.BACKGROUND.value)
    return [
        suspect_of(
            listening, SuspectKind.SLEEP, builder, exclusions=exclusions, plays=plays, sureness=sureness
        )
    ]


def find_children(clues: Clues, childish: Mask) -> list[Suspect]:
    """Propose leaving out children's music."""
    listening = clues.listening
    artists = most_played(listening.artist_plays, childish)
    plays = int(listening.artist_plays[artists].sum())
    if plays < PLAYS_NEEDED_OF_CHILDREN:
        return []
    where = childish[listening.plays.artist]
    days = np.unique(listening.at.day[where])
    if days.size < DAYS_NEEDED:
        return []
    together = int((clues.runs(where).of_play[where] > 1).sum())
    builder = FindingBuilder(
        id="suspect.children",
        title="Children's music",
        population=f"plays of 30 seconds or more, {listening.zone_name}",
        shareable=False,
    )
    list_artists(builder, listening, artists)
    builder.row("first heard on", date_words(int(days[0])), "date")
    builder.row("last heard on", date_words(int(days[-1])), "date")
    builder.row("days with it", int(days.size))
    builder.row("several in a row", percent(together, plays), "percent")
    sureness = 0.7 + 0.3 * together / plays
    exclusions = excluded_artists(listening, artists, SuggestedReason.CHILD.value)
    return [
        suspect_of(
            listening, SuspectKind.CHILDREN, builder, exclusions=exclusions, plays=plays, sureness=sureness
        )
    ]


def sleepy_artists(clues: Clues) -> Mask:
    """Return for each artist code whether it is played to sleep by.

    Noise is; what is tagged as sleep music or meditation is when half of it is played at night, for people listen to it
    in the day too; an artist nobody knows is when its titles say so and it is played in long rows, at night, unskipped.
    """
    noise = clues.listening.known.tagged("noise")
    quiet = clues.listening.known.tagged("sleep", "meditation")
    marked = _marked(clues, SLEEP)
    asked = (quiet | marked)[clues.listening.plays.artist]
    if not asked.any():
        return noise
    night = clues.share_by_artist(asked, clues.night) >= NIGHT_SHARE
    return noise | (night & (quiet | (marked & _in_unskipped_rows(clues, asked))))


def childish_artists(clues: Clues) -> Mask:
    """Return for each artist code whether it is children's music: by its tag, or by most of its titles."""
    return clues.listening.known.tagged("children") | _marked(clues, CHILDREN)


def _marked(clues: Clues, markers: Markers) -> Mask:
    """Return for each artist that the table does not know whether its name or most of its plays hold a marker."""
    listening = clues.listening
    counts, owners = listening.artist_plays, listening.record.names.song_artists
    songs = clues.titles.having(markers)
    plays = np.bincount(owners[songs], weights=listening.song_plays[songs], minlength=counts.size)
    marked = clues.names.having(markers) | (plays >= MARKED_SHARE * np.maximum(counts, 1))
    chosen: Mask = ~listening.known.in_table & (counts >= PLAYS_NEEDED_OF_A_STRANGER) & marked
    return chosen


def _in_unskipped_rows(clues: Clues, asked: Mask) -> Mask:
    plays = clues.listening.plays
    in_rows = clues.runs(plays.artist).of_play >= RUN_LENGTH
    skipped = clues.share_by_artist(asked, plays.skipped == 1)
    unskipped: Mask = (clues.share_by_artist(asked, in_rows) >= RUN_SHARE) & (skipped <= SKIPPED_SHARE)
    return unskipped
