"""Whatever is handed over, the answer is a record or a sentence, never a crash."""

import codecs
import json
import os
import random
import stat
import struct
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.unit.sources.rows import FixedClock, counts, extended, fetch, plays, write, write_zip
from unwrapped_desktop.domain.errors import Cancelled, SourceError
from unwrapped_desktop.domain.forensics import FileStatus
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, ignore_progress
from unwrapped_desktop.domain.record import ExaminedSource
from unwrapped_desktop.messages import message_for
from unwrapped_desktop.sources.export import ExportSource
from unwrapped_desktop.sources.limits import MIB, Limits

GOOD = json.dumps(plays()).encode()
NAME = "endsong_1.json"


def refusal(*paths: Path) -> str:
    """The code of the refusal; its message is a sentence."""
    with pytest.raises(SourceError) as caught:
        fetch(*paths)
    message = message_for(caught.value)
    assert message.endswith(".")
    assert "{" not in message
    assert "?" not in message
    return caught.value.code


def limited(limits: Limits, *paths: Path) -> ExaminedSource:
    return ExportSource(paths, clock=FixedClock(), limits=limits).fetch(ignore_progress, CancelToken())


BROKEN = {
    "empty_file": b"",
    "empty_file ": b" \n\t ",
    "not_utf8": codecs.BOM_UTF16_LE + GOOD.decode().encode("utf-16-le"),
    "not_utf8 ": GOOD.decode().encode("utf-16-be"),
    "not_utf8  ": json.dumps([*plays(), extended(1, "Ä")], ensure_ascii=False).encode("latin-1"),
    "html_file": b"<!DOCTYPE html><html></html>",
    "not_json": b"endTime;artistName\n",
    "not_a_list": b'{"playlists": []}',
    "not_a_list ": b'{"a": 1}\n{"a": 2}\n',
    "several_documents": GOOD + b"\n" + GOOD,
    "cut_off": GOOD[: len(GOOD) // 2],
    "cut_off ": GOOD[:-1],
    "broken_json": GOOD[:-1] + b",]",
    "broken_json ": GOOD.replace(b"180000", b"NaN", 1),
    "broken_json  ": GOOD.replace(b'"Artist 3"', b'"\\ud800"', 1),
    "broken_json   ": GOOD.replace(b'"Artist 3"', b'"Artist \x003"', 1),
    "nested_too_deeply": b"[" * 100_000,
    "nested_too_deeply ": b'[{"x":' * 100_000,
    "not_history": b"[1, 2, 3]",
    "not_history ": b'[{"searchTime": "2021-01-01"}]',
}


@pytest.mark.parametrize("case", BROKEN)
def test_one_bad_file_among_good_ones(tmp_path: Path, case: str) -> None:
    (tmp_path / NAME).write_bytes(BROKEN[case])
    write(tmp_path / "endsong_0.json", plays())
    examined = fetch(tmp_path)
    good, bad = examined.record.files
    assert (good.name, good.rows, good.status) == ("endsong_0.json", 120, FileStatus.READ)
    assert (bad.name, bad.rows, bad.status) == (NAME, 0, FileStatus.REFUSED)
    assert bad.reason is not None
    assert bad.reason.endswith(".")
    assert examined.record.rows_total == 120
    assert counts(examined) == {}


@pytest.mark.parametrize("case", BROKEN)
def test_the_only_file_is_bad(tmp_path: Path, case: str) -> None:
    (tmp_path / NAME).write_bytes(BROKEN[case])
    assert refusal(tmp_path / NAME) == case.strip()
    assert refusal(tmp_path) == case.strip()
    assert refusal(write_zip(tmp_path / "it.zip", {NAME: BROKEN[case]})) == case.strip()


def test_all_files_are_bad(tmp_path: Path) -> None:
    (tmp_path / "endsong_0.json").write_bytes(b"")
    (tmp_path / "endsong_1.json").write_bytes(b"[")
    assert refusal(tmp_path) == "nothing_readable"


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(codecs.BOM_UTF8 + b"\n " + GOOD + b"\n\n")
    assert len(fetch(tmp_path / NAME).record.rows) == 120


def test_an_empty_list_says_so(tmp_path: Path) -> None:
    assert refusal(write(tmp_path / "StreamingHistory_music_0.json", [])) == "no_rows"


MALFORMED: dict[str, object] = {
    "number": 7,
    "text": "row",
    "null": None,
    "list": [],
    "empty": {},
    "no ts": {"ms_played": 5},
    "no ms": {"ts": "2021-03-04T10:00:05Z"},
    "text ms": extended(ms_played="180000"),
    "float ms": extended(ms_played=1.5),
    "bool ms": extended(ms_played=True),
    "null ms": extended(ms_played=None),
    "negative": extended(ms_played=-1),
    "over a day": extended(ms_played=86_400_001),
    "huge": extended(ms_played=2**70),
    "title a number": extended(title=5),  # type: ignore[arg-type]
    "skipped a text": extended(skipped="no"),
    "episode a list": extended(episode_name=[]),
    "ts a number": extended(ts=1_600_000_000),
    "ts not a time": extended(ts="yesterday"),
    "ts empty": extended(ts=""),
    "no such day": extended(ts="2021-02-29T10:00:00Z"),
    "no such hour": extended(ts="2021-02-28T24:00:00Z"),
    "no such second": extended(ts="2021-02-28T23:00:60Z"),
    "other digits": extended(ts="٢٠٢١-02-28T23:00:00Z"),
    "before Spotify": extended(ts="2005-12-31T23:59:59Z"),
    "1970": extended(ts="1970-01-01T00:00:00Z"),
    "far future": extended(ts="2026-11-24T09:00:01Z"),
    "year 9999": extended(ts="9999-12-31T23:59:59Z"),
    "year 0000": extended(ts="0000-01-01T00:00:00Z"),
}


@pytest.mark.parametrize("case", MALFORMED)
def test_a_malformed_row_is_counted_and_the_rest_goes_on(tmp_path: Path, case: str) -> None:
    rows = plays()
    examined = fetch(write(tmp_path / NAME, [*rows[:3], MALFORMED[case], *rows[3:]]))
    assert counts(examined) == {"malformed": 1}
    assert len(examined.record.rows) == 120
    (file,) = examined.record.files
    assert (file.rows, file.status) == (121, FileStatus.PARTLY)
    assert file.reason == "1 of its 121 rows is malformed and does not count."
    (example,) = examined.examples["malformed"]
    assert example.startswith(f"{NAME}, row 4: ")


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
def test_times_that_are_believed(tmp_path: Path, time: str) -> None:
    examined = fetch(write(tmp_path / NAME, [*plays(), extended(ts=time, ms_played=0)]))
    assert counts(examined) == {}


def test_zero_and_a_whole_day_are_lengths(tmp_path: Path) -> None:
    rows = [extended(1, ms_played=0), extended(2, ms_played=86_400_000)]
    assert counts(fetch(write(tmp_path / NAME, plays(start=100) + rows))) == {}


# Zips


def test_a_truncated_zip(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "it.zip", {NAME: plays()})
    path.write_bytes(path.read_bytes()[:-30])
    assert refusal(path) == "damaged_zip"


def test_a_zip_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "it.zip"
    path.write_bytes(b"PK\x03\x04" + bytes(200))
    assert refusal(path) == "damaged_zip"
    path.write_bytes(b"")
    assert refusal(path) == "empty_file"


def test_a_member_with_flipped_bytes(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "it.zip", {"endsong_0.json": plays(), NAME: plays(start=2_000)})
    data = bytearray(path.read_bytes())
    for place in range(100, 140):
        data[place] ^= 0xFF
    path.write_bytes(data)
    examined = fetch(path)
    assert [file.status for file in examined.record.files] == [FileStatus.REFUSED, FileStatus.READ]


def test_a_zip_of_noise_never_crashes(tmp_path: Path) -> None:
    good = write_zip(tmp_path / "good.zip", {NAME: plays(200)}).read_bytes()
    chance = random.Random(7)
    for _ in range(150):
        data = bytearray(good)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path = tmp_path / "noise.zip"
        path.write_bytes(data)
        with suppress(SourceError):
            fetch(path)


def test_trailing_junk_after_a_zip(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "it.zip", {NAME: plays()})
    path.write_bytes(path.read_bytes() + b"junk" * 10)
    assert len(fetch(path).record.rows) == 120


def patched_zip(path: Path, *, flags: int | None = None, method: int | None = None) -> Path:
    """A zip whose records claim other flags or another method."""
    data = bytearray(write_zip(path, {NAME: plays()}).read_bytes())
    central = data.find(b"PK\x01\x02")
    if flags is not None:
        struct.pack_into("<H", data, 6, flags)
        struct.pack_into("<H", data, central + 8, flags)
    if method is not None:
        struct.pack_into("<H", data, 8, method)
        struct.pack_into("<H", data, central + 10, method)
    path.write_bytes(data)
    return path


def test_an_encrypted_zip(tmp_path: Path) -> None:
    assert refusal(patched_zip(tmp_path / "it.zip", flags=1)) == "encrypted_zip"


@pytest.mark.parametrize("method", [9, 12, 14, 93, 99])
def test_an_unsupported_compression(tmp_path: Path, method: int) -> None:
    assert refusal(patched_zip(tmp_path / "it.zip", method=method)) == "unsupported_compression"


def test_a_zip_of_zips(tmp_path: Path) -> None:
    inner = write_zip(tmp_path / "inner.zip", {NAME: plays()}).read_bytes()
    assert refusal(write_zip(tmp_path / "it.zip", {"my_spotify_data.zip": inner})) == "nested_zip"
    both = write_zip(tmp_path / "both.zip", {"inner.zip": inner, NAME: plays(150)})
    assert len(fetch(both).record.rows) == 150


@pytest.mark.parametrize(
    "name",
    [
        f"../{NAME}",
        f"a/../../{NAME}",
        f"/etc/{NAME}",
        f"C:/{NAME}",
        f"C:\\{NAME}",
        f"..\\{NAME}",
        f"\\\\host\\{NAME}",
    ],
)
def test_a_member_that_would_leave_the_folder(tmp_path: Path, name: str) -> None:
    assert refusal(write_zip(tmp_path / "it.zip", {name: plays()})) == "unsafe_member"
    examined = fetch(write_zip(tmp_path / "it.zip", {name: plays(), "endsong_0.json": plays(150)}))
    assert len(examined.record.rows) == 150
    assert sorted(path.name for path in tmp_path.iterdir()) == ["it.zip"]


def test_a_member_that_hides_behind_a_nul(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "it.zip", {f"{NAME}X.exe": plays()})
    path.write_bytes(path.read_bytes().replace(f"{NAME}X.exe".encode(), f"{NAME}\0.exe".encode()))
    assert refusal(path) == "unsafe_member"


def test_a_member_that_is_a_link(tmp_path: Path) -> None:
    path = tmp_path / "it.zip"
    with zipfile.ZipFile(path, "w") as archive:
        member = zipfile.ZipInfo(NAME)
        member.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(member, "/etc/passwd")
    assert refusal(path) == "linked_member"


def test_a_zip_bomb_is_stopped_while_it_unpacks(tmp_path: Path) -> None:
    bomb = b"[" + b" " * (40 * MIB) + b"]"
    path = write_zip(tmp_path / "it.zip", {NAME: bomb, "endsong_0.json": plays()})
    examined = fetch(path)
    assert [file.status for file in examined.record.files] == [FileStatus.READ, FileStatus.REFUSED]
    assert refusal(write_zip(tmp_path / "only.zip", {NAME: bomb})) == "unpacks_suspiciously"


def test_a_zip_that_lies_about_its_size_is_stopped_too(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "it.zip", {NAME: b"[" + b" " * (8 * MIB) + b"]"})
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, data.find(b"PK\x01\x02") + 24, 1_000)
    path.write_bytes(data)
    assert refusal(path) in {"damaged_file", "cut_off", "unpacks_suspiciously"}


