"""Every call ends: in time, within bounds, at the host it was meant for; met by servers that misbehave."""

import resource
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.spotify_double import odd
from tests.spotify_double.certificates import Authority
from tests.spotify_double.odd import OddServer, Script
from unwrapped_desktop import network
from unwrapped_desktop.network import HeldSession, Mishap, NetworkError

GOOD = odd.json_of(b"{}")
TOKEN = {"Authorization": "Bearer CANARY-ACCESS"}


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """The authority, trusted by this computer."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority.file))
    return authority


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def asked(url: str, *, total_s: float = 20.0) -> bytes:
    with HeldSession(total_s=total_s, answer_max=1_000_000) as session:
        return session.get(url, headers=TOKEN).content


def mishap(url: str, *, total_s: float = 20.0) -> Mishap:
    with pytest.raises(NetworkError) as error:
        asked(url, total_s=total_s)
    assert "CANARY" not in f"{error.value} {error.value.__cause__}"
    return error.value.mishap


def most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


# ------------------------------------------------------------------------------------------------ in time
@pytest.mark.parametrize(
    "script", [odd.silent, odd.drips_headers, odd.drips_body], ids=["nothing", "headers", "body"]
)
def test_14_a_call_ends_in_time_however_slowly_it_is_answered(script: Script) -> None:
    with OddServer(script) as server:
        assert mishap(server.url, total_s=0.5) is Mishap.UNREACHABLE


def test_14_a_handshake_that_never_comes_ends_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"https://127.0.0.1:{mute.getsockname()[1]}"
        assert mishap(url, total_s=0.5) is Mishap.UNREACHABLE


def test_14_a_body_that_drips_is_not_read_on_when_nobody_waits() -> None:
    with OddServer(odd.drips_body) as server:
        mishap(server.url, total_s=0.3)
        until = threading.Event()
        for _ in range(100):
            if server.left:
                break
            until.wait(0.05)
        assert server.left == 1


def test_1_a_name_that_is_looked_up_for_ever_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: gate.wait(30))
    assert mishap("http://spotify.invalid", total_s=0.3) is Mishap.UNREACHABLE
    gate.set()


def test_1_a_name_that_nobody_knows_is_nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert mishap("http://spotify.invalid") is Mishap.UNREACHABLE


def test_2_a_port_where_nobody_listens_is_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert mishap(f"http://127.0.0.1:{port}") is Mishap.UNREACHABLE


# ------------------------------------------------------------------------------------------------ whole
HEAD = odd.JSON_HEAD
BROKEN = {
    "nothing": b"",
    "no HTTP": b"\x16\x03\x01 hello\r\n\r\n",
    "a body cut off": HEAD + b"Content-Length: 50\r\n\r\n{}",
    "a piece cut off": HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\n{}",
    "pieces without an end": HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
    "a length that is none": HEAD + b"Transfer-Encoding: chunked\r\n\r\nnever\r\n{}\r\n",
    "two lengths": HEAD + b"Content-Length: 2\r\nContent-Length: 50\r\n\r\n{}",
    "what was not packed": HEAD + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
    "a line too long": b"HTTP/1.1 200 " + b"x" * 200_000 + b"\r\n\r\n",
    "headers too many": b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5_000 + b"\r\n{}",
}


@pytest.mark.parametrize("case", BROKEN)
def test_15_what_is_not_whole_is_no_answer(case: str) -> None:
    with OddServer(odd.says(BROKEN[case])) as server:
        assert mishap(server.url) is Mishap.UNREACHABLE


@pytest.mark.parametrize("length", ["2", "0002", "nonsense"])
def test_15_more_than_was_announced_is_not_read(length: str) -> None:
    with OddServer(odd.says(HEAD + f"Content-Length: {length}\r\n\r\n".encode() + b"{}")) as server:
        assert asked(server.url) == b"{}"


@pytest.mark.parametrize(
    "script",
    [odd.endless, odd.endless_redirect, odd.bomb],
    ids=["500 MB", "500 MB that lead elsewhere", "a bomb"],
)
def test_16_more_than_there_can_be_is_not_taken(script: Script) -> None:
    before_kb = most_memory()
    with OddServer(script) as server:
        assert mishap(server.url) is Mishap.TOO_LARGE
        assert len(server.heads) == 1
    if sys.platform == "linux":  # it is told in other units elsewhere
        assert most_memory() - before_kb < 100_000


# ------------------------------------------------------------------------------------------------ where it goes
@pytest.mark.parametrize(
    "status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"]
)
def test_5_nothing_is_followed_and_no_token_goes_elsewhere(status: str) -> None:
    with OddServer(GOOD) as other:
        leads = odd.json_of(b"{}", f"Location: {other.url}/", status=status)
        with OddServer(leads) as server:
            assert asked(server.url) == b"{}"
            assert b"CANARY-ACCESS" in server.heads[0]
        assert other.heads == []


@pytest.mark.parametrize("where", ["http://[", "\xff\xfe", "//", "data:text/html,x", "\x00"])
def test_5_a_way_that_leads_nowhere_does_no_harm(where: str) -> None:
    answer = f"HTTP/1.1 302 Found\r\nLocation: {where}\r\nContent-Length: 2\r\n\r\n{{}}".encode("latin-1")
    with OddServer(odd.says(answer)) as server:
        assert asked(server.url) == b"{}"


def test_a_name_in_a_file_takes_the_place_of_no_token(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    names = tmp_path / "netrc"
    names.write_text("machine 127.0.0.1 login somebody password else\n")
    names.chmod(0o600)
    monkeypatch.setenv("NETRC", str(names))
    with OddServer(GOOD) as server:
        asked(server.url)
        assert b"Authorization: Bearer CANARY-ACCESS\r\n" in server.heads[0]


# ------------------------------------------------------------------------------------------------ who it is
def test_3_whoever_can_prove_who_they_are_is_trusted(trusted: Authority) -> None:
    with OddServer(GOOD, tls=trusted.server()) as server:
        assert asked(server.url) == b"{}"


def test_3_whoever_says_so_themselves_is_not_and_is_sent_nothing(authority: Authority) -> None:
    with OddServer(GOOD, tls=authority.server()) as server:
        assert mishap(server.url) is Mishap.UNTRUSTED
        assert server.heads == []


def test_3_a_certificate_that_has_ended_is_none(trusted: Authority) -> None:
    with OddServer(GOOD, tls=trusted.server(days=-1)) as server:
        assert mishap(server.url) is Mishap.UNTRUSTED
        assert server.heads == []


def test_3_a_certificate_of_somebody_else_is_none(trusted: Authority) -> None:
    with OddServer(GOOD, tls=trusted.server("127.0.0.2")) as server:
        assert mishap(server.url) is Mishap.UNTRUSTED
        assert server.heads == []


# ------------------------------------------------------------------------------------------------ proxies
WANTS_A_NAME = odd.says(
    b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n"
)


@pytest.fixture
def through(monkeypatch: pytest.MonkeyPatch) -> Iterator[OddServer]:
    """A proxy that wants a name, and that this computer is told to use."""
    with OddServer(WANTS_A_NAME) as proxy:
        monkeypatch.setenv("https_proxy", proxy.url)
        monkeypatch.setenv("http_proxy", proxy.url)
        yield proxy


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "https://127.0.0.1:9/"])
def test_22_a_proxy_that_wants_a_name_is_said_to(through: OddServer, url: str) -> None:
    assert mishap(url) is Mishap.PROXY
    assert through.heads


def test_22_a_proxy_of_this_computer_is_used_and_is_told_no_token(through: OddServer) -> None:
    mishap("https://127.0.0.1:9/")
    assert through.heads[0].startswith(b"CONNECT 127.0.0.1:9 ")
    assert b"CANARY" not in through.heads[0]


def test_bounds_are_those_that_are_told() -> None:
    assert (network.CONNECT_S, network.READ_S) == (5.0, 10.0)
