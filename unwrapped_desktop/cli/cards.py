"""Share cards from the command line: the one place where it needs Qt."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from unwrapped_desktop.cli.card_options import card_choice
from unwrapped_desktop.cli.output import say_bytes, write_file
from unwrapped_desktop.cli.usage import UsageError
from unwrapped_desktop.domain.card import CardChoice, CardStyle
from unwrapped_desktop.domain.errors import OutputError
from unwrapped_desktop.sharing.free_place import free_path
from unwrapped_desktop.ui.cards.card import Card, TwoCard
from unwrapped_desktop.ui.cards.card_set import card_file_name, card_set
from unwrapped_desktop.ui.cards.contents import CardImpossibleError, CardSubject, make_card
from unwrapped_desktop.ui.cards.picture import card_png
from unwrapped_desktop.ui.cards.words import alt_text, card_text, reveals
from unwrapped_desktop.ui.offscreen import painting_without_window
from unwrapped_desktop.ui.text import bare


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """A card that is asked for.

    Attributes:
        card: What is on it.
        choice: What was wanted.
        path: Where its picture goes; None where its words alone are wanted.
    """

    card: Card
    choice: CardChoice
    path: Path | None


def write_cards(chosen: argparse.Namespace, subject: CardSubject) -> None:
    """Paint and write the cards that the arguments ask for, and their words. Nothing is written if one cannot be made.

    Raises:
        UsageError: There is no such card, for a reason that is said.
        OutputError: One cannot be written.
    """
    wanted = [*_single(chosen, subject), *_set(chosen, subject)]
    if chosen.card_set is not None:
        _make_folder(chosen.card_set)
    with painting_without_window():
        for one in wanted:
            if one.path is not None:
                write_file(one.path, card_png(one.card, one.choice.format_name, one.choice.style))
    if chosen.card_words is not None:
        _write_words(chosen.card_words, wanted)


def _single(chosen: argparse.Namespace, subject: CardSubject) -> Iterator[_Wanted]:
    """Yield the cards of `--card`; where the words of one are wanted and no picture at all, that one."""
    files: list[tuple[str, Path | None]] = list(chosen.card)
    if chosen.card_words is not None and not files and chosen.card_set is None:
        files = [(chosen.card_format, None)]
    for format_name, path in files:
        choice = card_choice(chosen, format_name)
        yield _Wanted(card=_made(subject, choice), choice=choice, path=path)


def _set(chosen: argparse.Namespace, subject: CardSubject) -> Iterator[_Wanted]:
    """Yield the cards of `--card-set`, numbered, each where nothing is yet."""
    if chosen.card_set is None:
        return
    choices = card_set(
        subject,
        format_name=chosen.card_format,
        style=CardStyle(chosen.card_colour),
        with_name=chosen.card_name,
        allowed=frozenset(chosen.allow),
    )
    for number, choice in enumerate(choices, start=1):
        card = _made(subject, choice)
        name = f"{number}-{card_file_name(card, choice.format_name)}"
        yield _Wanted(card=card, choice=choice, path=free_path(chosen.card_set, name))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError("output_unwritable", path=str(folder)) from error


def _made(subject: CardSubject, choice: CardChoice) -> Card:
    try:
        card = make_card(subject, choice)
    except CardImpossibleError as error:
        raise UsageError(f"that card cannot be made: {error.reason.removesuffix('.')}") from error
    names = card.names if isinstance(card, TwoCard) else (card.foot.name,)
    if choice.with_name and not any(names):
        raise UsageError("argument --card-name: nobody has said whose verdict it is; do with --name")
    return card


def _write_words(where: str, wanted: list[_Wanted]) -> None:
    document = ("\n\n".join(map(_words, wanted)) + "\n").encode(errors="surrogatepass")
    if where == "-":
        say_bytes(document)
    else:
        write_file(Path(where), document)


def _words(wanted: _Wanted) -> str:
    """Return what a card says, its description, and what it reveals, under headings."""
    told = [bare(sentence) for sentence in reveals(wanted.card)]
    parts = [
        f"THE CARD\n{card_text(wanted.card)}",
        f"FOR THOSE WHO CANNOT SEE IT\n{alt_text(wanted.card, wanted.choice.style)}",
        "WHAT IT REVEALS\n" + "\n".join(told),
    ]
    return "\n\n".join([*([] if wanted.path is None else [wanted.path.name]), *parts])
