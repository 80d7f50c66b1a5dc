"""Album or shuffle: whose order the songs come in, where it is one of the two."""

import numpy as np

from unwrapped_desktop.analysis.builder import ALL_PLAYS, FindingBuilder, percent
from unwrapped_desktop.analysis.expectation import USUAL_SHUFFLE
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.taste.resampling import DayGroups
from unwrapped_desktop.analysis.taste.traits.standing import no_trait, share_standing, trait_of
from unwrapped_desktop.domain.finding import Trait

POLES = ("album", "shuffle")
SPREAD = 0.7
LEAST_SHARE = 0.1
"""Of plays that are on shuffle or follow their album; with fewer neither can be said."""


def measure(listening: Listening, groups: DayGroups) -> Trait:
    """Measure the plays on shuffle, of those that are on shuffle or follow a song of the same album; 1 shuffles.

    A play that does neither, from a playlist or a search, speaks for none of the two.
    """
    if not (listening.has_shuffle and listening.has_albums):
        return no_trait(POLES, "This export does not record shuffle.")
    plays = len(listening)
    is_told, is_shuffled = listening.plays.shuffle >= 0, listening.plays.shuffle == 1
    follows = listening.follows_its_album
    speaks = is_shuffled | (follows & is_told)
    told, shuffled, sample = (int(np.sum(mask)) for mask in (is_told, is_shuffled, speaks))
    if sample < LEAST_SHARE * told:
        reason = "Next to nothing here is on shuffle or follows its album."
        return no_trait(POLES, reason, sample / plays)
    standing = share_standing(
        "plays on shuffle, of those on shuffle or in the order of an album",
        found=shuffled,
        among=sample,
        without=groups.shares(is_shuffled, speaks, groups.of_plays),
        expected=USUAL_SHUFFLE,
        spread=SPREAD,
    )
    builder = FindingBuilder(id="album_shuffle", title="Albums and shuffle", population=ALL_PLAYS)
    builder.row("on shuffle", percent(shuffled, told), "percent", slot="shuffle_share")
    builder.row(
        "after a song of the same album", percent(int(follows.sum()), plays), "percent", slot="album_share"
    )
    builder.total("plays", plays)
    return trait_of(POLES, standing, builder, sample=sample, coverage_ratio=told / plays)
