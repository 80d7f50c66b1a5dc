"""Who leads the lists of artists, who came, who went."""

from collections.abc import Iterator, Mapping, Sequence

from unwrapped_desktop.analysis.builder import FindingBuilder, Measured, percent
from unwrapped_desktop.analysis.stats import beyond
from unwrapped_desktop.analysis.top_lists.ranking import (
    ALL_ARTIST_LISTS,
    ARTISTS_OF_THE_YEAR,
    YEAR_AND_MONTH_OF_ARTISTS,
    Ranking,
)
from unwrapped_desktop.analysis.words import fold
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.top_lists import ListedArtist

TEN = 10
TURNOVER_PERCENT = 50
"""A month's list is new when more than half of its names are not on the year's."""

KEPT_OF_TEN = 7
CLIMBED_FROM = 15

NOT_TOLD = "Spotify told no list of artists for that time."


def measure(ranking: Ranking) -> Measured:
    """Measure the lists of artists."""
    measured = Measured()
    _facts(ranking, measured)
    found = (
        _limits(ranking),
        *_leaders(ranking),
        _newcomer(ranking),
        _climber(ranking),
        _gone(ranking),
        _turnover(ranking),
        _kept(ranking),
        _held(ranking),
    )
    measured.findings.extend(finding for finding in found if finding is not None)
    return measured


def _facts(ranking: Ranking, measured: Measured) -> None:
    measured.fact("lists.artists", len(ranking.year), "count", len(ranking.year))
    measured.fact("lists.first_artist", ranking.year[0].name, "artist", len(ranking.year))
    if not ranking.month:
        for name, unit in (("month_artist", "artist"), ("month_new_share", "percent"), ("ten_kept", "count")):
            measured.unavailable(f"lists.{name}", unit, NOT_TOLD)
        return
    new = sum(fold(artist.name) not in ranking.year_rank for artist in ranking.month)
    measured.fact("lists.month_artist", ranking.month[0].name, "artist", len(ranking.month))
    measured.fact("lists.month_new_share", percent(new, len(ranking.month)), "percent", len(ranking.month))
    measured.fact("lists.ten_kept", _kept_of_ten(ranking), "count", TEN)


def _limits(ranking: Ranking) -> Finding | None:
    """Find what there is to go by: the page is short, and says why."""
    if not ranking.songs_of_year:
        return None
    builder = FindingBuilder(
        id="list_limits", title="What Spotify tells", population=f"{ARTISTS_OF_THE_YEAR}; songs likewise"
    )
    builder.row("artists on the year's list", len(ranking.year), slot="artists")
    builder.row("songs on the year's list", len(ranking.songs_of_year), slot="songs")
    return builder.finding(1.0)


def _leaders(ranking: Ranking) -> Iterator[Finding | None]:
    if not ranking.month:
        return
    first, now = ranking.year[0], ranking.month[0]
    # Whoever led may be left out by the listener: then nobody is first.
    if (first.rank, now.rank) != (1, 1) or not (ranking.may_name(first.name) and ranking.may_name(now.name)):
        return
    if fold(first.name) == fold(now.name):
        yield _same_first(ranking, first)
    else:
        yield _deposed(ranking, first, now)


def _same_first(ranking: Ranking, first: ListedArtist) -> Finding | None:
    places = ranking.ranks_everywhere.get(fold(first.name), ())
    second = next((artist for artist in ranking.year if artist.rank == first.rank + 1), None)
    if set(places) != {1} or second is None or not ranking.may_name(second.name):
        return None
    builder = FindingBuilder(id="list_same_first", title="First on all lists", population=ALL_ARTIST_LISTS)
    builder.row("first", first.name, "artist", slot="artist")
    builder.row("second on the year's list", second.name, "artist", slot="second")
    builder.total("lists they are first on", len(places), slot="lists")
    return builder.finding(0.6)


def _deposed(ranking: Ranking, first: ListedArtist, now: ListedArtist) -> Finding:
    builder = FindingBuilder(
        id="list_deposed", title="First then, first now", population=YEAR_AND_MONTH_OF_ARTISTS
    )
    builder.row("first on the year's list", first.name, "artist", slot="artist")
    builder.row("first on the month's list", now.name, "artist", slot="now")
    fallen = ranking.month_rank.get(fold(first.name))
    risen = ranking.year_rank.get(fold(now.name))
    if fallen is not None:
        builder.total("where the year's first stands in the month", fallen, slot="rank")
    if risen is not None:
        builder.total("where the month's first stands in the year", risen, slot="now_rank")
    return builder.finding(0.5 + 0.3 * beyond(fallen or 51, 2, 40))


def _newcomer(ranking: Ranking) -> Finding | None:
    """Find the highest artist of the month who is not on the year's list."""
    new = _first_missing(ranking, ranking.month, ranking.year_rank)
    if new is None:
        return None
    builder = FindingBuilder(id="list_newcomer", title=new.name, population=YEAR_AND_MONTH_OF_ARTISTS)
    builder.row("artist", new.name, "artist", slot="artist")
    builder.row("place on the month's list", new.rank, slot="rank")
    builder.total("names on the year's list, all others", len(ranking.year), slot="listed")
    return builder.finding(0.45 + 0.35 * beyond(new.rank, 10, 1))


