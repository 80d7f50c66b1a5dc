"""Who stays, goes and comes back: each fact on a history written out, and what always holds."""

from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.analysis.histories import DAY, HOUR, MINUTE, analyse, fact_of, pc, play, read, utc
from tests.unit.sources.rows import Row
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.metrics import loyalty
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.domain.report import Fact

BEGIN = utc(2021, 1, 1, 9)
THREE_YEARS = 3 * 365


def on(day: int, artist: str, times: int = 1) -> list[Row]:
    """Plays of an artist on one day."""
    return [play(BEGIN + day * DAY + HOUR + n * 4 * MINUTE, artist, "Song") for n in range(times)]


def old(days: int, *, but: Iterable[int] = ()) -> list[Row]:
    """One song a day, on all days but some."""
    return [play(BEGIN + day * DAY, "Old", "Old Song") for day in range(days) if day not in set(but)]


def fact(rows: Iterable[Row], name: str) -> Fact:
    return fact_of(analyse(rows), f"loyalty.{name}")


def stated(rows: Iterable[Row], name: str) -> tuple[object, int]:
    """Value and sample of a fact that could be measured."""
    found = fact(rows, name)
    assert found.available, found.reason
    return found.value, found.sample


def reason(rows: Iterable[Row], name: str) -> str:
    """Why a fact could not be measured."""
    found = fact(rows, name)
    assert (found.available, found.value, found.sample) == (False, None, 0)
    assert found.reason is not None
    return found.reason


# ------------------------------------------------------------------------------------------------ year to year
def year(number: int, ranking: Iterable[str], tail: int = 0) -> list[Row]:
    """A whole year: the first artist is played 30 times, the next 29, and so on; each of the tail once."""
    names = [name for place, name in enumerate(ranking) for _ in range(30 - place)]
    names += [f"Tail {n:03d}" for n in range(tail)]
    begin = utc(number, 1, 2, 9)
    return [play(begin + n * (360 * DAY / len(names)), name, "Song") for n, name in enumerate(names)]


STAYED = [f"Stayed {n:02d}" for n in range(10)]
WENT = [f"Went {n:02d}" for n in range(10)]
CAME = [f"Came {n:02d}" for n in range(10)]


def test_favourites_in_common() -> None:
    rows = [*year(2021, STAYED + WENT), *year(2022, STAYED + CAME)]
    assert stated(rows, "favourites_in_common") == (pc(10, 30), 1)


def test_ranking_overlap() -> None:
    # Webber et al. 2010, equation 23, at depth 20: all agree down to 10, then 10 of d do.
    p = Fraction(9, 10)
    agreement = [Fraction(min(depth, 10), depth) for depth in range(1, 21)]
    weighed = sum(agree * p**depth for depth, agree in enumerate(agreement, start=1))
    expected = agreement[-1] * p**20 + (1 - p) / p * weighed
    rows = [*year(2021, STAYED + WENT), *year(2022, STAYED + CAME)]
    assert stated(rows, "ranking_overlap") == (pc(float(expected), 1), 1)


def test_favourites_kept_in_the_wider_top() -> None:
    rows = [*year(2021, STAYED + WENT, tail=80), *year(2022, STAYED + CAME, tail=80)]
    assert stated(rows, "favourites_kept") == (50.0, 1)
    assert "100 artists each" in reason(
        [*year(2021, STAYED + WENT, tail=79), *year(2022, STAYED + CAME, tail=80)], "favourites_kept"
    )


def test_pairs_of_years_are_averaged() -> None:
    rows = [*year(2021, STAYED + WENT), *year(2022, STAYED + CAME), *year(2023, STAYED + CAME)]
    assert stated(rows, "favourites_in_common") == (pc(1 / 3 + 1, 2), 2)


def test_years_apart_or_in_part_make_no_pair() -> None:
    apart = [*year(2021, STAYED + WENT), *year(2023, STAYED + CAME)]
    assert "No two years in a row are whole" in reason(apart, "ranking_overlap")
    half = [row for row in year(2022, STAYED + CAME) if row["ts"] < "2022-11"]
    assert "No two years in a row are whole" in reason([*year(2021, STAYED + WENT), *half], "ranking_overlap")
    assert "20 artists each" in reason(
        [*year(2021, [*STAYED, *WENT[:9]]), *year(2022, STAYED + CAME)], "favourites_in_common"
    )


