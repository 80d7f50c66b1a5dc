"""Fills the slots of a phrase from the cells of a receipt, and notes a claim for each. See docs/phrases.md.

A phrase that cannot say a true thing about a finding is ineligible: it raises `Unfit`, and another wording is taken.
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from unwrapped_desktop.analysis.stats import half_up
from unwrapped_desktop.analysis.words import LISTENER, STAND_INS
from unwrapped_desktop.domain.report import Cell, CellRef, Claim

SLOT = re.compile(r"\{([a-z_]+)(?:([:=?])([^}]*))?\}")
_SENTENCE_START = re.compile(r"[.!?…]\s+$")
_NUMBER_BEFORE = re.compile(r"\d\s$")
_GUARD = re.compile(r"\s*([a-z_]+)\s*(>=|<=|==|!=|>|<)\s*([a-z_]+|-?[\d.]+)\s*$")

NUMBER_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NAME_UNITS = frozenset({"artist", "track", "album"})
NUMBER_UNITS = frozenset({"count", "minutes", "percent"})

PROOFS: Mapping[str, Callable[[float], bool]] = {
    "most": lambda percent: percent > 50,
    "half": lambda percent: 48 <= percent <= 52,
    "nearly half": lambda percent: 46 <= percent <= 50,
    **dict.fromkeys(("never", "no", "none", "nothing", "nobody"), lambda count: count == 0),
    **dict.fromkeys(("every", "all", "always"), lambda exceptions: exceptions == 0),
    **dict.fromkeys(("once", "only", "first"), lambda count: count == 1),
}
"""Words that need a proof, and what the cell must hold."""

_COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}

Kind = Literal["number", "name", "date", "order"]


class Unfit(Exception):  # noqa: N818
    """This wording cannot be used for this finding."""


@dataclass(frozen=True, slots=True)
class Quotable:
    """A cell that a slot may quote, and where it stands."""

    cell: Cell
    place: CellRef


@dataclass(frozen=True, slots=True)
class _Written:
    """A filled slot: its text, and how many of its first characters the claim covers (0: no claim)."""

    text: str
    claimed: int
    kind: Kind = "number"


def fill(text: str, slots: Mapping[str, Quotable], *, ledger: bool = False) -> tuple[str, tuple[Claim, ...]]:
    """Return the text with its slots filled, and a claim for each quoted cell.

    Args:
        text: The wording.
        slots: What each slot may quote.
        ledger: Whether a figure may open a sentence.

    Raises:
        Unfit: A slot is missing, a proof does not hold, or a figure would open a sentence or follow another.
    """
    written = ""
    claims: list[Claim] = []
    end = 0
    for match in SLOT.finditer(text):
        literal = text[end : match.start()]
        written = _join(written, literal, claims)
        quotable = slots.get(match.group(1))
        if quotable is None:
            raise Unfit(match.group(1))
        piece = _write(quotable.cell, match.group(2), match.group(3))
        if not written or _SENTENCE_START.search(literal):
            piece = _at_sentence_start(piece, ledger=ledger)
        if _NUMBER_BEFORE.search(written) and piece.text[:1].isdigit():
            raise Unfit("a figure right after another, as that of a title")
        if piece.claimed:
            claims.append(_claim(quotable.place, piece.kind, len(written), piece.claimed))
        written += piece.text
        end = match.end()
    return _join(written, text[end:], claims), tuple(claims)


def meets(guards: tuple[str, ...], slots: Mapping[str, Quotable]) -> bool:
    """Whether all guards of a phrase hold.

    Raises:
        ValueError: A guard is not written as docs/phrases.md says.
    """
    return all(_holds(guard, slots) for guard in guards)


def _holds(guard: str, slots: Mapping[str, Quotable]) -> bool:
    match = _GUARD.match(guard)
    if match is None:
        raise ValueError(guard)
    name, sign, right = match.groups()
    if name not in slots or (right[0].isalpha() and right not in slots):
        return False
    limit = _number_of(slots[right].cell) if right[0].isalpha() else float(right)
    return _COMPARE[sign](_number_of(slots[name].cell), limit)


def _number_of(cell: Cell) -> float:
    """Return a cell's value for comparison; a decade is its first year."""
    return (
        float(cell.value.rstrip("s"))
        if cell.unit == "decade" and isinstance(cell.value, str)
        else float(cell.value)
    )


def _claim(place: CellRef, kind: Kind, start: int, length: int) -> Claim:
    return Claim(
        start=start,
        end=start + length,
        kind=kind,
        receipt=place.receipt,
        part=place.part,
        index=place.index,
        field=place.field,
    )


def _join(written: str, literal: str, claims: list[Claim]) -> str:
    """Append literal text; a name that ends a sentence by itself swallows the full stop."""
    after_claim = bool(claims) and claims[-1].end == len(written)
    if after_claim and literal.startswith(".") and written.endswith((".", "!", "?", "…")):
        literal = literal[1:]
    return written + literal


def _at_sentence_start(piece: _Written, *, ledger: bool) -> _Written:
    if piece.kind == "name" and piece.text not in STAND_INS:
        return piece
    if piece.text[:1].isdigit() and piece.kind == "number" and not ledger:
        raise Unfit("a figure opens a sentence")
    return _Written(piece.text[:1].upper() + piece.text[1:], piece.claimed, piece.kind)


def _write(cell: Cell, sign: str | None, argument: str | None) -> _Written:
    if sign == "?":
        return _Written(_noun(cell, argument or ""), 0)
    if sign == "=":
        return _proven(cell, argument or "")
    if cell.unit in NAME_UNITS or cell.unit == LISTENER:
        return _Written(str(cell.value), len(str(cell.value)), "name")
    if cell.unit in NUMBER_UNITS:
        return _number(cell, argument)
    return _date(cell, argument)


def _noun(cell: Cell, argument: str) -> str:
    singular, _, plural = argument.partition("|")
    return singular if cell.value == 1 else plural


def _proven(cell: Cell, word: str) -> _Written:
    proof = PROOFS.get(word.lower())
    if proof is None or isinstance(cell.value, str) or not proof(float(cell.value)):
        raise Unfit(word)
    return _Written(word, len(word), "order")


def _number(cell: Cell, form: str | None) -> _Written:
    if isinstance(cell.value, str):
        raise Unfit(cell.label)
    value = half_up(float(cell.value))
    if cell.unit == "percent":
        return _percent(value, form)
    if form == "figure":
        return _whole(f"{value:,}")
    if value == 0:
        raise Unfit("zero is written with a proven word")
    if form == "times":
        return _times(value)
    return _whole(NUMBER_WORDS[value] if value <= 10 else f"{value:,}")


def _percent(value: int, form: str | None) -> _Written:
    if value == 0 or (value == 100 and form is None):
        raise Unfit("a share that rounds to all or nothing")
    return _Written(f"{value} %" if form == "figure" else f"{value} per cent", len(str(value)))


def _times(value: int) -> _Written:
    if value <= 2:
        return _whole("once" if value == 1 else "twice")
    number = NUMBER_WORDS[value] if value <= 10 else f"{value:,}"
    return _Written(f"{number} times", len(number))


def _whole(text: str) -> _Written:
    return _Written(text, len(text))


def _date(cell: Cell, form: str | None) -> _Written:
    text = str(cell.value)
    if form == "day":
        text = " ".join(text.split()[:2])
    elif form == "month":
        text = " ".join(text.split()[-2:])
    elif form == "name":
        text = text.split(maxsplit=1)[0]
    return _Written(text, len(text), "date")
