"""Which remark goes on a card, and which lines of its receipt: the rules, without any painting."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from unwrapped_desktop.domain.report import Cell, Receipt, Remark, Report
from unwrapped_desktop.ui.text import claim_cell, is_title

CardStyle = Literal["accent", "paper", "ink"]
CARD_STYLES: tuple[CardStyle, ...] = ("accent", "paper", "ink")

MAX_TITLE_CHARS = 28
"""A longer title does not go on a card."""
MIN_LINES, MAX_LINES = 3, 5

_FINE_TIME = re.compile(r"\d{1,2}[:.](?!00)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class CardChoice:
    """What a card shows.

    Attributes:
        format_name: A key of `share_card.CARD_FORMATS`.
        style: Colours.
        remark_index: Place of the quoted remark on the page; None leaves the choice to the card.
    """

    format_name: str = "story"
    style: CardStyle = "accent"
    remark_index: int | None = None


def is_shareable(report: Report, remark: Remark) -> bool:
    """Say whether a remark may go on a card.

    It may not when a receipt of its is not shareable, when it quotes a title of more than 28 characters or an hour
    finer than the hour, or when it is tender.
    """
    receipts = {receipt.id: receipt for receipt in report.receipts}
    if "tender" in remark.family or "tender" in remark.id:
        return False
    if not all(name in receipts and receipts[name].shareable for name in remark.receipts):
        return False
    for claim in remark.claims:
        cell = claim_cell(claim, receipts)
        if cell is not None and _is_fine_time(cell):
            return False
        if is_title(claim, receipts) and claim.end - claim.start > MAX_TITLE_CHARS:
            return False
    return True


def ranked_remarks(report: Report) -> tuple[int, ...]:
    """Return the places of all remarks, the strongest first.

    The page is composed so that the best joke ends the first paragraph; the rest follow in reading order.
    """
    remarks = report.verdict.remarks
    opening = [place for place, remark in enumerate(remarks) if remark.paragraph == remarks[0].paragraph]
    best = opening[-1:]
    return tuple(best + [place for place in range(len(remarks)) if place not in best])


def default_remark(report: Report) -> int | None:
    """Return the place of the strongest remark that may go on a card, None when none may."""
    remarks = report.verdict.remarks
    return next((place for place in ranked_remarks(report) if is_shareable(report, remarks[place])), None)


def card_receipt(report: Report, remark: Remark) -> Receipt | None:
    """Return the part of the remark's receipt that a card has room for: the quoted lines first, three to five in all."""
    receipts = {receipt.id: receipt for receipt in report.receipts if receipt.id in remark.receipts}
    if not receipts:
        return None
    cited = {
        name: {(claim.part, claim.index) for claim in remark.claims if claim.receipt == name}
        for name in receipts
    }
    name = max(receipts, key=lambda name: len(cited[name]))
    return _shorten(receipts[name], cited[name])


def _shorten(receipt: Receipt, cited: set[tuple[Literal["rows", "totals"], int]]) -> Receipt:
    rows = [
        place for place, cell in enumerate(receipt.rows) if _may_print(cell) and not _repeats(cell, receipt)
    ]
    totals = [place for place, cell in enumerate(receipt.totals) if _may_print(cell)]
    keep = [("rows", place) for place in rows if ("rows", place) in cited]
    keep += [("totals", place) for place in totals if ("totals", place) in cited]
    others = [("rows", place) for place in rows] + [("totals", place) for place in totals]
    for line in others:
        if len(keep) >= max(MIN_LINES, min(MAX_LINES, len(cited) + 1)):
            break
        if line not in keep:
            keep.append(line)
    kept = set(keep[:MAX_LINES])
    return replace(
        receipt,
        rows=tuple(cell for place, cell in enumerate(receipt.rows) if ("rows", place) in kept),
        totals=tuple(cell for place, cell in enumerate(receipt.totals) if ("totals", place) in kept),
    )


def _repeats(cell: Cell, receipt: Receipt) -> bool:
    """Say whether a line only says again what the title says."""
    return isinstance(cell.value, str) and cell.value == receipt.title


def _may_print(cell: Cell) -> bool:
    return not _is_fine_time(cell)


def _is_fine_time(cell: Cell) -> bool:
    return cell.unit == "time" and bool(_FINE_TIME.search(str(cell.value)))
