"""What a card is painted on: sizes, margins that stay free, and colours."""

from dataclasses import dataclass
from typing import TypedDict

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont

from unwrapped_desktop.domain.card import CARD_SIZES, CardStyle
from unwrapped_desktop.ui.theme import Face, make_font
from unwrapped_desktop.ui.tokens import DARK, LIGHT

_CREAM = "#FFF7EC"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFormat:
    """The size of a card and the margins that stay free; all in pixels of the picture.

    Attributes:
        width: From edge to edge.
        height: From edge to edge.
        side: Free at the left and the right.
        top: Free at the top.
        bottom: Free at the bottom.
        unit: Size of a receipt's type; gaps and the other sizes are multiples of it.
        small: Size of the type at the foot.
        smallest: No text is smaller.
        columns: 2 sets the receipt beside the words.
    """

    width: int
    height: int
    side: int
    top: int
    bottom: int
    unit: int
    small: int
    smallest: int
    columns: int = 1

    @property
    def safe(self) -> QRectF:
        """What lies within the margins."""
        return QRectF(self.side, self.top, self.width - 2 * self.side, self.height - self.top - self.bottom)

    @property
    def hairline(self) -> float:
        """How thick lines are that part things."""
        return max(2.0, round(self.unit / 12))

    def px(self, units: float) -> int:
        """Return a type size of so many units, never below the smallest."""
        return max(self.smallest, round(self.unit * units))


class _Layout(TypedDict, total=False):
    side: int
    top: int
    bottom: int
    unit: int
    small: int
    smallest: int
    columns: int


_LAYOUTS: dict[str, _Layout] = {
    "story": {"side": 84, "top": 250, "bottom": 280, "unit": 30, "small": 25, "smallest": 22},
    "square": {"side": 72, "top": 72, "bottom": 64, "unit": 27, "small": 23, "smallest": 22},
    "portrait": {"side": 78, "top": 84, "bottom": 76, "unit": 29, "small": 24, "smallest": 22},
    "wide": {
        "side": 60,
        "top": 56,
        "bottom": 48,
        "unit": 21,
        "small": 17,
        "smallest": 16,
        "columns": 2,
    },
}

CARD_FORMATS: dict[str, CardFormat] = {
    name: CardFormat(width=width, height=height, **_LAYOUTS[name])
    for name, (width, height) in CARD_SIZES.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CardColours:
    """The colours of a card, as `#RRGGBB`; text has 4.5:1 at least on what it stands on.

    Attributes:
        ground: The card.
        text: Words on it.
        quiet: Words on it that are read last.
        mark: The slash of the wordmark, years, and what else may be hot.
        rule: Lines on the card; never text.
        paper: The receipt.
        shadow: Below the receipt.
        ink: Words on the receipt.
        faint: Rules on the receipt.
        leader: Dots on the receipt; never text.
    """

    ground: str
    text: str
    quiet: str
    mark: str
    rule: str
    paper: str
    shadow: str
    ink: str = LIGHT.ink
    faint: str = LIGHT.quiet
    leader: str = LIGHT.leader


CARD_COLOURS: dict[CardStyle, CardColours] = {
    CardStyle.ACCENT: CardColours(
        ground=LIGHT.accent,
        text=_CREAM,
        quiet=_CREAM,
        mark=_CREAM,
        rule="#DE8A78",
        paper=LIGHT.receipt,
        shadow="#A32511",
    ),
    CardStyle.PAPER: CardColours(
        ground=LIGHT.paper,
        text=LIGHT.ink,
        quiet=LIGHT.quiet,
        mark=LIGHT.accent,
        rule="#C9BEAB",
        paper=LIGHT.receipt,
        shadow="#DDD3C1",
    ),
    CardStyle.INK: CardColours(
        ground=DARK.paper,
        text=DARK.ink,
        quiet=DARK.quiet,
        mark=DARK.accent,
        rule="#4A443C",
        paper=DARK.ink,
        shadow="#000000",
    ),
}


def card_font(face: Face, size_px: int, *, weight: int = 400) -> QFont:
    """Return a font for a picture: as `make_font`, and the same on every screen.

    Args:
        face: Which family.
        size_px: Size in pixels of the picture.
        weight: 400 to 700.
    """
    font = make_font(face, size_px, weight=weight)
    # A desktop may ask for coloured edges that suit its own screen; a picture is looked at on another one.
    font.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)
    return font


def colour(name: str) -> QColor:
    """Return `#RRGGBB` as a colour."""
    return QColor(name)
