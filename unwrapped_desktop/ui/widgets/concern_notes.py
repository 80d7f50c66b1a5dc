"""What is worth stopping for, in plain words, with what to do about it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.domain.concerns import Concern
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.record_words import concern_words
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.tokens import SMALL_PX
from unwrapped_desktop.ui.widgets.layouts import clear, column
from unwrapped_desktop.ui.widgets.prose import STRONG, Prose, TextRole

_BODY = TextRole(size_px=SMALL_PX, colour="quiet", leading=1.5, max_em=44, balanced=True)
_BAR_PX, _INDENT_PX = 4, 20


class ConcernNotes(QWidget):
    """Concerns one below the other beside a bar; hidden without any."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        # A layout mirrors its parts, and leaves its margins.
        is_mirrored = self.isRightToLeft()
        self._column = column(margins=(0, 0, _INDENT_PX, 0) if is_mirrored else (_INDENT_PX, 0, 0, 0), gap=2)
        self.setLayout(self._column)
        self.setAccessibleName(translate("ConcernNotes", "What to know first"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)
        self.hide()

    def set_concerns(self, found: Sequence[Concern]) -> None:
        """Show these concerns."""
        clear(self._column)
        words = [concern_words(concern) for concern in found]
        for number, (title, body) in enumerate(words):
            if number:
                self._column.addSpacing(14)
            self._column.addWidget(Prose(self._theme, title, STRONG))
            self._column.addWidget(Prose(self._theme, body, _BODY))
        self.setAccessibleDescription(bare(" ".join(f"{title} {body}" for title, body in words)))
        self.setVisible(bool(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar."""
        painter = QPainter(self)
        left = self.width() - _BAR_PX if self.isRightToLeft() else 0
        painter.fillRect(QRectF(left, 2, _BAR_PX, self.height() - 4), self._theme.colour("accent"))
        painter.end()
        event.accept()
