"""The reference table: what it holds, and how names are found in it."""

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unwrapped_desktop.analysis.reference import (
    Reference,
    ReferenceArtist,
    artist_key,
    country_name,
    load_reference,
    parse_reference,
)
from unwrapped_desktop.analysis.words import fold
from unwrapped_desktop.domain.errors import CriticError
from unwrapped_desktop.resources import resource_bytes


def lines_of(file: str) -> list[dict[str, str]]:
    """The lines of a file of the table, read as a spreadsheet would."""
    return list(csv.DictReader(io.StringIO(resource_bytes("reference", file).decode("utf-8"))))


TABLE = lines_of("artists.csv")
NAMESAKES = lines_of("namesakes.csv")
HEADER = "artist,popularity,acclaim,genre,decade,region,tags,sacred,died,care,aliases"

KNOWN_TAGS = {
    "anime",
    "children",
    "classical",
    "comedy",
    "game",
    "meditation",
    "noise",
    "seasonal",
    "sleep",
    "soundtrack",
    "spoken",
    "tribute",
    "worship",
}
NEEDED_TAGS = {"children", "sleep", "noise", "soundtrack", "seasonal", "tribute", "worship"}

COUNTRIES = [
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
    "SE",
    "NO",
    "DK",
    "FI",
    "JP",
    "KR",
    "ID",
    "PH",
    "NG",
    "ZA",
    "EG",
    "US",
    "GB",
    "CA",
    "AU",
    "CO",
    "CL",
    "PR",
    "NL",
    "RU",
    "GR",
    "TH",
    "PK",
]


def table(*lines: str) -> Reference:
    """A small table; a line gives name, popularity, and aliases."""
    rows = []
    for line in lines:
        name, popularity, aliases = (*line.split(";"), "", "")[:3]
        rows.append(f'"{name}",{popularity or 50},,rock,1990,GB,,,,,"{aliases}"')
    return parse_reference("\n".join([HEADER, *rows]), version="test")


def names(reference: Reference, *asked: str) -> list[str | None]:
    return [None if artist is None else artist.name for artist in reference.find(asked)]


# ------------------------------------------------------------------------------------------------ what it holds


def test_the_header() -> None:
    assert resource_bytes("reference", "artists.csv").decode("utf-8").splitlines()[0] == HEADER


def test_it_is_large_enough() -> None:
    assert len(load_reference()) == len(TABLE) >= 30_000
    assert len(load_reference().artists) == len(TABLE) + len(NAMESAKES)


def test_every_line_is_read_as_a_spreadsheet_reads_it() -> None:
    for artist, line in zip(load_reference().artists, (*TABLE, *NAMESAKES), strict=True):
        assert artist.name == line["artist"]
        assert artist.popularity == int(line["popularity"])
        assert artist.acclaim == (int(line["acclaim"]) if line["acclaim"] else None)
        assert (artist.genre, artist.region) == (line["genre"], line["region"])
        assert artist.tags == set(line["tags"].split())
    assert load_reference().popularity.tolist() == [int(line["popularity"]) for line in TABLE]


def test_no_name_or_alias_stands_twice() -> None:
    """Not even after normalisation: without accents, case, "the", "&" or punctuation."""
    keys = [
        (key, line["artist"])
        for line in TABLE
        for key in {artist_key(name) for name in (line["artist"], *filter(None, line["aliases"].split("|")))}
    ]
    every = Counter(key for key, _ in keys)
    assert [(key, name) for key, name in keys if every[key] > 1] == []


def test_a_namesake_shares_a_name_and_is_somebody_else() -> None:
    owners = {artist_key(line["artist"]): line for line in TABLE}
    for line in NAMESAKES:
        owner = owners[artist_key(line["artist"])]
        assert (owner["region"], owner["genre"]) != (line["region"], line["genre"]), line
    assert len(NAMESAKES) >= 100


def test_text_is_composed_and_tidy() -> None:
    for line in (*TABLE, *NAMESAKES):
        for name in (line["artist"], *filter(None, line["aliases"].split("|"))):
            assert name == unicodedata.normalize("NFC", name) == " ".join(name.split())
            assert name.replace("\u200c", "").isprintable()  # Persian needs its non-joiner


