"""Compares two reports of one listener: what moved, by how much, and why as far as the reports tell.

Pure, and works on the reports alone: the record they rest on is not needed. Swapping the two reports negates every
difference and leaves every order as it is, that of axes and remarks aside, which follow the newer page.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from unwrapped_desktop.domain.comparison import (
    AxisMove,
    AxisMoveKind,
    Cause,
    CauseKind,
    Comparison,
    FactMove,
    FactMoveKind,
    RecordMove,
    RemarkMove,
    RemarkMoveKind,
    SpanMove,
    VerdictMove,
)
from unwrapped_desktop.domain.fact_titles import FACT_TITLES
from unwrapped_desktop.domain.report import (
    AxisScore,
    Cell,
    Fact,
    Provenance,
    RecordSummary,
    Remark,
    Report,
    Value,
)

NAME_UNITS = frozenset({"artist", "track", "album"})
MS_PER_HOUR = 3_600_000
DECIMALS = 4
"""Differences are rounded to these, so that a subtraction leaves no dust behind."""

FULL_MOVE_POINTS = 50
"""A share that moved by half of everything has moved as far as shares do."""

FULL_MOVE_YEARS = 20
SMALL_COUNT = 3
"""Added to the larger of two counts: from 1 to 2 is not as far as from 100 to 200."""

KNOWN_MOVED, WORDS_MOVED = 0.9, 0.5
"""How far a fact moved that could be measured or not any more, and a text that is no name."""

_REMARK_ORDER = tuple(RemarkMoveKind(kind) for kind in ("other_figures", "new", "gone", "other_words"))


def compare_reports(before: Report, after: Report) -> Comparison:
    """Return what moved from the older report to the newer one.

    Nothing is checked for being one listener's: two names or sources are named among the causes.
    """
    return Comparison(
        made_before_at=before.created_at,
        made_after_at=after.created_at,
        verdict=VerdictMove(
            label_before=before.verdict.label,
            label_after=after.verdict.label,
            charge_before=before.verdict.charge,
            charge_after=after.verdict.charge,
        ),
        record=_record_moves(before.record, after.record),
        span=_span_move(before.record, after.record),
        axes=_axis_moves(before.axes, after.axes),
        facts=_fact_moves(before.facts, after.facts),
        remarks=_remark_moves(before, after),
        causes=_causes(before, after),
    )


# ------------------------------------------------------------------------------------------------ record
def _record_moves(before: RecordSummary, after: RecordSummary) -> tuple[RecordMove, ...]:
    figures_after = _record_figures(after)
    return tuple(
        RecordMove(
            id=figure,
            before=value,
            after=figures_after[figure],
            difference=_difference(value, figures_after[figure]),
        )
        for figure, value in _record_figures(before).items()
        if value != figures_after[figure]
    )


def _record_figures(record: RecordSummary) -> dict[str, float]:
    return {
        "record.plays": record.plays,
        "record.hours_played": round(record.played_ms / MS_PER_HOUR, 1),
        "record.artists": record.artists,
        "record.tracks": record.tracks,
        "record.span_days": _span_days(record),
        "record.rows_used": record.rows_used,
        "record.rows_excluded": record.set_aside.excluded,
    }


def _span_days(record: RecordSummary) -> int:
    """Return the days from the first play to the last, both counted, in UTC; 0 where the record tells no times."""
    if record.first_play_at is None or record.last_play_at is None:
        return 0
    return (_utc_date(record.last_play_at) - _utc_date(record.first_play_at)).days + 1


def _utc_date(moment: datetime) -> date:
    """Return the date in UTC; a moment without a zone, which another program may have written, is in UTC."""
    return (moment if moment.tzinfo is None else moment.astimezone(UTC)).date()


def _span_move(before: RecordSummary, after: RecordSummary) -> SpanMove | None:
    move = SpanMove(
        first_before_at=before.first_play_at,
        last_before_at=before.last_play_at,
        first_after_at=after.first_play_at,
        last_after_at=after.last_play_at,
    )
    same = (move.first_before_at, move.last_before_at) == (move.first_after_at, move.last_after_at)
    return None if same else move


# ------------------------------------------------------------------------------------------------ axes
def _axis_moves(before: Iterable[AxisScore], after: Iterable[AxisScore]) -> tuple[AxisMove, ...]:
    older, newer = {axis.id: axis for axis in before}, {axis.id: axis for axis in after}
    moves = (_axis_move(axis_id, older.get(axis_id), newer.get(axis_id)) for axis_id in {**newer, **older})
    return tuple(move for move in moves if move is not None)


def _axis_move(axis_id: str, before: AxisScore | None, after: AxisScore | None) -> AxisMove | None:
    kind = _axis_kind(before, after)
    if kind is None:
        return None
    difference = None
    if before is not None and before.value is not None and after is not None and after.value is not None:
        difference = _difference(before.value, after.value)
    return AxisMove(id=axis_id, kind=kind, before=before, after=after, difference=difference)


def _axis_kind(before: AxisScore | None, after: AxisScore | None) -> AxisMoveKind | None:
    """Return what became of an axis, None when it stands where it stood."""
    if before is None or before.value is None:
        if after is not None and after.value is not None:
            return AxisMoveKind.NOW_RULED
        same = before is None or after is None or before.reason == after.reason
        return None if same else AxisMoveKind.OTHER_REASON
    if after is None or after.value is None:
        return AxisMoveKind.NO_LONGER_RULED
    if before.value == after.value:
        return None
    is_beyond = not _holds(before, after.value) and not _holds(after, before.value)
    return AxisMoveKind.BEYOND_CHANCE if is_beyond else AxisMoveKind.WITHIN_CHANCE


def _holds(axis: AxisScore, value: float) -> bool:
    """Whether a value lies in the interval of an axis; a missing end holds everything on its side.

    Each 90 % interval must leave the other value out. That is the 90 % test of a difference when half of the plays are
    shared (the variance of the difference is then that of one score), and stricter when more are, as between two
    reports of one listener.
    """
    low = 0.0 if axis.low is None else axis.low
    high = 1.0 if axis.high is None else axis.high
    return low <= value <= high


# ------------------------------------------------------------------------------------------------ facts
def _fact_moves(before: Iterable[Fact], after: Iterable[Fact]) -> tuple[FactMove, ...]:
    older, newer = {fact.id: fact for fact in before}, {fact.id: fact for fact in after}
    moves = [_fact_move(fact_id, older.get(fact_id), newer.get(fact_id)) for fact_id in {**older, **newer}]
    moved = [move for move in moves if move is not None]
    weight = {fact_id: place for place, fact_id in enumerate(FACT_TITLES)}
    return tuple(
        sorted(moved, key=lambda move: (-move.moved_ratio, weight.get(move.id, len(weight)), move.id))
    )


def _fact_move(fact_id: str, before: Fact | None, after: Fact | None) -> FactMove | None:
    kind = _fact_kind(before, after)
    told = after if after is not None else before
    if kind is None or told is None:
        return None
    value_before, value_after = _value(before), _value(after)
    difference = None
    if isinstance(value_before, int | float) and isinstance(value_after, int | float):
        difference = _difference(value_before, value_after)
    return FactMove(
        id=fact_id,
        kind=kind,
        unit=told.unit,
        before=before,
        after=after,
        difference=difference,
        moved_ratio=_moved_ratio(kind, before, after),
    )


def _fact_kind(before: Fact | None, after: Fact | None) -> FactMoveKind | None:
    """Return what became of a fact, None when it is the same."""
    value_before, value_after = _value(before), _value(after)
    if value_before is None and value_after is None:
        same = before is None or after is None or before.reason == after.reason
        return None if same else FactMoveKind.OTHER_REASON
    if value_before is None:
        return FactMoveKind.NOW_KNOWN
    if value_after is None:
        return FactMoveKind.NO_LONGER_KNOWN
    if value_before == value_after:
        return None
    is_text = isinstance(value_before, str) or isinstance(value_after, str)
    return FactMoveKind.NAME if is_text else FactMoveKind.FIGURE


def _value(fact: Fact | None) -> Value | None:
    return fact.value if fact is not None and fact.available else None


def _moved_ratio(kind: FactMoveKind, before: Fact | None, after: Fact | None) -> float:
    """Return how far a fact moved, 0 to 1; 0 where one of the two program versions does not measure it."""
    if before is None or after is None or kind is FactMoveKind.OTHER_REASON:
        return 0.0
    units = {before.unit, after.unit}
    if kind is FactMoveKind.FIGURE:
        return _moved_figure(units, before.value, after.value)
    if kind is FactMoveKind.NAME:
        return 1.0 if units & NAME_UNITS else WORDS_MOVED
    return KNOWN_MOVED


def _moved_figure(units: set[str], before: Value | None, after: Value | None) -> float:
    """Return how far a figure moved, 0 to 1, the same both ways and comparable over units.

    A share moves by its points, 50 of them all the way; a count by what was lost or won against the larger of the two.
    """
    if not isinstance(before, int | float) or not isinstance(after, int | float):
        return 0.0
    scale: float = max(abs(before), abs(after)) + SMALL_COUNT
    if units == {"percent"}:
        scale = FULL_MOVE_POINTS
    elif units == {"year"}:
        scale = FULL_MOVE_YEARS
    return round(min(abs(after - before) / scale, 1.0), DECIMALS)


# ------------------------------------------------------------------------------------------------ remarks
def _remark_moves(before: Report, after: Report) -> tuple[RemarkMove, ...]:
    older = {remark.family: remark for remark in before.verdict.remarks}
    newer = {remark.family: remark for remark in after.verdict.remarks}
    cells_before, cells_after = _cells_by_receipt(before), _cells_by_receipt(after)
    moves = []
    for family in {**newer, **older}:
        remark_before, remark_after = older.get(family), newer.get(family)
        if remark_before is None:
            kind = RemarkMoveKind.NEW
        elif remark_after is None:
            kind = RemarkMoveKind.GONE
        elif remark_before.text == remark_after.text:
            continue
        else:
            same = _proof(remark_before, cells_before) == _proof(remark_after, cells_after)
            kind = RemarkMoveKind.OTHER_WORDS if same else RemarkMoveKind.OTHER_FIGURES
        moves.append(RemarkMove(family=family, kind=kind, before=remark_before, after=remark_after))
    return tuple(sorted(moves, key=lambda move: _REMARK_ORDER.index(move.kind)))


def _cells_by_receipt(report: Report) -> dict[str, tuple[Cell, ...]]:
    return {receipt.id: (*receipt.rows, *receipt.totals) for receipt in report.receipts}


def _proof(remark: Remark, cells: Mapping[str, tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Return the lines that prove a remark; two wordings quote different ones of them."""
    return [cells.get(receipt, ()) for receipt in remark.receipts]


