"""Lists the parts of a release, as CycloneDX JSON: `python packaging/release/sbom.py OUTPUT`.

    the run-time lock .......... every package with version, hashes and who needs it; cyclonedx-py reads it
    what lies under them ....... Python, OpenSSL, SQLite, Qt and the libraries that packages carry
    the frozen folder .......... what was taken from Debian, by package, where it was frozen on such a system
    the program's own words .... the terms of each, as About names them

No address of a package registry and no path of a computer stands in it, and the same tree gives the same bytes on the same
system; SOURCE_DATE_EPOCH dates it. It is held against the schema before it is written.

Standard library only: the tool comes from its lock into an environment of its own. Exit status: 0 made, 2 usage.
"""

import ast
import hashlib
import json
import os
import platform
import re
import runpy
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ROOT / "packaging" / "locks"
RUN_TIME_LOCK, TOOL_LOCK, FREEZE_LOCK = (
    LOCKS / name for name in ("requirements.lock", "requirements-release.lock", "requirements-freeze.lock")
)
ENVIRONMENT = ROOT / "build" / "release-venv"
FREEZING_PYTHON = ROOT / "build" / "freeze-venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
FROZEN_LIBRARIES = ROOT / "build" / "frozen" / "unwrapped-desktop" / "_internal"
ABOUT = ROOT / "unwrapped_desktop" / "app" / "about_program.py"
PROGRAM = "unwrapped-desktop"
SCHEMA_VERSION = "1.6"

NOT_FROZEN = frozenset({"redis", "async-timeout"})
"""What a package asks for and the program never uses: pip brings it, the frozen builds do without."""

CARRIED = (
    ("ICU", "Unicode-3.0", "pyside6-essentials"),
    ("OpenBLAS", "BSD-3-Clause", "numpy"),
    ("libgfortran", "GPL-3.0-or-later WITH GCC-exception-3.1", "numpy"),
    ("ISA-L", "BSD-3-Clause", "isal"),
)
"""Libraries that a package carries inside it: name, terms, whose."""

_ENTRY = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?: ; (?P<marker>[^\\]+?))? \\$")
_HASH = re.compile(r"sha256:([0-9a-f]{64})")
_PARENT = re.compile(r"^ +#(?: via)? +([a-z0-9][a-z0-9-]*)")
_ASKED_OF_PYTHON = (
    "import json, platform, sqlite3, ssl; print(json.dumps("
    "[platform.python_version(), ssl.OPENSSL_VERSION.split()[1], sqlite3.sqlite_version]))"
)
_VALIDATION = (
    "import sys; from cyclonedx.schema import SchemaVersion; from cyclonedx.validation.json import JsonStrictValidator;"
    " error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(sys.stdin.read()); sys.exit(error and str(error))"
)

Component = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a lock.

    Attributes:
        name: The package.
        version: Its version.
        marker: Where it is installed; empty for everywhere.
        hashes: SHA-256 of each of its files.
        parents: Who asks for it.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    parents: tuple[str, ...]

    @property
    def reference(self) -> str:
        """By which the list names it."""
        return f"pkg:pypi/{self.name}@{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Underneath:
    """What lies under the packages, on the system where the list is made.

    Attributes:
        python: Version of Python.
        openssl: Version of OpenSSL.
        sqlite: Version of SQLite.
        system: The system, such as "Linux x86_64".
        debian: Packages of Debian whose libraries the frozen folder holds: name, version, architecture.
    """

    python: str
    openssl: str
    sqlite: str
    system: str
    debian: tuple[tuple[str, str, str], ...]


