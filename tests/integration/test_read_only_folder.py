"""Places where nothing can be written, or that vanish: the window opens, shows what can be read, and says what cannot be kept.

The permissions are real; root is made to obey them.
"""

import os
import platform
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.integration.conftest import Drive
from tests.integration.processes import Home, is_sound, tree
from tests.rights import as_anybody as permissions_count
from unwrapped_desktop.bootstrap import SystemClock
from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.domain.stored import Forgotten
from unwrapped_desktop.domain.waiting import Waiting
from unwrapped_desktop.messages import message_for
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage.copies import back_up
from unwrapped_desktop.storage.forgotten_file import ForgottenFile
from unwrapped_desktop.storage.opening import open_repository
from unwrapped_desktop.storage.records import RecordFiles
from unwrapped_desktop.storage.waiting_file import WaitingFile

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs permissions of POSIX")

Kept = tuple[Path, str]


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nobody write in a folder for a while, nor into its files."""
    places = [folder, *folder.rglob("*")]
    modes = {path: path.stat().st_mode & 0o777 for path in places}
    for path in places:
        path.chmod(modes[path] & 0o555)
    try:
        yield
    finally:
        for path in places:
            if path.exists():
                path.chmod(modes[path])


def leave_crashed(database: Path, *, label: str, new_label: str) -> None:
    """Leave a results file as a crash does: the last verdict in the log alone, an analysis under way, the lock not given up."""
    folder = database.parent
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(
            "UPDATE analysis SET status = 'processing', completed_at = NULL, report_document = replace(report_document, ?, ?)",
            (label, new_label),
        )
        for suffix in ("", "-wal"):
            shutil.copy(f"{database}{suffix}", folder / f"copy{suffix}")
    for suffix in ("", "-wal"):
        (folder / f"copy{suffix}").replace(f"{database}{suffix}")
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (folder / "unwrapped.lock").write_text(f"{ended.pid}\nunwrapped-desktop\n{platform.node()}\n")


def test_a_folder_that_cannot_be_written_can_be_read(
    home: Home, drive: Drive, as_anybody: tuple[str, ...], kept: Kept, export: Path
) -> None:
    shutil.copytree(kept[0], home.data)
    with read_only(home.data):
        before = tree(home.data)
        window = drive(prefix=as_anybody)
        seen = window.until_seen(lambda seen: seen["screen"] == "results", what="the verdict")
        assert seen["label"] == kept[1]
        assert seen["notices"].keys() == {"unopened"}
        said = seen["notices"]["unopened"]
        assert said.startswith("Nothing can be kept now")
        assert "Permission denied" in said
        assert "Change its permissions" in said
        assert "new ones, and what you choose, are not kept" in said
        window.do(f"read {export}")
        seen = window.until_seen(lambda seen: "failure" in seen["notices"], what="a failure")
        assert "Permission denied" in seen["notices"]["failure"]
        assert seen["label"] == kept[1]
        window.do("press unopened")
        window.until_seen(lambda seen: "unopened" in seen["notices"], what="the same as before")
        assert tree(home.data) == before
    window.do("press unopened")
    window.until_seen(lambda seen: "unopened" not in seen["notices"], what="the results file")
    assert (home.data / "unwrapped.lock").exists()
    window.close()


def test_it_is_closed_without_a_trace(
    home: Home, drive: Drive, as_anybody: tuple[str, ...], kept: Kept
) -> None:
    shutil.copytree(kept[0], home.data)
    with read_only(home.data):
        before = tree(home.data)
        window = drive(prefix=as_anybody)
        window.until_seen(lambda seen: seen["screen"] == "results", what="the verdict")
        window.close()
        assert tree(home.data) == before


def test_what_a_crash_has_left_there_is_read_whole(
    home: Home, drive: Drive, as_anybody: tuple[str, ...], kept: Kept
) -> None:
    shutil.copytree(kept[0], home.data)
    leave_crashed(home.database, label=kept[1], new_label="READ FROM THE LOG")
    assert not home.database.with_name("unwrapped.db-shm").exists()
    with read_only(home.data):
        before = tree(home.data)
        window = drive(prefix=as_anybody)
        seen = window.until_seen(lambda seen: seen["screen"] == "results", what="the verdict")
        assert seen["label"] == "READ FROM THE LOG"
        assert seen["notices"].keys() == {"unopened"}
        window.close()
        assert tree(home.data) == before
    assert is_sound(home.database)


@pytest.mark.parametrize("write", ["record", "waiting", "forgotten", "backup", "report"])
def test_no_write_changes_what_is_there(home: Home, kept: Kept, write: str) -> None:
    shutil.copytree(kept[0], home.data)
    paths, clock = AppPaths.under(home.data), SystemClock()
    records, marks = RecordFiles(paths.records_dir), ForgottenFile(paths.database)
    record = records.load(1)
    assert record is not None

    def keep_report() -> None:
        with open_repository(paths, clock) as repository:
            assert [listener.name for listener in repository.listeners()] == ["You"]
            repository.begin(1, data_sha256=None, settings_key="other", source=(), again=True)

    writes: dict[str, Callable[[], object]] = {
        "record": lambda: records.save(1, record),
        "waiting": lambda: WaitingFile(paths.waiting_file).save(Waiting(begun_at=clock.now())),
        "forgotten": lambda: marks.add(Forgotten(listener_id=1, has_sign_in=False)),
        "backup": lambda: back_up(
            paths.database, backups_dir=paths.backups_dir, clock=clock, revision="0002"
        ),
        "report": keep_report,
    }
    with read_only(home.data):
        before = tree(home.data)
        with permissions_count(), pytest.raises(StorageError) as caught:
            writes[write]()
        assert tree(home.data) == before
    assert caught.value.code == "database_readonly"
    assert "may not be changed" in message_for(caught.value)
    writes[write]()


@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_nobody_may_even_read_is_said(
    home: Home, drive: Drive, as_anybody: tuple[str, ...], kept: Kept, what: str
) -> None:
    shutil.copytree(kept[0], home.data)
    place = home.data if what == "folder" else home.database
    mode = place.stat().st_mode
    place.chmod(0)
    try:
        window = drive(prefix=as_anybody)
        seen = window.until_seen(lambda seen: seen["notices"], what="a notice")
    finally:
        place.chmod(mode)
    assert seen["screen"] == "login"
    assert seen["notices"].keys() == {"unopened"}
    assert "permissions" in seen["notices"]["unopened"]
    window.do("press unopened")
    seen = window.until_seen(lambda seen: seen["screen"] == "results", what="the verdict")
    assert (seen["label"], seen["notices"]) == (kept[1], {})
    window.close()


def test_an_empty_folder_opens_the_way_in(home: Home, drive: Drive, as_anybody: tuple[str, ...]) -> None:
    home.data.mkdir()
    with read_only(home.data):
        window = drive(prefix=as_anybody)
        seen = window.until_seen(lambda seen: seen["notices"], what="a notice")
        assert seen["screen"] == "login"
        assert "Nothing can be saved in" in seen["notices"]["unopened"]
        assert list(home.data.iterdir()) == []
    window.do("press unopened")
    window.until_seen(lambda seen: not seen["notices"], what="the results file")
    assert home.database.exists()
    window.close()


def test_a_folder_that_cannot_be_made_opens_the_way_in(home: Home, drive: Drive) -> None:
    file = home.folder / "file"
    file.touch()
    window = drive(home=Home(folder=home.folder, more={"UNWRAPPED_HOME": str(file / "below")}))
    seen = window.until_seen(lambda seen: seen["notices"], what="a notice")
    assert seen["screen"] == "login"
    assert "Nothing can be saved in" in seen["notices"]["unopened"]
    window.close()


def test_without_a_folder_for_logs_everything_works(
    home: Home, drive: Drive, as_anybody: tuple[str, ...], export: Path
) -> None:
    logs = home.data / "logs"
    logs.mkdir(parents=True)
    with read_only(logs):
        window = drive(export, prefix=as_anybody)
        seen = window.until_seen(lambda seen: seen["screen"] == "pause", what="what was read")
        assert seen["notices"] == {}
        window.close()
        assert list(logs.iterdir()) == []
    assert is_sound(home.database)


def test_logs_and_caches_that_are_deleted_meanwhile_are_not_missed(
    home: Home, drive: Drive, kept: Kept, export: Path
) -> None:
    shutil.copytree(kept[0], home.data)
    cache = home.made("Zwischenspeicher")
    window = drive(home=Home(folder=home.folder, more={"XDG_CACHE_HOME": str(cache)}))
    window.until_seen(lambda seen: seen["screen"] == "results", what="the verdict")
    shutil.rmtree(home.data / "logs")
    shutil.rmtree(cache)
    window.do(f"read {export}")
    window.until_seen(lambda seen: "question" in seen["notices"], what="a question")
    window.close()


@pytest.mark.parametrize(
    "locale",
    [
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LANG": None, "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LANG": None, "LC_ALL": None},
    ],
    ids=["C", "POSIX", "none"],
)
def test_in_any_locale_a_path_with_spaces_and_umlauts_is_read(
    home: Home, drive: Drive, export: Path, locale: dict[str, str | None]
) -> None:
    there = Home(folder=home.folder, more=locale)
    window = drive(export, home=there)
    seen = window.until_seen(lambda seen: seen["screen"] == "pause", what="what was read")
    assert seen["notices"] == {}
    window.close()
    assert is_sound(there.database)
    # What was opened is remembered by the path it has.
    again = drive(home=there)
    again.until_seen(lambda seen: seen["screen"] == "results", what="the verdict")
    again.do(f"read {export}")
    again.until_seen(lambda seen: seen["screen"] in {"pause", "results"}, what="the verdict")
    again.close()
