"""A verdict for a friend: a report that was put together anew from what may be known of it, and from nothing else.

Every part is named here that goes along; whatever a later report may hold besides stays until it is named too. What
goes is:

    always              label, charge, the page and its receipts, as far as all of it may be shared; the scores; how large
                        the record is, from which day to which, and which months are missing from it
    with the artists    the list of the most played artists; counts by hour, month and year; the curve of concentration;
                        who moves a score; the eras; facts that name no song and nobody who is not on the list

Never go: what is not `shareable` and every line that cites it, times finer than the hour, files and their names, rows
that were set aside, what was left out and why, what may not have been the listener, what was sealed, what Spotify lists,
the time zone, the moment of a play, what the data and the wording can be told by, and the name unless one is given.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from unwrapped_desktop.domain.charts import Charts, Ranked
from unwrapped_desktop.domain.era import ArtistChange, Era, EraArtist, Eras
from unwrapped_desktop.domain.errors import OutputError
from unwrapped_desktop.domain.exclusion import folded
from unwrapped_desktop.domain.fact_titles import FACT_TITLES
from unwrapped_desktop.domain.friend_file import FRIEND_NAME, NAME_LONGEST, FriendContents, FriendDetail
from unwrapped_desktop.domain.report import (
    AxisScore,
    Cell,
    Fact,
    Provenance,
    Receipt,
    RecordSummary,
    Remark,
    Report,
    ReportListener,
    SpotifyPage,
    Verdict,
)
from unwrapped_desktop.domain.report_json import encode_report

NO_DATA = "0" * 64
"""Stands where the data could be told by its sum."""

NO_SEED = "0"
OWN_CLOCK = "UTC"
"""The zone that is named: hours on the page are those of the listener's own clock, wherever it hangs."""

_NO_ERAS = "Eras stay with whoever they are about."
_UNPROVEN = "What proves it is private, and has stayed behind."
_FINE_TIME = re.compile(r"\d{1,2}[:.](?!00)\d\d")
_NAMED_IN_FACTS = frozenset({"track", "album"})
_OF_THE_PERSON = frozenset({"record.rows_excluded"})
_LIBRARY = "saved."


def for_friend(report: Report, *, detail: FriendDetail, name: str = "") -> Report:
    """Return a report that can be given away. The same report, detail and name give the same.

    Args:
        report: The report as it is kept.
        detail: How much goes along.
        name: What the listener is called in it, as a person types it; empty calls them a friend.

    Raises:
        OutputError: `nothing_to_share`: every line rests on something private.
    """
    shared = {receipt.id: receipt for receipt in report.receipts if _may_be_known(receipt)}
    zone = report.provenance.timezone
    verdict = _verdict(report.verdict, shared)
    if not verdict.remarks:
        raise OutputError("nothing_to_share")
    with_artists = detail is FriendDetail.ARTISTS
    listed = _listed(report.charts) if with_artists else frozenset()
    kept = _receipts_of(verdict, report.axes if with_artists else (), shared)
    return Report(
        created_at=_day(report.created_at, zone),
        listener=ReportListener(name=_name(name), source=report.listener.source),
        provenance=_provenance(report.provenance),
        record=_record(report.record, zone),
        facts=_facts(report.facts, listed) if with_artists else (),
        receipts=tuple(_without_zone(receipt, zone) for receipt in kept),
        verdict=verdict,
        axes=tuple(_axis(axis, listed) for axis in report.axes),
        eras=_eras(report.eras, listed) if with_artists else Eras(eras=(), reason=_NO_ERAS),
        spotify_pages=_pages(report.spotify_pages, kept),
        charts=_charts(report.charts) if with_artists else None,
    )


def friend_file(report: Report, *, detail: FriendDetail, name: str = "") -> bytes:
    """Return the file for a friend, the same bytes for the same report, detail and name. Raises as `for_friend` does."""
    return encode_report(for_friend(report, detail=detail, name=name)) + b"\n"


