"""When the songs of the year's list came out."""

from collections import Counter

import numpy as np

from unwrapped_desktop.analysis.builder import FindingBuilder, Measured, percent
from unwrapped_desktop.analysis.stats import beyond
from unwrapped_desktop.analysis.top_lists.ranking import Ranking
from unwrapped_desktop.analysis.words import shown_title
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.top_lists import ListedSong

RELEASED = "songs on Spotify's list for about a year, by the year their album came out"

SONGS_NEEDED = 30
"""With fewer songs whose year is told nothing is said of years."""

CROWDED_SONGS, CROWDED_RATIO = 8, 1.5
"""A year of release stands out when it holds so many songs, and so many times as many as the next."""

OLD_YEARS = 20
STALE_YEARS = 3
FRESH_PERCENT = 60

NOT_TOLD = "Spotify told too few years of release."


def measure(ranking: Ranking) -> Measured:
    """Measure the years of release."""
    measured = Measured()
    dated = [song for song in ranking.songs_of_year if song.released is not None]
    years = sorted(song.released for song in dated if song.released is not None)
    if len(years) < SONGS_NEEDED:
        for name, unit in (
            ("middle_release", "year"),
            ("oldest_release", "year"),
            ("fresh_share", "percent"),
        ):
            measured.unavailable(f"lists.{name}", unit, NOT_TOLD)
        return measured
    this_year = ranking.lists.fetched_at.year
    fresh = fresh_songs(years, this_year)
    measured.fact("lists.middle_release", middle_of(years), "year", len(years))
    measured.fact("lists.oldest_release", years[0], "year", len(years))
    measured.fact("lists.fresh_share", percent(fresh, len(years)), "percent", len(years))
    found = (
        _crowded_year(years),
        _oldest(ranking, dated, years[-1]),
        _fresh(years, fresh, this_year),
        _stale(years, this_year),
    )
    measured.findings.extend(finding for finding in found if finding is not None)
    return measured


def middle_of(years: list[int]) -> int:
    """Return the lower median of some years."""
    return int(np.percentile(years, 50, method="lower"))


def fresh_songs(years: list[int], this_year: int) -> int:
    """Return how many came out this year or last."""
    return sum(year >= this_year - 1 for year in years)


def _crowded_year(years: list[int]) -> Finding | None:
    ranked = Counter(years).most_common(2)
    year, songs = ranked[0]
    if songs < CROWDED_SONGS or (len(ranked) > 1 and songs < CROWDED_RATIO * ranked[1][1]):
        return None
    builder = FindingBuilder(id="list_year", title=str(year), population=RELEASED)
    builder.row("year with the most songs", year, "year", slot="year")
    builder.row("songs of it", songs, slot="songs")
    builder.row("oldest year", years[0], "year", slot="oldest")
    builder.row("newest year", years[-1], "year", slot="newest")
    builder.total("songs whose year is told", len(years), slot="listed")
    return builder.finding(0.4 + 0.4 * beyond(songs / len(years), 0.15, 0.6))


def _oldest(ranking: Ranking, dated: list[ListedSong], newest: int) -> Finding | None:
    quotable = [(song.released, song.rank, song) for song in dated if ranking.may_quote(song)]
    if not quotable:
        return None
    year, rank, song = min(quotable, key=lambda one: (one[0] or 0, one[1]))
    oldest = min(other.released or 0 for other in dated)
    if year is None or year > oldest or newest - year < OLD_YEARS:
        return None
    builder = FindingBuilder(id="list_oldest", title="The oldest song", population=RELEASED)
    builder.row("song", shown_title(song.title), "track", slot="track")
    builder.row("by", song.artist, "artist", slot="artist")
    builder.row("came out in", year, "year", slot="year")
    builder.row("place on the list", rank, slot="rank")
    builder.total("years between it and the newest", newest - year, slot="age")
    return builder.finding(0.35 + 0.4 * beyond(newest - year, OLD_YEARS, 60))


def _fresh(years: list[int], fresh: int, this_year: int) -> Finding | None:
    share = percent(fresh, len(years))
    if share < FRESH_PERCENT:
        return None
    builder = FindingBuilder(id="list_fresh", title="New songs", population=RELEASED)
    builder.row("this year", this_year, "year", slot="year")
    builder.row("songs of this year or the last", fresh, slot="songs")
    builder.total("songs whose year is told", len(years), slot="listed")
    builder.total("share", share, "percent", slot="share")
    return builder.finding(0.4 + 0.4 * beyond(share, FRESH_PERCENT, 100))


def _stale(years: list[int], this_year: int) -> Finding | None:
    gap = this_year - years[-1]
    if gap < STALE_YEARS:
        return None
    builder = FindingBuilder(id="list_stale", title="The newest song", population=RELEASED)
    builder.row("newest year", years[-1], "year", slot="newest")
    builder.total("years since", gap, slot="gap")
    builder.total("songs whose year is told", len(years), slot="listed")
    return builder.finding(0.5 + 0.4 * beyond(gap, STALE_YEARS, 20))
