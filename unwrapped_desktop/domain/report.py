"""The report: what is stored, drawn, shared and printed. Its JSON form is `unwrapped-report/1`.

Field names are those of the format: a report read by msgspec from JSON is this dataclass and nothing else.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Literal

import msgspec

from unwrapped_desktop.domain.charts import Charts
from unwrapped_desktop.domain.era import Eras
from unwrapped_desktop.domain.exclusion import Exclusions
from unwrapped_desktop.domain.forensics import FileReading, Gap, SetAside, SourceKind
from unwrapped_desktop.domain.receipt import Cell, CellRef, Receipt, Value
from unwrapped_desktop.domain.statement import Statement
from unwrapped_desktop.domain.suspect import Suspect
from unwrapped_desktop.domain.top_lists import MonthLists
from unwrapped_desktop.domain.why import Why
from unwrapped_desktop.domain.wrapped import ReviewedYear

# Receipts are half of what a report is: they can be had from here too.
__all__ = [
    "SCHEMA_NAME",
    "AxisScore",
    "Cell",
    "CellRef",
    "Claim",
    "Fact",
    "Lately",
    "Measure",
    "OpenedStatement",
    "Provenance",
    "Pull",
    "Receipt",
    "RecordSummary",
    "Remark",
    "Report",
    "ReportListener",
    "SpotifyPage",
    "Value",
    "Verdict",
    "WrappedOpinion",
    "percent_figure",
    "summed_gaps",
]

SCHEMA_NAME: Literal["unwrapped-report/1"] = "unwrapped-report/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A span of a remark's text bound to one cell of one receipt.

    Attributes:
        start: First character of the span.
        end: One past its last character.
        kind: `number`, `name`, `date`, or `order` for words such as "most" and "never".
        receipt: Id of the receipt.
        part: `rows` or `totals`.
        index: Line within that part, from 0.
        field: Whether the line's label or its value is quoted.
    """

    start: int
    end: int
    kind: Literal["number", "name", "date", "order"]
    receipt: str
    part: Literal["rows", "totals"]
    index: int
    field: Literal["label", "value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One to three sentences that make one joke, with its proof.

    Attributes:
        id: Id of the phrase it was made from.
        text: What is said, plain text.
        receipts: Ids of the receipts that prove it.
        family: The joke family; no page has one twice.
        theme: `who`, `how`, `when`, `change`, `avoid`, `map` or `odd`.
        paragraph: Paragraph of the page it stands in, from 0.
        claims: Its claims, in the order of the text.
    """

    id: str
    text: str
    receipts: tuple[str, ...]
    family: str
    theme: str
    paragraph: int
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The label, the line that says why, and the page.

    Attributes:
        label: Two to four words, upper case.
        charge: One plain sentence that says why.
        label_receipts: Ids of the receipts behind label and charge.
        word_count: Words of all remarks, split at white space.
        claims_total: Claims on the page.
        claims_checked: Claims that the independent check confirmed.
        remarks: The page in reading order.
    """

    label: str
    charge: str
    label_receipts: tuple[str, ...]
    word_count: int
    claims_total: int
    claims_checked: int
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotifyPage:
    """Where something that Spotify itself has told of stands at Spotify.

    Attributes:
        kind: What it is.
        name: Name of the artist, or title of the song.
        artist: The song's artist; empty for an artist.
        spotify_id: 22 letters and digits.
    """

    kind: Literal["artist", "track"]
    name: str
    artist: str = ""
    spotify_id: Annotated[str, msgspec.Meta(pattern="^[0-9A-Za-z]{22}$")]

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"https://open.spotify.com/{self.kind}/{self.spotify_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lately:
    """What Spotify's own lists add to a record, which ends when it was exported. It stands apart, and goes as a whole.

    Attributes:
        lists: What Spotify told.
        remarks: What is said of it.
        receipts: The proof.
        pages: Where the names stand at Spotify.
    """

    lists: MonthLists
    remarks: tuple[Remark, ...]
    receipts: tuple[Receipt, ...]
    pages: tuple[SpotifyPage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedStatement:
    """What somebody had said of their listening before they saw the record, opened against it. It stands apart.

    Attributes:
        statement: What was said, and when it was sealed.
        brier: Mean of (how sure, 0 to 1, less 1 where right and 0 where wrong) squared: 0 knows everything, 0.25 is
            what a coin gets (Brier 1950). None where the record decides nothing.
        judged: Answers that the record decides.
        right: Those that were right.
        remarks: What is said of it.
        receipts: The proof, of each answer that the record decides and of the score.
    """

    statement: Statement
    brier: Annotated[float, msgspec.Meta(ge=0, le=1)] | None
    judged: int
    right: int
    remarks: tuple[Remark, ...]
    receipts: tuple[Receipt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrappedOpinion:
    """What a record says to the yearly reviews of Spotify's that came with it. It stands apart.

    Attributes:
        years: Each review beside the record, the earliest first.
        remarks: What is said of them, year by year: each cites a receipt that its year names.
        receipts: The proof, of every figure in it.
    """

    years: tuple[ReviewedYear, ...]
    remarks: tuple[Remark, ...]
    receipts: tuple[Receipt, ...]

    def remarks_of(self, year: ReviewedYear) -> tuple[Remark, ...]:
        """Return what is said of one year."""
        return tuple(remark for remark in self.remarks if set(remark.receipts) <= set(year.receipts))

    def receipts_of(self, year: ReviewedYear) -> tuple[Receipt, ...]:
        """Return the proof of one year."""
        return tuple(receipt for receipt in self.receipts if receipt.id in year.receipts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A named, measured value with its sample, or unavailable with a reason; never a zero for "unknown".

    Attributes:
        id: Stable name.
        value: The value; None when unavailable.
        unit: As for `Cell.unit`.
        sample: How many rows, days or artists it was measured on.
        available: Whether it could be measured.
        reason: Why not; None when it could.
        why: Why it stays on this computer; None where anybody may know it, and in older reports.
    """

    id: str
    value: Value | None
    unit: str
    sample: int
    available: bool = True
    reason: str | None = None
    why: Why | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The figure behind a score, and what a record of that size leads one to expect of it.

    Attributes:
        what: What was measured, as a person reads it.
        value: The figure.
        low: Lower end of its 90 % interval.
        high: Upper end.
        expected: What a usual listener's record of that size would show.
        unit: As for `Cell.unit`: `percent` or `count`.
    """

    what: str
    value: float
    low: float
    high: float
    expected: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """How far one artist moves a score.

    Attributes:
        name: The artist.
        plays: Plays of theirs.
        value: Where the artist stands on the axis, 0 to 1.
        pull: The score less what it would be without the artist, -1 to 1.
    """

    name: str
    plays: int
    value: float
    pull: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisScore:
    """A score between two poles, or no ruling.

    Attributes:
        id: `mainstream`, `acclaim`, or a behaviour axis named by its poles.
        value: 0 to 1; None when the axis abstains.
        low: Lower end of the 90 % interval; None when abstaining.
        high: Upper end; None when abstaining.
        coverage_ratio: Share of plays the score rests on, 0 to 1.
        sample: Plays it rests on.
        reason: Why it abstains; None when it does not.
        measure: The figure behind it; None where it rests on many figures, one for each artist.
        pulls: The artists who move it furthest, in order; empty where it rests on one figure.
        computed: How the value comes about, in figures; None where `measure` says it.
    """

    id: str
    value: float | None
    low: float | None
    high: float | None
    coverage_ratio: float
    sample: int
    reason: str | None = None
    measure: Measure | None = None
    pulls: tuple[Pull, ...] = ()
    computed: str | None = None

    @property
    def strength(self) -> float:
        """How far it leans, 0 (the middle) to 1; 0 when there is no ruling."""
        return 0.0 if self.value is None else abs(self.value - 0.5) * 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportListener:
    """Whose report it is."""

    name: str
    source: SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What made the report: the same of all these gives the same report, `created_at` aside."""

    app_version: str
    engine_version: str
    reference_version: str
    data_sha256: str
    seed: str
    critic: str
    intensity: str
    timezone: str

    @property
    def wording(self) -> int:
        """How often it has been said differently: what follows the seed after a plus."""
        shift = self.seed.partition("+")[2]
        return int(shift) if shift.isdecimal() else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSummary:
    """The record in figures; `rows_total` is `rows_used` plus everything set aside.

    Attributes:
        missing_files: File names that the numbering says should exist and do not.
        examples: For each reason, up to three rows set aside, as plain text without personal fields.
    """

    kind: Literal["history", "top_lists"]
    first_play_at: datetime | None
    last_play_at: datetime | None
    rows_total: int
    rows_used: int
    plays: int
    played_ms: int
    artists: int
    tracks: int
    set_aside: SetAside
    files: tuple[FileReading, ...]
    gaps: tuple[Gap, ...]
    missing_files: tuple[str, ...] = ()
    examples: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything a verdict is and rests on.

    What has a default was not there in the first reports, which stay readable.

    Attributes:
        eras: The life in chapters.
        suspects: What may not have been the listener, strongest first.
        exclusions: What was left out.
        lately: What Spotify's lists add to a record, None where nobody asked for it.
        spotify_pages: Where names that come from Spotify itself stand there; empty for an export.
        statement: What was said before the record came, opened; None where nothing was sealed.
        charts: Counts in order, for pictures; None where only lists are known, and in older reports.
        wrapped: What the record says to Spotify's yearly reviews; None where none came with it, and in older reports.
    """

    schema: Literal["unwrapped-report/1"] = SCHEMA_NAME
    created_at: datetime
    listener: ReportListener
    provenance: Provenance
    record: RecordSummary
    facts: tuple[Fact, ...]
    receipts: tuple[Receipt, ...]
    verdict: Verdict
    axes: tuple[AxisScore, ...]
    eras: Eras = field(default_factory=lambda: Eras(eras=()))
    suspects: tuple[Suspect, ...] = ()
    exclusions: Exclusions = field(default_factory=Exclusions)
    lately: Lately | None = None
    spotify_pages: tuple[SpotifyPage, ...] = ()
    statement: OpenedStatement | None = None
    charts: Charts | None = None
    wrapped: WrappedOpinion | None = None

    def receipt(self, receipt_id: str) -> Receipt:
        """Return a receipt by its id.

        Raises:
            KeyError: The report has no such receipt.
        """
        for receipt in self.receipts:
            if receipt.id == receipt_id:
                return receipt
        raise KeyError(receipt_id)


def percent_figure(share: float) -> str:
    """Return a percentage as a receipt prints it: one decimal, or as many as it takes to round as the share does.

    A sentence rounds the share itself to a whole number. 69.4915 is 69 there, so that 69.5 beside it would seem wrong.
    """
    shown = f"{share:.1f}"
    for decimals in (2, 3, 4):
        if int(float(shown) + 0.5) == int(share + 0.5):
            break
        shown = f"{share:.{decimals}f}"
    return shown.removesuffix(".0")


def summed_gaps(gaps: tuple[Gap, ...]) -> int:
    """Return how many months are missing in all."""
    return sum(_month_number(gap.last_month) - _month_number(gap.first_month) + 1 for gap in gaps)


def _month_number(month: str) -> int:
    year, number = month.split("-")
    return int(year) * 12 + int(number)
