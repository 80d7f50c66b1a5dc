"""How well known the names on the year's list are, and how many of them we know."""

from unwrapped_desktop.analysis.builder import FindingBuilder, Measured
from unwrapped_desktop.analysis.known import MIN_COVERAGE, RARE_POPULARITY, STAR_POPULARITY
from unwrapped_desktop.analysis.stats import beyond
from unwrapped_desktop.analysis.top_lists.ranking import ARTISTS_OF_THE_YEAR, Ranking
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.top_lists import ListedArtist

STARS_ABOVE = 5
"""So many stars must stand above somebody rare for it to be a surprise."""

MANY_STARS = 0.5
TOLD = "popularity in our table, or as Spotify tells it, on the scale of our table"


def measure(ranking: Ranking) -> Measured:
    """Measure fame and what is unknown."""
    measured = Measured()
    known = [artist for artist in ranking.year if ranking.line(artist.name) is not None]
    stars = [artist for artist in ranking.year if ranking.popularity(artist.name) >= STAR_POPULARITY]
    measured.fact("lists.known_artists", len(known), "count", len(ranking.year))
    found = (_unknown(ranking, len(known)), _charts(ranking, stars), _bus_stop(ranking, stars))
    measured.findings.extend(finding for finding in found if finding is not None)
    return measured


def _unknown(ranking: Ranking, known: int) -> Finding | None:
    listed = len(ranking.year)
    if known / listed >= MIN_COVERAGE:
        return None
    builder = FindingBuilder(id="list_known", title="What our table knows", population=ARTISTS_OF_THE_YEAR)
    builder.row("names in our table", known, slot="known")
    builder.row("names not in it", listed - known, slot="unknown")
    builder.total("names on the list", listed, slot="listed")
    return builder.finding(0.55)


def _charts(ranking: Ranking, stars: list[ListedArtist]) -> Finding | None:
    famous, listed = len(stars), len(ranking.year)
    if famous <= MANY_STARS * listed:
        return None
    first = max(stars, key=lambda artist: (ranking.popularity(artist.name), -artist.rank))
    if not ranking.may_name(first.name):
        return None
    builder = FindingBuilder(id="list_charts", title="Stars", population=f"{ARTISTS_OF_THE_YEAR}; {TOLD}")
    builder.row(f"names at {STAR_POPULARITY} or more of 100", famous, slot="famous")
    builder.row("the best known of them", first.name, "artist", slot="artist")
    builder.total("names on the list", listed, slot="listed")
    return builder.finding(0.4 + 0.4 * beyond(famous / listed, MANY_STARS, 1.0))


def _bus_stop(ranking: Ranking, stars: list[ListedArtist]) -> Finding | None:
    """Find the highest name that is known to be rare, where stars stand above it."""
    rare = next(
        (
            artist
            for artist in ranking.year
            if 0 <= ranking.popularity(artist.name) <= RARE_POPULARITY and ranking.may_name(artist.name)
        ),
        None,
    )
    if rare is None:
        return None
    above = sum(star.rank < rare.rank for star in stars)
    if above < STARS_ABOVE:
        return None
    builder = FindingBuilder(
        id="list_bus_stop", title="Who comes after the stars", population=f"{ARTISTS_OF_THE_YEAR}; {TOLD}"
    )
    builder.row(f"names at {STAR_POPULARITY} or more of 100 above", above, slot="famous")
    builder.row("then", rare.name, "artist", slot="artist")
    builder.row("place on the list", rare.rank, slot="rank")
    return builder.finding(0.6)
