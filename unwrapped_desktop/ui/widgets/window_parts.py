"""What lies around the screens: the header, and their stack."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QMenuBar, QStackedWidget, QWidget

from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.stylesheet import button_height_px
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import SMALL_PX
from unwrapped_desktop.ui.widgets.layouts import Rule, column, row
from unwrapped_desktop.ui.widgets.wordmark import Wordmark

if TYPE_CHECKING:  # the window is painted without them
    from unwrapped_desktop.ui.widgets.buttons import Button
    from unwrapped_desktop.ui.widgets.prose import Prose


class Header(QWidget):
    """Wordmark, menus, the name on the verdict, and Share.

    Attributes:
        share_requested: Share was pressed.
    """

    share_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.wordmark = Wordmark(theme)
        self.menus = QMenuBar()
        # Where room is short the menus give way first: the bar keeps what it cannot show behind a mark of its own.
        self.menus.setMinimumWidth(48)
        self._line = row(gap=20)
        self._line.setContentsMargins(28, 10, 28, 10)
        self._line.addWidget(self.wordmark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addWidget(self.menus, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addStretch(1)
        whole = column()
        whole.addLayout(self._line)
        whole.addWidget(Rule(theme))
        self.setLayout(whole)
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def name(self) -> "Prose":
        """Whose verdict it is."""
        return self._of_verdict[0]

    @property
    def share(self) -> "Button":
        """Leads to the cards of the verdict."""
        return self._of_verdict[1]

    def show_parts(self, *, name: bool, share: bool) -> None:
        """Show what belongs to a verdict, or hide it; until one is there, there is nothing of it."""
        if name or share or "_of_verdict" in self.__dict__:
            self.name.setVisible(name)
            self.share.setVisible(share)

    @cached_property
    def _of_verdict(self) -> "tuple[Prose, Button]":
        from unwrapped_desktop.ui.widgets.buttons import Button  # noqa: PLC0415 - the window is painted without them
        from unwrapped_desktop.ui.widgets.prose import NAME, Prose  # noqa: PLC0415

        name = Prose(self._theme, "", NAME)
        share = Button(self._theme, translate("Header", "Share"), primary=True)
        for part in (name, share):
            part.hide()
            self._line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        share.clicked.connect(self.share_requested)
        return name, share

    def _restyle(self) -> None:
        self.menus.setFont(self._theme.font(Face.TEXT, SMALL_PX))
        # The same height with and without the button.
        self.setMinimumHeight(button_height_px(self._theme.px) + 21)


class ScreenStack(QStackedWidget):
    """Screens one behind the other. The one in front alone says how little room will do."""

    def minimumSizeHint(self) -> QSize:
        """Return what the screen in front needs, so that those behind it take no room from the notices."""
        front = self.currentWidget()
        return front.minimumSizeHint() if front is not None else QSize(0, 0)
