"""Adds a newer export to the record that is kept: is it the same listener's, and what is new in it?"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from unwrapped_desktop.assembling.canonical import CanonicalTags
from unwrapped_desktop.assembling.coverage import covers
from unwrapped_desktop.assembling.examine import decide, examined_as
from unwrapped_desktop.assembling.joining import compacted, joined
from unwrapped_desktop.domain.addition import Addition, AdditionKind
from unwrapped_desktop.domain.intake import Intake, MusicRows
from unwrapped_desktop.domain.progress import CancelToken, Tell
from unwrapped_desktop.domain.record import PLAY_MIN_MS, ExaminedSource, Integers, Mask, utc_datetime

DAY_MINUTES = 24 * 60

COMMON_ROWS_NEEDED = 30
"""With fewer distinct rows in the time that both have, nothing can be told from them."""

SAME_RATIO, OTHER_RATIO = 0.5, 0.1
"""Of one person's account data, 85 to 99.7 % is found again in their extended history; of two people's, next to none."""


class Likeness(StrEnum):
    """Whether two intakes are of one listener."""

    SAME = "same"
    OTHER = "other"
    UNKNOWN = "unknown"
    """They have no days in common, or too few rows on them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What two intakes have in common.

    Attributes:
        likeness: Whether they are of one listener.
        rows: Distinct rows of the one that has fewer of them, in the time of day that both have.
        found: How many of those the other has too.
    """

    likeness: Likeness
    rows: int
    found: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of adding one intake to another.

    Attributes:
        intake: What is to be kept now.
        examined: Its record.
        addition: What was new.
        is_changed: Whether there is anything to be kept that is not kept already.
    """

    intake: Intake
    examined: ExaminedSource
    addition: Addition
    is_changed: bool = True


