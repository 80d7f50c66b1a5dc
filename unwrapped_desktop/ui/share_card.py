"""Share cards: a report painted as a picture of an exact size, the same bytes every time.

Cards are painted from a fixed scene and never taken from the window. Sizes are real pixels. A QGuiApplication must
exist; a window, a screen and a theme are not needed.
"""

from dataclasses import dataclass
from datetime import UTC
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from unwrapped_desktop.domain.card import CARD_SIZES
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.report import Receipt, Remark, Report
from unwrapped_desktop.ui.card_choice import (
    CARD_STYLES,
    CardChoice,
    CardStyle,
    card_receipt,
    default_remark,
    is_shareable,
    ranked_remarks,
)
from unwrapped_desktop.ui.figures import write_date
from unwrapped_desktop.ui.headline_fit import HeadlineFit, fit_headline
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.receipt_layout import ReceiptLayout, ReceiptStyle, is_named_after_title, paper_path
from unwrapped_desktop.ui.text import bare, display_remark
from unwrapped_desktop.ui.textflow import Span, TextFlow
from unwrapped_desktop.ui.theme import Face, load_fonts, make_font
from unwrapped_desktop.ui.tokens import DARK, LIGHT
from unwrapped_desktop.ui.wordmark_path import draw_wordmark, wordmark_width

