"""Starts every measurement in a process of its own, round by round, and turns the numbers into figures."""

# ruff: noqa: S603

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.figures import Figure, Result, figure, percentile, ratios

ROOT = Path(__file__).parents[2]
TIMEOUT_S = 600

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much is measured.

    Attributes:
        rows_large: Rows of the large export.
        rows_small: Rows of the small one.
        verdicts: Rounds of whole verdicts, each beside bare decoding.
        decodes: Rounds of decoding by the standard library.
        memories: Rounds of peak memory.
        paints: Rounds of first paint.
        imports: Rounds of the heartbeat.
        cancels: Rounds of cancelling, at as many places of the reading.
        idle_s: How long the heartbeat of the idle window is taken.
    """

    rows_large: int
    rows_small: int
    verdicts: int
    decodes: int
    memories: int
    paints: int
    imports: int
    cancels: int
    idle_s: float


FULL = Extent(
    rows_large=400_000,
    rows_small=100_000,
    verdicts=5,
    decodes=3,
    memories=3,
    paints=9,
    imports=3,
    cancels=7,
    idle_s=1.5,
)
QUICK = Extent(
    rows_large=30_000,
    rows_small=10_000,
    verdicts=1,
    decodes=1,
    memories=1,
    paints=1,
    imports=1,
    cancels=1,
    idle_s=0.2,
)


def measure(folder: Path, extent: Extent, *, tell: Tell) -> Result:
    """Measure everything; takes up to three minutes.

    Args:
        folder: Where exports and homes are made.
        extent: How much.
        tell: Says what is being done.
    """
    began_s = time.monotonic()
    tell("Making exports ...")
    large, small = (_export(folder, rows) for rows in (extent.rows_large, extent.rows_small))
    figures: list[Figure] = []
    raw: dict[str, Any] = {}
    tell("Whole verdicts beside bare decoding ...")
    for name, export in (("large", large), ("small", small)):
        raw[f"verdict_{name}"] = _child(
            "reading", export["path"], str(extent.verdicts), str(extent.decodes), folder=folder
        )
    figures += _verdict_figures(raw["verdict_large"], raw["verdict_small"], large, small)
    tell("Peak memory ...")
    raw["memory"] = _memory(folder, extent, large, small)
    figures += _memory_figures(raw["memory"], large)
    tell("First paint ...")
    raw["paint"] = _paint(folder, extent, small)
    figures += _paint_figures(raw["paint"])
    tell("Heartbeat of the window while it reads ...")
    raw["heartbeat"] = [
        _window("heartbeat", folder / f"beating {number}", large["path"], str(extent.idle_s))
        for number in range(extent.imports)
    ]
    figures += _heartbeat_figures(raw["heartbeat"])
    tell("Cancelling in the middle of reading ...")
    places = [f"{(number + 1) / (extent.cancels + 1):.3f}" for number in range(extent.cancels)]
    raw["cancel"] = _window("cancelling", folder / "cancelling", large["path"], *places)
    if raw["cancel"]["latency_ms"]:
        figures += _cancel_figures(raw["cancel"], median(raw["verdict_large"]["verdict_s"]))
    return Result(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        took_s=round(time.monotonic() - began_s, 1),
        machine=_machine(),
        data={"large": large, "small": small, "rounds": min(extent.verdicts, extent.imports)},
        figures=tuple(figures),
        raw=raw,
    )


def _verdict_figures(
    large: dict[str, list[float]],
    small: dict[str, list[float]],
    large_data: dict[str, Any],
    small_data: dict[str, Any],
) -> list[Figure]:
    rows = f"{large_data['rows']:,} rows"
    per_row = [
        (upper / large_data["rows"]) / (lower / small_data["rows"])
        for upper, lower in zip(large["verdict_s"], small["verdict_s"], strict=True)
    ]
    rounds = len(large["json_s"])
    return [
        figure(
            "verdict_over_bare",
            f"whole verdict of {rows} / bare inflate + msgspec decode of five fields",
            "x",
            ratios(large["verdict_s"], large["bare_s"]),
        ),
        figure(
            "verdict_over_bare_small",
            f"the same of {small_data['rows']:,} rows",
            "x",
            ratios(small["verdict_s"], small["bare_s"]),
        ),
        figure("growth", "time per row, large / small export (1 is linear)", "x", per_row),
        figure(
            "verdict_over_json",
            f"whole verdict of {rows} / inflate + json of the standard library alone",
            "x",
            ratios(large["verdict_s"][:rounds], large["json_s"]),
        ),
        figure(
            "json_over_bare",
            "inflate + json of the standard library / bare",
            "x",
            ratios(large["json_s"], large["bare_s"][:rounds]),
        ),
        figure("verdict_s", f"whole verdict of {rows}", "s", large["verdict_s"]),
    ]


def _memory(
    folder: Path, extent: Extent, large: dict[str, Any], small: dict[str, Any]
) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {"imports_mb": [], "small_mb": [], "large_mb": []}
    for _round in range(extent.memories):
        for name, paths in (("imports_mb", []), ("small_mb", [small["path"]]), ("large_mb", [large["path"]])):
            found[name].append(_child("memory", *paths, folder=folder)["peak_mb"])
    return found


def _memory_figures(found: dict[str, list[float]], large: dict[str, Any]) -> list[Figure]:
    unpacked_mb = large["unpacked_bytes"] / 2**20
    return [
        figure("memory_mb", f"peak memory of a verdict of {large['rows']:,} rows", "MB", found["large_mb"]),
        figure(
            "memory_over_small",
            "the same / of the small export",
            "x",
            ratios(found["large_mb"], found["small_mb"]),
        ),
        figure(
            "memory_over_imports",
            "the same / of the program doing nothing",
            "x",
            ratios(found["large_mb"], found["imports_mb"]),
        ),
        figure(
            "memory_over_data",
            "the same / size of the unpacked export",
            "x",
            [mb / unpacked_mb for mb in found["large_mb"]],
        ),
    ]


def _paint(folder: Path, extent: Extent, small: dict[str, Any]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {"empty_s": [], "first_s": [], "verdict_s": []}
    home = folder / "with a verdict"
    _child("keeping", small["path"], folder=folder, home=home)
    for _round in range(extent.paints):
        found["empty_s"].append(_painted("empty", home)["first"])
        ours = _painted("ours", home)
        found["first_s"].append(ours["first"])
        found["verdict_s"].append(ours["verdict"])
    return found


def _painted(name: str, home: Path) -> dict[str, float]:
    # The clock is that of the system, and counts on in the new process.
    began_ns = time.monotonic_ns()
    stamps = _run("tests.benchmarks.windows", name, home=home)
    return {stamp: (at_ns - began_ns) / 1e9 for stamp, at_ns in stamps.items()}


def _paint_figures(found: dict[str, list[float]]) -> list[Figure]:
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
    ]


def _heartbeat_figures(rounds: list[dict[str, list[float]]]) -> list[Figure]:
    figures = []
    for name, percent in (("p50", 50.0), ("p99", 99.0), ("max", 100.0)):
        busy = [percentile(found["reading_ms"], percent) for found in rounds]
        idle = [percentile(found["idle_ms"], percent) for found in rounds]
        what = f"gap of a 10 ms heartbeat while it works, {name}"
        figures.append(figure(f"gap_{name}_ms", what, "ms", busy))
        figures.append(
            figure(f"gap_{name}_over_idle", "the same / of the idle window", "x", ratios(busy, idle))
        )
    shown_ms = [max(found["showing_ms"]) for found in rounds]
    figures.append(figure("gap_verdict_ms", "longest gap while the verdict is put up", "ms", shown_ms))
    return figures


def _cancel_figures(found: dict[str, list[float]], verdict_s: float) -> list[Figure]:
    latencies = found["latency_ms"]
    over = [value / (1e3 * verdict_s) for value in latencies]
    return [
        figure(
            "cancel_ms",
            f"from Cancel to the way in, at {len(latencies)} places of the reading",
            "ms",
            latencies,
        ),
        figure("cancel_over_verdict", "the same / the whole verdict", "x", over),
    ]


def _export(folder: Path, rows: int) -> dict[str, Any]:
    return _child("making", str(folder / f"{rows} rows" / "my_spotify_data.zip"), str(rows), folder=folder)


def _child(name: str, *arguments: str, folder: Path, home: Path | None = None) -> dict[str, Any]:
    return _run("tests.benchmarks.tasks", name, *arguments, home=home or folder / "no home")


def _window(name: str, home: Path, *arguments: str) -> dict[str, Any]:
    return _run("tests.benchmarks.windows", name, *arguments, home=home)


def _run(module: str, *arguments: str, home: Path) -> dict[str, Any]:
    ended = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "UNWRAPPED_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    if ended.returncode != 0 or not ended.stdout:
        raise RuntimeError(f"{module} {' '.join(arguments)} ended with {ended.returncode}: {ended.stderr}")
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def _machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        **{name: metadata.version(name) for name in ("PySide6-Essentials", "msgspec", "numpy")},
    }
