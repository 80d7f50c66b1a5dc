"""What moved, as a till prints it: the title, then before and after."""

from unwrapped_desktop.analysis.comparison_words import fact_words, record_words
from unwrapped_desktop.domain.comparison import FactMove, FactMoveKind, RecordMove
from unwrapped_desktop.domain.fact_titles import fact_title
from unwrapped_desktop.domain.report import Cell
from unwrapped_desktop.ui.figures import NBSP

_NAME_UNITS = frozenset({"artist", "track", "album"})


def tills(move: FactMove) -> bool:
    """Say whether a fact fits a till's line: foreign names and reasons need a sentence."""
    if move.kind is FactMoveKind.NAME:
        return move.unit not in _NAME_UNITS
    return move.kind is FactMoveKind.FIGURE


def move_line(move: FactMove) -> Cell:
    """Return the line of a fact for which `tills` holds."""
    return _line(move.id, fact_words(move))


def arrowed(words: str) -> str:
    """Return a sentence of figures with a drawn arrow that no line breaks at; one of names keeps its end together."""
    if "no longer your" in words:
        return f"{words.removesuffix(' is.')}{NBSP}is."
    return _printed(words).replace(" → ", f"{NBSP}→{NBSP}")


def record_line(move: RecordMove) -> Cell:
    """Return the line of a figure of the record."""
    return _line(move.id, record_words(move))


def _line(fact_id: str, words: str) -> Cell:
    """Return a line made of the words `Title: before -> after (difference).`, so that both say the same."""
    title = fact_title(fact_id)
    figures = words.removeprefix(f"{title}: ").removesuffix(".")
    return Cell(label=title, value=_printed(figures), unit="text")


def _printed(words: str) -> str:
    """Return words with the arrow and the minus of print for those of a terminal."""
    return words.replace(" -> ", " → ").replace("(-", "(\N{MINUS SIGN}")
