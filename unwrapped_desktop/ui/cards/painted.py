"""A card that is to be painted, and one that has been: painting and packing take too long for the thread of the window."""

from dataclasses import dataclass

from PySide6.QtGui import QImage

from unwrapped_desktop.domain.card import CardStyle
from unwrapped_desktop.ui.cards.card import Card
from unwrapped_desktop.ui.cards.picture import card_png


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintOrder:
    """What is to be painted.

    Attributes:
        card: What is on it.
        format_name: A key of `CARD_SIZES`.
        style: Its colours.
    """

    card: Card
    format_name: str
    style: CardStyle


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PaintedCard:
    """A painted card.

    Attributes:
        order: What it was painted from.
        image: The picture at its full size, as it is read from the file.
        png: The file.
    """

    order: PaintOrder
    image: QImage
    png: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFile:
    """A card that is to be saved.

    Attributes:
        path: Where to.
        png: What.
    """

    path: str
    png: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFiles:
    """A set of cards that is to be saved.

    Attributes:
        folder: Where to.
        orders: What is to be painted and written, in order.
    """

    folder: str
    orders: tuple[PaintOrder, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What became of a wish to save one card or a set of them.

    Attributes:
        paths: The files that were written, in order.
        wanted: How many were to be.
        name: The file at which writing ended; empty where all were written, or nobody wanted the rest.
        reason: Why it could not be written, in the words of the system.
    """

    paths: tuple[str, ...]
    wanted: int
    name: str = ""
    reason: str = ""


def paint(order: PaintOrder) -> PaintedCard:
    """Return a painted card. Any thread may do it, once the fonts are loaded."""
    png = card_png(order.card, order.format_name, order.style)
    return PaintedCard(order=order, image=QImage.fromData(png), png=png)
