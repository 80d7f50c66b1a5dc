"""The receipt on a card: a strip of paper with a torn edge, and a few lines of one receipt."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from unwrapped_desktop.domain.receipt import Cell, Receipt
from unwrapped_desktop.ui.cards.card import Strip
from unwrapped_desktop.ui.cards.painting.formats import CardColours, CardFormat, card_font, colour
from unwrapped_desktop.ui.cards.painting.placing import PlacedText, calmed
from unwrapped_desktop.ui.figures import write_cell
from unwrapped_desktop.ui.receipt_layout import ReceiptLayout, ReceiptStyle, paper_path
from unwrapped_desktop.ui.text import can_slant
from unwrapped_desktop.ui.theme import Face

LINES_LEAST = 3
"""So many lines a receipt keeps, however little room there is."""

_PADDING, _TOOTH, _SHADOW = 1.35, 0.42, 0.26
_TITLE_RATIO = 1.25


class StripPart:
    """A receipt on its paper.

    Attributes:
        height: Of the paper, with its torn edge and its shadow.
    """

    def __init__(
        self,
        strip: Strip,
        *,
        width: float,
        units: float,
        max_cell_lines: int,
        sheet: CardFormat,
        colours: CardColours,
    ) -> None:
        """Set a receipt.

        Args:
            strip: What is on it.
            width: Of the paper.
            units: Size of its type.
            max_cell_lines: A longer label of a line, or a longer figure, is elided.
            sheet: The card it lies on.
            colours: That card's colours.
        """
        size = sheet.px(units)
        self._width = width
        self._padding = size * _PADDING
        self._tooth = sheet.unit * _TOOTH
        self._shadow = round(sheet.unit * _SHADOW)
        self._colours = colours
        receipt = _calmed(strip.receipt)
        is_slanted = strip.slanted_title and can_slant(receipt.title)
        self._layout = ReceiptLayout(
            (receipt,),
            width=width - 2 * self._padding,
            style=ReceiptStyle(
                title=card_font(Face.TEXT, round(size * _TITLE_RATIO), weight=600),
                text=card_font(Face.MONO, size),
                note=card_font(Face.MONO, size),
                ink=colour(colours.ink),
                quiet=colour(colours.faint),
                leader=colour(colours.leader),
            ),
            with_population=False,
            max_title_lines=max_cell_lines,
            max_cell_lines=max_cell_lines,
            slanted_titles=frozenset({receipt.id} if is_slanted else ()),
        )
        # The room above the first capitals and below the last line's feet belongs to the lines, not to the margin.
        self._top = self._padding - size * 0.2
        self.height = (
            self._top + self._layout.height + self._padding - size * 0.3 + self._tooth + self._shadow
        )

    def texts(self) -> list[PlacedText]:
        """Return title, labels and figures."""
        at = QPointF(self._padding, self._top)
        return [
            PlacedText(
                rect=text.rect.translated(at),
                text=text.text,
                size_px=text.size_px,
                is_elided=text.is_elided,
            )
            for text in self._layout.texts
        ]

    def draw(self, painter: QPainter) -> None:
        """Paint paper and receipt."""
        paper = paper_path(QRectF(0, 0, self._width, self.height - self._shadow), tooth=self._tooth)
        painter.fillPath(paper.translated(0, self._shadow), colour(self._colours.shadow))
        painter.fillPath(paper, colour(self._colours.paper))
        painter.translate(self._padding, self._top)
        self._layout.draw(painter)


def shortened(strip: Strip, quoted: str) -> Strip:
    """Return a receipt without lines that the quoted words do not need, the last ones first.

    Args:
        strip: The receipt.
        quoted: The words beside it; a line they name stays.
    """
    receipt = strip.receipt
    lines = [("rows", place, cell) for place, cell in enumerate(receipt.rows)]
    lines += [("totals", place, cell) for place, cell in enumerate(receipt.totals)]
    spare = [line for line in lines if not _is_named(line[2], quoted)]
    gone = {line[:2] for line in spare[::-1][: max(0, len(lines) - LINES_LEAST)]}
    rows = tuple(cell for place, cell in enumerate(receipt.rows) if ("rows", place) not in gone)
    totals = tuple(cell for place, cell in enumerate(receipt.totals) if ("totals", place) not in gone)
    return replace(strip, receipt=replace(receipt, rows=rows, totals=totals))


def _is_named(cell: Cell, quoted: str) -> bool:
    return cell.label in quoted or write_cell(cell) in quoted


def _calmed(receipt: Receipt) -> Receipt:
    return replace(
        receipt,
        title=calmed(receipt.title)[0],
        rows=tuple(_calmed_cell(cell) for cell in receipt.rows),
        totals=tuple(_calmed_cell(cell) for cell in receipt.totals),
    )


def _calmed_cell(cell: Cell) -> Cell:
    value = calmed(cell.value)[0] if isinstance(cell.value, str) else cell.value
    return replace(cell, label=calmed(cell.label)[0], value=value)
