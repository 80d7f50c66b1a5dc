"""A statement that was sealed before the record came, opened: a part of its own beside the verdict, with a score."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.domain.report import OpenedStatement
from unwrapped_desktop.ui.figures import write_date
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.indentation import indent
from unwrapped_desktop.ui.widgets.layouts import Rule, column
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, TITLE, Prose
from unwrapped_desktop.ui.widgets.remark_page import RemarkPage


class StatementSection(QWidget):
    """A heading, the score, and a few lines with their receipts; hidden where nothing was sealed.

    Attributes:
        page: The lines; their receipts open under them.
        score: When it was sealed, and how much of it was right.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = RemarkPage(theme)
        self.page.set_inline(True)
        self.page.paper.set_reason(
            "This line stays here: what you said of yourself was sealed for you alone."
        )
        self.score = Prose(theme, "", SMALL_QUIET)
        layout = column(gap=0)
        layout.addLayout(indent(Prose(theme, "WHAT YOU SAID", TITLE)))
        layout.addSpacing(6)
        layout.addLayout(indent(self.score))
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

    def show_statement(self, opened: OpenedStatement | None) -> None:
        """Show another statement; none where nothing was sealed."""
        self.setVisible(opened is not None)
        if opened is None:
            self.page.set_page(None, (), {}, can_post=_never)
            return
        self.score.setText(_score_of(opened))
        receipts = {receipt.id: receipt for receipt in opened.receipts}
        self.page.set_page(None, opened.remarks, receipts, can_post=_never)
        self.page.setVisible(bool(opened.remarks))


def _score_of(opened: OpenedStatement) -> str:
    """Return what is known of all answers together, in one line."""
    sealed = f"Sealed on {write_date(opened.statement.sealed_at.astimezone().date())}."
    if opened.brier is None:
        return f"{sealed} This record cannot decide any of it."
    return (
        f"{sealed} {opened.right} of {opened.judged} right. Brier score {opened.brier:.2f}, where 0 knows everything "
        "and 0.25 is a coin."
    )


def _never(_remark: object) -> bool:
    """A line about what somebody said of themselves stays here: nobody else was asked."""
    return False
