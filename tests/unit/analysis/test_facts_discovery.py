"""What is new and what became of it: each fact on a history written out day by day, and what always holds."""

from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.analysis.histories import DAY, HOUR, MINUTE, analyse, fact_of, pc, play, read, utc
from tests.unit.sources.rows import Row
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.metrics import discovery
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.domain.report import Fact

BEGIN = utc(2021, 1, 1, 9)  # its 90 days end with 31 March


def on(day: int, artist: str, title: str = "Song", *, hour: int = 3) -> Row:
    """A play some days and hours after the beginning."""
    return play(BEGIN + day * DAY + hour * HOUR, artist, title)


def old(days: int, times: int = 1, *, but: Iterable[int] = ()) -> list[Row]:
    """One song, so many times a day, on all days but some."""
    return [
        play(BEGIN + day * DAY + n * 4 * MINUTE, "Old", "Old Song")
        for day in range(days)
        if day not in set(but)
        for n in range(times)
    ]


def fact(rows: Iterable[Row], name: str) -> Fact:
    return fact_of(analyse(rows), f"discovery.{name}")


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


# ------------------------------------------------------------------------------------------------ new songs
def test_new_songs_count_after_ninety_days() -> None:
    rows = old(200, 2)  # 220 of the 400 plays fall on the days from 90 on
    rows += [on(89, "Old", "Too Early"), *(on(90 + n, "Old", f"New {n}") for n in range(40))]
    rows += [on(150, "Old", "Too Early")]  # heard before
    assert stated(rows, "new_song_share") == (pc(40, 261), 261)


def test_a_record_of_179_days_knows_nothing_new() -> None:
    assert "too short" in reason(old(179, 3), "new_song_share")
    assert fact(old(180, 3), "new_song_share").value == 0
    assert "too short" in reason(old(180, 2), "new_song_share")  # 180 plays after 90 days


# ------------------------------------------------------------------------------------------------ new artists
def newcomers() -> list[Row]:
    """Two artists met in February, six in May, three in June."""
    february = [on(40 + n, f"February {n}") for n in range(2)]
    may = [on(120 + n, f"May {n}") for n in range(6)]  # day 120 is 1 May
    june = [on(151 + n, f"June {n}") for n in range(3)]
    return [*february, *may, *june, on(200, "May 0")]


def test_new_artists_a_month() -> None:
    rows = [*old(365), *newcomers()]  # nine whole months, April to December
    assert stated(rows, "new_artists_a_month") == (1.0, 9)
    assert stated(rows, "month_of_most_new_artists") == ("May 2021", 9)


def test_a_month_that_the_record_ends_in_is_not_whole() -> None:
    assert stated([*old(364), *newcomers()], "new_artists_a_month") == (1.1, 8)  # 9 / 8


def test_months_without_a_new_artist_name_no_month() -> None:
    assert stated(old(365), "new_artists_a_month") == (0.0, 9)
    assert reason(old(365), "month_of_most_new_artists") == "No new artist was heard."


def test_six_whole_months_are_needed() -> None:
    july, june = range(181, 212), range(151, 181)
    assert stated([*old(365, but=(*july, *june))], "new_artists_a_month")[1] == 7
    assert "Fewer than 6 whole months" in reason(old(240), "new_artists_a_month")


def test_days_without_a_new_artist() -> None:
    # from 3 June to the end of the year: 27 + 31 + 31 + 30 + 31 + 30 + 31
    assert stated([*old(365), *newcomers()], "days_without_new_artist") == (211, 275)


def test_missing_months_are_no_drought() -> None:
    july = range(181, 212)
    rows = [row for row in [*old(365, but=july), *newcomers()] if "-07-" not in row["ts"]]
    assert stated(rows, "days_without_new_artist") == (30, 275)  # April


def test_a_record_with_nobody_new_is_one_drought() -> None:
    assert stated(old(365), "days_without_new_artist") == (275, 275)


# ------------------------------------------------------------------------------------------------ growth
def test_each_play_of_another_artist_grows_as_fast_as_can_be() -> None:
    rows = [play(BEGIN + n * HOUR, f"Artist {n}") for n in range(2_000)]
    assert stated(rows, "heaps_exponent") == (1.0, 2_000)
    assert "2000 plays" in reason(rows[1:], "heaps_exponent")


def test_one_artist_does_not_grow() -> None:
    assert stated(old(200, 10), "heaps_exponent") == (0.0, 2_000)


# ------------------------------------------------------------------------------------------------ what became of it
def test_artists_that_settled() -> None:
    met = [on(100 + n, f"New {n}") for n in range(20)]
    kept = [on(100 + n + later, f"New {n}") for n in range(5) for later in (1, 2, 3, 89)]
    late = [on(104 + n + 90, f"New {n + 5}") for n in range(5) for _ in range(4)]  # not within 90 days
    untold = [on(300, "Nobody asks"), on(50, "Nor of those")]
    rows = [*old(365), *met, *kept, *late, *untold]
    assert stated(rows, "settled_artist_share") == (25.0, 20)


def test_twenty_artists_are_needed() -> None:
    rows = [*old(365), *(on(100 + n, f"New {n}") for n in range(19))]
    assert "fewer than 20 new artists" in reason(rows, "settled_artist_share")
    assert fact([*rows, on(119, "New 19")], "settled_artist_share").value == 0


