"""Reads spoiled exports by the thousand: `python -m tests.fuzz [--count N] [--seed N]`.

Ten thousand take about a minute on one core. The seed is printed; with it, and the number of an export, one that went
wrong is made again: `python -m tests.fuzz --seed N --only NUMBER --keep FOLDER` writes its files there. The test suite
reads a part of them every time (`tests/property/test_mutated_exports.py`).
"""

import argparse
import random
import sys
import time
from pathlib import Path

from tests.fuzz.exports import spoiled_export
from tests.fuzz.oracle import Tally, try_exports


def main(arguments: list[str]) -> int:
    """Return 0 when every export was read or refused as it must be, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Read spoiled exports.")
    parser.add_argument("--count", type=int, default=10_000, help="how many exports (10,000)")
    parser.add_argument(
        "--seed", type=int, default=None, help="which ones; another choice every time without it"
    )
    parser.add_argument("--only", type=int, metavar="NUMBER", help="one export alone")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="with --only: write its files there")
    chosen = parser.parse_args(arguments)
    seed = random.SystemRandom().randrange(2**32) if chosen.seed is None else chosen.seed
    print(f"Seed {seed}")
    if chosen.only is not None and chosen.keep is not None:
        chosen.keep.mkdir(parents=True, exist_ok=True)
        print(*spoiled_export(seed, chosen.only).written(chosen.keep), sep="\n")
    numbers = range(chosen.count) if chosen.only is None else (chosen.only,)
    started_at_s, busy_from_s = time.perf_counter(), time.process_time()
    tally = try_exports(seed, numbers)
    taken_s, busy_s = time.perf_counter() - started_at_s, time.process_time() - busy_from_s
    print(f"{len(numbers):,} exports in {taken_s:.0f} s, {busy_s:.0f} s of them at work")
    return _tell(tally)


def _tell(tally: Tally) -> int:
    for outcome, times in tally.outcomes.most_common():
        print(f"{times:>7,}  {outcome}")
    for problem in tally.problems:
        print(problem)
    return 1 if tally.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
