"""Sign-ins of several listeners: each its own, known without the keychain, handed over, and forgotten."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from tests.spotify_double import SpotifyDouble
from tests.spotify_double.server import CLIENT_ID
from tests.unit.auth.vault import MemoryVault, MovingClock
from unwrapped_desktop.auth.accounts import Grant
from unwrapped_desktop.auth.connections import Connections
from unwrapped_desktop.auth.keychain import Keychain
from unwrapped_desktop.domain.errors import AuthError, Cancelled
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.spotify_sign_in import SignedIn
from unwrapped_desktop.leaving import unless_cancelled

ADA, BELA = 1, 2


class Ledger:
    """What the results file knows, in memory."""

    def __init__(self) -> None:
        self.known: dict[int, SignedIn] = {}

    def find(self, listener_id: int) -> SignedIn | None:
        return self.known.get(listener_id)

    def keep(self, listener_id: int, sign_in: SignedIn) -> None:
        self.known[listener_id] = sign_in

    def mark_ended(self, listener_id: int) -> None:
        before = self.known[listener_id]
        self.known[listener_id] = SignedIn(
            client_id=before.client_id, authorized_at=before.authorized_at, has_ended=True
        )

    def forget(self, listener_id: int) -> None:
        self.known.pop(listener_id, None)


class Desk:
    """One start of the program: what lasts is given, the rest is new."""

    def __init__(
        self,
        spotify: SpotifyDouble,
        vault: MemoryVault | None,
        ledger: Ledger | None = None,
        home: str = "ada/unwrapped.db",
    ) -> None:
        self.spotify = spotify
        self.ledger = ledger or Ledger()
        self.clock = MovingClock()
        self.connections = Connections(
            ledger=self.ledger,
            clock=self.clock,
            home=Path(home),
            keychain=lambda: Keychain(vault),
            accounts_url=spotify.url,
        )

    def sign_in(self, listener_id: int) -> str:
        """Take what Spotify would grant; return the refresh token."""
        granted = self.spotify.accounts._granted("user-top-read", with_refresh=True)
        grant = Grant(
            access_token=str(granted["access_token"]),
            lasts=timedelta(hours=1),
            refresh_token=str(granted["refresh_token"]),
        )
        self.connections.take(listener_id, grant, client_id=CLIENT_ID)
        return str(granted["refresh_token"])


@pytest.fixture
def spotify() -> Iterator[SpotifyDouble]:
    with SpotifyDouble() as double:
        yield double


def test_each_listener_has_a_sign_in_of_their_own(spotify: SpotifyDouble) -> None:
    vault = MemoryVault()
    desk = Desk(spotify, vault)
    desk.sign_in(ADA)
    desk.sign_in(BELA)
    assert len(vault.entries) == 2
    tokens = {desk.connections.tokens(listener).access_token() for listener in (ADA, BELA)}
    assert len(tokens) == 2
    assert desk.connections.disconnect(ADA)
    assert desk.connections.find(ADA) is None
    assert desk.connections.find(BELA) is not None
    assert len(vault.entries) == 1


def test_homes_on_one_computer_do_not_share_a_sign_in(spotify: SpotifyDouble) -> None:
    vault = MemoryVault()
    Desk(spotify, vault).sign_in(ADA)
    other = Desk(spotify, vault, home="ada/elsewhere.db")
    other.sign_in(ADA)
    assert len(vault.entries) == 2
    assert not any("ada" in name for _, name in vault.entries)


def test_that_somebody_is_signed_in_is_known_without_the_keychain(spotify: SpotifyDouble) -> None:
    vault = MemoryVault()
    first = Desk(spotify, vault)
    first.sign_in(ADA)
    vault.fails = True
    later = Desk(spotify, vault, first.ledger)
    known = later.connections.find(ADA)
    assert known is not None
    assert (known.client_id, known.is_lasting) == (CLIENT_ID, True)


def test_a_keychain_that_was_not_opened_is_asked_again(spotify: SpotifyDouble) -> None:
    vault = MemoryVault()
    first = Desk(spotify, vault)
    first.sign_in(ADA)
    later = Desk(spotify, vault, first.ledger)
    vault.fails = True
    with pytest.raises(AuthError) as locked:
        later.connections.tokens(ADA)
    assert locked.value.code == "sign_in_lost"
    vault.fails = False
    assert later.connections.tokens(ADA).access_token()


def test_without_a_keychain_the_ledger_knows_of_nothing(spotify: SpotifyDouble) -> None:
    desk = Desk(spotify, None)
    desk.sign_in(ADA)
    found = desk.connections.find(ADA)
    assert found is not None
    assert not found.is_lasting
    assert desk.ledger.known == {}
    with pytest.raises(AuthError) as nobody:
        Desk(spotify, None, desk.ledger).connections.tokens(ADA)
    assert nobody.value.code == "not_signed_in"


def test_a_sign_in_without_a_keychain_takes_the_place_of_one_with(spotify: SpotifyDouble) -> None:
    first = Desk(spotify, MemoryVault())
    first.sign_in(ADA)
    again = Desk(spotify, None, first.ledger)
    again.sign_in(ADA)
    assert again.ledger.known == {}


def test_the_end_is_noted_and_known_at_the_next_start(spotify: SpotifyDouble) -> None:
    vault = MemoryVault()
    desk = Desk(spotify, vault)
    desk.sign_in(ADA)
    spotify.accounts.refresh_tokens.clear()
    desk.clock.at += timedelta(hours=2)
    with pytest.raises(AuthError) as ended:
        desk.connections.tokens(ADA).access_token()
    assert ended.value.code == "sign_in_again"
    assert vault.entries == {}
    with pytest.raises(AuthError) as still:
        Desk(spotify, vault, desk.ledger).connections.tokens(ADA)
    assert still.value.code == "sign_in_again"
    desk.sign_in(ADA)
    assert desk.connections.tokens(ADA).access_token()


def test_a_sign_in_is_handed_over_whole(spotify: SpotifyDouble) -> None:
    vault = MemoryVault()
    desk = Desk(spotify, vault)
    desk.sign_in(ADA)
    desk.connections.hand_over(ADA, BELA)
    assert desk.connections.find(ADA) is None
    assert desk.connections.tokens(BELA).access_token()
    assert len(vault.entries) == 1
    assert set(desk.ledger.known) == {BELA}
    desk.connections.hand_over(ADA, BELA)  # there is nothing any more
    assert desk.connections.tokens(BELA).access_token()


# ------------------------------------------------------------------------------------------------ a keychain that does not answer
def until(holds: Callable[[], bool]) -> None:
    """Wait for something in another thread."""
    end_s = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end_s
        time.sleep(0.01)


def left_when_stuck(vault: MemoryVault, work: Callable[[], object]) -> None:
    """Begin something, and leave it as soon as the keychain does not answer."""
    cancel = CancelToken()

    def leave() -> None:
        until(lambda: vault.stuck > 0)
        cancel.cancel()

    threading.Thread(target=leave, daemon=True).start()
    with pytest.raises(Cancelled):
        unless_cancelled(work, cancel)


def test_34_whoever_was_left_at_the_keychain_holds_nobody_up(spotify: SpotifyDouble) -> None:
    vault = MemoryVault()
    first = Desk(spotify, vault)
    first.sign_in(ADA)
    later = Desk(spotify, vault, first.ledger)
    vault.opens.clear()
    left_when_stuck(vault, lambda: later.connections.tokens(ADA))
    assert later.connections.find(ADA) == first.ledger.known[ADA]
    assert later.connections.find(BELA) is None
    with pytest.raises(AuthError) as nobody:
        later.connections.tokens(BELA)
    assert nobody.value.code == "not_signed_in"
    vault.opens.set()
    assert later.connections.tokens(ADA).access_token()


def test_34_a_keychain_that_is_looked_for_in_vain_holds_nobody_up(spotify: SpotifyDouble) -> None:
    """Backends are loaded when they are first needed, and already that can stand still."""
    vault, gate, begun = MemoryVault(), threading.Event(), threading.Event()
    first = Desk(spotify, vault)
    first.sign_in(ADA)
    later = Desk(spotify, vault, first.ledger)

    def find_keychain() -> Keychain:
        begun.set()
        gate.wait(60)
        return Keychain(vault)

    later.connections._find_keychain = find_keychain
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(later.connections.tokens, ADA)
        assert begun.wait(20)
        later.connections._find_keychain = lambda: Keychain(vault)
        assert later.connections.find(ADA) is not None
        assert later.connections.tokens(ADA).access_token()
        gate.set()
        assert waiting.result(20).access_token()


def test_34_signed_in_anew_while_a_sign_out_waits_the_new_sign_in_stays(spotify: SpotifyDouble) -> None:
    vault = MemoryVault()
    desk = Desk(spotify, vault)
    desk.sign_in(ADA)
    vault.opens.clear()
    left_when_stuck(vault, lambda: desk.connections.disconnect(ADA))
    known = desk.connections.find(ADA)
    assert known is not None  # until the keychain has answered it can be tried again
    with ThreadPoolExecutor(1) as threads:
        taken = threads.submit(desk.sign_in, ADA)
        until(lambda: desk.connections._keeper(ADA).held is not None)
        vault.opens.set()
        refresh_token = taken.result(20)
    until(lambda: not vault.stuck)
    until(lambda: any(refresh_token in entry for entry in vault.entries.values()))
    assert len(vault.entries) == 1
    assert desk.connections.tokens(ADA).access_token()
    assert ADA in desk.ledger.known


def test_34_who_has_signed_out_is_not_let_in_by_what_the_keychain_kept(spotify: SpotifyDouble) -> None:
    vault = MemoryVault()
    desk = Desk(spotify, vault)
    desk.sign_in(ADA)
    vault.fails = True
    assert not desk.connections.disconnect(ADA)
    vault.fails = False
    assert vault.entries
    for again in (desk, Desk(spotify, vault, desk.ledger)):
        with pytest.raises(AuthError) as nobody:
            again.connections.tokens(ADA)
        assert nobody.value.code == "not_signed_in"
