"""A second program on the same data, forced past the first one's ears: it says so, and writes nothing."""

import os
import signal
from pathlib import Path

import pytest

from tests.integration.conftest import Open
from tests.integration.processes import Home, analysis, history, is_sound, run, tree

pytestmark = pytest.mark.skipif(os.name == "nt", reason="stops processes as POSIX does")


def test_a_second_program_that_finds_no_way_to_the_first_writes_nothing(
    home: Home, open_window: Open, export: Path, other_export: Path
) -> None:
    first = open_window(export)
    kept = first.until_status("completed")
    first.process.send_signal(signal.SIGSTOP)
    before = tree(home.data)
    try:
        # It looks for the first one's socket in another folder, so that it cannot hand its file over.
        elsewhere = Home(folder=home.folder, more={"TMPDIR": str(home.made("tmp"))})
        second = run(elsewhere, other_export)
    finally:
        after = tree(home.data)
        first.process.send_signal(signal.SIGCONT)
    assert second.code == 1
    assert second.err == "Unwrapped is open already, but does not answer. Close it and start again.\n"
    assert after == before
    first.end()
    assert analysis(home) == kept
    assert history(home) == []
    assert is_sound(home.database)
