"""The seven traits: both poles, the order of made-up listeners, and when there is no ruling."""

from collections.abc import Callable, Sequence

import pytest

from tests.unit.analysis.histories import (
    DAY,
    HOUR,
    MINUTE,
    analyse,
    cells,
    crowd,
    known,
    lines,
    play,
    repeat,
    skip,
    utc,
)
from tests.unit.sources.rows import Row, account
from unwrapped_desktop.domain.finding import Trait
from unwrapped_desktop.domain.report import AxisScore

START = utc(2020, 1, 1, 12)

POLES = {
    "explorer_loyalist": ("explorer", "loyalist"),
    "grazer_obsessive": ("grazer", "obsessive"),
    "day_night": ("day", "night"),
    "finisher_skipper": ("finisher", "skipper"),
    "album_shuffle": ("album", "shuffle"),
    "current_nostalgic": ("current", "nostalgic"),
    "broad_narrow": ("broad", "narrow"),
}


def trait_of(rows: Sequence[Row], name: str, zone: str = "UTC") -> Trait:
    (trait,) = [trait for trait in analyse(rows, zone).traits if trait.id == name]
    return trait


def value_of(trait: Trait) -> float:
    assert trait.axis.value is not None
    return trait.axis.value


# --------------------------------------------------------- listeners that lean from 0 (none of it) to 1 (all of it)


def loyal(part: float) -> list[Row]:
    loyal_plays = round(300 * part)
    faithful = [play(START + n * DAY, f"Friend {n % 10}", f"Song {n}") for n in range(loyal_plays)]
    return [*faithful, *crowd(START + HOUR, 300 - loyal_plays, artists=300)]


def obsessive(part: float) -> list[Row]:
    again = round(300 * part)
    return [*repeat(START, again, HOUR), *crowd(START, 300 - again)]


def nightly(part: float) -> list[Row]:
    late = round(300 * part)
    return [*crowd(utc(2020, 1, 1, 23), late, name="Owl"), *crowd(START, 300 - late)]


def skipping(part: float) -> list[Row]:
    skipped = round(300 * part)
    rows = [skip(START + n * 10 * HOUR, f"Passer {n % 50}", f"Skipped {n}") for n in range(skipped)]
    return [*rows, *crowd(START, 100), *crowd(START + HOUR, 300 - skipped, name="More")]


def shuffling(part: float) -> list[Row]:
    shuffled = round(300 * part)
    rows = [
        play(START + n * 3 * MINUTE, f"Band {n // 10}", f"Boat {n}", album=f"Boats {n // 10}")
        for n in range(300)
    ]
    return [{**row, "shuffle": n < shuffled} for n, row in enumerate(rows)]


def nostalgic(part: float) -> list[Row]:
    (old,), (new,) = known(lambda a: a.decade == 1970), known(lambda a: a.decade == 2020)
    older = round(300 * part)
    return [play(START + n * 7 * HOUR, old if n < older else new, f"Song {n}") for n in range(300)]


def narrow(part: float) -> list[Row]:
    one = round(270 * part)
    return [
        *(play(START + n * DAY, "Ostkai", f"Song {n}") for n in range(one)),
        *crowd(START, 300 - one, artists=300),
    ]


LISTENERS: dict[str, Callable[[float], list[Row]]] = {
    "explorer_loyalist": loyal,
    "grazer_obsessive": obsessive,
    "day_night": nightly,
    "finisher_skipper": skipping,
    "album_shuffle": shuffling,
    "current_nostalgic": nostalgic,
    "broad_narrow": narrow,
}


def test_the_traits_and_their_order() -> None:
    traits = analyse(crowd(START, 120)).traits
    assert {trait.id: (trait.low_pole, trait.high_pole) for trait in traits} == POLES
    assert [trait.id for trait in traits] == list(POLES)


@pytest.mark.parametrize("name", POLES)
def test_both_poles(name: str) -> None:
    none, all_of_it = (trait_of(LISTENERS[name](part), name) for part in (0.0, 1.0))
    assert (none.pole, all_of_it.pole) == POLES[name]
    assert value_of(none) < 0.2
    assert value_of(all_of_it) > 0.8


@pytest.mark.parametrize("name", POLES)
def test_the_order_of_listeners(name: str) -> None:
    traits = [trait_of(LISTENERS[name](part), name) for part in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)]
    values = [value_of(trait) for trait in traits]
    assert values == sorted(values)
    assert len(set(values)) >= 4
    for trait in traits:
        axis = trait.axis
        assert axis.low is not None
        assert axis.high is not None
        assert 0 <= axis.low <= value_of(trait) <= axis.high <= 1
        assert trait.finding is not None
        assert trait.finding.receipt.id == name


def test_explorer_loyalist_by_hand() -> None:
    trait = trait_of(loyal(0.5), "explorer_loyalist")  # 150 plays of ten friends, 150 of others
    assert trait.finding is not None
    assert cells(trait.finding) == {"ten": 10, "ten_share": 50.0, "artists": 160, "plays": 300}


