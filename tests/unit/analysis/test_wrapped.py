"""Yearly reviews beside small records of whole years: what is named, what is counted, and what is left alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.reviews import review, reviewed
from tests.unit.analysis.histories import DAY, HOUR, cells, play, read, utc
from unwrapped_desktop.analysis.exclude import apply_exclusions
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.analysis.wrapped import Reviewed, review_years
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.extras import WrappedYear
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.record import Record
from unwrapped_desktop.domain.wrapped import ADDRESSES_MOST, LISTED_MOST, Standing

Row = dict[str, Any]
LAMP, HARBOUR, DENIZ = ("Ostkai", "Lamplight"), ("Ostkai", "Harbour"), ("Nadide Su", "Deniz")
WINTER = ("Nadide Su", "Kar")
NOON = HOUR * 12


def days(first: datetime, last: datetime, every: int = 1) -> list[datetime]:
    """Noon of every so many days, from one day to another."""
    count = (last - first) // DAY
    return [first + NOON + number * DAY for number in range(0, count + 1, every)]


def year_of(year: int) -> list[Row]:
    """A year: Lamplight daily to the autumn, Harbour every other day, Deniz rarely, Kar in December alone."""
    first, cut, last = utc(year, 1, 1), utc(year, 11, 15), utc(year, 12, 31)
    rows = [play(at, *LAMP) for at in days(first, utc(year, 6, 30))]
    rows += [play(at + HOUR, *HARBOUR, seconds=120) for at in days(first, last, 2)]
    rows += [play(at + 2 * HOUR, *DENIZ, seconds=600) for at in days(first, last, 10)]
    rows += [play(at + 3 * HOUR, *WINTER) for at in days(cut + DAY, last)]
    rows += [play(at + 4 * HOUR, *WINTER) for at in days(cut + DAY, last)]
    rows += [play(at + 5 * HOUR, "Passer", "Short", seconds=10) for at in days(first, last, 3)]
    return rows


@lru_cache
def record(year: int = 2023) -> Record:
    return read(year_of(year)).record


def told(record_: Record, zone: str = "UTC") -> Sequence[Reviewed]:
    return review_years(Listening(record_, ZoneInfo(zone), load_reference()))


def only(record_: Record, zone: str = "UTC") -> Reviewed:
    (one,) = told(record_, zone)
    return one


def finding(one: Reviewed, family: str) -> Finding | None:
    found = [each for each in one.findings if each.id == family]
    assert len(found) <= 1
    return found[0] if found else None


def quoted(one: Reviewed, family: str) -> dict[str, Any]:
    found = finding(one, family)
    assert found is not None, family
    return cells(found)


# ------------------------------------------------------------------------------------------ counting


def test_a_year_is_counted_to_the_assumed_day_and_to_its_end() -> None:
    year = only(
        reviewed(record(), review(2023, songs=[LAMP, HARBOUR], count=90, listened_ms=60_000 * 700))
    ).year
    assert year.reason is None
    assert (year.spotify_minutes, year.spotify_artists) == (700, 90)
    assert year.then is not None
    assert year.weeks is not None
    assert year.whole is not None
    # To 15 November: 181 of Lamplight, 160 of Harbour, 32 of Deniz; after it 23, 5 and 92.
    assert (year.then.first, year.then.last) == (date(2023, 1, 1), date(2023, 11, 15))
    assert (year.then.plays, year.then.minutes) == (181 + 160 + 32, 181 * 3 + 160 * 2 + 32 * 10)
    assert (year.weeks.first, year.weeks.last) == (date(2023, 11, 16), date(2023, 12, 31))
    assert (year.weeks.plays, year.weeks.minutes) == (23 + 5 + 92, 23 * 2 + 5 * 10 + 92 * 3)
    assert year.whole.plays == year.then.plays + year.weeks.plays
    assert (year.whole.artists, year.whole.songs) == (2, 4)
    assert (year.then.artists, year.then.songs) == (2, 3)


def test_where_everybody_stands_then_and_in_the_whole_year() -> None:
    songs = only(reviewed(record(), review(2023, songs=[LAMP, DENIZ]))).year.songs
    lamp, deniz = songs.listed
    assert (lamp.state, lamp.name, lamp.artist) == ("named", "Lamplight", "Ostkai")
    assert lamp.then == Standing(plays=181, minutes=543, rank=1, rank_by_time=1)
    # In the whole year Harbour has 183 plays, but less time; Deniz is fourth by plays.
    assert lamp.year == Standing(plays=181, minutes=543, rank=2, rank_by_time=1)
    assert deniz.then == Standing(plays=32, minutes=320, rank=3, rank_by_time=2)
    assert deniz.year == Standing(plays=37, minutes=370, rank=4, rank_by_time=2)
    assert [(one.name, one.place) for one in songs.counted] == [
        ("Harbour", None),
        ("Lamplight", 1),
        ("Kar", None),
        ("Deniz", 2),
    ]
    assert [one.name for one in songs.missing] == ["Harbour"]
    assert (songs.length, songs.unknown) == (2, 0)


def test_who_moved_up_in_the_weeks_that_are_left_out() -> None:
    year = only(reviewed(record(), review(2023, songs=[LAMP]))).year
    artists = [(one.name, one.plays, one.then and one.then.rank, one.year.rank) for one in year.weeks_artists]
    assert artists == [("Nadide Su", 97, 2, 2), ("Ostkai", 23, 1, 1)]
    songs = [(one.name, one.plays, one.then and one.then.rank, one.year.rank) for one in year.weeks_songs]
    assert songs == [("Kar", 92, None, 3), ("Harbour", 23, 2, 1), ("Deniz", 5, 3, 4)]


def test_private_sessions_count_in_the_year_and_not_in_the_review() -> None:
    rows = [
        *year_of(2023),
        *(play(utc(2023, 5, 2) + n * HOUR, *DENIZ, incognito_mode=True) for n in range(10)),
    ]
    one = only(reviewed(read(rows).record, review(2023, songs=[DENIZ])))
    (deniz,) = one.year.songs.listed
    assert one.year.private_plays == 10
    assert deniz.then is not None
    assert deniz.year is not None
    assert (deniz.then.plays, deniz.year.plays) == (32, 47)
    proofs = [*one.receipts, *(each.receipt for each in one.findings)]
    assert not any(receipt.shareable for receipt in proofs)


def test_the_year_is_that_of_the_listeners_clock() -> None:
    # On New Year's Eve at 23:00 UTC it is next year in Berlin.
    rows = [*year_of(2023), *(play(utc(2022, 12, 31, 23) + n * 4 * HOUR / 60, *DENIZ) for n in range(3))]
    record_ = reviewed(read(rows).record, review(2023, songs=[DENIZ]))
    counts = [only(record_, zone).year.songs.listed[0].year for zone in ("UTC", "Europe/Berlin")]
    assert [one and one.plays for one in counts] == [37, 40]


# ------------------------------------------------------------------------------------------ minutes


@pytest.mark.parametrize("podcasts", [0, 3])
def test_the_day_on_which_the_minutes_are_reached(podcasts: int) -> None:
    whole = record()
    record_ = replace(whole, set_aside=replace(whole.set_aside, podcast=podcasts))
    # By 13 January: Lamplight daily, Harbour on seven days, Deniz on two; and ten seconds of Passer on five.
    minutes = 13 * 3 + 7 * 2 + 2 * 10 + 0.5
    year = only(reviewed(record_, review(2023, songs=[LAMP], listened_ms=round(minutes * 60_000)))).year
    expected = (None, None) if podcasts else (date(2023, 1, 13), date(2023, 1, 14))
    assert (year.reached_from, year.reached_to) == expected


def test_minutes_that_are_never_reached() -> None:
    year = only(reviewed(record(), review(2023, songs=[LAMP], listened_ms=10**11))).year
    assert (year.reached_from, year.reached_to) == (None, None)


# ------------------------------------------------------------------------------------------ names


def test_artists_are_named_by_the_library_alone() -> None:
    asked = review(2023, songs=[LAMP], artists=["Nadide Su", "Ostkai", "Stranger"])
    year = only(reviewed(record(), asked, followed=["NADIDE SU", "Nobody"])).year
    assert [one.state for one in year.artists.listed] == ["unknown", "unknown", "unknown"]
    year = only(reviewed(record(), asked, followed=["Nadide Su", "Stranger"])).year
    assert [(one.state, one.name) for one in year.artists.listed] == [
        ("named", "Nadide Su"),
        ("unknown", ""),
        ("named", "Stranger"),
    ]
    first, _, stranger = year.artists.listed
    assert first.year is not None
    assert stranger.year is None
    assert year.artists.unknown == 1
    # Ostkai is first by far: the place that nothing explains might be theirs.
    assert year.artists.missing == ()
    assert [(one.name, one.place) for one in year.artists.counted] == [("Ostkai", None), ("Nadide Su", 1)]


def test_songs_are_named_by_the_rows_and_else_by_the_library() -> None:
    asked = review(2023, songs=[DENIZ, ("Elsewhere", "Unheard"), ("Nadide Su", "Unheard"), ("No", "Body")])
    year = only(reviewed(record(), asked, saved=[("Elsewhere", "Unheard"), ("Nadide Su", "Unheard")])).year
    assert [(one.state, one.name) for one in year.songs.listed] == [
        ("named", "Deniz"),
        ("named", "Unheard"),
        ("named", "Unheard"),
        ("unknown", ""),
    ]
    assert [one.year is None for one in year.songs.listed] == [False, True, True, True]


def test_account_data_without_addresses_is_explained_by_the_library() -> None:
    asked = reviewed(record(), review(2023, songs=[DENIZ]), saved=[("nadide su ", "DENIZ")])
    uri = asked.extras.wrapped[0].top_track_uris[0]
    library = asked.extras.library
    assert library is not None
    saved = tuple(replace(one, uri=uri) for one in library.tracks)
    bare = replace(
        asked, reviewed_songs={}, extras=replace(asked.extras, library=replace(library, tracks=saved))
    )
    (deniz,) = only(bare).year.songs.listed
    assert deniz.name == "Deniz"
    assert deniz.year is not None
    assert deniz.year.plays == 37


def test_two_addresses_of_one_song_are_one_song() -> None:
    asked = reviewed(record(), review(2023, songs=[HARBOUR, LAMP]))
    (one,) = asked.extras.wrapped
    twice = replace(one, top_track_uris=(*one.top_track_uris, "spotify:track:other"))
    record_ = replace(
        asked,
        extras=replace(asked.extras, wrapped=(twice,)),
        reviewed_songs={
            **asked.reviewed_songs,
            "spotify:track:other": asked.reviewed_songs[one.top_track_uris[0]],
        },
    )
    songs = only(record_).year.songs
    assert [each.name for each in songs.listed] == ["Harbour", "Lamplight", "Harbour"]
    assert songs.counted[0].place == 1


def test_what_is_left_out_is_not_named() -> None:
    record_ = reviewed(
        record(),
        review(2023, songs=[LAMP, DENIZ, ("Ostkai", "Unheard")], artists=["Ostkai", "Nadide Su"]),
        followed=["Ostkai", "Nadide Su"],
        saved=[("Ostkai", "Unheard")],
    )
    left = apply_exclusions(record_, Exclusions(items=(Exclusion.of_artist("Ostkai"),)), ZoneInfo("UTC"))
    one = only(left)
    assert [each.state for each in one.year.artists.listed] == ["left_out", "named"]
    assert [each.state for each in one.year.songs.listed] == ["left_out", "named", "left_out"]
    proofs = [*one.receipts, *(each.receipt for each in one.findings)]
    said = {str(cell.value) for receipt in proofs for cell in (*receipt.rows, *receipt.totals)}
    assert said.isdisjoint({"Ostkai", "Lamplight", "Harbour", "Unheard"})


def test_hostile_lists_are_cut() -> None:
    uris = tuple(f"spotify:track:{number}" for number in range(5_000))
    year = only(reviewed(record(), WrappedYear(year=2023, top_artist_uris=uris, top_track_uris=uris))).year
    assert len(year.songs.listed) == len(year.artists.listed) == LISTED_MOST
    assert year.songs.length == year.songs.unknown == ADDRESSES_MOST
    one = only(reviewed(record(), WrappedYear(year=2023, top_artist_uris=uris, top_track_uris=uris)))
    assert all(len(receipt.rows) + len(receipt.totals) <= 200 for receipt in one.receipts)


# ------------------------------------------------------------------------------------------ what is not covered


@pytest.mark.parametrize(
    "rows",
    [
        [row for row in year_of(2023) if row["ts"][:7] != "2023-04"],
        [row for row in year_of(2023) if row["ts"][:10] > "2023-01-10"],
        [row for row in year_of(2023) if row["ts"][:10] < "2023-11-10"],
        [*(row for row in year_of(2023) if row["ts"][:7] != "2023-12"), *year_of(2024)],
    ],
    ids=["a month missing", "begins late", "ends early", "December missing"],
)
def test_a_year_that_is_not_covered_is_not_compared(rows: list[Row]) -> None:
    asked = review(2023, songs=[LAMP, ("No", "Body")], artists=["Ostkai"], listened_ms=60_000, count=5)
    one = only(reviewed(read(rows).record, asked, followed=["Ostkai"]))
    assert one.year.reason == "The record does not hold all of 2023, so nothing is compared."
    assert (one.year.then, one.year.weeks, one.year.whole) == (None, None, None)
    assert [(each.state, each.name, each.year) for each in one.year.songs.listed] == [
        ("named", "Lamplight", None),
        ("unknown", "", None),
    ]
    assert (one.year.spotify_minutes, one.year.spotify_artists) == (1, 5)
    assert one.findings == ()
    assert [receipt.id for receipt in one.receipts] == list(one.year.receipts) == ["wrapped_2023_review"]


def test_a_record_that_ends_in_december_counts_as_far_as_it_goes() -> None:
    rows = [row for row in year_of(2023) if row["ts"][:10] <= "2023-12-05"]
    year = only(reviewed(read(rows).record, review(2023, songs=[LAMP]))).year
    assert year.reason is None
    assert year.weeks is not None
    assert year.whole is not None
    assert (year.weeks.last, year.whole.last) == (date(2023, 12, 5), date(2023, 12, 5))


def test_a_record_that_ends_with_the_review_knows_no_weeks() -> None:
    rows = [row for row in year_of(2023) if row["ts"][:10] <= "2023-11-15"]
    one = only(reviewed(read(rows).record, review(2023, songs=[LAMP])))
    assert one.year.reason is None
    assert one.year.weeks is None
    assert one.year.weeks_songs == ()
    assert finding(one, "review_weeks") is None


def test_each_year_stands_alone() -> None:
    rows = [*year_of(2022), *year_of(2023)]
    first, second = told(
        reviewed(read(rows).record, review(2023, songs=[LAMP]), review(2022, songs=[DENIZ]), review(2021))
    )[1:]
    assert (first.year.year, second.year.year) == (2022, 2023)
    assert first.year.whole is not None
    assert second.year.whole is not None
    assert first.year.whole.plays == second.year.whole.plays
    assert set(first.year.receipts).isdisjoint(second.year.receipts)


def test_no_review_is_no_year() -> None:
    assert told(record()) == ()


# ------------------------------------------------------------------------------------------ what there is to say


def test_what_can_be_said_of_a_year() -> None:
    one = only(
        reviewed(
            record(),
            review(
                2023,
                songs=[LAMP, DENIZ],
                artists=["Nadide Su", "Ostkai"],
                listened_ms=700 * 60_000,
            ),
            followed=["Nadide Su", "Ostkai"],
        )
    )
    assert quoted(one, "review_weeks") == {
        "year": 2023,
        "from": "16 November 2023",
        "artist": "Nadide Su",
        "artist_plays": 97,
        "plays": 120,
        "hours": 6,
        "share": pytest.approx(100 * 120 / 493, abs=1e-4),
    }
    assert quoted(one, "review_song_first") == {
        "year": 2023,
        "track": "Lamplight",
        "plays": 181,
        "rank": 2,
        "first": "Harbour",
        "first_plays": 183,
    }
    assert quoted(one, "review_artist_first") == {
        "year": 2023,
        "artist": "Nadide Su",
        "plays": 129,
        "rank": 2,
        "first": "Ostkai",
        "first_plays": 364,
    }
    assert quoted(one, "review_song_absent") == {
        "year": 2023,
        "track": "Harbour",
        "plays": 183,
        "rank": 1,
        "listed": 2,
    }
    whole = 181 * 3 + 183 * 2 + 37 * 10 + 92 * 3
    assert quoted(one, "review_minutes") == {
        "year": 2023,
        "told": 700,
        "counted": whole,
        "more": whole - 700,
    }
    assert finding(one, "review_codes") is None


def test_codes_are_said_only_where_all_are() -> None:
    artists = ["Nadide Su", "Ostkai", "Stranger"]
    one = only(reviewed(record(), review(2023, artists=artists)))
    assert quoted(one, "review_codes") == {"year": 2023, "listed": 3, "named": 0, "artists": 2}
    one = only(reviewed(record(), review(2023, artists=artists), followed=["Ostkai"]))
    assert finding(one, "review_codes") is None


def test_a_review_that_agrees_gives_no_line_on_first_places() -> None:
    one = only(
        reviewed(
            record(),
            review(
                2023, songs=[HARBOUR, LAMP, WINTER, DENIZ], artists=["Ostkai"], listened_ms=2_000 * 60_000
            ),
            followed=["Ostkai"],
        )
    )
    families = {each.id for each in one.findings}
    assert families == {"review_weeks"}


def test_a_song_on_no_list_is_not_missed_while_an_address_is_unknown() -> None:
    one = only(reviewed(record(), review(2023, songs=[LAMP, ("No", "Body")])))
    assert finding(one, "review_song_absent") is None
    assert finding(one, "review_song_first") is not None


def test_every_figure_on_show_stands_in_a_receipt() -> None:
    one = only(
        reviewed(
            record(),
            review(2023, songs=[LAMP, DENIZ], artists=["Ostkai"], listened_ms=700 * 60_000, count=12),
            followed=["Ostkai"],
        )
    )
    held = {cell.value for receipt in one.receipts for cell in (*receipt.rows, *receipt.totals)}
    year = one.year
    shown: set[Any] = {year.spotify_minutes, year.spotify_artists}
    for tally in (year.then, year.weeks, year.whole):
        assert tally is not None
        shown |= {tally.plays, tally.minutes}
    for part in (year.songs, year.artists):
        standings = [*((each.then, each.year) for each in part.listed)]
        standings += [(each.then, each.year) for each in part.counted]
        for then, whole in standings:
            for standing in (then, whole):
                shown |= {standing.plays, standing.rank} if standing else set()
            shown |= {whole.minutes, whole.rank_by_time} if whole else set()
    for found in (*year.weeks_artists, *year.weeks_songs):
        shown |= {found.plays, found.year.rank}
    assert shown <= held
