"""Facts of songs that took over: small histories counted by hand."""

from datetime import datetime

import pytest

from tests.unit.analysis.histories import (
    DAY,
    HOUR,
    MINUTE,
    analyse,
    crowd,
    fact_of,
    pc,
    play,
    repeat,
    skip,
    utc,
)
from tests.unit.sources.rows import Row
from unwrapped_desktop.domain.finding import Analysis

START = utc(2021, 3, 4, 8)


def value(analysis: Analysis, name: str) -> object:
    """The value of a fact of this family."""
    return fact_of(analysis, f"obsessions.{name}").value


def reason(analysis: Analysis, name: str) -> str | None:
    """Why a fact of this family is not there."""
    return fact_of(analysis, f"obsessions.{name}").reason


# ------------------------------------------------------------------------------------------- loops and days


def test_the_longest_loop_is_the_most_plays_with_nothing_between() -> None:
    loop = repeat(START + 10 * DAY + HOUR, 5)
    broken = [
        *repeat(START + 20 * DAY + HOUR, 4, title="Boats"),
        play(START + 20 * DAY + HOUR + 20 * MINUTE, title="Oars"),
        *repeat(START + 20 * DAY + HOUR + 25 * MINUTE, 4, title="Boats"),
    ]
    analysis = analyse([*crowd(START, 100), *loop, *broken])
    assert value(analysis, "longest_loop_plays") == 5
    assert value(analysis, "longest_loop_song") == "Lamplight"
    assert fact_of(analysis, "obsessions.longest_loop_plays").sample == 114
    # Two of a hundred days hold three plays in a row.
    assert value(analysis, "loop_day_share") == 2.0
    # Eight plays of one song in a day beat five.
    assert value(analysis, "song_day_plays") == 8
    assert value(analysis, "song_day_song") == "Boats"
    assert value(analysis, "song_day_date") == "24 March 2021"


def test_two_in_a_row_are_no_loop() -> None:
    analysis = analyse([*crowd(START, 100), *repeat(START + HOUR, 2)])
    assert value(analysis, "longest_loop_plays") == 2
    assert value(analysis, "loop_day_share") == 0.0


def test_three_in_a_row_are_a_loop() -> None:
    assert value(analyse([*crowd(START, 100), *repeat(START + HOUR, 3)]), "loop_day_share") == 1.0


def test_without_a_repeat_there_is_no_loop_to_name() -> None:
    analysis = analyse(crowd(START, 100))
    assert value(analysis, "longest_loop_plays") == 1
    assert reason(analysis, "longest_loop_song") == "No song was played twice in a row."


def test_of_equal_days_the_earliest_is_named() -> None:
    rows = [
        *crowd(START, 100),
        *repeat(START + 9 * DAY + HOUR, 4, title="Boats"),
        *repeat(START + 7 * DAY + HOUR, 4, title="Oars"),
    ]
    assert value(analyse(rows), "song_day_song") == "Oars"
    assert value(analyse(rows), "song_day_date") == "11 March 2021"


def test_a_day_is_a_local_day() -> None:
    # From 22:00 UTC on 4 March on, half of them on the next day in Berlin.
    rows = [*crowd(START, 100), *repeat(utc(2021, 3, 4, 22), 24)]
    assert value(analyse(rows), "song_day_plays") == 24
    assert value(analyse(rows, "Europe/Berlin"), "song_day_plays") == 12


def test_short_rows_neither_make_nor_break_a_loop() -> None:
    rows = [*crowd(START, 100), *repeat(START + HOUR, 4), skip(START + HOUR + 4 * MINUTE, "Passer 1", "Bit")]
    assert value(analyse(rows), "longest_loop_plays") == 4


# -------------------------------------------------------------------------------------------------- take-overs


def twice_a_day(days: int, start: datetime = START) -> list[Row]:
    """Two plays a day of songs of their own."""
    return crowd(start, 2 * days, every=12 * HOUR)


def test_a_song_takes_over_a_week() -> None:
    # Day 98: ten plays among the fourteen of the seven days up to it, after ninety days without one.
    analysis = analyse([*twice_a_day(110), *repeat(START + 98 * DAY + HOUR, 10)])
    assert value(analysis, "bursts") == 1
    assert value(analysis, "biggest_song") == "Lamplight"
    assert (value(analysis, "biggest_from"), value(analysis, "biggest_to")) == ("4 June 2021", "10 June 2021")
    assert value(analysis, "biggest_plays") == 10
    assert value(analysis, "biggest_share") == pc(10, 24)
    assert fact_of(analysis, "obsessions.biggest_share").sample == 24


def test_nine_plays_take_over_nothing() -> None:
    analysis = analyse([*twice_a_day(110), *repeat(START + 98 * DAY + HOUR, 9)])
    assert value(analysis, "bursts") == 0
    assert reason(analysis, "biggest_song") == "No song took a fifth of a week's plays out of nowhere."


def test_a_fifth_of_the_week_is_needed() -> None:
    def rows(others: int) -> list[Row]:
        more = crowd(START + 98 * DAY + 3 * HOUR, others, every=MINUTE * 5, name="Other")
        return [*twice_a_day(110), *repeat(START + 98 * DAY + HOUR, 10), *more]

    assert value(analyse(rows(26)), "bursts") == 1  # 10 of 50
    assert value(analyse(rows(27)), "bursts") == 0


