"""Hostile and damaged zips: bombs (case 38), members that reach out (39), zips in zips (40), zips that cannot be read (41)."""

import io
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.unit.sources.refusals import NAME, SOUND_NAME, limited, refusal, statuses, watched
from tests.unit.sources.rows import Row, counts, extended, fetch, plays, write, write_zip
from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.forensics import FileStatus
from unwrapped_desktop.sources.limits import MIB, Limits

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
BLANKS = b"[" + b" " * (16 * MIB) + b"]"


def patched(path: Path, mark: bytes, *fields: tuple[int, str, int]) -> Path:
    """Put numbers into every record with that mark: (offset, format, value)."""
    data = bytearray(path.read_bytes())
    place = data.find(mark)
    while place >= 0:
        for offset, form, value in fields:
            struct.pack_into(form, data, place + offset, value)
        place = data.find(mark, place + 1)
    path.write_bytes(data)
    return path


# ------------------------------------------------------------------------------------------------ 38: bombs
def test_38_a_bomb_is_stopped_while_it_unpacks(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "it.zip", {NAME: BLANKS, SOUND_NAME: plays()})
    assert statuses(fetch(path)) == {SOUND_NAME: FileStatus.READ, NAME: FileStatus.REFUSED}
    assert refusal(write_zip(tmp_path / "only.zip", {NAME: BLANKS})) == "unpacks_suspiciously"


def test_38_a_bomb_of_sound_rows_is_one_too(tmp_path: Path) -> None:
    row = extended(1, "Artist", "x" * 2_000)
    assert refusal(write_zip(tmp_path / "it.zip", {NAME: [row] * 5_000})) == "unpacks_suspiciously"


def test_38_many_bombs_in_one_zip_unpack_to_little(tmp_path: Path) -> None:
    bombs = {f"endsong_{number}.json": BLANKS for number in range(1, 17)}
    examined, unpacked_bytes = watched(write_zip(tmp_path / "42.zip", {SOUND_NAME: plays(), **bombs}))
    assert list(statuses(examined).values()) == [FileStatus.READ] + [FileStatus.REFUSED] * 16
    # 256 MiB in all; each is given up once it is a hundred times its packed size.
    assert unpacked_bytes < 16 * 4 * MIB


def listed_many_times(path: Path, times: int) -> Path:
    """Let the directory of a zip with one member name it many times, as entries that overlap."""
    data = path.read_bytes()
    start, end = data.find(CENTRAL), data.rfind(END)
    directory = data[start:end] * times
    tail = bytearray(data[end:])
    struct.pack_into("<HHL", tail, 8, times, times, len(directory))
    path.write_bytes(data[:start] + directory + tail)
    return path


def test_38_overlapping_entries_count_once(tmp_path: Path) -> None:
    path = listed_many_times(write_zip(tmp_path / "it.zip", {NAME: plays()}), 50)
    record = fetch(path).record
    # Later versions of the zip library refuse all of them but one.
    assert len(record.rows) == 120
    assert record.rows_total == 120 + record.set_aside.duplicate
    assert len(record.files) == 50


def test_38_overlapping_entries_use_up_the_limit(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "it.zip", {NAME: plays()})
    size_bytes = zipfile.ZipFile(path).infolist()[0].file_size
    examined = limited(Limits(unpacked_bytes=3 * size_bytes + 100), listed_many_times(path, 50))
    read = [file for file in examined.record.files if file.status is FileStatus.READ]
    assert 1 <= len(read) <= 3


