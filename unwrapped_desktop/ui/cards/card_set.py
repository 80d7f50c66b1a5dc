"""A set of cards that tells a verdict, one thing on each; and what their files are called."""

from collections.abc import Iterator

from unwrapped_desktop.domain.card import SET_LEAST, SET_MOST, CardChoice, CardKind, CardStyle
from unwrapped_desktop.ui.cards.card import Card, EraCard, LabelCard, LineCard, TwoCard, YearsCard
from unwrapped_desktop.ui.cards.contents import CardSubject, make_card, places, why_not
from unwrapped_desktop.ui.text import safe_file_name

_ERAS_MOST = 2


def card_set(
    subject: CardSubject,
    *,
    format_name: str,
    style: CardStyle,
    with_name: bool = False,
    allowed: frozenset[str] = frozenset(),
) -> tuple[CardChoice, ...]:
    """Return the cards of a set, `SET_LEAST` to `SET_MOST` of them, each another; fewer only where fewer can be made.

    First comes the strongest line, then the label, then lines about other things, the years, and an era or two. About
    two listeners there are only lines.

    Args:
        subject: Whom the cards are about.
        format_name: A key of `CARD_SIZES`.
        style: The colours of all of them.
        with_name: Whether the listener's name is on each.
        allowed: Keys of what somebody lets out.
    """
    wanted = _of_two(subject, allowed) if subject.two is not None else _of_one(subject, allowed)
    return tuple(
        CardChoice(
            kind=kind,
            format_name=format_name,
            style=style,
            place=place,
            with_name=with_name,
            allowed=allowed,
        )
        for kind, place in wanted
    )


def card_file_name(card: Card, format_name: str) -> str:
    """Return what the file of a card is called, without anything that it does not show."""
    about = _about(card).lower().replace(",", "")
    return safe_file_name(f"unwrapped {about} {format_name}", suffix=".png")


def _about(card: Card) -> str:
    match card:
        case LineCard(label=label):
            return f"{label} line"
        case LabelCard(label=label):
            return label
        case YearsCard():
            return "years"
        case EraCard(dates=dates):
            return f"era {dates}"
        case TwoCard(label=label):
            return f"two {label}"


def _of_two(subject: CardSubject, allowed: frozenset[str]) -> list[tuple[CardKind, int | None]]:
    lines = places(subject, CardKind.TWO, allowed=allowed)[:SET_MOST]
    return [(CardKind.TWO, place) for place in lines] or [(CardKind.TWO, None)]


def _of_one(subject: CardSubject, allowed: frozenset[str]) -> list[tuple[CardKind, int | None]]:
    ranked = places(subject, CardKind.LINE, allowed=allowed)
    eras = _eras(subject, ranked[:1], allowed)
    later: list[tuple[CardKind, int | None]] = [(CardKind.ERA, place) for place in sorted(eras)]
    if not why_not(subject, CardKind.YEARS):
        later.insert(0, (CardKind.YEARS, None))
    proofs = {_proof(subject, CardKind.ERA, place, allowed) for place in eras}
    others = (place for place in ranked[1:] if _proof(subject, CardKind.LINE, place, allowed) not in proofs)
    lines = _various(
        subject,
        (*ranked[:1], *others),
        room=SET_MOST - 1 - len(later),
        least=SET_LEAST - 1 - len(later),
    )
    told: list[tuple[CardKind, int | None]] = [(CardKind.LINE, place) for place in lines]
    if not told and _charge_is_told(subject, allowed):
        told = [(CardKind.LINE, None)]
    return [*told[:1], (CardKind.LABEL, None), *told[1:], *later]


def _eras(subject: CardSubject, first: tuple[int, ...], allowed: frozenset[str]) -> tuple[int, ...]:
    """Return the eras with the most plays; none of which the first card tells the same already."""
    told = {_proof(subject, CardKind.LINE, place, allowed) for place in first}
    eras = places(subject, CardKind.ERA, allowed=allowed)
    fresh = [place for place in eras if _proof(subject, CardKind.ERA, place, allowed) not in told]
    return tuple(fresh[:_ERAS_MOST])


def _proof(subject: CardSubject, kind: CardKind, place: int, allowed: frozenset[str]) -> tuple[str, str]:
    """Return what the receipt on a card is of: two cards with the same one say the same."""
    card = make_card(subject, CardChoice(kind=kind, place=place, allowed=allowed))
    strip = card.strip if isinstance(card, LineCard | EraCard) else None
    return (f"{kind} {place}", "") if strip is None else (strip.receipt.id, strip.receipt.title)


def _various(subject: CardSubject, ranked: tuple[int, ...], *, room: int, least: int) -> tuple[int, ...]:
    """Return lines, each about another thing; more about the same things only until there are enough."""
    various = tuple(_of_other_themes(subject, ranked))[:room]
    others = [place for place in ranked if place not in various]
    return (*various, *others[: max(0, least - len(various))])


def _of_other_themes(subject: CardSubject, ranked: tuple[int, ...]) -> Iterator[int]:
    themes: set[str] = set()
    for place in ranked:
        theme = subject.report.verdict.remarks[place].theme
        if theme not in themes:
            themes.add(theme)
            yield place


def _charge_is_told(subject: CardSubject, allowed: frozenset[str]) -> bool:
    """Whether the card without a line says more than the label does."""
    card = make_card(subject, CardChoice(kind=CardKind.LINE, allowed=allowed))
    return isinstance(card, LineCard) and bool(card.quote.text)
