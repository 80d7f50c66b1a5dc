"""Measures the program: `python -m tests.benchmarks [OUT.json]`, or `--compare OLD.json NEW.json`.

This process only starts others and stays small: what a process inherits from a large one would spoil its figures.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.figures import compare, load, save, table
from tests.benchmarks.measure import FULL, QUICK, measure

DEFAULT_OUT = Path("build") / "bench.json"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description="Measure speed and memory."
    )
    parser.add_argument("out", nargs="?", type=Path, default=DEFAULT_OUT, metavar="OUT.json")
    parser.add_argument("--quick", action="store_true", help="few rows, one round: shows only that it works")
    parser.add_argument("--compare", nargs=2, type=Path, metavar=("OLD", "NEW"), help="compare two runs")
    chosen = parser.parse_args(arguments)
    if chosen.compare:
        print(compare(*(load(path) for path in chosen.compare)))
        return 0
    with tempfile.TemporaryDirectory(prefix="unwrapped-bench-") as folder:
        result = measure(
            Path(folder), QUICK if chosen.quick else FULL, tell=lambda line: print(line, file=sys.stderr)
        )
    save(result, chosen.out)
    print(table(result))
    print(f"\nRaw numbers: {chosen.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
