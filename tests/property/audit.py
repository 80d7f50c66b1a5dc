"""The auditor: for each receipt what its lines have to say, counted anew from the raw rows.

A receipt is taken at its word: the label and the population of a line say what was counted, and that is what is counted
here. Where a receipt says "the most played", nothing may have been played more.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

from tests.property.ledger import (
    Ledger,
    Song,
    Stream,
    clock,
    countries,
    day_said,
    folded,
    half_up,
    local,
    longest_streak,
    minute_of,
    month_said,
    quantile,
    read_day,
    read_month,
    share,
    table,
    trimmed,
    weekday_said,
)
from tests.property.reader import WEEKDAYS

NIGHT_END = 5


class Name(str):
    """A name in its folded form."""

    __slots__ = ()


Expected = int | str | Fraction | Name
Line = tuple[str, int, Expected]
"""Part of the receipt, place in it, and what has to stand there."""


class Audited:
    """A receipt under audit, and what it says that is not so."""

    def __init__(self, receipt: Mapping[str, Any]) -> None:
        self.receipt = receipt
        self.wrong: list[str] = []

    def row(self, index: int) -> Any:
        return self.receipt["rows"][index]["value"]

    def total(self, index: int) -> Any:
        return self.receipt["totals"][index]["value"]

    def rows(self, *expected: Expected) -> Iterator[Line]:
        yield from (("rows", index, value) for index, value in enumerate(expected))

    def totals(self, *expected: Expected) -> Iterator[Line]:
        yield from (("totals", index, value) for index, value in enumerate(expected))

    def claim(self, truth: bool, words: str) -> None:
        if not truth:
            self.wrong.append(words)


class Desk(Audited):
    """A receipt under audit beside the ledger of its listener."""

    def __init__(self, receipt: Mapping[str, Any], ledger: Ledger) -> None:
        super().__init__(receipt)
        self.ledger = ledger

    def song(self, title: str, artist: str | None = None) -> Song:
        found = self.ledger.recordings(title, artist)
        if not found:
            self.wrong.append(f"no such song: {title} by {artist}")
            return ("", "")
        return found[0]

    def song_of(self, title: str, artist: str, plays: int, counts: Mapping[Song, int]) -> Song:
        """The song of that title with as many plays, else the most played one."""
        found = self.ledger.recordings(title, artist)
        return next((song for song in found if counts.get(song, 0) == plays), self.song(title, artist))


Auditor = Callable[[Desk], Iterator[Line]]
AUDITORS: dict[str, Auditor] = {}


def auditor(function: Auditor) -> Auditor:
    AUDITORS[function.__name__] = function
    return function


def top(counts: Mapping[str, int]) -> int:
    return max(counts.values(), default=0)


def ranked(ledger: Ledger) -> list[int]:
    return sorted(ledger.artists.values(), reverse=True)


# ------------------------------------------------------------------------------------------------ who
@auditor
def house_artist(desk: Desk) -> Iterator[Line]:
    ledger, counts = desk.ledger, ranked(desk.ledger)
    desk.claim(ledger.artists[folded(desk.row(0))] == counts[0], "is the most played artist")
    desk.claim(ledger.artists[folded(desk.row(3))] == counts[1], "is the next one")
    yield from desk.rows(
        Name(desk.row(0)), counts[0], share(counts[0], len(ledger)), Name(desk.row(3)), counts[1]
    )
    yield from desk.totals(len(ledger.artists), len(ledger))


@auditor
def no_favourite(desk: Desk) -> Iterator[Line]:
    ledger, counts = desk.ledger, ranked(desk.ledger)
    desk.claim(ledger.artists[folded(desk.row(0))] == counts[0], "is the most played artist")
    yield from desk.rows(Name(desk.row(0)), counts[0], share(counts[0], len(ledger)))
    yield from desk.totals(len(ledger.artists), len(ledger))


@auditor
def runner_up(desk: Desk) -> Iterator[Line]:
    artists, counts = desk.ledger.artists, ranked(desk.ledger)
    desk.claim([artists[folded(desk.row(place))] for place in (0, 2)] == counts[:2], "are first and second")
    yield from desk.rows(Name(desk.row(0)), counts[0], Name(desk.row(2)), counts[1])
    yield from desk.totals(counts[0] - counts[1])


@auditor
def invited_once(desk: Desk) -> Iterator[Line]:
    artists = desk.ledger.artists
    once = sum(count == 1 for count in artists.values())
    desk.claim(artists[folded(desk.total(0))] == top(artists), "is the most played artist")
    yield from desk.rows(len(artists), once, share(once, len(artists)))
    yield from desk.totals(Name(desk.total(0)), top(artists))


@auditor
def month_of_one(desk: Desk) -> Iterator[Line]:
    month = desk.ledger.months[read_month(desk.row(0))]
    plays = sum(play.artist == folded(desk.row(1)) for play in month)
    yield from desk.rows(desk.row(0), Name(desk.row(1)), plays, len(month) - plays)
    yield from desk.totals(len(month), share(plays, len(month)))


@auditor
def year_ends(desk: Desk) -> Iterator[Line]:
    year = desk.row(0)
    plays = desk.ledger.years[year]
    counts = Counter(play.artist for play in plays)
    own = counts[folded(desk.row(1))]
    desk.claim(own == top(counts), "is the favourite of the year")
    length = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    left = half_up(Fraction(length * (len(plays) - own), len(plays)))
    yield from desk.rows(year, Name(desk.row(1)), own, share(own, len(plays)))
    yield from desk.totals(len(plays), left, day_said(date(year, 1, 1) + timedelta(days=left - 1)))


@auditor
def one_song_artist(desk: Desk) -> Iterator[Line]:
    plays = desk.ledger.of(desk.row(0))
    counts = Counter(play.song for play in plays)
    song = desk.song_of(desk.row(1), desk.row(0), desk.row(2), counts)
    desk.claim(counts[song] == max(counts.values()), "is the most played song of the artist")
    yield from desk.rows(Name(desk.row(0)), desk.row(1), counts[song], len(plays) - counts[song])
    yield from desk.totals(len(plays))


@auditor
def real_size(desk: Desk) -> Iterator[Line]:
    effective = desk.ledger.effective()
    yield from desk.rows(len(desk.ledger.artists), half_up(effective))
    desk.claim(abs(desk.total(0) - effective) <= 0.051, f"e to the entropy is {effective}")


@auditor
def ten_names(desk: Desk) -> Iterator[Line]:
    ledger, counts = desk.ledger, ranked(desk.ledger)
    for index, line in enumerate(desk.receipt["rows"]):
        desk.claim(
            ledger.artists[folded(line["label"])] == counts[index], f"{line['label']} is number {index + 1}"
        )
        yield "rows", index, counts[index]
    yield from desk.totals(10, share(sum(counts[:10]), len(ledger)), len(counts) - 10)


# ------------------------------------------------------------------------------------------------ how
def _starts(desk: Desk, count: int | None = None) -> list[Stream]:
    """All rows of the song of the first two lines whose ending is known."""
    songs = desk.ledger.recordings(desk.row(0), desk.row(1))
    found = [
        [row for row in desk.ledger.rows if row.song == song and row.finished is not None] for song in songs
    ]
    exact = [rows for rows in found if len(rows) == count]
    return (exact or sorted(found, key=len, reverse=True) or [[]])[0]


@auditor
def unfinished_song(desk: Desk) -> Iterator[Line]:
    rows = _starts(desk, desk.row(2))
    finished, early = sum(bool(row.finished) for row in rows), sum(row.played_ms < 30_000 for row in rows)
    yield from desk.rows(desk.row(0), Name(desk.row(1)), len(rows), finished, early)
    longest = max(row.played_ms for row in rows) // 1_000
    yield from desk.totals(f"{longest // 60}:{longest % 60:02d}")


@auditor
def no_survivors(desk: Desk) -> Iterator[Line]:
    rows = _starts(desk, desk.row(2))
    yield from desk.rows(desk.row(0), Name(desk.row(1)), len(rows), sum(bool(row.finished) for row in rows))


@auditor
def skip_speed(desk: Desk) -> Iterator[Line]:
    lengths = sorted(row.played_ms for row in desk.ledger.rows if row.skipped)
    within = sum(length <= desk.row(0) * 1_000 for length in lengths)
    desk.claim(
        2 * within >= len(lengths),
        f"half of the skips come within {desk.row(0)} s ({within} of {len(lengths)})",
    )
    yield from desk.totals(len(lengths))


@auditor
def skipper(desk: Desk) -> Iterator[Line]:
    told = [row for row in desk.ledger.rows if row.skipped is not None]
    skips = sum(bool(row.skipped) for row in told)
    yield from desk.rows(len(told), skips)
    yield from desk.totals(share(skips, len(told)))


@auditor
def finisher(desk: Desk) -> Iterator[Line]:
    told = [row for row in desk.ledger.rows if row.finished is not None]
    finished = sum(bool(row.finished) for row in told)
    yield from desk.rows(len(told), finished, sum(bool(row.skipped) for row in desk.ledger.rows))
    yield from desk.totals(share(finished, len(told)))


@auditor
def instant_exit(desk: Desk) -> Iterator[Line]:
    told = [row for row in desk.ledger.rows if row.skipped is not None]
    quick = sum(bool(row.skipped) and row.played_ms < 2_000 for row in told)
    yield from desk.rows(quick)
    yield from desk.totals(len(told), share(quick, len(told)))


@auditor
def skipped_song(desk: Desk) -> Iterator[Line]:
    songs = desk.ledger.recordings(desk.row(0), desk.row(1))
    rows = [row for row in desk.ledger.rows if row.song in songs[:1]]
    for song in songs:
        other = [row for row in desk.ledger.rows if row.song == song]
        if sum(bool(row.skipped) for row in other) == desk.row(3):
            rows = other
    skips = [row for row in rows if row.skipped]
    started = sum(row.skipped is not None for row in rows)
    first, last = skips[0].at, skips[-1].at
    yield from desk.rows(
        desk.row(0), Name(desk.row(1)), started, len(skips), first.year, day_said(last.date())
    )
    yield from desk.totals((last - first).days // 365)


@auditor
def shuffler(desk: Desk) -> Iterator[Line]:
    told = [play for play in desk.ledger.plays if play.shuffle is not None]
    shuffled = sum(bool(play.shuffle) for play in told)
    yield from desk.rows(len(told), shuffled)
    yield from desk.totals(share(shuffled, len(told)))


@auditor
def marathon(desk: Desk) -> Iterator[Line]:
    sitting = max(desk.ledger.sittings, key=lambda plays: plays[-1].end_ms - plays[0].start_ms)
    counts = Counter(play.artist for play in sitting)
    own = counts[folded(desk.total(0))]
    desk.claim(own == top(counts), "is the most played of the sitting")
    ended = local(sitting[-1].end_ms, desk.ledger.zone)
    hours = half_up(Fraction(sitting[-1].end_ms - sitting[0].start_ms, 3_600_000))
    began = sitting[0].at
    yield from desk.rows(
        day_said(began.date()), clock(minute_of(began)), clock(minute_of(ended)), hours, len(sitting)
    )
    yield from desk.totals(Name(desk.total(0)), own)


@auditor
def total_time(desk: Desk) -> Iterator[Line]:
    played = sum(play.played_ms for play in desk.ledger.plays)
    days = (desk.ledger.last_day - desk.ledger.first_day).days + 1
    yield from desk.rows(played // 3_600_000, played // 86_400_000)
    yield from desk.totals(len(desk.ledger), max(1, half_up(Fraction(days) / Fraction("365.25"))))


# ------------------------------------------------------------------------------------------------ again
@auditor
def repeats(desk: Desk) -> Iterator[Line]:
    plays, songs = len(desk.ledger), len(desk.ledger.songs)
    yield from desk.rows(plays, songs, plays - songs)
    yield from desk.totals(share(plays - songs, plays))


@auditor
def song_day(desk: Desk) -> Iterator[Line]:
    day = read_day(desk.row(2))
    plays = desk.ledger.days[day]
    counts = Counter(play.song for play in plays)
    song = desk.song_of(desk.row(0), desk.row(1), desk.row(3), counts)
    places = [place for place, play in enumerate(desk.ledger.plays) if play.song == song and play.day == day]
    starts = [desk.ledger.plays[place].start_ms for place in places]
    gap = max(later - earlier for earlier, later in pairwise(starts))
    others = sum(desk.ledger.plays[place].song != song for place in range(places[0], places[-1] + 1))
    yield from desk.rows(
        desk.row(0), Name(desk.row(1)), day_said(day), counts[song], half_up(Fraction(gap, 60_000))
    )
    yield from desk.totals(others)


@auditor
def loop_run(desk: Desk) -> Iterator[Line]:
    songs = desk.ledger.recordings(desk.row(0), desk.row(1))
    runs = [run for run in desk.ledger.runs if run[0].song in songs and run[0].day == read_day(desk.row(2))]
    run = max(runs, key=len)
    minutes = half_up(Fraction(sum(play.played_ms for play in run), 60_000))
    yield from desk.rows(desk.row(0), Name(desk.row(1)), day_said(run[0].day), len(run))
    yield from desk.totals(minutes)


@auditor
def top_song(desk: Desk) -> Iterator[Line]:
    counts = sorted(desk.ledger.songs.values(), reverse=True)
    song = desk.song_of(desk.row(0), desk.row(1), desk.row(2), desk.ledger.songs)
    plays = [play for play in desk.ledger.plays if play.song == song]
    days = len({play.day for play in plays})
    yield from desk.rows(desk.row(0), Name(desk.row(1)), counts[0], days, min(play.at.year for play in plays))
    yield from desk.totals(counts[1] if len(counts) > 1 else 0)


@auditor
def rest_of_artist(desk: Desk) -> Iterator[Line]:
    plays = desk.ledger.of(desk.row(0))
    counts = Counter(play.song for play in plays)
    song = desk.song_of(desk.row(1), desk.row(0), desk.row(2), counts)
    yield from desk.rows(Name(desk.row(0)), desk.row(1), counts[song], len(plays) - counts[song])
    yield from desk.totals(len(counts) - 1)


@auditor
def same_title(desk: Desk) -> Iterator[Line]:
    group = [song for song in desk.ledger.recordings(desk.row(0), None) if desk.ledger.songs[song]]
    by_artist: Counter[str] = Counter()
    for song in group:
        by_artist[song[0]] += desk.ledger.songs[song]
    for index, line in enumerate(desk.receipt["rows"][1:], start=1):
        yield "rows", index, by_artist[folded(line["label"])]
    yield from desk.totals(len(by_artist), sum(by_artist.values()))


# ------------------------------------------------------------------------------------------------ albums
def _album_run(desk: Desk) -> Iterator[Line]:
    plays = [play for play in desk.ledger.plays if play.day == read_day(desk.row(2))]
    first = min(desk.ledger.plays.index(play) for play in plays)
    best: list[Stream] = []
    run: list[Stream] = []
    for play in desk.ledger.plays[max(first - 1, 0) : first + len(plays) + 60]:
        same = play.artist == folded(desk.row(1)) and folded(trimmed(play.album)) == folded(desk.row(0))
        run = [*run, play] if same else []
        if run and run[0].day == read_day(desk.row(2)) and len(run) >= len(best):
            best = run
    desk.claim(len({play.song for play in best}) == len(best), "the songs of the run are all different")
    minutes = half_up(Fraction(sum(play.played_ms for play in best), 60_000))
    yield from desk.rows(desk.row(0), Name(desk.row(1)), desk.row(2), len(best), minutes)
    if best and desk.receipt["totals"]:
        inside = [row for row in desk.ledger.rows if best[0].end_ms <= row.end_ms <= best[-1].end_ms]
        yield from desk.totals(sum(bool(row.skipped) for row in inside))


AUDITORS["in_order"] = AUDITORS["sat_through"] = _album_run


@auditor
def album_one_song(desk: Desk) -> Iterator[Line]:
    plays = [
        play for play in desk.ledger.of(desk.row(1)) if folded(trimmed(play.album)) == folded(desk.row(0))
    ]
    counts = Counter(play.song for play in plays)
    song = desk.song_of(desk.row(2), desk.row(1), desk.row(3), counts)
    yield from desk.rows(
        desk.row(0), Name(desk.row(1)), desk.row(2), counts[song], len(counts) - 1, len(plays) - counts[song]
    )


@auditor
def one_hit(desk: Desk) -> Iterator[Line]:
    songs = Counter(song[0] for song in desk.ledger.songs)
    alone = {
        artist: count for artist, count in desk.ledger.artists.items() if songs[artist] == 1 and count >= 5
    }
    own = alone.get(folded(desk.row(1)), 0)
    desk.claim(own == top(alone), "is the most played of them")
    yield from desk.rows(len(alone), Name(desk.row(1)), desk.row(2), own)


# ------------------------------------------------------------------------------------------------ when
def _first_minutes(ledger: Ledger, *, weekend: bool) -> list[int]:
    first: dict[date, int] = {}
    for play in ledger.plays:
        if play.at.hour >= 4 and (play.day.weekday() >= 5) == weekend:
            first[play.day] = min(first.get(play.day, 1_440), minute_of(play.at))
    return list(first.values())


@auditor
def punctual(desk: Desk) -> Iterator[Line]:
    minutes = _first_minutes(desk.ledger, weekend=False)
    low, middle, high = (quantile(minutes, Fraction(part, 4)) for part in (1, 2, 3))
    yield "rows", 0, clock(half_up(middle))
    yield "rows", 3, half_up((high - low) / 2)
    yield from desk.totals(len(minutes))


@auditor
def weekday_weekend(desk: Desk) -> Iterator[Line]:
    weekday, weekend = (_first_minutes(desk.ledger, weekend=weekend) for weekend in (False, True))
    early, late = (half_up(quantile(minutes, Fraction(1, 2))) for minutes in (weekday, weekend))
    yield from desk.rows(clock(early), clock(late))
    yield from desk.totals(late - early, len(weekday), len(weekend))


def _hours(ledger: Ledger) -> Counter[int]:
    return Counter(play.at.hour for play in ledger.plays)


@auditor
def window(desk: Desk) -> Iterator[Line]:
    hours, first = _hours(desk.ledger), int(desk.total(0).split(":")[0])
    sums = {start: sum(hours[(start + offset) % 24] for offset in range(3)) for start in range(24)}
    desk.claim(sums[first] == max(sums.values()), "are the busiest three hours")
    yield from desk.rows(*(hours[(first + offset) % 24] for offset in range(3)))
    yield from desk.totals(
        clock(first * 60), clock((first + 3) % 24 * 60), share(sums[first], len(desk.ledger))
    )


@auditor
def night_owl(desk: Desk) -> Iterator[Line]:
    night = [play for play in desk.ledger.plays if play.at.hour < NIGHT_END]
    yield from desk.rows("0:00", "5:00", len(night), len({play.day for play in night}))
    yield from desk.totals(len(desk.ledger), share(len(night), len(desk.ledger)))


@auditor
def early_to_bed(desk: Desk) -> Iterator[Line]:
    late = {play.day for play in desk.ledger.plays if play.at.hour < NIGHT_END}
    yield from desk.rows(len(desk.ledger.days), len(late))
    hour, minute = map(int, desk.total(0).split(":"))
    lasts = [max(minute_of(play.at) for play in plays) for plays in desk.ledger.days.values()]
    early = sum(last <= hour * 60 + minute for last in lasts)
    desk.claim(0.94 <= early / len(lasts) <= 0.965, f"19 of 20 days: {early} of {len(lasts)}")


@auditor
def weekday_shape(desk: Desk) -> Iterator[Line]:
    counts = Counter(weekday_said(play.day) for play in desk.ledger.plays)
    busy, quiet = desk.total(0), desk.total(3)
    desk.claim(
        counts[busy] == max(counts.values()) and counts[quiet] == min(counts.values()), "busiest and quietest"
    )
    yield from desk.rows(*(counts[name] for name in WEEKDAYS))
    plays = len(desk.ledger)
    yield from desk.totals(busy, counts[busy], share(counts[busy], plays), quiet, share(counts[quiet], plays))


@auditor
def the_day(desk: Desk) -> Iterator[Line]:
    days = desk.ledger.days
    plays = days[read_day(desk.row(0))]
    counts = Counter(play.artist for play in plays)
    desk.claim(len(plays) == max(map(len, days.values())), "is the busiest day")
    desk.claim(counts[folded(desk.row(3))] == top(counts), "is the most played of the day")
    hours = half_up(Fraction(sum(play.played_ms for play in plays), 3_600_000))
    yield from desk.rows(desk.row(0), len(plays), hours, Name(desk.row(3)), counts[folded(desk.row(3))])
    yield from desk.totals(half_up(quantile(map(len, days.values()), Fraction(1, 2))))


@auditor
def streak(desk: Desk) -> Iterator[Line]:
    first, last = read_day(desk.row(1)), read_day(desk.row(2))
    length = (last - first).days + 1
    days = [first + timedelta(days=place) for place in range(length)]
    desk.claim(all(day in desk.ledger.days for day in days), "has a play on each of its days")
    desk.claim(length == longest_streak(desk.ledger.days), "is the longest streak")
    yield from desk.rows(length)


@auditor
def zero_hour(desk: Desk) -> Iterator[Line]:
    hours, hour = _hours(desk.ledger), int(desk.row(0).split(":")[0])
    desk.claim(hours[hour] == min(hours[number] for number in range(24)), "is the emptiest hour")
    yield from desk.rows(desk.row(0), hours[hour])
    yield from desk.totals(len(desk.ledger))


@auditor
def quiet_month(desk: Desk) -> Iterator[Line]:
    counts = [len(desk.ledger.months.get(month, [])) for month in desk.ledger.all_months()[1:-1]]
    own = len(desk.ledger.months[read_month(desk.row(0))])
    desk.claim(own == min(count for count in counts if count), "is the quietest month with a play")
    yield from desk.rows(desk.row(0), own)
    yield from desk.totals(half_up(quantile([count for count in counts if count], Fraction(1, 2))))


@auditor
def night_song(desk: Desk) -> Iterator[Line]:
    night = [play for play in desk.ledger.days[read_day(desk.row(2))] if play.at.hour < NIGHT_END]
    counts = Counter(play.song for play in night)
    song = desk.song_of(desk.row(0), desk.row(1), desk.row(3), counts)
    last = max((play for play in night if play.song == song), key=lambda play: play.start_ms)
    ended = clock(minute_of(local(last.end_ms, desk.ledger.zone)))
    yield from desk.rows(desk.row(0), Name(desk.row(1)), desk.row(2), counts[song], ended)


# ------------------------------------------------------------------------------------------------ change
@auditor
def short_record(desk: Desk) -> Iterator[Line]:
    yield from desk.rows(len(desk.ledger), (desk.ledger.last_day - desk.ledger.first_day).days + 1)
    yield from desk.totals(500)


@auditor
def obsession(desk: Desk) -> Iterator[Line]:
    plays = desk.ledger.of(desk.row(0))
    first, last = min(play.day for play in plays), max(play.day for play in plays)
    weeks = max(1, half_up(Fraction((last - first).days + 1, 7)))
    said = (month_said((first.year, first.month)), month_said((last.year, last.month)))
    yield from desk.rows(Name(desk.row(0)), *said, len(plays), weeks)
    yield from desk.totals(0, _lately(desk, plays, 180))


def _lately(desk: Desk, plays: list[Stream], days: int) -> int:
    """Plays in the last days of the record."""
    return sum((desk.ledger.last_day - play.day).days < days for play in plays)


@auditor
def reign(desk: Desk) -> Iterator[Line]:
    expected: list[Expected] = []
    for place in (0, 3):
        counts = Counter(play.artist for play in desk.ledger.years[desk.row(place)])
        own = counts[folded(desk.row(place + 1))]
        desk.claim(own == top(counts), f"{desk.row(place + 1)} is the most played of {desk.row(place)}")
        expected += [desk.row(place), Name(desk.row(place + 1)), own]
    desk.claim(desk.row(3) == desk.row(0) + 1, "the years are neighbours")
    yield from desk.rows(*expected)


@auditor
def moving_out(desk: Desk) -> Iterator[Line]:
    months = Counter(play.month for play in desk.ledger.of(desk.row(0)))
    said = [desk.row(place) for place in (1, 3, 5)]
    counts = [months[read_month(month)] for month in said]
    desk.claim(counts == sorted(counts, reverse=True), "the months fall")
    yield from desk.rows(
        Name(desk.row(0)), *(part for pair in zip(said, counts, strict=True) for part in pair)
    )
    yield from desk.totals(sum(count for month, count in months.items() if month > read_month(said[2])))


@auditor
def closed_in(desk: Desk) -> Iterator[Line]:
    year = desk.row(0)
    later = [play for play in desk.ledger.plays if play.at.year > year]
    known = sum(desk.ledger.first[play.artist].year <= year for play in later)
    yield from desk.rows(year, len(later), known)
    yield from desk.totals(share(known, len(later)))


@auditor
def open_door(desk: Desk) -> Iterator[Line]:
    since = desk.ledger.last_day - timedelta(days=364)
    lately = [play for play in desk.ledger.plays if play.day >= since]
    new = [play for play in lately if desk.ledger.first[play.artist] >= since]
    yield from desk.rows(len({play.artist for play in new}), len(new))
    yield from desk.totals(len(lately), share(len(new), len(lately)))


@auditor
def flings(desk: Desk) -> Iterator[Line]:
    ledger = desk.ledger
    found: dict[str, int] = {}
    for artist, first in ledger.first.items():
        early = sum((play.day - first).days < 14 for play in ledger.of(artist))
        silent = (ledger.last_day - ledger.last[artist]).days > 180
        if (first - ledger.first_day).days >= 90 and early >= 10 and silent:
            found[artist] = ledger.artists[artist]
    own = folded(desk.row(1))
    desk.claim(found.get(own, 0) == top(found), f"{desk.row(1)} is the most played of them")
    first = ledger.first[own]
    yield from desk.rows(
        len(found), Name(desk.row(1)), found.get(own, 0), month_said((first.year, first.month))
    )
    yield from desk.totals(_lately(desk, ledger.of(own), 180))


@auditor
def abandoned(desk: Desk) -> Iterator[Line]:
    plays = desk.ledger.of(desk.row(0))
    last, end = max(play.day for play in plays), desk.ledger.last_day
    desk.claim((end - last).days > 365, "was not played for a year")
    yield from desk.rows(Name(desk.row(0)), len(plays), day_said(last))
    months = (end.year - last.year) * 12 + end.month - last.month
    yield from desk.totals(months - 1 if end.day < last.day else months, 0)


@auditor
def first_song(desk: Desk) -> Iterator[Line]:
    first = min(desk.ledger.plays, key=lambda play: (play.start_ms, play.end_ms))
    desk.claim(
        first.song in desk.ledger.recordings(desk.row(0), desk.row(1)), f"the first song is {first.song}"
    )
    yield from desk.rows(desk.row(0), Name(desk.row(1)), day_said(desk.ledger.first_day))
    yield from desk.totals(desk.ledger.songs[first.song] - 1)


@auditor
def came_back(desk: Desk) -> Iterator[Line]:
    plays = desk.ledger.of(desk.row(0))
    back = read_day(desk.row(4))
    before = max(play.day for play in plays if play.day < back)
    since = [play for play in plays if play.day >= back]
    songs = desk.ledger.recordings(desk.row(3), desk.row(0))
    desk.claim(min(since, key=lambda play: play.start_ms).song in songs, "is the song that ended the silence")
    gap = (back - before).days
    yield from desk.rows(Name(desk.row(0)), gap - 1, gap // 365, desk.row(3), day_said(back))
    yield from desk.totals(len(since))


@auditor
def every_month(desk: Desk) -> Iterator[Line]:
    months = {play.month for play in desk.ledger.of(desk.row(0))}
    every = desk.ledger.all_months()
    yield from desk.rows(Name(desk.row(0)), len(every), len(set(every) - months))
    yield from desk.totals(len(every) // 12, desk.ledger.artists[folded(desk.row(0))])


@auditor
def still_here(desk: Desk) -> Iterator[Line]:
    ledger, year = desk.ledger, desk.row(0)
    met = [
        artist
        for artist, first in ledger.first.items()
        if first.year == year and ledger.artists[artist] >= 5 and (first - ledger.first_day).days >= 90
    ]
    kept = sum((ledger.last_day - ledger.last[artist]).days < 180 for artist in met)
    yield from desk.rows(year, len(met), kept)


@auditor
def long_loyalty(desk: Desk) -> Iterator[Line]:
    artist = folded(desk.row(0))
    first, last = desk.ledger.first[artist], desk.ledger.last[artist]
    years = (last - first).days // 365
    yield from desk.rows(Name(desk.row(0)), day_said(first), day_said(last), years)
    yield from desk.totals(desk.ledger.artists[artist])


@auditor
def tried_once(desk: Desk) -> Iterator[Line]:
    artists = desk.ledger.artists
    once = sum(count == 1 for count in artists.values())
    desk.claim(artists[folded(desk.row(1))] == 1, "was played once")
    yield from desk.rows(once, Name(desk.row(1)), day_said(desk.ledger.first[folded(desk.row(1))]))
    yield from desk.totals(len(artists))


# ------------------------------------------------------------------------------------------------ the map
@auditor
def our_gap(desk: Desk) -> Iterator[Line]:
    known = desk.ledger.where(lambda _line: True)
    yield from desk.rows(table()[0], known)
    yield from desk.totals(len(desk.ledger), share(known, len(desk.ledger)))


def _popular(line: Mapping[str, str]) -> int:
    return int(line["popularity"])


@auditor
def charts(desk: Desk) -> Iterator[Line]:
    stars = desk.ledger.where(lambda line: _popular(line) >= 80)
    own = desk.ledger.artists[folded(desk.row(1))]
    yield from desk.rows(stars, Name(desk.row(1)), own)
    yield from desk.totals(share(stars, len(desk.ledger)))


@auditor
def rare_find(desk: Desk) -> Iterator[Line]:
    rare = {artist for artist, line in desk.ledger.known.items() if _popular(line) <= 20}
    own = desk.ledger.artists[folded(desk.row(0))]
    desk.claim(own == max(desk.ledger.artists[artist] for artist in rare), "is the most played of them")
    yield from desk.rows(Name(desk.row(0)), own)
    yield from desk.totals(len(rare))


@auditor
def bus_stop(desk: Desk) -> Iterator[Line]:
    names = [line["label"] for line in desk.receipt["rows"]]
    counts = [desk.ledger.artists[folded(name)] for name in names]
    desk.claim(counts == ranked(desk.ledger)[:10], "are the ten most played")
    lines = [desk.ledger.known.get(folded(name)) for name in names]
    yield from desk.rows(*("unknown to us" if line is None else _popular(line) for line in lines))
    stars = sum(line is not None and _popular(line) >= 80 for line in lines)
    rank = 1 + next(place for place, line in enumerate(lines) if line is not None and _popular(line) <= 20)
    yield from desk.totals(10, stars, rank, Name(names[rank - 1]))


@auditor
def decade(desk: Desk) -> Iterator[Line]:
    ledger = desk.ledger
    plays: Counter[str] = Counter()
    for artist, line in ledger.known.items():
        plays[f"{line['decade']}s"] += ledger.artists[artist]
    for index, line in enumerate(desk.receipt["rows"]):
        yield "rows", index, plays[line["label"]]
    main = desk.total(0)
    desk.claim(plays[main] == top(plays), "is the main decade")
    known = sum(plays.values())
    last = max(play.at.year for play in ledger.plays)
    yield from desk.totals(main, share(plays[main], known), share(known, len(ledger)), last)


def _shelves(column: str, called: Callable[[str], str]) -> Auditor:
    def audited(desk: Desk) -> Iterator[Line]:
        ledger = desk.ledger
        plays: Counter[str] = Counter()
        for artist, line in ledger.known.items():
            plays[called(line[column])] += ledger.artists[artist]
        counts = [plays[line["label"]] for line in desk.receipt["rows"]]
        desk.claim(
            counts == sorted(plays.values(), reverse=True), "the fullest stands first, none is missing"
        )
        yield from desk.rows(*counts)
        yield from desk.totals(sum(counts), share(sum(counts), len(ledger)))

    return audited


AUDITORS["families"] = _shelves("genre", str)
AUDITORS["countries"] = _shelves("region", lambda code: countries()[code])


def _regard(test: Callable[[int], bool]) -> Auditor:
    def audited(desk: Desk) -> Iterator[Line]:
        ledger = desk.ledger
        judged = ledger.where(lambda line: bool(line["acclaim"]))
        plays = ledger.where(lambda line: bool(line["acclaim"]) and test(int(line["acclaim"])))
        yield from desk.rows(plays, Name(desk.row(1)), ledger.artists[folded(desk.row(1))])
        yield from desk.totals(judged, share(plays, judged))

    return audited


AUDITORS["acclaimed"] = _regard(lambda acclaim: acclaim >= 80)
AUDITORS["worrying"] = _regard(lambda acclaim: acclaim < 50)


# ------------------------------------------------------------------------------------------------ odd
@auditor
def childrens(desk: Desk) -> Iterator[Line]:
    plays = desk.ledger.of(desk.row(0))
    first = min(play.day for play in plays)
    edge = sum(play.at.hour < 8 or play.at.hour >= 17 for play in plays)
    yield from desk.rows(Name(desk.row(0)), len(plays), month_said((first.year, first.month)))
    yield from desk.totals(share(edge, len(plays)))


@auditor
def rain(desk: Desk) -> Iterator[Line]:
    plays = desk.ledger.of(desk.row(0))
    years = Counter(play.at.year for play in plays)
    desk.claim(years[desk.row(3)] == max(years.values()), "is the year with the most")
    hours = sum(play.played_ms for play in plays) // 3_600_000
    yield from desk.rows(Name(desk.row(0)), len(plays), hours)
    yield from desk.totals(Name(desk.total(0)), desk.ledger.artists[folded(desk.total(0))])


@auditor
def christmas(desk: Desk) -> Iterator[Line]:
    day = read_day(desk.row(2))
    songs = desk.ledger.recordings(desk.row(0), desk.row(1))
    desk.claim(any(play.song in songs for play in desk.ledger.days[day]), "was played on that day")
    late, early = (day - date(day.year - 1, 12, 25)).days, (date(day.year, 12, 25) - day).days
    yield from desk.rows(desk.row(0), Name(desk.row(1)), day_said(day), late, early)


def _marked(pattern: str, *, total: bool) -> Auditor:
    mark = re.compile(pattern, re.IGNORECASE)

    def audited(desk: Desk) -> Iterator[Line]:
        plays = sum(mark.search(play.title_shown) is not None for play in desk.ledger.plays)
        songs = [song for song in desk.ledger.recordings(desk.row(1), None) if mark.search(song[1])]
        own = max((desk.ledger.songs[song] for song in songs), default=0)
        yield from desk.rows(plays, desk.row(1), own)
        if total:
            yield from desk.totals(share(plays, len(desk.ledger)))

    return audited


AUDITORS["live_album"] = _marked(r"\s-\s.*\blive\b|[(\[]live\b", total=True)
AUDITORS["sped_up"] = _marked(r"\bsped[ -]up\b|\bslowed\b|\bnightcore\b", total=False)


@auditor
def remasters(desk: Desk) -> Iterator[Line]:
    titles = [
        play.title_shown
        for play in desk.ledger.plays
        if re.search(r"re-?master", play.title_shown, re.IGNORECASE)
    ]
    years = Counter(int(year) for title in titles for year in re.findall(r"\d{4}", title))
    desk.claim(years[desk.row(1)] == max(years.values()), "is the year most often named")
    yield from desk.rows(len(titles), desk.row(1), years[desk.row(1)])
    yield from desk.totals(share(len(titles), len(desk.ledger)))


# ------------------------------------------------------------------------------------------------ traits
@auditor
def explorer_loyalist(desk: Desk) -> Iterator[Line]:
    yield from desk.rows(10, share(sum(ranked(desk.ledger)[:10]), len(desk.ledger)))
    yield from desk.totals(len(desk.ledger.artists), len(desk.ledger))


@auditor
def grazer_obsessive(desk: Desk) -> Iterator[Line]:
    ledger = desk.ledger
    before: dict[Song, int] = {}
    again = 0
    for play in sorted(ledger.plays, key=lambda play: play.start_ms):
        local_ms = play.start_ms + int((play.at.utcoffset() or timedelta()).total_seconds()) * 1_000
        again += play.song in before and local_ms - before[play.song] <= 86_400_000
        before[play.song] = local_ms
    most = max(Counter((play.day, play.song) for play in ledger.plays).values())
    yield from desk.rows(again, share(again, len(ledger)), most)
    yield from desk.totals(len(ledger.songs), len(ledger))


@auditor
def day_night(desk: Desk) -> Iterator[Line]:
    hours, plays = _hours(desk.ledger), len(desk.ledger)
    night = sum(count for hour, count in hours.items() if hour >= 22 or hour < 5)
    day = sum(count for hour, count in hours.items() if 6 <= hour < 18)
    nights = {play.day for play in desk.ledger.plays if play.at.hour < 5}
    yield from desk.rows(share(night, plays), share(day, plays))
    yield from desk.totals(len(nights), plays)


@auditor
def finisher_skipper(desk: Desk) -> Iterator[Line]:
    told = [row for row in desk.ledger.rows if row.skipped is not None]
    skips, finished = (
        sum(bool(row.skipped) for row in told),
        sum(bool(row.finished) for row in desk.ledger.rows),
    )
    yield from desk.rows(share(skips, len(told)), share(finished, len(told)))
    yield from desk.totals(len(told))


@auditor
def album_shuffle(desk: Desk) -> Iterator[Line]:
    plays = desk.ledger.plays
    told = [play for play in plays if play.shuffle is not None]
    follows = sum(
        bool(play.album)
        and (play.artist, play.album) == (before.artist, before.album)
        and play.song != before.song
        for before, play in pairwise(plays)
    )
    yield from desk.rows(
        share(sum(bool(play.shuffle) for play in told), len(told)), share(follows, len(plays))
    )
    yield from desk.totals(len(plays))


@auditor
def current_nostalgic(desk: Desk) -> Iterator[Line]:
    ledger = desk.ledger
    last = max(play.at.year for play in ledger.plays)
    known = ledger.where(lambda line: int(line["decade"]) > 0)
    old = ledger.where(lambda line: int(line["decade"]) <= last - 20)
    this = last // 10 * 10
    fresh = ledger.where(lambda line: int(line["decade"]) >= this - 10)
    yield from desk.rows(share(old, known), share(fresh, known))
    yield from desk.totals(known)


@auditor
def broad_narrow(desk: Desk) -> Iterator[Line]:
    yield from desk.rows(half_up(desk.ledger.effective()))
    yield from desk.totals(len(desk.ledger.artists))


# ------------------------------------------------------------------------------------------------ often
@auditor
def longest_wait(desk: Desk) -> Iterator[Line]:
    ledger = desk.ledger
    desk.claim(ledger.artists[folded(desk.row(0))] == top(ledger.artists), "is the most played artist")
    longest, before, after = _wait(sorted({play.day for play in ledger.of(desk.row(0))}), ledger)
    yield from desk.rows(Name(desk.row(0)), day_said(before), day_said(after))
    yield from desk.totals(longest)


def _wait(days: Sequence[date], ledger: Ledger) -> tuple[int, date, date]:
    """The longest wait between two days that spans no month without data, the earliest of those as long."""
    waits = [
        ((two - one).days, one, two) for one, two in pairwise(days) if not _lacks_months(one, two, ledger)
    ]
    length = max(wait[0] for wait in waits)
    return next(wait for wait in waits if wait[0] == length)


def _lacks_months(one: date, two: date, ledger: Ledger) -> bool:
    numbers = range(one.year * 12 + one.month - 1, two.year * 12 + two.month)
    return any((number // 12, number % 12 + 1) not in ledger.months for number in numbers)


@auditor
def artist_day(desk: Desk) -> Iterator[Line]:
    day = desk.ledger.days[read_day(desk.row(0))]
    own = sum(play.artist == folded(desk.row(1)) for play in day)
    yield from desk.rows(desk.row(0), Name(desk.row(1)), own, len(day) - own)


@auditor
def weekday_artist(desk: Desk) -> Iterator[Line]:
    ledger = desk.ledger
    counts = Counter(play.artist for play in ledger.plays if weekday_said(play.day) == desk.row(0))
    desk.claim(counts[folded(desk.row(1))] == top(counts), "is the most played on that weekday")
    desk.claim(ledger.artists[folded(desk.total(0))] == top(ledger.artists), "is the most played of all")
    yield from desk.rows(desk.row(0), Name(desk.row(1)), top(counts))
    yield from desk.totals(Name(desk.total(0)), counts[folded(desk.total(0))])


@auditor
def busy_month(desk: Desk) -> Iterator[Line]:
    ledger = desk.ledger
    month = ledger.months[read_month(desk.row(0))]
    desk.claim(len(month) == max(map(len, ledger.months.values())), "is the fullest month")
    counts = Counter(play.artist for play in month)
    lengths = [len(ledger.months.get(number, ())) for number in ledger.all_months()]
    yield from desk.rows(desk.row(0), len(month), Name(desk.row(2)), top(counts))
    yield from desk.totals(half_up(quantile(lengths, Fraction(1, 2))))


@auditor
def songs_once(desk: Desk) -> Iterator[Line]:
    songs = desk.ledger.songs
    song = desk.song_of(desk.row(1), desk.row(2), 1, songs)
    day = next(play.day for play in desk.ledger.plays if play.song == song)
    yield from desk.rows(
        sum(count == 1 for count in songs.values()), Name(desk.row(1)), Name(desk.row(2)), day_said(day)
    )
    yield from desk.totals(len(songs))


# ------------------------------------------------------------------------------------------------ the year and the life
def _place(counts: Mapping[str, int], artist: str) -> int:
    return 1 + sum(count > counts.get(artist, 0) for count in counts.values())


def _year(desk: Desk) -> tuple[Counter[str], list[str]]:
    """Plays by artist in the year of the account data, and the days on which it begins and ends."""
    return Counter(play.artist for play in desk.ledger.account_plays), [
        day_said(day) for day in desk.ledger.account_days
    ]


def _in_months_of_year(desk: Desk, artist: str) -> int:
    """Plays of an artist in the calendar months that the year touches."""
    first, last = desk.ledger.account_days
    months = [play.month for play in desk.ledger.of(artist)]
    return sum((first.year, first.month) <= month <= (last.year, last.month) for month in months)


@auditor
def year_favourite(desk: Desk) -> Iterator[Line]:
    life, (year, days) = desk.ledger.artists, _year(desk)
    new, old = folded(desk.row(2)), folded(desk.total(0))
    for who, counts in ((new, year), (old, life)):
        desk.claim([a for a, n in counts.items() if n == top(counts)] == [who], f"{who} alone leads")
    yield from desk.rows(*days, Name(desk.row(2)), year[new], life[new], _place(life, new))
    desk.claim(year[old] > 0 or not _in_months_of_year(desk, old), "is not played next to the year either")
    standing = [_place(year, old)] if year[old] else []
    desk.claim(len(desk.receipt["totals"]) == 3 + len(standing), "has a rank in the year if played in it")
    yield from desk.totals(Name(desk.total(0)), life[old], year[old], *standing)


@auditor
def year_hidden(desk: Desk) -> Iterator[Line]:
    life, (year, days) = desk.ledger.artists, _year(desk)
    own = folded(desk.row(2))
    desk.claim(_place(life, own) <= 5, "is among the five of the life")
    desk.claim(_in_months_of_year(desk, own) == year[own] <= 3, "is hardly played in the months of the year")
    yield from desk.rows(*days, Name(desk.row(2)), _place(life, own), life[own], year[own])
    if desk.receipt["totals"]:
        heard, first = desk.ledger.last[own], desk.ledger.account_days[0]
        desk.claim(heard < first and not _lacks_months(heard, first, desk.ledger), "was last heard then")
        yield from desk.totals(day_said(heard))


@auditor
def year_absent(desk: Desk) -> Iterator[Line]:
    life, (year, days) = desk.ledger.artists, _year(desk)
    regulars = [artist for artist, count in life.items() if count >= 20]
    absent = [artist for artist in regulars if not year[artist]]
    yield from desk.rows(*days, len(regulars), len(absent), len(regulars) - len(absent))
    yield from desk.totals(share(len(absent), len(regulars)), sum(life[artist] for artist in absent))
