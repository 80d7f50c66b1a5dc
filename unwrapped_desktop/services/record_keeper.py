"""Keeps a listener's record: adds newer exports to it, and brings it back without a file."""

import logging
from dataclasses import dataclass

from unwrapped_desktop.assembling.adding import Added, Likeness, Merger
from unwrapped_desktop.assembling.examine import examine
from unwrapped_desktop.assembling.joining import compacted
from unwrapped_desktop.domain.addition import Addition, AdditionKind
from unwrapped_desktop.domain.errors import AppError, SourceError, StorageError
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
            SourceError: `another_listener`, `listener_unclear`: it may be somebody else's, and nobody has said.
            NotEnoughData: There are fewer than 100 plays.
            Cancelled: The token was set.
        """
        kept = self._kept(listener_id)
        if kept is None:
            return _first(newer, progress=progress, cancel=cancel)
        merger = Merger(kept.intake, newer, cancel)
        common = merger.common()
        if common.likeness is Likeness.OTHER and not is_theirs:
            raise SourceError("another_listener", rows=common.rows, found=common.found)
        if common.likeness is Likeness.UNKNOWN and not is_theirs:
            raise SourceError("listener_unclear", rows=common.rows, found=common.found)
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
        if added.addition.kind is AdditionKind.NOTHING_NEW:
            return
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

    def _kept(self, listener_id: int) -> KeptRecord | None:
        """Return what is kept; what cannot be read is set aside, so that something new can take its place."""
        try:
            return self.store.load(listener_id)
        except AppError as error:
            if error.code != "record_unreadable":
                raise
            log.warning("a kept record cannot be read and is set aside: %s", error.code)
            self.store.set_aside(listener_id)
            return None


def _first(intake: Intake, *, progress: Tell, cancel: CancelToken) -> Added:
    intake = compacted(intake)
    examined = examine(intake, progress=progress, cancel=cancel)
    plays = _plays(examined)
    return Added(
        intake=intake,
        examined=examined,
        addition=Addition(kind=AdditionKind.FIRST, plays_before=0, plays_after=plays, new_plays=plays),
    )


def _plays(examined: ExaminedSource) -> int:
    return int((examined.record.rows.played_ms >= PLAY_MIN_MS).sum())
