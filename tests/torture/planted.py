"""The program, broken on purpose: whoever looks for losses has to find these.

Each breaks one work in the way that its own care prevents, with a pause in which half of it is there.
"""

import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

from unwrapped_desktop.cli import giving
from unwrapped_desktop.domain.analysis_state import AnalysisState
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.report_json import encode_report
from unwrapped_desktop.services.kept_judgement import KeptJudgement
from unwrapped_desktop.storage import copies, migrate, records
from unwrapped_desktop.storage.records import RecordFiles
from unwrapped_desktop.storage.results_file import ResultsFile
from unwrapped_desktop.ui import saving

PAUSE_S = 0.8
"""About as long as the work itself, so that a kill in three comes in the middle of it."""


def write_in_place(path: Path, content: bytes) -> None:
    """Write into the file that is there, one half after the other."""
    with path.open("wb", buffering=0) as file:
        file.write(content[: len(content) // 2])
        time.sleep(PAUSE_S)
        file.write(content[len(content) // 2 :])


def leave_a_process_behind() -> None:
    """Start a process for the reading that nobody ends."""
    judge = KeptJudgement.judge

    def judge_with_another(self: KeptJudgement, *given: Any, **more: Any) -> AnalysisState:
        if more.get("keeping") is None and given[0].listener_id == 1 and self.has_record(given[0]):
            subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], stdout=subprocess.DEVNULL)
        return judge(self, *given, **more)

    mock.patch.object(KeptJudgement, "judge", judge_with_another).start()


def commit_before_it_is_whole() -> None:
    """Keep a verdict without its receipts, and bring these in afterwards."""
    complete = ResultsFile.complete

    def complete_in_two(self: ResultsFile, analysis_id: int, report: Report) -> AnalysisState:
        state = complete(self, analysis_id, replace(report, facts=(), receipts=()))
        time.sleep(PAUSE_S)
        with closing(sqlite3.connect(self._database, isolation_level=None)) as connection:
            connection.execute(
                "UPDATE analysis SET report_document = ? WHERE id = ?",
                (encode_report(report).decode(), analysis_id),
            )
        return state

    mock.patch.object(ResultsFile, "complete", complete_in_two).start()


def keep_records_in_place() -> None:
    """Write a record over the one before."""

    def save(self: RecordFiles, listener_id: int, record: Any) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        write_in_place(self._path(listener_id), records._written(record))

    mock.patch.object(RecordFiles, "save", save).start()


def migrate_by_taking_the_file_away() -> None:
    """Take the old file away before the new one is there."""

    def away_and_back(database: Path, **more: Any) -> Path:
        made = copies.back_up(database, **more)
        shutil.rmtree(database.parent / "backups")
        content = database.read_bytes()
        database.unlink()
        time.sleep(PAUSE_S)
        database.write_bytes(content)
        return made

    mock.patch.object(migrate, "back_up", away_and_back).start()


def save_pictures_in_place() -> None:
    """Write a picture over the one before."""

    def write_whole(path: str, data: bytes) -> str:
        write_in_place(Path(path), data)
        return ""

    mock.patch.object(saving, "write_whole", write_whole).start()


def give_files_in_place() -> None:
    """Write a file over the one before."""
    mock.patch.object(giving, "write_file", write_in_place).start()


PLANTED: Mapping[str, Callable[[], None]] = {
    "importing": leave_a_process_behind,
    "analysing": commit_before_it_is_whole,
    "merging": keep_records_in_place,
    "saving": keep_records_in_place,
    "migrating": migrate_by_taking_the_file_away,
    "pictures": save_pictures_in_place,
    "files": give_files_in_place,
}
