"""The months of a record in one strip, from the first play to the last, with the missing ones standing out."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from unwrapped_desktop.domain.forensics import Gap
from unwrapped_desktop.domain.report import RecordSummary, summed_gaps
from unwrapped_desktop.ui.figures import count_noun, write_month
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.record_words import gap_text, is_of_lists
from unwrapped_desktop.ui.text import tooltip_text
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import SMALL_PX, TINY_PX

_WIDEST_MONTH_PX = 28
_MARK_PX, _BAND_PX, _TICK_PX = 9, 20, 5
_ROOMY_MONTH_PX = 4
"""From this width on every month is a cell of its own; below it every year is."""
_MONTHS_OF_YEAR = 12
_YEAR_PX = 46
"""Room for a year below the band, and for the distance to the next."""
_LEAST_GAP_PX = 5
"""A single missing month of 25 years would be thinner than a hair: it is drawn this wide, about its middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSpan:
    """The months of a record, numbered from year 0.

    Attributes:
        first: First month with data.
        last: Last month with data.
        gaps: The months without data between them, with their numbers, in order.
    """

    first: int
    last: int
    gaps: tuple[tuple[int, int, Gap], ...]

    @property
    def months(self) -> int:
        """How many months there are, the missing ones too; at least 1."""
        return self.last - self.first + 1

    def gap_at(self, month: int) -> Gap | None:
        """Return the gap that a month lies in, None where there is data."""
        for first, last, gap in self.gaps:
            if first <= month <= last:
                return gap
        return None


def month_span(record: RecordSummary) -> MonthSpan | None:
    """Return the months of a record; None where it has no times, or lists in their place.

    Rows under 30 seconds are no plays and yet data: where they come before the first play, so does a gap between.
    """
    if is_of_lists(record) or record.first_play_at is None or record.last_play_at is None:
        return None
    gaps = tuple((_number(gap.first_month), _number(gap.last_month), gap) for gap in record.gaps)
    firsts = [first - 1 for first, _, _ in gaps]
    lasts = [last + 1 for _, last, _ in gaps]
    first, last = _number_of(record.first_play_at), _number_of(record.last_play_at)
    return MonthSpan(first=min([first, *firsts]), last=max([last, *lasts]), gaps=gaps)


