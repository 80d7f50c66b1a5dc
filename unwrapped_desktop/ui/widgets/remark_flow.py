"""Setting the page: remarks flowing one after the other, with the rectangles each covers and room for a receipt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextLine

from unwrapped_desktop.domain.report import Receipt, Remark
from unwrapped_desktop.ui.text import WORD_JOINER, display_remark
from unwrapped_desktop.ui.textflow import (
    balanced_width,
    baseline_offset,
    font_style,
    format_range,
    new_layout,
    qt_length,
    qt_span,
)

THIN_GAP = "\u202f"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStyle:
    """How a paragraph of the page is set.

    Attributes:
        font: Its type.
        number_font: Type of the small numbers.
        line_px: Line height.
        space_px: Room below the paragraph.
        colour: Its ink.
        balanced: Whether its lines are made equally long.
    """

    font: QFont
    number_font: QFont
    line_px: int
    space_px: int
    colour: QColor
    balanced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One remark in its paragraph.

    Attributes:
        index: Place on the page, the charge included.
        remark: What is said.
        start: First character in the paragraph's text.
        end: One past the last character of the remark.
        number_start: First character of the small number.
        number_end: One past it.
    """

    index: int
    remark: Remark
    start: int
    end: int
    number_start: int
    number_end: int


class ParagraphFlow:
    """One paragraph: its text, its entries, its lines."""

    def __init__(
        self, remarks: Sequence[tuple[int, Remark]], receipts: Mapping[str, Receipt], style: PageStyle
    ) -> None:
        self.style = style
        self.entries: list[Entry] = []
        self._tops: list[float] = []
        text = ""
        italics: list[tuple[int, int]] = []
        for index, remark in remarks:
            text += " " if text else ""
            shown = display_remark(remark, receipts)
            # Places are counted as Qt counts them, for an emoji in a name is two of them.
            start = qt_length(text)
            end = start + qt_length(shown.text)
            slanted = [qt_span(shown.text, span) for span in shown.italics]
            italics += [(start + a, start + b) for a, b in slanted]
            number = f"{WORD_JOINER}{THIN_GAP}{index + 1}"
            text += shown.text + number
            self.entries.append(
                Entry(
                    index=index,
                    remark=remark,
                    start=start,
                    end=end,
                    number_start=end + 2,
                    number_end=end + len(number),
                )
            )
        self._layout = new_layout(text, style.font, self._formats(italics))

    def _formats(self, italics: Sequence[tuple[int, int]]) -> list[QTextLayout.FormatRange]:
        slanted = QFont(self.style.font)
        slanted.setItalic(True)
        spans = [format_range(start, end, font_style(slanted)) for start, end in italics]
        hidden = font_style(self.style.number_font)
        # The numbers are painted by hand, raised; here they only take their room.
        hidden.setForeground(QColor(0, 0, 0, 0))
        spans += [format_range(e.number_start, e.number_end, hidden) for e in self.entries]
        small = QFont(self.style.font)
        small.setPixelSize(max(4, round(small.pixelSize() * 0.4)))
        return spans + [format_range(e.end, e.number_start, font_style(small)) for e in self.entries]

    def arrange(
        self, top: float, width: float, gap_after: int | None, gap_px: float, *, from_right: bool
    ) -> tuple[float, float | None]:
        """Break the lines from there on, and leave a gap under the line on which an entry ends.

        Args:
            top: Where the paragraph begins.
            width: Room for the lines.
            gap_after: The entry; None for no gap.
            gap_px: Height of the gap.
            from_right: Whether lines stand at the right edge.

        Returns:
            Where the paragraph ends, and where the gap begins if it lies in this paragraph.
        """
        right = width
        if self.style.balanced:
            width = self._balanced(width)
        line_px = self.style.line_px
        offset = baseline_offset(self.style.font, line_px)
        waiting = next((entry for entry in self.entries if entry.index == gap_after), None)
        gap_top: float | None = None
        self._tops = []
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            left = right - line.naturalTextWidth() if from_right else 0.0
            line.setPosition(QPointF(left, top + offset - line.ascent()))
            self._tops.append(top)
            top += line_px
            if waiting is not None and line.textStart() + line.textLength() >= waiting.number_end:
                gap_top, waiting = top, None
                top += gap_px
        self._layout.endLayout()
        return top, gap_top

    def _balanced(self, width: float) -> float:
        lines = self._count_lines(width)
        return width if lines < 2 else balanced_width(width, lambda room: self._count_lines(room) <= lines)

    def _count_lines(self, width: float) -> int:
        self._layout.beginLayout()
        count = 0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            count += 1
        self._layout.endLayout()
        return count

    def rects(self, entry: Entry, *, with_number: bool = False) -> list[QRectF]:
        """Return the rectangles that an entry covers, one a line."""
        end = entry.number_end if with_number else entry.end
        found: list[QRectF] = []
        for number, top in enumerate(self._tops):
            line = self._layout.lineAt(number)
            first = max(entry.start, line.textStart())
            last = min(end, line.textStart() + line.textLength())
            if first >= last:
                continue
            left = _x_of(line, first)
            right = min(_x_of(line, last), line.naturalTextRect().right())
            if right > left:
                found.append(QRectF(left, top, right - left, self.style.line_px))
        return found

    def draw(self, painter: QPainter, number_colour: QColor) -> None:
        """Paint the words and the raised numbers."""
        painter.setPen(self.style.colour)
        self._layout.draw(painter, QPointF(0, 0))
        painter.setPen(number_colour)
        painter.setFont(self.style.number_font)
        rise = self.style.font.pixelSize() * 0.36
        for entry in self.entries:
            line_number = self._layout.lineForTextPosition(entry.number_start).lineNumber()
            line = self._layout.lineAt(line_number)
            baseline = line.position().y() + line.ascent()
            at = QPointF(_x_of(line, entry.number_start), baseline - rise)
            painter.drawText(at, str(entry.index + 1))


def _x_of(line: QTextLine, position: int) -> float:
    # PySide returns (x, position) where its stub promises x alone.
    found = cast("Any", line.cursorToX(position))
    return float(found[0] if isinstance(found, tuple) else found)


class PageFlow:
    """All paragraphs of the page, one under the other.

    Attributes:
        height: Height of the page, the gap included.
        gap_top: Where the gap for the receipt begins, None when there is none.
    """

    def __init__(self, paragraphs: Sequence[ParagraphFlow]) -> None:
        self.paragraphs = tuple(paragraphs)
        self.height = 0.0
        self.gap_top: float | None = None

    def arrange(
        self,
        width: float,
        *,
        gap_after: int | None = None,
        gap_px: float = 0.0,
        from_right: bool = False,
    ) -> None:
        """Break all lines to a width, with a gap under the line on which an entry ends."""
        top = 0.0
        self.gap_top = None
        for number, paragraph in enumerate(self.paragraphs):
            top, gap_top = paragraph.arrange(top, width, gap_after, gap_px, from_right=from_right)
            if gap_top is not None:
                self.gap_top = gap_top
            if number + 1 < len(self.paragraphs):
                top += paragraph.style.space_px
        self.height = top

    def rects(self, index: int, *, with_number: bool = False) -> list[QRectF]:
        """Return the rectangles that the entry at a place of the page covers."""
        for paragraph in self.paragraphs:
            for entry in paragraph.entries:
                if entry.index == index:
                    return paragraph.rects(entry, with_number=with_number)
        return []

    def draw(self, painter: QPainter, number_colour: QColor) -> None:
        """Paint all paragraphs."""
        for paragraph in self.paragraphs:
            paragraph.draw(painter, number_colour)
