"""Day or night."""

import numpy as np

from unwrapped_desktop.analysis.builder import ALL_PLAYS, FindingBuilder, percent
from unwrapped_desktop.analysis.expectation import USUAL_NIGHT
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.taste.resampling import DayGroups
from unwrapped_desktop.analysis.taste.traits.standing import share_standing, trait_of
from unwrapped_desktop.domain.finding import Trait

POLES = ("day", "night")
SPREAD = 0.6
NIGHT_FROM, NIGHT_TO = 22, 5
DAY_FROM, DAY_TO = 6, 18


def measure(listening: Listening, groups: DayGroups) -> Trait:
    """Measure the share of plays between 22:00 and 5:00; 1 is night."""
    hour, plays = listening.at.hour, len(listening)
    is_night = (hour >= NIGHT_FROM) | (hour < NIGHT_TO)
    night, day = int(is_night.sum()), int(np.sum((hour >= DAY_FROM) & (hour < DAY_TO)))
    standing = share_standing(
        "plays from 22:00 to 5:00",
        found=night,
        among=plays,
        without=groups.shares(is_night, np.ones(plays, dtype=bool), groups.of_plays),
        expected=USUAL_NIGHT,
        spread=SPREAD,
    )
    builder = FindingBuilder(
        id="day_night",
        title="Day and night",
        population=f"{ALL_PLAYS}, by the time they began, {listening.zone_name}",
    )
    builder.row("from 22:00 to 5:00", percent(night, plays), "percent", slot="night_share")
    builder.row("from 6:00 to 18:00", percent(day, plays), "percent", slot="day_share")
    nights = listening.days_with(hour < NIGHT_TO)
    builder.total("nights with a play after midnight", nights, slot="nights")
    builder.total("plays", plays)
    return trait_of(POLES, standing, builder, sample=plays)
