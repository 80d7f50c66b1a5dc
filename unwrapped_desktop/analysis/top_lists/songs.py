"""What leads the lists of songs, whose songs they are, and what does not go together with the artists."""

from collections import Counter
from collections.abc import Iterator
from typing import TypeVar

from unwrapped_desktop.analysis.builder import FindingBuilder, Measured
from unwrapped_desktop.analysis.stats import beyond
from unwrapped_desktop.analysis.top_lists.ranking import (
    ALL_SONG_LISTS,
    SONGS_OF_THE_YEAR,
    YEAR_AND_MONTH_OF_SONGS,
    Key,
    Ranking,
    song_key,
)
from unwrapped_desktop.analysis.words import fold, is_quotable, shown_title
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.top_lists import ListedSong

_Named = TypeVar("_Named", str, Key)

HIGH = 10
"""A place that a remark may call high."""

MANY_SONGS = 4
MANY_ARTISTS = 35
FULL = 40
"""A list of fewer songs says nothing by what it lacks."""

ARTISTS_AND_SONGS = "Spotify's lists of your artists and your songs for about a year"
NO_SONGS = "Spotify told no list of songs for that time."


def measure(ranking: Ranking) -> Measured:
    """Measure the lists of songs."""
    measured = Measured()
    if not ranking.songs_of_year:
        for name, unit in (
            ("first_song", "track"),
            ("song_artists", "count"),
            ("most_songs", "count"),
            ("month_song", "track"),
        ):
            measured.unavailable(f"lists.{name}", unit, NO_SONGS)
        return measured
    _facts(ranking, measured)
    found = (
        _artist_songs(ranking),
        _names(ranking),
        _one_song(ranking),
        _no_song(ranking),
        _album(ranking),
        *_first_songs(ranking),
        _song_held(ranking),
    )
    measured.findings.extend(finding for finding in found if finding is not None)
    return measured


def _facts(ranking: Ranking, measured: Measured) -> None:
    songs, by_artist = ranking.songs_of_year, ranking.songs_by_artist
    measured.fact("lists.first_song", shown_title(songs[0].title), "track", len(songs))
    measured.fact("lists.song_artists", len(by_artist), "count", len(songs))
    measured.fact("lists.most_songs", max(by_artist.values()), "count", len(songs))
    month = ranking.songs_of_month
    if month:
        measured.fact("lists.month_song", shown_title(month[0].title), "track", len(month))
    else:
        measured.unavailable("lists.month_song", "track", NO_SONGS)


def _leader(counts: Counter[_Named]) -> _Named | None:
    """Return what was counted most often, None where two were."""
    ranked = counts.most_common(2)
    return ranked[0][0] if len(ranked) == 1 or (ranked and ranked[0][1] > ranked[1][1]) else None


def _song_rows(builder: FindingBuilder, song: ListedSong, label: str = "song") -> None:
    builder.row(label, shown_title(song.title), "track", slot="track")
    builder.row("by", song.artist, "artist", slot="artist")


def _artist_songs(ranking: Ranking) -> Finding | None:
    """Find the artist with the most songs on the list, where nobody has as many."""
    songs, leader = ranking.songs_of_year, _leader(ranking.songs_by_artist)
    if leader is None or ranking.songs_by_artist[leader] < MANY_SONGS:
        return None
    most = ranking.songs_by_artist[leader]
    highest = next((song for song in songs if fold(song.artist) == leader and ranking.may_quote(song)), None)
    if highest is None:
        return None
    builder = FindingBuilder(id="list_artist_songs", title=highest.artist, population=SONGS_OF_THE_YEAR)
    builder.row("artist", highest.artist, "artist", slot="artist")
    builder.row("songs of theirs", most, slot="songs")
    builder.row("the highest of them", shown_title(highest.title), "track", slot="track")
    builder.row("its place", highest.rank, slot="rank")
    builder.total("all other songs", len(songs) - most, slot="others")
    builder.total("different artists", len(ranking.songs_by_artist), slot="artists")
    return builder.finding(0.4 + 0.45 * beyond(most / len(songs), 0.06, 0.4))


def _names(ranking: Ranking) -> Finding | None:
    songs, artists = ranking.songs_of_year, len(ranking.songs_by_artist)
    if artists < MANY_ARTISTS:
        return None
    builder = FindingBuilder(id="list_names", title="Whose songs they are", population=SONGS_OF_THE_YEAR)
    builder.row("songs", len(songs), slot="songs")
    builder.row("different artists", artists, slot="artists")
    leader = _leader(ranking.songs_by_artist)
    name = next((song.artist for song in songs if fold(song.artist) == leader), None)
    if name is not None and leader is not None and ranking.may_name(name):
        builder.total("the artist with the most of them", name, "artist", slot="artist")
        builder.total("songs of theirs", ranking.songs_by_artist[leader], slot="own")
    return builder.finding(0.35 + 0.4 * beyond(artists / len(songs), 0.7, 1.0))


