"""The accounts service of the stand-in: codes good for one exchange, PKCE verified, tokens that end, rotation on or off."""

import base64
import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

REDIRECT = re.compile(r"http://127\.0\.0\.1:\d{1,5}/callback")
"""What is registered is `http://127.0.0.1/callback`; the port is the program's to choose."""


class Declined(Exception):  # noqa: N818 - reads as the sentence it stands for
    """The accounts service says no.

    Attributes:
        status: HTTP status.
        error: Its word for it.
        description: In words.
    """

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(error)
        self.status = status
        self.error = error
        self.description = description


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pending:
    """A code that has been handed out."""

    client_id: str
    redirect_uri: str
    challenge: str
    scope: str


@dataclass(slots=True, kw_only=True)
class AccountsDouble:
    """The accounts service.

    Attributes:
        client_ids: Who may sign in.
        rotates: Whether a refresh brings a new refresh token, and ends the old one.
        says_no: Whether the person says no on Spotify's page.
        asks: Whether there is a page at all on which a person answers; otherwise the browser is sent back at once.
        grants: The scopes that are granted; None grants what is asked for.
        lasts_s: How long an access token is good.
        access_tokens: Those that are good.
        refresh_tokens: Those that are good, with their scope.
        exchanges: How often a code was exchanged, or tried to be.
        refreshes: The same for refresh tokens.
    """

    client_ids: set[str]
    rotates: bool = False
    says_no: bool = False
    asks: bool = False
    grants: str | None = None
    lasts_s: int = 3_600
    access_tokens: set[str] = field(default_factory=set)
    refresh_tokens: dict[str, str] = field(default_factory=dict)
    exchanges: int = 0
    refreshes: int = 0
    _codes: dict[str, _Pending] = field(default_factory=dict)

    def authorize(self, asked: Mapping[str, str]) -> str:
        """Return where the browser is sent back to.

        Raises:
            Declined: The client id or the redirect address is not registered: then nobody is sent anywhere.
        """
        if asked.get("client_id") not in self.client_ids:
            raise Declined("invalid_client", "INVALID_CLIENT: Invalid client")
        redirect = asked.get("redirect_uri", "")
        if not REDIRECT.fullmatch(redirect):
            raise Declined("invalid_client", "INVALID_CLIENT: Invalid redirect URI")
        state = {"state": asked["state"]} if "state" in asked else {}
        if self.says_no or asked.get("answer") == "no":
            return f"{redirect}?{urlencode({'error': 'access_denied', **state})}"
        if asked.get("response_type") != "code" or asked.get("code_challenge_method") != "S256":
            return f"{redirect}?{urlencode({'error': 'invalid_request', **state})}"
        code = secrets.token_urlsafe(120)
        self._codes[code] = _Pending(
            client_id=asked["client_id"],
            redirect_uri=redirect,
            challenge=asked.get("code_challenge", ""),
            scope=asked.get("scope", "") if self.grants is None else self.grants,
        )
        return f"{redirect}?{urlencode({'code': code, **state})}"

    def token(self, asked: Mapping[str, str]) -> dict[str, str | int]:
        """Return tokens for a code, or for a refresh token.

        Raises:
            Declined: As the real service does it.
        """
        if asked.get("client_id") not in self.client_ids:
            raise Declined("invalid_client", "Invalid client")
        if asked.get("grant_type") == "authorization_code":
            return self._exchanged(asked)
        if asked.get("grant_type") == "refresh_token":
            return self._refreshed(asked)
        raise Declined("unsupported_grant_type", "grant_type parameter is missing")

    def _exchanged(self, asked: Mapping[str, str]) -> dict[str, str | int]:
        self.exchanges += 1
        pending = self._codes.pop(asked.get("code", ""), None)
        if pending is None or pending.client_id != asked["client_id"]:
            raise Declined("invalid_grant", "Invalid authorization code")
        if pending.redirect_uri != asked.get("redirect_uri"):
            raise Declined("invalid_grant", "Invalid redirect URI")
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != pending.challenge:
            raise Declined("invalid_grant", "code_verifier was incorrect")
        return self._granted(pending.scope, with_refresh=True)

    def _refreshed(self, asked: Mapping[str, str]) -> dict[str, str | int]:
        self.refreshes += 1
        scope = self.refresh_tokens.get(asked.get("refresh_token", ""))
        if scope is None:
            raise Declined("invalid_grant", "Refresh token revoked")
        if self.rotates:
            del self.refresh_tokens[asked["refresh_token"]]
        return self._granted(scope, with_refresh=self.rotates)

    def _granted(self, scope: str, *, with_refresh: bool) -> dict[str, str | int]:
        access = f"CANARY-ACCESS-{secrets.token_urlsafe(40)}"
        self.access_tokens.add(access)
        answer: dict[str, str | int] = {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": self.lasts_s,
            "scope": scope,
        }
        if with_refresh:
            refresh = f"CANARY-REFRESH-{secrets.token_urlsafe(60)}"
            self.refresh_tokens[refresh] = scope
            answer["refresh_token"] = refresh
        return answer
