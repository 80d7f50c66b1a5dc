"""The listener, met by real connections."""

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeVar

import pytest

from unwrapped_desktop.auth import loopback
from unwrapped_desktop.auth.callback import Granted, Refused
from unwrapped_desktop.auth.loopback import LoopbackListener
from unwrapped_desktop.domain.errors import AuthError
from unwrapped_desktop.messages import message_for

T = TypeVar("T")
STATE = "s" * 43
TRUE_WAY_BACK = f"/callback?code=CANARY-CODE&state={STATE}"


def run(work: Callable[[], Awaitable[T]]) -> T:
    async def all_of_it() -> T:
        return await asyncio.wait_for(work(), 20)

    return asyncio.run(all_of_it())


def port_of(listener: LoopbackListener) -> int:
    return int(listener.redirect_uri.rsplit(":", 1)[1].partition("/")[0])


@contextlib.asynccontextmanager
async def connected(
    listener: LoopbackListener,
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port_of(listener))
    try:
        yield reader, writer
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def asked(
    listener: LoopbackListener, target: str, *, host: str | None = None, method: str = "GET", more: str = ""
) -> str:
    """What is answered, whole."""
    where = f"127.0.0.1:{port_of(listener)}" if host is None else host
    async with connected(listener) as (reader, writer):
        writer.write(f"{method} {target} HTTP/1.1\r\nHost: {where}\r\n{more}\r\n".encode("latin-1"))
        return (await reader.read()).decode()


def refuses(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def test_a16_the_browser_gets_its_answer_and_the_program_the_code() -> None:
    async def work() -> None:
        async with LoopbackListener(state=STATE) as listener:
            page = await asked(listener, TRUE_WAY_BACK)
            assert page.startswith("HTTP/1.1 200 OK\r\n")
            assert page.rstrip().endswith("</html>")
            assert await listener.code() == "CANARY-CODE"

    run(work)


def test_a2_a3_it_listens_on_this_computer_alone() -> None:
    async def work() -> None:
        async with LoopbackListener(state=STATE) as listener:
            assert listener.redirect_uri == f"http://127.0.0.1:{port_of(listener)}/callback"
            names = [bound.getsockname() for bound in listener._server.sockets]  # type: ignore[union-attr]
            assert names == [("127.0.0.1", port_of(listener))]

    run(work)


def test_a3_no_other_address_of_this_computer_is_answered() -> None:
    async def work() -> None:
        async with LoopbackListener(state=STATE) as listener:
            others = {found[4][0] for found in socket.getaddrinfo(socket.gethostname(), None)} - {"127.0.0.1"}
            others |= {"127.0.0.2", "::1"}
            for address in sorted(map(str, others)):
                with pytest.raises(OSError, match=r".+"):
                    await asyncio.wait_for(asyncio.open_connection(address, port_of(listener)), 5)
            await asked(listener, TRUE_WAY_BACK)

    run(work)


def test_a8_strangers_are_told_and_waited_past() -> None:
    async def work() -> None:
        async with LoopbackListener(state=STATE) as listener:
            for target in ("/favicon.ico", "/apple-touch-icon.png", "/", "/callback/"):
                assert (await asked(listener, target)).startswith("HTTP/1.1 404 ")
            assert (await asked(listener, TRUE_WAY_BACK, method="POST")).startswith("HTTP/1.1 404 ")
            assert (await asked(listener, TRUE_WAY_BACK, method="HEAD")).startswith("HTTP/1.1 404 ")
            await asked(listener, TRUE_WAY_BACK)
            assert await listener.code() == "CANARY-CODE"

    run(work)


@pytest.mark.parametrize(
    "target",
    ["/callback?code=evil&state=guess", "/callback?code=evil", "/callback?error=access_denied&state=guess"],
)
def test_a7_a_wrong_state_neither_ends_nor_wins_a_sign_in(target: str) -> None:
    async def work() -> None:
        async with LoopbackListener(state=STATE) as listener:
            assert (await asked(listener, target)).startswith("HTTP/1.1 400 ")
            await asked(listener, TRUE_WAY_BACK)
            assert await listener.code() == "CANARY-CODE"

    run(work)


@pytest.mark.parametrize("host", ["evil.com", "localhost:1", "127.0.0.1", "127.0.0.1:1", ""])
def test_a9_another_host_is_refused(host: str) -> None:
    async def work() -> None:
        async with LoopbackListener(state=STATE) as listener:
            assert (await asked(listener, TRUE_WAY_BACK, host=host)).startswith("HTTP/1.1 403 ")
            twice = f"Host: 127.0.0.1:{port_of(listener)}\r\n"
            assert (await asked(listener, TRUE_WAY_BACK, more=twice)).startswith("HTTP/1.1 403 ")
            with pytest.raises(AuthError):
                await listener.code(timeout_s=0.05)

    run(work)


@pytest.mark.parametrize(
    "said",
    [
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /callback\r\n\r\n",
        b"GET " + b"/" * 9_000 + b" HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 4_000 + b"\r\n",
        b"G" * 40_000,
    ],
)
def test_a10_what_is_no_request_does_no_harm(said: bytes) -> None:
    async def work() -> None:
        async with LoopbackListener(state=STATE) as listener:
            async with connected(listener) as (reader, writer):
                with contextlib.suppress(OSError):
                    writer.write(said)
                    writer.write_eof()
                    answer = await reader.read()
                    assert not answer or answer.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 403 "))
            await asked(listener, TRUE_WAY_BACK)
            assert await listener.code() == "CANARY-CODE"

    run(work)


def test_a10_slow_strangers_do_not_keep_the_browser_out() -> None:
    async def work() -> None:
        async with LoopbackListener(state=STATE) as listener, contextlib.AsyncExitStack() as stack:
            for _ in range(20):
                _, writer = await stack.enter_async_context(connected(listener))
                writer.write(b"GET /call")
            await asked(listener, TRUE_WAY_BACK)
            assert await listener.code() == "CANARY-CODE"

    run(work)


def test_a10_silent_strangers_cannot_hold_every_place() -> None:
    warned: list[bool] = []

    async def work() -> None:
        async with (
            LoopbackListener(state=STATE, warn=lambda: warned.append(True)) as listener,
            contextlib.AsyncExitStack() as stack,
        ):
            strangers = [
                await stack.enter_async_context(connected(listener)) for _ in range(loopback.CONNECTIONS_MAX)
            ]
            for _ in range(loopback.MANY_REFUSED):
                await stack.enter_async_context(connected(listener))
            assert (await asked(listener, TRUE_WAY_BACK)).startswith("HTTP/1.1 200 ")
            assert await listener.code() == "CANARY-CODE"
            with contextlib.suppress(OSError):
                assert await strangers[0][0].read() == b""  # the oldest had to go
            assert listener.refused > loopback.MANY_REFUSED

    run(work)
    assert warned == [True]


def test_a10_whoever_is_given_up_counts_as_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loopback, "READ_S", 0.05)

    async def work() -> None:
        async with LoopbackListener(state=STATE) as listener:
            async with connected(listener) as (reader, _):
                await reader.read()
            assert listener.refused == 1

    run(work)


