"""docs/command-line.md names what there is: every command, every option, every exit code, every sample."""

import re
from pathlib import Path

import pytest

from unwrapped_desktop.__main__ import main
from unwrapped_desktop.cli.main import COMMANDS
from unwrapped_desktop.domain import errors
from unwrapped_desktop.sources.samples import RANKED_SAMPLE, SAMPLES

PAGE = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")
OPTION = re.compile(r"--[a-z][a-z-]+")


def section(title: str) -> str:
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def help_of(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> set[str]:
    """Return the options that the program says it has."""
    assert main([*arguments, "--help"]) == 0
    return set(OPTION.findall(capsys.readouterr().out)) - {"--help"}


def test_every_option_of_judge_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    told = section("Commands") + section("Options of `judge`")
    assert help_of(["judge"], capsys) - set(OPTION.findall(told)) == set()


def test_no_option_is_told_that_does_not_exist(capsys: pytest.CaptureFixture[str]) -> None:
    known = {"--help"} | help_of([], capsys).union(*(help_of([command], capsys) for command in COMMANDS))
    assert set(OPTION.findall(PAGE)) - known == set()


def test_every_command_is_told() -> None:
    assert [name for name in COMMANDS if f"\nunwrapped-desktop {name} " not in section("Commands")] == []


def test_every_exit_code_of_an_error_is_told() -> None:
    told = {int(code) for code in re.findall(r"(?m)^\| (\d+) \|", section("Exit codes"))}
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    ends = {kind.exit_code for kind in kinds if issubclass(kind, errors.AppError)}
    assert len(ends) > 2
    assert ends <= told


def test_every_sample_is_told() -> None:
    names = [*(sample.name for sample in SAMPLES), RANKED_SAMPLE]
    assert [name for name in names if f"`{name}`" not in section("Examples")] == []
