"""Setting a receipt: title, lines with dotted leaders and aligned figures, rules, totals, the counted rows.

Pure measuring and painting with a painter, so that the widget and the share card draw the same paper.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from unwrapped_desktop.domain.report import Cell, Receipt
from unwrapped_desktop.ui.figures import write_cell
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import bare, can_slant, clean, isolate
from unwrapped_desktop.ui.textflow import TextFlow

LINE_RATIO = 1.7
_VALUE_SHARE = 0.6
_MAX_CELL_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptStyle:
    """Fonts and colours of a receipt."""

    title: QFont
    text: QFont
    note: QFont
    ink: QColor
    quiet: QColor
    leader: QColor


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One thing on the strip.

    Attributes:
        top: Where it starts, from the top of the strip.
        height: How much room it takes.
        draw: Paints it with the strip's upper left corner at the painter's origin.
    """

    top: float
    height: float
    draw: Callable[[QPainter], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class StripText:
    """One text on the strip.

    Attributes:
        rect: Where it stands, from the strip's upper left corner.
        text: What it says, in full also where it is elided.
        size_px: Its type size.
        is_elided: Whether its end is missing.
    """

    rect: QRectF
    text: str
    size_px: int
    is_elided: bool


class ReceiptLayout:
    """Receipts set one after the other on a strip of one width.

    Attributes:
        blocks: What is on the strip, from the top.
        texts: Titles, labels and figures of the lines, and where they stand.
        height: Height of all of it.
    """

    def __init__(
        self,
        receipts: Sequence[Receipt],
        *,
        width: float,
        style: ReceiptStyle,
        with_population: bool = True,
        max_title_lines: int = 3,
        max_cell_lines: int = _MAX_CELL_LINES,
        slanted_titles: frozenset[str] | None = None,
        from_right: bool = False,
    ) -> None:
        """Set receipts.

        Args:
            receipts: What is set, from the top.
            width: Width of the strip.
            style: Fonts and colours.
            with_population: Whether the sentence about the counted rows stands below.
            max_title_lines: A longer title is elided.
            max_cell_lines: A longer label of a line, or a longer figure, is elided.
            slanted_titles: Ids of the receipts whose title is a song's or an album's; None finds out.
            from_right: Whether lines begin at the right edge, and figures stand at the left one.
        """
        if slanted_titles is None:
            slanted_titles = frozenset(r.id for r in receipts if is_named_after_title(r))
        self._slanted_titles = slanted_titles
        self._width = width
        self._style = style
        self._from_right = from_right
        self._begin = Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft
        self._line_px = round(style.text.pixelSize() * LINE_RATIO)
        self._with_population = with_population
        self._max_title_lines = max_title_lines
        self._max_cell_lines = max_cell_lines
        self.blocks: list[Block] = []
        self.texts: list[StripText] = []
        self.height = 0.0
        for number, receipt in enumerate(receipts):
            if number:
                self._add_cut()
            self._add_receipt(receipt)

    def draw(self, painter: QPainter, shown: int | None = None) -> None:
        """Paint the first blocks, or all of them."""
        for block in self.blocks[:shown]:
            block.draw(painter)

    def _add_receipt(self, receipt: Receipt) -> None:
        if receipt.title:
            self._add_title(receipt.title, slanted=receipt.id in self._slanted_titles)
            self._add_rule()
        for cell in receipt.rows:
            self._add_row(cell)
        if receipt.totals:
            if receipt.rows:
                self._add_rule()
            for cell in receipt.totals:
                self._add_row(cell)
        if self._with_population and receipt.population:
            self._add_rule()
            self._add_note(population_line(receipt))

    def _add(self, height: float, draw: Callable[[QPainter, float], None]) -> None:
        top = self.height
        self.blocks.append(Block(top=top, height=height, draw=lambda painter: draw(painter, top)))
        self.height += height

    def _add_title(self, title: str, *, slanted: bool) -> None:
        size = self._style.title.pixelSize()
        shown = isolate(title)
        flow = TextFlow(
            shown,
            self._style.title,
            width=self._width,
            line_px=round(size * 1.3),
            italics=[(0, len(shown))] if slanted else [],
            align=self._begin,
            max_lines=self._max_title_lines,
        )
        self._note_text(title, size, flow, QPointF(0, self.height))
        self._add(flow.height, lambda painter, top: flow.draw(painter, QPointF(0, top), self._style.ink))

    def _add_note(self, text: str) -> None:
        line_px = round(self._style.note.pixelSize() * 1.55)
        flow = TextFlow(
            isolate(text), self._style.note, width=self._width, line_px=line_px, align=self._begin
        )
        self._add(flow.height, lambda painter, top: flow.draw(painter, QPointF(0, top), self._style.quiet))

    def _add_rule(self) -> None:
        height = float(self._line_px)
        self._add(height, lambda painter, top: self._draw_rule(painter, top + height / 2))

    def _add_cut(self) -> None:
        height = self._line_px * 1.6

        def draw(painter: QPainter, top: float) -> None:
            self._draw_rule(painter, top + height / 2 - 2)
            self._draw_rule(painter, top + height / 2 + 2)

        self._add(height, draw)

    def _draw_rule(self, painter: QPainter, y: float) -> None:
        scale = self._style.text.pixelSize() / 13
        pen = QPen(self._style.quiet, max(1.0, scale))
        pen.setDashPattern([3, 2])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        line = round(y) + 0.5
        painter.drawLine(QLineF(0, line, self._width, line))

    def _add_row(self, cell: Cell) -> None:
        row = _Row(
            cell,
            width=self._width,
            line_px=self._line_px,
            style=self._style,
            from_right=self._from_right,
            max_lines=self._max_cell_lines,
        )
        size = self._style.text.pixelSize()
        for text, flow, at in row.texts():
            self._note_text(text, size, flow, at + QPointF(0, self.height))
        self._add(row.height, row.draw)

    def _note_text(self, text: str, size_px: int, flow: TextFlow, at: QPointF) -> None:
        """Note where a text stands; `at` is the upper left corner of its room."""
        rect = QRectF(at.x() + flow.left, at.y(), flow.width, flow.height)
        self.texts.append(StripText(rect=rect, text=text, size_px=size_px, is_elided=flow.elided))


class _Row:
    """One line of a receipt: label, leader, figure; on more lines where they do not fit one."""

    def __init__(
        self,
        cell: Cell,
        *,
        width: float,
        line_px: float,
        style: ReceiptStyle,
        from_right: bool,
        max_lines: int,
    ) -> None:
        self._cell = cell
        self._style = style
        self._width = width
        self._line_px = line_px
        self._from_right = from_right
        begin, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if from_right:
            begin, end = end, begin
        font = style.text
        self._gap = font.pixelSize() * 0.6
        value = isolate(write_cell(cell))
        label = isolate(cell.label)
        metrics = QFontMetricsF(font)
        value_room = width * _VALUE_SHARE
        value_width = metrics.horizontalAdvance(value)
        fits_beside = metrics.horizontalAdvance(label) + value_width + self._gap * 2 <= width
        stacked = value_width > value_room and not fits_beside
        if stacked or fits_beside:
            value_room = width
        self._value = TextFlow(
            value,
            font,
            width=value_room,
            line_px=line_px,
            align=end,
            max_lines=max_lines,
        )
        self._value_left = 0.0 if from_right else width - value_room
        label_room = width if stacked else width - self._value.width - self._gap * 2
        self._label = TextFlow(
            label, font, width=label_room, line_px=line_px, align=begin, max_lines=max_lines
        )
        self._label_left = width - label_room if from_right else 0.0
        self._value_top = self._label.height if stacked else self._label.height - line_px
        self._has_leader = not stacked
        self.height = self._value_top + self._value.height

    def texts(self) -> list[tuple[str, TextFlow, QPointF]]:
        """Return label and figure, each with the upper left corner of its room, from the line's own."""
        return [
            (self._cell.label, self._label, QPointF(self._label_left, 0)),
            (write_cell(self._cell), self._value, QPointF(self._value_left, self._value_top)),
        ]

    def draw(self, painter: QPainter, top: float) -> None:
        self._label.draw(painter, QPointF(self._label_left, top), self._style.ink)
        self._value.draw(painter, QPointF(self._value_left, top + self._value_top), self._style.ink)
        if self._has_leader:
            self._draw_leader(painter, top)

    def _draw_leader(self, painter: QPainter, top: float) -> None:
        last = self._label.line_count - 1
        start = self._label.line_width(last) + self._gap
        end = self._width - self._value.width - self._gap
        pitch = self._style.text.pixelSize() * 0.6
        y = top + self._label.baseline(last) - 1
        radius = max(0.6, self._style.text.pixelSize() * 0.055)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._style.leader)
        if self._from_right:
            painter.translate(self._width, 0)
            painter.scale(-1, 1)
        # Dots stand on one grid counted from the right edge, so that they align from line to line.
        x = self._width - (int((self._width - end) / pitch) + 1) * pitch
        while x >= start:
            painter.drawEllipse(QPointF(x, y), radius, radius)
            x -= pitch
        painter.restore()


