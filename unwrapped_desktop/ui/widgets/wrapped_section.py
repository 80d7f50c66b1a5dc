"""The way from a verdict to Spotify's yearly reviews, counted again: a part of its own, hidden where none came."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.domain.report import WrappedOpinion
from unwrapped_desktop.domain.wrapped import ReviewedYear
from unwrapped_desktop.ui.figures import count_noun
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.indentation import indent
from unwrapped_desktop.ui.widgets.layouts import Rule, column
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, TITLE, Prose


class WrappedSection(QWidget):
    """A heading, a quiet line, and a link.

    Attributes:
        about: What the latest review leaves out, or why nothing is compared.
        link: Leads there.
        followed: The link was pressed.
    """

    followed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.about = Prose(theme, "", SMALL_QUIET)
        self.link = LinkButton(theme, "")
        self.link.clicked.connect(self.followed)
        line = indent(self.link)
        line.addStretch(1)
        layout = column(gap=0)
        layout.addLayout(indent(Prose(theme, translate("WrappedSection", "SECOND OPINION"), TITLE)))
        layout.addSpacing(6)
        layout.addLayout(indent(self.about))
        layout.addSpacing(8)
        layout.addLayout(line)
        layout.addSpacing(24)
        layout.addLayout(indent(Rule(theme)))
        layout.addSpacing(28)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_wrapped(self, opinion: WrappedOpinion | None) -> None:
        """Show the way to other reviews; none where none came with the record."""
        self.setVisible(opinion is not None and bool(opinion.years))
        if opinion is None or not opinion.years:
            return
        latest = opinion.years[-1]
        self.about.setText(_about(latest))
        text = translate("WrappedSection", "Spotify's review of {year}, counted again").format(
            year=latest.year
        )
        self.link.setText(text)
        self.link.setAccessibleName(text)
        self.link.updateGeometry()


def _about(year: ReviewedYear) -> str:
    if year.reason is not None:
        return year.reason
    if year.weeks is None:
        return translate("WrappedSection", "The review stops in mid-November, and so does this record.")
    return translate("WrappedSection", "The review stops in mid-November. {plays} came after it.").format(
        plays=count_noun(year.weeks.plays, "play")
    )
