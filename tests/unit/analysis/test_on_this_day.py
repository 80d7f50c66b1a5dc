"""The same day of another year, counted again by hand."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.unit.analysis.histories import HOUR, MINUTE, crowd, play, read, utc
from tests.unit.sources.rows import Row
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.on_this_day import find_on_this_day
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.domain.on_this_day import OnThisDay


def day(start: datetime, artist: str, times: int, **changes: Any) -> list[Row]:
    return [play(start + turn * 5 * MINUTE, artist, f"Tune {turn}", **changes) for turn in range(times)]


def found(rows: list[Row], today: date, zone: str = "UTC") -> OnThisDay | None:
    filler = crowd(utc(2022, 6, 1, 12), 120, every=2 * HOUR)
    examined = read([*rows, *filler])
    return find_on_this_day(Listening(examined.record, ZoneInfo(zone), load_reference()), today)


def test_the_day_with_most_plays_of_one_artist_is_told() -> None:
    rows = [
        *day(utc(2019, 3, 14, 9), "Ostkai", 4),
        *day(utc(2020, 3, 14, 9), "Nadide Su", 7),
        *day(utc(2020, 3, 14, 18), "Ostkai", 2),
        *day(utc(2021, 3, 15, 9), "Kuru Yaprak", 12),
    ]
    line = found(rows, date(2026, 3, 14))
    assert line is not None
    assert (line.year, line.artist, line.plays, line.years_ago) == (2020, "Nadide Su", 7, 6)
    assert [(cell.label, cell.value) for cell in line.receipt.rows] == [("Nadide Su", 7), ("Ostkai", 2)]
    assert [(cell.label, cell.value) for cell in line.receipt.totals] == [("plays that day", 9)]
    assert line.receipt.title == "14 March 2020"


def test_private_sessions_stay_private() -> None:
    rows = [
        *day(utc(2019, 3, 14, 9), "Ostkai", 9, incognito_mode=True),
        *day(utc(2020, 3, 14, 9), "Nadide Su", 3),
    ]
    line = found(rows, date(2026, 3, 14))
    assert line is not None
    assert line.artist == "Nadide Su"


@pytest.mark.parametrize("times", [0, 1, 2])
def test_a_day_of_little_is_no_line(times: int) -> None:
    assert found(day(utc(2019, 3, 14, 9), "Ostkai", times), date(2026, 3, 14)) is None


def test_today_itself_is_no_memory() -> None:
    assert found(day(utc(2026, 3, 14, 9), "Ostkai", 9), date(2026, 3, 14)) is None


def test_the_day_is_the_listeners_own() -> None:
    rows = day(utc(2019, 3, 13, 23), "Ostkai", 5)  # the fourteenth in Berlin
    assert found(rows, date(2026, 3, 14)) is None
    line = found(rows, date(2026, 3, 14), "Europe/Berlin")
    assert line is not None
    assert line.plays == 5


def test_the_day_that_is_not_in_every_year() -> None:
    rows = [*day(utc(2020, 2, 29, 9), "Ostkai", 5), *day(utc(2021, 3, 1, 9), "Nadide Su", 9)]
    line = found(rows, date(2024, 2, 29))
    assert line is not None
    assert (line.year, line.artist) == (2020, "Ostkai")
