"""Finisher or skipper."""

import numpy as np

from unwrapped_desktop.analysis.builder import FindingBuilder, percent
from unwrapped_desktop.analysis.expectation import USUAL_SKIPS
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.taste.resampling import DayGroups
from unwrapped_desktop.analysis.taste.traits.standing import no_trait, share_standing, trait_of
from unwrapped_desktop.domain.finding import Trait

POLES = ("finisher", "skipper")
SPREAD = 0.45


def measure(listening: Listening, groups: DayGroups) -> Trait:
    """Measure the share of starts that were skipped; 1 skips."""
    if not (listening.has_skips and listening.has_endings):
        return no_trait(POLES, "This export does not record skips.")
    rows = listening.rows
    is_told, is_skip = rows.skipped >= 0, rows.skipped == 1
    starts, skips = int(is_told.sum()), int(is_skip.sum())
    standing = share_standing(
        "starts that were skipped",
        found=skips,
        among=starts,
        without=groups.shares(is_skip, is_told, groups.of_rows),
        expected=USUAL_SKIPS,
        spread=SPREAD,
    )
    builder = FindingBuilder(
        id="finisher_skipper", title="Starts, skips and endings", population="every start, short ones too"
    )
    builder.row("skipped", percent(skips, starts), "percent", slot="skip_share")
    finished = int(np.sum(rows.finished == 1))
    builder.row("played to the end", percent(finished, starts), "percent", slot="finish_share")
    builder.total("started", starts, slot="starts")
    return trait_of(POLES, standing, builder, sample=starts, coverage_ratio=starts / len(rows))