def test_a4_closing_with_connections_open_leaves_no_trace_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def work() -> None:
        async with contextlib.AsyncExitStack() as stack:
            async with LoopbackListener(state=STATE) as listener:
                held = [await stack.enter_async_context(connected(listener)) for _ in range(10)]
                held[0][1].write(b"GET /call")
                await asked(listener, TRUE_WAY_BACK)
                assert listener.refused == 0
            for reader, _ in held:
                with contextlib.suppress(OSError):
                    assert await reader.read() == b""
            await asyncio.sleep(0)
        assert listener.refused == 0

    run(work)
    assert [record for record in caplog.records if record.levelno > logging.DEBUG] == []


def test_a10_whoever_says_nothing_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loopback, "READ_S", 0.05)

    async def work() -> None:
        async with LoopbackListener(state=STATE) as listener, connected(listener) as (reader, _):
            assert await reader.read() == b""

    run(work)


def test_a23_a_thousand_hostile_requests_draw_a_warning_and_the_true_one_still_works() -> None:
    warned: list[bool] = []

    async def work() -> None:
        async with LoopbackListener(state=STATE, warn=lambda: warned.append(True)) as listener:
            gate = asyncio.Semaphore(20)

            async def hostile(number: int) -> None:
                targets = (
                    f"/callback?code=x&state={number}",
                    "/favicon.ico",
                    f"/callback?error=no&state={number}",
                )
                async with gate:
                    await asked(listener, targets[number % 3])

            await asyncio.gather(*map(hostile, range(1_000)))
            assert listener.refused == 1_000
            await asked(listener, TRUE_WAY_BACK)
            assert await listener.code() == "CANARY-CODE"

    run(work)
    assert warned == [True]


