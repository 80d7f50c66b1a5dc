"""Suspects by session: private sessions with another taste."""

import numpy as np

from unwrapped_desktop.analysis.builder import FindingBuilder, percent
from unwrapped_desktop.analysis.suspects.clues import NAMES_SHOWN, Clues, suspect_of
from unwrapped_desktop.domain.exclusion import Exclusion, SuggestedReason
from unwrapped_desktop.domain.suspect import Suspect, SuspectKind

PLAYS_NEEDED = 20
DAYS_NEEDED = 3
PLAYS_OF_AN_ARTIST = 3
OUTSIDE_SHARE = 0.1
"""An artist of private sessions has at most this share of its plays outside of them."""

ANOTHER_TASTE_SHARE = 0.6


def find_private(clues: Clues) -> list[Suspect]:
    """Propose leaving out private sessions if most of what they hold is heard nowhere else."""
    listening = clues.listening
    where = listening.plays.private == 1
    plays = int(where.sum())
    if plays < PLAYS_NEEDED or 2 * plays > len(listening):
        return []
    inside = np.bincount(listening.plays.artist[where], minlength=listening.artist_plays.size)
    outside = listening.artist_plays - inside
    apart = (inside >= PLAYS_OF_AN_ARTIST) & (outside <= OUTSIDE_SHARE * listening.artist_plays)
    share = int(inside[apart].sum()) / plays
    days = int(np.unique(listening.at.day[where]).size)
    if share < ANOTHER_TASTE_SHARE or days < DAYS_NEEDED:
        return []
    builder = FindingBuilder(
        id="suspect.private",
        title="Private sessions with another taste",
        population=f"plays of 30 seconds or more in private sessions, {listening.zone_name}",
        shareable=False,
    )
    order = np.argsort(-np.where(apart, inside, 0), kind="stable")[: min(NAMES_SHOWN, int(apart.sum()))]
    for artist in order.tolist():
        builder.row(listening.artist(artist), int(inside[artist]))
    builder.row("days with private sessions", days)
    builder.row("by artists hardly heard elsewhere", percent(int(inside[apart].sum()), plays), "percent")
    return [
        suspect_of(
            listening,
            SuspectKind.PRIVATE,
            builder,
            exclusions=[Exclusion.of_private(reason=SuggestedReason.SOMEBODY_ELSE.value)],
            plays=plays,
            sureness=0.5 + 0.5 * share,
        )
    ]
