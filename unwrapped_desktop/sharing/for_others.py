"""A verdict for somebody else: a report that was put together anew from what may be known of it, and from nothing else.

Friends' files, web pages and tables of facts are made of it. Every part is named here that goes along; whatever a later
report may hold besides stays until it is named too. What goes is:

    always              label, charge, the page and its receipts, as far as all of it may be shared; the scores; how large
                        the record is, from which day to which, and which months are missing from it
    with the artists    the list of the most played artists; counts by hour, month and year; the curve of concentration;
                        who moves a score; the eras; facts that name no song and nobody who is not on the list
    with the songs      the lists of songs and albums, the obsessions with songs on them, facts that name one of them, and
                        facts that could not be measured, with the reason

What would stay of these is let out by its key (see `staying`), one thing at a time, with nothing beside: a line brings
its receipts, and no other line that rests on them. What was let out is still marked as not shareable.

Never go, and have no key: what may not have been the listener, what was sealed, what Spotify lists, files and their
names, rows that were set aside, what was left out and why, times of day and the time zone, the moment of a play, what
the data and the wording can be told by, and the name unless one is given.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from unwrapped_desktop.analysis.words import shown_title
from unwrapped_desktop.domain.charts import Charts, Obsession, Ranked
from unwrapped_desktop.domain.era import ArtistChange, Era, EraArtist, Eras
from unwrapped_desktop.domain.errors import OutputError
from unwrapped_desktop.domain.exclusion import folded
from unwrapped_desktop.domain.fact_titles import FACT_TITLES, fact_title
from unwrapped_desktop.domain.friend_file import FRIEND_NAME, NAME_LONGEST, FriendDetail
from unwrapped_desktop.domain.local_clock import local_date
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
from unwrapped_desktop.sharing.staying import (
    CHARGE_KEY,
    Staying,
    Why,
    fact_key,
    is_span_known,
    line_key,
    lines_that_stay,
    name_key,
    why_fact_stays,
    why_name_stays,
    why_receipt_stays,
)

NO_DATA = "0" * 64
"""Stands where the data could be told by its sum."""

NO_SEED = "0"
OWN_CLOCK = "UTC"
"""The zone that is named: hours on the page are those of the listener's own clock, wherever it hangs."""

_NO_ERAS = "Eras stay with whoever they are about."
_UNPROVEN = "What proves it is private, and has stayed behind."
_TITLES = frozenset({"track", "album"})
_NEVER = frozenset({"record.rows_excluded"})
_LIBRARY = "saved."

