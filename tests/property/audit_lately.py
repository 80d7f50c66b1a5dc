"""The auditor of Lately: what Spotify's lists of the last four weeks say beside a record, found anew in both by loops.

When a family fires stands in docs/phrases.md, what a line counts in its label. Every line of a receipt is counted.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from tests.property.audit import Name
from tests.property.audit_statement import (
    Cells,
    Lines,
    Sheet,
    Tally,
    false_cells,
    false_remarks,
    is_shared,
    must_not_be_said,
    strange_names,
    without_edition,
)
from tests.property.ledger import day_said, folded
from unwrapped_desktop.domain.top_lists import ListedArtist, ListedSong, MonthLists

TEN, SONGS_LOOKED_AT, ABSENT_PLAYS, CLIMBED_FROM = 10, 5, 30, 51
LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something that could be said: whom it names, with the unit of each name, and what its receipt has to hold."""

    names: Mapping[str, str]
    sheet: Sheet

    @property
    def is_unsayable(self) -> bool:
        return any(must_not_be_said(name, unit) for name, unit in self.names.items())

    @property
    def is_sayable(self) -> bool:
        """Whether it can surely be said."""
        return not self.is_unsayable and not any(map(is_shared, self.names))


# ------------------------------------------------------------------------------------------------ both sides
@dataclass(frozen=True, kw_only=True)
class Beside:
    """The lists beside the record, without what the listener leaves out."""

    lists: MonthLists
    tally: Tally

    @cached_property
    def order(self) -> Sequence[str]:
        """The artists of the record, the most played first, of equals the first by name."""
        artists = self.tally.ledger.artists
        return sorted(artists, key=lambda artist: (-artists[artist], artist))

    @cached_property
    def places(self) -> Mapping[str, int]:
        return {artist: place for place, artist in enumerate(self.order, start=1)}

    @cached_property
    def listed(self) -> frozenset[str]:
        return frozenset(folded(entry.name) for entry in self.lists.artists)

    @property
    def head(self) -> Sequence[ListedArtist]:
        """The first ten of the list; whoever is left out leaves a gap."""
        return [entry for entry in self.lists.artists if entry.rank <= TEN]

    @cached_property
    def ends(self) -> Lines:
        return {"last day of the record": day_said(self.tally.ledger.last_day)}

    @cached_property
    def spellings(self) -> frozenset[str]:
        """Every name and title as the record or a list spells it."""
        songs = self.lists.songs
        return self.tally.spellings.union(
            (entry.name for entry in self.lists.artists),
            (entry.artist for entry in songs),
            (without_edition(entry.title) for entry in songs),
        )

    @cached_property
    def found(self) -> Mapping[str, Sequence[Found]]:
        """What could be said, by family; nothing where no artist is listed."""
        finders = FAMILIES if self.lists.artists else {}
        return {family: list(find(self)) for family, find in finders.items()}

    def plays(self, artist: str) -> int:
        return self.tally.ledger.artists[folded(artist)]

    def song_plays(self, song: ListedSong) -> int:
        return self.tally.ledger.songs[folded(song.artist), folded(song.title)]


# ------------------------------------------------------------------------------------------------ families
def strangers(beside: Beside) -> Iterator[Found]:
    """Who stands among the first ten and has no play in the record."""
    for entry in beside.head:
        if not beside.plays(entry.name):
            yield Found(
                names={entry.name: "artist"},
                sheet=Sheet(
                    rows={
                        "artist": Name(entry.name),
                        "place on the list": entry.rank,
                        "plays in the record": 0,
                    },
                    totals={"artists in the record": len(beside.order), **beside.ends},
                ),
            )


def absent(beside: Beside) -> Iterator[Found]:
    """Who is one of the ten most played and is not on the list, where the list has ten names to say so."""
    shown = {folded(name): name for name in beside.tally.names}
    for place, artist in enumerate(beside.order[:TEN], start=1):
        plays = beside.plays(artist)
        if artist not in beside.listed and plays >= ABSENT_PLAYS and len(beside.lists.artists) >= TEN:
            yield Found(
                names={shown[artist]: "artist"},
                sheet=Sheet(
                    rows={"artist": Name(artist), "plays in the record": plays, "place in the record": place},
                    totals={"names on the list, all others": len(beside.lists.artists), **beside.ends},
                ),
            )


def kept(beside: Beside) -> Iterator[Found]:
    """How many are among the first ten on both sides, where there are ten on either."""
    head = {folded(entry.name) for entry in beside.head}
    both = sum(artist in head for artist in beside.order[:TEN])
    if len(head) == len(beside.order[:TEN]) == TEN:
        rows: Lines = {"places looked at on each side": TEN, "artists in both": both}
        yield Found(names={}, sheet=Sheet(rows=rows, totals={"artists of the list alone": TEN - both}))


