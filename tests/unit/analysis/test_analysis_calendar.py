"""Local times, row by row against zoneinfo."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.analysis.histories import play, read, utc
from unwrapped_desktop.analysis.listening import Calendar, local_seconds

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
