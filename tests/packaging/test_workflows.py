"""The workflows: what they call exists, what they may do is little, and what they make has the names that people look for.

They are read as text: nothing that is locked here reads YAML.
"""

import re
import subprocess
from pathlib import Path

import pytest

from tests.packaging.by_path import ROOT, load, tool

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = {path.name: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.yml"))}
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
PROJECT = (ROOT / "pyproject.toml").read_text("utf-8")
DOCS = (ROOT / "docs" / "packaging.md").read_text("utf-8")
NAMES = (
    "unwrapped-desktop_VERSION_amd64.deb",
    "unwrapped-desktop-VERSION-linux-x86_64.tar.gz",
    "unwrapped-desktop-VERSION-windows-x86_64-setup.exe",
    "unwrapped-desktop-VERSION-windows-x86_64-portable.zip",
    "unwrapped-desktop-VERSION-macos-ARCH.dmg",
    "unwrapped-desktop-VERSION.cdx.json",
    "SHA256SUMS",
)

_RUN = re.compile(r"^(?P<margin> *)(?:- )?run: (?P<first>.*)$")


def _runs(text: str) -> list[str]:
    """Return what each step runs."""
    lines = text.splitlines()
    runs = []
    for number, line in enumerate(lines):
        if not (found := _RUN.match(line)):
            continue
        if found["first"] != "|":
            runs.append(found["first"])
            continue
        block = []
        for later in lines[number + 1 :]:
            if later.strip() and len(later) - len(later.lstrip()) <= len(found["margin"]):
                break
            block.append(later)
        runs.append("\n".join(block))
    return runs


def _jobs(text: str) -> dict[str, str]:
    """Return each job's text by its name."""
    jobs = text.partition("\njobs:\n")[2]
    parts = re.split(r"^  ([a-z]+):$", jobs, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


ALL_RUNS = [run for text in WORKFLOWS.values() for run in _runs(text)]


def test_there_is_one_that_checks_and_one_that_releases() -> None:
    assert [*WORKFLOWS] == ["check.yml", "release.yml"]
    assert [*_jobs(WORKFLOWS["check.yml"])] == ["linux", "elsewhere"]
    assert [*_jobs(WORKFLOWS["release.yml"])] == ["linux", "windows", "macos", "publish"]
    assert len(ALL_RUNS) == sum(text.count("run: ") for text in WORKFLOWS.values())


def test_every_script_that_is_called_exists() -> None:
    called = {path for run in ALL_RUNS for path in re.findall(r"(?:packaging/[\w./-]+|\.ci/run)", run)}
    assert len(called) > 6
    for path in called:
        assert (ROOT / path).is_file(), path


def test_every_target_of_make_exists() -> None:
    called = {target for run in ALL_RUNS for target in re.findall(r"\bmake ([a-z]+)$", run, re.MULTILINE)}
    assert called
    for target in called:
        assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), target


@pytest.mark.parametrize("name", WORKFLOWS)
def test_nothing_of_strangers_gets_into_a_command(name: str) -> None:
    assert not [run for run in _runs(WORKFLOWS[name]) if "${{" in run]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_it_may_read_and_only_the_last_job_of_a_release_may_write(name: str) -> None:
    text = WORKFLOWS[name]
    assert "\npermissions:\n  contents: read\n" in text
    writing = [job for job, what in _jobs(text).items() if re.search(r": write\b", what)]
    assert writing == (["publish"] if name == "release.yml" else [])
    assert text.count("persist-credentials: false") == text.count("actions/checkout@")
    assert "pull_request_target" not in text


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_job_ends_sometime_and_two_of_a_kind_do_not_meet(name: str) -> None:
    text = WORKFLOWS[name]
    assert "\nconcurrency:\n" in text
    for job, what in _jobs(text).items():
        assert re.search(r"^    timeout-minutes: \d+$", what, re.MULTILINE), job


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned_and_come_from_one_hand(name: str) -> None:
    used = re.findall(r"uses: (\S+)", WORKFLOWS[name])
    assert used
    for one in used:
        assert re.fullmatch(r"actions/[a-z-]+@(v\d+|[0-9a-f]{40})", one), one
    if any("@v" in one for one in used):
        assert "ought to be named by the hash of a commit" in WORKFLOWS[name]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_python_is_one_that_the_program_runs_on(name: str) -> None:
    versions = re.findall(r'python-version: "(.*)"', WORKFLOWS[name])
    assert versions
    for version in versions:
        assert f'"Programming Language :: Python :: {version}"' in PROJECT


@pytest.mark.parametrize("name", WORKFLOWS)
def test_commands_for_a_shell_are_sound(name: str, tmp_path: Path) -> None:
    for job, what in _jobs(WORKFLOWS[name]).items():
        if job == "windows":
            continue  # PowerShell
        script = tmp_path / "steps.sh"
        steps = [f"step_{number}() {{\n{run}\n}}\nstep_{number}" for number, run in enumerate(_runs(what))]
        script.write_text("\n".join(["#!/bin/bash", *steps, ""]), "utf-8")
        checked = subprocess.run(  # noqa: S603 - our own
            [tool("shellcheck", "shellcheck"), str(script)],
            check=False,
            capture_output=True,
            encoding="utf-8",
        )
        assert checked.stdout == "", job


def test_what_is_built_is_run_before_it_is_given_out() -> None:
    jobs = _jobs(WORKFLOWS["release.yml"])
    for job in ("linux", "windows", "macos"):
        assert jobs[job].index("--self-test") < jobs[job].index("actions/upload-artifact"), job
    assert "needs: [linux, windows, macos]" in jobs["publish"]
    assert "gh release create" in jobs["publish"]
    assert "--draft" in jobs["publish"]


def test_secrets_are_those_that_the_page_explains() -> None:
    named = {
        name for text in WORKFLOWS.values() for name in re.findall(r"(?:secrets|vars)\.([A-Z0-9_]+)", text)
    }
    assert named
    assert named == {*re.findall(r"^\| `([A-Z0-9_]+)` \|", DOCS, re.MULTILINE)}


def test_what_is_made_has_the_names_that_the_page_lists() -> None:
    written = {
        "installer": (ROOT / "packaging" / "windows" / "make_installer.py").read_text("utf-8"),
        "image": (ROOT / "packaging" / "macos" / "make_dmg.sh").read_text("utf-8"),
        "parts": WORKFLOWS["release.yml"],
        "sums": load("release/sums.py").FILE_NAME,
    }
    assert "unwrapped-desktop-{version}-windows-x86_64" in written["installer"]
    assert "{name}-portable.zip" in written["installer"]
    assert "{name}-setup.exe" in written["installer"]
    assert "unwrapped-desktop-$version-macos-$architecture.dmg" in written["image"]
    assert "unwrapped-desktop-${GITHUB_REF_NAME#v}.cdx.json" in written["parts"]
    assert written["sums"] == "SHA256SUMS"
    for name in NAMES:
        assert f"`{name}`" in DOCS, name
