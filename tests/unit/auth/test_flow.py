"""A whole sign-in against the stand-in for Spotify, with a test in the place of the browser."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from tests.spotify_double import Fault, SpotifyDouble
from tests.spotify_double.server import CLIENT_ID
from unwrapped_desktop.auth.accounts import Accounts, Grant
from unwrapped_desktop.auth.flow import Begun, sign_in
from unwrapped_desktop.auth.handshake import SCOPES
from unwrapped_desktop.domain.errors import AuthError

T = TypeVar("T")
Browse = Callable[[Begun], None]


@pytest.fixture
def spotify() -> Iterator[SpotifyDouble]:
    with SpotifyDouble() as double:
        yield double


def run(work: Awaitable[T]) -> T:
    async def all_of_it() -> T:
        return await asyncio.wait_for(work, 20)

    return asyncio.run(all_of_it())


async def until(holds: Callable[[], bool]) -> None:
    """Wait for something in another thread."""
    while not holds():  # noqa: ASYNC110 - it has no event to wait for
        await asyncio.sleep(0.005)


def browsed(url: str) -> int:
    """Follow the way to Spotify and back, as a browser does."""
    return requests.get(url, timeout=5).status_code


class Browser:
    """Opens what it is told to, in a thread of its own."""

    def __init__(self, open_url: Callable[[str], int] = browsed) -> None:
        self._open = open_url
        self.begun: list[Begun] = []
        self.opened: list[asyncio.Future[int]] = []

    def __call__(self, begun: Begun) -> None:
        self.begun.append(begun)
        self.opened.append(asyncio.get_running_loop().run_in_executor(None, self._open, begun.url))

    @property
    def port(self) -> int:
        redirect = parse_qs(urlsplit(self.begun[0].url).query)["redirect_uri"][0]
        return urlsplit(redirect).port or 0

    def port_is_closed(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) != 0


async def attempt(
    spotify: SpotifyDouble, browser: Browse, *, client_id: str = CLIENT_ID, timeout_s: float = 10
) -> Grant:
    return await sign_in(
        client_id,
        accounts=Accounts(client_id=client_id, base_url=spotify.url),
        begun=browser,
        warn=lambda: None,
        timeout_s=timeout_s,
        authorize_at=f"{spotify.url}/authorize",
    )


def refusal(spotify: SpotifyDouble, browser: Browse, *, timeout_s: float = 10) -> str:
    with pytest.raises(AuthError) as error:
        run(attempt(spotify, browser, timeout_s=timeout_s))
    return error.value.code


def test_a1_the_browser_goes_out_and_the_tokens_come_back(spotify: SpotifyDouble) -> None:
    browser = Browser()
    grant = run(attempt(spotify, browser))
    assert grant.access_token in spotify.accounts.access_tokens
    assert grant.scopes == set(SCOPES)
    assert len(browser.opened) == 1
    assert browser.opened[0].result() == 200
    assert browser.port_is_closed()


def test_a14_whoever_says_no_is_taken_at_their_word(spotify: SpotifyDouble) -> None:
    spotify.accounts.says_no = True
    browser = Browser()
    assert refusal(spotify, browser) == "sign_in_declined"
    assert browser.port_is_closed()
    assert spotify.accounts.exchanges == 0


def test_a19_without_leave_for_the_lists_there_is_no_sign_in(spotify: SpotifyDouble) -> None:
    spotify.accounts.grants = "user-library-read"
    assert refusal(spotify, Browser()) == "leave_too_small"


def test_a11_a_browser_that_is_closed_ends_in_time(spotify: SpotifyDouble) -> None:
    browser = Browser(lambda _url: 0)
    assert refusal(spotify, browser, timeout_s=0.1) == "sign_in_timed_out"
    assert browser.port_is_closed()


def test_a11_the_link_can_be_copied_and_the_way_back_pasted(spotify: SpotifyDouble) -> None:
    async def by_hand() -> Grant:
        browser = Browser(lambda _url: 0)
        task = asyncio.create_task(attempt(spotify, browser))
        await until(lambda: bool(browser.begun))
        link = browser.begun[0].url
        answer = await asyncio.to_thread(requests.get, link, allow_redirects=False, timeout=5)
        browser.begun[0].offer(answer.headers["Location"])
        return await task

    assert run(by_hand()).access_token in spotify.accounts.access_tokens


def test_a13_an_exchange_that_fails_is_not_tried_again(spotify: SpotifyDouble) -> None:
    spotify.fail("/api/token", Fault(drops=True))
    assert refusal(spotify, Browser()) == "accounts_unreachable"
    assert spotify.requests["/api/token"] == 1


@pytest.mark.parametrize("stage", ["at once", "while the browser is out", "during the exchange"])
def test_a4_cancelled_at_any_stage_it_leaves_no_port_open(spotify: SpotifyDouble, stage: str) -> None:
    spotify.fail("/api/token", Fault(status=503, wait_s=0.5))
    browser = Browser(browsed if stage == "during the exchange" else lambda _url: 0)

    async def cancelled() -> None:
        task = asyncio.create_task(attempt(spotify, browser))
        await until(lambda: bool(browser.begun))
        if stage == "while the browser is out":
            await asyncio.sleep(0.05)
        if stage == "during the exchange":
            await until(lambda: bool(spotify.requests["/api/token"]))
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert browser.port_is_closed()

    run(cancelled())


def test_two_sign_ins_at_once_both_come_back(spotify: SpotifyDouble) -> None:
    async def two() -> tuple[Grant, Grant]:
        return await asyncio.gather(attempt(spotify, Browser()), attempt(spotify, Browser()))

    one, other = run(two())
    assert one.access_token != other.access_token


def test_a17_what_has_begun_does_not_show_its_address(spotify: SpotifyDouble) -> None:
    browser = Browser()
    run(attempt(spotify, browser))
    assert "state=" not in repr(browser.begun[0])
