"""Seven traits: where a listener stands between two opposed ways of listening.

Each trait is one measured share or number, laid on a logistic curve whose middle is what a record of that size leads one
to expect. The middles and spreads are hand-set from general knowledge and unproven against real histories; the receipt
shows the measured number itself.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from unwrapped_desktop.analysis.builder import FindingBuilder, percent
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.metrics.albums import same_album_follows
from unwrapped_desktop.analysis.metrics.shelf import MIN_COVERAGE
from unwrapped_desktop.analysis.metrics.who import expected_effective_share, expected_ten_share
from unwrapped_desktop.analysis.stats import (
    effective_number,
    half_up,
    position,
    top_share,
    wilson_interval,
)
from unwrapped_desktop.domain.finding import Trait
from unwrapped_desktop.domain.report import AxisScore

NIGHT_FROM, NIGHT_TO = 22, 5
DAY_FROM, DAY_TO = 6, 18
DAY_S = 86_400
ALL_PLAYS = "plays of 30 seconds or more"


@dataclass(frozen=True, slots=True)
class _Curve:
    """A measured share (0 to 1) with the trials behind it, and the curve it is laid on."""

    share: float
    trials: int
    middle: float
    spread: float

    def axis(self, trait_id: str, coverage_ratio: float = 1.0) -> AxisScore:
        """Return the score with the 90 % Wilson interval of the share carried through the curve."""
        low, high = wilson_interval(self.share * self.trials, self.trials)
        ends = sorted(position(end, self.middle, self.spread) for end in (low, high))
        value = position(self.share, self.middle, self.spread)
        return AxisScore(
            id=trait_id,
            value=round(value, 3),
            low=round(min(ends[0], value), 3),
            high=round(max(ends[1], value), 3),
            coverage_ratio=round(coverage_ratio, 3),
            sample=self.trials,
        )


def _abstaining(
    trait_id: str, low_pole: str, high_pole: str, reason: str, coverage_ratio: float = 0.0
) -> Trait:
    axis = AxisScore(
        id=trait_id,
        value=None,
        low=None,
        high=None,
        coverage_ratio=round(coverage_ratio, 3),
        sample=0,
        reason=reason,
    )
    return Trait(id=trait_id, low_pole=low_pole, high_pole=high_pole, axis=axis, finding=None)


def _trait(
    low_pole: str, high_pole: str, curve: _Curve, builder: FindingBuilder, coverage_ratio: float = 1.0
) -> Trait:
    axis = curve.axis(builder.id, coverage_ratio)
    return Trait(
        id=builder.id, low_pole=low_pole, high_pole=high_pole, axis=axis, finding=builder.finding(1.0)
    )


def explorer_loyalist(listening: Listening) -> Trait:
    """Measure the share of the ten most played artists; 1 is loyal."""
    plays, artists = len(listening), int(np.sum(listening.artist_plays > 0))
    share = top_share(listening.artist_plays, 10)
    builder = FindingBuilder(
        id="explorer_loyalist", title="The ten most played artists", population=ALL_PLAYS
    )
    builder.row("artists in the list", 10, slot="ten")
    builder.row("their share of all plays", percent(share, 1), "percent", slot="ten_share")
    builder.total("artists", artists, slot="artists")
    builder.total("plays", plays, slot="plays")
    return _trait("explorer", "loyalist", _Curve(share, plays, expected_ten_share(plays), 0.1), builder)


def grazer_obsessive(listening: Listening) -> Trait:
    """Measure the share of plays that repeat a song within a day; 1 is obsessive."""
    repeats, most = _day_repeats(listening)
    share = repeats / len(listening)
    builder = FindingBuilder(
        id="grazer_obsessive",
        title="The same song again within a day",
        population=f"{ALL_PLAYS}, 24 hours between starts",
    )
    builder.row("plays of a song played in the day before", repeats)
    builder.row("their share", percent(repeats, len(listening)), "percent", slot="repeat_share")
    builder.row("the most plays of one song in one day", most, slot="day_plays")
    builder.total("different songs", int(np.sum(listening.song_plays > 0)), slot="songs")
    builder.total("plays", len(listening))
    return _trait("grazer", "obsessive", _Curve(share, len(listening), 0.12, 0.06), builder)


def _day_repeats(listening: Listening) -> tuple[int, int]:
    songs = np.repeat(np.arange(listening.song_plays.size), listening.song_plays)
    seconds = listening.at.second[listening.song_order]
    seconds -= listening.first_day * DAY_S
    seconds += songs * (listening.span_days * DAY_S + DAY_S + 1)  # no song comes near to the next
    seconds.sort(kind="stable")  # nearly sorted: songs are in order, their plays in that of their ends
    repeats = int(np.count_nonzero(np.diff(seconds) <= DAY_S))
    return repeats, int(listening.song_days[2].max())


def day_night(listening: Listening) -> Trait:
    """Measure the share of plays between 22:00 and 5:00; 1 is night."""
    hour, plays = listening.at.hour, len(listening)
    night = int(np.sum((hour >= NIGHT_FROM) | (hour < NIGHT_TO)))
    day = int(np.sum((hour >= DAY_FROM) & (hour < DAY_TO)))
    builder = FindingBuilder(
        id="day_night",
        title="Day and night",
        population=f"{ALL_PLAYS}, by the time they began, {listening.zone_name}",
    )
    builder.row("from 22:00 to 5:00", percent(night, plays), "percent", slot="night_share")
    builder.row("from 6:00 to 18:00", percent(day, plays), "percent", slot="day_share")
    builder.total(
        "nights with a play after midnight",
        listening.days_with(hour < NIGHT_TO),
        slot="nights",
    )
    builder.total("plays", plays)
    return _trait("day", "night", _Curve(night / plays, plays, 0.2, 0.07), builder)


def finisher_skipper(listening: Listening) -> Trait:
    """Measure the share of starts that were skipped; 1 skips."""
    if not (listening.has_skips and listening.has_endings):
        return _abstaining("finisher_skipper", "finisher", "skipper", "This export does not record skips.")
    rows = listening.rows
    starts, skips = int(np.sum(rows.skipped >= 0)), int(np.sum(rows.skipped == 1))
    builder = FindingBuilder(
        id="finisher_skipper", title="Starts, skips and endings", population="every start, short ones too"
    )
    builder.row("skipped", percent(skips, starts), "percent", slot="skip_share")
    builder.row(
        "played to the end", percent(int(np.sum(rows.finished == 1)), starts), "percent", slot="finish_share"
    )
    builder.total("started", starts, slot="starts")
    return _trait(
        "finisher", "skipper", _Curve(skips / starts, starts, 0.3, 0.09), builder, starts / len(rows)
    )


def album_shuffle(listening: Listening) -> Trait:
    """Measure the share of plays on shuffle; 1 shuffles."""
    if not (listening.has_shuffle and listening.has_albums):
        return _abstaining("album_shuffle", "album", "shuffle", "This export does not record shuffle.")
    told = int(np.sum(listening.plays.shuffle >= 0))
    shuffled = int(np.sum(listening.plays.shuffle == 1))
    follows = same_album_follows(listening)
    builder = FindingBuilder(id="album_shuffle", title="Albums and shuffle", population=ALL_PLAYS)
    builder.row("on shuffle", percent(shuffled, told), "percent", slot="shuffle_share")
    builder.row(
        "after a song of the same album", percent(follows, len(listening)), "percent", slot="album_share"
    )
    builder.total("plays", len(listening))
    return _trait(
        "album", "shuffle", _Curve(shuffled / told, told, 0.5, 0.15), builder, told / len(listening)
    )


def current_nostalgic(listening: Listening) -> Trait:
    """Measure the share of recognised plays by artists of older decades; 1 is nostalgic."""
    decades = listening.known.decade
    recognised = int(listening.artist_plays[decades > 0].sum())
    coverage = recognised / len(listening)
    if coverage < MIN_COVERAGE:
        reason = "Our table knows too few of these artists."
        return _abstaining("current_nostalgic", "current", "nostalgic", reason, coverage)
    last = int(listening.at.year.max())
    old = int(listening.artist_plays[(decades > 0) & (decades <= last - 20)].sum())
    fresh = int(listening.artist_plays[decades >= last // 10 * 10 - 10].sum())
    values = np.unique(decades[(decades > 0) & (listening.artist_plays > 0)])
    main = max(
        (int(value) for value in values),
        key=lambda value: int(listening.artist_plays[decades == value].sum()),
    )
    builder = FindingBuilder(
        id="current_nostalgic",
        title="Main decades of the artists we know",
        population=f"{ALL_PLAYS} of artists in our table",
    )
    builder.row(
        "main decade twenty years back or more", percent(old, recognised), "percent", slot="old_share"
    )
    builder.row("main decade this one or the last", percent(fresh, recognised), "percent", slot="fresh_share")
    builder.row("the main decade of all", f"{main}s", "decade", slot="decade")
    builder.total("recognised plays", recognised)
    return _trait("current", "nostalgic", _Curve(old / recognised, recognised, 0.35, 0.13), builder, coverage)


def broad_narrow(listening: Listening) -> Trait:
    """Measure how many artists matter, against how many a record of that size leads one to expect; 1 is narrow."""
    artists = int(np.sum(listening.artist_plays > 0))
    effective = effective_number(listening.artist_plays)
    builder = FindingBuilder(
        id="broad_narrow",
        title="Artists that matter",
        population=f"{ALL_PLAYS}; e to the Shannon entropy of plays",
    )
    builder.row("artists that matter", half_up(effective), slot="effective")
    builder.total("artists in all", artists, slot="artists_all")
    expected = expected_effective_number(len(listening), artists)
    narrow = 1 - min(effective / (2 * expected), 1.0)
    return _trait("broad", "narrow", _Curve(narrow, len(listening), 0.5, 0.14), builder)


def expected_effective_number(plays: int, artists: int) -> float:
    """Return how many artists that matter to expect: between a share of all artists and a curve in plays. Hand-set."""
    by_plays = 6.0 * float(np.power(float(max(plays, 1)), 0.28))
    return float(np.sqrt(by_plays * max(expected_effective_share(artists) * artists, 3.0)))


TRAITS: tuple[Callable[[Listening], Trait], ...] = (
    explorer_loyalist,
    grazer_obsessive,
    day_night,
    finisher_skipper,
    album_shuffle,
    current_nostalgic,
    broad_narrow,
)
"""In the order in which label pairs name their poles."""
