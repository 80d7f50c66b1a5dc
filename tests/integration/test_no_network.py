"""The program with the network forbidden: nothing it does here so much as tries to reach it.

Two watchers. Inside the process a hook of Python's sees every use of a socket, and refuses those of the internet.
Around it, where the system allows, a network of its own whose kernel counts every packet and every route asked for, so
that Qt and other libraries are seen too.
"""

# ruff: noqa: S603

import os
import shutil
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from tests.integration.conftest import Open
from tests.integration.processes import PROGRAM, ROOT, Ended, Home, run, run_command

GUARD = """
import os, sys

FILE = os.environ["NETWORK_ATTEMPTS"]
INTERNET = {2, 10, 23, 30}  # AF_INET, and AF_INET6 on Linux, Windows and macOS
NAMES = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
SOCKETS = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}

def guard(event, arguments):
    if event in NAMES or event in SOCKETS and int(arguments[0].family) in INTERNET:
        with open(FILE, "a") as file:
            file.write(f"{event} {arguments[1:]}\\n")
        raise PermissionError(f"the network is forbidden here: {event} {arguments[1:]}")

sys.addaudithook(guard)
"""

ATTEMPT = """
import socket
for family, address in ((socket.AF_INET, "203.0.113.9"), (socket.AF_INET, "127.0.0.53")):
    with socket.socket(family, socket.SOCK_DGRAM) as tried:
        try:
            tried.connect((address, 53))
        except OSError:
            pass
"""

LOOK_FOR_IPV6 = "socket.bind (('::1', 0),)"
"""What urllib3 does while it is loaded: it binds a socket of this computer alone, and sends nothing."""

COUNTED = {"Ip:": ("OutRequests", "OutNoRoutes"), "Tcp:": ("ActiveOpens",), "Udp:": ("OutDatagrams",)}
COUNTED_OF_6 = ("Ip6OutRequests", "Ip6OutNoRoutes", "Udp6OutDatagrams")

KEEP_COUNTS = '"$@"; code=$?; cat /proc/self/net/snmp /proc/self/net/snmp6 >"$COUNTS"; exit $code'


@pytest.fixture
def guarded(home: Home) -> Home:
    """Return a home whose programs are watched from inside."""
    site = home.made("guard")
    (site / "sitecustomize.py").write_text(GUARD)
    return Home(
        folder=home.folder,
        more={
            "PYTHONPATH": f"{site}{os.pathsep}{ROOT}",
            "NETWORK_ATTEMPTS": str(home.folder / "attempts"),
            "COUNTS": str(home.folder / "counts"),
        },
    )


def attempts(home: Home) -> list[str]:
    """Return what the watcher inside saw."""
    file = home.folder / "attempts"
    seen = file.read_text().splitlines() if file.exists() else []
    return [attempt for attempt in seen if attempt != LOOK_FOR_IPV6]


def counts(text: str) -> dict[str, int]:
    """Return what the kernel counted of everything that goes out."""
    found: dict[str, int] = {}
    lines = [line.split() for line in text.splitlines()]
    for names, values in pairwise(lines):
        if names[0] == values[0]:
            for name in COUNTED.get(names[0], ()):
                found[f"{names[0]} {name}"] = int(values[names.index(name)])
    found |= {line[0]: int(line[1]) for line in lines if line[0] in COUNTED_OF_6}
    return found


@cache
def network_of_its_own() -> tuple[str, ...]:
    """Return the command that runs another without any network; empty where that is not allowed."""
    program = shutil.which("unshare")
    for options in (("-n",), ("-r", "-n")):
        if (
            program
            and not subprocess.run([program, *options, "true"], capture_output=True, check=False).returncode
        ):
            return (program, *options)
    return ()


def watched(home: Home, *arguments: str | Path) -> Ended:
    """Run the program under both watchers, and see that neither saw anything."""
    command = [*PROGRAM, *map(str, arguments)]
    if not network_of_its_own():
        ended = run(home, *arguments)
    else:
        ended = run_command([*network_of_its_own(), "sh", "-c", KEEP_COUNTS, "sh", *command], home)
        seen = counts((home.folder / "counts").read_text())
        assert len(seen) >= 4
        assert set(seen.values()) == {0}, seen
    assert attempts(home) == []
    return ended


def test_the_watchers_are_awake(guarded: Home) -> None:
    assert run_command([sys.executable, "-c", ATTEMPT], guarded).code == 0
    assert len(attempts(guarded)) == 2
    if not network_of_its_own():
        pytest.skip("no network of its own is allowed here; the watcher inside is awake")
    unguarded = Home(folder=guarded.folder, more={**guarded.more, "PYTHONPATH": str(ROOT)})
    attempt = [sys.executable, "-c", ATTEMPT]
    assert run_command([*network_of_its_own(), "sh", "-c", KEEP_COUNTS, "sh", *attempt], unguarded).code == 0
    assert sum(counts((guarded.folder / "counts").read_text()).values()) >= 2


@pytest.mark.parametrize("source", ["sample", "export"])
def test_judging_and_drawing_use_no_network(guarded: Home, export: Path, source: str) -> None:
    out = guarded.made("out")
    cards = [f"--card={name}={out / name}.png" for name in ("story", "square", "portrait", "wide")]
    given = ["--sample"] if source == "sample" else [export]
    ended = watched(guarded, "judge", *given, "--json", out / "report.json", *cards)
    assert (ended.code, ended.err) == (0, "")
    assert len(list(out.iterdir())) == 5


def test_diagnosing_and_the_self_test_use_no_network(guarded: Home, export: Path) -> None:
    assert watched(guarded, "diagnose", export).code == 0
    assert watched(guarded, "--self-test").code == 0


@pytest.mark.skipif(os.name == "nt", reason="ends the window by a signal of POSIX")
def test_the_window_uses_no_network(guarded: Home, open_window: Open, export: Path) -> None:
    # `unshare` becomes the program, so that the process is the window itself.
    window = open_window(export, home=guarded, prefix=network_of_its_own())
    window.until_status("completed")
    if network_of_its_own():
        own = Path(f"/proc/{window.process.pid}/net")
        seen = counts((own / "snmp").read_text() + (own / "snmp6").read_text())
        assert len(seen) >= 4
        assert set(seen.values()) == {0}, seen
    window.end()
    assert attempts(guarded) == []
