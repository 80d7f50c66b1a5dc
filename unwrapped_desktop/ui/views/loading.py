"""Reading: what is happening, with real counts, a bar, and a way to stop.

Public face of `LoadingView`:
    signals  cancel_requested()                       Cancel, Escape, or Withdraw while waiting
    methods  begin(of_spotify=False), show_progress(Progress), show_waiting(), show_cancelling()
"""

import time
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.domain.progress import Progress, Stage
from unwrapped_desktop.domain.report import Cell
from unwrapped_desktop.ui.figures import count_noun, write_count, write_size
from unwrapped_desktop.ui.text import isolate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import Button
from unwrapped_desktop.ui.widgets.headline import Headline
from unwrapped_desktop.ui.widgets.layouts import column, row, scroll_area
from unwrapped_desktop.ui.widgets.progress_line import ProgressLine
from unwrapped_desktop.ui.widgets.prose import EYEBROW, SMALL_QUIET, Prose
from unwrapped_desktop.ui.widgets.till_lines import TillLines

_SHARES = {
    Stage.OPENING: 0.03,
    Stage.READING: 0.62,
    Stage.COUNTING: 0.10,
    Stage.MEASURING: 0.15,
    Stage.WRITING: 0.05,
    Stage.CHECKING: 0.03,
    Stage.SAVING: 0.02,
}
"""What part of the bar each stage has; reading is most of the work."""

_HEADLINES = {
    Stage.OPENING: "SO THIS IS THE LOT",
    Stage.READING: "READING ALL OF IT",
    Stage.COUNTING: "COUNTING. TWICE.",
    Stage.MEASURING: "MEASURING THE HABIT",
    Stage.WRITING: "SHARPENING A PENCIL",
    Stage.CHECKING: "CHECKING OUR FACTS",
    Stage.SAVING: "FOLDING THE RECEIPT",
}
_NAMES = {
    Stage.OPENING: "opening the files",
    Stage.READING: "reading",
    Stage.COUNTING: "counting plays",
    Stage.MEASURING: "measuring",
    Stage.WRITING: "writing the page",
    Stage.CHECKING: "checking claims",
    Stage.SAVING: "saving",
}
_SPOTIFY_HEADLINES = {Stage.OPENING: "ONE MOMENT", Stage.READING: "ASKING SPOTIFY"}
_SPOTIFY_NAMES = {Stage.OPENING: "asking the keychain", Stage.READING: "asking Spotify"}
"""What differs when no file is read."""

_MIN_ELAPSED_S = 2.0
_STEADY_RATIO = 0.25