def test_numbers_lie_in_their_ranges() -> None:
    for line in (*TABLE, *NAMESAKES):
        assert 0 <= int(line["popularity"]) <= 100, line
        assert line["acclaim"] == "" or 0 <= int(line["acclaim"]) <= 100, line
        assert 1700 <= int(line["decade"]) <= 2020, line
        assert int(line["decade"]) % 10 == 0, line
        assert line["died"] == "" or int(line["decade"]) <= int(line["died"]) <= 2026, line
        assert line["sacred"] in {"", "1"}, line
        assert line["care"] in {"", "1"}, line
        assert len(line["region"]) == 2, line
        assert line["region"].isalpha(), line
        assert line["region"].isupper(), line
        assert line["genre"] == line["genre"].strip().lower() != "", line


def test_popularity_and_acclaim_use_their_range() -> None:
    popularity = [artist.popularity for artist in load_reference().artists]
    acclaim = [artist.acclaim for artist in load_reference().artists if artist.acclaim is not None]
    assert min(popularity) <= 15
    assert max(popularity) == 100
    assert min(acclaim) <= 30
    assert max(acclaim) >= 97
    assert len(acclaim) >= 0.6 * len(popularity)


@pytest.mark.parametrize("decade", range(1950, 2030, 10))
def test_every_decade_is_there(decade: int) -> None:
    assert sum(artist.decade == decade for artist in load_reference().artists) >= 200


FAMILIES = [
    "pop",
    "rock",
    "indie",
    "metal",
    "punk",
    "hip-hop",
    "r&b",
    "soul",
    "funk",
    "jazz",
    "blues",
    "country",
    "folk",
    "electronic",
    "house",
    "techno",
    "ambient",
    "lo-fi",
    "hyperpop",
    "phonk",
    "experimental",
    "classical",
    "soundtrack",
    "game",
    "anime",
    "children",
    "noise",
    "spoken",
    "worship",
    "devotional",
    "k-pop",
    "j-pop",
    "c-pop",
    "bollywood",
    "south-indian",
    "punjabi",
    "ghazal",
    "indian-classical",
    "dangdut",
    "arabic-pop",
    "persian-pop",
    "maqam",
    "turkish-pop",
    "arabesque",
    "anatolian-rock",
    "laiko",
    "balkan-pop",
    "flamenco",
    "fado",
    "chanson",
    "schlager",
    "latin-pop",
    "reggaeton",
    "regional-mexican",
    "tropical",
    "cumbia",
    "tango",
    "sertanejo",
    "forró",
    "mpb",
    "samba",
    "brazilian-funk",
    "reggae",
    "afrobeats",
    "amapiano",
    "highlife",
    "rumba",
    "afropop",
]
HYPHENATED = {"hip-hop", "r&b", "lo-fi", "k-pop", "j-pop", "c-pop"}


def test_every_family_is_there_and_no_other() -> None:
    families = {name if name in HYPHENATED else name.replace("-", " ") for name in FAMILIES}
    counts = Counter(artist.genre for artist in load_reference().artists)
    assert set(counts) == families
    assert [family for family in families if counts[family] < 15] == []


def test_the_stars_of_forty_countries_are_there() -> None:
    stars = Counter(artist.region for artist in load_reference().artists if artist.popularity >= 50)
    assert sum(count >= 10 for count in stars.values()) >= 40


def test_every_country_has_a_name() -> None:
    for artist in load_reference().artists:
        assert len(country_name(artist.region)) > 2, artist
    assert country_name("NL") == "the Netherlands"
    assert country_name("??") == "??"


def test_the_newcomers_of_the_last_years_are_there() -> None:
    """A few of each year, from everywhere: whoever sees one of them missing knows what to add."""
    newcomers = [
        *("Olivia Rodrigo", "Wet Leg", "PinkPantheress", "Central Cee", "Fuerza Regida"),
        *("Ice Spice", "NewJeans", "Peso Pluma", "Asake", "Ayra Starr", "Bizarrap", "Noah Kahan"),
        *("Chappell Roan", "Tyla", "Tate McRae", "Xavi", "Young Miko", "FloyyMenor", "Shaboozey"),
        *("Benson Boone", "The Last Dinner Party", "Doechii", "Gigi Perez", "Alex Warren", "Sombr"),
        *("Olivia Dean", "Lola Young", "KATSEYE", "ILLIT", "Karan Aujla", "Zach Top", "Geese"),
    ]
    found = dict(zip(newcomers, load_reference().find(newcomers), strict=True))
    assert [name for name, artist in found.items() if artist is None] == []


