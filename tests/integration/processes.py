"""Runs the program as a person's computer does: processes of their own, in a home of their own.

Nothing here is ended by name: every process is known by the number it was started with.
"""

# ruff: noqa: S603

import json
import os
import re
import select
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from tests import listeners
from unwrapped_desktop.sources.simulate import Row

ROOT = Path(__file__).parents[2]

TIMEOUT_S = 60
"""A machine may be slow; how fast the program is, the benchmarks say."""

PROGRAM = (sys.executable, "-m", "unwrapped_desktop")

# Qt says so on a platform that has no window manager.
_HARMLESS = re.compile(r"This plugin does not support [a-zA-Z]+\(\)\n?")
_BAD_LINE = re.compile(r" (?:WARNING|ERROR|CRITICAL) |Traceback")

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The places of one made-up person on the disk.

    Attributes:
        folder: All of it; its name has spaces and umlauts.
        more: Variables of the environment besides the usual ones; None takes one away.
    """

    folder: Path
    more: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        """What `UNWRAPPED_HOME` says."""
        return self.folder / "Daten für Unwrapped"

    @property
    def database(self) -> Path:
        """The results file."""
        return self.data / "unwrapped.db"

    @property
    def log(self) -> str:
        """What the log holds."""
        file = self.data / "logs" / "unwrapped-desktop.log"
        return file.read_text("utf-8") if file.exists() else ""

    @property
    def environment(self) -> dict[str, str]:
        """The whole environment: nothing of the machine that runs the tests but its search path."""
        usual: dict[str, str | None] = {
            "PATH": os.environ.get("PATH", os.defpath),
            "SYSTEMROOT": os.environ.get("SYSTEMROOT"),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "QT_QPA_PLATFORM": "offscreen",
            "LANG": "C.UTF-8",
            "UNWRAPPED_HOME": str(self.data),
            "HOME": str(self.user),
            # A local socket's path may be no longer than some hundred bytes, so this one is the machine's.
            "TMPDIR": os.environ.get("TMPDIR"),
            "XDG_RUNTIME_DIR": str(self.made("run")),
        }
        return {name: value for name, value in (usual | dict(self.more)).items() if value is not None}

    @property
    def user(self) -> Path:
        """What `HOME` says."""
        return self.made("Benutzer")

    def made(self, name: str) -> Path:
        """Return a folder beside these, made if missing."""
        folder = self.folder / name
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A process that has ended."""

    code: int
    out: bytes
    err: str


def run(home: Home, *arguments: str | Path, cwd: Path | None = None) -> Ended:
    """Run the program to its end."""
    return run_command([*PROGRAM, *map(str, arguments)], home, cwd=cwd)


