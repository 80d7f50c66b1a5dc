"""The program as it is installed: a wheel, unpacked far from the checkout, with everything it needs inside."""

# ruff: noqa: S603

import hashlib
import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.integration.conftest import Open
from tests.integration.processes import ROOT, TIMEOUT_S, Home, ask, run, run_command

RESOURCES = ROOT / "resources"
RESOURCES_IN_WHEEL = "unwrapped_desktop/_resources/"

READ_EVERYTHING = """
import hashlib, json, sys
from pathlib import Path
import unwrapped_desktop
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.critic.phrases import load_phrasebook
from unwrapped_desktop.resources import resource_bytes, resources_dir
place = resources_dir()
files = [path for path in place.rglob("*") if path.is_file()]
names = {path.relative_to(place).as_posix(): hashlib.sha256(resource_bytes(*path.relative_to(place).parts)).hexdigest()
         for path in files}
from PySide6.QtWidgets import QApplication
application = QApplication([])
from unwrapped_desktop.ui.theme import load_fonts
load_fonts()
print(json.dumps({
    "from": unwrapped_desktop.__file__, "resources": str(place), "files": names,
    "artists": len(load_reference().artists), "families": len(load_phrasebook().by_family),
}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of this checkout."""
    pytest.importorskip("hatchling")
    out = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    assert built.returncode == 0, built.stderr.decode()
    (wheel,) = out.iterdir()
    return wheel


@pytest.fixture
def installed(home: Home, wheel: Path) -> Home:
    """Return a home where the wheel is unpacked and nothing leads to the checkout."""
    place = home.made("Programme für alle")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    return Home(folder=home.folder, more={"PYTHONPATH": str(place)})


def checked_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".") and path.parent.name != "__pycache__"
    }


def test_everything_is_in_the_wheel_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        brought = {
            name.removeprefix(RESOURCES_IN_WHEEL): archive.read(name)
            for name in names
            if name.startswith(RESOURCES_IN_WHEEL)
        }
        metadata = next(name for name in names if name.endswith(".dist-info/entry_points.txt"))
        assert "unwrapped-desktop = unwrapped_desktop.__main__:main" in archive.read(metadata).decode()
    assert brought == checked_in(RESOURCES)
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    code = {
        name
        for name in names
        if not name.startswith(RESOURCES_IN_WHEEL) and not name.partition("/")[0].endswith(".dist-info")
    }
    assert code == {f"unwrapped_desktop/{name}" for name in checked_in(ROOT / "unwrapped_desktop")}
    assert "unwrapped_desktop/py.typed" in code


def test_every_resource_is_read_from_the_wheel(installed: Home) -> None:
    ended = run_command([sys.executable, "-c", READ_EVERYTHING], installed)
    assert (ended.code, ended.err) == (0, "")
    found = json.loads(ended.out)
    assert Path(found["from"]).is_relative_to(installed.folder)
    assert Path(found["resources"]).is_relative_to(installed.folder)
    assert found["files"] == {
        name: hashlib.sha256(content).hexdigest() for name, content in checked_in(RESOURCES).items()
    }
    assert found["artists"] > 1_000
    assert found["families"] >= 5


def test_the_wheel_judges_and_draws_like_the_checkout(home: Home, installed: Home) -> None:
    out = home.made("out")
    reports = []
    for name, place in (("checkout", home), ("wheel", installed)):
        cards = [f"--card={form}={out / form} {name}.png" for form in ("story", "wide")]
        ended = run(place, "judge", "--sample", "--json", "-", *cards)
        assert (ended.code, ended.err) == (0, "")
        reports.append({**json.loads(ended.out), "created_at": ""})
    assert reports[0] == reports[1]
    # The same pixels: so the fonts are its own.
    for form in ("story", "wide"):
        assert (out / f"{form} wheel.png").read_bytes() == (out / f"{form} checkout.png").read_bytes()
    ended = run(installed, "--self-test")
    assert ended.code == 0
    assert b"FAILED" not in ended.out


@pytest.mark.skipif(os.name == "nt", reason="ends the window by a signal of POSIX")
def test_the_window_of_the_wheel_makes_its_database(installed: Home, open_window: Open, export: Path) -> None:
    window = open_window(export, home=installed)
    window.until_status("completed")
    window.end(signal.SIGTERM)
    assert ask(installed.database, "SELECT version_num FROM alembic_version")
