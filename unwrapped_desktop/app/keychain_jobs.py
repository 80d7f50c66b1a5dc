"""Asks the keychain for the jobs that let a sign-in go, and waits for it no longer than a person does.

A keychain that is locked waits for a password, and one that has broken down for nothing. Whatever was asked of it goes on
in a thread left behind: it is done when the keychain answers, or asked again later.
"""

from dataclasses import dataclass

from unwrapped_desktop.auth.connections import Connections
from unwrapped_desktop.auth.keychain import KEYCHAIN_S
from unwrapped_desktop.domain.errors import Cancelled
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.spotify_sign_in import SignedIn
from unwrapped_desktop.leaving import unless_cancelled

AT_ONCE_S = 0.3
"""How long a keychain is waited for when the person has said that they do not wait any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientSignOut:
    """Lets sign-ins go, one after the other.

    Attributes:
        connections: The sign-ins.
        cancel: Ends the wait for the keychain.
    """

    connections: Connections
    cancel: CancelToken

    def find(self, listener_id: int) -> SignedIn | None:
        """Return what is known of a listener's sign-in, None where there is none."""
        return self.connections.find(listener_id)

    def disconnect(self, listener_id: int) -> bool:
        """Forget a listener's sign-in everywhere; False where the keychain still has it, or has not answered."""
        return _is_let_go(self.connections, listener_id, self.cancel, within_s=KEYCHAIN_S)


def take_back(connections: Connections, listener_id: int) -> None:
    """Forget a sign-in that nobody wants any more while the keychain may still be asked to keep it.

    It is forgotten here before this returns. The keychain may open at any time: whatever it was given is taken out again
    by then.
    """
    _is_let_go(connections, listener_id, CancelToken(), within_s=AT_ONCE_S)


def _is_let_go(connections: Connections, listener_id: int, cancel: CancelToken, *, within_s: float) -> bool:
    try:
        return unless_cancelled(lambda: connections.disconnect(listener_id), cancel, within_s=within_s)
    except (Cancelled, TimeoutError):
        return False
