"""Share cards from the command line: the one place where it needs Qt."""

from collections.abc import Iterable
from pathlib import Path

from unwrapped_desktop.cli.output import write_file
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.ui.offscreen import painting_without_window
from unwrapped_desktop.ui.share_card import card_png


def write_cards(report: Report, cards: Iterable[tuple[str, Path]]) -> None:
    """Paint and write cards, each a format's name and a path.

    Raises:
        OutputError: One cannot be written.
    """
    with painting_without_window():
        for name, path in cards:
            write_file(path, card_png(report, name))
