"""What reading brought in: all music rows as they were told, before it is decided which of them count.

Intakes add up. Two halves of an export read by two processes, several zips, or what is kept on this computer and a newer
export are joined in the same way, and a record is made of the whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.domain.extras import Extras
from unwrapped_desktop.domain.forensics import FileReading, SetAside
from unwrapped_desktop.domain.record import Codes, Flags, Integers

ABSENT = -1
"""Code of a text that is not there: null, empty, or white space only."""

Span = tuple[int, int]
"""End of the earliest and of the latest row of something, seconds since 1970 UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The distinct texts of an intake as they were spelled, without white space around them.

    Attributes:
        artists: Artist names.
        titles: Song titles.
        albums: Album titles.
        uris: URIs of tracks.
        devices: Kinds of device, from a short list of our own; never what the export calls the device.
    """

    artists: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    albums: tuple[str, ...] = ()
    uris: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tags:
    """The distinct tags of an intake: what a row says it played. Columns of one length, codes into `Texts`.

    There are a few of them for each song and hundreds of rows for some of them: whatever depends on the tag alone is
    worked out once a tag.

    Attributes:
        artist: The artist as spelled.
        title: The title as spelled.
        album: The album as spelled, `ABSENT` where none is named.
        uri: The URI, `ABSENT` where there is none.
    """

    artist: Codes
    title: Codes
    album: Codes
    uri: Codes

    def __len__(self) -> int:
        """Return how many tags there are."""
        return len(self.artist)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MusicRows:
    """Music rows in columns of one length, in the order they were read.

    Attributes:
        ended_at_s: End of the stream, seconds since 1970 UTC.
        played_ms: Milliseconds played.
        tag: What was played, place in `Tags`.
        skipped: 1, 0, or -1 for unknown; likewise the other flags.
        finished: Whether it ended by itself.
        shuffle: Whether on shuffle.
        private: Whether in a private session.
        device: Code into `Texts.devices`, -1 where the row does not say.
        account: 1 for a row of account data, 0 for one of the extended history.
    """

    ended_at_s: Integers
    played_ms: Codes
    tag: Codes
    skipped: Flags
    finished: Flags
    shuffle: Flags
    private: Flags
    device: Flags
    account: Flags

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.ended_at_s)

    def take(self, places: npt.NDArray[Any]) -> Self:
        """Return the rows at the places, or those for which a mask is true."""
        return type(self)(**{column.name: getattr(self, column.name)[places] for column in fields(self)})

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Return the rows of all parts, one part after the other; the parts share one table of tags."""
        return cls(
            **{
                column.name: np.concatenate(
                    [
                        np.zeros(0, dtype=MUSIC_DTYPES[column.name]),
                        *(getattr(part, column.name) for part in parts),
                    ]
                )
                for column in fields(cls)
            }
        )


MUSIC_DTYPES: Mapping[str, type[np.signedinteger[Any]]] = {
    "ended_at_s": np.int64,
    "played_ms": np.int32,
    "tag": np.int32,
    "skipped": np.int8,
    "finished": np.int8,
    "shuffle": np.int8,
    "private": np.int8,
    "device": np.int8,
    "account": np.int8,
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Intake:
    """Everything that reading brought in.

    Attributes:
        music: The music rows.
        tags: What they say they played.
        texts: The texts that the tags point to.
        rows_total: All rows read; always `len(music) + set_aside.total`.
        set_aside: Rows that are no music, malformed, or word for word the same as a kept one.
        files: What became of each file, in reading order.
        examples: For each reason, up to three rows set aside, as plain text without personal fields.
        spans: Time covered by each file of extended history.
        extras: What account data holds besides plays.
        sample_name: Name of the sample listener, None for real data.
    """

    music: MusicRows
    tags: Tags
    texts: Texts
    rows_total: int
    set_aside: SetAside
    files: tuple[FileReading, ...]
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    extras: Extras = field(default_factory=Extras)
    sample_name: str | None = None
