"""Makes the record of an intake: decides which rows count, names them, and says what is missing."""

from dataclasses import dataclass, replace

import numpy as np

from unwrapped_desktop.assembling.canonical import CanonicalTags, canonical_tags
from unwrapped_desktop.assembling.coverage import superseded_rows
from unwrapped_desktop.assembling.duplicates import Places, has_neighbour, kept_rows, moments
from unwrapped_desktop.assembling.examples import EXAMPLES_KEPT, examples_of
from unwrapped_desktop.assembling.fingerprint import data_sha256, seed
from unwrapped_desktop.assembling.gaps import gaps_between
from unwrapped_desktop.assembling.numbering import missing_files
from unwrapped_desktop.assembling.reviewed import reviewed_songs
from unwrapped_desktop.assembling.tables import record_tables
from unwrapped_desktop.domain.errors import NotEnoughData
from unwrapped_desktop.domain.forensics import SetAside, SourceKind
from unwrapped_desktop.domain.intake import Intake, Span
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, Tell
from unwrapped_desktop.domain.record import PLAY_MIN_MS, PLAYS_NEEDED, ExaminedSource, Integers, Mask, Record

_YEAR_MOST_S = 399 * 86_400
"""Account data holds a year, and some weeks more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Which music rows of an intake count.

    Attributes:
        tags: The tags in canonical codes.
        duplicate: Rows that tell of a play which another row tells better.
        covered: Account data from a time that the extended history covers, duplicates included.
        counted: Places of the rows that count, by end, length, artist and title.
    """

    tags: CanonicalTags
    duplicate: Mask
    covered: Mask
    counted: Places

    @property
    def superseded(self) -> Mask:
        """Rows set aside because the extended history covers their time, and for no other reason."""
        return self.covered & ~self.duplicate


def examine(intake: Intake, *, progress: Tell, cancel: CancelToken) -> ExaminedSource:
    """Return the record of an intake with its forensics.

    Raises:
        NotEnoughData: There are fewer than 100 plays.
        Cancelled: The token was set.
    """
    _tell(progress, intake, done=intake.set_aside.total)
    return examined_as(intake, decide(intake, cancel), progress=progress, cancel=cancel)


def examined_as(intake: Intake, decision: Decision, *, progress: Tell, cancel: CancelToken) -> ExaminedSource:
    """Return the record of an intake of which it has been decided what counts. Raises as `examine` does."""
    _tell(progress, intake, done=intake.rows_total - len(decision.counted))
    music = intake.music.take(decision.counted)
    plays = int((music.played_ms >= PLAY_MIN_MS).sum())
    if plays < PLAYS_NEEDED:
        raise NotEnoughData("too_few_plays", plays=plays, needed=PLAYS_NEEDED)
    rows, names = record_tables(music, decision.tags, intake.texts.devices, cancel)
    is_extended = bool((music.account == 0).any())
    source = SourceKind.EXTENDED_EXPORT if is_extended else SourceKind.ACCOUNT_EXPORT
    year_s = _year(intake, decision) if is_extended else None
    record = Record(
        source=source if intake.sample_name is None else SourceKind.SAMPLE,
        rows=rows,
        names=names,
        rows_total=intake.rows_total,
        set_aside=_set_aside(intake, decision),
        files=intake.files,
        data_sha256=data_sha256(source, rows, names, extras=intake.extras, year_s=year_s),
        seed=seed(rows, names),
        sample_name=intake.sample_name,
        extras=intake.extras,
        year_s=year_s,
        reviewed_songs=reviewed_songs(intake, music, rows.song),
    )
    _tell(progress, intake, done=intake.rows_total)
    return ExaminedSource(
        record=record,
        gaps=gaps_between(rows.ended_at_s),
        missing_files=missing_files(reading.name for reading in intake.files),
        examples=_examples(intake, decision),
    )


def decide(intake: Intake, cancel: CancelToken) -> Decision:
    """Decide which music rows of an intake count; the answer does not depend on their order."""
    music = intake.music
    tags = canonical_tags(intake.tags, intake.texts, cancel)
    moment = moments(music)
    order = np.argsort(moment)
    cancel.raise_if_cancelled()
    kept = kept_rows(music, tags, moment, order, cancel)
    covered = superseded_rows(music.ended_at_s, music.account, intake.spans)
    counted = order[(kept & ~covered)[order]]
    return Decision(
        tags=tags,
        duplicate=~kept,
        covered=covered,
        counted=_ties_by_song(counted, moment, tags.song, music.tag),
    )


def _ties_by_song(counted: Places, moment: Integers, song: Integers, tag: np.ndarray) -> Places:
    """Order rows of the same end and length by song: those that agree in all of it would be duplicates."""
    tied = np.flatnonzero(has_neighbour(moment[counted]))
    rows = counted[tied]
    counted[tied] = rows[np.lexsort((song[tag[rows]], moment[rows]))]
    return counted


def _set_aside(intake: Intake, decision: Decision) -> SetAside:
    aside = intake.set_aside
    return replace(
        aside,
        duplicate=aside.duplicate + int(decision.duplicate.sum()),
        superseded=int(decision.superseded.sum()),
    )


def _year(intake: Intake, decision: Decision) -> Span | None:
    """Return the time of the account data, where extended history has taken the place of any of it."""
    if not decision.covered.any():
        return None
    times = intake.music.ended_at_s[intake.music.account == 1]
    latest_s = int(times.max())
    # Of several exports of account data, the latest: each holds about a year.
    return int(times[times > latest_s - _YEAR_MOST_S].min()), latest_s


def _examples(intake: Intake, decision: Decision) -> dict[str, tuple[str, ...]]:
    examples = dict(intake.examples)
    for reason, mask in (("duplicate", decision.duplicate), ("superseded", decision.superseded)):
        if mask.any():
            found = (*examples.get(reason, ()), *examples_of(intake.music, decision.tags, mask))
            examples[reason] = found[:EXAMPLES_KEPT]
    return examples


def _tell(progress: Tell, intake: Intake, *, done: int) -> None:
    total = intake.rows_total
    progress(Progress(stage=Stage.COUNTING, done=done, total=total, unit="rows", rows=total))
