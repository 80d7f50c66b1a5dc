"""Adds a newer export to the record that is kept: is it the same listener's, and what is new in it?"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from unwrapped_desktop.assembling.canonical import CanonicalTags
from unwrapped_desktop.assembling.duplicates import moments
from unwrapped_desktop.assembling.examine import decide, examined_as
from unwrapped_desktop.assembling.joining import compacted, joined
from unwrapped_desktop.domain.addition import Addition, AdditionKind
from unwrapped_desktop.domain.intake import Intake, MusicRows
from unwrapped_desktop.domain.progress import CancelToken, Tell
from unwrapped_desktop.domain.record import PLAY_MIN_MS, ExaminedSource, Integers, Mask, utc_datetime

DAY_S = 86_400

COMMON_ROWS_NEEDED = 30
"""With fewer distinct rows on the days that both have, nothing can be told from them."""

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
        rows: Distinct rows of the one that has fewer of them, on days that both have.
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
    """

    intake: Intake
    examined: ExaminedSource
    addition: Addition


class Merger:
    """A kept intake and a newer one, side by side."""

    def __init__(self, kept: Intake, newer: Intake, cancel: CancelToken) -> None:
        self._kept, self._newer, self._cancel = kept, newer, cancel
        self._both = joined(kept, newer)
        self._decision = decide(self._both, cancel)
        self._is_newer = np.arange(len(self._both.music)) >= len(kept.music)

    def common(self) -> Common:
        """Return what both have in common, on the days on which both have music."""
        music, tags = self._both.music, self._decision.tags
        day = music.ended_at_s // DAY_S
        shared = np.intersect1d(day[self._is_newer], day[~self._is_newer])
        on_shared = np.isin(day, shared)
        kept, newer = (
            np.unique(_plays(music, tags, on_shared & side)) for side in (~self._is_newer, self._is_newer)
        )
        rows = min(len(kept), len(newer))
        found = len(np.intersect1d(kept, newer, assume_unique=True))
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
        if both.record.data_sha256 == kept_sha256:
            # The account of the first reading stays: nothing has come of the second.
            decision = decide(self._kept, self._cancel)
            same = examined_as(self._kept, decision, progress=progress, cancel=self._cancel)
            return Added(
                intake=self._kept,
                examined=same,
                addition=Addition(
                    kind=AdditionKind.NOTHING_NEW,
                    plays_before=kept_plays,
                    plays_after=kept_plays,
                    new_plays=0,
                ),
            )
        addition = self._addition(kept_plays, both)
        together = compacted(self._both)
        alone = compacted(self._newer)
        if self._kept_is_told_again(together, alone):
            decision = decide(self._newer, self._cancel)
            newer = examined_as(self._newer, decision, progress=progress, cancel=self._cancel)
            return Added(intake=alone, examined=newer, addition=addition)
        return Added(intake=together, examined=both, addition=addition)

    def _kept_is_told_again(self, together: Intake, alone: Intake) -> bool:
        """Whether every kept row stands in the newer export word for word, and it holds as much besides.

        Then the account of the newer export alone is the whole account.
        """
        if together.extras != alone.extras or len(together.music) > len(alone.music):
            return False
        # Which rows of account data are superseded depends on what the files of extended history cover.
        return not together.music.account.any() or set(self._kept.spans) <= set(self._newer.spans)

    def _addition(self, kept_plays: int, both: ExaminedSource) -> Addition:
        new = self._new_rows()
        ended_at_s = self._both.music.ended_at_s[new]
        plays = int((both.record.rows.played_ms >= PLAY_MIN_MS).sum())
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
        """Return the places of the newer rows that count and tell of a moment of which nothing was known."""
        counted = self._decision.counted
        newer = counted[self._is_newer[counted]]
        moment = moments(self._both.music)
        return newer[~np.isin(moment[newer], moment[~self._is_newer])]


def _plays(music: MusicRows, tags: CanonicalTags, chosen: Mask) -> Integers:
    """Return a number for minute and song of the chosen rows: both kinds of history tell as much."""
    songs, song = np.unique(tags.song[music.tag], return_inverse=True)
    return (music.ended_at_s[chosen] // 60) * len(songs) + song[chosen]


def _likeness(rows: int, found: int) -> Likeness:
    if rows < COMMON_ROWS_NEEDED:
        return Likeness.UNKNOWN
    ratio = found / rows
    if ratio >= SAME_RATIO:
        return Likeness.SAME
    return Likeness.OTHER if ratio < OTHER_RATIO else Likeness.UNKNOWN
