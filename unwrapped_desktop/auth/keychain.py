"""Keeps a sign-in in the system's keychain, and nowhere else: there is no file to fall back on."""

import importlib
import logging
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Protocol

import msgspec

from unwrapped_desktop import APP_ID
from unwrapped_desktop.auth.sign_in import SignIn

SERVICE = APP_ID

KEYCHAIN_S = 15.0
"""How long a keychain is waited for where nobody sees that it is asked: long enough for a password, and no longer."""

WINDOWS_MAX = 1_280
"""Characters that an entry of the Windows vault may have."""

TRUSTED = tuple(
    f"keyring.backends.{name}" for name in ("macOS", "Windows", "SecretService", "libsecret", "kwallet")
)
"""Keychains of systems, and of desktops that speak the Secret Service. Whatever keeps secrets in files is not among them."""

log = logging.getLogger(__name__)


class Vault(Protocol):
    """What of `keyring` is used; tests have one in memory."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return an entry, None where there is none."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Write an entry."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Delete an entry."""
        ...


class _Entry(msgspec.Struct):
    refresh_token: str
    authorized_at: datetime
    client_id: str


class Keychain:
    """The system's keychain. Blocks, since it may ask the person for a password: call it from a worker thread.

    Attributes:
        is_there: Whether the system has one that takes what it is given. Otherwise a sign-in ends with the program.
    """

    def __init__(self, vault: Vault | None) -> None:
        """Prepare a keychain.

        Args:
            vault: What keeps the entries; None where the system has nothing for it.
        """
        self._vault = vault
        self.is_there = vault is not None

    @property
    def name(self) -> str:
        """Which keychain it is, as the module of its backend; empty where there is none."""
        return "" if self._vault is None else type(self._vault).__module__

    def load(self, listener: str) -> SignIn | None:
        """Return a listener's sign-in, None where none is kept, or it cannot be read."""
        if self._vault is None:
            return None
        try:
            kept = self._vault.get_password(SERVICE, listener)
            entry = None if kept is None else msgspec.json.decode(kept, type=_Entry)
        except Exception as error:  # noqa: BLE001 - backends raise what they like
            self._failed("read", error)
            return None
        if entry is None:
            return None
        return SignIn(
            refresh_token=entry.refresh_token,
            authorized_at=entry.authorized_at,
            client_id=entry.client_id,
        )

    def save(self, listener: str, sign_in: SignIn) -> bool:
        """Keep a listener's sign-in, in one entry; False where it is not there when read again.

        The one before stays until the new one is written: an entry is replaced as a whole.
        """
        if self._vault is None:
            return False
        entry = msgspec.json.encode(
            _Entry(
                refresh_token=sign_in.refresh_token,
                authorized_at=sign_in.authorized_at,
                client_id=sign_in.client_id,
            )
        ).decode()
        if sys.platform == "win32" and len(entry) > WINDOWS_MAX:
            self.is_there = False
            return False
        try:
            self._vault.set_password(SERVICE, listener, entry)
            # Some backends lose what they are given without a word.
            self.is_there = self._vault.get_password(SERVICE, listener) == entry
        except Exception as error:  # noqa: BLE001 - as above
            self._failed("written", error)
        return self.is_there

    def forget(self, listener: str) -> bool:
        """Delete a listener's sign-in; whether none is there afterwards."""
        if self._vault is None:
            return True
        try:
            if self._vault.get_password(SERVICE, listener) is not None:
                self._vault.delete_password(SERVICE, listener)
            return self._vault.get_password(SERVICE, listener) is None
        except Exception as error:  # noqa: BLE001 - as above
            self._failed("deleted", error)
            return False

    def _failed(self, what: str, error: Exception) -> None:
        self.is_there = False
        # Its text may hold the entry: its kind alone is told.
        log.warning("the keychain could not be %s: %s", what, type(error).__name__)


def system_keychain() -> Keychain:
    """Return the keychain of this system, one that is not there where the system has none to be trusted.

    The backends are named here: a setting of the person's, or another program's, could name one that keeps secrets in a
    file, or code that is no backend at all.
    """
    found = [backend for module in TRUSTED for backend in _usable(module)]
    return Keychain(max(found, key=lambda backend: backend.priority, default=None))


def _usable(module: str) -> Iterator[Any]:
    """Yield the backends of a module that work here. One that does not says so in as many ways as there are backends."""
    try:
        # Loading them takes a while: each looks for its service.
        from keyring.backend import KeyringBackend  # noqa: PLC0415

        classes = [
            kind
            for kind in vars(importlib.import_module(module)).values()
            if isinstance(kind, type) and issubclass(kind, KeyringBackend) and kind.__module__ == module
        ]
        yield from (kind() for kind in classes if kind.viable)
    except Exception as error:  # noqa: BLE001 - as above
        log.debug("%s is no keychain here: %s", module, type(error).__name__)
