"""Pages laid beside each other: people compare them, and must not read the same lines."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from statistics import pstdev
from typing import Any

import pytest

from tests.property.list_pages import LIST_RECIPES, list_page
from tests.property.pages import RECIPES, Page, load
from tests.property.reader import sentences
from unwrapped_desktop.domain.settings import Intensity

WORDS_OF_A_LINE = 5
MASK = "§"


LABEL_SHARE, WORDING_SHARE = 0.03, 0.06


@pytest.fixture(scope="module")
def pages(bakery: Path) -> Sequence[Page]:
    """Over 300 listeners: with plays of every kind and length, and with lists alone."""
    histories = [load(recipe, bakery) for recipe in RECIPES.values()]
    return [*histories, *map(list_page, LIST_RECIPES.values())]


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
    assert len(pages) > 300
    assert sum(shares) / len(shares) <= 0.03


@pytest.mark.parametrize("voice", list(Intensity))
def test_two_pages_of_one_voice_share_few_lines(pages: Sequence[Page], voice: Intensity) -> None:
    own = [lines(page) for page in pages if page.report["provenance"]["intensity"] == voice]
    shares = [len(one & two) / max(min(len(one), len(two)), 1) for one, two in combinations(own, 2)]
    assert sum(shares) / len(shares) <= 0.04


def test_no_wording_is_everywhere(pages: Sequence[Page]) -> None:
    wordings = Counter(remark["id"] for page in pages for remark in page.remarks)
    assert max(wordings.values()) <= WORDING_SHARE * len(pages), wordings.most_common(3)


def test_no_label_is_everybodys(pages: Sequence[Page]) -> None:
    labels = Counter(page.verdict["label"] for page in pages)
    assert max(labels.values()) <= LABEL_SHARE * len(pages), labels.most_common(3)
    assert len(labels) >= 120


def test_many_families_speak(pages: Sequence[Page]) -> None:
    families = {remark["family"] for page in pages for remark in page.remarks}
    assert len(families) >= 100


# ------------------------------------------------------------------------------------------------ read aloud
def lengths(page: Page) -> list[int]:
    """Words of each sentence of a page."""
    return [
        len(sentence.split())
        for remark in page.remarks
        for sentence in sentences(remark["text"], remark["claims"])
    ]


def figureless(page: Page) -> int:
    """Remarks that hold no figure."""
    return sum(all(claim["kind"] != "number" for claim in remark["claims"]) for remark in page.remarks)


def share_of(pages: Sequence[Page], holds: Callable[[Page], bool]) -> float:
    return sum(map(holds, pages)) / len(pages)


def test_pages_have_short_sentences(pages: Sequence[Page]) -> None:
    assert share_of(pages, lambda page: sum(length <= 5 for length in lengths(page)) >= 2) >= 0.95


def test_sentences_differ_in_length(pages: Sequence[Page]) -> None:
    assert min(pstdev(lengths(page)) for page in pages) >= 2.5
    assert share_of(pages, lambda page: pstdev(lengths(page)) >= 3.5) >= 0.95


def test_neighbours_are_seldom_all_as_long(pages: Sequence[Page]) -> None:
    def is_even(page: Page) -> bool:
        found = lengths(page)
        rows = (found[start : start + 5] for start in range(len(found) - 4))
        return any(max(row) - min(row) <= 3 for row in rows)

    assert share_of(pages, is_even) <= 0.15


def test_figures_leave_room(pages: Sequence[Page]) -> None:
    assert share_of(pages, lambda page: figureless(page) >= 2) >= 0.98
