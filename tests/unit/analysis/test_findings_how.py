"""How you play: skips, endings, shuffle, sittings and repeats, by hand and just below each threshold."""

import math
from datetime import timedelta

import pytest

from tests.unit.analysis.histories import (
    DAY,
    HOUR,
    MINUTE,
    analyse,
    crowd,
    fact_of,
    finding_of,
    lines,
    pc,
    play,
    quoted,
    repeat,
    skip,
    utc,
)
from tests.unit.sources.rows import Row

START = utc(2020, 1, 1, 12)
BASE = crowd(START, 100)
LATER = utc(2021, 1, 1, 18)
SECOND = timedelta(seconds=1)


def song(finished: int, left: int, *, early: int = 0) -> list[Row]:
    """Starts of one song: played to the end, left after two minutes, left after five seconds."""
    ends = [("trackdone", 180)] * finished + [("endplay", 120)] * left + [("endplay", 5)] * early
    return [
        play(LATER + number * DAY, seconds=seconds, reason_end=end)
        for number, (end, seconds) in enumerate(ends)
    ]


@pytest.mark.parametrize(
    ("finished", "left", "early", "fires"),
    [(2, 7, 3, True), (3, 6, 3, False), (1, 10, 0, False), (1, 11, 0, True), (0, 13, 0, False)],
)
def test_unfinished_song(finished: int, left: int, early: int, fires: bool) -> None:
    expected = {
        "track": "Lamplight",
        "artist": "Ostkai",
        "starts": finished + left + early,
        "finishes": finished,
        "early": early,
    }
    assert quoted([*BASE, *song(finished, left, early=early)], "unfinished_song") == (
        expected if fires else None
    )


def test_unfinished_song_shows_the_longest_stay() -> None:
    rows = [*BASE, *song(0, 11), play(utc(2022, 1, 1), seconds=754, reason_end="trackdone")]
    found = finding_of(analyse(rows), "unfinished_song")
    assert found is not None
    assert lines(found)["longest stay"] == "12:34"


def test_no_survivors() -> None:
    assert quoted([*BASE, *song(0, 10, early=5)], "no_survivors") == {
        "track": "Lamplight",
        "artist": "Ostkai",
        "starts": 15,
        "finishes": 0,
    }
    assert quoted([*BASE, *song(0, 14)], "no_survivors") is None
    assert quoted([*BASE, *song(1, 14)], "no_survivors") is None


def skips(count: int, seconds: float = 5) -> list[Row]:
    return [
        skip(LATER + number * 11 * MINUTE, f"Passer {number % 50}", f"Skipped {number}", seconds=seconds)
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("count", "seconds", "fires"), [(200, 8, True), (200, 7.1, True), (200, 8.1, False), (199, 5, False)]
)
def test_skip_speed(count: int, seconds: float, fires: bool) -> None:
    found = quoted([*BASE, *skips(count, seconds)], "skip_speed")
    assert found == ({"seconds": 8, "share": 50.0, "skips": 200} if fires else None)


def test_a_skip_that_no_one_can_hear_has_no_speed() -> None:
    assert quoted([*BASE, *skips(200, 0)], "skip_speed") is None


def test_skipper() -> None:
    # 28 % is expected, and twelve points more are nothing special: more than 40 %.
    assert quoted([*BASE, *crowd(LATER, 49, name="More"), *skips(101)], "skipper") == {
        "starts": 250,
        "skips": 101,
        "share": 40.4,
    }
    assert quoted([*BASE, *crowd(LATER, 50, name="More"), *skips(100)], "skipper") is None
    assert quoted([*BASE, *skips(99)], "skipper") is None  # half of all, but few


def test_finisher() -> None:
    # 60 % is expected, and eighteen points more are nothing special: more than 78 %.
    left = [play(LATER + n * DAY, f"Passer {n}", f"Left {n}", reason_end="endplay") for n in range(28)]
    assert quoted([*BASE, *left], "finisher") == {
        "starts": 128,
        "finished": 100,
        "skips": 0,
        "share": pc(100, 128),
    }
    more = play(utc(2021, 6, 1), "Passer 1", "Left", reason_end="endplay")
    assert quoted([*BASE, *left, more], "finisher") is None


