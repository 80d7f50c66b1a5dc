"""The way in: two doors, and five made-up listeners to look at first.

Public face of `LoginView`:
    signals  choose_file_requested(), choose_folder_requested(), sample_requested(str id),
             open_privacy_page_requested(), saved_verdict_requested(), retry_requested(), spotify_requested(),
             waiting_requested()
    methods  set_samples([(id, title, description), ...]), set_saved_verdict(bool), set_waiting(bool),
             show_error(title, body, can_retry=False), clear_error(), set_dropping(bool)
Files dropped anywhere on the window arrive at `MainWindow.files_requested`.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.tokens import CORNER_PX, TEXT_PX
from unwrapped_desktop.ui.widgets.buttons import Button, LinkButton
from unwrapped_desktop.ui.widgets.headline import Headline
from unwrapped_desktop.ui.widgets.layouts import FlowRow, Grid, Rule, column, scroll_area
from unwrapped_desktop.ui.widgets.notice import Notice
from unwrapped_desktop.ui.widgets.prose import (
    EYEBROW,
    HEADING,
    LEAD,
    SMALL,
    SMALL_QUIET,
    Prose,
    TextRole,
)

_DOOR_TEXT = TextRole(size_px=TEXT_PX - 2, colour="quiet", leading=1.5)
_STACK_PX = 860
"""Below this width, text scale applied, the doors stand under the headline."""


class Door(QWidget):
    """One way in: a title, a sentence, buttons. The dashed one takes files."""

    def __init__(
        self, theme: Theme, title: str, text: str, buttons: Sequence[QWidget], *, takes_files: bool
    ) -> None:
        super().__init__()
        self._theme = theme
        self._takes_files = takes_files
        self._dropping = False
        self._title = Prose(theme, title, HEADING)
        self._text = Prose(theme, text, _DOOR_TEXT)
        self._column = column(gap=6)
        self._column.addWidget(self._title)
        self._column.addWidget(self._text)
        self._column.addSpacing(8)
        self._column.addWidget(FlowRow(theme, buttons))
        self._column.addStretch(1)
        self.setLayout(self._column)
        self.set_roomy(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def set_roomy(self, roomy: bool) -> None:  # noqa: FBT001 - a state is a value
        """Choose how much air the door has."""
        side, above = (28, 22) if roomy else (22, 16)
        self._column.setContentsMargins(side, above, side, above)

    def set_dropping(self, dropping: bool) -> None:  # noqa: FBT001 - a state is a value
        """Show that files hang over the window."""
        self._dropping = dropping
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint raised paper in its frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.colour("accent" if self._dropping else "ink"), 2)
        if self._takes_files:
            pen.setDashPattern([4, 3])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(self._theme.colour("wash" if self._dropping else "raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CORNER_PX, CORNER_PX)
        painter.end()
        event.accept()


class SampleLink(QWidget):
    """A made-up listener: a name to press and one line about them."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, sample_id: str, title: str, description: str) -> None:
        super().__init__()
        self._sample_id = sample_id
        self.link = LinkButton(theme, title, weight=600)
        self.link.setAccessibleDescription(description)
        self.link.clicked.connect(self._choose)
        text = Prose(theme, description, SMALL_QUIET)
        layout = column(gap=2)
        layout.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        indented = QVBoxLayout()
        indented.setContentsMargins(2, 0, 0, 0)
        indented.addWidget(text)
        layout.addLayout(indented)
        layout.addStretch(1)
        self.setLayout(layout)

    def _choose(self) -> None:
        self.chosen.emit(self._sample_id)


