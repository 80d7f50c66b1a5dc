"""Current or nostalgic: how old the recognised artists are, by their main decades."""

import numpy as np

from unwrapped_desktop.analysis.builder import ALL_PLAYS, FindingBuilder, percent
from unwrapped_desktop.analysis.expectation import USUAL_OLD
from unwrapped_desktop.analysis.known import MIN_COVERAGE
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.taste.resampling import DayGroups
from unwrapped_desktop.analysis.taste.traits.standing import no_trait, share_standing, trait_of
from unwrapped_desktop.domain.finding import Trait

POLES = ("current", "nostalgic")
SPREAD = 0.6
OLD_YEARS = 20


def measure(listening: Listening, groups: DayGroups) -> Trait:
    """Measure the share of recognised plays by artists of older decades; 1 is nostalgic.

    The export has no release dates, so that an artist's main decade stands for those of the songs.
    """
    decades, plays = listening.known.decade, listening.artist_plays
    recognised = int(plays[decades > 0].sum())
    coverage = recognised / len(listening)
    if coverage < MIN_COVERAGE:
        return no_trait(POLES, "Our table knows too few of these artists.", coverage)
    last = int(listening.at.year.max())
    is_old = (decades > 0) & (decades <= last - OLD_YEARS)
    old, fresh = int(plays[is_old].sum()), int(plays[decades >= last // 10 * 10 - 10].sum())
    artist = listening.plays.artist
    standing = share_standing(
        "recognised plays by artists whose main decade lies twenty years back or more",
        found=old,
        among=recognised,
        without=groups.shares(is_old[artist], (decades > 0)[artist], groups.of_plays),
        expected=USUAL_OLD,
        spread=SPREAD,
    )
    builder = FindingBuilder(
        id="current_nostalgic",
        title="Main decades of the artists we know",
        population=f"{ALL_PLAYS} of artists in our table",
    )
    builder.row(
        "main decade twenty years back or more", percent(old, recognised), "percent", slot="old_share"
    )
    builder.row("main decade this one or the last", percent(fresh, recognised), "percent", slot="fresh_share")
    builder.row("the main decade of all", f"{_main(listening)}s", "decade", slot="decade")
    builder.total("recognised plays", recognised)
    return trait_of(POLES, standing, builder, sample=recognised, coverage_ratio=coverage)


def _main(listening: Listening) -> int:
    """Return the decade with the most plays, the earliest of equals."""
    decades = listening.known.decade
    values = np.unique(decades[(decades > 0) & (listening.artist_plays > 0)])
    return max(
        (int(value) for value in values),
        key=lambda value: int(listening.artist_plays[decades == value].sum()),
    )
