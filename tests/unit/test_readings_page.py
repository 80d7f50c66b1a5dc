"""docs/readings.md shows pages as the program writes them today, and ten pages can be read in a row."""

from collections.abc import Sequence
from itertools import combinations

import pytest

from tests.marked_parts import part_of
from tests.readings import BEST, KNOWN, PAGE, Reading, best_pages, ten

PAGES = part_of(PAGE.read_text(encoding="utf-8"), "pages", "end of the pages")


@pytest.fixture(scope="module")
def pages() -> Sequence[Reading]:
    return list(ten())


def test_the_pages_are_what_the_critic_says(pages: Sequence[Reading]) -> None:
    assert best_pages(pages) == PAGES
    assert len(BEST) == PAGES.count("\n## ") + 1 == 5


def test_a_reader_of_ten_pages_meets_no_line_again(pages: Sequence[Reading]) -> None:
    assert [one.lines & two.lines for one, two in combinations(pages, 2) if one.lines & two.lines] == []


def test_of_the_last_five_the_table_knows_nobody(pages: Sequence[Reading]) -> None:
    reasons = [
        axis.reason for page in pages[len(KNOWN) :] for axis in page.report.axes if axis.id == "acclaim"
    ]
    assert reasons == ["We recognise 0 % of your plays. That is our gap."] * 5
