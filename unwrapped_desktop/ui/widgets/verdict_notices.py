"""What stands above a verdict, and the quiet lines under its headline."""

from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.ui.figures import count_noun
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.notice import Notice
from unwrapped_desktop.ui.widgets.quiet_line import QuietLine

_SAMPLE_TITLE = "A made-up listener. Yours will be true."
_EARLIER_TITLE = "An earlier verdict. It is kept as it was."
_BELOW = (0, 0, 0, 24)


class VerdictNotices:
    """The notices and lines of the verdict's view; the view gives them their places.

    Attributes:
        failure: The last attempt failed; its action tries again.
        earlier: It is an earlier verdict; its action leads to the latest.
        sample: It is a sample; its action asks for the reader's own file.
        moved: What moved since the verdict before; its link shows it.
        left_out: How much was left out; its link shows what, where that can be changed.
    """

    def __init__(self, theme: Theme) -> None:
        self.failure = Notice(theme, action="Try again", outside=_BELOW)
        self.earlier = Notice(
            theme, action="Back to the latest", dismissible=False, colour="third", outside=_BELOW
        )
        self.sample = Notice(
            theme, action="Read my own file", dismissible=False, colour="second", outside=_BELOW
        )
        self.moved = QuietLine(theme, "What moved")
        self.left_out = QuietLine(theme, "Change what is left out")
        self.panels = (self.failure, self.earlier, self.sample)
        self.lines = (self.moved, self.left_out)
        for panel in self.panels:
            panel.hide()

    def show_report(self, report: Report, *, is_earlier: bool) -> None:
        """Say what kind of verdict it is and what was left out; what moved is not known yet."""
        is_sample = report.listener.source == "sample"
        self.sample.setVisible(is_sample)
        if is_sample:
            self.sample.show_message(_SAMPLE_TITLE, "")
        self.earlier.setVisible(is_earlier)
        if is_earlier:
            self.earlier.show_message(_EARLIER_TITLE, "")
        self.moved.set_text("")
        self.left_out.set_text(_left_out(report))


def _left_out(report: Report) -> str:
    if report.exclusions.is_empty:
        return ""
    things = count_noun(len(report.exclusions), "thing")
    return f"Left out: {things}, {count_noun(report.record.set_aside.excluded, 'row')}."
