"""The smallest records there are, and what must not matter: the order of rows, and how often they were handed over."""

import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.analysis.histories import (
    DAY,
    HOUR,
    MINUTE,
    analyse,
    crowd,
    fact_of,
    known,
    measured,
    play,
    read,
    repeat,
    skip,
    utc,
)
from tests.unit.sources.rows import FixedClock, Row, account, fetch, write
from unwrapped_desktop.bootstrap import build_judge
from unwrapped_desktop.domain.errors import NotEnoughData
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, ignore_progress
from unwrapped_desktop.domain.record import ExaminedSource
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import JudgeSettings

START = utc(2021, 3, 4, 8)


def judged(examined: ExaminedSource, zone: str = "UTC") -> Report:
    return build_judge(FixedClock()).report_on(
        examined, JudgeSettings(timezone=zone), progress=ignore_progress, cancel=CancelToken()
    )


def on_days(days: int, plays: int = 100, artists: int = 13) -> list[Row]:
    return [
        play(START + (n % days) * DAY + (n // days) * 5 * MINUTE, f"Artist {n % artists}", f"Title {n % 17}")
        for n in range(plays)
    ]


STAR, SECOND_STAR = known(lambda artist: artist.popularity > 90, 2)
(RAIN,) = known(lambda artist: "noise" in artist.tags, targets=False)
(DEVOUT,) = known(lambda artist: artist.sacred, targets=False)

SMALL: dict[str, Callable[[], list[Row]]] = {
    "one song of one artist": lambda: repeat(START, 100, HOUR),
    "one song in one sitting": lambda: repeat(START, 100, 3 * MINUTE),
    "one artist": lambda: [play(START + n * DAY, "Ostkai", f"Song {n}") for n in range(100)],
    "one star": lambda: [play(START + n * DAY, STAR, f"Song {n}") for n in range(100)],
    "one artist whom nobody jokes about": lambda: [
        play(START + n * HOUR, DEVOUT, f"Song {n}") for n in range(100)
    ],
    "rain and nothing else": lambda: [play(START + n * HOUR, RAIN, f"Rain {n % 3}") for n in range(100)],
    "two artists": lambda: [
        play(START + n * DAY, (STAR, SECOND_STAR)[n % 2], f"Song {n}") for n in range(100)
    ],
    "a single day": lambda: on_days(1),
    "a single night": lambda: [
        play(utc(2021, 3, 4) + n * 2 * MINUTE, title=f"Song {n % 7}") for n in range(100)
    ],
    "two days": lambda: on_days(2),
    "a week": lambda: on_days(7),
    "one month": lambda: on_days(27),
    "every artist once": lambda: crowd(START, 100, artists=100),
    "no albums": lambda: [{**row, "master_metadata_album_album_name": None} for row in on_days(5)],
    "nothing but names too long to say": lambda: [
        play(START + n * DAY, f"The Very Long Name of an Ensemble Nobody Abbreviates {n % 9}", "A" * 60)
        for n in range(100)
    ],
    "plays of exactly thirty seconds": lambda: [play(START + n * DAY, seconds=30) for n in range(100)],
    "plays at one moment": lambda: [play(START, f"Artist {n}", f"Song {n}") for n in range(100)],
    "plays of a day's length": lambda: [
        play(START + n * DAY, title=f"Mix {n}", seconds=86_400) for n in range(100)
    ],
    "more skips than plays": lambda: [
        *on_days(10),
        *(skip(START + n * 7 * MINUTE, f"Artist {n % 13}", f"Title {n % 17}") for n in range(400)),
    ],
    "names in every script": lambda: [
        play(
            START + n * DAY,
            ("米津玄師", "Сплин", "فيروز", "방탄소년단", "किशोर कुमार", "🎧", "!!!", "'")[n % 8],
            f"«{n}»",
        )
        for n in range(100)
    ],
}


@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati"])
def test_small_records_get_a_verdict(name: str, zone: str) -> None:
    report = judged(read(SMALL[name]()), zone)
    assert report.verdict.remarks
    assert report.verdict.label
    assert report.verdict.claims_checked == report.verdict.claims_total
    assert report.record.rows_total == report.record.rows_used + report.record.set_aside.total


def test_two_months_a_year_apart_get_a_verdict() -> None:
    assert judged(read([*repeat(START, 60, HOUR), *repeat(START + 400 * DAY, 60, HOUR)])).verdict.label


def test_fewer_than_a_hundred_plays_are_not_judged() -> None:
    record = read(on_days(5)).record
    ninety_nine = replace(record, rows=record.rows.where(record.rows.ended_at_s > record.rows.ended_at_s[0]))
    with pytest.raises(NotEnoughData) as caught:
        measured(ninety_nine)
    assert (caught.value.code, caught.value.details) == ("too_few_plays", {"plays": 99, "needed": 100})


def test_a_hundred_rows_are_not_a_hundred_plays() -> None:
    rows = [*on_days(5)[:99], play(utc(2022, 1, 1), seconds=29.999)]
    with pytest.raises(NotEnoughData):
        read(rows)


def test_progress_is_told_for_each_metric_and_never_falls() -> None:
    heard: list[Progress] = []
    build_judge(FixedClock()).report_on(
        read(on_days(5)), JudgeSettings(timezone="UTC"), progress=heard.append, cancel=CancelToken()
    )
    measuring = [progress.done for progress in heard if progress.stage is Stage.MEASURING]
    assert measuring == sorted(set(measuring))
    assert len(measuring) >= 8


# ---------------------------------------------------------------------------------------------- account data


def accounts(count: int = 300) -> list[Row]:
    return [account(97 * n, f"Artist {n % 23}", f"Title {n % 61}") for n in range(count)]


UNTOLD = ("how.skip_share", "how.finish_share", "how.shuffle_share", "albums.same_album_share")
ONLY_EXTENDED = {
    "unfinished_song",
    "no_survivors",
    "skip_speed",
    "skipper",
    "finisher",
    "shuffler",
    "in_order",
    "skipped_song",
    "album_one_song",
    "one_hit",
    "sat_through",
    "instant_exit",
}


def test_what_account_data_does_not_say_is_unavailable_and_never_zero() -> None:
    with tempfile.TemporaryDirectory() as folder:
        record = fetch(write(Path(folder) / "StreamingHistory_music_0.json", accounts())).record
    assert record.source is SourceKind.ACCOUNT_EXPORT
    analysis = measured(record)
    for name in UNTOLD:
        fact = fact_of(analysis, name)
        assert (fact.value, fact.sample, fact.available) == (None, 0, False)
        assert fact.reason is not None
        assert fact.reason.startswith("This export does not")
    assert not {finding.id for finding in analysis.findings} & ONLY_EXTENDED


def test_every_fact_has_a_value_or_a_reason() -> None:
    for rows in (on_days(5), on_days(27, 700), accounts()):
        facts = analyse(rows).facts
        assert len({fact.id for fact in facts}) == len(facts)
        for fact in facts:
            assert fact.available == (fact.value is not None) == (fact.reason is None)


# ------------------------------------------------------------------------------------- what must not matter


def lively(seed: int, rows: int = 260) -> list[Row]:
    """Two years of plays and skips of known, unknown, and marked artists, some of them at the same moment."""
    draws = random.Random(seed)
    names = [STAR, SECOND_STAR, RAIN, DEVOUT, *(f"Artist {n}" for n in range(12))]
    made: list[Row] = []
    while len(made) < rows:
        begin = utc(2020, 1, 1) + timedelta(minutes=draws.randrange(600_000))
        artist = draws.choice(names)
        title = draws.choice(
            ("Home", "Lamplight - 2011 Remaster", "Last Christmas", "Boats - Live", f"Tune {len(made)}")
        )
        if draws.random() < 0.2:
            made.append(skip(begin, artist, title, seconds=draws.randrange(30)))
        else:
            album = draws.choice(("Boats", "Hits", None))
            made += repeat(
                begin, draws.choice((1, 1, 1, 9)), 3 * MINUTE, artist=artist, title=title, album=album
            )
    return made


def analysed_files(*files: Sequence[Row]) -> ExaminedSource:
    with tempfile.TemporaryDirectory() as folder:
        paths = [
            write(Path(folder) / f"Streaming_History_Audio_2021_{number}.json", list(rows))
            for number, rows in enumerate(files)
        ]
        return fetch(*paths)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    rows = lively(seed)
    mixed = random.Random(seed).sample(rows, len(rows))
    assert analyse(rows) == analyse(mixed)
    half = len(rows) // 2
    assert measured(analysed_files(mixed[:half], mixed[half:]).record) == analyse(rows)


@pytest.mark.parametrize("seed", range(3))
def test_the_same_export_twice_changes_only_what_is_set_aside(seed: int) -> None:
    rows = lively(seed)
    once, twice = analysed_files(rows), analysed_files(rows, rows)
    distinct = len(once.record.rows)
    assert twice.record.set_aside.duplicate == once.record.set_aside.duplicate + len(rows)
    assert twice.record.rows_total == 2 * len(rows)
    assert len(twice.record.rows) == distinct
    one, two = judged(once), judged(twice)
    assert replace(two, record=one.record) == one
    assert replace(
        two.record,
        files=one.record.files,
        rows_total=0,
        set_aside=one.record.set_aside,
        examples=one.record.examples,
    ) == replace(one.record, rows_total=0)


moments = st.datetimes(datetime(2019, 1, 1), datetime(2021, 12, 31)).map(  # noqa: DTZ001 - made aware here
    lambda moment: utc(moment.year, moment.month, moment.day, moment.hour, moment.minute)
)


@settings(max_examples=20)
@given(
    st.lists(st.tuples(moments, st.integers(0, 5), st.integers(30, 1_200)), max_size=8),
    st.integers(2, 40),
    st.sampled_from(["UTC", "Asia/Kolkata", "America/New_York"]),
)
def test_any_handful_of_repeated_songs_is_judged(
    songs: list[tuple[datetime, int, int]], times: int, zone: str
) -> None:
    """Loops at any time of any day: no metric stumbles, and each number makes sense."""
    rows = [
        row
        for begin, artist, seconds in songs
        for row in repeat(begin, times, 21 * MINUTE, artist=f"Artist {artist}", seconds=seconds)
    ]
    # A play in each month keeps clear of clock._quiet_month's crash, which has a test of its own.
    rows += crowd(utc(2019, 1, 1, 11), 110, every=10 * DAY)
    report = judged(read(rows), zone)
    assert report.record.rows_total == len(rows)
    for receipt in report.receipts:
        for cell in (*receipt.rows, *receipt.totals):
            if cell.unit == "percent":
                assert 0 <= float(cell.value) <= 100
            if cell.unit in {"count", "minutes"}:
                assert float(cell.value) >= 0
