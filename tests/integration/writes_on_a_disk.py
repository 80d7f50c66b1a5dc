"""Everything that is kept, written on a disk that has no room: `python -m tests.integration.writes_on_a_disk WRITE`.

Run where a small disk is the folder `SMALL_DISK`. The write is tried with the disk full, with everything that is kept lying
there as it was; then with room. Says what happened to standard output as JSON.
"""

import hashlib
import json
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from tests.unit.sources.rows import FixedClock, plays, write
from tests.unit.storage.support import LATER, HandClock, judge, later_migrations, opened, small_report
from unwrapped_desktop.bootstrap import source_at
from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.domain.kept_record import KeptRecord
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.stored import Forgotten
from unwrapped_desktop.domain.waiting import Waiting
from unwrapped_desktop.messages import message_for
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage import recovery
from unwrapped_desktop.storage.copies import back_up, copy_of_the_day
from unwrapped_desktop.storage.forgotten_file import ForgottenFile
from unwrapped_desktop.storage.inspection import open_to_read
from unwrapped_desktop.storage.migrate import upgrade
from unwrapped_desktop.storage.opening import open_repository
from unwrapped_desktop.storage.records import RecordFiles
from unwrapped_desktop.storage.waiting_file import WaitingFile

Act = Callable[[], object]

DISK = Path(os.environ["SMALL_DISK"])
PATHS = AppPaths.under(DISK / "Daten für Unwrapped")
BALLAST = DISK / "ballast"
YOU = 1
CLOCK = HandClock()

_SCRATCH = {".db-wal", ".db-shm"}
"""What SQLite makes beside a file that is open, and takes away itself."""


def fill(leave: int) -> None:
    """Use up all room but so many bytes."""
    with BALLAST.open("wb", buffering=0) as file:
        left = os.statvfs(DISK)
        file.write(bytes(max(0, left.f_bavail * left.f_frsize - leave)))
        try:
            while leave == 0:
                file.write(bytes(4096))
        except OSError:
            pass


def kept() -> dict[str, str]:
    """Return the sum of every file that is kept; of a results file, of what it holds."""
    found = {}
    for path in sorted(PATHS.data_dir.rglob("*")):
        if path.is_file() and path.suffix not in _SCRATCH:
            content = held(path) if path.suffix == ".db" else path.read_bytes()
            found[str(path.relative_to(DISK))] = hashlib.sha256(content).hexdigest()
    return found


def held(database: Path) -> bytes:
    """Return the content of a results file as SQL; of a damaged one, its bytes."""
    try:
        with closing(open_to_read(database, busy_timeout_ms=1_000)) as connection:
            return "\n".join(connection.iterdump()).encode()
    except sqlite3.DatabaseError:
        return database.read_bytes()


def long_report(label: str) -> Any:
    return small_report(label, charge="why not " * 200_000)


def report() -> Act:
    """Keep a verdict in the place of another."""

    attempts = count()

    def act() -> None:
        with opened(PATHS.data_dir) as repository:
            wanted = f"attempt {next(attempts)}"
            state = repository.begin(YOU, data_sha256=None, settings_key=wanted, source=(), again=True)
            repository.start(state.analysis_id)
            repository.complete(state.analysis_id, long_report("SECOND"))

    return act


def begun_report() -> Act:
    """Keep a verdict in the place of another, where there was room when it was begun."""
    repository = open_repository(PATHS, CLOCK)
    state = repository.begin(YOU, data_sha256=None, settings_key="k", source=(), again=True)
    repository.start(state.analysis_id)
    return lambda: repository.complete(state.analysis_id, long_report("SECOND"))


def record() -> Act:
    """Keep a longer record in the place of another."""
    files = RecordFiles(PATHS.records_dir)
    known = files.load(YOU)
    assert known is not None
    names = tuple(hashlib.sha512(str(number).encode()).hexdigest() for number in range(20_000))
    texts = known.intake.texts
    longer = replace(texts, artists=(*texts.artists, *names))
    return lambda: files.save(YOU, replace(known, intake=replace(known.intake, texts=longer)))


