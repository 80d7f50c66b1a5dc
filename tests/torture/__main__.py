"""Kills the program, takes its room, and hands it spoiled things: `python -m tests.torture`, or `make torture`.

    --kills N    kills in all, at moments spread over import, analysis, merging, saving, migrating, pictures and files (200)
    --sizes N    limits of room, and sizes of a small disk, for each work and each write (24)
    --fuzz N     spoiled things of each family (2,000)
    --seed N     which ones; printed, and another choice every time without it
    --only CASE  one family (kills, room, disk, fuzz) or one case of it, such as kills.saving
    --planted    breaks the program on purpose in every family: each has to report losses

Prints a table of cases, attempts and losses. Ends with 0 when nothing was lost; with `--planted`, when everything was.
"""

import argparse
import logging
import os
import random
import sys
import time

from tests.torture.cases import GROUPS, Extent, cases, table, tried

SHOWN = 5
"""So many losses of a case are printed."""


def main(arguments: list[str]) -> int:
    """Torture and print; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.torture", description="Kill, starve and confuse it."
    )
    parser.add_argument("--kills", type=int, default=200, help="kills in all (200)")
    parser.add_argument("--sizes", type=int, default=24, help="sizes of room for each work and write (24)")
    parser.add_argument("--fuzz", type=int, default=2_000, help="spoiled things of each family (2,000)")
    parser.add_argument("--seed", type=int, help="which ones; another choice every time without it")
    parser.add_argument(
        "--only", metavar="CASE", help=f"one of {', '.join(GROUPS)}, or a case such as kills.saving"
    )
    parser.add_argument("--planted", action="store_true", help="break the program on purpose")
    chosen = parser.parse_args(arguments)
    wanted = cases(chosen.only, planted=chosen.planted)
    if not wanted:
        parser.error(f"there is no case called {chosen.only}")
    seed = random.SystemRandom().randrange(2**32) if chosen.seed is None else chosen.seed
    print(f"Seed {seed}", flush=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    logging.getLogger().addHandler(logging.NullHandler())  # what is logged of damage is no news here
    extent = Extent(
        kills=chosen.kills, sizes=chosen.sizes, tries=chosen.fuzz, seed=seed, planted=chosen.planted
    )
    rows = []
    for case in wanted:
        began_s = time.monotonic()
        attempts, losses = tried(case, extent)
        rows.append((case, attempts, len(losses)))
        told = f"{attempts:,} in {time.monotonic() - began_s:.0f} s" if attempts else "not possible here"
        print(f"{case.title}: {told}", flush=True)
        print(*(f"  {loss}" for loss in losses[:SHOWN]), sep="\n", end="\n" if losses else "")
    print()
    print(*table(rows), sep="\n")
    unexpected = [case.title for case, _attempts, losses in rows if (losses > 0) is not chosen.planted]
    if unexpected:
        print(f"{'Not caught' if chosen.planted else 'Lost'}: {', '.join(unexpected)}", file=sys.stderr)
    return 1 if unexpected else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
