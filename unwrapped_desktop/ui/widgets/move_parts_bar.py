"""Why a score moved: each cause in words with its figure, and under them a bar of the causes to either side of nought."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.domain.why_moved import WhyKind
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.textflow import TextFlow
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import SMALL_PX
from unwrapped_desktop.ui.why_words import ShownPart

_BAR_PX, _ABOVE_BAR_PX, _NOUGHT_PX = 12, 8, 20
_SWATCH_PX, _SWATCH_GAP_PX, _WORDS_GAP_PX = 12, 8, 20
_THINNEST_PX = 2

_LOOKS: dict[WhyKind | None, tuple[str, Qt.BrushStyle]] = {
    "data": ("accent", Qt.BrushStyle.SolidPattern),
    "exclusions": ("second", Qt.BrushStyle.BDiagPattern),
    "timezone": ("third", Qt.BrushStyle.Dense5Pattern),
    "program": ("ink", Qt.BrushStyle.NoBrush),
    None: ("quiet", Qt.BrushStyle.DiagCrossPattern),
}
"""The colour of each cause, and the pattern that tells it from the others without its colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A part with its words and where its swatch stands."""

    part: ShownPart
    left: float
    top: float
    words: TextFlow


class MovePartsBar(QWidget):
    """The causes of one move.

    Attributes:
        parts: What is shown.
    """

    def __init__(
        self, theme: Theme, parts: Sequence[ShownPart], *, furthest: float, parent: QWidget | None = None
    ) -> None:
        """Show the causes of a move.

        Args:
            theme: Its colours and fonts.
            parts: The causes, the largest first; at least one.
            furthest: How far any bar that stands beside this one reaches to one side, above 0: all have one scale.
            parent: What it belongs to.
        """
        super().__init__(parent)
        self._theme = theme
        self._furthest = furthest
        self.parts = tuple(parts)
        self.setAccessibleName(
            translate("MovePartsBar", "Why: {causes}").format(
                causes=", ".join(part.words for part in self.parts)
            )
        )
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height with the words on as many lines as they need."""
        return ceil(self._words_height(self._placed(width))) + _ABOVE_BAR_PX + _NOUGHT_PX

    def sizeHint(self) -> QSize:
        """Return a common size."""
        return QSize(360, self.heightForWidth(360))

    def minimumSizeHint(self) -> QSize:
        """Return the least the words can be read at."""
        return QSize(160, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint words, swatches and the bar."""
        painter = QPainter(self)
        placed = self._placed(self.width())
        line_px, swatch_px = self._line_px(), self._theme.px(_SWATCH_PX)
        for place in placed:
            above = round((line_px - swatch_px) / 2)
            swatch = QRectF(round(place.left), place.top + above, swatch_px, swatch_px)
            self._fill(painter, self._as_seen(swatch), place.part.kind)
            beside = place.left + swatch_px + _SWATCH_GAP_PX
            words = QRectF(beside, place.top, place.words.width, place.words.height)
            place.words.draw(painter, self._as_seen(words).topLeft(), self._theme.colour("ink"))
        self._paint_bar(painter, round(self._words_height(placed)) + _ABOVE_BAR_PX)
        painter.end()
        event.accept()

    def _paint_bar(self, painter: QPainter, top: int) -> None:
        nought = self.width() // 2
        bar_top = top + (_NOUGHT_PX - _BAR_PX) // 2
        px_of_one = (nought - 1) / self._furthest
        painter.fillRect(QRectF(0, bar_top + _BAR_PX / 2, self.width(), 1), self._theme.colour("rule"))
        ends = {-1: float(nought), 1: float(nought + 1)}
        for part in self.parts:
            side = 1 if part.difference > 0 else -1
            width = max(_THINNEST_PX, round(abs(part.difference) * px_of_one))
            left = ends[side] if side > 0 else ends[side] - width
            self._fill(painter, self._as_seen(QRectF(left, bar_top, width, _BAR_PX)), part.kind)
            ends[side] += side * width
        painter.fillRect(self._as_seen(QRectF(nought, top, 1, _NOUGHT_PX)), self._theme.colour("ink"))

    def _fill(self, painter: QPainter, rect: QRectF, kind: WhyKind | None) -> None:
        """Fill a rectangle as a cause is drawn, with an outline that parts it from its neighbours."""
        name, style = _LOOKS[kind]
        colour = self._theme.colour(name)
        painter.fillRect(rect, self._theme.colour("paper"))
        painter.setPen(QPen(colour, 1))
        painter.setBrush(QBrush(colour, style))
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))

    def _as_seen(self, rect: QRectF) -> QRectF:
        """Return a place counted from where lines begin as it is seen: the bar runs as the axis above it does."""
        if not self.isRightToLeft():
            return rect
        return QRectF(self.width() - rect.right(), rect.top(), rect.width(), rect.height())

    def _placed(self, width: int) -> list[_Placed]:
        """Return the parts one after the other, on as many lines as they need."""
        line_px = self._line_px()
        beside = self._theme.px(_SWATCH_PX) + _SWATCH_GAP_PX
        left = top = row_px = 0.0
        placed = []
        for part in self.parts:
            words = TextFlow(
                part.words,
                self._theme.font(Face.TEXT, SMALL_PX),
                width=max(40, width - beside),
                line_px=line_px,
            )
            if left and left + beside + words.width > width:
                left, top = 0.0, top + row_px
                row_px = 0.0
            placed.append(_Placed(part=part, left=left, top=top, words=words))
            left += beside + words.width + _WORDS_GAP_PX
            row_px = max(row_px, words.height)
        return placed

    def _words_height(self, placed: Sequence[_Placed]) -> float:
        return max((place.top + place.words.height for place in placed), default=0.0)

    def _line_px(self) -> int:
        return round(self._theme.px(SMALL_PX) * 1.45)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def furthest_side(bars: Sequence[Sequence[ShownPart]]) -> float:
    """Return how far the longest of some bars reaches to one side; above 0."""
    sides = [
        abs(sum(part.difference for part in parts if (part.difference > 0) is is_up))
        for parts in bars
        for is_up in (False, True)
    ]
    return max([*sides, 1e-6])
