"""One verdict in the list of those that are kept: when, which label, on what it rests, and what can be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from unwrapped_desktop.domain.kept_verdict import KeptVerdict
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.then_and_now_words import verdict_facts
from unwrapped_desktop.ui.tokens import LEAD_PX
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.check import Check
from unwrapped_desktop.ui.widgets.layouts import Rule, column, row
from unwrapped_desktop.ui.widgets.prose import EYEBROW, SMALL, SMALL_QUIET, Prose, TextRole

_STACK_PX = 760
"""Below this width, text scale applied, the label stands under the date."""
_DATE_PX = 250
_LABEL = TextRole(face=Face.HEAD, size_px=LEAD_PX + 2, leading=1.1)


class DateTick(Check):
    """A box to tick beside a date, which stands in one line at any width."""

    def hasHeightForWidth(self) -> bool:
        """Say that the height is the same at every width."""
        return False


class VerdictRow(QWidget):
    """A verdict.

    Attributes:
        verdict: Which.
        when: Its date in words.
        tick: Chooses it for a comparison.
        date: Its date, where there is nothing to tick.
        open: Opens it; hidden where it is on screen, or cannot be read.
        delete: Deletes it; hidden for the current one and the one on screen.
        open_requested: It is to be opened.
        delete_requested: It is to be deleted.
        ticked: It was chosen, or no longer.
    """

    open_requested = Signal()
    delete_requested = Signal()
    ticked = Signal()

    def __init__(
        self,
        theme: Theme,
        verdict: KeptVerdict,
        when: str,
        *,
        is_alone: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make the row.

        Args:
            theme: The theme.
            verdict: Which verdict.
            when: Its date in words.
            is_alone: Whether there is no other to compare it with; it cannot be ticked then.
            parent: The parent.
        """
        super().__init__(parent)
        self._theme = theme
        self.verdict = verdict
        self.when = when
        self.tick = DateTick(theme, when)
        self.tick.setAccessibleDescription(translate("VerdictRow", "Chooses this verdict for a comparison."))
        self.tick.setEnabled(verdict.is_readable)
        self.tick.toggled.connect(self.ticked)
        self.tick.setVisible(not is_alone)
        self.date = Prose(theme, when, SMALL)
        self.date.setVisible(is_alone)
        self.open = self._link(
            translate("VerdictRow", "Open"), translate("VerdictRow", "Open the verdict of {when}")
        )
        self.delete = self._link(
            translate("VerdictRow", "Delete"), translate("VerdictRow", "Delete the verdict of {when}")
        )
        self.open.clicked.connect(self.open_requested)
        self.delete.clicked.connect(self.delete_requested)
        self.open.setVisible(verdict.is_readable and not verdict.is_on_screen)
        self.delete.setVisible(not verdict.is_current and not verdict.is_on_screen)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        theme.changed.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the label beside the date or under it."""
        super().resizeEvent(event)
        self._fit()

    def _link(self, text: str, spoken: str) -> LinkButton:
        link = LinkButton(self._theme, text, parent=self)
        link.setAccessibleName(spoken.format(when=self.when))
        return link

    def _build(self) -> None:
        words = column(gap=2)
        marks = _marks(self.verdict)
        if marks:
            words.addWidget(Prose(self._theme, marks, EYEBROW))
        words.addWidget(Prose(self._theme, self.verdict.label, _LABEL))
        words.addWidget(Prose(self._theme, verdict_facts(self.verdict), SMALL_QUIET))
        links = row(gap=16)
        for link in (self.open, self.delete):
            policy = link.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            link.setSizePolicy(policy)
            links.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        links.addStretch(1)
        self._columns.setContentsMargins(0, 12, 0, 14)
        for date in (self.tick, self.date):
            self._columns.addWidget(date, 0, Qt.AlignmentFlag.AlignTop)
        self._columns.addLayout(words, 1)
        self._columns.addLayout(links)
        whole = column(gap=0)
        whole.addWidget(Rule(self._theme))
        whole.addLayout(self._columns)
        self.setLayout(whole)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _fit(self) -> None:
        is_stacked = self.width() < _STACK_PX * self._theme.scale
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.TopToBottom if is_stacked else direction.LeftToRight)
        self._columns.setSpacing(6 if is_stacked else 16)
        for date in (self.tick, self.date):
            date.setMinimumWidth(0 if is_stacked else self._theme.px(_DATE_PX))


def _marks(verdict: KeptVerdict) -> str:
    marks = []
    if verdict.is_current:
        marks.append(translate("VerdictRow", "THE LATEST"))
    if verdict.is_on_screen:
        marks.append(translate("VerdictRow", "ON SCREEN"))
    return " · ".join(marks)
