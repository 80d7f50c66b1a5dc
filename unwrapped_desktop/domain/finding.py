"""What the analysis hands to the critic: facts, the receipt that proves them, and quotable cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from unwrapped_desktop.domain.charts import Charts
from unwrapped_desktop.domain.era import Eras
from unwrapped_desktop.domain.report import AxisScore, Cell, CellRef, Fact, Receipt, Value
from unwrapped_desktop.domain.shelves import Shelves
from unwrapped_desktop.domain.suspect import Suspect


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing found in a record that could be said aloud.

    Attributes:
        id: Name of the finding; the remark family that speaks of it has the same name.
        receipt: The proof.
        quotes: Slot name -> place in the receipt, for phrases.
        surprise: How far from what a record of this size leads one to expect, 0 (normal) to 1 (rare). Zero is never
            spoken of.
        tender: The finding touches something that is only spoken of gently, or not at all.
        shareable: Whether it may go on a share card.
        departed: It names somebody who has died.
        about: The very subject, where lines are written for it alone: an artist, a genre family, a decade.
    """

    id: str
    receipt: Receipt
    quotes: Mapping[str, CellRef]
    surprise: float
    tender: bool = False
    shareable: bool = True
    departed: bool = False
    about: str = ""

    def cell(self, slot: str) -> Cell:
        """Return the cell that a slot quotes."""
        place = self.quotes[slot]
        return (self.receipt.rows if place.part == "rows" else self.receipt.totals)[place.index]

    def value(self, slot: str) -> Value:
        """Return what a slot quotes."""
        cell = self.cell(slot)
        return cell.value if self.quotes[slot].field == "value" else cell.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """Where a listener stands between two opposed ways of listening.

    Attributes:
        id: Both poles joined, `explorer_loyalist`.
        low_pole: Name of the pole at 0.
        high_pole: Name of the pole at 1.
        axis: The score; abstains where the source cannot carry it.
        finding: Receipt and quotes for the label's charge; None when the axis abstains.
    """

    id: str
    low_pole: str
    high_pole: str
    axis: AxisScore
    finding: Finding | None

    @property
    def pole(self) -> str | None:
        """The pole the listener leans to, None when there is no ruling."""
        if self.axis.value is None:
            return None
        return self.high_pole if self.axis.value >= 0.5 else self.low_pole

    @property
    def strength(self) -> float:
        """How far they lean, 0 (the middle) to 1; 0 when there is no ruling."""
        return self.axis.strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All that was measured in one record.

    Attributes:
        facts: Every fact, available or not, in a fixed order.
        findings: What could be said aloud.
        traits: The seven traits.
        axes: The two axes of the mission, `mainstream` and `acclaim`.
        receipts: Receipts of facts and axes beyond those of findings and traits.
        eras: The life in chapters.
        suspects: What may not have been the listener, strongest first.
        shelves: The record sorted by decade, genre family and country.
        charts: Counts in order, for pictures; None where only lists are known.
    """

    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    traits: tuple[Trait, ...]
    axes: tuple[AxisScore, ...]
    receipts: tuple[Receipt, ...] = field(default=())
    eras: Eras = field(default_factory=lambda: Eras(eras=()))
    suspects: tuple[Suspect, ...] = ()
    shelves: tuple[Shelves, ...] = ()
    charts: Charts | None = None
