"""From a measured figure to a standing between two poles."""

from dataclasses import dataclass

import numpy as np

from unwrapped_desktop.analysis.builder import FindingBuilder
from unwrapped_desktop.analysis.stats import Numbers, position, wilson_interval
from unwrapped_desktop.analysis.taste.resampling import jackknife_margin
from unwrapped_desktop.domain.finding import Trait
from unwrapped_desktop.domain.report import AxisScore, Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A figure that may be held against an expectation.

    Attributes:
        what: What was measured, as a person reads it.
        value: The figure: a share of 0 to 1, or a number above 0.
        low: Lower end of its 90 % interval.
        high: Upper end.
        expected: What a usual listener's record of that size shows.
        place: Where the figure stands, 0 to 1.
        place_low: Lower end of its interval.
        place_high: Upper end.
        is_share: Whether it is a share.
    """

    what: str
    value: float
    low: float
    high: float
    expected: float
    place: float
    place_low: float
    place_high: float
    is_share: bool

    @property
    def measure(self) -> Measure:
        """The figure as a report holds it."""
        times, unit = (100, "percent") if self.is_share else (1, "count")
        value, low, high, expected = (
            round(float(times * number), 4) for number in (self.value, self.low, self.high, self.expected)
        )
        return Measure(what=self.what, value=value, low=low, high=high, expected=expected, unit=unit)


def share_standing(
    what: str, *, found: int, among: int, without: Numbers, expected: float, spread: float
) -> Standing:
    """Return where a share stands by its log odds: the more of it, the nearer to 1.

    Log odds (Berkson 1944) tell 2 % from 4 % as well as 50 % from 67 %.

    Args:
        what: What was measured.
        found: How many were found.
        among: Among how many.
        without: The share with each group of days left out once.
        expected: The share of a usual listener.
        spread: Distance from there in log odds at which the position reaches 0.73.
    """

    def place(share: float) -> float:
        hits = share * among
        return position(float(np.log((hits + 0.5) / (among - hits + 0.5))), middle, spread)

    value, middle = found / among, float(np.log(expected / (1 - expected)))
    margin = jackknife_margin(without)
    low, high = wilson_interval(found, among)  # the least there is to doubt, were all plays independent
    low, high = max(0.0, min(low, value - margin)), min(1.0, max(high, value + margin))
    return Standing(
        what=what,
        value=value,
        low=low,
        high=high,
        expected=expected,
        place=place(value),
        place_low=place(low),
        place_high=place(high),
        is_share=True,
    )


def fewness_standing(
    what: str, *, value: float, without: Numbers, expected: float, spread: float
) -> Standing:
    """Return where a number stands by how many times it is the expected one: the fewer, the nearer to 1.

    Args:
        what: What was measured.
        value: The number, above 0.
        without: The number with each group of days left out once, brought up to the size of the whole record.
        expected: The number of a usual listener.
        spread: Logarithm of the factor at which the position reaches 0.73.
    """
    margin = jackknife_margin(np.log(without))
    low, high = value * np.exp(-margin), value * np.exp(margin)

    def place(number: float) -> float:
        return position(-float(np.log(number / expected)), 0.0, spread)

    return Standing(
        what=what,
        value=value,
        low=float(low),
        high=float(high),
        expected=expected,
        place=place(value),
        place_low=place(float(high)),
        place_high=place(float(low)),
        is_share=False,
    )


def trait_of(
    poles: tuple[str, str],
    standing: Standing,
    builder: FindingBuilder,
    *,
    sample: int,
    coverage_ratio: float = 1.0,
) -> Trait:
    """Return the trait that a standing and its receipt make.

    Args:
        poles: The names of what stands at 0 and at 1.
        standing: Where the listener stands.
        builder: The receipt.
        sample: Plays, or starts, it rests on.
        coverage_ratio: Share of all plays that could be asked.
    """
    low_pole, high_pole = poles
    axis = AxisScore(
        id=builder.id,
        value=round(standing.place, 3),
        low=round(min(standing.place_low, standing.place), 3),
        high=round(max(standing.place_high, standing.place), 3),
        coverage_ratio=round(coverage_ratio, 3),
        sample=sample,
        measure=standing.measure,
    )
    return Trait(
        id=builder.id, low_pole=low_pole, high_pole=high_pole, axis=axis, finding=builder.finding(1.0)
    )


def no_trait(poles: tuple[str, str], reason: str, coverage_ratio: float = 0.0) -> Trait:
    """Return a trait on which there is no ruling, with the reason a person reads."""
    low_pole, high_pole = poles
    axis = AxisScore(
        id=f"{low_pole}_{high_pole}",
        value=None,
        low=None,
        high=None,
        coverage_ratio=round(coverage_ratio, 3),
        sample=0,
        reason=reason,
    )
    return Trait(id=axis.id, low_pole=low_pole, high_pole=high_pole, axis=axis, finding=None)
