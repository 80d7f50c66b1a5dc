"""docs/robustness.md: every case has its promise, and every promise a test that is there."""

import ast
import re
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "robustness.md").read_text(encoding="utf-8")
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?(?:\[[^\]`]*\])?`")
CASES = range(1, 60)
SIGN_IN = range(1, 25)


def table_rows() -> list[list[str]]:
    """Return the lines of all tables, cell by cell, without their heads."""
    lines = (line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| ---"))
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return [row for row in cells if row[0] not in {"case", "row"}]


ROWS = table_rows()


def numbers(cell: str) -> set[int]:
    """Return the cases that a line is about: `16-19, 31` are five."""
    found: set[int] = set()
    for first, last in re.findall(r"(?<![\w])(\d+)(?:-(\d+))?", cell):
        found |= set(range(int(first), int(last or first) + 1))
    return found


@cache
def names_of_tests(path: str) -> frozenset[str]:
    """Return the names of the functions in a file of tests."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_case_has_a_promise() -> None:
    told = set(chain.from_iterable(numbers(row[0]) for row in ROWS if not row[0].startswith(("A", "S"))))
    assert set(CASES) - told == set()


def test_every_row_of_the_sign_in_has_a_promise() -> None:
    told = {int(number) for row in ROWS for number in re.findall(r"A(\d+)", row[0])}
    assert set(SIGN_IN) - told == set()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1][:40]}")
def test_every_promise_is_proven_by_tests_that_exist(row: list[str]) -> None:
    proven = TEST.findall(row[-1])
    assert proven or "not on Linux" in row[-1] or "by hand" in row[-1], row
    for path, name in proven:
        assert (ROOT / path).is_file(), path
        assert not name or name in names_of_tests(path), f"{path}::{name}"
