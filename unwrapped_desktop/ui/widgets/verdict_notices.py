"""What stands above a verdict, and the quiet lines under its headline."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.domain.on_this_day import OnThisDay
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.ui.figures import count_noun
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import bare, isolate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.exclusion_words import names_of
from unwrapped_desktop.ui.widgets.indentation import indent
from unwrapped_desktop.ui.widgets.layouts import column, row
from unwrapped_desktop.ui.widgets.notice import Notice
from unwrapped_desktop.ui.widgets.quiet_line import QuietLine
from unwrapped_desktop.ui.widgets.receipt import SHADOW_PX, ReceiptPaper

_BELOW = (0, 0, 0, 24)
_PAPER_PX = 460
_LONGEST_NAMES = 80
"""Characters of names under a headline; beyond them things are counted."""


class VerdictNotices:
    """The notices of the verdict's view; the view gives them their places.

    Attributes:
        failure: The last attempt failed; its action tries again.
        earlier: It is an earlier verdict; its action leads to the latest.
        sample: It is a sample; its action asks for the reader's own file.
        friend: It is a friend's; its action asks for the reader's own file.
        panels: All of them, from above.
    """

    def __init__(self, theme: Theme) -> None:
        again = translate("VerdictNotices", "Try again")
        latest = translate("VerdictNotices", "Back to the latest")
        own = translate("VerdictNotices", "Read my own file")
        self.failure = Notice(theme, action=again, outside=_BELOW)
        self.earlier = Notice(theme, action=latest, dismissible=False, colour="third", outside=_BELOW)
        self.sample = Notice(theme, action=own, dismissible=False, colour="second", outside=_BELOW)
        self.friend = Notice(theme, action=own, dismissible=False, colour="second", outside=_BELOW)
        self.panels = (self.failure, self.earlier, self.sample, self.friend)
        for panel in self.panels:
            panel.hide()

    def show_report(self, report: Report, *, is_earlier: bool, is_friends: bool = False) -> None:
        """Say what kind of verdict it is."""
        self.friend.setVisible(is_friends)
        if is_friends:
            self.friend.show_message(
                translate("VerdictNotices", "The verdict on {name}.").format(
                    name=isolate(report.listener.name)
                ),
                translate(
                    "VerdictNotices",
                    "Opened from a file. Nothing of it is kept here, and whether it is true is for them to say.",
                ),
            )
        is_sample = report.listener.source == "sample" and not is_friends
        self.sample.setVisible(is_sample)
        if is_sample:
            self.sample.show_message(
                translate("VerdictNotices", "A made-up listener. Yours will be true."), ""
            )
        self.earlier.setVisible(is_earlier)
        if is_earlier:
            self.earlier.show_message(
                translate("VerdictNotices", "An earlier verdict. It is kept as it was."), ""
            )


class VerdictLines(QWidget):
    """The quiet lines under a headline; nothing where there is nothing to say.

    Attributes:
        moved: What moved since the verdict before; its link shows it.
        left_out: What was left out; its link leads to where that can be changed.
        on_this_day: What was played on this day of another year; its link opens the receipt under it.
        compare: A friend's verdict can be laid beside the own one; its link does.
        day_paper: That receipt.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.moved = QuietLine(theme, translate("VerdictLines", "What moved"))
        self.left_out = QuietLine(theme, translate("VerdictLines", "Change what is left out"))
        self.on_this_day = QuietLine(theme, translate("VerdictLines", "See the receipt"))
        self.compare = QuietLine(theme, translate("VerdictLines", "Compare with mine"))
        self.day_paper = ReceiptPaper(theme)
        self.day_paper.hide()
        self.on_this_day.followed.connect(self._toggle_day)
        layout = column(margins=(0, 0, 0, 10))
        for line in (self.compare, self.moved, self.left_out, self.on_this_day):
            layout.addLayout(indent(line))
        # The paper has room of its own for its shadow, and stands flush with the words without a margin.
        below = row(gap=0)
        below.addWidget(self.day_paper, 1)
        below.addStretch(0)
        layout.addLayout(below)
        self.setLayout(layout)
        self._restyle()
        theme.changed.connect(self._restyle)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    @property
    def links(self) -> tuple[QWidget, ...]:
        """What the keyboard stops at, from above."""
        return (
            self.compare.link,
            self.moved.link,
            self.left_out.link,
            self.on_this_day.link,
            self.day_paper,
        )

    def show_report(self, report: Report) -> None:
        """Say what was left out; what moved is not known yet."""
        self.left_out.set_text(_left_out(report))
        self.set_comparable(possible=False)
        self.set_on_this_day(None)
        self.set_moved("")

    def set_comparable(self, *, possible: bool) -> None:
        """Offer to lay a friend's verdict beside the own one, which is kept here."""
        text = translate("VerdictLines", "You have a verdict of your own here.")
        self.compare.set_text(text if possible else "")
        self._show_if_any()

    def set_on_this_day(self, line: OnThisDay | None) -> None:
        """Say what was played on this day of another year; nothing where there is nothing."""
        self.day_paper.hide()
        self.on_this_day.set_text("" if line is None else on_this_day_text(line))
        if line is not None:
            self.day_paper.show_receipts(None, [line.receipt], can_post=False)
        self._show_if_any()

    def _toggle_day(self) -> None:
        self.day_paper.setVisible(self.day_paper.isHidden())

    def _restyle(self) -> None:
        self.day_paper.setMaximumWidth(self._theme.px(_PAPER_PX) + 2 * SHADOW_PX)

    def _show_if_any(self) -> None:
        lines = (self.compare, self.moved, self.left_out, self.on_this_day)
        self.setVisible(any(line.text for line in lines))

    def set_moved(self, text: str) -> None:
        """Say what moved; nothing with an empty text."""
        self.moved.set_text(text)
        self._show_if_any()


def on_this_day_text(line: OnThisDay) -> str:
    """Return the line in words."""
    text = (
        translate("VerdictLines", "On this day in {year}, a year ago: {plays} of {artist}.")
        if line.years_ago == 1
        else translate("VerdictLines", "On this day in {year}, {years} ago: {plays} of {artist}.")
    )
    return text.format(
        year=line.year,
        years=count_noun(line.years_ago, "year"),
        plays=count_noun(line.plays, "play"),
        artist=isolate(line.artist),
    )


def _left_out(report: Report) -> str:
    if report.exclusions.is_empty:
        return ""
    names = names_of(report.exclusions)
    if len(bare(names)) > _LONGEST_NAMES:
        names = count_noun(len(report.exclusions), "thing")
    text = (
        translate("VerdictLines", "Left out: {names}.")
        if report.record.set_aside.excluded
        else translate("VerdictLines", "Left out: {names}. Nothing of it is in this record.")
    )
    return text.format(names=names)
