"""Rows that cannot be right (case 47), and rows that come more than once (case 48)."""

import itertools
from pathlib import Path
from typing import Any

import pytest

from tests.unit.sources.refusals import NAME, SOUND_NAME, statuses
from tests.unit.sources.rows import (
    Row,
    account,
    audiobook,
    counts,
    extended,
    fetch,
    heard,
    plays,
    podcast,
    same_record,
    without,
    write,
    write_zip,
)
from unwrapped_desktop.domain.forensics import FileStatus

TEXTS = (
    *("master_metadata_track_name", "master_metadata_album_artist_name", "master_metadata_album_album_name"),
    *("spotify_track_uri", "episode_name", "episode_show_name", "spotify_episode_uri"),
    *("audiobook_title", "audiobook_uri", "audiobook_chapter_uri", "audiobook_chapter_title", "reason_end"),
)
FLAGS = ("shuffle", "skipped", "incognito_mode")
ACCOUNT_TEXTS = (
    *("trackName", "artistName", "podcastName", "episodeName", "audiobookName", "chapterName", "authorName"),
)
UNREAD = ("ip_addr", "conn_country", "offline", "offline_timestamp", "reason_start", "username", "city", "x")

NO_TEXTS: tuple[Any, ...] = (5, -1.5, True, [], ["x"], {}, {"x": "y"})
NO_FLAGS: tuple[Any, ...] = (0, 1, 0.0, "false", "", [], {})
NO_LENGTHS: tuple[Any, ...] = (None, "180000", "", True, False, [], [180_000], {}, 1.5, 1e15, -1e300)
NO_TIMES: tuple[Any, ...] = (
    None,
    1_600_000_000,
    1.6e9,
    True,
    [],
    {},
    "",
    " ",
    "yesterday",
    "2021",
    "2021-03-04",
)


IMPOSSIBLE_LENGTHS = (
    *(-1, 86_400_001, 2**31 - 1, 2**31, 2**32, 2**53 + 1, 2**63 - 1, 2**63, 2**64, 2**70, 10**400),
    *(-(2**31), -(2**63), -(2**63) - 1),
    # These would be 180,000 if somebody cut off their upper bits.
    *(2**32 + 180_000, 2**64 + 180_000),
)


def set_aside_as_malformed(tmp_path: Path, bad: object, rows: list[Row] | None = None) -> str:
    """The example of a bad row that stands among good ones and is the only one set aside."""
    rows = rows or plays()
    examined = fetch(write(tmp_path / NAME, [*rows[:3], bad, *rows[3:]]))
    assert counts(examined) == {"malformed": 1}
    assert len(examined.record.rows) == 120
    (file,) = examined.record.files
    assert (file.rows, file.status) == (121, FileStatus.PARTLY)
    assert file.reason == "1 of its 121 rows is malformed and does not count."
    (example,) = examined.examples["malformed"]
    assert example.startswith(f"{NAME}, row 4: ")
    return example


# ------------------------------------------------------------------------------------------------ 47: types
@pytest.mark.parametrize("row", [7, -1.5, "row", None, True, [], [1], [[]], [{}], {}, {"x": 1}], ids=repr)
def test_47_a_row_that_is_none(tmp_path: Path, row: object) -> None:
    set_aside_as_malformed(tmp_path, row)


@pytest.mark.parametrize("key", ["ts", "ms_played"])
def test_47_a_row_without_its_time_or_length(tmp_path: Path, key: str) -> None:
    assert key in set_aside_as_malformed(tmp_path, without(extended(), key))


@pytest.mark.parametrize(
    ("key", "value"),
    [*itertools.product(TEXTS, NO_TEXTS), *itertools.product(FLAGS, NO_FLAGS)],
    ids=repr,
)
def test_47_a_field_of_a_wrong_type(tmp_path: Path, key: str, value: Any) -> None:
    assert key in set_aside_as_malformed(tmp_path, extended(**{key: value}))


@pytest.mark.parametrize(("key", "value"), [*itertools.product(ACCOUNT_TEXTS, NO_TEXTS)], ids=repr)
def test_47_a_field_of_account_data_of_a_wrong_type(tmp_path: Path, key: str, value: Any) -> None:
    assert key in set_aside_as_malformed(tmp_path, account(**{key: value}), plays(kind=account))