def test_artists_of_one_day() -> None:
    met = [on(100 + n, f"New {n}") for n in range(20)]
    same_day = [on(100 + n, f"New {n}", hour=4) for n in range(12)]
    again = [on(100 + n + 365, f"New {n}") for n in range(8)]
    too_late = [on(100 + n + 366, f"New {n}") for n in range(8, 12)]
    rows = [*old(800), *met, *same_day, *again, *too_late]
    assert stated(rows, "one_day_artist_share") == (60.0, 20)


def test_nobody_is_followed_over_missing_months() -> None:
    rows = [*old(800, but=range(212, 243)), *(on(100 + n, f"New {n}") for n in range(20))]  # no August
    assert "fewer than 20 new artists" in reason(rows, "one_day_artist_share")
    assert fact(rows, "settled_artist_share").sample == 20  # their 90 days end in July


def bursts(last_day: int) -> list[Row]:
    """Five artists with ten plays in their first fortnight; the last is heard once more, so many days later."""
    rows = [
        on(100 + n + day, f"New {n}", hour=hour) for n in range(5) for day in (0, 13) for hour in range(5)
    ]
    return [*rows, on(100 + 59, "New 0"), on(101 + 60, "New 1"), on(104 + last_day, "New 4")]


def test_flings() -> None:
    assert stated([*old(400), *bursts(240)], "fling_share") == (60.0, 5)
    assert stated([*old(400), *bursts(241)], "fling_share") == (80.0, 5)


def test_flings_need_to_be_followed_to_their_end() -> None:
    assert stated([*old(345), *bursts(240)], "fling_share") == (
        60.0,
        5,
    )  # day 344 is 240 after the fifth's first
    assert "fewer than 5" in reason([*old(344), *bursts(200)], "fling_share")


# ------------------------------------------------------------------------------------------------ fresh artists
def test_fresh_artists() -> None:
    fresh = [on(500 + n, "Fresh") for n in range(45)]
    middle = [
        on(100, "Middle"),
        on(464, "Middle"),
        on(465, "Middle"),
    ]  # 364 days are less than a year, 365 are not
    rows = [*old(800), *fresh, *middle]  # 345 days lie after the first year and its 90 days
    assert stated(rows, "fresh_artist_share") == (pc(46, 345 + 45 + 2), 392)
    assert "less than two years" in reason(old(729), "fresh_artist_share")


def test_newest_favourite() -> None:
    rows = [on(n, f"Early {n}", hour=hour) for n in range(19) for hour in range(10)]
    rows += [on(120, "Late", hour=hour) for hour in range(9)]
    rows += [on(150, "Rare")]
    assert stated([*rows, on(179, "Early 0")], "newest_favourite") == ("Late", 20)
    nobody = [on(n, f"Early {n}", hour=hour) for n in range(20) for hour in range(10)]
    assert "first 90 days" in reason([*nobody, on(179, "Early 0")], "newest_favourite")
    assert reason(old(200), "newest_favourite") == "There are fewer than 20 artists."


# ------------------------------------------------------------------------------------------------ refresh
def month(number: int, **songs: int) -> list[Row]:
    """So many plays of each song from the third of a month on."""
    titles = [title for title, times in songs.items() for _ in range(times)]
    begin = utc(2021, number, 3, 9)
    return [play(begin + n * HOUR, "Old", title) for n, title in enumerate(titles)]


def test_songs_not_heard_in_the_month_before() -> None:
    rows = [*month(1, a=100), *month(2, a=60, b=40), *month(3, b=50, c=50)]
    assert stated(rows, "refresh_share") == (pc(40 + 50, 200), 200)
    assert stated([*rows, *month(5, d=70)], "refresh_share") == (
        pc(90, 200),
        200,
    )  # after a month that is missing
    assert "Fewer than 200 plays" in reason(rows[:-1], "refresh_share")


def test_a_song_heard_two_months_ago_is_not_refreshed_twice() -> None:
    rows = [*month(1, a=100), *month(2, b=100), *month(3, a=100)]
    assert stated(rows, "refresh_share") == (100.0, 200)


# ------------------------------------------------------------------------------------------------ what always holds
days = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 9), st.integers(0, 3)), min_size=1, max_size=60)


def facts(rows: Iterable[Row]) -> list[Fact]:
    listening = Listening(read(rows).record, ZoneInfo("UTC"), load_reference())
    return discovery.measure(listening).facts


@settings(max_examples=30)
@given(days, st.randoms(use_true_random=False))
def test_order_and_copies_do_not_matter_and_shares_are_shares(
    plays: list[tuple[int, int, int]], random: object
) -> None:
    rows = old(500)
    rows += [
        play(BEGIN + day * DAY + timedelta(minutes=7 * artist + song), f"Artist {artist}", f"Song {song}")
        for day, artist, song in plays
    ]
    mixed = [*rows, *rows[::2]]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    told = facts(rows)
    assert facts(mixed) == told
    for each in told:
        assert each.available == (each.value is not None) == (each.reason is None) == (each.sample > 0)
        if isinstance(each.value, int | float):
            assert 0 <= each.value <= (100 if each.unit == "percent" else 1_000)


@pytest.mark.parametrize("length", [30, 60])
def test_a_thin_record_says_nothing_of_discovery(length: int) -> None:
    for each in facts(old(length, 4)):
        assert not each.available
        assert each.reason is not None
        assert each.reason.endswith(".")
