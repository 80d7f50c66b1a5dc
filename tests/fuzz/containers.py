"""Packs files as people hand them over, and spoils names and zips."""

import io
import random
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable, Sequence

Chance = random.Random
Member = tuple[str, bytes]

# ------------------------------------------------------------------------------------------------ names
HISTORY_NAMES = (
    "Streaming_History_Audio_2021_0.json",
    "Streaming_History_Video_2019-2024.json",
    "StreamingHistory_music_0.json",
    "StreamingHistory_podcast_0.json",
    "StreamingHistory_audiobook_0.json",
    "endsong_0.json",
    "endsong_0 (1).json",
)

ODD_NAMES = (
    *(
        "../endsong_0.json",
        "a/../../endsong_0.json",
        "/endsong_0.json",
        "C:\\endsong_0.json",
        "..\\endsong_0.json",
    ),
    *(
        "endsong_0.json\0.exe",
        "endsong_\n0.json",
        "endsong_\u202e0.json",
        "endsong_\ud8000.json",
        "endsong_²_1.json",
    ),
    *(
        "ENDSONG_0.JSON",
        "endsong_.json",
        "endsong_0.json ",
        "endsong_0.json.",
        "endsong_٣.json",
        "endsong_-1.json",
    ),
    *(
        f"endsong_{'9' * 230}.json",
        f"endsong_{'9' * 5_000}.json",
        f"{'a/' * 300}endsong_0.json",
        "__MACOSX/._endsong_0.json",
    ),
    *(
        "endsong_{name}.json",
        "endsong_%s.json",
        "endsong_<b>.json",
        "endsong_0.json/",
        "CON",
        "nul.json",
        ".json",
        "json",
    ),
    *(
        "watch-history.json",
        "recenttracks.csv",
        "YourLibrary.json",
        "inner.zip",
        "my_spotify_data",
        "x.txt",
        "\x7f.json",
    ),
    *(
        "endsong_900.json",
        "Streaming_History_Audio_9999-0000_00000.json",
        "StreamingHistory999999999999999999.json",
    ),
)


def spoiled_name(name: str, chance: Chance) -> str:
    """Return another name, or the name with a few characters changed."""
    if chance.random() < 0.6:
        return chance.choice(ODD_NAMES)
    letters = list(name)
    for _ in range(chance.randint(1, 3)):
        letters[chance.randrange(len(letters))] = chance.choice("\0/\\.é\u202e\ud800_9 Zz{}%:\n😀")
    return "".join(letters)


# ------------------------------------------------------------------------------------------------ zips
def packed(members: Sequence[Member], chance: Chance) -> bytes:
    """Return a zip, of any method and manner that Python can write."""
    buffer = io.BytesIO()
    method = chance.choice(
        (zipfile.ZIP_DEFLATED,) * 6 + (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
    )
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", method, compresslevel=1) as archive:
        # Two members of one name are a part of the game.
        warnings.simplefilter("ignore", UserWarning)
        for name, data in members:
            archive.writestr(_writable(name, chance), data)
        archive.comment = b"" if chance.random() < 0.9 else chance.randbytes(chance.choice((1, 40, 65_535)))
    return buffer.getvalue()


def _writable(name: str, chance: Chance) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name.encode("utf-8", "replace").decode()[:60_000] or "x")
    # `ZipInfo` tidies names up; a hostile zip would not.
    member.filename = member.orig_filename = name.encode("utf-8", "replace").decode()[:60_000] or "x"
    if chance.random() < 0.02:
        member.external_attr = chance.choice((stat.S_IFLNK, stat.S_IFIFO, stat.S_IFDIR)) << 16
    return member


_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"

# ZIP APPNOTE 4.3.7, 4.3.12, 4.3.16: (offset, size) of each field after the signature.
_LOCAL_FIELDS = ((4, 2), (6, 2), (8, 2), (10, 4), (14, 4), (18, 4), (22, 4), (26, 2), (28, 2))
_CENTRAL_FIELDS = (
    *(
        (4, 2),
        (6, 2),
        (8, 2),
        (10, 2),
        (12, 4),
        (16, 4),
        (20, 4),
        (24, 4),
        (28, 2),
        (30, 2),
        (32, 2),
        (34, 2),
    ),
    *((36, 2), (38, 4), (42, 4)),
)
_END_FIELDS = ((4, 2), (6, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 2))
_FORMATS = {2: "<H", 4: "<L"}


