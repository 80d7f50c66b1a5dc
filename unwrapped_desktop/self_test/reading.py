"""Reading an export: a zip, and the processes that this program starts beside itself."""

import json
import subprocess
import zipfile
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, cast

from unwrapped_desktop.app.day_beside import DayUntold, Question, ask_for_day
from unwrapped_desktop.assembling.examine import examine
from unwrapped_desktop.bootstrap import SystemClock
from unwrapped_desktop.domain.exclusion import Exclusions
from unwrapped_desktop.domain.intake import Intake
from unwrapped_desktop.domain.kept_record import KeptRecord
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.leaving import within
from unwrapped_desktop.own_process import own_command, own_environment
from unwrapped_desktop.self_test.material import Material, PartError
from unwrapped_desktop.sources.crew.crew import SECOND_PROCESS_OPTION
from unwrapped_desktop.sources.crew.frames import Done, Message, Order, Ready, Tables, receive, send
from unwrapped_desktop.sources.decoding.columns import TimeWindow
from unwrapped_desktop.sources.decoding.history_file import HistoryFile
from unwrapped_desktop.sources.export import ExportSource
from unwrapped_desktop.sources.limits import Limits
from unwrapped_desktop.storage.records import RecordFiles

_FIRST_DAY, _DAYS, _SONGS = date(2022, 1, 1), 120, 5
_ROWS = _DAYS * _SONGS
_LISTENER_ID = 1

_PATIENCE_S = 30.0
"""A second process that has not answered by then never will; it takes about a second."""


def zip_file(material: Material) -> str:
    """Read a zip as Spotify sends it.

    Raises:
        SourceError: It cannot be read.
        PartError: Not all of it was read.
    """
    rows = len(_intake(_export(material.folder)).music)
    if rows != _ROWS:
        raise PartError(f"{rows} rows were read of {_ROWS}")
    return f"{rows} rows unpacked and read"


def second_process(material: Material) -> str:
    """Start this program beside itself, once for each of the two things it does so, and see that the answers are right.

    Raises:
        PartError: It does not start, or does not answer what it should.
    """
    export = _export(material.folder)
    rows = _read_beside(export)
    if rows != _ROWS:
        raise PartError(f"it has read {rows} rows of {_ROWS}")
    _tell_day_beside(_intake(export), material.folder / "records")
    return f"{rows} rows read beside, a day told beside"


def _export(folder: Path) -> Path:
    """Return a zip of listening history, written if it is not there yet."""
    path = folder / "my_spotify_data.zip"
    if not path.exists():
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            name = f"Spotify Extended Streaming History/Streaming_History_Audio_{_FIRST_DAY.year}_0.json"
            archive.writestr(name, json.dumps([_row(number) for number in range(_ROWS)]))
    return path


def _row(number: int) -> dict[str, object]:
    """Return a play of the made-up export: a few songs a day, each three minutes long."""
    day, song = divmod(number, _SONGS)
    ended_at = datetime(_FIRST_DAY.year, _FIRST_DAY.month, _FIRST_DAY.day, 12, tzinfo=UTC)
    ended_at += timedelta(days=day, minutes=3 * song)
    return {
        "ts": ended_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "ms_played": 180_000,
        "master_metadata_track_name": f"Song {song}",
        "master_metadata_album_artist_name": "A made-up band",
        "master_metadata_album_album_name": "An album",
        "spotify_track_uri": f"spotify:track:{song:022}",
        "reason_end": "trackdone",
    }


def _intake(export: Path) -> Intake:
    return ExportSource([export], clock=SystemClock()).read(ignore_progress, CancelToken())


def _read_beside(export: Path) -> int:
    """Return how many rows a second process has read of an export of one file.

    Raises:
        PartError: It has ended, or does not answer.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - ourselves
            own_command(SECOND_PROCESS_OPTION),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=own_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise PartError("it cannot be started") from error
    # Left by `with` it would be waited for, however long it takes.
    try:
        return within(_PATIENCE_S, lambda: _rows_of(process, export))
    except TimeoutError as error:
        raise PartError("it does not answer") from error
    except (EOFError, OSError) as error:
        raise PartError("it has ended before it answered") from error
    finally:
        process.kill()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_PATIENCE_S)
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                cast("BinaryIO", stream).close()


def _rows_of(process: "subprocess.Popen[bytes]", export: Path) -> int:
    orders, answers = cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout)
    window = TimeWindow(earliest_s=0, latest_s=int(SystemClock().now().timestamp()))
    send(orders, Order(paths=(export,), limits=Limits(), window=window))
    rows = 0
    while not isinstance(message := receive(answers), Tables):
        for wanted in _answer_to(message):
            send(orders, wanted)
        if isinstance(message, Done) and isinstance(message.outcome, HistoryFile):
            rows += sum(map(len, message.outcome.music))
    return rows


def _answer_to(message: Message) -> tuple[Message, ...]:
    """Return what a second process is to be told next: the one file there is, and that there are no more."""
    return (0, None) if isinstance(message, Ready) else ()


def _tell_day_beside(intake: Intake, records_dir: Path) -> None:
    """Ask a second process about a day in an earlier year.

    Raises:
        PartError: It does not answer, or knows of no such day.
    """
    record = examine(intake, progress=ignore_progress, cancel=CancelToken()).record
    kept = KeptRecord(intake=intake, data_sha256=record.data_sha256, plays=_ROWS, kept_at=SystemClock().now())
    RecordFiles(records_dir).save(_LISTENER_ID, kept)
    question = Question(
        records_dir=str(records_dir),
        listener_id=_LISTENER_ID,
        data_sha256=record.data_sha256,
        timezone="UTC",
        today=_FIRST_DAY.replace(year=_FIRST_DAY.year + 2, month=2),
        exclusions=Exclusions(),
    )
    try:
        line = within(_PATIENCE_S, lambda: ask_for_day(question, CancelToken()))
    except TimeoutError as error:
        raise PartError("it does not answer") from error
    except DayUntold as error:
        raise PartError("it could not tell the day") from error
    if line is None:
        raise PartError("it does not know the day")