class TimeLeft:
    """Guesses how long work still takes, and keeps quiet until the guess is steady."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._begun_s = clock()
        self._guesses: list[float] = []

    def restart(self) -> None:
        """Begin anew."""
        self._begun_s = self._clock()
        self._guesses = []

    def guess_s(self, ratio: float) -> float | None:
        """Return the seconds left at this point of the work, 0 to 1; None while it is not steady."""
        elapsed = self._clock() - self._begun_s
        if elapsed < _MIN_ELAPSED_S or not 0.05 < ratio < 1:
            return None
        total = elapsed / ratio
        self._guesses = [*self._guesses[-4:], total]
        spread = max(self._guesses) - min(self._guesses)
        if len(self._guesses) < 3 or spread > total * _STEADY_RATIO:
            return None
        return max(0.0, total - elapsed)


class LoadingView(QWidget):
    """The second screen, over in a second for most."""

    cancel_requested = Signal()

    def __init__(
        self, theme: Theme, *, clock: Callable[[], float] = time.monotonic, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._time_left = TimeLeft(clock)
        self._seen: dict[Stage, Progress] = {}
        self.headline = Headline(theme, _HEADLINES[Stage.OPENING], max_px=132)
        self.step = Prose(theme, "", EYEBROW)
        self.bar = ProgressLine(theme)
        self.detail = Prose(theme, "", SMALL_QUIET)
        self.remaining = Prose(theme, "", SMALL_QUIET)
        self.lines = TillLines(theme, "What has been done")
        self.cancel = Button(theme, "Cancel")
        self.cancel.clicked.connect(self._ask_to_stop)
        self._build()
        self.begin()

    def begin(self, *, of_spotify: bool = False) -> None:
        """Show that work has begun and nothing is known yet.

        Args:
            of_spotify: Whether Spotify is asked, and no file is read.
        """
        self._headlines = {**_HEADLINES, **(_SPOTIFY_HEADLINES if of_spotify else {})}
        self._names = {**_NAMES, **(_SPOTIFY_NAMES if of_spotify else {})}
        self._seen = {}
        self._time_left.restart()
        self.bar.reset()
        self.headline.setText(self._headlines[Stage.OPENING])
        self.headline.updateGeometry()
        self.step.setText(_step_text(Stage.OPENING, self._names))
        self._say("", "")
        self._set_button("Cancel")
        self.lines.set_lines([])

    def show_progress(self, progress: Progress) -> None:
        """Show a true statement about running work; takes as many a second as come."""
        self._seen[progress.stage] = progress
        if self.headline.text() != self._headlines[progress.stage]:
            self.headline.setText(self._headlines[progress.stage])
            self.headline.updateGeometry()
        self.step.setText(_step_text(progress.stage, self._names))
        ratio = _overall_ratio(progress)
        self.bar.advance_to(ratio)
        left_s = self._time_left.guess_s(self.bar.ratio)
        self._say(isolate(progress.detail) if progress.detail else "", _left_text(left_s))
        self.lines.set_lines([_line(seen, self._names) for stage, seen in sorted_stages(self._seen)])

    def show_waiting(self) -> None:
        """Show that another analysis is under way first."""
        self.begin()
        self.headline.setText("ONE AT A TIME")
        self.step.setText("waiting")
        self._say("Waiting for the analysis before it.", "")
        self._set_button("Withdraw")

    def show_cancelling(self) -> None:
        """Show that the wish to stop has been heard."""
        self.step.setText("stopping")
        self._say("Stopping. What was saved before stays as it was.", "")
        self.cancel.setEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stop on Escape, wherever in the view the keyboard is."""
        if event.key() == Qt.Key.Key_Escape:
            self._ask_to_stop()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose a headline that leaves room for the rest."""
        super().resizeEvent(event)
        self.headline.set_max_px(132 if self.height() >= 700 else 92)
        side = 72 if self.width() >= 1100 else 40
        self._column.setContentsMargins(side, 60 if self.height() >= 700 else 32, side, 40)

    def _build(self) -> None:
        self._column = column(gap=0)
        self._column.addWidget(self.step)
        self._column.addSpacing(16)
        self._column.addWidget(self.headline)
        self._column.addSpacing(36)
        self._column.addWidget(self.bar)
        self._column.addSpacing(10)
        below = row(gap=24)
        below.addWidget(self.detail, 1)
        below.addWidget(self.remaining, 0, Qt.AlignmentFlag.AlignRight)
        self._column.addLayout(below)
        self._column.addSpacing(20)
        self._column.addWidget(self.lines)
        self._column.addSpacing(28)
        self._column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        content = QWidget()
        content.setLayout(self._column)
        outer = column()
        outer.addWidget(scroll_area(content))
        self.setLayout(outer)

    def _say(self, detail: str, remaining: str) -> None:
        self.detail.setText(detail)
        self.remaining.setText(remaining)

    def _set_button(self, text: str) -> None:
        self.cancel.setText(text)
        self.cancel.setAccessibleName(text)
        self.cancel.setEnabled(True)

    def _ask_to_stop(self) -> None:
        if self.cancel.isEnabled():
            self.cancel_requested.emit()


def sorted_stages(seen: dict[Stage, Progress]) -> list[tuple[Stage, Progress]]:
    """Return the stages begun so far in their order."""
    order = list(Stage)
    return sorted(seen.items(), key=lambda entry: order.index(entry[0]))


def _step_text(stage: Stage, names: Mapping[Stage, str]) -> str:
    order = list(Stage)
    return f"step {order.index(stage) + 1} of {len(order)} · {names[stage]}"


def _overall_ratio(progress: Progress) -> float:
    done = 0.0
    for stage in Stage:
        if stage is progress.stage:
            break
        done += _SHARES[stage]
    within = progress.done / progress.total if progress.total else 0.0
    return done + _SHARES[progress.stage] * min(1.0, within)


def _line(progress: Progress, names: Mapping[Stage, str]) -> Cell:
    return Cell(label=names[progress.stage], value=_counts(progress), unit="text")


def _counts(progress: Progress) -> str:
    """Return what a stage has counted, for example `61,204 rows, 38.1 MB of 61.0 MB`."""
    parts = []
    if progress.stage is Stage.READING and progress.rows:
        parts.append(count_noun(progress.rows, "row"))
    if progress.unit == "bytes":
        parts.append(_of(write_size(progress.done), write_size(progress.total) if progress.total else ""))
    elif progress.unit:
        most = write_count(progress.total) if progress.total else ""
        parts.append(f"{_of(write_count(progress.done), most)} {progress.unit}")
    return ", ".join(parts) or "…"


def _of(done: str, total: str) -> str:
    return f"{done} of {total}" if total and total != done else done


def _left_text(left_s: float | None) -> str:
    if left_s is None:
        return ""
    if left_s < 60:
        return f"about {count_noun(max(1, round(left_s)), 'second')} left"
    return f"about {count_noun(round(left_s / 60), 'minute')} left"
