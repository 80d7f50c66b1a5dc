"""What Spotify's list of the last four weeks says differently from a record, which ends when it was exported."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from unwrapped_desktop.analysis.builder import FindingBuilder
from unwrapped_desktop.analysis.known import KnownArtists
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.reference import ReferenceArtist
from unwrapped_desktop.analysis.stats import beyond
from unwrapped_desktop.analysis.words import date_words, fold, is_quotable, shown_title
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.top_lists import ListedArtist, ListedSong, MonthLists

POPULATION = "Spotify's lists for about the last four weeks, beside plays of 30 seconds or more in the record"

TEN = 10
SONGS_LOOKED_AT = 5
ABSENT_PLAYS, CLIMBED_FROM = 30, 51
"""Fewer plays make nobody missed; from that place in the record on an artist has climbed."""


def find_lately(listening: Listening, lists: MonthLists) -> tuple[Finding, ...]:
    """Return what a record and the list of the last four weeks have to say to each other.

    Args:
        listening: The record, after exclusions.
        lists: What Spotify told, after exclusions.
    """
    if not lists.artists:
        return ()
    beside = _Beside(listening, lists)
    found = (beside.stranger(), beside.absent(), beside.kept(), beside.climber(), beside.song())
    return tuple(beside.marked(finding) for finding in found if finding is not None)


class _Beside:
    """A list beside a record: names are joined by NFC and casefold."""

    def __init__(self, listening: Listening, lists: MonthLists) -> None:
        self._listening = listening
        self._lists = lists
        self._names = listening.record.names.artists
        plays = listening.artist_plays
        order = np.lexsort((np.arange(len(plays)), -plays))
        self._order = [int(code) for code in order if plays[code] > 0]
        self._place = {fold(self._names[code]): place for place, code in enumerate(self._order, start=1)}
        self._code = {fold(name): code for code, name in enumerate(self._names)}
        self._ends = date_words(listening.last_day)
        strangers = [artist.name for artist in lists.artists]
        self._known = KnownArtists(strangers, np.ones(len(strangers), dtype=np.int64), listening.reference)

    def stranger(self) -> Finding | None:
        """Find who stands high on the list and has no play in the record."""
        artist = self._first(artist for artist in self._head() if fold(artist.name) not in self._place)
        if artist is None:
            return None
        builder = FindingBuilder(id="lately_stranger", title=artist.name, population=POPULATION)
        builder.row("artist", artist.name, "artist", slot="artist")
        builder.row("place on the list", artist.rank, slot="rank")
        builder.row("plays in the record", 0, slot="plays")
        builder.total("artists in the record", len(self._order), slot="artists")
        builder.total("last day of the record", self._ends, "date", slot="ends")
        return builder.finding(0.6 + 0.35 * beyond(artist.rank, TEN, 1))

    def absent(self) -> Finding | None:
        """Find who is among the ten most played of the record and not on the list."""
        listed = {fold(artist.name) for artist in self._lists.artists}
        plays = self._listening.artist_plays
        code = next(
            (
                code
                for code in self._order[:TEN]
                if fold(self._names[code]) not in listed
                and self._listening.targets[code]
                and plays[code] >= ABSENT_PLAYS
            ),
            None,
        )
        if code is None or len(self._lists.artists) < TEN:
            return None
        place = self._place[fold(self._names[code])]
        builder = FindingBuilder(id="lately_absent", title=self._names[code], population=POPULATION)
        builder.row("artist", self._names[code], "artist", slot="artist")
        builder.row("plays in the record", int(plays[code]), slot="plays")
        builder.row("place in the record", place, slot="place")
        builder.total("names on the list, all others", len(self._lists.artists), slot="listed")
        builder.total("last day of the record", self._ends, "date", slot="ends")
        return builder.finding(0.5 + 0.4 * beyond(place, TEN, 1))

    def kept(self) -> Finding | None:
        """Find how many of the first ten of either are in the first ten of the other."""
        head = {fold(artist.name) for artist in self._head()}
        ten = {fold(self._names[code]) for code in self._order[:TEN]}
        if len(head) < TEN or len(ten) < TEN:
            return None
        kept = len(head & ten)
        builder = FindingBuilder(id="lately_kept", title="The first ten, then and now", population=POPULATION)
        builder.row("places looked at on each side", TEN, slot="ten")
        builder.row("artists in both", kept, slot="kept")
        builder.total("artists of the list alone", TEN - kept, slot="new")
        return builder.finding(0.35 + 0.4 * abs(kept - 4) / 6)

    def climber(self) -> Finding | None:
        """Find who stands high on the list and far down in the record."""
        places = self._place
        artist = self._first(
            artist for artist in self._head() if places.get(fold(artist.name), 0) >= CLIMBED_FROM
        )
        if artist is None:
            return None
        place = places[fold(artist.name)]
        plays = int(self._listening.artist_plays[self._order[place - 1]])
        builder = FindingBuilder(id="lately_climber", title=artist.name, population=POPULATION)
        builder.row("artist", artist.name, "artist", slot="artist")
        builder.row("place on the list", artist.rank, slot="rank")
        builder.row("place in the record", place, slot="place")
        builder.row("plays in the record", plays, slot="plays")
        builder.total("last day of the record", self._ends, "date", slot="ends")
        return builder.finding(0.5 + 0.3 * beyond(place, CLIMBED_FROM, 10 * CLIMBED_FROM))

    def song(self) -> Finding | None:
        """Find the highest song of the list that the record knows."""
        names = self._listening.record.names
        plays = self._listening.song_plays
        of_song = {
            (fold(self._names[artist]), fold(title)): int(count)
            for artist, title, count in zip(names.song_artists, names.song_titles, plays, strict=True)
        }
        for song in self._lists.songs:
            count = of_song.get((fold(song.artist), fold(song.title)), 0)
            if song.rank <= SONGS_LOOKED_AT and count and self._may_quote(song):
                builder = FindingBuilder(
                    id="lately_song", title=shown_title(song.title), population=POPULATION
                )
                builder.row("song", shown_title(song.title), "track", slot="track")
                builder.row("artist", song.artist, "artist", slot="artist")
                builder.row("place on the list of songs", song.rank, slot="rank")
                builder.row("plays in the record", count, slot="plays")
                builder.total("last day of the record", self._ends, "date", slot="ends")
                return builder.finding(0.45 + 0.2 * beyond(song.rank, SONGS_LOOKED_AT, 1))
        return None

    def marked(self, finding: Finding) -> Finding:
        """Return a finding, marked where it names somebody who has died."""
        cells = (finding.cell(slot) for slot in finding.quotes)
        names = {fold(str(cell.value)) for cell in cells if cell.unit == "artist"}
        departed = any(
            line is not None and line.died is not None and fold(name) in names for name, line in self._lines()
        )
        return replace(finding, departed=True) if departed else finding

    def _lines(self) -> Iterable[tuple[str, ReferenceArtist | None]]:
        yield from zip((artist.name for artist in self._lists.artists), self._known, strict=True)
        yield from zip(self._names, self._listening.known, strict=True)

    def _head(self) -> tuple[ListedArtist, ...]:
        return tuple(artist for artist in self._lists.artists if artist.rank <= TEN)

    def _first(self, artists: Iterable[ListedArtist]) -> ListedArtist | None:
        return next((artist for artist in artists if self._may_name(artist.name)), None)

    def _may_name(self, name: str) -> bool:
        if not is_quotable(name):
            return False
        code = self._code.get(fold(name))
        if code is not None:
            return bool(self._listening.targets[code])
        listed = [fold(artist.name) for artist in self._lists.artists]
        return fold(name) not in listed or bool(self._known.is_target[listed.index(fold(name))])

    def _may_quote(self, song: ListedSong) -> bool:
        return is_quotable(shown_title(song.title)) and self._may_name(song.artist)
