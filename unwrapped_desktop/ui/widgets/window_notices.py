"""What the window says above every screen: what happened, what waits, and questions that can wait for an answer."""

from PySide6.QtWidgets import QWidget

from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.layouts import column
from unwrapped_desktop.ui.widgets.notice import Notice

_OUTSIDE = (28, 12, 28, 0)


class WindowNotices(QWidget):
    """Notices under each other, those alone that have something to say.

    Attributes:
        status: Something to know; dismissible.
        damage: The results file is damaged; its action keeps it aside.
        unopened: The results file cannot be opened; its action tries again.
        question: Whether an export is the same listener's; two answers, or none.
        waiting: A file waits; its action withdraws it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.status = Notice(theme, outside=_OUTSIDE)
        self.damage = Notice(
            theme, action="Keep it aside and start anew", dismissible=False, outside=_OUTSIDE
        )
        self.unopened = Notice(theme, action="Try again", dismissible=False, outside=_OUTSIDE)
        self.question = Notice(
            theme,
            action="It is mine: add it",
            other_action="Somebody else's: keep it apart",
            colour="third",
            outside=_OUTSIDE,
        )
        self.waiting = Notice(
            theme, action="Withdraw it", dismissible=False, colour="second", outside=_OUTSIDE
        )
        whole = column()
        for notice in (self.status, self.damage, self.unopened, self.question, self.waiting):
            notice.hide()
            whole.addWidget(notice)
        self.setLayout(whole)
