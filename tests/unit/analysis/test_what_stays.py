"""What is marked as staying: names, times and both together that only private sessions tell of, and quiet music."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.unit.analysis.histories import DAY, HOUR, analyse, crowd, play, read, repeat, skip, utc
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.analysis.stretch import take_stretch
from unwrapped_desktop.analysis.what_stays import QuietNames, QuietPlays
from unwrapped_desktop.domain.receipt import Cell
from unwrapped_desktop.domain.why import Why

START = utc(2021, 3, 1, 8)
PRIVATE: dict[str, Any] = {"incognito_mode": True}
ROWS = [
    *crowd(START, 120),
    # An artist and songs of private sessions alone, on days that others have too.
    *repeat(START + 3 * HOUR, 9, artist="Veiled", title="Hushed", album="Behind Doors", **PRIVATE),
    # A public artist with a private song, and a song that was played both ways.
    *repeat(START + 5 * HOUR, 4, artist="Ostkai", title="Lamplight"),
    *repeat(START + 6 * HOUR, 4, artist="Ostkai", title="Undertow", **PRIVATE),
    *repeat(START + 9 * DAY + HOUR, 5, artist="Ostkai", title="Lamplight", **PRIVATE),
    # A title that one sings in the open, and another behind closed doors.
    play(START + 7 * HOUR, "Passer 1", "Intro"),
    play(START + 8 * HOUR, "Veiled", "Intro", **PRIVATE),
    # Two of one title: the one in the open is the one that is meant.
    play(START + 10 * HOUR, "Ostkai", "Ferry"),
    play(START + 11 * HOUR, "Ostkai", "Ferry - 2011 Remaster", **PRIVATE),
    # A month and a year of nothing else.
    *repeat(utc(2022, 5, 3, 14), 6, artist="Passer 2", title="Passer Tune 2", **PRIVATE),
    # Something that was only ever started.
    skip(START + 12 * HOUR, "Shy", "Half a Verse", **PRIVATE),
    skip(START + 13 * HOUR, "Bold", "Half a Chorus"),
]


@pytest.fixture(scope="module")
def listening() -> Listening:
    return Listening(read(ROWS).record, ZoneInfo("UTC"), load_reference())


@pytest.fixture(scope="module")
def quiet(listening: Listening) -> QuietPlays:
    return QuietPlays(listening)


def cells(*told: tuple[str, str | int, str]) -> list[Cell]:
    return [Cell(label=label, value=value, unit=unit) for label, value, unit in told]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ([("artist", "Ostkai", "artist")], None),
        ([("artist", "Veiled", "artist")], Why.PRIVATE),
        ([("Veiled", 9, "count")], Why.PRIVATE),
        ([("song", "Lamplight", "track"), ("artist", "Ostkai", "artist")], None),
        ([("song", "Undertow", "track"), ("artist", "Ostkai", "artist")], Why.PRIVATE),
        ([("song", "Undertow", "track")], Why.PRIVATE),
        ([("Undertow", 4, "count")], Why.PRIVATE),
        ([("album", "Behind Doors", "album")], Why.PRIVATE),
        ([("song", "Intro", "track"), ("artist", "Passer 1", "artist")], None),
        ([("song", "Intro", "track")], Why.PRIVATE),
        ([("song", "Ferry", "track"), ("artist", "Ostkai", "artist")], None),
        ([("artist", "Shy", "artist")], Why.PRIVATE),
        ([("artist", "Bold", "artist")], None),
        ([("date", "1 March 2021", "date")], None),
        ([("date", "3 May 2022", "date")], Why.PRIVATE),
        ([("month", "May 2022", "month")], Why.PRIVATE),
        ([("year", 2022, "year")], Why.PRIVATE),
        ([("year", 2021, "year")], None),
        ([("from", "14:00", "time")], Why.PRIVATE),
        ([("date", "4 May 2022", "date")], None),
        (
            [("song", "Lamplight", "track"), ("artist", "Ostkai", "artist"), ("on", "1 March 2021", "date")],
            None,
        ),
        (
            [("song", "Lamplight", "track"), ("artist", "Ostkai", "artist"), ("on", "10 March 2021", "date")],
            Why.PRIVATE,
        ),
        ([("artist", "Ostkai", "artist"), ("on", "10 March 2021", "date")], Why.PRIVATE),
        ([("artist", "Passer 2", "artist"), ("in", "May 2022", "month")], Why.PRIVATE),
        ([("plays", 3, "count"), ("share", 4.5, "percent")], None),
    ],
)
def test_what_is_told_together_stays_or_goes(
    quiet: QuietPlays, told: list[tuple[str, str | int, str]], why: Why | None
) -> None:
    assert quiet.why(cells(*told)) is why


def test_a_title_above_names_somebody_too(quiet: QuietPlays) -> None:
    assert quiet.why(cells(("plays", 9, "count")), title="Veiled") is Why.PRIVATE
    assert quiet.why(cells(("plays", 9, "count")), title="Ostkai") is None


def test_an_artist_of_an_era_stays_where_only_private_plays_of_it_are(quiet: QuietPlays) -> None:
    march, may = range(2021 * 12 + 2, 2021 * 12 + 3), range(2022 * 12 + 4, 2022 * 12 + 5)
    assert quiet.why_in_months("Passer 2", march) is None
    assert quiet.why_in_months("Passer 2", may) is Why.PRIVATE
    assert quiet.why_in_months("Veiled", march) is Why.PRIVATE
    assert quiet.why_in_months("Nobody", march) is None


def test_in_a_stretch_its_own_plays_count(listening: Listening) -> None:
    """Somebody who was heard in the open in another year stays where all of this one's plays are private."""
    year = take_stretch(listening, 2022 * 12, 2022 * 12 + 11, name="year 2022")
    whole, stretch = QuietPlays(listening), QuietPlays(year)
    told = cells(("artist", "Passer 2", "artist"))
    assert whole.why(told) is None
    assert stretch.why(told) is Why.PRIVATE


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Super Simple Songs", Why.CHILDREN),
        ("White Noise Baby Sleep", Why.SLEEP),
        ("Yasser Al Dosari", Why.SACRED),
        ("Hillsong UNITED", Why.SACRED),
        ("ABBA", None),
    ],
)
def test_quiet_music_is_marked_wherever_it_is_named(name: str, why: Why | None) -> None:
    rows = [*crowd(START, 120), *repeat(START + HOUR, 30, artist=name, title="Number One", album="The Best")]
    quiet = QuietPlays(Listening(read(rows).record, ZoneInfo("UTC"), load_reference()))
    assert quiet.why(cells(("artist", name, "artist"))) is why
    assert quiet.why(cells(("song", "Number One", "track"))) is why
    assert quiet.why(cells(("album", "The Best", "album"))) is why
    charts = analyse(rows).charts
    assert charts is not None
    assert [rank.why for rank in (charts.artists[0], charts.songs[0], charts.albums[0])] == [why] * 3


