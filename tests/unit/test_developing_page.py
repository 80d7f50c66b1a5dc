"""docs/developing.md names what is there: folders, modules, make targets, dependencies, locks."""

import re
import tomllib
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "developing.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def section(title: str) -> str:
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_every_folder_of_the_package_is_told() -> None:
    table = section("Folders")
    folders = [path.parent.name for path in (ROOT / "unwrapped_desktop").glob("*/__init__.py")]
    assert [name for name in folders if f"`{name}`" not in table and f"/{name}`" not in table] == []


def test_every_folder_of_packaging_is_told() -> None:
    folders = [
        path.name for path in (ROOT / "packaging").iterdir() if any(path.glob("*.*")) and path.name[0] != "_"
    ]
    assert [name for name in folders if f"\n| `packaging/{name}` |" not in section("Folders")] == []


def test_folders_that_are_told_exist() -> None:
    told = re.findall(r"(?m)^\| `([\w/.]+)`.* \|", section("Folders"))
    assert len(told) > 10
    assert [name for name in told if not (ROOT / name).exists()] == []


def test_folders_of_tests_that_are_told_exist() -> None:
    line = next(line for line in section("Folders").splitlines() if line.startswith("| `tests`"))
    told = set(re.findall(r"`(\w+)`", line)) - {"tests"}
    there = {path.name for path in (ROOT / "tests").iterdir() if any(path.glob("**/*.py"))}
    assert told == there


def test_modules_and_tests_that_are_told_exist() -> None:
    told = re.findall(r"\b(?:unwrapped_desktop|tests|resources)/[\w/]+(?:\.py)?", PAGE)
    assert len(set(told)) > 40
    made_by_hand = "resources/translations"  # by whoever adds the first language
    lost = [name for name in told if not (ROOT / name).exists() and not name.startswith(made_by_hand)]
    assert lost == []


def test_every_make_target_is_told() -> None:
    targets = set(re.search(r"(?m)^\.PHONY: (.*)$", MAKEFILE)[1].split()) - {"help"}  # type: ignore[index]
    assert set(re.findall(r"`make ([a-z]+)`", section("Make targets"))) == targets


def test_dependencies_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = {re.split(r"[<>=!]", requirement)[0].casefold() for requirement in required}
    told = re.findall(r"\*\*([\w-]+)\*\*", section("Dependencies"))
    assert {name.casefold() for name in told} == names


def test_lock_files_are_all_named() -> None:
    locks = [path.name for path in (ROOT / "packaging" / "locks").glob("*.lock")]
    assert locks
    assert [name for name in locks if f"`packaging/locks/{name}`" not in PAGE] == []
