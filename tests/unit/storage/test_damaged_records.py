"""A damaged record: whatever is wrong with the file, it is said in one way, and it is in nobody's way."""

import io
import json
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from tests.unit.services.record_desk import LISTENER, RecordDesk, assert_same_intake, assert_same_record
from tests.unit.sources.rows import fetch, plays, write
from unwrapped_desktop.domain.addition import AdditionKind
from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.messages import message_for

Change = Callable[[bytes], bytes | None]


@pytest.fixture
def desk(tmp_path: Path) -> RecordDesk:
    """A desk on which a record is kept."""
    desk = RecordDesk(tmp_path / "records")
    desk.add(write(tmp_path / "export" / "Streaming_History_Audio_2021_0.json", plays(150)))
    return desk


def assert_unreadable(desk: RecordDesk, content: bytes, code: str = "record_unreadable") -> None:
    desk.path.write_bytes(content)
    for look in (desk.kept, desk.recall):
        with pytest.raises(StorageError) as caught:
            look()
        assert caught.value.code == code
        assert message_for(caught.value)
    assert desk.path.read_bytes() == content, "what cannot be read is untouched"


def changed(desk: RecordDesk, member: str, change: Change) -> bytes:
    """The record with one member changed or, for None, gone."""
    written = io.BytesIO()
    with zipfile.ZipFile(desk.path) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        assert member in old.namelist()
        for name in old.namelist():
            content = change(old.read(name)) if name == member else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return written.getvalue()


def column(change: Callable[[npt.NDArray[Any]], npt.NDArray[Any]]) -> Change:
    def work(content: bytes) -> bytes:
        written = io.BytesIO()
        np.lib.format.write_array(written, change(np.load(io.BytesIO(content))), allow_pickle=True)
        return written.getvalue()

    return work


def document(**changes: Any) -> Change:
    return lambda content: json.dumps({**json.loads(content), **changes}).encode()


def header(described: str) -> Change:
    """A column that says of itself what it is not."""
    return lambda content: b"\x93NUMPY\x01\x00v\x00" + described.encode().ljust(117) + b"\n" + content[128:]


class Bomb:
    """What runs when it is unpickled."""

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return _explode, ("a record was unpickled",)


def _explode(why: str) -> None:
    os.environ["UNWRAPPED_TEST_EXPLODED"] = why


