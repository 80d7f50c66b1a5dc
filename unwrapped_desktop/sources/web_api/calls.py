"""Calls of the Web API, with all that may go wrong: renewed once, waited for, tried again, or given up with a reason."""

import logging
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from math import ceil
from random import uniform
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

import spotipy

from unwrapped_desktop.domain.errors import AuthError, SourceError
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, Tell
from unwrapped_desktop.leaving import unless_cancelled
from unwrapped_desktop.messages import PATIENCE_ASKED
from unwrapped_desktop.sources.web_api.patience import WAIT_CAP, Patience
from unwrapped_desktop.sources.web_api.session import TOTAL_S, BoundedSession, Failure, Trouble
from unwrapped_desktop.sources.web_api.shapes import shaped

API_URL = "https://api.spotify.com/v1/"

TRIES = 3
"""A call that meets a busy Spotify or a broken network is tried so often."""

BACKOFF_S = (0.4, 1.2)
"""How long to wait before the second try and before the third, more or less: not all who wait shall come back at once."""

WAIT_MAX_S = 60.0
"""What Spotify asks to wait for is waited for up to here; beyond, the person is told when to come back."""

WAIT_UNTOLD_S = 30.0
WAITS_MAX = 3
QUOTA = "QUOTA_EXCEEDED"

_T = TypeVar("_T")


class AccessTokens(Protocol):
    """Where a token comes from."""

    def access_token(self, *, refused: str | None = None) -> str:
        """Return one that is good, and not the refused one."""
        ...


class WebApi:
    """Spotify's Web API for one listener. Blocks: use it in a worker thread.

    Attributes:
        calls: Requests sent, those that failed among them.
    """

    def __init__(
        self,
        *,
        tokens: AccessTokens,
        clock: Clock,
        progress: Tell,
        cancel: CancelToken,
        base_url: str = API_URL,
        patience: Patience | None = None,
    ) -> None:
        """Prepare to ask.

        Args:
            tokens: Where a token comes from.
            clock: Says when to come back.
            progress: Told of waiting.
            cancel: Ends every wait.
            patience: What Spotify has asked of this app before; None where it has asked nothing.
            base_url: Where the Web API is, with a slash at its end; only tests say another place.
        """
        logging.getLogger("spotipy").setLevel(logging.WARNING)  # it writes tokens into its log below that
        self._tokens = tokens
        self._clock = clock
        self._progress = progress
        self._cancel = cancel
        self._patience = patience or Patience()
        self._session = BoundedSession(host=urlsplit(base_url).netloc)
        self._spotify = spotipy.Spotify(requests_session=self._session, retries=0)
        self._spotify.prefix = base_url
        self.calls = 0

    def ask(self, call: Callable[[spotipy.Spotify], Any], shape: type[_T]) -> _T:
        """Return what a call brings.

        Args:
            call: The call, on the client it is given.
            shape: What it must look like.

        Raises:
            AuthError: The sign-in has ended, or may not read this.
            SourceError: Spotify cannot be asked now.
            Cancelled: The token was set.
        """
        found = shaped(self._answer(call), shape)
        if found is None:
            raise SourceError("spotify_unreadable")
        return found

    def _answer(self, call: Callable[[spotipy.Spotify], Any]) -> Any:
        """Return an answer. All tries together take no longer than `TOTAL_S`, but for what Spotify asks to wait."""
        token = self._token()
        tries, waits, was_renewed, until = 0, 0, False, time.monotonic() + TOTAL_S
        while True:
            self._cancel.raise_if_cancelled()
            self._patience.raise_if_too_soon(self._clock.now())
            self._spotify.set_auth(token)
            self._session.total_s = until - time.monotonic()
            self.calls += 1
            try:
                return unless_cancelled(lambda: call(self._spotify), self._cancel)
            except Failure as failure:
                match failure.trouble:
                    case Trouble.REFUSED if not was_renewed:
                        token, was_renewed = self._token(refused=token), True
                    case Trouble.TOO_MANY:
                        self._wait_as_told(failure, may_wait=waits < WAITS_MAX)
                        waits, until = waits + 1, time.monotonic() + TOTAL_S
                    case Trouble.BUSY | Trouble.UNREACHABLE if tries < TRIES - 1:
                        pause_s = BACKOFF_S[tries] * uniform(0.5, 1.5)  # noqa: S311 - nobody has to be unable to guess it
                        if time.monotonic() + pause_s >= until:
                            raise self._error_of(failure) from None
                        self._wait(pause_s)
                        tries += 1
                    case _:
                        raise self._error_of(failure) from None

    def _token(self, *, refused: str | None = None) -> str:
        return unless_cancelled(lambda: self._tokens.access_token(refused=refused), self._cancel)

    def _wait_as_told(self, failure: Failure, *, may_wait: bool) -> None:
        """Wait for as long as Spotify says.

        Raises:
            SourceError: That is too long, or the day's share is used up.
        """
        now = self._clock.now()
        seconds, is_quota = wait_s(failure.retry_after, now), failure.reason == QUOTA
        if may_wait and not is_quota and seconds <= WAIT_MAX_S:
            self._wait(seconds, said=PATIENCE_ASKED)
            return
        self._patience.ask_for(timedelta(seconds=max(seconds, 1.0)), now, is_quota=is_quota)
        self._patience.raise_if_too_soon(now)

    def _wait(self, seconds: float, *, said: str = "") -> None:
        """Wait; a set token ends it within a tenth of a second.

        Args:
            seconds: How long.
            said: What is told meanwhile, with a place for the seconds left; empty for nothing.
        """
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._cancel.raise_if_cancelled()
            if said:
                self._progress(Progress(stage=Stage.READING, detail=said.format(left=ceil(left))))
            time.sleep(min(left, 0.05))

    def _error_of(self, failure: Failure) -> AuthError | SourceError:
        if failure.trouble is Trouble.FORBIDDEN:
            return _forbidden(failure.text)
        return _ERRORS[failure.trouble]()


_ERRORS: Mapping[Trouble, Callable[[], AuthError | SourceError]] = {
    Trouble.REFUSED: lambda: AuthError("sign_in_again"),
    Trouble.BUSY: lambda: SourceError("spotify_busy"),
    Trouble.UNREACHABLE: lambda: SourceError("spotify_unreachable"),
    Trouble.PORTAL: lambda: AuthError("network_sign_in"),
    Trouble.UNTRUSTED: lambda: AuthError("accounts_not_trusted"),
    Trouble.PROXY: lambda: AuthError("proxy_wants_sign_in"),
    Trouble.UNREADABLE: lambda: SourceError("spotify_unreadable"),
}


def _forbidden(text: str) -> AuthError:
    """Return which of the known causes a refusal has."""
    lower = text.lower()
    if "not registered" in lower:
        return AuthError("not_on_the_list")
    if "premium" in lower:
        return AuthError("owner_without_premium")
    if "scope" in lower:
        return AuthError("leave_too_small")
    return AuthError("spotify_forbids", text=text or "403")


def wait_s(retry_after: str | None, now: datetime) -> float:
    """Return how long `Retry-After` says to wait, 0 to a week: a number of seconds or a date; 30 where it says neither."""
    text = (retry_after or "").strip()
    try:
        seconds = float(text) if text.replace(".", "", 1).isdigit() else _until(text, now)
    except (ValueError, TypeError, OverflowError):
        return WAIT_UNTOLD_S
    return min(max(seconds, 0.0), WAIT_CAP.total_seconds())


def _until(text: str, now: datetime) -> float:
    return (parsedate_to_datetime(text) - now).total_seconds()