def test_instant_exit() -> None:
    # Over 6 % of all starts, and 50 of them.
    rows = [*BASE, *skips(50, 1.9)]
    assert quoted(rows, "instant_exit") == {"rows": 50, "share": pc(50, 150)}
    assert quoted([*BASE, *skips(50, 2)], "instant_exit") is None
    assert quoted([*BASE, *skips(49, 1.9)], "instant_exit") is None
    many = [*BASE, *crowd(utc(2015, 1, 1), 684, every=HOUR, name="Many")]
    assert quoted([*many, *skips(50, 1.9)], "instant_exit") is None  # 50 of 834 are 5.995 %
    assert quoted([*many[1:], *skips(50, 1.9)], "instant_exit") is not None  # 50 of 833 are over 6


def skipped_over(days: int, skips: int, heard: int = 0) -> list[Row]:
    first = utc(2018, 3, 5, 9)
    return [
        skip(first, "Ostkai", "Lamplight"),
        *(skip(first + timedelta(days=7 * n), "Ostkai", "Lamplight") for n in range(1, skips - 1)),
        skip(first + timedelta(days=days), "Ostkai", "Lamplight"),
        *(play(first + timedelta(days=7 * n, hours=2)) for n in range(heard)),
    ]


def test_skipped_song() -> None:
    found = finding_of(analyse([*BASE, *skipped_over(730, 10)]), "skipped_song")
    assert found is not None
    assert {slot: found.value(slot) for slot in found.quotes} == {
        "track": "Lamplight",
        "artist": "Ostkai",
        "starts": 10,
        "skips": 10,
        "year": 2018,
        "last": "4 March 2020",
    }
    assert lines(found)["whole years between"] == 2
    assert quoted([*BASE, *skipped_over(729, 10)], "skipped_song") is None
    assert quoted([*BASE, *skipped_over(730, 9)], "skipped_song") is None
    assert quoted([*BASE, *skipped_over(730, 10, heard=10)], "skipped_song") is not None
    assert quoted([*BASE, *skipped_over(730, 10, heard=11)], "skipped_song") is None


def test_skipped_song_is_dated_in_the_listeners_zone() -> None:
    first = utc(2018, 12, 31, 20)  # 1:30 on 1 January 2019 in India
    rows = [*BASE, *(skip(first + timedelta(days=82 * n), "Ostkai", "Lamplight") for n in range(10))]
    found = quoted(rows, "skipped_song", "Asia/Kolkata")
    assert found is not None
    assert found["year"] == 2019


def test_a_song_that_left_years_ago_is_not_still_skipped() -> None:
    rows = [*crowd(utc(2012, 1, 1), 100, every=30 * DAY), *skipped_over(730, 12)]
    ended = [*rows, *crowd(utc(2026, 1, 1), 100, name="Late")]
    assert quoted(ended, "skipped_song") is None


def test_shuffler() -> None:
    shuffled = [{**row, "shuffle": True} for row in crowd(LATER, 401, every=HOUR, name="Shuffled")]
    assert quoted([*BASE, *shuffled], "shuffler") == {"plays": 501, "share": pc(401, 501)}
    assert quoted([*BASE, *shuffled[1:]], "shuffler") is None


def sitting(songs: int, *, seconds: int = 600, gap: timedelta = timedelta(0)) -> list[Row]:
    step = timedelta(seconds=seconds) + gap
    return [
        play(LATER + number * step, "Ostkai" if number % 3 == 0 else f"Guest {number}", f"Song {number}")
        | {
            "ms_played": seconds * 1000,
            "ts": f"{LATER + number * step + seconds * SECOND:%Y-%m-%dT%H:%M:%SZ}",
        }
        for number in range(songs)
    ]


def test_marathon() -> None:
    assert quoted([*BASE, *sitting(30)], "marathon") == {
        "date": "1 January 2021",
        "start": "18:00",
        "end": "23:00",
        "hours": 5,
        "plays": 30,
        "artist": "Ostkai",
        "artist_plays": 10,
    }
    four = quoted([*BASE, *sitting(24)], "marathon")
    assert four is not None
    assert (four["hours"], four["end"]) == (4, "22:00")
    assert quoted([*BASE, *sitting(20)], "marathon") is None  # three hours and twenty minutes


def test_a_sitting_outlives_a_pause_of_thirty_minutes_and_no_longer() -> None:
    pause = quoted([*BASE, *sitting(10, gap=30 * MINUTE)], "marathon")
    assert pause is not None
    assert (pause["plays"], pause["start"], pause["end"], pause["hours"]) == (10, "18:00", "0:10", 6)
    assert quoted([*BASE, *sitting(10, gap=30 * MINUTE + SECOND)], "marathon") is None


