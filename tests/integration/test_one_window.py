"""One window for a data folder: the lock is the truth, and a later start brings the first one to the front."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.conftest import Open
from tests.integration.processes import TIMEOUT_S, Home, history, run, until

pytestmark = pytest.mark.skipif(os.name == "nt", reason="ends processes by signals of POSIX")


def test_27_a_later_start_raises_a_window_that_was_put_away(home: Home) -> None:
    command = [sys.executable, "-m", "tests.integration.start_with_trouble", "minimised"]
    first = subprocess.Popen(  # noqa: S603 - ourselves
        command, cwd=home.folder, env=home.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        assert first.stdout is not None
        assert b'"minimised": true' in first.stdout.readline()
        later = run(home)
        assert (later.code, later.out, later.err) == (0, b"", "")
        out, _ = first.communicate(timeout=TIMEOUT_S)
        assert b'"raised": true' in out
        assert first.returncode == 0
    finally:
        first.kill()


def test_27_what_is_handed_over_while_the_first_sleeps_is_judged_when_it_wakes(
    home: Home, open_window: Open, export: Path, other_export: Path
) -> None:
    first = open_window(export)
    kept = first.until_status("completed")
    first.process.send_signal(signal.SIGSTOP)
    try:
        assert run(home, other_export).code == 0
    finally:
        first.process.send_signal(signal.SIGCONT)
    until(lambda: history(home) == [kept["report_document"]], what="the other verdict", alive=first.process)
    first.until_status("completed")
    first.end()


def test_27_the_lock_of_one_that_was_killed_holds_nobody_up(home: Home, open_window: Open) -> None:
    first = open_window()
    first.until_ready()
    first.kill()
    assert (home.data / "unwrapped.lock").exists()
    later = open_window()
    later.until_ready()
    later.end()
    assert not (home.data / "unwrapped.lock").exists()
