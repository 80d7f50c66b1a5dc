"""Fitting a headline: the largest size at which a label stands in few, balanced lines without breaking a word."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QTransform

from unwrapped_desktop.ui.theme import Face, make_font

PITCH_RATIO = 0.84
"""Distance of baselines as a share of the type size: capitals only, so lines may stand close."""
_COMMA_PITCH_RATIO = 0.93
"""The same where a comma hangs over the line below, on which it would pass for an accent."""
_PROBE_PX = 200
_MIN_PX = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineFit:
    """A headline set to measure.

    Attributes:
        lines: The text, line by line.
        size_px: Type size.
        width: Width of the longest line's ink.
        height: From the top of the first line's ink to the bottom of the last one's.
        path: The outlines, with the ink's upper left corner at 0, 0.
    """

    lines: tuple[str, ...]
    size_px: int
    width: float
    height: float
    path: QPainterPath

    def draw(self, painter: QPainter, at: QPointF, colour: QColor) -> None:
        """Paint the headline with its ink's upper left corner there."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(at)
        painter.fillPath(self.path, colour)
        painter.restore()


def fit_headline(
    text: str,
    *,
    width: float,
    max_px: int,
    max_height: float | None = None,
    max_lines: int = 2,
    from_right: bool = False,
) -> HeadlineFit:
    """Set a headline as large as it may be.

    The size is the largest at which the longest line fits the width. Among ways to break the text the one that allows
    the largest size wins; of equals the one with fewer lines, then the better balanced one.

    Args:
        text: The headline.
        width: Room to the right, above 0.
        max_px: Largest type size wanted.
        max_height: Room below, None when it is free.
        max_lines: Most lines wanted.
        from_right: Whether the lines end at one edge, instead of beginning at one.
    """
    words = text.split() or [""]
    best: tuple[tuple[int, int, float], tuple[str, ...], int] | None = None
    for lines in _breaks(words, max_lines):
        widths = [_probe_width(line) for line in lines]
        size = _largest_size(widths, (len(lines) - 1) * _pitch(lines), width, max_px, max_height)
        score = (size, -len(lines), -(max(widths) - min(widths)))
        if best is None or score > best[0]:
            best = (score, lines, size)
    assert best is not None  # noqa: S101 - one line is always tried
    return _set_to_fit(best[1], best[2], width, max_height, from_right=from_right)


def _breaks(words: list[str], max_lines: int) -> Iterator[tuple[str, ...]]:
    for count in range(1, min(max_lines, len(words)) + 1):
        for cuts in combinations(range(1, len(words)), count - 1):
            edges = [0, *cuts, len(words)]
            yield tuple(" ".join(words[a:b]) for a, b in pairwise(edges))


def _pitch(lines: tuple[str, ...]) -> float:
    """Return the distance of baselines as a share of the type size."""
    hangs = any(
        "," in line and _probe_width(line[: line.rindex(",")]) < _probe_width(below)
        for line, below in pairwise(lines)
    )
    return _COMMA_PITCH_RATIO if hangs else PITCH_RATIO


def _probe_width(line: str) -> float:
    return QFontMetricsF(_font(_PROBE_PX)).horizontalAdvance(line) / _PROBE_PX


def _largest_size(
    widths: list[float], drop: float, width: float, max_px: int, max_height: float | None
) -> int:
    size = min(float(max_px), width / max(0.001, *widths))
    if max_height is not None:
        size = min(size, max_height / (0.72 + drop))
    return max(_MIN_PX, int(size))


def _set_to_fit(
    lines: tuple[str, ...], size: int, width: float, max_height: float | None, *, from_right: bool
) -> HeadlineFit:
    """Draw the outlines, and take a smaller size while their real ink is too large."""
    while True:
        path = _outline(lines, size, from_right=from_right)
        ink = path.boundingRect()
        fits = ink.width() <= width and (max_height is None or ink.height() <= max_height)
        if fits or size <= _MIN_PX:
            break
        size -= 1
    if not fits and ink.width() > width:
        path = _squeeze(path, width)
        ink = path.boundingRect()
    return HeadlineFit(lines=lines, size_px=size, width=ink.width(), height=ink.height(), path=path)


def _outline(lines: tuple[str, ...], size: int, *, from_right: bool) -> QPainterPath:
    font = _font(size)
    pitch = _pitch(lines)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for number, line in enumerate(lines):
        row = QPainterPath()
        row.addText(QPointF(0, number * size * pitch), font, line)
        # Side bearings differ from letter to letter: every line starts, or ends, at its ink.
        ink = row.boundingRect()
        row.translate(-(ink.right() if from_right else ink.left()), 0)
        path.addPath(row)
    return path.translated(-path.boundingRect().topLeft())


def _squeeze(path: QPainterPath, width: float) -> QPainterPath:
    """Make the last resort: a single word longer than a tiny width can hold is drawn smaller still."""
    factor = width / path.boundingRect().width()
    return QTransform.fromScale(factor, factor).map(path)


def _font(size_px: int) -> QFont:
    return make_font(Face.HEAD, size_px)
