"""What the year of the account data would have said against the whole record, by hand and on both sides of each limit."""

import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.analysis.histories import (
    DAY,
    MINUTE,
    cells,
    crowd,
    fact_of,
    finding_of,
    known,
    lines,
    measured,
    pc,
    play,
    repeat,
    utc,
)
from tests.unit.sources.rows import Row, fetch, write
from unwrapped_desktop.domain.finding import Analysis
from unwrapped_desktop.domain.report import Value

YEARS_BEFORE = crowd(utc(2020, 1, 6, 12), 700)
"""A play a day up to 5 December 2021, fourteen of each of fifty artists."""

YEAR_BEGINS = utc(2022, 1, 10, 12)
YEAR = crowd(YEAR_BEGINS, 340, name="Guest")
"""A play a day from 10 January to 15 December 2022."""

OLD = repeat(utc(2020, 3, 1, 9), 60, DAY, artist="Nadide Su")
NEW = repeat(utc(2022, 3, 1, 9), 40, DAY)
CHANGED = [*YEARS_BEFORE, *YEAR, *OLD, *NEW]


def as_account(rows: Iterable[Row]) -> list[Row]:
    """The rows as account data has them: to the minute, without a URI."""
    return [
        {
            "endTime": f"{datetime.fromisoformat(row['ts']):%Y-%m-%d %H:%M}",
            "artistName": row["master_metadata_album_artist_name"],
            "trackName": row["master_metadata_track_name"],
            "msPlayed": row["ms_played"],
        }
        for row in rows
    ]