def test_names_alone_are_told_from_lists() -> None:
    quiet = QuietNames({"Raffi": Why.CHILDREN})
    assert quiet.why(cells(("artist", "Raffi", "artist"))) is Why.CHILDREN
    assert quiet.why(cells(("artist", "ABBA", "artist"))) is None
    assert quiet.why_in_months("Raffi", range(1)) is Why.CHILDREN


def test_receipts_facts_and_pictures_of_a_measured_record_are_marked() -> None:
    analysis = analyse(
        [*ROWS, *repeat(START + 20 * DAY + 4 * HOUR, 60, artist="Veiled", title="Hushed", **PRIVATE)]
    )
    findings = {finding.id: finding for finding in analysis.findings}
    for name in ("house_artist", "top_song", "song_day", "loop_run"):
        if name in findings:
            assert findings[name].receipt.why is Why.PRIVATE
            assert not findings[name].receipt.shareable
            assert not findings[name].shareable
    assert findings["loop_run"].receipt.title == "Hushed"
    facts = {fact.id: fact for fact in analysis.facts}
    assert facts["who.top_artist"].why is Why.PRIVATE
    assert facts["obsessions.song_day_date"].why is facts["obsessions.song_day_song"].why is Why.PRIVATE
    assert facts["sessions.longest_date"].why is Why.PRIVATE
    assert facts["who.artists"].why is None
    charts = analysis.charts
    assert charts is not None
    assert [(month.month, month.is_private) for month in charts.months][-1] == ("2022-05", True)
    assert [(year.year, year.is_private) for year in charts.years] == [(2021, False), (2022, True)]


def test_a_record_without_private_sessions_is_not_marked_for_them() -> None:
    analysis = analyse([*crowd(START, 140), *repeat(START + HOUR, 30)])
    assert all(finding.receipt.why in {None, Why.TENDER} for finding in analysis.findings)
    assert all(fact.why is None for fact in analysis.facts)