def is_named_after_title(receipt: Receipt) -> bool:
    """Say whether the receipt's title is the title of a song or an album, which is set in italics."""
    cells = (*receipt.rows, *receipt.totals)
    named = any(cell.unit in {"track", "album"} and cell.value == receipt.title for cell in cells)
    return named and can_slant(receipt.title)


def paper_path(rect: QRectF, *, tooth: float) -> QPainterPath:
    """Return the outline of a strip of paper with a torn lower edge inside the rectangle."""
    count = max(4, round(rect.width() / (tooth * 2)))
    step = rect.width() / count
    points = [rect.topLeft(), rect.topRight(), QPointF(rect.right(), rect.bottom() - tooth)]
    for number in range(count):
        right = rect.right() - number * step
        points.append(QPointF(right - step / 2, rect.bottom()))
        points.append(QPointF(right - step, rect.bottom() - tooth))
    path = QPainterPath()
    path.addPolygon(QPolygonF(points))
    path.closeSubpath()
    return path


def receipt_text(receipts: Sequence[Receipt]) -> str:
    """Return the receipts as plain text lines, for the clipboard and for screen readers."""
    return "\n\n".join("\n".join(_text_lines(receipt)) for receipt in receipts)


def population_line(receipt: Receipt) -> str:
    """Return which rows were counted, said as such even where the receipt holds only the words for the rows."""
    text = receipt.population
    is_phrase = text[:1].islower() and ":" not in text
    return translate("ReceiptLayout", "counted: {rows}").format(rows=text) if is_phrase else text


def _text_lines(receipt: Receipt) -> list[str]:
    lines = [clean(receipt.title)]
    lines += [f"{clean(cell.label)}: {_value_text(cell)}" for cell in (*receipt.rows, *receipt.totals)]
    if receipt.population:
        lines.append(clean(population_line(receipt)))
    return [bare(line) for line in lines]


def _value_text(cell: Cell) -> str:
    """Return a cell's value for the clipboard: a name is kept on its line, a figure keeps its unbroken spaces."""
    written = write_cell(cell)
    return clean(written) if isinstance(cell.value, str) else written
