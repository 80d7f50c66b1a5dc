"""Facts of seasons and of whole years: small histories counted by hand."""

from datetime import datetime

import pytest

from tests.unit.analysis.histories import (
    DAY,
    HOUR,
    MINUTE,
    analyse,
    crowd,
    fact_of,
    known,
    pc,
    play,
    repeat,
    utc,
)
from tests.unit.sources.rows import Row
from unwrapped_desktop.domain.finding import Analysis
from unwrapped_desktop.domain.report import Value

TOO_FEW_YEARS = "The record covers too few whole calendar years to compare them."
NO_SEASON = "The record covers too few whole calendar years to tell a season from a phase."


def value(analysis: Analysis, name: str) -> Value | None:
    """The value of a fact."""
    return fact_of(analysis, name).value


def daily(first: datetime, last: datetime, *, name: str = "Passer", artists: int = 50) -> list[Row]:
    """A play a day, from one date to another, both counted."""
    return crowd(first.replace(hour=8), (last - first).days + 1, name=name, artists=artists)


def months(year: int, plays: dict[int, int], **row: str) -> list[Row]:
    """So many plays in each month of a year, on its first days, five minutes apart."""
    return [
        play(
            utc(year, month, 1 + n % 20, 12) + n // 20 * 5 * MINUTE,
            row.get("artist", "Ostkai"),
            f"Tune {month} {n}",
        )
        for month, count in plays.items()
        for n in range(count)
    ]


TWO_YEARS = daily(utc(2021, 1, 1), utc(2022, 12, 31))


# ------------------------------------------------------------------------------------------------------ months


def test_the_busiest_month() -> None:
    rows = [*daily(utc(2021, 3, 1), utc(2021, 8, 31)), *months(2021, {5: 9, 7: 9, 4: 9})]
    analysis = analyse(rows)
    assert value(analysis, "seasons.busiest_month") == "May 2021"  # 40, as in July
    assert value(analysis, "seasons.busiest_month_plays") == 40
    assert fact_of(analysis, "seasons.busiest_month").sample == 6


def test_five_months_are_too_few() -> None:
    analysis = analyse(daily(utc(2021, 3, 1), utc(2021, 7, 31)))
    for name in ("seasons.busiest_month", "seasons.busiest_month_plays"):
        assert fact_of(analysis, name).reason == "The record is too short to compare months."


def test_the_month_of_the_year_is_the_one_with_most_plays_a_day() -> None:
    # February gets 28 + 6 plays a year, 1.2 a day; March 31 + 6, which is more, but on more days.
    analysis = analyse([*TWO_YEARS, *(row for year in (2021, 2022) for row in months(year, {2: 6, 3: 6}))])
    assert value(analysis, "seasons.month_of_year") == "February"
    assert fact_of(analysis, "seasons.month_of_year").sample == 730 + 24


def test_the_strongest_three_months() -> None:
    analysis = analyse(
        [*TWO_YEARS, *(row for year in (2021, 2022) for row in months(year, {6: 10, 7: 10, 8: 5}))]
    )
    assert value(analysis, "seasons.strongest") == "June to August"
    assert value(analysis, "seasons.strongest_share") == pc(2 * (92 + 25), 730 + 50)


def test_a_part_year_does_not_count() -> None:
    # A hundred plays in March 2023 are of a year that ends in March.
    rows = [*TWO_YEARS, *daily(utc(2023, 1, 1), utc(2023, 3, 31)), *months(2023, {3: 100})]
    analysis = analyse([*rows, *months(2021, {10: 20})])
    assert value(analysis, "seasons.month_of_year") == "October"
    assert value(analysis, "seasons.strongest") == "September to November"
    assert value(analysis, "years.covered_in_part") == "2023"


def test_one_year_has_no_season() -> None:
    analysis = analyse(daily(utc(2021, 1, 1), utc(2022, 11, 30)))
    for name in ("month_of_year", "strongest", "strongest_share", "month_artist", "month_artist_lift"):
        assert fact_of(analysis, f"seasons.{name}").reason == NO_SEASON


# --------------------------------------------------------------------------------------------- an artist's month


def test_the_artist_of_a_month() -> None:
    july = [row for year in (2021, 2022) for row in months(year, {7: 30})]
    analysis = analyse([*TWO_YEARS, *july])
    assert value(analysis, "seasons.month_artist") == "Ostkai"
    assert value(analysis, "seasons.month_artist_month") == "July"
    usual = (62 + 60) / (730 + 60)
    lift = (60 + 20 * usual) / ((60 + 20) * usual)
    assert lift == pytest.approx(5.107, abs=1e-3)
    assert value(analysis, "seasons.month_artist_lift") == 5.1
    assert fact_of(analysis, "seasons.month_artist_lift").sample == 60


def test_a_month_of_one_year_is_a_phase() -> None:
    once = [*months(2021, {7: 60}), *months(2022, {1: 4, 2: 4, 3: 4})]
    fact = fact_of(analyse([*TWO_YEARS, *once]), "seasons.month_artist")
    assert fact.reason == "No artist belongs to one month of the year in more than one year."