@pytest.mark.parametrize("tag", sorted(NEEDED_TAGS))
def test_every_needed_tag_is_there(tag: str) -> None:
    assert any(tag in artist.tags for artist in load_reference().artists)


def test_no_tag_is_misspelt() -> None:
    assert {tag for artist in load_reference().artists for tag in artist.tags} <= KNOWN_TAGS


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_large_listening_country_is_there(country: str) -> None:
    assert sum(artist.region == country for artist in load_reference().artists) >= 60


def test_marks_keep_artists_from_being_targets() -> None:
    reference = load_reference()
    for artist in reference.artists:
        marked = (
            artist.sacred
            or artist.care
            or artist.tags & {"children", "sleep", "noise", "meditation", "worship"}
        )
        assert artist.is_target == (not marked), artist
    assert any(artist.sacred for artist in reference.artists)
    assert any(artist.care for artist in reference.artists)


def test_background_sounds_are_background() -> None:
    (rain,) = load_reference().find(["Rain Sounds"])
    assert rain is not None
    assert rain.is_background


# ------------------------------------------------------------------------------------------ how names are found


def test_every_name_and_alias_leads_to_its_line() -> None:
    reference = load_reference()
    for line in TABLE:
        asked = [line["artist"], *filter(None, line["aliases"].split("|"))]
        for found in reference.find(
            [*asked, *(f"  {name.upper()} " for name in asked if fold(name.upper()) == fold(name))]
        ):
            assert found is not None, line
            assert found.name == line["artist"]


def test_the_traps_of_spelling() -> None:
    reference = table(
        "The Beatles",
        "Beyoncé",
        "Simon & Garfunkel",
        "Guns N' Roses",
        "AC/DC",
        "Motörhead",
        "Tyler, The Creator",
    )
    assert names(
        reference,
        "Beatles",
        "the beatles",
        "THE  BEATLES",
        "Beyonce",
        "BEYONCE\u0301",
        "Simon and Garfunkel",
        "SIMON + GARFUNKEL",
        "Guns N\u2019 Roses",
        "Guns N Roses",
        "AC DC",
        "ac\u2044dc",
        "Motorhead",
        "Tyler The Creator",
    ) == [
        *["The Beatles"] * 3,
        *["Beyoncé"] * 2,
        *["Simon & Garfunkel"] * 2,
        *["Guns N' Roses"] * 2,
        *["AC/DC"] * 2,
        "Motörhead",
        "Tyler, The Creator",
    ]


def test_the_traps_of_the_article() -> None:
    reference = table("The The", "The Band", "Yes", "!!!", "V")
    assert names(
        reference, "The The", "the the", "The", "Band", "the Yes", "!!!", "!!", "V", "v", "the v"
    ) == [
        "The The",
        "The The",
        None,
        "The Band",
        "Yes",
        "!!!",
        None,
        "V",
        "V",
        "V",
    ]


def test_artists_of_one_key_are_told_apart_by_their_spelling() -> None:
    reference = table("The Rose;60", "ROSÉ;90;로제", "T. Rex;70", "T-Rex;30")
    assert names(reference, "The Rose", "THE ROSE", "Rosé", "ROSÉ", "로제", "T. Rex", "t-rex") == [
        "The Rose",
        "The Rose",
        "ROSÉ",
        "ROSÉ",
        "ROSÉ",
        "T. Rex",
        "T-Rex",
    ]
    assert names(reference, "Rose", "ROSE", "T Rex", "T/Rex") == [None] * 4


def test_artists_of_one_name_in_the_shipped_table() -> None:
    """Whoever is spelt unlike all others of the name is found; of those spelt alike all are offered."""
    reference = load_reference()
    by_name: dict[str, list[ReferenceArtist]] = {}
    for artist in reference.artists:
        by_name.setdefault(artist.name, []).append(artist)
    for name, bearers in by_name.items():
        (found,) = reference.bearers([name])
        assert set(bearers) <= set(found) if len(bearers) > 1 else tuple(bearers) == found, name


