"""What an era sounded like: the artists who define it, and who rose and fell against the era before."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.analysis.builder import percent
from unwrapped_desktop.analysis.eras.boundaries import Boundary
from unwrapped_desktop.analysis.eras.months import Months
from unwrapped_desktop.analysis.listening import Array, Listening
from unwrapped_desktop.analysis.stats import Numbers
from unwrapped_desktop.analysis.words import month_words
from unwrapped_desktop.domain.era import ArtistChange, Era, EraArtist

DEFINING_MOST = 5
DEFINING_LEAST = 3
CHANGES_MOST = 3

TELLING_MIN_RATIO = 0.01
"""A fourth or fifth artist holds at least this share of the era."""

CHANGE_MIN_POINTS = 1.0
"""A smaller rise or fall is not worth a line."""

_UNHEARD_PLAYS = 1.0


def describe_eras(listening: Listening, months: Months, boundaries: Sequence[Boundary]) -> tuple[Era, ...]:
    """Return the eras that begin with the first month and at each boundary, in order."""
    starts = np.array([0, *(boundary.start for boundary in boundaries)])
    settled = (True, *(boundary.is_settled for boundary in boundaries))
    counts = np.add.reduceat(months.by_artist, starts, axis=0).astype(np.int64)
    ends = [*(int(start) for start in starts[1:]), len(months)]
    return tuple(
        _era(
            listening,
            months.month[start:end],
            counts,
            era=era,
            is_settled=settled[era],
        )
        for era, (start, end) in enumerate(zip(starts, ends, strict=True))
    )


def _era(listening: Listening, months: Array, counts: Array, *, era: int, is_settled: bool) -> Era:
    first, last = int(months[0]), int(months[-1])
    here, elsewhere = counts[era], counts.sum(axis=0) - counts[era]
    artists = _defining_artists(listening, here, elsewhere)
    risen, fallen = _changes(listening, counts[era - 1], here) if era else ((), ())
    return Era(
        title=_title(first, last, artists),
        first_month=_month_key(first),
        last_month=_month_key(last),
        plays=int(here.sum()),
        months=len(months),
        missing_months=last - first + 1 - len(months),
        artists=artists,
        risen=risen,
        fallen=fallen,
        is_settled=is_settled,
    )


def _defining_artists(listening: Listening, here: Array, elsewhere: Array) -> tuple[EraArtist, ...]:
    """Return the artists who most tell the era from the rest of the life, those whom sentences may name.

    By their part in the divergence of Kullback and Leibler 1951: share times the logarithm of share over share
    elsewhere, so that neither a favourite of all eras nor a single play leads. Where there is nothing elsewhere, by
    plays.
    """
    if elsewhere.sum() == 0:
        telling: Numbers = here.astype(np.float64)
    else:
        share = here / here.sum()
        expected = (elsewhere + _UNHEARD_PLAYS) / (elsewhere.sum() + _UNHEARD_PLAYS)
        telling = share * np.log(np.maximum(share, 1e-12) / expected)
    candidates = np.flatnonzero((here > 0) & listening.targets)
    order = _sorted(candidates, -telling[candidates], -here[candidates])
    total = int(here.sum())
    chosen = [
        code
        for place, code in enumerate(order[:DEFINING_MOST])
        if place < DEFINING_LEAST or (telling[code] > 0 and here[code] >= TELLING_MIN_RATIO * total)
    ]
    return tuple(
        EraArtist(
            name=listening.artist(code),
            plays=int(here[code]),
            share_percent=percent(int(here[code]), total),
            elsewhere_percent=percent(int(elsewhere[code]), int(elsewhere.sum()))
            if elsewhere.any()
            else None,
        )
        for code in chosen
    )


def _changes(
    listening: Listening, before: Array, here: Array
) -> tuple[tuple[ArtistChange, ...], tuple[ArtistChange, ...]]:
    """Return the artists who rose most and those who fell most, of those whom sentences may name."""
    points = (here / here.sum() - before / before.sum()) * 100
    risen = np.flatnonzero((points >= CHANGE_MIN_POINTS) & listening.targets)
    fallen = np.flatnonzero((points <= -CHANGE_MIN_POINTS) & listening.targets)
    return (
        _described_changes(listening, before, here, _sorted(risen, -points[risen])[:CHANGES_MOST]),
        _described_changes(listening, before, here, _sorted(fallen, points[fallen])[:CHANGES_MOST]),
    )


def _described_changes(
    listening: Listening, before: Array, here: Array, codes: Iterable[int]
) -> tuple[ArtistChange, ...]:
    changes = []
    for code in codes:
        then = percent(int(before[code]), int(before.sum()))
        now = percent(int(here[code]), int(here.sum()))
        # From the printed shares, so that the three figures agree.
        points = round(now - then, 4)
        changes.append(
            ArtistChange(name=listening.artist(code), before_percent=then, share_percent=now, points=points)
        )
    return tuple(changes)


def _sorted(codes: npt.NDArray[np.int64], *keys: npt.NDArray[np.generic]) -> list[int]:
    """Return the codes by their keys, the first key first; ties in the order of the names."""
    return [int(code) for code in codes[np.lexsort((codes, *reversed(keys)))]]


def _title(first: int, last: int, artists: Sequence[EraArtist]) -> str:
    dates = f"{month_words(first)} to {month_words(last)}"
    return f"{dates}: {artists[0].name}" if artists else dates


def _month_key(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"
