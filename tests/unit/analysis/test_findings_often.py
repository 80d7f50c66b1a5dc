"""Small things that nearly every record holds, by hand and just below each threshold."""

import pytest

from tests.unit.analysis.histories import (
    DAY,
    HOUR,
    MINUTE,
    analyse,
    crowd,
    fact_of,
    finding_of,
    known,
    lines,
    play,
    quoted,
    repeat,
    utc,
)
from tests.unit.sources.rows import Row

START = utc(2021, 1, 4, 12)  # a Monday
BASE = crowd(START, 100)


def waiting(gap: int, days: int = 10) -> list[Row]:
    """Three plays a day of the most played artist, with a gap after the fifth day."""
    rows = []
    for number in range(days):
        day = START + (number + (gap - 1 if number >= 5 else 0)) * DAY
        rows += [play(day + n * HOUR, title=f"Song {n}") for n in range(3)]
    return [*BASE, *rows]


def test_longest_wait() -> None:
    assert quoted(waiting(14), "longest_wait") == {
        "artist": "Ostkai",
        "from": "8 January 2021",
        "to": "22 January 2021",
        "days": 14,
    }
    assert quoted(waiting(13), "longest_wait") is None
    assert quoted(waiting(14, days=9), "longest_wait") is None


def day_of_one(plays: int, others: int) -> list[Row]:
    noon = utc(2022, 5, 4, 8)
    return [
        *BASE,
        *(play(noon + n * 10 * MINUTE, title=f"Song {n % 4}") for n in range(plays)),
        *crowd(noon + 5 * MINUTE, others, every=10 * MINUTE, name="Guest"),
    ]


def test_artist_day() -> None:
    assert quoted(day_of_one(16, 4), "artist_day") == {
        "date": "4 May 2022",
        "artist": "Ostkai",
        "plays": 16,
        "others": 4,
    }
    assert quoted(day_of_one(16, 5), "artist_day") is None
    assert quoted(day_of_one(14, 0), "artist_day") is None
    assert quoted(day_of_one(15, 0), "artist_day") is not None


def sundays(guest: int, favourite: int, name: str = "Nadide Su") -> list[Row]:
    sunday = utc(2021, 1, 10, 9)
    return [
        *crowd(utc(2018, 1, 1), 60),
        *repeat(utc(2021, 1, 4, 20), 40, 7 * DAY),
        *repeat(sunday, guest, 7 * DAY, artist=name),
        *repeat(sunday + HOUR, favourite, 7 * DAY),
    ]


def test_weekday_artist() -> None:
    found = finding_of(analyse(sundays(15, 5)), "weekday_artist")
    assert found is not None
    assert {slot: found.value(slot) for slot in found.quotes} == {
        "weekday": "Sunday",
        "artist": "Nadide Su",
        "plays": 15,
        "favourite": "Ostkai",
    }
    assert lines(found)["plays on that weekday"] == 5
    assert quoted(sundays(14, 5), "weekday_artist") is None
    assert quoted(sundays(15, 16), "weekday_artist") is None


def test_who_is_level_does_not_lead() -> None:
    assert quoted(sundays(15, 15, name="Aldous"), "weekday_artist") is None


def months(*plays: int) -> list[Row]:
    rows = []
    for number, count in enumerate(plays):
        begin = utc(2020 + number // 12, number % 12 + 1, 10, 12)
        for n in range(count):
            name = "Ostkai" if n % 4 == 0 else f"Passer {number} {n}"
            rows.append(play(begin + n * 20 * MINUTE, name, f"Tune {number} {n}"))
    return rows


def test_busy_month() -> None:
    assert quoted(months(20, 20, 20, 40, 20, 20), "busy_month") == {
        "month": "April 2020",
        "plays": 40,
        "artist": "Ostkai",
        "artist_plays": 10,
        "usual": 20,
    }
    assert quoted(months(20, 20, 20, 39, 20, 20), "busy_month") is None
    assert quoted(months(30, 30, 60, 30, 30), "busy_month") is None  # five months
    assert quoted(months(9, 9, 9, 90, 9, 9), "busy_month") is None


def test_songs_once() -> None:
    twice = [*repeat(utc(2020, 1, 1, 12), 60, DAY), *repeat(utc(2020, 4, 1, 12), 2, artist="Nadide Su")]
    once = crowd(START, 49)
    assert quoted([*twice, *once], "songs_once") is None
    rows = [*twice, *once, play(utc(2022, 2, 1, 9), "Nadide Su", "Paper Boats - 2011 Remaster")]
    assert quoted(rows, "songs_once") == {
        "songs": 50,
        "track": "Paper Boats",
        "artist": "Nadide Su",
        "date": "1 February 2022",
        "all": 52,
    }
    fact = fact_of(analyse(rows), "often.songs_played_once")
    assert (fact.value, fact.sample) == (50, 52)


@pytest.mark.parametrize("mark", ["sacred", "care"])
def test_marked_artists_are_left_alone(mark: str) -> None:
    (name,) = known(lambda artist: bool(getattr(artist, mark)), targets=False)
    for rows, family in (
        (waiting(30), "longest_wait"),
        (day_of_one(20, 0), "artist_day"),
        (sundays(20, 0), "weekday_artist"),
        (months(20, 20, 20, 80, 20, 20), "busy_month"),
    ):
        renamed = [
            {**row, "master_metadata_album_artist_name": name}
            if row["master_metadata_album_artist_name"] in {"Ostkai", "Nadide Su"}
            else row
            for row in rows
        ]
        assert quoted(rows, family) is not None
        assert quoted(renamed, family) is None
