"""When: hours, weekdays, days and streaks, by hand and just below each threshold."""

from datetime import datetime, timedelta

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
    pc,
    play,
    quoted,
    repeat,
    utc,
)
from tests.unit.sources.rows import Row

MONDAY = utc(2021, 1, 4)


def weekdays(count: int, start: datetime = MONDAY) -> list[datetime]:
    days = [start + n * DAY for n in range(count * 2)]
    return [day for day in days if day.weekday() < 5][:count]


def mornings(minutes: tuple[int, ...], days: int = 200) -> list[Row]:
    """A play at 7:00 and those minutes of each weekday, the minutes in turn; and one much later."""
    rows = []
    for number, day in enumerate(weekdays(days)):
        begin = day + 7 * HOUR + minutes[number % len(minutes)] * MINUTE
        rows.append(play(begin, f"Passer {number % 60}", f"Tune {number}"))
        rows.append(play(day + 15 * HOUR, f"Passer {number % 60}", f"Later Tune {number}"))
    return rows


def test_punctual() -> None:
    # A quarter each at 7:30, 7:40, 7:44 and 7:54: the quarters are cut between, at 37.5 and 46.5 minutes past.
    rows = mornings((30, 40, 44, 54))
    found = finding_of(analyse(rows), "punctual")
    assert found is not None
    assert {slot: found.value(slot) for slot in found.quotes} == {"time": "7:42", "spread": 5, "days": 200}
    assert not found.shareable
    assert quoted(rows[:-2], "punctual") is None  # 199 weekdays


@pytest.mark.parametrize(("width", "fires"), [(40, True), (42, False), (4, True), (2, False)])
def test_punctual_by_its_spread(width: int, fires: bool) -> None:
    found = quoted(mornings((0, 0, width, width)), "punctual")
    assert (found is not None) == fires
    if found is not None:
        assert found["spread"] == width // 2


def test_what_was_played_through_the_night_is_no_first_play() -> None:
    nights = [play(day + 3 * HOUR + 50 * MINUTE, "Owl", f"Owl {day:%j}") for day in weekdays(200)]
    assert quoted([*mornings((30, 40, 44, 54)), *nights], "punctual") == {
        "time": "7:42",
        "spread": 5,
        "days": 200,
    }


def week(weekday_minute: int, weekend_minute: int, weeks: int = 13) -> list[Row]:
    rows = []
    for number in range(weeks * 7):
        day = MONDAY + number * DAY
        minute = weekday_minute if day.weekday() < 5 else weekend_minute
        rows.append(play(day + minute * MINUTE, f"Passer {number % 50}", f"Tune {number}"))
        rows.append(play(day + 20 * HOUR, f"Passer {number % 50}", f"Late Tune {number}"))
    return rows


def test_weekday_weekend() -> None:
    assert quoted(week(462, 522), "weekday_weekend") == {
        "weekday_time": "7:42",
        "weekend_time": "8:42",
        "later": 60,
    }
    assert quoted(week(462, 521), "weekday_weekend") is None
    assert quoted(week(462, 552, 12), "weekday_weekend") is None  # 24 days of weekends


def by_hour(counts: dict[int, int]) -> list[Row]:
    """That many plays in each hour, each on another day."""
    rows: list[Row] = []
    for hour, plays in counts.items():
        for number in range(plays):
            begin = MONDAY + number * DAY + hour * HOUR + 10 * MINUTE
            rows.append(play(begin, f"Passer {len(rows) % 50}", f"Tune {len(rows)}"))
    return rows


def test_window() -> None:
    others = dict.fromkeys(range(3, 17), 5)  # 70
    assert quoted(by_hour({22: 7, 23: 11, 0: 9, **others, 17: 3}), "window") == {
        "from": "22:00",
        "to": "1:00",
        "share": 27.0,
    }
    assert quoted(by_hour({22: 7, 23: 11, 0: 8, **others, 17: 4}), "window") is None


def test_night_owl() -> None:
    day = dict.fromkeys(range(8, 17), 10)
    assert quoted(by_hour({4: 10, **day}), "night_owl") == {
        "from": "0:00",
        "to": "5:00",
        "plays": 10,
        "nights": 10,
        "share": 10.0,
    }
    assert quoted(by_hour({4: 10, **day, 17: 1}), "night_owl") is None
    assert quoted(by_hour({5: 10, **day}), "night_owl") is None
    assert quoted(by_hour({3: 5, 4: 5, **day}), "night_owl") is None  # five nights


def test_night_is_local() -> None:
    day = dict.fromkeys(range(8, 17), 10)
    assert quoted(by_hour({23: 10, **day}), "night_owl", "Asia/Kolkata") is not None
    assert quoted(by_hour({4: 10, **day}), "night_owl", "Asia/Kolkata") is None


