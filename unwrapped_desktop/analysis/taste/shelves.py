"""Sorts a record by decade, genre family and country, and says what may be said of that."""

from collections.abc import Callable

import numpy as np

from unwrapped_desktop.analysis.known import MIN_COVERAGE, Words
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.reference import country_name
from unwrapped_desktop.analysis.stats import descending, effective_number
from unwrapped_desktop.analysis.taste.resampling import DayGroups, jackknife_margin
from unwrapped_desktop.domain.shelves import Scope, Shelf, ShelfKind, Shelves

ARTISTS_NEEDED = 3
"""A shelf that fewer artists fill is theirs rather than the listener's."""

NEVER_COVERAGE = 0.9
"""From this share on, what is not there may be called absent."""

_NOUNS = {
    ShelfKind.DECADE: "decade",
    ShelfKind.FAMILY: "kind of music",
    ShelfKind.COUNTRY: "country",
}


def measure_shelves(listening: Listening) -> tuple[Shelves, ...]:
    """Return a record sorted by decade, by genre family and by country."""
    groups = DayGroups(listening)
    known = listening.known
    decades = np.where(known.decade > 0, known.decade.astype(np.str_), "")
    return (
        _sorted(listening, groups, ShelfKind.DECADE, decades, lambda decade: f"{decade}s"),
        _sorted(listening, groups, ShelfKind.FAMILY, known.family, str),
        _sorted(listening, groups, ShelfKind.COUNTRY, known.region, country_name),
    )


def _sorted(
    listening: Listening,
    groups: DayGroups,
    kind: ShelfKind,
    shelf_of_artist: Words,
    title: Callable[[str], str],
) -> Shelves:
    plays = listening.artist_plays
    names, places = np.unique(shelf_of_artist, return_inverse=True)
    counts = np.bincount(places, weights=plays, minlength=names.size).astype(np.int64)
    artists = np.bincount(places[plays > 0], minlength=names.size)
    counts[names == ""] = 0
    order = descending(counts)
    shelves = tuple(
        Shelf(name=title(str(names[place])), plays=int(counts[place]), artists=int(artists[place]))
        for place in order.tolist()
    )
    known = int(counts.sum())
    coverage = known / len(listening)
    main, reason = _main(kind, shelves, coverage, lambda: _leads(listening, groups, places, order))
    return Shelves(
        kind=kind,
        shelves=shelves,
        known_plays=known,
        coverage_ratio=coverage,
        effective=effective_number(counts),
        main=main,
        reason=reason,
        scope=_scope(shelves, coverage, len(listening)),
        may_say_never=coverage >= NEVER_COVERAGE,
    )


def _scope(shelves: tuple[Shelf, ...], coverage: float, plays: int) -> Scope:
    if coverage < MIN_COVERAGE:
        return Scope.NOTHING
    return Scope.OF_ALL if 2 * shelves[0].plays > plays else Scope.OF_THE_KNOWN


def _main(
    kind: ShelfKind, shelves: tuple[Shelf, ...], coverage: float, leads: Callable[[], bool]
) -> tuple[Shelf | None, str | None]:
    """Return the shelf that may be called the main one, or why none may."""
    if coverage < MIN_COVERAGE:
        return None, "Our table knows too few of these artists."
    if shelves[0].artists < ARTISTS_NEEDED:
        return None, f"One or two artists alone fill the {_NOUNS[kind]} that leads."
    if not leads():
        return None, f"No {_NOUNS[kind]} leads beyond chance."
    return shelves[0], None


def _leads(listening: Listening, groups: DayGroups, places: np.ndarray, order: np.ndarray) -> bool:
    """Whether the fullest shelf is fuller than the next by more than days might make it."""
    if order.size < 2:
        return True
    shelf = places[listening.plays.artist]
    everything = np.ones(shelf.size, dtype=bool)
    first, second = (groups.shares(shelf == place, everything, groups.of_plays) for place in order[:2])
    lead = float(np.mean(shelf == order[0]) - np.mean(shelf == order[1]))
    return lead > jackknife_margin(first - second)
