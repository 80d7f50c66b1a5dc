"""What Spotify's lists add to a verdict: a part of its own, with where it comes from."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.domain.report import Lately
from unwrapped_desktop.ui.figures import write_date
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.indentation import indent
from unwrapped_desktop.ui.widgets.layouts import Rule, column
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, TITLE, Prose
from unwrapped_desktop.ui.widgets.remark_page import RemarkPage


class LatelySection(QWidget):
    """A heading, a few lines with their receipts, and a word on where they come from; hidden where nobody has asked.

    Attributes:
        page: The lines; their receipts open under them.
        credit: Where they come from, and when they were read.
        page_requested: Something is to be opened at Spotify; carries its address.
    """

    page_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.page = RemarkPage(theme)
        self.page.set_inline(True)
        self.page.paper.set_reason(
            "This line stays here. The list is Spotify's, and a card could not lead back to it."
        )
        self.page.page_requested.connect(self.page_requested)
        self.credit = Prose(theme, "", SMALL_QUIET)
        layout = column(gap=0)
        layout.addLayout(indent(Prose(theme, "LATELY", TITLE)))
        layout.addSpacing(6)
        layout.addLayout(indent(self.credit))
        layout.addSpacing(12)
        layout.addWidget(self.page)
        layout.addSpacing(24)
        layout.addLayout(indent(Rule(theme)))
        layout.addSpacing(28)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_lately(self, lately: Lately | None) -> None:
        """Show other lines; none where nobody has asked, or there is nothing to say."""
        self.setVisible(lately is not None and bool(lately.remarks))
        if lately is None:
            self.page.set_page(None, (), {}, can_post=_never)
            return
        read_on = write_date(lately.lists.read_at.astimezone().date())
        self.credit.setText(
            f"Artists and songs from Spotify, as it listed them on {read_on}. Not part of the verdict."
        )
        self.page.paper.set_pages(lately.pages)
        receipts = {receipt.id: receipt for receipt in lately.receipts}
        self.page.set_page(None, lately.remarks, receipts, can_post=_never)


def _never(_remark: object) -> bool:
    """A line about Spotify's own lists stays here: a card could not lead back to Spotify."""
    return False
