"""`BarChart`: upright bars over a row of names, with a scale of values: three years or 240 months."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.ui.charts.chart import Chart, Table
from unwrapped_desktop.ui.charts.data import Mark
from unwrapped_desktop.ui.charts.drawing import (
    PAD_PX,
    Label,
    Plan,
    TextStyle,
    are_clear,
    clear_of_others,
    fill_partial,
    hairline,
)
from unwrapped_desktop.ui.charts.scale import every_stride, nice_ticks, strides, tick_labels, year_starts
from unwrapped_desktop.ui.charts.wording import (
    LONGEST_NAME,
    extremes,
    mark_note,
    mark_words,
    own_words,
    short_name,
)
from unwrapped_desktop.ui.figures import count_noun
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import clean
from unwrapped_desktop.ui.theme import Theme

_PLOT_PX = 180
_MOST_TICKS = 5
_WIDEST_BAR_PX, _WIDEST_SLOT_PX = 44, 104
_BAR_SHARE = 0.68
_FINE_SLOT_PX, _SOLID_SLOT_PX = 9, 3
"""Below the first width of a bar with its gap, gaps are one pixel; below the second there are none."""
_GUTTER_PX, _TICK_PX = 8, 5
_ELIDED_FROM_PX = 90
"""In a slot this wide a long name is better elided than left out."""


class BarChart(Chart):
    """Upright bars. A partial one is hollow."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._bars: tuple[Mark, ...] = ()
        self.set_columns(translate("BarChart", "Bar"), translate("BarChart", "Value"))

    def set_bars(self, bars: Sequence[Mark]) -> None:
        """Show other bars, in the order they stand in."""
        self._bars = tuple(bars)
        self._take(len(self._bars))

    def set_columns(self, label: str, value: str, note: str = "") -> None:
        """Name the columns of the table: `Year`, `Plays`; the last is `Note` if not given."""
        self._columns = (label, value, note or translate("BarChart", "Note"))

    def table(self) -> Table:
        """Return one row a bar: name, value, and a note where any bar has one."""
        rows = [(clean(bar.label), own_words(bar.text), mark_note(bar)) for bar in self._bars]
        kept = 3 if any(row[2] for row in rows) else 2
        return self._columns[:kept], tuple(row[:kept] for row in rows)

    def _sentences(self) -> str:
        if len(self._bars) == 1:
            return translate("BarChart", "One bar. {bar}.").format(bar=mark_words(self._bars[0]))
        first, last = (short_name(bar.label) for bar in (self._bars[0], self._bars[-1]))
        return translate("BarChart", "{bars}, from {first} to {last}. {extremes}").format(
            bars=count_noun(len(self._bars), "bar"), first=first, last=last, extremes=extremes(self._bars)
        )

    def _words_of(self, index: int, longest: int = LONGEST_NAME) -> str:
        return mark_words(self._bars[index], longest)

    def _make_plan(self, width: int) -> Plan:
        style = self._axis_style()
        values = [bar.value for bar in self._bars]
        is_whole = all(float(value).is_integer() for value in values)
        ticks = nice_ticks(min(values), max(values), _MOST_TICKS, least_step=1 if is_whole else 0)
        texts = tick_labels(ticks)
        left = round(PAD_PX + max(style.width(text) for text in texts) + _GUTTER_PX)
        top = round(PAD_PX + style.line_px / 2)
        plot = QRectF(left, top, max(1, width - PAD_PX - left), self._theme.px(_PLOT_PX))
        slot = min(plot.width() / len(values), float(_WIDEST_SLOT_PX))
        # A few bars end where they end: hairlines beyond them would look like years without plays.
        plot.setWidth(slot * len(values))
        names, marks = self._names(plot, slot)
        levels = [_y_of(plot, ticks, tick) for tick in ticks]
        scale = [
            style.right(text, left - _GUTTER_PX, level - style.line_px / 2)
            for text, level in zip(texts, levels, strict=True)
        ]
        base = _y_of(plot, ticks, 0)
        return Plan(
            height=round(plot.bottom() + style.below_px + style.line_px + PAD_PX),
            plot=plot,
            spots=self._places(plot, slot, ticks),
            reach=tuple(
                QRectF(plot.left() + index * slot, plot.top(), slot, plot.height())
                for index in range(len(values))
            ),
            labels=(*scale, *names),
            rules=(
                *(hairline((plot.left(), level), (plot.right(), level)) for level in levels if level != base),
                *marks,
            ),
            base=hairline((plot.left(), base), (plot.right(), base)),
        )

    def _places(self, plot: QRectF, slot: float, ticks: Sequence[float]) -> tuple[QRectF, ...]:
        base = _y_of(plot, ticks, 0)
        places = []
        for index, bar in enumerate(self._bars):
            left, right = _edges(plot.left() + index * slot, slot)
            end = _y_of(plot, ticks, bar.value)
            if bar.value and end == base:
                end = base - 1 if bar.value > 0 else base + 1  # little is not nothing
            places.append(QRectF(left, min(base, end), right - left, abs(base - end)))
        return tuple(places)

    def _names(self, plot: QRectF, slot: float) -> tuple[list[Label], list[QLineF]]:
        """Return the names under the bars, thinned out, and tick lines where one stands for several bars."""
        texts = [short_name(bar.label) for bar in self._bars]
        full = self._strided(texts, plot, slot, 1)
        if full is not None:
            return full, []
        starts = year_starts(texts)
        if starts:
            return self._years(starts, plot, slot)
        if slot >= self._theme.px(_ELIDED_FROM_PX):
            style = self._axis_style()
            room = slot - style.apart_px
            fitted = self._strided([style.fitted(text, room) for text in texts], plot, slot, 1)
            if fitted is not None:
                return fitted, []
        for stride in strides(len(texts))[1:]:
            thinned = self._strided(texts, plot, slot, stride)
            if thinned is not None:
                return thinned, []
        return [], []

    def _strided(self, texts: Sequence[str], plot: QRectF, slot: float, stride: int) -> list[Label] | None:
        """Return every so many names centred under their bars, None where they would touch."""
        style = self._axis_style()
        top = plot.bottom() + style.below_px
        chosen = every_stride(texts, stride)
        room = plot.right() - PAD_PX
        if len(chosen) > 1 and sum(style.width(texts[index]) + style.apart_px for index in chosen) > 2 * room:
            return None
        labels = [
            style.centred(
                style.fitted(texts[index], room),
                plot.left() + (index + 0.5) * slot,
                top,
                (PAD_PX, plot.right()),
            )
            for index in chosen
            if texts[index]
        ]
        return labels if are_clear(labels, style.apart_px) else None

    def _years(
        self, starts: Sequence[tuple[int, str]], plot: QRectF, slot: float
    ) -> tuple[list[Label], list[QLineF]]:
        """Return a label and a tick line where years begin, as many as have room."""
        style = self._axis_style()
        for stride in strides(len(starts)):
            chosen = [start for start in starts if int(start[1]) % stride == 0]
            labels = self._year_labels(style, chosen, plot, slot)
            # A record that begins in December has no room for that year before the next.
            if len(labels) > 1 and not are_clear(labels[:2], style.apart_px):
                labels = labels[1:]
            if labels and are_clear(labels, style.apart_px):
                lines = [
                    hairline(
                        (label.rect.left(), plot.bottom() + 1), (label.rect.left(), plot.bottom() + _TICK_PX)
                    )
                    for label in labels
                ]
                return labels, lines
        return clear_of_others(self._year_labels(style, starts, plot, slot), style.apart_px), []

    def _year_labels(
        self, style: TextStyle, starts: Sequence[tuple[int, str]], plot: QRectF, slot: float
    ) -> list[Label]:
        top = plot.bottom() + style.below_px
        labels = [
            style.left(year, _edges(plot.left() + index * slot, slot)[0], top) for index, year in starts
        ]
        return [label for label in labels if label.rect.right() <= plot.right() + PAD_PX]

    def _draw_marks(self, painter: QPainter, plan: Plan, part: QRectF) -> None:
        accent, ink, ground = (self._theme.colour(name) for name in ("accent", "ink", "paper"))
        current = self.current
        for index, (bar, rect) in enumerate(zip(self._bars, plan.spots, strict=True)):
            if rect.right() < part.left() or rect.left() > part.right() or not rect.height():
                continue
            colour = ink if index == current else accent
            if bar.is_partial:
                fill_partial(painter, rect, colour, ground)
            else:
                painter.fillRect(rect, colour)


def _edges(left: float, slot: float) -> tuple[int, int]:
    """Return the whole pixels that a bar stands on, at least one."""
    if slot >= _FINE_SLOT_PX:
        wide = min(_WIDEST_BAR_PX, round(slot * _BAR_SHARE))
        start = round(left + (slot - wide) / 2)
        return start, start + wide
    gap = 1 if slot >= _SOLID_SLOT_PX else 0
    start, end = round(left), round(left + slot) - gap
    return start, max(start + 1, end)


def _y_of(plot: QRectF, ticks: Sequence[float], value: float) -> int:
    share = (value - ticks[0]) / (ticks[-1] - ticks[0])
    return round(plot.bottom() - share * plot.height())
