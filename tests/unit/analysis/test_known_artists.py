"""What is known of the artists of a record: namesakes told apart, and what the source itself says of artists."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest

from tests.unit.analysis.histories import DAY, HOUR, crowd, known, measured, play, read, utc
from tests.unit.sources.rows import Row
from tests.unit.test_reference_table import with_namesakes
from unwrapped_desktop.analysis.known import KnownArtists
from unwrapped_desktop.analysis.reference import Reference, family_of, load_reference
from unwrapped_desktop.domain.record import ArtistNote
from unwrapped_desktop.domain.report import AxisScore

START = utc(2020, 1, 1, 12)


def company() -> Reference:
    """Three artists called Anna, and company for each."""
    return with_namesakes(
        [
            "Anna,69,IT,hip-hop,",
            *(f"Roma {number},50,IT,hip-hop," for number in range(5)),
            *(f"Rio {number},50,BR,techno," for number in range(5)),
            *(f"Lund {number},50,SE,pop," for number in range(5)),
        ],
        ["ANNA,43,BR,techno,", "Anna,20,SE,pop,"],
    )


def anna_of(plays: Mapping[str, int]) -> str:
    """The country of the Anna in a record of these plays."""
    names = list(plays)
    artists = KnownArtists(names, np.array(list(plays.values()), dtype=np.int64), company())
    anna = artists[names.index("anna")]
    assert anna is not None
    return anna.region


def test_without_company_a_name_is_that_of_the_best_known() -> None:
    assert anna_of({"anna": 10}) == "IT"
    assert anna_of({"anna": 10, "Nobody": 300}) == "IT"


def test_a_name_goes_with_the_company_it_keeps() -> None:
    assert anna_of({"anna": 10, "Roma 1": 50, "Roma 2": 50}) == "IT"
    assert anna_of({"anna": 10, "Rio 1": 50, "Rio 2": 50}) == "BR"
    assert anna_of({"anna": 10, "Lund 1": 50, "Lund 2": 50}) == "SE"
    # One of five plays is no company that a hundred times the listeners give way to.
    assert anna_of({"anna": 10, "Roma 1": 50, "Lund 2": 10}) == "IT"


def test_columns_are_those_of_the_table() -> None:
    names = ["Roma 1", "Nobody", "Rio 2"]
    artists = KnownArtists(names, np.ones(3, dtype=np.int64), company())
    assert artists.in_table.tolist() == [True, False, True]
    assert artists.popularity.tolist() == [50, -1, 50]
    assert artists.acclaim.tolist() == [-1, -1, -1]
    assert artists.decade.tolist() == [2010, -1, 2010]
    assert artists.region.tolist() == ["IT", "", "BR"]
    assert artists.family.tolist() == ["hip-hop", "", "techno"]
    assert len(artists) == 3
    assert [None if artist is None else artist.name for artist in artists] == ["Roma 1", None, "Rio 2"]


# ------------------------------------------------------------------------------------------- what the source itself says


def noted(rows: Sequence[Row], *notes: ArtistNote) -> dict[str, AxisScore]:
    """The axes of a record whose source says something of its artists."""
    record = replace(read(rows).record, artist_notes=notes)
    return {axis.id: axis for axis in measured(record).axes}


def test_popularity_that_spotify_tells_is_used() -> None:
    rows = crowd(START, 120, artists=4)
    assert noted(rows)["mainstream"].value is None
    told = [
        noted(rows, *(ArtistNote(name=f"Passer {n}", popularity=p) for n in range(4))) for p in (5, 50, 95)
    ]
    values = [axes["mainstream"].value for axes in told]
    assert None not in values
    assert values == sorted(values, key=lambda value: value or 0)
    assert (values[0] or 0) < 0.1
    assert (values[2] or 0) > 0.9
    assert told[0]["mainstream"].coverage_ratio == 1.0
    assert told[0]["acclaim"].value is None  # Spotify says nothing of critics


def test_what_spotify_tells_goes_before_the_table() -> None:
    (star,) = known(lambda artist: artist.popularity >= 95)
    rows = [play(START + n * DAY, star, f"Song {n}") for n in range(120)]
    table, told = (
        noted(rows)["mainstream"],
        noted(rows, ArtistNote(name=star.upper(), popularity=10))["mainstream"],
    )
    assert table.value is not None
    assert told.value is not None
    assert (table.value > 0.9, told.value < 0.1) == (True, True)


def test_the_receipt_says_that_spotify_told() -> None:
    rows = crowd(START, 120, artists=4)
    record = replace(read(rows).record, artist_notes=(ArtistNote(name="Passer 1", popularity=60),))
    (receipt,) = [one for one in measured(record).receipts if one.id == "mainstream"]
    told = {cell.label: cell.value for cell in receipt.totals}
    assert told["plays of artists whose popularity Spotify itself told"] == 30


def test_genres_that_spotify_tells_sort_artists_the_table_does_not_know() -> None:
    rows = [*crowd(START, 120, artists=4), *crowd(START + HOUR, 30, artists=30, name="Stranger")]
    notes = tuple(ArtistNote(name=f"Passer {n}", genres=("deep german hip hop", "trap")) for n in range(4))
    families = measured(replace(read(rows).record, artist_notes=notes)).shelves[1]
    assert families.main is not None
    assert (families.main.name, families.main.plays) == ("hip-hop", 120)


@pytest.mark.parametrize(
    ("genres", "family"),
    [
        (["german hip hop"], "hip-hop"),
        (["deep german hip hop"], "hip-hop"),
        (["indie folk", "indie pop", "chamber folk"], "indie"),
        (["K-Pop"], "k-pop"),
        (["k-pop girl group"], "k-pop"),
        (["sertanejo universitario"], "sertanejo"),
        (["funk carioca"], "brazilian funk"),
        (["bossa nova"], "mpb"),
        (["reggaeton flow"], "reggaeton"),
        (["corrido tumbado"], "regional mexican"),
        (["death metal"], "metal"),
        (["pop punk"], "punk"),
        (["dance pop", "pop", "hip hop"], "pop"),
        (["rain", "environmental"], "noise"),
        (["nothing of the kind"], None),
        ([], None),
    ],
)
def test_families_of_genres(genres: list[str], family: str | None) -> None:
    assert family_of(genres) == family


def test_every_family_that_genres_come_to_is_one_of_the_table() -> None:
    families = {artist.genre for artist in load_reference().artists}
    told = {
        family_of([name])
        for name in ("pop", "rock", "techno", "ghazal", "tango", "samba", "fado", "highlife")
    }
    assert told <= families
