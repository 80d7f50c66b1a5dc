"""Spotify's yearly reviews counted again: what the whole year says differently, and what the weeks after a review held.

A review names artists and tracks by address alone. A record explains the addresses of the tracks in it, the library
those of what is saved; whatever neither explains stays unknown and is never guessed. Songs are joined by artist and
title, folded, whatever address they are played under.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from unwrapped_desktop.analysis.builder import FindingBuilder, percent
from unwrapped_desktop.analysis.departed import mark_departed
from unwrapped_desktop.analysis.listening import Array, Listening
from unwrapped_desktop.analysis.local_time import Column
from unwrapped_desktop.analysis.spans import EDGE_DAYS
from unwrapped_desktop.analysis.stats import beyond, half_up
from unwrapped_desktop.analysis.words import EPOCH, date_words, day_of, fold
from unwrapped_desktop.domain.extras import WrappedYear
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.receipt import Receipt
from unwrapped_desktop.domain.record import Mask
from unwrapped_desktop.domain.wrapped import (
    ADDRESSES_MOST,
    LISTED_MOST,
    WEEKS_NAMES,
    YEARS_MOST,
    CountedName,
    ListedName,
    ReviewedList,
    ReviewedYear,
    Standing,
    Tally,
    WeeksName,
    assumed_last_day,
)

MINUTE_MS, HOUR_MS = 60_000, 3_600_000
COUNTED_LEAST = 5
"""So many of the most played are named even where the review has no list."""

WEEKS_PLAYS, WEEKS_ARTIST_PLAYS, ABSENT_PLAYS = 30, 5, 10
"""With fewer plays there is nothing to say of the weeks, of an artist in them, of a song that is not on the list."""

CODES_LEAST = 3
"""Fewer addresses that nothing explains are no joke."""

MORE_MINUTES = 0.05
"""By so much more, as a share, the whole year has to exceed the minutes of the review."""

EXPECTED_WEEKS_SHARE, GREAT_WEEKS_SHARE = 10.0, 30.0
"""Percent of a year's plays: the weeks are an eighth of the days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A review beside the record.

    Attributes:
        year: What is told of it.
        receipts: The proof.
        findings: What there is to say of it; each has a receipt of its own.
    """

    year: ReviewedYear
    receipts: tuple[Receipt, ...]
    findings: tuple[Finding, ...]


def review_years(listening: Listening) -> tuple[Reviewed, ...]:
    """Return every yearly review of a record's extras beside the record, the earliest first.

    Args:
        listening: The record, after exclusions.
    """
    if not len(listening):
        return ()
    names = _Names(listening)
    reviews = listening.record.extras.wrapped[-YEARS_MOST:]
    return tuple(_Beside(listening, names, review).told() for review in reviews)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """What an address stands for.

    Attributes:
        name: The artist, or the title.
        artist: Whose song it is; empty for artists.
        code: Its code in the record; None where no row names it.
        is_left_out: The listener has left it out.
    """

    name: str
    artist: str = ""
    code: int | None = None
    is_left_out: bool = False


class _Names:
    """What the record and the library make of addresses."""

    def __init__(self, listening: Listening) -> None:
        self._listening = listening
        self._names = listening.record.names
        library = listening.record.extras.library
        self._followed = {one.uri: one.name for one in library.artists} if library else {}
        self._saved = {one.uri: (one.artist, one.title) for one in library.tracks} if library else {}

    @cached_property
    def _artist_rows(self) -> Array:
        return np.bincount(self._listening.rows.artist, minlength=len(self._names.artists))

    @cached_property
    def _song_rows(self) -> Array:
        return np.bincount(self._listening.rows.song, minlength=len(self._names.song_titles))

    @cached_property
    def _artist_codes(self) -> dict[str, int]:
        return {fold(name): code for code, name in enumerate(self._names.artists)}

    def artist(self, uri: str) -> _Named | None:
        """Return who an address is, None where the library does not follow them."""
        name = self._followed.get(uri) if uri else None
        if name is None:
            return None
        code = self._artist_codes.get(fold(name))
        if code is None:
            return _Named(name=name)
        return _Named(name=self._names.artists[code], code=code, is_left_out=not self._artist_rows[code])

    def song(self, uri: str) -> _Named | None:
        """Return which song an address is, None where neither a row nor the library names it."""
        code = self._listening.record.reviewed_songs.get(uri)
        if code is None and uri in self._saved:
            artist, title = self._saved[uri]
            owner = self._artist_codes.get(fold(artist))
            code = None if owner is None else self._song_of(owner, title)
            if code is None:
                is_left_out = owner is not None and not self._artist_rows[owner]
                return _Named(name=title, artist=artist, is_left_out=is_left_out)
        if code is None:
            return None
        return _Named(
            name=self._names.song_titles[code],
            artist=self._listening.song_artist(code),
            code=code,
            is_left_out=not self._song_rows[code],
        )

    def _song_of(self, artist: int, title: str) -> int | None:
        """Return the code of a song; those of one artist stand together."""
        first, end = np.searchsorted(self._names.song_artists, (artist, artist + 1)).tolist()
        wanted = fold(title)
        titles = self._names.song_titles
        return next((code for code in range(first, end) if fold(titles[code]) == wanted), None)


class _Ranks:
    """Codes of artists, or of songs, by what was played in a stretch of time."""

    def __init__(self, codes: Column, played_ms: Column, size: int) -> None:
        self._plays: Array = np.bincount(codes, minlength=size)
        self._ms: Array = np.bincount(codes, weights=played_ms, minlength=size).astype(np.int64)

    @property
    def size(self) -> int:
        """How many have a play."""
        return int(np.count_nonzero(self._plays))

    def plays(self, code: int) -> int:
        """Return the plays of one."""
        return int(self._plays[code])

    def standing(self, code: int) -> Standing | None:
        """Return where one stands, None without a play."""
        if not self._plays[code]:
            return None
        return Standing(
            plays=int(self._plays[code]),
            minutes=_minutes(int(self._ms[code])),
            rank=1 + int(np.sum(self._plays > self._plays[code])),
            rank_by_time=1 + int(np.sum(self._ms > self._ms[code])),
        )

    def first(self, most: int) -> list[int]:
        """Return the most played, of equals the one with more time, then the one with the lower code."""
        order = np.lexsort((-self._ms, -self._plays))[:most]
        return [int(code) for code in order if self._plays[code]]


class _Stretch:
    """Some plays of a year."""

    def __init__(self, listening: Listening, chosen: Mask) -> None:
        plays = listening.plays
        names = listening.record.names
        played_ms = plays.played_ms[chosen]
        self.plays = int(chosen.sum())
        self.ms = int(played_ms.sum())
        self.artists = _Ranks(plays.artist[chosen], played_ms, len(names.artists))
        self.songs = _Ranks(plays.song[chosen], played_ms, len(names.song_titles))

    def tally(self, first: int, last: int) -> Tally:
        """Return the stretch in figures, from one local day to another."""
        return Tally(
            first=_date(first),
            last=_date(last),
            plays=self.plays,
            minutes=_minutes(self.ms),
            artists=self.artists.size,
            songs=self.songs.size,
        )


class _Beside:
    """One review beside the record."""

    def __init__(self, listening: Listening, names: _Names, review: WrappedYear) -> None:
        self._listening = listening
        self._names = names
        self._review = review
        self._first = day_of(date(review.year, 1, 1))
        self._cut = day_of(assumed_last_day(review.year))
        end = day_of(date(review.year, 12, 31))
        # A record that stops in the last days of a year holds that year, as it does everywhere else.
        self._last = end if listening.last_day > end - EDGE_DAYS else listening.last_day
        self._cut_words = date_words(self._cut).rpartition(" ")[0]

    def told(self) -> Reviewed:
        """Return everything there is to tell."""
        if not self._is_covered():
            return self._not_compared()
        artists = self._listed(self._artist_names, self._then.artists, self._whole.artists, songs=False)
        songs = self._listed(self._song_names, self._then.songs, self._whole.songs, songs=True)
        reached_from, reached_to = self._reached()
        year = ReviewedYear(
            year=self._review.year,
            spotify_minutes=self._spotify_minutes,
            spotify_artists=self._review.artists,
            artists=artists,
            songs=songs,
            then=self._then.tally(self._first, self._cut),
            private_plays=self._private_plays,
            weeks=self._weeks.tally(self._cut + 1, self._last) if self._last > self._cut else None,
            whole=self._whole.tally(self._first, self._last),
            weeks_artists=self._of_weeks(
                self._weeks.artists, self._then.artists, self._whole.artists, songs=False
            ),
            weeks_songs=self._of_weeks(self._weeks.songs, self._then.songs, self._whole.songs, songs=True),
            reached_from=reached_from,
            reached_to=reached_to,
        )
        findings = tuple(self._findings(year))
        receipts = tuple(self._receipts(year))
        ids = tuple(receipt.id for receipt in (*receipts, *(finding.receipt for finding in findings)))
        return Reviewed(year=replace(year, receipts=ids), receipts=receipts, findings=findings)

    def _is_covered(self) -> bool:
        """Whether the record holds the year from its first week past the assumed last day, without a month missing."""
        return (
            self._listening.first_day < self._first + EDGE_DAYS
            and self._last >= self._cut
            and self._listening.has_data_between(self._first, self._last)
        )

    def _not_compared(self) -> Reviewed:
        year = ReviewedYear(
            year=self._review.year,
            reason=f"The record does not hold all of {self._review.year}, so nothing is compared.",
            spotify_minutes=self._spotify_minutes,
            spotify_artists=self._review.artists,
            artists=_named_alone(self._artist_names),
            songs=_named_alone(self._song_names),
        )
        receipt = self._review_receipt(year)
        return Reviewed(year=replace(year, receipts=(receipt.id,)), receipts=(receipt,), findings=())

    # ------------------------------------------------------------------------------------------ counting
    @cached_property
    def _in_year(self) -> Mask:
        day = self._listening.at.day
        inside: Mask = (day >= self._first) & (day <= self._last)
        return inside

    @cached_property
    def _before_cut(self) -> Mask:
        before: Mask = self._in_year & (self._listening.at.day <= self._cut)
        return before

    @cached_property
    def _then(self) -> _Stretch:
        return _Stretch(self._listening, self._before_cut & (self._listening.plays.private != 1))

    @cached_property
    def _private_plays(self) -> int:
        return int(np.sum(self._before_cut & (self._listening.plays.private == 1)))

    @cached_property
    def _weeks(self) -> _Stretch:
        return _Stretch(self._listening, self._in_year & ~self._before_cut)

    @cached_property
    def _whole(self) -> _Stretch:
        return _Stretch(self._listening, self._in_year)

    @property
    def _spotify_minutes(self) -> int | None:
        told = self._review.listened_ms
        return None if told is None else _minutes(told)

    def _reached(self) -> tuple[date | None, date | None]:
        """Return the first and the last day on which the record can have as many minutes as the review.

        The first is that by all rows, the last that by plays of 30 seconds and more outside private sessions: which of
        them the review counts for its minutes is told nowhere. It counts podcasts too, of which a record has none.
        """
        told = self._review.listened_ms
        aside = self._listening.record.set_aside
        if not told or aside.podcast or aside.audiobook:
            return None, None
        listening = self._listening
        all_ms = self._daily_ms(listening.rows_at.day, listening.rows.played_ms)
        is_public = listening.plays.private != 1
        least_ms = self._daily_ms(listening.at.day[is_public], listening.plays.played_ms[is_public])
        return self._day_of_reaching(all_ms, told), self._day_of_reaching(least_ms, told)

    def _daily_ms(self, day: Column, played_ms: Column) -> Array:
        inside = (day >= self._first) & (day <= self._last)
        size = self._last - self._first + 1
        by_day = np.bincount(day[inside] - self._first, weights=played_ms[inside], minlength=size)
        return np.cumsum(by_day.astype(np.int64))

    def _day_of_reaching(self, until_ms: Array, told_ms: int) -> date | None:
        reached = np.flatnonzero(until_ms >= told_ms)
        return _date(self._first + int(reached[0])) if reached.size else None

    # ------------------------------------------------------------------------------------------ lists
    @cached_property
    def _artist_names(self) -> Sequence[_Named | None]:
        return [self._names.artist(uri) for uri in self._review.top_artist_uris[:ADDRESSES_MOST]]

    @cached_property
    def _song_names(self) -> Sequence[_Named | None]:
        return [self._names.song(uri) for uri in self._review.top_track_uris[:ADDRESSES_MOST]]

    def _listed(
        self, names: Sequence[_Named | None], then: _Ranks, whole: _Ranks, *, songs: bool
    ) -> ReviewedList:
        alone = _named_alone(names)
        listed = tuple(
            one
            if named is None or named.is_left_out or named.code is None
            else replace(one, then=then.standing(named.code), year=whole.standing(named.code))
            for one, named in zip(alone.listed, names, strict=False)
        )
        place_of: dict[int, int] = {}
        for place, named in enumerate(names, start=1):
            if named is not None and named.code is not None:
                # Of two addresses of one song the higher place is the song's.
                place_of.setdefault(named.code, place)
        most = min(max(len(names), COUNTED_LEAST), LISTED_MOST)
        return replace(
            alone,
            listed=listed,
            counted=tuple(
                self._counted(code, then, whole, place_of, songs=songs) for code in whole.first(most)
            ),
        )

    def _counted(
        self, code: int, then: _Ranks, whole: _Ranks, place_of: dict[int, int], *, songs: bool
    ) -> CountedName:
        name, artist = self._name_of(code, songs=songs)
        return CountedName(
            name=name,
            artist=artist,
            year=_sure(whole.standing(code)),
            then=then.standing(code),
            place=place_of.get(code),
        )

    def _of_weeks(self, weeks: _Ranks, then: _Ranks, whole: _Ranks, *, songs: bool) -> tuple[WeeksName, ...]:
        found = []
        for code in weeks.first(WEEKS_NAMES):
            name, artist = self._name_of(code, songs=songs)
            found.append(
                WeeksName(
                    name=name,
                    artist=artist,
                    plays=weeks.plays(code),
                    then=then.standing(code),
                    year=_sure(whole.standing(code)),
                )
            )
        return tuple(found)

    def _name_of(self, code: int, *, songs: bool) -> tuple[str, str]:
        if songs:
            return self._listening.record.names.song_titles[code], self._listening.song_artist(code)
        return self._listening.artist(code), ""

    # ------------------------------------------------------------------------------------------ receipts
    @property
    def _population(self) -> str:
        return (
            f"plays of 30 seconds or more that began in {self._review.year}, {self._listening.zone_name}; Spotify's review is "
            f"taken to count to {self._cut_words}, without private sessions"
        )

    def _builder(self, name: str, title: str, population: str = "") -> FindingBuilder:
        return FindingBuilder(
            id=f"wrapped_{self._review.year}_{name}",
            title=title,
            population=population or self._population,
            shareable=not self._private_plays,
        )

    def _receipts(self, year: ReviewedYear) -> Iterator[Receipt]:
        yield self._review_receipt(year)
        yield self._minutes_receipt(year)
        for kind, unit, reviewed in (("songs", "track", year.songs), ("artists", "artist", year.artists)):
            if reviewed.length:
                yield self._listed_receipt(kind, unit, reviewed)
            yield self._counted_receipt(kind, unit, reviewed)
        if year.weeks is not None:
            yield self._weeks_receipt(year)

    def _review_receipt(self, year: ReviewedYear) -> Receipt:
        builder = self._builder(
            "review",
            f"Spotify's review of {year.year}",
            "what account data says of the year, as Spotify wrote it",
        )
        for name, reviewed in (("songs", year.songs), ("artists", year.artists)):
            builder.row(f"{name} on its list", reviewed.length)
            builder.row("of these as addresses that nothing here explains", reviewed.unknown)
        if year.spotify_minutes is not None:
            builder.total("minutes, podcasts included", year.spotify_minutes)
        if year.spotify_artists is not None:
            builder.total("different artists", year.spotify_artists)
        return builder.receipt()

    def _minutes_receipt(self, year: ReviewedYear) -> Receipt:
        builder = self._builder("count", f"{year.year}, counted again")
        if year.spotify_minutes is not None:
            builder.row("minutes by the review, podcasts included", year.spotify_minutes)
        if year.spotify_artists is not None:
            builder.row("artists by the review", year.spotify_artists)
        if year.then is not None:
            builder.row(f"plays to {self._cut_words}", year.then.plays)
            builder.row(f"minutes to {self._cut_words}", year.then.minutes)
            builder.row(f"artists to {self._cut_words}", year.then.artists)
        if self._private_plays:
            builder.row(f"plays in private sessions to {self._cut_words}", self._private_plays)
        if year.weeks is not None:
            builder.row("plays after it", year.weeks.plays)
            builder.row("minutes after it", year.weeks.minutes)
        if year.reached_from is not None:
            builder.row("minutes of the review reached, all rows", _written(year.reached_from), "date")
        if year.reached_to is not None:
            builder.row("the same, plays alone", _written(year.reached_to), "date")
        if year.whole is not None:
            builder.total("last day counted", _written(year.whole.last), "date")
            builder.total("plays", year.whole.plays)
            builder.total("minutes", year.whole.minutes)
            builder.total("artists", year.whole.artists)
        return builder.receipt()

    def _listed_receipt(self, kind: str, unit: str, reviewed: ReviewedList) -> Receipt:
        builder = self._builder(kind, f"Spotify's {kind} of {self._review.year}")
        for one in reviewed.listed:
            label = f"number {one.place} on the list"
            if one.state == "named":
                builder.row(label, one.name, unit)
                self._add_standings(builder, one.then, one.year)
            else:
                left_out = one.state == "left_out"
                builder.row(label, "left out by you" if left_out else "not explained by your files", "text")
        builder.total("places on the list", reviewed.length)
        builder.total("of these not explained", reviewed.unknown)
        return builder.receipt()

    def _counted_receipt(self, kind: str, unit: str, reviewed: ReviewedList) -> Receipt:
        builder = self._builder(f"{kind}_counted", f"The {kind} of {self._review.year}, counted")
        for one in reviewed.counted:
            builder.row(f"number {one.year.rank} of the year", one.name, unit)
            self._add_standings(builder, one.then, one.year)
            if reviewed.length:
                seen = "not seen there" if reviewed.unknown else "not on it"
                builder.row("place on the list", *((one.place, "count") if one.place else (seen, "text")))
        return builder.receipt()

    def _add_standings(self, builder: FindingBuilder, then: Standing | None, year: Standing | None) -> None:
        builder.row(f"plays to {self._cut_words}", then.plays if then else 0)
        if then is not None:
            builder.row("place then", then.rank)
        builder.row("plays of the year", year.plays if year else 0)
        if year is not None:
            builder.row("place by plays", year.rank)
            builder.row("minutes of the year", year.minutes)
            builder.row("place by time", year.rank_by_time)

    def _weeks_receipt(self, year: ReviewedYear) -> Receipt:
        builder = self._builder("weeks", "The weeks that the review leaves out")
        for unit, found in (("artist", year.weeks_artists), ("track", year.weeks_songs)):
            for one in found:
                builder.row(unit, one.name, unit)
                builder.row("plays in these weeks", one.plays)
                builder.row(
                    "place before them", *((one.then.rank, "count") if one.then else ("no play", "text"))
                )
                builder.row("place of the year", one.year.rank)
        builder.total("from", date_words(self._cut + 1), "date")
        builder.total("to", date_words(self._last), "date")
        builder.total("plays", self._weeks.plays)
        builder.total("hours", half_up(self._weeks.ms / HOUR_MS))
        return builder.receipt()

    # ------------------------------------------------------------------------------------------ findings
    def _findings(self, year: ReviewedYear) -> Iterator[Finding]:
        found = (
            self._weeks_finding(year),
            self._first_finding("review_song_first", "track", self._song_names, self._whole.songs),
            self._first_finding("review_artist_first", "artist", self._artist_names, self._whole.artists),
            self._absent_finding(year),
            self._minutes_finding(year),
            self._codes_finding(year),
        )
        marked = mark_departed(
            (finding for finding in found if finding is not None),
            self._listening.record.names.artists,
            self._listening.known,
        )
        for finding in marked:
            yield _of_year(finding, self._review.year)

    def _saying(self, family: str, title: str) -> FindingBuilder:
        builder = FindingBuilder(
            id=family, title=title, population=self._population, shareable=not self._private_plays
        )
        return builder.row("year of the review", self._review.year, "year", slot="year")

    def _weeks_finding(self, year: ReviewedYear) -> Finding | None:
        artist = next(iter(self._weeks.artists.first(1)), None)
        if year.weeks is None or artist is None or self._weeks.plays < WEEKS_PLAYS:
            return None
        plays = self._weeks.artists.plays(artist)
        if not self._listening.targets[artist] or plays < WEEKS_ARTIST_PLAYS:
            return None
        share = percent(self._weeks.plays, self._whole.plays)
        builder = self._saying("review_weeks", "The weeks that the review leaves out")
        builder.row("they begin on", date_words(self._cut + 1), "date", slot="from")
        builder.row("most played in them", self._listening.artist(artist), "artist", slot="artist")
        builder.row("plays of theirs", plays, slot="artist_plays")
        builder.total("plays in these weeks", self._weeks.plays, slot="plays")
        builder.total("hours", half_up(self._weeks.ms / HOUR_MS), slot="hours")
        builder.total("plays of the year", self._whole.plays)
        builder.total("share of the year", share, "percent", slot="share")
        return builder.finding(0.5 + 0.4 * beyond(share, EXPECTED_WEEKS_SHARE, GREAT_WEEKS_SHARE))

    def _first_finding(
        self, family: str, unit: str, names: Sequence[_Named | None], whole: _Ranks
    ) -> Finding | None:
        """Find whom the review has first and the year has not."""
        listed = names[0] if names else None
        if listed is None or listed.code is None or listed.is_left_out:
            return None
        standing, first = whole.standing(listed.code), whole.first(1)[0]
        if standing is None or standing.rank < 2:
            return None
        if not (self._may(unit, listed.code) and self._may(unit, first)):
            return None
        builder = self._saying(family, f"First in the review of {self._review.year}")
        builder.row("first in the review", self._said(listed.code, unit), unit, slot=unit)
        builder.row("plays of the year", standing.plays, slot="plays")
        builder.row("place of the year", standing.rank, slot="rank")
        builder.total("first of the year", self._said(first, unit), unit, slot="first")
        builder.total("plays", whole.plays(first), slot="first_plays")
        return builder.finding(0.55 + 0.35 * beyond(standing.rank, 1, 10))

    def _absent_finding(self, year: ReviewedYear) -> Finding | None:
        """Find the most played song that the review does not list."""
        listed = {named.code for named in self._song_names if named is not None}
        most_played = self._whole.songs.first(min(year.songs.places, LISTED_MOST))
        code = next((code for code in most_played if code not in listed), None)
        if code is None or not self._may("track", code):
            return None
        standing = _sure(self._whole.songs.standing(code))
        if standing.plays < ABSENT_PLAYS:
            return None
        builder = self._saying("review_song_absent", f"Not in the review of {self._review.year}")
        builder.row("song", self._said(code, "track"), "track", slot="track")
        builder.row("plays of the year", standing.plays, slot="plays")
        builder.row("place of the year", standing.rank, slot="rank")
        builder.total("songs in the review, all others", year.songs.length, slot="listed")
        return builder.finding(0.55 + 0.35 * beyond(standing.rank, year.songs.length + 1, 1))

    def _minutes_finding(self, year: ReviewedYear) -> Finding | None:
        """Find by how much the whole year goes beyond the minutes of the review."""
        told = year.spotify_minutes
        if not told or year.whole is None or year.whole.minutes < told * (1 + MORE_MINUTES):
            return None
        more = year.whole.minutes - told
        builder = self._saying("review_minutes", "Minutes, then and in the end")
        builder.row("minutes by the review, podcasts included", told, slot="told")
        builder.row("minutes of the year", year.whole.minutes, slot="counted")
        builder.total("more", more, slot="more")
        return builder.finding(0.4 + 0.4 * beyond(more / told, MORE_MINUTES, 0.4))

    def _codes_finding(self, year: ReviewedYear) -> Finding | None:
        """Find a list of artists that is all addresses."""
        if year.artists.length < CODES_LEAST or year.artists.unknown < year.artists.length:
            return None
        builder = self._saying("review_codes", "Artists by address alone")
        builder.row("artists on the list", year.artists.length, slot="listed")
        builder.row("of these named by the review", 0, slot="named")
        builder.total("artists of the year in the record", self._whole.artists.size, slot="artists")
        return builder.finding(0.45)

    def _may(self, unit: str, code: int) -> bool:
        """Return whether a sentence may name an artist, or a song."""
        targets = self._listening.targets if unit == "artist" else self._listening.song_targets
        return bool(targets[code])

    def _said(self, code: int, unit: str) -> str:
        return self._listening.artist(code) if unit == "artist" else self._listening.title(code)


def _named_alone(names: Sequence[_Named | None]) -> ReviewedList:
    """Return a list with its names and nothing counted."""
    return ReviewedList(
        listed=tuple(_listed_name(place, named) for place, named in enumerate(names[:LISTED_MOST], start=1)),
        length=len(names),
        unknown=sum(named is None for named in names),
        left_out=sum(named is not None and named.is_left_out for named in names),
    )


def _listed_name(place: int, named: _Named | None) -> ListedName:
    if named is None:
        return ListedName(place=place, state="unknown")
    if named.is_left_out:
        return ListedName(place=place, state="left_out")
    return ListedName(place=place, state="named", name=named.name, artist=named.artist)


def _of_year(finding: Finding, year: int) -> Finding:
    """Return a finding whose receipt is that of one year: several years can say the same kind of thing."""
    receipt = replace(finding.receipt, id=f"{finding.receipt.id}_{year}")
    quotes = {slot: replace(place, receipt=receipt.id) for slot, place in finding.quotes.items()}
    return replace(finding, receipt=receipt, quotes=quotes)


def _sure(standing: Standing | None) -> Standing:
    """Return a standing of something that has a play.

    Raises:
        ValueError: It has none.
    """
    if standing is None:
        raise ValueError("without a play there is no standing")
    return standing


def _minutes(played_ms: int) -> int:
    return half_up(played_ms / MINUTE_MS)


def _date(day: int) -> date:
    return EPOCH + timedelta(days=day)


def _written(value: date) -> str:
    return date_words(day_of(value))
