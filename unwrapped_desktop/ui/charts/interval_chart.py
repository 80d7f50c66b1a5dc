"""`IntervalChart`: a score over time with how sure it is; where there is no score, the curve breaks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.ui.charts.chart import Table
from unwrapped_desktop.ui.charts.data import Point
from unwrapped_desktop.ui.charts.drawing import PAD_PX, Label, Plan, are_clear, hairline
from unwrapped_desktop.ui.charts.line_chart import LineChart
from unwrapped_desktop.ui.charts.wording import own_words
from unwrapped_desktop.ui.figures import count_noun
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme

_DOT_PX, _WHISKER_PX, _APART_PX = 3.5, 10, 4
_LEAST_LABELS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A score at one time, or that there is none.

    Attributes:
        label: When: `2019`, or a date.
        value: 0 to 1; None where there is no ruling.
        low: Lower end of its interval; None where there is no ruling.
        high: Upper end.
        reason: Why there is no ruling; empty where there is one.
    """

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str = ""


class IntervalChart(LineChart):
    """Scores in the order of time, at equal distances, each with its interval as a band behind the curve."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._scores: tuple[Score, ...] = ()
        self._known: tuple[int, ...] = ()
        self._poles = ("", "")

    def set_scores(self, scores: Sequence[Score], poles: tuple[str, str]) -> None:
        """Show other scores.

        Args:
            scores: One for each time, in order, those without a ruling too.
            poles: What 0 and 1 stand for.
        """
        self._scores, self._poles = tuple(scores), poles
        self._known = tuple(place for place, score in enumerate(self._scores) if score.value is not None)
        span = max(1, len(self._scores) - 1)
        xs = [place / span if len(self._scores) > 1 else 0.5 for place in range(len(self._scores))]
        self.set_points(
            [
                Point(x=xs[place], y=self._scores[place].value or 0.0, text=_words(self._scores[place]))
                for place in self._known
            ],
            [(x, score.label) for x, score in zip(xs, self._scores, strict=True)],
            (),
        )

    def runs(self) -> tuple[tuple[int, ...], ...]:
        """Return the marks that are joined by a line, in stretches between two times without a ruling."""
        stretches: list[list[int]] = []
        for mark, place in enumerate(self._known):
            if mark and place == self._known[mark - 1] + 1:
                stretches[-1].append(mark)
            else:
                stretches.append([mark])
        return tuple(tuple(stretch) for stretch in stretches)

    def table(self) -> Table:
        """Return one row a time: the score and its interval, or that there is no ruling."""
        header = (
            translate("IntervalChart", "When"),
            translate("IntervalChart", "Score"),
            translate("IntervalChart", "From"),
            translate("IntervalChart", "To"),
        )
        none = translate("IntervalChart", "no ruling")
        rows = tuple(
            (score.label, none, "", "")
            if score.value is None
            else (score.label, f"{score.value:.2f}", _figure(score.low), _figure(score.high))
            for score in self._scores
        )
        return header, rows

    def _sentences(self) -> str:
        known = [self._scores[place] for place in self._known]
        lowest = min(known, key=lambda score: score.value or 0.0)
        highest = max(known, key=lambda score: score.value or 0.0)
        words = translate("IntervalChart", "Lowest: {lowest}. Highest: {highest}.").format(
            lowest=own_words(_words(lowest)), highest=own_words(_words(highest))
        )
        lacking = len(self._scores) - len(known)
        if not lacking:
            return words
        unknown = translate("IntervalChart", "No ruling at {times}.").format(
            times=count_noun(lacking, "time")
        )
        return f"{words} {unknown}"

    def _make_plan(self, width: int) -> Plan:
        """Return the places, with the poles at the two ends of the scale: one over the plot, one under it.

        Beside the plot they would make the plots of a row of charts begin at different places.
        """
        plan, style = super()._make_plan(width), self._axis_style()
        plot, line_px = plan.plot, style.line_px
        room = plot.width()
        low, high = (style.fitted(pole, room) for pole in self._poles)
        below = [replace(label, rect=label.rect.translated(0, line_px + _APART_PX)) for label in plan.labels]
        return replace(
            plan,
            height=plan.height + round(line_px) + _APART_PX,
            labels=(
                style.left(high, plot.left(), plot.top() - line_px - 1),
                style.left(low, plot.left(), plot.bottom() + _APART_PX),
                *below,
            ),
            rules=(hairline((plot.left(), plot.top()), (plot.right(), plot.top())),),
        )

    def _below(self, plot: QRectF, width: int) -> list[Label]:
        """Return the times under the plot, at even distances back from the last where three of them fit."""
        style = self._axis_style()
        labels = [
            style.centred(
                score.label,
                plot.left() + x * plot.width(),
                plot.bottom() + style.below_px,
                (PAD_PX, width - PAD_PX),
            )
            for score, (x, _) in zip(self._scores, self._x_ticks, strict=True)
        ]
        for stride in range(1, len(labels)):
            kept = labels[::-stride][::-1]
            if len(kept) < _LEAST_LABELS:
                break
            if are_clear(kept, 1.5 * style.apart_px):
                return kept
        return super()._below(plot, width)

    def _draw_marks(self, painter: QPainter, plan: Plan, part: QRectF) -> None:
        if plan.outline is None or not part.intersects(plan.plot.adjusted(-8, -8, 8, 8)):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for run in self.runs():
            self._draw_band(painter, plan, run)
        pen = QPen(self._theme.colour("accent"), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        places = [spot.center() for spot in plan.spots]
        for run in self.runs():
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for one, other in pairwise(run):
                painter.drawLine(places[one], places[other])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            for mark in run:
                painter.drawEllipse(places[mark], _DOT_PX, _DOT_PX)
        if self.current is not None:
            self._draw_point(painter, plan.plot, plan.spots[self.current])
        painter.restore()

    def _draw_band(self, painter: QPainter, plan: Plan, run: tuple[int, ...]) -> None:
        """Paint the interval behind a stretch of the curve; behind a lone point it is a narrow block."""
        lows: list[QPointF] = []
        highs: list[QPointF] = []
        for mark in run:
            score = self._scores[self._known[mark]]
            x = plan.spots[mark].center().x()
            value = score.value or 0.0
            for ends, end in ((lows, score.low), (highs, score.high)):
                share = max(0.0, min(1.0, value if end is None else end))
                ends.append(QPointF(x, plan.plot.bottom() - share * plan.plot.height()))
        if len(run) == 1:
            aside = QPointF(_WHISKER_PX / 2, 0)
            lows, highs = [lows[0] - aside, lows[0] + aside], [highs[0] - aside, highs[0] + aside]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("wash"))
        painter.drawPolygon(QPolygonF([*highs, *reversed(lows)]))


def _words(score: Score) -> str:
    if score.value is None:
        return translate("IntervalChart", "{when}: {reason}").format(when=score.label, reason=score.reason)
    if score.low is None or score.high is None:
        return translate("IntervalChart", "{when}: {score}").format(
            when=score.label, score=_figure(score.value)
        )
    return translate("IntervalChart", "{when}: {score}, 9 times in 10 between {low} and {high}").format(
        when=score.label, score=_figure(score.value), low=_figure(score.low), high=_figure(score.high)
    )


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
