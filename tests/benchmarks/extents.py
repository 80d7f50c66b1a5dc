"""How much a run measures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much is measured.

    Attributes:
        name: By which a run says what it is.
        rows_large: Rows of the large export.
        rows_middle: Rows of the middle one.
        rows_small: Rows of the small one.
        rows_again: Rows of the one that is judged again.
        verdicts: Rounds of whole verdicts of each export, each right after the bare process.
        loads: Rounds of the other libraries, with the middle export.
        memories: Rounds of peak memory.
        paints: Rounds of first paint.
        imports: Rounds of the heartbeat.
        cancels: Rounds of cancelling, at as many places of the reading.
        kept: Rounds of what is done with a record that is kept.
        idle_s: How long the heartbeat of the idle window is taken.
    """

    name: str
    rows_large: int
    rows_middle: int
    rows_small: int
    rows_again: int
    verdicts: int
    loads: int
    memories: int
    paints: int
    imports: int
    cancels: int
    kept: int
    idle_s: float


FULL = Extent(
    name="full",
    rows_large=1_000_000,
    rows_middle=400_000,
    rows_small=100_000,
    rows_again=240_000,  # 200,000 of them plays
    verdicts=5,
    loads=3,
    memories=2,
    paints=9,
    imports=3,
    cancels=7,
    kept=5,
    idle_s=1.5,
)
QUICK = Extent(
    name="quick",
    rows_large=12_000,
    rows_middle=8_000,
    rows_small=4_000,
    rows_again=4_000,
    verdicts=1,
    loads=1,
    memories=1,
    paints=1,
    imports=1,
    cancels=1,
    kept=1,
    idle_s=0.2,
)
