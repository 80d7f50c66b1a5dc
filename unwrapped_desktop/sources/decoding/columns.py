"""Turns decoded rows into columns of numbers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, Self, TypeVar

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.domain.record import PLAY_MIN_MS, Codes, Flags, Integers, Mask
from unwrapped_desktop.sources.decoding.interning import ABSENT, Interners
from unwrapped_desktop.sources.decoding.shapes import AccountRow, ExtendedRow, is_blank, says_something
from unwrapped_desktop.sources.decoding.times import parse_times
from unwrapped_desktop.sources.opening.recognise import Speech

PODCAST, AUDIOBOOK, NO_METADATA, MALFORMED = "podcast", "audiobook", "no_metadata", "malformed"

_UNKNOWN = -1
_FLAG_CODES: dict[bool | None, int] = {True: 1, False: 0, None: _UNKNOWN}

_OTHER_END, _TRACK_DONE, _SKIP_BUTTON = 0, 1, 2

_extended_columns = attrgetter(
    "ended_at", "played_ms", "artist", "title", "album", "uri", "reason_end", "skipped", "shuffle", "private"
)
_account_columns = attrgetter("ended_at", "played_ms", "artist", "title")


class _ReasonCodes(dict[str | None, int]):
    """How each `reason_end` counts; the list of reasons is open, and blank ones say nothing."""

    def __missing__(self, reason: str) -> int:
        return _UNKNOWN if is_blank(reason) else _OTHER_END


_REASON_CODES = _ReasonCodes(
    {
        None: _UNKNOWN,
        "": _UNKNOWN,
        "trackdone": _TRACK_DONE,
        "fwdbtn": _SKIP_BUTTON,
        "backbtn": _SKIP_BUTTON,
        # Spares the commonest of the others the way through `__missing__`.
        "endplay": _OTHER_END,
        "logout": _OTHER_END,
        "unexpected-exit": _OTHER_END,
        "unexpected-exit-while-paused": _OTHER_END,
        "unknown": _OTHER_END,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MusicColumns:
    """Music rows in columns; texts are codes of the import's `Interners`, -1 where there is none.

    Attributes:
        ended_at_s: End of the stream, seconds since 1970 UTC.
        played_ms: Milliseconds played.
        artist: Code of the artist as spelled.
        title: Code of the title as spelled.
        album: Code of the album as spelled.
        uri: Code of the URI.
        skipped: 1, 0, or -1 for unknown; likewise the other flags.
        finished: Whether it ended by itself.
        shuffle: Whether on shuffle.
        private: Whether in a private session.
        account: 1 for a row of account data, 0 for one of the extended history.
    """

    ended_at_s: Integers
    played_ms: Codes
    artist: Codes
    title: Codes
    album: Codes
    uri: Codes
    skipped: Flags
    finished: Flags
    shuffle: Flags
    private: Flags
    account: Flags

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.ended_at_s)

    def take(self, places: npt.NDArray[Any]) -> Self:
        """Return the rows at the places, or those for which a mask is true."""
        return type(self)(**{column.name: getattr(self, column.name)[places] for column in fields(self)})

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Return the rows of all parts, one part after the other."""
        if not parts:
            return cls(**{column.name: np.zeros(0, dtype=_dtype(column.name)) for column in fields(cls)})
        return cls(
            **{
                column.name: np.concatenate([getattr(part, column.name) for part in parts])
                for column in fields(cls)
            }
        )


def _dtype(column: str) -> type[np.signedinteger[Any]]:
    if column == "ended_at_s":
        return np.int64
    return np.int32 if column in {"played_ms", "artist", "title", "album", "uri"} else np.int8


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenRow:
    """A row set aside on reading, with what a person needs to recognise it."""

    ended_at_s: int
    played_ms: int
    words: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Columned:
    """Rows of one vintage, sorted into music and the rest.

    Attributes:
        music: The music rows.
        set_aside: How many others there are, by reason.
        examples: The first few of them, by reason.
        bad_places: Places of rows whose time cannot be right.
        earliest_s: End of the earliest well-formed row, whatever it holds; None when there is none.
        latest_s: End of the latest one.
    """

    music: MusicColumns
    set_aside: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[SpokenRow]] = field(default_factory=dict)
    bad_places: list[int] = field(default_factory=list)
    earliest_s: int | None = None
    latest_s: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWindow:
    """The times a row can have, both ends included, in seconds since 1970 UTC."""

    earliest_s: int
    latest_s: int

    def contains(self, seconds: Integers) -> Mask:
        """Return which times lie inside."""
        return np.asarray((seconds >= self.earliest_s) & (seconds <= self.latest_s))


EXAMPLES_KEPT = 3

Row = TypeVar("Row", ExtendedRow, AccountRow)


