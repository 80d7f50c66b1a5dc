"""How the window behaves: how soon it shows something, whether it always answers, how soon it lets go."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.extents import Extent
from tests.benchmarks.figures import Figure, figure, percentile, ratios
from tests.benchmarks.processes import found_by


def measure_paint(folder: Path, extent: Extent, small: Mapping[str, Any]) -> dict[str, list[float]]:
    """Measure the first paint of the program's window and of an empty one, in turn, and the start behind it."""
    names = ("empty_s", "first_s", "verdict_s", "start_gap_ms", "ready_ms")
    found: dict[str, list[float]] = {name: [] for name in names}
    home = folder / "with a verdict"
    found_by("tasks", "keeping", small["path"], home=home)
    for _round in range(extent.paints):
        found["empty_s"].append(_painted("empty", home)["first"])
        ours = _painted("ours", home)
        found["first_s"].append(ours["first"])
        found["verdict_s"].append(ours["verdict"])
        start = found_by("windows", "starting", home=home)
        found["start_gap_ms"].append(max(start["gaps_ms"]))
        found["ready_ms"].append(start["ready_ms"])
    return found


def _painted(name: str, home: Path) -> dict[str, float]:
    # The clock is that of the system, and counts on in the new process.
    began_ns = time.monotonic_ns()
    stamps = found_by("windows", name, home=home)
    return {stamp: (at_ns - began_ns) / 1e9 for stamp, at_ns in stamps.items()}


def paint_figures(found: Mapping[str, list[float]]) -> list[Figure]:
    """Return how soon there is something to see."""
    after_ms = [
        1e3 * (verdict - first) for first, verdict in zip(found["first_s"], found["verdict_s"], strict=True)
    ]
    return [
        figure(
            "paint_over_empty",
            "first paint / first paint of an empty QMainWindow",
            "x",
            ratios(found["first_s"], found["empty_s"]),
        ),
        figure(
            "saved_over_empty",
            "saved verdict on screen / first paint of an empty QMainWindow",
            "x",
            ratios(found["verdict_s"], found["empty_s"]),
        ),
        figure("paint_ms", "first paint", "ms", [1e3 * value for value in found["first_s"]]),
        figure("saved_ms", "saved verdict on screen", "ms", [1e3 * value for value in found["verdict_s"]]),
        figure("saved_after_ms", "from the first paint to the saved verdict on screen", "ms", after_ms),
        figure("ready_ms", "from the first paint until everything can answer", "ms", found["ready_ms"]),
        figure("start_gap_ms", "longest gap of a 10 ms heartbeat meanwhile", "ms", found["start_gap_ms"]),
    ]


def measure_heartbeat(folder: Path, extent: Extent, large: Mapping[str, Any]) -> list[dict[str, list[float]]]:
    """Measure how long the window answers nobody while it imports, when it shows the verdict, and when idle."""
    return [
        found_by("windows", "heartbeat", large["path"], str(extent.idle_s), home=folder / f"beating {number}")
        for number in range(extent.imports)
    ]


def heartbeat_figures(rounds: Sequence[Mapping[str, list[float]]], large: Mapping[str, Any]) -> list[Figure]:
    """Return the gaps of the heartbeat."""
    figures = []
    for name, percent in (("p50", 50.0), ("p99", 99.0), ("max", 100.0)):
        busy = [percentile(found["reading_ms"], percent) for found in rounds]
        idle = [percentile(found["idle_ms"], percent) for found in rounds]
        what = f"gap of a 10 ms heartbeat while {large['rows']:,} rows are read and judged, {name}"
        figures.append(figure(f"gap_{name}_ms", what, "ms", busy))
        figures.append(
            figure(f"gap_{name}_over_idle", "the same / of the idle window", "x", ratios(busy, idle))
        )
    shown_ms = [max(found["showing_ms"]) for found in rounds]
    figures.append(figure("gap_verdict_ms", "longest gap while the verdict is put up", "ms", shown_ms))
    return figures


def measure_cancelling(folder: Path, extent: Extent, large: Mapping[str, Any]) -> dict[str, list[float]]:
    """Measure the way back to the way in, from places spread over the reading."""
    places = [f"{(number + 1) / (extent.cancels + 1):.3f}" for number in range(extent.cancels)]
    return found_by("windows", "cancelling", large["path"], *places, home=folder / "cancelling")


def cancel_figures(
    found: Mapping[str, list[float]], large: Mapping[str, Any], verdict_s: float
) -> list[Figure]:
    """Return how soon Cancel is obeyed; none when every reading was over too soon to be cancelled."""
    latencies = found["latency_ms"]
    if not latencies:
        return []
    over = [value / (1e3 * verdict_s) for value in latencies]
    return [
        figure(
            "cancel_ms",
            f"from Cancel to the way in, at {len(latencies)} places of reading {large['rows']:,} rows",
            "ms",
            latencies,
        ),
        figure("cancel_over_verdict", "the same / the whole verdict", "x", over),
    ]
