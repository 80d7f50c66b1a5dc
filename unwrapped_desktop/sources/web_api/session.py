"""The connection that spotipy is given.

It goes to one host, follows nothing, reads no more than it must, and says plainly what went wrong, before spotipy has
masked it.
"""

import json
from collections.abc import Mapping
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

import requests

from unwrapped_desktop.network import HeldSession, Mishap, NetworkError

TOTAL_S = 30.0
"""What a call may take in all, and so may all its tries together."""

ANSWER_MAX = 5_000_000
"""No page of fifty entries is longer."""

OK, UNAUTHORIZED, FORBIDDEN, TOO_MANY, SERVER_ERROR, NETWORK_SIGN_IN = 200, 401, 403, 429, 500, 511


class Trouble(Enum):
    """What kind of failure a call met.

    Attributes:
        REFUSED: The token is not, or no longer, good.
        FORBIDDEN: It is, and yet this may not be read.
        TOO_MANY: Spotify wants to be left alone for a while.
        BUSY: Spotify is not well.
        UNREACHABLE: Nothing came, or not all of it.
        PORTAL: A page came from something else: a network that wants to be signed in to.
        UNTRUSTED: The other end is not to be trusted.
        PROXY: A proxy on the way wants a name and a password.
        UNREADABLE: An answer that is none.
    """

    REFUSED = "refused"
    FORBIDDEN = "forbidden"
    TOO_MANY = "too_many"
    BUSY = "busy"
    UNREACHABLE = "unreachable"
    PORTAL = "portal"
    UNTRUSTED = "untrusted"
    PROXY = "proxy"
    UNREADABLE = "unreadable"


class Failure(Exception):  # noqa: N818 - what it is, not that it is one
    """A call that failed.

    Attributes:
        trouble: In what way.
        retry_after: What Spotify says of when to come back, as it says it; None where it says nothing.
        reason: Its word for the reason, such as `QUOTA_EXCEEDED`.
        text: What it says in words; plain text, at most 300 characters.
    """

    def __init__(
        self, trouble: Trouble, *, retry_after: str | None = None, reason: str = "", text: str = ""
    ) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.retry_after = retry_after
        self.reason = reason
        self.text = text


class BoundedSession(HeldSession):
    """A session for one host."""

    def __init__(self, *, host: str) -> None:
        """Prepare a session.

        Args:
            host: The host, with its port if it has one: nothing is sent anywhere else, whatever an answer says.
        """
        super().__init__(total_s=TOTAL_S, answer_max=ANSWER_MAX)
        self._host = host

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **how: Any) -> requests.Response:
        """Ask, and return an answer that is whole, JSON, and a success.

        Raises:
            Failure: It is none of that.
        """
        if urlsplit(str(url)).netloc != self._host:
            raise Failure(Trouble.UNREADABLE)
        try:
            response = super().request(method, url, *args, **how)
        except NetworkError as error:
            raise Failure(_TROUBLES[error.mishap]) from None
        failure = _failure_of(response)
        if failure is not None:
            raise failure
        return response


_TROUBLES: Mapping[Mishap, Trouble] = {
    Mishap.UNREACHABLE: Trouble.UNREACHABLE,
    Mishap.UNTRUSTED: Trouble.UNTRUSTED,
    Mishap.PROXY: Trouble.PROXY,
    Mishap.TOO_LARGE: Trouble.UNREADABLE,
}


def _failure_of(response: requests.Response) -> Failure | None:
    """Return why an answer is no success, None where it is one."""
    status = response.status_code
    is_html = "html" in response.headers.get("Content-Type", "").lower()
    in_order = (
        (status == UNAUTHORIZED, Trouble.REFUSED),
        (status == TOO_MANY, Trouble.TOO_MANY),
        (status == FORBIDDEN and not is_html, Trouble.FORBIDDEN),
        (status == NETWORK_SIGN_IN, Trouble.PORTAL),
        (status >= SERVER_ERROR, Trouble.BUSY),
        (is_html, Trouble.PORTAL),
        (status != OK or not isinstance(_decoded(response.content), dict), Trouble.UNREADABLE),
    )
    trouble = next((trouble for holds, trouble in in_order if holds), None)
    return None if trouble is None else _told(trouble, response)


def _told(trouble: Trouble, response: requests.Response) -> Failure:
    """Return a failure with what Spotify says of it, in JSON or as plain text."""
    answer = _decoded(response.content)
    error = answer.get("error") if isinstance(answer, Mapping) else None
    said = error.get("message") if isinstance(error, Mapping) else error
    reason = error.get("reason") if isinstance(error, Mapping) else ""
    text = said if isinstance(said, str) else response.content.decode("utf-8", "replace")
    return Failure(
        trouble,
        retry_after=response.headers.get("Retry-After"),
        reason=reason if isinstance(reason, str) else "",
        text="".join(sign for sign in text if sign.isprintable())[:300],
    )


def _decoded(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None
