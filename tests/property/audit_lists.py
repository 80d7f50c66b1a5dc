"""The auditor of lists: for each receipt what its lines have to say, read anew from the lists by plain loops."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from tests.property.audit import Audited, Line, Name
from tests.property.ledger import day_said, folded, loosely, share, table, trimmed
from unwrapped_desktop.domain.top_lists import LastPlay, ListedArtist, ListedSong, Span, TopLists

ZONE = ZoneInfo("Europe/Berlin")
Song = tuple[str, str]


class ListDesk(Audited):
    """A receipt under audit beside the lists of its listener."""

    def __init__(self, receipt: Mapping[str, Any], lists: TopLists) -> None:
        super().__init__(receipt)
        self.lists = lists
        self.year = lists.artists[Span.YEAR]
        self.month = lists.artists[Span.MONTH]
        self.songs = lists.songs[Span.YEAR]
        self.month_songs = lists.songs[Span.MONTH]

    def place(self, name: str, artists: tuple[ListedArtist, ...]) -> int | None:
        """Where an artist stands on a list."""
        return next((entry.rank for entry in artists if folded(entry.name) == folded(name)), None)

    def song_place(self, title: str, artist: str, songs: tuple[ListedSong, ...]) -> int | None:
        """Where a song stands on a list."""
        return next((entry.rank for entry in songs if _is(entry, title, artist)), None)


def _is(entry: ListedSong | LastPlay, title: str, artist: str) -> bool:
    return folded(trimmed(entry.title)) == folded(title) and folded(entry.artist) == folded(artist)


def _key(entry: ListedSong | LastPlay) -> Song:
    return folded(entry.artist), folded(entry.title)


LIST_AUDITORS: dict[str, Callable[[ListDesk], Iterator[Line]]] = {}


def auditor(function: Callable[[ListDesk], Iterator[Line]]) -> Callable[[ListDesk], Iterator[Line]]:
    LIST_AUDITORS[function.__name__] = function
    return function


# ------------------------------------------------------------------------------------------------ artists
@auditor
def list_limits(desk: ListDesk) -> Iterator[Line]:
    yield from desk.rows(len(desk.year), len(desk.songs))


@auditor
def list_same_first(desk: ListDesk) -> Iterator[Line]:
    firsts = {folded(artists[0].name) for artists in desk.lists.artists.values()}
    desk.claim(firsts == {folded(desk.row(0))}, "is first on all lists")
    yield from desk.rows(Name(desk.year[0].name), Name(desk.year[1].name))
    yield from desk.totals(len(desk.lists.artists))


@auditor
def list_deposed(desk: ListDesk) -> Iterator[Line]:
    first, now = desk.year[0].name, desk.month[0].name
    desk.claim(folded(first) != folded(now), "somebody else is first")
    yield from desk.rows(Name(first), Name(now))
    places = [desk.place(first, desk.month), desk.place(now, desk.year)]
    yield from desk.totals(*(place for place in places if place is not None))


@auditor
def list_newcomer(desk: ListDesk) -> Iterator[Line]:
    place = desk.place(desk.row(0), desk.month)
    desk.claim(desk.place(desk.row(0), desk.year) is None, "is not on the year's list")
    desk.claim(place is not None and place <= 10, "is in the first ten of the month")
    yield from desk.rows(Name(desk.row(0)), place or 0)
    yield from desk.totals(len(desk.year))


@auditor
def list_climber(desk: ListDesk) -> Iterator[Line]:
    before, now = desk.place(desk.row(0), desk.year), desk.place(desk.row(0), desk.month)
    desk.claim((before or 0) >= 15 and (now or 99) <= 10, "climbed")
    yield from desk.rows(Name(desk.row(0)), before or 0, now or 0)


@auditor
def list_gone(desk: ListDesk) -> Iterator[Line]:
    place = desk.place(desk.row(0), desk.year)
    desk.claim(desk.place(desk.row(0), desk.month) is None, "is not on the month's list")
    desk.claim(place is not None and place <= 10, "is in the first ten of the year")
    yield from desk.rows(Name(desk.row(0)), place or 0)
    yield from desk.totals(len(desk.month))


def _new(desk: ListDesk) -> int:
    return sum(desk.place(entry.name, desk.year) is None for entry in desk.month)


@auditor
def list_turnover(desk: ListDesk) -> Iterator[Line]:
    new = _new(desk)
    desk.claim(2 * new > len(desk.month), "over half is new")
    yield from desk.rows(len(desk.month), new)
    yield from desk.totals(share(new, len(desk.month)))


@auditor
def list_kept(desk: ListDesk) -> Iterator[Line]:
    ten = [{folded(entry.name) for entry in artists[:10]} for artists in (desk.year, desk.month)]
    kept = len(ten[0] & ten[1])
    desk.claim(kept >= 7, "seven or more were kept")
    yield from desk.rows(10, kept)
    yield from desk.totals(len(desk.month[:10]) - kept)


@auditor
def list_held(desk: ListDesk) -> Iterator[Line]:
    places = [desk.place(desk.row(0), artists) for artists in desk.lists.artists.values()]
    desk.claim(all(place is not None and place <= 10 for place in places), "in the first ten of all lists")
    desk.claim(desk.place(desk.row(0), desk.year) != 1, "is not the first")
    yield from desk.rows(
        Name(desk.row(0)), desk.place(desk.row(0), desk.year) or 0, desk.place(desk.row(0), desk.month) or 0
    )
    yield from desk.totals(3)


# ------------------------------------------------------------------------------------------------ songs
def _by_artist(desk: ListDesk) -> Counter[str]:
    return Counter(folded(entry.artist) for entry in desk.songs)


@auditor
def list_artist_songs(desk: ListDesk) -> Iterator[Line]:
    counts = _by_artist(desk)
    own = counts.pop(folded(desk.row(0)))
    desk.claim(own > max(counts.values(), default=0), "nobody has as many songs")
    yield from desk.rows(
        Name(desk.row(0)), own, Name(desk.row(2)), desk.song_place(desk.row(2), desk.row(0), desk.songs) or 0
    )
    yield from desk.totals(len(desk.songs) - own, len(counts) + 1)


@auditor
def list_names(desk: ListDesk) -> Iterator[Line]:
    counts = _by_artist(desk)
    yield from desk.rows(len(desk.songs), len(counts))
    if len(desk.receipt["totals"]) == 2:
        own = counts.pop(folded(desk.total(0)))
        desk.claim(own > max(counts.values(), default=0), "nobody has as many songs")
        yield from desk.totals(Name(desk.total(0)), own)


@auditor
def list_one_song(desk: ListDesk) -> Iterator[Line]:
    place = desk.song_place(desk.row(0), desk.row(1), desk.songs)
    desk.claim(desk.place(desk.row(1), desk.year) is None, "the artist is not among the artists")
    desk.claim(place is not None and place <= 10, "the song is high up")
    yield from desk.rows(Name(desk.row(0)), Name(desk.row(1)), place or 0)
    yield from desk.totals(len(desk.year))


@auditor
def list_no_song(desk: ListDesk) -> Iterator[Line]:
    place = desk.place(desk.row(0), desk.year)
    desk.claim(not _by_artist(desk)[folded(desk.row(0))], "has no song on the list")
    desk.claim(place is not None and place <= 10, "the artist is high up")
    yield from desk.rows(Name(desk.row(0)), place or 0)
    yield from desk.totals(len(desk.songs))


@auditor
def list_album(desk: ListDesk) -> Iterator[Line]:
    albums = Counter((folded(entry.artist), folded(trimmed(entry.album))) for entry in desk.songs)
    own = albums.pop((folded(desk.row(1)), folded(desk.row(0))))
    desk.claim(own >= 4 and own > max(albums.values(), default=0), "no other album has as many")
    yield from desk.rows(Name(desk.row(0)), Name(desk.row(1)), own, Name(desk.row(3)))
    highest = next(entry for entry in desk.songs if folded(trimmed(entry.album)) == folded(desk.row(0)))
    desk.claim(_is(highest, desk.row(3), desk.row(1)), "is the highest song of the album")
    yield from desk.totals(len(desk.songs))


@auditor
def list_song_first(desk: ListDesk) -> Iterator[Line]:
    for songs in desk.lists.songs.values():
        desk.claim(_is(songs[0], desk.row(0), desk.row(1)), "is first on all lists")
    yield from desk.rows(Name(desk.row(0)), Name(desk.row(1)))
    yield from desk.totals(3)


@auditor
def list_song_gone(desk: ListDesk) -> Iterator[Line]:
    first, now = desk.songs[0], desk.month_songs[0]
    desk.claim(_key(first) not in map(_key, desk.month_songs), "is not on the month's list")
    yield from desk.rows(
        Name(trimmed(first.title)), Name(first.artist), Name(trimmed(now.title)), Name(now.artist)
    )
    yield from desk.totals(len(desk.month_songs))


@auditor
def list_song_rank(desk: ListDesk) -> Iterator[Line]:
    first, now = desk.songs[0], desk.month_songs[0]
    place = next((entry.rank for entry in desk.month_songs if _key(entry) == _key(first)), 0)
    desk.claim(place > 1, "it fell, and is on the list")
    yield from desk.rows(Name(trimmed(first.title)), Name(first.artist), place, Name(trimmed(now.title)))


@auditor
def list_song_held(desk: ListDesk) -> Iterator[Line]:
    for songs in desk.lists.songs.values():
        desk.claim(desk.song_place(desk.row(0), desk.row(1), songs) is not None, "is on all lists")
    yield from desk.rows(
        Name(desk.row(0)), Name(desk.row(1)), desk.song_place(desk.row(0), desk.row(1), desk.songs) or 0
    )
    yield from desk.totals(3)


# ------------------------------------------------------------------------------------------------ years
def _years(desk: ListDesk) -> list[int]:
    return sorted(entry.released for entry in desk.songs if entry.released is not None)


@auditor
def list_year(desk: ListDesk) -> Iterator[Line]:
    years = _years(desk)
    counts = Counter(years)
    own = counts.pop(desk.row(0))
    desk.claim(own >= 8 and 2 * own >= 3 * max(counts.values(), default=0), "far more than any other year")
    yield from desk.rows(desk.row(0), own, years[0], years[-1])
    yield from desk.totals(len(years))


@auditor
def list_oldest(desk: ListDesk) -> Iterator[Line]:
    years = _years(desk)
    released = [entry.released for entry in desk.songs if _is(entry, desk.row(0), desk.row(1))]
    desk.claim(years[0] in released, "came out in that year")
    yield from desk.rows(
        Name(desk.row(0)),
        Name(desk.row(1)),
        years[0],
        next(
            entry.rank
            for entry in desk.songs
            if entry.released == years[0] and _is(entry, desk.row(0), desk.row(1))
        ),
    )
    yield from desk.totals(years[-1] - years[0])


@auditor
def list_fresh(desk: ListDesk) -> Iterator[Line]:
    years, now = _years(desk), desk.lists.fetched_at.year
    fresh = sum(year in {now, now - 1} for year in years)
    desk.claim(10 * fresh >= 6 * len(years), "most is new")
    yield from desk.rows(now, fresh)
    yield from desk.totals(len(years), share(fresh, len(years)))


@auditor
def list_stale(desk: ListDesk) -> Iterator[Line]:
    years, now = _years(desk), desk.lists.fetched_at.year
    desk.claim(now - years[-1] >= 3, "nothing new for three years")
    yield from desk.rows(years[-1])
    yield from desk.totals(now - years[-1], len(years))


# ------------------------------------------------------------------------------------------------ fame
def _line(name: str) -> Mapping[str, str] | None:
    """What the table says of an artist, of several bearers whichever comes first."""
    _, exact, loose = table()
    return exact.get(folded(name)) or loose.get(loosely(name))


@auditor
def list_known(desk: ListDesk) -> Iterator[Line]:
    known, listed = desk.row(0), len(desk.year)
    # Spellings beside the table's own are the table's affair: no fewer are known than those spelt as it spells them.
    desk.claim(sum(_line(entry.name) is not None for entry in desk.year) <= known, "counts the known")
    desk.claim(5 * known < listed, "few are known")
    yield from desk.rows(known, listed - known)
    yield from desk.totals(listed)


@auditor
def list_charts(desk: ListDesk) -> Iterator[Line]:
    desk.claim(2 * desk.row(0) > len(desk.year), "most are famous")
    desk.claim(desk.place(desk.row(1), desk.year) is not None, "is on the list")
    yield from desk.totals(len(desk.year))


@auditor
def list_bus_stop(desk: ListDesk) -> Iterator[Line]:
    place = desk.place(desk.row(1), desk.year) or 0
    desk.claim(5 <= desk.row(0) < place, "so many stand above")
    yield from (("rows", 2, place),)


# ------------------------------------------------------------------------------------------------ last plays, library
@auditor
def list_recent_song(desk: ListDesk) -> Iterator[Line]:
    counts = Counter(map(_key, desk.lists.last_plays))
    times = max(counts[_key(play)] for play in desk.lists.last_plays if _is(play, desk.row(0), desk.row(1)))
    desk.claim(times == max(counts.values()) >= 4, "no song comes more often")
    yield from desk.rows(Name(desk.row(0)), Name(desk.row(1)), times)
    yield from desk.totals(len(desk.lists.last_plays))


@auditor
def list_recent_strangers(desk: ListDesk) -> Iterator[Line]:
    heard = {folded(play.artist) for play in desk.lists.last_plays}
    listed = {folded(entry.name) for artists in desk.lists.artists.values() for entry in artists}
    desk.claim(folded(desk.total(0)) in heard - listed, "is one of them")
    desk.claim(2 * len(heard - listed) > len(heard), "most are on no list")
    yield from desk.rows(len(heard), len(heard - listed))


@auditor
def list_recent_span(desk: ListDesk) -> Iterator[Line]:
    days = sorted(play.played_at.astimezone(ZONE).date() for play in desk.lists.last_plays)
    between = 1 + (days[-1] - days[0]).days
    desk.claim(between <= 2 or between >= 10, "crowded or spread")
    yield from desk.rows(len(desk.lists.last_plays), day_said(days[0]), day_said(days[-1]))
    yield from desk.totals(between)


@auditor
def list_saved(desk: ListDesk) -> Iterator[Line]:
    library = desk.lists.saved
    assert library is not None
    saved = {(folded(artist), folded(title)) for artist, title in library.kept}
    kept = sum(_key(entry) in saved for entry in desk.songs)
    desk.claim(5 * kept < 2 * len(desk.songs), "few are saved")
    yield from desk.rows(library.total, len(desk.songs))
    yield from desk.totals(kept, len(desk.songs) - kept)


# ------------------------------------------------------------------------------------------------ odd
def _tags(name: str) -> list[str]:
    line = _line(name)
    return line["tags"].split() if line else []


@auditor
def list_children(desk: ListDesk) -> Iterator[Line]:
    desk.claim("children" in _tags(desk.row(0)), "makes music for children")
    yield from desk.rows(Name(desk.row(0)), desk.place(desk.row(0), desk.year) or 0)
    yield from desk.totals(len(desk.year))


@auditor
def list_rain(desk: ListDesk) -> Iterator[Line]:
    desk.claim("noise" in _tags(desk.row(0)), "is a sound")
    desk.claim("noise" not in _tags(desk.total(0)), "is music")
    place, next_place = (desk.place(name, desk.year) or 0 for name in (desk.row(0), desk.total(0)))
    desk.claim(place < next_place, "comes after it")
    yield from desk.rows(Name(desk.row(0)), place)
    yield from desk.totals(Name(desk.total(0)), next_place)


def _versions(desk: ListDesk, *signs: str) -> Iterator[Line]:
    found = [entry for entry in desk.songs if any(sign in entry.title.casefold() for sign in signs)]
    desk.claim(any(_is(entry, desk.row(1), desk.row(2)) for entry in found), "is one of them")
    yield from desk.rows(len(found), Name(desk.row(1)), Name(desk.row(2)))
    yield from desk.totals(len(desk.songs))


@auditor
def list_remasters(desk: ListDesk) -> Iterator[Line]:
    yield from _versions(desk, "remaster")


@auditor
def list_live(desk: ListDesk) -> Iterator[Line]:
    yield from _versions(desk, "(live", "[live", "- live")


@auditor
def list_sped_up(desk: ListDesk) -> Iterator[Line]:
    yield from _versions(desk, "sped up", "sped-up", "slowed", "nightcore")


# ------------------------------------------------------------------------------------------------ lore
@auditor
def lore_artist(desk: ListDesk) -> Iterator[Line]:
    yield from desk.rows(Name(desk.row(0)), desk.place(desk.row(0), desk.year) or 0)
    yield from desk.totals(len(desk.year))


def _shelf(desk: ListDesk, first: int) -> Iterator[Line]:
    names, known = desk.row(first), desk.total(0)
    desk.claim(names <= known <= len(desk.year), "no more than there are")
    desk.claim(desk.place(desk.row(first + 1), desk.year) is not None, "is on the list")
    yield from (("totals", 1, share(names, known)),)


@auditor
def lore_genre(desk: ListDesk) -> Iterator[Line]:
    yield from _shelf(desk, 0)


@auditor
def lore_decade(desk: ListDesk) -> Iterator[Line]:
    yield from _shelf(desk, 1)


# ------------------------------------------------------------------------------------------------ traits
@auditor
def explorer_loyalist(desk: ListDesk) -> Iterator[Line]:
    yield from desk.rows(len(desk.month), len(desk.month) - _new(desk))
    yield from desk.totals(_new(desk))


@auditor
def grazer_obsessive(desk: ListDesk) -> Iterator[Line]:
    plays = desk.lists.last_plays
    different = len(set(map(_key, plays)))
    yield from desk.rows(len(plays), different)
    yield from desk.totals(len(plays) - different)


@auditor
def current_nostalgic(desk: ListDesk) -> Iterator[Line]:
    years, now = _years(desk), desk.lists.fetched_at.year
    fresh = sum(year >= now - 1 for year in years)
    yield from desk.rows(fresh, len(years) - fresh)
    yield from desk.totals(years[(len(years) - 1) // 2])


@auditor
def broad_narrow(desk: ListDesk) -> Iterator[Line]:
    counts = _by_artist(desk)
    yield from desk.rows(len(desk.songs), len(counts))
    yield from desk.totals(max(counts.values()))