CRAFTED: dict[str, tuple[str, Change]] = {
    "a column is gone": ("rows.tag.npy", lambda _: None),
    "the document is gone": ("record.json", lambda _: None),
    "a column is too short": ("rows.tag.npy", column(lambda rows: rows[:-1])),
    "a column is too long": ("tags.uri.npy", column(lambda rows: np.append(rows, rows[:1]))),
    "a column is empty": ("rows.device.npy", column(lambda rows: rows[:0])),
    "a table": ("rows.tag.npy", column(lambda rows: rows.reshape(2, -1))),
    "a number": ("rows.tag.npy", column(lambda rows: rows[0])),
    "fractions": ("rows.played_ms.npy", column(lambda rows: rows.astype(np.float64))),
    "wider numbers": ("rows.played_ms.npy", column(lambda rows: rows.astype(np.int64))),
    "the other end first": ("rows.tag.npy", column(lambda rows: rows.astype(">i4"))),
    "texts": ("rows.tag.npy", column(lambda rows: rows.astype("U8"))),
    "objects": ("rows.tag.npy", column(lambda rows: np.array([Bomb()] * len(rows), dtype=object))),
    "no column": ("rows.tag.npy", lambda _: b"hello"),
    "no bytes": ("rows.tag.npy", lambda _: b""),
    "a column cut off": ("rows.tag.npy", lambda content: content[:-7]),
    "tags that are not there": ("rows.tag.npy", column(lambda rows: rows + 1_000)),
    "tags below none": ("rows.tag.npy", column(lambda rows: rows - 1_000)),
    "devices that are not there": ("rows.device.npy", column(lambda rows: rows + 100)),
    "artists that are not there": ("tags.artist.npy", column(lambda rows: rows + 1_000)),
    "no artist": ("tags.artist.npy", column(lambda rows: rows * 0 - 1)),
    "no title": ("tags.title.npy", column(lambda rows: rows * 0 - 1)),
    "albums below none": ("tags.album.npy", column(lambda rows: rows * 0 - 2)),
    "played backwards": ("rows.played_ms.npy", column(lambda rows: -rows)),
    "played for weeks": ("rows.played_ms.npy", column(lambda rows: rows | 0x7FFFFFFF)),
    "the far future": ("rows.ended_at_s.npy", column(lambda rows: rows + 2**60)),
    "the far past": ("rows.ended_at_s.npy", column(lambda rows: rows - 2**60)),
    "flags of many colours": ("rows.skipped.npy", column(lambda rows: rows * 0 + 77)),
    "neither account nor extended": ("rows.account.npy", column(lambda rows: rows * 0 + 9)),
    "a trillion rows": (
        "rows.tag.npy",
        header("{'descr': '<i4', 'fortran_order': False, 'shape': (10**12,), }"),
    ),
    "terabytes": (
        "rows.tag.npy",
        header("{'descr': '<i4', 'fortran_order': False, 'shape': (999999999999,), }"),
    ),
    "a shape without end": ("rows.tag.npy", header("{'descr': '<i4', 'fortran_order': False, 'shape': (15")),
    "a column of a later NumPy": ("rows.tag.npy", lambda content: b"\x93NUMPY\x09" + content[7:]),
    "no document": ("record.json", lambda _: b"{"),
    "a list": ("record.json", lambda _: b"[]"),
    "a deep document": (
        "record.json",
        lambda content: content[:-1] + b',"later":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ),
    "half a document": ("record.json", lambda content: content[: len(content) // 2]),
    "not text": ("record.json", lambda content: content.replace(b"Artist 1", b"Artist \xff")),
    "fewer than none set aside": ("record.json", document(set_aside={"malformed": -5, "duplicate": 5})),
    "rows that do not add up": ("record.json", document(rows_total=7)),
    "a span backwards": ("record.json", document(spans=[[1_700_000_000, 1_600_000_000]])),
    "a span beyond numbers": ("record.json", document(spans=[[2**80, 2**81]])),
    "a hash that is none": ("record.json", document(data_sha256=7)),
    "no date": ("record.json", document(kept_at="yesterday")),
    "texts twice": (
        "record.json",
        lambda content: content.replace(b'"Artist 1"', b'"Artist 2"', 1),
    ),
}


@pytest.mark.parametrize(("member", "change"), CRAFTED.values(), ids=CRAFTED)
def test_a_record_that_contradicts_itself_is_unreadable(
    desk: RecordDesk, member: str, change: Change
) -> None:
    assert_unreadable(desk, changed(desk, member, change))
    assert "UNWRAPPED_TEST_EXPLODED" not in os.environ


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"hello " * 500,
        b"PK\x05\x06" + bytes(18),
        b"\x00" * 4_096,
        b'{"schema":"unwrapped-record/1"}',
    ],
    ids=["empty", "two letters", "text", "an empty zip", "zeros", "json"],
)
def test_what_is_no_record_is_unreadable(desk: RecordDesk, content: bytes) -> None:
    assert_unreadable(desk, content)


def test_a_later_version_is_not_called_damaged(desk: RecordDesk) -> None:
    content = changed(desk, "record.json", document(schema="unwrapped-record/2", columns="of another kind"))
    assert_unreadable(desk, content, code="record_newer")
    export = write(desk.folder.parent / "more" / "Streaming_History_Audio_2021_0.json", plays(200))
    with pytest.raises(StorageError, match="record_newer"):
        desk.add(export)
    assert desk.path.read_bytes() == content


def test_a_field_of_a_later_version_is_no_harm(desk: RecordDesk) -> None:
    before = desk.kept()
    desk.path.write_bytes(changed(desk, "record.json", document(mood="melancholy")))
    assert_same_intake(desk.kept().intake, before.intake)


def test_cut_off_anywhere_it_is_unreadable(desk: RecordDesk) -> None:
    whole = desk.path.read_bytes()
    for length in {*range(0, len(whole), 211), len(whole) - 1, len(whole) - 22}:
        desk.path.write_bytes(whole[:length])
        with pytest.raises(StorageError, match="record_unreadable"):
            desk.kept()


@pytest.mark.parametrize("flips", [1, 8])
def test_no_flipped_bit_goes_unnoticed(desk: RecordDesk, flips: int) -> None:
    whole, intake = desk.path.read_bytes(), desk.kept().intake
    chance = random.Random(flips)
    noticed, codes = 0, set[str]()
    for _ in range(400):
        content = bytearray(whole)
        for _flip in range(flips):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        desk.path.write_bytes(content)
        try:
            # Some bits mean nothing, such as the time in a header.
            assert_same_intake(desk.kept().intake, intake)
        except StorageError as error:
            codes.add(error.code)
            noticed += 1
    assert codes <= {"record_unreadable", "record_newer"}
    assert noticed > 250


def test_a_bomb_of_zeros_is_unreadable(desk: RecordDesk) -> None:
    """A column that unpacks to a thousand times its size holds too many rows for the rest."""
    zeros = column(lambda rows: np.zeros(30_000_000, dtype=rows.dtype))
    assert_unreadable(desk, changed(desk, "rows.skipped.npy", zeros))


def test_a_folder_in_its_place_is_trouble(desk: RecordDesk) -> None:
    path = desk.path
    path.unlink()
    path.mkdir()
    (path / "something").write_text("of somebody's")
    for look in (desk.kept, desk.recall):
        with pytest.raises(StorageError):
            look()
    with pytest.raises(StorageError):
        desk.add(desk.folder.parent / "export")
    assert (path / "something").exists()
    with pytest.raises(StorageError):
        desk.files.forget(LISTENER)


@pytest.mark.parametrize(
    "error", [PermissionError(13, "no"), OSError(5, "the disk fails")], ids=["closed", "disk"]
)
def test_one_that_cannot_be_opened_is_trouble_and_is_not_replaced(
    desk: RecordDesk, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    content = desk.path.read_bytes()
    with monkeypatch.context() as patch:

        def refuse(*_: object) -> bytes:
            raise error

        patch.setattr(Path, "read_bytes", refuse)
        with pytest.raises(StorageError) as caught:
            desk.add(desk.folder.parent / "export")
        assert caught.value.code in {"database_readonly", "database_io"}
    assert desk.path.read_bytes() == content


def test_adding_after_damage_sets_the_damaged_one_aside(desk: RecordDesk) -> None:
    damaged = [b"first damage", b"second damage"]
    for content in damaged:
        desk.folder.joinpath("listener-1.record").write_bytes(content)
        added = desk.add(desk.folder.parent / "export")
        assert added.addition.kind is AdditionKind.FIRST
        assert added.addition.was_unreadable
        assert_same_record(desk.recall(), fetch(desk.folder.parent / "export"))
    aside = [path.read_bytes() for path in desk.folder.iterdir() if path.suffix != ".record"]
    assert sorted(aside) == damaged
    size_bytes = desk.files.size_bytes(LISTENER)
    assert size_bytes == sum(path.stat().st_size for path in desk.folder.iterdir())
    desk.files.forget(LISTENER)
    assert list(desk.folder.iterdir()) == []
