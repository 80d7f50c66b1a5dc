"""Share cards: their kinds, formats and colours. Free of Qt, for the command line names them too."""

from dataclasses import dataclass
from enum import StrEnum

CARD_SIZES: dict[str, tuple[int, int]] = {
    "story": (1080, 1920),
    "square": (1080, 1080),
    "portrait": (1080, 1350),
    "wide": (1200, 630),
}
"""The formats of cards and their sizes in pixels, width by height."""

YEARS_MOST = 10
"""A card of labels by year lists at most this many: a life in ten labels."""

SET_LEAST, SET_MOST = 6, 8
"""A set has so many cards, where so many can be made."""


class CardKind(StrEnum):
    """What a card is about."""

    LINE = "line"
    LABEL = "label"
    YEARS = "years"
    ERA = "era"
    TWO = "two"


class CardStyle(StrEnum):
    """The colours of a card."""

    ACCENT = "accent"
    PAPER = "paper"
    INK = "ink"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardChoice:
    """What somebody wants on a card.

    Attributes:
        kind: What it is about.
        format_name: A key of `CARD_SIZES`.
        style: Its colours.
        place: For `LINE` and `TWO` the place of the quoted remark among the remarks, from 0; for `ERA` the place of the
            era. None takes the strongest remark that may be shared, and the era with the most plays.
        with_name: Whether the listener's name is on it.
        allowed: Keys of what somebody lets out although it would stay, see `sharing.staying`.
    """

    kind: CardKind = CardKind.LINE
    format_name: str = "story"
    style: CardStyle = CardStyle.ACCENT
    place: int | None = None
    with_name: bool = False
    allowed: frozenset[str] = frozenset()
