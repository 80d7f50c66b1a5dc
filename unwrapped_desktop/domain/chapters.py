"""A life told in chapters: calendar years and eras, each with a label and a few lines of its own. Free of NumPy.

A chapter is judged as if its plays were the whole record. It is worked out from the kept record when it is wanted, and
is no part of the report.
"""

from dataclasses import dataclass
from typing import Literal

from unwrapped_desktop.domain.charts import Ranked
from unwrapped_desktop.domain.report import AxisScore, Receipt, Remark

LINES_MOST = 3
"""A chapter has at most so many remarks."""

ARTISTS_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterVerdict:
    """What is said of a chapter.

    Attributes:
        label: Two to four words, upper case.
        charge: One plain sentence that says why.
        label_receipts: Ids of the receipts behind label and charge.
        remarks: At most `LINES_MOST`.
        receipts: The proof of label, charge and remarks, and of nothing else.
    """

    label: str
    charge: str
    label_receipts: tuple[str, ...]
    remarks: tuple[Remark, ...]
    receipts: tuple[Receipt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A stretch of a life.

    Attributes:
        kind: A calendar year, or an era.
        title: `2019`, or the era's title.
        first_month: `YYYY-MM`: first month of it with plays.
        last_month: Last month of it with plays, inclusive.
        is_whole: Whether the record covers it from end to end; an era always is.
        plays: Plays of 30 seconds or more in it.
        hours: How long all of it took, one decimal.
        artists: The most played artists in it, at most `ARTISTS_MOST`; shares are of the chapter's plays.
        verdict: What is said of it; None where too little is known.
        reason: Why nothing is said, for a person to read; None where something is.
        axes: The scores of the chapter; empty where nothing is said.
    """

    kind: Literal["year", "era"]
    title: str
    first_month: str
    last_month: str
    is_whole: bool
    plays: int
    hours: float
    artists: tuple[Ranked, ...]
    verdict: ChapterVerdict | None
    reason: str | None = None
    axes: tuple[AxisScore, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapters:
    """All chapters of a record.

    Attributes:
        years: Calendar years with plays, ascending.
        eras: One for each era of the report, in order; empty where there are none.
    """

    years: tuple[Chapter, ...]
    eras: tuple[Chapter, ...]
