"""The one small file that remembers a wait for an export: JSON, written beside its place and then put there."""

import logging
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from unwrapped_desktop.domain.waiting import Waiting
from unwrapped_desktop.storage.faults import translated
from unwrapped_desktop.storage.writing import write_through

_SCHEMA_NAME: Literal["unwrapped-waiting/1"] = "unwrapped-waiting/1"
_LARGEST_BYTES = 1_000_000
"""A whole statement takes a thousandth of it."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    schema: Literal["unwrapped-waiting/1"] = _SCHEMA_NAME
    waiting: Waiting


_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(_Document)


class WaitingFile:
    """The wait that is kept in a file. Safe to use from any one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._damaged = path.with_name(f"{path.name}.damaged")
        self._unfinished = path.with_name(f"{path.name}.new")

    def load(self) -> Waiting | None:
        """Return the wait, None when none is kept. A file that makes no sense is moved aside, and none is kept then.

        Raises:
            StorageError: `database_readonly`, `database_io`: it may not, or cannot, be read.
        """
        with translated(self._path):
            try:
                with self._path.open("rb") as file:
                    content = file.read(_LARGEST_BYTES + 1)
            except FileNotFoundError:
                return None
        try:
            return _read(content)
        except (ValueError, RecursionError):
            # What stands in it may be a person's own words: the log hears no more than that.
            _log.warning("waiting_damaged")
            self._set_aside()
            return None

    def save(self, waiting: Waiting) -> None:
        """Keep a wait in the place of the one before.

        Raises:
            StorageError: `disk_full`, `database_readonly`, `database_io`: the one before stays.
        """
        content = _encoder.encode(_Document(waiting=waiting))
        with translated(self._path):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._unfinished.unlink(missing_ok=True)
            try:
                write_through(self._unfinished, content)
                self._unfinished.replace(self._path)
            except OSError:
                with suppress(OSError):
                    self._unfinished.unlink()
                raise

    def forget(self) -> None:
        """Delete the wait, a half-written one, and one that was moved aside.

        Raises:
            StorageError: `database_readonly`, `database_io`: something cannot be deleted.
        """
        with translated(self._path):
            for part in (self._path, self._unfinished, self._damaged):
                part.unlink(missing_ok=True)

    def _set_aside(self) -> None:
        """Move the file out of the way. Where that cannot be done, the program goes on without it all the same."""
        try:
            self._path.replace(self._damaged)
        except OSError:
            _log.warning("waiting_not_set_aside")


def _read(content: bytes) -> Waiting:
    if len(content) > _LARGEST_BYTES:
        raise ValueError("far larger than any wait")
    return _decoder.decode(content).waiting
