"""`TimelineChart`: stretches of days as bars over a time axis, each on the first lane that is free."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.ui.charts.chart import Chart, Table
from unwrapped_desktop.ui.charts.data import Span
from unwrapped_desktop.ui.charts.drawing import PAD_PX, Label, Plan, TextStyle, are_clear, hairline
from unwrapped_desktop.ui.charts.scale import date_ticks
from unwrapped_desktop.ui.charts.wording import LONGEST_NAME, extremes, own_words, short_name, span_words
from unwrapped_desktop.ui.figures import count_noun, write_date
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import clean, isolate
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import TINY_PX

_LANE_PX, _BAR_PX = 24, 12
_LEAST_BAR_PX, _BETWEEN_PX = 4, 2
_BESIDE_PX, _BELOW_PX = 6, 6
_LEAST_LABEL_PX, _WIDEST_LABEL_PX = 44, 200
_MOST_TICKS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lane:
    """A lane while it fills: the bars on it with their spans' indices, from left to right."""

    bars: list[tuple[int, QRectF]]

    @property
    def end(self) -> float:
        return self.bars[-1][1].right()


class TimelineChart(Chart):
    """Spans in time, walked over in the order they begin."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._spans: tuple[Span, ...] = ()
        self._first = self._last = date.min
        self.set_columns(translate("TimelineChart", "Name"), translate("TimelineChart", "Value"))

    def set_spans(self, spans: Sequence[Span], first: date, last: date) -> None:
        """Show other spans.

        Args:
            spans: In any order.
            first: Where the time axis begins.
            last: Where it ends, that day included.

        Raises:
            ValueError: The axis ends before it begins.
        """
        if last < first:
            raise ValueError("A time axis ends before it begins.")
        self._spans = tuple(sorted(spans, key=lambda span: (span.first, span.last)))
        self._first, self._last = first, last
        self._take(len(self._spans))

    def set_columns(self, name: str, value: str) -> None:
        """Name the columns of the table around the two days: `Artist`, `Plays`."""
        days = (translate("TimelineChart", "From"), translate("TimelineChart", "To"))
        self._columns = (name, *days, value)

    def table(self) -> Table:
        """Return one row a span, in the order they begin: name, first day, last day, value."""
        rows = tuple(
            (clean(span.label), write_date(span.first), write_date(span.last), own_words(span.text))
            for span in self._spans
        )
        return self._columns, rows

    def _sentences(self) -> str:
        if len(self._spans) == 1:
            return translate("TimelineChart", "One stretch. {span}.").format(span=span_words(self._spans[0]))
        begin = min(span.first for span in self._spans)
        end = max(span.last for span in self._spans)
        count = count_noun(len(self._spans), "stretch", "stretches")
        return translate("TimelineChart", "{stretches}, from {first} to {last}. {extremes}").format(
            stretches=count, first=write_date(begin), last=write_date(end), extremes=extremes(self._spans)
        )

    def _words_of(self, index: int, longest: int = LONGEST_NAME) -> str:
        return span_words(self._spans[index], longest)

    def _make_plan(self, width: int) -> Plan:
        axis = self._axis_style()
        across = QRectF(PAD_PX, PAD_PX, width - 2 * PAD_PX, 0)
        lanes = self._lanes(across)
        lane_px = max(self._theme.px(_LANE_PX), round(self._name_style().line_px) + 4)
        plot = QRectF(across.left(), across.top(), across.width(), len(lanes) * lane_px)
        placed = [(index, rect, number) for number, lane in enumerate(lanes) for index, rect in lane.bars]
        placed.sort()
        bar_px = self._theme.px(_BAR_PX)
        drop = round((lane_px - bar_px) / 2)
        years = self._years(plot, axis)
        bottom = plot.bottom() + _BELOW_PX
        return Plan(
            height=round(bottom + _BELOW_PX + axis.line_px + PAD_PX),
            plot=plot,
            spots=tuple(
                QRectF(rect.left(), plot.top() + number * lane_px + drop, rect.width(), bar_px)
                for _, rect, number in placed
            ),
            reach=tuple(
                QRectF(rect.left() - 1, plot.top() + number * lane_px, rect.width() + 2, lane_px)
                for _, rect, number in placed
            ),
            labels=(*years, *self._names(lanes, plot, lane_px)),
            rules=tuple(hairline((y.rect.left(), plot.top()), (y.rect.left(), bottom + 4)) for y in years),
            base=hairline((plot.left(), bottom), (plot.right(), bottom)),
        )

    def _lanes(self, across: QRectF) -> list[_Lane]:
        lanes: list[_Lane] = []
        for index, span in enumerate(self._spans):
            bar = self._bar(span, across)
            lane = next((lane for lane in lanes if lane.end + _BETWEEN_PX <= bar.left()), None)
            if lane is None:
                lanes.append(_Lane(bars=[(index, bar)]))
            else:
                lane.bars.append((index, bar))
        return lanes

    def _bar(self, span: Span, across: QRectF) -> QRectF:
        left = round(self._x(span.first.toordinal(), across))
        right = round(self._x(span.last.toordinal() + 1, across))
        left = min(left, int(across.right()) - _LEAST_BAR_PX)
        return QRectF(left, 0, max(_LEAST_BAR_PX, right - left), 1)

    def _x(self, day: int, across: QRectF) -> float:
        begin, end = self._first.toordinal(), self._last.toordinal() + 1
        share = (day - begin) / (end - begin)
        return across.left() + max(0.0, min(1.0, share)) * across.width()

    def _years(self, plot: QRectF, style: TextStyle) -> list[Label]:
        """Return as many years or months under the axis as have room, evenly spaced."""
        top = plot.bottom() + 2 * _BELOW_PX
        labels: list[Label] = []
        for most in range(_MOST_TICKS, 0, -1):
            ticks = date_ticks(self._first, self._last, most)
            labels = [style.left(text, self._x(day.toordinal(), plot), top) for day, text in ticks]
            labels = [label for label in labels if label.rect.right() <= plot.right() + PAD_PX]
            if labels and are_clear(labels, style.apart_px):
                return labels
        return labels[:1]

    def _name_style(self) -> TextStyle:
        return self._style(Face.TEXT, TINY_PX, colour="ink")

    def _names(self, lanes: Sequence[_Lane], plot: QRectF, lane_px: int) -> list[Label]:
        labels = []
        for number, lane in enumerate(lanes):
            middle = plot.top() + (number + 0.5) * lane_px
            labels += self._names_of_lane(lane, plot, middle)
        return labels

    def _names_of_lane(self, lane: _Lane, plot: QRectF, middle: float) -> list[Label]:
        """Return the names that fit behind their bars, or else before them, without reaching another bar."""
        style = self._name_style()
        top = middle - style.line_px / 2
        labels = []
        taken_to = plot.left()
        for place, (index, bar) in enumerate(lane.bars):
            is_last = place + 1 == len(lane.bars)
            free_to = plot.right() if is_last else lane.bars[place + 1][1].left() - _BESIDE_PX
            name = short_name(self._spans[index].label)
            behind = self._fitted(name, free_to - bar.right() - _BESIDE_PX)
            before = self._fitted(name, bar.left() - _BESIDE_PX - taken_to)
            taken_to = bar.right() + _BESIDE_PX
            if behind:
                labels.append(style.left(behind, bar.right() + _BESIDE_PX, top))
                taken_to = labels[-1].rect.right() + _BESIDE_PX
            elif before:
                labels.append(style.right(before, bar.left() - _BESIDE_PX, top))
        return labels

    def _fitted(self, name: str, room: float) -> str:
        """Return a name elided to a room, or nothing where too little of it would be left."""
        style = self._name_style()
        room = min(room, self._theme.px(_WIDEST_LABEL_PX))
        needed = min(style.width(name), self._theme.px(_LEAST_LABEL_PX))
        return style.fitted(isolate(name), room) if name and room >= needed else ""

    def _draw_marks(self, painter: QPainter, plan: Plan, part: QRectF) -> None:
        for index, rect in enumerate(plan.spots):
            if rect.intersects(part):
                painter.fillRect(rect, self._theme.colour(self._mark_colour(index)))
