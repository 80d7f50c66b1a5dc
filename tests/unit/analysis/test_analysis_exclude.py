""" "That was not me": what is left out, and that everything left out is counted."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from tests.unit.analysis.histories import HOUR, MINUTE, crowd, measured, play, read, skip, utc
from tests.unit.sources.rows import Row
from unwrapped_desktop.analysis.exclude import apply_exclusions
from unwrapped_desktop.domain.errors import NotEnoughData
from unwrapped_desktop.domain.exclusion import Exclusions
from unwrapped_desktop.domain.record import Record

UTC = ZoneInfo("UTC")

# One play an hour at minute 30, from 1 March 2021 on; 120 of them are five whole days.
HOURLY = crowd(utc(2021, 3, 1, 0, 30), 120, artists=120, every=HOUR)


def left_out(rows: Sequence[Row], exclusions: Exclusions, zone: ZoneInfo = UTC) -> list[tuple[str, str]]:
    """What the exclusions take away, as (artist, title); everything else is checked here."""
    before = read(rows).record
    after = apply_exclusions(before, exclusions, zone)
    out = sorted(set(songs_of(before)) - set(songs_of(after)))
    assert after.set_aside.excluded == len(before.rows) - len(after.rows)
    assert after.rows_total == len(after.rows) + after.set_aside.total == before.rows_total
    assert (after.data_sha256, after.seed) == (before.data_sha256, before.seed)
    assert after.files == before.files
    return out


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
    titles = [title for _, title in left_out(rows, Exclusions(artists=(name,)))]
    assert titles == ["One", "Two"]


def test_tracks_by_artist_and_title() -> None:
    rows = [
        *HOURLY,
        play(utc(2022, 1, 1), "Ostkai", "Home"),
        play(utc(2022, 1, 2), "Ostkai", "HOME", spotify_track_uri="spotify:track:another"),
        play(utc(2022, 1, 3), "Ostkai", "Home - Live"),
        play(utc(2022, 1, 4), "Nadide Su", "Home"),
    ]
    excluded = Exclusions(tracks=((" ostkai", "home "),))
    assert [title.lower() for _, title in left_out(rows, excluded)] == ["home"]
    assert apply_exclusions(read(rows).record, excluded, UTC).set_aside.excluded == 2


def test_albums_by_artist_and_album() -> None:
    rows = [
        *HOURLY,
        play(utc(2022, 1, 1), "Ostkai", "One", album="Greatest Hits"),
        play(utc(2022, 1, 2), "Ostkai", "Two", album="GREATEST HITS"),
        play(utc(2022, 1, 3), "Ostkai", "Three", album="Other"),
        play(utc(2022, 1, 4), "Nadide Su", "Four", album="Greatest Hits"),
        play(utc(2022, 1, 5), "Ostkai", "Five", master_metadata_album_album_name=None),
    ]
    out = left_out(rows, Exclusions(albums=(("OSTKAI", "greatest hits"),)))
    assert out == [("Ostkai", "One"), ("Ostkai", "Two")]


def test_ranges_are_local_days_with_both_ends() -> None:
    day = Exclusions(ranges=((date(2021, 3, 2), date(2021, 3, 3)),))
    assert len(left_out(HOURLY, day)) == 48
    # In India the record is 5.5 hours ahead: 2 March begins at 18:30 UTC of the day before, itself a play.
    india = left_out(HOURLY, day, ZoneInfo("Asia/Kolkata"))
    assert len(india) == 48
    assert ("Passer 18", "Passer Tune 18") in india
    assert ("Passer 17", "Passer Tune 17") not in india
    assert ("Passer 65", "Passer Tune 65") in india
    assert ("Passer 66", "Passer Tune 66") not in india


def test_a_range_of_one_day_and_one_that_ends_before_it_begins() -> None:
    assert len(left_out(HOURLY, Exclusions(ranges=((date(2021, 3, 5), date(2021, 3, 5)),)))) == 24
    assert left_out(HOURLY, Exclusions(ranges=((date(2021, 3, 5), date(2021, 3, 4)),))) == []


def test_hours_are_local_and_go_by_the_start() -> None:
    late = play(utc(2022, 1, 1, 1, 59), "Ostkai", "Late", seconds=300)
    out = left_out([*HOURLY, late], Exclusions(hours=(0, 1)))
    assert len(out) == 11
    assert ("Ostkai", "Late") in out
    # 0:30 to 1:30 in New York in March before the change of the clock is 5:30 to 6:30 UTC.
    out = left_out(HOURLY, Exclusions(hours=(0, 1)), ZoneInfo("America/New_York"))
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
    assert left_out(rows, Exclusions(private_sessions=True)) == [("Ostkai", "Secret")]


def test_a_row_excluded_twice_counts_once() -> None:
    rows = [*HOURLY, *(play(utc(2022, 1, 1, 0, n), "Ostkai", f"Song {n}") for n in range(5))]
    everything = Exclusions(
        artists=("Ostkai", "ostkai"),
        tracks=(("Ostkai", "Song 1"),),
        albums=(("Ostkai", "Song 2, the Single"),),
        ranges=((date(2022, 1, 1), date(2022, 1, 1)),),
        hours=(0,),
        private_sessions=True,
    )
    assert len(left_out(rows, everything)) == 10  # five of them, and five midnights of the crowd


def test_exclusions_add_up_with_the_other_reasons() -> None:
    rows = [
        *HOURLY,
        *HOURLY[:7],
        play(utc(2022, 1, 1), master_metadata_track_name=None),
        play(utc(2022, 1, 1), ms_played=-1),
    ]
    record = apply_exclusions(read(rows).record, Exclusions(artists=("Passer 0", "nobody")), UTC)
    aside = record.set_aside
    assert (aside.duplicate, aside.no_metadata, aside.malformed, aside.excluded) == (7, 1, 1, 1)
    assert record.rows_total == len(rows) == len(record.rows) + aside.total


def test_too_little_may_remain_or_nothing_at_all() -> None:
    record = read(HOURLY).record
    for out, left in ((Exclusions(hours=tuple(range(24))), 0), (Exclusions(hours=(0, 1, 2, 3, 4)), 95)):
        remaining = apply_exclusions(record, out, UTC)
        assert len(remaining.rows) == left
        with pytest.raises(NotEnoughData) as caught:
            measured(remaining)
        assert caught.value.details == {"plays": left, "needed": 100}


def test_what_remains_is_measured_as_if_the_rest_had_never_been() -> None:
    child = [
        play(utc(2021, 5, 1) + number * HOUR, "Tamburin Max", f"Counting Song {number % 3}")
        for number in range(300)
    ]
    both = apply_exclusions(read([*HOURLY, *child]).record, Exclusions(artists=("tamburin max",)), UTC)
    alone = read(HOURLY).record
    assert measured(both).facts == measured(alone).facts
    assert {f.id: f.receipt for f in measured(both).findings} == {
        f.id: f.receipt for f in measured(alone).findings
    }


def test_rows_of_a_few_seconds_are_excluded_and_counted_too() -> None:
    rows = [*HOURLY, *(skip(utc(2022, 1, 1) + n * MINUTE, "Ostkai", "Short") for n in range(4))]
    record = apply_exclusions(read(rows).record, Exclusions(artists=("Ostkai",)), UTC)
    assert record.set_aside.excluded == 4
