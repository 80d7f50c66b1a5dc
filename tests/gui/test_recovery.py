"""A results file that cannot be used, in the real window: said, and a way on is offered without starting again."""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.gui.conftest import TIMEOUT_MS, Program
from tests.unit.storage.damages import empty_index, foreign_log
from unwrapped_desktop.ui.main_window import Screen

Start = Callable[..., Program]

LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA locking_mode = EXCLUSIVE")
connection.execute("BEGIN EXCLUSIVE")
connection.execute("UPDATE listener SET name = name")
print("locked", flush=True)
sys.stdin.read()
"""


def settled(program: Program) -> None:
    program.qtbot.waitUntil(
        lambda: program.runner.running is None and not program.runner.waiting, timeout=TIMEOUT_MS
    )


def copies(program: Program) -> list[Path]:
    return sorted(program.paths.backups_dir.glob("unwrapped-daily-*.db"))


def run_sql(database: Path, statement: str) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute(statement)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def aside(program: Program) -> list[Path]:
    return sorted(program.paths.data_dir.glob("unwrapped.damaged-*.db"))


def offered(program: Program) -> list[str]:
    """Return what the notice of damage offers."""
    settled(program)
    notice = program.window.damage
    assert notice.isVisible()
    buttons = (notice.action_button, notice.other_button, notice.third_button)
    return [button.text() for button in buttons if button.isVisible()]


@pytest.fixture
def kept(start: Start, export_zip: str) -> Program:
    """Return a program that has ended, with a verdict, a record and a copy of the day."""
    program = start(export_zip)
    program.until(Screen.RESULTS)
    settled(program)
    assert len(copies(program)) == 1
    program.quit()
    return program


RESTORE, REPAIR, FRESH = "Restore the copy of 22 November 2026", "Try to repair", "Start fresh"


@pytest.mark.parametrize("way", [RESTORE, REPAIR, FRESH])
def test_a_damaged_file_is_offered_three_ways(
    start: Start, kept: Program, way: str, caplog: pytest.LogCaptureFixture
) -> None:
    run_sql(kept.paths.database, "DROP TABLE alembic_version")
    before, verdict = sha256(kept.paths.database), kept.label
    program = start()
    assert program.window.screen_shown() is Screen.LOGIN
    assert offered(program) == [RESTORE, REPAIR, FRESH]
    notice = program.window.damage
    assert notice.title == "Saved verdicts cannot be opened"
    assert "The copy of 22 November 2026 holds 1 verdict of 1 listener." in notice.body
    assert sha256(program.paths.database) == before
    button = {
        RESTORE: notice.action_button,
        REPAIR: notice.other_button,
        FRESH: notice.third_button,
    }[way]
    button.click()
    program.until(Screen.LOGIN if way == FRESH else Screen.RESULTS)
    settled(program)
    assert not notice.isVisible()
    assert program.label == ("" if way == FRESH else verdict)
    (kept_aside,) = aside(program)
    assert sha256(kept_aside) == before
    assert str(kept_aside) in program.window.status.body
    assert (program.controller.kept.record_bytes is None) == (way == FRESH)
    assert ("None was lost" in program.window.status.title) == (way == REPAIR)
    assert "unexpected" not in caplog.text
    program.quit()
    # And it stays so.
    later = start()
    settled(later)
    assert not later.window.damage.isVisible()
    assert later.label == program.label


def test_without_a_copy_none_is_offered(start: Start, kept: Program) -> None:
    shutil.rmtree(kept.paths.backups_dir)
    kept.paths.database.write_bytes(b"")
    program = start()
    assert offered(program) == [FRESH]
    assert "is empty" in program.window.damage.body


def test_a_copy_that_is_damaged_too_is_not_offered(start: Start, kept: Program) -> None:
    for copy in copies(kept):
        copy.write_bytes(copy.read_bytes()[:-5000])
    kept.paths.database.write_bytes(b"no database at all")
    program = start()
    assert offered(program) == [REPAIR, FRESH]
    program.window.damage.other_button.click()
    # Nothing can be saved out of it: it is said, it stays, and the other way is still open.
    program.qtbot.waitUntil(
        lambda: "Nothing could be saved" in program.window.damage.body, timeout=TIMEOUT_MS
    )
    assert offered(program) == [FRESH]
    assert program.paths.database.read_bytes() == b"no database at all"


def test_damage_met_while_working_leads_to_the_same_ways(start: Start, kept: Program, other_zip: str) -> None:
    program = start()
    program.until(Screen.RESULTS)
    settled(program)
    run_sql(program.paths.database, "DROP TABLE report_history")
    program.window.listener_requested.emit(1)
    program.qtbot.waitUntil(program.window.damage.isVisible, timeout=TIMEOUT_MS)
    assert RESTORE in offered(program)
    program.window.damage.action_button.click()
    program.until(Screen.RESULTS)
    settled(program)
    assert program.label == kept.label
    # It goes on working with the file that is there now.
    program.window.results.again.click()
    program.qtbot.waitUntil(lambda: len(program.controller.kept.history) == 1, timeout=TIMEOUT_MS)


@pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be deleted there")
def test_a_file_that_is_deleted_while_the_window_is_open_is_missed(start: Start, kept: Program) -> None:
    program = start()
    program.until(Screen.RESULTS)
    settled(program)
    program.paths.database.unlink()
    program.window.results.again.click()
    program.qtbot.waitUntil(program.window.damage.isVisible, timeout=TIMEOUT_MS)
    assert offered(program) == [RESTORE, FRESH]
    assert "is gone" in program.window.damage.body
    assert not program.paths.database.exists()
    program.window.damage.action_button.click()
    program.until(Screen.RESULTS)
    settled(program)
    assert program.label == kept.label


def test_a_file_that_is_gone_at_the_start_can_be_restored_or_begun_anew(start: Start, kept: Program) -> None:
    kept.paths.database.unlink()
    program = start()
    assert offered(program) == [RESTORE, FRESH]
    program.window.damage.third_button.click()
    program.until(Screen.LOGIN)
    settled(program)
    assert not program.window.damage.isVisible()
    assert program.paths.database.exists()
    assert program.controller.kept.listeners == ()
    assert len(copies(program)) == 1


def test_a_restore_that_finds_no_room_says_so_and_can_be_tried_again(
    start: Start, kept: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.paths.database.write_bytes(b"")
    program = start()
    assert RESTORE in offered(program)
    with monkeypatch.context() as disk:
        disk.setattr(
            "unwrapped_desktop.storage.file_moves.shutil.disk_usage", lambda _path: SimpleNamespace(free=1000)
        )
        program.window.damage.action_button.click()
        program.qtbot.waitUntil(program.window.unopened.isVisible, timeout=TIMEOUT_MS)
    assert "The disk is full" in program.window.unopened.body
    assert "MB" in program.window.unopened.body
    assert program.paths.database.read_bytes() == b""
    program.window.unopened.action_button.click()
    program.qtbot.waitUntil(program.window.damage.isVisible, timeout=TIMEOUT_MS)
    assert RESTORE in offered(program)
    program.window.damage.action_button.click()
    program.until(Screen.RESULTS)
    assert program.label == kept.label


def test_a_newer_file_is_named_and_left_byte_for_byte(start: Start, kept: Program, export_zip: str) -> None:
    database = kept.paths.database
    run_sql(database, "UPDATE alembic_version SET version_num = '9999'")
    before = sha256(database)
    program = start()
    settled(program)
    assert program.window.unopened.isVisible()
    assert "a later version of the program" in program.window.unopened.body
    assert not program.window.damage.isVisible()
    program.window.unopened.action_button.click()
    settled(program)
    assert program.window.unopened.isVisible()
    program.controller.judge_files((export_zip,))
    settled(program)
    program.quit()
    assert sha256(database) == before
    assert aside(program) == []
    assert not database.with_name("unwrapped.db-wal").exists()


def test_a_file_that_another_program_has_locked_is_said_and_opened_when_it_is_free(
    start: Start, kept: Program
) -> None:
    other = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", LOCK, str(kept.paths.database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "locked\n"
        program = start()
        settled(program)
        assert program.window.unopened.isVisible()
        assert "Another program is using your saved results" in program.window.unopened.body
        assert not program.window.damage.isVisible()
    finally:
        other.communicate("", timeout=60)
    program.window.unopened.action_button.click()
    program.until(Screen.RESULTS)
    assert not program.window.unopened.isVisible()
    assert program.label == kept.label


def test_a_damaged_index_is_put_right_and_said(start: Start, kept: Program) -> None:
    empty_index(kept.paths.database, "sqlite_autoindex_listener_1")
    before = sha256(kept.paths.database)
    program = start()
    program.until(Screen.RESULTS)
    assert "None was lost" in program.window.status.title
    assert [sha256(path) for path in aside(program)] == [before]
    assert program.label == kept.label


def test_a_log_of_another_file_is_put_aside_and_said(start: Start, kept: Program, tmp_path: Path) -> None:
    shutil.copy(foreign_log(tmp_path), kept.paths.data_dir / "unwrapped.db-wal")
    program = start()
    program.until(Screen.RESULTS)
    assert "belongs to another file" in program.window.status.title
    assert aside(program) == []
    assert program.label == kept.label


@pytest.mark.parametrize(
    "content",
    [b"[" * 200_000, b"\xff\xfe\x00 marks", json.dumps({"listeners": "a" * 2_000_000}).encode()],
    ids=["deep", "no text", "large"],
)
def test_marks_that_cannot_be_read_are_kept_aside_and_said(
    start: Start, kept: Program, content: bytes
) -> None:
    marks = kept.paths.data_dir / "forgotten.json"
    marks.write_bytes(content)
    program = start()
    program.until(Screen.RESULTS)
    assert "forgotten" in program.window.status.title
    assert not marks.exists()
    assert marks.with_name("forgotten.json.damaged").read_bytes() == content
    assert program.label == kept.label


def test_one_copy_a_day_is_made_and_whoever_is_forgotten_is_in_none(
    start: Start, kept: Program, other_zip: str
) -> None:
    program = start(wait=False)
    program.clock.moment += timedelta(days=1)
    program.until(Screen.RESULTS)
    settled(program)
    # Nothing has changed: the copy is the same, and of today.
    (copy,) = copies(program)
    assert "20261123" in copy.name
    program.window.results.again.click()
    program.qtbot.waitUntil(lambda: len(program.controller.kept.history) == 1, timeout=TIMEOUT_MS)
    settled(program)
    assert copies(program) == [copy]
    desk = program.controller._opened
    assert desk is not None
    desk.desk.repository.forget(1)
    assert copies(program) == []
