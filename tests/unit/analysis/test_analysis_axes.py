"""The two axes: formula, poles, sign, order, interval, and when they abstain."""

import re
from collections.abc import Callable, Sequence

import pytest

from tests.unit.analysis.histories import DAY, HOUR, analyse, crowd, fact_of, known, play, utc
from tests.unit.sources.rows import Row
from unwrapped_desktop.analysis.reference import ReferenceArtist, load_reference
from unwrapped_desktop.domain.finding import Analysis
from unwrapped_desktop.domain.report import AxisScore

START = utc(2020, 1, 1, 12)

COUNTRIES = (
    "IN",
    "TR",
    "BR",
    "MX",
    "AR",
    "ES",
    "PT",
    "DE",
    "FR",
    "IT",
    "PL",
    "JP",
    "KR",
    "ID",
    "PH",
    "NG",
    "ZA",
    "EG",
)


def shares(*artists: tuple[str, int]) -> list[Row]:
    """Plays of artists, a day apart, mixed evenly."""
    order = sorted(((n + 0.5) / plays, name) for name, plays in artists for n in range(plays))
    return [play(START + n * DAY, name, f"{name} Song {n}") for n, (_, name) in enumerate(order)]


def axis_of(rows: Sequence[Row], name: str) -> AxisScore:
    return axis(analyse(rows), name)


def axis(analysis: Analysis, name: str) -> AxisScore:
    (found,) = [found for found in analysis.axes if found.id == name]
    return found


def value_of(found: AxisScore) -> float:
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= found.value <= found.high <= 1
    return found.value


def percentile(name: str) -> float:
    """The share of the table that is less popular, and half of what is as popular, an artist by the root of the
    listeners; or six tenths of the same among the artists of the country, if that is more."""
    (artist,) = load_reference().find([name])
    assert artist is not None
    all_of_them: list[int] = load_reference().popularity.tolist()
    at_home = [other.popularity for other in load_reference().artists if other.region == artist.region]
    world = share_below(artist.popularity, all_of_them)
    return max(world, 0.6 * share_below(artist.popularity, at_home)) if len(at_home) >= 30 else world


def share_below(popularity: int, others: Sequence[int]) -> float:
    weight = {points: float(10 ** (points / 45)) for points in range(101)}
    below = sum(weight[other] for other in others if other < popularity)
    equal = sum(weight[other] for other in others if other == popularity)
    return (below + equal / 2) / sum(weight[other] for other in others)


def depth(name: str) -> float:
    """How well the table knows the artist's country: wholly from 150 artists on."""
    (artist,) = load_reference().find([name])
    assert artist is not None
    return min(sum(other.region == artist.region for other in load_reference().artists) / 150, 1.0)


def popular(low: int, high: int) -> Callable[[ReferenceArtist], bool]:
    return lambda artist: low <= artist.popularity <= high


def praised(low: int, high: int) -> Callable[[ReferenceArtist], bool]:
    return lambda artist: artist.acclaim is not None and low <= artist.acclaim <= high


def unpraised(artist: ReferenceArtist) -> bool:
    return artist.acclaim is None


STARS = known(popular(90, 100), 10)
RARE = known(popular(0, 20), 10)


def test_there_are_two_axes_with_receipts() -> None:
    analysis = analyse(crowd(START, 100))
    assert [found.id for found in analysis.axes] == ["mainstream", "acclaim"]
    assert [receipt.id for receipt in analysis.receipts] == ["mainstream", "acclaim"]


def test_mainstream_by_hand() -> None:
    rows = [*shares((STARS[0], 60), (RARE[0], 40)), *crowd(START + HOUR, 100)]
    found = axis_of(rows, "mainstream")
    known_part = 60 * percentile(STARS[0]) + 40 * percentile(RARE[0])
    # An unknown artist counts a quarter of a play, where the table knows 150 artists of the country.
    weak = 0.25 * 100 * (60 * depth(STARS[0]) + 40 * depth(RARE[0])) / 100
    assert value_of(found) == pytest.approx((known_part + weak * 0.25) / (100 + weak), abs=0.0006)
    assert (found.coverage_ratio, found.sample) == (0.5, 100)


def test_the_formula_is_told_with_its_figures() -> None:
    rows = [*shares((STARS[0], 60), (RARE[0], 40)), *crowd(START + HOUR, 100)]
    for name in ("mainstream", "acclaim"):
        found = axis_of(rows, name)
        if found.value is None:
            continue
        assert found.computed is not None
        numbers = [float(part.replace(",", "")) for part in re.findall(r"[\d,]+(?:\.\d+)?", found.computed)]
        mean, known_plays, prior, weight, *again = numbers
        assert again == [known_plays, weight]
        assert value_of(found) == pytest.approx(
            (mean * known_plays + prior * weight) / (known_plays + weight), abs=0.002
        )


