"""The card about two listeners: their joint label, both of their own, and one line with its receipt.

Unless their names are wanted nobody is named on it: whoever has a name in a line or a receipt is "the one" or "the other"
there, as the critic calls those who have none.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from unwrapped_desktop.analysis.words import LISTENER, STAND_INS, THE_ONE, THE_OTHER, fold, spoken_names
from unwrapped_desktop.domain.card import CardChoice
from unwrapped_desktop.domain.local_clock import local_date
from unwrapped_desktop.domain.receipt import Cell, Receipt
from unwrapped_desktop.domain.report import Claim, Remark
from unwrapped_desktop.domain.two_listeners import TwoListeners
from unwrapped_desktop.sharing.staying import Staying, lines_that_stay
from unwrapped_desktop.ui.cards.card import Foot, TwoCard
from unwrapped_desktop.ui.cards.page import NOBODY, Page, card_name, foot_of, quote_of, strip_of
from unwrapped_desktop.ui.cards.revealing import Names, Revealing, without_names
from unwrapped_desktop.ui.cards.subject import CardImpossibleError, CardSubject
from unwrapped_desktop.ui.figures import write_date
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import claim_cell
from unwrapped_desktop.ui.two_listeners_words import alike_figure

_WITHIN = "two"
_SENTENCE_BEGINS = re.compile(r"(?:\A|[.!?]\s)\Z")


def two_card(subject: CardSubject, choice: CardChoice) -> TwoCard:
    """Return the card about two listeners.

    Raises:
        CardImpossibleError: There are no two, or the line stays, or it names them in a way that cannot be undone.
    """
    two = _two(subject)
    page = _page(two) if choice.with_name else _nameless(two)
    place = _chosen(two, page, choice)
    revealing = Revealing(names=Names.known(subject.report, page.receipts.values()))
    quote = strip = None
    if place is not None:
        quote = quote_of(page.remarks[place], page.receipts)
        # What a line quotes is told by its own claims: without names it has fewer.
        strip = strip_of(replace(page, remarks=two.verdict.remarks), place)
        revealing.line(page.remarks[place], page.receipts).strip(strip, page.receipts)
    return TwoCard(
        label=two.verdict.label,
        one=two.left.label,
        other=two.right.label,
        names=(card_name(two.left.name), card_name(two.right.name)) if choice.with_name else ("", ""),
        alike=_alike(two),
        quote=quote,
        strip=strip,
        foot=_foot(subject, two),
        revealed=revealing.done(() if place is None else page.let_out(place)),
    )


def two_places(subject: CardSubject, allowed: frozenset[str]) -> tuple[int, ...]:
    """Return the places of the lines that may go on a card that names nobody, from 0, the strongest first.

    Raises:
        CardImpossibleError: There are no two.
    """
    two = _two(subject)
    page = _nameless(two)
    return tuple(place for place in page.sharable(allowed) if not _names_them(two, page.remarks[place]))


def two_off_cards(subject: CardSubject) -> tuple[Staying, ...]:
    """Return the lines about two that stay off cards; none where there are no two."""
    if subject.two is None:
        return ()
    page = _page(subject.two)
    return lines_that_stay(page.remarks, page.receipts, on_card=True, within=_WITHIN)


def _two(subject: CardSubject) -> TwoListeners:
    if subject.two is None:
        raise CardImpossibleError(
            translate("CardContents", "A card about two takes two listeners side by side.")
        )
    return subject.two


def _chosen(two: TwoListeners, page: Page, choice: CardChoice) -> int | None:
    if choice.place is None:
        places = page.sharable(choice.allowed)
        readable = (
            place for place in places if choice.with_name or not _names_them(two, page.remarks[place])
        )
        return next(readable, None)
    place = page.chosen(choice)
    if place is not None and not choice.with_name and _names_them(two, page.remarks[place]):
        raise CardImpossibleError(
            translate("CardContents", "Line {number} names the two. Put their names on the card too.").format(
                number=place + 1
            )
        )
    return place


def _alike(two: TwoListeners) -> str:
    if two.alike_percent is None:
        return ""
    return translate("CardContents", "{share} alike").format(share=alike_figure(two.alike_percent))


def _foot(subject: CardSubject, two: TwoListeners) -> Foot:
    """Return the foot: of the joint verdict, which is of the day of the later one. Names stand beside the labels."""
    verdict = two.verdict
    foot = foot_of(
        subject.report, checked=verdict.claims_checked, total=verdict.claims_total, with_name=False
    )
    made_at = max(two.left.made_at, two.right.made_at)
    return replace(foot, made_on=write_date(local_date(made_at, subject.report.provenance.timezone)))


def _page(two: TwoListeners) -> Page:
    receipts = {receipt.id: receipt for receipt in two.receipts}
    return Page(remarks=two.verdict.remarks, receipts=receipts, within=_WITHIN)


def _nameless(two: TwoListeners) -> Page:
    """Return the page about two without their names, wherever the critic says that a name is one of theirs."""
    page, stand_ins = _page(two), _stand_ins(two)
    return replace(
        page,
        remarks=tuple(_remark_without(remark, page.receipts, stand_ins) for remark in page.remarks),
        receipts={name: _receipt_without(receipt, stand_ins) for name, receipt in page.receipts.items()},
    )


def _stand_ins(two: TwoListeners) -> dict[str, str]:
    """Return what to call whoever is named: by the name in a sentence, and by the name as it is written."""
    names = (*spoken_names(two.left.name, two.right.name), two.left.name, two.right.name)
    named = zip(names, (THE_ONE, THE_OTHER) * 2, strict=True)
    return {name: stand_in for name, stand_in in named if name and fold(name) not in STAND_INS}


def _remark_without(remark: Remark, receipts: Mapping[str, Receipt], stand_ins: Mapping[str, str]) -> Remark:
    text, kept = remark.text, list[Claim]()
    for claim in sorted(remark.claims, key=lambda claim: -claim.start):
        cell = claim_cell(claim, receipts)
        stand_in = None if cell is None or cell.unit != LISTENER else stand_ins.get(str(cell.value))
        if stand_in is None:
            kept.append(claim)
            continue
        begins = _SENTENCE_BEGINS.search(text[: claim.start]) is not None
        said = stand_in[:1].upper() + stand_in[1:] if begins else stand_in
        text = text[: claim.start] + said + text[claim.end :]
        moved = len(said) - (claim.end - claim.start)
        kept = [replace(one, start=one.start + moved, end=one.end + moved) for one in kept]
    return replace(remark, text=text, claims=tuple(reversed(kept)))


def _receipt_without(receipt: Receipt, stand_ins: Mapping[str, str]) -> Receipt:
    return replace(
        receipt,
        title=_text_without(receipt.title, stand_ins),
        rows=tuple(_cell_without(cell, stand_ins) for cell in receipt.rows),
        totals=tuple(_cell_without(cell, stand_ins) for cell in receipt.totals),
    )


def _cell_without(cell: Cell, stand_ins: Mapping[str, str]) -> Cell:
    value = stand_ins.get(str(cell.value), cell.value) if cell.unit == LISTENER else cell.value
    return replace(cell, label=_text_without(cell.label, stand_ins), value=value)


def _text_without(text: str, stand_ins: Mapping[str, str]) -> str:
    for name, stand_in in stand_ins.items():
        text = _word(name).sub(stand_in, text)
    return text


def _names_them(two: TwoListeners, remark: Remark) -> bool:
    """Whether a line that should name nobody names one of the two all the same, outside of names of other people."""
    plain = without_names(remark)
    names = {*_stand_ins(two), two.left.name, two.right.name} - {NOBODY, ""}
    return any(_word(name).search(plain) is not None for name in names if fold(name) not in STAND_INS)


def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
