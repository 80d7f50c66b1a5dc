"""Design tokens: the colours of all themes and of the cards, the type scale, the spacing. One place for all."""

from unwrapped_desktop.domain.palette import DARK, DARK_HIGH_CONTRAST, LIGHT, LIGHT_HIGH_CONTRAST, Tokens

# The web page of a verdict has the same colours, and knows nothing of the window.
__all__ = [
    "BIG_PX",
    "CORNER_PX",
    "DARK",
    "DARK_HIGH_CONTRAST",
    "HEADING_PX",
    "HUGE_PX",
    "LEAD_PX",
    "LIGHT",
    "LIGHT_HIGH_CONTRAST",
    "PART_PAIRS",
    "SMALL_PX",
    "SPACE_PX",
    "TEXT_PAIRS",
    "TEXT_PX",
    "TINY_PX",
    "TITLE_PX",
    "TYPE_SCALE_PX",
    "WIDE_WINDOW_PX",
    "Tokens",
    "contrast_ratio",
]

SPACE_PX = 4
CORNER_PX = 3

TYPE_SCALE_PX = (12, 14, 17, 22, 30, 52, 84, 132)
TINY_PX, SMALL_PX, TEXT_PX, LEAD_PX, TITLE_PX, HEADING_PX, BIG_PX, HUGE_PX = TYPE_SCALE_PX

WIDE_WINDOW_PX = 1100
"""From this width on, a receipt lies beside the page; below it, it opens in the text."""

TEXT_PAIRS = (
    ("ink", "paper"),
    ("ink", "raised"),
    ("ink", "receipt"),
    ("ink", "wash"),
    ("quiet", "paper"),
    ("quiet", "raised"),
    ("quiet", "receipt"),
    ("accent", "paper"),
    ("accent", "raised"),
    ("accent", "receipt"),
    ("accent", "wash"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("paper", "ink"),
    ("paper", "quiet"),
    ("paper", "accent"),
)
"""(text, ground) pairs that are used for text: 4.5:1 at least."""

PART_PAIRS = (
    ("accent", "paper"),
    ("accent", "raised"),
    ("accent", "wash"),
    ("accent", "receipt"),
    ("ink", "paper"),
    ("ink", "raised"),
    ("ink", "receipt"),
    ("ink", "wash"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("paper", "ink"),
    ("quiet", "paper"),
    ("quiet", "raised"),
    ("quiet", "receipt"),
    ("quiet", "wash"),
    ("second", "paper"),
    ("third", "paper"),
    ("second", "raised"),
    ("third", "raised"),
)
"""(part, ground) pairs of rings, borders, dots and bars: 3:1 at least."""


def contrast_ratio(one: str, other: str) -> float:
    """Return the contrast of two `#RRGGBB` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
