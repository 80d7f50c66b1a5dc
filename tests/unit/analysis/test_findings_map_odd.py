"""The map and odd things: what the table knows, and what stands out, by hand and just below each threshold."""

from collections.abc import Callable

import pytest

from tests.unit.analysis.histories import (
    DAY,
    HOUR,
    analyse,
    cells,
    crowd,
    fact_of,
    finding_of,
    known,
    lines,
    pc,
    play,
    quoted,
    repeat,
    utc,
)
from tests.unit.sources.rows import Row
from unwrapped_desktop.analysis.reference import ReferenceArtist, load_reference

START = utc(2020, 1, 1, 12)
LATER = utc(2021, 1, 1, 18)


def by(artist: str, plays: int, *, offset: int = 0, title: str = "") -> list[Row]:
    """Plays of one artist, each a song of its own unless named."""
    return [
        play(START + (n + offset) * 7 * HOUR, artist, title or f"{artist} Song {n}") for n in range(plays)
    ]


def star(artist: ReferenceArtist) -> bool:
    return artist.popularity >= 80


def rare(artist: ReferenceArtist) -> bool:
    return artist.popularity <= 20


STARS = known(star, 30)
RARE = known(rare, 5)
MIDDLE = known(lambda artist: 40 <= artist.popularity <= 60, 10)


def shares(*artists: tuple[str, int]) -> list[Row]:
    rows: list[Row] = []
    for artist, plays in artists:
        rows += by(artist, plays, offset=len(rows))
    return rows


# --------------------------------------------------------------------------------------------------- the map


def test_our_gap() -> None:
    rows = [*crowd(START, 81), *shares((STARS[0], 19))]
    found = finding_of(analyse(rows), "our_gap")
    assert found is not None
    assert cells(found) == {"known": len(load_reference()), "share": 19.0}
    assert (lines(found)["plays of theirs"], lines(found)["all plays"]) == (19, 100)
    assert quoted([*crowd(START, 80), *shares((STARS[0], 20))], "our_gap") is None


def test_below_the_gap_nothing_is_said_of_fame() -> None:
    analysis = analyse([*crowd(START, 81), *shares((STARS[0], 19))])
    assert fact_of(analysis, "map.recognised_share").value == 19.0
    for name in ("map.star_share", "map.main_decade"):
        fact = fact_of(analysis, name)
        assert (fact.value, fact.available) == (None, False)
        assert fact.reason
    for family in ("charts", "rare_find", "bus_stop", "decade", "acclaimed", "worrying"):
        assert finding_of(analysis, family) is None


def test_charts() -> None:
    # 35 % is expected and ten points more are nothing special: more than 45 %.
    rows = [*crowd(START, 108), *shares((STARS[0], 60), (STARS[1], 32))]
    found = finding_of(analyse(rows), "charts")
    assert found is not None
    assert cells(found) == {"artist": STARS[0], "plays": 60, "share": 46.0}
    assert lines(found)["plays of stars"] == 92
    assert quoted([*crowd(START, 112), *shares((STARS[0], 57), (STARS[1], 31))], "charts") is None


def test_rare_find() -> None:
    rows = [*crowd(START, 60), *shares((MIDDLE[0], 40), (RARE[0], 15), (RARE[1], 3))]
    assert quoted(rows, "rare_find") == {"artist": RARE[0], "plays": 15, "found": 2}
    assert quoted([*crowd(START, 60), *shares((MIDDLE[0], 40), (RARE[0], 14))], "rare_find") is None


def ten(stars: int, rare_at: int | None) -> list[Row]:
    """Ten artists of 20, 19 ... 11 plays: stars first, a rare one at a place, all others of the middle."""
    names = [*STARS[:stars], *MIDDLE[: 10 - stars]]
    if rare_at is not None:
        names.remove(MIDDLE[0])
        names.insert(rare_at - 1, RARE[0])
    return shares(*((name, 20 - place) for place, name in enumerate(names)), ("Passer", 10))


