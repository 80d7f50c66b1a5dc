"""What stands out on the year's lists for being odd."""

import re

from unwrapped_desktop.analysis.builder import FindingBuilder, Measured
from unwrapped_desktop.analysis.stats import beyond
from unwrapped_desktop.analysis.top_lists.ranking import ARTISTS_OF_THE_YEAR, SONGS_OF_THE_YEAR, Ranking
from unwrapped_desktop.analysis.versions import LIVE, REMASTER, SPED_UP
from unwrapped_desktop.analysis.words import is_quotable, shown_title
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.top_lists import ListedArtist

VERSIONS_NEEDED = 3


def measure(ranking: Ranking) -> Measured:
    """Measure the odd."""
    found = (
        _children(ranking),
        _rain(ranking),
        _versions(ranking, "list_remasters", "Remastered songs", REMASTER, VERSIONS_NEEDED),
        _versions(ranking, "list_live", "Live recordings", LIVE, VERSIONS_NEEDED),
        _versions(ranking, "list_sped_up", "Songs at another speed", SPED_UP, 1),
    )
    return Measured(findings=[finding for finding in found if finding is not None])


def _tagged(ranking: Ranking, artist: ListedArtist, tag: str) -> bool:
    line = ranking.line(artist.name)
    return line is not None and tag in line.tags and is_quotable(artist.name)


def _children(ranking: Ranking) -> Finding | None:
    artist = next((artist for artist in ranking.year if _tagged(ranking, artist, "children")), None)
    if artist is None:
        return None
    builder = FindingBuilder(
        id="list_children", title=artist.name, population=ARTISTS_OF_THE_YEAR, shareable=False
    )
    builder.row("artist", artist.name, "artist", slot="artist")
    builder.row("place on the list", artist.rank, slot="rank")
    builder.total("names on the list", len(ranking.year), slot="listed")
    return builder.finding(0.5 + 0.4 * beyond(artist.rank, 50, 1))


def _rain(ranking: Ranking) -> Finding | None:
    sound = next((artist for artist in ranking.year if _tagged(ranking, artist, "noise")), None)
    if sound is None:
        return None
    music = next(
        (artist for artist in ranking.year if artist.rank > sound.rank and ranking.may_name(artist.name)),
        None,
    )
    if music is None:
        return None
    builder = FindingBuilder(
        id="list_rain", title=sound.name, population=ARTISTS_OF_THE_YEAR, shareable=False
    )
    builder.row("artist", sound.name, "artist", slot="artist")
    builder.row("place on the list", sound.rank, slot="rank")
    builder.total("the next that is music", music.name, "artist", slot="second")
    builder.total("its place", music.rank, slot="second_rank")
    return builder.finding(0.5 + 0.4 * beyond(sound.rank, 50, 1))


def _versions(
    ranking: Ranking, name: str, title: str, pattern: re.Pattern[str], needed: int
) -> Finding | None:
    versions = [song for song in ranking.songs_of_year if pattern.search(song.title)]
    highest = next((song for song in versions if ranking.may_quote(song)), None)
    if len(versions) < needed or highest is None:
        return None
    builder = FindingBuilder(
        id=name, title=title, population=f"{SONGS_OF_THE_YEAR}; versions as the titles say it"
    )
    builder.row("such songs", len(versions), slot="songs")
    builder.row("the highest of them", shown_title(highest.title), "track", slot="track")
    builder.row("by", highest.artist, "artist", slot="artist")
    builder.total("songs on the list", len(ranking.songs_of_year), slot="listed")
    return builder.finding(0.45 + 0.35 * beyond(len(versions), needed, 20))