def test_grazer_obsessive_by_hand() -> None:
    day = 24 * HOUR
    rows = [
        *crowd(START, 97),
        play(START, "Ostkai", "Song"),
        play(START + day, "Ostkai", "Song"),  # a day later to the second
        play(START + 2 * day + MINUTE, "Ostkai", "Song"),  # and a minute more
    ]
    trait = trait_of(rows, "grazer_obsessive")
    assert trait.finding is not None
    assert cells(trait.finding) == {"repeat_share": 1.0, "day_plays": 1, "songs": 98}
    assert lines(trait.finding)["plays of a song played in the day before"] == 1


def test_day_night_by_hand() -> None:
    hours = [*[22] * 10, *[4] * 10, *[5] * 20, *[6] * 20, *[17] * 20, *[18] * 20]
    rows = [play(utc(2020, 1, 1, hour) + n * DAY, f"Passer {n}", f"Tune {n}") for n, hour in enumerate(hours)]
    trait = trait_of(rows, "day_night")
    assert trait.finding is not None
    assert cells(trait.finding) == {"night_share": 20.0, "day_share": 40.0, "nights": 10}


def test_finisher_skipper_by_hand() -> None:
    rows = [
        *crowd(START, 100),
        *(skip(START + n * DAY + HOUR, "Passer 1", f"Skipped {n}") for n in range(30)),
        *(play(START + n * DAY + 2 * HOUR, "Passer 2", f"Left {n}", reason_end="endplay") for n in range(70)),
    ]
    trait = trait_of(rows, "finisher_skipper")
    assert trait.finding is not None
    assert cells(trait.finding) == {"skip_share": 15.0, "finish_share": 50.0, "starts": 200}
    assert trait.axis.sample == 200


def test_album_shuffle_by_hand() -> None:
    run = [play(utc(2021, 1, 1) + n * 3 * MINUTE, "Ostkai", f"Boat {n}", album="Boats") for n in range(11)]
    rows = [*run, *crowd(START, 89)]
    rows[0] = {**rows[0], "shuffle": True}
    trait = trait_of(rows, "album_shuffle")
    assert trait.finding is not None
    assert cells(trait.finding) == {"shuffle_share": 1.0, "album_share": 10.0}


def of_decades(year: int, **decades: int) -> list[Row]:
    rows: list[Row] = []
    for name, plays in decades.items():
        (artist,) = known(lambda a, decade=int(name[1:]): a.decade == decade)  # type: ignore[misc]
        rows += [
            play(utc(year, 1, 1) + (n + len(rows)) * DAY, artist, f"Song {n} {name}") for n in range(plays)
        ]
    return rows


def test_current_nostalgic_by_hand() -> None:
    trait = trait_of(of_decades(2021, d1970=30, d2000=25, d2010=25, d2020=20), "current_nostalgic")
    assert trait.finding is not None
    # In 2021 twenty years back ends with the decade that began in 2000, and this decade or the last are 45 plays.
    assert cells(trait.finding) == {"old_share": 55.0, "fresh_share": 45.0, "decade": "1970s"}


@pytest.mark.parametrize("year", [2025, 2018, 2015])
def test_this_decade_or_the_last(year: int) -> None:
    this, last = year // 10 * 10, year // 10 * 10 - 10
    trait = trait_of(of_decades(year, **{f"d{last}": 60, f"d{this}": 60}), "current_nostalgic")
    assert trait.finding is not None
    assert cells(trait.finding)["fresh_share"] == 100.0


def test_no_ruling_where_the_table_knows_too_few() -> None:
    (star,) = known(lambda artist: artist.popularity > 80)
    rows = [*crowd(START, 81), *(play(START + n * DAY + HOUR, star, f"Song {n}") for n in range(19))]
    trait = trait_of(rows, "current_nostalgic")
    assert (trait.axis.value, trait.axis.low, trait.axis.high, trait.finding) == (None, None, None, None)
    assert trait.axis.reason
    assert (trait.pole, trait.strength) == (None, 0)
    assert trait.axis.coverage_ratio == 0.19
    assert trait_of([*rows[1:], play(START, star, "One More")], "current_nostalgic").axis.value is not None


@pytest.mark.parametrize("name", ["finisher_skipper", "album_shuffle"])
def test_account_data_has_no_ruling_on_what_it_does_not_hold(name: str) -> None:
    rows = [account(600 * n, f"Passer {n % 50}", f"Tune {n}") for n in range(120)]
    trait = trait_of(rows, name)
    assert (trait.axis.value, trait.finding, trait.pole) == (None, None, None)
    assert trait.axis.reason is not None
    assert trait.axis.reason.startswith("This export does not record")


@pytest.mark.parametrize("name", ["explorer_loyalist", "grazer_obsessive", "day_night", "broad_narrow"])
def test_account_data_has_the_other_rulings(name: str) -> None:
    rows = [account(600 * n, f"Passer {n % 50}", f"Tune {n}") for n in range(120)]
    assert trait_of(rows, name).axis.value is not None


