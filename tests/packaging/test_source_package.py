"""The source package and the wheel: what is in them, what they say of themselves, and that both can be made again."""

# ruff: noqa: S603 - the commands are ours

import email
import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email.message import Message
from pathlib import Path

import pytest

from unwrapped_desktop import __version__

ROOT = Path(__file__).resolve().parents[2]
NAME = f"unwrapped_desktop-{__version__}"
NOT_CHECKED_IN = frozenset({"build", "dist", "__pycache__", "PKG-INFO"})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with both packages of this checkout."""
    out = tmp_path_factory.mktemp("aus dem Verzeichnis")
    build(ROOT, out)
    return out


@pytest.fixture(scope="module")
def unpacked(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the unpacked source package."""
    place = tmp_path_factory.mktemp("ausgepackt für später")
    # By hand: Debian 12's Python has no filter for what it unpacks, and newer ones warn without.
    with tarfile.open(built / f"{NAME}.tar.gz") as archive:
        for member in archive.getmembers():
            content = archive.extractfile(member)
            assert content is not None, f"{member.name} is no file"
            path = place / member.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.read())
            path.chmod(member.mode)
    (folder,) = place.iterdir()
    return folder


def build(source: Path, out: Path) -> None:
    usual = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--directory", str(out)],
        cwd=source,
        env={**usual, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr


def files_in(folder: Path) -> dict[str, Path]:
    """Return the files of a tree, without what is made in it and without hidden folders that are tools' own."""
    return {
        path.relative_to(folder).as_posix(): path
        for top in folder.iterdir()
        if top.name not in NOT_CHECKED_IN and (not top.name.startswith(".") or top.name in {".ci", ".github"})
        for path in ([top] if top.is_file() else top.rglob("*"))
        if path.is_file() and not NOT_CHECKED_IN & {*path.relative_to(folder).parts}
    }


def metadata(built: Path) -> Message:
    with zipfile.ZipFile(built / f"{NAME}-py3-none-any.whl") as wheel:
        return email.message_from_bytes(wheel.read(f"{NAME}.dist-info/METADATA"))


def test_the_source_package_has_everything_that_is_checked_in(unpacked: Path) -> None:
    ours, theirs = files_in(ROOT), files_in(unpacked)
    # What a person keeps at the top of a checkout is no part of it.
    assert {name for name in ours if "/" in name} == {name for name in theirs if "/" in name}
    assert {name for name in theirs if "/" not in name} == {
        "CHANGELOG.md",
        "CODE_OF_CONDUCT.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "Makefile",
        "README.md",
        "SECURITY.md",
        "pyproject.toml",
    }
    assert [name for name in theirs if ours[name].read_bytes() != theirs[name].read_bytes()] == []
    assert [
        name for name in theirs if os.access(ours[name], os.X_OK) != os.access(theirs[name], os.X_OK)
    ] == []


def test_the_source_package_makes_the_same_packages_again(
    built: Path, unpacked: Path, tmp_path: Path
) -> None:
    build(unpacked, tmp_path)
    again = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(again) == {f"{NAME}.tar.gz", f"{NAME}-py3-none-any.whl"}
    assert [name for name, content in again.items() if (built / name).read_bytes() != content] == []


def test_the_wheel_says_what_it_is(built: Path) -> None:
    says = metadata(built)
    assert (says["Name"], says["Version"], says["License-Expression"]) == (
        "unwrapped-desktop",
        __version__,
        "MIT",
    )
    assert says["Project-URL"] == "Homepage, https://unwrapped.fm/desktop"
    assert says["Description-Content-Type"] == "text/markdown"
    assert says["Keywords"]
    systems = {
        line.split(" :: ")[1]
        for line in says.get_all("Classifier", [])
        if line.startswith("Operating System")
    }
    assert systems == {"MacOS", "Microsoft", "POSIX"}


def test_the_wheel_names_each_python_that_it_runs_on(built: Path) -> None:
    says = metadata(built)
    named = [
        line.rpartition(" :: ")[2]
        for line in says.get_all("Classifier", [])
        if line.startswith("Programming Language :: Python :: 3.")
    ]
    assert named == ["3.11", "3.12", "3.13"]
    assert set(says["Requires-Python"].split(",")) == {">=3.11", "<3.14"}


def test_the_wheel_needs_what_the_project_needs(built: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [line for line in metadata(built).get_all("Requires-Dist", []) if "extra ==" not in line]
    assert len(needed) == len(project["dependencies"])
