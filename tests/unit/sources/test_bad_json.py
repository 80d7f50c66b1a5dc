"""Files that are not the JSON of a listening history: encodings (case 42), other documents (43), broken off (44), deep (46)."""

import codecs
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.sources.refusals import GOOD, NAME, SOUND_NAME, limited, refusal, statuses
from tests.unit.sources.rows import account, counts, extended, fetch, heard, plays, write, write_zip
from unwrapped_desktop.domain.forensics import FileStatus
from unwrapped_desktop.sources.limits import Limits

DEEP = 100_000
UMLAUTS = json.dumps([*plays(), extended(1, "Ä")], ensure_ascii=False)


def with_value(text: str) -> bytes:
    """A sound file but for the artist of one row."""
    return GOOD.replace(b'"Artist 3"', text.encode("utf-8", "surrogatepass"), 1)


def with_length(text: str) -> bytes:
    """A sound file but for the length of one row."""
    return GOOD.replace(b"180000", text.encode(), 1)


def with_unknown(text: str) -> bytes:
    """A sound file but for the value of a key that nobody reads."""
    return GOOD.replace(b'{"ts"', b'{"x": ' + text.encode() + b', "ts"', 1)


BROKEN: dict[str, tuple[str, bytes]] = {
    # 42: encodings
    "42 UTF-16 with its mark": ("not_utf8", codecs.BOM_UTF16_LE + GOOD.decode().encode("utf-16-le")),
    "42 UTF-16 big-endian with its mark": (
        "not_utf8",
        codecs.BOM_UTF16_BE + GOOD.decode().encode("utf-16-be"),
    ),
    "42 UTF-16 without a mark": ("not_utf8", GOOD.decode().encode("utf-16-le")),
    "42 UTF-16 big-endian without a mark": ("not_utf8", GOOD.decode().encode("utf-16-be")),
    "42 UTF-32": ("not_utf8", GOOD.decode().encode("utf-32")),
    "42 Latin-1": ("not_utf8", UMLAUTS.encode("latin-1")),
    "42 UTF-8 cut inside a letter": ("not_utf8", UMLAUTS.encode().replace("Ä".encode(), b"\xc3", 1)),
    "42 overlong UTF-8": ("not_utf8", UMLAUTS.encode().replace("Ä".encode(), b"\xc0\x80", 1)),
    "42 a surrogate as UTF-8": ("not_utf8", with_value('"\ud800"')),
    "42 a surrogate alone": ("broken_json", with_value('"\\ud800"')),
    "42 surrogates the wrong way round": ("broken_json", with_value('"\\udc00\\ud800"')),
    "42 a NUL within a text": ("broken_json", with_value('"Artist \x003"')),
    "42 NULs at the end, as a disk leaves them": ("several_documents", GOOD + bytes(100)),
    "42 nothing but NULs": ("not_utf8", bytes(5_000)),
    # 43: other documents
    "43 no byte": ("empty_file", b""),
    "43 white space only": ("empty_file", b" \n\t "),
    "43 a mark only": ("empty_file", codecs.BOM_UTF8),
    "43 HTML": ("html_file", b"<!DOCTYPE html><html></html>"),
    "43 HTML after white space and a mark": ("html_file", codecs.BOM_UTF8 + b"\n\n <html></html>"),
    "43 CSV": ("not_json", b"endTime;artistName\n"),
    "43 a PDF": ("not_json", b"%PDF-1.7\n"),
    "43 a picture": ("not_json", b"\x89PNG\r\n\x1a\n"),
    "43 an object": ("not_a_list", b'{"playlists": []}'),
    "43 an object around the plays": ("not_a_list", b'{"plays": ' + GOOD + b"}"),
    "43 a row a line": ("not_a_list", b'{"a": 1}\n{"a": 2}\n'),
    "43 a number": ("not_json", b"42"),
    "43 a text": ("not_json", b'"plays"'),
    "43 null": ("not_json", b"null"),
    "43 a list of numbers": ("not_history", b"[1, 2, 3]"),
    "43 a list of lists": ("not_history", b"[[], []]"),
    "43 another list": ("not_history", b'[{"searchTime": "2021-01-01"}]'),
    "43 a trailing comma": ("broken_json", GOOD[:-1] + b",]"),
    "43 a comma missing": ("broken_json", GOOD.replace(b"}, {", b"} {", 1)),
    "43 a comma too many": ("broken_json", GOOD.replace(b"}, {", b"},, {", 1)),
    "43 a comma first": ("broken_json", b"[," + GOOD[1:]),
    "43 single quotes": ("broken_json", GOOD.replace(b'"', b"'")),
    "43 a comment": ("broken_json", b"[ // plays\n" + GOOD[1:]),
    "43 a line break within a text": ("broken_json", with_value('"Art\nist"')),
    "43 an unknown escape": ("broken_json", with_value('"\\x41"')),
    "43 two documents, one a line": ("several_documents", GOOD + b"\n" + GOOD),
    "43 two documents without a gap": ("several_documents", GOOD + GOOD),
    "43 two documents with a comma": ("several_documents", GOOD + b"," + GOOD),
    "43 a bracket too many": ("several_documents", GOOD + b"]"),
    "43 a document and a word": ("several_documents", GOOD + b"\nthe end"),
    "43 NaN": ("broken_json", with_length("NaN")),
    "43 Infinity": ("broken_json", with_length("Infinity")),
    "43 minus Infinity": ("broken_json", with_length("-Infinity")),
    "43 NaN in a key that nobody reads": ("broken_json", with_unknown("NaN")),
    "43 a number with leading zeros": ("broken_json", with_length("0180000")),
    "43 a hexadecimal number": ("broken_json", with_length("0x2BF20")),
    "43 a number that breaks off": ("broken_json", with_length("1e")),
    # 44: broken off
    "44 half of it": ("cut_off", GOOD[: len(GOOD) // 2]),
    "44 all but the bracket": ("cut_off", GOOD[:-1]),
    "44 after a row": ("cut_off", GOOD[: GOOD.find(b"}") + 1]),
    "44 after a comma": ("cut_off", GOOD[: GOOD.find(b"}, {") + 2]),
    "44 the first bracket only": ("cut_off", b"["),
    "44 within a letter": ("cut_off", UMLAUTS.encode()[: UMLAUTS.encode().find("Ä".encode()) + 1]),
    "44 another file's end": ("broken_json", GOOD[: len(GOOD) // 2] + GOOD[len(GOOD) // 3 :]),
    # 46: deep
    "46 lists never closed": ("nested_too_deeply", b"[" * DEEP),
    "46 lists, closed again": ("nested_too_deeply", b"[" * DEEP + b"]" * DEEP),
    "46 objects never closed": ("nested_too_deeply", b'[{"x":' * DEEP),
    "46 objects, closed again": ("nested_too_deeply", b"[" + b'{"x":' * DEEP + b"1" + b"}" * DEEP + b"]"),
    "46 a list within one row": ("nested_too_deeply", with_unknown("[" * DEEP + "]" * DEEP)),
    "46 an object within one row": ("nested_too_deeply", with_unknown('{"x":' * DEEP + "1" + "}" * DEEP)),
    "46 a list where a name belongs": ("nested_too_deeply", with_value("[" * DEEP + "]" * DEEP)),
    "46 an object where a length belongs": (
        "nested_too_deeply",
        with_length('{"x":' * DEEP + "1" + "}" * DEEP),
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_one_bad_file_among_good_ones(tmp_path: Path, case: str) -> None:
    """Cases 42, 43, 44 and 46: none of its rows counts, it is named with its reason, and the rest is read."""
    (tmp_path / NAME).write_bytes(BROKEN[case][1])
    write(tmp_path / SOUND_NAME, plays())
    examined = fetch(tmp_path)
    good, bad = examined.record.files
    assert (good.name, good.rows, good.status) == (SOUND_NAME, 120, FileStatus.READ)
    assert (bad.name, bad.rows, bad.status) == (NAME, 0, FileStatus.REFUSED)
    assert bad.reason is not None
    assert bad.reason.endswith(".")
    assert examined.record.rows_total == 120
    assert counts(examined) == {}


@pytest.mark.parametrize("case", BROKEN)
def test_the_only_file_is_bad(tmp_path: Path, case: str) -> None:
    """Cases 42, 43, 44 and 46: the same answer for the file, its folder and its zip."""
    code, data = BROKEN[case]
    (tmp_path / NAME).write_bytes(data)
    assert refusal(tmp_path / NAME) == code
    assert refusal(tmp_path) == code
    zipped = write_zip(tmp_path / "it.zip", {NAME: data})
    # What is deep packs so well that it looks like a bomb.
    assert refusal(zipped) in ({code, "unpacks_suspiciously"} if case.startswith("46") else {code})


def test_all_files_are_bad(tmp_path: Path) -> None:
    (tmp_path / SOUND_NAME).write_bytes(b"")
    (tmp_path / NAME).write_bytes(b"[")
    assert refusal(tmp_path) == "nothing_readable"


# ------------------------------------------------------------------------------------------------ what is let through
@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + GOOD,
        codecs.BOM_UTF8 + b"\n " + GOOD + b"\n\n",
        b" \r\n\t" + GOOD + b" \r\n\t",
        GOOD.replace(b", ", b" ,\r\n\t"),
        GOOD.replace(b'"ts"', b'"\\u0074\\u0073"'),
        with_unknown("1e400"),
        with_unknown("9" * 5_000),
        with_unknown('"' + "x" * 1_000_000 + '"'),
        with_unknown("[" * 500 + "]" * 500),
    ],
)
def test_42_odd_but_sound_files_are_read_whole(tmp_path: Path, data: bytes) -> None:
    (tmp_path / NAME).write_bytes(data)
    examined = fetch(tmp_path / NAME)
    assert len(examined.record.rows) == 120
    assert counts(examined) == {}


@pytest.mark.parametrize(
    ("escaped", "name"),
    [
        ("\\u00c4", "Ä"),
        ("\\ud83d\\ude00", "😀"),
        ("\\u202etxet", "\u202etxet"),
        ("a\\u0000b", "a\0b"),
        ("\\/", "/"),
    ],
)
def test_42_escapes_are_the_letters_they_stand_for(tmp_path: Path, escaped: str, name: str) -> None:
    (tmp_path / NAME).write_bytes(with_value(f'"{escaped}"'))
    examined = fetch(tmp_path / NAME)
    assert len(examined.record.rows) == 120
    assert sum(row[2] == name for row in heard(examined)) == 1


def test_43_a_key_that_comes_twice_counts_with_its_last_value(tmp_path: Path) -> None:
    data = GOOD.replace(b'{"ts"', b'{"ms_played": "no length", "ms_played": 1, "ts"')
    (tmp_path / NAME).write_bytes(data.replace(b'"no length"', b"2"))
    examined = fetch(tmp_path / NAME)
    assert set(examined.record.rows.played_ms.tolist()) == {180_000}
    assert counts(examined) == {}


def test_43_an_empty_list_says_so(tmp_path: Path) -> None:
    assert refusal(write(tmp_path / "StreamingHistory_music_0.json", [])) == "no_rows"
    assert refusal(write_zip(tmp_path / "it.zip", {SOUND_NAME: [], NAME: []})) == "no_rows"


def test_43_an_empty_list_beside_a_good_file_is_read(tmp_path: Path) -> None:
    write(tmp_path / SOUND_NAME, plays())
    write(tmp_path / NAME, [])
    assert statuses(fetch(tmp_path)) == {SOUND_NAME: FileStatus.READ, NAME: FileStatus.READ}


# ------------------------------------------------------------------------------------------------ 44 over batches
@pytest.fixture
def tiny_batches() -> Limits:
    return Limits(batch_bytes=1_500, longest_row_bytes=200_000)


LATE: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda data: data[: len(data) * 2 // 3],
    "bracket missing": lambda data: data[:-1],
    "twice": lambda data: data + data,
    "another separator": lambda data: data[:900_000] + data[900_000:].replace(b"},", b"};", 1),
    "a letter of Latin-1": lambda data: data[:900_000] + data[900_000:].replace(b"Artist", b"\xc4rtist", 1),
    "a NUL": lambda data: data[:900_000] + data[900_000:].replace(b"Artist", b"\0rtist", 1),
    "deep": lambda data: data[:-1] + b"," + b"[" * DEEP + b"]" * DEEP + b"]",
}


@pytest.mark.parametrize("case", LATE)
def test_44_a_file_broken_late_counts_for_nothing(tmp_path: Path, case: str, tiny_batches: Limits) -> None:
    (tmp_path / NAME).write_bytes(LATE[case](json.dumps(plays(3_000)).encode()))
    write(tmp_path / SOUND_NAME, plays())
    for examined in (fetch(tmp_path), limited(tiny_batches, tmp_path)):
        assert examined.record.rows_total == 120
        assert statuses(examined) == {SOUND_NAME: FileStatus.READ, NAME: FileStatus.REFUSED}


def test_44_names_of_a_refused_file_leave_nothing_behind(tmp_path: Path) -> None:
    write(tmp_path / NAME, plays(kind=lambda *a: extended(a[0], "Only in the broken file", a[2])))
    (tmp_path / NAME).write_bytes((tmp_path / NAME).read_bytes()[:-5])
    write(tmp_path / SOUND_NAME, [*plays(), account(9_999)])
    examined = fetch(tmp_path)
    assert "Only in the broken file" not in repr(examined)
    assert set(examined.record.names.artists) == {"Artist", *(f"Artist {number}" for number in range(7))}