# ------------------------------------------------------------------------------------------------ causes
def _causes(before: Report, after: Report) -> tuple[Cause, ...]:
    made_before, made_after = _making(before), _making(after)
    return tuple(
        Cause(kind=kind, before=side, after=made_after[kind])
        for kind, side in made_before.items()
        if side != made_after[kind] or (kind is CauseKind.EXCLUSIONS and _leaves_others_out(before, after))
    )


def _making(report: Report) -> dict[CauseKind, str]:
    """Return how a report was made, the weightiest first."""
    provenance = report.provenance
    return {
        CauseKind.LISTENER: report.listener.name,
        CauseKind.SOURCE: report.listener.source.value,
        CauseKind.DATA: provenance.data_sha256,
        CauseKind.EXCLUSIONS: str(report.record.set_aside.excluded),
        CauseKind.TIMEZONE: provenance.timezone,
        CauseKind.ENGINE: provenance.engine_version,
        CauseKind.REFERENCE: provenance.reference_version,
        CauseKind.CRITIC: provenance.critic,
        CauseKind.INTENSITY: provenance.intensity,
        CauseKind.WORDING: _wording(provenance.seed),
        CauseKind.PROGRAM: provenance.app_version,
    }


def _wording(seed: str) -> str:
    """Return which wording was asked for: the seed is the record's own, `+` and this number unless it is 0."""
    return seed.partition("+")[2] or "0"


def _leaves_others_out(before: Report, after: Report) -> bool:
    """Whether as many rows are left out of the same data, but other ones: other figures of it have no other cause."""
    return (
        before.record.set_aside.excluded > 0
        and _reading(before.provenance) == _reading(after.provenance)
        and _counted(before.record) != _counted(after.record)
    )


def _reading(provenance: Provenance) -> tuple[str, ...]:
    """Return all that decides which rows a record has and what is counted in it, exclusions aside."""
    return (
        provenance.data_sha256,
        provenance.engine_version,
        provenance.app_version,
        provenance.timezone,
    )


def _counted(record: RecordSummary) -> tuple[int, ...]:
    return record.plays, record.played_ms, record.artists, record.tracks


def _difference(before: float, after: float) -> float:
    """Return `after` less `before`, without the dust of a subtraction of fractions."""
    return round(after - before, DECIMALS)
