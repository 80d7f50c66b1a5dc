"""Facts of albums and shuffle: small histories counted by hand."""

from datetime import datetime, timedelta

import pytest

from tests.unit.analysis.histories import DAY, HOUR, MINUTE, analyse, crowd, fact_of, pc, play, skip, utc
from tests.unit.sources.rows import Row
from unwrapped_desktop.domain.finding import Analysis
from unwrapped_desktop.domain.report import Value

START = utc(2021, 3, 1, 8)
BASE = crowd(START, 100)


def value(analysis: Analysis, name: str) -> Value | None:
    """The value of a fact of this family."""
    return fact_of(analysis, f"albums.{name}").value


def album(start: datetime, songs: str, *, name: str = "Boats", every: timedelta = 4 * MINUTE) -> list[Row]:
    """Songs of an album, each named by a letter, in this order."""
    return [
        play(start + n * every, "Ostkai", f"{name} {letter}", album=name) for n, letter in enumerate(songs)
    ]


# ------------------------------------------------------------------------------------------------------- runs


def test_runs_of_albums() -> None:
    # Runs of five and of four; three are none; a song repeated ends one, and the two after it are none either.
    rows = [
        *BASE,
        *album(START + HOUR, "ABCDE"),
        *album(START + DAY + HOUR, "ABCD", name="Oars"),
        *album(START + 2 * DAY + HOUR, "ABC", name="Oars"),
        *album(START + 3 * DAY + HOUR, "ABBC", name="Oars"),
    ]
    analysis = analyse(rows)
    assert value(analysis, "longest_run_plays") == 5
    assert value(analysis, "longest_run_album") == "Boats"
    assert value(analysis, "run_share") == pc(9, 116)
    assert fact_of(analysis, "albums.run_share").sample == 116


def test_another_play_between_ends_a_run_and_a_short_row_does_not() -> None:
    songs = album(START + HOUR, "ABCD")
    between = play(START + HOUR + 7 * MINUTE, "Passer 1", "Between", seconds=31)
    bit = skip(START + HOUR + 7 * MINUTE, "Passer 1", "Bit", seconds=20)
    assert value(analyse([*BASE, *songs, bit]), "longest_run_plays") == 4
    assert value(analyse([*BASE, *songs, between]), "longest_run_plays") == 2


def test_a_pause_of_more_than_half_an_hour_ends_a_run() -> None:
    def longest(minutes: int) -> Value | None:
        # Three minutes of each step are the play before.
        return value(
            analyse([*BASE, *album(START + HOUR, "ABCD", every=(minutes + 3) * MINUTE)]), "longest_run_plays"
        )

    assert longest(30) == 4
    assert longest(31) == 1


def test_no_two_songs_of_an_album() -> None:
    analysis = analyse(BASE)
    assert value(analysis, "longest_run_plays") == 1
    assert value(analysis, "run_share") == 0.0
    assert fact_of(analysis, "albums.longest_run_album").reason == (
        "No two songs of one album were played in a row."
    )


def test_rows_without_an_album_are_no_album() -> None:
    bare = {"master_metadata_album_album_name": None}
    rows = [
        *BASE,
        *({**row, **bare} for row in album(START + HOUR, "ABCDEFGH")),
        *album(START + DAY + HOUR, "AB"),
    ]
    analysis = analyse(rows)
    assert value(analysis, "longest_run_plays") == 2
    assert value(analysis, "albums") == 101
    assert fact_of(analysis, "albums.albums").sample == 102


# ----------------------------------------------------------------------------------------------------- albums


def test_albums_and_those_known_for_one_song() -> None:
    rows = [*BASE, *album(START + HOUR, "ABA"), *album(START + DAY + HOUR, "AAAA", name="Oars")]
    analysis = analyse(rows)
    assert value(analysis, "albums") == 102  # each of the hundred is an album of its own
    assert value(analysis, "one_song_share") == pc(101, 102)
    assert (value(analysis, "top_album"), value(analysis, "top_album_plays")) == ("Oars", 4)
    assert fact_of(analysis, "albums.top_album").sample == 107


# ------------------------------------------------------------------------------------------------------ order


def test_albums_in_the_same_order() -> None:
    rows = [
        *BASE,
        *(row for day in range(30) for row in album(START + day * DAY + HOUR, "ABC")),
        *(row for day in range(10) for row in album(START + day * DAY + 3 * HOUR, "ACB")),
        *(row for day in range(20) for row in album(START + day * DAY + 5 * HOUR, "AB")),
    ]
    # Exits: A 60 (50 to B), B 30 (all to C), C 10 (all to B).
    analysis = analyse(rows)
    assert value(analysis, "same_order_share") == 90.0
    assert fact_of(analysis, "albums.same_order_share").sample == 100


def test_songs_seldom_left_do_not_tell_an_order() -> None:
    often = [row for day in range(50) for row in album(START + day * DAY + HOUR, "ABC")]
    seldom = [row for day in range(4) for row in album(START + day * DAY + 3 * HOUR, "XY", name="Oars")]
    fact = fact_of(analyse([*BASE, *often, *seldom]), "albums.same_order_share")
    assert (fact.value, fact.sample) == (100.0, 100)
    few = [row for day in range(49) for row in album(START + day * DAY + HOUR, "ABC")]
    for rows in ([*BASE, *few, *seldom], BASE):
        fact = fact_of(analyse(rows), "albums.same_order_share")
        assert fact.reason == "Too few songs follow others of their album."


# ---------------------------------------------------------------------------------------------------- shuffle


def year(number: int, plays: int, shuffled: int) -> list[Row]:
    """A whole year of plays, spread evenly; every play so many places apart is shuffled."""
    first, step = utc(number, 1, 1, 8), (365 * DAY) / plays
    return [
        play(first + n * step, f"Passer {n % 50}", f"Tune {number} {n}", shuffle=n < shuffled)
        for n in range(plays)
    ]


def test_the_years_of_most_and_least_shuffle() -> None:
    analysis = analyse([*year(2020, 100, 40), *year(2021, 200, 50), *year(2022, 100, 99)])
    assert (value(analysis, "most_shuffled_year"), value(analysis, "most_shuffled_year_share")) == (
        2022,
        99.0,
    )
    assert (value(analysis, "least_shuffled_year"), value(analysis, "least_shuffled_year_share")) == (
        2021,
        25.0,
    )
    assert fact_of(analysis, "albums.least_shuffled_year").sample == 200


@pytest.mark.parametrize(
    "rows",
    [
        [*year(2020, 100, 40), *year(2021, 99, 40)],  # too few plays
        [*year(2020, 100, 40), *year(2021, 120, 40)[:110]],  # a year that ends in November
    ],
)
def test_a_year_of_few_plays_or_months_is_not_compared(rows: list[Row]) -> None:
    for name in ("most_shuffled_year", "least_shuffled_year", "least_shuffled_year_share"):
        assert fact_of(analyse(rows), f"albums.{name}").reason == (
            "Too few whole calendar years tell what was shuffled."
        )
