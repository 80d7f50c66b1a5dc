"""The seven traits, one file each: where a listener stands between two opposed ways of listening.

A trait is one measured figure, held against what a usual listener's record of that size shows
(`unwrapped_desktop.analysis.expectation`) and laid on a logistic curve whose middle is that expectation.
"""

from collections.abc import Callable

from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.taste.resampling import DayGroups
from unwrapped_desktop.analysis.taste.traits import (
    album_shuffle,
    broad_narrow,
    current_nostalgic,
    day_night,
    explorer_loyalist,
    finisher_skipper,
    grazer_obsessive,
)
from unwrapped_desktop.domain.finding import Trait

TRAITS: tuple[Callable[[Listening, DayGroups], Trait], ...] = (
    explorer_loyalist.measure,
    grazer_obsessive.measure,
    day_night.measure,
    finisher_skipper.measure,
    album_shuffle.measure,
    current_nostalgic.measure,
    broad_narrow.measure,
)
"""In the order in which label pairs name their poles."""


def measure_traits(listening: Listening) -> tuple[Trait, ...]:
    """Return the traits of a record."""
    groups = DayGroups(listening)
    return tuple(measure(listening, groups) for measure in TRAITS)
