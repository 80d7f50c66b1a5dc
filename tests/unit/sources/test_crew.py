"""A large export is read by two processes; whatever becomes of the second, the record is the same."""

import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from tests.unit.sources.rows import (
    FixedClock,
    Row,
    account,
    audiobook,
    counts,
    extended,
    fetch,
    plays,
    podcast,
    same_record,
    write_zip,
)
from unwrapped_desktop.domain.errors import Cancelled, SourceError
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, ignore_progress
from unwrapped_desktop.domain.record import ExaminedSource
from unwrapped_desktop.sources import open_source
from unwrapped_desktop.sources.crew import crew, second
from unwrapped_desktop.sources.crew.frames import Done, Message, Outcome
from unwrapped_desktop.sources.decoding.history_file import HistoryReader
from unwrapped_desktop.sources.export import ExportSource
from unwrapped_desktop.sources.limits import Limits
from unwrapped_desktop.sources.opening.found import FoundFile

FILES = 9


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes however little there is to read."""
    monkeypatch.setattr(crew, "WORTH_BYTES", 0)
    monkeypatch.setattr(crew, "_cores", lambda: 2)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """An export of several files, each with something of its own and something of all kinds."""
    members: dict[str, object] = {}
    for number in range(FILES):
        rows: list[Row] = plays(150, start=1_000 * number, platform="iOS 15.1 (iPhone12,1)")
        rows += [extended(1_000 * number + 3, f"Only {number}", "Sóló ", platform="web_player windows 10;x")]
        rows += [podcast(1_000 * number + 7), audiobook(1_000 * number + 8), rows[0]]
        rows += [{"ts": "no time at all", "ms_played": 1}]
        members[f"Streaming_History_Audio_2021_{number}.json"] = rows
    members["StreamingHistory_music_0.json"] = plays(80, start=50_000, kind=account)
    members["Streaming_History_Audio_2021_99.json"] = b"[{"
    return write_zip(tmp_path / "my_spotify_data.zip", members)


def read_alone(export: Path, monkeypatch: pytest.MonkeyPatch) -> ExaminedSource:
    with monkeypatch.context() as patch:
        patch.setattr(crew, "_cores", lambda: 1)
        return fetch(export)


def same_account(left: ExaminedSource, right: ExaminedSource) -> bool:
    """Whether the forensics are the same, down to the examples."""
    return (left.record.files, left.record.set_aside, left.gaps, left.missing_files, left.examples) == (
        right.record.files,
        right.record.set_aside,
        right.gaps,
        right.missing_files,
        right.examples,
    )


@pytest.mark.usefixtures("eager")
def test_two_processes_read_what_one_does(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = read_alone(export, monkeypatch)
    together = fetch(export)
    assert same_record(alone, together)
    assert same_account(alone, together)
    assert counts(together)["podcast"] == FILES
    assert [file.name for file in together.record.files if file.status == "refused"] == [
        "Streaming_History_Audio_2021_99.json"
    ]


@pytest.mark.usefixtures("eager")
def test_a_second_process_takes_part(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = read_alone(export, monkeypatch)
    read_here: list[str] = []
    ready = threading.Event()
    take, read_one = crew._SecondProcess._files_wanted, second.read_one

    def wanted(self: crew._SecondProcess, message: Message) -> int:
        if isinstance(message, Done):
            ready.set()
        return take(self, message)

    def read_when_the_other_is_there(reader: HistoryReader, file: FoundFile) -> Outcome:
        assert ready.wait(30)
        read_here.append(file.name)
        return read_one(reader, file)

    monkeypatch.setattr(crew._SecondProcess, "_files_wanted", wanted)
    monkeypatch.setattr(crew, "read_one", read_when_the_other_is_there)
    assert same_record(alone, fetch(export))
    assert 0 < len(read_here) < FILES + 2


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize(
    "program",
    [
        pytest.param("raise SystemExit(3)", id="ends at once"),
        pytest.param("import sys; sys.stdout.write('hello' * 100)", id="talks nonsense"),
        pytest.param("import sys; sys.stdin.buffer.read(100); sys.exit(0)", id="leaves in the middle"),
    ],
)
def test_a_second_process_that_fails_costs_nothing_but_time(
    export: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    alone = read_alone(export, monkeypatch)
    monkeypatch.setattr(crew, "own_command", lambda _option: [sys.executable, "-c", program])
    together = fetch(export)
    assert same_record(alone, together)
    assert same_account(alone, together)


@pytest.mark.usefixtures("eager")
def test_no_second_process_can_be_started(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = read_alone(export, monkeypatch)
    monkeypatch.setattr(crew, "own_command", lambda _option: [str(export / "no such program")])
    assert same_record(alone, fetch(export))


@pytest.mark.usefixtures("eager")
def test_cancelling_leaves_no_process_behind(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **options)  # type: ignore[call-overload]
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    token = CancelToken()

    def stop_while_reading(progress: Progress) -> None:
        if progress.stage is Stage.READING and started:
            token.cancel()

    with pytest.raises(Cancelled):
        open_source([export], FixedClock()).fetch(stop_while_reading, token)
    assert [process.poll() is not None for process in started] == [True]


@pytest.mark.usefixtures("eager")
def test_nothing_readable_is_explained_as_ever(tmp_path: Path) -> None:
    members = {f"endsong_{number}.json": b"{}" for number in range(3)}
    export = write_zip(tmp_path / "data.zip", members)
    with pytest.raises(SourceError) as raised:
        open_source([export], FixedClock()).fetch(ignore_progress, CancelToken())
    assert raised.value.code == "nothing_readable"


def test_small_exports_are_read_by_one_process(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "own_command", lambda _option: pytest.fail("nobody asked for a second process"))
    assert len(fetch(export).record.rows) > 1_000


@pytest.mark.usefixtures("eager")
def test_what_is_read_does_not_depend_on_who_reads_it(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each process counts its own files only; the limit is on all of them together."""
    with zipfile.ZipFile(export) as archive:
        unpacked_bytes = sum(member.file_size for member in archive.infolist())
    limits = Limits(unpacked_bytes=unpacked_bytes * 6 // 10)

    def read() -> list[tuple[str, str]]:
        source = ExportSource([export], clock=FixedClock(), limits=limits)
        examined = source.fetch(ignore_progress, CancelToken())
        return [(file.name, file.status) for file in examined.record.files]

    with monkeypatch.context() as patch:
        patch.setattr(crew, "_cores", lambda: 1)
        alone = read()
    assert "refused" in {status for _, status in alone}
    assert read() == alone
