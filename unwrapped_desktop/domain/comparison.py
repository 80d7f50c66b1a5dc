"""What moved between two reports of one listener. Free of NumPy, so that the window starts at once.

Every value is about a pair: `before` comes from the older report, `after` from the newer one. Whatever is the same in both
is not listed.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from unwrapped_desktop.domain.report import AxisScore, Fact, Remark


class AxisMoveKind(StrEnum):
    """What became of an axis."""

    WITHIN_CHANCE = "within_chance"
    BEYOND_CHANCE = "beyond_chance"
    NOW_RULED = "now_ruled"
    NO_LONGER_RULED = "no_longer_ruled"
    OTHER_REASON = "other_reason"
    """There was no ruling and there is none, for another reason."""


class FactMoveKind(StrEnum):
    """What became of a fact."""

    FIGURE = "figure"
    """A number became another."""
    NAME = "name"
    """A name, a weekday, a date or any other text became another."""
    NOW_KNOWN = "now_known"
    NO_LONGER_KNOWN = "no_longer_known"
    OTHER_REASON = "other_reason"
    """It could not be measured and cannot, for another reason."""


class RemarkMoveKind(StrEnum):
    """What became of a joke family."""

    NEW = "new"
    GONE = "gone"
    OTHER_FIGURES = "other_figures"
    OTHER_WORDS = "other_words"
    """The same figures in another wording."""


class CauseKind(StrEnum):
    """In what the two reports were made differently."""

    LISTENER = "listener"
    SOURCE = "source"
    DATA = "data"
    EXCLUSIONS = "exclusions"
    REFERENCE = "reference"
    ENGINE = "engine"
    CRITIC = "critic"
    PROGRAM = "program"
    TIMEZONE = "timezone"
    INTENSITY = "intensity"
    WORDING = "wording"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictMove:
    """The label and the charge, the same or not."""

    label_before: str
    label_after: str
    charge_before: str
    charge_after: str

    @property
    def is_label_changed(self) -> bool:
        """Whether the label is another."""
        return self.label_before != self.label_after

    @property
    def is_empty(self) -> bool:
        """Whether label and charge are the same."""
        return not self.is_label_changed and self.charge_before == self.charge_after


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMove:
    """A figure of the record that is another.

    Attributes:
        id: `record.plays`, `record.rows_used`, `record.hours_played`, `record.artists`, `record.tracks`,
            `record.rows_excluded` or `record.span_days`; the titles are in `fact_titles`.
        before: Rows, plays, names, hours with one decimal, or days.
        after: As before.
        difference: `after` less `before`.
    """

    id: str
    before: float
    after: float
    difference: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanMove:
    """The first and the last play, of which at least one is another; None where the record tells no times."""

    first_before_at: datetime | None
    last_before_at: datetime | None
    first_after_at: datetime | None
    last_after_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisMove:
    """An axis that stands elsewhere.

    Attributes:
        id: The axis.
        kind: What became of it.
        before: The older score; None when the older report has no such axis.
        after: The newer score; None when the newer report has no such axis.
        difference: How far it moved, -1 to 1; None unless both rule.
    """

    id: str
    kind: AxisMoveKind
    before: AxisScore | None
    after: AxisScore | None
    difference: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactMove:
    """A fact that is another.

    Attributes:
        id: The fact.
        kind: What became of it.
        unit: As for `Cell.unit`; the newer one where they differ.
        before: The older fact; None when the older report does not have it.
        after: The newer fact; None when the newer report does not have it.
        difference: `after` less `before`, percentage points for a percentage; None unless both are numbers.
        moved_ratio: How much it moved, 0 to 1, on a measure that all units share; 0 where one report lacks it.
    """

    id: str
    kind: FactMoveKind
    unit: str
    before: Fact | None
    after: Fact | None
    difference: float | None
    moved_ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkMove:
    """A joke family that is spoken of otherwise.

    Attributes:
        family: The joke family.
        kind: What became of it.
        before: The older remark; None when it is new.
        after: The newer remark; None when it is gone.
    """

    family: str
    kind: RemarkMoveKind
    before: Remark | None
    after: Remark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One thing in which the reports were made differently; both sides as the reports write them.

    Equal sides are possible for `EXCLUSIONS` alone: as many rows are left out, but other ones.
    """

    kind: CauseKind
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What moved between two reports, and why as far as they tell.

    Attributes:
        made_before_at: When the older report was made.
        made_after_at: When the newer one was.
        verdict: Label and charge, whether they changed or not.
        record: Figures of the record, in a fixed order.
        span: First and last play; None when both are the same.
        axes: Axes in the order of the newer report, then those that it lacks.
        facts: Facts, the furthest moved first; equals in the order of `fact_titles`.
        remarks: Other figures, new, gone, other words; within these in the order of the page.
        causes: What may explain it. Two reports can be made differently and say the same.
    """

    made_before_at: datetime
    made_after_at: datetime
    verdict: VerdictMove
    record: tuple[RecordMove, ...]
    span: SpanMove | None
    axes: tuple[AxisMove, ...]
    facts: tuple[FactMove, ...]
    remarks: tuple[RemarkMove, ...]
    causes: tuple[Cause, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing moved, whatever made the reports."""
        moved = self.record or self.span or self.axes or self.facts or self.remarks
        return self.verdict.is_empty and not moved

    def cause(self, kind: CauseKind) -> Cause | None:
        """Return a cause, None when the reports agree in it."""
        return next((cause for cause in self.causes if cause.kind is kind), None)
