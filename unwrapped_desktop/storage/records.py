"""The records kept beside the results file: one compressed file a listener.

A file is a zip of NumPy columns (`.npy`) and one JSON document, so that it can be opened without this program. It is
written beside its place and then put there, so that there is always a whole one.
"""

import io
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal

import msgspec
import numpy as np
import numpy.typing as npt

from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.domain.extras import Extras
from unwrapped_desktop.domain.forensics import FileReading, SetAside
from unwrapped_desktop.domain.intake import ABSENT, MUSIC_DTYPES, Intake, MusicRows, Span, Tags, Texts
from unwrapped_desktop.domain.kept_record import KeptRecord
from unwrapped_desktop.domain.record import DAY_MS
from unwrapped_desktop.storage.faults import storage_error, translated
from unwrapped_desktop.storage.record_folder import RecordFolder
from unwrapped_desktop.storage.writing import write_through

SCHEMA_NAME: Literal["unwrapped-record/1"] = "unwrapped-record/1"

_FAST = 1
"""The lowest level of compression: a third larger than the highest, in a tenth of the time."""

_DOCUMENT = "record.json"
_LATEST_S = 1 << 33
"""The year 2242: no time of a row comes near it."""


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
    sample_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Schema:
    """What can be read of a record of any version."""

    schema: str


class _OtherSchema(Exception):  # noqa: N818
    """A record of another version of the program."""


class RecordFiles(RecordFolder):
    """The kept records of one data folder. Safe to use from any one thread at a time."""

    def load(self, listener_id: int) -> KeptRecord | None:
        """Return a listener's record, None when none is kept.

        Raises:
            StorageError: `record_unreadable`: the file is damaged; `record_newer`: a later version of the program wrote
                it. It is untouched.
        """
        path = self._path(listener_id)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise storage_error(error, path) from error
        try:
            return _read(content)
        except _OtherSchema as error:
            raise StorageError("record_newer", path=str(path)) from error
        except Exception as error:  # a damaged zip makes its library raise almost anything
            raise StorageError("record_unreadable", path=str(path)) from error

    def save(self, listener_id: int, record: KeptRecord) -> None:
        """Keep a record in the place of the one before.

        Raises:
            StorageError: `disk_full`, `database_readonly` and their kin: the one before stays.
        """
        path = self._path(listener_id)
        content = _written(record)
        with translated(path, size_bytes=len(content)):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished = path.with_suffix(".new")
            with suppress(FileNotFoundError):
                unfinished.unlink()
            try:
                write_through(unfinished, content)
                unfinished.replace(path)
            except OSError:
                with suppress(OSError):
                    unfinished.unlink()
                raise

    def fingerprint(self, listener_id: int) -> str | None:
        """Return `data_sha256` of a listener's record, None when none is kept, or it cannot be read."""
        try:
            with zipfile.ZipFile(self._path(listener_id)) as archive:
                return _document(archive).data_sha256
        except Exception:  # noqa: BLE001 - a damaged zip makes its library raise almost anything
            return None


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
        sample_name=intake.sample_name,
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
        document = _document(archive)
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
        sample_name=document.sample_name,
    )
    _check(intake)
    return KeptRecord(
        intake=intake, data_sha256=document.data_sha256, plays=document.plays, kept_at=document.kept_at
    )


def _document(archive: zipfile.ZipFile) -> _Document:
    content = archive.read(_DOCUMENT)
    schema = msgspec.json.decode(content, type=_Schema).schema
    if schema != SCHEMA_NAME:
        raise _OtherSchema(schema)
    return msgspec.json.decode(content, type=_Document)


def _member(table: MusicRows | Tags, column: str) -> str:
    return f"{'rows' if isinstance(table, MusicRows) else 'tags'}.{column}.npy"


def _column(archive: zipfile.ZipFile, name: str, kind: type[np.signedinteger[Any]]) -> npt.NDArray[Any]:
    # Whole, and from memory: a zip checks a member's sum at its very end, where a reader of arrays never comes.
    member = io.BytesIO(archive.read(name))
    column: npt.NDArray[Any] = np.lib.format.read_array(member, allow_pickle=False)
    if column.dtype != kind or column.ndim != 1:
        raise ValueError(name)
    return column


def _check(intake: Intake) -> None:
    """Hold the parts of an intake against each other and against what can be.

    Raises:
        ValueError: They do not fit.
    """
    music, tags, texts = intake.music, intake.tags, intake.texts
    lengths = {len(getattr(music, column.name)) for column in fields(music)}
    tag_lengths = {len(getattr(tags, column.name)) for column in fields(tags)}
    if len(lengths) != 1 or len(tag_lengths) != 1:
        raise ValueError("columns of different lengths")
    flags = (music.skipped, music.finished, music.shuffle, music.private)
    ranges: tuple[tuple[npt.NDArray[Any], int, int], ...] = (
        (music.tag, 0, len(tags)),
        (music.device, ABSENT, len(texts.devices)),
        (tags.artist, ABSENT, len(texts.artists)),
        (tags.title, ABSENT, len(texts.titles)),
        (tags.album, ABSENT, len(texts.albums)),
        (tags.uri, ABSENT, len(texts.uris)),
        (music.ended_at_s, 0, _LATEST_S),
        (music.played_ms, 0, DAY_MS + 1),
        (music.account, 0, 2),
        *((flag, -1, 2) for flag in flags),
        # Every music row names an artist and a title.
        (tags.artist[music.tag], 0, len(texts.artists)),
        (tags.title[music.tag], 0, len(texts.titles)),
    )
    if not all(_lies_within(numbers, lowest, end) for numbers, lowest, end in ranges):
        raise ValueError("a number out of its range")
    _check_document(intake)


def _check_document(intake: Intake) -> None:
    tables = [getattr(intake.texts, table.name) for table in fields(Texts)]
    aside = [getattr(intake.set_aside, reason.name) for reason in fields(SetAside)]
    if any(len(set(table)) != len(table) for table in tables) or min(aside) < 0:
        raise ValueError("texts twice, or fewer than none set aside")
    if any(not 0 <= first <= last < _LATEST_S for first, last in intake.spans):
        raise ValueError("a span that cannot be")
    if intake.rows_total != len(intake.music) + intake.set_aside.total:
        raise ValueError("rows that do not add up")


def _lies_within(numbers: npt.NDArray[Any], lowest: int, end: int) -> bool:
    return len(numbers) == 0 or bool(lowest <= numbers.min() and numbers.max() < end)