def test_bus_stop() -> None:
    found = finding_of(analyse(ten(5, 9)), "bus_stop")
    assert found is not None
    assert cells(found) == {"stars": 5, "ten": 10, "rank": 9, "artist": RARE[0]}
    assert [cell.label for cell in found.receipt.rows][8] == RARE[0]
    assert quoted(ten(4, 9), "bus_stop") is None
    assert quoted(ten(5, None), "bus_stop") is None
    nine = [row for row in ten(5, 9) if row["master_metadata_album_artist_name"] not in {"Passer", STARS[4]}]
    assert quoted([*nine, *crowd(LATER, 0)], "bus_stop") is None
    behind = [*ten(5, None), *shares((RARE[0], 9))]
    assert quoted(behind, "bus_stop") is None  # the rare one stands eleventh


def of_decade(decade: int) -> str:
    return known(lambda artist: artist.decade == decade)[0]


def test_decade() -> None:
    # More than 45 % of the recognised plays.
    rows = [*crowd(START, 40), *shares((of_decade(1990), 46), (of_decade(1970), 29), (of_decade(2010), 25))]
    found = finding_of(analyse(rows), "decade")
    assert found is not None
    assert cells(found) == {"decade": "1990s", "share": 46.0, "known_share": pc(100, 140), "year": 2020}
    assert [(cell.label, cell.value) for cell in found.receipt.rows] == [
        ("1970s", 29),
        ("1990s", 46),
        ("2010s", 25),
    ]
    even = [*crowd(START, 40), *shares((of_decade(1990), 45), (of_decade(1970), 30), (of_decade(2010), 25))]
    assert quoted(even, "decade") is None


def test_a_decade_of_now_must_hold_nearly_all() -> None:
    # Three quarters are expected of the current ones.
    assert quoted(shares((of_decade(2010), 75), (of_decade(1970), 25)), "decade") is None
    assert quoted(shares((of_decade(2010), 76), (of_decade(1970), 24)), "decade") is not None


PRAISED = known(lambda artist: (artist.acclaim or 0) >= 80, 3)
FROWNED = known(lambda artist: artist.acclaim is not None and artist.acclaim < 50, 3)
BETWEEN = known(lambda artist: artist.acclaim is not None and 55 <= artist.acclaim <= 75, 3)
UNJUDGED = known(lambda artist: artist.acclaim is None, 3)


@pytest.mark.parametrize(("family", "names"), [("acclaimed", PRAISED), ("worrying", FROWNED)])
def test_regard(family: str, names: list[str]) -> None:
    # More than 55 % of the plays of artists with a regard; those without do not count.
    rows = shares((names[0], 40), (names[1], 16), (BETWEEN[0], 44), (UNJUDGED[0], 50))
    found = finding_of(analyse(rows), family)
    assert found is not None
    assert cells(found) == {"artist": names[0], "plays": 40, "share": 56.0}
    assert lines(found)["plays of artists with a regard"] == 100
    assert quoted(shares((names[0], 40), (names[1], 15), (BETWEEN[0], 45)), family) is None


def test_regard_needs_a_fifth_of_all_plays() -> None:
    rows = [*crowd(START, 40), *shares((UNJUDGED[0], 41), (FROWNED[0], 20))]
    assert quoted(rows, "worrying") is None
    assert quoted([*rows[1:], *shares((FROWNED[1], 1))], "worrying") is not None


# ------------------------------------------------------------------------------------------------ odd things


CHILDRENS = known(
    lambda artist: "children" in artist.tags and not artist.sacred and not artist.care, 3, targets=False
)
RAIN = known(
    lambda artist: "noise" in artist.tags and not artist.sacred and not artist.care, 3, targets=False
)


def test_childrens() -> None:
    hours = (7, 8, 16, 17)  # two of four before 8:00 or after 17:00
    songs = [
        play(utc(2021, 2, 28) + n * DAY + hours[n % 4] * HOUR, CHILDRENS[0], f"Song {n % 3}")
        for n in range(20)
    ]
    found = finding_of(analyse([*crowd(START, 100), *songs]), "childrens")
    assert found is not None
    assert cells(found) == {"artist": CHILDRENS[0], "plays": 20, "month": "February 2021", "share": 50.0}
    assert not found.shareable
    assert quoted([*crowd(START, 100), *songs[1:]], "childrens") is None


