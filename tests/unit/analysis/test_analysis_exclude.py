""" "That was not me": what is left out, and that everything left out is counted."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.analysis.histories import HOUR, MINUTE, crowd, measured, play, read, skip, utc
from tests.unit.sources.rows import Row
from unwrapped_desktop.analysis.exclude import apply_exclusions, excluded_by_each, excluded_rows
from unwrapped_desktop.analysis.words import fold
from unwrapped_desktop.domain.errors import NotEnoughData
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.record import Record

UTC = ZoneInfo("UTC")

# One play an hour at minute 30, from 1 March 2021 on; 120 of them are five whole days.
HOURLY = crowd(utc(2021, 3, 1, 0, 30), 120, artists=120, every=HOUR)


def left_out(rows: Sequence[Row], *excluded: Exclusion, zone: ZoneInfo = UTC) -> list[tuple[str, str]]:
    """What the exclusions take away, as (artist, title); everything else is checked here."""
    exclusions = Exclusions(excluded)
    before = read(rows).record
    after = apply_exclusions(before, exclusions, zone)
    out = sorted(set(songs_of(before)) - set(songs_of(after)))
    assert after.set_aside.excluded == len(before.rows) - len(after.rows)
    assert after.rows_total == len(after.rows) + after.set_aside.total == before.rows_total
    assert (after.data_sha256, after.seed) == (before.data_sha256, before.seed)
    assert after.files == before.files
    return out


def artists(*names: str) -> Exclusions:
    return Exclusions(tuple(map(Exclusion.of_artist, names)))


def songs_of(record: Record) -> list[tuple[str, str]]:
    names = record.names
    return [
        (names.artists[artist], names.song_titles[song])
        for artist, song in zip(record.rows.artist, record.rows.song, strict=True)
    ]


def test_nothing_excluded_is_the_record_itself() -> None:
    record = read(HOURLY).record
    assert Exclusions().is_empty
    assert apply_exclusions(record, Exclusions(), UTC) is record


@pytest.mark.parametrize("name", ["Beyoncé", "BEYONCÉ", "  Beyonce\u0301 ", "beyoncé"])
def test_artists_by_folded_name(name: str) -> None:
    rows = [
        *HOURLY,
        play(utc(2022, 1, 1), "Beyoncé", "One"),
        skip(utc(2022, 1, 2), "BEYONCE\u0301", "Two"),
        play(utc(2022, 1, 3), "Beyonce", "Three"),
    ]
    titles = [title for _, title in left_out(rows, Exclusion.of_artist(name))]
    assert titles == ["One", "Two"]


def test_tracks_by_artist_and_title() -> None:
    rows = [
        *HOURLY,
        play(utc(2022, 1, 1), "Ostkai", "Home"),
        play(utc(2022, 1, 2), "Ostkai", "HOME", spotify_track_uri="spotify:track:another"),
        play(utc(2022, 1, 3), "Ostkai", "Home - Live"),
        play(utc(2022, 1, 4), "Nadide Su", "Home"),
    ]
    excluded = Exclusion.of_track(" ostkai", "home ")
    assert [title.lower() for _, title in left_out(rows, excluded)] == ["home"]
    assert apply_exclusions(read(rows).record, Exclusions((excluded,)), UTC).set_aside.excluded == 2


def test_albums_by_artist_and_album() -> None:
    rows = [
        *HOURLY,
        play(utc(2022, 1, 1), "Ostkai", "One", album="Greatest Hits"),
        play(utc(2022, 1, 2), "Ostkai", "Two", album="GREATEST HITS"),
        play(utc(2022, 1, 3), "Ostkai", "Three", album="Other"),
        play(utc(2022, 1, 4), "Nadide Su", "Four", album="Greatest Hits"),
        play(utc(2022, 1, 5), "Ostkai", "Five", master_metadata_album_album_name=None),
    ]
    out = left_out(rows, Exclusion.of_album("OSTKAI", "greatest hits"))
    assert out == [("Ostkai", "One"), ("Ostkai", "Two")]


def test_ranges_are_local_days_with_both_ends() -> None:
    day = Exclusion.of_range(date(2021, 3, 2), date(2021, 3, 3))
    assert len(left_out(HOURLY, day)) == 48
    # In India the record is 5.5 hours ahead: 2 March begins at 18:30 UTC of the day before, itself a play.
    india = left_out(HOURLY, day, zone=ZoneInfo("Asia/Kolkata"))
    assert len(india) == 48
    assert ("Passer 18", "Passer Tune 18") in india
    assert ("Passer 17", "Passer Tune 17") not in india
    assert ("Passer 65", "Passer Tune 65") in india
    assert ("Passer 66", "Passer Tune 66") not in india


def test_a_range_of_one_day_and_one_night() -> None:
    assert len(left_out(HOURLY, Exclusion.of_range(date(2021, 3, 5), date(2021, 3, 5)))) == 24
    night = Exclusion.of_range(date(2021, 3, 4), date(2021, 3, 5), first_hour=22, last_hour=4)
    assert {title for _, title in left_out(HOURLY, night)} == {f"Passer Tune {n}" for n in range(94, 101)}


def test_hours_are_local_and_go_by_the_start() -> None:
    late = play(utc(2022, 1, 1, 1, 59), "Ostkai", "Late", seconds=300)
    out = left_out([*HOURLY, late], Exclusion.of_hours((0, 1)))
    assert len(out) == 11
    assert ("Ostkai", "Late") in out
    # 0:30 to 1:30 in New York in March before the change of the clock is 5:30 to 6:30 UTC.
    out = left_out(HOURLY, Exclusion.of_hours((0, 1)), zone=ZoneInfo("America/New_York"))
    assert [title for _, title in out if title in {"Passer Tune 5", "Passer Tune 6", "Passer Tune 4"}] == [
        "Passer Tune 5",
        "Passer Tune 6",
    ]


def test_private_sessions() -> None:
    rows = [
        *HOURLY,
        play(utc(2022, 1, 1), "Ostkai", "Secret", incognito_mode=True),
        play(utc(2022, 1, 2), "Ostkai", "Unknown", incognito_mode=None),
    ]
    assert left_out(rows, Exclusion.of_private()) == [("Ostkai", "Secret")]


def test_a_row_excluded_twice_counts_once() -> None:
    rows = [*HOURLY, *(play(utc(2022, 1, 1, 0, n), "Ostkai", f"Song {n}") for n in range(5))]
    everything = (
        Exclusion.of_artist("Ostkai"),
        Exclusion.of_artist("ostkai"),
        Exclusion.of_track("Ostkai", "Song 1"),
        Exclusion.of_album("Ostkai", "Song 2, the Single"),
        Exclusion.of_range(date(2022, 1, 1), date(2022, 1, 1)),
        Exclusion.of_hours((0,)),
        Exclusion.of_private(),
    )
    assert len(left_out(rows, *everything)) == 10  # five of them, and five midnights of the crowd


def test_exclusions_add_up_with_the_other_reasons() -> None:
    rows = [
        *HOURLY,
        *HOURLY[:7],
        play(utc(2022, 1, 1), master_metadata_track_name=None),
        play(utc(2022, 1, 1), ms_played=-1),
    ]
    record = apply_exclusions(read(rows).record, artists("Passer 0", "nobody"), UTC)
    aside = record.set_aside
    assert (aside.duplicate, aside.no_metadata, aside.malformed, aside.excluded) == (7, 1, 1, 1)
    assert record.rows_total == len(rows) == len(record.rows) + aside.total


def test_too_little_may_remain_or_nothing_at_all() -> None:
    record = read(HOURLY).record
    for hours, left in ((range(24), 0), (range(5), 95)):
        remaining = apply_exclusions(record, Exclusions((Exclusion.of_hours(hours),)), UTC)
        assert len(remaining.rows) == left
        with pytest.raises(NotEnoughData) as caught:
            measured(remaining)
        assert caught.value.details == {"plays": left, "needed": 100}


def test_what_remains_is_measured_as_if_the_rest_had_never_been() -> None:
    child = [
        play(utc(2021, 5, 1) + number * HOUR, "Tamburin Max", f"Counting Song {number % 3}")
        for number in range(300)
    ]
    both = apply_exclusions(read([*HOURLY, *child]).record, artists("tamburin max"), UTC)
    alone = read(HOURLY).record
    assert measured(both).facts == measured(alone).facts
    assert {f.id: f.receipt for f in measured(both).findings} == {
        f.id: f.receipt for f in measured(alone).findings
    }


def test_rows_of_a_few_seconds_are_excluded_and_counted_too() -> None:
    rows = [*HOURLY, *(skip(utc(2022, 1, 1) + n * MINUTE, "Ostkai", "Short") for n in range(4))]
    record = apply_exclusions(read(rows).record, artists("Ostkai"), UTC)
    assert record.set_aside.excluded == 4


def test_each_exclusion_is_counted_on_its_own() -> None:
    rows = [
        *HOURLY,
        *(play(utc(2022, 1, 1, n), "Ostkai", f"Song {n}") for n in range(3)),
        skip(utc(2022, 1, 1, 9), "Ostkai", "Song 0"),
    ]
    chosen = (
        Exclusion.of_artist("OSTKAI", reason="My child's"),
        Exclusion.of_track("Ostkai", "Song 0"),
        Exclusion.of_album("Ostkai", "Song 1, the Single"),
        Exclusion.of_range(date(2022, 1, 1), date(2022, 1, 1), first_hour=1, last_hour=8),
        Exclusion.of_hours((2,)),
        Exclusion.of_private(),
        Exclusion.of_artist("nobody"),
        Exclusion.of_track("nobody", "Song 0"),
        Exclusion.of_album("Ostkai", "Song 9, the Single"),
    )
    counts = excluded_by_each(read(rows).record, Exclusions(chosen), UTC)
    assert tuple(count.exclusion for count in counts) == chosen
    assert [(count.rows, count.plays) for count in counts] == [
        (4, 3),
        (2, 1),
        (1, 1),
        (2, 2),
        (6, 6),  # five days of the crowd, and one song
        (0, 0),
        (0, 0),
        (0, 0),
        (0, 0),
    ]


HOSTILE = st.text(alphabet="aAäÄßẞİ\u0131Σς\u0301\u200b\x00<&%\n '\"-", min_size=1, max_size=4).filter(
    str.strip
)


@given(st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE), min_size=1, max_size=20), st.data())
def test_names_of_any_kind_are_found_as_by_comparing_all_of_them(
    songs: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    start = utc(2022, 1, 1)
    rows = [
        play(start + n * HOUR, artist, title, album=album) for n, (artist, title, album) in enumerate(songs)
    ]
    record = read([*HOURLY, *rows]).record
    artist, title, album = data.draw(st.sampled_from(songs))
    other = data.draw(HOSTILE)
    for item, expected in (
        (Exclusion.of_artist(artist), [fold(row[0]) == fold(artist) for row in songs]),
        (Exclusion.of_artist(other), [fold(row[0]) == fold(other) for row in songs]),
        (
            Exclusion.of_track(artist, title),
            [(fold(row[0]), fold(row[1])) == (fold(artist), fold(title)) for row in songs],
        ),
        (
            Exclusion.of_track(artist, other),
            [(fold(row[0]), fold(row[1])) == (fold(artist), fold(other)) for row in songs],
        ),
        (
            Exclusion.of_album(artist, album),
            [(fold(row[0]), fold(row[2])) == (fold(artist), fold(album)) for row in songs],
        ),
    ):
        assert excluded_rows(record, Exclusions((item,)), UTC).tolist() == [False] * 120 + expected
        (count,) = excluded_by_each(record, Exclusions((item,)), UTC)
        assert count.rows == count.plays == sum(expected)


TWO_WEEKS = read(crowd(utc(2021, 3, 7, 0, 30), 14 * 24, every=HOUR)).record
HOURS_OF_TWO_WEEKS = st.integers(0, 14 * 24 - 1)


@given(
    st.sampled_from(("UTC", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati", "Pacific/Pago_Pago")),
    st.tuples(HOURS_OF_TWO_WEEKS, HOURS_OF_TWO_WEEKS),
    st.sets(st.integers(0, 23), min_size=1),
)
def test_ranges_and_hours_are_what_the_local_clock_said(
    zone: str, ends: tuple[int, int], hours: set[int]
) -> None:
    # Two weeks in hours, with the change of the clocks in New York on 14 March 2021.
    record = TWO_WEEKS
    local = [
        datetime.fromtimestamp(int(start), tz=ZoneInfo(zone)).replace(tzinfo=None)
        for start in record.rows.started_at_s
    ]
    first, last = (datetime(2021, 3, 7) + end * HOUR for end in sorted(ends))  # noqa: DTZ001 - local
    range_ = Exclusion.of_range(
        first.date(), last.date(), first_hour=first.hour, last_hour=last.hour, reason="A party"
    )
    for item, expected in (
        (range_, [first <= time < last + HOUR for time in local]),
        (Exclusion.of_hours(hours), [time.hour in hours for time in local]),
    ):
        assert excluded_rows(record, Exclusions((item,)), ZoneInfo(zone)).tolist() == expected
