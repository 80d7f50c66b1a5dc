"""Setting text in lines: one measured, painted block of plain text, used by widgets and cards alike."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

Span = tuple[int, int]


def qt_length(text: str) -> int:
    """Return how long Qt finds a text: it counts UTF-16 units, of which an emoji has two."""
    return len(text) + sum(character > "\uffff" for character in text)


def qt_span(text: str, span: Span) -> Span:
    """Return a span of a text as Qt counts it."""
    return qt_length(text[: span[0]]), qt_length(text[: span[1]])


def qt_cut(text: str, start: int) -> tuple[str, str]:
    """Return a text in two parts, cut where Qt counts that place."""
    units = text.encode("utf-16-le", "surrogatepass")
    return (
        units[: 2 * start].decode("utf-16-le", "surrogatepass"),
        units[2 * start :].decode("utf-16-le", "surrogatepass"),
    )


def format_range(start: int, end: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    """Return one span of a layout with a style of its own."""
    span = QTextLayout.FormatRange()
    span.start, span.length, span.format = start, end - start, style
    return span


def font_style(font: QFont) -> QTextCharFormat:
    """Return a style that sets a span in another font."""
    style = QTextCharFormat()
    style.setFont(font)
    return style


def new_layout(
    text: str,
    font: QFont,
    formats: Sequence[QTextLayout.FormatRange] = (),
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    break_words: bool = True,
) -> QTextLayout:
    """Return a layout of plain left-to-right text; lines are still to be made."""
    layout = QTextLayout(text, font)
    option = QTextOption(align | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    wrap = QTextOption.WrapMode
    option.setWrapMode(wrap.WrapAtWordBoundaryOrAnywhere if break_words else wrap.WordWrap)
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    layout.setFormats(list(formats))
    layout.setCacheEnabled(True)
    return layout


def leading_side(widget: "QWidget") -> Qt.AlignmentFlag:
    """Return the side on which lines of a widget begin: the right one where the window is mirrored."""
    return Qt.AlignmentFlag.AlignRight if widget.isRightToLeft() else Qt.AlignmentFlag.AlignLeft


def trailing_side(widget: "QWidget") -> Qt.AlignmentFlag:
    """Return the side on which lines of a widget end."""
    return Qt.AlignmentFlag.AlignLeft if widget.isRightToLeft() else Qt.AlignmentFlag.AlignRight


def baseline_offset(font: QFont, line_px: float) -> float:
    """Return how far below the top of a line of that height the baseline lies."""
    metrics = QFontMetricsF(font)
    return (line_px - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()


def balanced_width(width: float, fits: Callable[[float], bool]) -> float:
    """Return the least width at which a text still fits: its lines are then about equally long.

    Args:
        width: A width at which it fits.
        fits: Whether it does at another one.
    """
    low, high = width / 2, width
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if fits(middle) else (middle, high)
    return high


def _slanted(text: str, font: QFont, spans: Sequence[Span]) -> list[QTextLayout.FormatRange]:
    slanted = QFont(font)
    slanted.setItalic(True)
    return [format_range(*qt_span(text, span), font_style(slanted)) for span in spans]


def _left_of(width: float, room: float, align: Qt.AlignmentFlag) -> float:
    match align:
        case Qt.AlignmentFlag.AlignRight:
            return room - width
        case Qt.AlignmentFlag.AlignHCenter:
            return (room - width) / 2
        case _:
            return 0.0


class TextFlow:
    """A block of text set in lines of one width and one height.

    Attributes:
        height: Height of all lines.
        width: Width of the longest line.
        left: Where that line begins within the room.
        room: Width in which the lines are set.
        line_count: How many lines there are.
        elided: Whether the last line was cut.
    """

    def __init__(
        self,
        text: str,
        font: QFont,
        *,
        width: float,
        line_px: float,
        italics: Sequence[Span] = (),
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        max_lines: int = 0,
        balanced: bool = False,
    ) -> None:
        """Set a text.

        Args:
            text: Plain text.
            font: Its type.
            width: Room for the lines.
            line_px: Line height.
            italics: Spans of the text that are slanted.
            align: Where the lines stand.
            max_lines: Most lines; what is left of the text is elided. 0 sets all of it.
            balanced: Whether the lines are made equally long, as far as that takes no more of them.
        """
        spans = _slanted(text, font, italics) if italics else []
        self._line_px = line_px
        self._offset = baseline_offset(font, line_px)
        self._lines_text = text
        self._layout = new_layout(text, font, spans, align=align)
        self.line_count = self._break(width)
        if balanced and self.line_count > 1:
            self._break(balanced_width(width, self._needs_no_more_lines))
        self.elided = False
        if max_lines and self.line_count > max_lines:
            self._elide(font, width, max_lines, spans, align)
        self.height = self.line_count * line_px
        self.width = max((self.line_width(number) for number in range(self.line_count)), default=0.0)
        self.left = _left_of(self.width, self.room, align)

    def draw(self, painter: QPainter, at: QPointF, colour: QColor) -> None:
        """Paint the block with its upper left corner there."""
        painter.setPen(colour)
        self._layout.draw(painter, at)

    def baseline(self, line: int) -> float:
        """Return how far below the top of the block a line's baseline lies."""
        found = self._layout.lineAt(line)
        return found.position().y() + found.ascent()

    def line_width(self, line: int) -> float:
        """Return how wide a line's text is."""
        return self._layout.lineAt(line).naturalTextWidth()

    def draw_from_right(self, painter: QPainter, right_top: QPointF, colour: QColor) -> None:
        """Paint the block with its upper right corner there."""
        self.draw(painter, right_top - QPointF(self.room, 0), colour)

    def _needs_no_more_lines(self, width: float) -> bool:
        """Whether the text fits a width in as many lines as it has; nothing is placed, for most widths are only tried."""
        count = 0
        self._layout.beginLayout()
        while count <= self.line_count and (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            count += 1
        self._layout.endLayout()
        return count <= self.line_count

    def _break(self, width: float) -> int:
        count = 0
        self.room = width
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, count * self._line_px + self._offset - line.ascent()))
            count += 1
        self._layout.endLayout()
        return count

    def _elide(
        self,
        font: QFont,
        width: float,
        max_lines: int,
        spans: list[QTextLayout.FormatRange],
        align: Qt.AlignmentFlag,
    ) -> None:
        """Keep the lines that are allowed and end the last with a mark of omission."""
        kept, left = qt_cut(self._lines_text, self._layout.lineAt(max_lines - 1).textStart())
        rest = QFontMetricsF(font).elidedText(left, Qt.TextElideMode.ElideRight, width * 0.98)
        text = kept + rest
        self._layout = new_layout(text, font, [s for s in spans if s.start < qt_length(text)], align=align)
        self.line_count = min(max_lines, self._break(width))
        self.elided = True
