"""One section of the settings: what it is called at the left, what can be set at the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.layouts import Rule, column
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, TITLE, Prose

_TITLE_PX, _BODY_PX, _STACK_PX = 216, 660, 760
_ANY_PX = 16_777_215
"""As wide as a widget of Qt can be."""


class SettingsSection(QWidget):
    """A rule, a title, and parts under each other; the title stands above them where room is short.

    Attributes:
        title: What the section is called.
    """

    def __init__(self, theme: Theme, title: str, lead: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = title
        self._heading = Prose(theme, title.upper(), TITLE)
        self._heading.setAccessibleName(title)
        self._body = QWidget()
        self._parts = column(gap=16)
        self._body.setLayout(self._parts)
        if lead:
            self._parts.addWidget(Prose(theme, lead, SMALL_QUIET))
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self._heading, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(self._body, 1)
        self._line.addStretch(0)
        whole = column(gap=20)
        whole.addWidget(Rule(theme))
        whole.addLayout(self._line)
        whole.addSpacing(24)
        self.setLayout(whole)
        for widget in (self, self._body):
            follow_width(widget)
        theme.changed.connect(self._fit)
        self._fit()

    def add(self, part: QWidget) -> None:
        """Put a part under those before it."""
        is_wide = part.sizePolicy().horizontalPolicy() in {
            QSizePolicy.Policy.Expanding,
            QSizePolicy.Policy.Preferred,
        }
        self._parts.addWidget(part, 0, Qt.AlignmentFlag(0) if is_wide else Qt.AlignmentFlag.AlignLeft)

    def add_space(self, height_px: int) -> None:
        """Leave room under the part before."""
        self._parts.addSpacing(height_px)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the title beside or above the parts."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        theme = self._theme
        is_stacked = self.width() < _STACK_PX * theme.scale
        direction = QBoxLayout.Direction
        self._line.setDirection(direction.TopToBottom if is_stacked else direction.LeftToRight)
        self._line.setSpacing(16 if is_stacked else 32)
        # Above the parts the heading takes what width there is, and asks for none.
        self._heading.setMinimumWidth(0 if is_stacked else theme.px(_TITLE_PX))
        self._heading.setMaximumWidth(_ANY_PX if is_stacked else theme.px(_TITLE_PX))
        self._body.setMaximumWidth(theme.px(_BODY_PX))


def follow_width(widget: QWidget) -> None:
    """Let a widget's height follow from its width."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