def evenings(days: int, late: int) -> list[Row]:
    rows = [
        play(MONDAY + n * DAY + (20 * 60 + n % 20) * MINUTE, f"Passer {n % 60}", f"Tune {n}")
        for n in range(days)
    ]
    return [*rows, *(play(MONDAY + n * DAY + 2 * HOUR, "Owl", f"Owl {n}") for n in range(late))]


def test_early_to_bed() -> None:
    # The evenings end at 20:00 to 20:19; by 20:17 end 136 of the 150, by 20:18 end 143, more than 19 of 20.
    assert quoted(evenings(150, 3), "early_to_bed") == {"days": 150, "late": 3, "latest": "20:18"}  # 2 %
    assert quoted(evenings(150, 4), "early_to_bed") is None
    assert quoted(evenings(119, 0), "early_to_bed") is None
    assert quoted(evenings(120, 0), "early_to_bed") is not None


def test_weekday_shape() -> None:
    def rows(thursdays: int, sundays: int) -> list[Row]:
        counts = [20, 20, 20, thursdays, 20, 20, sundays]
        return [
            play(MONDAY + timedelta(days=7 * n + weekday, hours=12), f"Passer {n}", f"Tune {weekday} {n}")
            for weekday, plays in enumerate(counts)
            for n in range(plays)
        ]

    found = finding_of(analyse(rows(24, 12)), "weekday_shape")
    assert found is not None
    assert {slot: found.value(slot) for slot in found.quotes} == {
        "weekday": "Thursday",
        "plays": 24,
        "share": pc(24, 136),
        "quiet": "Sunday",
        "quiet_share": pc(12, 136),
    }
    assert lines(found)["Monday"] == 20
    assert quoted(rows(24, 13), "weekday_shape") is None
    assert quoted(rows(24, 0), "weekday_shape") is None


def test_weekday_shape_needs_sixty_days() -> None:
    def rows(days: int) -> list[Row]:
        return [
            play(MONDAY + n * DAY + part * HOUR, f"Passer {part}", f"Tune {n} {part}")
            for n in range(days)
            for part in range(8 if n % 7 == 3 else 2)
        ]

    assert quoted(rows(60), "weekday_shape") is not None
    assert quoted(rows(59), "weekday_shape") is None


def busy_day(plays: int, usual: int = 10, days: int = 29) -> list[Row]:
    rows = [
        play(MONDAY + n * DAY + part * HOUR, f"Passer {part}", f"Tune {n} {part}")
        for n in range(days)
        for part in range(usual)
    ]
    day = utc(2021, 5, 1, 8)
    busy = [
        play(day + n * 10 * MINUTE, "Ostkai" if n % 2 == 0 else f"Guest {n}", f"Busy {n}", seconds=540)
        for n in range(plays)
    ]
    return [*rows, *busy]


def test_the_day() -> None:
    found = finding_of(analyse(busy_day(30)), "the_day")
    assert found is not None
    assert {slot: found.value(slot) for slot in found.quotes} == {
        "date": "1 May 2021",
        "plays": 30,
        "hours": 5,  # four and a half
        "artist": "Ostkai",
        "artist_plays": 15,
    }
    assert lines(found)["plays on a usual day (median)"] == 10
    assert quoted(busy_day(29, usual=9), "the_day") is None
    assert quoted(busy_day(32, usual=11), "the_day") is None  # not three times as many
    assert quoted(busy_day(30, days=28), "the_day") is None  # 29 days


def test_streak() -> None:
    rows = crowd(utc(2021, 3, 1, 12), 30)
    before = crowd(utc(2020, 1, 1, 12), 90, every=2 * DAY, name="Early")
    assert quoted([*before, *rows], "streak") == {"days": 30, "from": "1 March 2021", "to": "30 March 2021"}
    assert quoted([*before, *rows[1:]], "streak") is None
    assert fact_of(analyse([*before, *rows]), "when.longest_streak_days").value == 30


def test_the_earlier_of_two_streaks_stands() -> None:
    two = [*crowd(utc(2021, 3, 1, 12), 60), *crowd(utc(2021, 7, 1, 12), 60, name="Second")]
    found = quoted(two, "streak")
    assert found is not None
    assert found["from"] == "1 March 2021"


