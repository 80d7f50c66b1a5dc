"""Puts a finding together: each line of the receipt can be given the name under which phrases quote it."""

from dataclasses import dataclass, field
from math import floor
from typing import Literal

from unwrapped_desktop.analysis.stats import half_up
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.report import Cell, CellRef, Fact, Receipt, Value
from unwrapped_desktop.domain.why import Why

ALL_PLAYS = "plays of 30 seconds or more"
"""The population of most findings."""


@dataclass(slots=True, kw_only=True)
class FindingBuilder:
    """Collects the lines of one receipt.

    Attributes:
        id: Name of the finding and of its receipt.
        title: Title of the receipt.
        population: Which rows were counted.
        shareable: Whether the receipt may leave this computer on a card.
    """

    id: str
    title: str
    population: str
    shareable: bool = True
    _rows: list[Cell] = field(default_factory=list)
    _totals: list[Cell] = field(default_factory=list)
    _quotes: dict[str, CellRef] = field(default_factory=dict)

    def row(
        self, label: str, value: Value, unit: str = "count", *, slot: str | None = None
    ) -> "FindingBuilder":
        """Add a line; `slot` names its value for phrases."""
        self._add("rows", self._rows, Cell(label=label, value=value, unit=unit), slot)
        return self

    def total(
        self, label: str, value: Value, unit: str = "count", *, slot: str | None = None
    ) -> "FindingBuilder":
        """Add a line under the rule; `slot` names its value for phrases."""
        self._add("totals", self._totals, Cell(label=label, value=value, unit=unit), slot)
        return self

    def _add(self, part: Literal["rows", "totals"], cells: list[Cell], cell: Cell, slot: str | None) -> None:
        if slot is not None:
            self._quotes[slot] = CellRef(receipt=self.id, part=part, index=len(cells))
        cells.append(cell)

    def receipt(self) -> Receipt:
        """Return the receipt as it stands."""
        return Receipt(
            id=self.id,
            title=self.title,
            rows=tuple(self._rows),
            totals=tuple(self._totals),
            population=self.population,
            shareable=self.shareable,
        )

    def finding(self, surprise: float, *, tender: bool = False, about: str = "") -> Finding:
        """Return the finding; `surprise` is 0 (never said aloud) to 1, `about` its very subject, if it has one."""
        return Finding(
            id=self.id,
            receipt=self.receipt(),
            quotes=dict(self._quotes),
            surprise=surprise,
            tender=tender,
            shareable=self.shareable and not tender,
            about=about,
        )


@dataclass(slots=True)
class Measured:
    """What one metric family found."""

    facts: list[Fact] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def fact(self, fact_id: str, value: Value, unit: str, sample: int, *, is_private: bool = False) -> None:
        """Add a fact that could be measured; `is_private` where it tells of plays in private sessions alone."""
        why = Why.PRIVATE if is_private else None
        self.facts.append(Fact(id=fact_id, value=value, unit=unit, sample=sample, why=why))

    def unavailable(self, fact_id: str, unit: str, reason: str) -> None:
        """Add a fact that could not be measured, with the reason a person reads."""
        self.facts.append(Fact(id=fact_id, value=None, unit=unit, sample=0, available=False, reason=reason))


def percent(part: float, whole: float) -> float:
    """Return a share in percent with four decimals; 0 for an empty whole.

    The decimals are there so that a share is rounded once, where it is said: 74.46 is 74, not by way of 74.5; and
    94.49996 is kept as 94.4999, or it would be 95.
    """
    if whole <= 0:
        return 0.0
    exact = part * 100 / whole
    rounded = round(exact, 4)
    is_arithmetic_error = rounded - exact <= 1e-9
    crosses = half_up(rounded) != half_up(exact) and not is_arithmetic_error
    return floor(exact * 10_000) / 10_000 if crosses else rounded
