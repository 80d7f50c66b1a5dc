"""Tokens: exchanged, kept, renewed once for all who wait, and forgotten, against the stand-in for Spotify."""

import json
import logging
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from types import ModuleType
from urllib.parse import parse_qs, urlsplit

import keyring
import pytest
import requests
from keyring.backend import KeyringBackend

from tests.spotify_double import Fault, SpotifyDouble
from tests.spotify_double.server import CLIENT_ID
from tests.unit.auth.vault import MemoryVault, MovingClock
from unwrapped_desktop.auth import keychain
from unwrapped_desktop.auth.accounts import Accounts
from unwrapped_desktop.auth.handshake import SCOPES, Handshake, authorize_url, new_handshake
from unwrapped_desktop.auth.keychain import Keychain, system_keychain
from unwrapped_desktop.auth.sign_in import SignIn
from unwrapped_desktop.auth.tokens import TokenKeeper
from unwrapped_desktop.domain.errors import AuthError
from unwrapped_desktop.messages import message_for

REDIRECT = "http://127.0.0.1:49321/callback"
HTML = Fault(status=200, body=b"<html>Welcome to the hotel</html>", kind="text/html")


@pytest.fixture
def spotify() -> Iterator[SpotifyDouble]:
    with SpotifyDouble() as double:
        yield double


@pytest.fixture
def accounts(spotify: SpotifyDouble) -> Accounts:
    return Accounts(client_id=CLIENT_ID, base_url=spotify.url)


def code_from(spotify: SpotifyDouble, handshake: Handshake) -> str:
    """What the browser would bring back."""
    url = authorize_url(CLIENT_ID, REDIRECT, handshake).replace("https://accounts.spotify.com", spotify.url)
    back = requests.get(url, allow_redirects=False, timeout=5).headers["Location"]
    query = parse_qs(urlsplit(back).query)
    assert query["state"] == [handshake.state]
    return query["code"][0]


def keeper_of(
    accounts: Accounts, vault: MemoryVault | None = None, clock: MovingClock | None = None
) -> TokenKeeper:
    return TokenKeeper(
        entry="You",
        accounts=lambda _client_id: accounts,
        keychain=Keychain(vault if vault is not None else MemoryVault()),
        clock=clock or MovingClock(),
    )


def signed_in(
    spotify: SpotifyDouble,
    accounts: Accounts,
    vault: MemoryVault | None = None,
    clock: MovingClock | None = None,
) -> TokenKeeper:
    handshake = new_handshake()
    keeper = keeper_of(accounts, vault, clock)
    code = code_from(spotify, handshake)
    keeper.take(
        accounts.exchange(code, verifier=handshake.verifier, redirect_uri=REDIRECT), client_id=CLIENT_ID
    )
    return keeper


# ------------------------------------------------------------------------------------------------ the exchange
def test_a_code_is_exchanged_for_tokens(spotify: SpotifyDouble, accounts: Accounts) -> None:
    handshake = new_handshake()
    code = code_from(spotify, handshake)
    grant = accounts.exchange(code, verifier=handshake.verifier, redirect_uri=REDIRECT)
    assert grant.access_token in spotify.accounts.access_tokens
    assert grant.scopes == set(SCOPES)
    assert grant.lasts == timedelta(hours=1)


def test_a12_a13_a_code_is_good_once_with_its_own_address_and_verifier(
    spotify: SpotifyDouble, accounts: Accounts
) -> None:
    handshake = new_handshake()
    for change in ({"verifier": "x" * 43}, {"redirect_uri": REDIRECT.replace("49321", "1")}):
        code = code_from(spotify, handshake)
        asked = {"verifier": handshake.verifier, "redirect_uri": REDIRECT, **change}
        with pytest.raises(AuthError) as error:
            accounts.exchange(code, **asked)
        assert error.value.code == "sign_in_refused"
    assert spotify.accounts.exchanges == 2


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault(drops=True), "accounts_unreachable"),
        (Fault(status=200, body=b'{"access_token": "x"}', cut=5), "accounts_unreachable"),
        (Fault(status=503, body=b"{}"), "accounts_busy"),
        (Fault(status=429, body=b"Too many requests", kind="text/plain"), "accounts_busy"),
        (HTML, "network_sign_in"),
        (Fault(status=302, headers={"Location": "http://evil.invalid/"}), "accounts_unreadable"),
        (Fault(status=200, body=b"null"), "accounts_unreadable"),
        (Fault(status=200, body=b'{"access_token": 7}'), "accounts_unreadable"),
        (
            Fault(status=200, body=b'{"access_token": "x", "token_type": "mac", "expires_in": 9}'),
            "accounts_unreadable",
        ),
        (
            Fault(status=200, body=b'{"access_token": "x", "token_type": "Bearer", "expires_in": -1}'),
            "accounts_unreadable",
        ),
        (Fault(status=200, body=b"x" * 200_000), "accounts_unreadable"),
        (Fault(status=400, body=b'{"error": "something_new"}'), "accounts_unreadable"),
    ],
)
def test_a13_a_failed_exchange_is_not_tried_again(
    spotify: SpotifyDouble, accounts: Accounts, fault: Fault, code: str
) -> None:
    spotify.fail("/api/token", fault)
    with pytest.raises(AuthError) as error:
        accounts.exchange("CANARY-CODE", verifier="v" * 43, redirect_uri=REDIRECT)
    assert error.value.code == code
    assert spotify.requests["/api/token"] == 1
    assert "CANARY" not in f"{error.value} {message_for(error.value)}"


