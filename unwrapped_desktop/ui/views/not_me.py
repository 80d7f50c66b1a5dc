"""That was not me: what is proposed to be left out, what else, what is left out now, and judging again.

Public face of `NotMeView`:
    signals  judge_requested(object Exclusions), back_requested()
    methods  show_report(report, catalogue=None), show_counts([counted, ...]), exclusions()
Nothing is left out before `judge_requested`; the caller judges and shows the new report.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from unwrapped_desktop.domain.catalogue import Catalogue
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.suspect import Suspect
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import Button, LinkButton
from unwrapped_desktop.ui.widgets.exclusion_form import ExclusionForm
from unwrapped_desktop.ui.widgets.exclusion_words import PlayCounts, change_words
from unwrapped_desktop.ui.widgets.headline import Headline
from unwrapped_desktop.ui.widgets.layouts import Rule, clear, column, row, scroll_area
from unwrapped_desktop.ui.widgets.left_out_list import LeftOutList
from unwrapped_desktop.ui.widgets.prose import LEAD, SMALL, SMALL_QUIET, TITLE, Prose
from unwrapped_desktop.ui.widgets.suspect_row import SuspectRow

_WORDS_PX, _ASIDE_PX, _WIDEST_PX = 660, 380, 1240
_GAP_PX = 56
QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's own name for "no largest width", which PySide does not have."""


class Counted(Protocol):
    """What one exclusion takes on its own, whatever the others take."""

    @property
    def exclusion(self) -> Exclusion:
        """The exclusion."""

    @property
    def plays(self) -> int:
        """The plays it leaves out."""


