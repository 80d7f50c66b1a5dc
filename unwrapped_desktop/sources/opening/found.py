"""What the search for listening history comes back with."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

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
    """A file that may hold listening history.

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
        files: Files to read.
        refused: (name, why) of files and containers that cannot be read.
        strangers: Paths of files that are none of Spotify's histories; never opened, only named.
        nested_archives: Paths of zips within zips; never opened.
    """

    files: list[FoundFile] = field(default_factory=list)
    refused: list[tuple[str, SourceError]] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    nested_archives: list[str] = field(default_factory=list)
