"""Shares of a move add up, whatever the figures: as they are worked out, as they are rounded, and as they are printed."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unwrapped_desktop.analysis.apportion import apportioned
from unwrapped_desktop.analysis.comparison_words import score_pair
from unwrapped_desktop.domain.comparison import AxisMove, AxisMoveKind, Comparison, VerdictMove
from unwrapped_desktop.domain.report import AxisScore
from unwrapped_desktop.domain.why_moved import MoveReasons, Part, WhyKind, WhyMoved
from unwrapped_desktop.services.why_moved import FACTORS, Changed, shapley
from unwrapped_desktop.ui.figures import NBSP
from unwrapped_desktop.ui.why_words import shown_parts, why_sentences

KINDS: tuple[WhyKind, ...] = ("data", "exclusions", "timezone", "program")
SCORES = st.integers(0, 1_000).map(lambda thousandths: thousandths / 1_000)
MINUS = "\N{MINUS SIGN}"

COMPARISON = Comparison(
    made_before_at=datetime(2026, 1, 1, tzinfo=UTC),
    made_after_at=datetime(2026, 2, 1, tzinfo=UTC),
    verdict=VerdictMove(label_before="A", label_after="B", charge_before="", charge_after=""),
    record=(),
    span=None,
    axes=(),
    facts=(),
    remarks=(),
    causes=(),
)


def mixtures(factors: tuple[WhyKind, ...]) -> list[Changed]:
    return [frozenset(chosen) for size in range(len(factors) + 1) for chosen in combinations(factors, size)]


@st.composite
def games(draw: st.DrawFn) -> tuple[tuple[WhyKind, ...], dict[Changed, float]]:
    """Factors, and a score for every set of them that has changed."""
    factors = tuple(draw(st.lists(st.sampled_from(FACTORS), min_size=1, unique=True)))
    return factors, {changed: draw(SCORES) for changed in mixtures(factors)}


def axis(value: float) -> AxisScore:
    return AxisScore(id="day_night", value=value, low=0.0, high=1.0, coverage_ratio=1.0, sample=900)


def figure(words: str) -> Decimal:
    return Decimal(words.rpartition(NBSP)[2].replace(MINUS, "-"))


# ------------------------------------------------------------------------------------------------ worked out
@given(games())
def test_shares_come_to_the_whole_move(game: tuple[tuple[WhyKind, ...], dict[Changed, float]]) -> None:
    factors, scores = game
    whole = scores[frozenset(factors)] - scores[frozenset()]
    assert sum(shapley(factor, factors, scores) for factor in factors) == pytest.approx(whole, abs=1e-12)


@given(games())
def test_shares_do_not_depend_on_the_order(game: tuple[tuple[WhyKind, ...], dict[Changed, float]]) -> None:
    factors, scores = game
    for factor in factors:
        told = [shapley(factor, order, scores) for order in permutations(factors)]
        assert max(told) - min(told) < 1e-12


@given(games())
def test_what_changes_nothing_has_no_share(game: tuple[tuple[WhyKind, ...], dict[Changed, float]]) -> None:
    factors, scores = game
    idle = factors[0]
    without = {changed: scores[changed - {idle}] for changed in scores}
    assert shapley(idle, factors, without) == 0


# ------------------------------------------------------------------------------------------------ rounded
@given(st.lists(st.floats(-1, 1), min_size=1, max_size=6), st.integers(0, 4))
def test_rounded_parts_add_up_and_none_is_far_off(parts: list[float], decimals: int) -> None:
    total, step = sum(parts), 10.0**-decimals
    rounded = apportioned(parts, total, decimals=decimals)
    assert sum(rounded) == pytest.approx(round(total / step) * step, abs=1e-9)
    for part, is_now in zip(parts, rounded, strict=True):
        assert abs(part - is_now) < step * (1 + 1e-6)
        assert round(is_now, decimals) == is_now


@given(st.lists(st.integers(-500, 500), min_size=1, max_size=5))
def test_what_is_round_already_stays(hundredths: list[int]) -> None:
    parts = [number / 100 for number in hundredths]
    assert list(apportioned(parts, sum(parts), decimals=2)) == parts


def test_of_nothing_there_are_no_parts() -> None:
    assert apportioned([], 0.0, decimals=2) == ()


# ------------------------------------------------------------------------------------------------ printed
@st.composite
def told_moves(draw: st.DrawFn) -> tuple[AxisMove, MoveReasons]:
    """A score that moved, and reasons whose parts come to its move unless some are told together."""
    before, after = draw(SCORES), draw(SCORES)
    difference = round(after - before, 4)
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, unique=True))
    apart = draw(st.integers(0, len(kinds)))
    parted = kinds if apart == len(kinds) else kinds[:apart]
    free = [draw(st.integers(-9_999, 9_999)) / 10_000 for _ in parted]
    if parted and len(parted) == len(kinds):
        free[-1] = round(difference - sum(free[:-1]), 4)
    parts = tuple(Part(kind=kind, difference=share) for kind, share in zip(parted, free, strict=True))
    move = AxisMove(
        id="day_night",
        kind=AxisMoveKind.BEYOND_CHANCE,
        before=axis(before),
        after=axis(after),
        difference=difference,
    )
    reasons = MoveReasons(
        axis="day_night", difference=difference, parts=parts, abstained=tuple(kinds[len(parted) :])
    )
    return move, reasons


@given(told_moves())
def test_printed_figures_add_up_to_the_printed_move(told: tuple[AxisMove, MoveReasons]) -> None:
    move, reasons = told
    assert move.before is not None
    assert move.after is not None
    before, after = score_pair(move.before.value or 0.0, move.after.value or 0.0)
    shown = shown_parts(reasons, move, COMPARISON)
    assert len(shown) == len(reasons.parts) + bool(reasons.abstained)
    assert sum(figure(part.words) for part in shown) == Decimal(after) - Decimal(before)
    assert sum(part.difference for part in shown) == pytest.approx(reasons.difference, abs=1e-9)


@given(st.lists(told_moves(), min_size=1, max_size=6))
def test_percentages_add_up_to_a_hundred(told: list[tuple[AxisMove, MoveReasons]]) -> None:
    why = WhyMoved(axes=tuple(reasons for _, reasons in told))
    said = [
        text for text in why_sentences(why, COMPARISON) if text.startswith("Of all that the scores moved: ")
    ]
    percentages = [int(figure) for text in said for figure in re.findall(rf"(\d+){NBSP}%", text)]
    less_than_one = sum(text.count(f"less{NBSP}than") for text in said)
    assert sum(percentages) - less_than_one == (100 if said else 0)