class LoginView(QWidget):
    """The first screen."""

    choose_file_requested = Signal()
    choose_folder_requested = Signal()
    sample_requested = Signal(str)
    open_privacy_page_requested = Signal()
    saved_verdict_requested = Signal()
    retry_requested = Signal()
    spotify_requested = Signal()
    waiting_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._headline = Headline(
            theme, translate("LoginView", "WHAT DO YOU REALLY PLAY?"), max_lines=3, max_px=150
        )
        self.error = Notice(theme, action=translate("LoginView", "Try again"), outside=(0, 0, 0, 4))
        self.error.acted.connect(self.retry_requested)
        self.error.hide()
        self.choose_file = Button(theme, translate("LoginView", "Choose file…"), primary=True)
        self.choose_folder = Button(theme, translate("LoginView", "Choose folder…"))
        self.wait = Button(theme, _wait_text(is_waiting=False))
        self.privacy_page = Button(theme, translate("LoginView", "Open Spotify's privacy page"))
        self.spotify = LinkButton(theme, translate("LoginView", "Use my own Spotify developer key"))
        self.saved_verdict = LinkButton(theme, translate("LoginView", "Back to the saved verdict"))
        self.saved_verdict.hide()
        self._have = Door(
            theme,
            translate("LoginView", "I HAVE MY FILE"),
            translate(
                "LoginView", "Drop the Spotify download here: the .zip, the folder, or any file in it."
            ),
            [self.choose_file, self.choose_folder],
            takes_files=True,
        )
        self._have_not = Door(
            theme,
            translate("LoginView", "I DON\u2019T HAVE IT YET"),
            translate(
                "LoginView",
                "Ask on Spotify's account privacy page. Tick both kinds, account data and extended streaming history. "
                "The first takes days, the second can take weeks.",
            ),
            [self.wait, self.privacy_page],
            takes_files=False,
        )
        self._samples = Grid(min_column_px=190, max_columns=5, gap=(24, 20))
        self._samples_part = QWidget()
        self._samples_part.hide()
        self._build()
        self._connect()

    def set_samples(self, samples: Sequence[tuple[str, str, str]]) -> None:
        """Offer made-up listeners as (id, title, description)."""
        links = [SampleLink(self._theme, *sample) for sample in samples]
        for link in links:
            link.chosen.connect(self.sample_requested)
        self._samples.set_parts(links)
        self._samples_part.setVisible(bool(links))

    def set_saved_verdict(self, there_is_one: bool) -> None:  # noqa: FBT001 - a state is a value
        """Offer the way back to a saved verdict."""
        self.saved_verdict.setVisible(there_is_one)

    def set_waiting(self, is_waiting: bool) -> None:  # noqa: FBT001 - a state is a value
        """Offer the way back to the waiting room to somebody who waits already."""
        text = _wait_text(is_waiting=is_waiting)
        self.wait.setText(text)
        self.wait.setAccessibleName(text)
        self.wait.updateGeometry()

    def show_error(self, title: str, body: str, *, can_retry: bool = False) -> None:
        """Say what was found and what to do. The doors stay open."""
        self.error.action_button.setVisible(can_retry)
        self.error.show_message(title, body)

    def clear_error(self) -> None:
        """Take the error away."""
        self.error.hide()

    def set_dropping(self, dropping: bool) -> None:  # noqa: FBT001 - a state is a value
        """Show that files hang over the window."""
        self._have.set_dropping(dropping)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the doors beside or under the headline."""
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        words = column(gap=0)
        words.addWidget(self._headline)
        words.addSpacing(28)
        words.addWidget(
            Prose(
                self._theme,
                translate(
                    "LoginView",
                    "Hand over your listening history. Get a verdict on your taste, and the receipt for every line of it.",
                ),
                LEAD,
            )
        )
        words.addSpacing(16)
        offline = translate("LoginView", "Turn your network off first, if you like. It works.")
        words.addWidget(Prose(self._theme, offline, SMALL))
        words.addSpacing(12)
        words.addWidget(self.saved_verdict, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        self._doors = column(gap=20)
        self._doors.addWidget(self._have)
        self._doors.addWidget(self._have_not)
        self._doors.addWidget(self.spotify, 0, Qt.AlignmentFlag.AlignLeft)
        self._doors.addStretch(1)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setContentsMargins(0, 0, 0, 0)
        self._top.addLayout(words, 1)
        self._top.addLayout(self._doors, 1)
        below = column(gap=12)
        below.addWidget(Rule(self._theme))
        below.addSpacing(4)
        samples = translate("LoginView", "Or read the verdict on somebody made up")
        below.addWidget(Prose(self._theme, samples, EYEBROW))
        below.addWidget(self._samples)
        self._samples_part.setLayout(below)
        self._content = QWidget()
        self._column = column(gap=28)
        self._column.addWidget(self.error)
        self._column.addLayout(self._top)
        self._column.addWidget(self._samples_part)
        self._column.addStretch(1)
        self._content.setLayout(self._column)
        outer = column()
        outer.addWidget(scroll_area(self._content))
        self.setLayout(outer)

    def _connect(self) -> None:
        self.choose_file.clicked.connect(self.choose_file_requested)
        self.choose_folder.clicked.connect(self.choose_folder_requested)
        self.privacy_page.clicked.connect(self.open_privacy_page_requested)
        self.saved_verdict.clicked.connect(self.saved_verdict_requested)
        self.wait.clicked.connect(self.waiting_requested)
        self.spotify.clicked.connect(self.spotify_requested)
        self._theme.changed.connect(self._fit)

    def _fit(self) -> None:
        scale = self._theme.scale
        stacked = self.width() < _STACK_PX * scale
        direction = QBoxLayout.Direction
        self._top.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        roomy = self.width() >= 1100 and self.height() >= 720
        self._top.setSpacing(28 if stacked else 60 if roomy else 36)
        side = 72 if roomy else 32
        top = 60 if self.height() >= 720 else 28
        self._column.setContentsMargins(side, top, side, 40)
        # Stacked, a headline in three lines would push the doors below the edge of the window.
        self._headline.set_max_px(110 if stacked else 150)
        for door in (self._have, self._have_not):
            door.set_roomy(self.height() >= 720)
        self._doors.setSpacing(20 if self.height() >= 720 else 14)
        self._samples.set_min_column_px(self._theme.px(176))


def _wait_text(*, is_waiting: bool) -> str:
    if is_waiting:
        return translate("LoginView", "Back to the waiting room")
    return translate("LoginView", "Walk me through it")
