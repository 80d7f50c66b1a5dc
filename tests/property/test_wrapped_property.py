"""Yearly reviews beside generated years: every place, count and name found anew by loops over the raw rows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reviews import artist_uri, review, reviewed, track_uri
from tests.unit.analysis.histories import play, read
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.analysis.wrapped import Reviewed, review_years
from unwrapped_desktop.domain.wrapped import ReviewedList, ReviewedYear, Standing, Tally

YEAR = 2023
ZONES = ("UTC", "Pacific/Kiritimati", "America/Los_Angeles")
ARTISTS = ("Ostkai", "Nadide Su", "Passer", "\u0641\u064a\u0631\u0648\u0632")
SONGS = tuple((artist, title) for artist in ARTISTS for title in ("One", "Two", "Three"))
CUT = date(YEAR, 11, 15)
Song = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One row as it was heard."""

    start: datetime
    song: Song
    ms: int
    is_private: bool

    @property
    def is_play(self) -> bool:
        return self.ms >= 30_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A life, and what Spotify might have said of a year of it."""

    heard: tuple[Heard, ...]
    songs: tuple[Song, ...]
    artists: tuple[str, ...]
    followed: tuple[str, ...]
    zone: str
    listened_ms: int | None


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Two years with a play of every month, or nearly every one, and some more at any time."""
    months = [(year, month) for year in (2022, 2023) for month in range(1, 13)]
    missing = draw(st.just(()) | st.tuples(st.sampled_from(months)))
    last = draw(
        st.sampled_from([date(2024, 1, 3), date(2023, 12, 28), date(2023, 12, 9), date(2023, 11, 12)])
    )
    starts = {
        datetime(year, month, 2, 12, 5 * turn, tzinfo=UTC)
        for year, month in months
        if (year, month) not in missing
        for turn in range(5)
    }
    # The hours about the ends of the year and of the review are where a zone decides.
    edges = [
        datetime(2023, 1, 1, tzinfo=UTC),
        datetime(2023, 11, 16, tzinfo=UTC),
        datetime(2024, 1, 1, tzinfo=UTC),
    ]
    near = st.builds(
        lambda edge, minutes: edge + timedelta(minutes=7 * minutes),
        st.sampled_from(edges),
        st.integers(-150, 150),
    )
    anywhere = st.builds(lambda minutes: datetime(2022, 1, 1, tzinfo=UTC) + timedelta(minutes=11 * minutes),
                         st.integers(0, 95_000))  # fmt: skip
    starts |= draw(st.sets(near | anywhere, max_size=60))
    kept = sorted(at for at in starts if at.date() <= last and (at.year, at.month) not in missing)
    heard = tuple(
        Heard(
            start=at,
            song=draw(st.sampled_from(SONGS)),
            ms=draw(st.sampled_from([29_000, 30_000, 61_000, 200_000])),
            is_private=draw(st.integers(0, 7)) == 0,
        )
        for at in kept
    )
    strangers = [("Elsewhere", "Unheard"), ("Nowhere", "Unheard")]
    return Case(
        heard=heard,
        songs=tuple(draw(st.lists(st.sampled_from([*SONGS, *strangers]), unique=True, max_size=9))),
        artists=tuple(draw(st.lists(st.sampled_from([*ARTISTS, "Elsewhere"]), unique=True, max_size=5))),
        followed=tuple(draw(st.lists(st.sampled_from([*ARTISTS, "Elsewhere"]), unique=True))),
        zone=draw(st.sampled_from(ZONES)),
        listened_ms=draw(st.none() | st.integers(0, 20_000_000)),
    )


