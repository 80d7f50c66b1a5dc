"""Whatever Spotify, or something in its place, answers: it is read, or refused by name; nothing else happens."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.spotify_double import Fault, SpotifyDouble
from tests.spotify_double.server import CLIENT_ID
from unwrapped_desktop.auth.accounts import Accounts
from unwrapped_desktop.bootstrap import build_judge
from unwrapped_desktop.domain.errors import AppError, AuthError, SourceError
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.messages import MESSAGES, message_for
from unwrapped_desktop.sources.web_api import calls
from unwrapped_desktop.sources.web_api.source import WebApiSource

PATHS = (
    "/v1/me/",
    "/v1/me/top/artists",
    "/v1/me/top/tracks",
    "/v1/me/player/recently-played",
    "/v1/me/tracks",
)
BOUNDED = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    print_blob=True,
)

any_text = st.text(st.characters(codec=None), max_size=40)
"""Lone surrogates, controls and all."""

leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | any_text
    | st.sampled_from(
        ["\ud800", "x\udfff", "2026-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9" * 400, "a" * 3_000]
    )
)
anything = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(any_text, inner, max_size=4),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def spotify() -> Iterator[SpotifyDouble]:
    with SpotifyDouble() as double:
        double.accounts.access_tokens.add("CANARY-ACCESS")
        yield double


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "BACKOFF_S", (0.0, 0.0))


class StillClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 22, 12, tzinfo=UTC)


class OneToken:
    def access_token(self, *, refused: str | None = None) -> str:  # noqa: ARG002 - the face of one
        return "CANARY-ACCESS"


def is_judged_or_refused(spotify: SpotifyDouble) -> None:
    """Read and judge, as the window does; whatever comes can be kept, or is refused in words."""
    source = WebApiSource(tokens=OneToken, clock=StillClock(), base_url=f"{spotify.url}/v1/")
    refused: AppError | None = None
    report: Report | None = None
    try:
        report = build_judge(StillClock()).report(
            source, JudgeSettings(timezone="Europe/Berlin"), progress=ignore_progress, cancel=CancelToken()
        )
    except AppError as error:
        refused = error
    spotify.forgive()
    if report is not None:
        assert msgspec.json.encode(report)
        assert report.verdict.claims_checked == report.verdict.claims_total > 0
    is_said(refused)


def is_said(refused: AppError | None) -> None:
    """Whatever was refused is said in words, and tells nothing that was sent."""
    if refused is not None:
        assert isinstance(refused, AuthError | SourceError)
        assert refused.code in MESSAGES
        assert message_for(refused).isprintable()
        assert "CANARY" not in f"{refused} {message_for(refused)} {refused.__cause__}"


def replaced(value: Any, draw: st.DataObject, depth: int = 0) -> Any:
    """One part of an answer, replaced by anything."""
    if depth and draw.draw(st.integers(0, 3)) == 0:
        return draw.draw(anything)
    if isinstance(value, dict) and value:
        name = draw.draw(st.sampled_from(sorted(value)))
        if draw.draw(st.integers(0, 5)) == 0:
            return {key: held for key, held in value.items() if key != name}
        return value | {name: replaced(value[name], draw, depth + 1)}
    if isinstance(value, list) and value:
        at = draw.draw(st.integers(0, min(len(value), 10) - 1))
        return [*value[:at], replaced(value[at], draw, depth + 1), *value[at + 1 :]]
    return draw.draw(anything)


@BOUNDED
@given(path=st.sampled_from(PATHS), draw=st.data(), times=st.integers(1, 4))
def test_an_answer_with_anything_in_it_is_judged_or_refused(
    spotify: SpotifyDouble, path: str, draw: st.DataObject, times: int
) -> None:
    answer = spotify.web_api.answer(path, {"limit": "50"})
    for _ in range(times):
        answer = replaced(answer, draw)
    spotify.fail(path, *[Fault(status=200, body=json.dumps(answer).encode())] * 12)
    is_judged_or_refused(spotify)


headers = st.dictionaries(
    st.sampled_from(["Retry-After", "Location", "Content-Encoding", "Set-Cookie", "X-Odd"]),
    st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=40)
    | st.sampled_from(["gzip", "1e12", "99999999", "http://[", "Sun, 22 Nov 2026 12:01:30 GMT"]),
    max_size=3,
)
# Not those that are waited for: what waiting does is tested elsewhere.
statuses = st.sampled_from(
    [200, 204, 206, 301, 302, 304, 400, 401, 403, 404, 407, 418, 451, 500, 502, 511, 599]
)
bodies = st.binary(max_size=200) | anything.map(lambda value: json.dumps(value).encode())
kinds = st.sampled_from(
    ["application/json", "text/html", "text/plain", "", "application/json; charset=utf-16"]
)


faults = st.builds(Fault, status=statuses, body=bodies, kind=kinds, headers=headers)


@BOUNDED
@given(path=st.sampled_from(PATHS), fault=faults)
def test_any_answer_of_the_web_api_is_judged_or_refused(
    spotify: SpotifyDouble, path: str, fault: Fault
) -> None:
    spotify.fail(path, *[fault] * 12)
    is_judged_or_refused(spotify)


names = st.sampled_from(
    ["access_token", "token_type", "expires_in", "refresh_token", "scope", "error", "error_description"]
)
said = st.sampled_from(["Bearer", "invalid_grant", 3_600, -1, 2**63, "\ud800", "x" * 5_000])
grants = st.dictionaries(names, said | anything, max_size=7).map(lambda value: json.dumps(value).encode())
account_faults = st.builds(
    Fault, status=statuses | st.just(429), body=grants | bodies, kind=kinds, headers=headers
)


@settings(BOUNDED, max_examples=150)
@given(fault=account_faults, refreshes=st.booleans())
def test_any_answer_of_the_accounts_service_is_a_grant_or_refused(
    spotify: SpotifyDouble, fault: Fault, refreshes: bool
) -> None:
    accounts = Accounts(client_id=CLIENT_ID, base_url=spotify.url)
    before = spotify.requests["/api/token"]
    spotify.fail("/api/token", fault)
    refused: AppError | None = None
    try:
        if refreshes:
            granted = accounts.refreshed("CANARY-REFRESH")
        else:
            granted = accounts.exchange(
                "CANARY-CODE", verifier="v" * 43, redirect_uri="http://127.0.0.1:1/callback"
            )
    except AuthError as error:
        refused = error
    else:
        assert fault.status == 200
        assert granted.access_token.encode()
    is_said(refused)
    assert spotify.requests["/api/token"] == before + 1
