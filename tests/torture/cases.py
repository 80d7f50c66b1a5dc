"""What is tortured, by families: kills, limits of room, small disks, and spoiled things."""

# ruff: noqa: S603

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from tests.fuzz.families import FAMILIES
from tests.fuzz.tries import try_family
from tests.integration.processes import ROOT
from tests.torture.disks import DISKS, short_disk
from tests.torture.works import WORKS

KILLS, ROOM, DISK, FUZZ = "kills", "room", "disk", "fuzz"
GROUPS = (KILLS, ROOM, DISK, FUZZ)

PLANTED_IN_ROOM = ("pictures", "files")
"""The works whose breaking shows in too little room; that of the others shows in a kill."""

WAIT_S = 3_600


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Something that is tortured.

    Attributes:
        family: A member of `GROUPS`.
        name: Which of the family.
    """

    family: str
    name: str

    @property
    def title(self) -> str:
        """How it is called on the command line and in the table."""
        return f"{self.family}.{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much of it.

    Attributes:
        kills: Kills in all, shared out among the works.
        sizes: Limits of room for each work, and sizes of disk for each write.
        tries: Spoiled things of each family.
        seed: Which ones.
        planted: Whether the program is broken on purpose.
    """

    kills: int
    sizes: int
    tries: int
    seed: int
    planted: bool = False


def cases(only: str | None, *, planted: bool = False) -> list[Case]:
    """Return all cases, or those of a family, or the one of a title; of the planted ones, those that can be."""
    every = [
        *(Case(family=KILLS, name=name) for name in WORKS),
        *(Case(family=ROOM, name=name) for name, work in WORKS.items() if work.writes),
        *(Case(family=DISK, name=name) for name in DISKS),
        *(Case(family=FUZZ, name=name) for name in FAMILIES),
    ]
    if planted:
        every = [case for case in every if case.family != DISK]
        every = [case for case in every if case.family != ROOM or case.name in PLANTED_IN_ROOM]
    return [case for case in every if only is None or only in {case.family, case.title}]


def tried(case: Case, extent: Extent) -> tuple[int, list[str]]:
    """Return how many attempts there were on a case, and every loss."""
    match case.family:
        case "kills":
            place = list(WORKS).index(case.name)
            count = extent.kills // len(WORKS) + (place < extent.kills % len(WORKS))
            return _tortured(case.name, "kill", max(1, count), extent)
        case "room":
            return _tortured(case.name, "room", extent.sizes, extent)
        case "disk":
            return short_disk(case.name, extent.sizes, extent.seed)
        case _:
            tally = try_family(case.name, extent.seed, range(extent.tries), planted=extent.planted)
            return tally.attempts, tally.problems


def _tortured(work: str, hand: str, count: int, extent: Extent) -> tuple[int, list[str]]:
    """Let a process of its own do it: it forks, and whoever forks should be small and have no threads."""
    ended = subprocess.run(
        [
            *(sys.executable, "-m", "tests.torture.driver", work, hand, str(count), str(extent.seed)),
            *(["--planted"] if extent.planted else []),
        ],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        timeout=WAIT_S,
        check=False,
    )
    if ended.returncode != 0:
        return 0, [
            f"the driver ended with {ended.returncode}: {ended.stderr.decode(errors='replace')[-800:]}"
        ]
    done = json.loads(ended.stdout)
    return int(done["attempts"]), list(done["losses"])


def table(rows: list[tuple[Case, int, int]]) -> Iterator[str]:
    """Yield the lines of a table of cases, attempts and losses."""
    yield f"{'case':<20}{'attempts':>10}{'losses':>8}"
    for case, attempts, losses in rows:
        yield f"{case.title:<20}{attempts:>10,}{losses:>8,}"
    yield f"{'all':<20}{sum(row[1] for row in rows):>10,}{sum(row[2] for row in rows):>8,}"
