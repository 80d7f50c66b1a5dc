"""The screens about a verdict, made together when the first of them is needed: the window paints before."""

from PySide6.QtWidgets import QWidget

from unwrapped_desktop.ui.screen import Screen
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.views.moved import MovedView
from unwrapped_desktop.ui.views.not_me import NotMeView
from unwrapped_desktop.ui.views.pause import PauseView
from unwrapped_desktop.ui.views.results import ResultsView
from unwrapped_desktop.ui.views.share import ShareView


class VerdictViews:
    """Everything that is seen once there is a verdict.

    Attributes:
        pause: What was read, before the verdict.
        results: The verdict.
        not_me: What may not have been the listener.
        moved: What moved since another verdict.
        share: Cards.
    """

    def __init__(self, theme: Theme) -> None:
        self.pause = PauseView(theme)
        self.pause.setFocusProxy(self.pause.hear)
        self.results = ResultsView(theme)
        self.not_me = NotMeView(theme)
        self.moved = MovedView(theme)
        self.share = ShareView(theme)

    def by_screen(self) -> dict[Screen, QWidget]:
        """Return each view under its screen."""
        return {
            Screen.PAUSE: self.pause,
            Screen.RESULTS: self.results,
            Screen.NOT_ME: self.not_me,
            Screen.MOVED: self.moved,
            Screen.SHARE: self.share,
        }