def quoting_zip(path: Path, members: int, kernel: bytes) -> Path:
    """A zip each of whose members holds, packed, all the members behind it (after D. Fifield, 2019).

    Each local header behind the first lies in a stored block of the member before it, so that the same packed bytes
    belong to all.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed, content = packer.compress(kernel) + packer.flush(), kernel
    offsets_from_end: list[tuple[int, bytes]] = []
    for number in reversed(range(members)):
        name = f"endsong_{number}.json".encode()
        shared = (20, 0, 8, 0, 0, zlib.crc32(content), len(packed), len(content), len(name), 0)
        header = LOCAL + struct.pack("<5H3L2H", *shared) + name
        entry = CENTRAL + struct.pack("<6H3L2H", 20, *shared) + struct.pack("<3H2L", 0, 0, 0, 0, 0) + name
        offsets_from_end.append((len(header) + len(packed), entry))
        if number:
            packed = struct.pack("<BHH", 0, len(header), len(header) ^ 0xFFFF) + header + packed
            content = header + content
        else:
            packed = header + packed
    entries = [
        entry[:42] + struct.pack("<L", len(packed) - place) + entry[46:] for place, entry in offsets_from_end
    ]
    directory = b"".join(entries)
    end = END + struct.pack("<4H2LH", 0, 0, members, members, len(directory), len(packed), 0)
    path.write_bytes(packed + directory + end)
    return path


def test_38_members_that_quote_each_other_are_not_unpacked(tmp_path: Path) -> None:
    path = quoting_zip(tmp_path / "it.zip", 60, BLANKS)
    with zipfile.ZipFile(path) as archive:
        assert sum(member.file_size for member in archive.infolist()) > 900 * MIB
    examined, unpacked_bytes = watched(path, write(tmp_path / "endsong_900.json", plays()))
    assert set(statuses(examined).values()) == {FileStatus.READ, FileStatus.REFUSED}
    assert len(examined.record.rows) == 120
    assert unpacked_bytes < 90 * MIB


@pytest.mark.parametrize("size_bytes", [0, 1_000, 2**32 - 2])
@pytest.mark.parametrize("mark", [LOCAL, CENTRAL])
def test_38_what_a_header_says_of_the_unpacked_size_changes_no_limit(
    tmp_path: Path, mark: bytes, size_bytes: int
) -> None:
    path = write_zip(tmp_path / "it.zip", {NAME: b"[" + b" " * (8 * MIB) + b"]"})
    patched(path, mark, ({LOCAL: 22, CENTRAL: 24}[mark], "<L", size_bytes))
    assert refusal(path) in {"damaged_file", "cut_off", "empty_file", "unpacks_suspiciously"}


@pytest.mark.parametrize("size_bytes", [0, 1, 500, 2**31, 2**32 - 2])
def test_38_a_wrong_unpacked_size_of_a_sound_file_never_shortens_it_silently(
    tmp_path: Path, size_bytes: int
) -> None:
    path = write_zip(tmp_path / "it.zip", {NAME: plays(), SOUND_NAME: plays(start=5_000)})
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, data.find(CENTRAL) + 24, size_bytes)
    path.write_bytes(data)
    record = fetch(path).record
    (file,) = (file for file in record.files if file.name == NAME)
    assert (file.rows, file.status) in {(120, FileStatus.READ), (0, FileStatus.REFUSED)}
    assert record.rows_total == 120 + file.rows


@pytest.mark.parametrize("packed_bytes", [2**24, 2**31, 2**32 - 2])
def test_38_what_a_header_says_of_the_packed_size_loosens_no_limit(tmp_path: Path, packed_bytes: int) -> None:
    rows = [extended(minute, "Artist", f"{minute}", padding="x" * 20_000) for minute in range(1_000)]
    path = write_zip(tmp_path / "it.zip", {NAME: rows})
    patched(path, LOCAL, (18, "<L", packed_bytes))
    assert refusal(patched(path, CENTRAL, (20, "<L", packed_bytes))) in {
        "damaged_file",
        "unpacks_suspiciously",
    }


def test_38_all_files_together_have_a_limit(tmp_path: Path) -> None:
    members = {f"endsong_{number}.json": plays(120, start=number * 1_000) for number in range(4)}
    path = write_zip(tmp_path / "it.zip", members)
    size_bytes = max(member.file_size for member in zipfile.ZipFile(path).infolist())
    examined = limited(Limits(unpacked_bytes=size_bytes * 2 + 1_000), path)
    assert list(statuses(examined).values()) == [FileStatus.READ] * 2 + [FileStatus.REFUSED] * 2


def test_38_too_many_entries(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "it.zip", {f"x{n}": b"" for n in range(10_001)})
    assert refusal(path) == "too_many_entries"


def test_38_a_directory_too_large_to_look_at(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "it.zip", {f"{n}{'x' * 200}": b"" for n in range(300)})
    with pytest.raises(SourceError, match="too_many_entries"):
        limited(Limits(archive_entries=10), path)


# ------------------------------------------------------------------------------------------------ 39: reaching out
OUTSIDE = {
    "up": f"../{NAME}",
    "up and down": f"a/../../{NAME}",
    "up in the middle": f"a/../{NAME}",
    "absolute": f"/etc/{NAME}",
    "twice absolute": f"//host/share/{NAME}",
    "drive": f"C:/{NAME}",
    "drive with backslash": f"C:\\{NAME}",
    "backslash up": f"..\\{NAME}",
    "backslash up and down": f"a\\..\\..\\{NAME}",
    "mixed slashes": f"a/..\\../{NAME}",
    "backslash first": f"\\{NAME}",
    "network place": f"\\\\host\\share\\{NAME}",
    "device path": f"\\\\?\\C:\\{NAME}",
}


@pytest.mark.parametrize("case", OUTSIDE)
def test_39_a_member_that_would_leave_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert refusal(write_zip(tmp_path / "it.zip", {OUTSIDE[case]: plays()})) == "unsafe_member"
    examined = fetch(write_zip(tmp_path / "it.zip", {OUTSIDE[case]: plays(), SOUND_NAME: plays(150)}))
    assert len(examined.record.rows) == 150
    assert statuses(examined) == {SOUND_NAME: FileStatus.READ, NAME: FileStatus.REFUSED}
    assert [path.name for path in tmp_path.rglob("*")] == ["it.zip"]


@pytest.mark.parametrize("hidden", [f"{NAME}\0.exe", f"{NAME}\0", f"a\0/../{NAME}", f"e\0/{NAME}"])
def test_39_a_member_that_hides_behind_a_nul(tmp_path: Path, hidden: str) -> None:
    stand_in = hidden.replace("\0", "~")
    path = write_zip(tmp_path / "it.zip", {stand_in: plays(), SOUND_NAME: plays(150)})
    path.write_bytes(path.read_bytes().replace(stand_in.encode(), hidden.encode()))
    examined = fetch(path)
    assert len(examined.record.rows) == 150
    assert list(statuses(examined).values()) == [FileStatus.READ, FileStatus.REFUSED]


def test_39_a_member_that_is_a_link(tmp_path: Path) -> None:
    path = tmp_path / "it.zip"
    with zipfile.ZipFile(path, "w") as archive:
        member = zipfile.ZipInfo(NAME)
        member.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(member, "/etc/passwd")
    assert refusal(path) == "linked_member"


def test_39_a_member_whose_own_header_has_another_name(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "it.zip", {NAME: plays(), SOUND_NAME: plays(150)})
    path.write_bytes(
        path.read_bytes().replace(NAME.encode(), b"../../x.json"[: len(NAME)].ljust(len(NAME), b"x"), 1)
    )
    examined = fetch(path)
    assert statuses(examined) == {SOUND_NAME: FileStatus.READ, NAME: FileStatus.REFUSED}


def test_39_nothing_is_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    path = write_zip(tmp_path / "it.zip", {f"deep/{NAME}": plays()})
    fetch(path)
    assert sorted(found.name for found in tmp_path.rglob("*")) == ["here", "it.zip"]


# ------------------------------------------------------------------------------------------------ 40: zips in zips
def test_40_a_zip_of_zips_is_not_opened(tmp_path: Path) -> None:
    inner = write_zip(tmp_path / "inner.zip", {NAME: plays()}).read_bytes()
    assert refusal(write_zip(tmp_path / "it.zip", {"my_spotify_data.zip": inner})) == "nested_zip"
    (tmp_path / "inner.zip").unlink()
    assert refusal(tmp_path) == "nested_zip"


def test_40_a_zip_beside_history_in_a_zip_is_left_alone(tmp_path: Path) -> None:
    inner = write_zip(tmp_path / "inner.zip", {NAME: plays()}).read_bytes()
    both = write_zip(tmp_path / "both.zip", {"inner.zip": inner, SOUND_NAME: plays(150)})
    assert len(fetch(both).record.rows) == 150


def test_40_a_zip_that_calls_itself_history_is_not_unpacked(tmp_path: Path) -> None:
    inner = write_zip(tmp_path / "inner.zip", {SOUND_NAME: plays()}).read_bytes()
    assert refusal(write_zip(tmp_path / "it.zip", {NAME: inner})) in {"not_json", "not_utf8"}


# ------------------------------------------------------------------------------------------------ 41: unreadable zips
@pytest.mark.parametrize("flags", [0x1, 0x41, 0x2041])
def test_41_an_encrypted_zip(tmp_path: Path, flags: int) -> None:
    path = write_zip(tmp_path / "it.zip", {NAME: plays()})
    patched(path, LOCAL, (6, "<H", flags))
    assert refusal(patched(path, CENTRAL, (8, "<H", flags))) == "encrypted_zip"


@pytest.mark.parametrize("method", [1, 6, 9, 12, 14, 93, 95, 98, 99, 65_535])
def test_41_an_unsupported_compression(tmp_path: Path, method: int) -> None:
    path = write_zip(tmp_path / "it.zip", {NAME: plays()})
    patched(path, LOCAL, (8, "<H", method))
    assert refusal(patched(path, CENTRAL, (10, "<H", method))) == "unsupported_compression"


def test_41_a_method_that_does_not_fit_the_data(tmp_path: Path) -> None:
    path = patched(write_zip(tmp_path / "it.zip", {NAME: plays()}), CENTRAL, (10, "<H", zipfile.ZIP_STORED))
    assert refusal(path) in {"damaged_file", "not_json", "not_utf8"}


def test_41_parts_of_a_zip_over_several_disks(tmp_path: Path) -> None:
    whole = write_zip(tmp_path / "whole.zip", {SOUND_NAME: plays(), NAME: plays(start=5_000)}).read_bytes()
    first = tmp_path / "my_spotify_data.z01"
    first.write_bytes(b"PK\x07\x08" + whole[: len(whole) // 2])
    assert refusal(first) == "damaged_zip"


def test_41_a_64_bit_zip_over_several_disks(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "it.zip", {NAME: plays()})
    data = path.read_bytes()
    end = data.rfind(END)
    start = data.find(CENTRAL)
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 1, 1, 1, 1, end - start, start)
    path.write_bytes(data[:end] + record + struct.pack("<4sLQL", b"PK\x06\x07", 1, end, 2) + data[end:])
    assert refusal(path) == "damaged_zip"


@pytest.mark.parametrize("left_out", [1, 21, 22, 30, 100, 1_000])
def test_41_a_truncated_zip(tmp_path: Path, left_out: int) -> None:
    path = write_zip(tmp_path / "it.zip", {NAME: plays()})
    path.write_bytes(path.read_bytes()[:-left_out])
    assert refusal(path) == "damaged_zip"


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04", b"PK\x03\x04" + bytes(200), b"PK\x05\x06", b"PK", b"junk", bytes(22)]
)
def test_41_a_zip_that_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "it.zip").write_bytes(content)
    assert refusal(tmp_path / "it.zip") == "damaged_zip"
    assert refusal(tmp_path) == "damaged_zip"


def test_41_a_zip_of_no_bytes(tmp_path: Path) -> None:
    (tmp_path / "it.zip").touch()
    assert refusal(tmp_path / "it.zip") == "empty_file"


@pytest.mark.parametrize("junk", [b"j", b"junk" * 10, bytes(60_000)])
def test_41_junk_behind_a_zip_does_no_harm(tmp_path: Path, junk: bytes) -> None:
    path = write_zip(tmp_path / "it.zip", {NAME: plays()})
    path.write_bytes(path.read_bytes() + junk)
    assert len(fetch(path).record.rows) == 120


def test_41_more_junk_behind_a_zip_than_a_comment_can_be(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "it.zip", {NAME: plays()})
    path.write_bytes(path.read_bytes() + bytes(70_000))
    assert refusal(path) == "damaged_zip"


def test_41_a_zip_behind_a_program_that_unpacks_it(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "it.zip", {NAME: plays()})
    path.write_bytes(b"MZ" + bytes(5_000) + path.read_bytes())
    assert len(fetch(path).record.rows) == 120


def test_41_a_member_with_flipped_bytes(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "it.zip", {SOUND_NAME: plays(), NAME: plays(start=2_000)})
    data = bytearray(path.read_bytes())
    for place in range(100, 140):
        data[place] ^= 0xFF
    path.write_bytes(data)
    assert statuses(fetch(path)) == {SOUND_NAME: FileStatus.REFUSED, NAME: FileStatus.READ}


def test_41_a_wrong_checksum_counts_no_row(tmp_path: Path) -> None:
    path = patched(write_zip(tmp_path / "it.zip", {NAME: plays()}), CENTRAL, (16, "<L", 1))
    assert refusal(path) == "damaged_file"


class Unseekable(io.BytesIO):
    """Where a zip is written from front to back, so that sizes follow the data they belong to."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


