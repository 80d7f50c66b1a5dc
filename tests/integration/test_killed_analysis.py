"""The window is killed in the middle of an analysis: nothing that was kept is lost, nothing half is ever shown."""

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.integration.conftest import Open
from tests.integration.processes import Home, analysis, history, is_sound, run, until
from unwrapped_desktop.bootstrap import SystemClock, build_kept_judgement, source_at
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage.changing import INTERRUPTED_MESSAGE
from unwrapped_desktop.storage.results_file import ResultsFile

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills as POSIX does")

Reached = Callable[[dict[str, Any]], bool]


def is_processing(row: dict[str, Any]) -> bool:
    return bool(row["status"] == "processing")


def has_been_read(row: dict[str, Any]) -> bool:
    return bool(row["status"] == "processing" and row["data_sha256"])


@pytest.fixture(scope="session")
def kept_home(tmp_path_factory: pytest.TempPathFactory, export: Path) -> Path:
    """Return a data folder that keeps one verdict."""
    folder = tmp_path_factory.mktemp("kept")
    clock, settings = SystemClock(), JudgeSettings(timezone="Europe/Berlin")
    judgement, repository = build_kept_judgement(AppPaths.under(folder), clock)
    assert isinstance(repository, ResultsFile)
    with repository:
        you = repository.listener(settings.listener_name)
        source = source_at([export], clock)
        judgement.judge(you, source, settings, progress=ignore_progress, cancel=CancelToken())
    return folder


@pytest.mark.parametrize(
    ("reached", "later_s", "same_again"),
    [
        pytest.param(is_processing, 0.0, False, id="as it begins"),
        pytest.param(is_processing, 0.4, True, id="while reading"),
        pytest.param(has_been_read, 0.0, False, id="as it measures"),
        pytest.param(has_been_read, 0.1, False, id="as it writes"),
    ],
)
def test_killed_in_the_middle_of_an_analysis(
    *,
    home: Home,
    open_window: Open,
    kept_home: Path,
    large_export: Path,
    other_export: Path,
    reached: Reached,
    later_s: float,
    same_again: bool,
) -> None:
    shutil.copytree(kept_home, home.data)
    earlier = analysis(home)
    assert earlier is not None
    verdict = earlier["report_document"]
    kept_from = json.loads(earlier["report_source"])

    window = open_window(large_export)

    def look() -> bool:
        row = analysis(home)
        assert row is not None
        assert row["status"] != "completed" or row["id"] == earlier["id"], "too quick for this test"
        return reached(row)

    window.until(look, what="the middle")
    time.sleep(later_s)
    window.kill()

    # On a copy: looking must not repair what the next start has to cope with.
    remains = home.folder / "remains"
    shutil.copytree(home.data, remains)
    assert is_sound(remains / "unwrapped.db")

    later = open_window()
    row = later.until_status("failed", "completed")
    if row["status"] == "completed":
        # It was done before it was killed; then all of it was.
        assert json.loads(row["report_document"])["record"]["rows_total"] > 150_000
        assert history(home) == [verdict]
    else:
        assert (row["error_code"], row["error_message"]) == ("interrupted", INTERRUPTED_MESSAGE)
        assert json.loads(row["source"]) == [*kept_from, str(large_export)]
        assert row["report_document"] == verdict
        assert history(home) == []
    newest = row["report_document"]
    read_from = json.loads(row["report_source"])

    again = large_export if same_again else other_export
    assert run(home, again).code == 0
    until(lambda: newest in history(home), what="a new verdict", alive=later.process, said=later.said)
    row = later.until_status("completed")
    assert json.loads(row["source"]) == list(dict.fromkeys([*read_from, str(again)]))
    later.end()
    assert is_sound(home.database)
