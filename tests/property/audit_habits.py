"""The auditor of habits and of lore, counted anew from the raw rows like everything else."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from tests.property.audit import AUDITORS, Desk, Expected, Line, Name, auditor, top
from tests.property.ledger import (
    Ledger,
    Song,
    Stream,
    clock,
    day_said,
    folded,
    half_up,
    quantile,
    read_day,
    share,
)

__all__ = ["AUDITORS"]

HALF_HOUR_MS = 1_800_000


def _best_song(desk: Desk, title: str, artist: str, counts: Counter[Song]) -> Song:
    """The song of that title and artist that was counted most."""
    found = desk.ledger.recordings(title, folded(artist))
    desk.claim(bool(found), f"{title} by {artist} was played")
    return max(found, key=lambda song: counts[song], default=("", ""))


@auditor
def year_opener(desk: Desk) -> Iterator[Line]:
    ledger, year = desk.ledger, desk.row(0)
    plays = [play for play in ledger.plays if play.at.year == year]
    first = plays[0]
    desk.claim(first.day == read_day(desk.row(3)) <= date(year, 1, 7), "opened the year")
    song = next((s for s in ledger.recordings(desk.row(1), first.artist) if s == first.song), None)
    desk.claim(song is not None, "is the first song of the year")
    before = sum(play.song == first.song for play in ledger.plays[: ledger.plays.index(first)])
    yield from desk.rows(year, Name(desk.row(1)), Name(first.artist_shown), day_said(first.day), before)
    yield from desk.totals(ledger.songs[first.song])


def _days_from_five(ledger: Ledger) -> list[list[Stream]]:
    days: list[list[Stream]] = []
    last: date | None = None
    for play in ledger.plays:
        day = (play.at.replace(tzinfo=None) - timedelta(hours=5)).date()
        if day != last:
            days.append([])
        last = day
        days[-1].append(play)
    return days


def _end_of_days(desk: Desk, chosen: Sequence[Stream]) -> Iterator[Line]:
    counts = Counter(play.song for play in chosen)
    song = _best_song(desk, desk.row(0), desk.row(1), counts)
    yield from desk.rows(Name(desk.row(0)), Name(desk.row(1)), counts[song], desk.ledger.songs[song])
    yield from desk.totals(len(chosen))


@auditor
def day_opener(desk: Desk) -> Iterator[Line]:
    yield from _end_of_days(desk, [day[0] for day in _days_from_five(desk.ledger)])


@auditor
def day_closer(desk: Desk) -> Iterator[Line]:
    yield from _end_of_days(desk, [day[-1] for day in _days_from_five(desk.ledger)])


def _may_be_named(desk: Desk, artist: str) -> bool:
    """Whether ordinary remarks may be about an artist, as far as this can be told from the table and the name."""
    line = desk.ledger.known.get(artist)
    shown = desk.ledger.of(artist)[0].artist_shown
    plain = 0 < len(shown) <= 40 and shown.replace("\u200c", "").replace("\u200d", "").isprintable()
    if line is None:
        return plain
    quiet = {"children", "sleep", "noise", "meditation", "worship"} & set(line["tags"].split())
    return plain and not (line["sacred"] or line["care"] or quiet)


@auditor
def neighbours(desk: Desk) -> Iterator[Line]:
    led = Counter(
        (before.artist, after.artist)
        for before, after in pairwise(desk.ledger.plays)
        if before.artist != after.artist
        and after.start_ms // 1000 - before.end_ms // 1000 < HALF_HOUR_MS // 1000
    )
    first, second = folded(desk.row(0)), folded(desk.row(1))
    before = [pair for pair, count in led.items() if count > led[first, second]]
    desk.claim(
        not any(all(_may_be_named(desk, name) for name in pair) for pair in before),
        "is the most frequent pair, those of whom no sentence may speak aside",
    )
    times = led[first, second]
    yield from desk.rows(Name(desk.row(0)), Name(desk.row(1)), times)
    leads = desk.total(0)
    anybody = sum(count for (before, _), count in led.items() if before == first)
    desk.claim(times <= leads <= anybody, "counts those who may be named")
    yield from desk.totals(leads, share(times, leads))


@auditor
def long_song(desk: Desk) -> Iterator[Line]:
    plays = [play for play in desk.ledger.plays if 9 * 60_000 <= play.played_ms < 3_600_000]
    plays = [play for play in plays if play.finished is not False]
    songs = Counter(play.song for play in plays)
    song = _best_song(desk, desk.row(0), desk.row(1), songs)
    own = [play for play in plays if play.song == song]
    longest = max(own, key=lambda play: play.played_ms)
    days = {day_said(play.day) for play in own if play.played_ms == longest.played_ms}
    desk.claim(desk.row(3) in days, "was heard as long as that on that day")
    yield from desk.rows(Name(desk.row(0)), Name(desk.row(1)), longest.played_ms // 60_000, desk.row(3))
    yield from desk.totals(len(own))


@auditor
def crowd_day(desk: Desk) -> Iterator[Line]:
    days = {day: len({play.artist for play in plays}) for day, plays in desk.ledger.days.items()}
    day = read_day(desk.row(0))
    desk.claim(days[day] == max(days.values()), "is the day of most artists")
    yield from desk.rows(desk.row(0), days[day], len(desk.ledger.days[day]))
    yield from desk.totals(half_up(quantile(sorted(days.values()), Fraction(1, 2))))


@auditor
def hour_artist(desk: Desk) -> Iterator[Line]:
    ledger = desk.ledger
    hour = Counter(play.artist for play in ledger.plays if clock(play.at.hour * 60) == desk.row(0))
    own = folded(desk.row(1))
    desk.claim(hour[own] == top(hour), "is the most played of the hour")
    desk.claim(ledger.artists[folded(desk.total(0))] == top(ledger.artists), "is the most played of all")
    yield from desk.rows(desk.row(0), Name(desk.row(1)), hour[own], share(hour[own], hour.total()))
    yield from desk.totals(Name(desk.total(0)))


@auditor
def top_album(desk: Desk) -> Iterator[Line]:
    albums = Counter((play.artist, play.album) for play in desk.ledger.plays if play.album)
    own = folded(desk.row(1)), folded(desk.row(0))
    plays = [play for play in desk.ledger.plays if (play.artist, play.album) == own]
    desk.claim(albums[own] == max(albums.values()), "is the most played album")
    yield from desk.rows(
        Name(desk.row(0)),
        Name(desk.row(1)),
        len(plays),
        len({play.song for play in plays}),
        len({play.day for play in plays}),
    )
    yield from desk.totals(share(len(plays), len(desk.ledger)))


@auditor
def song_wait(desk: Desk) -> Iterator[Line]:
    begin, end = read_day(desk.row(2)), read_day(desk.row(3))
    found = desk.ledger.recordings(desk.row(0), folded(desk.row(1)))
    waits = []
    for song in found:
        days = sorted({play.day for play in desk.ledger.of(song[0]) if play.song == song})
        waits += [(one, two) for one, two in pairwise(days)]
    desk.claim((begin, end) in waits, "was not played between")
    desk.claim((end - begin).days >= 365, "is a year or more")
    yield from desk.rows(Name(desk.row(0)), Name(desk.row(1)), day_said(begin), day_said(end))
    yield from desk.totals((end - begin).days)


@auditor
def weekend_artist(desk: Desk) -> Iterator[Line]:
    own = desk.ledger.of(folded(desk.row(0)))
    weekend = sum(play.day.weekday() >= 5 for play in own)
    yield from desk.rows(Name(desk.row(0)), weekend, len(own) - weekend)
    yield from desk.totals(len(own), share(weekend, len(own)))


# ------------------------------------------------------------------------------------------------ lore
@auditor
def lore_artist(desk: Desk) -> Iterator[Line]:
    ledger, own = desk.ledger, folded(desk.row(0))
    plays = ledger.of(own)
    songs = Counter(play.song for play in plays)
    before = sum(count > len(plays) for count in ledger.artists.values())
    equal = sum(count == len(plays) for count in ledger.artists.values())
    desk.claim(before < desk.row(3) <= before + equal, "stands there among the artists")
    values: list[Expected] = [
        Name(desk.row(0)),
        len(plays),
        share(len(plays), len(ledger)),
        desk.row(3),
        len(songs),
        len({play.day for play in plays}),
        min(play.at.year for play in plays),
    ]
    if len(desk.receipt["rows"]) > len(values):
        song = _best_song(desk, desk.row(7), desk.row(0), songs)
        values += [Name(desk.row(7)), songs[song]]
    yield from desk.rows(*values)
    yield from desk.totals(len(ledger.artists))


def _shelf(desk: Desk, column: str, wanted: str, offset: int) -> Iterator[Line]:
    ledger = desk.ledger
    known = sum(ledger.artists[artist] for artist in ledger.known)
    own = {artist for artist, line in ledger.known.items() if line[column] == wanted}
    plays = sum(ledger.artists[artist] for artist in own)
    artist = folded(desk.row(offset + 2))
    desk.claim(artist in own, "belongs there")
    yield from desk.rows(
        *([f"{wanted}s"] if offset else []),
        plays,
        len(own),
        Name(desk.row(offset + 2)),
        ledger.artists[artist],
    )
    last = max(play.at.year for play in ledger.plays)
    yield from desk.totals(share(plays, known), known - plays, last)


@auditor
def lore_genre(desk: Desk) -> Iterator[Line]:
    yield from _shelf(desk, "genre", desk.receipt["title"], 0)


@auditor
def lore_decade(desk: Desk) -> Iterator[Line]:
    yield from _shelf(desk, "decade", str(desk.row(0)).removesuffix("s"), 1)


# ------------------------------------------------------------------------------------------------ the plainest things
@auditor
def record_span(desk: Desk) -> Iterator[Line]:
    ledger = desk.ledger
    yield from desk.rows(day_said(ledger.first_day), day_said(ledger.last_day), len(ledger.days))
    yield from desk.totals(len(ledger))


@auditor
def sittings(desk: Desk) -> Iterator[Line]:
    sat: list[list[Stream]] = []
    for play in desk.ledger.plays:
        if not sat or play.start_ms // 1_000 - sat[-1][-1].end_ms // 1_000 > 1_800:
            sat.append([])
        sat[-1].append(play)
    longest = max(map(len, sat))
    begun = {day_said(plays[0].day) for plays in sat if len(plays) == longest}
    desk.claim(desk.row(2) in begun, "is the day on which a longest one began")
    yield from desk.rows(len(sat), longest)
    yield from desk.totals(len(desk.ledger))


@auditor
def record_width(desk: Desk) -> Iterator[Line]:
    yield from desk.rows(len(desk.ledger.artists), len(desk.ledger.songs))
    yield from desk.totals(len(desk.ledger))


@auditor
def fullest_day(desk: Desk) -> Iterator[Line]:
    counts = {day: len(plays) for day, plays in desk.ledger.days.items()}
    desk.claim(counts[read_day(desk.row(0))] == max(counts.values()), "is the fullest day")
    yield from desk.rows(desk.row(0), max(counts.values()))
    yield from desk.totals(half_up(quantile(counts.values(), Fraction(1, 2))))
