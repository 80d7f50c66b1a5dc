"""A listener's record: every row that counts, in columns, and an account of the rows that do not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.domain.extras import Extras
from unwrapped_desktop.domain.forensics import FileReading, Gap, SetAside, SourceKind

PLAY_MIN_MS = 30_000
"""A row of this length or more is a play (Spotify's own rule); shorter rows are kept for skips."""

DAY_MS = 86_400_000
"""No row is longer."""

PLAYS_NEEDED = 100
"""A record with fewer plays is not judged."""

Integers = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Flags = npt.NDArray[np.int8]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Names:
    """The strings of a record, each once; the columns point into these tables.

    Artists are joined by NFC and casefold, songs by (artist, title) likewise; the spelling shown is the commonest one.
    A track is its URI, or the song itself where the source has no URIs. All tables are sorted by their folded keys, so
    the same rows give the same codes whatever order they were read in.

    Attributes:
        artists: Artist names.
        song_titles: Titles of songs.
        song_artists: Artist code of each song.
        track_songs: Song code of each track.
        albums: Album titles.
        album_artists: Artist code of each album.
        device_kinds: Kinds of device, such as `ios` and `speaker`.
    """

    artists: tuple[str, ...]
    song_titles: tuple[str, ...]
    song_artists: Codes
    track_songs: Codes
    albums: tuple[str, ...]
    album_artists: Codes
    device_kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtistNote:
    """What a source itself says of an artist: client ids of the Web API from before February 2026 are still told.

    Attributes:
        name: Name of the artist.
        popularity: Popularity as Spotify gives it, 0 to 100, None where it gives none.
        genres: Genres as Spotify names them.
    """

    name: str
    popularity: int | None = None
    genres: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rows:
    """The used rows in columns of one length, ordered by the end of the stream. Arrays are read-only.

    Attributes:
        ended_at_s: End of the stream, seconds since 1970 UTC. Whole minutes in account data.
        played_ms: Milliseconds played, 0 to 24 hours.
        artist: Code into `Names.artists`.
        song: Code into `Names.song_titles`.
        track: Code into `Names.track_songs`.
        album: Code into `Names.albums`, -1 where the source names no album.
        skipped: 1 skipped, 0 not, -1 where the source does not say.
        finished: 1 played to its end (`trackdone`), 0 not, -1 where the source does not say.
        shuffle: 1 on shuffle, 0 not, -1 where the source does not say.
        private: 1 in a private session, 0 not, -1 where the source does not say.
        device: Code into `Names.device_kinds`, -1 where the source does not say.
    """

    ended_at_s: Integers
    played_ms: Codes
    artist: Codes
    song: Codes
    track: Codes
    album: Codes
    skipped: Flags
    finished: Flags
    shuffle: Flags
    private: Flags
    device: Flags

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.ended_at_s)

    @property
    def started_at_s(self) -> Integers:
        """When each stream began, whole seconds since 1970 UTC: its end less what was played, rounded down."""
        return (self.ended_at_s * 1000 - self.played_ms) // 1000

    def where(self, mask: Mask) -> "Rows":
        """Return the rows for which the mask is true, in the same order."""
        places = np.flatnonzero(mask)  # found once for all columns
        return Rows(**{name: read_only(getattr(self, name)[places]) for name in self.__slots__})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Record:
    """What a listener's data holds after forensics.

    Attributes:
        source: Where it comes from.
        rows: The rows that count.
        names: The strings the rows point to.
        rows_total: All rows read; always `len(rows) + set_aside.total`.
        set_aside: Rows not counted, by reason.
        files: What became of each file, in reading order.
        data_sha256: Hash of the canonical, sorted record before exclusions, hexadecimal.
        seed: Hash of the earliest 100 plays before exclusions, hexadecimal: it chooses the wordings, so that a new
            play moves only the lines whose facts moved.
        sample_name: Name of the sample listener, None for a real record.
        extras: What account data holds besides plays.
        year_s: Start and end of the account data where the extended history has taken its place, seconds since 1970
            UTC; None where there is no such pair.
        artist_notes: What the source itself says of artists.
        reviewed_songs: Song code of each address that a yearly review lists and a row bears; of all other addresses
            nothing is kept here.
    """

    source: SourceKind
    rows: Rows
    names: Names
    rows_total: int
    set_aside: SetAside
    files: tuple[FileReading, ...]
    data_sha256: str
    seed: str
    sample_name: str | None = None
    extras: Extras = field(default_factory=Extras)
    year_s: tuple[int, int] | None = None
    artist_notes: tuple[ArtistNote, ...] = ()
    reviewed_songs: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminedSource:
    """A record with what its forensics found, before any judgement.

    Attributes:
        record: The record.
        gaps: Months without data inside its span.
        missing_files: File names that the numbering says should exist and do not.
        examples: For each reason, up to three rows set aside, as plain text without personal fields.
    """

    record: Record
    gaps: tuple[Gap, ...]
    missing_files: tuple[str, ...] = ()
    examples: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read_only(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Forbid writing to an array and return it."""
    array.setflags(write=False)
    return array


def utc_datetime(seconds: int) -> datetime:
    """Return seconds since 1970 as an aware UTC datetime."""
    return datetime.fromtimestamp(seconds, tz=UTC)
