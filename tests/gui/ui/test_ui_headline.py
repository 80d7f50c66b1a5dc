"""The headline: as large as fits, at most two lines, no word broken, nothing clipped."""

import random

import pytest

from unwrapped_desktop.ui.headline_fit import fit_headline
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.headline import Headline

_WORDS = [
    "THE",
    "LOYAL",
    "INTRO",
    "BENCH",
    "MIDNIGHT",
    "SANDWICH",
    "REWINDS",
    "GOOD",
    "BIT",
    "CUSTOMS",
    "OFFICER,",
    "NIGHTS",
    "SMALL",
    "MUSEUM,",
    "LONG",
    "HOURS",
    "A",
    "CRUSH",
    "PER",
    "POSTCODE",
    "KEY",
    "WORN",
    "SMOOTH",
    "UP",
    "FOR",
    "UPLOAD",
    "ÜBER",
    "ÉTUDE",
    "1999",
    "&",
    "QUEUES",
    "LIGHTHOUSE,",
    "FLICKERING",
]


def test_four_hundred_labels_are_never_clipped(theme: Theme) -> None:
    chance = random.Random(7)
    for _ in range(400):
        label = " ".join(chance.choice(_WORDS) for _ in range(chance.randint(1, 5)))
        width = chance.choice([180, 320, 560, 790, 1100])
        fit = fit_headline(label, width=width, max_px=132)
        assert fit.width <= width + 0.01
        assert 1 <= len(fit.lines) <= 2
        assert " ".join(fit.lines) == label
        ink = fit.path.boundingRect()
        assert ink.left() >= -0.01
        assert ink.top() >= -0.01


def test_a_label_as_long_as_a_sentence_shrinks(theme: Theme) -> None:
    label = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"
    assert fit_headline(label, width=200, max_px=132).width <= 200.01


def test_a_comma_stays_clear_of_the_line_below(theme: Theme) -> None:
    above = fit_headline("LATE BUS,", width=400, max_px=100)
    both = fit_headline("LATE BUS, LONG ROUTE", width=400, max_px=100)
    below = fit_headline("LONG ROUTE", width=400, max_px=100)
    assert both.lines == ("LATE BUS,", "LONG ROUTE")
    scale = both.size_px / above.size_px
    assert both.height - below.height * scale > above.height * scale + 2


def test_lines_are_balanced(theme: Theme) -> None:
    assert fit_headline("LOYAL TO THE INTRO", width=500, max_px=132).lines == ("LOYAL TO", "THE INTRO")


def test_one_line_wins_where_two_are_no_larger(theme: Theme) -> None:
    assert fit_headline("LOYAL TO THE INTRO", width=2000, max_px=132).lines == ("LOYAL TO THE INTRO",)


def test_height_is_a_bound_too(theme: Theme) -> None:
    fit = fit_headline("LOYAL TO THE INTRO", width=2000, max_px=1000, max_height=100)
    assert fit.height <= 100


@pytest.mark.parametrize("width", [120, 400, 900])
def test_the_widget_is_as_high_as_its_ink(theme: Theme, width: int) -> None:
    headline = Headline(theme, "SMALL MUSEUM, LONG HOURS")
    assert headline.heightForWidth(width) >= headline.fit(width).height
    assert headline.accessibleName() == "" or headline.text() == headline.accessibleName()
