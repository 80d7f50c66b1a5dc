"""What leaves the program: a card, a web page, a PDF file; made, looked at, and written nowhere."""

from html import escape

from PySide6.QtGui import QImage, QPageSize

from unwrapped_desktop.domain.card import CARD_SIZES, CardChoice
from unwrapped_desktop.domain.friend_file import FriendDetail
from unwrapped_desktop.self_test.material import Material, PartError
from unwrapped_desktop.self_test.qt import is_one_colour
from unwrapped_desktop.sharing.for_others import for_others
from unwrapped_desktop.sharing.page import verdict_page
from unwrapped_desktop.ui.cards.contents import CardSubject, make_card
from unwrapped_desktop.ui.cards.picture import card_png
from unwrapped_desktop.ui.print_document import Edition
from unwrapped_desktop.ui.printing import pdf_bytes

_FACES = 6
"""So many fonts a web page carries."""


def share_card(material: Material) -> str:
    """Paint a card.

    Raises:
        PartError: It is no picture, or nothing is on it.
    """
    _ = material.application  # text is painted by one
    choice = CardChoice()
    png = card_png(make_card(CardSubject(report=material.report), choice), choice.format_name, choice.style)
    image = QImage.fromData(png)
    if (image.width(), image.height()) != CARD_SIZES[choice.format_name] or is_one_colour(image):
        raise PartError("it is not painted")
    return f"{image.width()}x{image.height()}, {len(png):,} bytes"


def web_page(material: Material) -> str:
    """Set a verdict as a web page.

    Raises:
        PartError: The verdict or a font is not in it.
    """
    report = for_others(material.report, detail=FriendDetail.SONGS)
    page = verdict_page(report).decode()
    if escape(report.verdict.label) not in page or page.count("data:font/woff2") != _FACES:
        raise PartError("the verdict or a font is not in it")
    return f"{len(page):,} characters"


def pdf(material: Material) -> str:
    """Set a verdict as a PDF file.

    Raises:
        PartError: It is no PDF file.
    """
    _ = material.application  # as above
    content = pdf_bytes(material.report, edition=Edition.WHOLE, size=QPageSize.PageSizeId.A4)
    if not content.startswith(b"%PDF-") or not content.rstrip().endswith(b"%%EOF"):
        raise PartError("it is no PDF file")
    return f"{len(content):,} bytes"
