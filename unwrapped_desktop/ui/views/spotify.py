"""Signing in to Spotify with a key of one's own: the guide, the wait for the browser, and what can be done afterwards.

Public face of `SpotifyView`:
    signals  sign_in_requested(str client id, as it was typed), cancel_requested(), open_again_requested(),
             copy_link_requested(), address_offered(str), read_requested(), disconnect_requested(), back_requested(),
             dashboard_requested(), revoke_requested()
    methods  show_guide(client_id=""), show_waiting(), show_signed_in(SignedIn), set_preset(bool), set_stand_in(bool),
             show_error(title, body, can_revoke=False), show_field_error(body), warn(), say(text), clear()
"""

from enum import StrEnum

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from unwrapped_desktop.domain.report import Cell
from unwrapped_desktop.domain.spotify_sign_in import SignedIn
from unwrapped_desktop.ui.figures import write_date
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.tokens import SMALL_PX
from unwrapped_desktop.ui.widgets.buttons import Button, LinkButton
from unwrapped_desktop.ui.widgets.fold import Fold
from unwrapped_desktop.ui.widgets.headline import Headline
from unwrapped_desktop.ui.widgets.layouts import FlowRow, column, scroll_area
from unwrapped_desktop.ui.widgets.notice import Notice
from unwrapped_desktop.ui.widgets.numbered_steps import NumberedSteps, Step
from unwrapped_desktop.ui.widgets.prose import LEAD, MONO, SMALL, SMALL_QUIET, Prose, TextRole
from unwrapped_desktop.ui.widgets.text_field import TextField
from unwrapped_desktop.ui.widgets.till_lines import TillLines

REDIRECT_ADDRESS = "http://127.0.0.1/callback"
"""What is registered at Spotify: without a port, which is chosen when it is needed."""

_STACK_PX = 900
_WRONG = TextRole(size_px=SMALL_PX, colour="accent", leading=1.5)


class Part(StrEnum):
    """What the view shows."""

    GUIDE = "guide"
    WAITING = "waiting"
    SIGNED_IN = "signed_in"


