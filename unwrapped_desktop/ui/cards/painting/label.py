"""Setting a label as on a poster: few lines that fill the width, of one size or each as wide as the other."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from unwrapped_desktop.ui.cards.painting.formats import card_font
from unwrapped_desktop.ui.cards.painting.placing import PlacedText
from unwrapped_desktop.ui.theme import Face

_PROBE_PX = 200
_CAPITAL = 0.7
"""Height of a capital as a share of the type size."""
_GAP, _COMMA_GAP = 0.13, 0.21
"""Between the feet of a line and the heads of the next, as a share of the type size; and where a comma hangs between."""
_RATIO_MOST = 1.6
"""Lines that differ in size by more are set in one size."""
_EVENNESS = 1.2
"""How much a ragged edge counts against large letters."""
_WORDS_MOST = 8
"""A label of more words is broken where it fills the lines one by one: there are too many ways to try them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSetting:
    """A label set to measure.

    Attributes:
        lines: The text, line by line.
        size_px: Type size of the smallest line.
        width: Width of the ink.
        height: Height of the ink.
        area: How much of the card the letters take: the sum over the lines of their width times their size.
        evenness: The mean width of its lines over that of the longest, above 0, at most 1.
        path: The outlines, with the ink's upper left corner at 0, 0.
        colour: What it is painted in.
    """

    lines: tuple[str, ...]
    size_px: float
    width: float
    height: float
    area: float
    evenness: float
    path: QPainterPath
    colour: QColor

    @property
    def weight(self) -> float:
        """How good a poster it makes: large letters, and a straight edge at either side."""
        return self.area * math.pow(self.evenness, _EVENNESS)

    def texts(self) -> tuple[PlacedText, ...]:
        """Return the label."""
        rect = QRectF(0, 0, self.width, self.height)
        return (PlacedText(rect=rect, text=" ".join(self.lines), size_px=self.size_px),)

    def draw(self, painter: QPainter) -> None:
        """Paint the label."""
        painter.fillPath(self.path, self.colour)


def label_settings(
    label: str, *, width: float, most_lines: int, colour: QColor, from_right: bool = False
) -> list[LabelSetting]:
    """Return ways to set a label as wide as the room: the best for each number of lines, the highest first.

    Args:
        label: The label.
        width: Width of its longest line.
        most_lines: Most lines wanted.
        colour: What it is painted in.
        from_right: Whether shorter lines end at one edge, instead of beginning at one.
    """
    best: dict[int, LabelSetting] = {}
    for lines in _breaks(_words(label), most_lines):
        setting = _set(lines, width, colour, from_right=from_right)
        known = best.get(len(lines))
        if known is None or setting.weight > known.weight:
            best[len(lines)] = setting
    return sorted(best.values(), key=lambda setting: -setting.height)


def fit_label(
    label: str, *, width: float, height: float, most_lines: int, colour: QColor, from_right: bool = False
) -> LabelSetting:
    """Return a label as large as there is room: of all ways the one whose letters take most of it, from side to side.

    Args:
        label: The label.
        width: Room from side to side.
        height: Room from top to bottom.
        most_lines: Most lines wanted.
        colour: What it is painted in.
        from_right: As for `label_settings`.
    """
    settings = (
        scaled_to(_set(lines, width, colour, from_right=from_right), height)
        for lines in _breaks(_words(label), most_lines)
    )
    return max(settings, key=lambda setting: setting.weight * math.sqrt(setting.width / width))


def scaled_to(setting: LabelSetting, height: float) -> LabelSetting:
    """Return a label no higher than the room."""
    return resized(setting, min(1.0, height / setting.height))


def resized(setting: LabelSetting, factor: float) -> LabelSetting:
    """Return a label so many times as large."""
    if factor == 1.0:
        return setting
    return LabelSetting(
        lines=setting.lines,
        size_px=setting.size_px * factor,
        width=setting.width * factor,
        height=setting.height * factor,
        area=setting.area * factor * factor,
        evenness=setting.evenness,
        path=QTransform.fromScale(factor, factor).map(setting.path),
        colour=setting.colour,
    )


def _words(label: str) -> list[str]:
    """Return what a label may be broken between; a space that joins is none."""
    return [word for word in label.split(" ") if word] or [""]


def _breaks(words: list[str], most_lines: int) -> Iterator[tuple[str, ...]]:
    if len(words) > _WORDS_MOST:
        size = -(-len(words) // most_lines)
        yield tuple(" ".join(words[start : start + size]) for start in range(0, len(words), size))
        return
    for count in range(1, min(most_lines, len(words)) + 1):
        for cuts in combinations(range(1, len(words)), count - 1):
            edges = [0, *cuts, len(words)]
            yield tuple(" ".join(words[a:b]) for a, b in pairwise(edges))


def _set(lines: tuple[str, ...], width: float, colour: QColor, *, from_right: bool) -> LabelSetting:
    """Set lines to a width: each of them where that makes them about equally large, else the longest."""
    rows = [_outline(line) for line in lines]
    wide = [max(1.0, row.boundingRect().width()) for row in rows]
    factors = [width / one for one in wide]
    if max(factors) > _RATIO_MOST * min(factors):
        factors = [min(factors)] * len(rows)
    path = _stacked(rows, factors, _gaps(lines, wide, factors), from_right=from_right)
    ink = path.boundingRect()
    sizes = [factor * _PROBE_PX for factor in factors]
    inked = [one * factor for one, factor in zip(wide, factors, strict=True)]
    return LabelSetting(
        lines=lines,
        size_px=min(sizes),
        width=ink.width(),
        height=max(1.0, ink.height()),
        area=sum(one * size for one, size in zip(inked, sizes, strict=True)),
        evenness=sum(inked) / len(inked) / max(inked),
        path=path.translated(-ink.topLeft()),
        colour=colour,
    )


def _outline(line: str) -> QPainterPath:
    """Return a line's outlines with its ink beginning at 0: side bearings differ from letter to letter."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addText(QPointF(0, 0), card_font(Face.HEAD, _PROBE_PX), line)
    return path.translated(-path.boundingRect().left(), 0)


def _gaps(lines: Sequence[str], wide: Sequence[float], factors: Sequence[float]) -> list[float]:
    """Return the gap below each line but the last, in pixels."""
    gaps = []
    for place, (line, _below) in enumerate(pairwise(lines)):
        comma = _outline(line[: line.rindex(",")]).boundingRect().width() if "," in line else None
        hangs = comma is not None and comma * factors[place] < wide[place + 1] * factors[place + 1]
        size = _PROBE_PX * (factors[place] + factors[place + 1]) / 2
        gaps.append(size * (_COMMA_GAP if hangs else _GAP))
    return gaps


def _stacked(
    rows: Sequence[QPainterPath], factors: Sequence[float], gaps: Sequence[float], *, from_right: bool
) -> QPainterPath:
    stack = QPainterPath()
    stack.setFillRule(Qt.FillRule.WindingFill)
    baseline = 0.0
    for place, (row, factor) in enumerate(zip(rows, factors, strict=True)):
        baseline += _CAPITAL * _PROBE_PX * factor + (gaps[place - 1] if place else 0.0)
        sized = QTransform.fromScale(factor, factor).map(row)
        left = -sized.boundingRect().right() if from_right else 0.0
        stack.addPath(sized.translated(left, baseline))
    return stack
