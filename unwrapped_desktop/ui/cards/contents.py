"""What is on a card: makes each kind of card of a verdict, and says why where one cannot be made.

Nothing gets on a card that stays on this computer, see `sharing.staying`, unless somebody lets it out by its key.
"""

from unwrapped_desktop.domain.card import CardChoice, CardKind
from unwrapped_desktop.sharing.staying import Staying
from unwrapped_desktop.ui.cards.card import Card
from unwrapped_desktop.ui.cards.era import era_card, era_places, eras_off_cards
from unwrapped_desktop.ui.cards.line import label_card, line_card, lines_off_cards
from unwrapped_desktop.ui.cards.page import page_of
from unwrapped_desktop.ui.cards.subject import CardImpossibleError, CardSubject, subject_of_two
from unwrapped_desktop.ui.cards.two import two_card, two_off_cards, two_places
from unwrapped_desktop.ui.cards.years import years_card

__all__ = [
    "CardImpossibleError",
    "CardSubject",
    "make_card",
    "places",
    "stays_off_cards",
    "subject_of_two",
    "why_not",
]


def make_card(subject: CardSubject, choice: CardChoice) -> Card:
    """Return a card. The same subject and choice give the same.

    Raises:
        CardImpossibleError: There is no such card, for a reason it gives in words.
    """
    match choice.kind:
        case CardKind.LINE:
            return line_card(subject.report, choice)
        case CardKind.LABEL:
            return label_card(subject.report, choice)
        case CardKind.YEARS:
            return years_card(subject, choice)
        case CardKind.ERA:
            return era_card(subject, choice)
        case CardKind.TWO:
            return two_card(subject, choice)


def why_not(subject: CardSubject, kind: CardKind) -> str:
    """Return why there is no card of a kind, in a sentence for a person; empty where there is one."""
    try:
        make_card(subject, CardChoice(kind=kind))
    except CardImpossibleError as error:
        return error.reason
    return ""


def places(subject: CardSubject, kind: CardKind, *, allowed: frozenset[str]) -> tuple[int, ...]:
    """Return which lines or eras may go on a card, from 0, the strongest first.

    Args:
        subject: Whom cards are about.
        kind: For `LINE` and `TWO` lines are meant, for `ERA` eras; other kinds have no places.
        allowed: Keys of what somebody lets out.
    """
    match kind:
        case CardKind.LINE:
            return page_of(subject.report).sharable(allowed)
        case CardKind.ERA:
            return era_places(subject, allowed)
        case CardKind.TWO if subject.two is not None:
            return two_places(subject, allowed)
        case _:
            return ()


def stays_off_cards(subject: CardSubject, kind: CardKind) -> tuple[Staying, ...]:
    """Return what stays off cards of a kind unless somebody lets it out, and why."""
    match kind:
        case CardKind.LINE:
            return lines_off_cards(subject.report)
        case CardKind.ERA:
            return eras_off_cards(subject)
        case CardKind.TWO:
            return two_off_cards(subject)
        case _:
            return ()
