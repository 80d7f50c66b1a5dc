"""docs/taste.md says what the program says: constants, and five worked examples."""

from tests.marked_parts import part_of
from tests.taste_page import PAGE, examples
from unwrapped_desktop.analysis import expectation
from unwrapped_desktop.analysis.taste import axes, fame
from unwrapped_desktop.analysis.taste.traits import (
    album_shuffle,
    broad_narrow,
    current_nostalgic,
    day_night,
    explorer_loyalist,
    finisher_skipper,
    grazer_obsessive,
)

TEXT = PAGE.read_text(encoding="utf-8")
CELLS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("|")
]


def row(head: str) -> list[str]:
    (found,) = [cells for cells in CELLS if cells[0] == head]
    return found


def test_the_examples_are_what_the_program_prints() -> None:
    assert part_of(TEXT, "examples", "end of examples") == examples()


def test_the_distribution_of_a_thousand_listeners_is_there() -> None:
    table = part_of(TEXT, "distribution", "end of the distribution").splitlines()
    assert [line.split("|")[1].strip() for line in table[2:]] == [
        *("mainstream", "acclaim", "explorer_loyalist", "grazer_obsessive", "day_night"),
        *("finisher_skipper", "album_shuffle", "current_nostalgic", "broad_narrow"),
    ]


def test_the_constants_of_the_axes() -> None:
    assert row("value of an unknown artist")[1] == str(axes.UNKNOWN_VALUE)
    assert row("power of the listeners in F")[1] == str(fame.LISTENERS_COUNT)
    assert row("reach of a country's stars")[1] == str(fame.HOME_REACHES)
    assert row("weight of an unknown artist")[1] == f"{axes.UNKNOWN_WEIGHT} of a play, at most"
    assert row("artists of a country for full depth")[1] == str(axes.DEEP_ROWS)
    assert row("range of the unknown")[1] == f"{axes.UNKNOWN_LOW} to {axes.UNKNOWN_HIGH}"
    assert row("a0, the middle")[1] == str(axes.A0)
    errors = f"{axes.POPULARITY_ERROR} popularity, {axes.ACCLAIM_ERROR} acclaim"
    assert row("error of one artist's value")[1] == errors
    assert axes.K_SHARE == 0.1


def test_the_expectations_and_spreads_of_the_traits() -> None:
    for head, spread in (
        ("explorer, loyalist", explorer_loyalist.SPREAD),
        ("grazer, obsessive", grazer_obsessive.SPREAD),
        ("day, night", day_night.SPREAD),
        ("finisher, skipper", finisher_skipper.SPREAD),
        ("album, shuffle", album_shuffle.SPREAD),
        ("current, nostalgic", current_nostalgic.SPREAD),
        ("broad, narrow", broad_narrow.SPREAD),
    ):
        assert row(head)[3].split()[0] == str(spread), head
    for head, share in (
        ("day, night", expectation.USUAL_NIGHT),
        ("finisher, skipper", expectation.USUAL_SKIPS),
        ("album, shuffle", expectation.USUAL_SHUFFLE),
        ("current, nostalgic", expectation.USUAL_OLD),
    ):
        assert row(head)[2] == f"{share:.0%}".replace("%", " %"), head
    met = [round(expectation.usual_artists(plays)) for plays in (100, 2_739, 9_043, 19_300)]
    assert "It gives {}, {}, {} and {}.".format(*met) in TEXT
