"""Measures part after part, every measurement in a process of its own, and turns the numbers into figures."""

import os
import platform
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.cards import card_figures, measure_cards
from tests.benchmarks.extents import Extent
from tests.benchmarks.figures import Figure, Result
from tests.benchmarks.kept import kept_figures, measure_kept
from tests.benchmarks.memory import measure_memory, measure_record, memory_figures, record_figures
from tests.benchmarks.processes import can_see_memory, found_by
from tests.benchmarks.responses import (
    cancel_figures,
    heartbeat_figures,
    measure_cancelling,
    measure_heartbeat,
    measure_paint,
    paint_figures,
)
from tests.benchmarks.standing import measure_standing, standing_figures
from tests.benchmarks.verdicts import measure_verdicts, missing_libraries, other_figures, verdict_figures

LIBRARIES = ("PySide6-Essentials", "msgspec", "numpy", "orjson", "pandas")

Tell = Callable[[str], None]


def measure(folder: Path, extent: Extent, *, tell: Tell) -> Result:
    """Measure everything; takes some five minutes.

    Args:
        folder: Where exports and homes are made.
        extent: How much.
        tell: Says what is being done.
    """
    began_s = time.monotonic()
    tell("Making exports ...")
    made = _exports(folder, extent)
    exports = {size: made[size] for size in ("large", "middle", "small")}
    large, small = exports["large"], exports["small"]
    raw: dict[str, Any] = {}
    figures: list[Figure] = []
    tell("Whole verdicts beside bare decoding ...")
    for name in missing_libraries():
        tell(f"{name} is not installed: going on without it.")
    raw["verdicts"] = measure_verdicts(folder, extent, exports)
    figures += verdict_figures(raw["verdicts"], exports)
    figures += other_figures(raw["verdicts"]["middle"], exports["middle"])
    if can_see_memory():
        tell("Peak memory ...")
        raw["memory"] = measure_memory(folder, extent, exports)
        figures += memory_figures(raw["memory"], large)
    else:
        tell("This system does not tell memory that is shared: going on without peak memory.")
    tell("A record in memory and kept ...")
    raw["record"] = measure_record(folder, large)
    figures += record_figures(raw["record"], large)
    raw["kept"] = measure_kept(folder, extent, again=made["again"], large=large)
    figures += kept_figures(raw["kept"], again=made["again"], large=large)
    tell("Share cards ...")
    raw["cards"] = measure_cards(folder, extent)
    figures += card_figures(raw["cards"])
    tell("First paint ...")
    raw["paint"] = measure_paint(folder, extent, small)
    figures += paint_figures(raw["paint"])
    tell("The window at rest, its screens and a long list ...")
    raw["standing"] = measure_standing(folder, extent, small)
    figures += standing_figures(raw["standing"], small)
    tell("Heartbeat of the window while it reads ...")
    raw["heartbeat"] = measure_heartbeat(folder, extent, large)
    figures += heartbeat_figures(raw["heartbeat"], large)
    tell("Cancelling in the middle of reading ...")
    raw["cancel"] = measure_cancelling(folder, extent, large)
    figures += cancel_figures(raw["cancel"], large, median(raw["verdicts"]["large"]["verdict_s"]))
    return Result(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        took_s=round(time.monotonic() - began_s, 1),
        machine=_machine(),
        data={**made, "extent": extent.name, "rounds": min(extent.verdicts, extent.imports)},
        figures=tuple(figures),
        raw=raw,
    )


def _exports(folder: Path, extent: Extent) -> dict[str, dict[str, Any]]:
    """Make all exports, two at a time: nothing is measured meanwhile."""
    rows = {
        "large": extent.rows_large,
        "middle": extent.rows_middle,
        "again": extent.rows_again,
        "small": extent.rows_small,
    }

    def made(size: str) -> dict[str, Any]:
        target = folder / size / "my_spotify_data.zip"
        return found_by("tasks", "making", str(target), str(rows[size]), home=folder / "no home")

    with ThreadPoolExecutor(2) as pool:
        return dict(zip(rows, pool.map(made, rows), strict=True))


def _machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        **{name: version for name in LIBRARIES if (version := _version(name))},
    }


def _version(library: str) -> str | None:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return None