def test_all_files_together_have_a_limit(tmp_path: Path) -> None:
    for number in range(4):
        write(tmp_path / f"endsong_{number}.json", plays(120, start=number * 1_000))
    size = (tmp_path / "endsong_0.json").stat().st_size
    examined = limited(Limits(unpacked_bytes=size * 2 + 1_000), tmp_path)
    statuses = [file.status for file in examined.record.files]
    assert statuses == [FileStatus.READ, FileStatus.READ, FileStatus.REFUSED, FileStatus.REFUSED]


def test_all_rows_together_have_a_limit(tmp_path: Path) -> None:
    write(tmp_path / "endsong_0.json", plays(120))
    write(tmp_path / "endsong_1.json", plays(120, start=1_000))
    assert len(limited(Limits(rows=130), tmp_path).record.rows) == 120


def test_too_many_entries(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "it.zip", {f"x{n}": b"" for n in range(10_001)})
    assert refusal(path) == "too_many_entries"


def test_a_directory_too_large_to_look_at(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "it.zip", {f"{n}{'x' * 200}": b"" for n in range(300)})
    with pytest.raises(SourceError, match="too_many_entries"):
        limited(Limits(archive_entries=10), path)


def test_nothing_is_written_to_disk(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "it.zip", {f"deep/{NAME}": plays()})
    fetch(path)
    assert list(tmp_path.iterdir()) == [path]


