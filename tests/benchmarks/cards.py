"""What a share card costs: painted and packed into a file, beside a plain picture of the same size packed alone."""

from pathlib import Path

from tests.benchmarks.extents import Extent
from tests.benchmarks.figures import Figure, figure, ratios
from tests.benchmarks.processes import found_by


def measure_cards(folder: Path, extent: Extent) -> dict[str, list[float]]:
    """Measure a story of every kind of card, and a plain picture right after each."""
    return found_by("tasks", "painting", str(extent.kept), home=folder / "cards")


def card_figures(found: dict[str, list[float]]) -> list[Figure]:
    """Return figures of what has been measured."""
    return [
        figure("card_ms", "slowest share card painted and packed, 1080x1920", "ms", found["card_ms"]),
        figure(
            "card_over_plain",
            "the same / a plain picture of the same size packed",
            "x",
            ratios(found["card_ms"], found["plain_ms"]),
        ),
    ]
