"""The very artist, kind of music and decade of the year's list, of which the critic has lines of its own."""

from collections import Counter
from collections.abc import Callable, Iterator

from unwrapped_desktop.analysis.builder import FindingBuilder, percent
from unwrapped_desktop.analysis.known import MIN_COVERAGE
from unwrapped_desktop.analysis.stats import beyond
from unwrapped_desktop.analysis.top_lists.ranking import ARTISTS_OF_THE_YEAR, Ranking
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.lore import Lore
from unwrapped_desktop.domain.top_lists import ListedArtist

LEADS_BY = 1.5
"""A kind of music or a decade leads a list when it has so many times as many names as the next."""

NAMES_NEEDED = 5

KNOWN_NAMES = f"{ARTISTS_OF_THE_YEAR}; of the names in our table"


def find_lore(ranking: Ranking, lore: Lore) -> tuple[Finding, ...]:
    """Return what may be said of the very artist, kind of music and decade; at most one of each."""
    families = {
        artist: str(ranking.known.family[ranking.code(artist.name)])
        for artist in ranking.year
        if ranking.known.family[ranking.code(artist.name)]
    }
    decades = {
        artist: f"{line.decade}s"
        for artist in ranking.year
        if (line := ranking.line(artist.name)) is not None and line.decade > 0
    }
    found = (
        _artist(ranking, lore),
        _shelf(ranking, families, "lore_genre", lambda name: name in lore.families),
        _shelf(ranking, decades, "lore_decade", lambda name: name in lore.decades),
    )
    return tuple(finding for finding in found if finding is not None)


def _artist(ranking: Ranking, lore: Lore) -> Finding | None:
    """Return a finding about the highest artist with lines of their own, the first of the list only if no other."""
    able = [
        artist for artist in ranking.year if ranking.may_name(artist.name) and _is_told(ranking, artist, lore)
    ]
    chosen = next((artist for artist in able if artist.rank > 1), able[0] if able else None)
    line = None if chosen is None else ranking.line(chosen.name)
    if chosen is None or line is None:
        return None
    builder = FindingBuilder(id="lore_artist", title=chosen.name, population=ARTISTS_OF_THE_YEAR)
    builder.row("artist", chosen.name, "artist", slot="artist")
    builder.row("place on the list", chosen.rank, slot="rank")
    builder.total("names on the list", len(ranking.year))
    return builder.finding(0.55 + 0.35 * beyond(chosen.rank, 30, 2), about=line.name)


def _is_told(ranking: Ranking, artist: ListedArtist, lore: Lore) -> bool:
    line = ranking.line(artist.name)
    return line is not None and line.name in lore.artists


def _shelf(
    ranking: Ranking, shelves: dict[ListedArtist, str], name: str, is_told: Callable[[str], bool]
) -> Finding | None:
    """Return a finding about what most names of the list have in common, by the highest of them."""
    ranked = Counter(shelves.values()).most_common(2)
    if not ranked or len(shelves) < MIN_COVERAGE * len(ranking.year):
        return None
    shelf, names = ranked[0]
    leads = len(ranked) == 1 or names >= LEADS_BY * ranked[1][1]
    artist = next(_nameable(ranking, shelves, shelf), None)
    if names < NAMES_NEEDED or not leads or not is_told(shelf) or artist is None:
        return None
    share = percent(names, len(shelves))
    builder = FindingBuilder(id=name, title=shelf, population=KNOWN_NAMES)
    if name == "lore_decade":
        builder.row("main decade", shelf, "decade", slot="decade")
    builder.row("artists", names, slot="artists")
    builder.row("the highest of them", artist.name, "artist", slot="artist")
    builder.total("names in our table", len(shelves))
    builder.total("share", share, "percent")
    return builder.finding(0.4 + 0.4 * beyond(share, 30, 90), about=shelf)


def _nameable(ranking: Ranking, shelves: dict[ListedArtist, str], shelf: str) -> Iterator[ListedArtist]:
    return (artist for artist, own in shelves.items() if own == shelf and ranking.may_name(artist.name))
