"""Local times, row by row against zoneinfo."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.analysis.histories import play, read, repeat, utc
from unwrapped_desktop.analysis.listening import Calendar, Listening, local_seconds
from unwrapped_desktop.analysis.reference import load_reference

ZONES = (
    "UTC",
    "Europe/Berlin",
    "Europe/Dublin",
    "America/New_York",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Santiago",
    "America/Havana",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Asia/Gaza",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Australia/Lord_Howe",
    "Australia/Eucla",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Etc/GMT+12",
)

first = int(datetime(1935, 1, 1, tzinfo=UTC).timestamp())
last = int(datetime(2045, 1, 1, tzinfo=UTC).timestamp())


def on_the_wall(second: int, zone: ZoneInfo) -> datetime:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=second)).astimezone(zone).replace(tzinfo=UTC)


def changes_of(zone: ZoneInfo, year: int) -> list[int]:
    """The seconds at which the zone's offset changes in a year, found by looking at each half hour."""
    begin = int(datetime(year, 1, 1, tzinfo=UTC).timestamp())
    steps = range(begin, begin + 366 * 86_400, 1_800)
    offsets = [datetime.fromtimestamp(step, UTC).astimezone(zone).utcoffset() for step in steps]
    return [
        step for step, before, after in zip(steps[1:], offsets, offsets[1:], strict=False) if before != after
    ]


@given(st.sampled_from(ZONES), st.lists(st.integers(first, last), max_size=60))
def test_local_seconds_row_by_row(zone_name: str, seconds: list[int]) -> None:
    zone = ZoneInfo(zone_name)
    local = local_seconds(np.array(seconds, dtype=np.int64), zone)
    assert local.tolist() == [int(on_the_wall(second, zone).timestamp()) for second in seconds]


@pytest.mark.parametrize("zone_name", ZONES)
@pytest.mark.parametrize("year", [2011, 2021, 2024])
def test_local_seconds_around_each_change_of_the_clock(zone_name: str, year: int) -> None:
    zone = ZoneInfo(zone_name)
    seconds = [change + step for change in changes_of(zone, year) for step in (-3_601, -1, 0, 1, 3_600)]
    local = local_seconds(np.array(seconds, dtype=np.int64), zone)
    assert local.tolist() == [int(on_the_wall(second, zone).timestamp()) for second in seconds]


def test_nothing_has_no_time() -> None:
    assert local_seconds(np.zeros(0, dtype=np.int64), ZoneInfo("Europe/Berlin")).size == 0


@pytest.mark.parametrize("zone_name", ZONES)
def test_the_calendar_of_rows_is_that_of_their_start(zone_name: str) -> None:
    zone = ZoneInfo(zone_name)
    starts = [
        utc(2019, 12, 31, 23, 58, 30) + number * timedelta(days=9, hours=5, minutes=17)
        for number in range(260)
    ]
    rows = read(play(start, title=f"Song {number}", seconds=200) for number, start in enumerate(starts))
    calendar = Calendar(rows.record.rows, zone)
    walls = [start.astimezone(zone) for start in starts]
    assert calendar.hour.tolist() == [wall.hour for wall in walls]
    assert calendar.minute.tolist() == [wall.hour * 60 + wall.minute for wall in walls]
    assert calendar.weekday.tolist() == [wall.weekday() for wall in walls]
    assert calendar.year.tolist() == [wall.year for wall in walls]
    assert calendar.month.tolist() == [wall.year * 12 + wall.month - 1 for wall in walls]
    assert calendar.day.tolist() == [(wall.date() - datetime(1970, 1, 1).date()).days for wall in walls]  # noqa: DTZ001


