"""The marks of listeners who are to be forgotten: one small file, written before they vanish from any list.

Whoever is marked is treated as gone. What is kept of them lies untouched until it is deleted for good, so that a change
of mind costs nothing; and since the mark is on the disk first, a crash brings nobody back.
"""

import logging
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec

from unwrapped_desktop.domain.stored import Forgotten
from unwrapped_desktop.storage.faults import translated
from unwrapped_desktop.storage.writing import write_through

FILE_NAME = "forgotten.json"

_SCHEMA_NAME: Literal["unwrapped-forgotten/1"] = "unwrapped-forgotten/1"
_LARGEST_BYTES = 1_000_000
"""The marks of a thousand listeners take a twentieth of it."""

_log = logging.getLogger(__name__)


class _Document(msgspec.Struct, frozen=True, kw_only=True):
    schema: Literal["unwrapped-forgotten/1"] = _SCHEMA_NAME
    listeners: tuple[Forgotten, ...]


def marks_beside(database: Path) -> Path:
    """Return where the marks of a results file lie."""
    return database.with_name(FILE_NAME)


class ForgottenFile:
    """The marks beside a results file. They are read once; one program writes them."""

    def __init__(self, database: Path) -> None:
        self._path = marks_beside(database)
        self._unfinished = self._path.with_name(f"{FILE_NAME}.new")
        self._damaged = self._path.with_name(f"{FILE_NAME}.damaged")
        self._is_damaged = False
        self._marks = self._read()

    @property
    def is_damaged(self) -> bool:
        """Whether marks were found that cannot be read: somebody may be in the lists who was to be forgotten."""
        return self._is_damaged

    @property
    def marks(self) -> tuple[Forgotten, ...]:
        """Who is marked."""
        return self._marks

    def add(self, mark: Forgotten) -> None:
        """Mark a listener.

        Raises:
            StorageError: `disk_full`, `database_readonly`, `database_io`: nobody is marked who was not before.
        """
        self._write((*(other for other in self._marks if other.listener_id != mark.listener_id), mark))

    def remove(self, listener_id: int) -> None:
        """Take a mark away; the file goes with the last.

        Raises:
            StorageError: As `add`.
        """
        self._write(tuple(mark for mark in self._marks if mark.listener_id != listener_id))

    def _write(self, marks: tuple[Forgotten, ...]) -> None:
        if marks == self._marks:
            return
        with translated(self._path):
            if not marks:
                self._path.unlink(missing_ok=True)
            else:
                content = msgspec.json.encode(_Document(listeners=marks))
                self._unfinished.unlink(missing_ok=True)
                try:
                    write_through(self._unfinished, content)
                    self._unfinished.replace(self._path)
                except OSError:
                    with suppress(OSError):
                        self._unfinished.unlink()
                    raise
        self._marks = marks

    def _read(self) -> tuple[Forgotten, ...]:
        try:
            with self._path.open("rb") as file:
                content = file.read(_LARGEST_BYTES + 1)
        except FileNotFoundError:
            return ()
        except OSError:
            _log.warning("the marks of forgotten listeners cannot be read")
            self._is_damaged = True
            return ()
        try:
            return _decoded(content)
        except (ValueError, RecursionError):
            _log.warning("the marks of forgotten listeners are damaged")
            self._is_damaged = True
            self._set_aside()
            return ()

    def _set_aside(self) -> None:
        """Move the file out of the way. Where that cannot be done, the program goes on without it all the same."""
        try:
            self._path.replace(self._damaged)
        except OSError:
            _log.warning("the marks of forgotten listeners stay where they are")


def _decoded(content: bytes) -> tuple[Forgotten, ...]:
    if len(content) > _LARGEST_BYTES:
        raise ValueError("far larger than any marks")
    return msgspec.json.decode(content, type=_Document).listeners