def with_namesakes(artists: Sequence[str], namesakes: Sequence[str]) -> Reference:
    """A table of lines "name,popularity,region,genre,aliases"."""

    def file(lines: Sequence[str]) -> str:
        rows = [line.split(",") for line in lines]
        return "\n".join(
            [
                HEADER,
                *(
                    f"{name},{popularity},,{genre},2010,{region},,,,,{aliases}"
                    for name, popularity, region, genre, aliases in rows
                ),
            ]
        )

    return parse_reference(file(artists), file(namesakes), version="test")


def test_namesakes() -> None:
    reference = with_namesakes(
        ["LISA,85,TH,k-pop,리사", "Anna,69,IT,hip-hop,", "ROSÉ,91,KR,k-pop,로제"],
        ["LiSA,70,JP,anime,織部里沙", "ANNA,43,BR,techno,", "Anna,20,SE,pop,", "The Rose,60,KR,rock,더로즈"],
    )

    def regions(name: str) -> list[str]:
        (bearers,) = reference.bearers([name])
        return [f"{artist.region} {artist.genre}" for artist in bearers]

    # The very case decides, where it can.
    assert regions("LISA") == ["TH k-pop"]
    assert regions("LiSA") == ["JP anime"]
    assert regions("lisa") == ["TH k-pop", "JP anime"]
    assert regions("リサ") == []
    assert regions("織部里沙") == ["JP anime"]
    assert regions("리사") == ["TH k-pop"]
    # Two write themselves alike.
    assert regions("Anna") == ["IT hip-hop", "BR techno", "SE pop"]
    assert regions("ANNA") == ["BR techno"]
    # Accents and the article tell apart, and are asked for only where they are written.
    assert regions("ROSÉ") == regions("rosé") == ["KR k-pop"]
    assert regions("The Rose") == regions("THE ROSE") == ["KR rock"]
    assert regions("Rose") == ["KR k-pop", "KR rock"]
    assert names(reference, "lisa", "Rose") == ["LISA", "ROSÉ"]


@pytest.mark.parametrize(
    "name",
    ["", " ", "The", "the", "And", "&", "Ostkai Nadide Su", "The Beatless", "Beat les", "?", "Qeen", "🎧"],
)
def test_the_unknown_stays_unknown(name: str) -> None:
    assert load_reference().find([name]) == [None]


@pytest.mark.parametrize(
    ("known", "stranger"),
    [("किशोर कुमार", "कीशार केमार"), ("ปาล์มมี่", "ปาล์มมื่"), ("バンド", "ハント"), ("パフューム", "ハフューム")],
)
def test_letters_of_other_scripts_tell_names_apart(known: str, stranger: str) -> None:
    reference = table(f"Somebody;50;{known}")
    assert names(reference, known, stranger) == ["Somebody", None]


@given(st.text(max_size=30))
def test_a_key_is_settled(name: str) -> None:
    assert artist_key(artist_key(name)) in {artist_key(name), artist_key(name).removeprefix("the ")}


@given(st.sampled_from(TABLE), st.sampled_from(["{}", " {} ", "{}\u00a0"]))
def test_white_space_around_a_name_does_not_matter(line: dict[str, str], shape: str) -> None:
    (found,) = load_reference().find([shape.format(line["artist"])])
    assert found is not None
    assert found.name == line["artist"]


# -------------------------------------------------------------------------------------------------- broken tables


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["One,50,,rock,1990,GB,,,,,", "ONE,50,,rock,1990,GB,,,,,"], "reference_twice"),
        (["One,50,,rock,1990,GB,,,,,Uno", "Two,50,,rock,1990,GB,,,,,uno"], "reference_twice"),
        (["One,many,,rock,1990,GB,,,,,"], "reference_broken"),
        (["One,50,high,rock,1990,GB,,,,,"], "reference_broken"),
        (["One,50"], "reference_broken"),
        (["One,50,,rock,,GB,,,,,"], "reference_broken"),
    ],
)
def test_a_broken_table_is_refused(lines: list[str], code: str) -> None:
    with pytest.raises(CriticError) as caught:
        parse_reference("\n".join([HEADER, *lines]), version="test")
    assert caught.value.code == code
    assert caught.value.details["line"] == len(lines) + 1


def test_the_version_names_the_content() -> None:
    assert load_reference().version == load_reference().version
    assert len(load_reference().version) == 12
