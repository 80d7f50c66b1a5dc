"""Something proposed to be left out: what it is, how much, its evidence, and one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.domain.suspect import Suspect
from unwrapped_desktop.ui.figures import count_noun, write_percent
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import bare, isolate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import Button, LinkButton
from unwrapped_desktop.ui.widgets.exclusion_words import names_of
from unwrapped_desktop.ui.widgets.layouts import column, row
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, STRONG, Prose
from unwrapped_desktop.ui.widgets.receipt import SHADOW_PX, ReceiptPaper

_PAPER_PX = 420


class SuspectRow(QWidget):
    """One suspect.

    Attributes:
        toggled: Emitted with the suspect and whether it is to be left out, when the person says so.
    """

    toggled = Signal(object, bool)

    def __init__(self, theme: Theme, suspect: Suspect, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.suspect = suspect
        self.words = Prose(theme, _words(suspect), SMALL_QUIET)
        self.toggle = Button(theme, _toggle_words(left_out=False))
        self.toggle.setCheckable(True)
        self.evidence = LinkButton(theme, translate("SuspectRow", "Show the receipt"))
        self.paper: ReceiptPaper | None = None
        self._build()
        self.toggle.clicked.connect(self._tell)
        self.evidence.clicked.connect(self._toggle_paper)
        theme.changed.connect(self._restyle)
        self.set_left_out(False)
        self._restyle()

    @property
    def is_left_out(self) -> bool:
        """Whether it is to be left out."""
        return self.toggle.isChecked()

    def set_left_out(self, left_out: bool) -> None:  # noqa: FBT001 - a state is a value
        """Show whether it is to be left out; nothing is emitted."""
        self.toggle.setChecked(left_out)
        self.toggle.setText(_toggle_words(left_out=left_out))
        name = translate("SuspectRow", "Leave out: {what}").format(what=bare(isolate(self.suspect.title)))
        self.toggle.setAccessibleName(name)

    def _build(self) -> None:
        title = Prose(self._theme, isolate(self.suspect.title), STRONG)
        top = row(gap=20)
        said = column(gap=2)
        said.addWidget(title)
        said.addWidget(self.words)
        top.addLayout(said, 1)
        top.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignTop)
        self._column = column(gap=4)
        self._column.addLayout(top)
        self._column.addWidget(self.evidence, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(self._column)
        self._name_evidence(is_shown=False)

    def _toggle_paper(self) -> None:
        if self.paper is None:
            self.paper = ReceiptPaper(self._theme)
            self.paper.hide()
            beside = row(gap=0)
            beside.setContentsMargins(0, 0, 0, 0)
            beside.addWidget(self.paper, 1)
            beside.addStretch(0)
            self._column.addLayout(beside)
            self._restyle()
        is_shown = self.paper.isHidden()
        self.paper.setVisible(is_shown)
        if is_shown:
            self.paper.show_receipts(None, [self.suspect.receipt], can_post=False)
        self.evidence.setText(
            translate("SuspectRow", "Hide the receipt")
            if is_shown
            else translate("SuspectRow", "Show the receipt")
        )
        self._name_evidence(is_shown=is_shown)
        self.evidence.updateGeometry()

    def _name_evidence(self, *, is_shown: bool) -> None:
        name = (
            translate("SuspectRow", "Hide the receipt: {what}")
            if is_shown
            else translate("SuspectRow", "Show the receipt: {what}")
        )
        self.evidence.setAccessibleName(name.format(what=bare(isolate(self.suspect.title))))

    def _tell(self) -> None:
        self.toggled.emit(self.suspect, self.toggle.isChecked())

    def _restyle(self) -> None:
        # Both wordings take the same room, so that nothing jumps when the button is pressed.
        metrics = self.toggle.fontMetrics()
        both = (_toggle_words(left_out=False), _toggle_words(left_out=True))
        wider = max(metrics.horizontalAdvance(words) for words in both)
        self.toggle.setMinimumWidth(wider + 2 * self._theme.px(17) + 2)
        if self.paper is not None:
            self.paper.setMaximumWidth(self._theme.px(_PAPER_PX) + 2 * SHADOW_PX)


def _toggle_words(*, left_out: bool) -> str:
    return translate("SuspectRow", "Left out") if left_out else translate("SuspectRow", "Leave out")


def _words(suspect: Suspect) -> str:
    share = write_percent(round(suspect.share_ratio * 100) or round(suspect.share_ratio * 100, 1))
    return translate("SuspectRow", "{plays}, {share} of all. Leaves out {names}.").format(
        plays=count_noun(suspect.plays, "play"), share=share, names=names_of(suspect.exclusions)
    )
