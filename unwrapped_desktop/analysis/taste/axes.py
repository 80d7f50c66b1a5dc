"""The two axes of the mission, computed with the formula in the open.

mainstream = (sum(w * F(popularity)) + u * U0) / (sum(w) + u), 0 underground to 1 charts.
acclaim    = (sum(w * a) + K * A0) / (sum(w) + K) with a = 1 - acclaim / 100, 0 acclaimed to 1 concerning: a Bayesian
             mean shrunk towards the middle by how little is known.

w are the plays of the artists we know, as shares of all plays; of lists, one for each name. F is the percentile of a popularity in the reference
table, or among the artists of the same country if that reaches further (`fame`). u is the weak evidence of artists we do not know: their share of all plays, times `UNKNOWN_WEIGHT`, times how
deep the table is where the known artists come from. Unknown is not obscure: a record from a country of which we know a
handful of artists says nothing by the others.

Intervals hold 90 %: bootstrap over months or days (over the names of a list), the table's own error, and for `mainstream` what the unknown artists
might be. Sacred artists stand outside.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from unwrapped_desktop.analysis.builder import FindingBuilder, percent
from unwrapped_desktop.analysis.known import MIN_COVERAGE
from unwrapped_desktop.analysis.stats import Numbers, half_up
from unwrapped_desktop.analysis.taste.fame import standing
from unwrapped_desktop.analysis.taste.weighed import Weighed
from unwrapped_desktop.domain.record import Mask
from unwrapped_desktop.domain.report import AxisScore, Pull, Receipt

A0 = 0.5
K_SHARE = 0.1
"""The prior weighs as much as a tenth of all plays."""

UNKNOWN_VALUE = 0.25
UNKNOWN_WEIGHT = 0.25
"""An unknown artist is weak evidence of being little played: a quarter of a play at the 25th percentile."""

DEEP_ROWS = 150
"""Of a country with so many artists in the table an unknown one is as much evidence as it can be; with half as many,
half as much."""

UNKNOWN_LOW, UNKNOWN_HIGH = 0.05, 0.6
"""What the unknown artists might be on average, at the least and at the most."""

POPULARITY_ERROR, ACCLAIM_ERROR = 0.08, 0.05
"""Standard error of one artist's value on the axis: see docs/reference-table.md for how it was measured."""

NORMAL_90 = 1.645
PULLS_AT_AN_END = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evidence:
    """What an axis rests on.

    Attributes:
        id: Name of the axis.
        values: Where each artist code stands, 0 to 1; anything where that is not known.
        is_known: Whether it is known.
        counts: Whether an artist counts at all, known or not.
        error: Standard error of a value: the table is an opinion.
        prior_value: What is mixed with the known.
        prior_weight: How much of it: takes sums, a row each, of plays times value, plays of the known, plays of the
            unknown, all plays; returns so many plays for each row.
        prior_words: What that stands for.
    """

    id: str
    values: Numbers
    is_known: Mask
    counts: Mask
    error: float
    prior_value: float
    prior_weight: Callable[[Numbers], Numbers]
    prior_words: str

    def score(self, sums: Numbers) -> Numbers:
        """Return the score of sums, a row each."""
        weight = self.prior_weight(sums)
        total = np.maximum(sums[:, 1] + weight, 1e-9)
        return np.asarray((sums[:, 0] + weight * self.prior_value) / total)

    def computed(self, sums: Numbers, noun: str) -> str:
        """Return the formula with the figures in it, which count what the noun says."""
        known, weight = float(sums[1]), float(self.prior_weight(sums[np.newaxis])[0])
        mean = float(sums[0]) / max(known, 1e-9)
        return (
            f"({mean:.3f} x {known:,.0f} {noun} we know + {self.prior_value} x {weight:,.1f} {self.prior_words}) / "
            f"({known:,.0f} + {weight:,.1f})"
        )

    def of_artists(self) -> Numbers:
        """Return what each artist code adds to the sums."""
        known, unknown = self.is_known & self.counts, ~self.is_known & self.counts
        return np.stack([np.where(known, self.values, 0.0), known, unknown, np.ones(known.size)], axis=1)


def measure_axes(weighed: Weighed) -> tuple[tuple[AxisScore, ...], tuple[Receipt, ...]]:
    """Return the axes `mainstream` and `acclaim` with their receipts."""
    evidence = (_fame(weighed), _regard(weighed))
    axes = tuple(_axis(weighed, one) for one in evidence)
    return axes, tuple(_receipt(weighed, axis) for axis in axes)


def table_depth(weighed: Weighed) -> float:
    """Return how well the table knows the countries that a record's known artists come from, 0 to 1."""
    region, weights = weighed.known.region, weighed.weights
    known_there = weighed.reference.popularity_by_region
    is_known = weighed.known.in_table
    countries = set(region[is_known].tolist())
    depths = {country: min(known_there[country].size / DEEP_ROWS, 1.0) for country in countries}
    depth = np.array([depths[country] for country in region[is_known].tolist()])
    return float(np.sum(depth * weights[is_known]) / max(weighed.recognised, 1))


