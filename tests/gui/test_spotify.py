"""The whole way in with a key of one's own, in the real window against the stand-in for Spotify, on qasync's loop."""

import asyncio
import contextlib
import json
import logging
import socket
import threading
import time
import urllib.request
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot
from qasync import QEventLoop

from tests.gui.conftest import Program
from tests.list_listeners import told
from tests.spotify_double import Fault, SpotifyDouble
from tests.spotify_double.server import CLIENT_ID
from tests.unit.auth.vault import MemoryVault
from unwrapped_desktop.app import keychain_jobs
from unwrapped_desktop.auth.keychain import Keychain
from unwrapped_desktop.auth.places import spotify_places
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.spotify_sign_in import SignedIn
from unwrapped_desktop.sources.web_api import calls
from unwrapped_desktop.sources.web_api.source import CALLS_MAX
from unwrapped_desktop.ui.main_window import APPS_PAGE, DASHBOARD_PAGE, MainWindow, Screen
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.views.spotify import REDIRECT_ADDRESS, Part

Start = Callable[..., Program]
Act = Callable[[], Coroutine[Any, Any, None]]

ARTISTS, TRACKS = "/v1/me/top/artists", "/v1/me/top/tracks"
TIMEOUT_S = 20.0


def browsed(url: str) -> None:
    """Follow a page wherever it leads, and log nothing."""
    with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310
        answer.read()


@dataclass
class Browser:
    """What opens pages in these tests; Spotify's own page sends it back at once."""

    spotify: SpotifyDouble
    goes_there: bool = True
    opened: list[str] = field(default_factory=list)

    def __call__(self, url: str) -> None:
        self.opened.append(url)
        if self.goes_there and url.startswith(self.spotify.url):
            threading.Thread(target=browsed, args=(url,), daemon=True).start()

    @property
    def port(self) -> int:
        redirect = parse_qs(urlsplit(self.opened[-1]).query)["redirect_uri"][0]
        return urlsplit(redirect).port or 0


@pytest.fixture
def spotify() -> Iterator[SpotifyDouble]:
    with SpotifyDouble() as double:
        yield double


@pytest.fixture
def vault() -> MemoryVault:
    return MemoryVault()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "BACKOFF_S", (0.01, 0.02))


@pytest.fixture(scope="session")
def the_loop(qapp: QApplication) -> Iterator[QEventLoop]:
    """The loop that the program runs on: one for all tests, as a process has one.

    It holds objects of Qt that belong to this thread, and must not be left to a collector in another.
    """
    made = QEventLoop(qapp)
    yield made
    made.close()


@pytest.fixture
def loop(the_loop: QEventLoop, qtbot: QtBot) -> Iterator[QEventLoop]:
    asyncio.set_event_loop(the_loop)
    QApplication.setQuitOnLastWindowClosed(False)  # as the program does
    yield the_loop
    QApplication.setQuitOnLastWindowClosed(True)
    asyncio.set_event_loop(None)


@dataclass
class Visit:
    """The program, the stand-in, and a person between them."""

    start: Start
    loop: QEventLoop
    spotify: SpotifyDouble
    vault: MemoryVault
    browser: Browser
    has_keychain: bool = True
    program: Program = field(init=False)

    def open(self, *files: str) -> Program:
        """Start the program, or start it again."""
        keychain = Keychain(self.vault if self.has_keychain else None)
        self.program = self.start(
            *files,
            places=spotify_places({"UNWRAPPED_SPOTIFY": self.spotify.url}),
            keychain=lambda: keychain,
        )
        self.program.window.set_opener(self.browser)
        return self.program

    def run(self, act: Coroutine[Any, Any, None]) -> None:
        self.loop.run_until_complete(asyncio.wait_for(act, TIMEOUT_S * 2))

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(TIMEOUT_S):
            while not holds():  # noqa: ASYNC110 - what is waited for is a window
                await asyncio.sleep(0.01)

    async def until_screen(self, screen: Screen) -> None:
        program = self.program
        await self.until(
            lambda: (
                program.window.screen_shown() is screen
                and program.runner.running is None
                and not program.runner.waiting
            )
        )

    async def sign_in(self, *, to: Screen = Screen.RESULTS) -> None:
        """Go through the small door, and all the way."""
        window = self.program.window
        window.spotify_requested.emit()
        window.spotify.client_id.setText(CLIENT_ID)
        window.spotify.sign_in.click()
        await self.until_screen(to)

    async def fail_to_sign_in(self) -> None:
        """Go through the small door, and come back to it with a reason."""
        await self.sign_in(to=Screen.SPOTIFY)
        view = self.program.window.spotify
        await self.until(lambda: not view.error.isHidden() and view.part is not Part.WAITING)
        await self.until_screen(Screen.SPOTIFY)

    def confirm(self) -> None:
        """Answer the question whether to disconnect."""
        box = self.program.window.dialogs.shown
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if button.text() == "Disconnect").click()