def run_command(command: Sequence[str], home: Home, *, cwd: Path | None = None) -> Ended:
    """Run any command to its end, in the person's environment."""
    ended = subprocess.run(
        command,
        cwd=cwd or home.folder,
        env=home.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    return Ended(code=ended.returncode, out=ended.stdout, err=quiet(ended.stderr))


def self_tested(*parts: str) -> list[str]:
    """Return the command that tries some parts of `--self-test` alone; all of them take seconds."""
    program = (
        "import sys; from unwrapped_desktop.self_test.run import PARTS, self_test; "
        "sys.exit(self_test([part for part in PARTS if part.name in sys.argv[1:]]))"
    )
    return [sys.executable, "-c", program, *parts]


def quiet(err: bytes) -> str:
    """Return what was said on stderr, without what Qt says of the offscreen platform."""
    return _HARMLESS.sub("", err.decode("utf-8", "backslashreplace"))


class Window:
    """A process of the window."""

    def __init__(
        self,
        home: Home,
        *files: str | Path,
        prefix: Sequence[str] = (),
        cwd: Path | None = None,
    ) -> None:
        self.home = home
        self._said = (home.folder / f"stderr of {time.monotonic_ns()}").open("w+b")
        self.process = subprocess.Popen(
            [*prefix, *PROGRAM, *map(str, files)],
            cwd=cwd or home.folder,
            env=home.environment,
            stdin=subprocess.DEVNULL,
            stdout=self._said,
            stderr=self._said,
        )

    def until(self, look: Callable[[], Found], *, what: str) -> Found:
        """Look again and again until there is something; the process must not end meanwhile."""
        return until(look, what=what, alive=self.process, said=self.said)

    def until_ready(self) -> None:
        """Wait until its database is made and it watches for signals; it listens for later starts by then."""
        self.until(lambda: ask(self.home.database, "SELECT 1 FROM alembic_version"), what="a database")
        self.until(self._watches_for_signals, what="the watch for signals")

    def _watches_for_signals(self) -> bool:
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        except FileNotFoundError:
            time.sleep(5)  # a system that does not tell
            return True
        caught = re.search(r"SigCgt:\s*([0-9a-f]+)", status)
        return caught is not None and bool(int(caught[1], 16) & 1 << signal.SIGTERM - 1)

    def until_status(self, *wanted: str) -> dict[str, Any]:
        """Wait until the current analysis has one of these statuses, and not another final one; returns its row."""

        def look() -> dict[str, Any] | None:
            row = analysis(self.home)
            return row if row is not None and row["status"] in {*wanted, "failed"} else None

        found = self.until(look, what=" or ".join(wanted))
        assert found is not None
        assert found["status"] in wanted, found["error_message"]
        return found

    def end(self, how: int = signal.SIGTERM) -> None:
        """Ask it to end, and see that it does so in good order."""
        self.process.send_signal(how)
        code = self.process.wait(TIMEOUT_S)
        assert (code, self.said()) == (0, "")
        assert [line for line in self.home.log.splitlines() if _BAD_LINE.search(line)] == []

    def kill(self) -> None:
        """Take its life between two of its steps."""
        self.process.kill()
        self.process.wait(TIMEOUT_S)

    def said(self) -> str:
        """What it wrote to stdout and stderr."""
        self._said.seek(0)
        return quiet(self._said.read())

    def clean_up(self) -> None:
        """End it however it is; called after every test."""
        if self.process.poll() is None:
            self.kill()
        self._said.close()


class Driven(Window):
    """A process of the window that does as it is told; see `tests.integration.driven_window`."""

    def __init__(self, home: Home, *files: str | Path, prefix: Sequence[str] = ()) -> None:
        self.home = home
        self._said = (home.folder / f"stderr of {time.monotonic_ns()}").open("w+b")
        self.process = subprocess.Popen(
            [*prefix, sys.executable, "-m", "tests.integration.driven_window", *map(str, files)],
            cwd=home.folder,
            env=home.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
        )

    def do(self, order: str) -> dict[str, Any]:
        """Give an order; returns what stands in the window after it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{order}\n".encode())
        self.process.stdin.flush()
        is_answered, _, _ = select.select([self.process.stdout], [], [], TIMEOUT_S)
        answer = self.process.stdout.readline() if is_answered else b""
        assert answer, f"no answer to {order}: {self.said()}"
        seen: dict[str, Any] = json.loads(answer)
        return seen

    def until_seen(self, look: Callable[[dict[str, Any]], object], *, what: str) -> dict[str, Any]:
        """Look again and again until the window is at rest and something stands in it."""
        seen: dict[str, Any] = {}

        def is_there() -> bool:
            nonlocal seen
            seen = self.do("look")
            return bool(seen["is_idle"] and look(seen))

        try:
            self.until(is_there, what=what)
        except AssertionError as error:
            error.add_note(f"there is {seen}")
            raise
        return seen

    def close(self) -> None:
        """Close the window, and see that it ends in good order."""
        self.do("close")
        code = self.process.wait(TIMEOUT_S)
        assert (code, self.said()) == (0, "")

    def clean_up(self) -> None:
        """End it however it is."""
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            stream.close()
        super().clean_up()


def until(
    look: Callable[[], Found],
    *,
    what: str,
    alive: subprocess.Popen[bytes] | None = None,
    said: Callable[[], str] = str,
) -> Found:
    """Look again and again until there is something, for as long as the process lives."""
    end_s = time.monotonic() + TIMEOUT_S
    while time.monotonic() < end_s:
        is_alive = alive is None or alive.poll() is None
        found = look()
        if found:
            return found
        assert is_alive, f"ended while waiting for {what}: {said()}"
        time.sleep(0.02)
    raise AssertionError(f"waited {TIMEOUT_S} s for {what}: {said()}")


def ask(database: Path, question: str) -> list[dict[str, Any]]:
    """Return rows of a results file without changing it; none while it is being made."""
    if not database.exists():
        return []
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=10)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(question)]
    except sqlite3.OperationalError:
        return []


def analysis(home: Home) -> dict[str, Any] | None:
    """Return the one current analysis, None when there is none."""
    rows = ask(home.database, "SELECT * FROM analysis")
    assert len(rows) <= 1
    return rows[0] if rows else None


def history(home: Home) -> list[str]:
    """Return the documents of the earlier verdicts, oldest first."""
    return [row["document"] for row in ask(home.database, "SELECT document FROM report_history ORDER BY id")]


def is_sound(database: Path) -> bool:
    """Whether SQLite finds nothing wrong with a file."""
    with closing(sqlite3.connect(database)) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return sound and connection.execute("PRAGMA foreign_key_check").fetchall() == []


def tree(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return size, time of change and mode of everything in a folder."""
    return {
        str(path.relative_to(folder)): (status.st_size, status.st_mtime_ns, status.st_mode)
        for path in sorted(folder.rglob("*"))
        for status in [path.lstat()]
    }


def large_life() -> list[Row]:
    """Return the life that the exports tell of."""
    return listeners.long_life(7, rows_per_day=10.0)


def write_large_export(path: Path, *, copies: int = 6) -> None:
    """Write a zip that takes a moment to read: a long life, lived several times a few seconds apart."""
    rows = listeners.in_vintage(large_life(), "extended_2026")
    files = [json.dumps(rows[start : start + 15_000]).encode() for start in range(0, len(rows), 15_000)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for copy in range(copies):

            def shifted(found: re.Match[bytes], shift_s: int = 7 * copy) -> bytes:
                return b"%s%02d" % (found[1], (int(found[2]) + shift_s) % 60)

            for number, content in enumerate(files):
                name = f"Spotify Extended Streaming History/Streaming_History_Audio_2017-2026_{copy * 100 + number}.json"
                archive.writestr(name, re.sub(rb'("ts": "[^"]{17})(\d\d)', shifted, content))
