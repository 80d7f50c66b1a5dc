"""Why scores moved between two verdicts of one listener, in shares that add up. Free of NumPy.

The record that is kept is judged as it would have been with the exclusions of the older verdict, and with the plays that
the older verdict knew. What then is left of a move is the program's: another version of the table or of the measuring.
"""

from dataclasses import dataclass
from typing import Literal

WhyKind = Literal["data", "exclusions", "timezone", "program"]
"""More or other plays; what was left out; the time zone; a newer table of artists or a newer way of measuring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one cause adds to a move.

    Attributes:
        kind: The cause.
        difference: How far it moved the score: the parts of a move add up to it. -1 to 1 for scores.
    """

    kind: WhyKind
    difference: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveReasons:
    """Why one score moved.

    Attributes:
        axis: Which, by its id.
        difference: The later score less the earlier one.
        parts: What each cause that applies adds, the largest first; their sum is `difference` to four decimals.
        abstained: Causes whose share cannot be told, since the score would not have been ruled on without them.
    """

    axis: str
    difference: float
    parts: tuple[Part, ...]
    abstained: tuple[WhyKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyMoved:
    """Why the scores moved.

    Attributes:
        axes: One for each score that both verdicts have and that moved.
        causes: What differs between the two at all.
        program: What of the program differs, for a person: `table 2026.1, now 2026.2`; empty where nothing does.
        is_data_exact: Whether the plays that the older verdict knew are exactly those the record holds up to then; if
            not, rows were added before its end, and what it knew is told only nearly.
        reason: Why nothing can be told, for a person to read; None where it can.
    """

    axes: tuple[MoveReasons, ...] = ()
    causes: tuple[WhyKind, ...] = ()
    program: str = ""
    is_data_exact: bool = True
    reason: str | None = None
