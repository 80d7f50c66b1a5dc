"""How titles, dates and times are written."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unwrapped_desktop.analysis.words import (
    date_words,
    day_of,
    fold,
    is_quotable,
    month_of_day,
    month_words,
    shown_title,
    time_words,
)

dates = st.dates(date(1950, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    "suffix",
    [
        " - 2011 Remaster",
        " - Remaster",
        " - Remastered",
        " - Remastered 2009",
        " - 2009 Remastered",
        " - 2015 Remastered Version",
        " - Remastered Version",
        " - Remastered Version 2004",
        " - 2004 Digital Remaster",
        " - 2004 Digitally Remastered",
        " - 2009 Re-Mastered",
        " - REMASTERED",
        " (2011 Remaster)",
        " (Remastered)",
        " (Remastered 2015)",
        " [Remastered]",
        " [2012 Digital Remaster]",
        " (Remastered in 2015)",
        " (feat. Nadide Su)",
        " (ft. Nadide Su)",
        " (Ft Nadide Su & Ostkai)",
        " (featuring Nadide Su)",
        " (with Nadide Su)",
        " [feat. Nadide Su]",
        " - feat. Nadide Su",
        " - ft. Nadide Su",
        " (feat. Nadide Su) - 2011 Remaster",
        " - 2011 Remaster (feat. Nadide Su)",
        " (feat. Nadide Su) [Remastered]",
        "  -  2011  Remaster  ",
    ],
)
def test_editions_and_guests_are_left_out(suffix: str) -> None:
    assert shown_title(f"Paper Boats{suffix}") == "Paper Boats"


@pytest.mark.parametrize(
    "title",
    [
        "Paper Boats",
        "Paper Boats - Live",
        "Paper Boats - Live at the Pavilion",
        "Paper Boats (Slowed + Reverb)",
        "Paper Boats - Radio Edit",
        "Paper Boats - 2011 Mix",
        "Paper Boats, Pt. 2",
        "Remaster",
        "Remastered",
        "- 2011 Remaster",
        "(feat. Nadide Su)",
        "Left - Right",
        "Feature (Without You)",
        "The Remastered Heart",
        "1999",
        "夜に駆ける",
    ],
)
def test_all_else_stays(title: str) -> None:
    assert shown_title(title) == title


@given(st.text(max_size=60))
def test_a_shown_title_is_settled_and_never_longer(title: str) -> None:
    shown = shown_title(title)
    assert shown_title(shown) == shown
    assert len(shown) <= len(title)
    assert bool(shown) == bool(title.strip())


@given(st.text(max_size=60))
def test_white_space_is_single(title: str) -> None:
    assert shown_title(title).split(" ") == shown_title(title).split() or not shown_title(title)


def test_names_that_are_the_same() -> None:
    assert fold(" Beyoncé ") == fold("BEYONCE\u0301") == "beyoncé"
    assert fold("STRASSE") == fold("Straße")
    assert fold("Ostkai") != fold("Ost Kai")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a" * 40, True),
        ("a" * 41, False),
        ("", False),
        ("two\nlines", False),
        ("bell\x07", False),
        ("zero\u200bwidth", False),
        ("\u202etloc", False),
        ("Ostkai", True),
        ("夜に駆ける", True),
    ],
)
def test_what_may_be_quoted(name: str, expected: bool) -> None:
    assert is_quotable(name) is expected


@pytest.mark.parametrize("name", ["شروین حاجی\u200cپور", "👩\u200d🎤", "ක්\u200dෂ"])
def test_joiners_are_part_of_a_name(name: str) -> None:
    assert is_quotable(name)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (0, "1 January 1970"),
        (-1, "31 December 1969"),
        (20_771, "14 November 2026"),
        (18_321, "29 February 2020"),
        (18_322, "1 March 2020"),
    ],
)
def test_dates_in_words(day: int, words: str) -> None:
    assert date_words(day) == words


@given(dates)
def test_days_and_months_agree_with_the_calendar(value: date) -> None:
    day = day_of(value)
    assert date(1970, 1, 1) + timedelta(days=day) == value
    assert date_words(day) == f"{value.day} {value:%B} {value.year}"
    assert month_of_day(day) == value.year * 12 + value.month - 1
    assert month_words(month_of_day(day)) == f"{value:%B} {value.year}"


@pytest.mark.parametrize(
    ("minute", "words"),
    [(0, "0:00"), (9, "0:09"), (462, "7:42"), (720, "12:00"), (1_439, "23:59"), (1_440, "0:00")],
)
def test_times_in_words(minute: int, words: str) -> None:
    assert time_words(minute) == words