@pytest.mark.parametrize(("unknown", "rules"), [(50, True), (51, False)])
def test_half_of_the_rows_must_tell(unknown: int, rules: bool) -> None:
    rows = [
        {**row, "skipped": None if n < unknown else False, "reason_end": None if n < unknown else "trackdone"}
        for n, row in enumerate(crowd(START, 100))
    ]
    assert (trait_of(rows, "finisher_skipper").axis.value is not None) == rules
    rows = [{**row, "shuffle": None if n < unknown else False} for n, row in enumerate(shuffling(0.0)[:100])]
    assert (trait_of(rows, "album_shuffle").axis.value is not None) == rules


def test_plays_that_neither_shuffle_nor_follow_an_album_speak_for_neither() -> None:
    trait = trait_of(crowd(START, 120), "album_shuffle")
    assert (trait.axis.value, trait.pole) == (None, None)
    assert trait.axis.reason == "Next to nothing here is on shuffle or follows its album."
    some = trait_of([*crowd(START + 5 * HOUR, 100), *shuffling(0.0)[:40]], "album_shuffle")
    assert some.pole == "album"
    assert some.axis.sample == 36  # the first song of each of four albums follows nothing


# ------------------------------------------------------------------------------------------ what they are held against


@pytest.mark.parametrize("name", POLES)
def test_each_trait_says_what_was_measured_and_what_was_to_be_expected(name: str) -> None:
    axis = trait_of(LISTENERS[name](0.6), name).axis
    measure = axis.measure
    assert measure is not None
    assert measure.low <= measure.value <= measure.high
    assert measure.expected > 0
    assert measure.unit in {"percent", "count"}
    assert axis.strength == pytest.approx(abs(value_of_axis(axis) - 0.5) * 2)


def value_of_axis(axis: AxisScore) -> float:
    assert axis.value is not None
    return axis.value


@pytest.mark.parametrize("name", POLES)
def test_what_is_to_be_expected_is_the_middle(name: str) -> None:
    """Of listeners that lean more and more, the score crosses the middle where the figure crosses the expectation."""
    for part in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        axis = trait_of(LISTENERS[name](part), name).axis
        if axis.value is None:
            continue
        assert axis.measure is not None
        beyond = axis.measure.value - axis.measure.expected
        fewer_is_more = name in {"explorer_loyalist", "broad_narrow"}
        if abs(beyond) > 0.02 * axis.measure.expected:
            assert (axis.value > 0.5) == ((beyond < 0) if fewer_is_more else (beyond > 0))


def test_a_larger_record_is_held_against_more() -> None:
    expected = []
    for plays in (100, 400, 1600):
        measure = trait_of(crowd(START, plays, every=6 * HOUR), "explorer_loyalist").axis.measure
        assert measure is not None
        expected.append(measure.expected)
    assert expected == sorted(expected)
    assert expected[0] == pytest.approx(47, abs=1)
    # Fifty artists are what is usual in a hundred plays, and few in 1,600.
    assert abs(value_of(trait_of(crowd(START, 100), "explorer_loyalist")) - 0.5) < 0.1
    assert value_of(trait_of(crowd(START, 1600, every=6 * HOUR), "explorer_loyalist")) > 0.9


def test_who_plays_more_a_day_has_more_to_repeat() -> None:
    lazy = trait_of(crowd(START, 200, every=DAY), "grazer_obsessive").axis.measure
    busy = trait_of(crowd(START, 200, every=10 * MINUTE), "grazer_obsessive").axis.measure
    assert lazy is not None
    assert busy is not None
    assert lazy.expected < busy.expected


def test_days_that_resemble_each_other_are_few_witnesses() -> None:
    """A hundred plays of one night say less of the nights than one play on each of a hundred."""
    spread = [*crowd(utc(2020, 1, 1, 23), 60), *crowd(utc(2020, 3, 1, 12), 140, name="Day")]
    nights = [utc(2020, 1, 1, 22, 30) + n // 30 * 30 * DAY + n % 30 * 3 * MINUTE for n in range(60)]
    bunched = [play(at, f"Owl {n}", f"Song {n}") for n, at in enumerate(nights)]
    bunched += crowd(utc(2020, 3, 1, 12), 140, name="Day")
    one, other = (trait_of(rows, "day_night").axis for rows in (spread, bunched))
    assert one.measure is not None
    assert other.measure is not None
    assert one.measure.value == other.measure.value == 30.0
    assert other.measure.high - other.measure.low > one.measure.high - one.measure.low


def test_a_trait_of_more_plays_is_surer() -> None:
    few, many = trait_of(nightly(0.3)[::3], "day_night"), trait_of(nightly(0.3), "day_night")
    widths = []
    for trait in (few, many):
        assert trait.axis.low is not None
        assert trait.axis.high is not None
        widths.append(trait.axis.high - trait.axis.low)
    assert widths[1] < widths[0]
