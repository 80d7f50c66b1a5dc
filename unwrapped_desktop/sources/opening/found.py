"""What the search for listening history comes back with."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from typing import NoReturn, Protocol

from unwrapped_desktop.domain.errors import SourceError


class ByteStream(Protocol):
    """Bytes read from the front, block by block."""

    def read(self, size: int, /) -> bytes:
        """Return up to that many bytes, none at the end.

        Raises:
            SourceError: The bytes cannot be had.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A file that may hold listening history, or one of the extras of account data.

    Attributes:
        path: Where it lies, within its zip or on disk; for ordering, and for what its name says.
        name: Its name, safe to show.
        size_bytes: Unpacked size as far as its container tells.
        open: Opens it for reading.
        is_named: Whether its name is one of Spotify's; otherwise its content has to speak for it.
    """

    path: str
    name: str
    size_bytes: int
    open: Callable[[], AbstractContextManager[ByteStream]]
    is_named: bool = True


@dataclass(slots=True, kw_only=True)
class Findings:
    """Everything found in the places that were handed over.

    Attributes:
        files: Files to read for plays.
        extras: Files to read besides the plays; one that may not be read says so when it is opened.
        refused: (name, why) of files and containers that cannot be read.
        strangers: Paths of files that are none of Spotify's histories; never opened, only named.
        nested_archives: Paths of zips within zips; never opened.
        has_private_files: Whether there were files of account data that are never opened, nor named here.
    """

    files: list[FoundFile] = field(default_factory=list)
    extras: list[FoundFile] = field(default_factory=list)
    refused: list[tuple[str, SourceError]] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    nested_archives: list[str] = field(default_factory=list)
    has_private_files: bool = False


def unreadable(*, path: str, name: str, error: SourceError) -> FoundFile:
    """Return a file that raises the error when it is opened.

    An extra that cannot be read is no refusal of the search: without a history beside it nobody asks for it.
    """
    return FoundFile(path=path, name=name, size_bytes=0, open=partial(_refused, error))


def _refused(error: SourceError) -> NoReturn:
    raise error
