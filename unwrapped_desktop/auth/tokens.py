"""Holds the tokens of one listener: hands out one that is good, and gets a new one when it is not."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING

from unwrapped_desktop.auth.keychain import Keychain
from unwrapped_desktop.auth.sign_in import SignIn
from unwrapped_desktop.domain.errors import AuthError
from unwrapped_desktop.domain.ports import Clock

if TYPE_CHECKING:
    from unwrapped_desktop.auth.accounts import Accounts, Grant  # with it comes `requests`, which few need

EARLY = timedelta(seconds=60)
"""A token is renewed so long before it ends: clocks differ, and a call takes its time."""


def _ignore() -> None:
    """Do nothing."""


class TokenKeeper:
    """The tokens of one listener. Safe among threads: of several that need a new token one asks, the others wait.

    Attributes:
        is_lasting: Whether the sign-in will be there the next time the program is started.
    """

    def __init__(
        self,
        *,
        entry: str,
        accounts: "Callable[[str], Accounts]",
        keychain: Keychain,
        clock: Clock,
        ended: Callable[[], None] = _ignore,
    ) -> None:
        """Prepare to keep tokens.

        Args:
            entry: Under which name the keychain holds them.
            accounts: Where new ones come from, for a client id.
            keychain: Where what lasts is kept.
            clock: Says whether a token is still good.
            ended: Called when Spotify has ended the sign-in.
        """
        self._entry = entry
        self._accounts = accounts
        self._keychain = keychain
        self._clock = clock
        self._ended = ended
        self._lock = Lock()
        self._access_token: str | None = None
        self._good_until: datetime | None = None
        self._sign_in: SignIn | None = None
        self._was_looked_for = False
        self.is_lasting = False

    @property
    def sign_in(self) -> SignIn | None:
        """What is known of the sign-in, None when nobody is signed in. The keychain is asked once."""
        with self._lock:
            return self._recalled()

    def take(self, grant: "Grant", *, client_id: str) -> None:
        """Take the tokens of a new sign-in.

        Raises:
            AuthError: `accounts_unreadable`: they bring nothing that lasts.
        """
        if grant.refresh_token is None:
            raise AuthError("accounts_unreadable")
        with self._lock:
            self._keep(
                SignIn(
                    refresh_token=grant.refresh_token,
                    authorized_at=self._clock.now(),
                    client_id=client_id,
                )
            )
            self._use(grant)

    def access_token(self, *, refused: str | None = None) -> str:
        """Return a token that is good.

        Args:
            refused: One that Spotify has just refused: it is renewed, unless somebody has done so meanwhile.

        Raises:
            AuthError: `not_signed_in`; `sign_in_again`: the sign-in has ended, and is forgotten. All else, as
                `Accounts.refreshed` says, leaves it as it is.
        """
        with self._lock:
            now = self._clock.now()
            is_good = self._good_until is not None and now < self._good_until - EARLY
            if self._access_token is None or not is_good or self._access_token == refused:
                return self._renewed()
            return self._access_token

    def adopt(self, sign_in: SignIn) -> None:
        """Take a sign-in that was another listener's."""
        with self._lock:
            self._keep(sign_in)

    def disconnect(self) -> bool:
        """Forget the sign-in, here and in the keychain; whether nothing of it is left."""
        with self._lock:
            return self._forget()

    def _renewed(self) -> str:
        sign_in = self._recalled()
        if sign_in is None:
            raise AuthError("not_signed_in")
        try:
            grant = self._accounts(sign_in.client_id).refreshed(sign_in.refresh_token)
        except AuthError as error:
            if error.code == "sign_in_again":
                self._forget()
                self._ended()
            raise
        if grant.refresh_token is not None and grant.refresh_token != sign_in.refresh_token:
            # Six months count from the person's leave, not from here.
            self._keep(
                SignIn(
                    refresh_token=grant.refresh_token,
                    authorized_at=sign_in.authorized_at,
                    client_id=sign_in.client_id,
                )
            )
        self._use(grant)
        return grant.access_token

    def _recalled(self) -> SignIn | None:
        if self._sign_in is None and not self._was_looked_for:
            self._was_looked_for = True
            self._sign_in = self._keychain.load(self._entry)
            self.is_lasting = self._sign_in is not None
        return self._sign_in

    def _keep(self, sign_in: SignIn) -> None:
        self._sign_in, self._was_looked_for = sign_in, True
        self.is_lasting = self._keychain.save(self._entry, sign_in)

    def _use(self, grant: "Grant") -> None:
        self._access_token = grant.access_token
        self._good_until = self._clock.now() + grant.lasts

    def _forget(self) -> bool:
        self._access_token = self._good_until = self._sign_in = None
        self._was_looked_for = True
        self.is_lasting = False
        return self._keychain.forget(self._entry)
