"""Decades, kinds of music and countries: which leads, over how many plays are spread, and who is a star at home."""

import numpy as np

from unwrapped_desktop.analysis.builder import FindingBuilder, Measured, percent
from unwrapped_desktop.analysis.known import MIN_COVERAGE
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.taste.fame import standing_at_home
from unwrapped_desktop.analysis.taste.shelves import measure_shelves
from unwrapped_desktop.domain.shelves import Scope, ShelfKind, Shelves

TOO_FEW = "Our table knows too few of these artists."

_FACTS = {
    ShelfKind.DECADE: ("map.main_decade", "decade", "map.main_decade_share", "map.decades"),
    ShelfKind.FAMILY: ("map.main_family", "text", "map.main_family_share", "map.families"),
    ShelfKind.COUNTRY: ("map.main_country", "text", "map.main_country_share", "map.countries"),
}


def measure(listening: Listening) -> Measured:
    """Measure how the artists we know are sorted."""
    measured = Measured()
    for shelves in measure_shelves(listening):
        _state(measured, shelves)
        if shelves.kind is not ShelfKind.DECADE:  # the decades have a receipt among the remarks
            measured.findings.append(_receipt_of(shelves).finding(0.0))
    _middle_decade(listening, measured)
    _standing_at_home(listening, measured)
    return measured


def _state(measured: Measured, shelves: Shelves) -> None:
    main_id, unit, share_id, spread_id = _FACTS[shelves.kind]
    if shelves.main is None:
        reason = shelves.reason or TOO_FEW
        measured.unavailable(main_id, unit, reason)
        measured.unavailable(share_id, "percent", reason)
    else:
        measured.fact(main_id, shelves.main.name, unit, shelves.known_plays)
        measured.fact(
            share_id, percent(shelves.main.plays, shelves.known_plays), "percent", shelves.known_plays
        )
    if shelves.scope is Scope.NOTHING:
        measured.unavailable(spread_id, "count", TOO_FEW)
    else:
        measured.fact(spread_id, round(shelves.effective, 1), "count", shelves.known_plays)


def _receipt_of(shelves: Shelves) -> FindingBuilder:
    is_family = shelves.kind is ShelfKind.FAMILY
    builder = FindingBuilder(
        id="families" if is_family else "countries",
        title="Kinds of music of the artists we know"
        if is_family
        else "Home countries of the artists we know",
        population="plays of 30 seconds or more of artists in our table",
    )
    for shelf in shelves.shelves:
        builder.row(shelf.name, shelf.plays)
    builder.total("recognised plays", shelves.known_plays)
    builder.total("their share of all plays", round(100 * shelves.coverage_ratio, 4), "percent")
    return builder


def _middle_decade(listening: Listening, measured: Measured) -> None:
    """State the decade in the middle of the recognised plays, sorted by the main decades of their artists."""
    decades, plays = listening.known.decade, listening.artist_plays
    is_dated = (decades > 0) & (plays > 0)
    dated = int(plays[is_dated].sum())
    if dated < MIN_COVERAGE * len(listening):
        measured.unavailable("map.middle_decade", "decade", TOO_FEW)
        return
    order = np.argsort(decades[is_dated], kind="stable")
    held = np.cumsum(plays[is_dated][order])
    middle = decades[is_dated][order][np.searchsorted(held, dated / 2)]
    measured.fact("map.middle_decade", f"{int(middle)}s", "decade", dated)


def _standing_at_home(listening: Listening, measured: Measured) -> None:
    """State the average percentile of the artists among those of their own country, weighted by plays."""
    at_home = standing_at_home(listening.reference, listening.known)
    counts = ~np.isnan(at_home) & ~listening.known.is_sacred
    plays = np.where(counts, listening.artist_plays, 0)
    told = int(plays.sum())
    if told < MIN_COVERAGE * len(listening):
        measured.unavailable("map.standing_at_home", "percent", TOO_FEW)
    else:
        average = float(np.sum(plays[counts] * at_home[counts])) / told
        measured.fact("map.standing_at_home", percent(average, 1), "percent", told)
