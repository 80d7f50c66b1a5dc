"""Killed at every single step of making a copy, changing the form, restoring, repairing or starting fresh.

A step is whatever moves, links, deletes, copies or syncs a file, or opens a database. Whatever was kept is there
afterwards, the damaged file too, byte for byte; and what was begun is brought to its end, or can be begun again.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.storage.damages import fill, labels, lose_page_of
from tests.unit.storage.support import LATER, HandClock, ask_sql, dump, later_migrations, sha256
from unwrapped_desktop.domain.errors import DamagedDatabase
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage import recovery
from unwrapped_desktop.storage.copies import copies_of, copy_of_the_day
from unwrapped_desktop.storage.inspection import HEAD, inspect
from unwrapped_desktop.storage.migrate import upgrade
from unwrapped_desktop.storage.opening import open_repository

ROOT = Path(__file__).parents[2]
MINE = [[f"LABEL {number}" for number in reversed(range(30))], ["OTHER"]]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="forks and kills as POSIX does")

KILL_AT_EVERY_STEP = """
import os, shutil, signal, sqlite3, sys
from pathlib import Path
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage import recovery, revisions, salvage
from unwrapped_desktop.storage.copies import copies_of, copy_of_the_day
from unwrapped_desktop.storage.migrate import upgrade
from tests.unit.storage.support import LATER, HandClock

template, work, what, migrations = (Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))

def act(paths):
    clock = HandClock()
    if what == "restore":
        recovery.restore(paths, clock, copies_of(paths.database, paths.backups_dir)[0])
    elif what == "repair":
        recovery.repair(paths, clock, CancelToken())
    elif what == "fresh":
        recovery.start_fresh(paths, clock)
    elif what == "copy":
        copy_of_the_day(paths.database, backups_dir=paths.backups_dir, clock=clock, cancel=CancelToken())
    elif what == "update":
        upgrade(paths.database, backups_dir=paths.backups_dir, clock=clock, migrations=migrations, head=LATER)

def killing(function, left):
    def step(*arguments, **more):
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
        return function(*arguments, **more)
    return step

number = 0
while True:
    home = work / f"{number:03d}"
    shutil.copytree(template, home)
    child = os.fork()
    if child == 0:
        left = [number]
        for module, names in ((os, ("rename", "replace", "link", "unlink", "fsync")), (shutil, ("copyfile",)),
                              (sqlite3, ("connect",))):
            for name in names:
                setattr(module, name, killing(getattr(module, name), left))
        act(AppPaths.under(home))
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(home, flush=True)
    if code == 0:
        break
    assert code == -signal.SIGKILL, code
    number += 1
"""


def killed_homes(template: Path, work: Path, what: str, migrations: Path = ROOT) -> list[Path]:
    """Kill at every step, and once not at all; return the folders that were left."""
    work.mkdir()
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", KILL_AT_EVERY_STEP, str(template), str(work), what, str(migrations)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    homes = [Path(line) for line in done.stdout.splitlines()]
    assert len(homes) >= (3 if what == "fresh" else 8)
    return homes


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A folder with a results file, a copy of it, a record, and a log beside it that must not be replayed."""
    paths = AppPaths.under(tmp_path / "Vorlage")
    fill(paths.data_dir)
    copy_of_the_day(paths.database, backups_dir=paths.backups_dir, clock=HandClock(), cancel=CancelToken())
    paths.records_dir.mkdir()
    (paths.records_dir / "listener-1.record").write_bytes(b"a record")
    return paths.data_dir


def act_again(paths: AppPaths, what: str) -> None:
    match what:
        case "restore":
            copy = recovery.newest_sound_copy(paths)
            assert copy is not None
            recovery.restore(paths, HandClock(), Path(copy.path))
        case "repair":
            recovery.repair(paths, HandClock(), CancelToken())
        case _:
            recovery.start_fresh(paths, HandClock())