def _fame(weighed: Weighed) -> _Evidence:
    known, weight = weighed.known, UNKNOWN_WEIGHT * table_depth(weighed)
    return _Evidence(
        id="mainstream",
        values=standing(weighed.reference, known),
        is_known=known.popularity >= 0,
        counts=~known.is_sacred,
        error=POPULARITY_ERROR,
        prior_value=UNKNOWN_VALUE,
        prior_weight=lambda sums: np.asarray(weight * sums[:, 2]),
        prior_words="for the unknown",
    )


def _regard(weighed: Weighed) -> _Evidence:
    known = weighed.known
    return _Evidence(
        id="acclaim",
        values=1 - known.acclaim / 100,
        is_known=known.acclaim >= 0,
        counts=~known.is_sacred,
        error=ACCLAIM_ERROR,
        prior_value=A0,
        prior_weight=lambda sums: np.asarray(K_SHARE * sums[:, 3]),
        prior_words="for the middle",
    )


def _axis(weighed: Weighed, evidence: _Evidence) -> AxisScore:
    weights = weighed.weights
    rests_on = evidence.is_known & evidence.counts
    sample = int(weights[rests_on].sum())
    coverage = sample / weighed.total
    if coverage < MIN_COVERAGE:
        return AxisScore(
            id=evidence.id,
            value=None,
            low=None,
            high=None,
            coverage_ratio=round(coverage, 3),
            sample=sample,
            reason=_abstention(weighed, coverage),
        )
    of_artists = evidence.of_artists()
    sums = weights @ of_artists
    value = float(evidence.score(sums[np.newaxis])[0])
    drawn = evidence.score(weighed.drawn(of_artists))
    low, high = (float(end) for end in np.percentile(drawn, [5, 95]))
    # The artists' values are wrong independently of each other: a record of few artists is the less sure.
    shares = weights[rests_on] / sample
    table_margin = NORMAL_90 * evidence.error * float(np.sqrt(np.sum(shares**2)))
    low, high = (value - np.hypot(value - low, table_margin), value + np.hypot(high - value, table_margin))
    if evidence.id == "mainstream":
        unknown = 1 - coverage
        low -= unknown * max(value - UNKNOWN_LOW, 0)
        high += unknown * max(UNKNOWN_HIGH - value, 0)
    return AxisScore(
        id=evidence.id,
        value=round(value, 3),
        low=round(float(np.clip(min(low, value), 0, 1)), 3),
        high=round(float(np.clip(max(high, value), 0, 1)), 3),
        coverage_ratio=round(coverage, 3),
        sample=sample,
        pulls=_pulls(weighed, evidence, of_artists, sums, value),
        computed=evidence.computed(sums, weighed.noun),
    )


def _pulls(
    weighed: Weighed, evidence: _Evidence, of_artists: Numbers, sums: Numbers, value: float
) -> tuple[Pull, ...]:
    """Return who moves the score furthest, towards 1 first: the score less what it would be without them."""
    weights = weighed.weights
    without = evidence.score(np.maximum(sums - weights[:, np.newaxis] * of_artists, 0.0))
    pull = np.where(evidence.is_known & evidence.counts & (weights > 0), value - without, 0.0)
    order = np.argsort(-pull, kind="stable")
    up = [code for code in order[:PULLS_AT_AN_END].tolist() if pull[code] > 0]
    down = [code for code in order[-PULLS_AT_AN_END:].tolist() if pull[code] < 0]
    return tuple(
        Pull(
            name=weighed.names[code],
            plays=int(weights[code]),
            value=round(float(evidence.values[code]), 3),
            pull=round(float(pull[code]), 4),
        )
        for code in (*up, *down)
    )


def _abstention(weighed: Weighed, coverage: float) -> str:
    """Return why there is no ruling: we do not know the artists, or we know them but cannot say this of them."""
    recognised = weighed.recognised / weighed.total
    if recognised < MIN_COVERAGE:
        return f"We recognise {half_up(100 * recognised)} % of your {weighed.noun}. That is our gap."
    return f"We can rate the artists of {half_up(100 * coverage)} % of your {weighed.noun}. That is our gap."


_TITLES = {
    "mainstream": "Who pulls towards the charts, and who away from them",
    "acclaim": "Who pulls towards what worries critics, and who away from it",
}


def _receipt(weighed: Weighed, axis: AxisScore) -> Receipt:
    """Return which artists pulled the score, in points of a hundred: those at the upper end first."""
    builder = FindingBuilder(
        id=axis.id,
        title=_TITLES[axis.id],
        population=f"{weighed.population}; points of 100",
    )
    for pull in axis.pulls:
        builder.row(pull.name, round(100 * pull.pull, 2), "points")
    builder.total(f"{weighed.noun} counted", axis.sample)
    builder.total(f"share of all {weighed.noun}", percent(axis.sample, weighed.total), "percent")
    told = int(weighed.weights[weighed.known.told_popularity >= 0].sum())
    if axis.id == "mainstream" and told:
        builder.total(f"{weighed.noun} of artists whose popularity Spotify itself told", told)
    return builder.receipt()
