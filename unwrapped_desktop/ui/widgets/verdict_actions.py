"""What can be done with a verdict: the row of buttons under its page."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import button_text
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import Button
from unwrapped_desktop.ui.widgets.layouts import FlowRow


class VerdictActions(FlowRow):
    """Share, see the evidence, then and now, analyze again, leave something out, another file, earlier verdicts.

    Attributes:
        earlier_requested: An earlier verdict was chosen; carries its id.
        earlier_menu: The earlier verdicts.
    """

    earlier_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.share = Button(theme, translate("VerdictActions", "Share"), primary=True)
        self.evidence = Button(theme, translate("VerdictActions", "All the evidence"))
        self.then_and_now = Button(theme, translate("VerdictActions", "Then and now"))
        self.again = Button(theme, translate("VerdictActions", "Analyze again"))
        self.not_me = Button(theme, translate("VerdictActions", "That was not me"))
        self.another = Button(theme, translate("VerdictActions", "Another file"))
        self.earlier = Button(theme, translate("VerdictActions", "Earlier verdicts"))
        self.buttons = (
            self.share,
            self.evidence,
            self.then_and_now,
            self.again,
            self.not_me,
            self.another,
            self.earlier,
        )
        super().__init__(theme, self.buttons, parent=parent)
        self.earlier_menu = QMenu(self.earlier)
        self._earlier_group = QActionGroup(self)
        self._earlier_group.triggered.connect(self._request_earlier)
        self.earlier.clicked.connect(self._open_earlier)

    def set_reanalysable(self, *, possible: bool) -> None:
        """Say whether the verdict can be made again, with something left out or with all of it."""
        self.again.setEnabled(possible)
        self.not_me.setEnabled(possible)

    def set_earlier(self, verdicts: Sequence[tuple[object, str, str]]) -> None:
        """Offer earlier verdicts as (id, label, date in words); nothing is offered where there are none."""
        for action in self._earlier_group.actions():
            self._earlier_group.removeAction(action)
        self.earlier_menu.clear()
        for report_id, label, date in verdicts:
            title = translate("VerdictActions", "{label}, {date}").format(label=label, date=date)
            action = QAction(button_text(title), self.earlier_menu)
            action.setData(report_id)
            self._earlier_group.addAction(action)
            self.earlier_menu.addAction(action)
        self.earlier.setVisible(bool(verdicts))
        self.relayout()

    def _open_earlier(self) -> None:
        self.earlier_menu.popup(self.earlier.mapToGlobal(QPoint(0, self.earlier.height() + 4)))

    def _request_earlier(self, action: QAction) -> None:
        self.earlier_requested.emit(action.data())
