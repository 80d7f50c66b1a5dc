"""One line of text to be typed or pasted."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import SMALL_PX
from unwrapped_desktop.ui.widgets.fields import dress


class TextField(QLineEdit):
    """A plain field in the theme's colours; what is typed in it stands from left to right."""

    def __init__(
        self, theme: Theme, *, name: str, hint: str = "", longest: int = 4_096, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMaxLength(longest)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        dress(self, self._theme, "QLineEdit")
        self.setFont(self._theme.font(Face.MONO, SMALL_PX))
