"""Tokens: exchanged, kept, renewed once for all who wait, and forgotten, against the stand-in for Spotify."""

import json
import logging
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from types import ModuleType
from urllib.parse import parse_qs, urlsplit

import keyring
import pytest
import requests
from keyring import errors as keyring_errors
from keyring.backend import KeyringBackend

from tests.spotify_double import Fault, SpotifyDouble, odd
from tests.spotify_double.odd import OddServer, Script
from tests.spotify_double.server import CLIENT_ID
from tests.unit.auth.vault import MemoryVault, MovingClock
from unwrapped_desktop.auth import accounts as accounts_module
from unwrapped_desktop.auth import keychain, tokens
from unwrapped_desktop.auth.accounts import Accounts, Grant
from unwrapped_desktop.auth.handshake import SCOPES, Handshake, authorize_url, new_handshake
from unwrapped_desktop.auth.keychain import Keychain, system_keychain
from unwrapped_desktop.auth.sign_in import SignIn
from unwrapped_desktop.auth.tokens import TokenKeeper
from unwrapped_desktop.domain.errors import AuthError, Cancelled
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.leaving import unless_cancelled
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
    keychain = Keychain(vault if vault is not None else MemoryVault())
    return TokenKeeper(
        entry="You",
        accounts=lambda _client_id: accounts,
        keychain=lambda: keychain,
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
        (Fault(status=200, body=b"[" * 60_000), "accounts_unreadable"),
        (Fault(status=200, body=b'{"access_token": "\xff\xfe"}'), "accounts_unreadable"),
        (
            Fault(status=200, body=b'{"access_token": "\\ud800", "token_type": "Bearer"}'),
            "accounts_unreadable",
        ),
        (
            Fault(status=400, body=b'{"error": "invalid_grant", "error_description": "\xff"}'),
            "accounts_unreadable",
        ),
        (Fault(status=407, body=b"Proxy", kind="text/plain"), "proxy_wants_sign_in"),
        (Fault(status=200, body=b"<html>Hotel</html>", kind="Text/HTML; charset=x"), "network_sign_in"),
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


def until(holds: Callable[[], bool]) -> None:
    """Wait for something in another thread."""
    end_s = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end_s
        time.sleep(0.01)


SLOW = pytest.mark.parametrize(
    "script", [odd.silent, odd.drips_headers, odd.drips_body], ids=["nothing", "headers", "body"]
)


@SLOW
def test_14_no_service_is_waited_for_longer_than_it_may_take(
    script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert accounts_module.TOTAL_S == 20
    monkeypatch.setattr(accounts_module, "TOTAL_S", 0.4)
    with OddServer(script) as server:
        service = Accounts(client_id=CLIENT_ID, base_url=server.url)
        with pytest.raises(AuthError) as refresh:
            service.refreshed("CANARY-REFRESH")
        with pytest.raises(AuthError) as exchange:
            service.exchange("CANARY-CODE", verifier="v" * 43, redirect_uri=REDIRECT)
        assert refresh.value.code == exchange.value.code == "accounts_unreachable"
        assert len(server.heads) == 2  # each once


@SLOW
def test_14_a_renewal_that_nobody_waits_for_holds_nobody_up(script: Script) -> None:
    """Cancelled in the middle of a renewal: everything else goes on, and a later renewal is the same."""
    vault = MemoryVault()
    cancel = CancelToken()
    with OddServer(script) as server:
        keeper = keeper_of(Accounts(client_id=CLIENT_ID, base_url=server.url), vault)
        keeper.adopt(
            SignIn(refresh_token="r" * 3, authorized_at=datetime(2026, 1, 1, tzinfo=UTC), client_id="c")
        )
        threading.Timer(0.2, cancel.cancel).start()
        with pytest.raises(Cancelled):
            unless_cancelled(keeper.access_token, cancel)
        began_s = time.monotonic()
        assert keeper.sign_in is not None
        assert keeper.disconnect()
        with pytest.raises(AuthError) as nobody:
            keeper.access_token()
        assert nobody.value.code == "not_signed_in"
        assert time.monotonic() - began_s < 5  # the call that was left takes twenty
    assert vault.entries == {}


def test_a20_whoever_comes_back_waits_for_the_renewal_that_was_left(
    spotify: SpotifyDouble, accounts: Accounts
) -> None:
    """A token that is replaced with each renewal is not spent twice by somebody who has cancelled and tries again."""
    spotify.accounts.rotates = True
    keeper = signed_in(spotify, accounts)
    refused = keeper.access_token()
    answering, cancel = accounts.refreshed, CancelToken()
    asked, gate = threading.Event(), threading.Event()

    def slow(refresh_token: str) -> Grant:
        asked.set()
        gate.wait(20)
        return answering(refresh_token)

    accounts.refreshed = slow  # type: ignore[method-assign]

    def leave() -> None:
        asked.wait(20)
        cancel.cancel()

    threading.Thread(target=leave, daemon=True).start()
    with pytest.raises(Cancelled):
        unless_cancelled(lambda: keeper.access_token(refused=refused), cancel)
    threading.Timer(0.2, gate.set).start()
    assert keeper.access_token(refused=refused) in spotify.accounts.access_tokens
    assert spotify.accounts.refreshes == 1


def test_a20_what_comes_after_a_sign_out_is_not_kept(spotify: SpotifyDouble, accounts: Accounts) -> None:
    spotify.accounts.rotates = True
    vault = MemoryVault()
    keeper = signed_in(spotify, accounts, vault)
    refused = keeper.access_token()
    answering, asked, gate = accounts.refreshed, threading.Event(), threading.Event()

    def slow(refresh_token: str) -> Grant:
        asked.set()
        gate.wait(20)
        return answering(refresh_token)

    accounts.refreshed = slow  # type: ignore[method-assign]
    with ThreadPoolExecutor(1) as threads:
        late = threads.submit(keeper.access_token, refused=refused)
        asked.wait(20)
        assert keeper.disconnect()
        gate.set()
        with pytest.raises(AuthError) as nobody:
            late.result(20)
    assert nobody.value.code == "not_signed_in"
    assert keeper.sign_in is None
    assert vault.entries == {}


def test_a20_a_rotated_token_that_the_keychain_does_not_take_is_good_until_the_end(
    spotify: SpotifyDouble, accounts: Accounts
) -> None:
    """The one before is spent: the next start has to ask the person again, and until then it is known."""
    spotify.accounts.rotates = True
    vault = MemoryVault()
    keeper = signed_in(spotify, accounts, vault)
    vault.fails = True
    token = keeper.access_token(refused=keeper.access_token())
    assert not keeper.is_lasting
    assert token in spotify.accounts.access_tokens
    assert keeper.access_token(refused=token) in spotify.accounts.access_tokens
    vault.fails = False
    later = keeper_of(accounts, vault)
    with pytest.raises(AuthError) as again:
        later.access_token()
    assert again.value.code == "sign_in_again"
    assert vault.entries == {}  # what is of no use any more does not stay


# ------------------------------------------------------------------------------------------------ the keychain
def named(module: str, name: str, *details: object) -> Exception:
    """An error of a backend that only other systems have."""
    return type(name, (Exception,), {"__module__": module})(*details)  # type: ignore[no-any-return]


BACKENDS_FAIL: dict[str, Callable[[], Exception]] = {
    "no keychain": lambda: keyring_errors.NoKeyringError("CANARY"),
    "locked": lambda: keyring_errors.KeyringLocked("CANARY"),
    "never opened": lambda: keyring_errors.InitError("CANARY"),
    "not written": lambda: keyring_errors.PasswordSetError("CANARY"),
    "not deleted": lambda: keyring_errors.PasswordDeleteError("CANARY"),
    "a setting that names nothing": lambda: ModuleNotFoundError("CANARY"),
    "macOS: the person said no": lambda: named("keyring.backends.macOS.api", "KeychainDenied", -128),
    "macOS: not allowed": lambda: named("keyring.backends.macOS.api", "Error", -25293, "CANARY"),
    "macOS: not signed": lambda: named("keyring.backends.macOS.api", "SecAuthFailure", -67030),
    "Windows: too long": lambda: named(
        "pywintypes", "error", 1783, "CredWrite", "The stub received bad data"
    ),
    "Windows: full": lambda: named("pywintypes", "error", 8, "CredWrite", "Not enough memory"),
    "Linux: dismissed": lambda: named("secretstorage.exceptions", "PromptDismissedException", "CANARY"),
    "Linux: locked": lambda: named("secretstorage.exceptions", "LockedException", "CANARY"),
    "Linux: nobody answers": lambda: named("jeepney.wrappers", "DBusErrorResponse", "CANARY"),
    "Linux: the bus is gone": lambda: ConnectionResetError(104, "CANARY"),
}


@pytest.mark.parametrize("case", BACKENDS_FAIL)
def test_34_whatever_a_backend_raises_a_sign_in_holds_for_this_session(
    spotify: SpotifyDouble, accounts: Accounts, case: str, caplog: pytest.LogCaptureFixture
) -> None:
    vault = MemoryVault()
    vault.fails, vault.error = True, BACKENDS_FAIL[case]()
    keeper = signed_in(spotify, accounts, vault)
    assert not keeper.is_lasting
    token = keeper.access_token()
    assert keeper.access_token(refused=token) in spotify.accounts.access_tokens
    assert keeper_of(accounts, vault).sign_in is None
    assert not keeper.disconnect()
    assert keeper.sign_in is None
    assert "CANARY" not in caplog.text
    assert type(vault.error).__name__ in caplog.text


@pytest.mark.parametrize(("length", "is_kept"), [(1_280, True), (1_281, False)])
def test_34_windows_keeps_no_more_than_its_vault_takes(
    monkeypatch: pytest.MonkeyPatch, length: int, is_kept: bool
) -> None:
    def of(characters: int) -> SignIn:
        return SignIn(
            refresh_token="r" * characters,
            authorized_at=datetime(2026, 1, 1, tzinfo=UTC),
            client_id=CLIENT_ID,
        )

    vault, other = MemoryVault(), MemoryVault()
    Keychain(other).save("You", of(1))
    around = len(*other.entries.values()) - 1
    monkeypatch.setattr(sys, "platform", "win32")
    kept = Keychain(vault)
    assert kept.save("You", of(length - around)) is is_kept
    assert bool(vault.entries) is is_kept
    assert kept.is_there is is_kept


def test_34_a_keychain_that_does_not_answer_holds_up_nothing_but_who_asked(
    spotify: SpotifyDouble, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "KEYCHAIN_S", 0.2)
    spotify.accounts.rotates = True
    vault = MemoryVault()
    keeper = signed_in(spotify, accounts, vault)
    vault.opens.clear()
    try:
        token = keeper.access_token(refused=keeper.access_token())  # the new one cannot be kept yet
        assert token in spotify.accounts.access_tokens
        assert keeper.held is not None
        assert keeper.access_token() == token
    finally:
        vault.opens.set()
    until(lambda: keeper.is_lasting)  # and now it has been
    (entry,) = vault.entries.values()
    assert json.loads(entry)["refresh_token"] in spotify.accounts.refresh_tokens


def test_34_what_is_written_late_does_not_outlive_a_sign_out(
    spotify: SpotifyDouble, accounts: Accounts
) -> None:
    """The keychain opens when nobody waits any more, and whatever was asked of it happens in any order."""
    vault = MemoryVault()
    vault.opens.clear()
    keeper = keeper_of(accounts, vault)
    handshake = new_handshake()
    grant = accounts.exchange(
        code_from(spotify, handshake), verifier=handshake.verifier, redirect_uri=REDIRECT
    )
    with ThreadPoolExecutor(2) as threads:
        taken = threads.submit(keeper.take, grant, client_id=CLIENT_ID)
        until(lambda: vault.stuck > 0)
        gone = threads.submit(keeper.disconnect)
        until(lambda: keeper.held is None)
        vault.opens.set()
        taken.result(20)
        assert gone.result(20)
    assert vault.entries == {}
    assert not keeper.is_lasting


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
