"""Suspects by repetition: one song in a row through a night, when nobody was awake to hear it."""

import numpy as np

from unwrapped_desktop.analysis.builder import FindingBuilder
from unwrapped_desktop.analysis.listening import Array, Listening
from unwrapped_desktop.analysis.stats import beyond
from unwrapped_desktop.analysis.suspects.clues import Clues, range_of, suspect_of, within
from unwrapped_desktop.analysis.words import date_words, is_quotable
from unwrapped_desktop.domain.exclusion import Exclusion, SuggestedReason
from unwrapped_desktop.domain.record import Mask
from unwrapped_desktop.domain.suspect import Suspect, SuspectKind

PLAYS_IN_A_ROW = 12
SECONDS_IN_A_ROW = 2 * 3_600
NIGHT_S = 10 * 3_600
NIGHTS_AS_RANGES = 5
"""More nights than this are left out with the song itself."""

SONGS_SHOWN = 4


def find_loops(clues: Clues, aside: Mask) -> list[Suspect]:
    """Propose leaving out songs that ran through a night.

    Args:
        clues: The listening.
        aside: Artist codes that are suspects already.
    """
    listening, plays = clues.listening, clues.listening.plays
    runs = clues.runs(plays.song)
    long = runs.length >= PLAYS_IN_A_ROW
    first = runs.first[long]
    last = first + runs.length[long] - 1
    seconds = _seconds(listening, first, last)
    chosen = (
        clues.night[first]
        & clues.night[last]
        & (seconds >= SECONDS_IN_A_ROW)
        & (seconds <= NIGHT_S)
        & ~aside[plays.artist[first]]
    )
    first, last = first[chosen], last[chosen]
    songs = plays.song[first]
    in_loops = np.bincount(songs, weights=last - first + 1, minlength=listening.song_plays.size)
    order = np.argsort(-in_loops, kind="stable")[: min(SONGS_SHOWN, np.unique(songs).size)]
    return [_loop(listening, song, first[songs == song], last[songs == song]) for song in order.tolist()]


def _loop(listening: Listening, song: int, first: Array, last: Array) -> Suspect:
    in_loops = int((last - first + 1).sum())
    longest = int(np.argmax(last - first))
    start, end = int(first[longest]), int(last[longest])
    all_plays = int(listening.song_plays[song])
    exclusions, left_out = _left_out(listening, song, first, last)
    builder = FindingBuilder(
        id=f"suspect.loop.{song}",
        title=_title(listening, song),
        population=f"plays of 30 seconds or more, {listening.zone_name}",
        shareable=False,
    )
    seconds = int(_seconds(listening, first, last)[longest])
    builder.row("song", listening.record.names.song_titles[song], "track")
    builder.row("artist", listening.song_artist(song), "artist")
    builder.row("nights it ran through", int(np.unique(listening.at.day[last]).size))
    builder.row("most in a row", end - start + 1)
    builder.row("minutes of that", seconds // 60, "minutes")
    builder.row("that ended on", date_words(int(listening.at.day[end])), "date")
    builder.total("its plays in such rows", in_loops)
    builder.total("its plays in all", all_plays)
    return suspect_of(
        listening,
        SuspectKind.LOOP,
        builder,
        exclusions=exclusions,
        plays=left_out,
        sureness=0.5 + 0.5 * beyond(seconds, SECONDS_IN_A_ROW // 2, 6 * 3_600),
    )


def _left_out(listening: Listening, song: int, first: Array, last: Array) -> tuple[list[Exclusion], int]:
    """Return the exclusions and how many plays they take: the song if it is seldom heard otherwise, else the nights."""
    reason = SuggestedReason.BACKGROUND.value
    all_plays = int(listening.song_plays[song])
    if 2 * int((last - first + 1).sum()) >= all_plays or first.size > NIGHTS_AS_RANGES:
        title = listening.record.names.song_titles[song]
        return [Exclusion.of_track(listening.song_artist(song), title, reason=reason)], all_plays
    ranges = [
        range_of(listening, slice(start, end + 1), reason=reason)
        for start, end in zip(first.tolist(), last.tolist(), strict=True)
    ]
    return ranges, int(np.logical_or.reduce([within(listening, night) for night in ranges]).sum())


def _seconds(listening: Listening, first: Array, last: Array) -> Array:
    """Return how long it took from the beginning of one play to the end of another."""
    plays = listening.plays
    return plays.ended_at_s[last] - plays.ended_at_s[first] + plays.played_ms[first] // 1000


def _title(listening: Listening, song: int) -> str:
    title = listening.title(song)
    return f"One song through the night: {title}" if is_quotable(title) else "One song through the night"