class SpotifyView(QWidget):
    """One page in three states.

    Attributes:
        client_id: Where the key is pasted.
        address: Where the address of a browser that has lost its way is pasted.
        first_stop: Where the keyboard begins.
    """

    sign_in_requested = Signal(str)
    cancel_requested = Signal()
    open_again_requested = Signal()
    copy_link_requested = Signal()
    address_offered = Signal(str)
    read_requested = Signal()
    disconnect_requested = Signal()
    back_requested = Signal()
    dashboard_requested = Signal()
    revoke_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._part = Part.GUIDE
        self._signed_in: SignedIn | None = None
        self.error = Notice(
            theme, action=translate("SpotifyView", "Open Spotify's page"), outside=(0, 0, 0, 4)
        )
        self.stand_in = Notice(theme, dismissible=False, colour="third", outside=(0, 0, 0, 4))
        self.warning = Notice(theme, colour="third", outside=(0, 0, 0, 4))
        self.headline = Headline(theme, _headline_of(Part.GUIDE), max_lines=3, max_px=132)
        self.lead = Prose(theme, _cost_words(), LEAD)
        self.second = Prose(theme, _export_words(), SMALL)
        self.said = Prose(theme, "", SMALL_QUIET)
        self.back = LinkButton(theme, translate("SpotifyView", "Back"))
        self.dashboard = Button(theme, translate("SpotifyView", "Open Spotify's dashboard"))
        self.copy_address = Button(theme, translate("SpotifyView", "Copy the address"))
        self.client_id = TextField(
            theme,
            name=translate("SpotifyView", "Client id"),
            hint=translate("SpotifyView", "32 digits and letters"),
            longest=200,
        )
        self.first_stop: QWidget = self.client_id
        self.field_error = Prose(theme, "", _WRONG)
        self.sign_in = Button(theme, translate("SpotifyView", "Try it"), primary=True)
        self.open_again = Button(theme, translate("SpotifyView", "Open the page again"))
        self.copy_link = Button(theme, translate("SpotifyView", "Copy the link"))
        self.cancel = Button(theme, translate("SpotifyView", "Cancel"))
        self.address = TextField(
            theme,
            name=translate("SpotifyView", "Address from the browser"),
            hint=f"{REDIRECT_ADDRESS}?code=…",
        )
        self.use_address = Button(theme, translate("SpotifyView", "Use this address"))
        self.facts = TillLines(theme, translate("SpotifyView", "Your sign-in"))
        self.read = Button(theme, translate("SpotifyView", "Read Spotify's lists"), primary=True)
        self.again = Button(theme, translate("SpotifyView", "Sign in again"))
        self.disconnect_button = Button(theme, translate("SpotifyView", "Disconnect"))
        self._parts = {
            Part.GUIDE: self._make_guide(),
            Part.WAITING: self._make_waiting(),
            Part.SIGNED_IN: self._make_signed_in(),
        }
        for notice in (self.error, self.stand_in, self.warning):
            notice.hide()
        self._build()
        self._connect()
        self.show_guide()

    @property
    def part(self) -> Part:
        """What is shown."""
        return self._part

    def show_guide(self, client_id: str = "") -> None:
        """Show how to get a key.

        Args:
            client_id: The key used last, to be put into an empty field.
        """
        if client_id and not self.client_id.text():
            self.client_id.setText(client_id)
        self._show(Part.GUIDE, _cost_words(), _export_words())

    def show_waiting(self) -> None:
        """Show that the browser is waited for."""
        self.error.hide()
        self.address.clear()
        lead = translate(
            "SpotifyView",
            "Your browser shows Spotify's page. Look at what it asks for, agree, and come back here. The way back stays "
            "open for five minutes.",
        )
        self._show(Part.WAITING, lead, "")

    def show_signed_in(self, signed_in: SignedIn) -> None:
        """Show what is known of a sign-in, and what can be done with it."""
        self._signed_in = signed_in
        self._show(Part.SIGNED_IN, _lead_of(signed_in), _read_words())
        if signed_in.has_ended:
            self.headline.setText(translate("SpotifyView", "SIGN IN AGAIN"))
        self.facts.set_lines(_facts_of(signed_in))
        self.read.setVisible(not signed_in.has_ended)
        self._signed_in_buttons.relayout()

    def set_preset(self, there_is_one: bool) -> None:  # noqa: FBT001 - a state is a value
        """Say that this copy of the program has brought a key."""
        self._paste.text.setText(_preset_words() if there_is_one else _paste_words())

    def set_stand_in(self, is_one: bool) -> None:  # noqa: FBT001 - a state is a value
        """Say that it is not Spotify that is asked."""
        if is_one:
            words = translate(
                "SpotifyView",
                "This is not Spotify. A stand-in on this computer plays its part, because UNWRAPPED_SPOTIFY says so.",
            )
            self.stand_in.show_message(words, "")
        else:
            self.stand_in.hide()

    def show_error(self, title: str, body: str, *, can_revoke: bool = False) -> None:
        """Say what happened and what to do.

        Args:
            title: What happened.
            body: What to do.
            can_revoke: Whether the way to where access is revoked is offered.
        """
        self.error.action_button.setVisible(can_revoke)
        self.error.show_message(title, body)

    def show_field_error(self, body: str) -> None:
        """Say under the field what is wrong with what was pasted, and put the keyboard there."""
        self.field_error.setText(body)
        self.field_error.setVisible(bool(body))
        if body:
            self.client_id.setFocus(Qt.FocusReason.OtherFocusReason)
            self.client_id.selectAll()
            # Where it lies is known once the layout has made room for it.
            QTimer.singleShot(0, self, self._reveal_field)

    def warn(self) -> None:
        """Say that something on this computer keeps knocking at the way back."""
        self.warning.show_message(
            translate("SpotifyView", "Something on this computer is knocking."),
            translate(
                "SpotifyView",
                "Requests came that were not Spotify's. None of them was let in, and the way back stays open.",
            ),
        )

    def say(self, text: str) -> None:
        """Say that something small was done."""
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def clear(self) -> None:
        """Take away what was said before."""
        self.error.hide()
        self.warning.hide()
        self.say("")
        self.show_field_error("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cancel, or go back, on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            (self.cancel_requested if self._part is Part.WAITING else self.back_requested).emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the steps beside or under the headline."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return no size: what finds no room is scrolled."""
        return QSize(60, 60)

    def _show(self, part: Part, lead: str, second: str) -> None:
        self._part = part
        self.headline.setText(_headline_of(part))
        self.headline.updateGeometry()
        self.lead.setText(lead)
        self.second.setText(second)
        self.second.setVisible(bool(second))
        self.say("")
        for name, widget in self._parts.items():
            widget.setVisible(name is part)
        self.back.setVisible(part is not Part.WAITING)
        has_ended = self._signed_in is not None and self._signed_in.has_ended
        signed_in = self.again if has_ended else self.read
        first = {Part.GUIDE: self.client_id, Part.WAITING: self.open_again, Part.SIGNED_IN: signed_in}[part]
        self.first_stop = first
        if self.isVisible():
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.verticalScrollBar().setValue(0)
        self._fit()

    def _make_guide(self) -> QWidget:
        theme = self._theme
        address = Prose(theme, REDIRECT_ADDRESS, MONO)
        make_app = translate(
            "SpotifyView",
            "On Spotify's dashboard, choose Create app. Name and description are yours to choose; a name may not begin "
            "with “Spot”.",
        )
        redirect = translate(
            "SpotifyView",
            "Under Redirect URIs, add exactly this address. It has no port. Then tick Web API, agree, and save.",
        )
        users = translate(
            "SpotifyView",
            "The owner of the app is in already. Everybody else has to be added in the app's settings, under User "
            "Management.",
        )
        self.field_error.hide()
        self._paste = Step(
            theme,
            4,
            translate("SpotifyView", "Paste the client id"),
            _paste_words(),
            [self.client_id, self.field_error, self.sign_in, Prose(theme, _read_words(), SMALL_QUIET)],
        )
        return NumberedSteps(
            [
                Step(theme, 1, translate("SpotifyView", "Make an app"), make_app, [self.dashboard]),
                Step(
                    theme,
                    2,
                    translate("SpotifyView", "Tell it the way back"),
                    redirect,
                    [address, self.copy_address],
                ),
                Step(theme, 3, translate("SpotifyView", "Let people in"), users),
                self._paste,
            ]
        )

    def _make_waiting(self) -> QWidget:
        theme = self._theme
        title = translate("SpotifyView", "The browser did not find its way back")
        words = translate(
            "SpotifyView",
            "If your browser cannot find the page that it is sent to at the end, copy the whole address from its bar and "
            "paste it here.",
        )
        inside = QWidget()
        lost = column(gap=10)
        lost.addWidget(Prose(theme, words, SMALL))
        lost.addWidget(self.address)
        lost.addWidget(self.use_address, 0, Qt.AlignmentFlag.AlignLeft)
        inside.setLayout(lost)
        part = QWidget()
        layout = column(gap=28)
        layout.addWidget(FlowRow(theme, [self.open_again, self.copy_link, self.cancel]))
        layout.addWidget(Fold(theme, inside, open_text=title, close_text=title))
        part.setLayout(layout)
        return part

    def _make_signed_in(self) -> QWidget:
        words = translate(
            "SpotifyView",
            "Disconnecting deletes the sign-in and everything that came from Spotify this way: verdicts made of lists "
            "alone, and what was read lately. Verdicts of your export stay.",
        )
        part = QWidget()
        self._signed_in_buttons = FlowRow(self._theme, [self.read, self.again, self.disconnect_button])
        layout = column(gap=24)
        layout.addWidget(self.facts)
        layout.addWidget(self._signed_in_buttons)
        layout.addWidget(Prose(self._theme, words, SMALL_QUIET))
        part.setLayout(layout)
        return part

    def _build(self) -> None:
        words = column(gap=0)
        words.addWidget(self.headline)
        words.addSpacing(24)
        words.addWidget(self.lead)
        words.addSpacing(16)
        words.addWidget(self.second)
        words.addSpacing(12)
        words.addWidget(self.said)
        words.addSpacing(8)
        words.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        right = column()
        for part in self._parts.values():
            right.addWidget(part)
        right.addStretch(1)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setContentsMargins(0, 0, 0, 0)
        self._top.addLayout(words, 1)
        self._top.addLayout(right, 1)
        self._column = column(gap=20)
        for notice in (self.stand_in, self.error, self.warning):
            self._column.addWidget(notice)
        self._column.addLayout(self._top)
        self._column.addStretch(1)
        content = QWidget()
        content.setLayout(self._column)
        self._area = scroll_area(content)
        outer = column()
        outer.addWidget(self._area)
        self.setLayout(outer)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_requested)
        self.dashboard.clicked.connect(self.dashboard_requested)
        self.copy_address.clicked.connect(self._copy_address)
        self.client_id.returnPressed.connect(self._ask_to_sign_in)
        self.sign_in.clicked.connect(self._ask_to_sign_in)
        self.open_again.clicked.connect(self.open_again_requested)
        self.copy_link.clicked.connect(self.copy_link_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        self.address.returnPressed.connect(self._offer_address)
        self.use_address.clicked.connect(self._offer_address)
        self.read.clicked.connect(self.read_requested)
        self.again.clicked.connect(self._sign_in_again)
        self.disconnect_button.clicked.connect(self.disconnect_requested)
        self.error.acted.connect(self.revoke_requested)
        self._theme.changed.connect(self._fit)

    def _reveal_field(self) -> None:
        self._area.ensureWidgetVisible(self.sign_in, 0, 24)

    def _copy_address(self) -> None:
        QGuiApplication.clipboard().setText(REDIRECT_ADDRESS)
        self.say(translate("SpotifyView", "The address is on the clipboard."))

    def _ask_to_sign_in(self) -> None:
        self.clear()
        self.sign_in_requested.emit(self.client_id.text())

    def _sign_in_again(self) -> None:
        if self._signed_in is not None:
            self.clear()
            self.sign_in_requested.emit(self._signed_in.client_id)

    def _offer_address(self) -> None:
        if self.address.text().strip():
            self.address_offered.emit(self.address.text())

    def _fit(self) -> None:
        stacked = self.width() < _STACK_PX * self._theme.scale
        direction = QBoxLayout.Direction
        self._top.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        roomy = self.width() >= 1100 and self.height() >= 720
        self._top.setSpacing(32 if stacked else 72 if roomy else 40)
        side, top = (72, 60) if roomy else (32, 28)
        self._column.setContentsMargins(side, top, side, 40)
        self.headline.set_max_px(84 if stacked else 120)


def _headline_of(part: Part) -> str:
    match part:
        case Part.GUIDE:
            return translate("SpotifyView", "BRING YOUR OWN KEY")
        case Part.WAITING:
            return translate("SpotifyView", "SAY YES OVER THERE")
        case Part.SIGNED_IN:
            return translate("SpotifyView", "SIGNED IN")


def _cost_words() -> str:
    return translate(
        "SpotifyView",
        "Spotify lets an app serve five people, and only while its owner pays for Premium. So this program comes without "
        "a key, and you make one of your own: five minutes, and a Premium account.",
    )


def _export_words() -> str:
    return translate(
        "SpotifyView",
        "Your export needs none of this, and knows far more: every play of a life. The key shows ranked lists of fifty "
        "names, and the last fifty plays.",
    )


def _read_words() -> str:
    return translate(
        "SpotifyView",
        "What is read, when you ask for it: three lists of artists, three of songs, the last fifty plays, and up to two "
        "hundred saved songs. It goes into the verdict and is kept nowhere else.",
    )


def _paste_words() -> str:
    return translate(
        "SpotifyView",
        "It stands in the app's settings: 32 digits and letters. The client secret is not needed; show it to nobody.",
    )


def _preset_words() -> str:
    return translate(
        "SpotifyView",
        "This copy of the program has brought a key with it. You can put your own in its place.",
    )


def _lead_of(signed_in: SignedIn) -> str:
    if signed_in.has_ended:
        return translate(
            "SpotifyView",
            "Spotify has ended the sign-in: it does so after six months, or when access is revoked. Your verdicts stay.",
        )
    if not signed_in.is_lasting:
        return translate(
            "SpotifyView",
            "There is no keychain on this computer that would keep the sign-in, so it holds until the program is closed.",
        )
    return translate(
        "SpotifyView", "Spotify ends every sign-in after six months. Sign in again before {day}."
    ).format(day=write_date(signed_in.ends_at.astimezone().date()))


def _facts_of(signed_in: SignedIn) -> list[Cell]:
    since = write_date(signed_in.authorized_at.astimezone().date())
    ends = write_date(signed_in.ends_at.astimezone().date())
    client_id = Cell(
        label=translate("SpotifyView", "client id"), value=f"{signed_in.client_id[:6]}…", unit="text"
    )
    signed_in_on = Cell(label=translate("SpotifyView", "signed in on"), value=since, unit="text")
    if signed_in.has_ended:
        ended = Cell(label=translate("SpotifyView", "ended"), value=ends, unit="text")
        return [signed_in_on, ended, client_id]
    ends_on = Cell(label=translate("SpotifyView", "ends on"), value=ends, unit="text")
    kept_in = Cell(label=translate("SpotifyView", "kept in"), value=_keeper_of(signed_in), unit="text")
    return [signed_in_on, ends_on, client_id, kept_in]


def _keeper_of(signed_in: SignedIn) -> str:
    if signed_in.is_lasting:
        return translate("SpotifyView", "your keychain")
    return translate("SpotifyView", "memory, until the program is closed")
