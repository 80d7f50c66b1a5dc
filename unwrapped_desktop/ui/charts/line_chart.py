"""`LineChart`: one curve over an area, as of how few artists hold how much of all plays."""

from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.ui.charts.chart import Chart, Table
from unwrapped_desktop.ui.charts.data import Point
from unwrapped_desktop.ui.charts.drawing import PAD_PX, Label, Plan, clear_of_others, hairline
from unwrapped_desktop.ui.charts.wording import LONGEST_NAME, own_words, short_name
from unwrapped_desktop.ui.figures import count_noun, write_percent
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme

Tick = tuple[float, str]
"""A place on an axis, 0 to 1, and what is written there."""

_LEAST_PLOT_PX, _MOST_PLOT_PX, _PLOT_SHARE = 160, 260, 0.5
_GUTTER_PX = 8
_WIDEST_GUTTER_SHARE = 0.45
_DOT_PX = 5


class LineChart(Chart):
    """A curve; the nearest of its points is the one pointed at."""

    words_below: ClassVar[bool] = True
    """Above and beside a point its curve goes on, mostly."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._points: tuple[Point, ...] = ()
        self._x_ticks: tuple[Tick, ...] = ()
        self._y_ticks: tuple[Tick, ...] = ()
        self._with_diagonal = False
        self.set_columns(translate("LineChart", "Across"), translate("LineChart", "Up"))

    def set_points(
        self,
        points: Sequence[Point],
        x_ticks: Sequence[Tick],
        y_ticks: Sequence[Tick],
        *,
        with_diagonal: bool = False,
    ) -> None:
        """Show another curve.

        Args:
            points: From left to right.
            x_ticks: What is written under the curve, from left to right.
            y_ticks: What is written beside it, from below.
            with_diagonal: Whether to draw the line on which everything would be shared evenly.
        """
        self._points = tuple(points)
        self._x_ticks, self._y_ticks = tuple(x_ticks), tuple(y_ticks)
        self._with_diagonal = with_diagonal
        self._take(len(self._points))

    def set_columns(self, across: str, up: str) -> None:
        """Name the columns of the table before the words of a point: `Artists`, `Plays`."""
        self._columns = (across, up, translate("LineChart", "In words"))

    def table(self) -> Table:
        """Return one row a point: how far across and up in per cent, and its words."""
        rows = tuple(
            (write_percent(100 * point.x), write_percent(100 * point.y), own_words(point.text))
            for point in self._points
        )
        return self._columns, rows

    def _sentences(self) -> str:
        count = count_noun(len(self._points), "point")
        if len(self._points) == 1:
            return translate("LineChart", "A curve of {points}. {point}.").format(
                points=count, point=own_words(self._points[0].text)
            )
        first, last = (own_words(point.text) for point in (self._points[0], self._points[-1]))
        lowest, highest = (write_percent(100 * pick(p.y for p in self._points)) for pick in (min, max))
        return translate(
            "LineChart",
            "A curve of {points}, lowest at {lowest}, highest at {highest}. From: {first}. To: {last}.",
        ).format(points=count, lowest=lowest, highest=highest, first=first, last=last)

    def _words_of(self, index: int, _longest: int = LONGEST_NAME) -> str:
        return own_words(self._points[index].text)

    def _make_plan(self, width: int) -> Plan:
        style = self._axis_style()
        rooms = [
            min(style.width(short_name(text)), width * _WIDEST_GUTTER_SHARE) for _, text in self._y_ticks
        ]
        left = round(PAD_PX + max(rooms, default=0.0) + (_GUTTER_PX if rooms else _DOT_PX))
        top = round(PAD_PX + style.line_px / 2)
        wide = max(1, width - PAD_PX - _DOT_PX - left)
        tall = max(
            self._theme.px(_LEAST_PLOT_PX), min(self._theme.px(_MOST_PLOT_PX), round(wide * _PLOT_SHARE))
        )
        plot = QRectF(left, top, wide, tall)
        places = [_place(plot, point.x, point.y) for point in self._points]
        below = style.below_px + style.line_px if self._x_ticks else style.line_px / 2
        levels = [_place(plot, 0, y).y() for y, _ in self._y_ticks]
        return Plan(
            height=round(plot.bottom() + below + PAD_PX),
            plot=plot,
            spots=tuple(
                QRectF(at.x() - _DOT_PX, at.y() - _DOT_PX, 2 * _DOT_PX, 2 * _DOT_PX) for at in places
            ),
            reach=_strips(plot, [at.x() for at in places]),
            labels=(*self._beside(plot), *self._below(plot, width)),
            rules=tuple(hairline((plot.left(), level), (plot.right(), level)) for level in levels),
            base=hairline((plot.left(), plot.bottom()), (plot.right(), plot.bottom())),
            outline=QPolygonF(places),
        )

    def _beside(self, plot: QRectF) -> list[Label]:
        style = self._axis_style()
        right = plot.left() - _GUTTER_PX
        labels = [
            style.right(
                style.fitted(short_name(text), right - PAD_PX),
                right,
                _place(plot, 0, y).y() - style.line_px / 2,
            )
            for y, text in self._y_ticks
        ]
        return clear_of_others(labels, 0)

    def _below(self, plot: QRectF, width: int) -> list[Label]:
        style = self._axis_style()
        top = plot.bottom() + style.below_px
        labels = [
            style.centred(
                style.fitted(short_name(text), plot.width()),
                _place(plot, x, 0).x(),
                top,
                (PAD_PX, width - PAD_PX),
            )
            for x, text in self._x_ticks
        ]
        return clear_of_others(labels, 1.5 * style.apart_px)

    def _draw_marks(self, painter: QPainter, plan: Plan, part: QRectF) -> None:
        if plan.outline is None or not part.intersects(
            plan.plot.adjusted(-_DOT_PX, -_DOT_PX, _DOT_PX, _DOT_PX)
        ):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_area(painter, plan.plot, plan.outline)
        pen = QPen(self._theme.colour("accent"), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(plan.outline)
        if self.current is not None:
            self._draw_point(painter, plan.plot, plan.spots[self.current])
        painter.restore()

    def _draw_area(self, painter: QPainter, plot: QRectF, outline: QPolygonF) -> None:
        ends = outline.at(outline.size() - 1), outline.at(0)
        area = QPolygonF(outline)
        for end in ends:
            area.append(QPointF(end.x(), plot.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("wash"))
        painter.drawPolygon(area)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._with_diagonal:
            # On the wash a hairline's own colour would not be seen.
            painter.setPen(QPen(self._theme.colour("leader"), 1))
            painter.drawLine(QLineF(plot.bottomLeft(), plot.topRight()))

    def _draw_point(self, painter: QPainter, plot: QRectF, spot: QRectF) -> None:
        ink = self._theme.colour("ink")
        x = round(spot.center().x()) + 0.5
        painter.setPen(QPen(ink, 1))
        painter.drawLine(QLineF(x, spot.center().y(), x, plot.bottom()))
        painter.setPen(QPen(self._theme.colour("paper"), 2))
        painter.setBrush(ink)
        painter.drawEllipse(spot)


def _place(plot: QRectF, x: float, y: float) -> QPointF:
    x, y = max(0.0, min(1.0, x)), max(0.0, min(1.0, y))
    return QPointF(plot.left() + x * plot.width(), plot.bottom() - y * plot.height())


def _strips(plot: QRectF, xs: Sequence[float]) -> tuple[QRectF, ...]:
    """Return for every point the strip of the plot that is nearer to it than to its neighbours."""
    middles = [(left + right) / 2 for left, right in pairwise(xs)]
    lefts = [plot.left() - _DOT_PX, *middles]
    rights = [*middles, plot.right() + _DOT_PX]
    return tuple(
        QRectF(left, plot.top() - _DOT_PX, right - left, plot.height() + 2 * _DOT_PX)
        for left, right in zip(lefts, rights, strict=True)
    )
