"""A disk that fills: whatever was to be written is not there, whatever was there still is, and it is said what it takes.

The disks are small ones that the system makes; nothing in the program is patched.
"""

# ruff: noqa: S603

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.integration.disks import SmallDisk
from tests.integration.processes import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs mount namespaces")

Disk = Callable[[int], SmallDisk]

MB = 1_000_000
LITTLE = (0, 4_096, 16_384, 65_536, 262_144)

MAKE_IN_LITTLE_ROOM = """
import subprocess, sys
from pathlib import Path
from tests.unit.storage.support import opened
from unwrapped_desktop.domain.errors import StorageError

disk = Path(sys.argv[1])
for kb in range(16, 201, 8):
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kb}k", "none", disk], check=True)
    try:
        with opened(disk / "home") as repository:
            outcome = repository.listener("You").name
    except StorageError as error:
        outcome = error.code
    left = sorted(path.name for path in (disk / "home").glob("*") if path.name != "logs")
    subprocess.run(["mount", "-o", "remount,size=4m", disk], check=True)
    with opened(disk / "home") as repository:
        later = repository.listener("You").name
    print(kb, outcome, later, *left)
    subprocess.run(["umount", disk], check=True)
"""


def run_there(disk: SmallDisk, tmp_path: Path, *arguments: object) -> dict[str, Any]:
    """Write on a small disk; returns what came of it."""
    elsewhere = tmp_path / "anderswo"
    elsewhere.mkdir()
    ended = subprocess.run(
        [*disk.prefix, sys.executable, "-m", "tests.integration.writes_on_a_disk", *map(str, arguments)],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "SMALL_DISK": str(disk.folder),
            "ELSEWHERE": str(elsewhere),
        },
        capture_output=True,
        timeout=240,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode(errors="replace")
    outcome: dict[str, Any] = json.loads(ended.stdout)
    return outcome


def test_a_results_file_is_made_whole_or_not_at_all(tmp_path: Path, small_disk: Disk) -> None:
    disk = small_disk(64)
    ended = subprocess.run(
        [*disk.prefix, sys.executable, "-c", MAKE_IN_LITTLE_ROOM, str(disk.folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    lines = [line.split() for line in ended.stdout.splitlines()]
    assert len(lines) == len(range(16, 201, 8)), ended.stderr
    for kb, outcome, later, *left in lines:
        # Once there is room it opens, whatever was before.
        assert later == "You", kb
        if "unwrapped.db" not in left:
            assert (outcome, left) == ("disk_full", []), kb
        else:
            # The file is whole, and what did not fit was the first listener.
            assert outcome in {"You", "disk_full"}, kb
            assert [name for name in left if "new" in name or "damaged" in name] == [], kb
    outcomes = [outcome for _, outcome, *_ in lines]
    assert outcomes[0] == "disk_full"
    assert outcomes[-1] == "You"


@pytest.mark.parametrize("write", ["report", "begun_report"])
def test_a_verdict_that_finds_no_room_leaves_the_one_before(
    tmp_path: Path, small_disk: Disk, write: str
) -> None:
    done = run_there(small_disk(8_000), tmp_path, write, *LITTLE)
    for outcome in done["full"]:
        assert outcome["code"] == "disk_full"
        assert "The disk is full" in outcome["said"]
        # It is read while there is no room at all, as a start reads it.
        assert outcome["labels"] == ["FIRST", "BEFORE"]
        assert [path for path in outcome["changed"] if not path.endswith("unwrapped.db")] == []
    assert done["with_room"]["code"] == ""
    assert done["labels"] == ["SECOND", "FIRST", "BEFORE"]


@pytest.mark.parametrize(
    ("write", "kb", "leave"),
    [
        ("record", 8_000, LITTLE),
        ("backup", 8_000, LITTLE[:4]),
        ("daily_copy", 24_000, LITTLE),
        ("migration", 80_000, (*LITTLE, 10 * MB)),
        ("waiting", 8_000, (0,)),
        ("forgotten", 8_000, (0,)),
    ],
)
def test_what_finds_no_room_changes_nothing(
    tmp_path: Path, small_disk: Disk, write: str, kb: int, leave: tuple[int, ...]
) -> None:
    done = run_there(small_disk(kb), tmp_path, write, *leave)
    refused = [outcome for outcome in done["full"] if outcome["code"]]
    assert refused
    for outcome in refused:
        assert outcome["code"] == "disk_full"
        assert "The disk is full" in outcome["said"]
        assert outcome["labels"] == ["FIRST", "BEFORE"]
        # What a change of the form begins with is a copy; it may stay.
        assert [path for path in outcome["changed"] if "backups/unwrapped-0002-" not in path] == []
    assert done["with_room"]["code"] == ""
    assert done["labels"] in (["FIRST", "BEFORE"], ["database_newer"])


@pytest.mark.parametrize("write", ["record", "daily_copy", "migration"])
def test_how_much_room_it_takes_is_said(tmp_path: Path, small_disk: Disk, write: str) -> None:
    (outcome,) = run_there(small_disk(80_000), tmp_path, write, 0)["full"]
    assert outcome["needed_mb"] >= 1
    assert f"Make room for {outcome['needed_mb']} MB" in outcome["said"]


@pytest.mark.parametrize("write", ["repair", "restore"])
def test_a_damaged_file_stays_where_it_is_until_there_is_room(
    tmp_path: Path, small_disk: Disk, write: str
) -> None:
    done = run_there(small_disk(40_000), tmp_path, write, *LITTLE)
    for outcome in done["full"]:
        assert (outcome["code"], outcome["changed"]) == ("disk_full", [])
        assert outcome["needed_mb"] >= 1
    assert done["with_room"]["code"] == ""
    assert done["labels"][0] == "FIRST"
