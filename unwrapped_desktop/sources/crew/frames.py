"""What the two processes say to each other, each message with its length in front.

Both ends are this program, so that values can be pickled; nothing that comes from a file on disk is read in this way.
"""

import pickle
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.intake import Tags, Texts
from unwrapped_desktop.sources.decoding.columns import TimeWindow
from unwrapped_desktop.sources.decoding.history_file import HistoryFile
from unwrapped_desktop.sources.limits import MIB, Limits

_LENGTH = struct.Struct("<Q")
_LONGEST_BYTES = 4 * 1024 * MIB

Outcome = HistoryFile | tuple[str, SourceError]
"""What a file holds, or its name and why it cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be read: the first message to the second process; after it come places of files, then None."""

    paths: Sequence[Path]
    limits: Limits
    window: TimeWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """The second process has looked through the paths, and found files of these names and sizes."""

    files: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advanced:
    """So many bytes and rows have been read since the last message."""

    read_bytes: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A file has been read; its tags are codes into the tables that come last."""

    place: int
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The tags and texts of all files that the second process has read: its last message."""

    tags: Tags
    texts: Texts


Message = Order | Ready | Advanced | Done | Tables | int | None


def send(stream: BinaryIO, message: Message) -> None:
    """Write a message. Raises `OSError` when nobody reads."""
    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def receive(stream: BinaryIO) -> Message:
    """Read a message.

    Raises:
        EOFError: The other end is gone.
    """
    length: int = _LENGTH.unpack(_exactly(stream, _LENGTH.size))[0]
    if length > _LONGEST_BYTES:
        raise EOFError  # whoever is there, it is not our other half
    message: Message = pickle.loads(_exactly(stream, length))  # noqa: S301 - from our own other half
    return message


def _exactly(stream: BinaryIO, size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        raise EOFError
    return content