# ------------------------------------------------------------------------------------------------ half-life
def lives(gone: int, staying: int) -> list[Row]:
    """Artists met on day 100 and heard five times: the first lives 10 days, the next 20, some to the end."""
    rows = [*old(THREE_YEARS)]
    for number in range(gone + staying):
        last = 100 + 10 * (number + 1) if number < gone else THREE_YEARS - 1
        rows += [row for day in (100, 101, 102, 103, last) for row in on(day, f"New {number}")]
    return rows


def test_half_life() -> None:
    assert stated(lives(20, 0), "artist_half_life_days") == (100, 20)  # the tenth of twenty to go
    assert stated(lives(12, 8), "artist_half_life_days") == (100, 20)  # who stays was at risk all along


def test_who_was_heard_within_180_days_is_not_gone() -> None:
    assert stated(lives(10, 10), "artist_half_life_days") == (100, 20)
    assert "Too few" in reason(lives(9, 11), "artist_half_life_days")


def test_half_life_needs_artists_and_time() -> None:
    assert "Fewer than 20" in reason(lives(19, 0), "artist_half_life_days")
    assert "too short" in reason(old(365 + 179), "artist_half_life_days")
    silent_month = range(THREE_YEARS - 61, THREE_YEARS - 30)
    assert "Months are missing" in reason(old(THREE_YEARS, but=silent_month), "artist_half_life_days")


# ------------------------------------------------------------------------------------------------ forgotten
def test_forgotten_favourites() -> None:
    last = THREE_YEARS - 1
    rows = [*old(THREE_YEARS), *on(5, "Loud", 30), *on(7, "Quiet", 20), *on(9, "Kept", 40)]
    rows += [*on(last - 365, "Loud"), *on(last - 364, "Kept")]
    assert stated(rows, "forgotten_favourites") == (2, 4)
    assert stated(rows, "most_missed_artist") == ("Loud", 2)


def test_nobody_is_forgotten() -> None:
    assert stated(old(THREE_YEARS), "forgotten_favourites") == (0, 1)
    assert "Every favourite" in reason(old(THREE_YEARS), "most_missed_artist")


def test_missing_months_forget_nobody() -> None:
    rows = [*old(THREE_YEARS, but=range(900, 970)), *on(5, "Loud", 30)]
    assert "Months are missing" in reason(rows, "forgotten_favourites")
    assert "Months are missing" in reason(rows, "most_missed_artist")
    assert reason(old(729), "forgotten_favourites") == "The record spans less than two years."


# ------------------------------------------------------------------------------------------------ comebacks
def silence(back: Iterable[int], before: int = 5) -> list[Row]:
    """An artist heard to day 4, and again on some days."""
    return [*on(4, "Prodigal", before), *(row for day in back for row in on(day, "Prodigal"))]


def test_a_comeback() -> None:
    rows = [*old(THREE_YEARS), *silence([370, 371, 372, 373, 399])]
    assert stated(rows, "comebacks") == (1, 2)
    assert stated(rows, "longest_absence_days") == (366, 1)


@pytest.mark.parametrize(
    ("back", "before"),
    [
        ([369, 370, 371, 372, 373], 5),  # 365 days
        ([370, 371, 372, 373, 400], 5),  # the fifth play after 30 days
        ([370, 371, 372, 373], 5),
        ([370, 371, 372, 373, 374, 375], 4),
    ],
)
def test_no_comeback(back: list[int], before: int) -> None:
    rows = [*old(THREE_YEARS), *silence(back, before), *on(1_000, "Somebody", 10)]
    assert fact(rows, "comebacks").value == 0
    assert reason(rows, "longest_absence_days") == "No artist came back after more than a year."


def test_one_artist_does_not_come_back_as_another() -> None:
    rows = [*old(THREE_YEARS), *on(0, "Somebody A", 9), *on(THREE_YEARS - 1, "Somebody B", 9)]
    assert stated(rows, "comebacks") == (0, 1)


