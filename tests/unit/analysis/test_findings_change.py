"""How it changed: by hand, and just below each threshold."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from tests.unit.analysis.histories import (
    DAY,
    HOUR,
    analyse,
    cells,
    crowd,
    fact_of,
    finding_of,
    known,
    lines,
    play,
    quoted,
    repeat,
    utc,
)
from tests.unit.sources.rows import Row
from unwrapped_desktop.analysis.reference import load_reference

BEGIN = utc(2018, 1, 1, 12)
END = utc(2022, 6, 30, 12)
YEARS = [*crowd(BEGIN, 164, every=10 * DAY), play(END, "Passer 0", "The Last Tune")]
"""Four and a half years with a play every ten days."""


# -------------------------------------------------------------------------------------------------- obsession


def burst(plays: int, days: int, artist: str = "Ostkai", first: timedelta = 500 * DAY) -> list[Row]:
    """Plays spread over that many days, both ends included."""
    step = (days - 1) * DAY / (plays - 1)
    return [
        play((BEGIN + first + n * step).replace(microsecond=0), artist, f"{artist} Song {n % 4}")
        for n in range(plays)
    ]


def test_obsession() -> None:
    # 500 days after 1 January 2018 is 16 May 2019; 60 days later, both counted, 14 July.
    found = finding_of(analyse([*YEARS, *burst(40, 60)]), "obsession")
    assert found is not None
    assert cells(found) == {
        "artist": "Ostkai",
        "from": "May 2019",
        "to": "July 2019",
        "plays": 40,
        "weeks": 9,  # 60 / 7 = 8.57
        "after": 0,
    }
    assert lines(found)["plays before"] == 0


@pytest.mark.parametrize(
    ("plays", "days", "first", "fires"),
    [
        (40, 200, 500, True),
        (40, 201, 500, False),
        (39, 60, 500, False),
        (40, 10, 500, True),
        (40, 9, 500, False),
        (40, 60, 90, True),
        (40, 60, 89, False),
    ],
)
def test_obsession_by_length_and_beginning(plays: int, days: int, first: int, fires: bool) -> None:
    assert (quoted([*YEARS, *burst(plays, days, first=first * DAY)], "obsession") is not None) == fires


def test_an_obsession_is_over() -> None:
    """Its last play lies more than 180 days before the last of the record."""
    last = (END - BEGIN).days - 59
    assert quoted([*YEARS, *burst(40, 60, first=(last - 181) * DAY)], "obsession") is not None
    assert quoted([*YEARS, *burst(40, 60, first=(last - 180) * DAY)], "obsession") is None
    late = play(END - DAY, "Ostkai", "Ostkai Song 0")
    assert quoted([*YEARS, *burst(40, 60), late], "obsession") is None


@pytest.mark.parametrize(("year", "fires"), [(-1, True), (0, False), (1, False), (2, True)])
def test_an_obsession_after_a_death_may_be_mourning(year: int, fires: bool) -> None:
    """The guard covers the year of the death and the one after."""
    artist = max(
        (a for a in load_reference().artists if a.is_target and a.died and 2012 <= a.died <= 2020),
        key=lambda a: a.popularity,
    )
    assert artist.died is not None
    begin = utc(artist.died + year, 3, 1, 12)
    years = crowd(begin - 400 * DAY, 165, every=10 * DAY)
    rows = [play(begin + n * DAY, artist.name, f"Song {n % 5}") for n in range(60)]
    found = quoted([*years, *rows], "obsession")
    assert (found is not None) == fires
    if found is not None:
        assert (found["artist"], found["plays"]) == (artist.name, 60)


# -------------------------------------------------------------------------------------------- reign, moving out


def year_with(year: int, favourite: str, plays: int, others: int) -> list[Row]:
    return [
        *repeat(utc(year, 1, 2, 12), plays, 2 * DAY, artist=favourite, title=f"{favourite} Song"),
        *crowd(utc(year, 1, 3, 15), others, every=3 * DAY, artists=70),
    ]


def test_reign() -> None:
    rows = [*year_with(2019, "Ostkai", 20, 80), *year_with(2020, "Nadide Su", 30, 70)]
    assert quoted(rows, "reign") == {
        "year": 2019,
        "artist": "Ostkai",
        "plays": 20,
        "later_year": 2020,
        "later_artist": "Nadide Su",
        "later_plays": 30,
    }
    assert quoted([*year_with(2019, "Ostkai", 20, 79), *rows[100:]], "reign") is None
    apart = [*year_with(2018, "Ostkai", 20, 80), *rows[100:]]
    assert quoted(apart, "reign") is None
    same = [*year_with(2019, "Nadide Su", 20, 80), *rows[100:]]
    assert quoted(same, "reign") is None


def leaving(*months: int, year: int = 2020, month: int = 3) -> list[Row]:
    rows = []
    for number, plays in enumerate(months):
        rows += repeat(utc(year, month + number, 1, 12), plays, 12 * HOUR)
    return rows


@pytest.mark.parametrize(
    ("months", "fires"),
    [
        ((31, 12, 3), True),
        ((15, 9, 5), True),  # 29 in all; with eleven before: 40
        ((14, 9, 5), False),
        ((15, 10, 5), False),
        ((18, 9, 6), False),
        ((31, 12, 3, 0, 1), False),
    ],
)
def test_moving_out(months: tuple[int, ...], fires: bool) -> None:
    before = repeat(utc(2019, 5, 1, 12), max(40 - sum(months), 0), HOUR)
    found = quoted([*YEARS, *before, *leaving(*months)], "moving_out")
    expected = {
        "artist": "Ostkai",
        "first_month": "March 2020",
        "first": months[0],
        "second_month": "April 2020",
        "second": months[1],
        "third_month": "May 2020",
        "third": months[2],
        "after": 0,
    }
    assert found == (expected if fires else None)


def test_moving_out_needs_forty_plays_and_half_a_year() -> None:
    assert quoted([*YEARS, *leaving(24, 12, 3)], "moving_out") is None  # 39
    assert quoted([*YEARS, *leaving(25, 12, 3)], "moving_out") is not None
    # The third month ends on 1 January 2022 at noon; the record on 30 June, 180 days later.
    assert (
        quoted([*YEARS, *leaving(31, 12, year=2021, month=11), play(utc(2022, 1, 1, 12))], "moving_out")
        is None
    )
    late = [*leaving(31, 12, year=2021, month=10), play(utc(2021, 12, 31, 12))]
    assert quoted([*YEARS, *late], "moving_out") is not None


# ------------------------------------------------------------------------------------- closed in, open door


def old_and_new(old: int, new: int) -> list[Row]:
    """Three years; after the first, that many plays of artists met in it, and of new ones."""
    step = timedelta(days=700) / (old + new)
    later = [
        play(
            (utc(2019, 1, 5, 12) + n * step).replace(microsecond=0),
            f"Passer {n % 20}" if n < old else f"New {n}",
            f"Tune {n}",
        )
        for n in range(old + new)
    ]
    return [
        *crowd(utc(2018, 1, 1, 12), 100, artists=20, every=3 * DAY),
        *later,
        play(utc(2020, 12, 31, 12), "Passer 1", "End"),
    ]


def test_closed_in() -> None:
    assert quoted(old_and_new(424, 75), "closed_in") == {"year": 2018, "plays": 500, "share": 85.0}
    assert quoted(old_and_new(423, 76), "closed_in") is None
    assert quoted(old_and_new(424, 74), "closed_in") is None  # 499 plays
    short = [row for row in old_and_new(424, 75) if str(row["ts"]) < "2020-12-30"]
    assert quoted(short, "closed_in") is None


def last_year(new: int, old: int) -> list[Row]:
    step = timedelta(days=360) / (new + old)
    end = utc(2020, 12, 31, 12)
    lately = [
        play(
            (end - 361 * DAY + n * step).replace(microsecond=0),
            f"New {n % 30}" if n < new else f"Passer {n % 20}",
            f"Tune {n}",
        )
        for n in range(new + old - 1)
    ]
    return [
        *crowd(utc(2019, 1, 1, 12), 100, artists=20, every=3 * DAY),
        *lately,
        play(end, "Passer 1", "End"),
    ]


def test_open_door() -> None:
    # More than 35 % of the last year's plays.
    found = finding_of(analyse(last_year(71, 129)), "open_door")
    assert found is not None
    assert cells(found) == {"artists": 30, "plays": 200, "share": 35.5}
    assert lines(found)["plays of theirs"] == 71
    assert quoted(last_year(70, 130), "open_door") is None
    assert quoted(last_year(80, 119), "open_door") is None  # 199 plays
    fact = fact_of(analyse(last_year(71, 129)), "change.new_artist_share")
    assert (fact.value, fact.sample) == (35.5, 200)


def test_a_short_record_cannot_tell_the_new_from_the_old() -> None:
    fact = fact_of(analyse(crowd(BEGIN, 227, every=2 * DAY)), "change.new_artist_share")  # 453 days
    assert (fact.value, fact.available) == (None, False)
    assert fact.reason
    assert fact_of(analyse(crowd(BEGIN, 228, every=2 * DAY)), "change.new_artist_share").available  # 455 days


# -------------------------------------------------------------------------------------------------- flings


def fling(number: int, plays: int = 10, days: int = 13) -> list[Row]:
    begin = utc(2019, 3, 1, 12) + number * 20 * DAY
    step = timedelta(days=days) / (plays - 1)
    return [
        play((begin + n * step).replace(microsecond=0), f"Fling {number}", f"Song {n}") for n in range(plays)
    ]


def test_flings() -> None:
    rows = [*YEARS, *(row for number in range(4) for row in fling(number))]
    assert quoted([*rows, *fling(4, 12)], "flings") == {
        "artists": 5,
        "artist": "Fling 4",
        "plays": 12,
        "month": "May 2019",
        "after": 0,
    }
    assert quoted(rows, "flings") is None
    assert quoted([*rows, *fling(4, 9)], "flings") is None
    assert quoted([*rows, *fling(4, 10, 14)], "flings") is None  # the tenth on the fifteenth day
    assert quoted([*rows, *fling(4), play(END - 100 * DAY, "Fling 4", "Again")], "flings") is None


def test_flings_count_those_that_may_not_be_named_too() -> None:
    long_name = "An Ensemble With a Name of More Than Forty Characters"
    unnamed = [{**row, "master_metadata_album_artist_name": long_name} for row in fling(7)]
    rows = [*YEARS, *(row for number in range(4) for row in fling(number)), *fling(4, 12), *unnamed]
    found = quoted(rows, "flings")
    assert found is not None
    assert found["artists"] == 6


# ------------------------------------------------------------------------------- left behind, and come back


def gone(plays: int, last: timedelta) -> list[Row]:
    """Plays of one artist, the last of them so long before the record's end."""
    return [*YEARS, *(play(END - last - n * DAY) for n in range(plays))]


