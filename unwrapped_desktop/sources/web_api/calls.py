"""Calls of the Web API, with all that may go wrong: renewed once, waited for, tried again, or given up with a reason."""

import logging
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from math import ceil
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

import msgspec
import spotipy

from unwrapped_desktop.domain.errors import AuthError, SourceError
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, Tell
from unwrapped_desktop.messages import PATIENCE_ASKED
from unwrapped_desktop.sources.web_api.leaving import unless_cancelled
from unwrapped_desktop.sources.web_api.session import BoundedSession, Failure, Trouble

API_URL = "https://api.spotify.com/v1/"

TRIES = 3
"""A call that meets a busy Spotify or a broken network is tried so often."""

BACKOFF_S = (0.4, 1.2)
WAIT_MAX_S = 60.0
"""What Spotify asks to wait for is waited for up to here; beyond, the person is told when to come back."""

WAIT_UNTOLD_S, WAIT_CAP_S = 30.0, 7 * 86_400.0
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
    ) -> None:
        """Prepare to ask.

        Args:
            tokens: Where a token comes from.
            clock: Says when to come back.
            progress: Told of waiting.
            cancel: Ends every wait.
            base_url: Where the Web API is, with a slash at its end; only tests say another place.
        """
        logging.getLogger("spotipy").setLevel(logging.WARNING)  # it writes tokens into its log below that
        self._tokens = tokens
        self._clock = clock
        self._progress = progress
        self._cancel = cancel
        self._spotify = spotipy.Spotify(
            requests_session=BoundedSession(host=urlsplit(base_url).netloc), retries=0
        )
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
        answer = self._answer(call)
        try:
            return msgspec.convert(answer, shape)
        except msgspec.ValidationError as error:
            raise SourceError("spotify_unreadable") from error

    def _answer(self, call: Callable[[spotipy.Spotify], Any]) -> Any:
        token = self._token()
        tries, waits, was_renewed = 0, 0, False
        while True:
            self._cancel.raise_if_cancelled()
            self._spotify.set_auth(token)
            self.calls += 1
            try:
                return unless_cancelled(lambda: call(self._spotify), self._cancel)
            except Failure as failure:
                match failure.trouble:
                    case Trouble.REFUSED if not was_renewed:
                        token, was_renewed = self._token(refused=token), True
                    case Trouble.TOO_MANY if waits < WAITS_MAX:
                        self._wait_as_told(failure)
                        waits += 1
                    case Trouble.BUSY | Trouble.UNREACHABLE if tries < TRIES - 1:
                        self._wait(BACKOFF_S[tries])
                        tries += 1
                    case _:
                        raise self._error_of(failure) from None

    def _token(self, *, refused: str | None = None) -> str:
        return unless_cancelled(lambda: self._tokens.access_token(refused=refused), self._cancel)

    def _wait_as_told(self, failure: Failure) -> None:
        """Wait for as long as Spotify says.

        Raises:
            SourceError: That is too long, or the day's share is used up.
        """
        seconds = wait_s(failure.retry_after, self._clock.now())
        if failure.reason == QUOTA or seconds > WAIT_MAX_S:
            raise self._error_of(failure)
        self._wait(seconds, said=PATIENCE_ASKED)

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
        if failure.trouble is not Trouble.TOO_MANY:
            return _ERRORS[failure.trouble]()
        now = self._clock.now()
        back = now + timedelta(seconds=wait_s(failure.retry_after, now))
        at = f"{back.astimezone():%d %B, %H:%M}"
        is_quota = failure.reason == QUOTA
        return SourceError("spotify_quota", at=at) if is_quota else SourceError("spotify_come_back", at=at)


_ERRORS: Mapping[Trouble, Callable[[], AuthError | SourceError]] = {
    Trouble.REFUSED: lambda: AuthError("sign_in_again"),
    Trouble.BUSY: lambda: SourceError("spotify_busy"),
    Trouble.UNREACHABLE: lambda: SourceError("spotify_unreachable"),
    Trouble.PORTAL: lambda: AuthError("network_sign_in"),
    Trouble.UNTRUSTED: lambda: AuthError("accounts_not_trusted"),
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
    return min(max(seconds, 0.0), WAIT_CAP_S)


def _until(text: str, now: datetime) -> float:
    return (parsedate_to_datetime(text) - now).total_seconds()
