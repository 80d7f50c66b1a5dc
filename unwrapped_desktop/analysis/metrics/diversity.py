"""How widely plays are spread over artists and songs, and how few of them hold most."""

import numpy as np

from unwrapped_desktop.analysis.builder import Measured, percent
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.stats import (
    effective_number,
    evenness,
    gini,
    items_for_share,
    repeat_chance,
    simpson_number,
    top_share,
)

ITEMS_FOR_GINI = 10
"""Among fewer artists or songs it says little how unequal they are."""


def measure(listening: Listening) -> Measured:
    """Measure how plays are spread: by Hill numbers, Gini's coefficient, and shares of the most played."""
    measured = Measured()
    _spread_of_artists(listening, measured)
    _spread_of_songs(listening, measured)
    return measured


def _spread_of_artists(listening: Listening, measured: Measured) -> None:
    counts, plays = listening.artist_plays, len(listening)
    artists = int(np.sum(counts > 0))
    measured.fact("diversity.dominant_artists", round(simpson_number(counts), 1), "count", plays)
    measured.fact("diversity.same_artist_chance", percent(repeat_chance(counts), 1), "percent", plays)
    measured.fact("diversity.artists_for_half", items_for_share(counts), "count", plays)
    even = evenness(counts)
    if artists < ITEMS_FOR_GINI or even is None:
        reason = f"There are fewer than {ITEMS_FOR_GINI} artists to compare."
        measured.unavailable("diversity.artist_evenness", "percent", reason)
        measured.unavailable("diversity.artist_gini", "count", reason)
        return
    measured.fact("diversity.artist_evenness", percent(even, 1), "percent", artists)
    measured.fact("diversity.artist_gini", round(gini(counts), 3), "count", artists)


def _spread_of_songs(listening: Listening, measured: Measured) -> None:
    counts, plays = listening.song_plays, len(listening)
    songs = int(np.sum(counts > 0))
    measured.fact("diversity.effective_songs", round(effective_number(counts), 1), "count", plays)
    measured.fact("diversity.songs_for_half", items_for_share(counts), "count", plays)
    if songs < ITEMS_FOR_GINI:
        reason = f"There are fewer than {ITEMS_FOR_GINI} songs to compare."
        measured.unavailable("diversity.song_gini", "count", reason)
    else:
        measured.fact("diversity.song_gini", round(gini(counts), 3), "count", songs)
    for most, name in ((10, "ten"), (100, "hundred")):
        fact_id = f"diversity.{name}_songs_share"
        if songs < 2 * most:
            measured.unavailable(fact_id, "percent", f"There are fewer than {2 * most} songs in this record.")
        else:
            measured.fact(fact_id, percent(top_share(counts, most), 1), "percent", plays)