def test_acclaim_by_hand() -> None:
    (high,), (low,) = known(praised(90, 100)), known(praised(0, 30))
    table = {artist.name: artist for artist in load_reference().artists}
    rows = [*shares((high, 60), (low, 40)), *crowd(START + HOUR, 100)]
    known_part = sum(
        plays * (1 - (table[name].acclaim or 0) / 100) for name, plays in ((high, 60), (low, 40))
    )
    # The prior weighs as much as a tenth of all 200 plays.
    assert value_of(axis_of(rows, "acclaim")) == pytest.approx((known_part + 20 * 0.5) / 120, abs=0.0006)


def test_both_poles_of_mainstream() -> None:
    assert value_of(axis_of(shares(*((name, 20) for name in STARS)), "mainstream")) > 0.9
    assert value_of(axis_of(shares(*((name, 20) for name in RARE)), "mainstream")) < 0.15


def test_both_poles_of_acclaim() -> None:
    best, worst = known(praised(94, 100), 5), known(praised(0, 32), 5)
    assert value_of(axis_of(shares(*((name, 30) for name in best)), "acclaim")) < 0.15
    assert value_of(axis_of(shares(*((name, 30) for name in worst)), "acclaim")) > 0.65


def test_the_order_of_listeners() -> None:
    (star,), (middle,), (rare,) = known(popular(95, 100)), known(popular(55, 60)), known(popular(0, 15))
    values = [
        value_of(axis_of(shares(*mix), "mainstream"))
        for mix in (
            [(rare, 200)],
            [(rare, 100), (middle, 100)],
            [(middle, 200)],
            [(middle, 100), (star, 100)],
            [(star, 200)],
        )
    ]
    assert values == sorted(values)
    assert len(set(values)) == 5
    (best,), (fair,), (worst,) = known(praised(95, 100)), known(praised(60, 65)), known(praised(0, 35))
    values = [
        value_of(axis_of(shares(*mix), "acclaim"))
        for mix in ([(best, 200)], [(best, 100), (fair, 100)], [(fair, 200)], [(worst, 200)])
    ]
    assert values == sorted(values)
    assert len(set(values)) == 4


def test_below_a_fifth_an_axis_abstains_and_says_so() -> None:
    (star,) = known(lambda artist: artist.popularity > 80 and artist.acclaim is not None)
    for name in ("mainstream", "acclaim"):
        found = axis_of([*crowd(START, 81), *shares((star, 19))], name)
        assert (found.value, found.low, found.high) == (None, None, None)
        assert found.coverage_ratio == 0.19
        assert found.reason == "We recognise 19 % of your plays. That is our gap."
        enough = axis_of([*crowd(START, 80), *shares((star, 20))], name)
        assert enough.reason is None
        value_of(enough)


def test_nothing_known_at_all() -> None:
    for found in analyse(crowd(START, 100)).axes:
        assert (found.value, found.sample, found.coverage_ratio) == (None, 0, 0)
        assert found.reason == "We recognise 0 % of your plays. That is our gap."


def test_the_share_in_the_sentence_is_rounded_half_up() -> None:
    found = axis_of([*crowd(START, 105), *shares((STARS[0], 15))], "mainstream")
    assert found.reason == "We recognise 13 % of your plays. That is our gap."


@pytest.mark.parametrize(
    ("test", "name"), [(unpraised, "acclaim"), (lambda artist: artist.sacred, "mainstream")]
)
def test_the_sentence_agrees_with_what_is_recognised(
    test: Callable[[ReferenceArtist], bool], name: str
) -> None:
    analysis = analyse(shares((known(test, targets=None)[0], 120)))
    assert fact_of(analysis, "map.recognised_share").value == 100.0
    found = axis(analysis, name)
    assert found.value is None
    assert found.reason is not None
    assert "We recognise 0 %" not in found.reason


def test_unknown_artists_widen_the_interval() -> None:
    widths = []
    for unknown in (0, 40, 120, 240):
        found = axis_of([*shares((STARS[0], 60), (RARE[0], 60)), *crowd(START + HOUR, unknown)], "mainstream")
        value_of(found)
        assert found.high is not None
        assert found.low is not None
        widths.append(found.high - found.low)
    assert widths == sorted(widths)
    assert widths[-1] > widths[0] + 0.1


