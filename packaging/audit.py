"""Hold what is installed against the locks, name its terms, and look its versions up in advisories.

Nothing is asked of the network unless --online says so: then pip-audit, in an environment of its own, asks the advisory
database of PyPI about every locked version. Offline, --advisories takes an export of OSV for PyPI, as a zip or a folder of
its JSON files, and says how old the newest entry is. Without either no advisories are looked at, and that is said.

Exit status: 0 nothing was found, 1 something was, 2 usage.
"""

import argparse
import base64
import hashlib
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from packaging.markers import Marker
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

FOLDER = Path(__file__).resolve().parent / "locks"
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")
"""What an environment of the program may hold, the least first."""

TOOL_LOCKS = (
    "requirements-audit.lock",
    "requirements-freeze.lock",
    "requirements-release.lock",
    "requirements-uv.lock",
)
OUR_OWN = frozenset({"unwrapped-desktop"})
FROM_PYTHON = frozenset({"pip", "setuptools"})
"""They come with Python's own environments, not from a lock."""

LONGEST_TERMS = 60
ADVISORY_MAX_BYTES = 10_000_000

_ENTRY = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?: ; (?P<marker>[^\\]+?))? \\$")
_HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")
_REMARK = re.compile(r"^ *#")
_ADDRESS = re.compile(r"[a-z]://|^-|@ |(?<![\w.])(/|\.\.?/)\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """One entry of a lock.

    Attributes:
        name: The package, in the form in which names are the same.
        version: Its version.
        marker: Where it is installed; empty for everywhere.
        hashes: How many files may be installed for it.
    """

    name: str
    version: str
    marker: str
    hashes: int

    def is_wanted_here(self) -> bool:
        """Whether this Python on this system is to have it."""
        return not self.marker or Marker(self.marker).evaluate()


@dataclass(frozen=True, slots=True, kw_only=True)
class Advisories:
    """What is known to be wrong with packages.

    Attributes:
        count: How many advisories about packages of PyPI were read.
        newest: When the youngest of them was last changed, as it says; empty where there is none.
        found: For each installed version that is concerned, a line.
    """

    count: int
    newest: str
    found: tuple[str, ...]


def read_lock(text: str) -> list[Locked]:
    """Return the entries of a lock.

    Raises:
        ValueError: A line is neither an entry nor a hash nor a remark, an entry has no hash, or an address stands in it.
    """
    entries: list[Locked] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if entry := _ENTRY.match(line):
            entries.append(
                Locked(name=entry["name"], version=entry["version"], marker=entry["marker"] or "", hashes=0)
            )
        elif _HASH.match(line) and entries:
            last = entries.pop()
            entries.append(
                Locked(name=last.name, version=last.version, marker=last.marker, hashes=last.hashes + 1)
            )
        elif line.strip() and not _REMARK.match(line):
            raise ValueError(f"line {number} is neither an entry with hashes nor a remark: {line}")
        if _ADDRESS.search(line.strip().removeprefix("--hash=").replace("-c packaging/locks/", "")):
            raise ValueError(f"line {number} holds an address or a path: {line}")
    for one in entries:
        if not one.hashes:
            raise ValueError(f"{one.name} has no hash")
    return entries


def differences(
    wanted: Sequence[Locked], allowed: Sequence[Locked], installed: Mapping[str, str]
) -> Iterator[str]:
    """Yield what is installed otherwise than the locks have it.

    Args:
        wanted: What has to be there.
        allowed: What may be there besides.
        installed: Versions by name.
    """
    for one in wanted:
        if one.is_wanted_here() and one.name not in installed:
            yield f"{one.name} {one.version} is locked and not installed"
    versions: dict[str, set[str]] = {}
    for one in (*wanted, *allowed):
        versions.setdefault(one.name, set()).add(one.version)
    for name, version in sorted(installed.items()):
        if name in OUR_OWN | FROM_PYTHON:
            continue
        if name not in versions:
            yield f"{name} {version} is installed and in no lock"
        elif version not in versions[name]:
            yield f"{name} {version} is installed, and {' or '.join(sorted(versions[name]))} is locked"


def changed_files(package: Distribution) -> Iterator[str]:
    """Yield the files of an installed package that are missing, or are not those that were installed."""
    for file in package.files or ():
        if file.hash is None or file.suffix == ".pyc":
            continue  # Python compiles on the spot, also what came compiled
        path = Path(str(file.locate()))
        try:
            digest = hashlib.new(file.hash.mode, path.read_bytes()).digest()
        except OSError:
            yield f"{package.name}: {file} is missing"
            continue
        # Some packages write their sums in sixteens.
        if file.hash.value not in {base64.urlsafe_b64encode(digest).rstrip(b"=").decode(), digest.hex()}:
            yield f"{package.name}: {file} was changed after it was installed"


def terms_of(package: Distribution) -> str:
    """Return the terms of a package in short, as it names them itself."""
    named = [
        line for key in ("License-Expression", "License") for line in package.metadata.get_all(key) or ()
    ]
    first = next((line.strip().splitlines()[0] for line in named if line.strip()), "")
    if first and len(first) <= LONGEST_TERMS:
        return first
    classified = [
        line.rsplit(" :: ", 1)[1]
        for line in package.metadata.get_all("Classifier") or ()
        if line.startswith("License")
    ]
    return ", ".join(classified) or "it does not say"


def advisories_at(path: Path, installed: Mapping[str, str]) -> Advisories:
    """Look installed versions up in an export of OSV.

    Args:
        path: A folder of its JSON files, or a zip of them.
        installed: Versions by name.

    Raises:
        ValueError: There is no such export.
        OSError: It cannot be read.
    """
    count, newest = 0, ""
    found: list[str] = []
    for advisory in _documents(path):
        affected = [one for one in advisory.get("affected", ()) if _is_of_pypi(one)]
        if not affected or "withdrawn" in advisory:
            continue
        count += 1
        newest = max(newest, str(advisory.get("modified", "")))
        for one in affected:
            name = canonicalize_name(one["package"]["name"])
            if name in installed and is_affected(one, installed[name]):
                words = str(advisory.get("summary") or advisory.get("details") or "").strip().splitlines()
                found.append(
                    f"{name} {installed[name]}: {advisory.get('id', '?')} {''.join(words[:1])}".strip()
                )
    if not count:
        raise ValueError(f"{path} holds no advisory about a package of PyPI")
    return Advisories(count=count, newest=newest, found=tuple(dict.fromkeys(found)))


def is_affected(affected: Mapping[str, Any], installed: str) -> bool:
    """Whether a version is among those that an advisory names, by name or between two others."""
    version = Version(installed)
    if any(_version(named) == version for named in affected.get("versions", ())):
        return True
    ranges = [one for one in affected.get("ranges", ()) if one.get("type") == "ECOSYSTEM"]
    return any(_is_within(version, one.get("events", ())) for one in ranges)


def _is_within(version: Version, events: Sequence[Mapping[str, str]]) -> bool:
    """Whether the last of the events up to a version has made it a bad one."""
    is_bad = False
    for event in sorted(events, key=lambda event: _version(next(iter(event.values()))) or Version("0")):
        kind, named = next(iter(event.items()))
        at = _version(named)
        if at is None:
            continue
        if kind == "introduced" and at <= version:
            is_bad = True
        elif (kind == "fixed" and at <= version) or (kind == "last_affected" and at < version):
            is_bad = False
    return is_bad


def _version(text: str) -> Version | None:
    try:
        return Version(text)
    except InvalidVersion:
        return None


def _is_of_pypi(affected: Mapping[str, Any]) -> bool:
    return bool(affected.get("package", {}).get("ecosystem") == "PyPI")


def _documents(path: Path) -> Iterator[dict[str, Any]]:
    for content in _contents(path):
        try:
            document = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise ValueError(f"{path} is no export of OSV: {error}") from error
        if isinstance(document, dict):
            yield document


def _contents(path: Path) -> Iterator[bytes]:
    if path.is_dir():
        for file in sorted(path.rglob("*.json")):
            yield file.read_bytes()
        return
    try:
        with zipfile.ZipFile(path) as export:
            for member in export.infolist():
                if member.filename.endswith(".json") and member.file_size <= ADVISORY_MAX_BYTES:
                    yield export.read(member)
    except zipfile.BadZipFile as error:
        raise ValueError(f"{path} is neither a folder nor a zip") from error


def ask_online() -> int:
    """Ask PyPI's advisory database about every locked version, with pip-audit. Returns its exit status."""
    venv = FOLDER.parents[1] / "build" / "audit-venv"
    bin_folder = venv / ("Scripts" if sys.platform == "win32" else "bin")
    if not (bin_folder / "pip-audit").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(venv)], check=True)
        install = ["-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
        held = ["--only-binary=:all:", "--require-hashes", "-r", str(FOLDER / "requirements-audit.lock")]
        subprocess.run([str(bin_folder / "python"), *install, *held], check=True)
    asked = [part for lock in LOCKS for part in ("-r", str(FOLDER / lock))]
    # Strict: a package that could not be asked about is no good news.
    command = [
        str(bin_folder / "pip-audit"),
        "--require-hashes",
        "--disable-pip",
        "--strict",
        "--progress-spinner=off",
    ]
    return subprocess.run([*command, *asked], check=False).returncode


def main(arguments: Sequence[str]) -> int:
    """Print what was found and return the exit status."""
    parser = argparse.ArgumentParser(prog="make audit", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--advisories", type=Path, metavar="PATH", help="an export of OSV for PyPI: zip or folder"
    )
    parser.add_argument("--online", action="store_true", help="ask PyPI's advisory database too")
    chosen = parser.parse_args(arguments)
    packages = {canonicalize_name(one.name): one for one in distributions()}
    installed: dict[str, str] = {name: one.version for name, one in packages.items()}
    bad = 0
    try:
        locks = {name: read_lock((FOLDER / name).read_text("utf-8")) for name in (*LOCKS, *TOOL_LOCKS)}
        _say(
            "LOCKS", (f"{name}: {len(entries)} entries, each with hashes" for name, entries in locks.items())
        )
        wanted, *allowed = (locks[name] for name in LOCKS)
        besides = [one for entries in allowed for one in entries]
        bad += _say("INSTALLED OTHERWISE", differences(wanted, besides, installed))
        changed = (
            line for name, one in packages.items() if name not in OUR_OWN for line in changed_files(one)
        )
        bad += _say("CHANGED FILES", changed)
        _say("TERMS", (f"{name} {one.version}: {terms_of(one)}" for name, one in sorted(packages.items())))
        bad += _advised(chosen.advisories, installed)
    except (ValueError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if chosen.online:
        sys.stdout.write("ONLINE\n")
        sys.stdout.flush()
        bad += ask_online() != 0
    return 1 if bad else 0


def _advised(path: Path | None, installed: Mapping[str, str]) -> int:
    if path is None:
        _say(
            "ADVISORIES",
            ["None were looked at. Name an export of OSV with --advisories, or ask with --online."],
        )
        return 0
    told = advisories_at(path, installed)
    _say("ADVISORIES", [f"{told.count:,} about packages of PyPI, the newest changed on {told.newest[:10]}"])
    return _say("KNOWN TO BE WRONG", told.found)


def _say(title: str, lines: Iterable[str]) -> int:
    """Print a part and return how many lines it has."""
    told = [*lines]
    sys.stdout.writelines(f"{line}\n" for line in (title, *(f"  {line}" for line in told or ["nothing"])))
    return len(told)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
