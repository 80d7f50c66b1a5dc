"""How well known an artist is: in the world, and at home."""

import numpy as np

from unwrapped_desktop.analysis.known import TENFOLD_POPULARITY, KnownArtists
from unwrapped_desktop.analysis.reference import Reference
from unwrapped_desktop.analysis.stats import Numbers
from unwrapped_desktop.domain.record import Codes, Integers

LISTENERS_COUNT = 0.5
"""Power of the listeners by which an artist counts in a percentile."""

HOME_ROWS = 30
"""Where the table knows fewer artists of a country, nobody's standing there is told."""

HOME_REACHES = 0.6
"""Where the greatest star of a country stands in the world, at the least."""


def percentiles(table: Codes, popularity: Integers) -> Numbers:
    """Return where popularities stand in a table, 0 to 1: the share of it below, and half of what is equal.

    An artist counts by the square root of the listeners. Were each to count once, a score would hang on how many small
    artists somebody wrote into the table, and a band of two hundred thousand listeners would pass for the charts; were
    each listener to count, the star of a small country would pass for obscure.

    Args:
        table: Popularity of the artists of the table, in any order.
        popularity: Of those asked for.
    """
    ascending = np.sort(table)
    held = np.concatenate(([0.0], np.cumsum(10 ** (LISTENERS_COUNT * ascending / TENFOLD_POPULARITY))))
    below, up_to = (held[np.searchsorted(ascending, popularity, side)] for side in ("left", "right"))
    return np.asarray((below + up_to) / (2 * max(held[-1], 1.0)))


def standing(reference: Reference, known: KnownArtists) -> Numbers:
    """Return how well known each artist code is, 0 to 1; anything where no popularity is known.

    In the world, or at home if that reaches further: whoever fills the stadiums of Portugal is not underground, although
    the world has not heard of them (Bauer & Schedl 2019 hold listeners against their country beside the world).
    """
    in_the_world = percentiles(reference.popularity, known.popularity)
    at_home = standing_at_home(reference, known)
    return np.maximum(in_the_world, HOME_REACHES * np.nan_to_num(at_home))


def standing_at_home(reference: Reference, known: KnownArtists) -> Numbers:
    """Return the percentile of each artist code among the artists of the same country, not a number where untold."""
    at_home = np.full(len(known), np.nan)
    for country in np.unique(known.region[known.in_table]).tolist():
        table = reference.popularity_by_region[country]
        if table.size >= HOME_ROWS:
            here = known.region == country
            at_home[here] = percentiles(table, known.popularity[here])
    return at_home
