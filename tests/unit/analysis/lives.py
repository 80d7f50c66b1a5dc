"""Generated listening lives, month by month, and the listening they make."""

import string
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.reference import Reference, ReferenceArtist
from unwrapped_desktop.domain.forensics import SetAside, SourceKind
from unwrapped_desktop.domain.record import Names, Record, Rows

Plays = npt.NDArray[np.int64]
Mix = npt.NDArray[np.float64]

FIRST_MONTH = 2012 * 12
"""Lives begin in January 2012 unless told."""


class _EmptyReference(Reference):
    """A table without artists, asked without folding any name."""

    def bearers(self, names: Iterable[str]) -> list[tuple[ReferenceArtist, ...]]:
        return [() for _ in names]


NOBODY_KNOWN = _EmptyReference(b"", version="none")


@dataclass(frozen=True, kw_only=True)
class Life:
    """Plays of each artist in each month, one row a month, and the months in which a new mix begins."""

    plays: Plays
    changes: tuple[int, ...] = field(default=())

    def until(self, months: int) -> "Life":
        """The first months of it."""
        return Life(plays=self.plays[:months])


def month_name(index: int) -> str:
    """The name of the month that many after the first."""
    month = FIRST_MONTH + index
    return f"{month // 12}-{month % 12 + 1:02d}"


@cache
def artist_name(number: int) -> str:
    """An artist nobody knows; the order of the names is not that of the numbers."""
    letters = string.ascii_lowercase
    return f"{letters[number * 7 % 26]}{letters[number * 11 % 23]} performer {number}".title()


def listening_of(
    life: Life,
    *,
    order: Sequence[int] | None = None,
    source: SourceKind = SourceKind.EXTENDED_EXPORT,
    seconds: int = 180,
    reference: Reference | None = None,
) -> Listening:
    """What a life's plays are as listening; every play a minute after the last, from the second day of its month.

    Only artists who are heard are in the tables, sorted by their folded names as in any record. `order` rearranges the
    rows.
    """
    heard = np.flatnonzero(life.plays.sum(axis=0))
    names = sorted(artist_name(int(number)) for number in heard)
    places = {name: place for place, name in enumerate(names)}
    codes = np.array([places[artist_name(int(number))] for number in heard], dtype=np.int32)
    counts = life.plays[:, heard]
    artist = np.concatenate([np.repeat(codes, month) for month in counts] or [codes]).astype(np.int32)
    sizes = counts.sum(axis=1)
    months = np.datetime64("1970-01") + (FIRST_MONTH - 1970 * 12) + np.arange(len(sizes))
    starts = months.astype("datetime64[s]").astype(np.int64) + 86_400
    within = np.concatenate([np.arange(size) for size in sizes] or [np.zeros(0)]).astype(np.int64)
    ended_at_s = np.repeat(starts, sizes) + within * 60
    rearranged = np.arange(len(artist)) if order is None else np.asarray(order)
    rows = _rows(ended_at_s[rearranged], artist[rearranged], seconds)
    artists = np.arange(len(names), dtype=np.int32)
    record = Record(
        source=source,
        rows=rows,
        names=Names(
            artists=tuple(names),
            song_titles=tuple(f"Song of {name}" for name in names),
            song_artists=artists,
            track_songs=artists,
            albums=(),
            album_artists=np.zeros(0, dtype=np.int32),
        ),
        rows_total=len(rows),
        set_aside=SetAside(),
        files=(),
        data_sha256="",
        seed="",
    )
    return Listening(record, ZoneInfo("UTC"), NOBODY_KNOWN if reference is None else reference)


def _rows(ended_at_s: Plays, artist: npt.NDArray[np.int32], seconds: int) -> Rows:
    # What eras do not look at is unknown, columns of later formats included.
    columns: dict[str, Any] = dict.fromkeys(Rows.__slots__, np.full(len(artist), -1, dtype=np.int8))
    columns |= {
        "ended_at_s": ended_at_s,
        "played_ms": np.full(len(artist), seconds * 1000, dtype=np.int32),
        "artist": artist,
        "song": artist,
        "track": artist,
    }
    return Rows(**columns)


# ------------------------------------------------------------------------------------------------ mixes
def ranked(artists: int, power: float = 1.0) -> Mix:
    """Shares that fall with the rank (Zipf 1949)."""
    weights = 1 / np.arange(1, artists + 1) ** power
    shares: Mix = weights / weights.sum()
    return shares


def moods(
    random: np.random.Generator, months: int, artists: int, spread: float = 0.8, memory: float = 0.4
) -> Mix:
    """Factors by which favour comes and goes: log-normal, each month remembering some of the last."""
    level = np.empty((months, artists))
    level[0] = random.normal(size=artists)
    for month in range(1, months):
        level[month] = memory * level[month - 1] + (1 - memory**2) ** 0.5 * random.normal(size=artists)
    return np.exp(spread * level)


def drawn(random: np.random.Generator, mix: Mix, mean_plays: float | Mix) -> Plays:
    """Plays drawn from a mix, their number uneven from month to month."""
    totals = random.poisson(mean_plays * np.exp(0.35 * random.normal(size=len(mix)))) + 1
    return np.array(
        [random.multinomial(total, row / row.sum()) for total, row in zip(totals, mix, strict=True)]
    )


# ------------------------------------------------------------------------------------------------ kinds
def loyalist(seed: int, months: int = 96, *, mean_plays: float = 300) -> Life:
    """Sixty artists for ever, in changing moods."""
    random = np.random.default_rng(seed)
    mix = ranked(60)[random.permutation(60)] * moods(random, months, 60)
    return Life(plays=drawn(random, mix, mean_plays))