def told(case: Case) -> Reviewed:
    rows = [
        play(one.start, *one.song, seconds=one.ms / 1000, incognito_mode=one.is_private) for one in case.heard
    ]
    # A record needs a hundred plays: those before 2022 are of no year that is asked for.
    rows += [play(datetime(2019, 1, 1, tzinfo=UTC) + timedelta(hours=n), "Early", "Bird") for n in range(100)]
    record = reviewed(
        read(rows).record,
        review(YEAR, songs=case.songs, artists=case.artists, listened_ms=case.listened_ms),
        followed=case.followed,
    )
    (one,) = review_years(Listening(record, ZoneInfo(case.zone), load_reference()))
    return one


# ------------------------------------------------------------------------------------------------ counting anew
class Count:
    """The plays of some days, by song and by artist."""

    def __init__(self, plays: Sequence[Heard]) -> None:
        self.plays = list(plays)
        self.ms = sum(one.ms for one in plays)
        self.of: Mapping[str, Counter[object]] = {
            "songs": Counter(one.song for one in plays),
            "artists": Counter(one.song[0] for one in plays),
        }
        self.time_of: dict[str, Counter[object]] = {"songs": Counter(), "artists": Counter()}
        for one in plays:
            self.time_of["songs"][one.song] += one.ms
            self.time_of["artists"][one.song[0]] += one.ms

    def standing(self, kind: str, name: object) -> tuple[int, int, int, int] | None:
        counts, times = self.of[kind], self.time_of[kind]
        if not counts[name]:
            return None
        return (
            counts[name],
            int(times[name] / 60_000 + 0.5),
            1 + sum(count > counts[name] for count in counts.values()),
            1 + sum(ms > times[name] for ms in times.values()),
        )

    def first(self, kind: str, most: int) -> list[object]:
        counts, times = self.of[kind], self.time_of[kind]
        return sorted(counts, key=lambda name: (-counts[name], -times[name], str(name)))[:most]


def local_day(one: Heard, zone: str) -> date:
    return one.start.astimezone(ZoneInfo(zone)).date()


def as_figures(standing: Standing | None) -> tuple[int, int, int, int] | None:
    if standing is None:
        return None
    return standing.plays, standing.minutes, standing.rank, standing.rank_by_time


def is_covered(days: Sequence[date]) -> bool:
    """Whether the plays reach from the first week of the year past the cut, with one in every month between."""
    last = max(days)
    end = date(YEAR, 12, 31) if last > date(YEAR, 12, 24) else last
    months = range(1, end.month + 1) if end.year == YEAR else []
    return (
        bool(months)
        and min(days) < date(YEAR, 1, 8)
        and end >= CUT
        and all(any((day.year, day.month) == (YEAR, month) for day in days) for month in months)
    )


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(case=cases())
def test_a_year_is_what_its_rows_say(case: Case) -> None:
    one = told(case)
    year = one.year
    plays = [each for each in case.heard if each.is_play]
    days = [local_day(each, case.zone) for each in plays] or [date(2019, 1, 5)]
    assert (year.reason is None) == is_covered(days)
    if year.reason is None:
        last = date(YEAR, 12, 31) if max(days) > date(YEAR, 12, 24) else max(days)
        problems = list(_false_figures(case, year, plays, last))
        assert problems == []
    assert list(_false_names(case, year)) == []


