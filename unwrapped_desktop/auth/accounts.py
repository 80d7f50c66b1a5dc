"""Asks Spotify's accounts service for tokens: once for a code, and again with what keeps a sign-in alive.

No call is repeated here: a code is good for one exchange (RFC 9700, section 4.5), and whether a refresh is tried again is
its caller's to say. Nothing that comes back is believed before its types have been looked at.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated

import msgspec

from unwrapped_desktop.auth.places import ACCOUNTS_URL
from unwrapped_desktop.domain.errors import AuthError
from unwrapped_desktop.network import HeldSession, Mishap, NetworkError

TOTAL_S = 20.0
"""What a call may take in all."""

ANSWER_MAX = 65_536
"""No answer of the accounts service is longer."""

TERMINAL = frozenset({"invalid_grant", "invalid_client", "unauthorized_client"})
"""Answers after which only a new sign-in helps."""

_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=4_096)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Tokens as they come from Spotify; none of them shows in its `repr`.

    Attributes:
        access_token: Opens the Web API.
        lasts: How long it does.
        refresh_token: Brings the next one; None where the one before stays good.
        scopes: What was granted, which may be less than was asked for.
    """

    access_token: str = field(repr=False)
    lasts: timedelta
    refresh_token: str | None = field(repr=False, default=None)
    scopes: frozenset[str] = frozenset()


class _Answer(msgspec.Struct):
    access_token: _Text
    token_type: str
    expires_in: Annotated[int, msgspec.Meta(gt=0, le=86_400)]
    refresh_token: _Text | None = None
    scope: str = ""


class _Failure(msgspec.Struct):
    error: str
    error_description: str = ""


class Accounts:
    """Spotify's accounts service, for one client id. Blocks: call it from a worker thread."""

    def __init__(self, *, client_id: str, base_url: str = ACCOUNTS_URL) -> None:
        """Prepare to ask.

        Args:
            client_id: The person's own.
            base_url: Where the service is; only tests say another place.
        """
        self._client_id = client_id
        self._url = f"{base_url}/api/token"

    def exchange(self, code: str, *, verifier: str, redirect_uri: str) -> Grant:
        """Return the tokens for a code.

        Args:
            code: What the browser brought.
            verifier: Of the handshake that it was asked with.
            redirect_uri: Byte for byte as it was then.

        Raises:
            AuthError: `sign_in_refused`: the code is used, old, or another's; otherwise as `refreshed` does.
        """
        asked = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": verifier,
        }
        return self._granted(asked, refusal=lambda error: AuthError("sign_in_refused", error=error))

    def refreshed(self, refresh_token: str) -> Grant:
        """Return new tokens for an old one.

        Raises:
            AuthError: `sign_in_again`: it is spent, revoked, or six months old. `accounts_unreachable`,
                `accounts_busy`, `accounts_unreadable`, `network_sign_in`: it may be good still; try later.
        """
        asked = {"grant_type": "refresh_token", "refresh_token": refresh_token}
        return self._granted(asked, refusal=lambda _error: AuthError("sign_in_again"))

    def _granted(self, asked: dict[str, str], *, refusal: Callable[[str], AuthError]) -> Grant:
        status, kind, content = self._post({**asked, "client_id": self._client_id})
        if status in {429, 500, 502, 503, 504}:
            raise AuthError("accounts_busy", status=status)
        if "json" not in kind:
            raise AuthError("network_sign_in") if "html" in kind else AuthError("accounts_unreadable")
        try:
            if status == 200:
                return _grant_of(msgspec.json.decode(content, type=_Answer))
            failure = msgspec.json.decode(content, type=_Failure)
        except (msgspec.DecodeError, ValueError, RecursionError):
            # The cause is not kept: it may quote the answer.
            raise AuthError("accounts_unreadable") from None
        if failure.error in TERMINAL:
            raise refusal(_plain(failure.error_description or failure.error))
        raise AuthError("accounts_unreadable")

    def _post(self, form: dict[str, str]) -> tuple[int, str, bytes]:
        """Return status, kind and content of an answer; redirects are not followed, and no proxy is told a secret."""
        try:
            with HeldSession(total_s=TOTAL_S, answer_max=ANSWER_MAX) as session:
                response = session.post(self._url, data=form)
        except NetworkError as error:
            raise _error_of(error.mishap) from None
        return response.status_code, response.headers.get("Content-Type", "").lower(), response.content


_ERRORS: Mapping[Mishap, Callable[[], AuthError]] = {
    Mishap.UNREACHABLE: lambda: AuthError("accounts_unreachable"),
    Mishap.UNTRUSTED: lambda: AuthError("accounts_not_trusted"),
    Mishap.PROXY: lambda: AuthError("proxy_wants_sign_in"),
    Mishap.TOO_LARGE: lambda: AuthError("accounts_unreadable"),
}


def _error_of(mishap: Mishap) -> AuthError:
    return _ERRORS[mishap]()


def _grant_of(answer: _Answer) -> Grant:
    if answer.token_type.lower() != "bearer":
        raise AuthError("accounts_unreadable")
    return Grant(
        access_token=answer.access_token,
        lasts=timedelta(seconds=answer.expires_in),
        refresh_token=answer.refresh_token,
        scopes=frozenset(answer.scope.split()),
    )


def _plain(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable())[:200]