def test_unknown_is_not_obscure() -> None:
    """A listener of stars and as many artists we do not know stays on the side of the charts."""
    stars = shares(*((name, 10) for name in STARS))
    assert value_of(axis_of([*stars, *crowd(START + HOUR, 100)], "mainstream")) > 0.8
    assert value_of(axis_of([*stars, *crowd(START + HOUR, 390, every=DAY / 2)], "mainstream")) > 0.6


def test_sacred_artists_stay_outside() -> None:
    devout = known(lambda artist: artist.sacred, 3, targets=False)
    analysis = analyse(shares((STARS[0], 60), (RARE[0], 60), *((name, 40) for name in devout)))
    for found in analysis.axes:
        value_of(found)
    assert axis(analysis, "mainstream").sample == 120
    assert axis(analysis, "mainstream").coverage_ratio == 0.5
    named = {cell.label for receipt in analysis.receipts for cell in receipt.rows}
    assert not named & set(devout)
    assert fact_of(analysis, "map.recognised_share").value == 100.0


def test_the_receipt_names_what_pulled() -> None:
    analysis = analyse(shares((STARS[0], 60), (RARE[0], 60)))
    receipt = next(receipt for receipt in analysis.receipts if receipt.id == "mainstream")
    star, rare = percentile(STARS[0]), percentile(RARE[0])
    middle = (star + rare) / 2
    assert {cell.label: cell.value for cell in receipt.rows} == {
        STARS[0]: pytest.approx(100 * (middle - rare), abs=0.006),
        RARE[0]: pytest.approx(100 * (middle - star), abs=0.006),
    }
    totals = {cell.label: cell.value for cell in receipt.totals}
    assert totals == {"plays counted": 120, "share of all plays": 100.0}


@pytest.mark.parametrize("name", ["mainstream", "acclaim"])
def test_a_pull_is_what_the_score_would_lack_without_the_artist(name: str) -> None:
    table = {artist.name: artist for artist in load_reference().artists}
    mix = [(artist, 20 + 9 * place) for place, artist in enumerate((*STARS[:4], *RARE[:4]))]
    rows = [*shares(*mix), *crowd(START + HOUR, 100)]
    whole = axis_of(rows, name)
    assert whole.pulls
    assert [pull.pull for pull in whole.pulls] == sorted((pull.pull for pull in whole.pulls), reverse=True)
    for pull in whole.pulls:
        rest = [row for row in rows if row["master_metadata_album_artist_name"] != pull.name]
        without = axis_of(rest, name)
        # The table's depth is that of the countries left: only where it stays may the two be compared.
        if name == "acclaim" or min(depth(artist) for artist, _ in mix) == 1.0:
            assert pull.pull == pytest.approx(value_of(whole) - value_of(without), abs=0.0011)
        if name == "mainstream":
            assert pull.value == pytest.approx(percentile(pull.name), abs=0.0006)
        else:
            assert pull.value == pytest.approx(1 - (table[pull.name].acclaim or 0) / 100, abs=0.0006)
        assert pull.plays == dict(mix)[pull.name]


def test_the_interval_is_the_same_each_time() -> None:
    rows = [*shares((STARS[0], 90), (RARE[0], 60)), *crowd(START + HOUR, 100)]
    assert analyse(rows).axes == analyse(reversed(rows)).axes


@pytest.mark.parametrize("name", ["mainstream", "acclaim"])
def test_months_without_plays_say_nothing(name: str) -> None:
    (star,) = known(lambda artist: artist.popularity >= 90 and artist.acclaim is not None)
    rows = [
        play(utc(year, month, 1) + n * HOUR / 12, star, f"Song {n}")
        for year, month in ((2020, 1), (2020, 11))
        for n in range(60)
    ]
    found = axis_of(rows, name)
    # One artist alone: the interval is the table's own error, and nothing is added for the months between.
    assert found.low == pytest.approx(
        value_of(found) - 1.645 * {"mainstream": 0.08, "acclaim": 0.05}[name], abs=0.02
    )


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_stars_of_a_country_are_not_underground(country: str) -> None:
    stars = known(lambda artist: artist.region == country, 12, targets=None)
    plays = [(name, 60 // (place + 1) + 5) for place, name in enumerate(stars)]
    found = axis_of(shares(*plays), "mainstream")
    assert found.value is None or value_of(found) >= 0.5
    beside = axis_of([*shares(*plays), *crowd(START + HOUR, sum(n for _, n in plays))], "mainstream")
    assert beside.value is None or value_of(beside) >= 0.5
