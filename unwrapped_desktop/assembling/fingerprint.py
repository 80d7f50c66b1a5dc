"""Hashes that say whether two records are the same, whatever files they came from."""

import hashlib
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from unwrapped_desktop.analysis.words import fold
from unwrapped_desktop.domain.extras import Extras
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.record import PLAY_MIN_MS, PLAYS_NEEDED, Names, Rows

SEED_PLAYS = PLAYS_NEEDED
"""Every record that is judged has so many: one more play leaves the seed of a short record as it is, too."""

NO_EXTRAS = Extras()

_NAME_TABLES = ("artists", "song_titles", "albums", "device_kinds")
_CODE_TABLES = ("song_artists", "track_songs", "album_artists")
# Artist and song follow from the track.
_COLUMNS = (
    "ended_at_s",
    "played_ms",
    "track",
    "album",
    "skipped",
    "finished",
    "shuffle",
    "private",
    "device",
)


def data_sha256(
    source: SourceKind,
    rows: Rows,
    names: Names,
    *,
    extras: Extras = NO_EXTRAS,
    year_s: tuple[int, int] | None = None,
) -> str:
    """Return the SHA-256 of a canonical record, hexadecimal: everything a verdict can depend on, each with its length."""
    digest = hashlib.sha256()

    def add(part: bytes | memoryview) -> None:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)

    add(msgspec.json.encode((source, extras, year_s), order="deterministic"))
    for table in _NAME_TABLES:
        add(msgspec.json.encode(getattr(names, table)))
    for table in _CODE_TABLES:
        add(_little_endian(getattr(names, table)))
    for column in _COLUMNS:
        add(_little_endian(getattr(rows, column)))
    return digest.hexdigest()


def _little_endian(values: npt.NDArray[np.signedinteger[Any]]) -> memoryview:
    return np.ascontiguousarray(values, dtype=values.dtype.newbyteorder("<")).view(np.uint8).data


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
