"""Decades, kinds of music and countries: what is on each shelf, and what may be said of it."""

import pytest

from tests.unit.analysis.histories import DAY, HOUR, MINUTE, analyse, crowd, fact_of, known, play, utc
from tests.unit.sources.rows import Row
from unwrapped_desktop.analysis.reference import ReferenceArtist
from unwrapped_desktop.cli.taste_text import may_be_said
from unwrapped_desktop.domain.shelves import Scope, ShelfKind, Shelves

START = utc(2020, 1, 1, 12)


def of(count: int, **wanted: object) -> list[str]:
    """Names of artists of whom all of that is true."""

    def fits(artist: ReferenceArtist) -> bool:
        return all(getattr(artist, name) == value for name, value in wanted.items())

    return known(fits, count, targets=None)


def mixed(*groups: tuple[list[str], int]) -> list[Row]:
    """So many plays of each group of artists, in turn, one a day."""
    order = sorted(
        ((n + 0.5) / plays, artists[n % len(artists)]) for artists, plays in groups for n in range(plays)
    )
    return [play(START + n * DAY, name, f"{name} Song {n}") for n, (_, name) in enumerate(order)]


def shelves(rows: list[Row], kind: ShelfKind) -> Shelves:
    (found,) = [one for one in analyse(rows).shelves if one.kind is kind]
    return found


POLISH, MEXICAN = of(8, region="PL"), of(8, region="MX")


def test_what_is_on_the_shelves() -> None:
    found = shelves([*mixed((POLISH, 90), (MEXICAN, 30)), *crowd(START + HOUR, 80)], ShelfKind.COUNTRY)
    assert [(shelf.name, shelf.plays, shelf.artists) for shelf in found.shelves] == [
        ("Poland", 90, 8),
        ("Mexico", 30, 8),
    ]
    assert (found.known_plays, found.coverage_ratio) == (120, 0.6)
    assert found.share_percent(found.shelves[0]) == 75.0
    assert found.effective == pytest.approx(2 ** (0.75 * 0.415037 + 0.25 * 2))
    assert found.main == found.shelves[0]
    assert found.scope is Scope.OF_THE_KNOWN  # 90 of 200 are not most of all plays
    assert not found.may_say_never


@pytest.mark.parametrize("kind", ShelfKind)
def test_under_a_fifth_nothing_may_be_said(kind: ShelfKind) -> None:
    found = shelves([*mixed((POLISH, 19)), *crowd(START + HOUR, 81)], kind)
    assert found.main is None
    assert found.scope is Scope.NOTHING
    assert found.reason == "Our table knows too few of these artists."
    assert list(may_be_said(found)) == ["Nothing may be said. Our table knows too few of these artists."]


def test_most_of_all_plays_may_be_said_whatever_the_others_are() -> None:
    found = shelves([*mixed((POLISH, 101)), *crowd(START + HOUR, 99)], ShelfKind.COUNTRY)
    assert found.scope is Scope.OF_ALL
    assert list(may_be_said(found)) == [
        "Poland may be called the main one.",
        "That it holds most of all plays is true whatever the others are.",
        "That one is missing may not be said.",
    ]
    assert (
        shelves([*mixed((POLISH, 100)), *crowd(START + HOUR, 100)], ShelfKind.COUNTRY).scope
        is Scope.OF_THE_KNOWN
    )


def test_that_one_is_missing_may_be_said_when_nearly_all_are_known() -> None:
    assert shelves([*mixed((POLISH, 90)), *crowd(START + HOUR, 10)], ShelfKind.COUNTRY).may_say_never
    assert not shelves([*mixed((POLISH, 89)), *crowd(START + HOUR, 11)], ShelfKind.COUNTRY).may_say_never


def test_a_shelf_of_two_artists_is_theirs() -> None:
    found = shelves(mixed((POLISH[:2], 100), (MEXICAN, 30)), ShelfKind.COUNTRY)
    assert found.main is None
    assert found.reason == "One or two artists alone fill the country that leads."
    assert shelves(mixed((POLISH[:3], 100), (MEXICAN, 30)), ShelfKind.COUNTRY).main is not None


def test_a_lead_by_chance_is_none() -> None:
    assert (
        shelves(mixed((POLISH, 100), (MEXICAN, 100)), ShelfKind.COUNTRY).reason
        == "No country leads beyond chance."
    )
    # A single long evening decides nothing either.
    evening = [play(utc(2022, 1, 1, 18) + n * 3 * MINUTE, POLISH[n % 8], f"Late {n}") for n in range(40)]
    found = shelves([*mixed((POLISH, 80), (MEXICAN, 100)), *evening], ShelfKind.COUNTRY)
    assert found.shelves[0].name == "Poland"
    assert found.main is None


def test_the_facts() -> None:
    seventies, tens = of(6, decade=1970, genre="rock"), of(6, decade=2010, genre="rock")
    analysis = analyse(mixed((seventies, 90), (tens, 40)))
    assert fact_of(analysis, "map.main_decade").value == "1970s"
    assert fact_of(analysis, "map.main_decade_share").value == pytest.approx(100 * 90 / 130, abs=1e-4)
    assert fact_of(analysis, "map.middle_decade").value == "1970s"
    assert fact_of(analysis, "map.main_family").value == "rock"
    assert fact_of(analysis, "map.families").value == 1.0
    assert fact_of(analysis, "map.main_decade").sample == 130


def test_stars_at_home_stand_high_there() -> None:
    stars, small = (
        of(8, region="PL"),
        known(lambda a: a.region == "PL" and a.popularity < 25, 8, targets=None),
    )
    high, low = (
        fact_of(analyse(mixed((names, 120))), "map.standing_at_home").value for names in (stars, small)
    )
    assert isinstance(high, float)
    assert isinstance(low, float)
    assert high > 95
    assert low < 35


def test_below_the_gap_no_fact_is_told() -> None:
    analysis = analyse([*mixed((POLISH, 19)), *crowd(START + HOUR, 81)])
    for name in (
        "main_decade",
        "middle_decade",
        "main_family",
        "families",
        "main_country",
        "standing_at_home",
    ):
        fact = fact_of(analysis, f"map.{name}")
        assert (fact.value, fact.available) == (None, False), name
        assert fact.reason
