"""Where a listener leaned over time: one small picture for each axis, from the years or from the verdicts."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.domain.report import AxisScore
from unwrapped_desktop.ui.axis_words import axis_sentence, pole_titles
from unwrapped_desktop.ui.charts.interval_chart import IntervalChart, Score
from unwrapped_desktop.ui.evidence_pictures import Picture
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.evidence_section import PictureFrame
from unwrapped_desktop.ui.widgets.layouts import Grid, column
from unwrapped_desktop.ui.widgets.one_by_one import OneByOne
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, Prose

RULINGS_NEEDED = 2
"""A single score is no line."""

_COLUMN_PX, _COLUMNS_MOST = 340, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The scores at one time.

    Attributes:
        label: When.
        axes: The scores; empty where nothing could be said.
    """

    label: str
    axes: tuple[AxisScore, ...]


class AxesOverTime(QWidget):
    """Small pictures of one kind. They are drawn one after the other, and the window answers in between.

    Attributes:
        stops_changed: The keyboard stops at something else.
        about: What a point rests on.
        frames: The pictures, each with its table.
        lacking: Which axes rule too seldom to be drawn.
    """

    stops_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._moments: tuple[Moment, ...] = ()
        self._made: list[PictureFrame] = []
        self.frames: tuple[PictureFrame, ...] = ()
        self.grid = Grid(min_column_px=_COLUMN_PX, max_columns=_COLUMNS_MOST, gap=(40, 8))
        self.about = Prose(theme, "", SMALL_QUIET)
        self.lacking = Prose(theme, "", SMALL_QUIET)
        self._drawing = OneByOne(self)
        self._drawing.done.connect(self._put_up)
        layout = column(gap=8)
        layout.addWidget(self.about)
        layout.addSpacing(8)
        layout.addWidget(self.grid)
        layout.addWidget(self.lacking)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def stops(self) -> list[QWidget]:
        """What the keyboard stops at, from above."""
        return [stop for frame in self.frames for stop in (frame.picture.chart, frame.fold.link, frame.table)]

    @property
    def is_whole(self) -> bool:
        """Whether every picture is up."""
        return self._drawing.is_done

    def set_moments(self, moments: Sequence[Moment], about: str) -> bool:
        """Show other scores; returns whether there is anything to draw.

        Args:
            moments: In the order of time.
            about: What a point rests on, in a sentence.
        """
        self._moments = tuple(moments)
        self.about.setText(
            translate("AxesOverTime", "{about} The band is where it lies 9 times in 10.").format(about=about)
        )
        drawn = [axis for axis in self._axes() if self._rulings(axis) >= RULINGS_NEEDED]
        lacking = [axis for axis in self._axes() if self._rulings(axis) < RULINGS_NEEDED]
        self.lacking.setText(_lacking_words(lacking))
        self.lacking.setVisible(bool(lacking and drawn))
        for frame in self._made:
            frame.deleteLater()
        self._made = []
        self._drawing.begin([lambda axis=axis: self._draw(axis) for axis in drawn])  # type: ignore[misc]
        return bool(drawn)

    def _axes(self) -> list[AxisScore]:
        """Return one of each axis, in the order in which they stand in the last scores."""
        found: dict[str, AxisScore] = {}
        for moment in reversed(self._moments):
            for axis in moment.axes:
                found.setdefault(axis.id, axis)
        return list(found.values())

    def _score(self, moment: Moment, axis: AxisScore) -> Score:
        there = next((other for other in moment.axes if other.id == axis.id), None)
        if there is None or there.value is None:
            reason = "" if there is None else axis_sentence(there)
            return Score(label=moment.label, value=None, reason=reason)
        return Score(label=moment.label, value=there.value, low=there.low, high=there.high)

    def _rulings(self, axis: AxisScore) -> int:
        return sum(self._score(moment, axis).value is not None for moment in self._moments)

    def _draw(self, axis: AxisScore) -> None:
        low, high = pole_titles(axis)
        title = translate("AxesOverTime", "{low} or {high}").format(low=low, high=high.lower())
        chart = IntervalChart(self._theme, title)
        chart.set_scores([self._score(moment, axis) for moment in self._moments], (low, high))
        header, rows = chart.table()
        scale = translate("AxesOverTime", "0 stands for “{low}”, 1 for “{high}”").format(low=low, high=high)
        picture = Picture(title=title, chart=chart, header=header, rows=rows, counted=scale)
        frame = PictureFrame(self._theme, picture)
        frame.fold.toggled.connect(self.grid.relayout)
        frame.hide()
        self._made.append(frame)

    def _put_up(self) -> None:
        self.frames = tuple(self._made)
        self._made = []
        # Shown one by one, each would have the whole page laid out anew.
        self.grid.hide()
        self.grid.set_parts(self.frames)
        self.grid.show()
        self.stops_changed.emit()

    def _restyle(self) -> None:
        self.grid.set_min_column_px(self._theme.px(_COLUMN_PX))
        self.grid.relayout()


def _lacking_words(axes: Sequence[AxisScore]) -> str:
    names = []
    for axis in axes:
        low, high = pole_titles(axis)
        names.append(translate("AxesOverTime", "{low} or {high}").format(low=low, high=high.lower()))
    return translate("AxesOverTime", "No line where fewer than two can be told: {names}.").format(
        names="; ".join(names)
    )