def year_of_hours(empty: int, plays_in_it: int, *, plays: int = 2_000, days: int = 365) -> list[Row]:
    hours = [hour for hour in range(24) if hour != empty]
    chosen = [empty] * plays_in_it + [hours[n % 23] for n in range(plays - plays_in_it)]
    return [
        play(
            MONDAY + timedelta(days=n * (days - 1) // (plays - 1), hours=hour, minutes=(n * 7) % 50),
            f"Passer {n % 90}",
            f"Tune {n}",
        )
        for n, hour in enumerate(chosen)
    ]


@pytest.mark.parametrize(
    ("hour", "plays_in_it", "plays", "days", "fires"),
    [
        (10, 20, 2_000, 366, True),
        (10, 21, 2_000, 366, False),
        (4, 0, 2_000, 366, True),
        (4, 1, 2_000, 366, False),
        (10, 0, 1_999, 366, False),
        (10, 0, 2_000, 364, False),
    ],
)
def test_zero_hour(hour: int, plays_in_it: int, plays: int, days: int, fires: bool) -> None:
    """An hour of the waking day with a hundredth of all plays, or one of the night with next to none."""
    found = quoted(year_of_hours(hour, plays_in_it, plays=plays, days=days), "zero_hour")
    assert found == ({"hour": f"{hour}:00", "plays": plays_in_it, "all": plays} if fires else None)


def months(*plays: int) -> list[Row]:
    """That many plays in each month from January 2020 on, five minutes apart at noon of the 10th."""
    rows = []
    for number, count in enumerate(plays):
        begin = utc(2020 + number // 12, number % 12 + 1, 10, 12)
        rows += [play(begin + n * 10 * MINUTE, f"Passer {n}", f"Tune {number} {n}") for n in range(count)]
    return rows


def test_quiet_month() -> None:
    usual = [40] * 6
    assert quoted(months(40, *usual, 7, *usual[:3], 40), "quiet_month") == {
        "month": "August 2020",
        "plays": 7,
        "usual": 40,
    }
    assert quoted(months(40, *usual, 8, *usual[:3], 40), "quiet_month") is None  # a fifth
    assert quoted(months(40, *usual, 7, *usual[:2], 40), "quiet_month") is None  # nine whole months
    assert quoted(months(7, *[40] * 10, 7), "quiet_month") is None  # the ends of a record are no whole months
    assert quoted(months(40, *[39] * 9, 7, 40), "quiet_month") is None


def test_a_missing_month_is_not_quiet() -> None:
    assert quoted(months(40, *[40] * 6, 0, *[40] * 3, 40), "quiet_month") is None


def test_a_record_of_two_months_a_year_apart_is_measured() -> None:
    rows = [*repeat(utc(2020, 1, 10), 60), *repeat(utc(2020, 12, 10), 60)]
    assert quoted(rows, "quiet_month") is None


def test_the_usual_month_is_one_with_data() -> None:
    heard = [40, 40, 40, 100, 100, 100, 7]
    assert quoted(months(40, *heard, *[0] * 6, 40), "quiet_month") == {
        "month": "August 2020",
        "plays": 7,
        "usual": 40,
    }


def night(plays: int, **row: str) -> list[Row]:
    return [
        *crowd(utc(2021, 1, 1, 12), 100),
        *repeat(utc(2021, 9, 12, 0, 10), plays, 20 * MINUTE, **row),
    ]


def test_night_song() -> None:
    found = finding_of(analyse(night(8)), "night_song")
    assert found is not None
    assert {slot: found.value(slot) for slot in found.quotes} == {
        "track": "Lamplight",
        "artist": "Ostkai",
        "date": "12 September 2021",
        "plays": 8,
        "hour": "2:33",
    }
    assert found.tender
    assert not found.shareable
    assert quoted(night(7), "night_song") is None
    assert quoted(night(8), "night_song", "Asia/Kolkata") is None  # half past five to eight in the morning


def test_a_night_of_fourteen_songs_counts_those_before_five() -> None:
    found = quoted(night(16), "night_song")  # 0:10, 0:30 ... 4:50, 5:10
    assert found is not None
    assert (found["plays"], found["hour"]) == (15, "4:53")


def test_night_song_passes_over_those_not_to_be_spoken_of() -> None:
    (name,) = known(lambda artist: artist.care, targets=False)
    rows = night(12, artist=name)
    assert quoted(rows, "night_song") is None
    second = quoted([*rows, *repeat(utc(2021, 9, 20, 1), 8)], "night_song")
    assert second is not None
    assert second["artist"] == "Ostkai"


def test_facts_of_when() -> None:
    analysis = analyse(by_hour({3: 10, 9: 40, 12: 30, 18: 20}))
    assert fact_of(analysis, "when.busiest_hour").value == "9:00"
    assert fact_of(analysis, "when.night_share").value == 10.0
    assert fact_of(analysis, "when.days_with_plays").value == 40
    assert fact_of(analysis, "when.longest_streak_days").value == 40
    assert fact_of(analysis, "when.plays_per_day").value == 2.5
    assert fact_of(analysis, "when.busiest_weekday").value == "Monday"