ListKind = Literal["artist", "song", "album"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """The names that anybody may see, folded.

    Attributes:
        artists: Those on the list of artists.
        titles: Titles of the songs and albums on theirs, as they are written and as a sentence quotes them.
        songs: Artist and title of the songs.
    """

    artists: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    songs: frozenset[tuple[str, str]] = frozenset()


def for_others(
    report: Report, *, detail: FriendDetail, name: str = "", allowed: frozenset[str] = frozenset()
) -> Report:
    """Return a report that can be given away. The same report, detail, name and keys give the same.

    Args:
        report: The report as it is kept.
        detail: How much goes along.
        name: What the listener is called in it, as a person types it; empty calls them a friend.
        allowed: Keys of what goes although it would stay, see `what_stays`; a key of nothing lets out nothing.

    Raises:
        OutputError: `nothing_to_share`: every line rests on something private.
    """
    shared = {receipt.id: receipt for receipt in report.receipts if why_receipt_stays(receipt) is None}
    zone = report.provenance.timezone
    verdict = _verdict(report, shared, allowed)
    if not verdict.remarks:
        raise OutputError("nothing_to_share")
    with_artists = detail is not FriendDetail.VERDICT
    names = _names(report.charts, detail)
    axes = report.axes if with_artists else ()
    kept = tuple(
        receipt
        for receipt in report.receipts
        if receipt.id in _cited(verdict)
        or (receipt.id in shared and receipt.id in {axis.id for axis in axes})
    )
    return Report(
        created_at=_day(report.created_at, zone),
        listener=ReportListener(name=_name(name), source=report.listener.source),
        provenance=_provenance(report.provenance),
        record=_record(report),
        facts=tuple(fact for fact in report.facts if _fact_goes(fact, names, detail, allowed)),
        receipts=tuple(_without_zone(receipt, zone) for receipt in kept),
        verdict=verdict,
        axes=tuple(_axis(axis, names.artists) for axis in report.axes),
        eras=_eras(report.eras, names.artists) if with_artists else Eras(eras=(), reason=_NO_ERAS),
        spotify_pages=_pages(report.spotify_pages, kept),
        charts=_charts(report.charts, names, detail, allowed),
    )


def what_stays(report: Report, *, detail: FriendDetail) -> tuple[Staying, ...]:
    """Return what would go along with a detail, stays, and can be let out: lines, facts, and names on lists, in this order.

    Args:
        report: The report as it is kept.
        detail: How much goes along; what it leaves out altogether is not told.
    """
    names = _names(report.charts, detail)
    facts = (
        Staying(key=fact_key(fact), what=fact_title(fact.id), why=why)
        for fact in report.facts
        if _belongs(fact, detail) and (why := _why_fact_stays(fact, names)) is not None
    )
    ranks = (
        Staying(key=name_key(kind, rank), what=_listed_as(rank), why=why)
        for kind, rank in _ranks(report.charts, detail)
        if (why := why_name_stays(rank)) is not None
    )
    return (*_lines_and_charge(report), *facts, *ranks)


def _lines_and_charge(report: Report) -> Iterable[Staying]:
    """Yield what stays of the page; what has lost its proof already cannot be let out."""
    receipts = {receipt.id: receipt for receipt in report.receipts}
    charge = [receipts[name] for name in report.verdict.label_receipts if name in receipts]
    whys = [why for why in map(why_receipt_stays, charge) if why is not None]
    if whys and len(charge) == len(report.verdict.label_receipts):
        yield Staying(key=CHARGE_KEY, what=report.verdict.charge, why=whys[0])
    proven = {
        line_key(place)
        for place, remark in enumerate(report.verdict.remarks)
        if _cited_by(remark) <= receipts.keys()
    }
    for line in lines_that_stay(report.verdict.remarks, receipts, on_card=False):
        if line.key in proven:
            yield line


def _listed_as(rank: Ranked) -> str:
    return f"{rank.artist} - {rank.name}" if rank.artist else rank.name


def _name(name: str) -> str:
    printable = "".join(character if character.isprintable() else " " for character in name)
    return " ".join(printable.split())[:NAME_LONGEST].strip() or FRIEND_NAME


# ------------------------------------------------------------------------------------------------------------- the page
def _verdict(report: Report, shared: Collection[str], allowed: Collection[str]) -> Verdict:
    """Return the page without the lines that cite what stays; its figures are counted anew."""
    verdict, there = report.verdict, {receipt.id for receipt in report.receipts}
    remarks = _in_paragraphs(
        remark
        for place, remark in enumerate(verdict.remarks)
        if _cited_by(remark) <= (there if line_key(place) in allowed else set(shared))
    )
    claims = sum(len(remark.claims) for remark in remarks)
    is_checked = verdict.claims_checked >= verdict.claims_total
    # A label is a word or two on a card that anybody may see; the sentence under it is proof, and goes with its proof.
    is_proven = set(verdict.label_receipts) <= (there if CHARGE_KEY in allowed else set(shared))
    return Verdict(
        label=verdict.label,
        charge=verdict.charge if is_proven else _UNPROVEN,
        label_receipts=verdict.label_receipts if is_proven else (),
        word_count=sum(len(remark.text.split()) for remark in remarks),
        claims_total=claims,
        claims_checked=claims if is_checked else min(claims, verdict.claims_checked),
        remarks=remarks,
    )


def _cited_by(remark: Remark) -> set[str]:
    return {*remark.receipts, *(claim.receipt for claim in remark.claims)}


def _cited(verdict: Verdict) -> set[str]:
    return set(verdict.label_receipts).union(*map(_cited_by, verdict.remarks))


def _in_paragraphs(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Return remarks with their paragraphs numbered from 0 without a gap."""
    kept = tuple(remarks)
    places = {number: place for place, number in enumerate(sorted({one.paragraph for one in kept}))}
    return tuple(replace(one, paragraph=places[one.paragraph]) for one in kept)


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


def _record(report: Report) -> RecordSummary:
    """Return the account without files and without what was left out; it still adds up.

    Where the first or the last day is one that stays, its month is told.
    """
    record, zone = report.record, report.provenance.timezone
    told = _day if is_span_known(report.receipts) else _month
    return RecordSummary(
        kind=record.kind,
        first_play_at=None if record.first_play_at is None else told(record.first_play_at, zone),
        last_play_at=None if record.last_play_at is None else told(record.last_play_at, zone),
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
    local = local_date(moment, zone)
    return datetime(local.year, local.month, local.day, tzinfo=UTC)


def _month(moment: datetime, zone: str) -> datetime:
    """Return the first day of the local month of a moment, as `_day` does."""
    return _day(moment, zone).replace(day=1)


# -------------------------------------------------------------------------------------------------- names and the facts
def _ranks(charts: Charts | None, detail: FriendDetail) -> Iterable[tuple[ListKind, Ranked]]:
    """Yield what is on the lists that belong to a detail."""
    if charts is None or detail is FriendDetail.VERDICT:
        return
    for artist in charts.artists:
        yield "artist", replace(artist, artist="")
    if detail is FriendDetail.SONGS:
        for song in charts.songs:
            yield "song", song
        for album in charts.albums:
            yield "album", album


def _names(charts: Charts | None, detail: FriendDetail) -> _Names:
    """Return the names that anybody may see; whoever lets a name out lets it out on its list alone."""
    seen = [(kind, rank) for kind, rank in _ranks(charts, detail) if why_name_stays(rank) is None]
    titles = [rank.name for kind, rank in seen if kind != "artist"]
    return _Names(
        artists=frozenset(folded(rank.name) for kind, rank in seen if kind == "artist"),
        titles=frozenset(folded(form) for title in titles for form in (title, shown_title(title))),
        songs=frozenset((folded(rank.artist), folded(rank.name)) for kind, rank in seen if kind == "song"),
    )


def _belongs(fact: Fact, detail: FriendDetail) -> bool:
    """Whether a fact is one we know and belongs to a detail at all."""
    if detail is FriendDetail.VERDICT or fact.id not in FACT_TITLES or fact.id in _NEVER:
        return False
    is_measured = fact.available and fact.value is not None
    return detail is FriendDetail.SONGS or (is_measured and fact.unit not in _TITLES)


def _why_fact_stays(fact: Fact, names: _Names) -> Why | None:
    """Return why a fact stays that belongs to the detail: for its own sake, or for the names in it."""
    if fact.id.startswith(_LIBRARY):
        return Why.LIBRARY
    why = why_fact_stays(fact)
    if why is not None or not fact.available:
        return why
    named = folded(str(fact.value))
    is_listed = named in (names.titles if fact.unit in _TITLES else names.artists)
    return None if is_listed or fact.unit not in {"artist", *_TITLES} else Why.UNLISTED


def _fact_goes(fact: Fact, names: _Names, detail: FriendDetail, allowed: Collection[str]) -> bool:
    return _belongs(fact, detail) and (fact_key(fact) in allowed or _why_fact_stays(fact, names) is None)


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
    named: tuple[EraArtist | ArtistChange, ...] = (*era.artists, *era.risen, *era.fallen)
    is_whole = all(one.why is None and folded(one.name) in listed for one in named)
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
    return tuple(one for one in artists if one.why is None and folded(one.name) in listed)


def _changes(changes: Iterable[ArtistChange], listed: Collection[str]) -> tuple[ArtistChange, ...]:
    return tuple(one for one in changes if one.why is None and folded(one.name) in listed)


def _charts(
    charts: Charts | None, names: _Names, detail: FriendDetail, allowed: Collection[str]
) -> Charts | None:
    """Return the counts that two listeners are compared by, and with the songs what they were; days are nobody else's.

    None where the detail has none, and where every month was private: nothing is left to draw.
    """
    if charts is None or detail is FriendDetail.VERDICT or all(month.is_private for month in charts.months):
        return None
    shown: dict[ListKind, list[Ranked]] = {"artist": [], "song": [], "album": []}
    for kind, rank in _ranks(charts, detail):
        if why_name_stays(rank) is None or name_key(kind, rank) in allowed:
            shown[kind].append(rank)
    return Charts(
        clock=charts.clock,
        years=tuple(year for year in charts.years if not year.is_private),
        months=tuple(month for month in charts.months if not month.is_private),
        artists=tuple(shown["artist"]),
        songs=tuple(shown["song"]),
        albums=tuple(shown["album"]),
        concentration=charts.concentration,
        obsessions=tuple(one for one in charts.obsessions if not one.is_private and _is_known(one, names)),
        obsessions_reason=_why_no_obsessions(charts, detail),
    )


def _is_known(obsession: Obsession, names: _Names) -> bool:
    return (folded(obsession.artist), folded(obsession.song)) in names.songs


def _why_no_obsessions(charts: Charts, detail: FriendDetail) -> str | None:
    """Return why nothing took over, where that is so; where something did that stays, nothing is said."""
    return None if charts.obsessions or detail is not FriendDetail.SONGS else charts.obsessions_reason


def _pages(pages: Iterable[SpotifyPage], receipts: Iterable[Receipt]) -> tuple[SpotifyPage, ...]:
    """Return where names stand at Spotify that are on a receipt which goes along."""
    cells: list[Cell] = [cell for receipt in receipts for cell in (*receipt.rows, *receipt.totals)]
    shown = {text for cell in cells for text in (cell.label, cell.value)}
    return tuple(page for page in pages if page.name in shown)
