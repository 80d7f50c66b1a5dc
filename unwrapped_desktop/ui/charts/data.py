"""What the charts are given: `Mark` for bars and rows, `Span` for a timeline, `Point` for a curve."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One bar, or one row of a ranking.

    Attributes:
        label: What it is of, as the axis names it: `2019`, or a name that somebody else wrote.
        value: Its length, finite, in the unit that all marks of a chart share.
        text: The value in words: `9,450 plays`.
        note: More words for whoever asks: `whole year`. May be empty.
        is_partial: Whether the value is of a part only; such a bar is drawn hollow.
    """

    label: str
    value: float
    text: str
    note: str = ""
    is_partial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of days on a timeline.

    Attributes:
        label: What it is of; may be a name that somebody else wrote.
        first: First day.
        last: Last day, included.
        value: How much there was of it, finite; says which span is the highest.
        text: The value in words: `61 plays, 12 per cent of all`.
    """

    label: str
    first: date
    last: date
    value: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point of a curve.

    Attributes:
        x: How far to the right, 0 to 1.
        y: How far up, 0 to 1.
        text: What it says in words: `the first 10 artists: half of all plays`.
    """

    x: float
    y: float
    text: str