def test_41_odd_but_sound_zips_are_read(tmp_path: Path) -> None:
    rows: list[Row] = plays()
    text = (
        str(rows).replace("'", '"').replace("None", "null").replace("False", "false").replace("True", "true")
    )
    streamed = Unseekable()
    with zipfile.ZipFile(streamed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(NAME, text)
        archive.comment = b"comment " * 500
    (tmp_path / "streamed.zip").write_bytes(streamed.getvalue())
    with (
        zipfile.ZipFile(tmp_path / "large.zip", "w") as archive,
        archive.open(NAME, "w", force_zip64=True) as member,
    ):
        member.write(text.encode())
    with zipfile.ZipFile(tmp_path / "folders.zip", "w") as archive:
        archive.mkdir("endsong_0.json")
        archive.writestr("endsong_0.json/" + NAME, text)
    for name in ("streamed.zip", "large.zip", "folders.zip"):
        examined = fetch(tmp_path / name)
        assert len(examined.record.rows) == 120
        assert counts(examined) == {}


def test_39_a_member_whose_name_begins_with_nul_is_read_like_any_other(tmp_path: Path) -> None:
    """The zip library cuts such a name down to nothing."""
    path = write_zip(tmp_path / "it.zip", {"xendsong_0.json": plays(), "endsong_1.json": plays()})
    path.write_bytes(path.read_bytes().replace(b"xendsong_0.json", b"\0endsong_0.json"))
    assert len(fetch(path).record.rows) == 120


@pytest.mark.parametrize("cut_bytes", [1_000, 100])
def test_41_a_zip_without_its_beginning_is_damaged(tmp_path: Path, cut_bytes: int) -> None:
    path = write_zip(tmp_path / "it.zip", {"endsong_0.json": plays()})
    path.write_bytes(path.read_bytes()[cut_bytes:])
    with pytest.raises(SourceError) as caught:
        fetch(path)
    assert caught.value.code == "damaged_file"