@pytest.mark.parametrize("value", NO_LENGTHS, ids=repr)
def test_47_a_length_of_a_wrong_type(tmp_path: Path, value: object) -> None:
    assert "ms_played" in set_aside_as_malformed(tmp_path, extended(ms_played=value))
    assert "msPlayed" in set_aside_as_malformed(tmp_path, account(msPlayed=value), plays(kind=account))


@pytest.mark.parametrize("value", NO_TIMES, ids=repr)
def test_47_a_time_of_a_wrong_type(tmp_path: Path, value: object) -> None:
    assert "ts" in set_aside_as_malformed(tmp_path, extended(ts=value))
    assert "endTime" in set_aside_as_malformed(tmp_path, account(endTime=value), plays(kind=account))


@pytest.mark.parametrize("key", [*TEXTS, *FLAGS])
def test_47_every_other_field_may_be_null_or_missing(tmp_path: Path, key: str) -> None:
    rows = [{**row, key: None} for row in plays(60)] + [without(row, key) for row in plays(60, start=5_000)]
    examined = fetch(write(tmp_path / NAME, [*plays(start=9_000), *rows]))
    assert counts(examined).keys() <= {"no_metadata"}
    assert examined.record.rows_total == 240


@pytest.mark.parametrize(
    ("key", "value"), [*itertools.product(UNREAD, (5, "x", None, [], {"a": [{}]}, 2**70))], ids=repr
)
def test_47_fields_that_nobody_reads_may_be_anything(tmp_path: Path, key: str, value: Any) -> None:
    assert counts(fetch(write(tmp_path / NAME, [{**row, key: value} for row in plays()]))) == {}


# ------------------------------------------------------------------------------------------------ 47: lengths
@pytest.mark.parametrize("length", IMPOSSIBLE_LENGTHS, ids=lambda length: str(length)[:24])
def test_47_a_length_that_cannot_be(tmp_path: Path, length: int) -> None:
    assert "ms_played" in set_aside_as_malformed(tmp_path, extended(ms_played=length))


@pytest.mark.parametrize(
    "text", ["1e400", "-1e400", "1e5", "1.8E5", "180000.5", "1e-400", "9" * 5_000], ids=lambda text: text[:9]
)
def test_47_a_length_that_only_json_can_write(tmp_path: Path, text: str) -> None:
    path = write(tmp_path / NAME, [*plays(), extended(9_999, ms_played=77)])
    path.write_text(path.read_text(encoding="utf-8").replace(": 77,", f": {text},"), encoding="utf-8")
    examined = fetch(path)
    # 1e5 is whole, but no export ever wrote a length so.
    assert counts(examined) == {"malformed": 1}
    assert examined.record.rows_total == 121


def test_47_zero_and_a_whole_day_are_lengths(tmp_path: Path) -> None:
    rows = [extended(1, ms_played=0), extended(2, ms_played=86_400_000)]
    examined = fetch(write(tmp_path / NAME, plays(start=100) + rows))
    assert counts(examined) == {}
    assert examined.record.rows.played_ms[:2].tolist() == [0, 86_400_000]


