"""One listener's kept record on a real disk, for the tests of keeping it."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import numpy as np

from tests.unit.sources.rows import FixedClock
from unwrapped_desktop.assembling.adding import Added
from unwrapped_desktop.domain.forensics import SetAside
from unwrapped_desktop.domain.intake import Intake, MusicRows, Tags
from unwrapped_desktop.domain.kept_record import KeptRecord
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.record import ExaminedSource
from unwrapped_desktop.services.record_keeper import RecordKeeper
from unwrapped_desktop.sources import open_source
from unwrapped_desktop.storage.records import RecordFiles

LISTENER = 1

Whole = Callable[[Intake], Intake]


class RecordDesk:
    """The keeper of one listener's record in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = RecordFiles(folder)
        self.keeper = RecordKeeper(store=self.files, clock=FixedClock())

    def add(self, *places: Path, is_theirs: bool = True) -> Added:
        """Read an export, add it and keep what came of it."""
        return self.add_intake(read(*places), is_theirs=is_theirs)

    def add_intake(self, intake: Intake, *, is_theirs: bool = True) -> Added:
        """Add what was read and keep what came of it."""
        added = self.keeper.add(
            LISTENER, intake, is_theirs=is_theirs, progress=ignore_progress, cancel=CancelToken()
        )
        self.keeper.keep(LISTENER, added)
        return added

    def recall(self) -> ExaminedSource:
        """The record as it comes back from the disk."""
        return self.keeper.recall(LISTENER, progress=ignore_progress, cancel=CancelToken())

    def kept(self) -> KeptRecord:
        """What is on the disk, read anew."""
        kept = RecordFiles(self.folder).load(LISTENER)
        assert kept is not None
        return kept

    @property
    def path(self) -> Path:
        """The one file of the folder."""
        (path,) = self.folder.iterdir()
        return path


def read(*places: Path) -> Intake:
    """Everything that reading brings in."""
    return open_source(places, FixedClock()).read(ignore_progress, CancelToken())


def assert_same_record(left: ExaminedSource, right: ExaminedSource) -> None:
    """The same rows, names and hashes, whatever files they came from."""
    one, other = left.record, right.record
    assert len(one.rows) == len(other.rows)
    for name in one.rows.__slots__:
        assert np.array_equal(getattr(one.rows, name), getattr(other.rows, name)), name
    for name in one.names.__slots__:
        assert list(getattr(one.names, name)) == list(getattr(other.names, name)), name
    assert (one.source, one.extras, one.year_s) == (other.source, other.extras, other.year_s)
    assert (one.data_sha256, one.seed) == (other.data_sha256, other.seed)
    assert left.gaps == right.gaps


def assert_same_account(left: ExaminedSource, right: ExaminedSource) -> None:
    """The same files, the same rows set aside, the same numbers."""
    one, other = left.record, right.record
    assert one.files == other.files
    assert one.set_aside == other.set_aside
    assert one.rows_total == other.rows_total
    assert left.missing_files == right.missing_files


def assert_adds_up(examined: ExaminedSource) -> None:
    """No row is lost, none counts twice, and every number is one."""
    record = examined.record
    assert record.rows_total == len(record.rows) + record.set_aside.total
    histories = [file for file in record.files if file.name.startswith(("Streaming", "endsong"))]
    assert record.rows_total == sum(file.rows for file in histories)
    assert all(getattr(record.set_aside, reason.name) >= 0 for reason in fields(SetAside))


def assert_same_intake(left: Intake, right: Intake) -> None:
    """The same in everything, and columns of the same kind."""
    for table, other, kind in ((left.music, right.music, MusicRows), (left.tags, right.tags, Tags)):
        for column in fields(kind):
            one, two = getattr(table, column.name), getattr(other, column.name)
            assert one.dtype == two.dtype, column.name
            assert np.array_equal(one, two), column.name
    for part in fields(Intake):
        if part.name not in {"music", "tags"}:
            assert getattr(left, part.name) == getattr(right, part.name), part.name


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """What lies in a folder, with the time of its last change."""
    return {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.glob("*") if path.is_file()
    }
