"""What a card is put together from: parts that are measured first, then placed, and painted where they were placed.

A scene is a list of placed parts. The painter and whoever checks a card read the same list.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from unwrapped_desktop.ui.text import isolate
from unwrapped_desktop.ui.textflow import Span, TextFlow

_MARKS_MOST = 3
"""Signs that a letter carries above and below; those of some names would reach over three lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedText:
    """One text on a card.

    Attributes:
        rect: Where it stands, in pixels of the picture.
        text: What it says, in full also where it is elided.
        size_px: Its type size.
        is_elided: Whether its end is missing.
    """

    rect: QRectF
    text: str
    size_px: float
    is_elided: bool = False


class Part(Protocol):
    """Something on a card, measured."""

    @property
    def height(self) -> float:
        """How much room it takes."""

    def texts(self) -> Iterable[PlacedText]:
        """Return its texts, as if its upper left corner were at 0, 0."""

    def draw(self, painter: QPainter) -> None:
        """Paint it with its upper left corner at the painter's origin."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A part and where its upper left corner stands."""

    part: Part
    at: QPointF

    def texts(self) -> list[PlacedText]:
        """Return its texts where they stand."""
        return [replace(text, rect=text.rect.translated(self.at)) for text in self.part.texts()]

    def draw(self, painter: QPainter) -> None:
        """Paint it."""
        painter.save()
        painter.translate(self.at)
        self.part.draw(painter)
        painter.restore()


Scene = Sequence[Placed]


class Words:
    """A text in lines.

    Attributes:
        height: Height of all lines.
        width: Width of the longest line.
        line_count: How many lines there are.
        baseline: How far below its top the letters of the first line stand.
        is_elided: Whether its end is missing.
    """

    def __init__(
        self,
        text: str,
        font: QFont,
        *,
        width: float,
        leading: float,
        colour: QColor,
        italics: Sequence[Span] = (),
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        max_lines: int = 0,
        balanced: bool = False,
    ) -> None:
        """Set a text.

        Args:
            text: Plain text, its names isolated.
            font: Its type.
            width: Room for the lines.
            leading: Line height as a share of the type size.
            colour: Its colour.
            italics: Spans that are slanted.
            align: Where the lines stand.
            max_lines: Most lines; what is left of the text is elided. 0 sets all of it.
            balanced: Whether the lines are made about equally long.
        """
        shown, slanted = calmed(text, italics)
        self._text, self._size_px, self._colour = text, font.pixelSize(), colour
        self._flow = TextFlow(
            shown,
            font,
            width=width,
            line_px=round(font.pixelSize() * leading),
            italics=slanted,
            align=align,
            max_lines=max_lines,
            balanced=balanced,
        )
        self.height = self._flow.height
        self.width = self._flow.width
        self.line_count = self._flow.line_count
        self.is_elided = self._flow.elided
        self.baseline = self._flow.baseline(0)

    def texts(self) -> tuple[PlacedText, ...]:
        """Return the one text it is."""
        rect = QRectF(self._flow.left, 0, self.width, self.height)
        return (PlacedText(rect=rect, text=self._text, size_px=self._size_px, is_elided=self.is_elided),)

    def draw(self, painter: QPainter) -> None:
        """Paint the lines."""
        self._flow.draw(painter, QPointF(0, 0), self._colour)


class Rule:
    """A line that parts things, lying or upright.

    Attributes:
        height: From its upper edge to its lower one.
    """

    def __init__(self, *, width: float, height: float, colour: QColor) -> None:
        self.height = height
        self._width = width
        self._colour = colour

    def texts(self) -> tuple[PlacedText, ...]:
        """Return nothing: a line has no words."""
        return ()

    def draw(self, painter: QPainter) -> None:
        """Paint the line."""
        painter.fillRect(QRectF(0, 0, self._width, self.height), self._colour)


def shown_name(name: str) -> str:
    """Return a foreign name as it goes on a card: isolated, and calmed."""
    return calmed(isolate(name))[0]


def calmed(text: str, spans: Sequence[Span] = ()) -> tuple[str, list[Span]]:
    """Return a text whose letters carry few enough signs to stay within their line, and its spans there."""
    kept: list[str] = []
    positions: list[int] = []
    marks = 0
    for character in text:
        positions.append(len(kept))
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if marks <= _MARKS_MOST:
            kept.append(character)
    positions.append(len(kept))
    return "".join(kept), [(positions[start], positions[end]) for start, end in spans]
