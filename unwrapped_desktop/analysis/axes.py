"""The two axes of the mission, computed with the formula in the open.

mainstream = sum(w * F(popularity)) + weak evidence for the unknown, over all plays, 0 underground to 1 charts.
acclaim    = (sum(w * a) + K * A0) / (sum(w) + K) with a = 1 - acclaim / 100 over known artists, 0 acclaimed to 1
             concerning: a Bayesian mean shrunk towards the middle by how little is known.

F is the percentile of the popularity within the reference table. Intervals are 90 % bootstrap intervals (Efron 1979) over
months of listening, with a fixed seed; the unknown share widens the mainstream interval by letting unknown artists be
anything between `UNKNOWN_LOW` and `UNKNOWN_HIGH`.
"""

from collections.abc import Callable

import numpy as np

from unwrapped_desktop.analysis.builder import FindingBuilder, percent
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.metrics.shelf import MIN_COVERAGE
from unwrapped_desktop.analysis.stats import half_up
from unwrapped_desktop.domain.report import AxisScore, Receipt

A0 = 0.5
K_SHARE = 0.1
"""The prior weighs as much as a tenth of all plays."""

UNKNOWN_VALUE = 0.35
UNKNOWN_WEIGHT = 0.25
"""An unknown artist is weak evidence of being little played: a quarter of a play at the 35th percentile."""

UNKNOWN_LOW, UNKNOWN_HIGH = 0.1, 0.7
FEW_MONTHS = 12
"""A shorter record is resampled by days: few months drawn anew are always the same months."""

BOOTSTRAP_ROUNDS = 200
BOOTSTRAP_SEED = 20_260_211


def measure_axes(listening: Listening) -> tuple[tuple[AxisScore, ...], tuple[Receipt, ...]]:
    """Return the axes `mainstream` and `acclaim` with their receipts."""
    percentiles, regard = _percentiles(listening), _regard(listening)
    mainstream = _axis(listening, "mainstream", percentiles, _mainstream, counts=_is_known(listening))
    acclaim = _axis(listening, "acclaim", regard, _acclaim, counts=regard >= 0)
    axes = (mainstream, acclaim)
    return axes, tuple(
        _receipt(listening, axis, values) for axis, values in zip(axes, (percentiles, regard), strict=True)
    )


def _is_known(listening: Listening) -> np.ndarray:
    return np.array([known is not None and not known.sacred for known in listening.known], dtype=bool)


def _percentiles(listening: Listening) -> np.ndarray:
    """Return for each artist code the percentile of its popularity in the table, -1 where unknown or sacred."""
    table = np.sort([artist.popularity for artist in listening.reference.artists])
    values = np.full(len(listening.known), -1.0)
    for code, known in enumerate(listening.known):
        if known is not None and not known.sacred:
            values[code] = (
                np.searchsorted(table, known.popularity, "left")
                + np.searchsorted(table, known.popularity, "right")
            ) / (2 * table.size)
    return values


def _regard(listening: Listening) -> np.ndarray:
    """Return for each artist code 1 - acclaim / 100, -1 where unknown, unjudged or sacred."""
    return np.array(
        [
            -1.0 if known is None or known.acclaim is None or known.sacred else 1 - known.acclaim / 100
            for known in listening.known
        ]
    )


def _mainstream(plays: np.ndarray, values: np.ndarray) -> float:
    known = values >= 0
    weight = float(plays[known].sum())
    weak = UNKNOWN_WEIGHT * float(plays[~known].sum())
    return (float((plays[known] * values[known]).sum()) + weak * UNKNOWN_VALUE) / max(weight + weak, 1e-9)


def _acclaim(plays: np.ndarray, values: np.ndarray) -> float:
    known = values >= 0
    prior = K_SHARE * float(plays.sum())
    return (float((plays[known] * values[known]).sum()) + prior * A0) / max(
        float(plays[known].sum()) + prior, 1e-9
    )


def _axis(
    listening: Listening,
    axis_id: str,
    values: np.ndarray,
    score: Callable[[np.ndarray, np.ndarray], float],
    *,
    counts: np.ndarray,
) -> AxisScore:
    plays = listening.artist_plays
    known = int(plays[counts].sum())
    coverage = known / len(listening)
    if coverage < MIN_COVERAGE:
        reason = _abstention(listening, coverage)
        return AxisScore(
            id=axis_id,
            value=None,
            low=None,
            high=None,
            coverage_ratio=round(coverage, 3),
            sample=known,
            reason=reason,
        )
    value = score(plays, values)
    low, high = np.percentile(_bootstrap(listening, values, score), [5, 95])
    error = 0.5 / float(np.sqrt(known))  # the standard error of as many plays, were they independent
    low, high = min(low, value - error), max(high, value + error)
    if axis_id == "mainstream":
        low, high = (
            low - (1 - coverage) * max(value - UNKNOWN_LOW, 0),
            high + (1 - coverage) * max(UNKNOWN_HIGH - value, 0),
        )
    return AxisScore(
        id=axis_id,
        value=round(value, 3),
        low=round(float(np.clip(min(low, value), 0, 1)), 3),
        high=round(float(np.clip(max(high, value), 0, 1)), 3),
        coverage_ratio=round(coverage, 3),
        sample=known,
    )


def _abstention(listening: Listening, coverage: float) -> str:
    """Return why there is no ruling: we do not know the artists, or we know them but cannot say this of them."""
    known = sum(
        int(listening.artist_plays[code]) for code, found in enumerate(listening.known) if found is not None
    )
    if known / len(listening) < MIN_COVERAGE:
        return f"We recognise {half_up(100 * known / len(listening))} % of your plays. That is our gap."
    return f"We can rate the artists of {half_up(100 * coverage)} % of your plays. That is our gap."


def _bootstrap(
    listening: Listening, values: np.ndarray, score: Callable[[np.ndarray, np.ndarray], float]
) -> np.ndarray:
    """Return scores of resampled records: whole months (or days) are drawn, since their plays belong together."""
    months = listening.at.month - int(listening.at.month.min())
    if int(months.max()) < FEW_MONTHS:
        months = listening.at.day - listening.first_day
    table = np.zeros((int(months.max()) + 1, len(listening.known)), dtype=np.int32)
    np.add.at(table, (months, listening.plays.artist), 1)
    table = table[table.any(axis=1)]
    random = np.random.default_rng(BOOTSTRAP_SEED)
    rounds = []
    for _ in range(BOOTSTRAP_ROUNDS):
        drawn = np.bincount(random.integers(0, len(table), len(table)), minlength=len(table))
        rounds.append(score(drawn @ table, values))
    return np.array(rounds)


def _receipt(listening: Listening, axis: AxisScore, values: np.ndarray) -> Receipt:
    """Return which artists pulled the score, the heaviest first."""
    known = values >= 0
    weight = np.where(known, listening.artist_plays * np.abs(values - 0.5), 0)
    builder = FindingBuilder(
        id=axis.id,
        title=f"What the {axis.id} score rests on",
        population="plays of 30 seconds or more of artists in our table",
    )
    for code in np.argsort(-weight, kind="stable")[:8]:
        if weight[code] > 0:
            builder.row(listening.artist(int(code)), percent(float(values[code]), 1), "percent")
    builder.total("plays counted", axis.sample)
    builder.total("share of all plays", percent(axis.sample, len(listening)), "percent")
    return builder.receipt()
