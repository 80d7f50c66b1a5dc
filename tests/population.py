"""A thousand listeners who do not exist, made to differ in every way that is measured, and where they stand.

`python -m tests.population` prints the distribution of every axis and trait, as docs/taste.md shows it. The listeners
are drawn from distributions chosen by hand, round the figures that the expectations rest on: they show whether a score
is stuck or piles up at an end, not how real listeners are.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.reference import Reference, ReferenceArtist, load_reference
from unwrapped_desktop.analysis.taste.axes import measure_axes
from unwrapped_desktop.analysis.taste.traits import measure_traits
from unwrapped_desktop.analysis.taste.weighed import weighed_by_plays
from unwrapped_desktop.analysis.words import fold
from unwrapped_desktop.domain.forensics import SetAside, SourceKind
from unwrapped_desktop.domain.record import Names, Record, Rows, read_only
from unwrapped_desktop.domain.report import AxisScore

LISTENERS = 1000
ATOMS = 2500
"""Artists at hand for one listener."""

SONGS_OF_AN_ARTIST = 24
SONGS_OF_AN_ALBUM = 8
DAY_S = 86_400
LAST_S = 20_717 * DAY_S

Numbers = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Traits:
    """What makes one listener.

    Attributes:
        plays: How many plays.
        days: From the first to the last.
        discount: Of the process that brings new artists; more of it, more artists of one play.
        strength: Of the same; more of it, more artists that matter.
        fame: How much listeners count when artists are chosen: 0 not at all, 1 as in the world.
        unknown: Share of artists that no table knows.
        home: Share of known artists from the home country.
        repeats: Share of plays that play the last song again.
        albums: Share of sittings that are an album.
        shuffle: Share of the other sittings that are on shuffle.
        skips: Share of starts that are skipped.
        hour: Hour of the day round which plays lie.
        hours: How widely, in hours.
        looks_back: How strongly artists of old decades are preferred: 0 not, 1 by a power of ten for forty years.
        reads_critics: How strongly critics' favourites are preferred: 0 not, 1 by a power of ten for thirty points.
    """

    plays: int
    days: int
    discount: float
    strength: float
    fame: float
    unknown: float
    home: float
    repeats: float
    albums: float
    shuffle: float
    skips: float
    hour: float
    hours: float
    looks_back: float
    reads_critics: float


def drawn(random: np.random.Generator) -> Traits:
    """Return what makes a listener, drawn anew."""

    def share(middle: float, spread: float) -> float:
        odds = np.log(middle / (1 - middle)) + spread * random.normal()
        return float(1 / (1 + np.exp(-odds)))

    plays = int(np.clip(np.exp(random.normal(np.log(3_000), 1.2)), 120, 40_000))
    return Traits(
        plays=plays,
        days=int(np.clip(plays / np.exp(random.normal(np.log(8), 0.8)), 20, 5_000)),
        discount=float(np.clip(random.normal(0.5, 0.12), 0.15, 0.8)),
        strength=float(np.exp(random.normal(np.log(12), 0.7))),
        fame=float(random.normal(0.45, 0.4)),
        unknown=share(0.35, 1.0),
        home=share(0.5, 1.5),
        repeats=share(0.05, 1.0),
        albums=share(0.17, 1.0),
        shuffle=share(0.55, 1.0),
        skips=share(0.35, 0.7),
        hour=float(random.normal(17.5, 2.2)),
        hours=float(np.exp(random.normal(np.log(4.5), 0.25))),
        looks_back=float(random.normal(-0.6, 0.6)),
        reads_critics=float(random.normal(0.0, 0.6)),
    )


class World:
    """The artists whom listeners choose from."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        artists: Sequence[ReferenceArtist] = reference.artists[: len(reference)]
        self.names = np.array([artist.name for artist in artists])
        self.popularity = reference.popularity.astype(np.float64)
        self.region = np.array([artist.region for artist in artists])
        self.decade = np.array([artist.decade for artist in artists], dtype=np.float64)
        self.acclaim = np.array([60 if artist.acclaim is None else artist.acclaim for artist in artists])
        countries, counts = np.unique(self.region, return_counts=True)
        self.countries = countries
        self.country_weights = np.sqrt(counts) / np.sqrt(counts).sum()

    def pool(self, traits: Traits, random: np.random.Generator) -> list[str]:
        """Return the artists at hand for a listener, in no order of fame."""
        country = str(random.choice(self.countries, p=self.country_weights))
        weights = 10 ** (traits.fame * self.popularity / 22.5)
        weights = weights * 10 ** (traits.looks_back * (2020 - self.decade) / 40)
        weights = weights * 10 ** (traits.reads_critics * (self.acclaim - 60) / 30)
        at_home = self.region == country
        weights /= weights.sum()
        home = np.where(at_home, weights, 0.0)
        home /= home.sum()
        chance = traits.home * home + (1 - traits.home) * weights
        # Gumbel's trick: the largest of these are a draw without replacement.
        keys = np.log(np.maximum(chance, 1e-300)) + random.gumbel(size=chance.size)
        known = self.names[np.argsort(-keys)[:ATOMS]].tolist()
        is_unknown = random.random(ATOMS) < traits.unknown
        return [
            f"Nobody {number} Of {country}" if unknown else name
            for number, (name, unknown) in enumerate(zip(known, is_unknown.tolist(), strict=True))
        ]