def switcher(
    seed: int,
    months: int = 96,
    *,
    changes: Sequence[int] | None = None,
    kept: float = 0.4,
    mean_plays: float = 300,
) -> Life:
    """Some artists stay, the others are all replaced at each change; changes are 8 to 29 months apart unless given."""
    random = np.random.default_rng(seed)
    if changes is None:
        steps = np.cumsum(random.integers(8, 30, size=months // 8))
        changes = [int(step) for step in steps if step < months - 6]
    bounds = [0, *changes, months]
    mix = np.zeros((months, 60 * (len(bounds) + 1)))
    core = ranked(60)[random.permutation(60)]
    for number, (start, end) in enumerate(pairwise(bounds)):
        mix[start:end, :60] = kept * core
        mix[start:end, 60 * (number + 1) : 60 * (number + 2)] = (1 - kept) * ranked(60)
    mix *= moods(random, months, mix.shape[1])
    return Life(plays=drawn(random, mix, mean_plays), changes=tuple(changes))


def drifter(seed: int, months: int = 60, *, start: int = 30, length: int = 6) -> Life:
    """Half of the artists give way to others, a little more each month for some months."""
    random = np.random.default_rng(seed)
    level = np.clip((np.arange(months) - start + 0.5) / length, 0, 1)[:, None]
    core = np.broadcast_to(0.5 * ranked(40), (months, 40))
    mix = np.hstack([core, 0.5 * (1 - level) * ranked(40), 0.5 * level * ranked(40)])
    mix = mix * moods(random, months, 120, 0.4)
    return Life(plays=drawn(random, mix, 300), changes=(start + length // 2,))


def returner(seed: int) -> Life:
    """An old favourite of 20 months is left for 16 and comes back for 20."""
    random = np.random.default_rng(seed)
    away = np.zeros((56, 1))
    away[20:36] = 1
    mix = np.hstack([np.broadcast_to(0.4 * ranked(40), (56, 40)), 0.6 * (1 - away), 0.6 * away])
    mix = mix * moods(random, 56, 42, 0.4)
    return Life(plays=drawn(random, mix, 250), changes=(20, 36))


def explorer(seed: int, months: int = 108, *, life_months: float = 8.0, mean_plays: float = 400) -> Life:
    """Hundreds of artists, each of whom comes and goes."""
    random = np.random.default_rng(seed)
    artists, when = 800, np.arange(months)[:, None]
    middle = random.uniform(-12, months + 12, artists)
    width = life_months * np.exp(0.6 * random.normal(size=artists))
    passing = random.pareto(1.3, artists) * np.exp(-0.5 * ((when - middle) / width) ** 2)
    passing /= passing.sum(axis=1, keepdims=True)
    core = np.broadcast_to(0.25 * ranked(40), (months, 40))
    mix = np.hstack([0.75 * passing, core]) * moods(random, months, artists + 40, 0.7)
    return Life(plays=drawn(random, mix, mean_plays))


def seasonal(seed: int, months: int = 96, *, christmas: float = 0.7, summer: float = 0.3) -> Life:
    """The same artists every month but for Christmas in December, some before and after, and songs of summer."""
    random = np.random.default_rng(seed)
    month = np.arange(months) % 12
    festive = np.select([month == 11, month == 10, month == 0], [christmas, 0.15, 0.1], 0.0)[:, None]
    sunny = np.where((month >= 5) & (month <= 7), summer, 0.0)[:, None]
    mix = np.hstack([(1 - festive - sunny) * ranked(60), festive * ranked(25), sunny * ranked(20)])
    return Life(plays=drawn(random, mix * moods(random, months, 105, 0.7), 250))


def bursty(seed: int, months: int = 96, *, intensity: float = 1.2) -> Life:
    """Infatuations of one to four months, one after the other, over a steady ground."""
    random = np.random.default_rng(seed)
    ground = ranked(80) * moods(random, months, 80)
    ground /= ground.sum(axis=1, keepdims=True)
    loves = np.zeros((months, 60))
    for number, start in enumerate(np.cumsum(random.geometric(0.35, size=60) + 1)):
        loves[start : start + random.integers(1, 5), number] = random.uniform(0.2, intensity)
    return Life(plays=drawn(random, np.hstack([ground, loves]), 300))


def growing(seed: int, months: int = 84) -> Life:
    """Twenty plays a month at first, hundreds at last, of ever more artists."""
    random = np.random.default_rng(seed)
    since = np.sort(random.integers(0, months, 200))
    since[:40] = 0
    known = np.arange(months)[:, None] >= since
    mix = known * ranked(200)[random.permutation(200)] * moods(random, months, 200)
    return Life(plays=drawn(random, mix, np.geomspace(20, 700, months)))


KINDS: dict[str, Callable[[int], Life]] = {
    "explorer": explorer,
    "restless explorer": lambda seed: explorer(seed, life_months=3),
    "loyalist": loyalist,
    "seasonal": seasonal,
    "bursty": bursty,
    "infatuated": lambda seed: bursty(seed, intensity=3.0),
    "growing": growing,
    "switcher": switcher,
    "restless switcher": lambda seed: switcher(seed, 180),
    "drifter": drifter,
    "thin": lambda seed: switcher(seed, mean_plays=40),
}
"""Kinds of life, from steady to restless."""
