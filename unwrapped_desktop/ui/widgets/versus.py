"""Two names with their labels, and how alike they are."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QWidget

from unwrapped_desktop.domain.two_listeners import OneOfTwo, TwoListeners
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.two_listeners_words import (
    alike_figure,
    alike_words,
    coverage_words,
    listener_words,
    titles_of,
)
from unwrapped_desktop.ui.widgets.headline import Headline
from unwrapped_desktop.ui.widgets.layouts import column
from unwrapped_desktop.ui.widgets.listener_chooser import NARROW_GAP_PX, WIDE_GAP_PX
from unwrapped_desktop.ui.widgets.prose import SMALL, SMALL_QUIET, STRONG, Prose, TextRole

_FIGURE_PX, _LABEL_PX = 84, 52
_FIGURE_ROOM_PX, _ANY_PX = 140, 16_777_215
_NAME = TextRole(size_px=STRONG.size_px, weight=600, leading=1.4, max_lines=2)


class _Side(QWidget):
    """One of the two: name, label, and how large the record is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.name = Prose(theme, "", _NAME)
        self.label = Headline(theme, max_px=_LABEL_PX, max_lines=3)
        self.record = Prose(theme, "", SMALL_QUIET)
        layout = column(gap=8)
        for part in (self.name, self.label, self.record):
            layout.addWidget(part)
        layout.addStretch(1)
        self.setLayout(layout)

    def show_listener(self, one: OneOfTwo, name: str) -> None:
        self.name.setText(name)
        self.label.setText(one.label)
        self.label.updateGeometry()
        self.record.setText(listener_words(one))


class Versus(QWidget):
    """The two side by side; the figure stands beside them where there is room, and below them where there is not.

    Attributes:
        figure: How alike they are, as a number.
        meaning: What the number means.
        coverage: On how much of their plays it rests, or why it cannot be told.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left, self.right = _Side(theme), _Side(theme)
        self.figure = Headline(theme, max_px=_FIGURE_PX, max_lines=1)
        self.meaning = Prose(theme, "", SMALL)
        self.coverage = Prose(theme, "", SMALL_QUIET)
        self._alike = QWidget()
        self._actions = column(gap=0)
        words = column(gap=6)
        words.addWidget(self.meaning)
        words.addWidget(self.coverage)
        words.addLayout(self._actions)
        words.addStretch(1)
        self._inside = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignTop)
        self._inside.addLayout(words, 1)
        self._alike.setLayout(self._inside)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(28)
        self.setLayout(self._grid)
        self._is_wide: bool | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_wide(is_wide=True)

    def set_action(self, button: QWidget) -> None:
        """Put what can be done about a figure that is missing under the words that say why."""
        self._actions.addSpacing(6)
        self._actions.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_together(self, two: TwoListeners) -> None:
        """Show two listeners."""
        left, right = titles_of(two)
        self.left.show_listener(two.left, left)
        self.right.show_listener(two.right, right)
        is_told = two.alike_percent is not None
        self.figure.setVisible(is_told)
        self.meaning.setVisible(is_told)
        if two.alike_percent is not None:
            self.figure.setText(alike_figure(two.alike_percent))
            self.figure.updateGeometry()
            self.meaning.setText(alike_words(two.alike_percent))
        self.coverage.setText(coverage_words(two) if is_told else two.reason or "")

    def set_wide(self, *, is_wide: bool) -> None:
        """Put the figure beside the two, or below them."""
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        top = Qt.AlignmentFlag.AlignTop
        for part in (self.left, self.right, self._alike):
            self._grid.removeWidget(part)
        self._grid.addWidget(self.left, 0, 0, top)
        self._grid.addWidget(self.right, 0, 1, top)
        if is_wide:
            self._grid.addWidget(self._alike, 0, 2, top)
        else:
            self._grid.addWidget(self._alike, 1, 0, 1, 2, top)
        direction = QBoxLayout.Direction
        self._inside.setDirection(direction.TopToBottom if is_wide else direction.LeftToRight)
        self._inside.setSpacing(8 if is_wide else NARROW_GAP_PX)
        self.figure.setMaximumWidth(_ANY_PX if is_wide else _FIGURE_ROOM_PX)
        self.figure.setMinimumWidth(0 if is_wide else _FIGURE_ROOM_PX)
        self._grid.setHorizontalSpacing(WIDE_GAP_PX if is_wide else NARROW_GAP_PX)
        for place in range(3):
            self._grid.setColumnStretch(place, 1 if is_wide or place < 2 else 0)
