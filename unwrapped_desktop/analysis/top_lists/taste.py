"""Traits and axes of lists. Four of the seven traits can be told; for the others there are no counts."""

from collections import Counter

import numpy as np

from unwrapped_desktop.analysis.builder import FindingBuilder
from unwrapped_desktop.analysis.expectation import (
    USUAL_ARTISTS_A_SONG,
    USUAL_LAST_REPEATS,
    USUAL_NAMES_STAYED,
    USUAL_SONGS_OLDER,
)
from unwrapped_desktop.analysis.stats import Numbers, effective_number
from unwrapped_desktop.analysis.taste.resampling import BOOTSTRAP_ROUNDS, BOOTSTRAP_SEED, GROUPS
from unwrapped_desktop.analysis.taste.traits import (
    album_shuffle,
    broad_narrow,
    current_nostalgic,
    day_night,
    explorer_loyalist,
    finisher_skipper,
    grazer_obsessive,
)
from unwrapped_desktop.analysis.taste.traits.standing import (
    fewness_standing,
    no_trait,
    share_standing,
    trait_of,
)
from unwrapped_desktop.analysis.taste.weighed import Weighed
from unwrapped_desktop.analysis.top_lists.last_plays import PLAYS_NEEDED, repeats
from unwrapped_desktop.analysis.top_lists.ranking import (
    ARTISTS_OF_THE_YEAR,
    LAST_PLAYS,
    SONGS_OF_THE_YEAR,
    YEAR_AND_MONTH_OF_ARTISTS,
    Ranking,
    song_key,
)
from unwrapped_desktop.analysis.top_lists.years import (
    NOT_TOLD,
    RELEASED,
    SONGS_NEEDED,
    fresh_songs,
    middle_of,
)
from unwrapped_desktop.analysis.words import fold
from unwrapped_desktop.domain.finding import Trait

SPREAD = 0.6
"""Distance in log odds from the usual share of names that stayed at which the score reaches 0.73."""

NO_COUNTS = "Spotify's lists say nothing of it."
NO_LIST = "Spotify told no list of that time."
NO_LAST_PLAYS = "Spotify told too few of the last plays."

NOTHING_LEFT_OUT: Numbers = np.zeros(0)
"""Lists have no days to leave out: intervals are those of the counts alone."""


def measure_traits(ranking: Ranking) -> tuple[Trait, ...]:
    """Return the traits, in the order of those of a record."""
    return (
        _explorer_loyalist(ranking),
        _grazer_obsessive(ranking),
        no_trait(day_night.POLES, NO_COUNTS),
        no_trait(finisher_skipper.POLES, NO_COUNTS),
        no_trait(album_shuffle.POLES, NO_COUNTS),
        _current_nostalgic(ranking),
        _broad_narrow(ranking),
    )


def _explorer_loyalist(ranking: Ranking) -> Trait:
    """Measure how many of the month's names are the year's."""
    listed = len(ranking.month)
    if not listed:
        return no_trait(explorer_loyalist.POLES, NO_LIST)
    stayed = sum(fold(artist.name) in ranking.year_rank for artist in ranking.month)
    builder = FindingBuilder(
        id="explorer_loyalist", title="The month beside the year", population=YEAR_AND_MONTH_OF_ARTISTS
    )
    builder.row("names on the month's list", listed, slot="listed")
    builder.row("of these on the year's list too", stayed, slot="stayed")
    builder.total("new to it", listed - stayed, slot="new")
    standing = share_standing(
        "names of the month that are on the year's list too",
        found=stayed,
        among=listed,
        without=NOTHING_LEFT_OUT,
        expected=USUAL_NAMES_STAYED,
        spread=SPREAD,
    )
    return trait_of(explorer_loyalist.POLES, standing, builder, sample=listed)


