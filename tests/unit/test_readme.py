"""README.md is a front page: ten lines of what there is, both commands, and links that lead somewhere."""

import re
from pathlib import Path

from tests.measured_facts import measured_facts

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_what_it_does_is_told_in_ten_lines() -> None:
    assert len(re.findall(r"(?m)^- ", section("What it does"))) == 10


def test_both_commands_are_told() -> None:
    assert "\nmake run\nmake test\n" in section("Install")


def test_how_a_verdict_is_made_is_told_in_five_steps() -> None:
    assert re.findall(r"(?m)^(\d)\. \*\*", section("How a verdict is made")) == list("12345")


def test_the_number_of_facts_is_right() -> None:
    assert f"Measures {len(measured_facts())} facts" in README


def test_the_comparison_has_a_date_and_marks_what_is_not_known() -> None:
    comparison = section("Beside others")
    assert re.search(r"As of \d{1,2} [A-Z][a-z]+ 20\d\d", comparison)
    assert comparison.count("| ? |") > 5


def test_every_page_of_docs_can_be_reached_from_here() -> None:
    told = set(re.findall(r"\]\((docs/[\w-]+\.md)", README))
    assert told == {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")}
