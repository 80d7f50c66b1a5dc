"""Works out why scores moved between two verdicts of one listener: the share of each cause, whatever their order.

A cause is a factor that has an older and a newer state: the plays, what is left out, the time zone. The kept record is
judged in every mixture of these states; the share of a factor is what its change adds, averaged over all orders in which
the factors may change one after the other (Shapley 1953). Only the program of today can be asked: by how much its scores
differ from those that a verdict itself gives is the program's share.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, permutations
from zoneinfo import ZoneInfo

from unwrapped_desktop.analysis.apportion import apportioned
from unwrapped_desktop.analysis.engine import ENGINE_VERSION
from unwrapped_desktop.analysis.exclude import apply_exclusions
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.reference import Reference
from unwrapped_desktop.analysis.taste.axes import measure_axes
from unwrapped_desktop.analysis.taste.traits import measure_traits
from unwrapped_desktop.analysis.taste.weighed import weighed_by_plays
from unwrapped_desktop.assembling.earlier import up_to
from unwrapped_desktop.assembling.examine import examine
from unwrapped_desktop.domain.errors import NotEnoughData
from unwrapped_desktop.domain.exclusion import Exclusions
from unwrapped_desktop.domain.intake import Intake
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, Tell, ignore_progress
from unwrapped_desktop.domain.record import PLAYS_NEEDED, Record
from unwrapped_desktop.domain.report import AxisScore, Report
from unwrapped_desktop.domain.why_moved import MoveReasons, Part, WhyKind, WhyMoved

DECIMALS = 4

FACTORS: tuple[WhyKind, ...] = ("data", "exclusions", "timezone")
"""What the record can be judged with in the state of either verdict."""

NOT_KEPT = (
    "The record is not kept on this computer, so that it cannot be judged once more to tell the causes apart."
)
OTHER_RECORD = (
    "The record that is kept now is not the one that either verdict was made from, so that the causes cannot be told "
    "apart."
)
LISTS_ALONE = (
    "Spotify's lists hold no plays, so that they cannot be judged once more to tell the causes apart."
)
OTHER_LISTENER = "These are the verdicts of two listeners: nothing has moved from the one to the other."
OTHER_SOURCE = (
    "The two verdicts rest on two kinds of data, which tell different things: no share of it can be told."
)
TOO_SHORT = "Of what one of the verdicts knew, the kept record holds too little to be judged once more."
NO_CAUSE = (
    "Both were made of the same record in the same way. What they rest on does not tell why they differ."
)

Scores = Mapping[str, float | None]
"""Scores by the id of their axis; None where there is no ruling."""

Changed = frozenset[WhyKind]
"""Which factors stand as in the newer verdict; the others stand as in the older one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """The plays that a verdict knew, as far as the kept record tells.

    Attributes:
        record: The record up to then, before exclusions.
        is_exact: Whether it is the very record of the verdict.
    """

    record: Record
    is_exact: bool


def tell_why_moved(
    before: Report,
    after: Report,
    *,
    load_intake: Callable[[], Intake | None],
    reference: Reference,
    progress: Tell,
    cancel: CancelToken,
) -> WhyMoved:
    """Return why the scores moved from the older verdict to the newer one.

    Args:
        before: The older verdict.
        after: The newer one.
        load_intake: Returns what is kept of the listener, None where nothing is; called only if it is needed.
        reference: The table of today.
        progress: Told of each step.
        cancel: Looked at between steps.

    Raises:
        StorageError: The record cannot be read.
        Cancelled: The token was set.
    """
    reason = _incomparable(before, after)
    if reason is not None:
        return WhyMoved(reason=reason)
    causes, moves = _causes(before, after), _moves(before, after)
    told = WhyMoved(causes=causes, program=_program_words(before, after, reference))
    measured = [cause for cause in causes if cause != "program" or _measures_otherwise(before, after)]
    if not moves:
        return told
    if not measured:
        return replace(told, reason=NO_CAUSE)
    if len(measured) == 1:
        return replace(told, axes=tuple(_by_one_cause(*move, measured[0]) for move in moves.items()))
    known = _known_sides(before, after, load_intake(), cancel)
    if isinstance(known, str):
        return replace(told, reason=known)
    states = _States(before=before, after=after, known=known, reference=reference)
    factors = tuple(factor for factor in FACTORS if factor in causes)
    scores = states.judged(factors, progress=progress, cancel=cancel)
    is_exact = all(side.is_exact for side in known)
    rest: WhyKind = "program" if is_exact or _measures_otherwise(before, after) else "data"
    older, newer = _values(before), _values(after)
    axes = (_Move(axis=axis, before=older[axis], after=newer[axis], factors=factors) for axis in moves)
    return replace(told, axes=tuple(axis.reasons(scores, rest=rest) for axis in axes), is_data_exact=is_exact)


