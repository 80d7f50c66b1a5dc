"""Who is laid beside whom: two lists to choose from, a friend's file, and the two swapped."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.listener_choice import ListenerChoice
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import Button
from unwrapped_desktop.ui.widgets.fields import ChoiceField, Labelled
from unwrapped_desktop.ui.widgets.layouts import FlowRow

WIDE_GAP_PX, NARROW_GAP_PX = 40, 24
"""Between the columns of the two; what stands under the lists keeps to the same columns."""


class ListenerChooser(QWidget):
    """Two lists, and what can be done beside them.

    Attributes:
        chosen: Somebody was chosen, or the two were swapped; carries the keys of both, empty for nobody.
        file_requested: A friend's file is to be chosen.
        left: The list of the one.
        right: The list of the other.
        swap: Puts each on the other side.
        open_file: Asks for a friend's file.
    """

    chosen = Signal(str, str)
    file_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[ListenerChoice, ...] = ()
        one, other = translate("ListenerChooser", "One"), translate("ListenerChooser", "The other")
        self.left = ChoiceField(theme, (), name=one)
        self.right = ChoiceField(theme, (), name=other)
        self.swap = Button(theme, translate("ListenerChooser", "Swap"))
        self.open_file = Button(theme, translate("ListenerChooser", "Open a friend's file…"))
        self._parts = (
            Labelled(theme, one, self.left),
            Labelled(theme, other, self.right),
            FlowRow(theme, [self.swap, self.open_file]),
        )
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(12)
        self.setLayout(self._grid)
        self._is_wide: bool | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_choices(())
        self.left.activated.connect(self._tell)
        self.right.activated.connect(self._tell)
        self.swap.clicked.connect(self._swap)
        self.open_file.clicked.connect(self.file_requested)
        self.set_wide(is_wide=True)

    @property
    def keys(self) -> tuple[str, str]:
        """Who is chosen on both sides; empty where nobody is."""
        return self._key(self.left), self._key(self.right)

    def set_choices(self, choices: Sequence[ListenerChoice]) -> None:
        """Offer others; who is chosen stays chosen while they are among them. Nothing is told."""
        keys = self.keys
        self._choices = tuple(choices)
        for field in (self.left, self.right):
            field.clear()
            field.addItem(translate("ListenerChooser", "Nobody yet"))
            field.addItems([choice.title for choice in self._choices])
        self.choose(*keys)

    def choose(self, left: str, right: str) -> None:
        """Show who is laid beside whom. Nothing is told."""
        places = {choice.key: place for place, choice in enumerate(self._choices, start=1)}
        self.left.setCurrentIndex(places.get(left, 0))
        self.right.setCurrentIndex(places.get(right, 0))
        self.swap.setEnabled(any(self.keys))

    def _key(self, field: ChoiceField) -> str:
        place = field.currentIndex()
        return self._choices[place - 1].key if 0 < place <= len(self._choices) else ""

    def _tell(self) -> None:
        self.swap.setEnabled(any(self.keys))
        self.chosen.emit(*self.keys)

    def _swap(self) -> None:
        left, right = self.keys
        self.choose(right, left)
        self._tell()

    def set_wide(self, *, is_wide: bool) -> None:
        """Put what can be done beside the lists, or below them."""
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        for part in self._parts:
            self._grid.removeWidget(part)
        one, other, buttons = self._parts
        bottom = Qt.AlignmentFlag.AlignBottom
        self._grid.addWidget(one, 0, 0, bottom)
        self._grid.addWidget(other, 0, 1, bottom)
        if is_wide:
            self._grid.addWidget(buttons, 0, 2, bottom)
        else:
            self._grid.addWidget(buttons, 1, 0, 1, 2)
        self._grid.setHorizontalSpacing(WIDE_GAP_PX if is_wide else NARROW_GAP_PX)
        for place in range(3):
            self._grid.setColumnStretch(place, 1 if is_wide or place < 2 else 0)
