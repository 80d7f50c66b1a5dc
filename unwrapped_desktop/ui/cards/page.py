"""What cards of several kinds have in common: which lines may go on one, the receipt under a line, and the foot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from unwrapped_desktop.domain.card import CardChoice
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.local_clock import local_date
from unwrapped_desktop.domain.receipt import Cell, Receipt
from unwrapped_desktop.domain.report import Remark, Report
from unwrapped_desktop.sharing.explicit import is_explicit
from unwrapped_desktop.sharing.staying import (
    WHY_WORDS,
    Why,
    is_too_much_for_a_card,
    line_key,
    why_line_stays_off_cards,
    why_receipt_stays,
)
from unwrapped_desktop.ui.cards.card import Foot, Quote, Strip
from unwrapped_desktop.ui.cards.subject import CardImpossibleError
from unwrapped_desktop.ui.figures import write_date
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.receipt_layout import is_named_after_title
from unwrapped_desktop.ui.text import clean, display_remark

LINES_LEAST, LINES_MOST = 3, 5
"""A receipt on a card has so many lines, where it has so many that may be shown."""

NAME_LONGEST = 40
"""A listener's name is cut to so many characters."""

NOBODY = "You"
"""What a listener is called who has given no name: nothing that could stand on a card."""

_Place = tuple[Literal["rows", "totals"], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Lines with their proof: those of a verdict, of an era, or about two.

    Attributes:
        remarks: The lines, in reading order.
        receipts: Their receipts, by id.
        within: What the page is called in the keys of its lines, see `sharing.staying.line_key`.
        is_composed: Whether its lines were put in order for a reader, the best at the end of the first paragraph; else
            the best comes first.
    """

    remarks: tuple[Remark, ...]
    receipts: Mapping[str, Receipt]
    within: str = ""
    is_composed: bool = False

    def why_stays(self, place: int) -> Why | None:
        """Return why a line goes on no card by itself, None where it may."""
        return why_line_stays_off_cards(self.remarks[place], self.receipts)

    def may_go(self, place: int, allowed: frozenset[str]) -> bool:
        """Whether a line may go on a card: by itself, or because somebody lets it out."""
        return line_key(place, within=self.within) in allowed or self.why_stays(place) is None

    def ranked(self) -> tuple[int, ...]:
        """Return the places of all lines, the strongest first; the rest follow in reading order."""
        if not self.is_composed:
            return tuple(range(len(self.remarks)))
        opening = [
            place
            for place, remark in enumerate(self.remarks)
            if remark.paragraph == self.remarks[0].paragraph
        ]
        best = opening[-1:]
        return tuple(best + [place for place in range(len(self.remarks)) if place not in best])

    def sharable(self, allowed: frozenset[str]) -> tuple[int, ...]:
        """Return the places of the lines that may go on a card, the strongest first."""
        return tuple(place for place in self.ranked() if self.may_go(place, allowed))

    def chosen(self, choice: CardChoice) -> int | None:
        """Return the place of the line that is wanted, None where none may go and none is asked for.

        Raises:
            CardImpossibleError: There is no such line, or it stays.
        """
        if choice.place is None:
            return next(iter(self.sharable(choice.allowed)), None)
        number = choice.place + 1
        if not 0 <= choice.place < len(self.remarks):
            lines = len(self.remarks)
            raise CardImpossibleError(
                translate("CardContents", "There is no line {number}; the last one is {lines}.").format(
                    number=number, lines=lines
                )
            )
        if not self.may_go(choice.place, choice.allowed):
            why = self.why_stays(choice.place)
            raise CardImpossibleError(
                translate("CardContents", "Line {number} stays off cards. {why}").format(
                    number=number, why="" if why is None else why_words(why)
                )
            )
        return choice.place

    def let_out(self, place: int) -> tuple[str, ...]:
        """Return why a line on a card would have stayed, in words; empty where it would not."""
        why = self.why_stays(place)
        return () if why is None else (why_words(why),)


def page_of(report: Report) -> Page:
    """Return the page of a verdict."""
    receipts = {receipt.id: receipt for receipt in report.receipts}
    return Page(remarks=report.verdict.remarks, receipts=receipts, is_composed=True)


def why_words(why: Why) -> str:
    """Return why something stays, as a sentence for a person."""
    return translate("Staying", WHY_WORDS[why])


def quote_of(remark: Remark, receipts: Mapping[str, Receipt]) -> Quote:
    """Return a line as it is drawn."""
    shown = display_remark(remark, receipts)
    return Quote(text=shown.text, italics=shown.italics)


def why_charge_stays(
    charge: str, label_receipts: Iterable[str], receipts: Mapping[str, Receipt]
) -> Why | None:
    """Return why the sentence under a label goes on no card, None where it may: it has to be proven in public."""
    for name in label_receipts:
        receipt = receipts.get(name)
        why = Why.PRIVATE if receipt is None else why_receipt_stays(receipt)
        if why is not None:
            return why
    return Why.EXPLICIT if is_explicit(charge) else None


def strip_of(page: Page, place: int) -> Strip | None:
    """Return the part of a line's receipt that a card has room for: the quoted lines first, three to five in all.

    Of a line that somebody lets out the cells it quotes go along, whatever they are; nothing else goes that would have
    stayed. None where there is no receipt of which anything may be shown.
    """
    remark = page.remarks[place]
    cited: dict[str, set[_Place]] = {
        name: {(claim.part, claim.index) for claim in remark.claims if claim.receipt == name}
        for name in page.receipts
        if name in remark.receipts
    }
    if not cited:
        return None
    name = max(cited, key=lambda name: len(cited[name]))
    shown = _shortened(page.receipts[name], cited[name], is_let_out=page.why_stays(place) is not None)
    if not shown.rows and not shown.totals:
        return None
    # Which rows were counted is not painted, and may name a time zone.
    shown = replace(shown, population="")
    return Strip(receipt=shown, slanted_title=bool(shown.title) and is_named_after_title(page.receipts[name]))


def foot_of(report: Report, *, checked: int, total: int, with_name: bool) -> Foot:
    """Return the foot of a card.

    Args:
        report: Whose card it is.
        checked: Claims that were confirmed.
        total: Claims in all.
        with_name: Whether the listener's name goes on it.
    """
    return Foot(
        checked=translate("CardContents", "{checked} of {total} claims checked").format(
            checked=checked, total=total
        ),
        made_on=write_date(local_date(report.created_at, report.provenance.timezone)),
        origin=_origin(report.listener.source),
        name=card_name(report.listener.name) if with_name else "",
    )


def verdict_foot(report: Report, *, with_name: bool) -> Foot:
    """Return the foot of a card about a verdict as a whole."""
    verdict = report.verdict
    return foot_of(report, checked=verdict.claims_checked, total=verdict.claims_total, with_name=with_name)


def card_name(name: str) -> str:
    """Return a listener's name as it stands on a card: one line, not too long; empty for whoever has given none."""
    whole = clean(name[: 4 * NAME_LONGEST])
    if whole == NOBODY:
        return ""
    return whole if len(whole) <= NAME_LONGEST else whole[: NAME_LONGEST - 1].rstrip() + "…"


def _origin(source: SourceKind) -> str:
    match source:
        case SourceKind.SAMPLE:
            return translate("CardContents", "made-up listener")
        case SourceKind.WEB_API:
            return translate("CardContents", "names and lists from Spotify")
        case _:
            return ""


def _shortened(receipt: Receipt, cited: set[_Place], *, is_let_out: bool) -> Receipt:
    cells: dict[_Place, Cell] = {("rows", number): cell for number, cell in enumerate(receipt.rows)}
    cells |= {("totals", number): cell for number, cell in enumerate(receipt.totals)}
    let_out = cited if is_let_out else set()
    stays = why_receipt_stays(receipt) is not None
    kept_back = {
        place
        for place, cell in cells.items()
        if place not in let_out and (stays or is_too_much_for_a_card(cell))
    }
    title = _title(
        receipt, [cells[place] for place in kept_back], [cells[place] for place in let_out if place in cells]
    )
    lines = [place for place, cell in cells.items() if place not in kept_back and not _repeats(cell, title)]
    wanted = [place for place in lines if place in cited]
    others = [place for place in lines if place not in cited]
    most = max(LINES_LEAST, min(LINES_MOST, len(cited) + 1))
    shown = set([*wanted, *others][:most])
    return replace(
        receipt,
        title=title,
        rows=tuple(cell for number, cell in enumerate(receipt.rows) if ("rows", number) in shown),
        totals=tuple(cell for number, cell in enumerate(receipt.totals) if ("totals", number) in shown),
    )


def _title(receipt: Receipt, kept_back: Iterable[Cell], let_out: Iterable[Cell]) -> str:
    """Return the title of a receipt; empty where it is a name that may not be shown."""
    title = receipt.title
    if title in _texts(let_out):
        return title
    return "" if is_explicit(title) or title in _texts(kept_back) else title


def _texts(cells: Iterable[Cell]) -> set[str]:
    return {text for cell in cells for text in (cell.label, str(cell.value))}


def _repeats(cell: Cell, title: str) -> bool:
    """Whether a line only says again what the title says, or what it is itself called."""
    return isinstance(cell.value, str) and cell.value in {title, cell.label}
