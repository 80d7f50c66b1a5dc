"""docs/facts.md names the facts of the engine: all of them, and no other."""

import re
from itertools import chain
from pathlib import Path

from tests.measured_facts import measured_facts
from unwrapped_desktop.domain.fact_counts import FACT_COUNTS, FACT_FORMULAS
from unwrapped_desktop.domain.fact_titles import FACT_THEMES, fact_theme, fact_title

PAGE = Path(__file__).parents[2] / "docs" / "facts.md"
COLUMNS = 6


def written_facts() -> dict[str, list[list[str]]]:
    """Return the cells of each line about a fact, by the title of its theme, in the order of the page."""
    themes: dict[str, list[list[str]]] = {}
    theme = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            theme = line.removeprefix("## ")
        elif line.startswith("| `"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            themes.setdefault(theme, []).append([cells[0].strip("`"), *cells[1:]])
    return themes


def lines() -> list[list[str]]:
    return list(chain.from_iterable(written_facts().values()))


def test_every_fact_stands_on_the_page_once() -> None:
    assert sorted(cells[0] for cells in lines()) == sorted(measured_facts())


def test_titles_and_units_are_those_of_the_program() -> None:
    written = {fact_id: (title, unit) for fact_id, title, unit, *_ in lines()}
    told = {fact_id: (fact_title(fact_id), fact.unit) for fact_id, fact in measured_facts().items()}
    assert written == told


def test_facts_stand_under_their_theme() -> None:
    astray = [
        (theme, cells[0])
        for theme, rows in written_facts().items()
        for cells in rows
        if fact_theme(cells[0]) != theme
    ]
    assert astray == []


def test_themes_stand_in_reading_order() -> None:
    order = list(dict.fromkeys(FACT_THEMES.values()))
    assert list(written_facts()) == [theme for theme in order if theme in written_facts()]


def test_every_line_says_what_is_counted() -> None:
    assert [cells[0] for cells in lines() if len(cells) != COLUMNS or not cells[3]] == []


def test_the_receipt_of_a_fact_says_what_the_page_says() -> None:
    assert {cells[0]: cells[3] for cells in lines()} == FACT_COUNTS
    assert {cells[0]: cells[5] for cells in lines() if cells[5]} == FACT_FORMULAS


def test_what_is_counted_stands_by_itself() -> None:
    leaning = re.compile(r"(its|that|those|which|how many|in how many)\b")
    assert [fact_id for fact_id, counted in FACT_COUNTS.items() if leaning.match(counted)] == []


def test_facts_that_abstain_for_the_samples_say_when() -> None:
    silent = {cells[0] for cells in lines() if not cells[4]}
    assert [fact.id for fact in measured_facts().values() if not fact.available and fact.id in silent] == []


def test_units_are_explained() -> None:
    explained = set(re.findall(r"`(\w+)`", PAGE.read_text(encoding="utf-8").partition("\n## ")[0]))
    assert {fact.unit for fact in measured_facts().values()} <= explained
