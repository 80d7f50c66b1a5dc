"""What is saved against what is played, by hand; and what no library, marquee or review can change."""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.analysis.histories import DAY, HOUR, crowd, pc, read, repeat, skip, utc
from tests.unit.sources.rows import Row, account
from unwrapped_desktop.analysis.exclude import apply_exclusions
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.matching import folded
from unwrapped_desktop.analysis.metrics import saved
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.analysis.words import fold
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.extras import (
    Extras,
    Library,
    MarqueeEntry,
    SavedAlbum,
    SavedArtist,
    SavedTrack,
    Segment,
    WrappedYear,
)
from unwrapped_desktop.domain.record import Record
from unwrapped_desktop.domain.report import Fact, Value

START = utc(2021, 1, 4, 12)
UTC_ZONE = ZoneInfo("UTC")
IDS = (
    "saved.tracks",
    "saved.never_played_share",
    "saved.share_of_plays",
    "saved.top_unsaved",
    "saved.top_unsaved_plays",
    "saved.skip_share",
    "saved.unsaved_skip_share",
    "saved.albums_never_played_share",
    "saved.artists_never_played_share",
    "saved.longest_unplayed_artist",
    "saved.longest_unplayed_days",
    "saved.super_outside_top",
    "saved.wrapped_year",
    "saved.wrapped_top_artist",
    "saved.wrapped_top_artist_rank",
)


def facts(record: Record, extras: Extras | None = None) -> dict[str, Fact]:
    """All facts by name, of a record with these extras."""
    record = record if extras is None else replace(record, extras=extras)
    measured = saved.measure(Listening(record, UTC_ZONE, load_reference()))
    assert tuple(sorted(fact.id for fact in measured.facts)) == tuple(sorted(IDS))
    for fact in measured.facts:
        assert fact.available == (fact.value is not None) == (fact.reason is None)
        assert fact.available or fact.sample == 0
    return {fact.id: fact for fact in measured.facts}


def said(found: dict[str, Fact], *names: str) -> list[tuple[Value | None, int]]:
    """Value and sample of these facts."""
    return [(found[f"saved.{name}"].value, found[f"saved.{name}"].sample) for name in names]


def reasons(found: dict[str, Fact], *names: str) -> set[str | None]:
    return {found[f"saved.{name}"].reason for name in names}


def tracks(*named: tuple[str, str]) -> tuple[SavedTrack, ...]:
    return tuple(SavedTrack(artist=artist, title=title) for artist, title in named)


def of_tracks(*named: tuple[str, str]) -> Extras:
    return Extras(library=Library(tracks=tracks(*named)))


def of_artists(*names: str) -> Extras:
    return Extras(library=Library(artists=tuple(SavedArtist(name=name) for name in names)))


@cache
def record() -> Record:
    """One hundred plays of fifty passers, twenty of Ostkai, five of Nadide Su, and skips of both."""
    return read(
        [
            *crowd(START, 100),
            *repeat(START + HOUR, 12, DAY, title="Lamplight"),
            *repeat(START + 2 * HOUR, 8, DAY, title="Harbour", album="Harbour, the Album"),
            *repeat(START + 3 * HOUR, 5, DAY, artist="Nadide Su", title="Deniz"),
            *(skip(START + 4 * HOUR + n * DAY, "Ostkai", "Lamplight") for n in range(4)),
            *(skip(START + 5 * HOUR + n * DAY, "Nadide Su", "Deniz") for n in range(3)),
            skip(START + 6 * HOUR, "Ostkai", "Only Skipped"),
        ]
    ).record


# ------------------------------------------------------------------------------------------ tracks


def test_a_library_by_hand() -> None:
    extras = of_tracks(
        ("Ostkai", "Lamplight"), ("Ostkai", "Only Skipped"), ("Ostkai", "Unheard"), ("Nobody", "Nothing")
    )
    found = facts(record(), extras)
    assert said(found, "tracks") == [(4, 4)]
    assert said(found, "never_played_share") == [(75.0, 4)]
    # 12 of the 100 + 12 + 8 + 5 plays.
    assert said(found, "share_of_plays") == [(pc(12, 125), 125)]
    assert said(found, "top_unsaved", "top_unsaved_plays") == [("Harbour", 113), (8, 113)]
    # Lamplight: 12 plays, 4 skips; the one that was only ever skipped. Of the rest 3 of 116.
    assert said(found, "skip_share", "unsaved_skip_share") == [(pc(5, 17), 17), (pc(3, 116), 116)]