def _false_figures(case: Case, year: ReviewedYear, plays: Sequence[Heard], last: date) -> Iterator[str]:
    first = date(YEAR, 1, 1)

    def between(start: date, end: date) -> list[Heard]:
        return [each for each in plays if start <= local_day(each, case.zone) <= end]

    then = Count([each for each in between(first, CUT) if not each.is_private])
    weeks = Count(between(CUT + timedelta(days=1), last))
    whole = Count(between(first, last))
    if year.private_plays != len(between(first, CUT)) - len(then.plays):
        yield f"private {year.private_plays}"
    for name, tally, count in (
        ("then", year.then, then),
        ("weeks", year.weeks, weeks),
        ("whole", year.whole, whole),
    ):
        if tally is None:
            if name != "weeks" or last > CUT:
                yield f"no {name}"
        elif _tally(tally) != (
            len(count.plays),
            int(count.ms / 60_000 + 0.5),
            len(count.of["artists"]),
            len(count.of["songs"]),
        ):
            yield f"{name}: {tally}"
    for kind, part in (("songs", year.songs), ("artists", year.artists)):
        yield from _false_list(kind, part, then, whole)
        found = year.weeks_songs if kind == "songs" else year.weeks_artists
        names = [(each.artist, each.name) if kind == "songs" else each.name for each in found]
        counts = weeks.of[kind]
        if [each.plays for each in found] != sorted(counts.values(), reverse=True)[:5]:
            yield f"{kind} of the weeks: {found}"
        for each, called in zip(found, names, strict=True):
            expected = (counts[called], then.standing(kind, called), whole.standing(kind, called))
            if (each.plays, as_figures(each.then), as_figures(each.year)) != expected:
                yield f"{each} for {expected}"


def _tally(tally: Tally) -> tuple[int, int, int, int]:
    return tally.plays, tally.minutes, tally.artists, tally.songs


def _false_list(kind: str, part: ReviewedList, then: Count, whole: Count) -> Iterator[str]:
    for listed in part.listed:
        name: object = (listed.artist, listed.name) if kind == "songs" else listed.name
        expected = (
            (then.standing(kind, name), whole.standing(kind, name))
            if listed.state == "named"
            else (None, None)
        )
        if (as_figures(listed.then), as_figures(listed.year)) != expected:
            yield f"{listed} for {expected}"
    most = min(max(part.length, 5), 20)
    places = {
        (each.artist, each.name) if kind == "songs" else each.name: each.place
        for each in part.listed
        if each.state == "named"
    }
    counted = [(each.artist, each.name) if kind == "songs" else each.name for each in part.counted]
    if [whole.of[kind][name] for name in counted] != sorted(whole.of[kind].values(), reverse=True)[:most]:
        yield f"{kind} counted: {counted}"
    for each, name in zip(part.counted, counted, strict=True):
        expected_row = (whole.standing(kind, name), then.standing(kind, name), places.get(name))
        if (as_figures(each.year), as_figures(each.then), each.place) != expected_row:
            yield f"{each} for {expected_row}"
    missing = [] if part.unknown else [each for each in part.counted[: part.length] if each.place is None]
    if list(part.missing) != missing:
        yield f"missing {part.missing}"


def _false_names(case: Case, year: ReviewedYear) -> Iterator[str]:
    """Yield each name that neither a row nor the library explains, and each that is kept back though one does."""
    heard = {each.song for each in case.heard}
    for asked, listed in zip(case.songs, year.songs.listed, strict=True):
        if (listed.artist, listed.name) != (asked if asked in heard else ("", "")):
            yield f"{track_uri(asked)} is {listed}"
    for asked_artist, listed in zip(case.artists, year.artists.listed, strict=True):
        if listed.name != (asked_artist if asked_artist in case.followed else ""):
            yield f"{artist_uri(asked_artist)} is {listed}"


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(case=cases())
def test_the_day_of_reaching_is_found_by_adding_up_days(case: Case) -> None:
    year = told(case).year
    if year.reason is not None or not case.listened_ms:
        assert (year.reached_from, year.reached_to) == (None, None)
        return
    assert year.whole is not None
    for reached, counts in (
        (year.reached_from, _any),
        (year.reached_to, _counts),
    ):
        by_day: Counter[date] = Counter()
        for one in case.heard:
            if counts(one):
                by_day[local_day(one, case.zone)] += one.ms
        total, expected = 0, None
        day = date(YEAR, 1, 1)
        while day <= year.whole.last and expected is None:
            total += by_day[day]
            expected = day if total >= case.listened_ms else None
            day += timedelta(days=1)
        assert reached == expected


def _any(_one: Heard) -> bool:
    return True


def _counts(one: Heard) -> bool:
    return one.is_play and not one.is_private
