"""A few lines beside a verdict, in a part of their own: a heading, a quiet line, and remarks whose receipts open under them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.domain.report import Receipt, Remark
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.indentation import indent
from unwrapped_desktop.ui.widgets.layouts import Rule, column
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, TITLE, Prose
from unwrapped_desktop.ui.widgets.remark_page import RemarkPage


class LinesBeside(QWidget):
    """Lines that are no part of the verdict, and go on no card; hidden until there are some.

    Attributes:
        page: The lines.
        about: The quiet line under the heading.
        page_requested: Something is to be opened at Spotify; carries its address.
    """

    page_requested = Signal(str)

    def __init__(self, theme: Theme, title: str, reason: str, parent: QWidget | None = None) -> None:
        """Make the part.

        Args:
            theme: The theme.
            title: The heading.
            reason: Why none of the lines may be posted.
            parent: The parent.
        """
        super().__init__(parent)
        self.page = RemarkPage(theme)
        self.page.set_inline(True)
        self.page.paper.set_reason(reason)
        self.page.page_requested.connect(self.page_requested)
        self.about = Prose(theme, "", SMALL_QUIET)
        layout = column(gap=0)
        layout.addLayout(indent(Prose(theme, title, TITLE)))
        layout.addSpacing(6)
        layout.addLayout(indent(self.about))
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

    def show_lines(self, about: str, remarks: Sequence[Remark], receipts: Sequence[Receipt]) -> None:
        """Show other lines."""
        self.about.setText(about)
        self.page.set_page(None, remarks, {receipt.id: receipt for receipt in receipts}, can_post=_never)
        self.page.setVisible(bool(remarks))


def _never(_remark: Remark) -> bool:
    return False
