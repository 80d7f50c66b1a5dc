"""A report that holds something private in every place where a report can: what is given away must hold none of it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from tests import example_report as example
from tests.example_charts import charts
from unwrapped_desktop.domain.charts import Ranked
from unwrapped_desktop.domain.era import ArtistChange, Era, EraArtist, Eras
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.forensics import FileReading, FileStatus, Gap
from unwrapped_desktop.domain.report import (
    AxisScore,
    Fact,
    OpenedStatement,
    Pull,
    Receipt,
    Report,
    ReportListener,
    SpotifyPage,
)
from unwrapped_desktop.domain.statement import Answer
from unwrapped_desktop.domain.suspect import Suspect, SuspectKind
from unwrapped_desktop.domain.why import Why

MOMENT = datetime(2026, 5, 9, 13, 37, 11, 123456, tzinfo=UTC)
"""A time of day that nobody else is to know."""

ZONE = "Europe/Vaduz"
SUM = "5ec4e7" * 10 + "abcd"
SEED = "f00dfeedf00dfeed"


def private_report(mark: str) -> Report:
    """Return a report with a mark in every private place; what may be given away is that of the model page."""
    report = example.statement_report()
    lately = example.lately_report().lately
    assert lately is not None
    return replace(
        _with_private_line(report, mark),
        created_at=MOMENT,
        listener=ReportListener(name=mark, source=report.listener.source),
        provenance=replace(report.provenance, data_sha256=SUM, seed=f"{SEED}+2", timezone=ZONE),
        record=replace(
            report.record,
            first_play_at=MOMENT.replace(year=2014),
            last_play_at=MOMENT,
            set_aside=replace(report.record.set_aside, excluded=71),
            rows_total=report.record.rows_total - report.record.set_aside.excluded + 71,
            files=(
                FileReading(name=f"{mark}.json", rows=1, status=FileStatus.PARTLY, reason=f"It is {mark}."),
            ),
            gaps=(Gap(first_month="2019-02", last_month="2019-03"),),
            missing_files=(f"{mark}_2.json",),
            examples={"malformed": (f"a row of {mark}",)},
        ),
        facts=(*report.facts, *_facts(mark)),
        axes=tuple(_pulled(report, mark)),
        eras=_eras(mark),
        suspects=(_suspect(mark),),
        exclusions=Exclusions(
            (
                Exclusion.of_artist(f"{mark} the child", reason=f"my {mark}"),
                Exclusion.of_track("Somebody", f"{mark} song"),
                Exclusion.of_private(reason=mark),
            )
        ),
        lately=replace(
            lately,
            receipts=tuple(replace(one, title=f"{mark} {one.title}") for one in lately.receipts),
            lists=replace(
                lately.lists, artists=tuple(replace(one, name=mark) for one in lately.lists.artists)
            ),
        ),
        spotify_pages=(SpotifyPage(kind="artist", name=mark, spotify_id="a" * 22),),
        statement=_said(report, mark),
        charts=replace(
            charts(),
            artists=(
                *charts().artists,
                Ranked(name=f"{mark} alone", artist=mark, plays=3, share_percent=0.1, is_private=True),
                Ranked(name=f"{mark} lull", artist="", plays=3, share_percent=0.1, why=Why.CHILDREN),
            ),
            songs=(
                *charts().songs,
                Ranked(name=f"{mark} song", artist=mark, plays=3, share_percent=0.1, is_private=True),
                Ranked(name=f"{mark} rain", artist=mark, plays=3, share_percent=0.1, why=Why.SLEEP),
            ),
            albums=(
                *charts().albums,
                Ranked(name=f"{mark} album", artist=mark, plays=3, share_percent=0.1, is_private=True),
            ),
            obsessions=(
                *charts().obsessions,
                replace(charts().obsessions[0], song=f"{mark} song", artist=mark),
            ),
            obsessions_reason=mark,
        ),
    )


def _with_private_line(report: Report, mark: str) -> Report:
    """Return a report with one line that rests on something private, and a receipt that nothing cites."""
    private = example.receipt(
        "private_night",
        f"The night of {mark}",
        [example.cell(mark, 14), example.cell("began", "1:47", "time")],
        [example.cell("on", f"{mark} phone", "text")],
        f"plays in private sessions, {mark}",
        shareable=False,
    )
    forgotten = example.receipt(
        "forgotten", f"{mark} to the minute", [example.cell("median", "7:43", "time")], None, mark
    )
    uncited = example.receipt("uncited", f"{mark}, cited by nobody", [example.cell(mark, 3)])
    first = report.verdict.remarks[0]
    lines = tuple(
        replace(
            first,
            id=f"private.{one.id}",
            text=f"{mark} at night.",
            receipts=(one.id,),
            claims=(),
            paragraph=9,
        )
        for one in (private, forgotten)
    )
    second_source = replace(first, id="private.claim", text=f"{mark} again.", paragraph=9)
    second_source = replace(
        second_source, claims=(replace(first.claims[0], receipt=private.id, part="rows", index=0),)
    )
    return replace(
        report,
        receipts=(*_zoned(report), private, forgotten, uncited),
        verdict=replace(report.verdict, remarks=(*report.verdict.remarks, *lines, second_source)),
    )


def _zoned(report: Report) -> list[Receipt]:
    return [replace(one, population=f"{one.population}, {ZONE}") for one in report.receipts]


def _facts(mark: str) -> list[Fact]:
    return [
        Fact(id="again.top_song", value=f"{mark} song", unit="track", sample=9),
        Fact(id="who.second_artist", value=f"{mark} alone", unit="artist", sample=9),
        Fact(id="who.made_up_later", value=mark, unit="text", sample=9),
        Fact(id="saved.longest_unplayed_artist", value=mark, unit="artist", sample=9),
        Fact(id="saved.tracks", value=None, unit="count", sample=0, available=False, reason=f"{mark}."),
        Fact(id="sessions.longest_date", value="5 May 2023", unit="date", sample=9, why=Why.PRIVATE),
        Fact(id="clock.mean_hour", value="13:37", unit="time", sample=9),
        Fact(id="albums.top_album", value=f"{mark} album", unit="album", sample=9),
        Fact(id="record.rows_excluded", value=71, unit="count", sample=71),
    ]


def _pulled(report: Report, mark: str) -> list[AxisScore]:
    pull = Pull(name=f"{mark} alone", plays=3, value=0.5, pull=0.1)
    return [replace(axis, pulls=(*axis.pulls, pull)) for axis in report.axes]


def _eras(mark: str) -> Eras:
    listed = charts().artists[0].name
    era = Era(
        title=f"2014 to 2016, {mark}",
        first_month="2014-03",
        last_month="2016-02",
        plays=400,
        months=24,
        missing_months=0,
        artists=(
            EraArtist(name=f"{mark} alone", plays=9, share_percent=2.0, elsewhere_percent=0.0),
            EraArtist(name=listed, plays=90, share_percent=20.0, elsewhere_percent=1.0),
        ),
        risen=(ArtistChange(name=mark, before_percent=0.0, share_percent=2.0, points=2.0),),
        fallen=(),
        is_settled=True,
    )
    return Eras(eras=(era,))


def _suspect(mark: str) -> Suspect:
    return Suspect(
        kind=SuspectKind.DEVICE,
        title=f"{mark} device",
        exclusions=(Exclusion.of_range(date(2024, 1, 1), date(2024, 1, 2), reason=mark),),
        receipt=example.receipt("suspect", mark, [example.cell(mark, 1)]),
        plays=3,
        share_ratio=0.1,
        strength=0.5,
    )


def _said(report: Report, mark: str) -> OpenedStatement:
    said = report.statement
    assert said is not None
    answer = Answer(value=mark, sure_percent=75)
    return replace(
        said,
        statement=replace(said.statement, sealed_at=MOMENT, most_played_artist=answer),
        receipts=tuple(replace(one, title=mark) for one in said.receipts),
    )
