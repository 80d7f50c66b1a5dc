"""The records kept beside the results file: one compressed file a listener.

A file is a zip of NumPy columns (`.npy`) and one JSON document, so that it can be opened without this program. It is
written beside its place and then put there, so that there is always a whole one.
"""

import io
import logging
import os
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np
import numpy.typing as npt

from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.domain.extras import Extras
from unwrapped_desktop.domain.forensics import FileReading, SetAside
from unwrapped_desktop.domain.intake import ABSENT, MUSIC_DTYPES, Intake, MusicRows, Span, Tags, Texts
from unwrapped_desktop.domain.kept_record import KeptRecord
from unwrapped_desktop.storage.faults import translated

SCHEMA_NAME: Literal["unwrapped-record/1"] = "unwrapped-record/1"

_FAST = 1
"""The lowest level of compression: a third larger than the highest, in a tenth of the time."""

_DOCUMENT = "record.json"
_PRIVATE = 0o600
_BROKEN = (zipfile.BadZipFile, KeyError, ValueError, EOFError, OverflowError, msgspec.MsgspecError)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    """Everything but the columns."""

    schema: Literal["unwrapped-record/1"] = SCHEMA_NAME
    data_sha256: str
    plays: int
    kept_at: datetime
    rows_total: int
    set_aside: SetAside
    files: tuple[FileReading, ...]
    examples: Mapping[str, tuple[str, ...]]
    spans: tuple[Span, ...]
    extras: Extras
    texts: Texts


class RecordFiles:
    """The kept records of one data folder. Safe to use from any one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, listener_id: int) -> KeptRecord | None:
        """Return a listener's record, None when none is kept.

        Raises:
            StorageError: `record_unreadable`: the file is damaged, or of a later version; it is untouched.
        """
        path = self._path(listener_id)
        try:
            with translated(path):
                content = path.read_bytes()
        except StorageError:
            if not path.exists():
                return None
            raise
        try:
            return _read(content)
        except _BROKEN as error:
            raise StorageError("record_unreadable", path=str(path)) from error

    def save(self, listener_id: int, record: KeptRecord) -> None:
        """Keep a record in the place of the one before.

        Raises:
            StorageError: `disk_full`, `database_readonly` and their kin: the one before stays.
        """
        path = self._path(listener_id)
        content = _written(record)
        with translated(path):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished = path.with_suffix(".new")
            with suppress(FileNotFoundError):
                unfinished.unlink()
            try:
                _write_through(unfinished, content)
                unfinished.replace(path)
            except OSError:
                with suppress(OSError):
                    unfinished.unlink()
                raise

    def set_aside(self, listener_id: int) -> None:
        """Move a record that cannot be read out of the way; it is kept beside the new one."""
        path = self._path(listener_id)
        with translated(path), suppress(FileNotFoundError):
            path.replace(path.with_suffix(".damaged"))

    def forget(self, listener_id: int) -> None:
        """Delete a listener's record."""
        path = self._path(listener_id)
        for name in (path, path.with_suffix(".new"), path.with_suffix(".damaged")):
            with translated(name), suppress(FileNotFoundError):
                name.unlink()

    def size_bytes(self, listener_id: int) -> int | None:
        """Return how large a listener's record is on disk, None when none is kept."""
        with suppress(OSError):
            return self._path(listener_id).stat().st_size
        return None

    def _path(self, listener_id: int) -> Path:
        return self._folder / f"listener-{listener_id}.record"


def _write_through(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, down to the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _PRIVATE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _written(record: KeptRecord) -> bytes:
    intake = record.intake
    document = _Document(
        data_sha256=record.data_sha256,
        plays=record.plays,
        kept_at=record.kept_at,
        rows_total=intake.rows_total,
        set_aside=intake.set_aside,
        files=intake.files,
        examples=intake.examples,
        spans=intake.spans,
        extras=intake.extras,
        texts=intake.texts,
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=_FAST) as archive:
        archive.writestr(_DOCUMENT, msgspec.json.encode(document))
        for table in (intake.music, intake.tags):
            for column in fields(table):
                buffer = io.BytesIO()
                np.lib.format.write_array(buffer, getattr(table, column.name), allow_pickle=False)
                archive.writestr(_member(table, column.name), buffer.getbuffer())
    return written.getvalue()


def _read(content: bytes) -> KeptRecord:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document = msgspec.json.decode(archive.read(_DOCUMENT), type=_Document)
        music = MusicRows(
            **{name: _column(archive, f"rows.{name}.npy", kind) for name, kind in MUSIC_DTYPES.items()}
        )
        tags = Tags(
            **{column.name: _column(archive, f"tags.{column.name}.npy", np.int32) for column in fields(Tags)}
        )
    intake = Intake(
        music=music,
        tags=tags,
        texts=document.texts,
        rows_total=document.rows_total,
        set_aside=document.set_aside,
        files=document.files,
        examples=document.examples,
        spans=document.spans,
        extras=document.extras,
    )
    _check(intake)
    return KeptRecord(
        intake=intake, data_sha256=document.data_sha256, plays=document.plays, kept_at=document.kept_at
    )


def _member(table: MusicRows | Tags, column: str) -> str:
    return f"{'rows' if isinstance(table, MusicRows) else 'tags'}.{column}.npy"


def _column(archive: zipfile.ZipFile, name: str, kind: type[np.signedinteger[Any]]) -> npt.NDArray[Any]:
    with archive.open(name) as member:
        column: npt.NDArray[Any] = np.lib.format.read_array(member, allow_pickle=False)
    if column.dtype != kind or column.ndim != 1:
        raise ValueError(name)
    return column


def _check(intake: Intake) -> None:
    """Hold the parts of an intake against each other: nothing may point to where nothing is.

    Raises:
        ValueError: They do not fit.
    """
    music, tags, texts = intake.music, intake.tags, intake.texts
    lengths = {len(getattr(music, column.name)) for column in fields(music)}
    tag_lengths = {len(getattr(tags, column.name)) for column in fields(tags)}
    points = (
        (music.tag, len(tags), 0),
        (music.device, len(texts.devices), ABSENT),
        (tags.artist, len(texts.artists), ABSENT),
        (tags.title, len(texts.titles), ABSENT),
        (tags.album, len(texts.albums), ABSENT),
        (tags.uri, len(texts.uris), ABSENT),
    )
    fits = all(
        len(codes) == 0 or (lowest <= codes.min() and codes.max() < size) for codes, size, lowest in points
    )
    adds_up = intake.rows_total == len(music) + intake.set_aside.total
    if len(lengths) != 1 or len(tag_lengths) != 1 or not fits or not adds_up:
        raise ValueError("the columns do not fit")