def test_abandoned() -> None:
    # 366 days before 30 June 2022 is 29 June 2021.
    assert quoted(gone(25, 366 * DAY), "abandoned") == {
        "artist": "Ostkai",
        "plays": 25,
        "date": "29 June 2021",
        "months": 12,
        "after": 0,
    }
    assert quoted(gone(24, 366 * DAY), "abandoned") is None
    assert quoted(gone(25, 365 * DAY), "abandoned") is None


def test_only_one_of_a_years_ten_is_abandoned() -> None:
    crowded = []
    for number in range(10):
        crowded += repeat(utc(2020, 1, 3, 12) + number * HOUR, 60, 6 * DAY, artist=f"Stayer {number}")
        crowded += repeat(utc(2022, 6, 1, 12) + number * HOUR, 2, DAY, artist=f"Stayer {number}")
    eleventh = repeat(utc(2020, 2, 1, 18), 50, 6 * DAY)
    assert quoted([*YEARS, *crowded, *eleventh], "abandoned") is None
    tenth = repeat(utc(2020, 2, 1, 18), 61, 5 * DAY)
    assert quoted([*YEARS, *crowded, *tenth], "abandoned") is not None


def test_abandoned_counts_whole_months() -> None:
    rows = [*gone(25, 365 * DAY), play(END + 1 * DAY, "Passer 0", "Afterwards")]
    found = quoted(rows, "abandoned")
    assert found is not None
    assert found["date"] == "30 June 2021"
    assert found["months"] == 12