def test_rain() -> None:
    nights = [play(utc(2020, 12, 31, 22) + n * DAY, RAIN[0], "Heavy Rain", seconds=3_000) for n in range(50)]
    rows = [*crowd(START, 60), *by("Ostkai", 40), *nights]
    found = finding_of(analyse(rows), "rain")
    assert found is not None
    assert cells(found) == {
        "artist": RAIN[0],
        "plays": 50,
        "hours": 41,  # 41 hours and 40 minutes
        "year": 2021,
        "second": "Ostkai",
        "second_plays": 40,
    }
    assert not found.shareable
    assert quoted(rows[:-1], "rain") is None


def test_rain_alone_is_no_comparison() -> None:
    nights = [play(START + n * DAY, RAIN[0], f"Rain {n % 3}") for n in range(150)]
    assert quoted(nights, "rain") is None


def test_what_is_most_played_beside_the_rain() -> None:
    (devout,) = known(lambda artist: artist.sacred, targets=False)
    nights = [play(utc(2021, 1, 1, 22) + n * DAY, RAIN[0], "Heavy Rain") for n in range(50)]
    found = finding_of(analyse([*by(devout, 60), *by("Ostkai", 40), *nights]), "rain")
    assert found is None or found.value("second") == devout


@pytest.mark.parametrize(
    ("title", "date", "late", "early"),
    [
        ("Last Christmas", (2021, 7, 4), 191, 174),
        ("Jingle Bells", (2021, 2, 1), 38, 327),
        ("Feliz Navidad", (2021, 10, 31), 310, 55),
        ("Fröhliche Weihnacht überall", (2020, 2, 29), 66, 300),
    ],
)
def test_christmas(title: str, date: tuple[int, int, int], late: int, early: int) -> None:
    rows = [*crowd(START, 100), play(utc(*date, 12), "Nadide Su", title)]
    found = quoted(rows, "christmas")
    assert found is not None
    assert (found["track"], found["artist"], found["late"], found["early"]) == (
        title,
        "Nadide Su",
        late,
        early,
    )


@pytest.mark.parametrize("date", [(2021, 1, 31), (2021, 11, 1), (2021, 12, 24)])
def test_christmas_in_winter(date: tuple[int, int, int]) -> None:
    assert (
        quoted([*crowd(START, 100), play(utc(*date, 12), "Nadide Su", "Last Christmas")], "christmas") is None
    )


def test_the_christmas_furthest_from_christmas() -> None:
    plays = [play(utc(2021, month, 1, 12), "Nadide Su", "Last Christmas") for month in (3, 6, 9)]
    found = quoted([*crowd(START, 100), *plays], "christmas")
    assert found is not None
    assert found["date"] == "1 June 2021"


def titled(count: int, titles: tuple[str, ...], rest: int) -> list[Row]:
    return [
        *crowd(START, rest),
        *(play(LATER + n * DAY, "Ostkai", titles[n % len(titles)]) for n in range(count)),
    ]


LIVE = ("Lamplight - Live at the Pavilion", "Home (Live)", "Home (Live)")
REMASTERED = ("Lamplight - 2011 Remaster", "Home - Remastered 2009", "Boats (2011 Remaster)")


def test_live_album() -> None:
    # 8 % of 275 plays are 22.
    found = finding_of(analyse(titled(22, LIVE, 253)), "live_album")
    assert found is not None
    assert cells(found) == {"plays": 22, "track": "Home (Live)", "track_plays": 14, "share": 8.0}
    assert quoted(titled(22, LIVE, 254), "live_album") is None
    assert quoted(titled(19, LIVE, 100), "live_album") is None
    assert fact_of(analyse(titled(22, LIVE, 253)), "odd.live_share").value == 8.0


@pytest.mark.parametrize(
    "title", ["Live Forever", "Olive Tree - Deliver", "Where I Live", "Livelong (Alive)"]
)
def test_what_is_no_live_version(title: str) -> None:
    assert quoted(titled(30, (title,), 100), "live_album") is None


@pytest.mark.parametrize(
    ("family", "mark"), [("live_album", " - Live at the Pavilion"), ("sped_up", " - Sped Up")]
)
def test_the_most_played_version_is_the_most_played(family: str, mark: str) -> None:
    long_title = f"A Title of More Than Forty Characters, All Needed{mark}"
    found = finding_of(analyse(titled(30, (long_title, long_title, f"Short{mark}"), 100)), family)
    assert found is None or "the most played of them" not in lines(found)


