"""What the share screen says: of kinds, formats and colours, of what stays, and of what was saved."""

from collections.abc import Sequence
from pathlib import Path

from unwrapped_desktop.domain.card import CardKind, CardStyle
from unwrapped_desktop.domain.report import Receipt, Remark
from unwrapped_desktop.sharing.staying import WHY_WORDS, Why, line_key
from unwrapped_desktop.ui.cards.painted import Saved
from unwrapped_desktop.ui.cards.subject import CardSubject
from unwrapped_desktop.ui.figures import count_noun
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.saving import not_saved, saved_as
from unwrapped_desktop.ui.text import display_remark, isolate
from unwrapped_desktop.ui.then_and_now_words import SEPARATOR, era_dates


def kind_title(kind: CardKind) -> str:
    """Return what a kind of card is called on its button."""
    titles = {
        CardKind.LINE: translate("ShareView", "One line"),
        CardKind.LABEL: translate("ShareView", "The label"),
        CardKind.YEARS: translate("ShareView", "The years"),
        CardKind.ERA: translate("ShareView", "An era"),
        CardKind.TWO: translate("ShareView", "The two"),
    }
    return titles[kind]


def kind_heading(kind: CardKind) -> str:
    """Return what stands above the actions while a kind of card is on screen."""
    headings = {
        CardKind.LINE: translate("ShareView", "ONE LINE, AND ITS PROOF"),
        CardKind.LABEL: translate("ShareView", "THE LABEL, ALONE"),
        CardKind.YEARS: translate("ShareView", "A LIFE IN LABELS"),
        CardKind.ERA: translate("ShareView", "ONE ERA"),
        CardKind.TWO: translate("ShareView", "THE TWO OF YOU"),
    }
    return headings[kind]


def places_title(kind: CardKind) -> str:
    """Return what the places of a kind are called; empty where it has none to choose from."""
    if kind is CardKind.ERA:
        return translate("ShareView", "Era")
    return translate("ShareView", "Line") if kind in {CardKind.LINE, CardKind.TWO} else ""


def place_words(subject: CardSubject, kind: CardKind, place: int) -> str:
    """Return what a line or an era is called where it is chosen, names isolated."""
    if kind is CardKind.ERA:
        return _era_words(subject, place)
    remarks, receipts = _page(subject, kind)
    return display_remark(remarks[place], {receipt.id: receipt for receipt in receipts}).text


def place_of(key: str, kind: CardKind, subject: CardSubject) -> int | None:
    """Return the place that a thing is at home in which stays, None where a card of this kind has none for it."""
    if kind is CardKind.ERA:
        eras = range(len(subject.report.eras.eras))
        return next((place for place in eras if key.startswith(f"era.{place + 1}.")), None)
    within = "two" if kind is CardKind.TWO else ""
    lines = range(len(_page(subject, kind)[0]))
    return next((place for place in lines if key == line_key(place, within=within)), None)


def _era_words(subject: CardSubject, place: int) -> str:
    words = era_dates(subject.report.eras.eras[place])
    verdict = None if subject.chapters is None else subject.chapters.eras[place].verdict
    return words if verdict is None else f"{words}{SEPARATOR}{verdict.label}"


def _page(subject: CardSubject, kind: CardKind) -> tuple[Sequence[Remark], Sequence[Receipt]]:
    """Return the lines that a kind of card quotes from, and their receipts."""
    if kind is CardKind.TWO and subject.two is not None:
        return subject.two.verdict.remarks, subject.two.receipts
    return subject.report.verdict.remarks, subject.report.receipts


def format_title(name: str) -> str:
    """Return what a format is called on its button."""
    match name:
        case "story":
            return translate("ShareView", "Story")
        case "square":
            return translate("ShareView", "Square")
        case "portrait":
            return translate("ShareView", "Portrait")
        case _:
            return translate("ShareView", "Wide")


def style_title(style: CardStyle) -> str:
    """Return what a colour is called on its button."""
    match style:
        case CardStyle.ACCENT:
            return translate("ShareView", "Red")
        case CardStyle.PAPER:
            return translate("ShareView", "Paper")
        case _:
            return translate("ShareView", "Ink")


def why_words(why: Why) -> str:
    """Return why something stays, in a sentence."""
    return translate("Staying", WHY_WORDS[why])


def saved_words(saved: Saved) -> str:
    """Return what became of a wish to save, in a sentence or two."""
    if saved.wanted == 1 and saved.paths:
        return saved_as(saved.paths[0])
    if saved.wanted > 1 and len(saved.paths) == saved.wanted:
        return translate("ShareView", "{cards} saved in {folder}.").format(
            cards=count_noun(saved.wanted, "card"), folder=_folder(saved)
        )
    return f"{_not_saved(saved)} {_so_far(saved)}".strip()


def _not_saved(saved: Saved) -> str:
    return not_saved(saved.name, saved.reason) if saved.name else translate("ShareView", "Stopped.")


def _so_far(saved: Saved) -> str:
    """Return what was written of a set before it ended; empty where nothing was."""
    if not saved.paths:
        return ""
    return translate("ShareView", "{saved} of {all} cards are in {folder}.").format(
        saved=len(saved.paths), all=saved.wanted, folder=_folder(saved)
    )


def _folder(saved: Saved) -> str:
    return isolate(Path(saved.paths[0]).parent.name or str(Path(saved.paths[0]).parent))