def test_a4_the_port_is_closed_after_success_failure_cancel_and_timeout() -> None:
    async def outcome_of(target: str | None, *, cancelled: bool = False) -> int:
        async with LoopbackListener(state=STATE) as listener:
            port = port_of(listener)
            waiting = asyncio.create_task(listener.code(timeout_s=0.05 if target is None else 5))
            if cancelled:
                await asyncio.sleep(0)
                waiting.cancel()
            elif target is not None:
                await asked(listener, target)
            await asyncio.gather(waiting, return_exceptions=True)
        return port

    async def work() -> None:
        for port in (
            await outcome_of(TRUE_WAY_BACK),
            await outcome_of(f"/callback?error=access_denied&state={STATE}"),
            await outcome_of(None),
            await outcome_of("", cancelled=True),
        ):
            assert refuses(port)

    run(work)


@pytest.mark.parametrize(
    ("error", "code"), [("access_denied", "sign_in_declined"), ("server_error", "sign_in_refused")]
)
def test_a14_a_no_is_told_apart_from_a_failure(error: str, code: str) -> None:
    async def work() -> None:
        async with LoopbackListener(state=STATE) as listener:
            page = await asked(
                listener, f"/callback?state={STATE}&error={error}&error_description=<script>alert(1)</script>"
            )
            assert "script" not in page.partition("\r\n\r\n")[2]
            with pytest.raises(AuthError) as caught:
                await listener.code()
            assert caught.value.code == code
            assert message_for(caught.value)

    run(work)


def test_a11_nobody_is_waited_for_longer_than_five_minutes() -> None:
    async def work() -> None:
        async with LoopbackListener(state=STATE) as listener:
            with pytest.raises(AuthError) as caught:
                await listener.code(timeout_s=0.02)
            assert caught.value.code == "sign_in_timed_out"

    run(work)
    assert loopback.SIGN_IN_S == 300


def test_a11_an_address_that_was_copied_is_read_by_the_same_rules() -> None:
    async def work() -> None:
        async with LoopbackListener(state=STATE) as listener:
            assert listener.offer("https://example.org/") is Refused.NOT_FOUND
            assert listener.offer(f"http://127.0.0.1:1/callback?code=x&state={STATE}x") is Refused.FOREIGN
            assert listener.offer(f"  http://127.0.0.1:1{TRUE_WAY_BACK}\n") == Granted("CANARY-CODE")
            assert await listener.code() == "CANARY-CODE"

    run(work)


@pytest.mark.parametrize("target", [TRUE_WAY_BACK, "/favicon.ico", "/callback?code=x&state=y"])
def test_a15_the_page_is_static_and_strict(target: str) -> None:
    async def work() -> None:
        async with LoopbackListener(state=STATE) as listener:
            head, _, body = (await asked(listener, target)).partition("\r\n\r\n")
            for header in (
                "Content-Type: text/html; charset=utf-8",
                "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'",
                "Referrer-Policy: no-referrer",
                "Cache-Control: no-store",
                "X-Content-Type-Options: nosniff",
                "Connection: close",
                f"Content-Length: {len(body.encode())}",
            ):
                assert header in head.split("\r\n")
            for foreign in ("CANARY", STATE, "<script", "http:", "https:", "src=", "href="):
                assert foreign not in body

    run(work)


def test_two_sign_ins_at_once_do_not_meet() -> None:
    async def work() -> None:
        async with LoopbackListener(state=STATE) as one, LoopbackListener(state="t" * 43) as two:
            assert port_of(one) != port_of(two)
            assert (await asked(two, TRUE_WAY_BACK)).startswith("HTTP/1.1 400 ")
            await asked(two, f"/callback?code=TWO&state={'t' * 43}")
            await asked(one, TRUE_WAY_BACK)
            assert (await one.code(), await two.code()) == ("CANARY-CODE", "TWO")

    run(work)


def test_a17_nothing_secret_is_logged_at_any_level(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    async def work() -> None:
        async with LoopbackListener(state=STATE) as listener:
            for target in ("/favicon.ico", f"/callback?code=CANARY-FALSE&state={STATE[:-1]}", TRUE_WAY_BACK):
                await asked(listener, target)
            await listener.code()

    run(work)
    assert "CANARY" not in caplog.text
    assert STATE[:-1] not in caplog.text


def test_a5_on_windows_the_port_is_taken_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[tuple[int, int, int]] = []

    class Spied(socket.socket):
        def setsockopt(self, *option: int) -> None:  # type: ignore[override]
            taken.append(option)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "SO_EXCLUSIVEADDRUSE", -5, raising=False)
    monkeypatch.setattr(socket, "socket", Spied)
    loopback._bound_socket().close()
    assert taken == [(socket.SOL_SOCKET, -5, 1)]