class Merger:
    """A kept intake and a newer one, side by side."""

    def __init__(self, kept: Intake, newer: Intake, cancel: CancelToken) -> None:
        self._kept, self._newer, self._cancel = kept, newer, cancel
        self._both = joined(kept, newer)
        self._decision = decide(self._both, cancel)
        self._is_newer = np.arange(len(self._both.music)) >= len(kept.music)
        cancel.raise_if_cancelled()
        self._told = _plays(self._both.music, self._decision.tags)

    def common(self) -> Common:
        """Return what both have in common, in the part of each day for which both have music.

        An export is cut into files in the middle of a day: what lies on either side of the cut says nothing.
        """
        music = self._both.music
        is_within = _is_within_both(music.ended_at_s // 60, self._is_newer)
        self._cancel.raise_if_cancelled()
        told = self._told
        kept, newer = (_distinct(told[is_within & side]) for side in (~self._is_newer, self._is_newer))
        rows = min(len(kept), len(newer))
        found = int(_stand_in(newer, kept).sum())
        return Common(likeness=_likeness(rows, found), rows=rows, found=found)

    def add(self, *, kept_sha256: str, kept_plays: int, progress: Tell) -> Added:
        """Return the record of both.

        Args:
            kept_sha256: `data_sha256` of the kept record.
            kept_plays: Its plays.
            progress: Told of each step.

        Raises:
            NotEnoughData: Both together have fewer than 100 plays.
            Cancelled: The token was set.
        """
        both = examined_as(self._both, self._decision, progress=progress, cancel=self._cancel)
        self._cancel.raise_if_cancelled()
        together = compacted(self._both)
        addition = self._addition(kept_sha256, kept_plays, both)
        # Where one of the two says everything, its account alone is the whole account.
        for whole, other in ((self._kept, self._newer), (self._newer, self._kept)):
            self._cancel.raise_if_cancelled()
            alone = compacted(whole)
            if _says_everything(alone, together, other):
                decision = decide(alone, self._cancel)
                examined = examined_as(alone, decision, progress=progress, cancel=self._cancel)
                return Added(
                    intake=alone,
                    examined=examined,
                    addition=addition,
                    is_changed=whole is not self._kept,
                )
        return Added(intake=together, examined=both, addition=addition)

    def _addition(self, kept_sha256: str, kept_plays: int, both: ExaminedSource) -> Addition:
        plays = int((both.record.rows.played_ms >= PLAY_MIN_MS).sum())
        self._cancel.raise_if_cancelled()
        new = self._new_rows()
        if both.record.data_sha256 == kept_sha256 or (len(new) == 0 and plays == kept_plays):
            return Addition(
                kind=AdditionKind.NOTHING_NEW, plays_before=kept_plays, plays_after=plays, new_plays=0
            )
        ended_at_s = self._both.music.ended_at_s[new]
        upgraded = not self._kept.spans and bool(self._newer.spans)
        return Addition(
            kind=AdditionKind.UPGRADED if upgraded else AdditionKind.ADDED,
            plays_before=kept_plays,
            plays_after=plays,
            new_plays=int((self._both.music.played_ms[new] >= PLAY_MIN_MS).sum()),
            first_new_at=utc_datetime(int(ended_at_s.min())) if len(ended_at_s) else None,
            last_new_at=utc_datetime(int(ended_at_s.max())) if len(ended_at_s) else None,
        )

    def _new_rows(self) -> Integers:
        """Return the places of the newer rows that count and of which nothing was known, not even to the minute."""
        counted = self._decision.counted
        newer = counted[self._is_newer[counted]]
        told = self._told
        return newer[~_stand_in(told[newer], np.sort(told[~self._is_newer]))]


def _says_everything(alone: Intake, together: Intake, other: Intake) -> bool:
    """Whether joining another intake has told nothing that is not in this one word for word."""
    return (
        len(alone.music) == len(together.music)
        and alone.extras == together.extras
        and covers(alone.spans, other.spans)
    )


def _is_within_both(minute: Integers, is_newer: Mask) -> Mask:
    """Return which rows lie between the first and the last row of their day on both sides."""
    day = minute // DAY_MINUTES
    place = day - day.min(initial=0)
    begins = np.zeros(int(place.max(initial=0)) + 1, dtype=np.int64)
    ends = np.full_like(begins, np.iinfo(np.int64).max)
    for side in (is_newer, ~is_newer):
        first, last = np.full_like(begins, np.iinfo(np.int64).max), np.zeros_like(begins)
        np.minimum.at(first, place[side], minute[side])
        np.maximum.at(last, place[side], minute[side])
        begins, ends = np.maximum(begins, first), np.minimum(ends, last)
    return np.asarray((minute >= begins[place]) & (minute <= ends[place]))


def _plays(music: MusicRows, tags: CanonicalTags) -> Integers:
    """Return a number for minute and song of each row: both kinds of history tell as much."""
    songs, song_of_tag = np.unique(tags.song, return_inverse=True)
    return (music.ended_at_s // 60) * len(songs) + song_of_tag[music.tag]


def _distinct(numbers: Integers) -> Integers:
    """Return numbers in order, each once."""
    in_order = np.sort(numbers)
    is_new = np.ones(len(in_order), dtype=np.bool_)
    is_new[1:] = in_order[1:] != in_order[:-1]
    return in_order[is_new]


def _stand_in(numbers: Integers, in_order: Integers) -> Mask:
    """Return which numbers stand among others that are in order: several times faster than `np.isin`."""
    place = np.searchsorted(in_order, numbers)
    found = np.zeros(len(numbers), dtype=np.bool_)
    is_inside = place < len(in_order)
    found[is_inside] = in_order[place[is_inside]] == numbers[is_inside]
    return found


def _likeness(rows: int, found: int) -> Likeness:
    if rows < COMMON_ROWS_NEEDED:
        return Likeness.UNKNOWN
    ratio = found / rows
    if ratio >= SAME_RATIO:
        return Likeness.SAME
    return Likeness.OTHER if ratio < OTHER_RATIO else Likeness.UNKNOWN
