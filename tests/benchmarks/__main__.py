"""Measures the program: `python -m tests.benchmarks [OUT.json]`, or looks at runs made before.

`--compare OLD.json NEW.json` shows two runs side by side, `--budgets [RUN.json]` holds one against the budgets and ends
with 1 when one is not met. This process only starts others and stays small: what a process inherits from a large one
would spoil its figures.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.budgets import are_due, are_met, budget_table
from tests.benchmarks.extents import FULL, QUICK
from tests.benchmarks.figures import compare, load, save, table
from tests.benchmarks.measure import measure

DEFAULT_OUT = Path("build") / "bench.json"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description="Measure speed and memory."
    )
    parser.add_argument("out", nargs="?", type=Path, default=DEFAULT_OUT, metavar="OUT.json")
    parser.add_argument("--quick", action="store_true", help="few rows, one round: shows only that it works")
    parser.add_argument("--compare", nargs=2, type=Path, metavar=("OLD", "NEW"), help="compare two runs")
    parser.add_argument(
        "--budgets",
        nargs="?",
        type=Path,
        const=DEFAULT_OUT,
        metavar="RUN",
        help="hold a run against the budgets",
    )
    chosen = parser.parse_args(arguments)
    if chosen.compare:
        print(compare(*(load(path) for path in chosen.compare)))
        return 0
    if chosen.budgets:
        return check_budgets(chosen.budgets)
    return run(chosen.out, is_quick=chosen.quick)


def run(out: Path, *, is_quick: bool) -> int:
    with tempfile.TemporaryDirectory(prefix="unwrapped-bench-") as folder:
        result = measure(
            Path(folder), QUICK if is_quick else FULL, tell=lambda line: print(line, file=sys.stderr)
        )
    save(result, out)
    print(table(result))
    if are_due(result):
        print(f"\n{budget_table(result.figures)}")
    print(f"\nRaw numbers: {out}")
    return 0


def check_budgets(path: Path) -> int:
    result = load(path)
    if not are_due(result):
        print(f"{path} is a quick run, which says nothing about the budgets.", file=sys.stderr)
        return 2
    print(budget_table(result.figures))
    return 0 if are_met(result.figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
