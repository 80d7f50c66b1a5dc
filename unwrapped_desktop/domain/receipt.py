"""Receipts: the rows and totals that prove something, as a person would read them."""

from dataclasses import dataclass
from typing import Literal

from unwrapped_desktop.domain.why import Why

Value = int | float | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One line of a receipt.

    Attributes:
        label: What the line says it is, or the name it is about.
        value: A count, a percentage, a name, or a date as a person would write it.
        unit: `count`, `percent`, `artist`, `track`, `album`, `date`, `month`, `year`, `time`, `weekday`, `decade`,
            `minutes`, `points` (of a hundred, signed), `text`.
    """

    label: str
    value: Value
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The rows and totals that prove one or more facts, as a person would read them.

    Attributes:
        id: Stable name within the report.
        title: What the receipt is about, in plain words.
        rows: The lines.
        totals: The lines under the rule.
        population: Which rows were counted, in one sentence.
        shareable: False for whatever reveals private sessions, places, devices or hours finer than the hour, and for what
            names music of children, of faith or for sleep.
        why: Why it is not; None where its id says it well enough, and in older reports.
    """

    id: str
    title: str
    rows: tuple[Cell, ...]
    totals: tuple[Cell, ...]
    population: str
    shareable: bool = True
    why: Why | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRef:
    """Where in the receipts a value stands."""

    receipt: str
    part: Literal["rows", "totals"]
    index: int
    field: Literal["label", "value"] = "value"