def test_first_song() -> None:
    first = play(BEGIN - HOUR, title="Lamplight - 2011 Remaster")
    rows = [first, *crowd(BEGIN, 498, every=3 * DAY)]
    assert quoted([*rows, play(utc(2020, 1, 1), title="Lamplight - 2011 Remaster")], "first_song") == {
        "track": "Lamplight",
        "artist": "Ostkai",
        "date": "1 January 2018",
        "plays": 1,
    }
    assert quoted(rows, "first_song") is None  # 499 plays


def test_the_first_song_is_the_one_that_began_first() -> None:
    long = play(BEGIN - HOUR, title="Long", seconds=7_000)
    rows = [long, play(BEGIN - HOUR / 2, title="Short"), *crowd(BEGIN, 498, every=3 * DAY)]
    found = quoted(rows, "first_song")
    assert found is not None
    assert found["track"] == "Long"


def return_after(gap: int, *, before: int = 15, after: int = 5, over: int = 29) -> list[Row]:
    back = BEGIN + (100 + gap) * DAY
    return [
        *YEARS,
        *(play(BEGIN + 100 * DAY - n * DAY, title="Before") for n in range(before)),
        play(back, title="Return"),
        *(play(back + over * DAY - n * DAY, title="After") for n in range(after - 1)),
    ]


