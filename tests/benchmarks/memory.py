"""Peak memory over all processes of the program, and what a record holds."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.benchmarks.extents import Extent
from tests.benchmarks.figures import Figure, figure, ratios
from tests.benchmarks.processes import BYTES_PER_MB, found_by, module_command, peak_of, verdict_command

WAITING_S = 0.3


def measure_memory(
    folder: Path, extent: Extent, exports: Mapping[str, Mapping[str, Any]]
) -> dict[str, list[dict[str, float]]]:
    """Measure peaks of the program doing nothing, of verdicts, and of a window that imports."""
    large, small = exports["large"]["path"], exports["small"]["path"]
    commands = {
        "waiting": module_command("tasks", "waiting", str(WAITING_S)),
        "small": verdict_command(small, folder / "report.json"),
        "large": verdict_command(large, folder / "report.json"),
    }
    found: dict[str, list[dict[str, float]]] = {}
    for _round in range(extent.memories):
        for name, command in commands.items():
            found.setdefault(name, []).append(_peak(command, folder / "no home"))
    window = module_command("windows", "heartbeat", large, str(WAITING_S))
    found["window"] = [_peak(window, folder / "looked at")]
    return found


def _peak(command: list[str], home: Path) -> dict[str, float]:
    peak = peak_of(command, home=home)
    return {"peak_mb": peak.peak_mb, "processes": peak.processes, "looks": peak.looks}


def memory_figures(found: Mapping[str, list[dict[str, float]]], export: Mapping[str, Any]) -> list[Figure]:
    """Return peak memory beside that of less work; `export` is the large one."""
    peaks = {name: [peak["peak_mb"] for peak in rounds] for name, rounds in found.items()}
    rows, unpacked_mb = f"{export['rows']:,} rows", export["unpacked_bytes"] / BYTES_PER_MB
    return [
        figure("memory_mb", f"peak memory of a verdict of {rows}, all processes", "MB", peaks["large"]),
        figure(
            "memory_over_small",
            "the same / of the small export",
            "x",
            ratios(peaks["large"], peaks["small"]),
        ),
        figure(
            "memory_over_imports",
            "the same / of the program doing nothing",
            "x",
            ratios(peaks["large"], peaks["waiting"]),
        ),
        figure(
            "memory_over_data",
            "the same / size of the unpacked export",
            "x",
            [mb / unpacked_mb for mb in peaks["large"]],
        ),
        figure(
            "memory_window_mb",
            f"peak memory of the window reading {rows}, all processes",
            "MB",
            peaks["window"],
        ),
    ]


def measure_record(folder: Path, export: Mapping[str, Any]) -> dict[str, float]:
    """Measure what the record of an export holds."""
    return found_by("tasks", "record", export["path"], home=folder / "no home")


def record_figures(found: Mapping[str, float], export: Mapping[str, Any]) -> list[Figure]:
    """Return the size of a record."""
    return [figure("record_mb", f"a record of {export['rows']:,} rows in memory", "MB", [found["record_mb"]])]
