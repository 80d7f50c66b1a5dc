"""Spoiled exports are read or refused, never anything else, and every row is accounted for.

A part of the fuzzer's exports; `python -m tests.fuzz` reads ten thousand, and others every time.
"""

import pytest

from tests.fuzz.exports import spoiled_export
from tests.fuzz.tries import try_family

SEED = 20_261_122
PORTION = 150


@pytest.mark.parametrize("first", range(0, 10 * PORTION, PORTION))
def test_spoiled_exports_are_read_or_refused_by_name(first: int) -> None:
    tally = try_family("exports", SEED, range(first, first + PORTION))
    assert tally.problems == [], f"python -m tests.fuzz exports --seed {SEED} --only NUMBER --keep FOLDER"
    # A fuzzer that is always refused tries nothing.
    assert PORTION // 3 < tally.outcomes["record"] < PORTION
    assert len(tally.outcomes) > 5


def test_the_same_seed_and_number_spoil_alike() -> None:
    assert [spoiled_export(5, number) for number in range(30)] == [
        spoiled_export(5, number) for number in range(30)
    ]
    assert spoiled_export(5, 1) != spoiled_export(6, 1) != spoiled_export(6, 2)
