"""Share cards as pictures: each kind on each format in each of the colours, and the same bytes every time.

Cards are painted from a fixed scene and never taken from the window. Sizes are real pixels. A QGuiApplication must
exist; a window, a screen and a theme are not needed.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPainter

from unwrapped_desktop.domain.card import CardStyle
from unwrapped_desktop.ui.cards.card import Card, EraCard, LabelCard, LineCard, TwoCard, YearsCard
from unwrapped_desktop.ui.cards.painting.formats import (
    CARD_COLOURS,
    CARD_FORMATS,
    CardColours,
    CardFormat,
    colour,
)
from unwrapped_desktop.ui.cards.painting.placing import PlacedText, Scene
from unwrapped_desktop.ui.cards.painting.scene_label import label_scene
from unwrapped_desktop.ui.cards.painting.scene_words import era_scene, line_scene, two_scene
from unwrapped_desktop.ui.cards.painting.scene_years import years_scene
from unwrapped_desktop.ui.theme import load_fonts

__all__ = ["CARD_FORMATS", "CardFormat", "PlacedText", "card_png", "laid_out", "paint_card"]

_PNG_QUALITY = 65
"""Qt turns it into how hard zlib tries: with 40 it takes twice as long to make a file a fifth smaller."""
_DOTS_PER_METRE = 2835
"""72 to the inch. Qt would write that of the screen into the file."""


def paint_card(card: Card, format_name: str, style: CardStyle) -> QImage:
    """Return a card as a picture: RGB without alpha, of the size of its format.

    Args:
        card: What is on it.
        format_name: A key of `CARD_FORMATS`.
        style: Its colours.

    Raises:
        KeyError: There is no such format.
    """
    sheet, colours = CARD_FORMATS[format_name], CARD_COLOURS[style]
    image = QImage(sheet.width, sheet.height, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(1.0)
    image.setDotsPerMeterX(_DOTS_PER_METRE)
    image.setDotsPerMeterY(_DOTS_PER_METRE)
    image.fill(colour(colours.ground))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    # Single signs of some scripts are wider than any card.
    painter.setClipRect(sheet.safe)
    try:
        for placed in _scene(card, sheet, colours):
            placed.draw(painter)
    finally:
        painter.end()
    return image


def card_png(card: Card, format_name: str, style: CardStyle) -> bytes:
    """Return a card as a PNG file: RGB without alpha, under 2 MB, equal bytes for equal cards.

    Args:
        card: What is on it.
        format_name: A key of `CARD_FORMATS`.
        style: Its colours.

    Raises:
        KeyError: There is no such format.
    """
    return encoded(paint_card(card, format_name, style))


def encoded(image: QImage) -> bytes:
    """Return a picture as a PNG file."""
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", _PNG_QUALITY)  # type: ignore[call-overload] # the stub wants bytes, Qt wants text
    buffer.close()
    return bytes(store.data())


def laid_out(card: Card, format_name: str) -> tuple[PlacedText, ...]:
    """Return every text of a card and where it stands; the painter paints the same.

    Args:
        card: What is on it.
        format_name: A key of `CARD_FORMATS`.

    Raises:
        KeyError: There is no such format.
    """
    scene = _scene(card, CARD_FORMATS[format_name], CARD_COLOURS[CardStyle.PAPER])
    return tuple(text for placed in scene for text in placed.texts())


def _scene(card: Card, sheet: CardFormat, colours: CardColours) -> Scene:
    load_fonts()
    match card:
        case LineCard():
            return line_scene(card, sheet, colours)
        case LabelCard():
            return label_scene(card, sheet, colours)
        case YearsCard():
            return years_scene(card, sheet, colours)
        case EraCard():
            return era_scene(card, sheet, colours)
        case TwoCard():
            return two_scene(card, sheet, colours)
