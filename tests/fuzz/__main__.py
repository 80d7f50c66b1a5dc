"""Tries spoiled things by the thousand: `python -m tests.fuzz [FAMILY...] [--count N | --seconds N] [--seed N]`.

Without a family it tries all: exports, reports, answers of Spotify, settings, the results file, what knocks at the port of
the sign-in, and what is given to the command line. The seed is printed; with it, and the number of an attempt, one that
went wrong is made again: `python -m tests.fuzz FAMILY --seed N --only NUMBER`, and of an export `--keep FOLDER` writes the
files there. The test suite tries a part of each every time (`tests/property/test_mutated_exports.py`,
`tests/property/test_fuzzed_families.py`).
"""

import argparse
import faulthandler
import itertools
import logging
import os
import random
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from tests.fuzz.exports import spoiled_export
from tests.fuzz.families import FAMILIES
from tests.fuzz.tries import Tally, try_family

DEFAULT_COUNT = 2_000


def main(arguments: list[str]) -> int:
    """Return 0 when everything was read or refused as it must be, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Try spoiled things.")
    parser.add_argument("family", nargs="*", help=f"{', '.join(FAMILIES)} (all of them)")
    extent = parser.add_mutually_exclusive_group()
    extent.add_argument("--count", type=int, help=f"how many of each family ({DEFAULT_COUNT:,})")
    extent.add_argument("--seconds", type=float, help="how long for each family, instead of a number")
    extent.add_argument("--only", type=int, metavar="NUMBER", help="one attempt alone")
    parser.add_argument("--seed", type=int, help="which ones; another choice every time without it")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="with --only: write an export's files there"
    )
    chosen = parser.parse_args(arguments)
    unknown = set(chosen.family) - FAMILIES.keys()
    if unknown:
        parser.error(f"no family is called {', '.join(sorted(unknown))}")
    seed = random.SystemRandom().randrange(2**32) if chosen.seed is None else chosen.seed
    print(f"Seed {seed}")
    if chosen.only is not None and chosen.keep is not None:
        chosen.keep.mkdir(parents=True, exist_ok=True)
        print(*spoiled_export(seed, chosen.only).written(chosen.keep), sep="\n")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    logging.getLogger().addHandler(logging.NullHandler())  # what is logged of damage is no news here
    # Something that never ends ends the run, and says where it stood.
    faulthandler.dump_traceback_later(3_600 + (chosen.seconds or 0) * len(FAMILIES), exit=True)
    return max([_try(family, seed, chosen) for family in chosen.family or FAMILIES])


def _try(family: str, seed: int, chosen: argparse.Namespace) -> int:
    numbers: Iterable[int] = range(chosen.count or DEFAULT_COUNT)
    if chosen.only is not None:
        numbers = (chosen.only,)
    elif chosen.seconds is not None:
        numbers = itertools.count()
    started_at_s = time.perf_counter()
    tally = try_family(family, seed, numbers, seconds=chosen.seconds)
    print(f"\n{family}: {tally.attempts:,} in {time.perf_counter() - started_at_s:.0f} s")
    return _tell(tally)


def _tell(tally: Tally) -> int:
    for outcome, times in tally.outcomes.most_common():
        print(f"{times:>7,}  {outcome}")
    for problem in tally.problems:
        print(problem)
    return 1 if tally.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
