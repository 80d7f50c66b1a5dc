"""Whole verdicts beside the least programs that read the same files: every one a process from its start to its end."""

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.benchmarks.extents import Extent
from tests.benchmarks.figures import Figure, figure, ratios
from tests.benchmarks.processes import cost_of, load_command, verdict_command

OTHERS = {"json": "json of the standard library", "orjson": "orjson", "pandas": "pandas"}

Costs = dict[str, list[float]]


def missing_libraries() -> list[str]:
    """Return which of the libraries that the program is held against are not installed."""
    return [name for name in OTHERS if find_spec(name) is None]


def measure_verdicts(
    folder: Path, extent: Extent, exports: Mapping[str, Mapping[str, Any]]
) -> dict[str, Costs]:
    """Measure rounds of bare process and verdict, one right after the other; with the middle export others too.

    Args:
        folder: Where reports go.
        extent: How many rounds.
        exports: The large, the middle and the small export.

    Returns:
        For each export seconds from start to end, and of the processor, by round.
    """
    others = [name for name in OTHERS if name not in missing_libraries()]
    commands = _commands(folder, exports["small"]["path"], ["bare", "verdict", *others])
    for command in commands.values():
        cost_of(command, home=folder)  # so that everything is compiled, and the libraries are in memory
    found = {}
    for size, export in exports.items():
        rounds = extent.loads if size == "middle" else 0
        commands = _commands(folder, export["path"], ["bare", "verdict", *others])
        found[size] = _measure_rounds(folder, commands, verdicts=extent.verdicts, loads=rounds)
    return found


def _commands(folder: Path, export: str, names: Sequence[str]) -> dict[str, list[str]]:
    return {
        name: verdict_command(export, folder / "report.json")
        if name == "verdict"
        else load_command(name, export)
        for name in names
    }


def _measure_rounds(
    folder: Path, commands: Mapping[str, Sequence[str]], *, verdicts: int, loads: int
) -> Costs:
    found: Costs = {}
    for number in range(verdicts):
        for name, command in commands.items():
            if name in OTHERS and number >= loads:
                continue
            cost = cost_of(command, home=folder)
            found.setdefault(f"{name}_s", []).append(cost.wall_s)
            found.setdefault(f"{name}_cpu_s", []).append(cost.cpu_s)
    return found


def verdict_figures(found: Mapping[str, Costs], exports: Mapping[str, Mapping[str, Any]]) -> list[Figure]:
    """Return what whole verdicts cost, and how that grows."""
    large, middle, small = (found[size] for size in ("large", "middle", "small"))
    rows = {size: f"{export['rows']:,} rows" for size, export in exports.items()}
    per_row = {
        size: [value / export["rows"] for value in found[size]["verdict_s"]]
        for size, export in exports.items()
    }
    return [
        figure(
            "verdict_over_bare",
            f"whole verdict of {rows['large']} / bare inflate + msgspec decode of five fields",
            "x",
            ratios(large["verdict_s"], large["bare_s"]),
        ),
        figure(
            "verdict_over_bare_middle",
            f"whole verdict of {rows['middle']} / bare",
            "x",
            ratios(middle["verdict_s"], middle["bare_s"]),
        ),
        figure(
            "verdict_over_bare_small",
            f"whole verdict of {rows['small']} / bare",
            "x",
            ratios(small["verdict_s"], small["bare_s"]),
        ),
        figure(
            "growth",
            f"time per row, {rows['large']} / {rows['small']} (1 is linear)",
            "x",
            ratios(per_row["large"], per_row["small"]),
        ),
        figure(
            "growth_middle",
            f"time per row, {rows['middle']} / {rows['small']}",
            "x",
            ratios(per_row["middle"], per_row["small"]),
        ),
        figure("verdict_s", f"whole verdict of {rows['large']}", "s", large["verdict_s"]),
        figure("bare_s", f"bare, {rows['large']}", "s", large["bare_s"]),
    ]


def other_figures(middle: Costs, export: Mapping[str, Any]) -> list[Figure]:
    """Return what reading the middle export alone costs with other libraries; none for those not installed."""
    figures = []
    for name, library in OTHERS.items():
        seconds = middle.get(f"{name}_s")
        if seconds is None:
            continue
        bare, verdict = middle["bare_s"][: len(seconds)], middle["verdict_s"][: len(seconds)]
        figures += [
            figure(
                f"{name}_over_bare",
                f"inflate + {library} of {export['rows']:,} rows / bare",
                "x",
                ratios(seconds, bare),
            ),
            figure(
                f"verdict_over_{name}",
                f"whole verdict / inflate + {library} alone",
                "x",
                ratios(verdict, seconds),
            ),
        ]
    return figures
