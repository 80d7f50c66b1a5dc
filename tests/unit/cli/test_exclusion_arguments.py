"""What the command line leaves out."""

import argparse
from datetime import date

import pytest

from unwrapped_desktop.cli.arguments import add_exclusion_arguments, exclusions_of
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions


def chosen(*arguments: str) -> Exclusions:
    parser = argparse.ArgumentParser(prog="judge")
    add_exclusion_arguments(parser)
    return exclusions_of(parser.parse_args(arguments))


def test_nothing_is_left_out_unless_it_is_said() -> None:
    assert chosen().is_empty


def test_each_is_left_out_in_the_order_it_was_said() -> None:
    exclusions = chosen(
        *("--exclude-private",),
        *("--exclude-artist", " Raffi "),
        *("--exclude-track", "AC - DC - Thunder"),
        *("--exclude-album", "ABBA - Voulez-Vous"),
        *("--exclude-range", "2024-12-01..2024-12-26"),
        *("--exclude-range", "2024-05-11T20..2024-05-12T4"),
        *("--exclude-hours", "22-1"),
        *("--exclude-artist", "RAFFI"),
    )
    assert tuple(exclusions) == (
        Exclusion.of_private(),
        Exclusion.of_artist("Raffi"),
        Exclusion.of_track("AC", "DC - Thunder"),
        Exclusion.of_album("ABBA", "Voulez-Vous"),
        Exclusion.of_range(date(2024, 12, 1), date(2024, 12, 26)),
        Exclusion.of_range(date(2024, 5, 11), date(2024, 5, 12), first_hour=20, last_hour=4),
        Exclusion.of_hours((0, 1, 22, 23)),
    )


def test_a_reason_goes_to_the_exclusion_before_it() -> None:
    exclusions = chosen("--exclude-artist", "Raffi", "--reason", "My child's", "--exclude-private")
    assert [item.reason for item in exclusions] == ["My child's", ""]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--reason", "A party"), "after what it is about"),
        (("--exclude-artist", "A", "--reason", "x" * 201), "reason: longer"),
        (("--exclude-artist", " "), "name of an artist"),
        (("--exclude-artist", "A\udcff"), "name of an artist"),
        (("--exclude-track", "ABBA-SOS"), "ARTIST - TITLE"),
        (("--exclude-track", " - SOS"), "ARTIST - TITLE"),
        (("--exclude-album", "ABBA - "), "ARTIST - ALBUM"),
        (("--exclude-range", "2024-12-01"), "two dates"),
        (("--exclude-range", "2024-12-01..soon"), "two dates"),
        (("--exclude-range", "2024-12-01T24..2024-12-02"), "two dates"),
        (("--exclude-range", "2024-12-02..2024-12-01"), "comes after"),
        (("--exclude-range", "2024-12-01T5..2024-12-01T4"), "comes after"),
        (("--exclude-hours", "5"), "two hours"),
        (("--exclude-hours", "5-24"), "two hours"),
        (("--exclude-hours", "\u00b2-3"), "two hours"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_an_example(
    arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        chosen(*arguments)
    assert caught.value.code == 2
    assert message in capsys.readouterr().err
