"""README.md names what is there: commands, options, folders, dependencies, pages, and how many facts."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from tests.measured_facts import measured_facts
from unwrapped_desktop.__main__ import main
from unwrapped_desktop.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
OPTION = re.compile(r"--[a-z][a-z-]+")


def section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def help_of(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> set[str]:
    """Return the options that the program says it has."""
    assert main([*arguments, "--help"]) == 0
    return set(OPTION.findall(capsys.readouterr().out)) - {"--help"}


def test_every_option_of_judge_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert help_of(["judge"], capsys) - set(OPTION.findall(section("The command line"))) == set()


def test_no_option_is_told_that_does_not_exist(capsys: pytest.CaptureFixture[str]) -> None:
    known = help_of([], capsys).union(*(help_of([command], capsys) for command in COMMANDS))
    assert set(OPTION.findall(section("The command line"))) - known == set()


def test_every_command_is_told() -> None:
    assert [name for name in COMMANDS if f"\nunwrapped-desktop {name} " not in README] == []


def test_every_folder_of_the_package_is_told() -> None:
    table = section("Folders")
    folders = [path.parent.name for path in (ROOT / "unwrapped_desktop").glob("*/__init__.py")]
    assert [name for name in folders if f"`{name}`" not in table and f"/{name}`" not in table] == []


def test_folders_that_are_told_exist() -> None:
    told = re.findall(r"(?m)^\| `([\w/.]+)`.* \|", section("Folders"))
    assert len(told) > 10
    assert [name for name in told if not (ROOT / name).exists()] == []


def test_folders_of_tests_that_are_told_exist() -> None:
    line = next(line for line in section("Folders").splitlines() if line.startswith("| `tests`"))
    told = set(re.findall(r"`(\w+)`", line)) - {"tests"}
    there = {path.name for path in (ROOT / "tests").iterdir() if any(path.glob("**/*.py"))}
    assert told == there


def test_dependencies_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = {re.split(r"[<>=!]", requirement)[0].casefold() for requirement in required}
    told = re.findall(r"\*\*([\w-]+)\*\*", section("Dependencies"))
    assert {name.casefold() for name in told} == names


def test_lock_files_are_all_named() -> None:
    locks = [path.name for path in (ROOT / "packaging" / "locks").glob("*.lock")]
    assert locks
    assert [name for name in locks if f"`packaging/locks/{name}`" not in README] == []


def test_the_number_of_facts_is_right() -> None:
    assert f"Measures {len(measured_facts())} facts" in README


def test_pages_that_are_linked_exist() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
