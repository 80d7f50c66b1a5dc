"""Opens files so that nothing hangs, nothing grows without bound, and every failure can be explained."""

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.sources.limits import Limits
from unwrapped_desktop.sources.opening.found import ByteStream
from unwrapped_desktop.sources.opening.inflating import DAMAGED_STREAM
from unwrapped_desktop.sources.reporting import ReadingReporter

# What the zip library lets through when an archive or a member is damaged; lzma's own error is an Exception of its own.
DAMAGE = (zipfile.BadZipFile, zlib.error, DAMAGED_STREAM, EOFError, ValueError, struct.error, OverflowError)


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn every failure of reading a file into an error that says what happened."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SourceError("file_missing", name=name) from error
    except PermissionError as error:
        raise SourceError("file_locked", name=name) from error
    except OSError as error:
        raise SourceError("file_unreadable", name=name, why=error.strerror or "unknown error") from error


def open_regular(path: Path, name: str) -> BinaryIO:
    """Open a regular file for reading.

    A pipe would block on opening and a device never ends: opening without blocking and asking the open file what it is
    leaves no moment in which one could take the file's place.

    Raises:
        SourceError: It is something else, or cannot be opened.
    """
    if "\0" in str(path):
        raise SourceError("file_missing", name=name)
    with explained(name):
        file = open(path, "rb", opener=_open_without_blocking)  # noqa: SIM115 - a path has no opener
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            file.close()
            raise SourceError("not_a_file", name=name)
        return file


def _open_without_blocking(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


class Budget:
    """How many bytes may still be unpacked, over all files."""

    def __init__(self, *, limits: Limits, reporter: ReadingReporter) -> None:
        self.limits = limits
        self._reporter = reporter
        self._left_bytes = limits.unpacked_bytes

    def spend(self, read_bytes: int, *, name: str) -> None:
        """Count bytes that were read.

        Raises:
            SourceError: More has been unpacked than any export holds.
            Cancelled: The work was asked to stop.
        """
        self._left_bytes -= read_bytes
        if self._left_bytes < 0:
            raise SourceError("unpacks_too_large", name=name, limit_gib=self.limits.unpacked_bytes / 2**30)
        self._reporter.advance(read_bytes=read_bytes)


class BudgetedStream:
    """A stream that counts what comes out of it."""

    def __init__(
        self, source: ByteStream, *, name: str, budget: Budget, packed_bytes: int | None = None
    ) -> None:
        self._source = source
        self._name = name
        self._budget = budget
        self._packed_bytes = packed_bytes
        self._read_bytes = 0

    def read(self, size: int, /) -> bytes:
        """Return up to that many bytes, none at the end.

        Raises:
            SourceError: The bytes cannot be had, or there are too many of them.
            Cancelled: The work was asked to stop.
        """
        try:
            with explained(self._name):
                block = self._source.read(size)
        except DAMAGE as error:
            raise SourceError("damaged_file", name=self._name) from error
        self._read_bytes += len(block)
        self._check_ratio()
        self._budget.spend(len(block), name=self._name)
        return block

    def _check_ratio(self) -> None:
        limits = self._budget.limits
        if self._packed_bytes is None or self._read_bytes <= limits.ratio_slack_bytes:
            return
        if self._read_bytes > self._packed_bytes * limits.ratio:
            raise SourceError("unpacks_suspiciously", name=self._name, ratio=limits.ratio)
