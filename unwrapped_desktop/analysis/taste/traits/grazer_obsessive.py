"""Grazer or obsessive: how often a song comes back within a day."""

import numpy as np

from unwrapped_desktop.analysis.builder import ALL_PLAYS, FindingBuilder, percent
from unwrapped_desktop.analysis.expectation import usual_repeats
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.taste.resampling import DayGroups
from unwrapped_desktop.analysis.taste.traits.standing import share_standing, trait_of
from unwrapped_desktop.domain.finding import Trait
from unwrapped_desktop.domain.record import Mask

POLES = ("grazer", "obsessive")
SPREAD = 0.6
DAY_S = 86_400


def measure(listening: Listening, groups: DayGroups) -> Trait:
    """Measure the share of plays that repeat a song within a day; 1 is obsessive.

    Whoever plays more in a day has more to repeat: the expectation grows with the plays on a day with any.
    """
    plays = len(listening)
    is_repeat = _repeats(listening)
    repeats, most = int(is_repeat.sum()), int(listening.song_days[2].max())
    standing = share_standing(
        "plays of a song played in the day before",
        found=repeats,
        among=plays,
        without=groups.shares(is_repeat, np.ones(plays, dtype=bool), groups.of_plays),
        expected=usual_repeats(plays / listening.days_heard.size),
        spread=SPREAD,
    )
    builder = FindingBuilder(
        id="grazer_obsessive",
        title="The same song again within a day",
        population=f"{ALL_PLAYS}, 24 hours between starts",
    )
    builder.row("plays of a song played in the day before", repeats)
    builder.row("their share", percent(repeats, plays), "percent", slot="repeat_share")
    builder.row("the most plays of one song in one day", most, slot="day_plays")
    builder.total("different songs", int(np.sum(listening.song_plays > 0)), slot="songs")
    builder.total("plays", plays)
    return trait_of(POLES, standing, builder, sample=plays)


def _repeats(listening: Listening) -> Mask:
    """Return for each play whether its song began a day before, or less."""
    songs = np.repeat(np.arange(listening.song_plays.size), listening.song_plays)
    seconds = listening.at.second[listening.song_order]
    seconds -= listening.first_day * DAY_S
    seconds += songs * (listening.span_days * DAY_S + DAY_S + 1)  # no song comes near to the next
    order = np.argsort(seconds, kind="stable")  # nearly sorted: songs are in order, their plays by their ends
    is_repeat = np.zeros(len(listening), dtype=bool)
    is_repeat[listening.song_order[order[1:]]] = np.diff(seconds[order]) <= DAY_S
    return is_repeat
