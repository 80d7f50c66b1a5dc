"""Habits and the very subject: when they are found, and what may be quoted of them."""

from collections.abc import Mapping

import pytest

from tests.unit.analysis.histories import (
    DAY,
    HOUR,
    MINUTE,
    analyse,
    cells,
    crowd,
    finding_of,
    known,
    pc,
    play,
    quoted,
    read,
    utc,
)
from tests.unit.sources.rows import Row
from unwrapped_desktop.analysis import engine
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.lore import Lore
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress

START = utc(2020, 6, 1, 12)


def test_year_opener() -> None:
    rows = [*crowd(START, 240), play(utc(2021, 1, 1, 0, 10), "Ostkai", "Lamplight")]
    assert quoted(sorted(rows, key=lambda row: str(row["ts"])), "year_opener") == {
        "year": 2021,
        "track": "Lamplight",
        "artist": "Ostkai",
        "date": "1 January 2021",
        "before": 0,
        "plays": 1,
    }
    # A record that joins a year late has not seen it begin.
    assert quoted(crowd(utc(2021, 1, 9, 12), 120), "year_opener") is None


def days_of(first: str, last: str, days: int) -> list[Row]:
    """So many days, each opened by one song at eight and closed by another at midnight, with company between."""
    rows: list[Row] = []
    for day in range(days):
        morning = utc(2020, 3, 1, 8) + day * DAY
        rows += [
            play(morning, "Opener", first),
            *(play(morning + n * HOUR, f"Passer {day} {n}", "Between") for n in range(1, 4)),
            play(morning + 16 * HOUR + MINUTE, "Closer", last),  # past midnight, and still that day
        ]
    return rows


def test_ends_of_days() -> None:
    rows = [*days_of("Coffee", "Curtain", 9), *crowd(utc(2021, 1, 1, 12), 71)]
    assert quoted(rows, "day_opener") == {
        "track": "Coffee",
        "artist": "Opener",
        "days": 9,
        "plays": 9,
        "all": 80,
    }
    assert quoted(rows, "day_closer") == {
        "track": "Curtain",
        "artist": "Closer",
        "days": 9,
        "plays": 9,
        "all": 80,
    }
    few = [*days_of("Coffee", "Curtain", 7), *crowd(utc(2021, 1, 1, 12), 71)]
    assert quoted(few, "day_opener") is None
    assert quoted(few, "day_closer") is None


def neighbours(times: int, gap: int = 5) -> list[Row]:
    rows: list[Row] = []
    for n in range(times):
        begin = utc(2020, 3, 1, 8) + n * DAY
        rows += [play(begin, "Before", f"A {n}"), play(begin + gap * MINUTE, "After", f"B {n}")]
    return [*rows, *crowd(utc(2021, 6, 1, 12), 90)]


def test_neighbours() -> None:
    assert quoted(neighbours(12), "neighbours") == {
        "artist": "Before",
        "second": "After",
        "times": 12,
        "leads": 12,
        "share": 100.0,
    }
    assert quoted(neighbours(11), "neighbours") is None
    assert quoted(neighbours(12, gap=34), "neighbours") is None  # half an hour after three minutes of song


def test_long_song() -> None:
    rows = [*crowd(START, 110), play(utc(2020, 7, 1, 20), "Ostkai", "The Long Way", seconds=9 * 60)]
    assert quoted(rows, "long_song") == {
        "track": "The Long Way",
        "artist": "Ostkai",
        "minutes": 9,
        "date": "1 July 2020",
        "times": 1,
    }
    for seconds, changes in ((539, {}), (3600, {}), (900, {"reason_end": "endplay"})):
        short = [*crowd(START, 110), play(utc(2020, 7, 1, 20), "Ostkai", "Way", seconds=seconds, **changes)]
        assert quoted(short, "long_song") is None