def test_nobody_comes_back_from_missing_months() -> None:
    rows = [*old(THREE_YEARS, but=range(90, 151)), *silence([370, 371, 372, 373, 374])]
    assert fact(rows, "comebacks").value == 0
    assert reason(silence([400, 401, 402, 403, 404]) + old(729), "comebacks").startswith(
        "The record spans less"
    )


# ------------------------------------------------------------------------------------------------ years
def test_longest_running_artist() -> None:
    rows = [*old(THREE_YEARS - 200), *on(40, "Steady"), *on(400, "Steady"), *on(THREE_YEARS - 1, "Steady")]
    rows += [*on(41, "Often", 9), *on(401, "Often", 9), *on(THREE_YEARS - 1, "Often", 9)]
    assert stated(rows, "longest_running_artist") == ("Old", 3)  # the most played of three
    assert stated(rows, "longest_running_years") == (3, 3)
    gone = [
        *old(700),
        *on(THREE_YEARS - 1, "New", 100),
        *on(40, "Steady"),
        *on(400, "Steady"),
        *on(900, "Steady"),
    ]
    assert stated(gone, "longest_running_artist") == ("Steady", 3)
    assert "less than two years" in reason(old(729), "longest_running_artist")


def test_artists_of_every_year() -> None:
    rows = [*old(THREE_YEARS), *on(40, "Steady"), *on(400, "Steady"), *on(800, "Steady")]
    rows += [*on(41, "Missed a Year"), *on(801, "Missed a Year")]
    assert stated(rows, "every_year_artists") == (2, 3)
    assert "fewer than two whole" in reason(old(690), "every_year_artists")


def test_oldest_companion() -> None:
    last = THREE_YEARS - 1
    rows = [*old(900), *on(3, "Rare", 8), *on(last, "Rare"), *on(20, "Friend", 9), *on(last - 89, "Friend")]
    rows += [*on(2, "Gone", 20), *on(last - 90, "Gone"), *on(30, "Younger", 30), *on(last, "Younger")]
    assert last - 90 > 900
    assert stated(rows, "oldest_companion") == ("Friend", 2)
    assert (
        reason([*old(800), *on(last, "Late")], "oldest_companion")
        == "No artist of the last 90 days has 10 plays."
    )


def test_share_of_old_artists() -> None:
    last = 4 * 365 - 1
    later = [row for n in range(135) for row in on(last - n, "Later")]
    rows = [*old(last + 1), *on(last - 3 * 365 + 1, "Later"), *later]
    assert stated(rows, "old_artist_share") == (pc(365, 500), 500)
    assert stated([*rows, *on(last - 3 * 365, "Later")], "old_artist_share") == (100.0, 500)
    assert reason(old(last), "old_artist_share") == "The record spans less than 4 years."


# ------------------------------------------------------------------------------------------------ what always holds
days = st.lists(
    st.tuples(st.integers(0, 1_500), st.integers(0, 5), st.integers(1, 6)), min_size=1, max_size=50
)


def facts(rows: Iterable[Row]) -> list[Fact]:
    listening = Listening(read(rows).record, ZoneInfo("UTC"), load_reference())
    return loyalty.measure(listening).facts


@settings(max_examples=30)
@given(days, st.randoms(use_true_random=False))
def test_order_and_copies_do_not_matter_and_shares_are_shares(
    plays: list[tuple[int, int, int]], random: object
) -> None:
    rows = old(900)
    rows += [
        play(BEGIN + day * DAY + timedelta(minutes=40 * artist + 4 * n), f"Artist {artist}")
        for day, artist, times in plays
        for n in range(times)
    ]
    mixed = [*rows, *rows[::2]]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    told = facts(rows)
    assert facts(mixed) == told
    for each in told:
        assert each.available == (each.value is not None) == (each.reason is None) == (each.sample > 0)
        if isinstance(each.value, int | float):
            assert 0 <= each.value <= (100 if each.unit == "percent" else 1_501)


def test_a_year_of_account_data_says_nothing_of_loyalty() -> None:
    for each in facts(old(365)):
        assert not each.available
        assert each.reason is not None
        assert each.reason.endswith(".")