# ------------------------------------------------------------------------------------------------ what differs
def _incomparable(before: Report, after: Report) -> str | None:
    """Return why one verdict did not come of the other, None where it may have."""
    if before.listener.name != after.listener.name:
        return OTHER_LISTENER
    if "top_lists" in {before.record.kind, after.record.kind}:
        return LISTS_ALONE
    if before.listener.source is not after.listener.source:
        return OTHER_SOURCE
    return None


def _causes(before: Report, after: Report) -> tuple[WhyKind, ...]:
    older, newer = before.provenance, after.provenance
    differs: dict[WhyKind, bool] = {
        "data": older.data_sha256 != newer.data_sha256,
        "exclusions": before.exclusions != after.exclusions,
        "timezone": older.timezone != newer.timezone,
        "program": _measures_otherwise(before, after) or older.critic != newer.critic,
    }
    return tuple(kind for kind, is_other in differs.items() if is_other)


def _measures_otherwise(before: Report, after: Report) -> bool:
    """Whether the same record would have other scores; the critic's words change none."""
    older, newer = before.provenance, after.provenance
    return (older.reference_version, older.engine_version) != (newer.reference_version, newer.engine_version)


def _program_words(before: Report, after: Report, reference: Reference) -> str:
    """Return what of the program differs between the verdicts, or between both of them and the program of today."""
    older, newer = before.provenance, after.provenance
    told = []
    for title, was, is_now, today in (
        ("table", older.reference_version, newer.reference_version, reference.version),
        ("measuring", older.engine_version, newer.engine_version, ENGINE_VERSION),
    ):
        if was != is_now:
            told.append(f"{title} {was}, now {is_now}")
        elif is_now != today:
            told.append(f"{title} {is_now} for both, {today} today")
    if older.critic != newer.critic:
        told.append("other words of the critic")
    return "; ".join(told)


def _values(report: Report) -> dict[str, float]:
    return {axis.id: axis.value for axis in report.axes if axis.value is not None}


def _moves(before: Report, after: Report) -> dict[str, float]:
    """Return how far each score moved that both verdicts have, in the order of the newer one; none that stayed."""
    older = _values(before)
    moved = {axis: value - older[axis] for axis, value in _values(after).items() if axis in older}
    rounded = {axis: round(difference, DECIMALS) for axis, difference in moved.items()}
    return {axis: difference for axis, difference in rounded.items() if difference}


def _by_one_cause(axis: str, difference: float, cause: WhyKind) -> MoveReasons:
    """Return that a move has one cause alone: nothing else differs, so that nothing needs to be judged."""
    return MoveReasons(axis=axis, difference=difference, parts=(Part(kind=cause, difference=difference),))


# ------------------------------------------------------------------------------------------------ what was known
def _known_sides(
    before: Report, after: Report, intake: Intake | None, cancel: CancelToken
) -> tuple[_Known, _Known] | str:
    """Return the plays that the older and the newer verdict knew, or why they cannot be had."""
    if intake is None:
        return NOT_KEPT
    try:
        whole = _examined(intake, cancel)
        older = _known_to(before, intake, whole, cancel)
        is_same = before.provenance.data_sha256 == after.provenance.data_sha256
        newer = older if is_same else _known_to(after, intake, whole, cancel)
    except NotEnoughData:
        return TOO_SHORT
    return (older, newer) if older.is_exact or newer.is_exact else OTHER_RECORD


def _known_to(report: Report, intake: Intake, whole: Record, cancel: CancelToken) -> _Known:
    """Return the plays that a verdict knew: those up to the last row that it counts, where nothing came in before.

    Short rows may have followed the last play, and exclusions may have taken it: how many rows there were says where
    the record ended. If rows came in between, the last play is all that is known of its end.

    Raises:
        NotEnoughData: There are fewer than 100 plays.
        Cancelled: The token was set.
    """
    wanted = report.provenance.data_sha256
    if whole.data_sha256 == wanted:
        return _Known(record=whole, is_exact=True)
    last_play_at = report.record.last_play_at
    last_play_s = 0 if last_play_at is None else int(last_play_at.timestamp())
    rows = report.record.rows_used + report.record.set_aside.excluded
    if 0 < rows <= len(whole.rows) and (last_row_s := int(whole.rows.ended_at_s[rows - 1])) >= last_play_s:
        found = _examined(up_to(intake, last_row_s), cancel)
        if found.data_sha256 == wanted:
            return _Known(record=found, is_exact=True)
    found = _examined(up_to(intake, last_play_s), cancel)
    return _Known(record=found, is_exact=found.data_sha256 == wanted)


def _examined(intake: Intake, cancel: CancelToken) -> Record:
    return examine(intake, progress=ignore_progress, cancel=cancel).record


