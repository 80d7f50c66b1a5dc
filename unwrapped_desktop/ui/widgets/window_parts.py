"""What lies around and over the screens: the header, their stack, and the veil while files hang above the window."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenuBar, QStackedWidget, QWidget

from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import SMALL_PX
from unwrapped_desktop.ui.widgets.buttons import Button
from unwrapped_desktop.ui.widgets.headline import Headline, Wordmark
from unwrapped_desktop.ui.widgets.layouts import Rule, column, row
from unwrapped_desktop.ui.widgets.prose import LEAD, NAME, Prose


class Header(QWidget):
    """Wordmark, menus, the name on the verdict, and Share."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.wordmark = Wordmark(theme)
        self.menus = QMenuBar()
        # Where room is short the menus give way first: the bar keeps what it cannot show behind a mark of its own.
        self.menus.setMinimumWidth(48)
        self.name = Prose(theme, "", NAME)
        self.share = Button(theme, "Share", primary=True)
        self.share.hide()
        line = row(gap=20)
        line.setContentsMargins(28, 10, 28, 10)
        line.addWidget(self.wordmark, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.menus, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        line.addWidget(self.name, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.share, 0, Qt.AlignmentFlag.AlignVCenter)
        whole = column()
        whole.addLayout(line)
        whole.addWidget(Rule(theme))
        self.setLayout(whole)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.menus.setFont(self._theme.font(Face.TEXT, SMALL_PX))
        # The same height with and without the button.
        self.setMinimumHeight(self.share.sizeHint().height() + 21)


class ScreenStack(QStackedWidget):
    """Screens one behind the other. The one in front alone says how little room will do."""

    def minimumSizeHint(self) -> QSize:
        """Return what the screen in front needs, so that those behind it take no room from the notices."""
        front = self.currentWidget()
        return front.minimumSizeHint() if front is not None else QSize(0, 0)


class DropVeil(QWidget):
    """Lies over the whole window while files hang above it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = column(margins=(72, 72, 72, 72), gap=16)
        layout.addStretch(1)
        layout.addWidget(Headline(theme, "LET GO"))
        layout.addWidget(
            Prose(theme, "The .zip, the folder, or any file in it. It is read on this computer.", LEAD)
        )
        layout.addStretch(1)
        self.setLayout(layout)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the wash and a dashed frame."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("wash"))
        pen = QPen(self._theme.colour("accent"), 3)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.drawRect(self.rect().adjusted(24, 24, -25, -25))
        painter.end()
        event.accept()