def spoiled_zip(data: bytes, chance: Chance) -> tuple[bytes, str]:
    """Return a zip with wrong records, flipped bytes, missing or additional parts."""
    chosen = [chance.choice(_CHANGES) for _ in range(chance.choice((1, 1, 2, 3)))]
    for change in chosen:
        data = change(data, chance) or b"PK"
    return data, " ".join(change.__name__.strip("_") for change in chosen)


def _places(data: bytes, mark: bytes) -> list[int]:
    places, start = [], data.find(mark)
    while start >= 0:
        places.append(start)
        start = data.find(mark, start + 1)
    return places


def _wrong_field(data: bytes, chance: Chance) -> bytes:
    mark, fields, length = chance.choice(
        ((_LOCAL, _LOCAL_FIELDS, 30), (_CENTRAL, _CENTRAL_FIELDS, 46), (_END, _END_FIELDS, 22))
    )
    places = [place for place in _places(data, mark) if place + length <= len(data)]
    if not places:
        return data
    offset, size = chance.choice(fields)
    spoiled = bytearray(data)
    start = chance.choice(places) + offset
    (value,) = struct.unpack_from(_FORMATS[size], data, start)
    most = 256**size - 1
    options = (
        0,
        1,
        value + 1,
        value - 1,
        value * 2,
        value ^ (1 << chance.randrange(8 * size)),
        most,
        most - 1,
        chance.randrange(most),
    )
    struct.pack_into(_FORMATS[size], spoiled, start, chance.choice(options) % (most + 1))
    return bytes(spoiled)


def _flip(data: bytes, chance: Chance) -> bytes:
    spoiled = bytearray(data)
    start = chance.choice((0, max(0, data.rfind(_CENTRAL)), max(0, data.rfind(_END))))
    for _ in range(chance.choice((1, 2, 8, 64))):
        spoiled[chance.randrange(start, len(data))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def _cut_end(data: bytes, chance: Chance) -> bytes:
    return data[: chance.choice((chance.randrange(len(data)), -1, -22, -30))]


def _cut_start(data: bytes, chance: Chance) -> bytes:
    return data[chance.choice((1, 4, chance.randrange(len(data)))) :]


def _cut_out(data: bytes, chance: Chance) -> bytes:
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:start] + data[min(end, start + chance.choice((1, 46, len(data)))) :]


def _junk(data: bytes, chance: Chance) -> bytes:
    junk = chance.choice(
        (
            b"\0" * 40,
            b"junk" * 10,
            chance.randbytes(100),
            b"<html>",
            _END,
            _CENTRAL,
            b"PK\x06\x07" + b"\xff" * 16,
        )
    )
    return chance.choice((junk + data, data + junk))


def _renamed(data: bytes, chance: Chance) -> bytes:
    """Change a name within the zip's records without changing its length."""
    places = _places(data, b".json")
    if not places:
        return data
    spoiled = bytearray(data)
    for _ in range(chance.randint(1, 3)):
        place = chance.choice(places) - chance.randrange(-5, 9)
        spoiled[min(max(0, place), len(data) - 1)] = chance.choice(b"\0/\\.:\xff_9\x80\x1b")
    return bytes(spoiled)


def _listed_twice(data: bytes, chance: Chance) -> bytes:
    """Let the directory name a member many times: entries that overlap."""
    start, end = data.find(_CENTRAL), data.rfind(_END)
    if start < 0 or end < start or end + 22 > len(data):
        return data
    times = chance.choice((2, 3, 50))
    directory = data[start:end] * times
    tail = bytearray(data[end:])
    count = struct.unpack_from("<H", tail, 10)[0] * times % 65_536
    struct.pack_into("<HHL", tail, 8, count, count, len(directory))
    return data[:start] + directory + bytes(tail)


def _two_zips(data: bytes, chance: Chance) -> bytes:
    return data + data


def _with_64_bit_record(data: bytes, chance: Chance) -> bytes:
    """Put the 64-bit records before the end, with numbers out of the air."""
    end = data.rfind(_END)
    if end < 0:
        return data
    numbers = [chance.choice((0, 1, 46, end, 2**32, 2**63, 2**64 - 1)) for _ in range(5)]
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, *numbers[:4])
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, chance.choice((end, numbers[4])), 1)
    return data[:end] + record + locator + data[end:]


_CHANGES: Sequence[Callable[[bytes, Chance], bytes]] = (
    *(_wrong_field,) * 8,
    *(_flip, _flip, _cut_end, _cut_start, _cut_out, _junk, _renamed, _renamed),
    *(_listed_twice, _two_zips, _with_64_bit_record),
)
