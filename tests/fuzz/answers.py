"""What Spotify answers, or something in its place: the Web API and the accounts service."""

import json
import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tests.fuzz.attempts import Attempt, Try, attempted, told
from tests.fuzz.documents import spoiled_document
from tests.fuzz.oracle import JUDGED_EVERY
from tests.spotify_double import Fault, SpotifyDouble
from tests.spotify_double.server import CLIENT_ID
from tests.unit.sources.rows import FixedClock
from unwrapped_desktop.auth.accounts import Accounts
from unwrapped_desktop.bootstrap import build_judge
from unwrapped_desktop.domain.errors import (
    AuthError,
    NotEnoughData,
    SourceError,
)
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.report_json import encode_report
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.sources.web_api import calls
from unwrapped_desktop.sources.web_api.source import WebApiSource

Chance = random.Random
CANARY = "CANARY-OF-A-SECRET"
API_PATHS = (
    "/v1/me/",
    "/v1/me/top/artists",
    "/v1/me/top/tracks",
    "/v1/me/player/recently-played",
    "/v1/me/tracks",
)


class _OneToken:
    def access_token(self, *, refused: str | None = None) -> str:
        del refused
        return CANARY


HEADERS: tuple[Mapping[str, str], ...] = (
    *(
        {},
        {},
        {"Content-Encoding": "gzip"},
        {"Location": "http://["},
        {"Set-Cookie": "a=\xff"},
        {"X-Odd": "\xe9"},
    ),
    *({"Location": "https://example.org/"}, {"Retry-After": "99999999"}, {"Retry-After": "1e400"}),
)
KINDS = ("application/json",) * 6 + ("text/html", "text/plain", "", "application/json; charset=utf-16")


def spoiled_answer(document: Any, chance: Chance) -> tuple[Fault, str]:
    """Return an answer that something in Spotify's place might give, and what is the matter with it."""
    body, story = spoiled_document(document, chance)
    status = (
        200
        if chance.random() < 0.7
        else chance.choice((204, 206, 301, 302, 304, 400, 401, 403, 404, 407, 418, 500))
    )
    fault = Fault(
        status=status,
        body=body,
        kind=chance.choice(KINDS),
        headers=chance.choice(HEADERS),
        cut=chance.choice((0, 0, 0, 0, 0, 1, len(body) // 2)),
        drops=chance.random() < 0.02,
    )
    return fault, f"{status} {fault.kind} {dict(fault.headers)} cut by {fault.cut}: {story}"


@contextmanager
def spotify() -> Iterator[SpotifyDouble]:
    """Yield a stand-in for Spotify that takes our token; between two tries of a call nobody waits."""
    waits, calls.BACKOFF_S = calls.BACKOFF_S, (0.0, 0.0)
    try:
        with SpotifyDouble() as double:
            double.accounts.access_tokens.add(CANARY)
            yield double
    finally:
        calls.BACKOFF_S = waits


@contextmanager
def web_api() -> Iterator[Try]:
    """What the Web API answers."""
    with spotify() as double:

        def attempt(seed: int, number: int) -> Attempt:
            chance = Chance(f"{seed} web_api {number}")
            path = chance.choice(API_PATHS)
            fault, story = spoiled_answer(double.web_api.answer(path, {"limit": "50"}), chance)
            double.forgive()
            double.fail(path, *[fault] * 12)

            def act() -> Attempt:
                source = WebApiSource(tokens=_OneToken, clock=FixedClock(), base_url=f"{double.url}/v1/")
                lists = source.fetch(ignore_progress, CancelToken())
                if number % JUDGED_EVERY == 0:
                    settings = JudgeSettings(timezone="Europe/Berlin")
                    judge = build_judge(FixedClock())
                    encode_report(
                        judge.report(source, settings, progress=ignore_progress, cancel=CancelToken())
                    )
                return type(lists).__name__, []

            refusals = (AuthError, SourceError, NotEnoughData)
            return told(attempted(act, refusals=refusals, secret=CANARY), f"{path} {story}")

        yield attempt


GRANT = {
    "access_token": "a" * 180,
    "token_type": "Bearer",
    "expires_in": 3_600,
    "refresh_token": "r" * 130,
    "scope": "user-top-read user-library-read",
}
FAILURE = {"error": "invalid_grant", "error_description": "Refresh token revoked"}


@contextmanager
def accounts() -> Iterator[Try]:
    """What the accounts service answers."""
    with spotify() as double:

        def attempt(seed: int, number: int) -> Attempt:
            chance = Chance(f"{seed} accounts {number}")
            fault, story = spoiled_answer(chance.choice((GRANT, GRANT, FAILURE)), chance)
            double.forgive()
            double.fail("/api/token", fault)
            before = double.requests["/api/token"]

            def act() -> Attempt:
                service = Accounts(client_id=CLIENT_ID, base_url=double.url)
                grant = service.refreshed(CANARY)
                answer = json.loads(fault.body)
                is_true = grant.access_token == answer["access_token"] and grant.lasts.total_seconds() > 0
                is_bearer = str(answer["token_type"]).lower() == "bearer"
                problems = [] if is_true and is_bearer else ["granted what was not"]
                grant.access_token.encode()
                return "granted", problems

            outcome, problems = attempted(act, refusals=(AuthError,), secret=CANARY)
            if double.requests["/api/token"] != before + 1:
                problems.append("asked more than once")
            return told((outcome, problems), story)

        yield attempt