@pytest.fixture
def visit(start: Start, loop: QEventLoop, spotify: SpotifyDouble, vault: MemoryVault) -> Visit:
    return Visit(start, loop, spotify, vault, Browser(spotify))


def error_of(visit: Visit) -> str:
    return visit.program.window.spotify.error.body


def part_of(visit: Visit) -> Part:
    return visit.program.window.spotify.part


def signed_in(visit: Visit) -> SignedIn | None:
    return visit.program.controller.kept.signed_in


def port_is_closed(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


# ------------------------------------------------------------------------------------------------ the whole way
def test_from_the_small_door_to_a_verdict_and_out_again(visit: Visit) -> None:
    """Guide, browser, callback, loading, verdict; closed, opened offline; disconnected: nothing is left."""
    program = visit.open()
    window = program.window
    shown: list[str] = []

    async def sign_in() -> None:
        window.login.spotify.click()
        assert window.screen_shown() is Screen.SPOTIFY
        assert part_of(visit) is Part.GUIDE
        window.spotify.copy_address.click()
        assert QGuiApplication.clipboard().text() == REDIRECT_ADDRESS == "http://127.0.0.1/callback"
        window.spotify.dashboard.click()
        assert visit.browser.opened == [DASHBOARD_PAGE]
        window.spotify.client_id.setText(f" {CLIENT_ID.upper()} ")
        window.spotify.sign_in.click()
        assert part_of(visit) is Part.WAITING
        await visit.until(lambda: window.screen_shown() is Screen.LOADING)
        shown.append(window.loading.headline.text())
        await visit.until_screen(Screen.RESULTS)

    visit.run(sign_in())
    report = window.results.report
    assert report is not None
    assert report.listener.source is SourceKind.WEB_API
    assert report.record.kind == "top_lists"
    assert window.results.credit.isVisible()
    assert report.spotify_pages
    assert visit.spotify.requests.total() - visit.spotify.requests["/authorize"] - 1 <= CALLS_MAX
    assert len(visit.vault.entries) == 1
    assert shown == ["ONE MOMENT"]

    program.quit()
    asked, requests_before = visit.vault.asked, visit.spotify.requests.total()
    program = visit.open()
    visit.run(visit.until_screen(Screen.RESULTS))
    assert program.window.results.report == report
    assert (visit.vault.asked, visit.spotify.requests.total()) == (asked, requests_before)

    async def leave() -> None:
        window = program.window
        window.menus.actions["spotify"].trigger()
        assert part_of(visit) is Part.SIGNED_IN
        assert "before 22 May 2027" in window.spotify.lead.text()
        window.spotify.disconnect_button.click()
        visit.confirm()
        await visit.until(lambda: part_of(visit) is Part.GUIDE)

    visit.run(leave())
    assert "1 verdict with it" in error_of(visit)
    program.window.spotify.error.action_button.click()
    assert visit.browser.opened[-1] == APPS_PAGE
    assert visit.vault.entries == {}
    assert program.controller.kept.report is None
    assert signed_in(visit) is None
    artist = report.spotify_pages[0].name.encode()
    program.quit()
    left = [path for path in program.paths.data_dir.rglob("*") if path.is_file()]
    assert left
    assert not [path for path in left if artist in path.read_bytes()]


@pytest.mark.parametrize("is_old", [False, True])
def test_both_shapes_of_the_api_give_a_verdict(visit: Visit, is_old: bool) -> None:
    visit.spotify.web_api.is_old = is_old
    program = visit.open()
    visit.run(visit.sign_in())
    report = program.window.results.report
    assert report is not None
    mission = next(axis for axis in report.axes if axis.id == "mainstream")
    assert (mission.value is not None) or not is_old


def test_a_receipt_leads_back_to_spotify(visit: Visit) -> None:
    program = visit.open()
    visit.run(visit.sign_in())
    report = program.window.results.report
    assert report is not None
    names = {page.name for page in report.spotify_pages}
    papers = [program.window.results.page.paper, program.window.results._paper]
    for remark in report.verdict.remarks:
        receipts = [report.receipt(name) for name in remark.receipts]
        cells = [cell for receipt in receipts for cell in (*receipt.rows, *receipt.totals)]
        if names.isdisjoint(str(cell.value) for cell in cells):
            continue
        for paper in papers:
            paper.show_receipts(remark, receipts, can_post=False)
            assert paper._elsewhere.pages
    program.window.results.page_requested.emit(report.spotify_pages[0].url)
    assert visit.browser.opened[-1].startswith("https://open.spotify.com/")


# ------------------------------------------------------------------------------------------------ nothing comes of it
def test_what_is_no_client_id_is_said_under_the_field(visit: Visit) -> None:
    window = visit.open().window
    window.spotify_requested.emit()
    for typed, said in (("", "Paste the client id"), ("abc", "it has 3 characters")):
        window.spotify.client_id.setText(typed)
        window.spotify.sign_in.click()
        assert said in window.spotify.field_error.text()
        assert window.spotify.field_error.isVisible()
    assert part_of(visit) is Part.GUIDE
    assert visit.browser.opened == []


def test_no_on_spotifys_page_is_no(visit: Visit) -> None:
    visit.spotify.accounts.says_no = True
    visit.open()
    visit.run(visit.fail_to_sign_in())
    assert "You said no on Spotify's page" in error_of(visit)
    assert port_is_closed(visit.browser.port)
    assert visit.vault.entries == {}


HTML = Fault(status=200, body=b"<html>Welcome to the hotel</html>", kind="text/html")


def refusal(status: int, text: str, *, plain: bool = False, **more: Any) -> Fault:
    """An error as the Web API words it."""
    body = text if plain else json.dumps({"error": {"status": status, "message": text, **more}})
    return Fault(
        status=status, body=body.encode(), kind="text/plain" if plain else "application/json",
        headers={"Retry-After": "7200"} if status == 429 else {},
    )  # fmt: skip


ACCOUNTS_FAIL = {
    "the code is not good": (
        Fault(
            status=400, body=b'{"error": "invalid_grant", "error_description": "Invalid authorization code"}'
        ),
        "Invalid authorization code",
    ),
    "the service is not well": (Fault(status=503), "not answering just now (503)"),
    "a network wants to be signed in to": (HTML, "This network wants something of you"),
    "an answer that is none": (Fault(status=200, body=b'{"access_token": 7}'), "does not understand"),
    "nothing comes": (Fault(drops=True), "could not be reached"),
}


@pytest.mark.parametrize("case", ACCOUNTS_FAIL)
def test_what_fails_at_the_accounts_service_is_said_beside_the_guide(visit: Visit, case: str) -> None:
    fault, said = ACCOUNTS_FAIL[case]
    visit.spotify.fail("/api/token", fault)
    visit.open()
    visit.run(visit.fail_to_sign_in())
    assert said in error_of(visit)
    assert visit.spotify.accounts.exchanges + visit.spotify.requests["/api/token"] >= 1
    assert port_is_closed(visit.browser.port)


def test_leave_that_is_too_small_is_no_leave(visit: Visit) -> None:
    visit.spotify.accounts.grants = "user-library-read"
    visit.open()
    visit.run(visit.fail_to_sign_in())
    assert "leave everything ticked" in error_of(visit)


API_FAILS = {
    "not on the list": ("/v1/me/", [refusal(403, "User not registered in the Developer Dashboard")], "five people"),
    "no premium": (
        "/v1/me/",
        [refusal(403, "Active premium subscription required for the owner of the app.", plain=True)],
        "pays for Premium",
    ),
    "another no": (ARTISTS, [refusal(403, "Forbidden")], "does not let this be read (Forbidden)"),
    "not well": (ARTISTS, [Fault(status=502)] * 3, "not well just now"),
    "cut off": (TRACKS, [Fault(status=200, body=b'{"items": []}', cut=4)] * 3, "could not be reached"),
    "no answer": (TRACKS, [Fault(drops=True)] * 3, "could not be reached"),
    "a portal": (ARTISTS, [HTML], "This network wants something of you"),
    "no JSON": (ARTISTS, [Fault(status=200, body=b"[1, 2")], "does not understand"),
    "no lists": (ARTISTS, [Fault(status=200, body=b'{"items": [], "total": 0}')] * 3, "no list of your artists yet"),
}  # fmt: skip


@pytest.mark.parametrize("case", API_FAILS)
def test_without_the_lists_there_is_an_explanation_and_no_verdict(visit: Visit, case: str) -> None:
    path, faults, said = API_FAILS[case]
    visit.spotify.fail(path, *faults)
    program = visit.open()
    visit.run(visit.sign_in(to=Screen.LOGIN))
    assert said in program.window.login.error.body
    assert program.controller.kept.report is None
    program.window.login.error.action_button.click()  # try again
    visit.run(visit.until_screen(Screen.RESULTS))


def test_two_refused_tokens_lead_to_the_door(visit: Visit) -> None:
    visit.spotify.fail("/v1/me/", *[refusal(401, "The access token expired")] * 2)
    visit.open()
    visit.run(visit.fail_to_sign_in())
    assert "Spotify has ended the sign-in" in error_of(visit)


def test_a_gap_is_named_in_the_account_and_is_no_trait(visit: Visit) -> None:
    visit.spotify.fail("/v1/me/tracks", refusal(403, "Insufficient client scope"))
    program = visit.open()
    visit.run(visit.sign_in())
    report = program.window.results.report
    assert report is not None
    missing = next(file for file in report.record.files if file.name == "saved songs")
    assert missing.reason is not None
    assert "leave everything ticked" in missing.reason
    assert "saved songs" in program.window.results.below.record.text


def test_a_short_wait_is_shown_and_can_be_cancelled(visit: Visit) -> None:
    wait = Fault(status=429, body=b"Too many requests", kind="text/plain", headers={"Retry-After": "40"})
    visit.spotify.fail(ARTISTS, wait)
    program = visit.open()

    async def act() -> None:
        program.window.spotify_requested.emit()
        program.window.spotify.client_id.setText(CLIENT_ID)
        program.window.spotify.sign_in.click()
        await visit.until(lambda: "patience: 3" in program.window.loading.detail.text())
        program.window.loading.cancel.click()
        await visit.until_screen(Screen.LOGIN)

    visit.run(act())
    assert program.window.login.error.isHidden()


LEFT_ALONE = {
    "a wait too long": (refusal(429, "Too many requests", plain=True), "wants to be left alone"),
    "the quota": (refusal(429, "Too many", reason="QUOTA_EXCEEDED"), "has used up what Spotify allows"),
}


@pytest.mark.parametrize("case", LEFT_ALONE)
def test_until_spotify_wants_to_be_asked_again_it_is_not(visit: Visit, case: str) -> None:
    fault, said = LEFT_ALONE[case]
    visit.spotify.fail(ARTISTS, fault)
    program = visit.open()
    visit.run(visit.sign_in(to=Screen.LOGIN))
    error = program.window.login.error
    assert said in error.body
    assert "Come back to" in error.body  # today or tomorrow
    asked = visit.spotify.requests.total()
    error.action_button.click()  # try again
    visit.run(visit.until_screen(Screen.LOGIN))
    assert said in error.body
    assert visit.spotify.requests.total() == asked
    program.clock.moment += timedelta(hours=2, seconds=1)
    error.action_button.click()
    visit.run(visit.until_screen(Screen.RESULTS))


def test_a1_pages_are_opened_by_the_system(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    window = MainWindow(Theme())
    window.open_page(DASHBOARD_PAGE)
    window.deleteLater()
    assert opened == [QUrl(DASHBOARD_PAGE).toString()]


# ------------------------------------------------------------------------------------------------ the wait for the browser
def test_cancelled_closed_or_begun_anew_leaves_no_port_open(visit: Visit) -> None:
    visit.browser.goes_there = False
    program = visit.open()
    view = program.window.spotify
    ports: list[int] = []

    async def begin() -> None:
        program.window.spotify_requested.emit()
        view.client_id.setText(CLIENT_ID)
        seen = len(visit.browser.opened)
        view.sign_in_requested.emit(CLIENT_ID)
        await visit.until(lambda: len(visit.browser.opened) > seen)
        ports.append(visit.browser.port)
        assert not port_is_closed(ports[-1])

    async def act() -> None:
        await begin()
        view.cancel.click()
        assert part_of(visit) is Part.GUIDE
        await visit.until(lambda: port_is_closed(ports[0]))
        await begin()
        await begin()  # two at once: the earlier one is given up
        await visit.until(lambda: port_is_closed(ports[1]))
        assert not port_is_closed(ports[2])
        program.window.close()
        await visit.until(lambda: port_is_closed(ports[2]))

    visit.run(act())
    assert len(set(ports)) == 3


def test_link_and_address_can_be_carried_by_hand(visit: Visit) -> None:
    visit.browser.goes_there = False
    program = visit.open()
    view = program.window.spotify

    async def act() -> None:
        program.window.spotify_requested.emit()
        view.client_id.setText(CLIENT_ID)
        view.sign_in.click()
        await visit.until(lambda: bool(visit.browser.opened))
        view.open_again.click()
        assert len(visit.browser.opened) == 2
        view.copy_link.click()
        link = QGuiApplication.clipboard().text()
        assert link == visit.browser.opened[0]
        view.address.setText("http://127.0.0.1/callback?code=made-up&state=nobodys")
        view.use_address.click()
        assert "not the address of this attempt" in view.said.text()
        answer = await asyncio.to_thread(requests.get, link, allow_redirects=False, timeout=5)
        view.address.setText(answer.headers["Location"])
        view.use_address.click()
        await visit.until_screen(Screen.RESULTS)

    visit.run(act())


def test_knocking_is_said_and_the_true_way_back_still_works(visit: Visit) -> None:
    visit.browser.goes_there = False
    program = visit.open()
    view = program.window.spotify

    async def act() -> None:
        program.window.spotify_requested.emit()
        view.client_id.setText(CLIENT_ID)
        view.sign_in.click()
        await visit.until(lambda: bool(visit.browser.opened))
        base = f"http://127.0.0.1:{visit.browser.port}"
        for _ in range(25):
            await asyncio.to_thread(requests.get, f"{base}/callback?code=x&state=y", timeout=5)
        await visit.until(lambda: not view.warning.isHidden())
        await asyncio.to_thread(requests.get, visit.browser.opened[0], timeout=5)
        await visit.until_screen(Screen.RESULTS)

    visit.run(act())


# ------------------------------------------------------------------------------------------------ what lasts, and what does not
def test_without_a_keychain_the_sign_in_is_this_sessions_and_says_so(visit: Visit) -> None:
    visit.has_keychain = False
    program = visit.open()
    visit.run(visit.sign_in())
    assert program.window.sign_in.title == "This sign-in holds until the program is closed."
    assert program.window.sign_in.isVisible()
    before = visit.spotify.accounts.exchanges
    program.window.results.analyze_again_requested.emit()
    visit.run(visit.until_screen(Screen.RESULTS))
    assert visit.spotify.accounts.exchanges == before
    program.quit()
    program = visit.open()
    visit.run(visit.until_screen(Screen.RESULTS))
    assert signed_in(visit) is None
    assert program.window.sign_in.isHidden()
    program.window.results.analyze_again_requested.emit()
    visit.run(visit.until_screen(Screen.SPOTIFY))
    assert "Nobody is signed in to Spotify" in error_of(visit)


def test_after_a_restart_the_lists_are_read_again_without_the_browser(visit: Visit) -> None:
    visit.spotify.accounts.rotates = True
    program = visit.open()
    visit.run(visit.sign_in())
    program.quit()
    visit.spotify.web_api.person = told("grazer", 9, "full")
    program = visit.open()
    visit.run(visit.until_screen(Screen.RESULTS))
    first = program.window.results.report
    opened = len(visit.browser.opened)
    program.window.results.analyze_again_requested.emit()
    visit.run(visit.until_screen(Screen.RESULTS))
    assert program.window.results.report != first
    assert len(visit.browser.opened) == opened
    assert visit.spotify.accounts.refreshes == 1


def test_the_end_of_six_months_is_foreseen_and_then_said(visit: Visit) -> None:
    program = visit.open()
    visit.run(visit.sign_in())
    program.quit()
    for moment, title in (
        (datetime(2027, 4, 1, tzinfo=UTC), ""),
        (datetime(2027, 5, 1, tzinfo=UTC), "Sign in again before 22 May 2027."),
    ):
        program = visit.open()
        program.clock.moment = moment
        program.controller._know(program.controller.kept)
        assert program.window.sign_in.title == title
        program.quit()
    visit.spotify.accounts.refresh_tokens.clear()
    program = visit.open()
    report = program.window.results.report
    program.window.results.analyze_again_requested.emit()
    visit.run(visit.until_screen(Screen.SPOTIFY))
    assert "after six months" in error_of(visit)
    assert program.window.sign_in.title == "Spotify has ended the sign-in."
    visit.run(visit.until(lambda: signed_in(visit) is not None))
    program.window.spotify.back_requested.emit()
    assert program.window.results.report == report
    program.window.spotify_requested.emit()
    assert part_of(visit) is Part.SIGNED_IN
    assert program.window.spotify.read.isHidden()

    async def again() -> None:
        program.window.spotify.again.click()
        await visit.until_screen(Screen.RESULTS)

    visit.run(again())
    assert program.window.sign_in.isHidden()


def test_another_account_is_asked_about_and_can_be_kept_apart(visit: Visit) -> None:
    program = visit.open()
    visit.run(visit.sign_in())
    report = program.window.results.report
    visit.spotify.web_api.account_id = "CANARY-ANOTHER"
    visit.spotify.web_api.person = told("grazer", 9, "full")
    visit.run(visit.sign_in())
    assert "another Spotify account" in program.window.question.body
    assert program.window.results.report == report
    program.window.question.other_button.click()
    visit.run(visit.until_screen(Screen.RESULTS))
    assert program.window.results.report != report
    assert [listener.name for listener in program.controller.kept.listeners] == ["Listener 2", "You"]
    assert signed_in(visit) is not None
    you = next(known for known in program.controller.kept.listeners if known.name == "You")
    program.controller.show_listener(you.listener_id)
    visit.run(visit.until(lambda: program.controller.kept.listener == you))
    assert signed_in(visit) is None
    assert program.controller.kept.report == report


# ------------------------------------------------------------------------------------------------ a keychain that does not answer
KEYCHAIN_IS_ASKED = "Your keychain is asked"


def test_34_cancelled_while_the_keychain_is_asked_nothing_is_kept_and_the_next_time_all_is_well(
    visit: Visit,
) -> None:
    program = visit.open()
    loading = visit.program.window.loading
    visit.vault.opens.clear()

    async def cancelled() -> None:
        program.window.spotify_requested.emit()
        program.window.spotify.client_id.setText(CLIENT_ID)
        program.window.spotify.sign_in.click()
        await visit.until(lambda: KEYCHAIN_IS_ASKED in loading.detail.text() and visit.vault.stuck > 0)
        loading.cancel.click()
        await visit.until(lambda: program.runner.running is None and not program.runner.waiting)

    visit.run(cancelled())
    assert signed_in(visit) is None
    visit.vault.opens.set()
    visit.run(visit.until(lambda: not visit.vault.stuck and not visit.vault.entries))
    visit.run(visit.sign_in())
    assert len(visit.vault.entries) == 1
    kept = signed_in(visit)
    assert kept is not None
    assert kept.is_lasting


def test_34_a_reading_that_waits_for_the_keychain_is_left_and_begun_again(visit: Visit) -> None:
    program = visit.open()
    visit.run(visit.sign_in())
    program.quit()
    program = visit.open()
    visit.run(visit.until_screen(Screen.RESULTS))
    report, opened = program.window.results.report, len(visit.browser.opened)
    visit.vault.opens.clear()

    async def left() -> None:
        program.window.results.analyze_again_requested.emit()
        await visit.until(lambda: KEYCHAIN_IS_ASKED in program.window.loading.detail.text())
        program.window.loading.cancel.click()
        await visit.until_screen(Screen.RESULTS)

    visit.run(left())
    assert program.window.results.report == report
    assert signed_in(visit) is not None
    visit.vault.opens.set()
    program.window.results.analyze_again_requested.emit()
    visit.run(visit.until_screen(Screen.RESULTS))
    assert program.window.results.report is not None
    assert len(visit.browser.opened) == opened


def test_34_a_sign_out_does_not_wait_for_the_keychain_for_ever(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keychain_jobs, "KEYCHAIN_S", 0.5)
    program = visit.open()
    visit.run(visit.sign_in())
    view = program.window.spotify
    visit.vault.opens.clear()

    async def leave() -> None:
        program.window.menus.actions["spotify"].trigger()
        view.disconnect_button.click()
        visit.confirm()
        await visit.until(lambda: KEYCHAIN_IS_ASKED in view.said.text())
        await visit.until(lambda: part_of(visit) is Part.GUIDE)

    visit.run(leave())
    assert "1 verdict with it" in error_of(visit)
    assert "The keychain did not let it go" in error_of(visit)
    assert program.controller.kept.report is None
    visit.vault.opens.set()
    visit.run(visit.until(lambda: not visit.vault.stuck and not visit.vault.entries))
    visit.run(visit.sign_in())
    assert len(visit.vault.entries) == 1


def test_34_the_program_ends_while_the_keychain_does_not_answer(visit: Visit) -> None:
    program = visit.open()
    visit.run(visit.sign_in())
    visit.vault.opens.clear()

    async def begin() -> None:
        program.window.menus.actions["spotify"].trigger()
        program.window.spotify.disconnect_button.click()
        visit.confirm()
        await visit.until(lambda: visit.vault.stuck > 0)

    visit.run(begin())
    began_s = time.monotonic()
    program.quit()
    assert time.monotonic() - began_s < 5
    visit.vault.opens.set()


# ------------------------------------------------------------------------------------------------ beside an export
def test_beside_an_export_the_lists_add_lately_and_go_without_a_trace(visit: Visit, export_zip: str) -> None:
    program = visit.open(export_zip)
    visit.run(visit.until_screen(Screen.PAUSE))
    program.window.pause.hear.click()
    before = program.window.results.report
    assert before is not None
    visit.spotify.web_api.person = told("loyalist", 3, "full")
    visit.run(visit.sign_in())
    report = program.window.results.report
    assert report is not None
    assert report.verdict == before.verdict
    assert report.lately is not None
    assert report.lately.remarks
    assert program.window.results.below.lately.isVisible()
    assert not program.window.results.credit.isVisible()
    program.window.results.analyze_again_requested.emit()
    visit.run(visit.until_screen(Screen.RESULTS))
    again = program.window.results.report
    assert again is not None
    assert again.lately == report.lately
    program.window.spotify_requested.emit()
    program.window.spotify.disconnect_button.click()
    visit.confirm()
    visit.run(visit.until(lambda: part_of(visit) is Part.GUIDE))
    program.window.spotify.back_requested.emit()
    left = program.window.results.report
    assert left is not None
    assert left.lately is None
    assert left.verdict == before.verdict
    assert all(
        program.controller._opened.desk.repository.earlier_report(one.history_id).lately is None  # type: ignore[union-attr]
        for one in program.controller.kept.history
    )


def test_lists_unlike_the_record_are_asked_about(visit: Visit, export_zip: str) -> None:
    program = visit.open(export_zip)
    visit.run(visit.until_screen(Screen.PAUSE))
    program.window.pause.hear.click()
    report = program.window.results.report
    visit.spotify.web_api.person = told("night_worker", 5, "full")
    visit.run(visit.sign_in())
    assert "few for one person" in program.window.question.body
    assert program.window.results.report == report
    program.window.question.action_button.click()
    visit.run(visit.until_screen(Screen.RESULTS))
    assert program.window.results.report is not None
    assert program.window.results.report.lately is not None


# ------------------------------------------------------------------------------------------------ secrets
def test_no_secret_is_in_any_log_at_any_level(visit: Visit, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("unwrapped_desktop").setLevel(logging.DEBUG)
    caplog.set_level(logging.DEBUG)
    program = visit.open()
    visit.run(visit.sign_in())
    program.quit()
    visit.spotify.accounts.refresh_tokens.clear()
    program = visit.open()
    program.window.results.analyze_again_requested.emit()
    visit.run(visit.until_screen(Screen.SPOTIFY))
    state = parse_qs(urlsplit(visit.browser.opened[0]).query)["state"][0]
    told_there = caplog.text + "".join(str(record.__dict__) for record in caplog.records)
    assert caplog.records
    for secret in ("CANARY", state, "code="):
        assert secret not in told_there
    files = [path for path in program.paths.data_dir.rglob("*") if path.is_file()]
    assert not [path for path in files if b"CANARY" in path.read_bytes()]
