"""Artists, and how much each of them counts: by its plays, or once for being on a list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from unwrapped_desktop.analysis.builder import ALL_PLAYS
from unwrapped_desktop.analysis.known import KnownArtists
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.reference import Reference
from unwrapped_desktop.analysis.stats import Numbers
from unwrapped_desktop.analysis.taste.resampling import bootstrap_sums
from unwrapped_desktop.domain.record import Integers


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What a score rests on.

    Attributes:
        names: Names of the artists, by artist code.
        known: What is known of them.
        reference: The table.
        weights: How much each counts, 0 or more.
        noun: What is counted, in the plural: `plays`.
        population: Which were counted, as a receipt says it.
        drawn: Takes what each artist code adds to some sums, a column for each; returns those sums over collections drawn
            anew, a row for each draw.
    """

    names: Sequence[str]
    known: KnownArtists
    reference: Reference
    weights: Integers
    noun: str
    population: str
    drawn: Callable[[Numbers], Numbers]

    @property
    def total(self) -> int:
        """Everything that counts, known or not."""
        return int(self.weights.sum())

    @property
    def recognised(self) -> int:
        """What counts of artists in the table."""
        return int(self.weights[self.known.in_table].sum())


def weighed_by_plays(listening: Listening) -> Weighed:
    """Return the artists of a record, each by its plays."""

    def drawn(of_artists: Numbers) -> Numbers:
        return bootstrap_sums(listening, np.asarray(of_artists[listening.plays.artist]))

    return Weighed(
        names=listening.record.names.artists,
        known=listening.known,
        reference=listening.reference,
        weights=listening.artist_plays,
        noun="plays",
        population=f"{ALL_PLAYS} of artists in our table",
        drawn=drawn,
    )
