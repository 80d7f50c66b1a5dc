"""Turns decoded rows into columns of numbers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

import numpy as np

from unwrapped_desktop.assembling.examples import EXAMPLES_KEPT
from unwrapped_desktop.domain.intake import MusicRows
from unwrapped_desktop.domain.record import PLAY_MIN_MS, Codes, Flags, Integers, Mask
from unwrapped_desktop.sources.decoding.devices import device_kind
from unwrapped_desktop.sources.decoding.shapes import AccountRow, ExtendedRow, is_blank, says_something
from unwrapped_desktop.sources.decoding.tagging import Tagger
from unwrapped_desktop.sources.decoding.times import parse_times
from unwrapped_desktop.sources.opening.recognise import Speech

PODCAST, AUDIOBOOK, NO_METADATA, MALFORMED = "podcast", "audiobook", "no_metadata", "malformed"

_UNKNOWN = -1
_FLAG_CODES: dict[bool | None, int] = {True: 1, False: 0, None: _UNKNOWN}

_OTHER_END, _TRACK_DONE, _SKIP_BUTTON = 0, 1, 2
_END_CODES = {"trackdone": _TRACK_DONE, "fwdbtn": _SKIP_BUTTON, "backbtn": _SKIP_BUTTON}

_tag_of = attrgetter("artist", "title", "album", "uri")
_manner_of = attrgetter("reason_end", "skipped", "shuffle", "private", "platform")
_ended_at_of = attrgetter("ended_at")
_played_ms_of = attrgetter("played_ms")

_RawManner = tuple[str | None, bool | None, bool | None, bool | None, str | None]


class _CodeOfManner(dict[_RawManner, int]):
    """Code of each manner of playing met so far: how it ended, skipped, shuffled, private, on what device.

    There are a few hundred of them in a life, so that each is worked out once.
    """

    __slots__ = ("manners",)

    def __init__(self) -> None:
        super().__init__()
        self.manners: list[tuple[int, int, int, int, int]] = []

    def __missing__(self, raw: _RawManner) -> int:
        reason_end, skipped, shuffle, private, platform = raw
        self.manners.append(
            (
                _end_code(reason_end),
                _FLAG_CODES[skipped],
                _FLAG_CODES[shuffle],
                _FLAG_CODES[private],
                device_kind(platform),
            )
        )
        self[raw] = len(self.manners) - 1
        return self[raw]


def _end_code(reason: str | None) -> int:
    """Return how a `reason_end` counts; the list of reasons is open, and blank ones say nothing."""
    return _UNKNOWN if is_blank(reason) else _END_CODES.get(reason or "", _OTHER_END)


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

    music: MusicRows
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


class Columns:
    """Sorts rows into columns, with tables of tags and manners that grow as it reads."""

    def __init__(self, window: TimeWindow) -> None:
        self.tagger = Tagger()
        self._window = window
        self._code_of_manner = _CodeOfManner()

    def of_extended(self, rows: Sequence[ExtendedRow]) -> Columned:
        """Sort rows of the extended history into columns."""
        count = len(rows)
        ended_at_s, well_formed = self._times([*map(_ended_at_of, rows)])
        played_ms = np.fromiter(map(_played_ms_of, rows), dtype=np.int32, count=count)
        manner = np.fromiter(
            map(self._code_of_manner.__getitem__, map(_manner_of, rows)), dtype=np.int32, count=count
        )
        table = np.array(self._code_of_manner.manners, dtype=np.int8)
        ending, skip, shuffle, private, device = (column[manner] for column in table.T)
        music = MusicRows(
            ended_at_s=ended_at_s,
            played_ms=played_ms,
            tag=self.tagger.codes(map(_tag_of, rows), count),
            skipped=_skipped(skip, ending, played_ms),
            finished=np.where(ending == _UNKNOWN, _UNKNOWN, ending == _TRACK_DONE).astype(np.int8),
            shuffle=shuffle,
            private=private,
            device=device,
            account=np.zeros(count, dtype=np.int8),
        )
        columned, others = self._sorted_out(music, well_formed)
        for place, time_s in others:
            row = rows[place]
            _set_aside(columned, _extended_reason(row), time_s, row, _extended_words(row))
        return columned

    def of_account(self, rows: Sequence[AccountRow], speech: Speech | None) -> Columned:
        """Sort rows of account data into columns; `speech` is what the file's name says it holds."""
        count = len(rows)
        ended_at_s, well_formed = self._times([*map(_ended_at_of, rows)])
        unknown = np.full(count, _UNKNOWN, dtype=np.int8)
        music = MusicRows(
            ended_at_s=ended_at_s,
            played_ms=np.fromiter(map(_played_ms_of, rows), dtype=np.int32, count=count),
            tag=self.tagger.codes(((row.artist, row.title, None, None) for row in rows), count),
            skipped=unknown,
            finished=unknown,
            shuffle=unknown,
            private=unknown,
            device=unknown,
            account=np.ones(count, dtype=np.int8),
        )
        columned, others = self._sorted_out(music, well_formed)
        for place, time_s in others:
            row = rows[place]
            _set_aside(columned, _account_reason(row, speech), time_s, row, _account_words(row))
        return columned

    def _times(self, ended_at: Sequence[str]) -> tuple[Integers, Mask]:
        ended_at_s, well_formed = parse_times(ended_at)
        return ended_at_s, well_formed & self._window.contains(ended_at_s)

    def _sorted_out(self, music: MusicRows, well_formed: Mask) -> tuple[Columned, list[tuple[int, int]]]:
        """Return the music, and place and end of the well-formed rows that are none."""
        is_music = self.tagger.is_music(music.tag)
        times = music.ended_at_s[well_formed]
        others = np.flatnonzero(well_formed & ~is_music)
        columned = Columned(
            music=music.take(well_formed & is_music),
            bad_places=np.flatnonzero(~well_formed).tolist(),
            earliest_s=int(times.min()) if len(times) else None,
            latest_s=int(times.max()) if len(times) else None,
        )
        return columned, list(zip(others.tolist(), music.ended_at_s[others].tolist(), strict=True))


def _skipped(skip: Flags, ending: Flags, played_ms: Codes) -> Flags:
    """Return 1 for a skip, 0 for none, -1 where the row says nothing about it.

    Spotify's own flag was false for everything between 2015 and 2022, so that leaving early by a button counts too.
    """
    is_skip = (skip == 1) | ((ending == _SKIP_BUTTON) & (played_ms < PLAY_MIN_MS))
    says_nothing = (skip == _UNKNOWN) & (ending == _UNKNOWN)
    return np.where(says_nothing, _UNKNOWN, is_skip).astype(np.int8)


def _set_aside(
    columned: Columned, reason: str, ended_at_s: int, row: ExtendedRow | AccountRow, words: tuple[str, ...]
) -> None:
    columned.set_aside[reason] += 1
    examples = columned.examples.setdefault(reason, [])
    if len(examples) < EXAMPLES_KEPT:
        examples.append(SpokenRow(ended_at_s=ended_at_s, played_ms=row.played_ms, words=words))


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
