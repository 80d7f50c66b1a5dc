"""Every vintage of Spotify's files is read, alone and mixed."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.sources.rows import (
    Row,
    account,
    at,
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
from unwrapped_desktop.domain.errors import NotEnoughData, SourceError
from unwrapped_desktop.domain.forensics import FileStatus, SourceKind

AUDIOBOOK_KEYS = ("audiobook_title", "audiobook_uri", "audiobook_chapter_uri", "audiobook_chapter_title")
PLACES = {"city": "Berlin", "region": "BE", "latitude": 52.5, "longitude": 13.4, "metro_code": "0"}
OLD_NAMES = {"username": "me", "ip_addr_decrypted": "203.0.113.7", "user_agent_decrypted": "Mozilla"}


def of_2020(row: Row) -> Row:
    return {**without(row, "spotify_track_uri", "ip_addr", *AUDIOBOOK_KEYS), **OLD_NAMES, **PLACES}


def of_2021(row: Row) -> Row:
    return {**without(row, "ip_addr", *AUDIOBOOK_KEYS), **OLD_NAMES}


def of_2024(row: Row) -> Row:
    return {**without(row, *AUDIOBOOK_KEYS), "offline": None}


def bare(row: Row) -> Row:
    return {
        name: row[name]
        for name in ("ts", "ms_played", "master_metadata_track_name", "master_metadata_album_artist_name")
    }


@pytest.mark.parametrize("vintage", [of_2020, of_2021, of_2024, bare, dict])
@pytest.mark.parametrize(
    "name",
    [
        "Streaming_History_Audio_2021_0.json",
        "Streaming_History_Audio_2021-2022_3.json",
        "Streaming_History_Audio_2025.json",
        "STREAMING_HISTORY_AUDIO_2025.JSON",
        "Streaming_History_Video_2021.json",
        "endsong_0.json",
        "endsong.json",
        "endsong_0 (1).json",
        "endvideo.json",
    ],
)
def test_reads_every_vintage_of_extended_history(tmp_path: Path, vintage: Any, name: str) -> None:
    zipped = write_zip(
        tmp_path / "my_spotify_data.zip", {f"MyData/{name}": [vintage(row) for row in plays()]}
    )
    examined = fetch(zipped)
    assert len(examined.record.rows) == 120
    assert examined.record.source is SourceKind.EXTENDED_EXPORT
    assert [(file.rows, file.status) for file in examined.record.files] == [(120, FileStatus.READ)]


@pytest.mark.parametrize(
    "name", ["StreamingHistory_music_0.json", "StreamingHistory0.json", "streaminghistory1 (2).json"]
)
def test_reads_account_data(tmp_path: Path, name: str) -> None:
    examined = fetch(write(tmp_path / name, plays(kind=account)).parent)
    rows = examined.record.rows
    assert len(rows) == 120
    assert examined.record.source is SourceKind.ACCOUNT_EXPORT
    assert (
        set(rows.skipped)
        == set(rows.finished)
        == set(rows.shuffle)
        == set(rows.private)
        == set(rows.album)
        == {-1}
    )
    assert rows.ended_at_s[0] == at().timestamp() // 60 * 60


def test_account_times_may_have_seconds(tmp_path: Path) -> None:
    rows = [{**row, "endTime": row["endTime"] + ":09"} for row in plays(kind=account)]
    examined = fetch(write(tmp_path / "StreamingHistory_music_0.json", rows))
    assert examined.record.rows.ended_at_s[0] % 60 == 9


def test_spoken_account_data_is_set_aside(tmp_path: Path) -> None:
    write(tmp_path / "StreamingHistory_music_0.json", plays(kind=account))
    stem = without(account(), "artistName", "trackName")
    write(
        tmp_path / "StreamingHistory_podcast_0.json",
        [{**stem, "podcastName": "Show", "episodeName": "Episode"}, stem],
    )
    write(
        tmp_path / "StreamingHistory_audiobook_0.json",
        [{**stem, "audiobookName": "Book", "chapterName": "One", "authorName": "Author"}, stem],
    )
    examined = fetch(tmp_path)
    assert counts(examined) == {"podcast": 2, "audiobook": 2}
    assert examined.examples["podcast"][0].endswith("Show, Episode")


def test_an_empty_podcast_file_is_read_whole(tmp_path: Path) -> None:
    write(tmp_path / "StreamingHistory_music_0.json", plays(kind=account))
    write(tmp_path / "StreamingHistory_podcast_0.json", [])
    examined = fetch(tmp_path)
    assert [(file.name, file.rows, file.status, file.reason) for file in examined.record.files] == [
        ("StreamingHistory_music_0.json", 120, FileStatus.READ, None),
        ("StreamingHistory_podcast_0.json", 0, FileStatus.READ, None),
    ]


def test_rows_are_sorted_by_what_they_hold(tmp_path: Path) -> None:
    odd = [
        podcast(1),
        audiobook(2),
        extended(3, title=None),
        extended(4, artist="  "),
        extended(5, artist=None, title="", episode_show_name="Show"),
        extended(6, "Both", "Kinds", episode_name="Episode"),
        extended(7, artist=None, title=None, episode_uri="", audiobook_title=" "),
    ]
    examined = fetch(write(tmp_path / "endsong_0.json", plays(start=100) + odd))
    assert counts(examined) == {"podcast": 2, "audiobook": 1, "no_metadata": 3}
    assert heard(examined)[0][2:] == ("Both", "Kinds")


def test_mixed_vintages_in_one_file(tmp_path: Path) -> None:
    rows = plays(60) + plays(60, start=1_000, kind=account)
    examined = fetch(write(tmp_path / "endsong_0.json", rows))
    assert len(examined.record.rows) == 120
    assert counts(examined) == {}


@pytest.mark.parametrize("kind", [extended, account])
def test_a_file_is_recognised_by_content_whatever_its_name(tmp_path: Path, kind: Any) -> None:
    path = write(tmp_path / "renamed by me.json", plays(kind=kind))
    assert len(fetch(path).record.rows) == 120
    assert len(fetch(path.rename(tmp_path / "no suffix")).record.rows) == 120


def test_other_json_in_a_folder_is_never_opened(tmp_path: Path) -> None:
    write(tmp_path / "endsong_0.json", plays())
    (tmp_path / "Payments.json").write_bytes(b"\xff not json")
    (tmp_path / "renamed.json").write_text(json.dumps(plays(50, start=2_000)))
    examined = fetch(tmp_path)
    assert [file.name for file in examined.record.files] == ["endsong_0.json"]


def test_any_mix_of_places(tmp_path: Path) -> None:
    zipped = write_zip(tmp_path / "one.zip", {"a/b/c/endsong_0.json": plays(50)})
    folder = write(tmp_path / "folder" / "x" / "y" / "endsong_1.json", plays(50, start=1_000)).parents[2]
    write_zip(folder / "x" / "inner.zip", {"Streaming_History_Video_2021.json": plays(10, start=2_000)})
    single = write(tmp_path / "mine.json", plays(50, start=3_000))
    mixed = fetch(zipped, folder, single)
    assert len(mixed.record.rows) == 160
    assert same_record(mixed, fetch(single, folder, zipped, folder))


def test_flags(tmp_path: Path) -> None:
    def flags(minutes: float, **changes: Any) -> Row:
        return extended(minutes, "Flags", f"{minutes}", **changes)

    odd = [
        flags(1, skipped=True, reason_end="trackdone"),
        flags(2, skipped=False, reason_end="fwdbtn", ms_played=29_999),
        flags(3, skipped=None, reason_end="backbtn", ms_played=29_999),
        flags(4, skipped=False, reason_end="fwdbtn", ms_played=30_000),
        flags(5, skipped=None, reason_end="endplay", ms_played=10),
        flags(6, skipped=False, reason_end=""),
        flags(7, skipped=None, reason_end=None),
        without(flags(8), "skipped", "reason_end", "shuffle", "incognito_mode"),
        flags(9, shuffle=True, incognito_mode=True, reason_end="none"),
        flags(10, shuffle=None, incognito_mode=None, skipped=None, reason_end=" "),
    ]
    rows = fetch(write(tmp_path / "endsong_0.json", plays(start=100) + odd)).record.rows
    assert rows.skipped[:10].tolist() == [1, 1, 1, 0, 0, 0, -1, -1, 0, -1]
    assert rows.finished[:10].tolist() == [1, 0, 0, 0, 0, -1, -1, -1, 0, -1]
    assert rows.shuffle[:10].tolist() == [0, 0, 0, 0, 0, 0, 0, -1, 1, -1]
    assert rows.private[:10].tolist() == [0, 0, 0, 0, 0, 0, 0, -1, 1, -1]


def test_columns_cannot_be_written(tmp_path: Path) -> None:
    record = fetch(write(tmp_path / "endsong_0.json", plays())).record
    for column in record.rows.__slots__:
        assert not getattr(record.rows, column).flags.writeable
    for table in ("song_artists", "track_songs", "album_artists"):
        assert not getattr(record.names, table).flags.writeable
        assert getattr(record.names, table).dtype == "int32"
    dtypes = {column: str(getattr(record.rows, column).dtype) for column in record.rows.__slots__}
    assert dtypes == {
        "ended_at_s": "int64",
        **dict.fromkeys(("played_ms", "artist", "song", "track", "album"), "int32"),
        **dict.fromkeys(("skipped", "finished", "shuffle", "private", "device"), "int8"),
    }


def test_a_file_of_personal_fields_leaves_none_behind(tmp_path: Path) -> None:
    secrets = {
        "ip_addr": "198.51.100.23",
        "username": "s3cret-user",
        "city": "S3cretville",
        "user_agent": "S3cretAgent",
    }
    rows = [
        {**row, **secrets}
        for row in [*plays(), extended(1, ms_played=-1), podcast(2), extended(3, title=None)]
    ]
    examined = fetch(write(tmp_path / "endsong_0.json", [*rows, rows[0]]))
    shown = repr(examined)
    assert not [secret for secret in secrets.values() if secret in shown]


@pytest.mark.parametrize(("plays_heard", "is_enough"), [(99, False), (100, True)])
def test_too_few_plays(tmp_path: Path, plays_heard: int, *, is_enough: bool) -> None:
    short = [extended(10_000 + n, ms_played=29_999) for n in range(50)]
    path = write(tmp_path / "endsong_0.json", plays(plays_heard) + short)
    if is_enough:
        assert len(fetch(path).record.rows) == 150
        return
    with pytest.raises(NotEnoughData) as caught:
        fetch(path)
    assert (caught.value.code, caught.value.details) == ("too_few_plays", {"plays": 99, "needed": 100})


def test_only_podcasts_are_too_few_plays(tmp_path: Path) -> None:
    with pytest.raises(NotEnoughData):
        fetch(write(tmp_path / "endsong_0.json", [podcast(n) for n in range(200)]))


def test_nothing_and_mixtures_that_mean_nothing() -> None:
    with pytest.raises(SourceError, match="no_source"):
        fetch()
    with pytest.raises(SourceError, match="sample_with_files"):
        fetch("sample:one", "elsewhere.zip")


def test_a_file_of_videos_does_not_cover_what_account_data_alone_tells(tmp_path: Path) -> None:
    """It spans years and holds next to no music: where an audio file is missing, the account data fills in."""
    write(tmp_path / "Streaming_History_Audio_2021_0.json", plays(150))
    write(tmp_path / "StreamingHistory_music_0.json", plays(150, start=2_000, kind=account))
    write(tmp_path / "Streaming_History_Video_2021.json", [podcast(0), podcast(9_000)])
    examined = fetch(tmp_path)
    assert counts(examined) == {"podcast": 2}
    assert len(examined.record.rows) == 300
