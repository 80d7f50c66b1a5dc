"""What stands on printed pages, each part set as pieces: lines of text, remarks with their numbers, receipts, axes.

Black on white, whatever the window looks like. Lengths are tenths of a point. Nothing here touches a widget, so that
pages can be set in any thread.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
)

from unwrapped_desktop.domain.report import AxisScore, Cell, Receipt, Remark
from unwrapped_desktop.ui.axis_words import axis_sentence, pole_titles
from unwrapped_desktop.ui.headline_fit import fit_headline
from unwrapped_desktop.ui.print_layout import Piece
from unwrapped_desktop.ui.receipt_layout import Block, ReceiptLayout, ReceiptStyle
from unwrapped_desktop.ui.text import WORD_JOINER, display_remark
from unwrapped_desktop.ui.textflow import (
    TextFlow,
    baseline_offset,
    font_style,
    format_range,
    new_layout,
    qt_length,
    qt_span,
)
from unwrapped_desktop.ui.theme import Face, make_font
from unwrapped_desktop.ui.widgets.remark_flow import THIN_GAP
from unwrapped_desktop.ui.wordmark_path import draw_wordmark

INK, QUIET, LEADER = "#000000", "#4A4A4A", "#8A8A8A"
_MAX_LABEL, _LABEL_PITCH, _CAPITALS = 1300, 0.86, 0.7
_FOOT_SHARE = 0.8
_BAND, _DOT = 70, 34


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """How running text is set.

    Attributes:
        size: Type size.
        line: Line height.
        face: Family.
        weight: 400 to 700.
        colour: Ink, as `#RRGGBB`.
    """

    size: int
    line: float
    face: Face = Face.TEXT
    weight: int = 400
    colour: str = INK

    @property
    def font(self) -> QFont:
        """The type."""
        return make_font(self.face, self.size, weight=self.weight)


CHARGE = TextStyle(size=160, line=220, weight=500)
TEXT = TextStyle(size=108, line=168)
SMALL = TextStyle(size=84, line=122, colour=QUIET)
EYEBROW = TextStyle(size=66, line=100, face=Face.MONO, colour=QUIET)
HEADING = TextStyle(size=210, line=230, face=Face.HEAD)
_POLES = TextStyle(size=80, line=112, colour=QUIET)
_RULING = TextStyle(size=90, line=126, weight=500)
_NUMBER = TextStyle(size=78, line=120, face=Face.MONO, weight=700)


def rule(width: float, *, thickness: float = 10, after: float = 0) -> Piece:
    """Return a black line over a width."""
    return Piece(
        height=thickness,
        draw=lambda painter: painter.fillRect(QRectF(0, 0, width, thickness), QColor(INK)),
        after=after,
        keeps=True,
    )


def text_lines(text: str, style: TextStyle, width: float, *, after: float = 0) -> list[Piece]:
    """Return a paragraph line by line; no page begins or ends with a single line of it."""
    return _lines(new_layout(text, style.font), style, width, after)


def heading(text: str, width: float) -> list[Piece]:
    """Return the heading of a part, which stays with what follows it."""
    lines = text_lines(text, HEADING, width)
    return [replace(line, keeps=True, after=70 if line is lines[-1] else 0) for line in lines]


def label(text: str, width: float, *, after: float) -> Piece:
    """Return the label, as large as fits, as text that can be searched for."""
    fit = fit_headline(text, width=width, max_px=_MAX_LABEL)
    font = make_font(Face.HEAD, fit.size_px)
    first = _CAPITALS * fit.size_px
    # Letters begin at different distances from their origin: every line starts at its ink.
    lefts = [-QFontMetricsF(font).tightBoundingRect(line).left() for line in fit.lines]

    def draw(painter: QPainter) -> None:
        painter.setFont(font)
        painter.setPen(QColor(INK))
        for number, (left, line) in enumerate(zip(lefts, fit.lines, strict=True)):
            painter.drawText(QPointF(left, first + number * _LABEL_PITCH * fit.size_px), line)

    height = first + (len(fit.lines) - 1) * _LABEL_PITCH * fit.size_px
    return Piece(height=height, draw=draw, after=after, keeps=True)


def masthead(words: str, width: float) -> list[Piece]:
    """Return the first line of all: the wordmark, and at the right whose verdict it is and of when."""
    mark = 170
    flow = TextFlow(
        words,
        EYEBROW.font,
        width=width * 0.7,
        line_px=EYEBROW.line,
        align=Qt.AlignmentFlag.AlignRight,
        max_lines=1,
    )

    def draw(painter: QPainter) -> None:
        draw_wordmark(painter, QPointF(0, mark * 0.74), mark, ink=QColor(INK), slash=QColor(QUIET))
        flow.draw(painter, QPointF(width * 0.3, mark * 0.74 - flow.baseline(0)), QColor(QUIET))

    return [Piece(height=mark, draw=draw, keeps=True), rule(width, after=300)]


def foot(left: str, right: str, width: float) -> Piece:
    """Return the line at the foot of a page."""
    parts = [
        TextFlow(words, EYEBROW.font, width=room, line_px=EYEBROW.line, align=align, max_lines=1)
        for words, room, align in (
            (left, width * _FOOT_SHARE, Qt.AlignmentFlag.AlignLeft),
            (right, width * (1 - _FOOT_SHARE), Qt.AlignmentFlag.AlignRight),
        )
    ]

    def draw(painter: QPainter) -> None:
        for flow, x in zip(parts, (0.0, width * _FOOT_SHARE), strict=True):
            flow.draw(painter, QPointF(x, 0), QColor(QUIET))

    return Piece(height=EYEBROW.line, draw=draw)


def remark_lines(
    remarks: Sequence[tuple[int, Remark]],
    receipts: Mapping[str, Receipt],
    style: TextStyle,
    width: float,
    *,
    after: float = 0,
) -> list[Piece]:
    """Return remarks that flow one after the other, each with its raised number.

    Args:
        remarks: Each with its number; 0 for none.
        receipts: By id, to know which names are titles.
        style: How they are set.
        width: Room for the lines.
        after: Room below.
    """
    slanted = QFont(style.font)
    slanted.setItalic(True)
    narrow = make_font(style.face, round(style.size * 0.4))
    raised = font_style(replace(_NUMBER, size=round(style.size * 0.95)).font)
    raised.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    text, formats = "", list[QTextLayout.FormatRange]()
    for number, remark in remarks:
        text += " " if text else ""
        shown = display_remark(remark, receipts)
        begin = qt_length(text)
        for span in shown.italics:
            start, end = qt_span(shown.text, span)
            formats.append(format_range(begin + start, begin + end, font_style(slanted)))
        text += shown.text
        if not number:
            continue
        end = qt_length(text)
        text += f"{WORD_JOINER}{THIN_GAP}{number}"
        formats.append(format_range(end, end + 2, font_style(narrow)))
        formats.append(format_range(end + 2, qt_length(text), raised))
    return _lines(new_layout(text, style.font, formats), style, width, after)


def receipt_pieces(numbers: str, receipt: Receipt, width: float) -> list[Piece]:
    """Return a receipt under a thick rule; its lines stay together as long as a page can hold them.

    Args:
        numbers: Which remarks it proves, in words.
        receipt: What is set.
        width: Width of the strip.
    """
    number = text_lines(numbers, replace(EYEBROW, colour=INK, weight=700), width)
    head = [rule(width, thickness=12, after=40), *(replace(line, keeps=True, after=14) for line in number)]
    return [*head, *_strip(receipt, width)]


def till_lines(rows: Sequence[Cell], totals: Sequence[Cell], width: float) -> list[Piece]:
    """Return lines with figures as on a receipt, without a title."""
    return _strip(Receipt(id="lines", title="", rows=tuple(rows), totals=tuple(totals), population=""), width)


def axis_rows(axes: Sequence[AxisScore], width: float, *, gutter: float) -> list[Piece]:
    """Return axes two to a row, all of them together: the poles, a line with the score, and the ruling in words."""
    room = (width - gutter) / 2
    rows = []
    for first in range(0, len(axes), 2):
        drawn = [_Axis(axis, room) for axis in axes[first : first + 2]]
        rows.append(_axis_row(drawn, room + gutter, keeps=first + 2 < len(axes)))
    return rows


def _axis_row(drawn: Sequence["_Axis"], step: float, *, keeps: bool) -> Piece:
    def draw(painter: QPainter) -> None:
        for number, axis in enumerate(drawn):
            axis.draw(painter, number * step)

    return Piece(height=max(axis.height for axis in drawn), draw=draw, after=120, keeps=keeps)


class _Axis:
    """One axis: poles, line, ruling.

    Attributes:
        height: How much room it takes.
    """

    def __init__(self, axis: AxisScore, width: float) -> None:
        self._axis, self._width = axis, width
        low, high = pole_titles(axis)
        right = Qt.AlignmentFlag.AlignRight
        font = _POLES.font
        self._low = TextFlow(low, font, width=width / 2, line_px=_POLES.line)
        self._high = TextFlow(high, font, width=width / 2, line_px=_POLES.line, align=right)
        ruling = replace(_RULING, weight=500 if axis.value is not None else 400)
        self._words = TextFlow(axis_sentence(axis), ruling.font, width=width, line_px=ruling.line)
        self._line_top = max(self._low.height, self._high.height)
        self.height = self._line_top + _BAND * 2 + self._words.height

    def draw(self, painter: QPainter, left: float) -> None:
        self._low.draw(painter, QPointF(left, 0), QColor(QUIET))
        self._high.draw(painter, QPointF(left + self._width / 2, 0), QColor(QUIET))
        self._draw_line(painter, left, self._line_top + _BAND * 0.8)
        self._words.draw(painter, QPointF(left, self._line_top + _BAND * 2), QColor(INK))

    def _draw_line(self, painter: QPainter, left: float, y: float) -> None:
        axis, width = self._axis, self._width
        if axis.value is None or axis.low is None or axis.high is None:
            pen = QPen(QColor(QUIET), 8)
            pen.setDashPattern([4, 3])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(left, y), QPointF(left + width, y))
            return
        painter.fillRect(QRectF(left, y - 4, width, 8), QColor(INK))
        ends = (left + width * axis.low, left + width * axis.high)
        painter.fillRect(QRectF(ends[0], y - 9, ends[1] - ends[0], 18), QColor(INK))
        for x in ends:
            painter.fillRect(QRectF(x - 4, y - _BAND / 2, 8, _BAND), QColor(INK))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(INK))
        painter.drawEllipse(QPointF(left + width * axis.value, y), _DOT, _DOT)


def _strip(receipt: Receipt, width: float) -> list[Piece]:
    style = ReceiptStyle(
        title=make_font(Face.TEXT, 94, weight=600),
        text=make_font(Face.MONO, 72),
        note=make_font(Face.MONO, 62),
        ink=QColor(INK),
        quiet=QColor(QUIET),
        leader=QColor(LEADER),
    )
    blocks = ReceiptLayout((receipt,), width=width, style=style).blocks
    return [
        *(_of_block(block, keeps=True) for block in blocks[:-1]),
        *(_of_block(block, after=190) for block in blocks[-1:]),
    ]


def _of_block(block: Block, *, after: float = 0.0, keeps: bool = False) -> Piece:
    def draw(painter: QPainter) -> None:
        painter.translate(0, -block.top)
        block.draw(painter)

    return Piece(height=block.height, draw=draw, after=after, keeps=keeps)


def _lines(layout: QTextLayout, style: TextStyle, width: float, after: float) -> list[Piece]:
    offset = baseline_offset(style.font, style.line)
    lines: list[QTextLine] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, offset - line.ascent()))
        lines.append(line)
    layout.endLayout()
    count = len(lines)

    def piece(number: int) -> Piece:
        # A line belongs to its layout, which has to live as long as it is painted.
        def draw(painter: QPainter, layout: QTextLayout = layout) -> None:
            painter.setPen(QColor(style.colour))
            layout.lineAt(number).draw(painter, QPointF(0, 0))

        is_last = number == count - 1
        return Piece(
            height=style.line,
            draw=draw,
            after=after if is_last else 0.0,
            keeps=not is_last and (number in {0, count - 2} or count <= 3),
        )

    return [piece(number) for number in range(count)]
