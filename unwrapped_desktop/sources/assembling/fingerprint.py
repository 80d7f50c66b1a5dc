"""Hashes that say whether two records are the same, whatever files they came from."""

import hashlib

import msgspec
import numpy as np

from unwrapped_desktop.analysis.words import fold
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.record import PLAY_MIN_MS, Names, Rows

SEED_PLAYS = 1_000

_NAME_TABLES = ("artists", "song_titles", "albums")
_CODE_TABLES = ("song_artists", "track_songs", "album_artists")


def data_sha256(source: SourceKind, rows: Rows, names: Names) -> str:
    """Return the SHA-256 of a canonical record, hexadecimal: its source, names and columns, each with its length."""
    digest = hashlib.sha256()

    def add(part: bytes) -> None:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)

    add(source.value.encode())
    for table in _NAME_TABLES:
        add(msgspec.json.encode(getattr(names, table)))
    for table in _CODE_TABLES:
        add(np.ascontiguousarray(getattr(names, table), dtype="<i4").tobytes())
    for column in Rows.__slots__:
        values = getattr(rows, column)
        add(np.ascontiguousarray(values, dtype=values.dtype.newbyteorder("<")).tobytes())
    return digest.hexdigest()


def seed(rows: Rows, names: Names) -> str:
    """Return the SHA-256 of the earliest plays, hexadecimal.

    Made of times and folded names, not of codes and spellings: those of old plays move when new plays are added.
    """
    digest = hashlib.sha256()
    for place in np.flatnonzero(rows.played_ms >= PLAY_MIN_MS)[:SEED_PLAYS].tolist():
        artist, title = fold(names.artists[rows.artist[place]]), fold(names.song_titles[rows.song[place]])
        play = (int(rows.ended_at_s[place]), int(rows.played_ms[place]), artist, title)
        digest.update(msgspec.json.encode(play))
    return digest.hexdigest()
