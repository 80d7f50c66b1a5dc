"""Foreign text made fit for the page, and remarks as the runs that they are set in."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from unwrapped_desktop.domain.receipt import Cell, Receipt
from unwrapped_desktop.domain.report import Claim, Remark

RunKind = Literal["plain", "name", "title", "quoted"]

_BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACED = frozenset({"Cc", "Zl", "Zp"})
_MARKS = frozenset({"Mn", "Me"})
_MARKS_MOST = 6
"""No letter of any language carries more marks; heaps of them would cover the lines above and below."""

_SLANTED_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")
_TITLE_UNITS = frozenset({"track", "album"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of a remark that is set in one way.

    Attributes:
        text: What is said.
        kind: `plain`; `name`, which keeps its direction to itself; `title`, a name in italics; `quoted`, a title in a
            script that has none.
        target: Anchor of the line of a receipt that proves it; empty where nothing does.
    """

    text: str
    kind: RunKind = "plain"
    target: str = ""


def tame(text: str) -> str:
    """Return any text fit for the page: no control characters, no direction of its own, no heaps of marks.

    White space stays where it is.
    """
    shown: list[str] = []
    marks = 0
    for character in _BIDI_CONTROLS.sub("", text):
        category = unicodedata.category(character)
        marks = marks + 1 if category in _MARKS else 0
        if category in _SPACED:
            shown.append(" ")
        elif category == "Cs":  # half of a pair, which UTF-8 cannot write
            shown.append("\N{REPLACEMENT CHARACTER}")
        elif marks <= _MARKS_MOST:
            shown.append(character)
    return "".join(shown)


def can_slant(title: str) -> bool:
    """Say whether a title's script has italics; others are set in quotation marks."""
    letters = (character for character in title if character.isalpha())
    return all(unicodedata.name(letter, "").startswith(_SLANTED_SCRIPTS) for letter in letters)


def is_named_after_title(receipt: Receipt) -> bool:
    """Say whether a receipt's title is that of a song or an album, in a script that has italics."""
    cells = (*receipt.rows, *receipt.totals)
    is_named = any(cell.unit in _TITLE_UNITS and cell.value == receipt.title for cell in cells)
    return is_named and can_slant(receipt.title)


def runs_of(
    remark: Remark, receipts: Mapping[str, Receipt], anchors: Mapping[tuple[str, str, int], str]
) -> tuple[Run, ...]:
    """Return a remark as runs: names apart, titles marked, every claim with the line that proves it.

    Args:
        remark: What is said.
        receipts: By id; a claim on one that is not there proves nothing.
        anchors: Of every line that is on the page, by receipt, part (`rows` or `totals`) and place.
    """
    made: list[Run] = []
    at = 0
    for claim in _apart(remark.claims, len(remark.text)):
        made.append(Run(text=remark.text[at : claim.start]))
        target = anchors.get((claim.receipt, claim.part, claim.index), "")
        quoted = remark.text[claim.start : claim.end]
        made.append(Run(text=quoted, kind=_kind(claim, quoted, receipts), target=target))
        at = claim.end
    made.append(Run(text=remark.text[at:]))
    return tuple(run for run in made if run.text)


def _apart(claims: Iterable[Claim], length: int) -> Sequence[Claim]:
    """Return claims in the order of the text, none within another; names go first, for they are set apart."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: (claim.kind != "name", claim.start)):
        is_within = 0 <= claim.start < claim.end <= length
        if is_within and all(claim.end <= other.start or other.end <= claim.start for other in kept):
            kept.append(claim)
    return sorted(kept, key=lambda claim: claim.start)


def _kind(claim: Claim, quoted: str, receipts: Mapping[str, Receipt]) -> RunKind:
    if claim.kind != "name":
        return "plain"
    cell = _cell(claim, receipts)
    if cell is None or cell.unit not in _TITLE_UNITS:
        return "name"
    return "title" if can_slant(quoted) else "quoted"


def _cell(claim: Claim, receipts: Mapping[str, Receipt]) -> Cell | None:
    receipt = receipts.get(claim.receipt)
    if receipt is None:
        return None
    cells = receipt.rows if claim.part == "rows" else receipt.totals
    return cells[claim.index] if 0 <= claim.index < len(cells) else None