def _one_song(ranking: Ranking) -> Finding | None:
    """Find a song high up whose artist is not among the artists."""
    lone = next(
        (
            song
            for song in ranking.songs_of_year
            if song.rank <= HIGH and fold(song.artist) not in ranking.year_rank and ranking.may_quote(song)
        ),
        None,
    )
    if lone is None or len(ranking.year) < FULL:
        return None
    builder = FindingBuilder(id="list_one_song", title=shown_title(lone.title), population=ARTISTS_AND_SONGS)
    _song_rows(builder, lone)
    builder.row("place on the year's list of songs", lone.rank, slot="rank")
    builder.total("names on the year's list of artists, all others", len(ranking.year), slot="listed")
    return builder.finding(0.45 + 0.35 * beyond(lone.rank, HIGH, 1))


def _no_song(ranking: Ranking) -> Finding | None:
    """Find an artist high up who has no song on the list of songs."""
    songless = next(
        (
            artist
            for artist in ranking.year
            if artist.rank <= HIGH
            and not ranking.songs_by_artist[fold(artist.name)]
            and ranking.may_name(artist.name)
        ),
        None,
    )
    if songless is None or len(ranking.songs_of_year) < FULL:
        return None
    builder = FindingBuilder(id="list_no_song", title=songless.name, population=ARTISTS_AND_SONGS)
    builder.row("artist", songless.name, "artist", slot="artist")
    builder.row("place on the year's list of artists", songless.rank, slot="rank")
    builder.total("songs on the year's list, all by others", len(ranking.songs_of_year), slot="songs")
    return builder.finding(0.4 + 0.35 * beyond(songless.rank, HIGH, 1))


def _album(ranking: Ranking) -> Finding | None:
    """Find the album with the most songs on the list, where no other has as many."""
    counts = Counter((fold(song.artist), fold(song.album)) for song in ranking.songs_of_year if song.album)
    leader = _leader(counts)
    if leader is None or counts[leader] < MANY_SONGS:
        return None
    highest = next(song for song in ranking.songs_of_year if (fold(song.artist), fold(song.album)) == leader)
    title = shown_title(highest.album)
    if not is_quotable(title) or not ranking.may_quote(highest):
        return None
    builder = FindingBuilder(id="list_album", title=title, population=SONGS_OF_THE_YEAR)
    builder.row("album", title, "album", slot="album")
    builder.row("by", highest.artist, "artist", slot="artist")
    builder.row("songs of it", counts[leader], slot="songs")
    builder.row("the highest of them", shown_title(highest.title), "track", slot="track")
    builder.total("songs on the list", len(ranking.songs_of_year), slot="listed")
    return builder.finding(0.4 + 0.45 * beyond(counts[leader], MANY_SONGS - 1, 15))


def _first_songs(ranking: Ranking) -> Iterator[Finding | None]:
    if not ranking.songs_of_month:
        return
    first, now = ranking.songs_of_year[0], ranking.songs_of_month[0]
    if (first.rank, now.rank) != (1, 1) or not (ranking.may_quote(first) and ranking.may_quote(now)):
        return
    rank = ranking.song_month_rank.get(song_key(first))
    if set(ranking.song_ranks_everywhere.get(song_key(first), ())) == {1}:
        yield _song_first(ranking, first)
    elif rank is None:
        yield _song_gone(ranking, first, now)
    elif rank > 1:
        yield _song_rank(first, now, rank)


def _song_first(ranking: Ranking, first: ListedSong) -> Finding:
    builder = FindingBuilder(id="list_song_first", title="First on all lists", population=ALL_SONG_LISTS)
    _song_rows(builder, first)
    builder.total("lists it is first on", len(ranking.song_ranks_everywhere[song_key(first)]), slot="lists")
    return builder.finding(0.6)


def _song_gone(ranking: Ranking, first: ListedSong, now: ListedSong) -> Finding:
    builder = FindingBuilder(
        id="list_song_gone", title="First then, first now", population=YEAR_AND_MONTH_OF_SONGS
    )
    _song_rows(builder, first, "first on the year's list")
    builder.row("first on the month's list", shown_title(now.title), "track", slot="now")
    builder.row("by", now.artist, "artist", slot="now_artist")
    builder.total(
        "songs on the month's list, the year's first not among them",
        len(ranking.songs_of_month),
        slot="listed",
    )
    return builder.finding(0.65)


def _song_rank(first: ListedSong, now: ListedSong, rank: int) -> Finding:
    builder = FindingBuilder(
        id="list_song_rank", title="First then, first now", population=YEAR_AND_MONTH_OF_SONGS
    )
    _song_rows(builder, first, "first on the year's list")
    builder.row("its place on the month's list", rank, slot="rank")
    builder.row("first on the month's list", shown_title(now.title), "track", slot="now")
    return builder.finding(0.35 + 0.3 * beyond(rank, 2, 40))


def _song_held(ranking: Ranking) -> Finding | None:
    """Find a song that is on all lists; the year's first has remarks of its own."""
    held = next(
        (
            song
            for song in ranking.songs_of_year
            if song.rank > 1 and song_key(song) in ranking.song_ranks_everywhere and ranking.may_quote(song)
        ),
        None,
    )
    if held is None:
        return None
    builder = FindingBuilder(id="list_song_held", title=shown_title(held.title), population=ALL_SONG_LISTS)
    _song_rows(builder, held)
    builder.row("place on the year's list", held.rank, slot="rank")
    builder.total("lists it is on", len(ranking.song_ranks_everywhere[song_key(held)]), slot="lists")
    return builder.finding(0.5)
