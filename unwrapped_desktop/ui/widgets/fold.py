"""Something folded away behind a link that says what it holds."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.layouts import column


class Fold(QWidget):
    """A link and what it opens, folded at first.

    Attributes:
        link: Opens and closes.
        toggled: Opened (true) or closed.
    """

    toggled = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        content: QWidget,
        *,
        open_text: str,
        close_text: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._texts = (open_text, close_text)
        self.link = LinkButton(theme, open_text)
        self.link.clicked.connect(self._toggle)
        layout = column(gap=8)
        layout.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(content)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        content.hide()

    @property
    def is_open(self) -> bool:
        """Whether the content is shown."""
        return not self._content.isHidden()

    def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - a state is a value
        """Show or hide the content."""
        if is_open == self.is_open:
            return
        self._content.setVisible(is_open)
        text = self._texts[1] if is_open else self._texts[0]
        self.link.setText(text)
        self.link.setAccessibleName(text)
        self.link.updateGeometry()
        self.toggled.emit(is_open)

    def _toggle(self) -> None:
        self.set_open(not self.is_open)