def test_ten_plays_make_a_month() -> None:
    twice = dict.fromkeys((1, 2, 3, 4, 5, 9, 10, 11, 12), 2)
    rest = [*months(2021, twice), *months(2022, {**twice, **dict.fromkeys((1, 2, 3, 4), 3)})]
    ten = [*months(2021, {7: 5}), *months(2022, {7: 5})]
    analysis = analyse([*TWO_YEARS, *rest, *ten])
    assert value(analysis, "seasons.month_artist_month") == "July"
    nine = [*ten[1:], *months(2022, {8: 1})]
    assert value(analyse([*TWO_YEARS, *rest, *nine]), "seasons.month_artist_month") is None


def test_an_artist_played_all_year_has_no_month() -> None:
    every = [row for year in (2021, 2022) for row in months(year, dict.fromkeys(range(1, 13), 5))]
    assert value(analyse([*TWO_YEARS, *every]), "seasons.month_artist") is None


def test_forty_nine_plays_are_too_few_for_a_month() -> None:
    few = [*months(2021, {7: 25}), *months(2022, {7: 24})]
    assert value(analyse([*TWO_YEARS, *few]), "seasons.month_artist") is None


# --------------------------------------------------------------------------------------------------- Christmas


def carols(year: int, month: int, day: int, plays: int, **row: str) -> list[Row]:
    """So many plays of a Christmas song on a day."""
    return repeat(
        utc(year, month, day, 18),
        plays,
        4 * MINUTE,
        artist=row.get("artist", "Ostkai"),
        title=row.get("title", "Blue Christmas"),
    )


AUTUMN = daily(utc(2021, 9, 1), utc(2021, 12, 31))


def test_christmas_begins_with_half_of_its_share() -> None:
    # The week up to the 24th: 21 of 28 plays, three quarters. One play in a week of eight is an eighth; five of twelve
    # are more than three eighths, on 6 December.
    rows = [*AUTUMN, *carols(2021, 11, 20, 1), *carols(2021, 12, 6, 5), *carols(2021, 12, 22, 21)]
    fact = fact_of(analyse(rows), "seasons.christmas_begins")
    assert (fact.value, fact.sample) == ("6 December 2021", 27)
    # Four of eleven are less than three eighths: then it is the day itself.
    late = [*AUTUMN, *carols(2021, 12, 6, 4), *carols(2021, 12, 22, 21)]
    assert value(analyse(late), "seasons.christmas_begins") == "22 December 2021"


def test_a_singer_of_christmas_counts_without_the_word() -> None:
    (name,) = known(lambda artist: "seasonal" in artist.tags, targets=None)
    rows = [*AUTUMN, *carols(2021, 12, 10, 25, artist=name, title="Snow"), *carols(2021, 12, 24, 5)]
    assert value(analyse(rows), "seasons.christmas_begins") == "10 December 2021"


@pytest.mark.parametrize(
    "rows",
    [
        [*AUTUMN, *carols(2021, 12, 24, 19)],  # too few
        [*AUTUMN, *carols(2021, 12, 26, 40)],  # too late
        [*AUTUMN, *carols(2021, 11, 1, 40)],  # gone by Christmas
        [
            *daily(utc(2021, 10, 2), utc(2022, 3, 1)),
            *carols(2021, 12, 22, 30),
        ],  # a record that begins in October
        [*AUTUMN, *carols(2021, 12, 22, 30, title="Christmasy")],  # part of a word
    ],
)
def test_no_christmas_to_date(rows: list[Row]) -> None:
    assert fact_of(analyse(rows), "seasons.christmas_begins").reason == (
        "Too few Christmas songs were played before a Christmas to say when it began."
    )


def test_a_twentieth_of_the_last_week_is_a_christmas() -> None:
    def rows(others: int) -> list[Row]:
        return [
            *AUTUMN,
            *carols(2021, 12, 22, 20),
            *crowd(utc(2021, 12, 20, 9), others, every=3 * MINUTE, name="Other"),
        ]

    assert value(analyse(rows(373)), "seasons.christmas_begins") == "22 December 2021"  # 20 of 400
    assert value(analyse(rows(374)), "seasons.christmas_begins") is None


def test_christmas_of_the_latest_year_that_can_say() -> None:
    rows = [
        *daily(utc(2019, 9, 1), utc(2022, 3, 1)),
        *carols(2019, 12, 3, 30),
        *carols(2019, 12, 20, 6),
        *carols(2020, 12, 12, 30),
        *carols(2020, 12, 20, 6),
        *carols(2021, 12, 20, 5),
    ]
    assert value(analyse(rows), "seasons.christmas_begins") == "12 December 2020"


# ------------------------------------------------------------------------------------------------------- years


def test_whole_years_and_part_years() -> None:
    analysis = analyse(daily(utc(2019, 11, 5), utc(2022, 2, 1)))
    assert value(analysis, "years.whole") == 2
    assert value(analysis, "years.covered_in_part") == "2019 and 2022"
    assert fact_of(analysis, "years.whole").sample == 4