class NotMeView(QWidget):
    """The screen on which a listener leaves out what was not them.

    Attributes:
        judge_requested: Emitted with the `Exclusions` to be judged with.
        back_requested: The person goes back to the verdict as it is.
    """

    judge_requested = Signal(object)
    back_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._report: Report | None = None
        self._catalogue: Catalogue | None = None
        self._counts = PlayCounts()
        self._now = Exclusions()
        self._past: list[Exclusions] = []
        self._future: list[Exclusions] = []
        self.back = LinkButton(theme, translate("NotMeView", "Back to the verdict"))
        self.headline = Headline(theme, translate("NotMeView", "THAT WAS NOT ME"), max_px=84, max_lines=1)
        self.proposed = Prose(theme, "", SMALL_QUIET)
        self.suspects: list[SuspectRow] = []
        self.form = ExclusionForm(theme)
        self.left_out = LeftOutList(theme)
        self.judge = Button(theme, translate("NotMeView", "Judge again"), primary=True)
        self.change = Prose(theme, "", SMALL)
        self.undo = self._action(translate("NotMeView", "Undo"), QKeySequence.StandardKey.Undo)
        self.redo = self._action(
            translate("NotMeView", "Redo"), QKeySequence.StandardKey.Redo, QKeySequence("Ctrl+Shift+Z")
        )
        self.undo_link = LinkButton(theme, translate("NotMeView", "Undo"))
        self.redo_link = LinkButton(theme, translate("NotMeView", "Redo"))
        self._build()
        self._connect()
        self._refresh()

    def show_report(self, report: Report, catalogue: Catalogue | None = None) -> None:
        """Begin with what a report left out and what it proposes, or go on where it was left without judging.

        Args:
            report: The verdict on screen.
            catalogue: The names of the kept record; None where no record is kept.
        """
        is_same = self._report is not None and _identity(self._report) == _identity(report)
        self._report, self._catalogue = report, catalogue
        self._counts = PlayCounts(catalogue=catalogue, suspects=report.suspects)
        if not is_same:
            self._now, self._past, self._future = report.exclusions, [], []
        self._fill_suspects(report.suspects)
        self.form.set_record(report.record, catalogue)
        self._area.verticalScrollBar().setValue(0)
        self._refresh()

    def show_counts(self, counts: Iterable[Counted]) -> None:
        """Show how many plays exclusions take, where the program has counted them."""
        counted = [(count.exclusion, count.plays) for count in counts]
        suspects = self._report.suspects if self._report is not None else ()
        self._counts = PlayCounts(catalogue=self._catalogue, suspects=suspects, counted=counted)
        self._refresh()

    def exclusions(self) -> Exclusions:
        """Return what is to be left out, judged already or not."""
        return self._now

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the margins."""
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        theme = self._theme
        intro = translate(
            "NotMeView",
            "Speakers are lent, children have taste too, and rain is not an artist. What you leave out is not counted. "
            "Nothing is deleted, and you can put it back.",
        )
        self._rows = column(gap=18)
        head = column(gap=0)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        head.addSpacing(14)
        head.addWidget(self.headline)
        head.addSpacing(16)
        head.addWidget(Prose(theme, intro, LEAD))
        head.addSpacing(30)
        left = column(gap=0)
        self._add_part(left, translate("NotMeView", "MAYBE NOT YOU"), self.proposed)
        left.addSpacing(14)
        left.addLayout(self._rows)
        left.addSpacing(30)
        self._add_part(left, translate("NotMeView", "LEAVE OUT SOMETHING ELSE"), self.form)
        left.addStretch(1)
        self._aside = QWidget()
        right = column(gap=0)
        self._add_part(right, translate("NotMeView", "LEFT OUT NOW"), self.left_out)
        right.addStretch(1)
        self._aside.setLayout(right)
        self._frame = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._frame.setContentsMargins(0, 0, 0, 0)
        self._frame.addLayout(left, 1)
        self._frame.addWidget(self._aside)
        self._words = column(gap=0)
        self._words.addLayout(head)
        self._words.addLayout(self._frame)
        self._words.addStretch(1)
        self._content = QWidget()
        self._content.setLayout(self._words)
        self._area = scroll_area(self._content)
        foot = row(gap=20)
        foot.addWidget(self.judge, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.change, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.undo_link, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.redo_link, 0, Qt.AlignmentFlag.AlignVCenter)
        self._foot = foot
        whole = column()
        whole.addWidget(self._area, 1)
        whole.addWidget(Rule(theme))
        whole.addLayout(foot)
        self.setLayout(whole)

    def _add_part(self, into: QVBoxLayout, title: str, part: QWidget) -> None:
        into.addWidget(Rule(self._theme))
        into.addSpacing(22)
        into.addWidget(Prose(self._theme, title, TITLE))
        into.addSpacing(6)
        into.addWidget(part)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_requested)
        self.judge.clicked.connect(lambda: self.judge_requested.emit(self._now))
        self.form.made.connect(self._add)
        self.left_out.removed.connect(lambda item: self._become(self._now.remove(item)))
        self.left_out.all_removed.connect(lambda: self._become(Exclusions()))
        self.undo.triggered.connect(self._undo)
        self.redo.triggered.connect(self._redo)
        self.undo_link.clicked.connect(self._undo)
        self.redo_link.clicked.connect(self._redo)
        self._theme.changed.connect(self._fit)

    def _action(self, text: str, key: QKeySequence.StandardKey, *also: QKeySequence) -> QAction:
        action = QAction(text, self)
        keys = QKeySequence.keyBindings(key)
        # A key that is named twice is ambiguous to Qt and does nothing.
        action.setShortcuts([*keys, *(other for other in also if other not in keys)])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        return action

    def _fill_suspects(self, suspects: Iterable[Suspect]) -> None:
        clear(self._rows)
        self.suspects = [SuspectRow(self._theme, suspect) for suspect in suspects]
        for suspect in self.suspects:
            self._rows.addWidget(suspect)
            suspect.toggled.connect(self._toggle)
        self.proposed.setText(
            translate("NotMeView", "This stood out. If it was you after all, leave it in.")
            if self.suspects
            else translate(
                "NotMeView", "Nothing stood out. If something was not you all the same, name it below."
            )
        )

    def _toggle(self, suspect: Suspect, left_out: bool) -> None:  # noqa: FBT001 - a state is a value
        items = suspect.exclusions
        self._become(self._now.add(*items) if left_out else self._now.remove(*items))

    def _add(self, item: Exclusion) -> None:
        if item in self._now:
            self.form.show_error(translate("NotMeView", "That is left out already."), self.form.add)
            return
        self.form.clear()
        self._become(self._now.add(item))

    def _become(self, exclusions: Exclusions) -> None:
        self._past.append(self._now)
        self._future.clear()
        self._now = exclusions
        self._refresh()

    def _undo(self) -> None:
        if self._past:
            self._future.append(self._now)
            self._now = self._past.pop()
            self._refresh()

    def _redo(self) -> None:
        if self._future:
            self._past.append(self._now)
            self._now = self._future.pop()
            self._refresh()

    def _refresh(self) -> None:
        """Show what is to be left out now."""
        for suspect in self.suspects:
            suspect.set_left_out(all(item in self._now for item in suspect.suspect.exclusions))
        self.left_out.set_exclusions(self._now, self._counts.of)
        before = self._report.exclusions if self._report is not None else Exclusions()
        plays = self._report.record.plays if self._report is not None else 0
        self.judge.setEnabled(self._now != before)
        self.change.setText(change_words(before, self._now, self._counts.together, plays=plays))
        self.change.updateGeometry()
        for action, link, states in (
            (self.undo, self.undo_link, self._past),
            (self.redo, self.redo_link, self._future),
        ):
            action.setEnabled(bool(states))
            link.setVisible(bool(states))
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Let the keyboard go down the page, then to the foot."""
        stops: list[QWidget] = [self.back]
        for suspect in self.suspects:
            stops += [suspect.toggle, suspect.evidence]
        stops += [*self.form.stops(), *self.left_out.stops(), self.judge, self.undo_link, self.redo_link]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def _fit(self) -> None:
        """Put what is left out beside the page where there is room, else under it."""
        px = self._theme.px
        side = 72 if self.width() >= 1100 else 40 if self.width() >= 700 else 24
        above = 36 if self.height() >= 700 else 24
        # The scroll bar's room is kept free whether it shows or not: else its coming could send the list away.
        bar = self._area.verticalScrollBar().sizeHint().width()
        room = self.width() - bar - 2 * side
        is_wide = room >= px(_WORDS_PX) + _GAP_PX + px(_ASIDE_PX)
        direction = QBoxLayout.Direction
        self._frame.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        self._frame.setSpacing(_GAP_PX if is_wide else 30)
        self._aside.setMinimumWidth(px(_ASIDE_PX) if is_wide else 0)
        self._aside.setMaximumWidth(px(_ASIDE_PX) if is_wide else QWIDGETSIZE_MAX)
        widest = px(_WIDEST_PX) if is_wide else px(_WORDS_PX)
        begin, end = side, side + max(0, room - widest)
        if self.isRightToLeft():  # a layout mirrors its parts, and leaves its margins
            self._words.setContentsMargins(end, above, begin, 40)
            self._foot.setContentsMargins(bar + end, 12, begin, 12)
        else:
            self._words.setContentsMargins(begin, above, end, 40)
            self._foot.setContentsMargins(begin, 12, bar + end, 12)


def _identity(report: Report) -> tuple[object, ...]:
    """Return what tells one verdict from another, without comparing every fact."""
    return report.listener, report.created_at, report.provenance, report.exclusions
