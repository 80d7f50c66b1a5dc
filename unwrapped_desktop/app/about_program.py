"""What the program is made of, and on what terms: asked of the installation, with words of our own where it is silent.

A frozen build may have lost the metadata of its packages. Then the table here still names each of them and its terms.
"""

import platform
import re
import sqlite3
import sys
import sysconfig
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import PySide6
from PySide6.QtCore import qVersion

from unwrapped_desktop import __version__
from unwrapped_desktop.analysis.engine import ENGINE_VERSION
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.domain.about import About, Licence
from unwrapped_desktop.domain.errors import CriticError
from unwrapped_desktop.resources import resource_bytes
from unwrapped_desktop.ui.language import translate

SHIPPED = {
    "alembic": "MIT",
    "async-timeout": "Apache-2.0",
    "backports-tarfile": "MIT",
    "certifi": "MPL-2.0",
    "cffi": "MIT-0",
    "charset-normalizer": "MIT",
    "cryptography": "Apache-2.0 OR BSD-3-Clause",
    "idna": "BSD-3-Clause",
    "importlib-metadata": "Apache-2.0",
    "isal": "PSF-2.0",
    "jaraco-classes": "MIT",
    "jaraco-context": "MIT",
    "jaraco-functools": "MIT",
    "jeepney": "MIT",
    "jinja2": "BSD-3-Clause",
    "keyring": "MIT",
    "lazy-importer": "Apache-2.0",
    "mako": "MIT",
    "markupsafe": "BSD-3-Clause",
    "more-itertools": "MIT",
    "msgspec": "BSD-3-Clause",
    "numpy": "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0",
    "platformdirs": "MIT",
    "pycparser": "BSD-3-Clause",
    "pyside6-essentials": "LGPL-3.0-only",
    "pywin32-ctypes": "BSD-3-Clause",
    "qasync": "BSD-2-Clause",
    "redis": "MIT",
    "requests": "Apache-2.0",
    "secretstorage": "BSD-3-Clause",
    "shiboken6": "LGPL-3.0-only",
    "spotipy": "MIT",
    "sqlalchemy": "MIT",
    "typing-extensions": "PSF-2.0",
    "tzdata": "Apache-2.0",
    "tzlocal": "MIT",
    "urllib3": "MIT",
    "zipp": "MIT",
}
"""Every package that the locked installation may bring, and the terms under which this program uses it."""

PROGRAM = "unwrapped-desktop"

_IS_LICENCE = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)
_OF_QT = frozenset({"pyside6-essentials", "shiboken6"})
_LARGEST_TEXT = 200_000
"""Characters of the longest terms that are shown; beyond them nobody reads on."""

_FONTS = (
    ("Bebas Neue", "2.000", "OFL-BebasNeue.txt"),
    ("Inter", "4.001", "OFL-Inter.txt"),
    ("JetBrains Mono", "2.211", "OFL-JetBrainsMono.txt"),
)


def about_program() -> About:
    """Return what the program is made of. Reads the disk, so not for the GUI thread."""
    table, table_name = load_reference().version, translate("AboutProgram", "Table of artists")
    python, qt = platform.python_version(), qVersion()
    versions = (
        ("Unwrapped", __version__),
        (translate("AboutProgram", "Engine"), ENGINE_VERSION),
        (table_name, table),
        ("Python", python),
        ("Qt", qt),
        ("PySide6", PySide6.__version__),
        ("SQLite", sqlite3.sqlite_version),
    )
    own = Licence(name="Unwrapped", version=__version__, licence="MIT", text=_own_text())
    others = [
        Licence(name="Python", version=python, licence="PSF-2.0", text=_python_text()),
        Licence(
            name="SQLite",
            version=sqlite3.sqlite_version,
            licence=translate("AboutProgram", "Public domain"),
            text=_sqlite_words(),
        ),
        Licence(name=table_name, version=table, licence="MIT", text=_table_words()),
        *(
            Licence(
                name=translate("AboutProgram", "{name} (font)").format(name=name),
                version=version,
                licence="OFL-1.1",
                text=_shipped("fonts", file),
            )
            for name, version, file in _FONTS
        ),
        *_packages(),
    ]
    return About(versions=versions, licences=(own, *sorted(others, key=lambda one: one.name.casefold())))


def is_in_full(licence: Licence) -> bool:
    """Whether the terms of something that is shipped are here, rather than where they stand."""
    return licence.text != _no_text(licence.licence)


def _packages() -> list[Licence]:
    """Return the packages that are here; all that may be, where the installation can tell of none."""
    found = {name: _distribution(name) for name in SHIPPED}
    is_silent = not any(found.values())
    return [
        _package(name, installed) for name, installed in found.items() if is_silent or installed is not None
    ]


def _package(name: str, installed: Distribution | None) -> Licence:
    licence = SHIPPED[name]
    text = "" if installed is None else _texts_of(installed)
    if name in _OF_QT:
        terms = (_shipped("licences", "LGPL-3.0.txt"), _shipped("licences", "GPL-3.0.txt"))
        text = "\n\n".join((_qt_words(), *terms))
    return Licence(
        name=name,
        version="" if installed is None else installed.version,
        licence=licence,
        text=text or _no_text(licence),
    )


def _distribution(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _texts_of(installed: Distribution) -> str:
    """Return the terms that a package brings, one after the other; empty where it brings none."""
    texts = []
    for file in installed.files or ():
        if ".dist-info" in file.parts[0] and _IS_LICENCE.search(file.name):
            try:
                texts.append(file.read_text(encoding="utf-8").strip())
            except (OSError, ValueError):
                continue  # what is said instead names the terms all the same
    return "\n\n\n".join(texts)[:_LARGEST_TEXT]


def _own_text() -> str:
    installed = _distribution(PROGRAM)
    return (_frozen_text("Unwrapped.txt") if installed is None else _texts_of(installed)) or _no_text("MIT")


def _python_text() -> str:
    try:
        text = (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt").read_text(encoding="utf-8")
    except (OSError, ValueError):
        text = _frozen_text("Python.txt")
    return text or _no_text("PSF-2.0")


def _frozen_text(name: str) -> str:
    """Return terms that a frozen program brings by itself; empty where it does not, or is not frozen."""
    try:
        return (Path(getattr(sys, "_MEIPASS", "")) / "terms" / name).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _shipped(*parts: str) -> str:
    try:
        return resource_bytes(*parts).decode("utf-8")
    except (CriticError, ValueError):
        return _no_text(parts[-1])


def _no_text(licence: str) -> str:
    return translate(
        "AboutProgram",
        "The terms in full are not in this copy of the program. They are those called {licence}: spdx.org/licenses.",
    ).format(licence=licence)


def _qt_words() -> str:
    return translate(
        "AboutProgram",
        "Qt and PySide6 are used under the GNU Lesser General Public License, version 3. They are installed as libraries "
        "of their own, which you can replace. Their source is at download.qt.io.",
    )


def _table_words() -> str:
    return translate(
        "AboutProgram",
        "The table of artists was written for this program from general knowledge, and an estimate stands behind every "
        "value: nothing was copied from a chart, a database or a site of reviews. It is an educated opinion. "
        "It comes under the terms of the program.",
    )


def _sqlite_words() -> str:
    return translate(
        "AboutProgram",
        "SQLite is in the public domain: its authors have given up all rights in it. See sqlite.org/copyright.",
    )