def analyse(life: list[Row], year: Iterable[Row] = YEAR, zone: str = "UTC") -> Analysis:
    """Measure an extended history beside account data of some of its rows."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "Streaming_History_Audio_2020-2022_0.json", life)
        write(Path(folder) / "StreamingHistory_music_0.json", as_account(year))
        return measured(fetch(Path(folder)).record, zone)


def quoted(life: list[Row], name: str, year: Iterable[Row] = YEAR) -> dict[str, Value] | None:
    """What may be quoted of a finding, None if it may not be spoken of."""
    finding = finding_of(analyse(life, year), name)
    return None if finding is None else cells(finding)


def facts(analysis: Analysis) -> dict[str, Value | None]:
    """The facts of the year and the life."""
    return {fact.id[5:]: fact.value for fact in analysis.facts if fact.id.startswith("life.")}


# ------------------------------------------------------------------------------------------------ facts
def test_facts_by_hand() -> None:
    analysis = analyse(CHANGED)
    assert facts(analysis) == {
        "year_plays": 380,
        "year_share": pc(380, 1_140),
        "artists_outside_year": 51,  # fifty of the years before, and the old favourite
        "artists_outside_year_share": pc(51, 102),
        "songs_outside_year": 701,
        "songs_outside_year_share": pc(701, 1_042),
        "top_artists_outside_year": 19,
        "fullest_year": 2020,
        "fullest_year_plays": 421,  # 361 days from 6 January, and 60 of the old favourite
    }
    assert [fact_of(analysis, f"life.{name}").sample for name in ("year_share", "songs_outside_year")] == [
        1_140,
        1_042,
    ]


def test_the_last_minute_of_account_data_is_part_of_the_year() -> None:
    last = YEAR_BEGINS + 339 * DAY
    inside, outside = play(last + 59 * MINUTE / 60, "Late"), play(last + MINUTE, "Later")
    assert facts(analyse([*CHANGED, inside, outside]))["year_plays"] == 381


@pytest.mark.parametrize(
    ("analysis", "reason"),
    [
        (lambda: analyse(CHANGED, []), "Only one kind of history was handed over."),
        (lambda: analyse([*CHANGED], YEAR[:299]), "The account data handed over does not last about a year."),
        (
            lambda: analyse([*YEARS_BEFORE, *YEAR[::4]], YEAR[::4]),
            "The year of the account data holds too few plays.",
        ),
    ],
)
def test_without_a_year_there_is_a_reason(analysis: Callable[[], Analysis], reason: str) -> None:
    found = analysis()
    life = [fact for fact in found.facts if fact.id.startswith("life.")]
    assert len(life) == 9
    assert {(fact.value, fact.sample, fact.reason) for fact in life} == {(None, 0, reason)}
    names = ("year_favourite", "year_hidden", "year_absent")
    assert [finding_of(found, name) for name in names] == [None] * 3


def test_of_several_years_of_account_data_the_latest_counts() -> None:
    ends = sorted(datetime.fromisoformat(str(row["ts"])) for row in [*YEARS_BEFORE[-400:], *YEAR])
    begins = min(end for end in ends if end > ends[-1] - timedelta(days=399))
    assert begins > ends[0]
    lived = [datetime.fromisoformat(str(row["ts"])) for row in CHANGED]
    found = facts(analyse([*CHANGED], [*YEARS_BEFORE[-400:], *YEAR]))
    assert found["year_plays"] == sum(begins <= end <= ends[-1] for end in lived)


@given(st.integers(0, 10_000))
@settings(max_examples=12)
def test_facts_are_what_loops_count(seed: int) -> None:
    draws = random.Random(seed)
    life = [
        play(utc(2020, 1, 6, 12) + n * DAY / 2, f"A{draws.randrange(n // 20 + 2)}", f"T{draws.randrange(90)}")
        for n in range(1_500)
    ]
    begin = draws.randrange(400, 700)
    part = life[begin : begin + 2 * draws.randrange(305, 395)]
    song = [(row["master_metadata_album_artist_name"], row["master_metadata_track_name"]) for row in life]
    within = song[begin : begin + len(part)]
    years = Counter(datetime.fromisoformat(row["ts"]).year for row in life)
    found = facts(analyse(life, part))
    assert found["year_plays"] == len(part)
    assert found["artists_outside_year"] == len({a for a, _ in song} - {a for a, _ in within})
    assert found["songs_outside_year"] == len(set(song) - set(within))
    assert found["fullest_year_plays"] == max(years.values())


# ------------------------------------------------------------------------------------------------ favourites
def test_year_favourite() -> None:
    assert quoted(CHANGED, "year_favourite") == {
        "from": "10 January 2022",
        "to": "15 December 2022",
        "artist": "Ostkai",
        "year_plays": 40,
        "life_plays": 40,
        "life_rank": 2,
        "favourite": "Nadide Su",
        "favourite_plays": 60,
        "favourite_year_plays": 0,
    }


def test_a_favourite_that_fell_has_a_rank_in_the_year() -> None:
    third = repeat(utc(2022, 4, 1, 8), 12, DAY, artist="Third")
    later = repeat(utc(2022, 5, 1, 8), 11, DAY, artist="Nadide Su")
    found = quoted([*CHANGED, *third, *later], "year_favourite")
    assert found is not None
    assert (found["favourite_year_plays"], found["favourite_rank"], found["favourite_plays"]) == (11, 3, 71)
    # With the third out of the way, the first and the second have changed places, and no more.
    assert quoted([*CHANGED, *later], "year_favourite") is None


def test_a_favourite_leads_alone_and_clearly() -> None:
    rival = repeat(utc(2022, 4, 1, 8), 40, DAY, artist="Rival")
    assert quoted([*CHANGED, *rival], "year_favourite") is None
    rival_of_old = repeat(utc(2020, 4, 1, 8), 60, DAY, artist="Rival")
    assert quoted([*CHANGED, *rival_of_old], "year_favourite") is None
    # 60 plays against 48 are a quarter more; against 49 they are not.
    for more, spoken in ((8, True), (9, False)):
        rows = [*CHANGED, *repeat(utc(2020, 9, 1, 8), more, DAY)]
        assert (quoted(rows, "year_favourite") is not None) == spoken


@pytest.mark.parametrize("role", ["Ostkai", "Nadide Su"])
def test_a_name_that_may_not_be_said_is_not(role: str) -> None:
    silent = known(lambda artist: not artist.is_target, targets=None)[0]
    rows = [
        {**row, "master_metadata_album_artist_name": silent}
        if row["master_metadata_album_artist_name"] == role
        else row
        for row in CHANGED
    ]
    assert quoted(rows, "year_favourite") is None


def test_a_year_that_is_nearly_the_life_hides_nothing() -> None:
    # 600 plays in the year beside 760 are 44 per cent; with 800 more in the year they are 61.
    for plays, spoken in ((220, True), (820, False)):
        more = crowd(YEAR_BEGINS + DAY / 2, plays, name="Visitor", artists=200, every=DAY / 4)
        assert (quoted([*CHANGED, *more], "year_favourite") is not None) == spoken


def test_a_life_that_is_short_beside_the_year_is_left_alone() -> None:
    # From 200 days before the year the whole record is 540 days long; 499 plays are too few to be a life.
    short = crowd(YEAR_BEGINS - 200 * DAY, 700, every=DAY / 4)
    assert (
        quoted([*short, *YEAR, *NEW, *repeat(utc(2021, 8, 1), 60, DAY, artist="Nadide Su")], "year_favourite")
        is None
    )
    for plays, spoken in ((439, False), (440, True)):
        rows = [*crowd(utc(2020, 1, 6, 12), plays), *YEAR[::2], *OLD, *NEW]
        assert (quoted(rows, "year_favourite", [YEAR[0], YEAR[-2]]) is not None) == spoken


def test_a_year_with_a_month_missing_hides_nothing() -> None:
    rows = [row for row in CHANGED if not row["ts"].startswith("2022-08")]
    assert quoted(rows, "year_favourite", [row for row in YEAR if row in rows]) is None


# ------------------------------------------------------------------------------------------------ the hidden
HIDDEN = [*YEARS_BEFORE, *YEAR, *OLD]


def test_year_hidden() -> None:
    assert quoted(HIDDEN, "year_hidden") == {
        "from": "10 January 2022",
        "to": "15 December 2022",
        "artist": "Nadide Su",
        "rank": 1,
        "plays": 60,
        "year_plays": 0,
        "date": "29 April 2020",
    }
    assert quoted([*YEARS_BEFORE, *YEAR, *OLD[:49]], "year_hidden") is None


def test_who_leads_the_life_is_not_spoken_of_again() -> None:
    assert quoted(CHANGED, "year_hidden") is None
    second = repeat(utc(2020, 6, 1, 9), 55, DAY, artist="Second")
    found = quoted([*CHANGED, *second], "year_hidden")
    assert found is not None
    assert (found["artist"], found["rank"]) == ("Second", 2)


def test_a_play_next_to_the_year_in_its_month_is_not_hidden() -> None:
    assert quoted([*HIDDEN, play(utc(2022, 1, 2, 9), "Nadide Su")], "year_hidden") is None
    assert quoted([*HIDDEN, play(utc(2022, 12, 30, 9), "Nadide Su")], "year_hidden") is None


def test_a_glance_is_as_good_as_none_beside_a_hundred() -> None:
    for before, within, spoken in ((97, 3, True), (96, 3, False), (100, 4, False)):
        rows = [
            *YEARS_BEFORE,
            *YEAR,
            *repeat(utc(2020, 3, 1, 9), before, DAY, artist="Nadide Su"),
            *repeat(utc(2022, 6, 1, 9), within, DAY, artist="Nadide Su"),
        ]
        found = quoted(rows, "year_hidden")
        assert (found is not None) == spoken
        if found is not None:
            assert found["year_plays"] == 3
            assert "date" not in found


def test_a_last_play_before_missing_months_is_not_dated() -> None:
    rows = [row for row in HIDDEN if not row["ts"].startswith("2021-06")]
    found = quoted(rows, "year_hidden")
    assert found is not None
    assert "date" not in found


# ------------------------------------------------------------------------------------------------ the absent
def regulars(kept: int, of: int = 20, plays: int = 20) -> list[Row]:
    """Artists with some plays each in 2020, of whom the first ones are played in the year again."""
    rows = []
    for number in range(of):
        again = number < kept
        start = utc(2020, 2, 1, 8) + number * 5 * MINUTE
        rows += repeat(start, plays - again, DAY, artist=f"Regular {number}", title=f"Tune {number}")
        if again:
            rows.append(play(utc(2022, 6, 1, 8) + number * 5 * MINUTE, f"Regular {number}"))
    return [*YEARS_BEFORE, *YEAR, *rows]


def test_year_absent() -> None:
    assert quoted(regulars(8), "year_absent") == {
        "from": "10 January 2022",
        "to": "15 December 2022",
        "regulars": 20,
        "absent": 12,
        "share": pc(12, 20),
        "plays": 240,
    }
    found = finding_of(analyse(regulars(8)), "year_absent")
    assert found is not None
    assert lines(found)["of these with one"] == 8
    assert found.surprise == pytest.approx(0.25 + 0.5 * 0.25)


def test_half_of_twenty_regulars_is_needed() -> None:
    assert quoted(regulars(10), "year_absent") is not None
    assert quoted(regulars(11), "year_absent") is None
    assert quoted(regulars(0, of=19), "year_absent") is None
    assert quoted(regulars(0, plays=19), "year_absent") is None
