"""The wordmark UN/WRAPPED as outlines, for the header and the cards."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath

from unwrapped_desktop.ui.theme import Face, make_font

_PARTS = ("UN", "/", "WRAPPED")
_TRACKING_PERCENT = 104


def wordmark_width(size_px: int) -> float:
    """Return how wide the wordmark is at a type size."""
    metrics = QFontMetricsF(_font(size_px))
    return sum(metrics.horizontalAdvance(part) for part in _PARTS)


def draw_wordmark(painter: QPainter, at: QPointF, size_px: int, *, ink: QColor, slash: QColor) -> None:
    """Paint the wordmark with its baseline starting there."""
    font = _font(size_px)
    metrics = QFontMetricsF(font)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    x = at.x()
    for part in _PARTS:
        path = QPainterPath()
        path.addText(QPointF(x, at.y()), font, part)
        painter.fillPath(path, slash if part == "/" else ink)
        x += metrics.horizontalAdvance(part)
    painter.restore()


def _font(size_px: int) -> QFont:
    font = make_font(Face.HEAD, size_px)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, _TRACKING_PERCENT)
    return font
