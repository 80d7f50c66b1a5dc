"""Every fact has a title and a theme, and the tables read as they should."""

from itertools import groupby

import pytest

from tests.measured_facts import measured_facts
from unwrapped_desktop.domain.fact_titles import FACT_THEMES, FACT_TITLES, fact_theme, fact_title

COUNTED_OF_REPORTS = {"record"}
"""Prefixes of what two reports are compared by, besides facts."""


def prefix_of(fact_id: str) -> str:
    return fact_id.partition(".")[0]


def test_every_fact_has_a_title() -> None:
    assert [fact_id for fact_id in measured_facts() if fact_id not in FACT_TITLES] == []


def test_every_title_is_that_of_a_fact() -> None:
    titled = [fact_id for fact_id in FACT_TITLES if prefix_of(fact_id) not in COUNTED_OF_REPORTS]
    assert [fact_id for fact_id in titled if fact_id not in measured_facts()] == []


def test_every_fact_has_a_theme() -> None:
    assert {prefix_of(fact_id) for fact_id in measured_facts()} == FACT_THEMES.keys() - COUNTED_OF_REPORTS


def test_the_prefixes_of_a_theme_stand_together() -> None:
    in_order = [title for title, _ in groupby(FACT_THEMES.values())]
    assert len(in_order) == len(set(in_order))


def test_there_are_at_least_nine_themes() -> None:
    assert len({fact_theme(fact_id) for fact_id in measured_facts()}) >= 9


@pytest.mark.parametrize(
    ("fact_id", "theme"),
    [
        ("who.top_artist", "Artists"),
        ("streaks.weeks_or_longer", "Sessions and streaks"),
        ("kettle_songs.boils", "Kettle songs"),
        ("", ""),
    ],
)
def test_a_theme_is_known_by_the_beginning_of_an_id(fact_id: str, theme: str) -> None:
    assert fact_theme(fact_id) == theme


@pytest.mark.parametrize("words", [*FACT_TITLES.values(), *FACT_THEMES.values()])
def test_titles_are_in_sentence_case(words: str) -> None:
    assert words == words.strip()
    assert words[0].isupper()
    assert not words.endswith(".")


def test_no_two_facts_of_a_theme_are_called_the_same() -> None:
    called = [(fact_theme(fact_id), fact_title(fact_id)) for fact_id in measured_facts()]
    assert len(called) == len(set(called))