# ------------------------------------------------------------------------------------------------ 47: times
IMPOSSIBLE_TIMES = {
    "1970": "1970-01-01T00:00:00Z",
    "before Spotify": "2005-12-31T23:59:59Z",
    "more than two days ahead": "2026-11-24T09:00:01Z",
    "year 0000": "0000-01-01T00:00:00Z",
    "year 0001": "0001-01-01T00:00:00Z",
    "year 9999": "9999-12-31T23:59:59Z",
    "year 10000": "10000-01-01T00:00:00Z",
    "before Christ": "-2021-03-04T10:00:05Z",
    "before the year 1 by its offset": "0001-01-01T00:00:00+14:00",
    "after the year 9999 by its offset": "9999-12-31T23:59:59-14:00",
    "no such month": "2021-13-01T10:00:00Z",
    "month 0": "2021-00-01T10:00:00Z",
    "no such day": "2021-02-29T10:00:00Z",
    "day 0": "2021-02-00T10:00:00Z",
    "no such hour": "2021-02-28T24:00:00Z",
    "no such minute": "2021-02-28T23:60:00Z",
    "no such second": "2021-02-28T23:00:60Z",
    "no such offset": "2021-02-28T23:00:00+99:99",
    "other digits": "\u0662\u0660\u0662\u0661-02-28T23:00:00Z",
    "wide digits": "\uff12\uff10\uff12\uff11-02-28T23:00:00Z",
    "other hyphens": "2021\u201102\u201128T23:00:00Z",
    "a minus": "2021-02--8T23:00:00Z",
    "letters": "2021-02-28T2x:00:00Z",
    "another separator": "2021-02-28_23:00:00Z",
    "a NUL": "2021-02-28T23:00:0\0Z",
    "twice": "2021-02-28T23:00:00Z" * 2,
    "long": "2021-02-28T23:00:00Z" * 5_000,
}


@pytest.mark.parametrize("case", IMPOSSIBLE_TIMES)
def test_47_a_time_that_cannot_be(tmp_path: Path, case: str) -> None:
    assert "ts" in set_aside_as_malformed(tmp_path, extended(ts=IMPOSSIBLE_TIMES[case]))


@pytest.mark.parametrize(
    "time",
    [
        "1969-12-31 23:59",
        "2005-12-31 23:59",
        "2026-11-24 09:01",
        "2021-02-30 10:00",
        "2021-03-04 24:00",
        "10000-01-01 10:00",
    ],
)
def test_47_a_time_of_account_data_that_cannot_be(tmp_path: Path, time: str) -> None:
    assert "endTime" in set_aside_as_malformed(tmp_path, account(endTime=time), plays(kind=account))


@pytest.mark.parametrize(
    "time",
    [
        "2026-11-24T09:00:00Z",
        "2006-01-01T00:00:00Z",
        "2020-02-29T23:59:59Z",
        "2020-02-29 23:59:59 UTC",
        "2020-02-29 23:59",
        "2020-02-29T23:59:59.123Z",
        "2020-02-29T23:59:59+02:00",
        "2020-02-29T23:59:59",
    ],
)
def test_47_times_that_are_believed(tmp_path: Path, time: str) -> None:
    assert counts(fetch(write(tmp_path / NAME, [*plays(), extended(ts=time, ms_played=0)]))) == {}


def test_47_a_file_of_bad_rows_only_is_read_and_counts_none(tmp_path: Path) -> None:
    write(tmp_path / SOUND_NAME, plays())
    write(tmp_path / NAME, [extended(ms_played=-1)] * 50)
    examined = fetch(tmp_path)
    assert counts(examined) == {"malformed": 50}
    assert statuses(examined) == {SOUND_NAME: FileStatus.READ, NAME: FileStatus.PARTLY}
    assert len(examined.examples["malformed"]) == 3


# ------------------------------------------------------------------------------------------------ 47: mixtures
@pytest.mark.parametrize("name", ["endsong_0.json", "StreamingHistory_music_0.json", "mine.json"])
def test_47_old_and_new_rows_in_one_file(tmp_path: Path, name: str) -> None:
    rows = [row for pair in zip(plays(60), plays(60, start=9_000, kind=account), strict=True) for row in pair]
    examined = fetch(write(tmp_path / name, rows))
    assert len(examined.record.rows) == 120
    assert counts(examined) == {}
    assert same_record(examined, fetch(write(tmp_path / name, rows[::-1])))


def test_47_a_row_of_both_shapes_is_one_row(tmp_path: Path) -> None:
    both = {**account(9_999, "Old", "Name"), **extended(9_999, "New", "Name")}
    examined = fetch(write(tmp_path / NAME, [*plays(), both]))
    assert examined.record.rows_total == 121
    assert counts(examined) == {}
    assert heard(examined)[-1][2:] == ("New", "Name")


def test_47_half_of_each_shape_is_malformed(tmp_path: Path) -> None:
    set_aside_as_malformed(tmp_path, {"ts": "2021-03-04T10:00:05Z", "msPlayed": 180_000})
    set_aside_as_malformed(tmp_path, {"endTime": "2021-03-04 10:00", "ms_played": 180_000})


