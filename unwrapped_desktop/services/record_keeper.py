"""Keeps a listener's record: adds newer exports to it, and brings it back without a file."""

import logging
from dataclasses import dataclass

from unwrapped_desktop.assembling.adding import COMMON_ROWS_NEEDED, Added, Common, Likeness, Merger
from unwrapped_desktop.assembling.examine import examine
from unwrapped_desktop.assembling.joining import compacted
from unwrapped_desktop.domain.addition import Addition, AdditionKind
from unwrapped_desktop.domain.errors import SourceError, StorageError
from unwrapped_desktop.domain.intake import Intake
from unwrapped_desktop.domain.kept_record import KeptRecord
from unwrapped_desktop.domain.ports import Clock, RecordStore
from unwrapped_desktop.domain.progress import CancelToken, Tell
from unwrapped_desktop.domain.record import PLAY_MIN_MS, ExaminedSource

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKeeper:
    """Works on the records of all listeners. Holds no state.

    Attributes:
        store: Where they are kept.
        clock: Dates them.
    """

    store: RecordStore
    clock: Clock

    def add(
        self, listener_id: int, newer: Intake, *, is_theirs: bool, progress: Tell, cancel: CancelToken
    ) -> Added:
        """Return the record of what is kept and a newer export together; nothing is written yet.

        Args:
            listener_id: Whose record.
            newer: What has been read.
            is_theirs: The person has said that it is the same listener's.
            progress: Told of each step.
            cancel: Stops the work.

        Raises:
            SourceError: `another_listener`, `listener_half_alike`, `listener_unclear`: it may be somebody else's, and
                nobody has said.
            StorageError: `record_newer`: a later version of the program wrote what is kept.
            NotEnoughData: There are fewer than 100 plays.
            Cancelled: The token was set.
        """
        try:
            kept = self.store.load(listener_id)
        except StorageError as error:
            if error.code != "record_unreadable":
                raise
            log.warning("a kept record cannot be read; a new one takes its place")
            return _first(newer, was_unreadable=True, progress=progress, cancel=cancel)
        if kept is None:
            return _first(newer, progress=progress, cancel=cancel)
        merger = Merger(kept.intake, newer, cancel)
        # Podcasts alone are nobody's in particular, and change no verdict.
        if len(newer.music) and not is_theirs:
            _check_likeness(merger.common())
        return merger.add(kept_sha256=kept.data_sha256, kept_plays=kept.plays, progress=progress)

    def recall(self, listener_id: int, *, progress: Tell, cancel: CancelToken) -> ExaminedSource:
        """Return a listener's record as it is kept.

        Raises:
            StorageError: `record_missing`: none is kept; `record_unreadable`.
            NotEnoughData: There are fewer than 100 plays.
            Cancelled: The token was set.
        """
        kept = self.store.load(listener_id)
        if kept is None:
            raise StorageError("record_missing")
        return examine(kept.intake, progress=progress, cancel=cancel)

    def keep(self, listener_id: int, added: Added) -> None:
        """Keep what came of an addition.

        Raises:
            StorageError: It cannot be written; what was kept before stays.
        """
        if not added.is_changed:
            return
        if added.addition.was_unreadable:
            self.store.set_aside(listener_id)
        record = added.examined.record
        self.store.save(
            listener_id,
            KeptRecord(
                intake=added.intake,
                data_sha256=record.data_sha256,
                plays=_plays(added.examined),
                kept_at=self.clock.now(),
            ),
        )


def _check_likeness(common: Common) -> None:
    if common.likeness is Likeness.OTHER:
        raise SourceError("another_listener", rows=common.rows, found=common.found or "none")
    if common.likeness is Likeness.UNKNOWN and common.rows < COMMON_ROWS_NEEDED:
        raise SourceError("listener_unclear")
    if common.likeness is Likeness.UNKNOWN:
        raise SourceError("listener_half_alike", rows=common.rows, found=common.found)


def _first(intake: Intake, *, was_unreadable: bool = False, progress: Tell, cancel: CancelToken) -> Added:
    intake = compacted(intake)
    examined = examine(intake, progress=progress, cancel=cancel)
    plays = _plays(examined)
    addition = Addition(
        kind=AdditionKind.FIRST,
        plays_before=0,
        plays_after=plays,
        new_plays=plays,
        was_unreadable=was_unreadable,
    )
    return Added(intake=intake, examined=examined, addition=addition)


def _plays(examined: ExaminedSource) -> int:
    return int((examined.record.rows.played_ms >= PLAY_MIN_MS).sum())
