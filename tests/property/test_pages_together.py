"""Pages laid beside each other: people compare them, and must not read the same lines."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.property.pages import RECIPES, Page, load
from tests.property.reader import sentences

WORDS_OF_A_LINE = 5
MASK = "§"


@pytest.fixture(scope="module")
def pages(bakery: Path) -> Sequence[Page]:
    return [load(recipe, bakery) for recipe in RECIPES.values()]


def masked(remark: Mapping[str, Any]) -> str:
    text: str = remark["text"]
    for claim in sorted(remark["claims"], key=lambda claim: -claim["start"]):
        text = text[: claim["start"]] + MASK + text[claim["end"] :]
    return text


def lines(page: Page) -> frozenset[str]:
    """Sentences of five words or more, claims masked."""
    return frozenset(
        sentence.casefold()
        for remark in page.remarks
        for sentence in sentences(masked(remark), ())
        if len(sentence.split()) >= WORDS_OF_A_LINE
    )


def test_two_pages_hardly_share_a_line(pages: Sequence[Page]) -> None:
    shares = [
        len(one & two) / max(min(len(one), len(two)), 1) for one, two in combinations(map(lines, pages), 2)
    ]
    assert sum(shares) / len(shares) <= 0.03


def test_no_wording_is_everywhere(pages: Sequence[Page]) -> None:
    wordings = Counter(remark["id"] for page in pages for remark in page.remarks)
    assert max(wordings.values()) <= 0.15 * len(pages), wordings.most_common(3)


def test_many_families_and_labels_speak(pages: Sequence[Page]) -> None:
    families = {remark["family"] for page in pages for remark in page.remarks}
    labels = Counter(page.verdict["label"] for page in pages)
    assert len(families) >= 55
    assert len(labels) >= 30
