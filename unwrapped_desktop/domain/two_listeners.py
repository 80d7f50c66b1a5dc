"""Two listeners side by side: how alike they are, why, and what is said of the two. Free of NumPy.

Everything is worked out from two reports, so that a friend's file is as good as a record on this computer. `left` and
`right` are the order in which they were chosen, and mean nothing else.
"""

from dataclasses import dataclass
from datetime import date, datetime

from unwrapped_desktop.domain.charts import Ranked
from unwrapped_desktop.domain.report import AxisScore, Receipt, Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOfTwo:
    """What is known of one of them.

    Attributes:
        name: The name on the verdict.
        label: The label of it.
        made_at: When it was made.
        plays: Plays of 30 seconds or more.
        artists: How many artists were played.
        listed_percent: Share of the plays that belongs to the artists whom the report lists, 0 to 100; the rest cannot
            be laid side by side.
        first_play_at: First play; None where the report tells no times.
        last_play_at: Last play.
    """

    name: str
    label: str
    made_at: datetime
    plays: int
    artists: int
    listed_percent: float
    first_play_at: datetime | None
    last_play_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedArtist:
    """An artist both listen to.

    Attributes:
        name: As the report of whoever has played it more writes it.
        left_plays: Plays of the one.
        right_plays: Plays of the other.
        left_percent: Share of the one's plays, four decimals.
        right_percent: Share of the other's.
        common_percent: The smaller of the two shares: what the artist adds to how alike they are.
    """

    name: str
    left_plays: int
    right_plays: int
    left_percent: float
    right_percent: float
    common_percent: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardFirst:
    """Who heard an artist first, as far as both records reach.

    Attributes:
        name: The artist.
        left_on: Local day of the first play of the one.
        right_on: Of the other.
        days: Days between the two, 0 or more.
        is_certain: Whether the later one's record reaches back before the earlier one's first play; otherwise they may
            have heard it before their record begins.
    """

    name: str
    left_on: date
    right_on: date
    days: int
    is_certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisPair:
    """One score of both.

    Attributes:
        id: The axis.
        left: The one's; None where the report has none.
        right: The other's.
    """

    id: str
    left: AxisScore | None
    right: AxisScore | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointVerdict:
    """What is said of the two.

    Attributes:
        label: Two to four words, upper case.
        charge: One plain sentence that says why.
        label_receipts: Ids of the receipts behind both.
        remarks: A few lines, each with its proof.
        claims_total: Claims in them.
        claims_checked: Claims that the independent check confirmed.
    """

    label: str
    charge: str
    label_receipts: tuple[str, ...]
    remarks: tuple[Remark, ...]
    claims_total: int
    claims_checked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoListeners:
    """Two listeners side by side.

    Attributes:
        left: The one.
        right: The other.
        alike_percent: Sum over all artists of the smaller of the two shares, 0 (nothing in common) to 100 (the same
            artists in the same measure); Bray and Curtis's similarity of shares. None where it cannot be told.
        reason: Why it cannot be told, for a person to read; None where it can.
        shared: Artists of both, what they add to it descending.
        only_left: The one's most played artists whom the other's report does not list, at most ten.
        only_right: The other's.
        heard_first: Artists of both with both days known, the widest gap first.
        guilty: Artists both play often and the table knows for selling better than they are reviewed; never those of
            children, faith or sleep.
        axes: The scores in the order of the left report.
        verdict: What is said of the two.
        receipts: The proof.
    """

    left: OneOfTwo
    right: OneOfTwo
    alike_percent: float | None
    reason: str | None
    shared: tuple[SharedArtist, ...]
    only_left: tuple[Ranked, ...]
    only_right: tuple[Ranked, ...]
    heard_first: tuple[HeardFirst, ...]
    guilty: tuple[SharedArtist, ...]
    axes: tuple[AxisPair, ...]
    verdict: JointVerdict
    receipts: tuple[Receipt, ...]
