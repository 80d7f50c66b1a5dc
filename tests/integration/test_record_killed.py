"""The program is killed, or the disk fills, while it keeps a record: there is always a whole one, and a true report."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.integration.processes import is_sound
from tests.unit.sources.rows import FixedClock, extended, plays, write
from unwrapped_desktop.bootstrap import build_kept_judgement, source_at
from unwrapped_desktop.domain.analysis_state import Status
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage.records import RecordFiles
from unwrapped_desktop.storage.results_file import ResultsFile

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs signals and limits of POSIX")

ROOT = Path(__file__).parents[2]
SETTINGS = JudgeSettings(timezone="Europe/Berlin")
AUDIO = "Streaming_History_Audio_2021_0.json"
LISTENER = 1

SAVE_FOREVER = """
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from unwrapped_desktop.storage.records import RecordFiles

files = RecordFiles(Path(sys.argv[1]))
record = files.load(1)
number = record.plays
while True:
    number += 1
    files.save(1, replace(record, plays=number))
    print(number, flush=True)
"""

JUDGE = """
import resource, sys, time
from pathlib import Path
from tests.unit.sources.rows import FixedClock
from unwrapped_desktop import bootstrap
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.services.kept_judgement import Keeping
from unwrapped_desktop.storage import records
from unwrapped_desktop.storage.results_file import ResultsFile

def stop(*_, **__):
    print("here", flush=True)
    time.sleep(600)

home, export, how = sys.argv[1:]
judgement, repository = bootstrap.build_kept_judgement(AppPaths.under(Path(home)), FixedClock())
you = repository.listener("You")
if how == "half written":
    def half(path, content):
        path.write_bytes(content[: len(content) // 2])
        stop()
    records.write_through = half
elif how == "written beside":
    Path.replace = stop
elif how == "kept, not completed":
    ResultsFile.complete = stop
elif how == "no room":
    room = next((Path(home) / "records").iterdir()).stat().st_size
    write = records.write_through
    def narrow(path, content):
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        try:
            write(path, content)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    records.write_through = narrow
keeping = Keeping(tell_unkept=lambda error: print(error.code))
judgement.judge(
    you, bootstrap.source_at([export], FixedClock()), JudgeSettings(timezone="Europe/Berlin"), keeping=keeping,
    progress=ignore_progress, cancel=CancelToken()
)
print(judgement.poll(you).status.value)
"""


def start(code: str, *arguments: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kill(process: "subprocess.Popen[str]") -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL


def judge(home: Path, export: Path) -> int:
    """Judge in this process; returns the plays of the report."""
    judgement, repository = build_kept_judgement(AppPaths.under(home), FixedClock())
    assert isinstance(repository, ResultsFile)
    with repository:
        repository.mark_interrupted()
        you = repository.listener("You")
        assert you.listener_id == LISTENER
        source = source_at([export], FixedClock())
        state = judgement.judge(you, source, SETTINGS, progress=ignore_progress, cancel=CancelToken())
        assert state.status is Status.COMPLETED
        report = judgement.get(you)
        assert report is not None
        assert judgement.has_record_of(you, report)
        return report.record.plays


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with a verdict on 150 plays."""
    home = tmp_path / "home"
    assert judge(home, write(tmp_path / "older" / AUDIO, plays(150))) == 150
    return home


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    more = [extended(5 * n, f"Artist {n}", f"Title {n}") for n in range(1_000, 3_000)]
    return write(tmp_path / "newer" / AUDIO, [*plays(300), *more])


def assert_as_before(home: Path) -> None:
    """The record, the verdict and the history are those from before."""
    kept = RecordFiles(AppPaths.under(home).records_dir).load(LISTENER)
    assert kept is not None
    assert kept.plays == 150
    assert_report(home, plays_count=150)


def assert_report(home: Path, *, plays_count: int) -> None:
    judgement, repository = build_kept_judgement(AppPaths.under(home), FixedClock())
    assert isinstance(repository, ResultsFile)
    with repository:
        you = repository.listener("You")
        report = judgement.get(you)
        assert report is not None
        assert report.record.plays == plays_count
        assert repository.history(LISTENER) == ()
    assert is_sound(AppPaths.under(home).database)


def test_killed_while_saving(tmp_path: Path, home: Path) -> None:
    folder = AppPaths.under(home).records_dir
    first = RecordFiles(folder).load(LISTENER)
    assert first is not None
    chance = random.Random(3)
    announced = first.plays
    for _life in range(6):
        process = start(SAVE_FOREVER, folder)
        assert process.stdout is not None
        for _save in range(chance.randint(1, 20)):
            line = process.stdout.readline()
            assert line, process.communicate(timeout=60)
            announced = int(line)
        time.sleep(chance.random() / 100)
        kill(process)
        kept = RecordFiles(folder).load(LISTENER)
        assert kept is not None
        assert kept.plays >= announced, "what was announced is there"
        assert kept.data_sha256 == first.data_sha256
        assert len(kept.intake.music) == 150
        assert {path.suffix for path in folder.iterdir()} <= {".record", ".new"}
    RecordFiles(folder).save(LISTENER, first)
    assert [path.suffix for path in folder.iterdir()] == [".record"]


@pytest.mark.parametrize("how", ["half written", "written beside"])
def test_killed_before_the_record_is_in_its_place(home: Path, newer: Path, how: str) -> None:
    process = start(JUDGE, home, newer, how)
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n", process.communicate(timeout=60)
    kill(process)
    assert_as_before(home)
    assert judge(home, newer) == 2_300
    assert [path.suffix for path in AppPaths.under(home).records_dir.iterdir()] == [".record"]


def test_killed_between_the_record_and_the_report(home: Path, newer: Path) -> None:
    process = start(JUDGE, home, newer, "kept, not completed")
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n", process.communicate(timeout=60)
    kill(process)
    kept = RecordFiles(AppPaths.under(home).records_dir).load(LISTENER)
    assert kept is not None
    assert kept.plays == 2_300
    assert_report(home, plays_count=150)

    judgement, repository = build_kept_judgement(AppPaths.under(home), FixedClock())
    assert isinstance(repository, ResultsFile)
    with repository:
        assert repository.mark_interrupted() == 1
        you = repository.listener("You")
        report = judgement.get(you)
        assert report is not None
        assert judgement.has_record(you)
        assert not judgement.has_record_of(you, report), "the record has gone ahead of the verdict"
        state = judgement.poll(you)
        assert state is not None
        assert (state.status, state.error_code) == (Status.FAILED, "interrupted")
        judgement.judge_kept(you, SETTINGS, location=(), progress=ignore_progress, cancel=CancelToken())
        report = judgement.get(you)
        assert report is not None
        assert report.record.plays == 2_300
        assert judgement.has_record_of(you, report)
        assert len(repository.history(LISTENER)) == 1


def test_no_room_for_the_record(home: Path, newer: Path) -> None:
    process = start(JUDGE, home, newer, "no room")
    out, err = process.communicate(timeout=60)
    assert "Traceback" not in err
    assert out.split() == ["disk_full", "completed"]
    folder = AppPaths.under(home).records_dir
    assert [path.suffix for path in folder.iterdir()] == [".record"]
    kept = RecordFiles(folder).load(LISTENER)
    assert kept is not None
    assert kept.plays == 150
    assert is_sound(AppPaths.under(home).database)
    assert judge(home, newer) == 2_300