# Places


def test_a_missing_path(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.zip") == "file_missing"


def test_a_missing_path_beside_a_good_one(tmp_path: Path) -> None:
    examined = fetch(write(tmp_path / NAME, plays()), tmp_path / "gone.zip")
    assert [file.name for file in examined.record.files] == [NAME, "gone.zip"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_and_a_device_do_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAME)
    assert refusal(tmp_path / NAME) == "not_a_file"
    assert refusal(tmp_path) == "not_a_file"
    assert refusal(Path("/dev/zero")) == "not_a_file"


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file that cannot be read, even by root")
def test_a_file_that_fails_while_it_is_read() -> None:
    assert refusal(Path("/proc/self/mem")) == "file_unreadable"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is readable to root")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write(tmp_path / NAME, plays())
    path.chmod(0)
    assert refusal(path) == "file_locked"


def test_a_file_that_vanishes(tmp_path: Path) -> None:
    path = write(tmp_path / NAME, plays())
    write(tmp_path / "endsong_0.json", plays(150))

    def vanish(progress: Progress) -> None:
        if progress.stage is Stage.READING:
            path.unlink(missing_ok=True)

    examined = ExportSource([tmp_path], clock=FixedClock()).fetch(vanish, CancelToken())
    assert [file.status for file in examined.record.files] == [FileStatus.READ, FileStatus.REFUSED]


def test_a_file_that_shrinks_while_it_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / NAME, plays(4_000))

    def shrink(progress: Progress) -> None:
        if progress.stage is Stage.READING:
            os.truncate(path, 500_000)

    with pytest.raises(SourceError, match="cut_off"):
        ExportSource([path], clock=FixedClock()).fetch(shrink, CancelToken())


