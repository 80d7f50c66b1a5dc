"""Gathers what can be told about the program and this computer, and about nobody: safe to be posted anywhere.

What stands here is counted, measured, or one of the program's own words; no name, path or title is read for it. The last
lines of the log are cleaned once more, since another version may have written them.
"""

import locale
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import metadata

from unwrapped_desktop import __version__
from unwrapped_desktop.domain.diagnostics import Diagnostics, Section
from unwrapped_desktop.logs import FILE_NAME, log_files, without_person, without_secrets
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage.counts import count_held
from unwrapped_desktop.storage.deleting import size_of, stored_places
from unwrapped_desktop.storage.inspection import HEAD

_LOG_LINES, _LOG_BYTES = 60, 40_000
_PACKAGES = ("PySide6-Essentials", "numpy", "SQLAlchemy", "msgspec", "qasync", "keyring")
_DESKTOP = ("XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE")
_MB = 1_000_000


def diagnose_program(paths: AppPaths, *more: Section) -> Diagnostics:
    """Return everything that can be told. Reads the disk, so not for the GUI thread.

    Args:
        paths: Where everything lies.
        more: What else is known, such as of the screen and of this run.
    """
    return Diagnostics(sections=(_versions(), _system(), *more, _kept(paths)), log=tuple(_last_lines(paths)))


def _versions() -> Section:
    found = [(name, _version_of(name)) for name in _PACKAGES]
    return Section(
        title="Versions",
        lines=(
            ("Unwrapped", __version__),
            ("Python", platform.python_version()),
            ("SQLite", sqlite3.sqlite_version),
            *((name, version) for name, version in found if version),
        ),
    )


def _version_of(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _system() -> Section:
    distribution = ""
    with suppress(OSError):
        distribution = platform.freedesktop_os_release().get("PRETTY_NAME", "")
    lines = [
        ("system", f"{platform.system()} {platform.release()} {platform.machine()}"),
        ("distribution", distribution),
        ("desktop", " ".join(os.environ.get(name, "") for name in _DESKTOP).strip()),
        ("processors", str(os.cpu_count())),
        ("encoding", f"{sys.getfilesystemencoding()}, {locale.getpreferredencoding(do_setlocale=False)}"),
        ("packaged", "yes" if getattr(sys, "frozen", False) else "no"),
    ]
    return Section(title="System", lines=tuple((name, _one_line(value)) for name, value in lines if value))


def _kept(paths: AppPaths) -> Section:
    held = count_held(paths.database)
    sizes = [
        *((place.kind.value, place.size_bytes) for place in stored_places(paths)),
        ("logs", size_of(iter(log_files(paths.logs_dir)))),
    ]
    lines = [
        ("results file", f"{held.state}; this version knows {HEAD}"),
        *((name, str(count)) for name, count in held.counts),
        *((f"size of {name}", f"{size:,} bytes") for name, size in sizes if size is not None),
    ]
    with suppress(OSError):
        lines.append(("room on the disk", f"{shutil.disk_usage(paths.data_dir).free // _MB:,} MB"))
    return Section(title="Kept", lines=tuple(lines))


def _last_lines(paths: AppPaths) -> Iterator[str]:
    """Yield the last lines of the log, without secrets and names."""
    try:
        with (paths.logs_dir / FILE_NAME).open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _LOG_BYTES))
            text = file.read(_LOG_BYTES).decode("utf-8", "replace")
    except OSError:
        return
    lines = text.splitlines()
    if size > _LOG_BYTES:
        lines = lines[1:]  # the first of them is cut off
    for line in lines[-_LOG_LINES:]:
        yield without_person(without_secrets(line))


def _one_line(value: str) -> str:
    """Return a value of the environment, in which anything can stand, as one line without a person's name."""
    return without_person("".join(character if character.isprintable() else " " for character in value))[:200]
