"""The server: routes requests, plays faults that a test has asked for, and counts."""

import html
import json
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from tests.list_listeners import told
from tests.spotify_double.accounts import AccountsDouble, Declined
from tests.spotify_double.web_api import WebApiDouble
from unwrapped_desktop.domain.top_lists import TopLists

CLIENT_ID = "0123456789abcdef0123456789abcdef"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """An answer other than the true one.

    Attributes:
        status: HTTP status.
        body: What is sent.
        kind: Its content type.
        headers: More headers.
        wait_s: How long before anything is sent.
        cut: How many bytes less are sent than the length says; the connection is closed then.
        drops: Whether the connection is closed without an answer.
    """

    status: int = 500
    body: bytes = b""
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    wait_s: float = 0.0
    cut: int = 0
    drops: bool = False


class SpotifyDouble:
    """The stand-in. A context manager: it listens inside of it.

    Attributes:
        accounts: The accounts service.
        web_api: The Web API.
        requests: How often each path was asked for.
    """

    def __init__(self, *, client_id: str = CLIENT_ID, person: TopLists | None = None, port: int = 0) -> None:
        self.accounts = AccountsDouble(client_ids={client_id})
        self.web_api = WebApiDouble(person=person or told("obsessive", 7, "full"))
        self.requests: Counter[str] = Counter()
        self._faults: defaultdict[str, list[Fault]] = defaultdict(list)
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler_of(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def fail(self, path: str, *faults: Fault) -> None:
        """Answer the next requests for a path with faults, one after the other."""
        self._faults[path] += faults

    def forgive(self) -> None:
        """Answer truly again, whatever was still to come."""
        with self._lock:
            self._faults.clear()

    def fault_of(self, path: str) -> Fault | None:
        """Count a request, and return what it is answered instead of the truth."""
        with self._lock:
            self.requests[path] += 1
            waiting = self._faults[path]
            return waiting.pop(0) if waiting else None


def question(path: str) -> str:
    """Return the page on which a person gives leave, or does not."""
    yes, no = (html.escape(f"{path}&answer={answer}") for answer in ("yes", "no"))
    return (
        "<!doctype html><title>Not Spotify</title><h1>This is not Spotify</h1>"
        f'<p><a href="{yes}">Agree</a> <a href="{no}">Cancel</a></p>'
    )


def _handler_of(double: SpotifyDouble) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one piece: in two, each answer would wait for an acknowledgement

        def do_GET(self) -> None:
            self._serve({})

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            self._serve(dict(parse_qsl(self.rfile.read(length).decode())))

        def _serve(self, form: Mapping[str, str]) -> None:
            address = urlsplit(self.path)
            fault = double.fault_of(address.path)
            if fault is not None:
                self._play(fault)
            elif address.path == "/authorize" and self.command == "GET":
                self._authorize(dict(parse_qsl(address.query)))
            elif address.path == "/api/token" and self.command == "POST":
                self._token(form)
            elif address.path.startswith("/v1/"):
                self._api(address.path, dict(parse_qsl(address.query)))
            else:
                self._send(404, b"{}")

        def _authorize(self, asked: Mapping[str, str]) -> None:
            try:
                if double.accounts.asks and "answer" not in asked:
                    self._send(200, question(self.path).encode(), kind="text/html; charset=utf-8")
                    return
                self._send(302, b"", {"Location": double.accounts.authorize(asked)})
            except Declined as declined:
                self._send(declined.status, declined.description.encode(), kind="text/plain")

        def _token(self, asked: Mapping[str, str]) -> None:
            try:
                self._say(200, double.accounts.token(asked))
            except Declined as declined:
                self._say(
                    declined.status, {"error": declined.error, "error_description": declined.description}
                )

        def _api(self, path: str, asked: Mapping[str, str]) -> None:
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            if token not in double.accounts.access_tokens:
                self._say(401, {"error": {"status": 401, "message": "The access token expired"}})
                return
            answer = double.web_api.answer(path, asked)
            self._say(
                404 if answer is None else 200, answer or {"error": {"status": 404, "message": "Not found"}}
            )

        def _play(self, fault: Fault) -> None:
            time.sleep(fault.wait_s)
            self.close_connection = True
            if not fault.drops:
                self._send(fault.status, fault.body, fault.headers, kind=fault.kind, cut=fault.cut)

        def _say(self, status: int, answer: Mapping[str, Any]) -> None:
            self._send(status, json.dumps(answer).encode())

        def _send(
            self,
            status: int,
            body: bytes,
            headers: Mapping[str, str] | None = None,
            *,
            kind: str = "application/json",
            cut: int = 0,
        ) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[: len(body) - cut])

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the library has
            """Say nothing: a test hears enough."""

    return Handler