def test_names_are_matched_folded() -> None:
    decomposed = unicodedata.normalize("NFD", "Für Ölaf")
    rows = [*crowd(START, 100), *repeat(START + HOUR, 10, DAY, artist="FÜR ÖLAF", title="Straße")]
    found = facts(read(rows).record, of_tracks((decomposed, " STRASSE ")))
    assert said(found, "never_played_share", "share_of_plays") == [(0.0, 1), (pc(10, 110), 110)]


def test_a_title_belongs_to_its_artist() -> None:
    found = facts(record(), of_tracks(("Nadide Su", "Lamplight"), ("Ostkai", "Deniz")))
    assert said(found, "never_played_share", "share_of_plays") == [(100.0, 2), (0.0, 125)]
    assert said(found, "top_unsaved") == [("Lamplight", 125)]
    assert reasons(found, "skip_share") == {"None of the saved tracks was heard."}


def test_two_addresses_of_one_song_are_two_tracks_and_one_song() -> None:
    both = tuple(SavedTrack(artist="Ostkai", title="Lamplight", uri=f"spotify:track:{n}") for n in range(2))
    spelled = (SavedTrack(artist="Ostkai", title="Deniz"), SavedTrack(artist="OSTKAI", title="deniz"))
    found = facts(record(), Extras(library=Library(tracks=both + spelled)))
    assert said(found, "tracks", "never_played_share") == [(3, 3), (50.0, 2)]


def test_everything_is_saved() -> None:
    names = record().names
    everything = ((names.artists[a], t) for a, t in zip(names.song_artists, names.song_titles, strict=True))
    found = facts(record(), of_tracks(*everything))
    assert said(found, "share_of_plays") == [(100.0, 125)]
    assert reasons(found, "top_unsaved", "top_unsaved_plays") == {"Everything that was played is saved."}
    assert reasons(found, "unsaved_skip_share") == {"Everything that was heard is saved."}


def test_a_library_without_tracks_holds_none() -> None:
    found = facts(record(), Extras(library=Library()))
    assert said(found, "tracks") == [(0, 0)]
    assert reasons(
        found, "never_played_share", "share_of_plays", "top_unsaved", "top_unsaved_plays", "skip_share"
    ) == {"The library holds no tracks."}
    assert reasons(found, "albums_never_played_share") == {"The library holds no albums."}
    assert reasons(found, "artists_never_played_share", "longest_unplayed_days") == {
        "The library holds no artists."
    }


def test_nothing_but_plays() -> None:
    found = facts(record(), Extras())
    assert all(not fact.available for fact in found.values())
    assert {found[name].reason for name in IDS[:11]} == {"This export holds no library."}
    assert reasons(found, "super_outside_top") == {"This export does not say how Spotify files the artists."}
    assert reasons(found, "wrapped_year", "wrapped_top_artist_rank") == {"This export holds no Wrapped."}


def test_account_data_says_nothing_of_skips_and_albums() -> None:
    rows = [account(5 * n, f"Artist {n % 7}", f"Title {n % 7}") for n in range(120)]
    library = Library(
        tracks=tracks(("Artist 1", "Title 1")), albums=(SavedAlbum(artist="Artist 1", title="Album"),)
    )
    found = facts(read(rows).record, Extras(library=library))
    assert said(found, "never_played_share", "share_of_plays") == [(0.0, 1), (pc(17, 120), 120)]
    assert reasons(found, "skip_share", "unsaved_skip_share") == {"This export does not record skips."}
    assert reasons(found, "albums_never_played_share") == {"This export does not name albums."}


# ------------------------------------------------------------------------------------------ albums and artists


def test_albums_by_hand() -> None:
    albums = (
        SavedAlbum(artist="ostkai", title="Harbour, the Album"),
        SavedAlbum(artist="Ostkai", title="Only Skipped, the Single"),
        SavedAlbum(artist="Passer 1", title="Harbour, the Album"),
    )
    found = facts(record(), Extras(library=Library(albums=albums)))
    assert said(found, "albums_never_played_share") == [(pc(2, 3), 3)]


def test_artists_by_hand() -> None:
    found = facts(record(), of_artists("OSTKAI", "Nadide Su", "nadide su", "Passer 7", "Nobody"))
    assert said(found, "artists_never_played_share") == [(25.0, 4)]
    # The last play of all is on day 99, that of Nadide Su on day 4.
    assert said(found, "longest_unplayed_artist", "longest_unplayed_days") == [("Nadide Su", 3), (95, 3)]