__all__ = [
    "CARD_FORMATS",
    "CARD_STYLES",
    "CardChoice",
    "CardFormat",
    "CardStyle",
    "card_png",
    "card_text",
    "default_remark",
    "is_shareable",
    "paint_card",
    "ranked_remarks",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFormat:
    """The size of a card and the margins that stay free.

    Attributes:
        width: Pixels.
        height: Pixels.
        side: Free at the left and the right.
        top: Free at the top.
        bottom: Free at the bottom.
        unit: Size of the small type; all else is a multiple.
        columns: 2 sets the receipt beside the words.
    """

    width: int
    height: int
    side: int
    top: int
    bottom: int
    unit: int
    columns: int = 1


_LAYOUTS = {
    "story": {"side": 84, "top": 250, "bottom": 280, "unit": 30},
    "square": {"side": 72, "top": 72, "bottom": 64, "unit": 26},
    "portrait": {"side": 78, "top": 84, "bottom": 72, "unit": 28},
    "wide": {"side": 60, "top": 56, "bottom": 48, "unit": 21, "columns": 2},
}

CARD_FORMATS: dict[str, CardFormat] = {
    name: CardFormat(width=width, height=height, **_LAYOUTS[name])
    for name, (width, height) in CARD_SIZES.items()
}


_LABEL_SHARES = (0.62, 0.56, 0.5, 0.44, 0.38)
"""How much of the room the label may take, the most wanted first."""
_QUOTE_SHRINK = 0.88
"""How much smaller than wanted the quoted line may be before the label makes room for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Colours:
    ground: QColor
    text: QColor
    slash: QColor
    paper: QColor
    ink: QColor
    quiet: QColor
    leader: QColor


def _colours(style: CardStyle) -> _Colours:
    light, dark = LIGHT, DARK
    if style == "accent":
        return _scheme(light.accent, "#FFF7EC", "#FFF7EC", light.receipt)
    if style == "ink":
        return _scheme(dark.paper, dark.ink, dark.accent, dark.ink)
    return _scheme(light.paper, light.ink, light.accent, light.receipt)


def _scheme(ground: str, text: str, slash: str, paper: str) -> _Colours:
    return _Colours(
        ground=QColor(ground),
        text=QColor(text),
        slash=QColor(slash),
        paper=QColor(paper),
        ink=QColor(LIGHT.ink),
        quiet=QColor(LIGHT.quiet),
        leader=QColor(LIGHT.leader),
    )


def paint_card(
    report: Report, format_name: str, *, remark_index: int | None = None, style: CardStyle = "accent"
) -> QImage:
    """Return the card of a report.

    Args:
        report: What to show.
        format_name: A key of `CARD_FORMATS`.
        remark_index: Place of the remark to quote; None takes the strongest that may be shared, and shows label and
            charge alone when none may.
        style: Colours.

    Raises:
        KeyError: There is no such format.
        ValueError: That remark may not go on a card.
    """
    load_fonts()
    size = CARD_FORMATS[format_name]
    remark = _chosen(report, remark_index)
    image = QImage(size.width, size.height, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(1.0)
    colours = _colours(style)
    image.fill(colours.ground)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    try:
        _Scene(report, remark, size, colours).draw(painter)
    finally:
        painter.end()
    return image


def card_png(
    report: Report, format_name: str, *, remark_index: int | None = None, style: CardStyle = "accent"
) -> bytes:
    """Return the card as a PNG file: RGB without alpha, under 2 MB, equal bytes for equal reports."""
    image = paint_card(report, format_name, remark_index=remark_index, style=style)
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", 60)  # type: ignore[call-overload] # the stub wants bytes, Qt wants text
    buffer.close()
    return bytes(store.data())


def card_text(report: Report, *, remark_index: int | None = None) -> str:
    """Return the words of a card, for the clipboard and as the picture's description."""
    remark = _chosen(report, remark_index)
    said = remark.text if remark is not None else report.verdict.charge
    return bare(f"{report.verdict.label}\n{said}\n{_checked(report)} · Unwrapped")


def _chosen(report: Report, remark_index: int | None) -> Remark | None:
    if remark_index is None:
        remark_index = default_remark(report)
        return None if remark_index is None else report.verdict.remarks[remark_index]
    remark = report.verdict.remarks[remark_index]
    if not is_shareable(report, remark):
        raise ValueError(f"remark {remark_index} may not go on a card")
    return remark


def _checked(report: Report) -> str:
    verdict = report.verdict
    return translate("ShareCard", "{checked} of {total} claims checked").format(
        checked=verdict.claims_checked, total=verdict.claims_total
    )


def _local_date(report: Report) -> str:
    try:
        zone = ZoneInfo(report.provenance.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return write_date(report.created_at.astimezone(UTC))
    return write_date(report.created_at.astimezone(zone))


def _quote_line_px(size: int) -> int:
    return round(size * 1.36)


class _Scene:
    """One card, measured before anything is painted."""

    def __init__(self, report: Report, remark: Remark | None, size: CardFormat, colours: _Colours) -> None:
        self._report = report
        self._size = size
        self._colours = colours
        self._left = float(size.side)
        self._width = float(size.width - 2 * size.side)
        self._foot_height = size.unit * (3.4 if self._origin else 1.6)
        self._bottom = size.height - size.bottom - self._foot_height
        self._quote, self._italics = self._words(remark)
        self._receipt = card_receipt(report, remark) if remark is not None else None

    @property
    def _origin(self) -> str:
        """What has to be said of where the names come from; empty for a person's own export."""
        match self._report.listener.source:
            case SourceKind.SAMPLE:
                return translate("ShareCard", "made-up listener")
            case SourceKind.WEB_API:
                return translate("ShareCard", "names and lists from Spotify")
            case _:
                return ""

    def _words(self, remark: Remark | None) -> tuple[str, tuple[Span, ...]]:
        if remark is None:
            return self._report.verdict.charge, ()
        receipts = {receipt.id: receipt for receipt in self._report.receipts}
        shown = display_remark(remark, receipts)
        return shown.text, shown.italics

    def draw(self, painter: QPainter) -> None:
        """Paint the card."""
        if self._size.columns == 2 and self._receipt is not None:
            self._draw_columns(painter, self._receipt)
        else:
            self._draw_column(painter)
        self._draw_foot(painter)

    def _draw_column(self, painter: QPainter) -> None:
        size = self._size
        top = float(size.top)
        gap = size.unit * 1.9
        paper_width = self._width
        strip = self._strip(self._receipt, paper_width) if self._receipt is not None else None
        strip_height = self._paper_height(strip) + gap if strip is not None else 0.0
        room = self._bottom - size.unit * 1.2 - top - strip_height
        largest = size.unit * (1.9 if strip is not None else 3.0)
        headline, quote = self._set_words(self._width, room, gap, largest)
        headline.draw(painter, QPointF(self._left, top), self._colours.text)
        quote.draw(painter, QPointF(self._left, top + headline.height + gap), self._colours.text)
        if strip is not None:
            self._draw_paper(painter, strip, self._left, paper_width)

    def _draw_columns(self, painter: QPainter, receipt: Receipt) -> None:
        size = self._size
        gutter = size.side * 0.9
        paper_width = round(self._width * 0.4)
        words_width = self._width - paper_width - gutter
        room = self._bottom - size.unit * 1.2 - size.top
        gap = size.unit * 1.6
        headline, quote = self._set_words(words_width, room, gap, size.unit * 1.75)
        headline.draw(painter, QPointF(self._left, size.top), self._colours.text)
        quote.draw(painter, QPointF(self._left, size.top + headline.height + gap), self._colours.text)
        strip = self._strip(receipt, paper_width)
        left = self._left + words_width + gutter
        self._draw_paper(painter, strip, left, paper_width)

    def _set_words(
        self, width: float, room: float, gap: float, largest: float
    ) -> tuple[HeadlineFit, TextFlow]:
        """Set label and quoted line: the label as large as leaves the line a size at which it is read on a phone."""
        wanted = self._set_quote(width, round(largest * _QUOTE_SHRINK)).height
        labels = [self._headline(width, room * share) for share in _LABEL_SHARES]
        roomy = (label for label in labels if label.height + gap + wanted <= room)
        headline = next(roomy, labels[-1])
        return headline, self._fit_quote(width, room - headline.height - gap, largest)

    def _headline(self, width: float, height: float) -> HeadlineFit:
        return fit_headline(self._report.verdict.label, width=width, max_px=1000, max_height=height)

    def _fit_quote(self, width: float, height: float, largest: float) -> TextFlow:
        """Set the quoted line as large as there is room; at the smallest size it is elided, never cut."""
        size = round(largest)
        while (flow := self._set_quote(width, size)).height > height:
            if size <= self._size.unit * 0.7:
                return self._set_quote(width, size, max_lines=max(1, int(height // _quote_line_px(size))))
            size -= 2
        return flow

    def _set_quote(self, width: float, size: int, max_lines: int = 0) -> TextFlow:
        return TextFlow(
            self._quote,
            make_font(Face.TEXT, size, weight=500),
            width=width,
            line_px=_quote_line_px(size),
            italics=self._italics,
            max_lines=max_lines,
            balanced=True,
        )

    def _strip(self, receipt: Receipt, paper_width: float) -> ReceiptLayout:
        unit = self._size.unit
        style = ReceiptStyle(
            title=make_font(Face.TEXT, round(unit * 1.25), weight=600),
            text=make_font(Face.MONO, unit),
            note=make_font(Face.MONO, round(unit * 0.8)),
            ink=self._colours.ink,
            quiet=self._colours.quiet,
            leader=self._colours.leader,
        )
        return ReceiptLayout(
            (receipt,),
            width=paper_width - 2 * self._padding,
            style=style,
            with_population=False,
            max_title_lines=1,
            slanted_titles=frozenset(r.id for r in self._report.receipts if is_named_after_title(r)),
        )

    @property
    def _padding(self) -> float:
        return self._size.unit * 1.4

    def _paper_height(self, strip: ReceiptLayout) -> float:
        return strip.height + 2 * self._padding + self._size.unit * 0.4

    def _draw_paper(self, painter: QPainter, strip: ReceiptLayout, left: float, width: float) -> None:
        height = self._paper_height(strip)
        top = self._bottom - self._size.unit * 1.2 - height
        paper = QRectF(left, top, width, height)
        painter.fillPath(paper_path(paper, tooth=self._size.unit * 0.45), self._colours.paper)
        painter.save()
        painter.translate(left + self._padding, top + self._padding)
        strip.draw(painter)
        painter.restore()

    def _draw_foot(self, painter: QPainter) -> None:
        """Paint what was checked, the date, the wordmark, and where names come from that are not a person's own."""
        unit = self._size.unit
        font = make_font(Face.MONO, round(unit * 0.8))
        baseline = self._size.height - self._size.bottom - unit * 0.4
        painter.setFont(font)
        painter.setPen(self._colours.text)
        words = f"{_checked(self._report)} · {_local_date(self._report)}"
        mark_px = round(unit * 1.25)
        room = self._width - wordmark_width(mark_px) - unit
        if QFontMetricsF(font).horizontalAdvance(words) > room:
            words = _checked(self._report)
        painter.drawText(QPointF(self._left, baseline), words)
        right = self._left + self._width - wordmark_width(mark_px)
        draw_wordmark(
            painter, QPointF(right, baseline), mark_px, ink=self._colours.text, slash=self._colours.slash
        )
        if self._origin:
            self._draw_origin(painter, baseline - unit * 1.7)

    def _draw_origin(self, painter: QPainter, baseline: float) -> None:
        painter.setPen(self._colours.text)
        painter.setFont(make_font(Face.MONO, round(self._size.unit * 0.8), weight=700))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawText(QPointF(self._left, baseline), self._origin)
