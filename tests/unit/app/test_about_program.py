"""What the program says it is made of."""

import re
import sqlite3
from importlib import metadata
from pathlib import Path

import pytest

from unwrapped_desktop import __version__
from unwrapped_desktop.app import about_program as module
from unwrapped_desktop.app.about_program import SHIPPED, about_program

ROOT = Path(__file__).parents[3]


def locked() -> set[str]:
    lock = (ROOT / "packaging" / "locks" / "requirements.lock").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))


def test_the_table_holds_what_the_lock_installs() -> None:
    assert set(SHIPPED) == locked()


def test_the_terms_of_all_that_is_here_are_told_in_full() -> None:
    about = about_program()
    assert dict(about.versions)["Unwrapped"] == __version__
    assert dict(about.versions)["SQLite"] == sqlite3.sqlite_version
    names = {one.name for one in about.licences}
    installed = {name for name in SHIPPED if module._distribution(name) is not None}
    assert {"numpy", "pyside6-essentials", "sqlalchemy"} <= installed <= names
    assert {"Python", "SQLite", "Table of artists", "Inter (font)", "Bebas Neue (font)"} <= names
    assert about.licences[0].name == "Unwrapped"
    for one in about.licences:
        assert one.version
        assert one.licence
        assert len(one.text) > 90, one.name
        assert "not in this copy" not in one.text, one.name


def test_qt_comes_with_both_of_its_licences() -> None:
    (qt,) = (one for one in about_program().licences if one.name == "pyside6-essentials")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in qt.text
    assert "GNU GENERAL PUBLIC LICENSE" in qt.text
    assert "which you can replace" in qt.text


def test_the_terms_in_short_are_those_that_the_packages_name() -> None:
    for name, licence in SHIPPED.items():
        found = module._distribution(name)
        if found is not None and "License-Expression" in found.metadata:
            assert found.metadata["License-Expression"] == licence, name


def test_without_metadata_everything_is_named_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> metadata.Distribution:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(module, "distribution", missing)
    about = about_program()
    names = {one.name: one for one in about.licences}
    assert set(SHIPPED) <= set(names)
    assert names["numpy"].version == ""
    assert SHIPPED["numpy"] in names["numpy"].text
    assert "GNU LESSER" in names["shiboken6"].text
    assert "numpy: BSD-3-Clause" in about.as_text()


def test_it_is_copied_as_lines() -> None:
    text = about_program().as_text()
    lines = text.splitlines()
    assert lines[0] == f"Unwrapped {__version__}"
    assert any(line.startswith("numpy ") and "BSD-3-Clause" in line for line in lines)
    assert all(len(line) < 120 for line in lines)