def test_the_edges_of_a_whole_year() -> None:
    whole = daily(utc(2021, 1, 7), utc(2021, 12, 25))
    assert value(analyse(whole), "years.whole") == 1
    assert fact_of(analyse(whole), "years.covered_in_part").reason == (
        "The record covers each of its years as a whole."
    )
    assert value(analyse(whole[1:]), "years.whole") == 0
    assert value(analyse(whole[:-1]), "years.covered_in_part") == "2021"


def test_a_missing_month_makes_a_year_part() -> None:
    rows = [row for row in TWO_YEARS if not row["ts"].startswith("2022-05")]
    assert value(analyse(rows), "years.covered_in_part") == "2022"


def test_most_and_fewest_plays() -> None:
    # 2022 has more plays; 2021's longer ones are more hours: 365 of three minutes and 10 of an hour.
    long = [play(utc(2021, 2, 1, 12) + n * DAY, title=f"Mix {n}", seconds=3_600) for n in range(10)]
    rows = [*TWO_YEARS, *long, *months(2022, {5: 20}), *daily(utc(2023, 1, 1), utc(2023, 2, 1))]
    analysis = analyse(rows)
    assert (value(analysis, "years.most_plays_year"), value(analysis, "years.most_plays")) == (2022, 385)
    assert (value(analysis, "years.fewest_plays_year"), value(analysis, "years.fewest_plays")) == (2021, 375)
    assert value(analysis, "years.most_hours") == 28.2  # 365 / 20 + 10
    assert fact_of(analysis, "years.most_plays").sample == 760


def test_one_whole_year_is_not_compared() -> None:
    analysis = analyse(daily(utc(2021, 1, 1), utc(2022, 6, 1)))
    names = ("most_plays_year", "most_plays", "most_hours", "fewest_plays_year", "fewest_plays")
    others = (
        "most_new_artists_year",
        "most_new_artists",
        "different_favourites",
        "odd_one",
        "odd_one_difference",
    )
    for name in (*names, *others):
        assert fact_of(analysis, f"years.{name}").reason == TOO_FEW_YEARS


def test_the_year_of_new_artists() -> None:
    # A record from October 2019 on; 50 artists then, five new ones in 2020, seven in 2021, nine in 2022.
    rows = [
        *daily(utc(2019, 10, 1), utc(2023, 1, 31)),
        *crowd(utc(2020, 5, 1, 12), 5, name="Spring"),
        *crowd(utc(2021, 5, 1, 12), 7, name="Summer"),
        *crowd(utc(2022, 5, 1, 12), 9, name="Autumn"),
    ]
    analysis = analyse(rows)
    assert value(analysis, "years.most_new_artists_year") == 2022
    assert value(analysis, "years.most_new_artists") == 9
    assert fact_of(analysis, "years.most_new_artists").sample == 21


def test_at_the_start_of_a_record_everybody_is_new() -> None:
    # 2020 is whole, and all of its artists are new since 15 December: it is not asked.
    rows = [
        *daily(utc(2019, 12, 15), utc(2022, 12, 31), artists=300),
        *crowd(utc(2022, 5, 1, 12), 2, name="New"),
    ]
    analysis = analyse(rows)
    assert (value(analysis, "years.most_new_artists_year"), value(analysis, "years.most_new_artists")) == (
        2022,
        2,
    )


def test_different_favourites_of_years() -> None:
    rows = [
        *daily(utc(2020, 1, 1), utc(2022, 12, 31)),
        *repeat(utc(2020, 4, 1, 12), 60, HOUR),
        *repeat(utc(2021, 4, 1, 12), 60, HOUR, artist="Brel"),
        *repeat(utc(2022, 4, 1, 12), 60, HOUR),
    ]
    fact = fact_of(analyse(rows), "years.different_favourites")
    assert (fact.value, fact.sample) == (2, 3)


def test_the_odd_year_has_nothing_in_common_with_the_others() -> None:
    rows = [
        *daily(utc(2020, 1, 1), utc(2020, 12, 31), artists=1),
        *daily(utc(2021, 1, 1), utc(2021, 12, 31), name="Other", artists=1),
        *daily(utc(2022, 1, 1), utc(2022, 12, 31), artists=1),
    ]
    analysis = analyse(rows)
    assert value(analysis, "years.odd_one") == 2021
    assert value(analysis, "years.odd_one_difference") == 100.0
    assert fact_of(analysis, "years.odd_one").sample == 1_096


def test_years_alike_differ_by_nothing() -> None:
    rows = daily(utc(2020, 1, 1), utc(2022, 12, 31), artists=1)
    assert value(analyse(rows), "years.odd_one_difference") == 0.0


def test_two_years_have_no_odd_one() -> None:
    assert fact_of(analyse(TWO_YEARS), "years.odd_one").reason == TOO_FEW_YEARS
