"""The file of a kept record: it comes back as it was, it is small, and it tells nothing private."""

import errno
import os
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests import listeners
from tests.unit.services.record_desk import LISTENER, RecordDesk, assert_same_intake, assert_same_record, read
from tests.unit.sources.rows import FixedClock, account, extended, fetch, plays, podcast, write
from unwrapped_desktop.assembling.examine import examine
from unwrapped_desktop.assembling.joining import compacted
from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.domain.forensics import FileReading, FileStatus, SetAside
from unwrapped_desktop.domain.intake import Intake, MusicRows, Tags, Texts
from unwrapped_desktop.domain.kept_record import KeptRecord
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.messages import message_for
from unwrapped_desktop.sources import open_source
from unwrapped_desktop.storage.records import RecordFiles

KEPT_AT = datetime(2026, 11, 22, 9, 30, 1, 250_000, tzinfo=UTC)
PLAYS = 150


def kept(intake: Intake) -> KeptRecord:
    examined = examine(intake, progress=ignore_progress, cancel=CancelToken())
    return KeptRecord(intake=intake, data_sha256=examined.record.data_sha256, plays=PLAYS, kept_at=KEPT_AT)


def everything(folder: Path) -> Intake:
    """An intake in which no part is empty."""
    rows = [
        *plays(PLAYS),
        *plays(3),
        podcast(9_000),
        extended(9_001, None, None),
        extended(9_002, ms_played=-1),
    ]
    rows[5]["master_metadata_track_name"] = '夜に駆ける \u202e \u2028 "quoted" \\ \x7f 🎧'
    rows[6]["master_metadata_album_album_name"] = None
    write(folder / "Streaming_History_Audio_2021_0.json", rows)
    write(folder / "StreamingHistory_music_0.json", [*plays(5, kind=account), account(99_000, "Bjo\u0308rk")])
    write(folder / "Marquee.json", [{"artistName": "Ostkai", "segment": "Super Listeners"}])
    write(folder / "Wrapped2024.json", {"topArtists": {"numUniqueArtists": 2}})
    library = {
        "tracks": [{"artist": "A", "track": "T", "uri": "u"}],
        "albums": [],
        "artists": [{"name": "A"}],
    }
    write(folder / "YourLibrary.json", library)
    return read(folder)


@pytest.fixture
def desk(tmp_path: Path) -> RecordDesk:
    """A desk on which a record is kept."""
    desk = RecordDesk(tmp_path / "records")
    desk.add(write(tmp_path / "export" / "Streaming_History_Audio_2021_0.json", plays(PLAYS)))
    return desk


# ------------------------------------------------------------------------------------------ there and back
def test_what_is_stored_comes_back_in_everything(tmp_path: Path) -> None:
    intake = everything(tmp_path / "export")
    assert intake.extras.library is not None
    assert (len(intake.extras.marquee), len(intake.extras.wrapped), len(intake.spans)) == (1, 1, 1)
    for each in (intake, compacted(intake)):
        files = RecordFiles(tmp_path / "records")
        record = kept(each)
        files.save(LISTENER, record)
        back = RecordFiles(tmp_path / "records").load(LISTENER)
        assert back is not None
        assert_same_intake(back.intake, each)
        assert (back.data_sha256, back.plays, back.kept_at) == (record.data_sha256, PLAYS, KEPT_AT)
        assert files.fingerprint(LISTENER) == record.data_sha256
        assert_same_record(
            examine(back.intake, progress=ignore_progress, cancel=CancelToken()), fetch(tmp_path / "export")
        )


def test_a_sample_stays_one(tmp_path: Path) -> None:
    sample = open_source(["sample:loyalist"], FixedClock()).read(ignore_progress, CancelToken())
    RecordFiles(tmp_path).save(LISTENER, kept(sample))
    back = RecordFiles(tmp_path).load(LISTENER)
    assert back is not None
    assert_same_intake(back.intake, sample)
    assert back.intake.sample_name == "loyalist"


def test_listeners_have_files_of_their_own(tmp_path: Path) -> None:
    files = RecordFiles(tmp_path / "records")
    one = kept(read(write(tmp_path / "a" / "Streaming_History_Audio_2021_0.json", plays(150))))
    two = kept(read(write(tmp_path / "b" / "Streaming_History_Audio_2021_0.json", plays(160))))
    files.save(1, one)
    files.save(11, two)
    files.forget(1)
    assert files.load(1) is None
    assert files.size_bytes(1) is None
    assert files.fingerprint(1) is None
    assert files.fingerprint(11) == two.data_sha256
    assert len(list((tmp_path / "records").iterdir())) == 1


def test_nothing_is_kept_where_nothing_was(tmp_path: Path) -> None:
    files = RecordFiles(tmp_path / "never made")
    assert files.load(LISTENER) is None
    assert files.size_bytes(LISTENER) is None
    assert files.fingerprint(LISTENER) is None
    files.set_aside(LISTENER)
    files.forget(LISTENER)
    assert not (tmp_path / "never made").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs permissions of POSIX")
def test_only_the_owner_can_read_it(desk: RecordDesk) -> None:
    assert desk.path.stat().st_mode & 0o777 == 0o600
    assert desk.folder.stat().st_mode & 0o777 == 0o700


