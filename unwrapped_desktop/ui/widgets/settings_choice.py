"""One of a few choices, all of them in sight; it holds as soon as it is pressed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import Button
from unwrapped_desktop.ui.widgets.layouts import FlowRow, column
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, Prose
from unwrapped_desktop.ui.widgets.settings_section import follow_width


class SettingChoice(QWidget):
    """A label over buttons of which one is down.

    Attributes:
        chosen: The person chose; carries the value.
        buttons: The buttons by their values.
    """

    chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        name: str,
        choices: Sequence[tuple[object, str]],
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make a row.

        Args:
            theme: Its colours and fonts.
            name: What is chosen.
            choices: Each as (value, words).
            note: What else there is to know, under the buttons.
            parent: What it belongs to.
        """
        super().__init__(parent)
        self.buttons: dict[object, Button] = {}
        self._group = QButtonGroup(self)
        for value, words in choices:
            button = Button(theme, words)
            button.setAccessibleName(f"{name}: {bare(words)}")
            button.setCheckable(True)
            self._group.addButton(button)
            self.buttons[value] = button
        self._group.buttonClicked.connect(self._tell)
        layout = column(gap=6)
        layout.addWidget(Prose(theme, name, SMALL_QUIET))
        layout.addWidget(FlowRow(theme, list(self.buttons.values()), gap=8))
        if note:
            layout.addWidget(Prose(theme, note, SMALL_QUIET))
        self.setLayout(layout)
        follow_width(self)

    @property
    def value(self) -> object:
        """What is chosen; None where it is none of these."""
        return next((value for value, button in self.buttons.items() if button.isChecked()), None)

    def show_value(self, value: object) -> None:
        """Show what is chosen; nothing is emitted. A value that is none of these leaves all buttons up."""
        if value in self.buttons:
            self.buttons[value].setChecked(True)
        else:
            self._group.setExclusive(False)
            for button in self.buttons.values():
                button.setChecked(False)
            self._group.setExclusive(True)
        self._let_focus_in()

    def _let_focus_in(self) -> None:
        """Let the Tab key come to the button that is down, as to one field; the arrows go on from there."""
        way_in = next((button for button in self.buttons.values() if button.isChecked()), None)
        for button in self.buttons.values():
            is_way_in = button is way_in or way_in is None
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_way_in else Qt.FocusPolicy.ClickFocus)

    def _tell(self) -> None:
        self._let_focus_in()
        self.chosen.emit(self.value)
