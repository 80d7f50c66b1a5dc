"""How a window does that stands open with a kept verdict: its memory, the way from screen to screen, a long list."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.benchmarks.extents import Extent
from tests.benchmarks.figures import Figure, figure
from tests.benchmarks.open_window import LIST_ROWS
from tests.benchmarks.processes import can_see_memory, found_by


def measure_standing(folder: Path, extent: Extent, small: Mapping[str, Any]) -> dict[str, list[float]]:
    """Measure the window at rest, its screens, and a list of ten thousand artists."""
    home = folder / "standing"
    found_by("tasks", "keeping", small["path"], home=home)
    found: dict[str, list[float]] = {
        name: [] for name in ("rest_mb", "first_ms", "again_ms", "frame_ms", "shown_ms")
    }
    found_by("open_window", "at_rest", home=home)  # so that everything is compiled
    for _round in range(extent.imports):
        if can_see_memory():
            found["rest_mb"].append(found_by("open_window", "at_rest", home=home)["memory_mb"])
        walked = found_by("open_window", "switching", home=home)
        found["first_ms"].append(max(walked["first_ms"]))
        found["again_ms"].append(max(walked["again_ms"]))
        scrolled = found_by("open_window", "scrolling", home=home)
        found["frame_ms"].append(max(scrolled["frames_ms"]))
        found["shown_ms"].append(scrolled["shown_ms"])
    return found


def standing_figures(found: Mapping[str, list[float]], small: Mapping[str, Any]) -> list[Figure]:
    """Return figures of what has been measured."""
    rows, names = f"{small['rows']:,} rows", f"{LIST_ROWS:,} artists"
    wanted = (
        ("rest_mb", f"memory at rest with a kept verdict of {rows}", "MB"),
        ("first_ms", "slowest way to a screen, the first time", "ms"),
        ("again_ms", "slowest way to a screen, the next time", "ms"),
        ("frame_ms", f"slowest frame of a list of {names}, scrolled from end to end", "ms"),
        ("shown_ms", f"putting up a list of {names}", "ms"),
    )
    ids = {
        "first_ms": "switch_first_ms",
        "again_ms": "switch_ms",
        "frame_ms": "scroll_frame_ms",
        "shown_ms": "list_ms",
    }
    return [
        figure(ids.get(name, name), what, unit, found[name]) for name, what, unit in wanted if found[name]
    ]