def test_a_habit_is_no_obsession() -> None:
    # Two of four plays a day are the song's: half of every week, and never more than usual.
    habit = [row for day in range(110) for row in repeat(START + day * DAY + HOUR, 2, 2 * HOUR)]
    assert value(analyse([*twice_a_day(110), *habit]), "bursts") == 0


def test_a_rate_must_be_left_far_behind() -> None:
    # 90 plays in the 90 days before lead one to expect 7; three standard deviations above it are 14.9.
    habit = [play(START + day * DAY + HOUR) for day in range(1, 91)]

    def rows(plays: int) -> list[Row]:
        return [*twice_a_day(110), *habit, *repeat(START + 97 * DAY + HOUR, plays)]

    # On day 97 the base is days 1 to 90 and the window days 91 to 97.
    assert value(analyse(rows(14)), "bursts") == 0
    assert value(analyse(rows(15)), "bursts") == 1


def test_windows_that_overlap_are_one_obsession() -> None:
    def rows(second_day: int) -> list[Row]:
        return [
            *twice_a_day(120),
            *repeat(START + 98 * DAY + HOUR, 10),
            *repeat(START + second_day * DAY + HOUR, 10),
        ]

    together, apart = analyse(rows(104)), analyse(rows(105))
    assert value(together, "bursts") == 1
    assert value(together, "biggest_plays") == 20
    assert value(apart, "bursts") == 2
    assert (value(apart, "biggest_plays"), value(apart, "biggest_to")) == (10, "10 June 2021")


def test_the_first_ninety_days_cannot_tell() -> None:
    early = [*twice_a_day(110), *repeat(START + 95 * DAY + HOUR, 10)]
    assert value(analyse(early), "bursts") == 0
    on_time = [*twice_a_day(110), *repeat(START + 96 * DAY + HOUR, 10)]
    assert value(analyse(on_time), "bursts") == 1
    short = analyse([*twice_a_day(96), *repeat(START + 50 * DAY + HOUR, 10)])
    for name in ("bursts", "biggest_song", "biggest_from", "biggest_to", "biggest_plays", "biggest_share"):
        assert reason(short, name) == "The record is too short to tell an obsession from a habit."


def test_a_base_with_a_missing_month_cannot_tell() -> None:
    # May 2021 holds no play; on 10 June the base reaches back into it.
    gap = [row for row in twice_a_day(110) if not row["ts"].startswith("2021-05")]
    assert reason(analyse([*gap, *repeat(START + 98 * DAY + HOUR, 10)]), "bursts") is not None


def test_songs_over_a_hundred_plays() -> None:
    rows = [*repeat(START, 101, HOUR), *repeat(START, 100, HOUR, title="Boats")]
    fact = fact_of(analyse(rows), "obsessions.songs_over_100")
    assert (fact.value, fact.sample) == (1, 2)


# ---------------------------------------------------------------------------------------------------- burn-out


def burnt(songs: int, starts: int, skipped_at: int | None, name: str) -> list[Row]:
    """Songs with so many starts each, of which one, counted from 0, is skipped."""
    return [
        (skip if number == skipped_at else play)(
            START + number * DAY + song * 5 * MINUTE, name, f"{name} {song}"
        )
        for song in range(songs)
        for number in range(starts)
    ]


NAME = "starts_before_first_skip"


@pytest.mark.parametrize(("skipped", "expected"), [(20, 3), (10, 3), (9, None)])
def test_half_of_the_songs_are_skipped_after_so_many_starts(skipped: int, expected: int | None) -> None:
    analysis = analyse([*burnt(skipped, 10, 3, "Tired"), *burnt(20 - skipped, 10, None, "Fresh")])
    assert value(analysis, NAME) == expected
    assert reason(analysis, NAME) == (None if expected else "More than half of the songs were never skipped.")


def test_songs_watched_for_a_shorter_time_leave_the_count() -> None:
    # After ten starts each only the five longer ones are left, and all of these are skipped at their twelfth.
    analysis = analyse([*burnt(15, 10, None, "Fresh"), *burnt(5, 12, 11, "Tired")])
    assert value(analysis, NAME) == 11
    assert fact_of(analysis, f"obsessions.{NAME}").sample == 20


def test_a_song_counts_as_watched_until_its_last_start() -> None:
    # Ten starts say nothing of the eleventh: of the ten songs that had one, five were skipped then.
    rows = [*burnt(10, 10, None, "Brief"), *burnt(5, 12, None, "Fresh"), *burnt(5, 12, 10, "Tired")]
    assert value(analyse(rows), NAME) == 10


def test_the_first_start_may_be_the_one_skipped() -> None:
    assert value(analyse(burnt(20, 10, 0, "Tired")), NAME) == 0


def test_few_songs_do_not_tire() -> None:
    expected = "Too few songs were started often enough to tell when they tire."
    assert reason(analyse(burnt(19, 10, 3, "Tired")), NAME) == expected
    assert reason(analyse(burnt(40, 9, 3, "Tired")), NAME) == expected
