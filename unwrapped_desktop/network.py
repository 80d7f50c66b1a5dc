"""What every call to the network is held to: one answer, so much of it, within so long, and nothing followed."""

import time
from enum import Enum
from typing import Any

import requests
from urllib3.exceptions import HTTPError

from unwrapped_desktop.leaving import within

CONNECT_S, READ_S = 5.0, 10.0
"""How long a connection may take, and how long nothing may come of it."""

PIECE = 65_536
PROXY_WANTS_SIGN_IN = 407


class Mishap(Enum):
    """Why there is no answer.

    Attributes:
        UNREACHABLE: Nothing came, or not all of it, or not in time.
        UNTRUSTED: The other end could not prove who it is.
        PROXY: A proxy on the way wants a name and a password.
        TOO_LARGE: More came than there can be.
    """

    UNREACHABLE = "unreachable"
    UNTRUSTED = "untrusted"
    PROXY = "proxy"
    TOO_LARGE = "too_large"


class NetworkError(Exception):
    """A call that brought no answer. It tells nothing of what was sent.

    Attributes:
        mishap: Why.
    """

    def __init__(self, mishap: Mishap) -> None:
        super().__init__(mishap.value)
        self.mishap = mishap


class HeldSession(requests.Session):
    """A session whose calls end in time, whatever the other end does.

    Attributes:
        total_s: How long a call may take in all, from the look-up of the name to the last byte.
    """

    def __init__(self, *, total_s: float, answer_max: int) -> None:
        """Prepare a session.

        Args:
            total_s: How long a call may take in all.
            answer_max: So many bytes, unpacked, an answer may have.
        """
        super().__init__()
        self.total_s = total_s
        self._answer_max = answer_max
        # Otherwise a name in `.netrc` takes the place of a token.
        self.auth = _as_it_is

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **how: Any) -> requests.Response:
        """Ask, and return an answer that is whole, whatever it says.

        Raises:
            NetworkError: There is none.
        """
        asked = {**how, "timeout": (CONNECT_S, READ_S), "allow_redirects": False, "stream": True}
        until = time.monotonic() + self.total_s

        def ask() -> requests.Response:
            with super(HeldSession, self).request(method, url, *args, **asked) as response:
                response._content = self._read(response, until)  # noqa: SLF001 - as `stream=False` would have it
            return response

        try:
            response = within(self.total_s, ask)
        except (requests.exceptions.RequestException, HTTPError, OSError, ValueError) as error:
            # The cause is not kept: its text may hold what was sent.
            raise NetworkError(_mishap_of(error)) from None
        if response.status_code == PROXY_WANTS_SIGN_IN:
            raise NetworkError(Mishap.PROXY)
        return response

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002 - the name it is called by
        """Return None: nothing is followed. Even to say where an answer leads, `requests` would read it without bounds."""
        return None

    def _read(self, response: requests.Response, until: float) -> bytes:
        """Return the body, piece by piece as it comes: a piece that is waited for to be full can take for ever."""
        content = bytearray()
        while piece := response.raw.read1(PIECE, decode_content=True):
            content += piece
            if len(content) > self._answer_max:
                raise NetworkError(Mishap.TOO_LARGE)
            if time.monotonic() > until:
                raise TimeoutError
        return bytes(content)


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _mishap_of(error: Exception) -> Mishap:
    if isinstance(error, requests.exceptions.SSLError):
        return Mishap.UNTRUSTED
    # A proxy that refuses a tunnel has no answer of its own that could be asked for its status.
    is_refused = isinstance(error, requests.exceptions.ProxyError) and str(PROXY_WANTS_SIGN_IN) in str(error)
    return Mishap.PROXY if is_refused else Mishap.UNREACHABLE