def _first_missing(
    ranking: Ranking, artists: Sequence[ListedArtist], elsewhere: Mapping[str, int]
) -> ListedArtist | None:
    """Return the highest of the first ten who stands nowhere on the other list, and may be named."""
    missing = (artist for artist in _ten(artists) if fold(artist.name) not in elsewhere)
    return next((artist for artist in missing if ranking.may_name(artist.name)), None)


def _climber(ranking: Ranking) -> Finding | None:
    """Find who rose furthest into the first ten of the month."""
    risen = [
        (ranking.year_rank.get(fold(artist.name), 0) - artist.rank, artist)
        for artist in _ten(ranking.month)
        if ranking.year_rank.get(fold(artist.name), 0) >= CLIMBED_FROM and ranking.may_name(artist.name)
    ]
    if not risen:
        return None
    climbed, artist = max(risen, key=lambda one: one[0])
    builder = FindingBuilder(id="list_climber", title=artist.name, population=YEAR_AND_MONTH_OF_ARTISTS)
    builder.row("artist", artist.name, "artist", slot="artist")
    builder.row("place on the year's list", artist.rank + climbed, slot="before")
    builder.row("place on the month's list", artist.rank, slot="rank")
    return builder.finding(0.4 + 0.35 * beyond(climbed, 10, 45))


def _gone(ranking: Ranking) -> Finding | None:
    """Find who leads the year and is not on the month's list at all."""
    if not ranking.month:
        return None
    gone = _first_missing(ranking, ranking.year, ranking.month_rank)
    if gone is None:
        return None
    builder = FindingBuilder(id="list_gone", title=gone.name, population=YEAR_AND_MONTH_OF_ARTISTS)
    builder.row("artist", gone.name, "artist", slot="artist")
    builder.row("place on the year's list", gone.rank, slot="rank")
    builder.total("names on the month's list, all others", len(ranking.month), slot="listed")
    return builder.finding(0.4 + 0.35 * beyond(gone.rank, 10, 1))


def _turnover(ranking: Ranking) -> Finding | None:
    listed = len(ranking.month)
    new = sum(fold(artist.name) not in ranking.year_rank for artist in ranking.month)
    share = percent(new, listed)
    if listed < TEN or share <= TURNOVER_PERCENT:
        return None
    builder = FindingBuilder(
        id="list_turnover", title="The month beside the year", population=YEAR_AND_MONTH_OF_ARTISTS
    )
    builder.row("names on the month's list", listed, slot="listed")
    builder.row("of these not on the year's list", new, slot="new")
    builder.total("share", share, "percent", slot="share")
    return builder.finding(0.4 + 0.4 * beyond(share, TURNOVER_PERCENT, 90))


def _ten(artists: Sequence[ListedArtist]) -> list[ListedArtist]:
    """Return those at the first ten places; fewer where the listener has left somebody out."""
    return [artist for artist in artists if artist.rank <= TEN]


def _kept_of_ten(ranking: Ranking) -> int:
    """Return how many of the month's first ten are also in the year's first ten."""
    of_year, of_month = (
        {fold(artist.name) for artist in _ten(listed)} for listed in (ranking.year, ranking.month)
    )
    return len(of_year & of_month)


def _kept(ranking: Ranking) -> Finding | None:
    kept = _kept_of_ten(ranking)
    if kept < KEPT_OF_TEN:
        return None
    builder = FindingBuilder(id="list_kept", title="The first ten", population=YEAR_AND_MONTH_OF_ARTISTS)
    builder.row("places looked at on each list", TEN, slot="ten")
    builder.row("artists in both", kept, slot="kept")
    builder.total("artists of the month alone", len(_ten(ranking.month)) - kept, slot="new")
    return builder.finding(0.4 + 0.4 * beyond(kept, KEPT_OF_TEN - 1, TEN))


def _held(ranking: Ranking) -> Finding | None:
    """Find who stands in the first ten of all lists without being first on the year's."""
    held = next(
        (
            artist
            for artist in _ten(ranking.year)
            if artist.rank > 1
            and max(ranking.ranks_everywhere.get(fold(artist.name), (TEN + 1,))) <= TEN
            and ranking.may_name(artist.name)
        ),
        None,
    )
    if held is None:
        return None
    places = ranking.ranks_everywhere[fold(held.name)]
    builder = FindingBuilder(id="list_held", title=held.name, population=ALL_ARTIST_LISTS)
    builder.row("artist", held.name, "artist", slot="artist")
    builder.row("place on the year's list", held.rank, slot="year_rank")
    builder.row("place on the month's list", places[0], slot="rank")
    builder.total("lists with them in the first ten", len(places), slot="lists")
    return builder.finding(0.6)
