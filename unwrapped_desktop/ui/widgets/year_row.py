"""One year of a life as a line to press: the year, its label, how much was played and who most."""

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from unwrapped_desktop.domain.chapters import Chapter
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.textflow import TextFlow
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.then_and_now_words import year_facts
from unwrapped_desktop.ui.tokens import SMALL_PX, TITLE_PX
from unwrapped_desktop.ui.widgets.buttons import draw_focus_ring
from unwrapped_desktop.ui.widgets.remark_page import PAD_PX

_RING_PX = 8
"""How far the focus ring stands off the words."""
_YEAR_PX, _SIGN_PX, _GAP_PX = 76, 26, 20
_AIR_PX = 12
_FACTS_SHARE = 0.44
_STACK_PX = 700
"""Below this width, text scale applied, plays and artist stand under the label."""
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENDS = {Qt.Key.Key_Home: -1000, Qt.Key.Key_End: 1000}
_PENDING = "…"


class YearRow(QAbstractButton):
    """A year, flush with the words of a page. Checked while it is open; it cannot be pressed before its chapter has come.

    Attributes:
        year: Which.
        chapter: What is known of it; None until it has come.
        moved: An arrow key leads so many rows on.
    """

    moved = Signal(int)

    def __init__(self, theme: Theme, year: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.year = year
        self.chapter: Chapter | None = None
        self._flows: dict[tuple[str, str, int], TextFlow] = {}
        self._heights: dict[int, int] = {}
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_chapter(None)
        theme.changed.connect(self._restyle)

    def set_chapter(self, chapter: Chapter | None) -> None:
        """Show what is known of the year."""
        self.chapter = chapter
        self.setEnabled(chapter is not None)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if chapter is None else Qt.FocusPolicy.StrongFocus)
        self.setText(bare(f"{self.year}: {self._said()}. {self._facts()}"))
        self.setShortcut(QKeySequence())  # `&` in a name marks none
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(
            translate("YearRow", "Opens the lines on this year and their receipts.")
        )
        self._restyle()

    @property
    def has_label(self) -> bool:
        """Whether something is said of the year."""
        return self.chapter is not None and self.chapter.verdict is not None

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height with label and figures wrapped. Layouts ask for the same few widths again and again."""
        if width not in self._heights:
            label, facts = self._label_flow(width), self._facts_flow(width)
            line = max(label.height, self._year_height())
            high = line + facts.height if self._is_stacked(width) else max(line, facts.height)
            self._heights[width] = ceil(high + 2 * _AIR_PX)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Return a common size."""
        return QSize(640, self.heightForWidth(640))

    def minimumSizeHint(self) -> QSize:
        """Return the least it can be read at."""
        return QSize(200, 40)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Return as on Space; move with the arrows."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif key in _STEPS or key in _ENDS:
            self.moved.emit(_STEPS.get(key) or _ENDS[key])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a hairline, the year, the label, the figures, and a sign that says whether it is open."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_lit = self.isEnabled() and self.underMouse()
        painter.fillRect(QRectF(PAD_PX, 0, self.width() - 2 * PAD_PX, 1), self._theme.colour("rule"))
        if self.isChecked():
            painter.fillRect(QRectF(PAD_PX, 0, self.width() - 2 * PAD_PX, 2), self._theme.colour("ink"))
        self._draw_year(painter)
        label = self._label_flow(self.width())
        at = QPointF(self._label_left(), _AIR_PX + max(0.0, self._year_height() - label.height) / 2)
        colour = "accent" if is_lit or self.isChecked() else "ink"
        label.draw(painter, at, self._theme.colour(colour if self.has_label else "quiet"))
        self._draw_facts(painter)
        if self.isEnabled():
            self._draw_sign(painter, "accent" if is_lit else "ink")
        if self.hasFocus():
            aside = PAD_PX - _RING_PX
            ring = QRectF(self.rect()).adjusted(aside, 3, -aside, -2)
            draw_focus_ring(painter, ring, self._theme.colour("ink"))
        painter.end()
        event.accept()

    def _draw_year(self, painter: QPainter) -> None:
        font = self._theme.font(Face.HEAD, TITLE_PX)
        painter.setFont(font)
        painter.setPen(self._theme.colour("quiet"))
        painter.drawText(QPointF(PAD_PX, self._baseline()), self.year)

    def _draw_facts(self, painter: QPainter) -> None:
        facts = self._facts_flow(self.width())
        if self._is_stacked(self.width()):
            top = _AIR_PX + max(self._label_flow(self.width()).height, self._year_height())
            at = QPointF(self._label_left(), top)
        else:
            left = self.width() - PAD_PX - self._theme.px(_SIGN_PX) - self._facts_room(self.width())
            at = QPointF(left, _AIR_PX + max(0.0, self._year_height() - facts.height) / 2)
        facts.draw(painter, at, self._theme.colour("quiet"))

    def _draw_sign(self, painter: QPainter, colour: str) -> None:
        """Paint a plus, or a minus while the year is open."""
        half = self._theme.px(6)
        middle = QPointF(self.width() - PAD_PX - half - 1, _AIR_PX + self._year_height() / 2)
        painter.setPen(QPen(self._theme.colour(colour), 2))
        painter.drawLine(middle - QPointF(half, 0), middle + QPointF(half, 0))
        if not self.isChecked():
            painter.drawLine(middle - QPointF(0, half), middle + QPointF(0, half))

    def _said(self) -> str:
        if self.chapter is None:
            return _PENDING
        if self.chapter.verdict is None:
            return self.chapter.reason or ""
        return self.chapter.verdict.label

    def _facts(self) -> str:
        return "" if self.chapter is None else year_facts(self.chapter)

    def _label_flow(self, width: int) -> TextFlow:
        beside = 0 if self._is_stacked(width) else self._facts_room(width) + _GAP_PX
        room = width - self._label_left() - PAD_PX - self._theme.px(_SIGN_PX) - beside
        if self.has_label:
            return self._flow(self._said(), "label", round(room))
        return self._flow(self._said(), "text", round(room))

    def _facts_flow(self, width: int) -> TextFlow:
        return self._flow(self._facts(), "facts", self._facts_room(width))

    def _flow(self, text: str, kind: str, room: int) -> TextFlow:
        """Return a text set for a width. Layouts ask for the same few widths again and again."""
        key = (text, kind, room)
        if key not in self._flows:
            is_label = kind == "label"
            face, size = (Face.HEAD, TITLE_PX) if is_label else (Face.TEXT, SMALL_PX)
            font = self._theme.font(face, size)
            self._flows[key] = TextFlow(
                text,
                font,
                width=max(60, room),
                line_px=round(font.pixelSize() * (1.05 if is_label else 1.5)),
                max_lines=2 if kind == "facts" else 0,
            )
        return self._flows[key]

    def _is_stacked(self, width: int) -> bool:
        return width < _STACK_PX * self._theme.scale

    def _facts_room(self, width: int) -> int:
        if self._is_stacked(width):
            return round(width - self._label_left() - PAD_PX - self._theme.px(_SIGN_PX))
        return round((width - 2 * PAD_PX) * _FACTS_SHARE)

    def _label_left(self) -> float:
        return PAD_PX + self._theme.px(_YEAR_PX)

    def _year_height(self) -> float:
        return float(round(self._theme.px(TITLE_PX) * 1.05))

    def _baseline(self) -> float:
        metrics = QFontMetricsF(self._theme.font(Face.HEAD, TITLE_PX))
        return _AIR_PX + (self._year_height() - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()

    def _restyle(self) -> None:
        self._flows.clear()
        self._heights.clear()
        self.updateGeometry()
        self.update()
