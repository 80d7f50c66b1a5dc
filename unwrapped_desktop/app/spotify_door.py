"""The door to Spotify: takes a client id, waits for the browser as a coroutine, and hands on what was granted."""

import asyncio
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from unwrapped_desktop.app.messages_on_screen import said
from unwrapped_desktop.auth.client_id import checked_client_id
from unwrapped_desktop.auth.places import SpotifyPlaces
from unwrapped_desktop.auth.preset import preset_client_id
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.domain.spotify_sign_in import SignedIn
from unwrapped_desktop.ui.figures import count_noun
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.views.spotify import SpotifyView

if TYPE_CHECKING:
    from unwrapped_desktop.auth.accounts import Grant
    from unwrapped_desktop.auth.flow import Begun

_FIELD_ERRORS = frozenset({"client_id_empty", "client_id_shape"})

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """A sign-in that has succeeded.

    Attributes:
        grant: The tokens.
        client_id: Under which client id.
    """

    grant: "Grant" = field(repr=False)
    client_id: str


class SpotifyDoor(QObject):
    """Works the view of Spotify. Lives in the GUI thread, and needs qasync's loop to sign in.

    Signals:
        granted(object): `Granted`.
        read_requested(): The person wants the lists to be read.
        left(): The person wants to go back.
    """

    granted = Signal(object)
    read_requested = Signal()
    left = Signal()

    def __init__(self, window: MainWindow, places: SpotifyPlaces, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._places = places
        self._view: SpotifyView | None = None
        self._signed_in: SignedIn | None = None
        self._attempt: asyncio.Task[None] | None = None
        self._begun: Begun | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether the browser is waited for."""
        return self._attempt is not None

    def open(self, signed_in: SignedIn | None, error: AppError | None = None) -> None:
        """Show the view.

        Args:
            signed_in: What is known of the listener's sign-in.
            error: Why it has to be looked at now.
        """
        view = self._shown()
        self._signed_in = signed_in
        if not self.is_waiting:
            view.clear()
            self._show_rest(view)
        if error is not None:
            view.show_error(_not_signed_in(), said(error))
        self._window.show_screen(Screen.SPOTIFY)

    def say(self, text: str) -> None:
        """Say something about what is going on, until there is an outcome."""
        self._shown().say(text)

    def show_disconnected(self, verdicts: int, *, is_gone: bool) -> None:
        """Say what became of a sign-in that was taken back, and where the rest is done."""
        view = self._shown()
        self._signed_in = None
        view.clear()
        self._show_rest(view)
        view.show_error(
            translate("SpotifyDoor", "Disconnected"),
            _disconnected_text(verdicts, is_gone=is_gone),
            can_revoke=True,
        )
        self._window.show_screen(Screen.SPOTIFY)

    @Slot(str)
    def sign_in(self, client_id: str) -> None:
        """Begin to sign in; a person who begins anew has given up the attempt before."""
        view = self._shown()
        try:
            checked = checked_client_id(client_id)
        except AppError as error:
            if error.code in _FIELD_ERRORS:
                view.show_field_error(said(error))
                return
            raise
        self.cancel()
        view.show_waiting()
        attempt = asyncio.get_running_loop().create_task(self._sign_in(checked))
        self._attempt = attempt
        attempt.add_done_callback(self._forget)

    @Slot()
    def cancel(self) -> None:
        """Give the attempt up; its port is closed at once."""
        if self._attempt is not None:
            self._attempt.cancel()
            self._attempt = self._begun = None
            self._show_rest(self._shown())

    def forget(self) -> None:
        """Give an attempt up, and forget what was pasted."""
        self.cancel()
        self._signed_in = None
        if self._view is not None:
            self._view.client_id.clear()
            self._view.address.clear()
            self._view.clear()

    async def _sign_in(self, client_id: str) -> None:
        from unwrapped_desktop.auth.accounts import Accounts  # noqa: PLC0415 - with it comes `requests`
        from unwrapped_desktop.auth.flow import sign_in  # noqa: PLC0415

        view = self._shown()
        try:
            grant = await sign_in(
                client_id,
                accounts=Accounts(client_id=client_id, base_url=self._places.accounts),
                begun=self._begin,
                warn=view.warn,
                authorize_at=self._places.authorize,
            )
        except AppError as error:
            log.info("not signed in: %s", error.code)
            self._fail(error)
        except Exception:
            # Nobody waits for a task: what goes wrong in it has to be said here.
            log.exception("signing in failed unexpectedly")
            self._fail(AppError("unexpected", log=translate("SpotifyDoor", "the log")))
        else:
            self._attempt = self._begun = None
            self.granted.emit(Granted(grant=grant, client_id=client_id))

    def _begin(self, begun: "Begun") -> None:
        self._begun = begun
        self._window.open_page(begun.url)

    def _fail(self, error: AppError) -> None:
        self._attempt = self._begun = None
        view = self._shown()
        self._show_rest(view)
        view.show_error(_not_signed_in(), said(error))
        if self._window.screen_shown() is not Screen.SPOTIFY:
            self._window.show_status(_not_signed_in(), said(error))

    def _forget(self, attempt: "asyncio.Task[None]") -> None:
        if self._attempt is attempt:
            self._attempt = self._begun = None

    @Slot()
    def _open_again(self) -> None:
        if self._begun is not None:
            self._window.open_page(self._begun.url)

    @Slot()
    def _copy_link(self) -> None:
        if self._begun is not None:
            QGuiApplication.clipboard().setText(self._begun.url)
            self._shown().say(
                translate("SpotifyDoor", "The link is on the clipboard. It is good for this attempt alone.")
            )

    @Slot(str)
    def _offer(self, address: str) -> None:
        from unwrapped_desktop.auth.callback import Refused  # noqa: PLC0415 - one attempt in many needs it

        if self._begun is not None and isinstance(self._begun.offer(address), Refused):
            self._shown().say(
                translate(
                    "SpotifyDoor",
                    "That is not the address of this attempt. Copy the whole of it, from http to its end.",
                )
            )

    def _show_rest(self, view: SpotifyView) -> None:
        """Show what there is to show while nobody waits."""
        if self._signed_in is None:
            view.show_guide(preset_client_id())
        else:
            view.show_signed_in(self._signed_in)

    def _shown(self) -> SpotifyView:
        if self._view is None:
            view = self._window.spotify
            view.set_preset(bool(preset_client_id()))
            view.set_stand_in(self._places.is_stand_in)
            view.sign_in_requested.connect(self.sign_in)
            view.cancel_requested.connect(self.cancel)
            view.open_again_requested.connect(self._open_again)
            view.copy_link_requested.connect(self._copy_link)
            view.address_offered.connect(self._offer)
            view.read_requested.connect(self.read_requested)
            view.back_requested.connect(self.left)
            self._view = view
        return self._view


def _not_signed_in() -> str:
    return translate("SpotifyDoor", "Not signed in")


def _disconnected_text(verdicts: int, *, is_gone: bool) -> str:
    sentences = [
        translate("SpotifyDoor", "The sign-in is deleted, and {verdicts} with it.").format(
            verdicts=count_noun(verdicts, "verdict")
        )
        if verdicts
        else translate("SpotifyDoor", "The sign-in is deleted.")
    ]
    if not is_gone:
        sentences.append(
            translate(
                "SpotifyDoor",
                "The keychain did not let it go: delete the entry called fm.unwrapped.Desktop there.",
            )
        )
    sentences.append(
        translate("SpotifyDoor", "At Spotify the app still has leave; take it away on Spotify's page.")
    )
    return " ".join(sentences)