def test_crowd_day() -> None:
    usual = [play(START + n // 4 * DAY + n % 4 * HOUR, f"Passer {n % 4}", f"Tune {n}") for n in range(120)]
    feast = [play(utc(2021, 1, 1, 8) + n * 5 * MINUTE, f"Guest {n}", "Hello") for n in range(25)]
    assert quoted([*usual, *feast], "crowd_day") == {
        "date": "1 January 2021",
        "artists": 25,
        "plays": 25,
        "usual": 4,
    }
    assert quoted([*usual, *feast[:24]], "crowd_day") is None


def test_hour_artist() -> None:
    rows = [
        *(play(utc(2020, 1, 1, 20) + n * DAY, "Favourite", f"Song {n}") for n in range(90)),
        *(play(utc(2020, 1, 1, 7) + n * DAY, "Early", f"Bird {n}") for n in range(40)),
        *(play(utc(2020, 1, 1, 7, 30) + n * DAY, f"Passer {n}", "Tune") for n in range(40)),
    ]
    assert quoted(rows, "hour_artist") == {
        "time": "7:00",
        "artist": "Early",
        "plays": 40,
        "share": 50.0,
        "favourite": "Favourite",
    }
    assert quoted(rows[:90] + rows[91:], "hour_artist") is None


def test_top_album() -> None:
    album = [play(START + n * DAY, "Ostkai", f"Boat {n % 5}", album="Boats") for n in range(60)]
    rows = [*album, *crowd(START + HOUR, 60)]
    assert quoted(rows, "top_album") == {
        "album": "Boats",
        "artist": "Ostkai",
        "plays": 60,
        "songs": 5,
        "days": 60,
        "share": 50.0,
    }
    assert quoted([*album[1:], *crowd(START + HOUR, 60)], "top_album") is None


def test_song_wait() -> None:
    company = crowd(utc(2020, 1, 5, 12), 150, every=10 * DAY)
    song = [play(utc(2020, 2, 1, 9), "Ostkai", "Lamplight"), play(utc(2021, 3, 1, 9), "Ostkai", "Lamplight")]
    assert quoted([*company, *song], "song_wait") == {
        "track": "Lamplight",
        "artist": "Ostkai",
        "from": "1 February 2020",
        "to": "1 March 2021",
        "days": 394,
    }
    gone = [row for row in company if not str(row["ts"]).startswith("2020-08")]
    assert quoted([*gone, *song], "song_wait") is None  # a month is missing: nobody knows
    early = [song[0], play(utc(2021, 1, 30, 9), "Ostkai", "Lamplight")]
    assert quoted([*company, *early], "song_wait") is None


def test_weekend_artist() -> None:
    saturdays = [play(utc(2020, 1, 4, 12) + n * 7 * DAY, "Market", f"Song {n}") for n in range(30)]
    mondays = [play(utc(2020, 1, 6, 12) + n * 7 * DAY, "Market", f"Day {n}") for n in range(10)]
    assert quoted([*saturdays, *mondays, *crowd(START, 80)], "weekend_artist") == {
        "artist": "Market",
        "weekend": 30,
        "weekdays": 10,
        "plays": 40,
        "share": 75.0,
    }
    assert quoted([*saturdays[1:], *mondays, *crowd(START, 80)], "weekend_artist") is None


# ------------------------------------------------------------------------------------------------ the very subject
def with_lore(rows: list[Row], **lore: str) -> Mapping[str, Finding]:
    analysis = engine.run(
        read(rows).record,
        timezone="UTC",
        reference=load_reference(),
        lore=Lore(**{name: frozenset(subject.split("|")) for name, subject in lore.items()}),
        progress=ignore_progress,
        cancel=CancelToken(),
    )
    return {finding.id: finding for finding in analysis.findings if finding.id.startswith("lore_")}


FIRST, SECOND, THIRD = known(lambda artist: artist.genre == "rock" and artist.decade == 1970, 3)


def famous(*plays: int) -> list[Row]:
    names = (FIRST, SECOND, THIRD)
    return [
        play(START + (n * 3 + place) * HOUR, name, f"{name} {n % 4}")
        for place, (name, count) in enumerate(zip(names, plays, strict=True))
        for n in range(count)
    ]


def test_lore_of_an_artist() -> None:
    found = with_lore(famous(60, 40, 20), artists=f"{FIRST}|{THIRD}")["lore_artist"]
    assert found.about == THIRD  # the favourite has remarks of its own
    assert {slot: value for slot, value in cells(found).items() if slot not in {"track", "days"}} == {
        "artist": THIRD,
        "plays": 20,
        "share": pc(20, 120),
        "rank": 3,
        "songs": 4,
        "year": 2020,
        "track_plays": 5,
        "artists": 3,
    }
    assert with_lore(famous(60, 40, 20), artists=FIRST)["lore_artist"].about == FIRST
    assert "lore_artist" not in with_lore(famous(80, 40, 14), artists=THIRD)
    assert with_lore(famous(60, 40, 20)) == {}


def test_lore_is_not_of_those_who_are_only_counted() -> None:
    (quiet,) = known(lambda artist: artist.care, 1, targets=False)
    rows = [play(START + n * DAY, quiet, f"Song {n}") for n in range(60)]
    assert "lore_artist" not in with_lore([*rows, *crowd(START + HOUR, 60)], artists=quiet)


def test_lore_of_shelves() -> None:
    found = with_lore(famous(60, 40, 20), families="rock", decades="1970s")
    assert cells(found["lore_genre"]) == {
        "plays": 120,
        "artists": 3,
        "artist": FIRST,
        "artist_plays": 60,
        "share": 100.0,
        "others": 0,
        "year": 2020,
    }
    assert cells(found["lore_decade"]) == {"decade": "1970s", **cells(found["lore_genre"])}
    assert (found["lore_genre"].about, found["lore_decade"].about) == ("rock", "1970s")


@pytest.mark.parametrize("family", ["lore_artist", "lore_genre", "lore_decade"])
def test_without_lines_of_their_own_nobody_is_a_subject(family: str) -> None:
    assert finding_of(analyse(famous(60, 40, 20)), family) is None
