"""Who has signed in to Spotify: enough to say so, and when it ends, without asking the keychain."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from unwrapped_desktop.domain.spotify_sign_in import SignedIn
from unwrapped_desktop.storage.reading import Reading

if TYPE_CHECKING:
    from unwrapped_desktop.storage.changing import Changes  # with it comes SQLAlchemy


class SignIns:
    """The `SignInLedger` of a results file."""

    def __init__(self, reading: Reading, changes: "Callable[[], Changes]") -> None:
        self._reading = reading
        self._changes = changes

    def find(self, listener_id: int) -> SignedIn | None:
        """Return what is known of a listener's sign-in, None where there is none."""
        return self._reading.sign_in(listener_id)

    def keep(self, listener_id: int, sign_in: SignedIn) -> None:
        """Keep it in the place of what was known before.

        Raises:
            StorageError: `listener_unknown`.
        """
        self._changes().keep_sign_in(listener_id, sign_in)

    def mark_ended(self, listener_id: int) -> None:
        """Note that Spotify has ended it."""
        if self._reading.sign_in(listener_id) is not None:
            self._changes().mark_sign_in_ended(listener_id)

    def forget(self, listener_id: int) -> None:
        """Delete what is known of it."""
        if self._reading.sign_in(listener_id) is not None:
            self._changes().forget_sign_in(listener_id)
