"""The Flatpak's manifest as flatpak-builder reads it, and the files that it is built from. Nothing is built here."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.packaging.by_path import ROOT, load, tool
from unwrapped_desktop import APP_ID

writer = load("flatpak/write_sources.py")

MANIFEST = ROOT / "packaging" / "flatpak" / f"{APP_ID}.yml"
LOCKED = "a" * 64
LOCK = f"alpha==1.0 \\\n    --hash=sha256:{LOCKED}\n"


def _report(*digests: str) -> dict[str, Any]:
    return {
        "install": [
            {
                "download_info": {
                    "url": f"https://files.example/{9 - number}/alpha-1.0.whl",
                    "archive_info": {"hashes": {"sha256": digest}},
                }
            }
            for number, digest in enumerate(digests)
        ]
    }


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return the manifest as flatpak-builder understands it, with sources as the script writes them."""
    root = tmp_path_factory.mktemp("Flachpaket für alle")
    shutil.copytree(MANIFEST.parent, root / "packaging" / "flatpak")
    (root / "build" / "flatpak").mkdir(parents=True)
    sources = writer.sources_of(_report(LOCKED), LOCK)
    (root / "build" / "flatpak" / "sources.json").write_text(json.dumps(sources), "utf-8")
    shown = subprocess.run(  # noqa: S603 - our own
        [
            tool("flatpak-builder", "flatpak-builder"),
            "--show-manifest",
            str(root / "packaging" / "flatpak" / MANIFEST.name),
        ],
        check=True,
        cwd=root,  # it keeps a folder of its own where it is started
        capture_output=True,
        encoding="utf-8",
    )
    read: dict[str, Any] = json.loads(shown.stdout)
    return read


def test_flatpak_builder_reads_it_and_finds_every_source(manifest: dict[str, Any]) -> None:
    assert (manifest["id"], manifest["command"]) == (APP_ID, "unwrapped-desktop")
    packages, program = manifest["modules"]
    assert packages["sources"][1:] == writer.sources_of(_report(LOCKED), LOCK)
    assert "--require-hashes" in packages["build-commands"][0]
    for source in [packages["sources"][0], *program["sources"]]:
        if not source["path"].startswith("../../build/"):
            assert (MANIFEST.parent / source["path"]).exists(), source


def test_it_reaches_no_file_and_nothing_else_that_it_does_not_need(manifest: dict[str, Any]) -> None:
    assert {*manifest["finish-args"]} == {
        "--share=ipc",
        "--share=network",
        "--socket=wayland",
        "--socket=fallback-x11",
        "--talk-name=org.freedesktop.secrets",
    }


def test_what_it_installs_of_the_desktop_is_the_list_that_every_package_uses(
    manifest: dict[str, Any],
) -> None:
    commands = manifest["modules"][1]["build-commands"]
    assert 'python3 packaging/linux/installed_files.py "${FLATPAK_DEST}"' in commands
    given = {source.get("dest", "") for source in manifest["modules"][1]["sources"]}
    needed = {path.relative_to(ROOT).parent for path, _ in load("linux/installed_files.py").installed_files()}
    assert all(any(folder.is_relative_to(one) for one in given if one) for folder in needed)


def test_the_repository_holds_no_address_of_a_package() -> None:
    for path in MANIFEST.parent.iterdir():
        if path.is_file():
            assert "://" not in path.read_text("utf-8").replace("file://${PWD}", ""), path.name


def test_sources_are_in_the_order_of_their_addresses() -> None:
    sources = writer.sources_of(_report(LOCKED, LOCKED), LOCK)
    assert [source["url"] for source in sources] == [
        "https://files.example/8/alpha-1.0.whl",
        "https://files.example/9/alpha-1.0.whl",
    ]
    assert {(source["type"], source["sha256"]) for source in sources} == {("file", LOCKED)}


def test_a_file_that_is_not_locked_is_refused() -> None:
    with pytest.raises(ValueError, match=r"alpha-1\.0\.whl has a hash that is not locked"):
        writer.sources_of(_report(LOCKED, "b" * 64), LOCK)


def test_without_the_wheel_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="run make wheel first"):
        writer.own_wheel(tmp_path, "1.2.3")
    (tmp_path / "unwrapped_desktop-1.2.3-py3-none-any.whl").touch()
    assert writer.own_wheel(tmp_path, "1.2.3").name == "unwrapped_desktop-1.2.3-py3-none-any.whl"


def test_its_python_is_one_that_the_program_runs_on() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert re.search(rf'"Programming Language :: Python :: {re.escape(writer.RUNTIME_PYTHON)}"', project)
