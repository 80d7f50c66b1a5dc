"""Spoils the content of one file: its rows, its JSON, its bytes."""

# The look-alike digits that ruff warns of are the point.
# ruff: noqa: RUF001

import codecs
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from tests.fuzz.originals import ORIGINALS, original
from tests.unit.sources.rows import Row

Chance = random.Random
Value = Any


@dataclass(frozen=True, slots=True)
class Verbatim:
    """JSON text that no Python value stands for."""

    text: str


# ------------------------------------------------------------------------------------------------ values
LENGTHS: Sequence[Value] = (
    *(-1, 0, 1, 29_999, 30_000, 86_399_999, 86_400_000, 86_400_001, -0.0, 1.5, 180_000.0),
    *(2**31 - 1, 2**31, 2**32, 2**53 + 1, 2**63 - 1, 2**63, 2**64, 2**64 + 1, -(2**63), -(2**63) - 1),
    *("180000", "", True, False, None, [], {}, [180_000]),
)

TIMES: Sequence[Value] = (
    *("1970-01-01T00:00:00Z", "0000-00-00T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"),
    *("10000-01-01T00:00:00Z", "-2021-01-01T00:00:00Z", "2005-12-31T23:59:59Z", "2006-01-01T00:00:00Z"),
    *("2026-11-24T09:00:00Z", "2026-11-24T09:00:01Z", "2021-02-29T10:00:00Z", "2020-02-29T23:59:60Z"),
    *("2021-03-04T24:00:00Z", "2021-03-04T10:00:05", "2021-03-04 10:00:05 UTC", "2021-03-04 10:00"),
    *("2021-03-04T10:00:05.999999999Z", "2021-03-04T10:00:05+14:00", "2021-03-04T10:00:05-2359"),
    *("2021-03-04T10:00:05+99:99", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"),
    *("2021-03-04T10:00:05z", "2021-03-04t10:00:05Z", " 2021-03-04T10:00:05Z ", "2021-3-4T1:0:5Z"),
    *("٢٠٢١-٠٣-٠٤T١٠:٠٠:٠٥Z", "２０２１-03-04T10:00:05Z", "2021\u201103\u201104T10:00:05Z", "yesterday", ""),
    *("\0" * 20, "x" * 16, "😀" * 20, "2021-03-04T10:00:05Z" * 500),
    *(1_614_852_005, 1_614_852_005.5, True, None, [], {}),
)

TEXTS: Sequence[Value] = (
    *("", " ", "\t\n", "\0", "a\0b", "\u202eabc", "Z\u0351\u0334\u0350" * 40, "😀👩‍👩‍👧‍👦", "x" * 40_000),
    *("Stra\u00dfe", "STRASSE", "İstanbul", "e\u0301", "\ufeff", "\uffff", "\U0010ffff", "\u2028", "\u00a0"),
    *('"}, {"', "},{", "]", "[{", "\\", "{name}", "%s%n", "../../etc/passwd", "<img src=x>", "=1+1", "NaN"),
    *("ts", "null", 0, 1.5, True, False, None, [], {}, ["x"], {"x": None}, [[[[]]]]),
)

VERBATIM: Sequence[Verbatim] = tuple(
    map(
        Verbatim,
        (
            *(
                "NaN",
                "Infinity",
                "-Infinity",
                "nan",
                "undefined",
                "True",
                "None",
                "1e400",
                "-1e400",
                "1e-400",
            ),
            *("01", "-", "-01", "+1", ".5", "5.", "0x10", "1_000", "180000.0", "18e4", "1.8E5", "9" * 400),
            *("1" * 5_000, "1e999999999", "0." + "0" * 400 + "1", '"', "'x'", '"\\x"', '"\\u12"', '"\n"'),
            *(
                '"\\ud800"',
                '"\\udc00\\ud800"',
                '"\\ud83d\\ude00"',
                '"\\u0000"',
                '"\\/"',
                '"\x7f"',
                '"\\uFFFF"',
            ),
            *("", "{", "}", "[", "]", ",", ":", "{}{}", "[1,]", '{"a":1,}', "/* x */ 1", "1 // x"),
            *("[" * 200 + "]" * 200, '{"a":' * 200 + "1" + "}" * 200, "[" * 3_000, "[" * 3_000 + "]" * 3_000),
            *("[" * 100_000 + "]" * 100_000, '{"a":' * 100_000 + "1" + "}" * 100_000),
        ),
    )
)

KEYS = (
    *("ts", "TS", " ts", "endTime", "ms_played", "msPlayed", "", "\0", "x" * 5_000, "__proto__", "ts\ud800"),
    *("skipped", "artistName", "master_metadata_track_name", "ip_addr", "username"),
)

Object = list[tuple[str, Value]]
"""A row as pairs: a key may come twice."""


def text_of(rows: Sequence[Row], chance: Chance) -> str:
    """Return sound JSON, as compact or as wide as people's files are."""
    text = json.dumps(rows, ensure_ascii=chance.random() < 0.5)
    # The standard library indents slowly.
    return msgspec.json.format(text, indent=2) if chance.random() < 0.5 else text


def emitted(value: Value) -> str:
    """Return JSON, or what was asked for verbatim in its place."""
    if isinstance(value, Verbatim):
        return value.text
    return json.dumps(value, ensure_ascii=isinstance(value, str) and not value.isprintable())


def emitted_object(row: Object | Value) -> str:
    if not isinstance(row, list):
        return emitted(row)
    return "{" + ", ".join(f"{json.dumps(key)}: {emitted(value)}" for key, value in row) + "}"


# ------------------------------------------------------------------------------------------------ rows
def spoiled_rows(rows: Sequence[Row], chance: Chance) -> tuple[list[Row], str]:
    """Return rows that any decoder can read, with values at and beyond every boundary."""
    chosen = chance.choice((_odd_values, _odd_values, _repeated, _shuffled, _mixed, _collided, _reduced))
    return chosen(list(rows), chance), chosen.__name__.strip("_")


def _odd_values(rows: list[Row], chance: Chance) -> list[Row]:
    for place in _places(rows, chance):
        key = chance.choice(list(rows[place]) or ["ts"])
        rows[place] = {**rows[place], key: chance.choice(_values_for(key))}
    return rows


def _values_for(key: str) -> Sequence[Value]:
    if key in {"ts", "endTime"}:
        return TIMES
    return LENGTHS if key in {"ms_played", "msPlayed", "offline_timestamp"} else TEXTS


def _repeated(rows: list[Row], chance: Chance) -> list[Row]:
    start = chance.randrange(len(rows))
    again = rows[start : start + chance.randint(1, 100)]
    return rows + again * chance.randint(1, 3)


def _shuffled(rows: list[Row], chance: Chance) -> list[Row]:
    chance.shuffle(rows)
    return rows


def _mixed(rows: list[Row], chance: Chance) -> list[Row]:
    return rows + list(original(chance.randrange(ORIGINALS))[: chance.randint(1, 200)])


def _collided(rows: list[Row], chance: Chance) -> list[Row]:
    """Give many rows the same time and length, and few songs and URIs."""
    sample = dict(chance.choice(rows))
    keys = [key for key in sample if key not in {"master_metadata_track_name", "trackName"}]
    for place in _places(rows, chance, most=60):
        shared = chance.sample(keys, min(len(keys), chance.randint(2, 12)))
        rows[place] = {**rows[place], **{key: sample[key] for key in shared}}
    return rows


def _reduced(rows: list[Row], chance: Chance) -> list[Row]:
    key = chance.choice(list(rows[0]))
    return [{name: value for name, value in row.items() if name != key} for row in rows]


def _places(rows: Sequence[object], chance: Chance, most: int = 12) -> list[int]:
    return [chance.randrange(len(rows)) for _ in range(chance.randint(1, most))]


# ------------------------------------------------------------------------------------------------ structure
def spoiled_structure(rows: Sequence[Row], chance: Chance) -> tuple[str, str]:
    """Return the rows as text of JSON that is odd, or nearly JSON."""
    texts = list(map(json.dumps, rows))
    changes = [chance.choice(_ROW_CHANGES) for _ in range(chance.randint(1, 4))]
    for change in changes:
        place = chance.randrange(len(rows))
        texts[place] = emitted_object(change(list(rows[place].items()), chance))
    frame = chance.choice(_FRAMES) if chance.random() < 0.4 else _sound_array
    names = [change.__name__.strip("_") for change in (*changes, frame)]
    return frame(texts, chance), " ".join(names)


def _swap_type(row: Object, chance: Chance) -> Value:
    place = chance.randrange(len(row))
    row[place] = (row[place][0], chance.choice(chance.choice((LENGTHS, TIMES, TEXTS))))
    return row


def _verbatim(row: Object, chance: Chance) -> Value:
    place = chance.randrange(len(row))
    row[place] = (row[place][0], chance.choice(VERBATIM))
    return row


def _drop_key(row: Object, chance: Chance) -> Value:
    del row[chance.randrange(len(row))]
    return row or {}


def _add_key(row: Object, chance: Chance) -> Value:
    value = chance.choice((*TEXTS, *LENGTHS, *VERBATIM))
    row.insert(chance.randrange(len(row)), (chance.choice(KEYS), value))
    return row


def _duplicate_key(row: Object, chance: Chance) -> Value:
    key, value = chance.choice(row)
    row.insert(chance.randrange(len(row)), (key, chance.choice((value, *_values_for(key)))))
    return row


def _rename_key(row: Object, chance: Chance) -> Value:
    place = chance.randrange(len(row))
    row[place] = (chance.choice(KEYS), row[place][1])
    return row


def _nest(row: Object, chance: Chance) -> Value:
    place = chance.randrange(len(row))
    key, value = row[place]
    depth = chance.choice((1, 2, 50, 900, 2_000))
    text = emitted(value)
    row[place] = (key, Verbatim("[" * depth + text + "]" * depth))
    return row


def _replace(row: Object, chance: Chance) -> Value:
    return chance.choice(
        (None, 7, "row", True, {}, Verbatim("[]"), Verbatim("[{}]"), Verbatim("NaN"), chance.choice(VERBATIM))
    )


_ROW_CHANGES: Sequence[Callable[[Object, Chance], Value]] = (
    *(_swap_type, _swap_type, _verbatim, _drop_key, _add_key),
    *(_duplicate_key, _rename_key, _nest, _replace),
)


def _sound_array(rows: list[str], chance: Chance) -> str:
    between = chance.choice((",", ", ", ",\n  ", " ,\t\r\n"))
    return "[" + between.join(rows) + "]" + chance.choice(("", "\n", " \r\n\t"))


def _trailing_comma(rows: list[str], chance: Chance) -> str:
    return "[" + ", ".join(rows) + ",]"


def _missing_comma(rows: list[str], chance: Chance) -> str:
    cut = chance.randrange(len(rows))
    return "[" + ", ".join(rows[:cut]) + " " + ", ".join(rows[cut:]) + "]"


def _lines(rows: list[str], chance: Chance) -> str:
    return "\n".join(rows)


def _in_an_object(rows: list[str], chance: Chance) -> str:
    return '{"plays": [' + ", ".join(rows) + "]}"


def _in_an_array(rows: list[str], chance: Chance) -> str:
    return "[[" + ", ".join(rows) + "]]"


def _two_arrays(rows: list[str], chance: Chance) -> str:
    cut = chance.randrange(len(rows))
    return (
        "[" + ", ".join(rows[:cut]) + "]" + chance.choice(("", "\n", ",")) + "[" + ", ".join(rows[cut:]) + "]"
    )


def _commented(rows: list[str], chance: Chance) -> str:
    return chance.choice(("// plays\n", "/* plays */", "\ufeff\ufeff", "var plays = ")) + _sound_array(
        rows, chance
    )


def _few(rows: list[str], chance: Chance) -> str:
    return "[" + ", ".join(rows[: chance.randint(0, 3)]) + "]"


_FRAMES = (
    *(_trailing_comma, _missing_comma, _lines, _in_an_object, _in_an_array),
    *(_two_arrays, _commented, _few),
)

# ------------------------------------------------------------------------------------------------ bytes
TOKENS = (
    *(
        b"\0",
        b"\xff",
        b"\xfe\xff",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"\xc0\x80",
        b"\xf5\x80\x80\x80",
    ),
    *(
        b"[",
        b"]",
        b"{",
        b"}",
        b",",
        b":",
        b'"',
        b"\\",
        b"\\u",
        b"\n",
        b"},{",
        b"}, {",
        b'"ts":',
        b"null",
        b"-",
        b"e9",
    ),
    *(b"<html>", b"PK\x03\x04", b" " * 5_000, b"\0" * 5_000, b"[" * 5_000, b'"' * 333, b"9" * 5_000),
)


def spoiled_bytes(data: bytes, chance: Chance) -> tuple[bytes, str]:
    """Return bytes with flips, cuts, copies, insertions, or the half of another file."""
    chosen = [chance.choice(_BYTE_CHANGES) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
    for change in chosen:
        data = change(data, chance) or b" "
    return data, " ".join(change.__name__.strip("_") for change in chosen)


def _flip(data: bytes, chance: Chance) -> bytes:
    spoiled = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        spoiled[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def _overwrite(data: bytes, chance: Chance) -> bytes:
    start = chance.randrange(len(data))
    noise = chance.choice((chance.choice(TOKENS), chance.randbytes(chance.randint(1, 300))))
    return data[:start] + noise + data[start + len(noise) :]


def _insert(data: bytes, chance: Chance) -> bytes:
    start = chance.choice((0, chance.randrange(len(data)), len(data)))
    return data[:start] + chance.choice((*TOKENS, chance.randbytes(8))) + data[start:]


def _cut_end(data: bytes, chance: Chance) -> bytes:
    return data[: chance.choice((chance.randrange(len(data)), -1, -2, 1, 2))]


def _cut_start(data: bytes, chance: Chance) -> bytes:
    return data[chance.choice((chance.randrange(len(data)), 1, 2)) :]


def _cut_out(data: bytes, chance: Chance) -> bytes:
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:start] + data[min(end, start + chance.choice((1, 3, 700, len(data)))) :]


def _duplicate(data: bytes, chance: Chance) -> bytes:
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:end] + data[start:end] + data[end:]


def _twice(data: bytes, chance: Chance) -> bytes:
    return data + chance.choice((b"", b"\n", b",")) + data


def _splice(data: bytes, chance: Chance) -> bytes:
    other = text_of(original(chance.randrange(ORIGINALS)), chance).encode()
    return data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]


def _recode(data: bytes, chance: Chance) -> bytes:
    text = data.decode("utf-8", "replace")
    how = chance.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp037", "utf-7"))
    return text.encode(how, "replace")


def _marked(data: bytes, chance: Chance) -> bytes:
    return chance.choice((codecs.BOM_UTF8, codecs.BOM_UTF8 * 2, b"\r\n\t ", b"\0")) + data


_BYTE_CHANGES: Sequence[Callable[[bytes, Chance], bytes]] = (
    *(_flip, _flip, _overwrite, _insert, _cut_end, _cut_start, _cut_out),
    *(_duplicate, _twice, _splice, _recode, _marked),
)
