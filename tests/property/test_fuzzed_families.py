"""Whatever comes from outside is read, or refused by name with words for it: a part of every family that the fuzzer has.

`python -m tests.fuzz` tries thousands, and others every time.
"""

import random

import pytest
from PySide6.QtWidgets import QApplication

from tests.fuzz.documents import spoiled_document
from tests.fuzz.families import FAMILIES
from tests.fuzz.planted import PLANTED
from tests.fuzz.tries import try_family

SEED = 20_261_130
PORTIONS = {
    "friends": 150,
    "commands": 80,
    "web_api": 40,
    "accounts": 80,
    "requests": 60,
    "settings": 120,
    "results": 40,
}
"""The exports have tests of their own (`test_mutated_exports.py`)."""

NEEDED = {"friends": "report", "web_api": "TopLists", "accounts": "granted", "results": "read"}
"""What has to come up too: a fuzzer that is always refused tries nothing."""


@pytest.mark.qt_log_ignore("QVariant::load", "QSettings")
@pytest.mark.parametrize("family", PORTIONS)
def test_what_is_spoiled_is_read_or_refused_by_name(qapp: QApplication, family: str) -> None:
    tally = try_family(family, SEED, range(PORTIONS[family]))
    assert tally.problems == [], f"python -m tests.fuzz {family} --seed {SEED} --only NUMBER"
    assert tally.attempts == PORTIONS[family]
    assert len(tally.outcomes) > 2
    assert NEEDED.get(family, next(iter(tally.outcomes))) in tally.outcomes


@pytest.mark.parametrize("family", FAMILIES)
def test_a_reader_that_is_broken_on_purpose_is_found_out(qapp: QApplication, family: str) -> None:
    tally = try_family(family, SEED, range(60), planted=True)
    assert tally.problems


def test_every_family_has_its_broken_reader_and_its_portion() -> None:
    assert set(PLANTED) == set(FAMILIES) == {*PORTIONS, "exports"}


def test_the_same_seed_and_number_spoil_alike() -> None:
    document = {"names": ["Ä", {"deep": [1, 2, None]}], "when": "2026-01-01T00:00:00Z"}
    made = [spoiled_document(document, random.Random(f"5 {number}")) for number in range(40)]
    assert made == [spoiled_document(document, random.Random(f"5 {number}")) for number in range(40)]
    assert len({content for content, _story in made}) > 30