def test_no_saved_artist_was_played() -> None:
    found = facts(record(), of_artists("Nobody"))
    assert said(found, "artists_never_played_share") == [(100.0, 1)]
    assert reasons(found, "longest_unplayed_artist") == {"None of the saved artists was played."}


def test_missing_months_are_no_silence() -> None:
    rows = [
        *repeat(utc(2021, 1, 5), 5, DAY, artist="Nadide Su"),
        *crowd(utc(2021, 2, 1), 28),
        *repeat(utc(2021, 4, 3), 5, DAY, artist="Ostkai"),
        *crowd(utc(2021, 4, 4), 80, every=HOUR),
        *crowd(utc(2021, 5, 1), 20),
    ]
    found = facts(read(rows).record, of_artists("Nadide Su", "Ostkai"))
    assert said(found, "longest_unplayed_artist", "longest_unplayed_days") == [("Ostkai", 1), (43, 1)]
    found = facts(read(rows).record, of_artists("Nadide Su"))
    assert reasons(found, "longest_unplayed_days") == {"Months are missing from the record."}


# ------------------------------------------------------------------------------------------ what is left out


def without(*items: Exclusion) -> Record:
    return apply_exclusions(record(), Exclusions(items), UTC_ZONE)


def test_what_is_left_out_is_not_called_never_played() -> None:
    extras = of_tracks(
        ("Ostkai", "Lamplight"), ("Ostkai", "Harbour"), ("Ostkai", "Unheard"), ("Nobody", "Song")
    )
    song_out = facts(without(Exclusion.of_track("Ostkai", "Lamplight")), extras)
    assert said(song_out, "tracks", "never_played_share") == [(4, 4), (pc(2, 3), 3)]
    assert said(song_out, "share_of_plays") == [(pc(8, 113), 113)]
    artist_out = facts(without(Exclusion.of_artist("Ostkai")), extras)
    assert said(artist_out, "never_played_share") == [(100.0, 1)]
    assert said(artist_out, "top_unsaved") == [("Deniz", 105)]


def test_all_that_is_saved_is_left_out() -> None:
    library = Library(
        tracks=tracks(("Ostkai", "Lamplight")),
        albums=(SavedAlbum(artist="Ostkai", title="Harbour, the Album"),),
        artists=(SavedArtist(name="Ostkai"),),
    )
    marquee = (MarqueeEntry(artist="Ostkai", segment=Segment.SUPER),)
    found = facts(without(Exclusion.of_artist("Ostkai")), Extras(library=library, marquee=marquee))
    assert reasons(
        found, "never_played_share", "top_unsaved", "albums_never_played_share", "artists_never_played_share"
    ) == {"What is saved is left out of the verdict."}
    assert reasons(found, "super_outside_top") == {"The artists it is about are left out of the verdict."}


# ------------------------------------------------------------------------------------------ what Spotify says


def filed(names: Iterable[str], segment: Segment = Segment.SUPER) -> tuple[MarqueeEntry, ...]:
    return tuple(MarqueeEntry(artist=name, segment=segment) for name in names)


def test_super_listener_of_whom() -> None:
    rows = [
        row
        for number in range(25)
        for row in repeat(START + number * HOUR, 30 - number, DAY, artist=f"Artist {number:02}")
    ]
    names = ["artist 00", "Artist 19", "Artist 20", "Artist 24", "Nobody"]
    light = filed(["Artist 23"], Segment.LIGHT)
    found = facts(read(rows).record, Extras(marquee=(*filed(names), *light)))
    assert said(found, "super_outside_top") == [(3, 5)]


def test_super_listener_of_nobody() -> None:
    found = facts(record(), Extras(marquee=filed(["Ostkai"], Segment.PREVIOUS)))
    assert reasons(found, "super_outside_top") == {
        "Spotify files this listener as a super listener of nobody."
    }


def year_of(year: int) -> list[Row]:
    """A year with plays in every month: Passer most, then Ostkai, of whom half the plays are private."""
    first: datetime = utc(year, 1, 2, 12)
    return [
        *repeat(first, 120, 3 * DAY, artist="Passer"),
        *repeat(first + HOUR, 80, DAY, artist="Nadide Su"),
        *repeat(first + 2 * HOUR, 50, DAY, artist="Ostkai"),
        *repeat(first + 3 * HOUR, 90, DAY, artist="Ostkai", incognito_mode=True),
        *repeat(utc(year, 11, 16, 1), 40, DAY, artist="Ostkai"),
    ]


