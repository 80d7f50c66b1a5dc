"""Servers that misbehave below HTTP: they drip, break off, send without end, or say who they are with a false certificate.

A server plays one script for every connection, byte for byte, and keeps the heads of the requests it has read.
"""

import contextlib
import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Self

Script = Callable[[bytes], Iterable[bytes]]
"""What is sent, piece by piece, for the head of a request."""

JSON_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


class OddServer:
    """A server on loopback. A context manager: it listens inside of it.

    Attributes:
        heads: The heads of the requests that were read, in their order.
        left: How many connections have ended.
    """

    def __init__(self, script: Script, *, tls: ssl.SSLContext | None = None) -> None:
        self._script = script
        self._tls = tls
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self.heads: list[bytes] = []
        self.left = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listening.getsockname()[1])

    @property
    def url(self) -> str:
        """Where it is."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection, contextlib.suppress(OSError):
                if self._tls is None:
                    self._play(connection)
                else:
                    with self._tls.wrap_socket(connection, server_side=True) as secured:
                        self._play(secured)
        finally:
            self.left += 1

    def _play(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(65_536)
            if not piece:
                return
            head += piece
        self.heads.append(head)
        for piece in self._script(head):
            if self._is_over.is_set():
                return
            connection.sendall(piece)
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_WR)


def says(*pieces: bytes) -> Script:
    """Send some pieces, and close."""
    return lambda _head: pieces


def json_of(body: bytes, *headers: str, status: str = "200 OK") -> Script:
    """Send a body as JSON, with its length, and close."""
    lines = [f"HTTP/1.1 {status}", "Content-Type: application/json", f"Content-Length: {len(body)}", *headers]
    return says("\r\n".join(lines).encode() + b"\r\n\r\n" + body)


def silent(_head: bytes) -> Iterator[bytes]:
    """Send nothing, for longer than any test waits."""
    time.sleep(60)
    yield b""


def drips_headers(_head: bytes) -> Iterator[bytes]:
    """Send headers letter by letter, and never an end of them."""
    yield JSON_HEAD
    while True:
        for letter in b"X-Drip: x\r\n":
            time.sleep(0.02)
            yield bytes([letter])


def drips_body(_head: bytes) -> Iterator[bytes]:
    """Send a body letter by letter, far longer than anybody waits for."""
    yield JSON_HEAD + b"Content-Length: 60000\r\n\r\n"
    while True:
        time.sleep(0.02)
        yield b" "


def endless(_head: bytes) -> Iterator[bytes]:
    """Send five hundred megabytes as fast as they are taken."""
    yield JSON_HEAD + b"Content-Length: 500000000\r\n\r\n"
    for _ in range(500):
        yield b" " * 1_000_000


def endless_redirect(head: bytes) -> Iterator[bytes]:
    """Send them as the body of an answer that leads elsewhere."""
    pieces = iter(endless(head))
    next(pieces)
    yield b"HTTP/1.1 302 Found\r\nLocation: https://evil.invalid/\r\nContent-Length: 500000000\r\n\r\n"
    yield from pieces


def bomb(_head: bytes) -> Iterator[bytes]:
    """Send half a megabyte that unpacks to five hundred."""
    packed = gzip.compress(b" " * 10_000_000) * 50
    yield JSON_HEAD + f"Content-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n".encode() + packed
