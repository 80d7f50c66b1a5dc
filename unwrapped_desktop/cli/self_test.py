"""`--self-test`: says what works on this computer, for packagers and bug reports, and what the window's diagnostics say.

No personal data: all of it can be posted.
"""

import platform
import sqlite3
from collections.abc import Callable
from importlib import metadata

from unwrapped_desktop import __version__
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.critic.phrases import load_phrasebook
from unwrapped_desktop.diagnosing import diagnose_program
from unwrapped_desktop.logs import describe_exception, without_person
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.resources import resources_dir
from unwrapped_desktop.storage.inspection import HEAD


def self_test() -> int:
    """Print one line for each part, and the diagnostics; 0 when all parts work."""
    paths = AppPaths.of_user()
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("program", lambda: f"{__version__} on Python {platform.python_version()}, {platform.system()}"),
        ("window", lambda: f"PySide6 {metadata.version('PySide6-Essentials')}"),
        ("database", lambda: f"SQLite {sqlite3.sqlite_version}, revision {HEAD}"),
        ("fonts", lambda: f"{len(list((resources_dir() / 'fonts').glob('*.ttf')))} files"),
        ("phrases", lambda: f"{sum(map(len, load_phrasebook().by_family.values()))} wordings"),
        ("table", lambda: f"{len(load_reference()):,} artists, version {load_reference().version}"),
        ("data folder", lambda: without_person(str(paths.data_dir))),
        ("keychain", _keychain),
    )
    results = [_line(name, check) for name, check in checks]
    print("\n".join(text for text, _ in results))
    print(f"\n{diagnose_program(paths).as_text()}", end="")
    return 0 if all(works for _, works in results) else 1


def _line(name: str, check: Callable[[], str]) -> tuple[str, bool]:
    try:
        return f"{name:<12} {check()}", True
    except Exception as error:  # noqa: BLE001 - a self-test reports whatever fails
        return f"{name:<12} FAILED: {describe_exception(error)}", False


def _keychain() -> str:
    """Return which keychain a sign-in would be kept in."""
    from unwrapped_desktop.auth.keychain import system_keychain  # noqa: PLC0415 - loading its backends takes a while

    keychain = system_keychain()
    return f"{keychain.name} (usable)" if keychain.is_there else "none: a sign-in would last one session"