def test_a_hundred_thousand_rows_are_small(tmp_path: Path) -> None:
    rows = 100_000
    chance = np.random.default_rng(5)
    # Chance compresses worse than anybody's habits do.
    tag = np.minimum(chance.zipf(1.3, rows), 20_000).astype(np.int32) - 1
    music = MusicRows(
        ended_at_s=np.sort(chance.integers(1_400_000_000, 1_790_000_000, rows)),
        played_ms=chance.integers(0, 300_000, rows).astype(np.int32),
        tag=tag,
        account=np.zeros(rows, dtype=np.int8),
        **{
            name: chance.integers(-1, 2, rows).astype(np.int8)
            for name in ("skipped", "finished", "shuffle", "private", "device")
        },
    )
    songs = np.arange(20_000, dtype=np.int32)
    texts = Texts(
        artists=tuple(f"Artist {number * 7_919 % 3_000}-{number}" for number in range(3_000)),
        titles=tuple(f"Title {number * 104_729 % 20_000} of {number}" for number in range(20_000)),
        albums=tuple(f"Album {number}" for number in range(6_000)),
        uris=tuple(f"spotify:track:{number * 2_654_435_761 % 2**62:022x}" for number in range(20_000)),
        devices=("ios", "linux"),
    )
    intake = Intake(
        music=music,
        tags=Tags(artist=songs % 3_000, title=songs, album=songs % 6_000, uri=songs),
        texts=texts,
        rows_total=rows,
        set_aside=SetAside(),
        files=(FileReading(name="Streaming_History_Audio_2021_0.json", rows=rows, status=FileStatus.READ),),
    )
    files = RecordFiles(tmp_path)
    files.save(LISTENER, KeptRecord(intake=intake, data_sha256="0" * 64, plays=rows, kept_at=KEPT_AT))
    size_bytes = files.size_bytes(LISTENER)
    assert size_bytes is not None
    assert size_bytes < 3_000_000
    back = files.load(LISTENER)
    assert back is not None
    assert_same_intake(back.intake, intake)


def test_the_same_record_is_the_same_file(desk: RecordDesk, tmp_path: Path) -> None:
    """The file tells nothing of when the export was read but the date inside."""
    other = RecordFiles(tmp_path / "other")
    other.save(LISTENER, desk.kept())
    (copy,) = (tmp_path / "other").iterdir()
    with zipfile.ZipFile(desk.path) as one, zipfile.ZipFile(copy) as two:
        assert {name: one.read(name) for name in one.namelist()} == {
            name: two.read(name) for name in two.namelist()
        }


# ------------------------------------------------------------------------------------------------- privacy
def members(path: Path) -> bytes:
    """Everything in a record, unpacked."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return b"\n".join(archive.read(name) for name in archive.namelist())


def test_nothing_private_stands_in_it(tmp_path: Path) -> None:
    model = "Android OS 9 API 28 (canary, CANARY-PHONE)"
    desk = RecordDesk(tmp_path / "records")
    for number, vintage in enumerate(("both", "extended_2020", "extended_2021", "account")):
        rows = [{**row, "platform": model} for row in listeners.flawed(4)[-900:]]
        desk.add(listeners.write_export(rows, tmp_path / str(number), vintage).path)
    content = members(desk.path) + desk.path.read_bytes()
    assert b"Streaming" in content, "what is stored cannot be searched: the canaries prove nothing"
    lowered = content.lower()
    for canary in (*listeners.CANARIES, "canary", "api 28", str(tmp_path)):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"):
            assert canary.lower().encode(encoding) not in lowered, canary


# ------------------------------------------------------------------------------------------ trouble on saving
def refusing(error: OSError) -> Callable[..., None]:
    def refuse(*_: object, **__: object) -> None:
        raise error

    return refuse


@pytest.mark.parametrize(
    ("module", "name"), [(os, "fsync"), (os, "open"), (os, "fdopen"), (Path, "replace"), (Path, "mkdir")]
)
@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EROFS, "database_readonly"),
        (errno.EACCES, "database_readonly"),
        (errno.EIO, "database_io"),
    ],
)
def test_what_was_kept_stays_when_the_new_one_cannot_be_written(
    desk: RecordDesk, monkeypatch: pytest.MonkeyPatch, *, module: Any, name: str, number: int, code: str
) -> None:
    content = desk.path.read_bytes()
    export = write(desk.folder.parent / "more" / "Streaming_History_Audio_2021_0.json", plays(200))
    newer = read(export)
    with monkeypatch.context() as patch:
        patch.setattr(module, name, refusing(OSError(number, os.strerror(number))))
        with pytest.raises(StorageError) as caught:
            desk.add_intake(newer)
    assert caught.value.code == code
    assert message_for(caught.value)
    assert desk.path.read_bytes() == content, "one file, the one before"
    desk.add_intake(newer)
    assert_same_record(desk.recall(), fetch(export))


def test_a_half_written_one_is_no_hindrance(desk: RecordDesk) -> None:
    (desk.folder / "listener-1.new").write_bytes(b"half")
    before = desk.kept()
    assert before.plays == PLAYS
    export = write(desk.folder.parent / "more" / "Streaming_History_Audio_2021_0.json", plays(200))
    desk.add(export)
    assert desk.path.name == "listener-1.record"
    assert_same_record(desk.recall(), fetch(export))
