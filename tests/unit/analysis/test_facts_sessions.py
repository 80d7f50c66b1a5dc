"""Facts of sessions and streaks: small histories counted by hand."""

from datetime import timedelta

import pytest

from tests.unit.analysis.histories import DAY, HOUR, MINUTE, analyse, crowd, fact_of, pc, play, skip, utc
from tests.unit.sources.rows import Row
from unwrapped_desktop.domain.finding import Analysis
from unwrapped_desktop.domain.report import Value

START = utc(2021, 3, 1, 8)
BASE = crowd(START, 100)  # a hundred sessions of one play each


def value(analysis: Analysis, name: str) -> Value | None:
    """The value of a fact."""
    return fact_of(analysis, name).value


def sitting(day: int, plays: int, *artists: str, every: timedelta = 5 * MINUTE) -> list[Row]:
    """Plays of three minutes on a day of March 2021 or later, by these artists in turn."""
    return [
        play(utc(2021, 3, 1, 18) + day * DAY + n * every, artists[n % len(artists)], f"Tune {day} {n}")
        for n in range(plays)
    ]


# ---------------------------------------------------------------------------------------------------- sessions


@pytest.mark.parametrize(
    ("pause", "at_30", "at_20"),
    [
        (timedelta(minutes=20), 100, 100),
        (timedelta(minutes=20, seconds=1), 100, 101),
        (timedelta(minutes=30), 100, 101),
        (timedelta(minutes=30, seconds=1), 101, 101),
    ],
)
def test_a_longer_pause_ends_a_session(pause: timedelta, at_30: int, at_20: int) -> None:
    after = START + timedelta(minutes=3) + pause  # the first play ended three minutes after its start
    analysis = analyse([*BASE, play(after, "Passer 1", "Second")])
    assert value(analysis, "sessions.sessions") == at_30
    assert value(analysis, "sessions.sessions_at_20_minutes") == at_20
    assert fact_of(analysis, "sessions.sessions").sample == 101


def test_the_usual_session() -> None:
    # 150 sessions: 70 of one play and three minutes, 80 of four plays and 5 + 5 + 5 + 3 minutes.
    rows = [*crowd(START, 70), *(row for day in range(80) for row in sitting(day, 4, "Ostkai"))]
    analysis = analyse(rows)
    assert value(analysis, "sessions.sessions") == 150
    assert value(analysis, "sessions.median_minutes") == 18.0
    assert value(analysis, "sessions.median_plays") == 4.0
    assert value(analysis, "sessions.per_day") == 1.9  # 150 on 80 days
    assert fact_of(analysis, "sessions.per_day").sample == 80


def test_the_longest_session_begins_on_a_local_day() -> None:
    # From 23:30 UTC on, ten plays of thirty minutes: five hours.
    long = [
        play(utc(2021, 5, 1, 23, 30) + n * 30 * MINUTE, title=f"Mix {n}", seconds=1_800) for n in range(10)
    ]
    analysis = analyse([*BASE, *long], "Europe/Berlin")
    assert value(analysis, "sessions.longest_hours") == 5.0
    assert value(analysis, "sessions.longest_date") == "2 May 2021"


def test_few_sessions_are_not_usual() -> None:
    rows = [row for day in range(9) for row in sitting(day, 12, "Ostkai")]
    analysis = analyse(rows)
    assert value(analysis, "sessions.sessions") == 9
    for name in ("median_minutes", "median_plays", "per_day", "one_artist_share"):
        assert fact_of(analysis, f"sessions.{name}").reason == "Too few sessions to speak of a usual one."


