"""Facts of attention and of the clock: small histories counted by hand."""

from datetime import datetime, timedelta

import pytest

from tests.unit.analysis.histories import DAY, HOUR, MINUTE, analyse, crowd, fact_of, pc, play, skip, utc
from tests.unit.sources.rows import Row
from unwrapped_desktop.domain.finding import Analysis
from unwrapped_desktop.domain.report import Value

START = utc(2021, 3, 1, 8)  # a Monday
BASE = crowd(START, 100)


def value(analysis: Analysis, name: str) -> Value | None:
    """The value of a fact."""
    return fact_of(analysis, name).value


def skips(count: int, seconds: float, *, start: datetime = START + HOUR, name: str = "Bit") -> list[Row]:
    """So many skips after so many seconds, one a day."""
    return [skip(start + n * DAY, f"Passer {n}", f"{name} {n}", seconds=seconds) for n in range(count)]


# ------------------------------------------------------------------------------------------------ short starts


def test_how_soon_songs_are_left() -> None:
    rows = [
        *BASE,
        *skips(20, 4.999, start=START + HOUR),
        *skips(10, 5, start=START + 2 * HOUR),
        *skips(10, 29.999, start=START + 3 * HOUR),
        *skips(10, 40, start=START + 4 * HOUR),
    ]
    analysis = analyse(rows)
    assert value(analysis, "attention.skipped_in_5_seconds_share") == pc(20, 150)
    assert value(analysis, "attention.skipped_in_30_seconds_share") == pc(40, 150)
    assert value(analysis, "attention.short_start_share") == pc(40, 150)
    short = 20 * 4.999 + 10 * 5 + 10 * 29.999
    assert value(analysis, "attention.short_start_time_share") == pc(short, short + 10 * 40 + 100 * 180)
    assert value(analysis, "attention.abandoned_share") == 0.0
    assert fact_of(analysis, "attention.short_start_share").sample == 150


def test_abandoned_is_neither_skipped_nor_finished() -> None:
    left = [play(START + HOUR + n * DAY, "Passer 1", f"Left {n}", reason_end="endplay") for n in range(15)]
    analysis = analyse([*BASE, *left, *skips(10, 40, start=START + 2 * HOUR)])
    assert value(analysis, "attention.abandoned_share") == 12.0  # 15 of 125


# -------------------------------------------------------------------------------------------------- favourites


def favourites(count: int, plays: int = 20) -> list[Row]:
    """So many songs with so many plays each."""
    return [
        play(START + n * DAY + song * 5 * MINUTE + 6 * HOUR, "Ostkai", f"Hit {song}")
        for song in range(count)
        for n in range(plays)
    ]


def test_favourites_are_skipped_too() -> None:
    theirs = [skip(START + n * DAY + HOUR, "Ostkai", f"Hit {n % 10}") for n in range(20)]
    analysis = analyse([*BASE, *favourites(10), *theirs, *skips(25, 5, start=START + 2 * HOUR)])
    assert value(analysis, "attention.favourite_skip_share") == pc(20, 220)
    assert fact_of(analysis, "attention.favourite_skip_share").sample == 220
    assert value(analysis, "attention.other_skip_share") == 20.0  # 25 of 125
    assert value(analysis, "attention.hypocrisy_points") == pytest.approx(100 * 20 / 220 - 20, abs=1e-4)


@pytest.mark.parametrize("rows", [favourites(9), favourites(10, 19)])
def test_few_favourites_are_none(rows: list[Row]) -> None:
    analysis = analyse([*BASE, *rows])
    for name in ("favourite_skip_share", "other_skip_share", "hypocrisy_points"):
        fact = fact_of(analysis, f"attention.{name}")
        assert fact.reason == "Too few songs are played often enough to be called favourites."


def test_favourites_are_the_fifty_most_played() -> None:
    # The 51st song with 20 plays, last in the alphabet, is one of the others.
    more = [play(START + n * DAY + 9 * HOUR, "Zzz", "Zzz") for n in range(20)]
    last = [skip(START + n * DAY + 10 * HOUR, "Zzz", "Zzz") for n in range(5)]
    analysis = analyse([*BASE, *favourites(50), *more, *last])
    assert value(analysis, "attention.favourite_skip_share") == 0.0
    assert value(analysis, "attention.other_skip_share") == 4.0  # 5 of 125


# ------------------------------------------------------------------------------------------- the most skipped


def mixed(title: str, starts: int, skipped: int) -> list[Row]:
    """A song started and skipped so often."""
    return [
        (skip if n < skipped else play)(START + n * DAY + (7 + len(title)) * HOUR, "Ostkai", title)
        for n in range(starts)
    ]


def test_the_most_skipped_song_is_the_one_best_proven() -> None:
    # Half of 40 says more than half of 20; all of 19 is too few starts to say anything.
    rows = [*BASE, *mixed("A", 20, 10), *mixed("BB", 40, 20), *mixed("CCC", 19, 19), *mixed("DDDD", 100, 30)]
    analysis = analyse(rows)
    assert value(analysis, "attention.most_skipped_song") == "BB"
    assert value(analysis, "attention.most_skipped_share") == 50.0
    assert fact_of(analysis, "attention.most_skipped_share").sample == 40


def test_nothing_skipped_is_no_most_skipped() -> None:
    analysis = analyse([*BASE, *mixed("A", 20, 0), *mixed("CCC", 19, 19)])
    assert fact_of(analysis, "attention.most_skipped_song").reason == (
        "No song that was started 20 times was ever skipped."
    )


