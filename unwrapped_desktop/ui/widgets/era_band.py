"""The eras of a life on one strip of time: one of them is chosen, and mouse and keyboard walk from one to the next."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip, QWidget

from unwrapped_desktop.domain.era import Era
from unwrapped_desktop.domain.report import RecordSummary
from unwrapped_desktop.ui.charts.scale import date_ticks
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import bare, tooltip_text
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.then_and_now_words import era_words
from unwrapped_desktop.ui.tokens import LEAD_PX, TINY_PX
from unwrapped_desktop.ui.widgets.buttons import draw_focus_ring

RING_PX = 10
"""Room around the strip for the focus ring; a layout gives it back with margins of its own."""

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_COLOURS = ("ink", "second", "third", "quiet")
"""Neighbours are told apart by them; which era it is, its number says."""
_RISE_PX, _BAND_PX, _MARK_PX, _TICK_PX, _CUT_PX = 8, 46, 5, 6, 2
_NUMBER_AIR_PX = 7
_YEAR_AIR_PX = 52
_HATCH_PX = 5
_LEAST_GAP_PX = 3
_MONTHS_OF_YEAR, _SHORT_YEARS = 12, 2


class EraBand(QAbstractSlider):
    """A strip of eras, as long as their months are many. Its value is the number of the chosen era, from 1.

    The chosen era stands higher than the others and has a bar under it; months without data are hatched.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._eras: tuple[Era, ...] = ()
        self._gaps: tuple[tuple[int, int], ...] = ()
        self._first, self._last = 0, 0
        self._pointed: int | None = None
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(translate("EraBand", "Eras"))
        self.setSizePolicy(QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed))
        self.valueChanged.connect(self._describe)
        theme.changed.connect(self._restyle)

    def set_eras(self, eras: Sequence[Era], record: RecordSummary) -> None:
        """Show the eras of a record and choose the last; without eras the strip hides."""
        self._eras = tuple(eras)
        self.setVisible(bool(self._eras))
        if not self._eras:
            return
        self._first = _number(self._eras[0].first_month)
        self._last = _number(self._eras[-1].last_month)
        self._gaps = tuple((_number(gap.first_month), _number(gap.last_month)) for gap in record.gaps)
        self._pointed = None
        self.setRange(1, len(self._eras))
        self.setValue(len(self._eras))
        self._describe()
        self.update()

    @property
    def eras(self) -> tuple[Era, ...]:
        """The eras on the strip."""
        return self._eras

    @property
    def chosen(self) -> int:
        """Which era is chosen, from 0."""
        return self.value() - 1

    def era_rects(self) -> tuple[QRectF, ...]:
        """Return where the eras are painted, in their order, in px."""
        top, height = self._band_top(), self._theme.px(_BAND_PX)
        spans = [(_number(era.first_month), _number(era.last_month)) for era in self._eras]
        return tuple(
            QRectF(self._x(first), top, self._x(last + 1) - self._x(first), height) for first, last in spans
        )

    def era_at(self, x: float) -> int | None:
        """Return the era at a place or nearest to it, from 0; None where there are none."""
        rects = self.era_rects()
        distances = [max(rect.left() - x, x - rect.right(), 0.0) for rect in rects]
        return distances.index(min(distances)) if distances else None

    def text(self) -> str:
        """Return the chosen era in words."""
        return self._words(self.chosen) if self._eras else ""

    def sizeHint(self) -> QSize:
        """Return a common size."""
        return QSize(640, self._height_px())

    def minimumSizeHint(self) -> QSize:
        """Return the least it can be read at."""
        return QSize(160, self._height_px())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from era to era; every other key is somebody else's."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.setValue(self.value() + _STEPS[key])
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.setValue(self.minimum() if key == Qt.Key.Key_Home else self.maximum())
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the era under the pointer."""
        place = self.era_at(event.position().x())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.setValue(place + 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self._point_at(self.era_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do nothing: an era is chosen when it is pressed."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        super().leaveEvent(event)
        self._point_at(None)

    def event(self, event: QEvent) -> bool:
        """Name the era under a resting pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.era_at(event.pos().x())
            words = "" if place is None else tooltip_text(self._words(place))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint eras, missing months, years, and the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, rect in enumerate(self.era_rects()):
            self._draw_era(painter, place, rect)
        for first, last in self._gaps:
            self._draw_gap(painter, first, last)
        if self._eras:
            self._draw_years(painter)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), self._theme.colour("ink"))
        painter.end()
        event.accept()

    def _draw_era(self, painter: QPainter, place: int, rect: QRectF) -> None:
        is_chosen = place == self.chosen
        colour = self._theme.colour(_COLOURS[place % len(_COLOURS)])
        block = rect.adjusted(0, -self._theme.px(_RISE_PX) if is_chosen else 0, -_CUT_PX, 0)
        painter.fillRect(block, colour)
        mark = QRectF(block.left(), rect.bottom() + _CUT_PX, block.width(), self._theme.px(_MARK_PX))
        if is_chosen:
            painter.fillRect(mark, self._theme.colour("accent"))
        elif place == self._pointed:
            painter.fillRect(mark, self._theme.colour("leader"))
        self._draw_number(painter, place, block)

    def _draw_number(self, painter: QPainter, place: int, block: QRectF) -> None:
        """Paint the number of an era in its lower left corner, where it has room for it."""
        font = self._theme.font(Face.HEAD, LEAD_PX)
        metrics = QFontMetricsF(font)
        number = str(place + 1)
        air = float(_NUMBER_AIR_PX)
        width = metrics.horizontalAdvance(number)
        if width + air > block.width():
            return
        left = block.left() + min(air, (block.width() - width) / 2)
        painter.setFont(font)
        painter.setPen(self._theme.colour("paper"))
        painter.drawText(QPointF(left, block.bottom() - air), number)

    def _draw_gap(self, painter: QPainter, first: int, last: int) -> None:
        """Paint months without data: paper in place of the era, and hatched."""
        left, right = self._x(max(first, self._first)), self._x(min(last, self._last) + 1)
        if right <= left:
            return
        top, bottom = self._band_top() - self._theme.px(_RISE_PX), self._band_top() + self._theme.px(_BAND_PX)
        lacking = max(0.0, _LEAST_GAP_PX - (right - left)) / 2
        hole = QRectF(left - lacking, top, right - left + 2 * lacking, bottom - top)
        painter.fillRect(hole.adjusted(-1, 0, 1, 0), self._theme.colour("paper"))
        painter.save()
        painter.setClipRect(hole.adjusted(0, self._theme.px(_RISE_PX), 0, 0))
        painter.setPen(QPen(self._theme.colour("leader"), 1))
        x = hole.left() - hole.height()
        while x < hole.right():
            painter.drawLine(QPointF(x, hole.bottom()), QPointF(x + hole.height(), hole.top()))
            x += _HATCH_PX
        painter.restore()

    def _draw_years(self, painter: QPainter) -> None:
        font = self._theme.font(Face.MONO, TINY_PX)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._theme.colour("quiet"))
        top = self._band_top() + self._theme.px(_BAND_PX + _MARK_PX) + _CUT_PX + 3
        free_from = 0.0
        for tick, name in self._ticks():
            x = self._x(tick.year * _MONTHS_OF_YEAR + tick.month - 1)
            width = metrics.horizontalAdvance(name)
            if x < free_from or x + width > self.width():
                continue
            painter.drawLine(QPointF(x + 0.5, top), QPointF(x + 0.5, top + self._theme.px(_TICK_PX)))
            painter.drawText(QPointF(x, top + self._theme.px(_TICK_PX) + metrics.ascent() + 1), name)
            free_from = x + width + metrics.horizontalAdvance("0")

    def _ticks(self) -> tuple[tuple[date, str], ...]:
        """Return years with their Januaries; a life is not told in months unless it has no two years."""
        room = int((self.width() - 2 * RING_PX) // self._theme.px(_YEAR_AIR_PX))
        years = self._last // _MONTHS_OF_YEAR - self._first // _MONTHS_OF_YEAR + 1
        most = min(room, years) if years > _SHORT_YEARS else room
        return date_ticks(_first_day(self._first), _first_day(self._last), max(1, most))

    def _point_at(self, place: int | None) -> None:
        if place != self._pointed:
            self._pointed = place
            self.update()

    def _words(self, place: int) -> str:
        return era_words(self._eras[place], place, len(self._eras))

    def _describe(self) -> None:
        self.setAccessibleDescription(bare(self.text()))
        self.update()

    def _band_top(self) -> float:
        return float(RING_PX + self._theme.px(_RISE_PX))

    def _x(self, month: int) -> float:
        months = max(1, self._last - self._first + 1)
        return RING_PX + (month - self._first) * (self.width() - 2 * RING_PX) / months

    def _height_px(self) -> int:
        words = QFontMetricsF(self._theme.font(Face.MONO, TINY_PX)).height()
        parts = self._theme.px(_RISE_PX) + self._theme.px(_BAND_PX + _MARK_PX) + self._theme.px(_TICK_PX)
        return round(2 * RING_PX + parts + _CUT_PX + 4 + words)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def _number(month: str) -> int:
    year, number = month.split("-")
    return int(year) * _MONTHS_OF_YEAR + int(number) - 1


def _first_day(number: int) -> date:
    return date(number // _MONTHS_OF_YEAR, number % _MONTHS_OF_YEAR + 1, 1)
