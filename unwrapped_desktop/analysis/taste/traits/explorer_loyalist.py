"""Explorer or loyalist: how many artists were met, against a usual record of as many plays."""

import numpy as np

from unwrapped_desktop.analysis.builder import ALL_PLAYS, FindingBuilder, percent
from unwrapped_desktop.analysis.expectation import usual_artists
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.stats import top_share
from unwrapped_desktop.analysis.taste.resampling import DayGroups
from unwrapped_desktop.analysis.taste.traits.standing import fewness_standing, trait_of
from unwrapped_desktop.domain.finding import Trait

POLES = ("explorer", "loyalist")
SPREAD = 0.35
"""With half as many artists again as usual the score is 0.24."""


def measure(listening: Listening, groups: DayGroups) -> Trait:
    """Measure the number of artists; 1 is loyal.

    The rate at which new artists turn up is the exploration rate of Mok et al. 2022; over a whole record it comes to
    how many there are.
    """
    plays, artists = len(listening), int(np.sum(listening.artist_plays > 0))
    counts = groups.artist_counts()
    left = counts.sum(axis=1)
    met = (counts > 0).sum(axis=1)[left > 0]
    usual_left = np.array([usual_artists(int(number)) for number in left[left > 0]])
    standing = fewness_standing(
        "artists played",
        value=artists,
        without=met * usual_artists(plays) / usual_left,
        expected=usual_artists(plays),
        spread=SPREAD,
    )
    builder = FindingBuilder(
        id="explorer_loyalist", title="Artists played, and the ten most played", population=ALL_PLAYS
    )
    builder.row("artists in the list", 10, slot="ten")
    share = top_share(listening.artist_plays, 10)
    builder.row("their share of all plays", percent(share, 1), "percent", slot="ten_share")
    builder.total("artists", artists, slot="artists")
    builder.total("plays", plays, slot="plays")
    return trait_of(POLES, standing, builder, sample=plays)