# ---------------------------------------------------------------------------------------------- skips by hour


def hourly(hours: range, plays: int) -> list[Row]:
    """So many plays in each of these hours, one a day."""
    return [row for hour in hours for row in crowd(utc(2021, 3, 1, hour, 5), plays, name=f"Hour {hour}")]


def test_the_hour_with_the_largest_share_of_skips() -> None:
    rows = [
        *hourly(range(8, 14), 100),
        *skips(10, 5, start=utc(2021, 3, 1, 12, 30)),
        *skips(40, 5, start=utc(2021, 3, 1, 20, 30)),  # an hour of 40 starts is left out
    ]
    analysis = analyse(rows)
    assert value(analysis, "attention.skippiest_hour") == "12:00"
    assert value(analysis, "attention.skippiest_hour_share") == pc(10, 110)
    assert value(analyse(rows, "Asia/Tokyo"), "attention.skippiest_hour") == "21:00"


def test_six_hours_are_needed() -> None:
    analysis = analyse([*hourly(range(8, 13), 100), *skips(10, 5, start=utc(2021, 3, 1, 12, 30))])
    assert fact_of(analysis, "attention.skippiest_hour").reason == (
        "Too few hours of the day hold enough starts to compare them."
    )


# --------------------------------------------------------------------------------------------------- the clock


def starts(hours: dict[int, int]) -> list[Row]:
    """So many plays at these hours, on a thousand days one after the other, and then again a second later."""
    every = [hour for hour, plays in hours.items() for _ in range(plays)]
    return [
        play(utc(2021, 3, 1, hour, 0, n // 1_000) + n % 1_000 * DAY, "Passer", f"Tune {n}")
        for n, hour in enumerate(every)
    ]


def test_the_middle_of_evening_and_night_is_midnight() -> None:
    # The mean vector of 23:00 and 1:00, an hour to either side, points at 0:00 and is cos(15 degrees) long.
    analysis = analyse(starts({23: 60, 1: 60}))
    assert value(analysis, "clock.mean_hour") == "0:00"
    assert value(analysis, "clock.concentration") == pytest.approx(96.5926, abs=1e-3)
    assert value(analyse(starts({23: 60, 1: 60}), "Asia/Tokyo"), "clock.mean_hour") == "9:00"


def test_opposite_hours_have_no_middle() -> None:
    analysis = analyse(starts({6: 60, 18: 60}))
    assert value(analysis, "clock.concentration") == pytest.approx(0.0, abs=1e-3)
    assert fact_of(analysis, "clock.mean_hour").reason == (
        "Plays are spread too evenly round the clock to have a middle."
    )


def leaning(every: int, noon: int) -> Analysis:
    """So many plays at each hour, and so many more at noon: these alone lead the mean vector anywhere."""
    return analyse(starts({**dict.fromkeys(range(24), every), 12: every + noon}))


def test_a_slight_lean_is_no_middle_however_many_plays_there_are() -> None:
    assert value(leaning(100, 100), "clock.concentration") == pc(100, 2_500)
    assert value(leaning(100, 100), "clock.mean_hour") is None
    assert value(leaning(100, 140), "clock.mean_hour") == "12:00"


def test_few_plays_lean_by_chance() -> None:
    # 12 of 132 make n R^2 = 1.1, below Rayleigh's 3; 24 of 144 make 4.
    assert value(leaning(5, 12), "clock.concentration") == pc(12, 132)
    assert value(leaning(5, 12), "clock.mean_hour") is None
    assert value(leaning(5, 24), "clock.mean_hour") == "12:00"


def test_how_regular_the_hours_are() -> None:
    assert value(analyse(starts({20: 100})), "clock.regularity") == 100.0
    assert value(analyse(starts(dict.fromkeys(range(24), 5))), "clock.regularity") == 0.0
    # Two equal hours: the entropy is ln 2 of the ln 24 there could be.
    two = analyse(starts({8: 50, 20: 50}))
    assert value(two, "clock.regularity") == pytest.approx(78.1896, abs=1e-3)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [({20: 100}, 1), ({8: 50, 20: 50}, 1), ({8: 40, 12: 30, 20: 30}, 2), (dict.fromkeys(range(24), 5), 12)],
)
def test_how_few_hours_hold_half(hours: dict[int, int], expected: int) -> None:
    assert value(analyse(starts(hours)), "clock.hours_for_half") == expected


def test_weekdays_and_weekends() -> None:
    # 35 weeks from a Monday: 175 weekdays at 7:00, 70 weekend days at 11:00.
    rows = [
        play(utc(2021, 3, 1, 7 if n % 7 < 5 else 11) + timedelta(days=n), "Passer", f"Tune {n}")
        for n in range(245)
    ]
    analysis = analyse(rows)
    assert value(analysis, "clock.weekend_share") == pc(2, 7)
    assert (value(analysis, "clock.weekday_hour"), value(analysis, "clock.weekend_hour")) == ("7:00", "11:00")
    assert fact_of(analysis, "clock.weekday_hour").sample == 175
    assert fact_of(analysis, "clock.weekend_hour").sample == 70


def test_a_weekend_of_few_plays_has_no_hour() -> None:
    analysis = analyse(crowd(START, 150))
    assert value(analysis, "clock.weekend_share") == pc(42, 150)
    for name in ("clock.weekday_hour", "clock.weekend_hour"):
        assert fact_of(analysis, name).reason == ("Too few plays on weekdays or on weekends to compare them.")
