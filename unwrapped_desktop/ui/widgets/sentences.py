"""A few sentences under a small heading, each on lines of its own."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.layouts import clear, column
from unwrapped_desktop.ui.widgets.prose import EYEBROW, SMALL, Prose


class Sentences(QWidget):
    """What is to be known of something, in a few sentences."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._texts: tuple[str, ...] = ()
        self.setAccessibleName(title)
        self._lines = column(gap=2)
        layout = column(gap=4)
        layout.addWidget(Prose(theme, title.upper(), EYEBROW))
        layout.addLayout(self._lines)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def texts(self) -> tuple[str, ...]:
        """What is said."""
        return self._texts

    def set_texts(self, texts: Sequence[str]) -> None:
        """Say something else."""
        if tuple(texts) == self._texts:
            return
        self._texts = tuple(texts)
        clear(self._lines)
        for text in self._texts:
            self._lines.addWidget(Prose(self._theme, text, SMALL))
        self.setAccessibleDescription(" ".join(self._texts))
