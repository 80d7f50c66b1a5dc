"""Cuts the fonts down to what the web page of a verdict carries: `python packaging/cut_fonts.py [FOLDER]`.

Every file holds the letters of Latin scripts with the marks, signs and figures that the page is set with. What a name
has besides comes from the fonts of whoever reads it. Names, copyright and licence stay in the files. The same fonts and
the same fontTools give the same bytes.

Needs fonttools and brotli, which are among what developing the program needs.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "resources" / "fonts"
WEB = FONTS / "web"

CUT = (
    "BebasNeue-Regular",
    "Inter-Regular",
    "Inter-Italic",
    "Inter-SemiBold",
    "JetBrainsMono-Regular",
    "JetBrainsMono-Bold",
)
"""The faces of the page."""

_RANGES = (
    (0x20, 0x7E),  # Basic Latin
    (0xA0, 0xFF),  # Latin-1
    (0x100, 0x17F),  # Latin Extended-A
    (0x1A0, 0x1A1),  # O with a horn, for Vietnamese
    (0x1AF, 0x1B0),  # U with one
    (0x218, 0x21B),  # S and T with a comma below, for Romanian
    (0x1E80, 0x1E85),  # W with marks, for Welsh
    (0x1E9E, 0x1EF9),  # capital sharp S, and Vietnamese
    (0x2010, 0x2015),  # hyphens and dashes
    (0x2018, 0x201E),  # quotation marks
)
_SIGNS = "…•′″‹›€№™−×÷≈≤≥←↑→↓½\u2009\u202f\u2060"  # noqa: RUF001 - the look-alikes are meant
CHARACTERS = frozenset(
    {*(code for first, last in _RANGES for code in range(first, last + 1)), *map(ord, _SIGNS)}
)
"""What the page is set with, as far as a font has it."""

_FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk", "tnum"]


def cut(name: str) -> TTFont:
    """Return a font of ours with the characters of the page alone, ready to be saved as WOFF2.

    Args:
        name: One of `CUT`.
    """
    # The time of a font is that of its makers: the same font gives the same bytes.
    font = TTFont(FONTS / f"{name}.ttf", recalcTimestamp=False)
    options = Options()
    options.flavor = "woff2"
    options.layout_features = _FEATURES
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.hinting = False
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    font.flavor = "woff2"
    return font


def main(folder: Path = WEB) -> None:
    """Write every font that the page carries into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in CUT:
        path = folder / f"{name}.woff2"
        cut(name).save(path)
        sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