def test_came_back() -> None:
    # The last play before lies 100 days after 1 January 2018, on 11 April; 366 days later is 12 April 2019.
    found = finding_of(analyse(return_after(366)), "came_back")
    assert found is not None
    assert cells(found) == {
        "artist": "Ostkai",
        "track": "Return",
        "years": 1,
        "date": "12 April 2019",
        "plays": 5,
    }


@pytest.mark.parametrize(
    ("gap", "before", "after", "over", "fires"),
    [
        (365, 15, 5, 29, False),
        (366, 15, 4, 29, False),
        (366, 14, 5, 29, False),  # 19 plays in all
        (366, 15, 5, 33, False),  # the fifth 33 days later: four within thirty days
        (366, 6, 15, 29, True),
        (366, 5, 15, 29, False),
        (730, 15, 5, 29, True),
    ],
)
def test_came_back_just_below(gap: int, before: int, after: int, over: int, fires: bool) -> None:
    rows = return_after(gap, before=before, after=after, over=over)
    found = quoted(rows, "came_back")
    assert (found is not None) == fires
    if found is not None:
        assert (found["years"], found["plays"]) == (gap // 365, after)


def test_days_of_silence_are_days_without_a_play() -> None:
    found = finding_of(analyse(return_after(400)), "came_back")
    assert found is not None
    assert lines(found)["days of silence"] == 399


# ----------------------------------------------------------------------------------------- those who stayed


def monthly(months: int, missing: Sequence[int] = (), artist: str = "Ostkai") -> list[Row]:
    return [
        play(utc(2018 + n // 12, n % 12 + 1, 15, 12), artist, f"Month {n}")
        for n in range(months)
        if n not in missing
    ]


def test_every_month() -> None:
    rows = crowd(utc(2018, 1, 2, 12), 100, every=7 * DAY)  # to 25 November 2019
    assert quoted([*rows, *monthly(24)], "every_month") == {
        "artist": "Ostkai",
        "months": 24,
        "missed": 0,
        "years": 2,
        "plays": 24,
    }
    assert quoted([*rows, *monthly(24, [7])], "every_month") is None
    assert quoted([*rows, *monthly(23)], "every_month") is None


def test_every_month_has_no_missing_month() -> None:
    rows = [*crowd(utc(2018, 1, 2, 12), 100, every=DAY), *monthly(24, [13])]
    assert quoted(rows, "every_month") is None


def met(kept: int, lost: int = 3, day: int = 95) -> list[Row]:
    rows = list(YEARS)
    for number in range(kept + lost):
        rows += repeat(BEGIN + (day + number) * DAY + HOUR, 4, artist=f"Friend {number:02d}")
        back = END - 100 * DAY if number < kept else END - 600 * DAY
        rows.append(play(back, f"Friend {number:02d}", f"Again {number}"))
    return rows


def test_still_here() -> None:
    # The crowd's fifty artists have three or four plays each: none of them was met in this sense.
    assert quoted(met(5), "still_here") == {"year": 2018, "met": 8, "kept": 5}
    assert quoted(met(4), "still_here") is None


def test_still_here_says_whom_it_counts() -> None:
    found = finding_of(analyse([*met(5), *repeat(BEGIN + DAY, 5, artist="Early Friend")]), "still_here")
    assert found is not None
    assert found.value("met") == 9 or "90 days" in found.receipt.population


def loyal(plays: int, years_days: int) -> list[Row]:
    end = utc(2024, 1, 1, 12)
    step = timedelta(days=years_days) / (plays - 1)
    return [
        *crowd(utc(2018, 1, 1, 12), 110, every=20 * DAY),
        play(end, "Passer 1", "End"),
        *(play((end - 89 * DAY - n * step).replace(microsecond=0)) for n in range(plays)),
    ]


def test_long_loyalty() -> None:
    assert quoted(loyal(50, 1_825), "long_loyalty") == {
        "artist": "Ostkai",
        "date": "5 October 2018",
        "years": 5,
        "plays": 50,
    }
    assert quoted(loyal(49, 1_825), "long_loyalty") is None
    assert quoted(loyal(50, 1_824), "long_loyalty") is None
    later = [*loyal(50, 1_825), play(utc(2024, 1, 2, 12), "Passer 1", "Really the End")]
    assert quoted(later, "long_loyalty") is None


def test_tried_once() -> None:
    rows = [*YEARS, *crowd(utc(2018, 6, 1, 12), 24, artists=24, name="Once")]
    assert quoted(rows, "tried_once") is None
    assert quoted([*rows, play(utc(2020, 2, 29, 12), "Ostkai")], "tried_once") == {
        "once_artists": 25,
        "artist": "Ostkai",
        "date": "29 February 2020",
    }


def test_short_record() -> None:
    assert quoted(crowd(BEGIN, 499), "short_record") == {"plays": 499, "days": 499, "full": 500}
    assert quoted(crowd(BEGIN, 500), "short_record") is None


# ------------------------------------------------------------------------------------- whom nobody jokes about


@pytest.mark.parametrize("mark", ["sacred", "care"])
def test_marked_artists_do_not_change_aloud(mark: str) -> None:
    name = known(lambda artist: bool(getattr(artist, mark)), targets=False)[0]
    quiet = {"master_metadata_album_artist_name": name}
    for rows, family in (
        (burst(60, 60), "obsession"),
        (leaving(31, 12, 3), "moving_out"),
        (gone(60, 500 * DAY)[len(YEARS) :], "abandoned"),
        (return_after(700)[len(YEARS) :], "came_back"),
    ):
        assert quoted([*YEARS, *rows], family) is not None, family
        assert quoted([*YEARS, *({**row, **quiet} for row in rows)], family) is None, family
