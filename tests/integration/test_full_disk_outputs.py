"""What a person has written somewhere, on a disk that is full: the old file stays, nothing half lies there, and it is said."""

# ruff: noqa: S603

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.integration.disks import SmallDisk
from tests.integration.processes import PROGRAM, ROOT, Home

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs mount namespaces")

Disk = Callable[[int], SmallDisk]

JUDGE = ("judge", "--sample", "night")
OLD = b"what was there"


OUTPUTS = {
    "report.json": ("--json",),
    "card.png": ("--card", "story="),
    "words.txt": ("--card", "story=/dev/null", "--card-words"),
    "night.unwrapped": ("--friend",),
    "page.html": ("--page",),
    "facts.csv": ("--facts",),
    "facts.json": ("--facts",),
    "facts.zip": ("--facts",),
}
"""What can be written, by the name of the file, and the options that ask for it."""

WRITE_ALL = """
import contextlib, io, json, os, sys
from pathlib import Path
from unwrapped_desktop.cli.main import run

disk, outputs = Path(sys.argv[1]), json.loads(sys.argv[2])
ballast = disk / "ballast"

def fill(leave):
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        found = os.statvfs(disk)
        file.write(bytes(max(0, found.f_bavail * found.f_frsize - leave)))
        while not leave:
            file.write(bytes(4096))

def attempt(*arguments):
    said, out = io.StringIO(), io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(out):
        code = run(["judge", "--sample", "night", *arguments])
    return code, said.getvalue()

seen = {}
for name, options in outputs.items():
    place = disk / name
    place.write_bytes(b"what was there")
    fill(0)
    *before, last = options
    arguments = [*before, f"{last}{place}"] if last.endswith("=") else [*options, str(place)]
    code, said = attempt(*arguments)
    left = sorted(path.name for path in disk.iterdir())
    is_old = place.read_bytes() == b"what was there"
    ballast.unlink()
    later, _ = attempt(*arguments)
    seen[name] = [code, said, is_old, left, later, place.stat().st_size]
    place.unlink()
folder = disk / "Karten"
fill(200_000)
code, said = attempt("--card-set", str(folder))
whole = [path.read_bytes()[-8:] == b"IEND\\xaeB`\\x82" for path in folder.iterdir()]
ballast.unlink()
later, _ = attempt("--card-set", str(folder))
seen["Karten"] = [code, said, all(whole), len(whole), later, len(list(folder.iterdir()))]
print(json.dumps(seen))
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """Write everything on a disk that is full, then again with room; return what came of each."""
    disk = SmallDisk(tmp_path_factory.mktemp("Platte") / "kleine", 12_000)
    ended = subprocess.run(
        [*disk.prefix, sys.executable, "-c", WRITE_ALL, str(disk.folder), json.dumps(OUTPUTS)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=240,
        check=False,
    )
    disk.close()
    assert ended.returncode == 0, ended.stderr.decode(errors="replace")
    seen: dict[str, list[Any]] = json.loads(ended.stdout)
    return seen


@pytest.mark.parametrize("name", OUTPUTS)
def test_an_output_is_whole_or_the_old_one(written: dict[str, list[Any]], name: str) -> None:
    code, said, is_old, left, later, size = written[name]
    assert code == 5
    assert f"{name} could not be written: the disk is full, and it takes 1 MB." in said
    assert "make room there" in said
    assert is_old
    assert left == sorted([name, "ballast"])
    assert (later, size > len(OLD)) == (0, True)


def test_of_a_set_of_cards_there_are_whole_ones_alone(written: dict[str, list[Any]]) -> None:
    code, said, are_whole, cards, later, all_cards = written["Karten"]
    assert code == 5
    assert "the disk is full" in said
    assert are_whole
    assert later == 0
    assert all_cards > cards


def test_where_nothing_can_be_printed_it_is_said(home: Home, small_disk: Disk) -> None:
    disk = small_disk(400)
    disk.fill()
    with (disk.seen / "out.txt").open("wb") as out:
        ended = subprocess.run(
            [*PROGRAM, *JUDGE],
            env=home.environment,
            stdout=out,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert ended.returncode == 5
    assert "Standard output could not be written: the disk is full" in ended.stderr.decode()


def test_an_output_where_nobody_may_write(home: Home, as_anybody: tuple[str, ...]) -> None:
    folder = home.made("nur lesen")
    old = folder / "report.json"
    old.write_bytes(OLD)
    folder.chmod(0o555)
    try:
        ended = subprocess.run(
            [*as_anybody, *PROGRAM, *JUDGE, "--json", str(old)],
            env=home.environment,
            capture_output=True,
            timeout=60,
            check=False,
        )
    finally:
        folder.chmod(0o755)
    said = ended.stderr.decode()
    assert ended.returncode == 5
    assert "report.json could not be written. Choose another place" in said
    assert [path.read_bytes() for path in folder.iterdir()] == [OLD]
