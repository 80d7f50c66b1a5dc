"""Counts for pictures: small histories counted by hand. `tests/property` counts whole listeners."""

from datetime import timedelta

from tests.unit.analysis.histories import DAY, HOUR, analyse, crowd, play, repeat, skip, utc
from unwrapped_desktop.domain.charts import Charts
from unwrapped_desktop.domain.finding import Analysis

START = utc(2021, 3, 1, 8)
"""A Monday."""


def charts_of(analysis: Analysis) -> Charts:
    """The counts of an analysis."""
    assert analysis.charts is not None
    return analysis.charts


def test_the_clock_counts_by_weekday_and_hour() -> None:
    charts = charts_of(analyse([*crowd(START, 140), *repeat(START + 6 * DAY + 15 * HOUR, 3)]))
    assert [sum(day) for day in charts.clock] == [20, 20, 20, 20, 20, 20, 23]
    assert charts.clock[0][8] == 20
    assert charts.clock[6][23] == 3
    assert sum(map(sum, charts.clock)) == 143


def test_a_year_covered_in_part_says_so_and_an_empty_one_is_there() -> None:
    rows = [*crowd(utc(2018, 1, 1, 8), 366), *crowd(utc(2020, 6, 1, 8), 30, name="Late")]
    charts = charts_of(analyse(rows))
    assert [(year.year, year.plays, year.is_whole) for year in charts.years] == [
        (2018, 365, True),
        (2019, 1, False),
        (2020, 30, False),
    ]
    assert charts.years[0].hours == 18.2
    assert charts.years[2].artists == 30


def test_months_know_who_was_new_once_that_can_be_told_and_what_was_skipped() -> None:
    rows = [*crowd(START, 200, artists=20), play(utc(2021, 8, 3, 9), "Newcomer", "Hello")]
    rows += [skip(utc(2021, 8, 4, 9) + number * HOUR, "Passer 1", "Passer Tune 1") for number in range(4)]
    months = {month.month: month for month in charts_of(analyse(rows)).months}
    assert list(months) == sorted(months)
    assert [months[f"2021-{number:02d}"].new_artists for number in range(3, 9)] == [None, None, None, 0, 0, 1]
    assert months["2021-08"].skipped == 4
    assert months["2021-08"].told == months["2021-08"].plays + 4


def test_lists_are_ordered_by_plays_and_the_curve_ends_with_everybody() -> None:
    charts = charts_of(analyse([*crowd(START, 150, artists=130), *repeat(START + HOUR, 30)]))
    assert (charts.artists[0].name, charts.artists[0].plays) == ("Ostkai", 30)
    assert charts.artists[0].share_percent == 16.6667
    assert (charts.songs[0].name, charts.songs[0].artist) == ("Lamplight", "Ostkai")
    assert charts.albums[0].name == "Lamplight, the Single"
    assert len(charts.artists) == 131
    assert len(charts.songs) == 100
    assert [(charts.concentration[place].artists) for place in (0, -1)] == [1, 131]
    assert charts.concentration[0].share_percent == 16.6667
    assert charts.concentration[-1].share_percent == 100.0


def test_at_most_five_hundred_artists_are_listed_with_the_day_they_were_first_played() -> None:
    rows = [*crowd(START, 600, artists=600), play(START + 700 * DAY, "Passer 7", "Once more")]
    artists = charts_of(analyse(rows)).artists
    assert len(artists) == 500
    assert (artists[0].name, artists[0].plays) == ("Passer 7", 2)
    assert artists[0].first_on == (START + 7 * DAY).date()


def test_the_first_day_that_is_told_is_one_outside_private_sessions() -> None:
    rows = [
        *crowd(START, 140, artists=20),
        {**play(START - 9 * DAY, "Passer 3", "Once more"), "incognito_mode": True},
    ]
    told = {rank.name: rank.first_on for rank in charts_of(analyse(rows)).artists}
    assert told["Passer 3"] == (START + 3 * DAY).date()


def test_who_was_played_in_private_sessions_alone_is_marked() -> None:
    rows = [
        *crowd(START, 140, artists=20),
        *({**row, "incognito_mode": True} for row in repeat(START + HOUR, 4, artist="Hidden", title="Song")),
        {**play(START + 300 * HOUR, "Passer 3", "Once more"), "incognito_mode": True},
    ]
    charts = charts_of(analyse(rows))
    assert [rank.name for rank in charts.artists if rank.is_private] == ["Hidden"]
    assert [rank.first_on for rank in charts.artists if rank.is_private] == [None]
    assert {rank.name for rank in charts.songs if rank.is_private} == {"Song", "Once more"}


def test_a_song_that_took_over_is_there_with_its_days_and_another_says_why_not() -> None:
    calm = crowd(START, 120, every=DAY)
    storm = repeat(START + 100 * DAY, 20, every=timedelta(hours=9))
    charts = charts_of(analyse([*calm, *storm]))
    (one,) = charts.obsessions
    assert (one.song, one.artist, one.plays) == ("Lamplight", "Ostkai", 20)
    assert one.first <= (START + 100 * DAY).date()
    assert one.last >= (START + 106 * DAY).date()
    assert charts.obsessions_reason is None
    quiet = charts_of(analyse(calm))
    assert quiet.obsessions == ()
    assert quiet.obsessions_reason == "No song took a fifth of a week's plays out of nowhere."


def test_streaks_are_runs_of_days_longest_first() -> None:
    rows = [
        *crowd(START, 100),
        *crowd(START + 110 * DAY, 7, name="After"),
        *crowd(START + 130 * DAY, 9, name="Last"),
    ]
    streaks = charts_of(analyse(rows)).streaks
    assert [streak.days for streak in streaks] == [100, 9, 7]
    assert (streaks[1].last - streaks[1].first).days == 8