class MonthStrip(QWidget):
    """A band of months. Missing ones are hollow, hatched and marked from above; the pointer learns their names."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._span: MonthSpan | None = None
        self.setAccessibleName(translate("MonthStrip", "Months of the record"))
        self.setSizePolicy(QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed))
        theme.changed.connect(self._restyle)

    @property
    def span(self) -> MonthSpan | None:
        """The months shown."""
        return self._span

    def set_record(self, record: RecordSummary) -> None:
        """Show the months of a record; the strip hides where it has no times."""
        self._span = month_span(record)
        self.setAccessibleDescription(self.text())
        self.setVisible(self._span is not None)
        self._restyle()

    def text(self) -> str:
        """Return what the strip shows in words, every gap by its name."""
        span = self._span
        if span is None:
            return ""
        ends = _month_name(span.first)
        if span.months > 1:
            ends = translate("MonthStrip", "{first} to {last}").format(
                first=ends, last=_month_name(span.last)
            )
        missing = summed_gaps(tuple(gap for _, _, gap in span.gaps))
        if not missing:
            return translate("MonthStrip", "{span}: data in every month.").format(span=ends)
        named = translate("MonthStrip", "; ").join(gap_text(gap) for _, _, gap in span.gaps)
        return translate("MonthStrip", "{span}: {months} of {all_months} without data: {named}.").format(
            span=ends, months=count_noun(missing, "month"), all_months=span.months, named=named
        )

    def text_at(self, x: float) -> str:
        """Return what lies at a place: a gap by its name, a month with data, or nothing beside the band."""
        span = self._span
        if span is None:
            return ""
        if self.isRightToLeft():
            x = self.width() - x
        for first, last, gap in span.gaps:
            rect = self._gap_rect(first, last)
            if rect.left() <= x <= rect.right():
                return translate("MonthStrip", "{months}: no data").format(months=gap_text(gap))
        month = span.first + int(x // self._month_px())
        return _month_name(month) if x >= 0 and month <= span.last else ""

    def sizeHint(self) -> QSize:
        """Return a common size."""
        return QSize(420, self._height_px())

    def minimumSizeHint(self) -> QSize:
        """Return the least it can be read at."""
        return QSize(80, self._height_px())

    def event(self, event: QEvent) -> bool:
        """Name the month under a resting pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self.text_at(event.pos().x())
            QToolTip.showText(event.globalPos(), tooltip_text(text) if text else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint band, gaps and years."""
        painter = QPainter(self)
        if self._span is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw_band(painter, self._span)
            for first, last, _ in self._span.gaps:
                self._draw_gap(painter, self._as_seen(self._gap_rect(first, last)))
            self._draw_years(painter, self._span)
        painter.end()
        event.accept()

    def _draw_band(self, painter: QPainter, span: MonthSpan) -> None:
        is_roomy = self._month_px() >= _ROOMY_MONTH_PX
        top, height = self._theme.px(_MARK_PX), self._theme.px(_BAND_PX)
        for first, last in _cells(span, 1 if is_roomy else _MONTHS_OF_YEAR):
            left, right = round(self._x(first)), round(self._x(last + 1))
            cell = QRectF(left, top, max(1, right - left - 1), height)
            painter.fillRect(self._as_seen(cell), self._theme.colour("ink"))

    def _draw_gap(self, painter: QPainter, rect: QRectF) -> None:
        paper, accent = self._theme.colour("paper"), self._theme.colour("accent")
        painter.fillRect(rect.adjusted(-1, 0, 1, 0), paper)
        frame = rect.adjusted(0.75, 0.75, -0.75, -0.75)
        painter.setPen(QPen(accent, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame)
        painter.save()
        painter.setClipRect(frame)
        painter.setPen(QPen(accent, 1))
        step = max(4, self._theme.px(5))
        x = frame.left() - frame.height()
        while x < frame.right():
            painter.drawLine(QPointF(x, frame.bottom()), QPointF(x + frame.height(), frame.top()))
            x += step
        painter.restore()
        self._draw_mark(painter, rect.center().x())

    def _draw_mark(self, painter: QPainter, middle: float) -> None:
        """Point at a gap from above."""
        half, high = self._theme.px(4), self._theme.px(_MARK_PX) - 3
        middle = min(max(middle, half), self.width() - half)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        corners = [QPointF(middle - half, 0), QPointF(middle + half, 0), QPointF(middle, high)]
        painter.drawPolygon(QPolygonF(corners))

    def _draw_years(self, painter: QPainter, span: MonthSpan) -> None:
        font = self._theme.font(Face.MONO, TINY_PX)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._theme.colour("quiet"))
        top = self._theme.px(_MARK_PX + _BAND_PX)
        baseline = top + self._theme.px(_TICK_PX) + metrics.ascent()
        free_from = 0.0
        for x, text in self._labels(span):
            width = metrics.horizontalAdvance(text)
            if x >= free_from and x + width <= self.width():
                tick = self._as_seen(QRectF(x, top + 2, 1, self._theme.px(_TICK_PX) - 2))
                middle = tick.center().x()
                painter.drawLine(QPointF(middle, tick.top()), QPointF(middle, tick.bottom()))
                painter.drawText(QPointF(self._as_seen(QRectF(x, 0, width, 1)).left(), baseline), text)
                free_from = x + width + metrics.horizontalAdvance("00")

    def _labels(self, span: MonthSpan) -> list[tuple[float, str]]:
        """Return every January with its year, and the first year; a short strip is named by its first month."""
        if span.months <= _MONTHS_OF_YEAR:
            return [(0.0, _month_name(span.first))]
        januaries = range(-(-span.first // _MONTHS_OF_YEAR) * _MONTHS_OF_YEAR, span.last + 1, _MONTHS_OF_YEAR)
        labels = [(self._x(month), str(month // _MONTHS_OF_YEAR)) for month in januaries]
        has_room = labels[0][0] >= self._theme.px(_YEAR_PX)
        return [(0.0, str(span.first // _MONTHS_OF_YEAR)), *labels] if has_room else labels

    def _gap_rect(self, first: int, last: int) -> QRectF:
        left, right = self._x(first), self._x(last + 1)
        lacking = max(0.0, _LEAST_GAP_PX - (right - left)) / 2
        top, height = self._theme.px(_MARK_PX), self._theme.px(_BAND_PX)
        return QRectF(left - lacking, top, right - left + 2 * lacking, height)

    def _as_seen(self, rect: QRectF) -> QRectF:
        """Return a place in which time runs to the right as it is seen: where the window is mirrored, time is too."""
        if not self.isRightToLeft():
            return rect
        return QRectF(self.width() - rect.right(), rect.top(), rect.width(), rect.height())

    def _month_px(self) -> float:
        months = self._span.months if self._span is not None else 1
        return min(float(_WIDEST_MONTH_PX), self.width() / months)

    def _x(self, month: int) -> float:
        first = self._span.first if self._span is not None else month
        return (month - first) * self._month_px()

    def _height_px(self) -> int:
        return self._theme.px(_MARK_PX + _BAND_PX + _TICK_PX + SMALL_PX + 3)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def _cells(span: MonthSpan, length: int) -> list[tuple[int, int]]:
    """Return the stretches of months with data, cut at every so many months of the calendar."""
    firsts = [span.first, *(last + 1 for _, last, _ in span.gaps)]
    lasts = [*(first - 1 for first, _, _ in span.gaps), span.last]
    cells = []
    for first, last in zip(firsts, lasts, strict=True):
        cuts = range((first // length + 1) * length, last + 1, length)
        cells += list(zip([first, *cuts], [*(cut - 1 for cut in cuts), last], strict=True))
    return cells


def _number(month: str) -> int:
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1


def _number_of(moment: datetime) -> int:
    return moment.year * 12 + moment.month - 1


def _month_name(number: int) -> str:
    return write_month(f"{number // 12}-{number % 12 + 1:02}")
