"""Who has signed in to Spotify on this computer: the secrets in the keychain, what is known of them in the ledger."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from unwrapped_desktop.auth.keychain import Keychain, system_keychain
from unwrapped_desktop.auth.places import ACCOUNTS_URL
from unwrapped_desktop.auth.tokens import TokenKeeper
from unwrapped_desktop.domain.errors import AuthError
from unwrapped_desktop.domain.ports import Clock, SignInLedger
from unwrapped_desktop.domain.spotify_sign_in import SignedIn

if TYPE_CHECKING:
    from unwrapped_desktop.auth.accounts import Accounts, Grant


class Connections:
    """The sign-ins of all listeners.

    Any thread may use it. Whatever asks the keychain may wait for a person, and may be left waiting: nothing else waits
    with it.
    """

    def __init__(
        self,
        *,
        ledger: SignInLedger,
        clock: Clock,
        home: Path,
        keychain: Callable[[], Keychain] = system_keychain,
        accounts_url: str = ACCOUNTS_URL,
    ) -> None:
        """Prepare; nothing is asked yet.

        Args:
            ledger: Knows who has signed in.
            clock: Says whether a token is still good.
            home: Where the results are kept: the keychain is the whole system's, and there may be several homes.
            keychain: Returns the keychain; called when it is first needed.
            accounts_url: Where the accounts service is.
        """
        self._ledger = ledger
        self._clock = clock
        self._home = hashlib.sha256(str(home).encode()).hexdigest()[:16]
        self._find_keychain = keychain
        self._found: Keychain | None = None
        self._accounts_url = accounts_url
        self._lock = Lock()
        self._keepers: dict[int, TokenKeeper] = {}

    def find(self, listener_id: int) -> SignedIn | None:
        """Return what is known of a listener's sign-in, None where there is none. The keychain is not asked."""
        keeper = self._keepers.get(listener_id)
        held = None if keeper is None else keeper.held
        if keeper is None or held is None:
            return self._ledger.find(listener_id)
        return SignedIn(
            client_id=held.client_id, authorized_at=held.authorized_at, is_lasting=keeper.is_lasting
        )

    def take(self, listener_id: int, grant: "Grant", *, client_id: str) -> None:
        """Take the tokens of a new sign-in, in the place of an earlier one.

        Raises:
            AuthError: `accounts_unreadable`: they bring nothing that lasts.
        """
        keeper = self._keeper(listener_id)
        keeper.take(grant, client_id=client_id)
        self._note(listener_id, keeper)

    def tokens(self, listener_id: int) -> TokenKeeper:
        """Return a listener's tokens.

        Raises:
            AuthError: `not_signed_in`; `sign_in_again`: Spotify has ended the sign-in; `sign_in_lost`: the keychain
                does not hold it, or was not opened.
        """
        keeper = self._keeper(listener_id)
        if keeper.held is not None:
            return keeper
        known = self._ledger.find(listener_id)
        if known is None:
            raise AuthError("not_signed_in")
        if known.has_ended:
            raise AuthError("sign_in_again")
        if keeper.sign_in is None:
            raise AuthError("sign_in_lost")
        return keeper

    def disconnect(self, listener_id: int) -> bool:
        """Forget a listener's sign-in everywhere; whether nothing of it is left in the keychain.

        Here it is forgotten at once. That there was one is known until the keychain has answered: whoever did not wait
        for that can try again.
        """
        keeper = self._keeper(listener_id)
        is_gone = keeper.disconnect()
        if keeper.held is None:  # else somebody has signed in anew while the keychain was asked
            self._ledger.forget(listener_id)
        return is_gone

    def hand_over(self, listener_id: int, other_id: int) -> None:
        """Let another listener have the sign-in."""
        keeper, other = self._keeper(listener_id), self._keeper(other_id)
        sign_in = keeper.sign_in
        if sign_in is not None:
            other.adopt(sign_in)
            self._note(other_id, other)
        self.disconnect(listener_id)

    def _note(self, listener_id: int, keeper: TokenKeeper) -> None:
        """Let the ledger know of a sign-in that lasts, and of no other: after the next start there is nothing of it."""
        sign_in = keeper.held
        if sign_in is not None and keeper.is_lasting:
            self._ledger.keep(
                listener_id, SignedIn(client_id=sign_in.client_id, authorized_at=sign_in.authorized_at)
            )
        else:
            self._ledger.forget(listener_id)

    def _keeper(self, listener_id: int) -> TokenKeeper:
        with self._lock:
            if listener_id not in self._keepers:
                self._keepers[listener_id] = TokenKeeper(
                    entry=f"{self._home}/{listener_id}",
                    accounts=self._accounts,
                    keychain=self._keychain,
                    clock=self._clock,
                    ended=lambda: self._ledger.mark_ended(listener_id),
                )
            return self._keepers[listener_id]

    def _keychain(self) -> Keychain:
        if (
            self._found is None
        ):  # found twice by two threads it is the same: no lock is held while it is looked for
            self._found = self._find_keychain()
        return self._found

    def _accounts(self, client_id: str) -> "Accounts":
        from unwrapped_desktop.auth.accounts import Accounts  # noqa: PLC0415 - with it comes `requests`

        return Accounts(client_id=client_id, base_url=self._accounts_url)