def backup() -> Act:
    """Copy the results file before its form is changed."""
    return lambda: back_up(PATHS.database, backups_dir=PATHS.backups_dir, clock=CLOCK, revision="0002")


def daily_copy() -> Act:
    """Copy the results file because a day has passed."""
    return lambda: copy_of_the_day(
        PATHS.database, backups_dir=PATHS.backups_dir, clock=CLOCK, cancel=CancelToken()
    )


def migration() -> Act:
    """Bring the results file into a newer form."""
    body = 'op.create_table("later", sa.Column("x", sa.Text()))\nop.execute("INSERT INTO later VALUES (hex(zeroblob(8000000)))")'
    migrations = later_migrations(Path(os.environ["ELSEWHERE"]), body)
    return lambda: upgrade(
        PATHS.database, backups_dir=PATHS.backups_dir, clock=CLOCK, migrations=migrations, head=LATER
    )


def repair() -> Act:
    """Make a sound results file of a damaged one."""
    damage()
    return lambda: recovery.repair(PATHS, CLOCK, CancelToken())


def restore() -> Act:
    """Let a copy take the place of a damaged results file."""
    copy = back_up(PATHS.database, backups_dir=PATHS.backups_dir, clock=CLOCK, revision="0002")
    damage()
    return lambda: recovery.restore(PATHS, CLOCK, copy)


def damage() -> None:
    """Spoil a page of the results file."""
    with PATHS.database.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096)


def waiting() -> Act:
    """Remember how far somebody has come who waits."""
    file = WaitingFile(PATHS.waiting_file)
    file.save(Waiting(begun_at=CLOCK.now()))
    later = Waiting(begun_at=CLOCK.now())
    return lambda: file.save(later)


def forgotten() -> Act:
    """Mark a listener who is to be forgotten."""
    marks = ForgottenFile(PATHS.database)
    marks.add(Forgotten(listener_id=7, has_sign_in=False))
    return lambda: marks.add(Forgotten(listener_id=8, has_sign_in=True))


WRITES = {
    made.__name__: made
    for made in (
        report,
        begun_report,
        record,
        backup,
        daily_copy,
        migration,
        repair,
        restore,
        waiting,
        forgotten,
    )
}


def prepare() -> None:
    """Keep a verdict, another before it, and a record."""
    with opened(PATHS.data_dir) as repository:
        you = repository.listener("You").listener_id
        judge(repository, you, "BEFORE")
        judge(repository, you, "FIRST")
    folder = Path(os.environ["ELSEWHERE"])
    export = write(folder / "Streaming_History_Audio_2021_0.json", plays(300))
    intake = source_at([str(export)], FixedClock()).read(ignore_progress, CancelToken())
    RecordFiles(PATHS.records_dir).save(
        you, KeptRecord(intake=intake, data_sha256="a" * 64, plays=300, kept_at=CLOCK.now())
    )


def labels() -> list[str]:
    """Return the verdicts, the last one first, as somebody reads them who starts now."""
    try:
        with opened(PATHS.data_dir) as repository:
            last = repository.report(YOU)
            before = [entry.label for entry in repository.history(YOU)]
    except StorageError as error:
        return [error.code]
    return [*([] if last is None else [last.verdict.label]), *before]


def tried(act: Act) -> dict[str, Any]:
    """Try something, and say what came of it."""
    try:
        act()
    except StorageError as error:
        return {"code": error.code, "needed_mb": error.details.get("needed_mb"), "said": message_for(error)}
    return {"code": "", "needed_mb": None, "said": ""}


def main() -> None:
    """Try one kind of write with several bytes too few, then with room."""
    make = WRITES[sys.argv[1]]
    prepare()
    act = make()
    outcomes = []
    for leave in map(int, sys.argv[2:]):
        before = kept()
        fill(leave)
        outcome = tried(act)
        outcome["labels"] = labels()
        BALLAST.unlink()
        after = kept()
        outcome["changed"] = sorted(path for path, _content in set(before.items()) ^ set(after.items()))
        outcomes.append(outcome)
        if not outcome["code"]:
            break
    sys.stdout.write(json.dumps({"full": outcomes, "with_room": tried(act), "labels": labels()}))


if __name__ == "__main__":
    main()
