"""Runs what is measured, each in a process of its own, and looks at it from outside: its time, its memory."""

# ruff: noqa: S603

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import IO, Any

ROOT = Path(__file__).parents[2]
LOADS = Path(__file__).with_name("loads.py")
TIMEOUT_S = 180
LOOK_EVERY_S = 0.01

BYTES_PER_MB = 1_000_000
_BYTES_PER_KB = 1024  # what /proc calls kB


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a process took, with all processes that it started.

    Attributes:
        wall_s: From its start to its end.
        cpu_s: On all cores together.
    """

    wall_s: float
    cpu_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """The most memory that a process held at once, with all processes that it started.

    Attributes:
        peak_mb: Sum over the processes; memory that several share counts once.
        processes: The most processes seen at once.
        looks: How often it was looked at.
    """

    peak_mb: float
    processes: int
    looks: int


def verdict_command(export: str, report: Path) -> list[str]:
    """Return the program as a person runs it, from an export to a report."""
    return [sys.executable, "-m", "unwrapped_desktop", "judge", export, "--json", str(report)]


def load_command(name: str, export: str) -> list[str]:
    """Return one of the least programs in `loads`."""
    return [sys.executable, "-P", str(LOADS), name, export]


def module_command(module: str, *arguments: str) -> list[str]:
    """Return a measurement of one of the modules beside this one."""
    return [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments]


def found_by(module: str, *arguments: str, home: Path) -> dict[str, Any]:
    """Run a measurement of one of the modules beside this one and return what it found.

    Raises:
        RuntimeError: It failed.
    """
    command = module_command(module, *arguments)
    ended = subprocess.run(
        command,
        cwd=ROOT,
        env=_environment(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    if ended.returncode != 0 or not ended.stdout:
        raise _failure(command, ended.returncode, ended.stderr)
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def cost_of(command: Sequence[str], *, home: Path) -> Cost:
    """Run a command to its end and return what it took.

    Raises:
        RuntimeError: It failed.
    """
    began_s = time.perf_counter()
    with _started(command, home) as process:
        # Waiting with a timeout would look only every so often.
        watch = Timer(TIMEOUT_S, process.kill)
        watch.start()
        _pid, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - began_s
        watch.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(wall_s=wall_s, cpu_s=usage.ru_utime + usage.ru_stime)


def can_see_memory() -> bool:
    """Whether this system tells the memory of a process with shared pages counted once: only Linux does."""
    return Path("/proc/self/smaps_rollup").exists()


def peak_of(command: Sequence[str], *, home: Path) -> Peak:
    """Run a command to its end and return the most memory it held.

    Raises:
        RuntimeError: It failed.
    """
    most_bytes = most_processes = looks = 0
    began_s = time.monotonic()
    with _started(command, home) as process:
        known = {process.pid}
        while process.poll() is None:
            sizes = [size for size in map(_proportional_bytes, _with_children(known)) if size]
            most_bytes, most_processes = max(most_bytes, sum(sizes)), max(most_processes, len(sizes))
            looks += 1
            if time.monotonic() - began_s > TIMEOUT_S:
                process.kill()
            time.sleep(LOOK_EVERY_S)
    return Peak(peak_mb=most_bytes / BYTES_PER_MB, processes=most_processes, looks=looks)


@contextmanager
def _started(command: Sequence[str], home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command, whose end is for the caller to await; raises RuntimeError when it has failed."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=_environment(home),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
                process.wait()
        if process.returncode != 0:
            raise _failure(command, process.returncode, _read(said))


def _read(said: IO[bytes]) -> str:
    said.seek(0)
    return said.read().decode("utf-8", "backslashreplace")


def _failure(command: Sequence[str], code: int, said: str) -> RuntimeError:
    return RuntimeError(f"{' '.join(command)} ended with {code}: {said}")


def _environment(home: Path) -> dict[str, str]:
    wanted = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "UNWRAPPED_HOME": str(home)}
    # Whoever installs the program has it compiled: compiling anew each time is nobody's figure.
    wanted.pop("PYTHONDONTWRITEBYTECODE", None)
    return wanted


def _with_children(known: set[int]) -> set[int]:
    """Add all processes that known ones have started. One whose parent has ended stays known."""
    new = set(known)
    while new:
        new = {child for pid in new for child in _children(pid)} - known
        known |= new
    return known


def _children(pid: int) -> list[int]:
    found: list[int] = []
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text("ascii").split())
    except OSError:
        return found  # it ended meanwhile
    return found


def _proportional_bytes(pid: int) -> int:
    """Return the memory of a process, a page that n processes share counting 1/n; 0 when it has ended."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:  # noqa: PTH123 - a hundred times a second
            fields = dict(line.split(":", 1) for line in file if line.startswith(("Pss:", "SwapPss:")))
    except OSError:
        return 0
    return sum(int(field.split()[0]) * _BYTES_PER_KB for field in fields.values())
