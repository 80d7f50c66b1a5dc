"""Writes down what the Flatpak is built from: `python packaging/flatpak/write_sources.py`, after `make wheel`.

A Flatpak is built without a network: it has to be told of every file beforehand, with address and hash. The lock holds the
hashes and no address, so pip is asked where the files lie, and its answer goes to `build/flatpak/sources.json`. What pip
names and the lock does not know is refused. The program's own wheel goes to `build/flatpak/wheel`.

Standard library and pip only. Exit status: 0 written, 1 it could not be written.
"""

import json
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "packaging" / "locks" / "requirements.lock"
OUTPUT = ROOT / "build" / "flatpak"

RUNTIME_PYTHON = "3.13"
"""The Python of the runtime that the manifest names."""

PLATFORMS = (
    "manylinux_2_34_x86_64",
    "manylinux_2_28_x86_64",
    "manylinux_2_17_x86_64",
    "manylinux2014_x86_64",
)

_HASH = re.compile(r"sha256:([0-9a-f]{64})")


def sources_of(report: Mapping[str, Any], lock: str) -> list[dict[str, str]]:
    """Return the files that pip would install, as flatpak-builder reads them, in the order of their addresses.

    Args:
        report: What `pip install --report` answers.
        lock: The text of the lock.

    Raises:
        ValueError: A file has a hash that is not locked.
    """
    locked = set(_HASH.findall(lock))
    sources = []
    for one in report["install"]:
        told = one["download_info"]
        digest = told["archive_info"]["hashes"]["sha256"]
        if digest not in locked:
            raise ValueError(f"{told['url'].rpartition('/')[2]} has a hash that is not locked")
        sources.append({"type": "file", "url": told["url"], "sha256": digest})
    return sorted(sources, key=lambda source: source["url"])


def own_wheel(dist: Path, version: str) -> Path:
    """Return the program's own wheel.

    Raises:
        ValueError: It is not there.
    """
    wheel = dist / f"unwrapped_desktop-{version}-py3-none-any.whl"
    if not wheel.is_file():
        raise ValueError(f"There is no dist/{wheel.name}: run make wheel first")
    return wheel


def _asked_of_pip() -> dict[str, Any]:
    where = ["--python-version", RUNTIME_PYTHON, *(f"--platform={one}" for one in PLATFORMS)]
    only = ["--only-binary=:all:", "--require-hashes", "--target", str(OUTPUT / "nowhere"), "-r", str(LOCK)]
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    asked = subprocess.run(
        [*command, "--dry-run", "--ignore-installed", "--report", "-", *where, *only],
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    report: dict[str, Any] = json.loads(asked.stdout)
    return report


def main() -> int:
    """Write both, say where they are, and return the exit status."""
    version: str = runpy.run_path(str(ROOT / "unwrapped_desktop" / "__init__.py"))["__version__"]
    try:
        wheel = own_wheel(ROOT / "dist", version)
        sources = sources_of(_asked_of_pip(), LOCK.read_text("utf-8"))
    except (ValueError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    # The wheel of an earlier version would be installed too.
    shutil.rmtree(OUTPUT / "wheel", ignore_errors=True)
    (OUTPUT / "wheel").mkdir(parents=True)
    shutil.copy(wheel, OUTPUT / "wheel")
    (OUTPUT / "sources.json").write_text(json.dumps(sources, indent=2) + "\n", "utf-8")
    sys.stdout.write(f"Written: build/flatpak/sources.json, {len(sources)} files\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
