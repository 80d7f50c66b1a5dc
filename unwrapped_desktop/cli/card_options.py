"""What the command line says about cards. Free of Qt: most who give a command want no picture."""

import argparse
from pathlib import Path

from unwrapped_desktop.cli.usage import UsageError
from unwrapped_desktop.domain.card import CARD_SIZES, CardChoice, CardKind, CardStyle

OF_A_VERDICT = (CardKind.LINE, CardKind.LABEL, CardKind.YEARS, CardKind.ERA)
"""The kinds of card that one listener can have."""

_FROM_CHAPTERS = frozenset({CardKind.YEARS, CardKind.ERA})


def add_card_arguments(parser: argparse.ArgumentParser) -> None:
    """Add everything about the cards of a verdict."""
    _add_card_argument(parser)
    parser.add_argument(
        "--card-kind",
        choices=[kind.value for kind in OF_A_VERDICT],
        help="what they are about: a line (default), the label, the years or an era",
    )
    _add_line_arguments(parser)
    parser.add_argument(
        "--card-era", type=_number, metavar="N", help="which era; the one with the most plays by default"
    )
    parser.add_argument(
        "--card-set", type=Path, metavar="FOLDER", help="write six to eight cards that tell the verdict"
    )
    parser.add_argument(
        "--card-format",
        choices=list(CARD_SIZES),
        default="story",
        help="the format of a set, and of a card of which the words alone are wanted (default: story)",
    )


def add_two_card_arguments(parser: argparse.ArgumentParser) -> None:
    """Add everything about the cards of two listeners."""
    _add_card_argument(parser)
    _add_line_arguments(parser)
    parser.add_argument(
        "--allow",
        action="append",
        default=[],
        metavar="KEY",
        help="let out one line that would stay off cards, such as two.line.2; repeatable",
    )
    parser.set_defaults(card_kind=CardKind.TWO.value, card_era=None, card_set=None, card_format="story")


def check_card_options(chosen: argparse.Namespace) -> None:
    """Look whether what is said about cards goes together.

    Raises:
        UsageError: It does not.
    """
    if not (chosen.card or chosen.card_words):
        for option, value in (("--card-line", chosen.card_line), ("--card-era", chosen.card_era)):
            if value is not None:
                raise UsageError(f"argument {option}: it is about a card; ask for one with --card")
    kind = card_kind(chosen)
    if chosen.card_line is not None and kind not in {CardKind.LINE, CardKind.TWO}:
        raise UsageError(f"argument --card-line: a card about the {kind.value} quotes no line of the page")
    if chosen.card_era is not None and kind is not CardKind.ERA:
        raise UsageError("argument --card-era: only --card-kind era is about one")
    if chosen.card_words == "-":
        others = (
            ("--json -", getattr(chosen, "json", None) == "-"),
            ("--what-stays", getattr(chosen, "what_stays", False)),
        )
        for option, prints in others:
            if prints:
                raise UsageError(f"argument --card-words: - prints, and so does {option}; choose one of them")


def wants_cards(chosen: argparse.Namespace) -> bool:
    """Whether any card is asked for, or the words of one."""
    return bool(chosen.card or chosen.card_words or chosen.card_set)


def needs_chapters(chosen: argparse.Namespace) -> bool:
    """Whether the life has to be told in chapters for the cards that are asked for."""
    is_single = bool(chosen.card or chosen.card_words)
    return chosen.card_set is not None or (is_single and card_kind(chosen) in _FROM_CHAPTERS)


def card_kind(chosen: argparse.Namespace) -> CardKind:
    """Return what cards are to be about; who names an era and no kind means the era."""
    if chosen.card_kind is not None:
        return CardKind(chosen.card_kind)
    return CardKind.LINE if chosen.card_era is None else CardKind.ERA


def card_choice(chosen: argparse.Namespace, format_name: str) -> CardChoice:
    """Return what is wanted on a card of a format."""
    kind = card_kind(chosen)
    number = chosen.card_era if kind is CardKind.ERA else chosen.card_line
    return CardChoice(
        kind=kind,
        format_name=format_name,
        style=CardStyle(chosen.card_colour),
        place=None if number is None else number - 1,
        with_name=chosen.card_name,
        allowed=frozenset(chosen.allow),
    )


def _add_card_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--card",
        action="append",
        default=[],
        type=_card,
        metavar="FORMAT=FILE",
        help=f"write a share card: {', '.join(CARD_SIZES)}; repeatable",
    )


def _add_line_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--card-colour",
        choices=[style.value for style in CardStyle],
        default=CardStyle.ACCENT.value,
        help="the colours of all cards (default: accent)",
    )
    parser.add_argument(
        "--card-line",
        type=_number,
        metavar="N",
        help="the line on the cards, as the page numbers it; the strongest by default",
    )
    parser.add_argument(
        "--card-name", action="store_true", help="put on the cards whose verdict it is, as --name says"
    )
    parser.add_argument(
        "--card-words",
        metavar="FILE",
        help="write what the cards say, a description for those who cannot see them, and what they reveal; "
        "- for standard output",
    )


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError("write a whole number from 1 on")
    return int(text)


def _card(text: str) -> tuple[str, Path]:
    name, equals, path = text.partition("=")
    if name not in CARD_SIZES or not equals or not path:
        raise argparse.ArgumentTypeError(
            f"write FORMAT=FILE with one of {', '.join(CARD_SIZES)}, such as story=card.png"
        )
    return name, Path(path)
