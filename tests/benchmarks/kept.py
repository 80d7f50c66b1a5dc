"""What is done with a record once it has been read: its artists looked up, judged again, kept on the disk."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.benchmarks.extents import Extent
from tests.benchmarks.figures import Figure, figure
from tests.benchmarks.processes import found_by


def measure_kept(
    folder: Path, extent: Extent, *, again: Mapping[str, Any], large: Mapping[str, Any]
) -> dict[str, dict[str, list[float]]]:
    """Measure the table of artists, the critic, judging one export again with exclusions, and keeping the record of the large one."""
    rounds = str(extent.kept)
    return {
        "again": found_by("tasks", "judging_again", again["path"], rounds, home=folder / "again"),
        "disk": found_by("tasks", "keeping_record", large["path"], rounds, home=folder / "disk"),
        "table": found_by("tasks", "looking_up", rounds, home=folder / "table"),
        "sample": found_by("tasks", "making_up", rounds, home=folder / "sample"),
        "critic": found_by("tasks", "writing", again["path"], rounds, home=folder / "critic"),
    }


def kept_figures(
    found: Mapping[str, Mapping[str, list[float]]], *, again: Mapping[str, Any], large: Mapping[str, Any]
) -> list[Figure]:
    """Return figures of what has been measured."""
    rows = f"{large['rows']:,} rows"
    wanted = (
        ("again", "again_s", f"judging again with exclusions, {again['plays']:,} plays", "s"),
        ("disk", "size_mb", f"a record of {rows} on the disk", "MB"),
        ("disk", "write_s", f"writing a record of {rows}", "s"),
        ("disk", "read_s", f"reading a record of {rows}", "s"),
        ("table", "load_ms", "loading the table of artists", "ms"),
        ("table", "find_ms", "looking up 3,000 names in it for the first time", "ms"),
        ("sample", "read_s", "making up the slowest sample listener", "s"),
        ("sample", "read_over_judged", "the same / judging it", "x"),
        ("critic", "write_ms", f"the critic's slowest voice, {again['plays']:,} plays", "ms"),
    )
    return [
        figure(name if part == "again" else f"{part}_{name}", what, unit, found[part][name])
        for part, name, what, unit in wanted
        if name in found[part]
    ]