def test_sessions_of_one_artist() -> None:
    rows = [
        *BASE,
        *(row for day in range(3) for row in sitting(day, 4, "Ostkai")),
        *(row for day in range(3, 12) for row in sitting(day, 4, "Ostkai", "Ostkai", "Ostkai", "Brel")),
        *(row for day in range(12, 20) for row in sitting(day, 3, "Ostkai")),  # too short to tell
        skip(utc(2021, 3, 1, 18, 4), "Passer 1", "Bit"),  # no play
    ]
    fact = fact_of(analyse(rows), "sessions.one_artist_share")
    assert (fact.value, fact.sample) == (25.0, 12)


# ----------------------------------------------------------------------------------------------------- streaks


def on(*days: int, plays: int = 1) -> list[Row]:
    """Plays on days counted from 1 March 2021."""
    return [
        play(START + day * DAY + n * 5 * MINUTE, f"Passer {day} {n}", f"Tune {day} {n}")
        for day in days
        for n in range(plays)
    ]


def test_streaks_and_dry_spells() -> None:
    # Days 0-6, 8-13, 20-30: streaks of 7, 6 and 11 days; silences of 1 and 6.
    rows = on(*range(7), *range(8, 14), *range(20, 31), plays=5)
    analysis = analyse(rows)
    assert value(analysis, "streaks.weeks_or_longer") == 2
    assert value(analysis, "streaks.longest_from") == "21 March 2021"
    assert value(analysis, "streaks.dry_spell_days") == 6
    assert value(analysis, "streaks.dry_spell_from") == "15 March 2021"
    assert value(analysis, "streaks.active_day_share") == pc(24, 31)
    assert fact_of(analysis, "streaks.active_day_share").sample == 31


def test_a_missing_month_is_no_silence() -> None:
    # March until the 20th, all of May: April may be missing, so its silence is none, and its days do not count.
    rows = on(*range(5), *range(8, 20), *range(61, 92), plays=3)
    analysis = analyse(rows)
    assert value(analysis, "streaks.dry_spell_days") == 3
    assert value(analysis, "streaks.dry_spell_from") == "6 March 2021"
    assert value(analysis, "streaks.active_day_share") == pc(48, 31 + 31)


def test_every_day_leaves_no_silence() -> None:
    analysis = analyse(on(*range(100)))
    assert value(analysis, "streaks.dry_spell_days") == 0
    assert fact_of(analysis, "streaks.dry_spell_from").reason == (
        "No day of the record passed without a play."
    )
    assert value(analysis, "streaks.active_day_share") == 100.0


def test_days_in_a_row_with_one_artist() -> None:
    rows = [
        *BASE,
        *(row for day in (*range(10, 16), *range(17, 21)) for row in sitting(day, 2, "Ostkai", "Brel")),
        *sitting(16, 1, "Brel"),
    ]
    analysis = analyse(rows)
    assert value(analysis, "streaks.artist_streak_days") == 11
    assert value(analysis, "streaks.artist_streak_artist") == "Brel"
    assert fact_of(analysis, "streaks.artist_streak_days").sample == 100


def test_the_earlier_of_two_equal_streaks() -> None:
    rows = [
        *BASE,
        *(row for day in range(30, 33) for row in sitting(day, 1, "Brel")),
        *(row for day in range(20, 23) for row in sitting(day, 1, "Ostkai")),
    ]
    assert value(analyse(rows), "streaks.artist_streak_artist") == "Ostkai"


def test_an_artist_a_day_is_no_streak() -> None:
    analysis = analyse(BASE)
    for name in ("streaks.artist_streak_days", "streaks.artist_streak_artist"):
        assert fact_of(analysis, name).reason == "No artist was played on two days in a row."


def test_streaks_of_neighbours_in_the_alphabet_stay_apart() -> None:
    # Anna on the last day of the record and Anne on its first are no two days in a row.
    rows = [
        *crowd(START + DAY, 98),
        play(START, "Anne", "First"),
        play(START + 99 * DAY, "Anna", "Last"),
        play(START + 40 * DAY + HOUR, "Passer 3", "Other"),
    ]
    assert value(analyse(rows), "streaks.artist_streak_days") is None