# ------------------------------------------------------------------------------------------------ judging
@dataclass(frozen=True, slots=True, kw_only=True)
class _States:
    """Every mixture of the older and the newer state of the factors.

    Attributes:
        before: The older verdict.
        after: The newer one.
        known: The plays that they knew.
        reference: The table of today.
    """

    before: Report
    after: Report
    known: tuple[_Known, _Known]
    reference: Reference

    def judged(
        self, factors: tuple[WhyKind, ...], *, progress: Tell, cancel: CancelToken
    ) -> dict[Changed, Scores]:
        """Return the scores of every mixture.

        Raises:
            Cancelled: The token was set.
        """
        mixtures = _mixtures(factors)
        scores: dict[Changed, Scores] = {}
        for done, changed in enumerate(mixtures):
            cancel.raise_if_cancelled()
            progress(Progress(stage=Stage.MEASURING, done=done, total=len(mixtures)))
            scores[changed] = self._scores(changed)
        cancel.raise_if_cancelled()
        return scores

    def _scores(self, changed: Changed) -> Scores:
        def side(factor: WhyKind) -> Report:
            return self.after if factor in changed else self.before

        return scores_of(
            self.known["data" in changed].record,
            side("exclusions").exclusions,
            side("timezone").provenance.timezone,
            self.reference,
        )


def _mixtures(factors: tuple[WhyKind, ...]) -> list[Changed]:
    return [frozenset(chosen) for size in range(len(factors) + 1) for chosen in combinations(factors, size)]


def scores_of(record: Record, exclusions: Exclusions, timezone: str, reference: Reference) -> Scores:
    """Return the scores of a record, as a verdict on it would give them; none where too few plays are left.

    Args:
        record: The record before exclusions.
        exclusions: What is left out.
        timezone: IANA name of the zone whose hours and weekdays count.
        reference: The table.
    """
    zone = ZoneInfo(timezone)
    listening = Listening(apply_exclusions(record, exclusions, zone), zone, reference)
    if len(listening) < PLAYS_NEEDED:
        return {}
    axes: Iterable[AxisScore] = measure_axes(weighed_by_plays(listening))[0]
    traits = (trait.axis for trait in measure_traits(listening))
    return {axis.id: axis.value for axis in (*axes, *traits)}


# ------------------------------------------------------------------------------------------------ shares
@dataclass(frozen=True, slots=True, kw_only=True)
class _Move:
    """One score that moved.

    Attributes:
        axis: Which.
        before: The older verdict's own score, 0 to 1.
        after: The newer one's own.
        factors: What differs between the two besides the program.
    """

    axis: str
    before: float
    after: float
    factors: tuple[WhyKind, ...]

    def reasons(self, scores: Mapping[Changed, Scores], *, rest: WhyKind) -> MoveReasons:
        """Return why it moved.

        Where a mixture has no ruling, no factor can be told from the others, since each has to pass it in some order.

        Args:
            scores: Those of every mixture of the factors.
            rest: What the difference between the verdicts' own scores and those of today is put down to.
        """
        values = {changed: found.get(self.axis) for changed, found in scores.items()}
        ruled = {changed: value for changed, value in values.items() if value is not None}
        first, last = ruled.get(frozenset()), ruled.get(frozenset(self.factors))
        shares: dict[WhyKind, float] = {}
        abstained = () if len(ruled) == len(values) else self.factors
        if first is None or last is None:
            abstained = tuple(dict.fromkeys((*self.factors, rest)))
        else:
            shares[rest] = (first - self.before) + (self.after - last)
        if not abstained:
            for factor in self.factors:
                shares[factor] = shares.get(factor, 0.0) + shapley(factor, self.factors, ruled)
        return self._summed(
            {kind: share for kind, share in shares.items() if kind not in abstained}, abstained
        )

    def _summed(self, shares: Mapping[WhyKind, float], abstained: tuple[WhyKind, ...]) -> MoveReasons:
        difference = round(self.after - self.before, DECIMALS)
        total = sum(shares.values()) if abstained else difference
        rounded = apportioned(list(shares.values()), total, decimals=DECIMALS)
        parts = [
            Part(kind=kind, difference=share) for kind, share in zip(shares, rounded, strict=True) if share
        ]
        return MoveReasons(
            axis=self.axis,
            difference=difference,
            parts=tuple(sorted(parts, key=lambda part: (-abs(part.difference), part.kind))),
            abstained=abstained,
        )


def shapley(factor: WhyKind, factors: tuple[WhyKind, ...], values: Mapping[Changed, float]) -> float:
    """Return what a factor adds to a value, averaged over all orders in which the factors may change.

    Args:
        factor: Which of them.
        factors: All of them.
        values: The value for every set of factors that have changed.
    """
    added = []
    for order in permutations(factors):
        earlier = frozenset(order[: order.index(factor)])
        added.append(values[earlier | {factor}] - values[earlier])
    return sum(added) / len(added)
