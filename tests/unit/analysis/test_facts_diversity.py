"""How plays are spread: each fact on a history small enough to be counted on paper, and what always holds."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.analysis.histories import HOUR, analyse, fact_of, pc, play, repeat, utc
from tests.unit.sources.rows import Row
from unwrapped_desktop.domain.finding import Analysis

START = utc(2021, 3, 4, 8)


def plays_of(*counts: int) -> list[Row]:
    """An hourly play; artist after artist, each with that many plays of one song."""
    names = [f"Artist {number}" for number, count in enumerate(counts) for _ in range(count)]
    return [play(START + n * HOUR, name, f"Song of {name}") for n, name in enumerate(names)]


def three_artists() -> list[Row]:
    """60 plays of two songs of one artist, 20 of one song of another, 20 songs of a third."""
    songs = [("A", "a1")] * 30 + [("A", "a2")] * 30 + [("B", "b")] * 20 + [("C", f"c{n}") for n in range(20)]
    return [play(START + n * HOUR, artist, title) for n, (artist, title) in enumerate(songs)]


@pytest.fixture(scope="module")
def three() -> Analysis:
    return analyse(three_artists())


def test_simpson_number_of_artists(three: Analysis) -> None:
    fact = fact_of(three, "diversity.dominant_artists")  # 1 / (0.6^2 + 0.2^2 + 0.2^2) = 1 / 0.44
    assert (fact.value, fact.unit, fact.sample) == (2.3, "count", 100)


def test_chance_of_the_same_artist_twice(three: Analysis) -> None:
    fact = fact_of(three, "diversity.same_artist_chance")
    assert fact.value == pc(60 * 59 + 2 * 20 * 19, 100 * 99)
    assert fact.sample == 100


def test_half_of_all_plays(three: Analysis) -> None:
    assert fact_of(three, "diversity.artists_for_half").value == 1
    assert fact_of(three, "diversity.songs_for_half").value == 2  # 30 + 30


def test_half_of_all_plays_may_be_met_exactly() -> None:
    assert fact_of(analyse(plays_of(50, 49, 1)), "diversity.artists_for_half").value == 1
    assert fact_of(analyse(plays_of(49, 49, 2)), "diversity.artists_for_half").value == 2


def test_effective_songs(three: Analysis) -> None:
    entropy = -(2 * 0.3 * math.log(0.3) + 0.2 * math.log(0.2) + 20 * 0.01 * math.log(0.01))
    assert fact_of(three, "diversity.effective_songs").value == round(math.exp(entropy), 1)


def test_gini_of_songs(three: Analysis) -> None:
    # ranks weigh 2i - 24: the twenty ones -60, then 18 * 20 + 20 * 30 + 22 * 30, over 23 * 100
    fact = fact_of(three, "diversity.song_gini")
    assert (fact.value, fact.sample) == (round(1_560 / 2_300, 3), 23)


def test_shares_of_the_most_played_songs(three: Analysis) -> None:
    assert fact_of(three, "diversity.ten_songs_share").value == pc(30 + 30 + 20 + 7, 100)
    hundred = fact_of(three, "diversity.hundred_songs_share")
    assert (hundred.available, hundred.value) == (False, None)
    assert hundred.reason == "There are fewer than 200 songs in this record."


def test_a_hundred_songs() -> None:
    rows = [*plays_of(*[2] * 50, *[1] * 150)]
    assert fact_of(analyse(rows), "diversity.hundred_songs_share").value == pc(150, 250)


def test_three_artists_are_too_few_to_compare(three: Analysis) -> None:
    for name in ("artist_evenness", "artist_gini"):
        fact = fact_of(three, f"diversity.{name}")
        assert (fact.available, fact.value, fact.sample) == (False, None, 0)
        assert fact.reason == "There are fewer than 10 artists to compare."


def test_ten_artists_can_be_compared() -> None:
    analysis = analyse(plays_of(55, *[5] * 9))
    entropy = -(0.55 * math.log(0.55) + 9 * 0.05 * math.log(0.05))
    assert fact_of(analysis, "diversity.artist_evenness").value == pc(entropy, math.log(10))
    gini = fact_of(analysis, "diversity.artist_gini")  # -9 * 5 + 9 * 55 over 10 * 100
    assert (gini.value, gini.sample) == (0.45, 10)


def test_equal_plays_are_even() -> None:
    analysis = analyse(plays_of(*[10] * 10))
    assert fact_of(analysis, "diversity.artist_evenness").value == 100
    assert fact_of(analysis, "diversity.artist_gini").value == 0
    assert fact_of(analysis, "diversity.dominant_artists").value == 10


def test_one_song_is_no_diversity() -> None:
    analysis = analyse(repeat(START, 100, HOUR))
    assert fact_of(analysis, "diversity.dominant_artists").value == 1
    assert fact_of(analysis, "diversity.effective_songs").value == 1
    assert fact_of(analysis, "diversity.same_artist_chance").value == 100
    assert not fact_of(analysis, "diversity.song_gini").available
    assert not fact_of(analysis, "diversity.ten_songs_share").available


@given(
    st.lists(st.integers(1, 40), min_size=1, max_size=30).filter(lambda numbers: 100 <= sum(numbers) <= 400)
)
@settings(max_examples=25)
def test_bounds(numbers: list[int]) -> None:
    analysis = analyse(plays_of(*numbers))
    told = {fact.id: fact.value for fact in analysis.facts if fact.id.startswith("diversity.")}
    items = len(numbers)
    for name in ("dominant_artists", "effective_songs", "artists_for_half", "songs_for_half"):
        value = told[f"diversity.{name}"]
        assert isinstance(value, int | float)
        assert 1 <= value <= items
    for name in ("artist_gini", "song_gini"):
        value = told[f"diversity.{name}"]
        assert value is None or (isinstance(value, float) and 0 <= value < 1)
        assert (value is None) == (items < 10)
    for fact in analysis.facts:
        if fact.id.startswith("diversity.") and fact.unit == "percent" and fact.value is not None:
            assert isinstance(fact.value, float)
            assert 0 <= fact.value <= 100


@given(st.randoms(use_true_random=False))
@settings(max_examples=10)
def test_neither_order_nor_copies_of_rows_matter(random: object) -> None:
    rows = three_artists()
    mixed = [*rows, *rows[::3]]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert analyse(mixed).facts == analyse(rows).facts
