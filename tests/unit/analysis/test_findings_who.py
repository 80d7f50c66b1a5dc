"""Who you play: each finding by hand, and just below its threshold."""

import math

import pytest

from tests.unit.analysis.histories import (
    DAY,
    HOUR,
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

START = utc(2021, 3, 1, 12)


def spread(*plays: int, name: str = "Artist") -> list[Row]:
    """Artists with that many plays each, every play a song of its own, a play every five minutes from 3 in the night on."""
    rows: list[Row] = []
    for number, count in enumerate(plays):
        for _ in range(count):
            place = len(rows)
            rows.append(play(START + place * HOUR, f"{name} {number:03d}", f"Song {place}"))
    return rows


def test_house_artist_by_hand() -> None:
    # 400 plays lead one to expect 5 % + 1/20 = 10 %, times 1.3: more than 52 plays.
    rows = spread(53, 40, *[1] * 307)
    assert quoted(rows, "house_artist") == {
        "artist": "Artist 000",
        "plays": 53,
        "share": 13.25,
        "second": "Artist 001",
        "second_plays": 40,
        "artists": 309,
    }
    assert quoted(spread(51, 40, *[1] * 309), "house_artist") is None


def test_house_artist_needs_a_second() -> None:
    assert quoted(spread(120), "house_artist") is None


def test_no_favourite_by_hand() -> None:
    # Less than half of the expected 10 % of 400 plays: fewer than 20.
    assert quoted(spread(19, *[10] * 38, 1), "no_favourite") == {
        "artist": "Artist 000",
        "plays": 19,
        "share": 4.75,
        "artists": 40,
    }
    assert quoted(spread(20, *[10] * 38), "no_favourite") is None


def test_no_favourite_needs_thirty_artists() -> None:
    # 100 plays: half of 15 % is 7.5.
    assert quoted(spread(*[4] * 20, *[2] * 10), "no_favourite") is not None
    assert quoted(spread(*[4] * 21, *[2] * 8), "no_favourite") is None


@pytest.mark.parametrize(
    ("first", "second", "fires"), [(200, 194, True), (200, 193, False), (101, 99, False)]
)
def test_runner_up(first: int, second: int, fires: bool) -> None:
    found = quoted(spread(first, second, 20), "runner_up")
    expected = {
        "artist": "Artist 000",
        "plays": first,
        "second": "Artist 001",
        "second_plays": second,
        "gap": first - second,
    }
    assert found == (expected if fires else None)


def test_two_firsts_are_no_runner_up() -> None:
    assert quoted(spread(120, 120), "runner_up") is None


def test_invited_once_by_hand() -> None:
    assert quoted(spread(40, *[5] * 19, *[1] * 21), "invited_once") == {
        "artists": 41,
        "once_artists": 21,
        "once_share": pc(21, 41),
        "artist": "Artist 000",
        "plays": 40,
    }
    assert quoted(spread(40, *[5] * 19, *[1] * 20), "invited_once") is None  # exactly half
    assert quoted(spread(90, *[1] * 38), "invited_once") is None  # 39 artists


def month_of(artist_plays: int, others: int) -> list[Row]:
    return [
        *crowd(utc(2021, 1, 1, 12), 100, artists=100, every=6 * HOUR),
        *repeat(utc(2021, 6, 1, 12), artist_plays, HOUR),
        *crowd(utc(2021, 6, 20, 12), others, artists=40, every=HOUR, name="June Passer"),
    ]


def test_month_of_one_by_hand() -> None:
    assert quoted(month_of(25, 15), "month_of_one") == {
        "month": "June 2021",
        "artist": "Ostkai",
        "plays": 25,
        "others": 15,
        "share": 62.5,
    }
    assert quoted(month_of(24, 16), "month_of_one") is None  # 60 %
    assert quoted(month_of(30, 9), "month_of_one") is None  # 39 plays


def test_month_of_one_takes_local_months() -> None:
    rows = [
        *crowd(utc(2021, 1, 1, 12), 100, artists=100, every=6 * HOUR),
        *repeat(utc(2021, 6, 30, 20), 40),  # until 23:15 in UTC, from 1:30 on 1 July in India
    ]
    assert quoted(rows, "month_of_one") == {
        "month": "June 2021",
        "artist": "Ostkai",
        "plays": 40,
        "others": 0,
        "share": 100.0,
    }
    india = quoted(rows, "month_of_one", "Asia/Kolkata")
    assert india is not None
    assert india["month"] == "July 2021"


def year_of(artist_plays: int, others: int, *, begins: int = 1) -> list[Row]:
    rest = others - 2
    return [
        play(utc(2021, begins, 5, 12), "Passer first", "Passer first"),
        *crowd(utc(2021, 2, 3, 12), rest, artists=50, every=2 * DAY),
        *repeat(utc(2021, 7, 1, 18), artist_plays, DAY),
        play(utc(2021, 12, 31, 12), "Passer last", "Passer last"),
    ]


def test_year_ends_by_hand() -> None:
    # A quarter of 365 days is cut off: 273.75, rounded 274 days stay, and the 274th is 1 October.
    found = finding_of(analyse(year_of(50, 150)), "year_ends")
    assert found is not None
    assert {slot: found.value(slot) for slot in found.quotes} == {
        "year": 2021,
        "artist": "Ostkai",
        "plays": 50,
        "share": 25.0,
        "date": "1 October 2021",
    }
    assert lines(found)["days of the year left to the others"] == 274
    assert quoted(year_of(49, 151), "year_ends") is None
    assert quoted(year_of(60, 139), "year_ends") is None  # 199 plays
    assert quoted(year_of(50, 150, begins=2), "year_ends") is None  # January is missing


def one_song(song: int, others: int) -> list[Row]:
    return [
        *crowd(START, 100),
        *repeat(START + HOUR, song, DAY, artist="Ostkai", title="Lamplight"),
        *(play(START + 2 * HOUR + n * DAY, "Ostkai", f"Other {n}") for n in range(others)),
    ]


@pytest.mark.parametrize(
    ("song", "others", "fires"),
    [(27, 3, True), (26, 4, False), (28, 1, False), (30, 0, False), (29, 1, True)],
)
def test_one_song_artist(song: int, others: int, fires: bool) -> None:
    expected = {"artist": "Ostkai", "track": "Lamplight", "track_plays": song, "other_plays": others}
    assert quoted(one_song(song, others), "one_song_artist") == (expected if fires else None)


@pytest.mark.parametrize("top", [60, 120, 140, 150, 160, 180, 300])
def test_real_size_by_hand(top: int) -> None:
    # 59 artists with one play each beside one with `top`; under 200 artists a quarter is expected, 0.6 of it surprises.
    plays = top + 59
    effective = math.exp(top / plays * math.log(plays / top) + 59 / plays * math.log(plays))
    fires = effective / 60 < 0.15
    expected = {"artists": 60, "effective": math.floor(effective + 0.5)}
    assert quoted(spread(top, *[1] * 59), "real_size") == (expected if fires else None)


def test_real_size_needs_sixty_artists() -> None:
    assert quoted(spread(300, *[1] * 58), "real_size") is None


def test_ten_names_by_hand() -> None:
    # 400 plays lead one to expect 32 % + 2.8/20 = 46 %, times 1.15: more than 211.6 plays.
    found = finding_of(analyse(spread(*[22] * 2, *[21] * 8, *[2] * 93, 1, 1)), "ten_names")
    assert found is not None
    assert {slot: found.value(slot) for slot in found.quotes} == {"ten": 10, "share": 53.0, "rest": 95}
    assert [(cell.label, cell.value) for cell in found.receipt.rows] == [
        *((f"Artist {number:03d}", 22) for number in range(2)),
        *((f"Artist {number:03d}", 21) for number in range(2, 10)),
    ]
    # 210 of 400
    assert quoted(spread(*[21] * 10, *[2] * 95), "ten_names") is None


def test_ten_names_needs_thirty_artists() -> None:
    assert quoted(spread(*[30] * 10, *[1] * 19), "ten_names") is None
    assert quoted(spread(*[30] * 10, *[1] * 20), "ten_names") is not None


def test_facts_of_who() -> None:
    analysis = analyse(spread(50, 30, *[1] * 20))
    assert fact_of(analysis, "who.artists").value == 22
    assert fact_of(analysis, "who.top_artist").value == "Artist 000"
    assert fact_of(analysis, "who.top_artist_share").value == 50.0
    assert fact_of(analysis, "who.ten_artists_share").value == 88.0
    assert fact_of(analysis, "who.artists_played_once").value == 20
    entropy = 0.5 * math.log(2) + 0.3 * math.log(10 / 3) + 20 * 0.01 * math.log(100)
    assert fact_of(analysis, "who.effective_artists").value == pytest.approx(math.exp(entropy), abs=0.05)


def test_the_second_artist_stands_alone_or_is_not_named() -> None:
    assert fact_of(analyse(spread(50, 30, *[1] * 20)), "who.second_artist").value == "Artist 001"
    for counts in ((40, 40, 20), (50, 25, 25)):
        fact = fact_of(analyse(spread(*counts)), "who.second_artist")
        assert (fact.available, fact.reason) == (False, "Several artists have as many plays as the second.")
    assert fact_of(analyse(spread(100)), "who.second_artist").reason == "There is only one artist."


def test_share_of_a_hundred_artists() -> None:
    analysis = analyse(spread(*[3] * 50, *[1] * 150))
    assert fact_of(analysis, "who.hundred_artists_share").value == pc(200, 300)
    fact = fact_of(analyse(spread(*[3] * 50, *[1] * 149)), "who.hundred_artists_share")
    assert (fact.available, fact.reason) == (False, "There are fewer than 200 artists in this record.")


def test_songs_of_artists() -> None:
    songs = [("Wide", f"Song {n}") for n in range(6)] * 5
    songs += [("Loud", f"Song {n}") for n in range(4)] * 15 + [("Brief", "Song")] * 9 + [("Once", "Song")]
    rows = [play(utc(2021, 3, 4, 8) + n * DAY, artist, title) for n, (artist, title) in enumerate(songs)]
    analysis = analyse(rows)
    assert fact_of(analysis, "who.artist_with_most_songs").value == "Wide"
    assert fact_of(analysis, "who.most_songs_of_an_artist").value == 6
    assert fact_of(analysis, "who.songs_per_artist").value == 3.0  # 12 songs of 4 artists
    assert fact_of(analysis, "who.one_song_artist_share").value == 50.0
    assert fact_of(analysis, "who.one_song_artist_share").sample == 4


@pytest.mark.parametrize("mark", ["sacred", "care"])
def test_marked_artists_are_counted_and_never_a_house_artist(mark: str) -> None:
    (name,) = known(lambda artist: bool(getattr(artist, mark)), targets=False)
    rows = [*spread(20, *[1] * 60), *repeat(utc(2022, 1, 1, 12), 200, DAY, artist=name, title="Title")]
    analysis = analyse(rows)
    assert fact_of(analysis, "who.top_artist").value == name
    assert finding_of(analysis, "house_artist") is None
    assert finding_of(analysis, "year_ends") is None
    assert finding_of(analysis, "month_of_one") is None
