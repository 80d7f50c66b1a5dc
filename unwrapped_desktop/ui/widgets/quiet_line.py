"""A quiet sentence with a link behind it: something to know, and where to see more of it."""

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.layouts import as_seen
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, Prose

_GAP_PX = 10


class QuietLine(QWidget):
    """A sentence and a link on one line, or the link under the sentence where the line is too short for both.

    Attributes:
        followed: The link was pressed.
        link: The link; it may be hidden, and the sentence stands alone.
    """

    followed = Signal()

    def __init__(self, theme: Theme, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = Prose(theme, "", SMALL_QUIET, self)
        self.link = LinkButton(theme, action, parent=self)
        self.link.clicked.connect(self.followed)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()
        # Sentence and link were made before, so they have their new size when this line hears of a change.
        theme.changed.connect(self._measure)

    @property
    def text(self) -> str:
        """What the line says; empty while there is nothing to say."""
        return self._sentence.text()

    def set_text(self, text: str) -> None:
        """Say something, or take the line away with an empty text."""
        self._sentence.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self._measure()

    def set_link_shown(self, *, shown: bool) -> None:
        """Offer the link, or leave the sentence alone."""
        self.link.setVisible(shown)
        self._measure()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of sentence and link."""
        return max(place.bottom() + 1 for place in self._places(width))

    def sizeHint(self) -> QSize:
        """Return the size of a single line."""
        width = self._sentence.sizeHint().width() + _GAP_PX + self.link.sizeHint().width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least the line can do with."""
        return QSize(60, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move sentence and link to their places."""
        super().resizeEvent(event)
        self._arrange()

    def _measure(self) -> None:
        self.updateGeometry()
        self._arrange()

    def _arrange(self) -> None:
        for part, place in zip((self._sentence, self.link), self._places(self.width()), strict=False):
            part.setGeometry(as_seen(self, place))

    def _places(self, width: int) -> tuple[QRect, ...]:
        """Return the places of the sentence and, if it is offered, of the link."""
        words = self._sentence.sizeHint()
        if self.link.isHidden():
            return (QRect(0, 0, width, self._sentence.heightForWidth(width)),)
        link = self.link.sizeHint()
        is_one_line = words.height() <= self._sentence.minimumSizeHint().height()
        if is_one_line and words.width() + _GAP_PX + link.width() <= width:
            height = max(words.height(), link.height())
            beside = QRect(
                words.width() + _GAP_PX, (height - link.height()) // 2, link.width(), link.height()
            )
            return QRect(0, (height - words.height()) // 2, words.width(), words.height()), beside
        above = self._sentence.heightForWidth(width)
        return QRect(0, 0, width, above), QRect(0, above, min(width, link.width()), link.height())