def make_sbom(output: Path) -> None:
    """Write the list of the parts of the version that the tree has.

    Raises:
        subprocess.CalledProcessError: The tool could not be installed, or refused, or the list breaks the schema.
        OSError: It cannot be written.
    """
    python = _environment()
    program = runpy.run_path(str(ROOT / "unwrapped_desktop" / "__init__.py"))
    listed = completed(
        _asked_of_the_tool(python),
        read_entries(RUN_TIME_LOCK.read_text("utf-8")),
        program["__version__"],
        underneath(),
    )
    text = json.dumps(listed, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    subprocess.run([str(python), "-c", _VALIDATION], input=text, encoding="utf-8", check=True)
    output.write_text(text, "utf-8", newline="\n")


def read_entries(lock: str) -> list[Entry]:
    """Return the entries of a lock, with who asks for each."""
    entries: list[Entry] = []
    for line in lock.splitlines():
        if found := _ENTRY.match(line):
            entries.append(
                Entry(
                    name=found["name"],
                    version=found["version"],
                    marker=found["marker"] or "",
                    hashes=(),
                    parents=(),
                )
            )
        elif entries:
            last = entries.pop()
            hashes = (*last.hashes, *_HASH.findall(line))
            parents = (*last.parents, *(name for name in _PARENT.findall(line) if name != "via"))
            entries.append(
                Entry(
                    name=last.name, version=last.version, marker=last.marker, hashes=hashes, parents=parents
                )
            )
    return entries


def completed(
    asked: Mapping[str, Any], entries: Sequence[Entry], version: str, below: Underneath
) -> dict[str, Any]:
    """Return the tool's list with what it cannot know, and without what nobody else is to know.

    Args:
        asked: What the tool made of the run-time lock.
        entries: The entries of that lock.
        version: The program's version.
        below: What lies under the packages.

    Raises:
        ValueError: The tool and the lock disagree on what there is.
    """
    named = {(one["name"], one["version"]) for one in asked["components"]}
    if named != {(one.name, one.version) for one in entries}:
        raise ValueError("what the tool listed is not what is locked")
    terms = _stated("SHIPPED")
    own = f"pkg:pypi/{PROGRAM}@{version}"
    others = [*_underneath(below), *_carried(entries), *_fonts(), *_from_debian(below)]
    listed = {key: value for key, value in asked.items() if key != "$schema"}
    listed["metadata"] = _metadata(asked["metadata"], own, version)
    listed["components"] = sorted(
        [*(_package(one, terms[one.name]) for one in entries), *others], key=lambda one: str(one["bom-ref"])
    )
    listed["dependencies"] = _dependencies(own, entries, [one["bom-ref"] for one in others])
    content = json.dumps(listed, sort_keys=True).encode()
    return listed | {
        "serialNumber": f"urn:uuid:{uuid.UUID(bytes=hashlib.sha256(content).digest()[:16], version=4)}"
    }


def _metadata(asked: Mapping[str, Any], own: str, version: str) -> dict[str, Any]:
    tools = [{key: tool[key] for key in ("type", "name", "version")} for tool in asked["tools"]["components"]]
    component = {key: value for key, value in asked["component"].items() if key != "externalReferences"}
    return {
        **asked,
        "tools": {"components": tools},
        "component": component | {"bom-ref": own, "purl": own, "version": version},
    }


def _package(entry: Entry, terms: str) -> Component:
    hashes = [{"alg": "SHA-256", "content": one} for one in sorted(entry.hashes)]
    told = {"unwrapped:installed_where": entry.marker} if entry.marker else {}
    if entry.name in NOT_FROZEN:
        told["unwrapped:in_frozen_builds"] = "no"
    return _component(
        entry.name,
        entry.version,
        entry.reference,
        terms,
        purl=entry.reference,
        # Any of these files may be the one that is installed.
        externalReferences=[{"type": "distribution", "url": entry.reference, "hashes": hashes}],
        properties=_properties(told),
    )


def _underneath(below: Underneath) -> Iterator[Component]:
    for name, version, terms in (
        ("Python", below.python, "PSF-2.0"),
        ("OpenSSL", below.openssl, "Apache-2.0"),
        ("SQLite", below.sqlite, "blessing"),
    ):
        told = _properties({"unwrapped:as_on": below.system})
        yield _component(name, version, f"{name.lower()}@{version}", terms, properties=told)
    bootloader = next(
        one for one in read_entries(FREEZE_LOCK.read_text("utf-8")) if one.name == "pyinstaller"
    )
    terms = "GPL-2.0-or-later WITH Bootloader-exception"
    yield _component("PyInstaller bootloader", bootloader.version, bootloader.reference, terms)


def _carried(entries: Sequence[Entry]) -> Iterator[Component]:
    """Yield Qt, and the libraries of which their carriers do not say the version."""
    qt = next(one for one in entries if one.name == "pyside6-essentials")
    yield _component("Qt", qt.version, f"qt@{qt.version}", "LGPL-3.0-only")
    for name, terms, carrier in CARRIED:
        yield _component(
            name, "", f"{name.lower()}", terms, properties=_properties({"unwrapped:carried_by": carrier})
        )


def _fonts() -> Iterator[Component]:
    for name, version, _ in _stated("_FONTS"):
        reference = f"font:{name.replace(' ', '-')}@{version}"
        yield _component(
            name, version, reference, "OFL-1.1", properties=_properties({"unwrapped:what": "font"})
        )


def _from_debian(below: Underneath) -> Iterator[Component]:
    for name, version, architecture in below.debian:
        purl = f"pkg:deb/debian/{name}@{version.replace('+', '%2B').replace(':', '%3A')}?arch={architecture}"
        yield _component(
            name, version, purl, "", purl=purl, properties=_properties({"unwrapped:as_on": below.system})
        )


def _component(name: str, version: str, reference: str, terms: str, **more: object) -> Component:
    component: Component = {"type": "library", "name": name, "bom-ref": reference}
    if version:
        component["version"] = version
    if terms:
        is_one = " " not in terms
        component["licenses"] = [{"license": {"id": terms}} if is_one else {"expression": terms}]
    return component | {key: value for key, value in more.items() if value}


def _properties(told: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in sorted(told.items())]


def _dependencies(own: str, entries: Sequence[Entry], others: Iterable[str]) -> list[dict[str, Any]]:
    needs: dict[str, list[str]] = {one.name: [] for one in entries} | {PROGRAM: [*others]}
    for one in entries:
        for parent in one.parents:
            needs[parent].append(one.reference)
    references = {one.name: one.reference for one in entries} | {PROGRAM: own}
    return [{"ref": references[name], "dependsOn": sorted(needed)} for name, needed in sorted(needs.items())]


def underneath() -> Underneath:
    """Return what lies under the packages here: of the Python that freezes, where it is there, else of this one."""
    python = FREEZING_PYTHON if FREEZING_PYTHON.exists() else Path(sys.executable)
    asked = subprocess.run(
        [str(python), "-c", _ASKED_OF_PYTHON], check=True, capture_output=True, encoding="utf-8"
    )
    version, openssl, sqlite = json.loads(asked.stdout)
    return Underneath(
        python=version,
        openssl=openssl,
        sqlite=sqlite,
        system=f"{platform.system()} {platform.machine()}",
        debian=tuple(_debian_packages(FROZEN_LIBRARIES)),
    )


def _debian_packages(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the packages of Debian that own the libraries of a frozen folder; none where there is no dpkg or no folder."""
    # Python is listed by itself, and may be another one than Debian's.
    names = sorted(path.name for path in folder.glob("lib*.so*") if not path.name.startswith("libpython"))
    if not names or not shutil.which("dpkg-query"):
        return
    # It fails where it knows one of them not, and names the others all the same.
    owned = _dpkg_query("--search", *(f"*/lib/*/{name}" for name in names))
    owners = sorted({line.partition(": ")[0] for line in owned})
    shown = "${Package}\t${Version}\t${Architecture}\n"
    for line in _dpkg_query("--show", "--showformat", shown, *owners) if owners else ():
        package, version, architecture = line.split("\t")
        yield package, version, architecture


def _dpkg_query(*arguments: str) -> list[str]:
    command = ["dpkg-query", *arguments]
    asked = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    return asked.stdout.splitlines()


def _stated(name: str) -> Any:
    """Return a table of the module behind About, read and not imported: it needs Qt."""
    for node in ast.parse(ABOUT.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and any(
            isinstance(one, ast.Name) and one.id == name for one in node.targets
        ):
            return ast.literal_eval(node.value)
    raise ValueError(f"{name} is no longer stated in {ABOUT.name}")


def _environment() -> Path:
    """Return the Python of an environment that holds the tool, made anew where its lock has changed."""
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp, wanted = ENVIRONMENT / ".environment", hashlib.sha256(TOOL_LOCK.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return python
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], check=True)
    install = ["-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    held = ["--only-binary=:all:", "--require-hashes", "-r", str(TOOL_LOCK)]
    subprocess.run([str(python), *install, *held], check=True)
    stamp.write_text(wanted, "utf-8")
    return python


def _asked_of_the_tool(python: Path) -> dict[str, Any]:
    # Its warning is about the graph, which the lock knows better.
    command = [
        str(python),
        "-W",
        "ignore",
        "-m",
        "cyclonedx_py",
        "requirements",
        "--output-reproducible",
        "--short-PURLs",
    ]
    how = [
        "--spec-version",
        SCHEMA_VERSION,
        "--output-format",
        "JSON",
        "--pyproject",
        str(ROOT / "pyproject.toml"),
    ]
    asked = subprocess.run(
        [*command, *how, str(RUN_TIME_LOCK)], check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    listed: dict[str, Any] = json.loads(asked.stdout)
    return listed


def main(arguments: Sequence[str]) -> int:
    """Make the list where it is wanted, and return the exit status."""
    if len(arguments) != 1:
        sys.stderr.write("Name the file to be made: sbom.py OUTPUT\n")
        return 2
    make_sbom(Path(arguments[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
