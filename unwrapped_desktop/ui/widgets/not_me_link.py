"""The way from a receipt to leaving out what stands on it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from unwrapped_desktop.domain.exclusion import Exclusion
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import button_text
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.exclusion_words import exclusion_title

_LONGEST_NAME = 56


class NotMeLink(LinkButton):
    """A link that asks which of the things on a receipt was not the listener.

    Attributes:
        chosen: Something is to be left out; carries the `Exclusion`.
        menu: What was offered last.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, translate("NotMeLink", "That was not me"), parent=parent)
        self._offered: tuple[Exclusion, ...] = ()
        self.menu: QMenu | None = None
        # The verdict has a button of the same words, which is about the whole record.
        self.setAccessibleDescription(
            translate("NotMeLink", "Leaves out something that stands on this receipt.")
        )
        self.clicked.connect(self._open)
        self.hide()

    @property
    def offered(self) -> tuple[Exclusion, ...]:
        """What could be left out."""
        return self._offered

    def set_offered(self, exclusions: Sequence[Exclusion]) -> None:
        """Offer other things; the link is hidden where there are none."""
        self._offered = tuple(exclusions)
        self.setVisible(bool(self._offered))

    def _open(self) -> None:
        self.menu = QMenu(self)
        for number, item in enumerate(self._offered):
            action = QAction(button_text(_title(item)), self.menu)
            action.setData(number)
            self.menu.addAction(action)
        self.menu.triggered.connect(self._choose)
        self.menu.aboutToHide.connect(self.menu.deleteLater)
        self.menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _choose(self, action: QAction) -> None:
        # An Exclusion compares by what it leaves out, which Qt cannot carry: its place is carried.
        self.chosen.emit(self._offered[int(action.data())])


def _title(item: Exclusion) -> str:
    words = translate("NotMeLink", "Leave out {what}").format(what=exclusion_title(item))
    return words if len(words) <= _LONGEST_NAME else words[: _LONGEST_NAME - 1].rstrip() + "…"
