"""Every foreign string passes here before it is shown: names, titles, file names, error texts.

Qt guesses whether a text is HTML, buttons eat `&`, and a right-to-left name turns the sentence around it. What this
module returns is plain, isolated, and of one line.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unwrapped_desktop.domain.text import one_line, shown_signs

if TYPE_CHECKING:  # a window without a verdict needs none of this, and is painted the sooner
    from unwrapped_desktop.domain.report import Cell, Claim, Receipt, Remark

FSI, PDI = "\u2068", "\u2069"
WORD_JOINER = "\u2060"
LONGEST_SHOWN = 400
"""Characters of a foreign text that are shown: no name has as many, and setting thousands in lines takes seconds."""
_RESERVED_NAMES = frozenset(
    ["CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))]
)
_MAX_NAME_BYTES = 200
_SLANTED_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")
_TITLE_UNITS = frozenset({"track", "album"})


def clean(text: str) -> str:
    """Return a foreign text as one line of bounded length, without control characters or direction controls of its own."""
    # One of megabytes is cut before it is looked at, letter by letter.
    shown = one_line(text[: 4 * LONGEST_SHOWN])
    return shown if len(shown) <= LONGEST_SHOWN else shown[:LONGEST_SHOWN].rstrip() + "…"


def isolate(name: str) -> str:
    """Return a foreign name that keeps its direction to itself."""
    return f"{FSI}{clean(name)}{PDI}"


def bare(text: str) -> str:
    """Return a shown text without isolates and joiners, for the clipboard and for screen readers."""
    return text.replace(FSI, "").replace(PDI, "").replace(WORD_JOINER, "")


def button_text(text: str) -> str:
    """Return a text that a button or menu shows as it is: `&` marks a shortcut there."""
    return text.replace("&", "&&")


def tooltip_text(text: str) -> str:
    """Return a text that a tool tip shows as it is: tool tips guess at HTML."""
    from html import escape  # noqa: PLC0415 - the window is painted without it

    return "<p>" + escape(text).replace("\n", "<br>") + "</p>"


def safe_file_name(name: str, *, suffix: str, fallback: str = "unwrapped") -> str:
    """Return a file name that every file system takes.

    Args:
        name: What it should be called.
        suffix: Extension with its dot; kept whatever the length.
        fallback: Used when nothing of the name can be kept.
    """
    kept = re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", clean(name))
    kept = re.sub(r"\s+", "-", kept.strip()).strip(".-")
    while len(kept.encode()) > _MAX_NAME_BYTES:
        kept = kept[:-1]
    stem = kept.split(".")[0].upper()
    if not kept or stem in _RESERVED_NAMES:
        kept = fallback
    return kept + suffix


def can_slant(title: str) -> bool:
    """Say whether a title's script has italics; others are set in quotation marks."""
    letters = [c for c in title if c.isalpha()]
    return all(unicodedata.name(c, "").startswith(_SLANTED_SCRIPTS) for c in letters)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayText:
    """A remark as it is drawn.

    Attributes:
        text: With isolates and quotation marks inserted.
        italics: (start, end) spans of `text` to be slanted.
        positions: For every index of the remark's own text, and one past its end, the index in `text`.
    """

    text: str
    italics: tuple[tuple[int, int], ...]
    positions: tuple[int, ...]

    def place(self, index: int) -> int:
        """Return where a character of the remark's own text stands in the drawn text."""
        return self.positions[index]


def claim_cell(claim: "Claim", receipts: "Mapping[str, Receipt]") -> "Cell | None":
    """Return the receipt line that a claim quotes, None when the report does not have it."""
    receipt = receipts.get(claim.receipt)
    if receipt is None:
        return None
    cells = receipt.rows if claim.part == "rows" else receipt.totals
    return cells[claim.index] if 0 <= claim.index < len(cells) else None


def is_title(claim: "Claim", receipts: "Mapping[str, Receipt]") -> bool:
    """Say whether a claim is the title of a track or an album."""
    cell = claim_cell(claim, receipts)
    return claim.kind == "name" and cell is not None and cell.unit in _TITLE_UNITS


def display_remark(remark: "Remark", receipts: "Mapping[str, Receipt]") -> DisplayText:
    """Return a remark with its names isolated and its titles marked."""
    names = _name_claims(remark)
    return _rebuild(remark.text, names, lambda claim: is_title(claim, receipts))


def _name_claims(remark: "Remark") -> "list[Claim]":
    """Return the claims that are names, in order, each within the text and after the one before."""
    kept: list[Claim] = []
    for claim in sorted(remark.claims, key=lambda claim: claim.start):
        after = kept[-1].end if kept else 0
        if claim.kind == "name" and after <= claim.start < claim.end <= len(remark.text):
            kept.append(claim)
    return kept


def _rebuild(source: str, names: "list[Claim]", titled: "Callable[[Claim], bool]") -> DisplayText:
    signs = _signs(source, names)
    out: list[str] = []
    positions: list[int] = []
    italics: list[tuple[int, int]] = []
    opens = {claim.start: claim for claim in names}
    closes = {claim.end: claim for claim in names}
    begun = 0
    for index in range(len(source) + 1):
        ending = closes.get(index)
        if ending is not None:
            slanted, quoted = _dress(ending, source, titled)
            if slanted:
                italics.append((begun, len(out)))
            out.extend([PDI, "”"] if quoted else [PDI])
        beginning = opens.get(index)
        if beginning is not None:
            _, quoted = _dress(beginning, source, titled)
            out.extend(["“", FSI] if quoted else [FSI])
            begun = len(out)
        positions.append(len(out))
        if index < len(source) and signs[index]:
            out.append(signs[index])
            if source[index] == "-" and any(claim.start <= index < claim.end - 1 for claim in names):
                # A name is not broken at its hyphen.
                out.append(WORD_JOINER)
    return DisplayText(text="".join(out), italics=tuple(italics), positions=tuple(positions))


def _signs(source: str, names: "list[Claim]") -> list[str]:
    """Return what each character of a remark is drawn as; of a name that is far too long the end is left out."""
    signs = shown_signs(source)
    for claim in names:
        cut = claim.start + LONGEST_SHOWN
        if cut < claim.end:
            signs[cut : claim.end] = ["…", *[""] * (claim.end - cut - 1)]
    return signs


def _dress(claim: "Claim", source: str, titled: "Callable[[Claim], bool]") -> tuple[bool, bool]:
    """Return whether a name is slanted and whether it is quoted."""
    if not titled(claim):
        return False, False
    slanted = can_slant(source[claim.start : claim.end])
    return slanted, not slanted