def contents_of(report: Report, *, detail: FriendDetail) -> FriendContents:
    """Return what would go along, counted.

    Raises:
        OutputError: `nothing_to_share`: every line rests on something private.
    """
    made = for_friend(report, detail=detail)
    return FriendContents(
        detail=detail,
        lines=len(made.verdict.remarks),
        lines_kept_back=len(report.verdict.remarks) - len(made.verdict.remarks),
        receipts=len(made.receipts),
        artists=0 if made.charts is None else len(made.charts.artists),
        scores=len(made.axes),
        size_bytes=len(friend_file(report, detail=detail)),
    )


def _name(name: str) -> str:
    printable = "".join(character if character.isprintable() else " " for character in name)
    return " ".join(printable.split())[:NAME_LONGEST].strip() or FRIEND_NAME


def _may_be_known(receipt: Receipt) -> bool:
    """Whether a receipt may leave; a time finer than the hour keeps one here that forgot to say so itself."""
    cells = (*receipt.rows, *receipt.totals)
    return receipt.shareable and not any(
        cell.unit == "time" and _FINE_TIME.search(str(cell.value)) for cell in cells
    )


def _verdict(verdict: Verdict, shared: Collection[str]) -> Verdict:
    """Return the page without the lines that cite what stays; its figures are counted anew."""
    remarks = _in_paragraphs(remark for remark in verdict.remarks if _rests_on(remark, shared))
    claims = sum(len(remark.claims) for remark in remarks)
    is_checked = verdict.claims_checked >= verdict.claims_total
    # A label is a word or two on a card that anybody may see; the sentence under it is proof, and goes with its proof.
    is_proven = set(verdict.label_receipts) <= set(shared)
    return Verdict(
        label=verdict.label,
        charge=verdict.charge if is_proven else _UNPROVEN,
        label_receipts=verdict.label_receipts if is_proven else (),
        word_count=sum(len(remark.text.split()) for remark in remarks),
        claims_total=claims,
        claims_checked=claims if is_checked else min(claims, verdict.claims_checked),
        remarks=remarks,
    )


def _rests_on(remark: Remark, shared: Collection[str]) -> bool:
    cited = {*remark.receipts, *(claim.receipt for claim in remark.claims)}
    return all(receipt in shared for receipt in cited)


