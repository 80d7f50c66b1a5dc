"""What stays on this computer unless somebody lets it out, one thing at a time, and why it stays.

Cards, files and the clipboard all ask here. A thing is named by a key, which a person can type:

    line.3                  the third line of the page (as `judge` numbers them)
    era.2.line.1            the first line of the second era
    two.line.4              the fourth line about two listeners
    charge                  the sentence under the label
    fact.clock.mean_hour    a fact
    artist.NAME, song.ARTIST - TITLE, album.ARTIST - TITLE
                            a name on the lists of what was played most

Whoever lets a key out lets out that thing and no other.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from unwrapped_desktop.domain.charts import Ranked
from unwrapped_desktop.domain.receipt import Cell, Receipt
from unwrapped_desktop.domain.report import Claim, Fact, Remark
from unwrapped_desktop.domain.why import Why
from unwrapped_desktop.messages import QT_TRANSLATE_NOOP
from unwrapped_desktop.sharing.explicit import is_explicit

__all__ = [
    "CHARGE_KEY",
    "TITLE_LONGEST_ON_CARD",
    "WHY_WORDS",
    "Staying",
    "Why",
    "fact_key",
    "is_fine_time",
    "is_span_known",
    "is_too_much_for_a_card",
    "line_key",
    "lines_that_stay",
    "name_key",
    "why_fact_stays",
    "why_line_stays",
    "why_line_stays_off_cards",
    "why_name_stays",
    "why_receipt_stays",
    "without_place",
]

CHARGE_KEY = "charge"
"""What the sentence under the label is let out by."""

TITLE_LONGEST_ON_CARD = 28
"""A title of more characters does not go on a card."""

_ZONE = re.compile(
    r",? (?:time zone )?(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)(?:/[\w+-]+)+(?=[,;]|$)"
)
"""A time zone in the sentence about what was counted: it is named after a place."""

_FINE_TIME = re.compile(r"\d{1,2}[:.](?!00)\d\d")
_TITLES = frozenset({"track", "album"})
_SPAN = "record_span"
"""The receipt of the first and the last day of a record."""


WHY_WORDS: Mapping[Why, str] = {
    Why.PRIVATE: QT_TRANSLATE_NOOP("Staying", "It rests on something private."),
    Why.FINE_TIME: QT_TRANSLATE_NOOP("Staying", "It tells a time finer than the hour."),
    Why.TENDER: QT_TRANSLATE_NOOP("Staying", "It is about a hard night, and meant for you."),
    Why.CHILDREN: QT_TRANSLATE_NOOP("Staying", "It names children's music."),
    Why.SLEEP: QT_TRANSLATE_NOOP("Staying", "It tells how you sleep."),
    Why.SACRED: QT_TRANSLATE_NOOP("Staying", "It names children's or sacred music."),
    Why.DEVICE: QT_TRANSLATE_NOOP("Staying", "It tells of a place or a device."),
    Why.EXPLICIT: QT_TRANSLATE_NOOP("Staying", "It quotes an explicit name."),
    Why.LONG_TITLE: QT_TRANSLATE_NOOP("Staying", "It quotes a title too long to be read on a card."),
    Why.LIBRARY: QT_TRANSLATE_NOOP("Staying", "It tells of your library."),
    Why.UNLISTED: QT_TRANSLATE_NOOP("Staying", "It names something that is on none of the lists."),
}
"""What a person is told."""

_BY_RECEIPT: Mapping[str, Why] = {
    "punctual": Why.FINE_TIME,
    "weekday_weekend": Why.FINE_TIME,
    "early_to_bed": Why.FINE_TIME,
    "marathon": Why.FINE_TIME,
    "night_song": Why.TENDER,
    "childrens": Why.CHILDREN,
    "list_children": Why.CHILDREN,
    "suspect.children": Why.CHILDREN,
    "rain": Why.SLEEP,
    "list_rain": Why.SLEEP,
    "suspect.sleep": Why.SLEEP,
    "ten_names": Why.SACRED,
    "bus_stop": Why.SACRED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Staying:
    """One thing that stays.

    Attributes:
        key: What it is let out by.
        what: The thing itself, as a person at this screen may read it: a line, a title of a fact, a name.
        why: Why it stays.
    """

    key: str
    what: str
    why: Why


def line_key(place: int, *, within: str = "") -> str:
    """Return the key of a line.

    Args:
        place: Its place among the remarks, from 0.
        within: What page it stands on, such as `era.2` or `two`; empty for the verdict's own.
    """
    return f"{within}.line.{place + 1}".removeprefix(".")


def fact_key(fact: Fact) -> str:
    """Return the key of a fact."""
    return f"fact.{fact.id}"


def name_key(kind: Literal["artist", "song", "album"], rank: Ranked) -> str:
    """Return the key of a name on a list of what was played most."""
    return f"{kind}.{rank.name}" if kind == "artist" else f"{kind}.{rank.artist} - {rank.name}"


def why_receipt_stays(receipt: Receipt) -> Why | None:
    """Return why a receipt stays, None where anybody may see it.

    A receipt that holds a time finer than the hour stays also if it forgot to say so itself.
    """
    if any(is_fine_time(cell) for cell in (*receipt.rows, *receipt.totals)):
        return _BY_RECEIPT.get(receipt.id, Why.FINE_TIME)
    if receipt.shareable:
        return None
    if receipt.why is not None:
        return receipt.why
    if receipt.id.startswith("suspect.device"):
        return Why.DEVICE
    return _BY_RECEIPT.get(receipt.id, Why.PRIVATE)


def is_span_known(receipts: Iterable[Receipt]) -> bool:
    """Whether anybody may know the first and the last day of a record: neither is a day of private plays alone."""
    return all(why_receipt_stays(receipt) is None for receipt in receipts if receipt.id == _SPAN)


def without_place(receipt: Receipt) -> Receipt:
    """Return a receipt that says what was counted, and not in which time zone: that is called by a place."""
    return replace(receipt, population=_ZONE.sub("", receipt.population))


def why_line_stays(remark: Remark, receipts: Mapping[str, Receipt]) -> Why | None:
    """Return why a line goes into no file and on no clipboard, None where it may.

    Args:
        remark: The line.
        receipts: All receipts of the page it stands on, by id; a line that cites one which is not there stays.
    """
    for name in (*remark.receipts, *(claim.receipt for claim in remark.claims)):
        receipt = receipts.get(name)
        why = Why.PRIVATE if receipt is None else why_receipt_stays(receipt)
        if why is not None:
            return why
    return None


def why_line_stays_off_cards(remark: Remark, receipts: Mapping[str, Receipt]) -> Why | None:
    """Return why a line goes on no card: for what keeps it out of a file, and for the names it quotes."""
    why = why_line_stays(remark, receipts)
    if why is not None:
        return why
    for claim in remark.claims:
        why = _why_name_in_line_stays(remark, claim, receipts)
        if why is not None:
            return why
    return None


def why_name_stays(rank: Ranked) -> Why | None:
    """Return why a name on a list of what was played most stays, None where anybody may see it."""
    return Why.PRIVATE if rank.is_private else rank.why


def why_fact_stays(fact: Fact) -> Why | None:
    """Return why a fact stays for its own sake, None where anybody may know it who may know the names in it."""
    if fact.why is not None:
        return fact.why
    is_fine = fact.unit == "time" and _FINE_TIME.search(str(fact.value)) is not None
    return Why.FINE_TIME if is_fine else None


def lines_that_stay(
    remarks: Sequence[Remark], receipts: Mapping[str, Receipt], *, on_card: bool, within: str = ""
) -> tuple[Staying, ...]:
    """Return the lines of a page that stay, in their order.

    Args:
        remarks: The page.
        receipts: Its receipts, by id.
        on_card: Whether a card is asked for, or a file.
        within: As for `line_key`.
    """
    why_of = why_line_stays_off_cards if on_card else why_line_stays
    return tuple(
        Staying(key=line_key(place, within=within), what=remark.text, why=why)
        for place, remark in enumerate(remarks)
        if (why := why_of(remark, receipts)) is not None
    )


def is_fine_time(cell: Cell) -> bool:
    """Whether a cell tells a time finer than the hour."""
    return cell.unit == "time" and _FINE_TIME.search(str(cell.value)) is not None


def is_too_much_for_a_card(cell: Cell) -> bool:
    """Whether a line of a receipt is left out on a card: a fine time, a title too long, an explicit name."""
    if is_fine_time(cell) or is_explicit(cell.label) or is_explicit(str(cell.value)):
        return True
    return cell.unit in _TITLES and len(str(cell.value)) > TITLE_LONGEST_ON_CARD


def _why_name_in_line_stays(remark: Remark, claim: Claim, receipts: Mapping[str, Receipt]) -> Why | None:
    receipt = receipts[claim.receipt]
    cells = receipt.rows if claim.part == "rows" else receipt.totals
    if claim.kind != "name" or not claim.index < len(cells):
        return None
    name = remark.text[claim.start : claim.end]
    if is_explicit(name):
        return Why.EXPLICIT
    is_long = len(name) > TITLE_LONGEST_ON_CARD and cells[claim.index].unit in _TITLES
    return Why.LONG_TITLE if is_long else None
