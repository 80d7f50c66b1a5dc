"""What stands above a verdict, and the quiet lines under its headline."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.ui.figures import count_noun
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.exclusion_words import names_of
from unwrapped_desktop.ui.widgets.layouts import column
from unwrapped_desktop.ui.widgets.notice import Notice
from unwrapped_desktop.ui.widgets.quiet_line import QuietLine

_SAMPLE_TITLE = "A made-up listener. Yours will be true."
_EARLIER_TITLE = "An earlier verdict. It is kept as it was."
_BELOW = (0, 0, 0, 24)
_LONGEST_NAMES = 80
"""Characters of names under a headline; beyond them things are counted."""


class VerdictNotices:
    """The notices of the verdict's view; the view gives them their places.

    Attributes:
        failure: The last attempt failed; its action tries again.
        earlier: It is an earlier verdict; its action leads to the latest.
        sample: It is a sample; its action asks for the reader's own file.
        panels: All of them, from above.
    """

    def __init__(self, theme: Theme) -> None:
        self.failure = Notice(theme, action="Try again", outside=_BELOW)
        self.earlier = Notice(
            theme, action="Back to the latest", dismissible=False, colour="third", outside=_BELOW
        )
        self.sample = Notice(
            theme, action="Read my own file", dismissible=False, colour="second", outside=_BELOW
        )
        self.panels = (self.failure, self.earlier, self.sample)
        for panel in self.panels:
            panel.hide()

    def show_report(self, report: Report, *, is_earlier: bool) -> None:
        """Say what kind of verdict it is."""
        is_sample = report.listener.source == "sample"
        self.sample.setVisible(is_sample)
        if is_sample:
            self.sample.show_message(_SAMPLE_TITLE, "")
        self.earlier.setVisible(is_earlier)
        if is_earlier:
            self.earlier.show_message(_EARLIER_TITLE, "")


class VerdictLines(QWidget):
    """The quiet lines under a headline; nothing where there is nothing to say.

    Attributes:
        moved: What moved since the verdict before; its link shows it.
        left_out: What was left out; its link leads to where that can be changed.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.moved = QuietLine(theme, "What moved")
        self.left_out = QuietLine(theme, "Change what is left out")
        layout = column(margins=(0, 0, 0, 10))
        layout.addWidget(self.moved)
        layout.addWidget(self.left_out)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    @property
    def links(self) -> tuple[QWidget, ...]:
        """What the keyboard stops at, from above."""
        return self.moved.link, self.left_out.link

    def show_report(self, report: Report) -> None:
        """Say what was left out; what moved is not known yet."""
        self.left_out.set_text(_left_out(report))
        self.set_moved("")

    def set_moved(self, text: str) -> None:
        """Say what moved; nothing with an empty text."""
        self.moved.set_text(text)
        self.setVisible(bool(text or self.left_out.text))


def _left_out(report: Report) -> str:
    if report.exclusions.is_empty:
        return ""
    names = names_of(report.exclusions)
    if len(bare(names)) > _LONGEST_NAMES:
        names = count_noun(len(report.exclusions), "thing")
    nothing = "" if report.record.set_aside.excluded else " Nothing of it is in this record."
    return f"Left out: {names}.{nothing}"