def test_a_marathon_is_not_for_cards() -> None:
    found = finding_of(analyse([*BASE, *sitting(30)]), "marathon")
    assert found is not None
    assert not found.shareable
    assert not found.receipt.shareable


def test_a_marathon_through_the_change_of_the_clock_has_its_true_hours() -> None:
    begin = utc(2021, 3, 27, 21)  # 22:00 in Berlin; until 6:00 summer time it is seven hours
    night = [play(begin + n * 10 * MINUTE, title=f"Song {n}", seconds=600) for n in range(42)]
    found = quoted([*BASE, *night], "marathon", "Europe/Berlin")
    assert found is not None
    assert (found["start"], found["end"]) == ("22:00", "6:00")
    assert found["hours"] == 7


def test_total_time() -> None:
    # 100 plays of 72 minutes are 120 hours, five days; over 199 days the record spans a year, rounded.
    long = [play(START + 2 * n * DAY, f"Passer {n}", f"Mix {n}", seconds=4_320) for n in range(100)]
    assert quoted(long, "total_time") == {"hours": 120, "days": 5, "plays": 100, "years": 1}
    short = [*long[1:], play(START, "Passer 0", "Mix 0", seconds=4_319)]
    assert quoted(short, "total_time") is None


def test_total_time_leaves_out_what_is_no_play() -> None:
    long = [play(START + 2 * n * DAY, f"Passer {n}", f"Mix {n}", seconds=4_310) for n in range(100)]
    bits = [skip(START + n * DAY + 6 * HOUR, "Passer 1", "Bit", seconds=29.999) for n in range(60)]
    assert quoted([*long, *bits], "total_time") is None


def test_facts_of_how() -> None:
    shuffled = [{**row, "shuffle": True} for row in crowd(LATER, 25, name="Shuffled")]
    left = [play(LATER + n * DAY, f"Passer {n}", f"Left {n}", reason_end="endplay") for n in range(15)]
    analysis = analyse([*BASE, *shuffled, *left, *skips(60)])
    assert fact_of(analysis, "how.hours_played").value == 7.0  # 140 plays of three minutes
    assert (fact_of(analysis, "how.skip_share").value, fact_of(analysis, "how.skip_share").sample) == (
        30.0,
        200,
    )
    assert fact_of(analysis, "how.finish_share").value == 62.5
    assert (fact_of(analysis, "how.shuffle_share").value, fact_of(analysis, "how.shuffle_share").sample) == (
        pc(25, 140),
        140,
    )


# ------------------------------------------------------------------------------------------ again and again


def test_repeats() -> None:
    # 400 plays lead one to expect 1 - 6 * 400^-0.35 = 26.3 %; two fifths of the way from there to all: 55.8 %.
    expected = 1 - 6 * math.exp(-0.35 * math.log(400))
    assert expected + 0.4 * (1 - expected) == pytest.approx(0.558, abs=0.0005)

    def rows(songs: int) -> list[Row]:
        return [play(START + n * DAY, f"Passer {n % songs}", f"Tune {n % songs}") for n in range(400)]

    assert quoted(rows(176), "repeats") == {"plays": 400, "songs": 176, "share": 56.0}
    assert quoted(rows(177), "repeats") is None


def test_songs_are_joined_over_their_addresses() -> None:
    rows = [
        play(START + n * DAY, "Ostkai", ("Lamplight", "LAMPLIGHT ")[n % 2], spotify_track_uri=f"u:{n}")
        for n in range(100)
    ]
    analysis = analyse(rows)
    assert fact_of(analysis, "again.songs").value == 1
    assert fact_of(analysis, "again.repeat_share").value == 99.0
    assert fact_of(analysis, "again.top_song_plays").value == 100


def test_song_day() -> None:
    noon = utc(2021, 5, 4, 12)
    day = [
        *repeat(noon, 7, 5 * MINUTE),
        play(noon + 33 * MINUTE, "Nadide Su", "Between"),
        play(noon + 52 * MINUTE, "Ostkai", "Lamplight"),
    ]
    assert quoted([*BASE, *day], "song_day") == {
        "track": "Lamplight",
        "artist": "Ostkai",
        "date": "4 May 2021",
        "plays": 8,
        "gap": 22,  # from 12:30 to 12:52
        "other": 1,
    }
    assert quoted([*BASE, *day[1:]], "song_day") is None


