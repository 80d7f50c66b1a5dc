"""Arrow keys that go through a choice in its order, also where its buttons do not all fit into one row."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
"""How far an arrow goes through a choice."""

_SIDEWAYS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right})


class ArrowKeys(QObject):
    """Moves the keyboard and the choice on by one; the ends hold.

    Qt looks for a button on the very side of the arrow, and finds none where the next one stands in the row below.
    """

    def __init__(self, group: QButtonGroup) -> None:
        super().__init__(group)
        self._group = group

    def watch(self, button: QAbstractButton) -> None:
        """Go through a button of the group too. Buttons come in the order in which they joined the group."""
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        """Take the arrows, and leave all other keys to the button."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        key = Qt.Key(event.key())
        if key not in STEPS or not isinstance(watched, QAbstractButton):
            return False
        is_mirrored = key in _SIDEWAYS and watched.isRightToLeft()
        self._step(watched, -STEPS[key] if is_mirrored else STEPS[key])
        return True

    def _step(self, button: QAbstractButton, step: int) -> None:
        offered = [
            one for one in self._group.buttons() if one is button or (one.isVisible() and one.isEnabled())
        ]
        place = max(0, min(len(offered) - 1, offered.index(button) + step))
        offered[place].setFocus(Qt.FocusReason.OtherFocusReason)
        offered[place].setChecked(True)
