"""The window as a process: it starts, judges, answers later starts, and ends when it is told to."""

import json
import os
import shutil
import signal
from pathlib import Path

import pytest

from tests.integration.conftest import Open
from tests.integration.processes import Home, analysis, ask, history, is_sound, run, until

pytestmark = pytest.mark.skipif(os.name == "nt", reason="ends processes by signals of POSIX")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_starts_makes_its_database_and_ends_when_told(home: Home, open_window: Open, how: int) -> None:
    window = open_window()
    window.until_ready()
    window.end(how)
    # Nothing is left open: no log of SQLite's, no lock.
    assert sorted(path.name for path in home.data.iterdir()) == ["logs", "unwrapped.db", "window.ini"]
    assert is_sound(home.database)
    assert ask(home.database, "SELECT * FROM listener") == []
    assert {path.stat().st_mode & 0o077 for path in (home.data, home.database, home.data / "logs")} == {0}


def test_told_twice_it_ends_once(home: Home, open_window: Open) -> None:
    window = open_window()
    window.until_ready()
    window.process.send_signal(signal.SIGHUP)
    window.end(signal.SIGTERM)
    assert is_sound(home.database)


def test_what_it_is_started_with_is_judged_and_kept(home: Home, open_window: Open, export: Path) -> None:
    window = open_window(export.name, cwd=export.parent)
    row = window.until_status("completed", "failed")
    window.end()
    assert row["status"] == "completed"
    assert json.loads(row["source"]) == [str(export)]
    report = json.loads(row["report_document"])
    assert report["record"]["rows_total"] > 1_000
    assert report["verdict"]["claims_checked"] == report["verdict"]["claims_total"] > 0

    again = open_window()
    again.until_ready()
    again.end()
    assert analysis(home) == row


def test_a_later_start_hands_its_files_to_the_first(
    home: Home, open_window: Open, export: Path, other_export: Path
) -> None:
    first = open_window(export)
    kept = first.until_status("completed")
    later = run(home, other_export.name, cwd=other_export.parent)
    assert (later.code, later.out, later.err) == (0, b"", "")
    until(lambda: history(home) == [kept["report_document"]], what="the other verdict", alive=first.process)
    row = first.until_status("completed")
    assert json.loads(row["source"]) == [str(export), str(other_export)]
    assert row["report_data_sha256"] != kept["report_data_sha256"]
    assert run(home).code == 0  # without files it only brings the window to the front
    first.end()
    assert is_sound(home.database)


def test_a_later_start_waits_for_the_work_of_the_first(
    home: Home, open_window: Open, export: Path, large_export: Path
) -> None:
    first = open_window(large_export)
    first.until_status("processing")
    assert run(home, export).code == 0
    both = [str(large_export), str(export)]

    def is_done() -> bool:
        row = analysis(home)
        return row is not None and row["status"] == "completed" and json.loads(row["source"]) == both

    until(is_done, what="both files", alive=first.process)
    row = first.until_status("completed")
    # The large one says all that the other says: the verdict is the one that is there.
    assert history(home) == []
    assert json.loads(row["report_document"])["record"]["rows_total"] > 150_000
    first.end()


def test_told_to_end_in_the_middle_it_says_so_and_keeps_nothing_half(
    home: Home, open_window: Open, large_export: Path
) -> None:
    window = open_window(large_export)
    window.until_status("processing")
    window.end()
    row = analysis(home)
    assert row is not None
    assert (row["status"], row["error_code"], row["report_document"]) == ("failed", "cancelled", None)
    assert is_sound(home.database)


def test_a_file_whose_name_is_no_text(home: Home, open_window: Open, export: Path) -> None:
    odd = os.fsencode(home.folder) + b"/M\xfcller \xff.zip"
    try:
        shutil.copy(os.fsencode(export), odd)
    except OSError:
        pytest.skip("this file system takes no such names")
    window = open_window(os.fsdecode(odd))
    row = window.until_status("completed", "failed")
    assert row["status"] == "completed"
    assert run(home, os.fsdecode(odd)).code == 0
    window.end()


def test_without_a_display_it_says_what_works_without(home: Home) -> None:
    ended = run(Home(folder=home.folder, more={"QT_QPA_PLATFORM": None}))
    assert ended.code == 1
    assert "judge" in ended.err
    assert not home.data.exists()


def test_started_by_something_that_gives_it_no_terminal(home: Home, open_window: Open, export: Path) -> None:
    window = open_window(export, prefix=["sh", "-c", 'exec "$@" 0>&- 1>&- 2>&-', "sh"])
    window.until_status("completed")
    window.end()


def test_told_to_end_before_it_has_painted(home: Home, open_window: Open) -> None:
    for _start in range(3):
        window = open_window()
        window.until((home.data / "unwrapped.lock").exists, what="the lock")
        window.process.send_signal(signal.SIGINT)
        assert window.process.wait(10) in {0, -signal.SIGINT, 128 + signal.SIGINT}
        assert window.said() == ""