def test_song_day_is_by_day() -> None:
    evening = repeat(utc(2021, 5, 4, 5), 8, HOUR)
    assert quoted([*BASE, *evening], "song_day") is not None
    assert quoted([*BASE, *evening, play(utc(2021, 5, 4, 4, 50))], "song_day") is None
    assert quoted([*BASE, *evening], "song_day", "America/New_York") is None


def test_song_day_passes_on_to_a_day_without_a_night() -> None:
    night = [*repeat(utc(2021, 5, 4, 8), 12), play(utc(2021, 5, 4, 3))]
    day = repeat(utc(2021, 5, 9, 8), 9)
    found = quoted([*BASE, *night, *day], "song_day")
    assert found is not None
    assert (found["date"], found["plays"]) == ("9 May 2021", 9)


def test_loop_run() -> None:
    noon = utc(2021, 5, 4, 12)
    assert quoted([*BASE, *repeat(noon, 6, seconds=200)], "loop_run") == {
        "track": "Lamplight",
        "artist": "Ostkai",
        "date": "4 May 2021",
        "run": 6,
        "minutes": 20,
    }
    assert quoted([*BASE, *repeat(noon, 5)], "loop_run") is None
    broken = [*repeat(noon, 6), play(noon + 13 * MINUTE, "Nadide Su", "Between", seconds=30)]
    assert quoted([*BASE, *broken], "loop_run") is None
    night = repeat(utc(2021, 5, 4, 4, 45), 6)
    assert quoted([*BASE, *night], "loop_run") is None
    two_days = [*repeat(utc(2021, 5, 4, 23, 40), 3), *repeat(utc(2021, 5, 5, 6), 3)]
    assert quoted([*BASE, *two_days], "loop_run") is None


def test_top_song() -> None:
    rows = [*repeat(utc(2019, 12, 31, 12), 10, DAY), *repeat(utc(2020, 5, 1), 10), *BASE]
    found = finding_of(analyse(rows), "top_song")
    assert found is not None
    assert {slot: found.value(slot) for slot in found.quotes} == {
        "track": "Lamplight",
        "artist": "Ostkai",
        "plays": 20,
        "days": 11,
        "year": 2019,
    }
    assert lines(found)["plays of the next song"] == 1
    assert quoted(rows[1:], "top_song") is None


def others_of(count: int, plays: int, top: int) -> list[Row]:
    songs = [f"Other {n % count}" for n in range(plays)]
    return [
        *BASE,
        *repeat(LATER, top, DAY),
        *(play(LATER + n * DAY + HOUR, "Ostkai", title) for n, title in enumerate(songs)),
    ]


@pytest.mark.parametrize(
    ("count", "plays", "top", "fires"),
    [(8, 16, 15, True), (7, 16, 15, False), (8, 15, 15, False), (8, 16, 14, False)],
)
def test_rest_of_artist(count: int, plays: int, top: int, fires: bool) -> None:
    expected = {"artist": "Ostkai", "track": "Lamplight", "plays": top, "rest": plays, "songs": count}
    assert quoted(others_of(count, plays, top), "rest_of_artist") == (expected if fires else None)


def test_rest_of_artist_speaks_of_the_most_played_song() -> None:
    rows = [
        *BASE,
        *repeat(LATER, 100, DAY, title="Carries All"),
        *repeat(LATER + HOUR, 15, DAY, title="Second"),
        *(play(LATER + n * DAY + 2 * HOUR, "Ostkai", f"Other {n}") for n in range(8)),
    ]
    assert quoted(rows, "rest_of_artist") is None


def same_title(artists: int) -> list[Row]:
    rows = list(BASE)
    for number in range(artists):
        title = ("Home", "HOME", "Home (feat. Nadide Su)", "Home - 2011 Remaster")[number % 4]
        rows += repeat(LATER + number * HOUR, number + 1, DAY, artist=f"Singer {number}", title=title)
    return rows


def test_same_title() -> None:
    found = finding_of(analyse(same_title(4)), "same_title")
    assert found is not None
    assert {slot: found.value(slot) for slot in found.quotes} == {"title": "Home", "artists": 4, "plays": 10}
    assert [(cell.label, cell.value) for cell in found.receipt.rows[1:]] == [
        ("Singer 3", 4),
        ("Singer 2", 3),
        ("Singer 1", 2),
        ("Singer 0", 1),
    ]
    assert quoted(same_title(3), "same_title") is None


# --------------------------------------------------------------------------------------------------- albums