def test_sped_up() -> None:
    titles = ("Home - Sped Up", "Boats (Slowed + Reverb)", "Home - Sped Up", "Lamplight - Nightcore")
    assert quoted(titled(20, titles, 400), "sped_up") == {
        "plays": 20,
        "track": "Home - Sped Up",
        "track_plays": 10,
    }
    assert quoted(titled(19, titles, 100), "sped_up") is None
    assert quoted(titled(30, ("Slow Down", "Speed", "Nightcores"), 100), "sped_up") is None


def test_remasters() -> None:
    found = finding_of(analyse(titled(24, REMASTERED, 276)), "remasters")
    assert found is not None
    assert cells(found) == {"plays": 24, "share": 8.0, "year": 2011, "year_plays": 16}
    assert quoted(titled(24, REMASTERED, 277), "remasters") is None
    assert quoted(titled(19, REMASTERED, 81), "remasters") is None
    assert quoted(titled(30, ("Home - Remastered",), 100), "remasters") is None  # no year is named


# ------------------------------------------------------------------------------- whom ordinary remarks leave alone

MARKS: dict[str, Callable[[ReferenceArtist], bool]] = {
    "sacred": lambda artist: artist.sacred,
    "care": lambda artist: artist.care,
    "children": lambda artist: "children" in artist.tags,
    "sleep": lambda artist: "sleep" in artist.tags,
    "noise": lambda artist: "noise" in artist.tags,
    "meditation": lambda artist: "meditation" in artist.tags,
    "worship": lambda artist: "worship" in artist.tags,
}
OF_THEIR_OWN = {"children": {"childrens"}, "sleep": {"rain"}, "noise": {"rain"}}
"""Remarks made for such artists."""


def eventful(name: str) -> list[Row]:
    """A life in which one artist would be the target of most remarks there are."""
    noon = utc(2020, 5, 4, 12)
    return [
        play(utc(2018, 1, 1, 8), name, "Home - Live"),
        *crowd(utc(2018, 1, 1, 12), 300, every=5 * DAY),
        *crowd(utc(2018, 7, 1, 12), 60, artists=60, name="Once"),
        *repeat(noon, 15, artist=name, title="Home - Live"),
        *repeat(utc(2020, 5, 9, 1), 9, artist=name, title="Home - Live"),
        *repeat(utc(2019, 1, 2, 18), 90, 6 * DAY, artist=name, title="Home - Live"),
        *repeat(utc(2018, 2, 1, 18), 40, artist=name, title="Last Christmas"),
        *(play(utc(2020, 6, 1, 8) + n * HOUR / 12, name, f"Boat {n}", album="Boats") for n in range(9)),
        *repeat(utc(2020, 7, 1, 12), 30, 12 * HOUR, artist=name, title="Home - Live", album="Boats"),
        *(play(utc(2021, 6, 5, 8) + n * HOUR / 12, name, f"Long {n}", seconds=300) for n in range(80)),
        *repeat(utc(2022, 3, 1), 12, 3 * DAY, artist=name, title="Home - Sped Up"),
    ]


def named_in(analysis_rows: list[Row], name: str) -> set[str]:
    """The findings that would say a name, or one of its songs or albums."""
    own = {name, "Home - Live", "Last Christmas", "Boats", "Home - Sped Up"}
    return {
        finding.id
        for finding in analyse(analysis_rows).findings
        if finding.surprise > 0 and own & {str(value) for value in cells(finding).values()}
    }


def test_an_eventful_life_names_its_hero() -> None:
    assert len(named_in(eventful("Ostkai"), "Ostkai")) >= 10


@pytest.mark.parametrize("mark", MARKS)
def test_ordinary_remarks_leave_marked_artists_alone(mark: str) -> None:
    for name in known(MARKS[mark], targets=False, count=2):
        artist = load_reference().find([name])[0]
        assert artist is not None
        allowed = {family for tag in artist.tags for family in OF_THEIR_OWN.get(tag, ())}
        if artist.sacred or artist.care:
            allowed = set()
        assert named_in(eventful(name), name) <= allowed
