"""Broad or narrow: over how many artists plays are spread in effect."""

import numpy as np

from unwrapped_desktop.analysis.builder import ALL_PLAYS, FindingBuilder
from unwrapped_desktop.analysis.expectation import usual_effective_artists
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.stats import effective_number, half_up
from unwrapped_desktop.analysis.taste.resampling import DayGroups
from unwrapped_desktop.analysis.taste.traits.standing import fewness_standing, trait_of
from unwrapped_desktop.domain.finding import Trait

POLES = ("broad", "narrow")
SPREAD = 0.45
"""With one artist in three less than usual the score is 0.7."""


def measure(listening: Listening, groups: DayGroups) -> Trait:
    """Measure the effective number of artists, e to the Shannon entropy of plays (Hill 1973, Jost 2006); 1 is narrow."""
    plays, artists = len(listening), int(np.sum(listening.artist_plays > 0))
    effective, usual = effective_number(listening.artist_plays), usual_effective_artists(plays)
    without = [
        effective_number(counts) * usual / usual_effective_artists(int(counts.sum()))
        for counts in groups.artist_counts()
        if counts.any()
    ]
    standing = fewness_standing(
        "artists the plays are spread over in effect",
        value=effective,
        without=np.array(without),
        expected=usual,
        spread=SPREAD,
    )
    builder = FindingBuilder(
        id="broad_narrow",
        title="Artists that matter",
        population=f"{ALL_PLAYS}; e to the Shannon entropy of plays",
    )
    builder.row("artists that matter", half_up(effective), slot="effective")
    builder.total("artists in all", artists, slot="artists_all")
    return trait_of(POLES, standing, builder, sample=plays)