def test_nobody_there_is_said_so() -> None:
    with pytest.raises(AuthError) as error:
        Accounts(client_id=CLIENT_ID, base_url="http://127.0.0.1:9").refreshed("x")
    assert error.value.code == "accounts_unreachable"


# ------------------------------------------------------------------------------------------------ kept and renewed
def test_a_sign_in_is_there_the_next_time(spotify: SpotifyDouble, accounts: Accounts) -> None:
    vault, clock = MemoryVault(), MovingClock()
    keeper = signed_in(spotify, accounts, vault, clock)
    assert keeper.is_lasting
    later = keeper_of(accounts, vault, clock)
    assert later.access_token() in spotify.accounts.access_tokens
    assert later.sign_in is not None
    assert later.sign_in.authorized_at == clock.now()


def test_only_what_renews_is_kept(spotify: SpotifyDouble, accounts: Accounts) -> None:
    vault = MemoryVault()
    signed_in(spotify, accounts, vault)
    (entry,) = vault.entries.values()
    assert json.loads(entry).keys() == {"refresh_token", "authorized_at", "client_id"}
    assert "CANARY-ACCESS" not in entry


def test_a_token_is_used_while_it_is_good_and_renewed_before_it_ends(
    spotify: SpotifyDouble, accounts: Accounts
) -> None:
    clock = MovingClock()
    keeper = signed_in(spotify, accounts, clock=clock)
    first = keeper.access_token()
    clock.at += timedelta(minutes=58)
    assert keeper.access_token() == first
    clock.at += timedelta(minutes=1, seconds=30)
    assert keeper.access_token() != first
    assert spotify.accounts.refreshes == 1


@pytest.mark.parametrize("rotates", [False, True])
def test_a20_of_many_that_need_a_token_one_asks(
    spotify: SpotifyDouble, accounts: Accounts, rotates: bool
) -> None:
    spotify.accounts.rotates = rotates
    vault = MemoryVault()
    keeper = signed_in(spotify, accounts, vault)
    refused = keeper.access_token()
    with ThreadPoolExecutor(8) as threads:
        tokens = set(threads.map(lambda _: keeper.access_token(refused=refused), range(40)))
    assert spotify.accounts.refreshes == 1
    assert len(tokens) == 1
    (entry,) = vault.entries.values()
    assert json.loads(entry)["refresh_token"] in spotify.accounts.refresh_tokens


@pytest.mark.parametrize("rotates", [False, True])
def test_six_months_count_from_leave_given_not_from_the_last_renewal(
    spotify: SpotifyDouble, accounts: Accounts, rotates: bool
) -> None:
    spotify.accounts.rotates = rotates
    clock = MovingClock()
    keeper = signed_in(spotify, accounts, clock=clock)
    clock.at += timedelta(days=90)
    keeper.access_token()
    assert keeper.sign_in is not None
    assert keeper.sign_in.ends_at == datetime(2027, 5, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "ends"),
    [
        ("2026-08-31", "2027-02-28"),
        ("2027-08-31", "2028-02-29"),
        ("2026-06-30", "2026-12-30"),
        ("2026-01-01", "2026-07-01"),
    ],
)
def test_the_end_is_the_same_day_six_months_on(given: str, ends: str) -> None:
    sign_in = SignIn(
        refresh_token="x" * 3,
        authorized_at=datetime.fromisoformat(given).replace(tzinfo=UTC),
        client_id=CLIENT_ID,
    )
    assert sign_in.ends_at.date().isoformat() == ends


def test_a20_a_sign_in_that_has_ended_is_forgotten_and_said_so(
    spotify: SpotifyDouble, accounts: Accounts
) -> None:
    vault = MemoryVault()
    keeper = signed_in(spotify, accounts, vault)
    spotify.accounts.refresh_tokens.clear()
    with pytest.raises(AuthError) as error:
        keeper.access_token(refused=keeper.access_token())
    assert error.value.code == "sign_in_again"
    assert vault.entries == {}
    with pytest.raises(AuthError) as error:
        keeper.access_token()
    assert error.value.code == "not_signed_in"