def test_links_inside_and_out(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside" / "endsong_7.json", plays(start=5_000))
    folder = tmp_path / "export"
    write(folder / "real" / "data.json", plays(130))
    (folder / "endsong_0.json").symlink_to(folder / "real" / "data.json")
    (folder / "endsong_1.json").symlink_to(outside)
    (folder / "linked").symlink_to(outside.parent, target_is_directory=True)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    examined = fetch(folder)
    assert len(examined.record.rows) == 130
    assert [(file.name, file.status) for file in examined.record.files] == [
        ("endsong_0.json", FileStatus.READ),
        ("endsong_1.json", FileStatus.REFUSED),
    ]


def test_a_link_that_leads_to_itself(tmp_path: Path) -> None:
    (tmp_path / NAME).symlink_to(tmp_path / NAME)
    assert refusal(tmp_path) == "file_unreadable"
    assert refusal(tmp_path / NAME) == "file_unreadable"


@pytest.mark.parametrize("name", ["x" * 5_000, "a\0b", "endsong_0.json/below.json"])
def test_paths_that_cannot_be(tmp_path: Path, name: str) -> None:
    write(tmp_path / "endsong_0.json", plays())
    assert refusal(tmp_path / name) in {"file_missing", "file_unreadable"}


def test_a_member_with_a_number_of_thousands_of_digits(tmp_path: Path) -> None:
    names = [f"endsong_{'9' * 5_000}.json", "endsong_0.json"]
    examined = fetch(write_zip(tmp_path / "it.zip", dict.fromkeys(names, plays())))
    assert counts(examined) == {"duplicate": 120}


def test_a_folder_far_too_large(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number}.txt").touch()
    write(tmp_path / "a" / NAME, plays())
    with pytest.raises(SourceError, match="folder_too_large"):
        limited(Limits(folder_entries=10), tmp_path)


@pytest.mark.parametrize("head", [b"\x1f\x8b\x08", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07"])
def test_other_archives(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "my_spotify_data.rar"
    path.write_bytes(head + bytes(100))
    assert refusal(path) == "unsupported_archive"


def test_an_empty_folder_and_an_empty_zip(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "nothing_inside"
    assert refusal(write_zip(tmp_path / "it.zip", {})) == "nothing_inside"


def test_something_else_altogether(tmp_path: Path) -> None:
    assert refusal(write_zip(tmp_path / "it.zip", {"holiday.jpg": b"x"})) == "not_spotify"


def test_account_data_without_history(tmp_path: Path) -> None:
    members = {"MyData/Userdata.json": {}, "MyData/YourLibrary.json": {}, "MyData/Read_Me_First.pdf": b"%PDF"}
    assert refusal(write_zip(tmp_path / "it.zip", members)) == "spotify_without_history"
    assert refusal(write(tmp_path / "YourLibrary.json", {"tracks": []})) == "spotify_without_history"


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("Apple_Media_Services/Apple Music Activity/Apple Music Play Activity.csv", "Apple Music"),
        ("Takeout/YouTube and YouTube Music/history/watch-history.json", "YouTube Music"),
        ("lastfm-me.csv", "Last.fm"),
        ("recenttracks-me-1600000000.csv", "Last.fm"),
        ("deezer-data_123.xlsx", "Deezer"),
        ("TIDAL/streaming.csv", "Tidal"),
        ("listens/2021/1.jsonl", "ListenBrainz"),
    ],
)
def test_other_services_are_named(tmp_path: Path, path: str, service: str) -> None:
    with pytest.raises(SourceError, match="other_service") as caught:
        fetch(write_zip(tmp_path / "it.zip", {path: b"[]"}))
    assert caught.value.details["service"] == service
    assert service in message_for(caught.value)
    single = tmp_path / Path(path).name
    single.write_bytes(b"a,b\n")
    if "/" not in path:
        with pytest.raises(SourceError, match="other_service"):
            fetch(single)


@pytest.mark.parametrize(
    ("row", "service"),
    [
        ({"header": "YouTube Music", "title": "Watched", "time": "2021-01-01T00:00:00Z"}, "YouTube Music"),
        ({"listened_at": 1_600_000_000, "track_metadata": {}}, "ListenBrainz"),
    ],
)
def test_other_services_are_known_by_content(tmp_path: Path, row: object, service: str) -> None:
    with pytest.raises(SourceError, match="other_service") as caught:
        fetch(write(tmp_path / "mine.json", [row]))
    assert caught.value.details["service"] == service


# Batches


@pytest.fixture
def tiny_batches() -> Limits:
    return Limits(batch_bytes=1_500, longest_row_bytes=200_000)


def test_batches_do_not_change_the_record(tmp_path: Path, tiny_batches: Limits) -> None:
    rows = plays(3_000)
    rows[5] = extended(1, 'He said "}, {" and \\', '},{"ts":"2021')
    rows[17] = {**rows[17], "unknown": [{"a": {}}, {"b": ["}", {}]}, {}]}
    rows[40] = {**rows[40], "padding": [{}] * 5_000}
    path = write(tmp_path / NAME, rows)
    path.write_bytes(path.read_bytes().replace(b"\n  ", b""))
    whole, cut = fetch(path), limited(tiny_batches, path)
    assert whole.record.data_sha256 == cut.record.data_sha256
    assert len(cut.record.rows) == 3_000


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[: len(data) * 2 // 3],
        lambda data: data + data,
        lambda data: data[:900_000] + data[900_000:].replace(b"},", b"};", 1),
        lambda data: data[:-1],
    ],
)
def test_a_file_broken_late_counts_for_nothing(
    tmp_path: Path, spoil: Callable[[bytes], bytes], tiny_batches: Limits
) -> None:
    (tmp_path / NAME).write_bytes(spoil(json.dumps(plays(3_000)).encode()))
    write(tmp_path / "endsong_0.json", plays())
    examined = limited(tiny_batches, tmp_path)
    assert examined.record.rows_total == 120


def test_malformed_rows_keep_their_numbers_over_batches(tmp_path: Path, tiny_batches: Limits) -> None:
    rows: list[object] = list(plays(3_000))
    rows[1_000] = extended(ms_played=-1)
    rows[2_000] = extended(ts="never")
    examined = limited(tiny_batches, write(tmp_path / NAME, rows))
    assert [text.split(":")[0] for text in examined.examples["malformed"]] == [
        f"{NAME}, row 1,001",
        f"{NAME}, row 2,001",
    ]


# Progress and cancelling


def test_progress_is_honest(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "it.zip", {"endsong_0.json": plays(300), NAME: plays(200, start=5_000)})
    seen: list[Progress] = []
    ExportSource([path], clock=FixedClock()).fetch(seen.append, CancelToken())
    stages = [progress.stage for progress in seen]
    assert stages == sorted(stages, key=list(Stage).index)
    assert {Stage.OPENING, Stage.READING, Stage.COUNTING} == set(stages)
    reading = [progress for progress in seen if progress.stage is Stage.READING]
    assert {progress.detail for progress in reading} == {"endsong_0.json", NAME}
    assert [progress.done for progress in reading] == sorted(progress.done for progress in reading)
    assert all(progress.total is None or progress.done <= progress.total for progress in seen)
    assert reading[-1].rows == 500
    assert (seen[-1].done, seen[-1].total, seen[-1].unit) == (500, 500, "rows")


@pytest.mark.parametrize("stage", [Stage.OPENING, Stage.READING, Stage.COUNTING])
def test_cancel_stops_every_stage(tmp_path: Path, stage: Stage) -> None:
    cancel = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.stage is stage:
            cancel.cancel()

    with pytest.raises(Cancelled):
        ExportSource([write(tmp_path / NAME, plays())], clock=FixedClock()).fetch(stop, cancel)


def test_location_opens_the_same_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / NAME, plays())
    monkeypatch.chdir(tmp_path)
    location = ExportSource([Path(NAME)], clock=FixedClock()).location
    monkeypatch.chdir("/")
    assert len(fetch(*location).record.rows) == 120