def reviewed(*years: int, uri: str = "spotify:artist:1", name: str = "ostkai") -> Extras:
    return Extras(
        library=Library(artists=(SavedArtist(name=name, uri="spotify:artist:1"),)),
        wrapped=tuple(WrappedYear(year=year, top_artist_uris=(uri, "spotify:artist:2")) for year in years),
    )


def test_the_top_artist_of_a_year() -> None:
    found = facts(read(year_of(2023)).record, reviewed(2023))
    # Every third day from 2 January: 106 of them to 15 November; the private and the late plays of Ostkai do not count.
    assert said(found, "wrapped_year", "wrapped_top_artist", "wrapped_top_artist_rank") == [
        (2023, 236),
        ("Ostkai", 236),
        (3, 236),
    ]
    found = facts(read(year_of(2023)).record, reviewed(2023, name="Passer"))
    assert said(found, "wrapped_top_artist_rank") == [(1, 236)]


def test_the_latest_year_that_can_be_compared() -> None:
    found = facts(read(year_of(2023)).record, reviewed(2022, 2023, 2024))
    assert said(found, "wrapped_year") == [(2023, 236)]


def test_why_a_year_cannot_be_compared() -> None:
    whole = read(year_of(2023)).record
    names = ("wrapped_year", "wrapped_top_artist", "wrapped_top_artist_rank")
    assert reasons(facts(whole, reviewed(2024)), *names) == {"The record does not hold all of 2024."}
    assert reasons(facts(whole, reviewed(2023, uri="spotify:artist:7")), *names) == {
        "Wrapped 2023 gives its top artist as a code that the library does not explain."
    }
    assert reasons(facts(whole, Extras(wrapped=reviewed(2023).wrapped)), *names) == {
        "Wrapped 2023 gives its top artist as a code that the library does not explain."
    }
    assert reasons(facts(whole, reviewed(2023, name="Nobody")), *names) == {
        "The record holds no play of Wrapped's top artist of 2023."
    }
    assert reasons(facts(whole, Extras(wrapped=(WrappedYear(year=2023),))), *names) == {
        "Wrapped 2023 names no top artist."
    }


# ------------------------------------------------------------------------------------------ what always holds

ARTISTS = ("Ostkai", "Nadide Su", "Passer 1", "Passer 2", "Nobody")
TITLES = ("Lamplight", "Harbour", "Deniz", "Only Skipped", "Passer Tune 1", "Passer Tune 52", "Nothing")
SAVED = st.lists(st.tuples(st.sampled_from(ARTISTS), st.sampled_from(TITLES)), max_size=20)


@given(named=SAVED)
def test_a_count_by_loops_agrees(named: list[tuple[str, str]]) -> None:
    found = facts(record(), of_tracks(*named))
    rows, names = record().rows, record().names
    heard = [
        (names.artists[artist], names.song_titles[song])
        for artist, song, played in zip(rows.artist, rows.song, rows.played_ms, strict=True)
        if played >= 30_000
    ]
    wanted = set(named)
    assert found["saved.tracks"].value == len(wanted)
    if not wanted:
        return
    unheard = len(wanted - set(heard))
    assert said(found, "never_played_share") == [(pc(unheard, len(wanted)), len(wanted))]
    saved_plays = sum(song in wanted for song in heard)
    assert said(found, "share_of_plays") == [(pc(saved_plays, len(heard)), len(heard))]
    top = max(heard.count(song) for song in heard if song not in wanted)
    assert said(found, "top_unsaved_plays") == [(top, len(heard) - saved_plays)]


@given(named=SAVED, more=SAVED)
def test_saving_more_leaves_less_unsaved(named: list[tuple[str, str]], more: list[tuple[str, str]]) -> None:
    fewer, all_of_them = facts(record(), of_tracks(*named)), facts(record(), of_tracks(*named, *more))
    if not named:
        return
    shares = [found["saved.share_of_plays"].value for found in (fewer, all_of_them)]
    assert isinstance(shares[0], float)
    assert isinstance(shares[1], float)
    assert shares[0] <= shares[1]


@given(named=SAVED, order=st.randoms())
def test_order_and_spelling_do_not_matter(named: list[tuple[str, str]], order: Random) -> None:
    mixed = [(artist.upper(), f" {title.swapcase()}") for artist, title in named]
    order.shuffle(mixed)
    assert facts(record(), of_tracks(*named)) == facts(record(), of_tracks(*mixed))


@given(texts=st.lists(st.text(max_size=8)))
def test_folding_many_is_folding_each(texts: list[str]) -> None:
    assert folded(texts) == [fold(text) for text in texts]
