"""The program is killed, or the disk fills, while it writes: what was stored is stored, and the rest never was."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.unit.storage.support import LATER, HandClock, later_migrations, opened, small_report
from unwrapped_desktop.domain.analysis_state import Status
from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage.inspection import HEAD, inspect
from unwrapped_desktop.storage.migrate import upgrade

ROOT = Path(__file__).parents[2]

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs signals and limits of POSIX")

WRITE_FOREVER = """
import sys
from pathlib import Path
from tests.unit.storage.support import opened, small_report
with opened(Path(sys.argv[1])) as repository:
    you = repository.listener("You").listener_id
    repository.mark_interrupted()
    number = len(repository.history(you)) + (repository.report(you) is not None)
    while True:
        state = repository.begin(you, data_sha256="a" * 64, settings_key="k", source=(), again=True)
        repository.start(state.analysis_id)
        repository.complete(state.analysis_id, small_report(f"LABEL {number}", charge="x" * 30_000))
        print(number, flush=True)
        number += 1
"""

MIGRATE = """
import sys
from pathlib import Path
from tests.unit.storage.support import LATER, HandClock
from unwrapped_desktop.storage.migrate import upgrade
upgrade(Path(sys.argv[1]), backups_dir=Path(sys.argv[1]).parent / "backups", clock=HandClock(),
        migrations=Path(sys.argv[2]), head=LATER)
"""

LITTLE_ROOM = """
import resource, signal, sys
from pathlib import Path
from tests.unit.storage.support import opened, judge, small_report
from unwrapped_desktop.domain.errors import StorageError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with opened(Path(sys.argv[1])) as repository:
    you = repository.listener("You").listener_id
    judge(repository, you, "FIRST")
    state = repository.begin(you, data_sha256=None, settings_key="k", source=(), again=True)
    repository.start(state.analysis_id)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    try:
        repository.complete(state.analysis_id, small_report("SECOND", charge="x" * 1_000_000))
    except StorageError as error:
        print(error.code)
    report = repository.report(you)
    print(report.verdict.label, repository.poll(you).status)
"""


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kill(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL


@posix_only
def test_killed_while_writing(tmp_path: Path) -> None:
    chance = random.Random(7)
    stored = -1
    for _life in range(6):
        process = start(WRITE_FOREVER, tmp_path)
        assert process.stdout is not None
        for _report in range(chance.randint(1, 12)):
            line = process.stdout.readline()
            assert line, process.communicate(timeout=60)
            stored = int(line)
        kill(process)

        found = inspect(AppPaths.under(tmp_path).database)
        assert found is not None
        with opened(tmp_path) as repository:
            repository.mark_interrupted()
            (you,) = repository.listeners()
            state = repository.poll(you.listener_id)
            assert state is not None
            assert state.status in {Status.COMPLETED, Status.FAILED}
            report = repository.report(you.listener_id)
            assert report is not None
            history = repository.history(you.listener_id)
            labels = [entry.label for entry in reversed(history)] + [report.verdict.label]
            # What was announced is there, in order and once; at most a few more were stored before the kill.
            assert labels == [f"LABEL {number}" for number in range(len(labels))]
            assert len(labels) > stored
            for entry in history:
                assert repository.earlier_report(entry.history_id).verdict.label == entry.label
            if state.status is Status.FAILED:
                assert state.error_code == "interrupted"


@posix_only
def test_killed_in_the_middle_of_a_migration(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with opened(home) as repository:
        you = repository.listener("You").listener_id
    database = AppPaths.under(home).database
    body = (
        'op.add_column("listener", sa.Column("nickname", sa.Text()))\n'
        'op.create_table("halfway", sa.Column("x", sa.Text()))\n'
        'op.execute("INSERT INTO halfway VALUES (hex(randomblob(1000000)))")\n'
        'print("half way", flush=True)\n'
        "import time\ntime.sleep(600)"
    )
    migrations = later_migrations(tmp_path, body)
    process = start(MIGRATE, database, migrations)
    assert process.stdout is not None
    assert process.stdout.readline() == "half way\n"
    kill(process)

    found = inspect(database)
    assert found is not None
    assert (found.revision, "halfway" in found.tables) == (HEAD, False)
    assert len(list((home / "backups").glob("*.db"))) == 1
    with opened(home) as repository:
        assert [listener.listener_id for listener in repository.listeners()] == [you]

    shutil.rmtree(migrations)
    migrations = later_migrations(tmp_path, 'op.create_table("halfway", sa.Column("x", sa.Text()))')
    upgrade(database, backups_dir=home / "backups", clock=HandClock(), migrations=migrations, head=LATER)
    found = inspect(database)
    assert found is not None
    assert (found.revision, "halfway" in found.tables) == (LATER, True)


@posix_only
def test_killed_while_the_file_is_made(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    migrations = later_migrations(tmp_path, 'print("half way", flush=True)\nimport time\ntime.sleep(600)')
    process = start(MIGRATE, home / "unwrapped.db", migrations)
    assert process.stdout is not None
    assert process.stdout.readline() == "half way\n"
    kill(process)
    assert not (home / "unwrapped.db").exists()
    with opened(home) as repository:
        assert repository.listener("You").name == "You"


@posix_only
def test_no_room_left(tmp_path: Path) -> None:
    process = start(LITTLE_ROOM, tmp_path)
    out, err = process.communicate(timeout=120)
    assert err == ""
    code, *rest = out.splitlines()
    assert code in {"disk_full", "database_io"}
    assert rest == ["FIRST processing"]
    with opened(tmp_path) as repository:
        assert repository.mark_interrupted() == 1
        assert repository.report(1) == small_report("FIRST")


def test_two_programs_write_in_turn(tmp_path: Path) -> None:
    with opened(tmp_path) as one, opened(tmp_path) as two:
        you = one.listener("You").listener_id
        state = one.begin(you, data_sha256=None, settings_key="k", source=())
        two.start(state.analysis_id)
        one.complete(state.analysis_id, small_report())
        assert two.report(you) == small_report()
        with pytest.raises(StorageError, match="wrong_status"):
            two.complete(state.analysis_id, small_report())
    with closing(sqlite3.connect(AppPaths.under(tmp_path).database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