def _grazer_obsessive(ranking: Ranking) -> Trait:
    """Measure how many of the last plays were a song already among them."""
    plays = ranking.lists.last_plays
    if len(plays) < PLAYS_NEEDED:
        return no_trait(grazer_obsessive.POLES, NO_LAST_PLAYS)
    again = repeats(ranking)
    builder = FindingBuilder(id="grazer_obsessive", title="The last plays", population=LAST_PLAYS)
    builder.row("last plays told", len(plays), slot="recent")
    builder.row("different songs", len({song_key(play) for play in plays}))
    builder.total("of a song already among them", again, slot="again")
    standing = share_standing(
        "last plays of a song already among them",
        found=again,
        among=len(plays),
        without=NOTHING_LEFT_OUT,
        expected=USUAL_LAST_REPEATS,
        spread=grazer_obsessive.SPREAD,
    )
    return trait_of(grazer_obsessive.POLES, standing, builder, sample=len(plays))


def _current_nostalgic(ranking: Ranking) -> Trait:
    """Measure how many of the year's songs came out before last year."""
    years = sorted(song.released for song in ranking.songs_of_year if song.released is not None)
    if len(years) < SONGS_NEEDED:
        return no_trait(current_nostalgic.POLES, NOT_TOLD)
    fresh = fresh_songs(years, ranking.lists.fetched_at.year)
    builder = FindingBuilder(id="current_nostalgic", title="When the songs came out", population=RELEASED)
    builder.row("songs of this year or the last", fresh, slot="fresh")
    builder.row("songs from before", len(years) - fresh, slot="older")
    builder.total("middle year", middle_of(years), "year", slot="middle")
    standing = share_standing(
        "songs that came out before last year",
        found=len(years) - fresh,
        among=len(years),
        without=NOTHING_LEFT_OUT,
        expected=USUAL_SONGS_OLDER,
        spread=current_nostalgic.SPREAD,
    )
    coverage = len(years) / len(ranking.songs_of_year)
    return trait_of(current_nostalgic.POLES, standing, builder, sample=len(years), coverage_ratio=coverage)


def _broad_narrow(ranking: Ranking) -> Trait:
    """Measure over how many artists, in effect, the year's songs are spread: e to the entropy (Jost 2006)."""
    songs = len(ranking.songs_of_year)
    if songs < SONGS_NEEDED:
        return no_trait(broad_narrow.POLES, NO_LIST)
    counts = np.array(sorted(ranking.songs_by_artist.values()))
    builder = FindingBuilder(
        id="broad_narrow",
        title="Whose songs they are",
        population=f"{SONGS_OF_THE_YEAR}; e to the entropy of songs",
    )
    builder.row("songs", songs, slot="songs")
    builder.row("different artists", counts.size, slot="song_artists")
    builder.total("most songs of one artist", int(counts[-1]))
    effective = effective_number(counts)
    standing = fewness_standing(
        "artists the songs are spread over in effect",
        value=effective,
        without=_spread_without_each_group(ranking),
        expected=USUAL_ARTISTS_A_SONG * songs,
        spread=broad_narrow.SPREAD,
    )
    return trait_of(broad_narrow.POLES, standing, builder, sample=songs)


def _spread_without_each_group(ranking: Ranking) -> Numbers:
    """Return the effective number of artists with each twentieth of the songs left out, brought up to all of them."""
    artists = [fold(song.artist) for song in ranking.songs_of_year]
    numbers = []
    for group in range(GROUPS):
        left = [artist for place, artist in enumerate(artists) if place % GROUPS != group]
        counts = np.array(sorted(Counter(left).values()))
        numbers.append(effective_number(counts) * len(artists) / len(left))
    return np.array(numbers)


def weighed_by_list(ranking: Ranking) -> Weighed:
    """Return the artists of the year's list, each counted once: the list gives an order and no counts."""
    weights = np.zeros(len(ranking.names), dtype=np.int64)
    weights[[ranking.code(artist.name) for artist in ranking.year]] = 1

    def drawn(of_artists: Numbers) -> Numbers:
        listed = of_artists[weights > 0]
        random = np.random.default_rng(BOOTSTRAP_SEED)
        rounds = random.integers(0, len(listed), (BOOTSTRAP_ROUNDS, len(listed)))
        return np.asarray(listed[rounds].sum(axis=1))

    return Weighed(
        names=ranking.names,
        known=ranking.known,
        reference=ranking.reference,
        weights=weights,
        noun="listed names",
        population=f"{ARTISTS_OF_THE_YEAR}; names in our table, each counted once",
        drawn=drawn,
    )
