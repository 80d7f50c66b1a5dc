"""Freezes the program into a folder that needs no Python: `python packaging/freeze/freeze.py`.

Standard library only, and the same on Linux, Windows and macOS: it makes an environment from the locks, lets PyInstaller
work by `unwrapped.spec`, and leaves `build/frozen/unwrapped-desktop` (on macOS `build/frozen/Unwrapped.app` too).
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from libraries import OF_EVERY_DESKTOP, leave_to_system

ROOT = Path(__file__).resolve().parents[2]
LOCKS = tuple(
    ROOT / "packaging" / "locks" / name for name in ("requirements.lock", "requirements-freeze.lock")
)
SPEC = ROOT / "packaging" / "freeze" / "unwrapped.spec"
ENVIRONMENT = ROOT / "build" / "freeze-venv"
FROZEN = ROOT / "build" / "frozen"
WORK = ROOT / "build" / "freeze-work"
NAME = "unwrapped-desktop"

FIRST_DAY = "315532800"
"""1980-01-01, before which no zip can date a file: without another wish the same tree gives the same bytes."""


def main() -> int:
    """Freeze the program. Returns the exit code."""
    python = _environment()
    print(f"Freezing with {python} ...", flush=True)
    shutil.rmtree(FROZEN, ignore_errors=True)
    # A seed of its own for every process would order the bytes of each build anew.
    stable = {"SOURCE_DATE_EPOCH": FIRST_DAY} | os.environ | {"PYTHONHASHSEED": "1"}
    freeze = ["-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    places = ["--distpath", str(FROZEN), "--workpath", str(WORK)]
    subprocess.run([str(python), *freeze, *places, str(SPEC)], check=True, cwd=ROOT, env=stable)
    if sys.platform == "linux":
        left = leave_to_system(FROZEN / NAME, OF_EVERY_DESKTOP)
        print(f"Left to the system, or needed by nothing: {len(left)} libraries", flush=True)
        _strip(FROZEN / NAME)
    print(f"Frozen: {(FROZEN / NAME).relative_to(ROOT)}", flush=True)
    return 0


def _environment() -> Path:
    """Return the Python of an environment that holds exactly what the locks name, made anew where they changed."""
    python = ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    wanted = _fingerprint()
    stamp = ENVIRONMENT / ".environment"
    if stamp.is_file() and stamp.read_text("utf-8") == wanted and python.exists():
        return python
    print("Setting up the environment to freeze from (once; Qt and the rest are downloaded) ...", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], check=True)
    install = ["-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    for lock in LOCKS:
        held = ["--only-binary=:all:", "--require-hashes", "-r", str(lock)]
        subprocess.run([str(python), *install, *held], check=True)
    stamp.write_text(wanted, "utf-8")
    return python


def _fingerprint() -> str:
    """Return what tells one environment from another: the locks, the Python, the place."""
    parts = (*(lock.read_bytes() for lock in LOCKS), sys.version.encode(), str(ROOT).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _strip(folder: Path) -> None:
    """Take the names of functions out of every library, which nobody but a debugger reads.

    NumPy's own copies of libraries are left alone: stripped, they can no longer be loaded.
    """
    libraries = [path for path in folder.rglob("*.so*") if _may_be_stripped(path)]
    for batch in _batches(libraries, 100):
        subprocess.run(["strip", "--strip-unneeded", *map(str, batch)], check=True)


def _may_be_stripped(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and "numpy.libs" not in path.parts


def _batches(paths: Sequence[Path], size: int) -> list[Sequence[Path]]:
    return [paths[start : start + size] for start in range(0, len(paths), size)]


if __name__ == "__main__":
    sys.exit(main())