def test_47_podcasts_audiobooks_and_videos_beside_music(tmp_path: Path) -> None:
    stem = without(account(), "artistName", "trackName")
    members = {
        "Streaming_History_Audio_2021_0.json": [*plays(), podcast(1), audiobook(2), extended(3, None, None)],
        "Streaming_History_Video_2021.json": [*plays(10, start=9_000), podcast(9_999)],
        "StreamingHistory_podcast_0.json": [{**stem, "podcastName": "Show", "episodeName": "One"}, stem],
        "StreamingHistory_audiobook_0.json": [{**stem, "audiobookName": "Book", "authorName": "Me"}, stem],
    }
    examined = fetch(write_zip(tmp_path / "it.zip", members))
    assert counts(examined) == {"podcast": 4, "audiobook": 3, "no_metadata": 1}
    assert len(examined.record.rows) == 130
    assert examined.record.rows_total == 138


# ------------------------------------------------------------------------------------------------ 48: twice
def test_48_the_same_file_twice_counts_once(tmp_path: Path) -> None:
    once = fetch(write(tmp_path / "a" / NAME, plays()))
    write(tmp_path / "b" / NAME, plays())
    twice = fetch(tmp_path / "a" / NAME, tmp_path / "b" / NAME)
    assert counts(twice) == {"duplicate": 120}
    assert twice.record.rows_total == 240
    assert same_record(once, twice)
    assert len(twice.examples["duplicate"]) == 3


def test_48_the_same_path_twice_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / NAME, plays())
    monkeypatch.chdir(tmp_path)
    assert counts(fetch(path, path, Path(NAME))) == {}


def test_48_a_zip_beside_its_own_contents_counts_once(tmp_path: Path) -> None:
    once = fetch(write(tmp_path / "my_spotify_data" / NAME, plays()))
    write_zip(tmp_path / "my_spotify_data.zip", {f"MyData/{NAME}": plays()})
    both = fetch(tmp_path)
    assert counts(both) == {"duplicate": 120}
    assert same_record(once, both)


def test_48_two_members_of_one_name_are_both_read(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "it.zip", {SOUND_NAME: plays(), NAME: plays(60, start=5_000)})
    path.write_bytes(path.read_bytes().replace(NAME.encode(), SOUND_NAME.encode()))
    examined = fetch(path)
    assert [(file.name, file.rows) for file in examined.record.files] == [(SOUND_NAME, 120), (SOUND_NAME, 60)]
    assert len(examined.record.rows) == 180


@pytest.mark.parametrize("overlap", [1, 60, 119])
def test_48_overlapping_exports_count_what_they_share_once(tmp_path: Path, overlap: int) -> None:
    rows = plays(240 - overlap)
    whole = fetch(write(tmp_path / "whole" / NAME, rows))
    first = write(tmp_path / "first" / NAME, rows[:120])
    second = write(tmp_path / "second" / NAME, rows[120 - overlap :])
    for paths in ((first, second), (second, first)):
        examined = fetch(*paths)
        assert counts(examined) == {"duplicate": overlap}
        assert same_record(examined, whole)


def test_48_an_older_export_without_uris_overlaps_too(tmp_path: Path) -> None:
    old = [without(row, "spotify_track_uri", "ip_addr") for row in plays()]
    write(tmp_path / "old" / "endsong_0.json", old)
    write(tmp_path / "new" / "Streaming_History_Audio_2021_0.json", plays())
    examined = fetch(tmp_path)
    assert counts(examined) == {"duplicate": 120}
    assert same_record(examined, fetch(tmp_path / "new"))


def test_48_account_data_inside_the_extended_history_is_superseded(tmp_path: Path) -> None:
    write(tmp_path / "endsong_0.json", plays())
    write(
        tmp_path / "StreamingHistory_music_0.json", plays(kind=account) + plays(20, start=9_000, kind=account)
    )
    examined = fetch(tmp_path)
    assert len(examined.record.rows) == 140
    set_aside = examined.record.set_aside
    assert set_aside.duplicate + set_aside.superseded == 120
    assert examined.record.rows_total == 260
