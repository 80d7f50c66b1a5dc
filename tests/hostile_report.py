"""Names that were made to do harm, and a report that has them wherever something foreign can stand."""

from dataclasses import replace
from datetime import date

from tests import example_chapters as lives
from tests import example_report as example
from tests import screen_cases as cases
from tests import screen_wrapped
from tests.example_charts import charts
from unwrapped_desktop.domain.exclusion import REASON_MAX_CHARACTERS, Exclusion, Exclusions
from unwrapped_desktop.domain.forensics import FileReading, FileStatus
from unwrapped_desktop.domain.report import AxisScore, Fact, Pull, Report, ReportListener
from unwrapped_desktop.domain.statement import LONGEST_ANSWER
from unwrapped_desktop.domain.suspect import Suspect, SuspectKind

MARKUP = '<img src="file:///etc/passwd"><a href="https://stranger.invalid/">R&B</a><b>bold</b>&amp;<script>'
MNEMONICS = "&File R&B &&x &"
TURNING = "\u202egnp.exe\u202d \u2066\u200fturned"
HEAPED = "Z" + "\u0351\u0334\u0350" * 70 + "algo" + "\u0489" * 60
ENDLESS = "W" * 10_000
STEERING = "a\x00b\nc\td\u2028e\x1b[31mred\x07\x85f"
PLACES = "%1 %n {} {0} {name} {count} %s %(x)s [{x}]"
FAMILIES = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 100
FORMULA = '=HYPERLINK("https://stranger.invalid/";"R&B")'
LIKE = "100%_\\'; DROP TABLE reports; --"

HOSTILE = (MARKUP, MNEMONICS, TURNING, HEAPED, ENDLESS, STEERING, PLACES, FAMILIES, FORMULA, LIKE)

FORBIDDEN = frozenset(
    "\x00\t\r\v\f\x07\x1b\x85\u2028\u2029\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067"
)
"""Nothing shown has one of them; a line break is looked for where one line is due."""

_REMARKED = ("Kuru & the Ferries", "Kuru Yaprak", "Ostkai", "Nadide Su", "Low Bridge", "Tidewater")
"""What the lines of the model page name."""


def hostile_report(turn: int = 0, *, zone: str = MARKUP) -> Report:
    """Return a report with hostile names in every place, also in its lines, whose claims stay true.

    Args:
        turn: Which of the hostile names the lines begin with; two turns of five have all of them.
        zone: What the time zone is called.
    """
    names = {name: HOSTILE[(turn + place) % len(HOSTILE)] for place, name in enumerate(_REMARKED)}
    report = cases.hardened(_whole_report(), names)
    said = {name: hard[:LONGEST_ANSWER] for name, hard in names.items()}
    wrapped = screen_wrapped.hard_report(HOSTILE).wrapped
    return replace(
        report,
        listener=ReportListener(name=HOSTILE[turn], source=report.listener.source),
        provenance=replace(report.provenance, timezone=zone),
        charts=charts(HOSTILE),
        eras=lives.eras(HOSTILE),
        wrapped=wrapped,
        statement=cases.hardened(example.statement_report(), said).statement,
        exclusions=Exclusions(tuple(_left_out(name) for name in HOSTILE)),
        suspects=tuple(_suspect(name) for name in HOSTILE[:5]),
        axes=tuple(_pulled(axis) for axis in report.axes),
        facts=(*report.facts, *_facts()),
        record=replace(
            report.record,
            files=tuple(_reading(name) for name in HOSTILE),
            missing_files=HOSTILE[:5],
            examples={"malformed": HOSTILE[:3], "no_metadata": HOSTILE[3:6]},
        ),
    )


def _whole_report() -> Report:
    """Return the model page with everything that can stand beside it."""
    return replace(example.good_report(), lately=example.lately_report().lately)


def _left_out(name: str) -> Exclusion:
    kinds = (
        Exclusion.of_artist(name, reason=name[:REASON_MAX_CHARACTERS]),
        Exclusion.of_track(name, name, reason=name[:REASON_MAX_CHARACTERS]),
        Exclusion.of_album(name, name, reason=name[:REASON_MAX_CHARACTERS]),
    )
    return kinds[len(name) % 3]


def _suspect(name: str) -> Suspect:
    return Suspect(
        kind=SuspectKind.DEVICE,
        title=name,
        exclusions=(
            Exclusion.of_range(date(2024, 1, 1), date(2024, 1, 2), reason=name[:REASON_MAX_CHARACTERS]),
        ),
        receipt=example.receipt("suspect", name, [example.cell(name, name, "artist")], None, name),
        plays=3,
        share_ratio=0.1,
        strength=0.5,
    )


def _pulled(axis: AxisScore) -> AxisScore:
    pulls = tuple(Pull(name=name, plays=3, value=0.5, pull=0.1) for name in HOSTILE[:4])
    return axis if axis.value is None else replace(axis, pulls=pulls)


def _facts() -> tuple[Fact, ...]:
    ids = (
        "who.top_artist",
        "who.second_artist",
        "again.top_song",
        "albums.top_album",
        "who.artist_with_most_songs",
    )
    said = tuple(
        Fact(id=fact_id, value=name, unit="artist", sample=9)
        for fact_id, name in zip(ids, HOSTILE, strict=False)
    )
    return (
        *said,
        Fact(id="saved.tracks", value=None, unit="count", sample=0, available=False, reason=MARKUP),
    )


def _reading(name: str) -> FileReading:
    return FileReading(name=name, rows=1, status=FileStatus.PARTLY, reason=name[:REASON_MAX_CHARACTERS])
