"""Suspects by season: Christmas songs, heard in December and at no other time."""

import numpy as np

from unwrapped_desktop.analysis.builder import FindingBuilder, percent
from unwrapped_desktop.analysis.listening import Array, Listening
from unwrapped_desktop.analysis.suspects.clues import NAMES_SHOWN, Clues, most_played, suspect_of
from unwrapped_desktop.analysis.suspects.markers import CHRISTMAS
from unwrapped_desktop.domain.exclusion import Exclusion, SuggestedReason
from unwrapped_desktop.domain.record import Mask
from unwrapped_desktop.domain.suspect import Suspect, SuspectKind

PLAYS_NEEDED = 20
DAYS_NEEDED = 3
IN_SEASON_SHARE = 0.9
NOVEMBER = 10
"""Of months from 0."""

JANUARY_DAYS = 6
SURENESS = 0.6
"""Many people do like them: it is only offered."""


def find_seasons(clues: Clues, aside: Mask) -> list[Suspect]:
    """Propose leaving out Christmas songs that are heard in season only, 1 November to 6 January.

    Args:
        clues: The listening.
        aside: Artist codes that are suspects already.
    """
    listening = clues.listening
    by_name = (
        clues.titles.having(CHRISTMAS)
        | clues.listening.known.tagged("seasonal")[listening.record.names.song_artists]
    )
    by_name &= ~aside[listening.record.names.song_artists]
    if listening.song_plays[by_name].sum() < PLAYS_NEEDED:
        return []
    where = np.flatnonzero(by_name[listening.plays.song])
    is_in_season = _is_in_season(listening, where)
    seasonal = _seasonal_songs(listening, where[is_in_season])
    kept = seasonal[listening.plays.song[where]]
    where, in_season = where[kept], int(is_in_season[kept].sum())
    plays = where.size
    if plays < PLAYS_NEEDED or np.unique(listening.at.day[where]).size < DAYS_NEEDED:
        return []
    songs = most_played(listening.song_plays, seasonal)
    builder = FindingBuilder(
        id="suspect.season",
        title="Christmas songs",
        population=f"plays of 30 seconds or more, {listening.zone_name}",
    )
    for song in songs[:NAMES_SHOWN].tolist():
        builder.row(listening.record.names.song_titles[song], int(listening.song_plays[song]))
    if songs.size > NAMES_SHOWN:
        others = songs[NAMES_SHOWN:]
        builder.row(f"and {others.size} more", int(listening.song_plays[others].sum()))
    builder.row("winters", int(np.unique((listening.at.month[where] - 6) // 12).size))
    builder.row("between 1 November and 6 January", percent(in_season, plays), "percent")
    return [
        suspect_of(
            listening,
            SuspectKind.SEASON,
            builder,
            exclusions=_exclusions(listening, songs),
            plays=plays,
            sureness=SURENESS,
        )
    ]


def _is_in_season(listening: Listening, where: Array) -> Mask:
    month, day = listening.at.month[where] % 12, listening.at.day[where]
    begins = day.astype("datetime64[D]").astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    season: Mask = (month >= NOVEMBER) | ((month == 0) & (day - begins < JANUARY_DAYS))
    return season


def _seasonal_songs(listening: Listening, in_season: Array) -> Mask:
    """Return for each song code whether nearly all of its plays are among those in season."""
    plays = np.bincount(listening.plays.song[in_season], minlength=listening.song_plays.size)
    seasonal: Mask = (plays > 0) & (plays >= IN_SEASON_SHARE * listening.song_plays)
    return seasonal


def _exclusions(listening: Listening, songs: Array) -> list[Exclusion]:
    """Return the artists of whom nothing else is heard, then the other songs."""
    reason = SuggestedReason.SEASON.value
    owners = listening.record.names.song_artists[songs]
    plays = np.bincount(owners, weights=listening.song_plays[songs], minlength=listening.artist_plays.size)
    whole = (plays > 0) & (plays == listening.artist_plays)
    artists = most_played(listening.artist_plays, whole)
    return [
        *(Exclusion.of_artist(listening.artist(artist), reason=reason) for artist in artists.tolist()),
        *(
            Exclusion.of_track(
                listening.song_artist(song), listening.record.names.song_titles[song], reason=reason
            )
            for song in songs[~whole[owners]].tolist()
        ),
    ]
