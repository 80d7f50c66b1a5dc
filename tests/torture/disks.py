"""Everything that is kept, written on a small disk that is full but for some bytes, swept finely.

The suite tries a few sizes (`tests/integration/test_full_disk.py`, whose writes these are); here there are many.
"""

# ruff: noqa: S603

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.integration.disks import SmallDisk
from tests.integration.processes import ROOT
from unwrapped_desktop.messages import MESSAGES

DISKS: Mapping[str, int] = {
    "report": 8_000,
    "begun_report": 8_000,
    "record": 8_000,
    "backup": 8_000,
    "daily_copy": 24_000,
    "migration": 80_000,
}
"""What is written, and how large a disk that takes, in kilobytes."""

MOST_BYTES = 1 << 20
WAIT_S = 900


def short_disk(write: str, count: int, seed: int) -> tuple[int, list[str]]:
    """Write with less and less, then more and more room; returns how often there was too little, and what was lost.

    The sizes rise, and the first that is enough ends the sweep: what is written then is there. Where the system lets
    nobody make a disk there are no attempts.
    """
    chance = random.Random(f"{seed} {write}")
    sizes = sorted(int(MOST_BYTES * ((place + chance.random()) / count) ** 3) for place in range(count))
    with tempfile.TemporaryDirectory(prefix="unwrapped-disk-") as name:
        elsewhere = Path(name) / "elsewhere"
        elsewhere.mkdir()
        try:
            disk = SmallDisk(Path(name) / "disk", DISKS[write])
        except pytest.skip.Exception:
            return 0, []
        try:
            ended = subprocess.run(
                [
                    *disk.prefix,
                    sys.executable,
                    "-m",
                    "tests.integration.writes_on_a_disk",
                    write,
                    *map(str, sizes),
                ],
                env={
                    **os.environ,
                    "PYTHONPATH": str(ROOT),
                    "SMALL_DISK": str(disk.folder),
                    "ELSEWHERE": str(elsewhere),
                },
                capture_output=True,
                timeout=WAIT_S,
                check=False,
            )
        finally:
            disk.close()
    if ended.returncode != 0:
        return len(sizes), [ended.stderr.decode(errors="replace")[-600:]]
    done = json.loads(ended.stdout)
    losses = []
    for size, outcome in zip(sizes, done["full"], strict=False):
        if outcome["code"] and outcome["code"] not in MESSAGES:
            losses.append(f"{size:,} bytes left: {outcome['code']} has no words")
        if outcome["code"] and outcome["labels"] != ["FIRST", "BEFORE"]:
            losses.append(f"{size:,} bytes left: the verdicts are {outcome['labels']}")
        if outcome["code"] and [path for path in outcome["changed"] if _is_loss(path)]:
            losses.append(f"{size:,} bytes left: {outcome['changed']} changed")
    # What was done in too little room after all is not done a second time.
    if done["with_room"]["code"] and all(outcome["code"] for outcome in done["full"]):
        losses.append(f"with room: {done['with_room']['code']}")
    return len(done["full"]), losses


def _is_loss(path: str) -> bool:
    """Whether a file may not change: the results file may, where the attempt itself is noted; a copy may come first."""
    return not path.endswith("unwrapped.db") and "backups/unwrapped-0002-" not in path