@pytest.mark.parametrize("what", ["restore", "repair", "fresh"])
def test_a_recovery_that_is_killed_is_resumed_or_harmless(tmp_path: Path, template: Path, what: str) -> None:
    database = template / "unwrapped.db"
    lose_page_of(database, "report_history")
    (template / "unwrapped.db-wal").write_bytes(b"no log of anybody's" * 100)
    damaged, log = sha256(database), sha256(template / "unwrapped.db-wal")
    ends = set()
    for home in killed_homes(template, tmp_path / "homes", what):
        paths = AppPaths.under(home)
        # Before anybody looks, everything is there, under one name or another.
        assert damaged in {sha256(path) for path in home.glob("unwrapped*.db")}
        assert log in {sha256(path) for path in home.glob("unwrapped*.db-wal")}
        try:
            open_repository(paths, HandClock(), anew=what == "fresh").close()
            ends.add("resumed")
        except DamagedDatabase:
            assert damaged == sha256(paths.database)
            act_again(paths, what)
            open_repository(paths, HandClock(), anew=what == "fresh").close()
            ends.add("begun again")
        found = labels(home)
        if what == "repair":
            assert found[1] == ["OTHER"]
            assert 10 < len(found[0]) < 30
        else:
            assert found == (MINE if what == "restore" else [])
        assert damaged in {sha256(path) for path in home.glob("unwrapped.damaged-*.db")}
        assert log in {sha256(path) for path in home.glob("unwrapped.damaged-*.db-wal")}
        assert not [path for path in home.iterdir() if path.suffix == ".recovered" or ".new-" in path.name]
        records = [path.parent.name for path in home.glob("records*/listener-1.record")]
        assert records == ["records.damaged-1" if what == "fresh" else "records"]
        assert len(copies_of(paths.database, paths.backups_dir)) == 1
    assert ends == {"resumed", "begun again"}


def test_a_copy_that_is_killed_harms_nothing(tmp_path: Path, template: Path) -> None:
    (before,) = copies_of(template / "unwrapped.db", template / "backups")
    before.rename(before.with_name("unwrapped-daily-20261101T100000Z.db"))
    content = sha256(template / "unwrapped.db")
    for home in killed_homes(template, tmp_path / "homes", "copy"):
        paths = AppPaths.under(home)
        assert sha256(paths.database) == content
        for copy in copies_of(paths.database, paths.backups_dir):
            assert inspect(copy) is not None
        assert recovery.newest_sound_copy(paths) is not None
        copy_of_the_day(
            paths.database, backups_dir=paths.backups_dir, clock=HandClock(), cancel=CancelToken()
        )
        assert {path.suffix for path in paths.backups_dir.iterdir()} == {".db"}
        assert labels(home) == MINE


def test_a_change_of_form_that_is_killed_leaves_the_old_file_and_its_copy(
    tmp_path: Path, template: Path
) -> None:
    migrations = later_migrations(tmp_path, 'op.add_column("listener", sa.Column("nickname", sa.Text()))')
    before = dump(template / "unwrapped.db")
    forms = set()
    for home in killed_homes(template, tmp_path / "homes", "update", migrations):
        paths = AppPaths.under(home)
        found = inspect(paths.database)
        assert found is not None
        forms.add(found.revision)
        if found.revision == HEAD:
            assert dump(paths.database) == before
        else:
            copies = [
                path for path in copies_of(paths.database, paths.backups_dir) if f"-{HEAD}-" in path.name
            ]
            assert [dump(copy) for copy in copies] == [before]
        upgrade(
            paths.database,
            backups_dir=paths.backups_dir,
            clock=HandClock(),
            migrations=migrations,
            head=LATER,
        )
        assert ask_sql(paths.database, "SELECT count(*), count(nickname) FROM listener") == [(2, 0)]
        assert ask_sql(paths.database, "PRAGMA integrity_check") == [("ok",)]
    assert forms == {HEAD, LATER}
