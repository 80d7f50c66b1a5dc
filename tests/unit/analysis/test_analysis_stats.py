"""Small statistics against numbers worked out by hand, and what holds of them for any numbers."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from unwrapped_desktop.analysis import expectation
from unwrapped_desktop.analysis.builder import percent
from unwrapped_desktop.analysis.stats import (
    Counts,
    beyond,
    descending,
    effective_number,
    evenness,
    gini,
    group_order,
    half_up,
    heaps_exponent,
    items_for_share,
    jaccard,
    position,
    rank_biased_overlap,
    repeat_chance,
    simpson_number,
    survival_median,
    top_share,
    wilson_interval,
)

plays = st.lists(st.integers(0, 10_000), min_size=1, max_size=40)


def counts(*numbers: int) -> Counts:
    return np.array(numbers, dtype=np.int64)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((), 0.0),
        ((0, 0), 0.0),
        ((7,), 1.0),
        ((5, 5), 2.0),
        ((3, 3, 3, 3, 0), 4.0),
        # H = 3/4 ln(4/3) + 1/4 ln 4, and e^H = (4/3)^(3/4) * 4^(1/4)
        ((3, 1), (4 / 3) ** 0.75 * 4**0.25),
        # H = 1/2 ln 2 + 2 * 1/4 ln 4 = 3/2 ln 2
        ((2, 1, 1), 2**1.5),
    ],
)
def test_effective_number_by_hand(numbers: tuple[int, ...], expected: float) -> None:
    assert effective_number(counts(*numbers)) == pytest.approx(expected)


@given(plays)
def test_effective_number_lies_between_one_and_the_items(numbers: list[int]) -> None:
    items = sum(number > 0 for number in numbers)
    value = effective_number(counts(*numbers))
    assert (value == 0) if items == 0 else (1 - 1e-9 <= value <= items + 1e-9)


@given(plays, st.randoms(use_true_random=False))
def test_spread_does_not_depend_on_order(numbers: list[int], random: object) -> None:
    mixed = sorted(numbers, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert effective_number(counts(*numbers)) == pytest.approx(effective_number(counts(*mixed)))
    assert top_share(counts(*numbers), 3) == top_share(counts(*mixed), 3)


@given(plays, st.integers(2, 50))
def test_effective_number_does_not_depend_on_scale(numbers: list[int], factor: int) -> None:
    scaled = counts(*(number * factor for number in numbers))
    assert effective_number(scaled) == pytest.approx(effective_number(counts(*numbers)))


def test_top_share_by_hand() -> None:
    assert top_share(counts(1, 5, 2, 2), 1) == 0.5
    assert top_share(counts(1, 5, 2, 2), 2) == 0.7
    assert top_share(counts(1, 5, 2, 2), 10) == 1.0
    assert top_share(counts(0, 0), 10) == 0.0
    assert top_share(counts(), 10) == 0.0


@given(plays, st.integers(1, 20))
def test_top_share_grows_with_the_items(numbers: list[int], items: int) -> None:
    low, high = top_share(counts(*numbers), items), top_share(counts(*numbers), items + 1)
    assert 0 <= low <= high <= 1


@pytest.mark.parametrize(
    ("successes", "trials", "expected"),
    [
        # z = 2: denominator 1 + 4/4 = 2, middle (1/2 + 4/8) / 2 = 1/2, half 2 * sqrt(1/16 + 4/64) / 2 = sqrt(1/8)
        (2, 4, (0.5 - math.sqrt(1 / 8), 0.5 + math.sqrt(1 / 8))),
        # denominator 2, middle (0 + 1/2) / 2 = 1/4, half 2 * sqrt(4/64) / 2 = 1/4
        (0, 4, (0.0, 0.5)),
        (4, 4, (0.5, 1.0)),
        (0, 0, (0.0, 1.0)),
    ],
)
def test_wilson_interval_by_hand(successes: float, trials: float, expected: tuple[float, float]) -> None:
    assert wilson_interval(successes, trials, z=2) == pytest.approx(expected)


def test_wilson_interval_against_the_published_example() -> None:
    """Newcombe 1998, table I: 81 of 263 at 95 % is 0.2553 to 0.3662; 15 of 148 is 0.0624 to 0.1605."""
    assert wilson_interval(81, 263, z=1.959964) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson_interval(15, 148, z=1.959964) == pytest.approx((0.0624, 0.1605), abs=5e-5)


@given(st.integers(1, 100_000), st.floats(0, 1))
def test_wilson_interval_holds_the_share(trials: int, share: float) -> None:
    low, high = wilson_interval(share * trials, trials)
    assert 0 <= low <= high <= 1
    assert low - 1e-9 <= share <= high + 1e-9


@given(st.integers(1, 1_000), st.integers(0, 1_000))
def test_wilson_interval_mirrors(trials: int, successes: int) -> None:
    assume(successes <= trials)
    low, high = wilson_interval(successes, trials)
    assert wilson_interval(trials - successes, trials) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@given(st.integers(1, 500), st.floats(0, 1))
def test_wilson_interval_narrows_with_trials(trials: int, share: float) -> None:
    few, many = wilson_interval(share * trials, trials), wilson_interval(share * 4 * trials, 4 * trials)
    assert many[1] - many[0] <= few[1] - few[0]


def test_position() -> None:
    assert position(0.3, 0.3, 0.1) == 0.5
    assert position(0.4, 0.3, 0.1) == pytest.approx(1 / (1 + math.exp(-1)))
    assert position(0.2, 0.3, 0.1) + position(0.4, 0.3, 0.1) == pytest.approx(1)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 1))
def test_position_rises(value: float, middle: float, spread: float) -> None:
    assert 0 <= position(value, middle, spread) <= position(value + 0.1, middle, spread) <= 1


@pytest.mark.parametrize(
    ("value", "expected", "extreme", "result"),
    [
        (5, 5, 10, 0),
        (4, 5, 10, 0),
        (7.5, 5, 10, 0.5),
        (10, 5, 10, 1),
        (99, 5, 10, 1),
        (0.1, 0.2, 0.0, 0.5),
        (0.3, 0.2, 0.0, 0),
        (-1, 0.2, 0.0, 1),
        (9, 5, 5, 0),
    ],
)
def test_beyond(value: float, expected: float, extreme: float, result: float) -> None:
    assert beyond(value, expected, extreme) == pytest.approx(result)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_beyond_stays_between_nothing_and_all(value: float, expected: float, extreme: float) -> None:
    assume(expected == extreme or abs(expected - extreme) > 1e-6)
    assert 0 <= beyond(value, expected, extreme) <= 1


@given(plays)
def test_descending_is_a_stable_ranking_of_what_was_played(numbers: list[int]) -> None:
    played = [index for index, number in enumerate(numbers) if number > 0]
    expected = sorted(played, key=lambda index: (-numbers[index], index))
    assert descending(counts(*numbers)).tolist() == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(0, 0), (0.49, 0), (0.5, 1), (1.5, 2), (2.5, 3), (273.75, 274), (-0.5, 0)]
)
def test_half_up(value: float, expected: int) -> None:
    assert half_up(value) == expected


def test_percent_by_hand() -> None:
    assert percent(1, 3) == 33.3333
    assert percent(2, 3) == 66.6667
    assert percent(1, 8) == 12.5
    assert percent(201, 400) == 50.25
    assert percent(5, 5) == 100.0
    assert percent(0, 0) == 0.0
    assert percent(9_449_996, 10_000_000) == 94.4999
    assert percent(23, 40) == 57.5


@given(st.integers(1, 1_000_000), st.integers(0, 1_000_000))
def test_percent_is_near_the_share(whole: int, part: int) -> None:
    assume(part <= whole)
    assert abs(percent(part, whole) - 100 * part / whole) <= 0.00005 + 1e-9


@given(st.integers(1, 1_000_000))
def test_expectations_fall_with_the_size_of_a_record(size: int) -> None:
    assert 0.05 < expectation.usual_top_share(size + 1) <= expectation.usual_top_share(size)
    assert expectation.usual_top_share(size) < expectation.usual_ten_share(size)
    assert expectation.usual_repeat_share(size) <= expectation.usual_repeat_share(size + 1) < 1


def test_expectations_at_the_sizes_their_texts_name() -> None:
    assert expectation.usual_top_share(100) == pytest.approx(0.15)
    assert expectation.usual_top_share(10_000) == pytest.approx(0.06)
    assert expectation.usual_ten_share(100) == pytest.approx(0.60)
    assert expectation.usual_ten_share(10_000) == pytest.approx(0.348)


# ------------------------------------------------------------------------------------------------ spread
@given(plays)
def test_hill_numbers_fall_with_their_order(numbers: list[int]) -> None:
    items = sum(number > 0 for number in numbers)
    assert items + 1e-9 >= effective_number(counts(*numbers)) >= simpson_number(counts(*numbers)) - 1e-9
    assert simpson_number(counts(*numbers)) >= (1 - 1e-9 if items else 0)


@given(plays)
def test_gini_is_half_the_relative_mean_difference(numbers: list[int]) -> None:
    played = [number for number in numbers if number]
    differences = sum(abs(one - other) for one in played for other in played)
    expected = differences / (2 * len(played) * sum(played)) if played else 0
    assert gini(counts(*numbers)) == pytest.approx(expected, abs=1e-12)
    assert 0 <= gini(counts(*numbers)) < 1


def test_gini_by_hand() -> None:
    assert gini(counts()) == 0
    assert gini(counts(4, 4, 4)) == 0
    assert gini(counts(1, 3)) == pytest.approx(0.25)  # (-1 * 1 + 1 * 3) / (2 * 4)


@given(plays)
def test_evenness_is_a_share_or_nothing(numbers: list[int]) -> None:
    value = evenness(counts(*numbers))
    if sum(number > 0 for number in numbers) < 2:
        assert value is None
    else:
        assert value is not None
        assert 0 <= value <= 1


def test_repeat_chance_by_hand() -> None:
    assert repeat_chance(counts(1)) == 0
    assert repeat_chance(counts(1, 1)) == 0
    assert repeat_chance(counts(2, 1)) == pytest.approx(1 / 3)  # of three pairs one
    assert repeat_chance(counts(5)) == 1


@given(plays, st.sampled_from([0.25, 0.5, 0.9]))
def test_items_for_a_share_are_as_few_as_can_be(numbers: list[int], share: float) -> None:
    few = items_for_share(counts(*numbers), share)
    if sum(numbers) == 0:
        assert few == 0
        return
    assert top_share(counts(*numbers), few) >= share - 1e-12
    assert top_share(counts(*numbers), few - 1) < share + 1e-12


# ------------------------------------------------------------------------------------------------ rankings
rankings = st.permutations(range(12)).flatmap(lambda items: st.integers(1, 12).map(lambda size: items[:size]))


def test_jaccard_by_hand() -> None:
    assert jaccard(counts(1, 2, 3), counts(3, 4)) == 0.25
    assert jaccard(counts(), counts()) == 0


def test_rank_biased_overlap_by_hand() -> None:
    # agreement 0 at depth 1, 1 at depth 2: p^2 + (1 - p) / p * p^2 = p
    assert rank_biased_overlap(counts(1, 2), counts(2, 1)) == pytest.approx(0.9)
    assert rank_biased_overlap(counts(1, 2), counts(3, 4)) == 0
    assert rank_biased_overlap(counts(), counts(1)) == 0
    # 1 at depth 1, 1/2 at depth 2: p^2 / 2 + (1 - p) / p * (p + p^2 / 2)
    assert rank_biased_overlap(counts(1, 2), counts(1, 3)) == pytest.approx(0.405 + 0.1 * (1 + 0.45))


@given(rankings, rankings)
def test_rank_biased_overlap_is_symmetric_and_whole_for_the_same(first: list[int], second: list[int]) -> None:
    value = rank_biased_overlap(counts(*first), counts(*second))
    assert -1e-12 <= value <= 1 + 1e-12
    assert value == pytest.approx(rank_biased_overlap(counts(*second), counts(*first)))
    assert rank_biased_overlap(counts(*first), counts(*first)) == pytest.approx(1)


# ------------------------------------------------------------------------------------------------ lives and growth
@pytest.mark.parametrize(
    ("durations", "ended", "expected"),
    [
        # S(1) = 4/5, S(2) = 4/5 * 3/4 = 3/5, S(3) = 3/5 * 1/2
        ((1, 2, 2, 3, 5), (True, True, False, True, False), 3),
        ((1, 2, 3, 4), (True, True, True, True), 2),
        ((4, 3, 2, 1), (True, True, True, True), 2),
        ((1, 2, 3, 4), (True, False, False, False), None),
        ((0,), (True,), 0),
        ((), (), None),
    ],
)
def test_survival_median_by_hand(
    durations: tuple[int, ...], ended: tuple[bool, ...], expected: int | None
) -> None:
    assert survival_median(counts(*durations), np.array(ended, dtype=bool)) == expected


@given(st.lists(st.integers(0, 500), min_size=1, max_size=60))
def test_without_censoring_half_are_gone_by_the_median(durations: list[int]) -> None:
    median = survival_median(counts(*durations), np.ones(len(durations), dtype=bool))
    assert median == sorted(durations)[(len(durations) + 1) // 2 - 1]


def test_heaps_exponent_of_known_growth() -> None:
    assert heaps_exponent(np.ones(1_000, dtype=bool)) == pytest.approx(1)
    only_first = np.zeros(1_000, dtype=bool)
    only_first[0] = True
    assert heaps_exponent(only_first) == pytest.approx(0)
    squares = np.zeros(100_000, dtype=bool)
    squares[np.arange(1, 317) ** 2 - 1] = True  # after n plays the root of n items
    assert heaps_exponent(squares) == pytest.approx(0.5, abs=0.02)


@given(st.lists(st.sampled_from([0, 1, 7, 65_535, 65_536, 65_537, 200_000]), max_size=50))
def test_group_order_is_a_stable_sort(codes: list[int]) -> None:
    expected = sorted(range(len(codes)), key=lambda place: codes[place])
    assert group_order(np.array(codes, dtype=np.int32)).tolist() == expected
