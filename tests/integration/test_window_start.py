"""A start with a verdict that is kept: it is there before anything else is loaded, and nothing asked for is lost."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.integration.conftest import Open
from tests.integration.processes import Home, analysis, is_sound, run_command
from unwrapped_desktop.domain.report_json import decode_report

pytestmark = pytest.mark.skipif(os.name == "nt", reason="ends processes by signals of POSIX")


@pytest.fixture
def kept(home: Home, open_window: Open, export: Path) -> dict[str, Any]:
    window = open_window(export)
    row = window.until_status("completed")
    window.end()
    return row


def _start(home: Home, act: str, *files: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.integration.start_of_window", act, *map(str, files)]
    ended = run_command(command, home)
    assert (ended.code, ended.err) == (0, "")
    assert is_sound(home.database)
    seen: dict[str, Any] = json.loads(ended.out)
    assert seen["loaded"] == []
    return seen


def _label(row: dict[str, Any]) -> str:
    return str(json.loads(row["report_document"])["verdict"]["label"])


def test_it_is_shown_once_and_the_reader_keeps_the_place(home: Home, kept: dict[str, Any]) -> None:
    seen = _start(home, "wait")
    assert set(seen["screens"]) == {"opening", "results"}
    assert set(seen["labels"]) == {_label(kept)}
    assert seen["scrolled"] == 120
    assert seen["can_be_judged_again"]


def test_other_words_asked_for_at_once_come(home: Home, kept: dict[str, Any]) -> None:
    seen = _start(home, "reword")
    assert seen["screens"][-1] == "results"
    row = analysis(home)
    assert row is not None
    assert decode_report(row["report_document"]).provenance.wording == 1


def test_the_way_in_asked_for_at_once_comes(home: Home, kept: dict[str, Any]) -> None:
    assert _start(home, "another")["screens"][-1] == "login"


def test_a_file_dropped_at_once_is_judged(home: Home, kept: dict[str, Any], other_export: Path) -> None:
    seen = _start(home, "file", other_export)
    assert seen["screens"][-1] == "pause"
    row = analysis(home)
    assert row is not None
    assert row["report_data_sha256"] != kept["report_data_sha256"]


def test_a_file_that_the_system_opens_at_once_is_judged(
    home: Home, kept: dict[str, Any], other_export: Path
) -> None:
    seen = _start(home, "system_file", other_export)
    assert seen["screens"][-1] == "pause"
    row = analysis(home)
    assert row is not None
    assert row["report_data_sha256"] != kept["report_data_sha256"]


def test_a_file_with_which_the_system_starts_the_program_is_read_first(home: Home, export: Path) -> None:
    seen = _start(home, "opened_with", export)
    assert seen["screens"][0] == "opening"
    assert seen["screens"][1] == "loading"
    assert seen["screens"][-1] == "pause"


def test_who_goes_at_once_is_gone(home: Home, kept: dict[str, Any]) -> None:
    seen = _start(home, "close")
    assert seen["screens"] == ["opening", "results"]
    assert seen["labels"] == [_label(kept)]
    assert analysis(home) == kept
