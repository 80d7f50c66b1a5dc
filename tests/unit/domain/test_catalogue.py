"""Finding names while somebody types."""

from hypothesis import given
from hypothesis import strategies as st

from unwrapped_desktop.domain.catalogue import Catalogue, CatalogueEntry, Shelf, searchable


def _artist(name: str, plays: int = 1) -> CatalogueEntry:
    return CatalogueEntry(artist=name, plays=plays)


def _names(found: tuple[CatalogueEntry, ...]) -> list[str]:
    return [entry.name for entry in found]


def test_names_that_begin_so_come_first_then_words_then_the_rest() -> None:
    shelf = Shelf(
        [_artist("Bertram", 90), _artist("The Ram", 50), _artist("Ramones", 10), _artist("Rammstein", 20)]
    )
    assert _names(shelf.find("ram")) == ["Rammstein", "Ramones", "The Ram", "Bertram"]


def test_accents_and_case_do_not_matter() -> None:
    shelf = Shelf([_artist("Beyoncé"), _artist("BJÖRK"), _artist("宇多田ヒカル"), _artist("فيروز")])
    for typed, found in (
        ("beyonce", "Beyoncé"),
        ("bjork", "BJÖRK"),
        ("ヒカ", "宇多田ヒカル"),
        ("فير", "فيروز"),
    ):
        assert _names(shelf.find(typed)) == [found]
    assert shelf.find("nobody") == ()


def test_nothing_typed_finds_the_most_played() -> None:
    shelf = Shelf([_artist("A", 1), _artist("B", 3), _artist("C", 2)])
    assert _names(shelf.find("  ", limit=2)) == ["B", "C"]


def test_titles_may_be_asked_of_one_artist() -> None:
    tracks = [
        CatalogueEntry(artist="Raffi", title="Intro", plays=3),
        CatalogueEntry(artist="John Coltrane", title="Intro", plays=2),
        CatalogueEntry(artist="John Coltrane", title="Naima", plays=9),
    ]
    shelf = Shelf(tracks)
    assert [entry.artist for entry in shelf.find("intro")] == ["Raffi", "John Coltrane"]
    assert [entry.artist for entry in shelf.find("intro", artist="JOHN COLTRANE")] == ["John Coltrane"]
    assert _names(shelf.find("", artist="john coltrane")) == ["Naima", "Intro"]
    assert len(shelf.find("intro", artist="Joh")) == 2
    assert shelf.entry("raffi", "INTRO") == tracks[0]
    assert shelf.entry("raffi", "naima") is None


def test_a_catalogue_is_sorted_by_plays_whatever_order_it_was_given() -> None:
    catalogue = Catalogue(artists=(_artist("A", 1), _artist("B", 7)), tracks=(), albums=(), has_private=True)
    assert _names(catalogue.artists) == ["B", "A"]
    assert catalogue.artists == catalogue.artist_shelf.entries


_NAMES = st.lists(st.text(alphabet="ab é夜\n", min_size=1, max_size=6), max_size=12)


@given(names=_NAMES, typed=st.text(alphabet="abé夜 ", max_size=3))
def test_what_is_found_is_what_holds_the_text(names: list[str], typed: str) -> None:
    shelf = Shelf(_artist(name, number) for number, name in enumerate(names))
    wanted = searchable(typed)
    found = shelf.find(typed)
    assert sorted(_names(found)) == sorted(name for name in names if wanted in searchable(name))
    ranks = [
        0 if searchable(name).startswith(wanted) else 1 if f" {wanted}" in searchable(name) else 2
        for name in _names(found)
    ]
    assert ranks == sorted(ranks)


@given(names=_NAMES, typed=st.text(alphabet="abé", min_size=1, max_size=2), limit=st.integers(1, 5))
def test_a_limit_keeps_the_first(names: list[str], typed: str, limit: int) -> None:
    shelf = Shelf(_artist(name, number) for number, name in enumerate(names))
    assert shelf.find(typed, limit=limit) == shelf.find(typed)[:limit]
