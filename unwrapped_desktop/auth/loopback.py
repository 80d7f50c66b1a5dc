"""The listener that the browser comes back to: on this computer alone, for one sign-in, and then gone (RFC 8252)."""

import asyncio
import contextlib
import logging
import socket
from collections.abc import Callable
from types import TracebackType
from typing import Self

from unwrapped_desktop.auth.callback import PATH, Denied, Granted, Outcome, Refused, read_callback
from unwrapped_desktop.auth.pages import answer
from unwrapped_desktop.domain.errors import AuthError

HOST = "127.0.0.1"
SIGN_IN_S = 300.0
"""Whoever has not come back by then has to begin anew."""

READ_S = 5.0
"""A connection that has not said what it wants by then is closed."""

REQUEST_LINE_MAX, HEADERS_MAX = 8_192, 16_384
CONNECTIONS_MAX = 64
"""So many connections at once are open; of more, the one is closed that has been silent for longest."""

MANY_REFUSED = 20
"""After so many requests that are not the way back, the window warns."""

log = logging.getLogger(__name__)


def _ignore() -> None:
    """Do nothing."""


class LoopbackListener:
    """Waits for the browser. An asynchronous context manager: the port is open inside of it and closed after.

    Attributes:
        refused: Requests that were not the way back, and connections that never said what they wanted.
    """

    def __init__(self, *, state: str, warn: Callable[[], None] = _ignore) -> None:
        """Prepare a listener.

        Args:
            state: What was sent out with the browser.
            warn: Called once when many requests were refused: something else on this computer is knocking.
        """
        self._state = state
        self._warn = warn
        self._server: asyncio.Server | None = None
        self._port = 0
        self._found: asyncio.Future[Granted | Denied] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._silent: dict[asyncio.Task[None], None] = {}  # the oldest first
        self.refused = 0

    async def __aenter__(self) -> Self:
        """Open a port that the system chooses, on the loopback interface alone.

        Raises:
            AuthError: `no_loopback`: it cannot be opened.
        """
        self._found = asyncio.get_running_loop().create_future()
        try:
            bound = _bound_socket()
            self._server = await asyncio.start_server(self._connected, sock=bound, limit=HEADERS_MAX)
        except OSError as error:
            raise AuthError("no_loopback", reason=error.strerror or "unknown") from error
        self._port = bound.getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the port and every connection."""
        if self._server is not None:
            self._server.close()
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._server is not None:
            await self._server.wait_closed()
        if self._found is not None:
            self._found.cancel()

    @property
    def redirect_uri(self) -> str:
        """Where the browser comes back to. Registered without a port; Spotify takes any port of a loopback address."""
        return f"http://{HOST}:{self._port}{PATH}"

    async def code(self, *, timeout_s: float = SIGN_IN_S) -> str:
        """Return the code, once the browser has brought it.

        Raises:
            AuthError: `sign_in_declined`: the person said no; `sign_in_refused`: Spotify did; `sign_in_timed_out`.
            asyncio.CancelledError: The task was cancelled.
        """
        if self._found is None:
            raise AuthError("no_loopback", reason="not open")
        try:
            outcome = await asyncio.wait_for(asyncio.shield(self._found), timeout_s)
        except TimeoutError as error:
            raise AuthError("sign_in_timed_out", minutes=round(timeout_s / 60)) from error
        return code_of(outcome)

    def offer(self, address: str) -> Outcome:
        """Take an address that a person copied from the browser, as if the browser had brought it."""
        return self._take(read_callback(address.strip(), state=self._state))

    def _take(self, outcome: Outcome) -> Outcome:
        if isinstance(outcome, Refused):
            self.refused += 1
            if self.refused == MANY_REFUSED:
                log.warning("%d requests were not the way back from Spotify", self.refused)
                self._warn()
        elif self._found is not None and not self._found.done():
            self._found.set_result(outcome)
        return outcome

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None:
            writer.transport.abort()
            return
        if len(self._tasks) >= CONNECTIONS_MAX:
            self._make_room()
        self._tasks.add(task)
        self._silent[task] = None
        try:
            await self._serve(reader, writer, task)
        except (OSError, asyncio.LimitOverrunError, asyncio.IncompleteReadError, TimeoutError, ValueError):
            log.debug("a connection was given up")
            if task in self._silent:
                self._take(Refused.EMPTY)
        except asyncio.CancelledError:
            writer.transport.abort()  # and no more: asyncio would log a task that was cancelled as one that failed
        finally:
            self._silent.pop(task, None)
            self._tasks.discard(task)
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    def _make_room(self) -> None:
        """Give up the connection that has been silent for longest: whoever comes later may be the browser."""
        oldest = next(iter(self._silent), None)
        if oldest is not None:
            del self._silent[oldest]
            oldest.cancel()
            self._take(Refused.EMPTY)

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, task: "asyncio.Task[None]"
    ) -> None:
        """Answer one request; whatever it is, the answer is sent whole before the connection is closed."""
        async with asyncio.timeout(READ_S):
            line = await reader.readuntil(b"\n")
            hosts = await _hosts(reader)
        self._silent.pop(task, None)
        status, outcome = self._status_of(line, hosts)
        try:
            writer.write(answer(status, outcome))
            async with asyncio.timeout(READ_S):
                await writer.drain()
        finally:
            self._take(outcome)  # whether or not the browser stayed to read the answer

    def _status_of(self, line: bytes, hosts: list[str]) -> tuple[int, Outcome]:
        """Return status and meaning of a request line and the hosts its headers name."""
        words = line.decode("latin-1").rstrip("\r\n").split(" ")
        if len(line) > REQUEST_LINE_MAX or len(words) != 3 or not words[2].startswith("HTTP/1."):
            return 400, Refused.MALFORMED
        if hosts != [f"{HOST}:{self._port}"]:
            return 403, Refused.FOREIGN
        method, target, _ = words
        if method != "GET" or not target.startswith("/"):
            return 404, Refused.NOT_FOUND
        outcome = read_callback(target, state=self._state)
        if outcome is Refused.NOT_FOUND:
            return 404, outcome
        return (400 if isinstance(outcome, Refused) else 200), outcome


def code_of(outcome: Granted | Denied) -> str:
    """Return the code of an outcome.

    Raises:
        AuthError: There is none; the code of the error says whose choice that was.
    """
    if isinstance(outcome, Granted):
        return outcome.code
    if outcome.is_by_choice:
        raise AuthError("sign_in_declined")
    raise AuthError("sign_in_refused", error=outcome.error)


async def _hosts(reader: asyncio.StreamReader) -> list[str]:
    """Read the headers and return what those named `Host` say.

    Raises:
        ValueError: They are longer than `HEADERS_MAX` in all.
    """
    hosts, length = [], 0
    while (line := await reader.readuntil(b"\n")).strip():
        length += len(line)
        if length > HEADERS_MAX:
            raise ValueError("headers")
        name, _, value = line.decode("latin-1").partition(":")
        if name.strip().lower() == "host":
            hosts.append(value.strip())
    return hosts


def _bound_socket() -> socket.socket:
    """Return a socket bound to a port that the system chooses; it is never closed and opened again in between."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
        if exclusive is not None:  # Windows lets others bind a port in use unless told not to
            bound.setsockopt(socket.SOL_SOCKET, exclusive, 1)
        bound.bind((HOST, 0))
        bound.settimeout(0)
    except OSError:
        bound.close()
        raise
    return bound