def _in_paragraphs(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Return remarks with their paragraphs numbered from 0 without a gap."""
    kept = tuple(remarks)
    places = {number: place for place, number in enumerate(sorted({one.paragraph for one in kept}))}
    return tuple(replace(one, paragraph=places[one.paragraph]) for one in kept)


def _receipts_of(
    verdict: Verdict, axes: Iterable[AxisScore], shared: dict[str, Receipt]
) -> tuple[Receipt, ...]:
    """Return the receipts that something cites which goes along, in their order."""
    cited = {*verdict.label_receipts, *(axis.id for axis in axes)}
    for remark in verdict.remarks:
        cited |= {*remark.receipts, *(claim.receipt for claim in remark.claims)}
    return tuple(receipt for receipt in shared.values() if receipt.id in cited)


def _without_zone(receipt: Receipt, zone: str) -> Receipt:
    """Return a receipt that says what was counted, and not where the clock hangs."""
    told = [part for part in receipt.population.split(", ") if part != zone or zone == OWN_CLOCK]
    return replace(receipt, population=", ".join(told))


def _provenance(made: Provenance) -> Provenance:
    return Provenance(
        app_version=made.app_version,
        engine_version=made.engine_version,
        reference_version=made.reference_version,
        data_sha256=NO_DATA,
        seed=NO_SEED,
        critic=made.critic,
        intensity=made.intensity,
        timezone=OWN_CLOCK,
    )


def _record(record: RecordSummary, zone: str) -> RecordSummary:
    """Return the account without files and without what was left out; it still adds up."""
    return RecordSummary(
        kind=record.kind,
        first_play_at=None if record.first_play_at is None else _day(record.first_play_at, zone),
        last_play_at=None if record.last_play_at is None else _day(record.last_play_at, zone),
        rows_total=record.rows_total - record.set_aside.excluded,
        rows_used=record.rows_used,
        plays=record.plays,
        played_ms=record.played_ms // 60_000 * 60_000,
        artists=record.artists,
        tracks=record.tracks,
        set_aside=replace(record.set_aside, excluded=0),
        files=(),
        gaps=record.gaps,
    )


def _day(moment: datetime, zone: str) -> datetime:
    """Return the local day of a moment, written as its midnight in UTC."""
    local = moment.astimezone(ZoneInfo(zone))
    return datetime(local.year, local.month, local.day, tzinfo=UTC)


def _listed(charts: Charts | None) -> frozenset[str]:
    return frozenset() if charts is None else frozenset(folded(rank.name) for rank in _known_artists(charts))


def _known_artists(charts: Charts) -> tuple[Ranked, ...]:
    """Return the artists without those who were only ever played in private."""
    return tuple(replace(rank, artist="") for rank in charts.artists if not rank.is_private)


def _facts(facts: Iterable[Fact], listed: Collection[str]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if _fact_may_be_known(fact, listed))


def _fact_may_be_known(fact: Fact, listed: Collection[str]) -> bool:
    """Whether a fact is one we know, was measured, and names no song and nobody who is not on the list."""
    is_known = fact.id in FACT_TITLES and fact.id not in _OF_THE_PERSON and not fact.id.startswith(_LIBRARY)
    if not is_known or not fact.available or fact.value is None or fact.unit in _NAMED_IN_FACTS:
        return False
    if fact.unit == "artist":
        return folded(str(fact.value)) in listed
    return fact.unit != "time" or _FINE_TIME.search(str(fact.value)) is None


def _axis(axis: AxisScore, listed: Collection[str]) -> AxisScore:
    return AxisScore(
        id=axis.id,
        value=axis.value,
        low=axis.low,
        high=axis.high,
        coverage_ratio=axis.coverage_ratio,
        sample=axis.sample,
        reason=axis.reason,
        measure=axis.measure,
        pulls=tuple(pull for pull in axis.pulls if folded(pull.name) in listed),
        computed=axis.computed,
    )


def _eras(eras: Eras, listed: Collection[str]) -> Eras:
    return Eras(eras=tuple(_era(era, listed) for era in eras.eras), reason=eras.reason)


def _era(era: Era, listed: Collection[str]) -> Era:
    """Return an era that names nobody who is not on the list; its title is then its months alone."""
    named = {one.name for one in era.artists} | {one.name for one in (*era.risen, *era.fallen)}
    is_whole = all(folded(name) in listed for name in named)
    return Era(
        title=era.title if is_whole else f"{era.first_month} to {era.last_month}",
        first_month=era.first_month,
        last_month=era.last_month,
        plays=era.plays,
        months=era.months,
        missing_months=era.missing_months,
        artists=_only(era.artists, listed),
        risen=_changes(era.risen, listed),
        fallen=_changes(era.fallen, listed),
        is_settled=era.is_settled,
    )


def _only(artists: Iterable[EraArtist], listed: Collection[str]) -> tuple[EraArtist, ...]:
    return tuple(one for one in artists if folded(one.name) in listed)


def _changes(changes: Iterable[ArtistChange], listed: Collection[str]) -> tuple[ArtistChange, ...]:
    return tuple(one for one in changes if folded(one.name) in listed)


def _charts(charts: Charts | None) -> Charts | None:
    """Return the counts that two listeners are compared by; songs, albums and single days are nobody else's."""
    if charts is None:
        return None
    return Charts(
        clock=charts.clock,
        years=charts.years,
        months=charts.months,
        artists=_known_artists(charts),
        songs=(),
        albums=(),
        concentration=charts.concentration,
        obsessions=(),
    )


def _pages(pages: Iterable[SpotifyPage], receipts: Iterable[Receipt]) -> tuple[SpotifyPage, ...]:
    """Return where names stand at Spotify that are on a receipt which goes along."""
    cells: list[Cell] = [cell for receipt in receipts for cell in (*receipt.rows, *receipt.totals)]
    shown = {text for cell in cells for text in (cell.label, cell.value)}
    return tuple(page for page in pages if page.name in shown)
