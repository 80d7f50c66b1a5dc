"""What holds for the facts of obsessions, attention, albums, the clock, seasons, sessions, streaks and years."""

import random
import tempfile
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.unit.analysis.histories import MINUTE, analyse, measured, play, skip, utc
from tests.unit.sources.rows import Row, account, fetch, write
from unwrapped_desktop.domain.report import Fact

THEMES = ("obsessions", "attention", "albums", "clock", "seasons", "sessions", "streaks", "years")

SEEDS = st.integers(0, 10_000)


def facts(rows: list[Row], zone: str = "UTC") -> dict[str, Fact]:
    """The facts of these themes, by their names."""
    return {fact.id: fact for fact in analyse(rows, zone).facts if fact.id.split(".")[0] in THEMES}


def life(seed: int) -> list[Row]:
    """Three years of sittings, loops, albums and skips; sometimes with months missing, sometimes all in a few weeks."""
    draws = random.Random(seed)
    minutes = draws.choice((20_000, 300_000, 1_600_000))
    lost = draws.choice(((), (4,), (2, 3)))
    made: list[Row] = []
    while len(made) < 320:
        begin = utc(2019, 12, 20) + timedelta(minutes=draws.randrange(minutes))
        if begin.month in lost:
            continue
        artist, shuffle = f"Artist {draws.randrange(9)}", draws.random() < 0.4
        for number in range(draws.choice((1, 1, 2, 5, 9))):
            title = f"Tune {draws.choice((1, 1, 1, 2, 3, number))}"
            make = skip if draws.random() < 0.2 else play
            seconds = draws.choice((4, 29, 31, 180, 600))
            made.append(
                make(
                    begin + number * 7 * MINUTE,
                    artist,
                    title,
                    seconds=seconds,
                    shuffle=shuffle,
                    album=draws.choice(("Boats", "Oars")),
                    reason_end=draws.choice(("trackdone", "fwdbtn", "endplay")),
                )
            )
    return made


@given(SEEDS)
@settings(max_examples=15)
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    rows = life(seed)
    mixed = list(rows)
    random.Random(seed + 1).shuffle(mixed)
    assert facts(mixed, "Europe/Berlin") == facts(rows, "Europe/Berlin")


@example(977)  # whole years in which nobody was new
@given(SEEDS)
@settings(max_examples=25)
def test_every_fact_stays_within_its_bounds(seed: int) -> None:
    found = facts(life(seed))
    for name, fact in found.items():
        assert fact.available == (fact.value is not None) == (fact.reason is None)
        assert fact.available == (fact.sample > 0)
        if fact.unit == "percent" and fact.value is not None:
            assert isinstance(fact.value, float)
            low = -100 if name == "attention.hypocrisy_points" else 0
            assert low <= fact.value <= 100
            assert fact.value == round(fact.value, 4)
        if fact.unit in ("count", "minutes") and fact.value is not None:
            assert isinstance(fact.value, int | float)
            assert fact.value >= 0
        if (
            fact.unit in ("track", "artist", "album", "date", "month", "time", "text")
            and fact.value is not None
        ):
            assert isinstance(fact.value, str)
            assert fact.value
        if fact.reason is not None:
            assert fact.reason.endswith(".")
            assert fact.reason.count(".") == 1


def recount(rows: list[Row]) -> dict[str, float | None]:
    """Some of the facts, counted with loops alone."""
    plays = sorted(
        (
            (datetime.fromisoformat(row["ts"]).astimezone(UTC), row["ms_played"], row)
            for row in rows
            if row["ms_played"] >= 30_000
        ),
        key=lambda item: (item[0], item[1]),
    )
    began = [end - timedelta(milliseconds=played) for end, played, _ in plays]
    song = [
        (row["master_metadata_album_artist_name"], row["master_metadata_track_name"]) for *_, row in plays
    ]
    pauses = [later - earlier[0] for earlier, later in zip(plays, began[1:], strict=False)]
    days = sorted({moment.date() for moment in began})
    heard = {(day.year, day.month) for day in days}
    first, last = days[0], days[-1]
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    silences = [
        (later - earlier).days - 1
        for earlier, later in pairwise(days)
        if (later.year * 12 + later.month) - (earlier.year * 12 + earlier.month) <= 1
    ]
    by_day = Counter(zip(song, (moment.date() for moment in began), strict=True))
    hours = Counter(moment.hour for moment in began)
    held, needed = 0, 0
    for count in sorted(hours.values(), reverse=True):
        held, needed = (held + count, needed + 1) if held * 2 < len(plays) else (held, needed)
    return {
        "sessions.sessions": 1 + sum(pause > timedelta(minutes=30) for pause in pauses),
        "sessions.sessions_at_20_minutes": 1 + sum(pause > timedelta(minutes=20) for pause in pauses),
        "obsessions.song_day_plays": max(by_day.values()),
        "streaks.dry_spell_days": max(silences, default=0),
        "streaks.active_day_share": round(
            100 * len(days) / sum((day.year, day.month) in heard for day in span), 4
        ),
        "clock.weekend_share": round(100 * sum(moment.weekday() >= 5 for moment in began) / len(plays), 4),
        "clock.hours_for_half": needed,
        "attention.short_start_share": round(
            100 * sum(row["ms_played"] < 30_000 for row in rows) / len(rows), 4
        ),
        "years.whole": _whole_years([moment.date() for moment in began]),
    }