def album_run(songs: int, *, gap: timedelta = timedelta(0), album: str = "Paper Boats") -> list[Row]:
    return [play(LATER + n * (3 * MINUTE + gap), "Ostkai", f"Boat {n}", album=album) for n in range(songs)]


def test_in_order_and_sat_through() -> None:
    run = {"album": "Paper Boats", "artist": "Ostkai", "date": "1 January 2021", "tracks": 8, "minutes": 24}
    assert quoted([*BASE, *album_run(8)], "in_order") == run
    assert quoted([*BASE, *album_run(7)], "in_order") is None
    assert quoted([*BASE, *album_run(8)], "sat_through") == {**run, "skipped": 0}
    assert quoted([*BASE, *album_run(6)], "sat_through") is not None
    assert quoted([*BASE, *album_run(5)], "sat_through") is None


def test_a_skip_within_is_no_sitting_through() -> None:
    skipped = skip(LATER + 4 * MINUTE, "Nadide Su", "Between", seconds=1)
    assert quoted([*BASE, *album_run(8), skipped], "sat_through") is None
    assert quoted([*BASE, *album_run(8), skipped], "in_order") is not None


def test_an_album_run_ends_with_another_album_a_repeat_or_three_hours() -> None:
    rows = album_run(8)
    other = play(LATER + 12 * MINUTE + 30 * SECOND, "Nadide Su", "Between", seconds=40)
    assert quoted([*BASE, *rows, other], "in_order") is None
    again = [*rows[:7], play(LATER + 21 * MINUTE, "Ostkai", "Boat 0", album="Paper Boats")]
    assert quoted([*BASE, *again], "in_order") is None
    assert quoted([*BASE, *album_run(8, gap=22 * MINUTE)], "in_order") is not None  # 7 * 25 minutes
    assert quoted([*BASE, *album_run(8, gap=23 * MINUTE)], "in_order") is None  # 182 minutes


def carried(top: int, others: tuple[int, ...]) -> list[Row]:
    rows = [*BASE, *repeat(LATER, top, DAY, album="Paper Boats")]
    for number, plays in enumerate(others):
        rows += repeat(LATER + HOUR, plays, DAY, title=f"Boat {number}", album="Paper Boats")
    return rows


@pytest.mark.parametrize(
    ("top", "others", "fires"),
    [(20, (3, 2), True), (20, (3, 3), False), (19, (2, 2), False), (20, (5,), False), (24, (2, 2, 2), True)],
)
def test_album_one_song(top: int, others: tuple[int, ...], fires: bool) -> None:
    expected = {
        "album": "Paper Boats",
        "artist": "Ostkai",
        "track": "Lamplight",
        "plays": top,
        "others": len(others),
        "other_plays": sum(others),
    }
    assert quoted(carried(top, others), "album_one_song") == (expected if fires else None)


def one_hits(artists: int, plays: int = 5) -> list[Row]:
    rows = [play(START + n * 6 * DAY, "Long", f"Long Tune {n}") for n in range(60)]
    for number in range(artists):
        rows += repeat(
            LATER + number * HOUR,
            plays + (number == 3),
            DAY,
            artist=f"Hit {number:02d}",
            title=f"Tune {number}",
        )
    return rows


def test_one_hit() -> None:
    assert quoted(one_hits(20), "one_hit") == {
        "artists": 20,
        "artist": "Hit 03",
        "track": "Tune 3",
        "plays": 6,
    }
    assert quoted(one_hits(19), "one_hit") is None
    assert quoted([*one_hits(20), play(utc(2022, 1, 1), "Hit 07", "Another")], "one_hit") is None
    assert quoted([*one_hits(20), skip(utc(2022, 1, 1), "Hit 07", "Another")], "one_hit") is not None
    assert quoted(one_hits(25, 4), "one_hit") is None


def test_the_most_played_of_one_hits_is_the_most_played() -> None:
    long_title = "A Title of More Than Forty Characters, All of Them Needed"
    rows = [*one_hits(20), *repeat(utc(2022, 1, 1), 30, DAY, artist="Hit 99", title=long_title)]
    found = finding_of(analyse(rows), "one_hit")
    assert found is None or "the most played of them" not in lines(found)


def test_same_album_share() -> None:
    # 107 plays: seven of 106 pairs stay on the album.
    analysis = analyse([*BASE[:99], *album_run(8)])
    fact = fact_of(analysis, "albums.same_album_share")
    assert (fact.value, fact.sample) == (pc(7, 106), 106)
