"""Reading: what is happening, with real counts, a bar, and a way to stop.

Public face of `LoadingView`:
    signals  cancel_requested()                       Cancel, Escape, or Withdraw while waiting
    methods  begin(of_spotify=False), show_progress(Progress), show_waiting(), show_cancelling()
"""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.domain.progress import Progress, Stage
from unwrapped_desktop.domain.report import Cell
from unwrapped_desktop.ui.figures import count_noun, write_count, write_size
from unwrapped_desktop.ui.language import translate
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
        self._of_spotify = False
        self.headline = Headline(theme, _headline(Stage.OPENING, of_spotify=False), max_px=132)
        self.step = Prose(theme, "", EYEBROW)
        self.bar = ProgressLine(theme)
        self.detail = Prose(theme, "", SMALL_QUIET)
        self.remaining = Prose(theme, "", SMALL_QUIET)
        self.lines = TillLines(theme, translate("LoadingView", "What has been done"))
        self.cancel = Button(theme, translate("LoadingView", "Cancel"))
        self.cancel.clicked.connect(self._ask_to_stop)
        self._build()
        self.begin()

    def begin(self, *, of_spotify: bool = False) -> None:
        """Show that work has begun and nothing is known yet.

        Args:
            of_spotify: Whether Spotify is asked, and no file is read.
        """
        self._of_spotify = of_spotify
        self._seen = {}
        self._time_left.restart()
        self.bar.reset()
        self.headline.setText(_headline(Stage.OPENING, of_spotify=of_spotify))
        self.headline.updateGeometry()
        self.step.setText(_step_text(Stage.OPENING, of_spotify=of_spotify))
        self._say("", "")
        self._set_button(translate("LoadingView", "Cancel"))
        self.lines.set_lines([])

    def show_progress(self, progress: Progress) -> None:
        """Show a true statement about running work; takes as many a second as come."""
        self._seen[progress.stage] = progress
        headline = _headline(progress.stage, of_spotify=self._of_spotify)
        if self.headline.text() != headline:
            self.headline.setText(headline)
            self.headline.updateGeometry()
        self.step.setText(_step_text(progress.stage, of_spotify=self._of_spotify))
        ratio = _overall_ratio(progress)
        self.bar.advance_to(ratio)
        left_s = self._time_left.guess_s(self.bar.ratio)
        self._say(isolate(progress.detail) if progress.detail else "", _left_text(left_s))
        self.lines.set_lines([self._line(seen) for _, seen in sorted_stages(self._seen)])

    def show_waiting(self) -> None:
        """Show that another analysis is under way first."""
        self.begin()
        self.headline.setText(translate("LoadingView", "ONE AT A TIME"))
        self.step.setText(translate("LoadingView", "waiting"))
        self._say(translate("LoadingView", "Waiting for the analysis before it."), "")
        self._set_button(translate("LoadingView", "Withdraw"))

    def show_cancelling(self) -> None:
        """Show that the wish to stop has been heard."""
        self.step.setText(translate("LoadingView", "stopping"))
        self._say(translate("LoadingView", "Stopping. What was saved before stays as it was."), "")
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

    def _line(self, progress: Progress) -> Cell:
        name = _name(progress.stage, of_spotify=self._of_spotify)
        return Cell(label=name, value=_counts(progress), unit="text")

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


def _headline(stage: Stage, *, of_spotify: bool) -> str:
    headlines = {
        Stage.OPENING: translate("LoadingView", "SO THIS IS THE LOT"),
        Stage.READING: translate("LoadingView", "READING ALL OF IT"),
        Stage.COUNTING: translate("LoadingView", "COUNTING. TWICE."),
        Stage.MEASURING: translate("LoadingView", "MEASURING THE HABIT"),
        Stage.WRITING: translate("LoadingView", "SHARPENING A PENCIL"),
        Stage.CHECKING: translate("LoadingView", "CHECKING OUR FACTS"),
        Stage.SAVING: translate("LoadingView", "FOLDING THE RECEIPT"),
    }
    if of_spotify:  # no file is read
        headlines[Stage.OPENING] = translate("LoadingView", "ONE MOMENT")
        headlines[Stage.READING] = translate("LoadingView", "ASKING SPOTIFY")
    return headlines[stage]


def _name(stage: Stage, *, of_spotify: bool) -> str:
    names = {
        Stage.OPENING: translate("LoadingView", "opening the files"),
        Stage.READING: translate("LoadingView", "reading"),
        Stage.COUNTING: translate("LoadingView", "counting plays"),
        Stage.MEASURING: translate("LoadingView", "measuring"),
        Stage.WRITING: translate("LoadingView", "writing the page"),
        Stage.CHECKING: translate("LoadingView", "checking claims"),
        Stage.SAVING: translate("LoadingView", "saving"),
    }
    if of_spotify:
        names[Stage.OPENING] = translate("LoadingView", "asking the keychain")
        names[Stage.READING] = translate("LoadingView", "asking Spotify")
    return names[stage]


def _step_text(stage: Stage, *, of_spotify: bool) -> str:
    order = list(Stage)
    return translate("LoadingView", "step {number} of {total} · {name}").format(
        number=order.index(stage) + 1, total=len(order), name=_name(stage, of_spotify=of_spotify)
    )


def _overall_ratio(progress: Progress) -> float:
    done = 0.0
    for stage in Stage:
        if stage is progress.stage:
            break
        done += _SHARES[stage]
    within = progress.done / progress.total if progress.total else 0.0
    return done + _SHARES[progress.stage] * min(1.0, within)


def _counts(progress: Progress) -> str:
    """Return what a stage has counted, for example `61,204 rows, 38.1 MB of 61.0 MB`."""
    rows = count_noun(progress.rows, "row") if progress.stage is Stage.READING and progress.rows else ""
    done = _done(progress)
    if rows and done:
        return translate("LoadingView", "{rows}, {done}").format(rows=rows, done=done)
    return rows or done or "…"


def _done(progress: Progress) -> str:
    """Return how much of a stage's own units is done; nothing where it counts none."""
    if progress.unit == "bytes":
        return _of(write_size(progress.done), write_size(progress.total) if progress.total else "")
    count = _of(write_count(progress.done), write_count(progress.total) if progress.total else "")
    if not progress.unit:
        return ""
    words = {
        "files": translate("LoadingView", "{count} files"),
        "rows": translate("LoadingView", "{count} rows"),
        "calls": translate("LoadingView", "{count} calls"),
        "metrics": translate("LoadingView", "{count} metrics"),
        "chapters": translate("LoadingView", "{count} chapters"),
        "claims": translate("LoadingView", "{count} claims"),
    }
    return words.get(progress.unit, "{count}").format(count=count)


def _of(done: str, total: str) -> str:
    if not total or total == done:
        return done
    return translate("LoadingView", "{done} of {total}").format(done=done, total=total)


def _left_text(left_s: float | None) -> str:
    if left_s is None:
        return ""
    time_left = (
        count_noun(max(1, round(left_s)), "second")
        if left_s < 60
        else count_noun(round(left_s / 60), "minute")
    )
    return translate("LoadingView", "about {time} left").format(time=time_left)
