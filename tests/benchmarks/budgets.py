"""What the figures of a full run may be at most."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tests.benchmarks.extents import FULL
from tests.benchmarks.figures import Figure, Result, aligned, shown


class Judged(StrEnum):
    """By which of its rounds a figure is held against its budget."""

    MEDIAN = "median"
    WORST = "worst round"


class Outcome(StrEnum):
    """How a budget stands."""

    MET = "met"
    MISSED = "missed"
    NOT_MEASURED = "not measured"


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The most that a figure may be.

    Attributes:
        figure_id: The figure's `id`.
        limit: In the unit of the figure.
        by: By which of its rounds.
    """

    figure_id: str
    limit: float
    by: Judged

    def spent(self, figure: Figure) -> float:
        """Return what is held against the limit."""
        return figure.value if self.by is Judged.MEDIAN else max(figure.rounds)


BUDGETS = (
    Budget(figure_id="verdict_over_bare", limit=1.5, by=Judged.MEDIAN),
    Budget(figure_id="verdict_over_bare_middle", limit=2.0, by=Judged.MEDIAN),
    Budget(figure_id="memory_mb", limit=350, by=Judged.WORST),
    Budget(figure_id="record_mb", limit=60, by=Judged.WORST),
    Budget(figure_id="again_s", limit=0.5, by=Judged.MEDIAN),
    Budget(figure_id="table_load_ms", limit=30, by=Judged.MEDIAN),
    Budget(figure_id="critic_write_ms", limit=150, by=Judged.WORST),
    Budget(figure_id="card_ms", limit=200, by=Judged.MEDIAN),
    Budget(figure_id="paint_over_empty", limit=1.6, by=Judged.MEDIAN),
    Budget(figure_id="saved_after_ms", limit=250, by=Judged.MEDIAN),
    Budget(figure_id="start_gap_ms", limit=100, by=Judged.WORST),
    Budget(figure_id="rest_mb", limit=110, by=Judged.WORST),
    Budget(figure_id="switch_first_ms", limit=100, by=Judged.MEDIAN),
    Budget(figure_id="switch_ms", limit=100, by=Judged.WORST),
    Budget(figure_id="scroll_frame_ms", limit=16, by=Judged.MEDIAN),
    Budget(figure_id="gap_p99_ms", limit=50, by=Judged.MEDIAN),
    Budget(figure_id="gap_max_ms", limit=100, by=Judged.WORST),
    Budget(figure_id="gap_verdict_ms", limit=100, by=Judged.WORST),
    Budget(figure_id="cancel_ms", limit=1_000, by=Judged.WORST),
)


def are_due(result: Result) -> bool:
    """Whether a run is one that the budgets speak of: a quick one reads too few rows to say anything."""
    return bool(result.data["extent"] == FULL.name)


def outcomes(figures: Iterable[Figure]) -> list[tuple[Budget, Outcome]]:
    """Return how each budget stands."""
    found = {item.id: item for item in figures}
    return [(budget, _outcome(budget, found.get(budget.figure_id))) for budget in BUDGETS]


def _outcome(budget: Budget, figure: Figure | None) -> Outcome:
    if figure is None:
        return Outcome.NOT_MEASURED
    return Outcome.MET if budget.spent(figure) <= budget.limit else Outcome.MISSED


def are_met(figures: Iterable[Figure]) -> bool:
    """Whether every budget has been measured and is met."""
    return all(outcome is Outcome.MET for _budget, outcome in outcomes(figures))


def budget_table(figures: Iterable[Figure]) -> str:
    """Return the budgets as a table of text."""
    found = {item.id: item for item in figures}
    rows = [("", "is", "at most", "by", "")]
    for budget, outcome in outcomes(found.values()):
        item = found.get(budget.figure_id)
        if item is None:
            rows.append((budget.figure_id, "-", f"{budget.limit:g}", budget.by, outcome))
        else:
            spent, limit = shown(budget.spent(item), item.unit), shown(budget.limit, item.unit)
            rows.append((item.what, spent, limit, budget.by, outcome))
    return aligned(rows)
