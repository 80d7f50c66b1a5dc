"""Holds the tokens of one listener: hands out one that is good, and gets a new one when it is not."""

import contextlib
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING

from unwrapped_desktop.auth.keychain import KEYCHAIN_S, Keychain
from unwrapped_desktop.auth.sign_in import SignIn
from unwrapped_desktop.domain.errors import AuthError
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.leaving import within

if TYPE_CHECKING:
    from unwrapped_desktop.auth.accounts import Accounts, Grant  # with it comes `requests`, which few need

EARLY = timedelta(seconds=60)
"""A token is renewed so long before it ends: clocks differ, and a call takes its time."""


def _ignore() -> None:
    """Do nothing."""


class TokenKeeper:
    """The tokens of one listener. Safe among threads: of several that need a new token one asks, the others wait.

    Spotify can take its time, and a keychain waits for a person; whoever asked may have left meanwhile. So neither is
    asked under the lock: what is held here holds at once, and the keychain is brought to it afterwards.

    Attributes:
        is_lasting: Whether the sign-in will be there the next time the program is started.
    """

    def __init__(
        self,
        *,
        entry: str,
        accounts: "Callable[[str], Accounts]",
        keychain: Callable[[], Keychain],
        clock: Clock,
        ended: Callable[[], None] = _ignore,
    ) -> None:
        """Prepare to keep tokens.

        Args:
            entry: Under which name the keychain holds them.
            accounts: Where new ones come from, for a client id.
            keychain: Returns where what lasts is kept; to look for it can take as long as to ask it.
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
        self._is_known = False
        self._renewal: Future[str] | None = None
        self._changes = 0
        self.is_lasting = False

    @property
    def held(self) -> SignIn | None:
        """What is known of the sign-in without the keychain being asked."""
        return self._sign_in

    @property
    def sign_in(self) -> SignIn | None:
        """What is known of the sign-in, None when nobody is signed in. The keychain is asked until it has told one."""
        if not self._is_known:
            found = self._keychain().load(self._entry)
            with self._lock:
                if not self._is_known:  # else somebody has signed in or out while the keychain was asked
                    self._sign_in = found
                    self._is_known = self.is_lasting = found is not None
        return self._sign_in

    def take(self, grant: "Grant", *, client_id: str) -> None:
        """Take the tokens of a new sign-in.

        Raises:
            AuthError: `accounts_unreadable`: they bring nothing that lasts.
        """
        if grant.refresh_token is None:
            raise AuthError("accounts_unreadable")
        sign_in = SignIn(
            refresh_token=grant.refresh_token, authorized_at=self._clock.now(), client_id=client_id
        )
        with self._lock:
            self._hold(sign_in)
            self._use(grant)
        self._bring_keychain()

    def access_token(self, *, refused: str | None = None) -> str:
        """Return a token that is good.

        Args:
            refused: One that Spotify has just refused: it is renewed, unless somebody has done so meanwhile.

        Raises:
            AuthError: `not_signed_in`; `sign_in_again`: the sign-in has ended, and is forgotten. All else, as
                `Accounts.refreshed` says, leaves it as it is.
        """
        if self.sign_in is None:  # the keychain is asked before anybody is made to wait
            raise AuthError("not_signed_in")
        with self._lock:
            token, sign_in, changes = self._access_token, self._sign_in, self._changes
            if token is not None and token != refused and self._is_good():
                return token
            others = self._renewal
            renewal = self._renewal = others or Future()
        if others is None:
            self._renew(sign_in, changes, renewal)
        return renewal.result()

    def adopt(self, sign_in: SignIn) -> None:
        """Take a sign-in that was another listener's."""
        with self._lock:
            self._hold(sign_in)
        self._bring_keychain()

    def disconnect(self) -> bool:
        """Forget the sign-in, here and in the keychain; whether nothing of it is left."""
        with self._lock:
            self._hold(None)
        return self._bring_keychain()

    def _renew(self, sign_in: SignIn | None, changes: int, renewal: "Future[str]") -> None:
        """Get a new token for all who wait for one. The keychain, which may have to be told, comes after them."""
        try:
            token = self._renewed(sign_in, changes)
        except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
            self._end_renewal(renewal)
            renewal.set_exception(error)
        else:
            self._end_renewal(renewal)
            renewal.set_result(token)
        if self._changes != changes:
            with contextlib.suppress(TimeoutError):  # it is brought there when it answers
                within(KEYCHAIN_S, self._bring_keychain)

    def _renewed(self, sign_in: SignIn | None, changes: int) -> str:
        """Return a new token for a sign-in, and hold what comes with it, unless something else is held meanwhile."""
        if sign_in is None:
            raise AuthError("not_signed_in")
        try:
            grant = self._accounts(sign_in.client_id).refreshed(sign_in.refresh_token)
        except AuthError as error:
            if error.code == "sign_in_again" and self._let_go(changes):
                self._ended()
            raise
        with self._lock:
            if changes != self._changes:
                raise AuthError("not_signed_in")
            if grant.refresh_token is not None and grant.refresh_token != sign_in.refresh_token:
                # Six months count from the person's leave, not from here.
                self._sign_in = replace(sign_in, refresh_token=grant.refresh_token)
                self.is_lasting = False
                self._changes += 1
            self._use(grant)
        return grant.access_token

    def _end_renewal(self, renewal: "Future[str]") -> None:
        with self._lock:
            if self._renewal is renewal:
                self._renewal = None

    def _let_go(self, changes: int) -> bool:
        """Hold no sign-in any more, unless another one is held meanwhile; whether that is so now."""
        with self._lock:
            is_same = changes == self._changes
            if is_same:
                self._hold(None)
            return is_same

    def _bring_keychain(self) -> bool:
        """Bring the keychain to what is held; whether it is.

        What is held may change while the keychain is asked, which can take until a person has answered: then it is
        brought to that, by whoever comes last. Nothing that was written late outlives a sign-out.
        """
        keychain = self._keychain()
        while True:
            with self._lock:
                sign_in, changes = self._sign_in, self._changes
            is_done = keychain.forget(self._entry) if sign_in is None else keychain.save(self._entry, sign_in)
            with self._lock:
                if changes == self._changes:
                    self.is_lasting = sign_in is not None and is_done
                    return is_done

    def _hold(self, sign_in: SignIn | None) -> None:
        """Hold another sign-in, or none."""
        self._access_token = self._good_until = None
        self._sign_in, self._is_known = sign_in, True
        self._renewal = None  # who waits for one is told; who comes now has to do with another sign-in
        self.is_lasting = False
        self._changes += 1

    def _use(self, grant: "Grant") -> None:
        self._access_token = grant.access_token
        self._good_until = self._clock.now() + grant.lasts

    def _is_good(self) -> bool:
        return self._good_until is not None and self._clock.now() < self._good_until - EARLY
