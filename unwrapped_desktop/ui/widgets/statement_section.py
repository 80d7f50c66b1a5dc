"""A statement that was sealed before the record came, opened: a part of its own beside the verdict, with a score."""

from PySide6.QtWidgets import QWidget

from unwrapped_desktop.domain.local_clock import local_date
from unwrapped_desktop.domain.report import OpenedStatement
from unwrapped_desktop.ui.figures import write_date
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.lines_beside import LinesBeside


class StatementSection(LinesBeside):
    """When it was sealed, how much of it was right, and a few lines; hidden where nothing was sealed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        reason = translate(
            "StatementSection", "This line stays here: what you said of yourself was sealed for you alone."
        )
        super().__init__(theme, translate("StatementSection", "WHAT YOU SAID"), reason, parent)

    def show_statement(self, opened: OpenedStatement | None, timezone: str) -> None:
        """Show another statement; none where nothing was sealed. Dates are those of the listener's time zone."""
        self.setVisible(opened is not None)
        if opened is None:
            self.show_lines("", (), ())
        else:
            self.show_lines(_score_of(opened, timezone), opened.remarks, opened.receipts)


def _score_of(opened: OpenedStatement, timezone: str) -> str:
    """Return what is known of all answers together, in one line."""
    sealed_on = write_date(local_date(opened.statement.sealed_at, timezone))
    if opened.brier is None:
        return translate("StatementSection", "Sealed on {date}. This record cannot decide any of it.").format(
            date=sealed_on
        )
    return translate(
        "StatementSection",
        "Sealed on {date}. {right} of {judged} right. Brier score {brier}, where 0 knows everything "
        "and 0.25 is a coin.",
    ).format(date=sealed_on, right=opened.right, judged=opened.judged, brier=f"{opened.brier:.2f}")