def _whole_years(days: list[date]) -> int:
    first, last = min(days), max(days)
    return sum(
        {day.month for day in days if day.year == year} == set(range(1, 13))
        and first <= first.replace(year=year, month=1, day=7)
        and last >= last.replace(year=year, month=12, day=25)
        for year in {day.year for day in days}
    )


@given(SEEDS)
@settings(max_examples=25)
def test_facts_are_what_loops_count(seed: int) -> None:
    rows = list({(row["ts"], row["ms_played"], row["spotify_track_uri"]): row for row in life(seed)}.values())
    found = facts(rows)
    assert {name: found[name].value for name in recount(rows)} == recount(rows)


@given(SEEDS)
@settings(max_examples=15)
def test_the_longest_loop_is_what_a_loop_counts(seed: int) -> None:
    draws = random.Random(seed)
    songs = [draws.choice("ABC") for _ in range(150)]
    rows = [play(utc(2021, 3, 4) + n * 5 * MINUTE, "Ostkai", song) for n, song in enumerate(songs)]
    longest = max(len(list(group)) for _, group in groupby(songs))
    assert facts(rows)["obsessions.longest_loop_plays"].value == longest


# ------------------------------------------------------------------------------------------------ account data

UNTOLD = {
    "attention.skipped_in_5_seconds_share": "This export does not record skips.",
    "attention.skipped_in_30_seconds_share": "This export does not record skips.",
    "attention.favourite_skip_share": "This export does not record skips.",
    "attention.other_skip_share": "This export does not record skips.",
    "attention.hypocrisy_points": "This export does not record skips.",
    "attention.most_skipped_song": "This export does not record skips.",
    "attention.most_skipped_share": "This export does not record skips.",
    "attention.skippiest_hour": "This export does not record skips.",
    "attention.skippiest_hour_share": "This export does not record skips.",
    "attention.abandoned_share": "This export does not record skips.",
    "obsessions.starts_before_first_skip": "This export does not record skips.",
    "albums.longest_run_plays": "This export does not name albums.",
    "albums.longest_run_album": "This export does not name albums.",
    "albums.run_share": "This export does not name albums.",
    "albums.albums": "This export does not name albums.",
    "albums.one_song_share": "This export does not name albums.",
    "albums.top_album": "This export does not name albums.",
    "albums.top_album_plays": "This export does not name albums.",
    "albums.same_order_share": "This export does not name albums.",
    "albums.most_shuffled_year": "This export does not record shuffle.",
    "albums.most_shuffled_year_share": "This export does not record shuffle.",
    "albums.least_shuffled_year": "This export does not record shuffle.",
    "albums.least_shuffled_year_share": "This export does not record shuffle.",
}


def account_facts() -> dict[str, Fact]:
    """The facts of 900 plays over a year and a half of account data."""
    rows = [account(n * 880, f"Artist {n % 7}", f"Title {n % 13}") for n in range(900)]
    with tempfile.TemporaryDirectory() as folder:
        record = fetch(write(Path(folder) / "StreamingHistory_music_0.json", rows)).record
    return {fact.id: fact for fact in measured(record).facts}


def test_what_account_data_does_not_say_is_unavailable() -> None:
    found = account_facts()
    for name, reason in UNTOLD.items():
        assert (found[name].value, found[name].sample, found[name].reason) == (None, 0, reason)


@pytest.mark.parametrize(
    "theme", ["obsessions", "attention", "clock", "seasons", "sessions", "streaks", "years"]
)
def test_what_account_data_says_is_there(theme: str) -> None:
    found = account_facts()
    assert any(fact.available for name, fact in found.items() if name.startswith(f"{theme}."))


def test_a_life_offers_most_facts() -> None:
    """Thirty facts and more of these themes have values in a record of some years."""
    assert sum(fact.available for fact in facts(life(3)).values()) >= 30


def test_names_are_given_once() -> None:
    every = [fact.id for fact in analyse(life(5)).facts]
    assert len(set(every)) == len(every)
    assert sum(name.split(".")[0] in THEMES for name in every) >= 60