def extended_columns(rows: Sequence[ExtendedRow], interners: Interners, window: TimeWindow) -> Columned:
    """Sort rows of the extended history into columns."""
    columns = zip(*map(_extended_columns, rows), strict=True)
    ended_at, played, artists, titles, albums, uris, reasons, skips, shuffles, privates = columns
    count = len(rows)
    ended_at_s, well_formed = parse_times(ended_at)
    well_formed &= window.contains(ended_at_s)
    played_ms = np.array(played, dtype=np.int32)
    reason = np.fromiter(map(_REASON_CODES.__getitem__, reasons), dtype=np.int8, count=count)
    skip = _flags(skips, count)
    music = MusicColumns(
        ended_at_s=ended_at_s,
        played_ms=played_ms,
        artist=interners.artists.codes(artists, count),
        title=interners.titles.codes(titles, count),
        album=interners.albums.codes(albums, count),
        uri=interners.uris.codes(uris, count),
        skipped=_skipped(skip, reason, played_ms),
        finished=np.where(reason == _UNKNOWN, _UNKNOWN, reason == _TRACK_DONE).astype(np.int8),
        shuffle=_flags(shuffles, count),
        private=_flags(privates, count),
        account=np.zeros(count, dtype=np.int8),
    )
    columned = _sorted_out(music, well_formed)
    for place in _not_music(music, well_formed):
        _set_aside(columned, _extended_reason(rows[place]), music, place, _extended_words(rows[place]))
    return columned


def account_columns(
    rows: Sequence[AccountRow], interners: Interners, window: TimeWindow, speech: Speech | None
) -> Columned:
    """Sort rows of account data into columns; `speech` is what the file's name says it holds."""
    ended_at, played, artists, titles = zip(*map(_account_columns, rows), strict=True)
    count = len(rows)
    ended_at_s, well_formed = parse_times(ended_at)
    well_formed &= window.contains(ended_at_s)
    absent = np.full(count, ABSENT, dtype=np.int32)
    unknown = np.full(count, _UNKNOWN, dtype=np.int8)
    music = MusicColumns(
        ended_at_s=ended_at_s,
        played_ms=np.array(played, dtype=np.int32),
        artist=interners.artists.codes(artists, count),
        title=interners.titles.codes(titles, count),
        album=absent,
        uri=absent,
        skipped=unknown,
        finished=unknown,
        shuffle=unknown,
        private=unknown,
        account=np.ones(count, dtype=np.int8),
    )
    columned = _sorted_out(music, well_formed)
    for place in _not_music(music, well_formed):
        _set_aside(columned, _account_reason(rows[place], speech), music, place, _account_words(rows[place]))
    return columned


def _flags(values: Sequence[bool | None], count: int) -> Flags:
    return np.fromiter(map(_FLAG_CODES.__getitem__, values), dtype=np.int8, count=count)


def _skipped(skip: Flags, reason: Flags, played_ms: Codes) -> Flags:
    """Return 1 for a skip, 0 for none, -1 where the row says nothing about it.

    Spotify's own flag was false for everything between 2015 and 2022, so that leaving early by a button counts too.
    """
    is_skip = (skip == 1) | ((reason == _SKIP_BUTTON) & (played_ms < PLAY_MIN_MS))
    says_nothing = (skip == _UNKNOWN) & (reason == _UNKNOWN)
    return np.where(says_nothing, _UNKNOWN, is_skip).astype(np.int8)


def _is_music(music: MusicColumns) -> Mask:
    return np.asarray((music.artist != ABSENT) & (music.title != ABSENT))


def _not_music(music: MusicColumns, well_formed: Mask) -> list[int]:
    places: list[int] = np.flatnonzero(well_formed & ~_is_music(music)).tolist()
    return places


def _sorted_out(music: MusicColumns, well_formed: Mask) -> Columned:
    times = music.ended_at_s[well_formed]
    return Columned(
        music=music.take(well_formed & _is_music(music)),
        bad_places=np.flatnonzero(~well_formed).tolist(),
        earliest_s=int(times.min()) if len(times) else None,
        latest_s=int(times.max()) if len(times) else None,
    )


def _set_aside(
    columned: Columned, reason: str, music: MusicColumns, place: int, words: tuple[str, ...]
) -> None:
    columned.set_aside[reason] += 1
    examples = columned.examples.setdefault(reason, [])
    if len(examples) < EXAMPLES_KEPT:
        examples.append(
            SpokenRow(
                ended_at_s=int(music.ended_at_s[place]), played_ms=int(music.played_ms[place]), words=words
            )
        )


def _extended_reason(row: ExtendedRow) -> str:
    if says_something(row.episode_title, row.episode_show, row.episode_uri):
        return PODCAST
    if says_something(
        row.audiobook_title, row.audiobook_uri, row.audiobook_chapter_uri, row.audiobook_chapter_title
    ):
        return AUDIOBOOK
    return NO_METADATA


def _extended_words(row: ExtendedRow) -> tuple[str, ...]:
    return _words(
        row.artist,
        row.title,
        row.episode_show,
        row.episode_title,
        row.audiobook_title,
        row.audiobook_chapter_title,
    )


def _account_reason(row: AccountRow, speech: Speech | None) -> str:
    if says_something(row.podcast_show, row.podcast_episode):
        return PODCAST
    if says_something(row.audiobook_title, row.audiobook_chapter, row.audiobook_author):
        return AUDIOBOOK
    return NO_METADATA if speech is None else speech.value


def _account_words(row: AccountRow) -> tuple[str, ...]:
    return _words(
        row.artist,
        row.title,
        row.podcast_show,
        row.podcast_episode,
        row.audiobook_title,
        row.audiobook_chapter,
    )


def _words(*texts: str | None) -> tuple[str, ...]:
    return tuple(text.strip() for text in texts if text is not None and text.strip())