@pytest.mark.parametrize("fault", [Fault(drops=True), Fault(status=500, body=b"{}"), HTML])
def test_a20_an_outage_ends_no_sign_in(spotify: SpotifyDouble, accounts: Accounts, fault: Fault) -> None:
    vault = MemoryVault()
    keeper = signed_in(spotify, accounts, vault)
    refused = keeper.access_token()
    spotify.fail("/api/token", fault)
    with pytest.raises(AuthError):
        keeper.access_token(refused=refused)
    assert len(vault.entries) == 1
    assert keeper.access_token(refused=refused) != refused


# ------------------------------------------------------------------------------------------------ the keychain
@pytest.mark.parametrize("trouble", ["fails", "loses"])
def test_without_a_keychain_a_sign_in_holds_for_this_session(
    spotify: SpotifyDouble, accounts: Accounts, trouble: str, caplog: pytest.LogCaptureFixture
) -> None:
    vault = MemoryVault()
    setattr(vault, trouble, True)
    keeper = signed_in(spotify, accounts, vault)
    assert not keeper.is_lasting
    assert keeper.access_token() in spotify.accounts.access_tokens
    assert keeper_of(accounts, vault).sign_in is None
    assert "CANARY" not in caplog.text


def test_an_entry_that_is_none_is_nobody_signed_in(accounts: Accounts) -> None:
    vault = MemoryVault()
    vault.entries["fm.unwrapped.Desktop", "You"] = "{"
    assert keeper_of(accounts, vault).sign_in is None


def test_a24_disconnect_leaves_nothing(spotify: SpotifyDouble, accounts: Accounts) -> None:
    vault = MemoryVault()
    keeper = signed_in(spotify, accounts, vault)
    assert keeper.disconnect()
    assert vault.entries == {}
    assert keeper.sign_in is None
    with pytest.raises(AuthError):
        keeper.access_token()


def test_a24_what_could_not_be_deleted_is_told(spotify: SpotifyDouble, accounts: Accounts) -> None:
    vault = MemoryVault()
    keeper = signed_in(spotify, accounts, vault)
    vault.fails = True
    assert not keeper.disconnect()


def test_a17_nothing_secret_is_logged_or_shown(
    spotify: SpotifyDouble, accounts: Accounts, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    keeper = signed_in(spotify, accounts)
    token = keeper.access_token(refused=keeper.access_token())
    grant = accounts.refreshed(next(iter(spotify.accounts.refresh_tokens)))
    assert "CANARY" not in caplog.text
    assert "CANARY" not in f"{grant!r} {keeper.sign_in!r} {keeper!r}"
    assert token.startswith("CANARY")


def backend_of(module: str, *, priority: float, viable: bool = True) -> type[KeyringBackend]:
    """A backend of a module, as `keyring` has them."""
    kind = type(
        "Keyring",
        (MemoryVault, KeyringBackend),
        {"__module__": module, "__init__": MemoryVault.__init__, "priority": priority, "viable": viable},
    )
    assert issubclass(kind, KeyringBackend)
    return kind


def install(monkeypatch: pytest.MonkeyPatch, **backends: type[KeyringBackend]) -> None:
    """Let these be the modules of this system's keychains."""
    for name, backend in backends.items():
        module = ModuleType(name)
        module.__dict__.update(Keyring=backend, Base=KeyringBackend)
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(keychain, "TRUSTED", (*backends, "no_such_backend"))


def test_the_best_keychain_of_the_system_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    install(
        monkeypatch,
        wallet=backend_of("wallet", priority=4.9),
        secret_service=backend_of("secret_service", priority=5),
        vault=backend_of("vault", priority=9, viable=False),
    )
    found = system_keychain()
    assert found.is_there
    assert type(found._vault).__module__ == "secret_service"


def test_a_setting_that_names_a_backend_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no.such.Backend")
    install(monkeypatch, secret_service=backend_of("secret_service", priority=5))
    monkeypatch.setattr(keyring, "get_keyring", lambda: pytest.fail("the setting was asked"))
    assert system_keychain().is_there


def test_without_a_backend_that_works_there_is_no_keychain(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, secret_service=backend_of("secret_service", priority=5, viable=False))
    assert not system_keychain().is_there


def test_backends_that_keep_secrets_in_files_are_not_among_the_trusted() -> None:
    assert {module.rpartition(".")[2] for module in keychain.TRUSTED} == {
        "macOS",
        "Windows",
        "SecretService",
        "libsecret",
        "kwallet",
    }
