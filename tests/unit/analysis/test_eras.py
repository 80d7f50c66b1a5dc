"""Eras: planted changes are found, nothing else is, and what was found stays where it is."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.analysis import lives
from tests.unit.analysis.lives import KINDS, Life, artist_name, listening_of, month_name
from unwrapped_desktop.analysis.eras import ACCOUNT_REASON, FULL_MONTH_PLAYS, MONTHS_NEEDED, find_eras, months
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.reference import Reference, ReferenceArtist
from unwrapped_desktop.domain.era import (
    ERA_MIN_MONTHS,
    ERAS_MOST,
    SETTLED_MONTHS,
    ArtistChange,
    Era,
    EraArtist,
)
from unwrapped_desktop.domain.forensics import SourceKind


def eras_of(life: Life) -> tuple[Era, ...]:
    return find_eras(listening_of(life)).eras


def index(month: str) -> int:
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1 - lives.FIRST_MONTH


def boundaries(eras: Iterable[Era]) -> list[int]:
    """The first month of each era but the first."""
    return [index(era.first_month) for era in list(eras)[1:]]


def constant(*stretches: tuple[int, dict[int, int]]) -> Life:
    """So many months of the same plays of each artist, one stretch after another; no artists, no plays."""
    width = 1 + max(artist for _, mix in stretches for artist in mix)
    rows = [[mix.get(artist, 0) for artist in range(width)] for count, mix in stretches for _ in range(count)]
    return Life(plays=np.array(rows, dtype=np.int64))


def follows(found: Iterable[int], planted: Iterable[int]) -> bool:
    """Whether there is one boundary for each planted change, none off by more than a month."""
    both = list(zip(sorted(found), sorted(planted), strict=False))
    same_number = len(list(found)) == len(list(planted))
    return same_number and all(abs(one - other) <= 1 for one, other in both)


# ------------------------------------------------------------------------------------------------ by hand
HALVES = constant((12, {0: 30, 1: 10}), (12, {2: 30, 1: 10}))


def test_two_chapters_by_hand() -> None:
    first, second = eras_of(HALVES)
    old, both, new = artist_name(0), artist_name(1), artist_name(2)
    assert first == Era(
        title=f"January 2012 to December 2012: {old}",
        first_month="2012-01",
        last_month="2012-12",
        plays=480,
        months=12,
        missing_months=0,
        artists=(
            EraArtist(name=old, plays=360, share_percent=75.0, elsewhere_percent=0.0),
            EraArtist(name=both, plays=120, share_percent=25.0, elsewhere_percent=25.0),
        ),
        risen=(),
        fallen=(),
        is_settled=True,
    )
    assert second == Era(
        title=f"January 2013 to December 2013: {new}",
        first_month="2013-01",
        last_month="2013-12",
        plays=480,
        months=12,
        missing_months=0,
        artists=(
            EraArtist(name=new, plays=360, share_percent=75.0, elsewhere_percent=0.0),
            EraArtist(name=both, plays=120, share_percent=25.0, elsewhere_percent=25.0),
        ),
        risen=(ArtistChange(name=new, before_percent=0.0, share_percent=75.0, points=75.0),),
        fallen=(ArtistChange(name=old, before_percent=75.0, share_percent=0.0, points=-75.0),),
        is_settled=True,
    )


def test_the_favourite_of_all_eras_defines_none() -> None:
    always = 0
    life = constant(
        (15, {always: 60, 1: 40, 2: 20, 3: 10, 4: 5}), (15, {always: 60, 5: 40, 6: 20, 7: 10, 8: 5})
    )
    for era, own in zip(eras_of(life), ((1, 2, 3, 4), (5, 6, 7, 8)), strict=True):
        assert [artist.name for artist in era.artists] == [artist_name(number) for number in own]


def test_a_life_of_one_era_is_told_by_its_most_played() -> None:
    (era,) = eras_of(constant((18, {0: 5, 1: 40, 2: 20, 3: 20, 4: 30, 5: 1})))
    tied = sorted([artist_name(2), artist_name(3)])
    assert [artist.name for artist in era.artists] == [artist_name(1), artist_name(4), *tied, artist_name(0)]
    assert {artist.elsewhere_percent for artist in era.artists} == {None}
    assert (era.risen, era.fallen, era.is_settled) == ((), (), True)


def test_shares_and_points_agree_as_printed() -> None:
    for kind in ("switcher", "explorer", "growing"):
        eras = eras_of(KINDS[kind](4))
        for before, era in pairwise(eras):
            assert len(era.risen) <= 3
            assert len(era.fallen) <= 3
            for change in (*era.risen, *era.fallen):
                assert change.points == round(change.share_percent - change.before_percent, 4)
                assert abs(change.points) >= 0.9999
            assert [change.points for change in era.risen] == sorted(
                (change.points for change in era.risen), reverse=True
            )
            assert [change.points for change in era.fallen] == sorted(change.points for change in era.fallen)
            assert all(change.points > 0 for change in era.risen)
            assert all(change.points < 0 for change in era.fallen)
            known = {artist.name: artist.share_percent for artist in before.artists}
            for change in era.fallen:
                assert known.get(change.name, change.before_percent) == change.before_percent


class _WithCare(Reference):
    """A table in which one artist is only counted."""

    def bearers(self, names: Iterable[str]) -> list[tuple[ReferenceArtist, ...]]:
        quiet = ReferenceArtist(
            name=artist_name(2),
            popularity=50,
            acclaim=None,
            genre="pop",
            decade=2000,
            region="DE",
            tags=frozenset(),
            sacred=False,
            died=None,
            care=True,
        )
        return [(quiet,) if name == artist_name(2) else () for name in names]


def test_whom_no_sentence_may_name_is_counted_and_not_named() -> None:
    table = _WithCare(b"", version="one")
    _, second = find_eras(listening_of(HALVES, reference=table)).eras
    assert second.plays == 480
    assert [artist.name for artist in second.artists] == [artist_name(1)]
    assert second.title == f"January 2013 to December 2013: {artist_name(1)}"
    assert second.risen == ()


# ------------------------------------------------------------------------------------------------ what is found
@pytest.mark.parametrize("seed", range(12))
def test_hard_switches_are_found_and_nothing_else(seed: int) -> None:
    life = lives.switcher(seed)
    assert follows(boundaries(eras_of(life)), life.changes)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("kept", [0.0, 0.2, 0.5])
def test_one_switch_however_much_stays(seed: int, kept: float) -> None:
    life = lives.switcher(seed, 40, changes=(17,), kept=kept)
    assert follows(boundaries(eras_of(life)), (17,))


@pytest.mark.parametrize("seed", range(12))
def test_a_drift_over_six_months_is_one_change_in_its_middle(seed: int) -> None:
    life = lives.drifter(seed)
    assert follows(boundaries(eras_of(life)), life.changes)


@pytest.mark.parametrize("seed", range(12))
def test_an_old_favourite_comes_back(seed: int) -> None:
    life = lives.returner(seed)
    eras = eras_of(life)
    assert follows(boundaries(eras), (20, 36))
    favourite = artist_name(40)
    assert favourite in {change.name for change in eras[1].fallen}
    assert favourite in {change.name for change in eras[2].risen}


def test_an_era_of_three_months_between_two_others() -> None:
    life = constant((10, {0: 100}), (3, {1: 100}), (10, {2: 100}))
    assert boundaries(eras_of(life)) == [10, 13]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("christmas", [0.5, 0.95])
def test_christmas_makes_no_era(seed: int, christmas: float) -> None:
    life = lives.seasonal(seed, christmas=christmas)
    assert len(eras_of(life)) == 1
    # Nor while it is the latest that is known.
    for december in (35, 71):
        for last in range(december, december + 4):
            assert len(eras_of(life.until(last + 1))) == 1


@pytest.mark.parametrize("kind", ["loyalist", "bursty"])
@pytest.mark.parametrize("seed", range(8))
def test_moods_and_passing_loves_are_no_eras(kind: str, seed: int) -> None:
    # A love that has not passed yet may look like a chapter, one that is not settled.
    _, *later = eras_of(KINDS[kind](seed))
    assert [era for era in later if era.is_settled] == []


def test_a_few_plays_of_something_else_are_no_era() -> None:
    life = constant((14, {0: 200, 1: 100}), (4, {2: 2}), (14, {0: 200, 1: 100}))
    assert len(eras_of(life)) == 1
    assert len(eras_of(life.until(18))) == 1


# ------------------------------------------------------------------------------------------------ missing months
def test_an_era_may_span_missing_months() -> None:
    (era,) = eras_of(constant((8, {0: 60, 1: 30}), (14, {}), (9, {0: 60, 1: 30})))
    assert (era.first_month, era.last_month) == (month_name(0), month_name(30))
    assert (era.months, era.missing_months) == (17, 14)


def test_a_change_over_missing_months_begins_with_the_first_month_after_them() -> None:
    before, after = eras_of(constant((8, {0: 60}), (14, {}), (9, {1: 60})))
    assert (before.last_month, after.first_month) == (month_name(7), month_name(22))
    assert before.missing_months == after.missing_months == 0


# ------------------------------------------------------------------------------------------------ what always holds
def check_shape(life: Life) -> None:
    """The eras of a life lie one after another, within their limits, and hold every play."""
    eras = eras_of(life)
    monthly = life.plays.sum(axis=1)
    assert 1 <= len(eras) <= ERAS_MOST
    covered: list[int] = []
    for era in eras:
        first, last = index(era.first_month), index(era.last_month)
        heard = [month for month in range(first, last + 1) if monthly[month]]
        assert heard[0] == first
        assert heard[-1] == last
        assert era.months == len(heard) >= ERA_MIN_MONTHS
        assert era.missing_months == last - first + 1 - len(heard)
        assert era.plays == monthly[first : last + 1].sum()
        covered += heard
    assert covered == np.flatnonzero(monthly).tolist()
    for era in eras:
        heard_artists = int(
            np.count_nonzero(life.plays[index(era.first_month) : index(era.last_month) + 1].any(axis=0))
        )
        assert min(3, heard_artists) <= len(era.artists) <= 5
        assert era.title.endswith(f": {era.artists[0].name}")
        assert len({artist.name for artist in era.artists}) == len(era.artists)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [1, 2])
def test_the_shape_of_eras(kind: str, seed: int) -> None:
    check_shape(KINDS[kind](seed))


@pytest.mark.parametrize("every", [3, 4, 5, 12])
def test_never_more_than_nine(every: int) -> None:
    life = lives.switcher(every, 150, changes=range(every, 148, every), kept=0.0)
    assert len(eras_of(life)) == ERAS_MOST
    check_shape(life)


@settings(max_examples=60)
@given(
    seed=st.integers(0, 10_000),
    stretches=st.lists(
        st.tuples(st.integers(1, 14), st.sampled_from([0, 3, 40, 300])), min_size=2, max_size=9
    ),
)
def test_the_shape_of_eras_whatever_is_missing(seed: int, stretches: list[tuple[int, int]]) -> None:
    random = np.random.default_rng(seed)
    parts = [
        random.poisson(mean * random.dirichlet(np.full(12, 0.3)), size=(length, 12))
        for length, mean in stretches
    ]
    anchor = random.poisson(10, size=(MONTHS_NEEDED, 12)) + 2
    check_shape(Life(plays=np.vstack([anchor, *parts]).astype(np.int64)))


@pytest.mark.parametrize("kind", ["switcher", "explorer", "growing"])
def test_the_order_of_rows_does_not_matter(kind: str) -> None:
    life = KINDS[kind](3)
    order = np.random.default_rng(0).permutation(int(life.plays.sum()))
    assert find_eras(listening_of(life, order=order.tolist())) == find_eras(listening_of(life))


def test_very_many_artists_are_counted_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    life = KINDS["restless explorer"](5)
    whole = eras_of(life)
    monkeypatch.setattr(months, "_CELLS_AT_ONCE", 5_000)
    assert eras_of(life) == whole


# ------------------------------------------------------------------------------------------------ too little
def reason_of(listening: Listening) -> str:
    found = find_eras(listening)
    assert found.eras == ()
    assert found.reason is not None
    return found.reason


def test_account_data_is_one_chapter() -> None:
    assert reason_of(listening_of(HALVES, source=SourceKind.ACCOUNT_EXPORT)) == ACCOUNT_REASON


def test_a_year_is_needed_and_the_reason_says_so() -> None:
    enough = {0: FULL_MONTH_PLAYS}
    assert reason_of(listening_of(constant((MONTHS_NEEDED - 1, enough)))) == (
        "One year is a chapter. Eras need 12 months with 20 plays or more; this record has 11."
    )
    assert find_eras(listening_of(constant((MONTHS_NEEDED, enough)))).reason is None


def test_thin_months_do_not_count_among_those_needed() -> None:
    life = constant((11, {0: 50}), (30, {1: FULL_MONTH_PLAYS - 1}))
    assert "has 11." in reason_of(listening_of(life))


def test_nothing_but_skips() -> None:
    assert "has 0." in reason_of(listening_of(HALVES, seconds=5))


# ------------------------------------------------------------------------------------------------ what stays
def test_a_boundary_older_than_six_months_is_settled() -> None:
    life = constant((20, {0: 90, 1: 30}), (20, {2: 90, 1: 30}))
    for months_since in range(ERA_MIN_MONTHS, 12):
        eras = eras_of(life.until(20 + months_since))
        assert boundaries(eras) == [20]
        assert eras[1].is_settled == (months_since > SETTLED_MONTHS)


def moved(life: Life, cuts: Iterable[int]) -> int:
    """In how many of the steps from one last month to the next a boundary older than six months moved.

    Moved is: off by more than a month, gone, or come from nowhere.
    """
    found = [(last, boundaries(eras_of(life.until(last + 1)))) for last in cuts]
    steps = 0
    for (_, before), (last, after) in pairwise(found):
        steps += _has_lost(before, after, last) or _has_lost(after, before, last)
    return steps


def _has_lost(these: list[int], those: list[int], last: int) -> bool:
    old = [month for month in these if last - month > SETTLED_MONTHS]
    return any(all(abs(month - other) > 1 for other in those) for month in old)


def test_boundaries_stay_in_95_of_100_lives() -> None:
    kinds = list(KINDS.values())
    stable = 0
    for number in range(100):
        life = kinds[number % len(kinds)](5_000 + number)
        last = len(life.plays) - 1
        stable += moved(life, range(last - 8, last + 1)) == 0
    assert stable >= 95


@pytest.mark.parametrize("kind", ["explorer", "switcher", "infatuated", "thin"])
def test_boundaries_stay_through_a_whole_life(kind: str) -> None:
    life = KINDS[kind](17)
    assert len(eras_of(life)) < ERAS_MOST
    assert moved(life, range(MONTHS_NEEDED + 1, len(life.plays))) == 0


def test_boundaries_stay_when_a_month_comes_after_missing_ones() -> None:
    # The change is four months old when the months begin to be missing.
    life = constant((20, {0: 90}), (4, {1: 90}), (13, {}), (10, {1: 90}))
    for months_known in range(37, 47):
        assert boundaries(eras_of(life.until(months_known + 1))) == [20]


def test_with_nine_eras_a_boundary_seldom_gives_way() -> None:
    life = lives.switcher(1, 180, changes=range(12, 178, 12), kept=0.2)
    assert moved(life, range(130, 180)) <= 3