def record_of(traits: Traits, world: World, random: np.random.Generator) -> Record:
    """Return the record of a listener."""
    names = world.pool(traits, random)
    order = sorted(range(len(names)), key=lambda place: fold(names[place]))
    place_of = np.empty(len(names), dtype=np.int64)
    place_of[order] = np.arange(len(names))
    artist, album, song, shuffled = _chosen(traits, random)
    artist = place_of[artist]
    song = artist * SONGS_OF_AN_ARTIST + song
    album = artist * (SONGS_OF_AN_ARTIST // SONGS_OF_AN_ALBUM) + album
    ended = _times(traits, random)
    skipped = np.repeat(
        np.arange(traits.plays), random.poisson(traits.skips / (1 - traits.skips), traits.plays)
    )
    played_ms = random.integers(100_000, 280_000, traits.plays)
    return _record(
        names=[names[place] for place in order],
        columns=(ended, played_ms, artist, song, album),
        shuffled=shuffled,
        skips=skipped,
    )


def _chosen(
    traits: Traits, random: np.random.Generator
) -> tuple[Integers, Integers, Integers, npt.NDArray[np.bool_]]:
    """Return artist, album, song and whether it was shuffled, for each play."""
    sticks = random.beta(1 - traits.discount, traits.strength + traits.discount * np.arange(1, ATOMS + 1))
    weights = sticks * np.concatenate(([1.0], np.cumprod(1 - sticks)[:-1]))
    weights /= weights.sum()
    plays = traits.plays
    artist = random.choice(ATOMS, plays, p=weights)
    taste = 1.0 / np.arange(1, SONGS_OF_AN_ARTIST + 1)
    song = random.choice(SONGS_OF_AN_ARTIST, plays, p=taste / taste.sum())
    # Sittings of ten songs: of an album, on shuffle, or neither.
    sitting = np.arange(plays) // 10
    kind = random.random(int(sitting[-1]) + 1)
    is_album = (kind < traits.albums)[sitting]
    is_shuffled = ~is_album & (random.random(int(sitting[-1]) + 1) < traits.shuffle)[sitting]
    first = sitting * 10
    artist = np.where(is_album, artist[first], artist)
    album = np.where(is_album, song[first] // SONGS_OF_AN_ALBUM, song // SONGS_OF_AN_ALBUM)
    in_order = album * SONGS_OF_AN_ALBUM + (np.arange(plays) - first) % SONGS_OF_AN_ALBUM
    song = np.where(is_album, in_order, song)
    repeats = np.flatnonzero(random.random(plays) < traits.repeats)
    for column in (artist, album, song):
        column[repeats] = column[np.maximum(repeats - 1, 0)]
    return artist, album, song, is_shuffled


def _times(traits: Traits, random: np.random.Generator) -> Integers:
    """Return when each play ended, ascending: days with much and with little, plays of a day close together."""
    activity = random.gamma(0.7, size=traits.days)
    sitting = np.arange(traits.plays) // 10
    sittings = int(sitting[-1]) + 1
    day = np.sort(random.choice(traits.days, sittings, p=activity / activity.sum()))
    hour = (traits.hour + traits.hours * random.normal(size=sittings)) % 24
    starts = np.sort(day * DAY_S + (hour * 3600).astype(np.int64))
    return LAST_S - traits.days * DAY_S + starts[sitting] + (np.arange(traits.plays) % 10) * 290


def _record(
    *,
    names: Sequence[str],
    columns: tuple[Integers, Integers, Integers, Integers, Integers],
    shuffled: npt.NDArray[np.bool_],
    skips: Integers,
) -> Record:
    """Return a record whose plays are these, with a skipped start after each place named in `skips`."""
    ended, played_ms, artist, song, album = columns
    order = np.argsort(np.concatenate((ended, ended[skips] + 6)), kind="stable")

    def both(of_plays: Any, of_skips: Any, kind: type[np.generic]) -> Any:
        return read_only(np.concatenate((of_plays, of_skips)).astype(kind)[order])

    count, started = ended.size, skips.size
    no, yes = np.zeros(count), np.ones(started)
    rows = Rows(
        ended_at_s=both(ended, ended[skips] + 6, np.int64),
        played_ms=both(played_ms, np.full(started, 5_000), np.int32),
        artist=both(artist, artist[skips], np.int32),
        song=both(song, song[skips], np.int32),
        track=both(song, song[skips], np.int32),
        album=both(album, album[skips], np.int32),
        skipped=both(no, yes, np.int8),
        finished=both(no + 1, yes - 1, np.int8),
        shuffle=both(shuffled, shuffled[skips], np.int8),
        private=both(no, yes - 1, np.int8),
        device=both(no - 1, -yes, np.int8),
    )
    artists, albums = len(names), SONGS_OF_AN_ARTIST // SONGS_OF_AN_ALBUM
    owners = np.repeat(np.arange(artists), SONGS_OF_AN_ARTIST).astype(np.int32)
    titles = [f"Song {number:02}" for number in range(SONGS_OF_AN_ARTIST)] * artists
    return Record(
        source=SourceKind.EXTENDED_EXPORT,
        rows=rows,
        names=Names(
            artists=tuple(names),
            song_titles=tuple(titles),
            song_artists=read_only(owners),
            track_songs=read_only(np.arange(owners.size).astype(np.int32)),
            albums=tuple([f"Album {number}" for number in range(albums)] * artists),
            album_artists=read_only(np.repeat(np.arange(artists), albums).astype(np.int32)),
        ),
        rows_total=len(rows),
        set_aside=SetAside(),
        files=(),
        data_sha256="",
        seed="",
    )


def people(count: int, seed: int = 1) -> Iterator[Listening]:
    """Yield listeners, the same ones each time."""
    world = World(load_reference())
    for number in range(count):
        random = np.random.default_rng((seed, number))
        yield Listening(record_of(drawn(random), world, random), ZoneInfo("UTC"), world.reference)


def scores(count: int = LISTENERS, seed: int = 1) -> Iterator[tuple[AxisScore, ...]]:
    """Yield the axes and traits of listeners."""
    for listening in people(count, seed):
        axes, _ = measure_axes(weighed_by_plays(listening))
        yield (*axes, *(trait.axis for trait in measure_traits(listening)))


def by_axis(found_of: Iterator[tuple[AxisScore, ...]]) -> Mapping[str, list[float | None]]:
    """Return the scores of each axis, None where it abstains."""
    found: dict[str, list[float | None]] = {}
    for axes in found_of:
        for axis in axes:
            found.setdefault(axis.id, []).append(axis.value)
    return found


def distribution_text(found: Mapping[str, list[float | None]]) -> str:
    """Return the distributions as a table in Markdown."""
    lines = [
        "| | 5 % | 25 % | half | 75 % | 95 % | under 0.05 | over 0.95 | no ruling | from 0 to 1 in tenths |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, values in found.items():
        ruled = np.array([value for value in values if value is not None])
        quantiles = " | ".join(f"{value:.2f}" for value in np.quantile(ruled, [0.05, 0.25, 0.5, 0.75, 0.95]))
        ends = f"{np.mean(ruled < 0.05):.0%} | {np.mean(ruled > 0.95):.0%}"
        tenths = np.histogram(ruled, bins=10, range=(0, 1))[0]
        bars = "".join("▁▂▃▄▅▆▇█"[min(int(8 * count / max(tenths.max(), 1)), 7)] for count in tenths)
        lines.append(f"| {name} | {quantiles} | {ends} | {1 - ruled.size / len(values):.0%} | {bars} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(distribution_text(by_axis(scores())) + "\n")
