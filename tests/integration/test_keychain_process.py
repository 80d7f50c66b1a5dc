"""The self-test names the keychain it would use, where there is one and where there is none."""

import os
import shutil
import sys
import tempfile

import pytest

from tests.integration.processes import Home, run_command, self_tested

KEYCHAIN = self_tested("keychain", "data folder")

UNLOCKED = 'printf "a password" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 || exit 77; exec "$@"'

ROUND_TRIP = """
from datetime import UTC, datetime
from unwrapped_desktop.auth.keychain import system_keychain
from unwrapped_desktop.auth.sign_in import SignIn
kept = SignIn(refresh_token="CANARY" * 60, authorized_at=datetime(2026, 11, 3, tzinfo=UTC), client_id="0f" * 16)
keychain = system_keychain()
assert keychain.save("a test", kept) and keychain.is_there
assert system_keychain().load("a test") == kept
assert keychain.save("a test", kept)
assert keychain.forget("a test")
assert system_keychain().load("a test") is None
"""

needs_bus = pytest.mark.skipif(
    not shutil.which("dbus-run-session"), reason="there is no dbus-run-session here"
)


def keychain_line(out: bytes) -> str:
    (line,) = [line for line in out.decode().splitlines() if line.startswith("keychain")]
    return line


def on_its_own_sockets(home: Home) -> Home:
    """The same home, with a new folder for sockets: a daemon may outlive its bus, and paths of sockets must be short."""
    return Home(folder=home.folder, more={"XDG_RUNTIME_DIR": tempfile.mkdtemp(prefix="run")})


def on_a_bus(*command: str) -> list[str]:
    return ["dbus-run-session", "--", *command]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a keychain")
def test_without_a_service_it_says_so_and_all_is_well(home: Home) -> None:
    ended = run_command(KEYCHAIN, home)
    assert (ended.code, ended.err) == (0, "")
    assert "none" in keychain_line(ended.out)
    assert "FAILED" not in ended.out.decode()
    assert not home.data.exists()


@needs_bus
@pytest.mark.skipif(
    shutil.which("gnome-keyring-daemon") is not None, reason="the bus would start the service"
)
def test_a_bus_without_a_service_is_no_service(home: Home) -> None:
    ended = run_command(on_a_bus(*KEYCHAIN), home)
    assert ended.code == 0
    assert "none" in keychain_line(ended.out)


@needs_bus
@pytest.mark.skipif(not shutil.which("gnome-keyring-daemon"), reason="there is no gnome-keyring-daemon here")
def test_an_unlocked_secret_service_is_found_and_keeps_secrets(home: Home) -> None:
    first, second = (on_its_own_sockets(home) for _ in range(2))
    ended = run_command(on_a_bus("sh", "-c", UNLOCKED, "sh", *KEYCHAIN), first)
    if ended.code == 77:
        pytest.skip("gnome-keyring-daemon does not start here")
    assert ended.code == 0
    assert "SecretService (usable)" in keychain_line(ended.out)
    kept = run_command(on_a_bus("sh", "-c", UNLOCKED, "sh", sys.executable, "-c", ROUND_TRIP), second)
    assert kept.code == 0, kept.err


@pytest.mark.parametrize("backend", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring"])
def test_a_backend_that_keeps_nothing_is_called_none(home: Home, backend: str) -> None:
    ended = run_command(KEYCHAIN, Home(folder=home.folder, more={"PYTHON_KEYRING_BACKEND": backend}))
    assert ended.code == 0
    assert "none" in keychain_line(ended.out)
    assert os.fspath(home.data) in ended.out.decode()