def climbers(beside: Beside) -> Iterator[Found]:
    """Who stands among the first ten and far down in the record."""
    for entry in beside.head:
        place = beside.places.get(folded(entry.name), 0)
        if place >= CLIMBED_FROM:
            rows: Lines = {
                "artist": Name(entry.name),
                "place on the list": entry.rank,
                "place in the record": place,
                "plays in the record": beside.plays(entry.name),
            }
            yield Found(names={entry.name: "artist"}, sheet=Sheet(rows=rows, totals=beside.ends))


def songs(beside: Beside) -> Iterator[Found]:
    """Which of the first five songs has been played in the record; each edition is a song of its own."""
    for entry in beside.lists.songs:
        plays = beside.song_plays(entry)
        if entry.rank <= SONGS_LOOKED_AT and plays:
            title = without_edition(entry.title)
            rows: Lines = {
                "song": Name(title),
                "artist": Name(entry.artist),
                "place on the list of songs": entry.rank,
                "plays in the record": plays,
            }
            yield Found(
                names={title: "track", entry.artist: "artist"}, sheet=Sheet(rows=rows, totals=beside.ends)
            )


FAMILIES: Mapping[str, Callable[[Beside], Iterable[Found]]] = {
    "lately_stranger": strangers,
    "lately_absent": absent,
    "lately_kept": kept,
    "lately_climber": climbers,
    "lately_song": songs,
}


# ------------------------------------------------------------------------------------------------ the part
def false_lately(lately: Cells, beside: Beside, intensity: str) -> Iterator[str]:
    """Yield everything in a Lately that the lists and the rows do not bear out."""
    receipts = {receipt["id"]: receipt for receipt in lately["receipts"]}
    families = [remark["family"] for remark in lately["remarks"]]
    if families != [receipt["id"] for receipt in lately["receipts"]] or len(families) > LINES:
        yield f"lines on {families}, receipts {list(receipts)}"
    found = beside.found
    if not families and any(one.is_sayable for each in found.values() for one in each):
        yield f"nothing is said, though something was found: {found}"
    sheets = {}
    for name, receipt in receipts.items():
        sheet = _sheet_of(receipt, found.get(name, ()))
        if sheet is None:
            yield f"{name} is not the first that was found: {receipt}, {found.get(name)}"
        else:
            sheets[name] = sheet
    yield from strange_names(receipts, beside.spellings)
    yield from false_remarks(lately, sheets, intensity)
    yield from _false_pages(lately, beside.lists)


def _sheet_of(receipt: Cells, found: Sequence[Found]) -> Sheet | None:
    """What a receipt has to hold: the first that was found, those of whom no line may speak aside."""
    skipped = list(takewhile(lambda one: any(false_cells(receipt, one.sheet)), found))
    if len(skipped) == len(found) or any(one.is_sayable for one in skipped):
        return None
    return found[len(skipped)].sheet


def _false_pages(lately: Cells, lists: MonthLists) -> Iterator[str]:
    """Yield what a receipt names and has no page, and each page of what no receipt names or no list has told."""
    cells = [cell for receipt in lately["receipts"] for cell in (*receipt["rows"], *receipt["totals"])]
    artists, tracks = (
        {folded(str(cell["value"])) for cell in cells if cell["unit"] == unit} for unit in ("artist", "track")
    )
    needed = {page for page in _pages_of(lists) if page[1] in (artists if page[0] == "artist" else tracks)}
    needed = {page for page in needed if not page[2] or page[2] in artists}
    told = [(page["kind"], folded(page["name"]), folded(page.get("artist", ""))) for page in lately["pages"]]
    yield from (f"no page of {page}" for page in needed.difference(told))
    yield from (f"two pages of {page}" for page, count in Counter(told).items() if count > 1)
    words = {folded(str(text)) for cell in cells for text in (cell["label"], cell["value"])}
    for page, (kind, name, artist) in zip(lately["pages"], told, strict=True):
        if name not in words or page["spotify_id"] not in _pages_of(lists).get((kind, name, artist), ()):
            yield f"{page} is none of {words}"


def _pages_of(lists: MonthLists) -> Mapping[tuple[str, str, str], Sequence[str]]:
    """Where at Spotify everything on the lists stands, by kind, folded name and artist of a song."""
    found = defaultdict(list)
    for entry in lists.artists:
        found["artist", folded(entry.name), ""].append(entry.spotify_id)
    for song in lists.songs:
        found["track", folded(without_edition(song.title)), folded(song.artist)].append(song.spotify_id)
    pages = {page: [each for each in ids if each] for page, ids in found.items()}
    return {page: ids for page, ids in pages.items() if ids}
