"""What knocks at the port that the browser comes back to."""

import asyncio
import logging
import random
from collections.abc import Iterator
from contextlib import contextmanager

from tests.fuzz.attempts import Attempt, Try, attempted, told
from tests.fuzz.content import spoiled_bytes
from unwrapped_desktop.auth.loopback import LoopbackListener
from unwrapped_desktop.domain.errors import (
    AuthError,
)

Chance = random.Random
CANARY = "CANARY-OF-A-SECRET"
STATE = "s" * 43


STRANGE_LINES = (
    *(
        b"GET /callback?code=x&state=",
        b"GET http://127.0.0.1/callback HTTP/1.1",
        b"\x16\x03\x01\x02\x00\x01",
        b"GET",
    ),
    *(
        b"POST /callback?code=x HTTP/1.1",
        b"GET //callback?code=x HTTP/1.1",
        b"PRI * HTTP/2.0",
        b"GET /callback?%ff HTTP/1.1",
    ),
    *(
        b"GET /callback?code=x&code=y&state=" + STATE.encode() + b" HTTP/1.1",
        b"G" * 9_000,
        b"GET /[ HTTP/1.1",
        b"",
    ),
    *(b"GET /callback?error=%00%0d%0a<b>&state= HTTP/1.1", b"GET /callback?state=%ed%a0%80&code=x HTTP/1.1"),
)


class _Records(logging.Handler):
    """Hears what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def requests() -> Iterator[Try]:
    """What knocks at the port that the browser comes back to."""

    def attempt(seed: int, number: int) -> Attempt:
        chance = Chance(f"{seed} requests {number}")
        knocks = [_request(chance) for _ in range(chance.choice((1, 1, 2, 5, 30)))]
        heard, root = _Records(), logging.getLogger()
        level = root.level
        root.addHandler(heard)
        root.setLevel(logging.WARNING)
        try:
            outcome, problems = attempted(
                lambda: asyncio.run(_met(knocks)), refusals=(AuthError,), secret=CANARY
            )
        finally:
            root.removeHandler(heard)
            root.setLevel(level)
        problems += [f"logged {line[:200]!r}" for line in heard.lines if "were not the way back" not in line]
        return told((outcome, problems), repr(knocks)[:300])

    yield attempt


def _request(chance: Chance) -> bytes:
    if chance.random() < 0.4:
        line = chance.choice(STRANGE_LINES) + chance.choice((b"\r\n", b"\n", b"\r\n\r\n", b""))
        return line + chance.randbytes(chance.choice((0, 0, 40, 20_000)))
    state = chance.choice(("", "x" * 43, STATE[:-1], STATE + "s", STATE.upper()))
    host = chance.choice(("127.0.0.1", "evil.example", "127.0.0.1:PORT", "localhost:PORT"))
    whole = f"GET /callback?code={CANARY}&state={state} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    return whole if chance.random() < 0.4 else spoiled_bytes(whole, chance)[0]


async def _met(knocks: list[bytes]) -> Attempt:
    """Knock with everything, then come back as the browser does; none of the strangers may win or end the sign-in."""
    async with LoopbackListener(state=STATE) as listener:
        port = listener.redirect_uri.rsplit(":", 1)[1].partition("/")[0]
        true = f"GET /callback?code=the+true+one&state={STATE} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
        answers = [await _answer_to(int(port), knock.replace(b"PORT", port.encode())) for knock in knocks]
        await _answer_to(int(port), true)
        code = await listener.code(timeout_s=20)
    problems = [] if code == "the true one" else [f"came back with {code!r}"]
    problems += [
        f"answered {answer[:60]!r}" for answer in answers if answer and not answer.startswith(b"HTTP/1.1 4")
    ]
    return f"{len(knocks)} knocked", problems


async def _answer_to(port: int, request: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer = b""
    try:
        writer.write(request)
        writer.write_eof()
        answer = await asyncio.wait_for(reader.read(), 20)
    except OSError:
        pass  # it did not care to hear all of it
    finally:
        writer.close()
    return answer
