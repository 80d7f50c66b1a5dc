"""A row of words of which one is chosen: by the mouse, and by the arrow keys as one does with tabs."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.arrow_keys import STEPS
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.layouts import FlowRow, column


class ChoiceRow(QWidget):
    """Words beside each other, one of them chosen; Tab stops at that one alone.

    Attributes:
        buttons: The words, in order.
        chosen: Another was chosen by the person; carries its place, from 0.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.buttons: tuple[LinkButton, ...] = ()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.idClicked.connect(self._choose)
        self._row: FlowRow | None = None
        self._layout = column()
        self.setLayout(self._layout)

    @property
    def current(self) -> int:
        """The place of what is chosen, -1 where there is nothing."""
        return self._group.checkedId()

    def set_choices(self, titles: Sequence[str], chosen: int) -> None:
        """Offer other words; nothing is emitted."""
        for button in self.buttons:
            self._group.removeButton(button)
        if self._row is not None:
            self._layout.removeWidget(self._row)
            self._row.hide()
            self._row.deleteLater()
        self.buttons = tuple(_Choice(self, title) for title in titles)
        for place, button in enumerate(self.buttons):
            self._group.addButton(button, place)
        self._row = FlowRow(self._theme, self.buttons, gap=18)
        self._layout.addWidget(self._row)
        self._mark(chosen)

    def choose(self, place: int) -> None:
        """Mark what is chosen; nothing is emitted."""
        self._mark(place)

    def step(self, steps: int) -> None:
        """Choose another, so many places on, and put the keyboard there; the ends hold."""
        place = max(0, min(len(self.buttons) - 1, self.current + steps))
        self.buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)
        if place != self.current:
            self._choose(place)

    @property
    def theme(self) -> Theme:
        """The theme of the words."""
        return self._theme

    def _choose(self, place: int) -> None:
        self._mark(place)
        self.chosen.emit(place)

    def _mark(self, chosen: int) -> None:
        for place, button in enumerate(self.buttons):
            is_chosen = place == chosen
            button.setChecked(is_chosen)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_chosen else Qt.FocusPolicy.ClickFocus)


class _Choice(LinkButton):
    """One of the words."""

    def __init__(self, row: ChoiceRow, title: str) -> None:
        super().__init__(row.theme, title)
        self._of = row
        self.setCheckable(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move on the arrows, as in a row of tabs."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._of.step(step)