def test_a_play_belongs_to_the_day_on_which_it_began() -> None:
    rows = [play(utc(2021, 6, 1, 12) + number * timedelta(hours=1)) for number in range(99)]
    rows.append(play(utc(2021, 12, 31, 23, 59), seconds=600))
    calendar = Calendar(read(rows).record.rows, ZoneInfo("UTC"))
    assert (calendar.year[-1], calendar.month[-1], calendar.hour[-1]) == (2021, 2021 * 12 + 11, 23)
    later = Calendar(read(rows).record.rows, ZoneInfo("Asia/Kolkata"))
    assert (later.year[-1], later.hour[-1], later.minute[-1]) == (2022, 5, 5 * 60 + 29)


# ------------------------------------------------------------------------------------------------ orders of the plays
Heard = list[tuple[int, int, int]]
heard = st.lists(
    st.tuples(st.integers(0, 1_200), st.integers(0, 5), st.integers(0, 2)),
    min_size=1,
    max_size=60,
    unique=True,
)
"""Day, artist and song of plays."""


def listening_of(plays: Heard) -> Listening:
    rows = [
        play(
            utc(2020, 11, 1, 10) + timedelta(days=day, minutes=30 * artist + 9 * song),
            f"Artist {artist}",
            f"Song {song}",
        )
        for day, artist, song in plays
    ]
    rows += repeat(utc(2020, 11, 1), 100, artist="Somebody Else")
    return Listening(read(rows).record, ZoneInfo("UTC"), load_reference())


@given(heard)
def test_plays_by_artist_and_song_are_those_of_the_rows(plays: Heard) -> None:
    listening = listening_of(plays)
    for code in range(len(listening.record.names.artists)):
        own = np.flatnonzero(listening.plays.artist == code)
        assert listening.plays_of_artist(code).tolist() == own.tolist()
        assert listening.artist_first_day[code] == listening.at.day[own].min()
        assert listening.artist_last_day[code] == listening.at.day[own].max()
    for code in range(len(listening.record.names.song_titles)):
        own = np.flatnonzero(listening.plays.song == code)
        assert listening.plays_of_song(code).tolist() == own.tolist()
        assert listening.song_first_day[code] == listening.at.day[own].min()
        assert listening.song_last_day[code] == listening.at.day[own].max()


def test_an_artist_of_short_rows_only_has_no_days() -> None:
    rows = [*repeat(utc(2021, 1, 1), 100), play(utc(2021, 1, 2), "Skipped", seconds=5)]
    listening = Listening(read(rows).record, ZoneInfo("UTC"), load_reference())
    skipped = listening.record.names.artists.index("Skipped")
    assert listening.artist_first_day[skipped] == listening.artist_last_day[skipped] == -1
    assert listening.plays_of_artist(skipped).size == 0


@given(heard)
def test_plays_by_month_and_year_are_those_of_the_rows(plays: Heard) -> None:
    listening = listening_of(plays)
    months = dict(listening.plays_by_month())
    assert list(months) == listening.months_heard.tolist() == sorted(set(listening.at.month.tolist()))
    for month, positions in months.items():
        assert positions.tolist() == np.flatnonzero(listening.at.month == month).tolist()
    assert listening.years.tolist() == sorted(set(listening.at.year.tolist()))
    for year, counts in zip(listening.years, listening.artist_year_plays, strict=True):
        for code, count in enumerate(counts):
            assert count == np.sum((listening.at.year == year) & (listening.plays.artist == code))
        held = {month for month in months if month // 12 == year}
        assert (year in listening.whole_years) == (len(held) == 12)


@given(heard, st.lists(st.tuples(st.integers(-100, 1_300), st.integers(0, 400)), max_size=20))
def test_many_spans_are_asked_as_one_is(plays: Heard, spans: list[tuple[int, int]]) -> None:
    listening = listening_of(plays)
    begins = np.array([18_567 + begin for begin, _ in spans], dtype=np.int64)  # 1 November 2020
    ends = begins + np.array([length for _, length in spans], dtype=np.int64)
    expected = [
        listening.has_data_between(begin, end)
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)
    ]
    assert listening.have_data_between(begins, ends).tolist() == expected
